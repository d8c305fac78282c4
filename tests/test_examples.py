"""The examples run offline, as their docstrings say."""

import runpy
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.mark.parametrize(
    ("name", "argument", "expected"),
    [
        ("rocky_iv_winter_day.py", "--offline", "On snowshoes the day earns"),
        ("summer_sunrise.py", "--offline", "first twilight"),
        ("thousand_visitors.py", "4", "Both made the same plans, to the byte."),
        ("your_own_place.py", "--offline", "With the road to Whitney Portal open the day earns"),
    ],
)
def test_an_example_runs(name, argument, expected, capsys):
    """Each example prints its plan and its answer."""
    main = runpy.run_path(str(EXAMPLES / name))["main"]
    main([argument])
    printed = capsys.readouterr().out
    assert expected in printed
    assert "Leave " in printed


def test_every_example_is_run_here():
    """No example is left untested."""
    assert {path.name for path in EXAMPLES.glob("*.py")} == {
        "rocky_iv_winter_day.py",
        "summer_sunrise.py",
        "thousand_visitors.py",
        "your_own_place.py",
    }
