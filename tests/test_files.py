"""Plans on disk: written whole, read back the same, refused when damaged."""

import contextlib
import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tripplanner import OutputError, PlanFileError

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)


@pytest.fixture(scope="module")
def plan():
    return tripplanner.plan_trip("2026-12-25", end="12:00", offline=True, now=NOW)


def test_a_plan_comes_back_the_same(plan, tmp_path):
    """`load_plan` reads what `write` wrote: equal records, equal bytes when written again."""
    path = tripplanner.write(plan, tmp_path / "plan.json")
    again = tripplanner.load_plan(path)
    assert again == plan
    assert again.to_json() == path.read_text(encoding="utf-8")


def test_text_is_what_print_shows(plan, tmp_path):
    """The `.txt` file is the printed agenda."""
    path = tripplanner.write(plan, tmp_path / "plan.TXT")
    assert path.read_text(encoding="utf-8") == f"{plan}\n"


@pytest.mark.parametrize("name", ["plan.docx", "plan", "no/such/plan.json"])
def test_what_cannot_be_written_is_refused(plan, tmp_path, name):
    """An unknown suffix is answered with the list; a missing folder is named; nothing is left behind."""
    with pytest.raises(OutputError, match="cannot write"):
        tripplanner.write(plan, tmp_path / name)
    assert [path for path in tmp_path.iterdir() if path.name != "cache"] == []


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not UTF-8"),
        (b"[1]", "schema_version 1"),
        (b'{"schema_version": 2}', "found: 2"),
        (b'{"schema_version": 1}', "is damaged.*planned_at"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_a_damaged_plan_is_refused(tmp_path, content, fault):
    """Each kind of damage is one PlanFileError that says what is wrong."""
    path = tmp_path / "plan.json"
    path.write_bytes(content)
    with pytest.raises(PlanFileError, match=fault):
        tripplanner.load_plan(path)


def test_a_missing_plan_is_refused(tmp_path):
    """A file that is not there is named."""
    with pytest.raises(PlanFileError, match="cannot read"):
        tripplanner.load_plan(tmp_path / "none.json")


@given(st.data())
def test_any_change_gives_a_plan_or_our_error(plan, tmp_path_factory, data):
    """A saved plan with any one value replaced is read, or refused with PlanFileError."""
    payload = json.loads(plan.to_json())
    node, key = payload, None
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key, parent = data.draw(st.sampled_from(keys)), node
        node = node[key]
        if data.draw(st.booleans()):
            break
    parent[key] = data.draw(st.none() | st.integers() | st.text(max_size=5) | st.just([]) | st.just({}))
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    with contextlib.suppress(PlanFileError):
        assert tripplanner.load_plan(path).schema_version == 1
