"""The README's commands and code, as they stand there."""

import re
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_two_commands_stand_in_the_readme():
    """One command sets up and runs the main job, one the tests; .ci/run reads the second from there."""
    assert "    python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/tripplanner plan\n" in README
    assert (
        "    python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest\n"
        in README
    )


def test_the_code_runs(tmp_path, monkeypatch, capsys):
    """The Python block runs in a folder of its own and leaves the plan there."""
    [block] = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - our own README
    assert (tmp_path / "christmas.json").exists()
    assert "Leave " in capsys.readouterr().out
