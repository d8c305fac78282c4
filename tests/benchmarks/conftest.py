"""Measurements are run when asked for: they are no tests, and take minutes."""

from pathlib import Path

import pytest


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the measurements out, unless it is they that are asked for (pytest-benchmark has the option)."""
    asked_for = config.getoption("benchmark_only", default=False)
    return True if collection_path.name == "test_speed.py" and not asked_for else None
