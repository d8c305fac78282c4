"""The hints are a product: what mypy and pyright tell a user whose program stands in `typing_api.py`."""

import ast
import os
import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from types import FunctionType

import pytest

import tripplanner
from tripplanner import request, wishes

ROOT = Path(__file__).parent.parent
PROGRAM = Path(__file__).with_name("typing_api.py")
# Asked as a user would ask: strictly, without our settings and without pydantic's plugin.
MYPY = ("mypy", "--strict", "--config-file=", "--follow-imports=silent", "--cache-dir=.mypy_cache/users")
PYRIGHT = ("pyright", "--project=pyproject.toml", f"--pythonpath={sys.executable}")
# For pyright not to ask the network whether it is the newest.
SURROUNDINGS = {"MYPYPATH": str(ROOT), "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def _said_by(checker, *more):
    if find_spec(checker[0]) is None:
        pytest.skip(f"{checker[0]} is not installed: it comes with the extra `dev`")
    command = [sys.executable, "-m", *checker, *more]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **SURROUNDINGS}, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def test_mypy_finds_every_mistake_and_no_other():
    """Good programs pass under `--strict`; each line marked as a mistake is one, or its mark is unused."""
    code, said = _said_by(MYPY, str(PROGRAM))
    assert code == 0, said
    assert "no issues found in 1 source file" in said


def test_pyright_finds_every_mistake_and_no_other():
    """The same for pyright in its strict mode; the settings name the one file."""
    code, said = _said_by(PYRIGHT)
    assert code == 0, said
    assert "0 errors, 0 warnings" in said


def test_the_program_uses_the_whole_door():
    """Each function of the door is called and has the type of what it gives back held; mistakes are many."""
    written = PROGRAM.read_text(encoding="utf-8")
    called = {
        name
        for name in tripplanner.__all__
        if isinstance(getattr(tripplanner, name), FunctionType)
        if re.search(rf"assert_type\(tripplanner\.{name}\(|= tripplanner\.{name}\(", written)
    }
    functions = {name for name in tripplanner.__all__ if isinstance(getattr(tripplanner, name), FunctionType)}
    assert functions - called == set()
    assert len(functions) >= 15
    assert len(re.findall(r"# type: ignore\[[a-z-]+\]  # pyright: ignore\[", written)) >= 20


@pytest.mark.parametrize(
    ("module", "name"), [(request, "TripRequest"), (request, "Party"), (wishes, "Wishes")]
)
def test_what_users_may_write_is_told_for_each_field(module, name):
    """The `__init__` that type checkers see has the fields and defaults of the record."""
    record = getattr(module, name)
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    (found,) = (
        node
        for part in ast.walk(tree)
        if isinstance(part, ast.ClassDef) and part.name == name
        for node in ast.walk(part)
        if isinstance(node, ast.FunctionDef) and node.name == "__init__"
    )
    given = dict(zip((each.arg for each in found.args.kwonlyargs), found.args.kw_defaults, strict=True))
    assert list(given) == list(record.model_fields)
    for field, info in record.model_fields.items():
        assert (given[field] is None) == info.is_required(), field
        if given[field] is not None and ast.literal_eval(given[field]) is not ...:
            assert ast.literal_eval(given[field]) == info.default, field
