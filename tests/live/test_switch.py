"""The switch of the live tests: off unless asked for, and plain about what cannot be reached."""

import os
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
PYTEST = (sys.executable, "-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider")


def pytest_said(*arguments: str, **environment: str) -> str:
    """The summary of a run of the live tests in a process of its own."""
    kept = {name: each for name, each in os.environ.items() if "proxy" not in name.lower()}
    done = subprocess.run(
        [*PYTEST, *arguments, "tests/live/test_live.py"],
        cwd=HERE.parent.parent,
        env={**kept, "COLUMNS": "300", **environment},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    return done.stdout


def test_nothing_is_asked_by_default() -> None:
    """Deselected is not skipped: the count of skipped tests stays a count of what should have run."""
    last = pytest_said().splitlines()[-1]
    assert re.match(r"\d+ deselected in ", last), last


def test_what_cannot_be_reached_is_called_so() -> None:
    """Switched on without a network, each test fails for that reason and no other."""
    said = pytest_said("-m", "live", HTTPS_PROXY="http://127.0.0.1:9", TRIPPLANNER_NPS_KEY="none")
    failed = re.findall(r"^FAILED .*", said, re.MULTILINE)
    assert len(failed) == 4, said
    assert [each for each in failed if "cannot be reached" not in each] == []
    assert "4 failed in" in said.splitlines()[-1]
