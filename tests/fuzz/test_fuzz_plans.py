"""Saved plans that anybody may have edited: read and then used as any plan is, or refused in one line."""

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from lxml import etree

from tests.conftest import DENVER
from tests.fuzz.spoiling import WILD, Edit, json_text, often, spoilt, spoilt_bytes
from tripplanner import (
    Itinerary,
    PlanFileError,
    TripPlannerError,
    compare,
    explain,
    load_plan,
    plan_trip,
    replan,
)
from tripplanner.export import files
from tripplanner.export.formats import NAMES, rendered

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
ON_THE_WAY = datetime(2026, 12, 25, 9, 30, tzinfo=DENVER)
_FEW = ("left_out", "warnings", "unknowns", "sources", "notices")
_FEW_A_DAY = ("legs", "wear", "roads", "notes", "hazards")


@cache
def _plan() -> Itinerary:
    return plan_trip("2026-12-25", end="10:00", offline=True, now=NOW)


@cache
def _small() -> Any:
    """A plan of few records, each kind of them there."""
    plan = json.loads(_plan().to_json())
    plan |= {name: plan[name][:2] for name in _FEW}
    [day] = plan["days"]
    day |= {name: day[name][:2] for name in _FEW_A_DAY} | {"stops": day["stops"][:2]}
    start, end, site = day["stops"][0]["arrive"], day["stops"][0]["leave"], day["stops"][0]["site"]
    for stop in day["stops"]:
        stop["weather"]["hours"] = [
            {"wind_speed_kmh": 5.0, "text": "Snow"} | each for each in stop["weather"]["hours"][:1]
        ]
    day["breaks"] = [{"kind": "meal", "place": site, "name": "Barn", "start": start, "end": end}]
    day["hazards"] = [{"kind": "heat", "text": "hot", "at": start, "site": site}]
    fallen = {"kind": "stop", "key": f"stop {site}", "place": site, "place_name": "Barn", "name": "Barn"}
    plan["fallen"] = [fallen | {"start": start, "end": end}]
    plan["notices"] = [{"id": "1", "title": "News", "url": "https://w", "listed_on": "2026-12-01"}]
    chart = plan["chart"]
    chart |= {name: chart[name][:2] for name in ("roads", "summits", "scenes")}
    used = {leg[end] for leg in day["legs"] for end in ("from", "to")} | {
        stop["site"] for stop in day["stops"]
    }
    chart["spots"] = [spot for spot in chart["spots"] if spot["id"] in used]
    return plan


SPOILT = st.deferred(lambda: spoilt(_small()))


@contextmanager
def _saved(content: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.json"
        path.write_bytes(content)
        yield path


def _loaded(content: bytes) -> Itinerary | None:
    """The plan that a file holds; None where it is refused as it should be."""
    with _saved(content) as path:
        try:
            return load_plan(path)
        except PlanFileError as error:
            said = str(error).replace(str(path), "plan.json")
            assert len(said.splitlines()) == 1
            assert said.isprintable()
            assert len(said) < 5000
            return None


def _read_by_others(name: str, text: str) -> None:
    text.encode()
    if name in ("gpx", "kml"):
        etree.fromstring(text.encode())
    elif name in ("json", "geojson", "jsonld"):
        json.loads(text)
    elif name == "ics":
        Calendar.from_ical(text)


@often(40)
@given(SPOILT)
@example(Edit("base_name", "\ud800"))
@example(Edit("days/0/date", "0001-01-01"))
@example(Edit("days/0/date", "9999-12-31"))
@example(Edit("days/0/sunset", "9999-12-31T23:59:59-14:00"))
@example(Edit("planned_at", "0001-01-01T00:00:00+14:00"))
@example(Edit("days/0/stops/0/arrive", "0001-01-01T00:00:00+14:00"))
@example(Edit("days/0/stops/0/weather/hours/0/starts_at", "0001-01-01T00:00:00+14:00"))
@example(Edit("days/0/stops/0/score/film", 2**63))
@example(Edit("days/0/legs/0/minutes", 2**63))
@example(Edit("days/0/wear/0/felt_c", 1e308))
@example(Edit("revision", 2**31))
@example(Edit("days", []))
@example(Edit("request/dates", ["2026-12-25", "2026-12-26"]))
@example(Edit("nobody\nknows", "x\u2028y\x1b"))
@example(Edit("left_out", [{}] * 10_000))
@example(Edit("schema_version", [[]] * 100_000))
def test_a_spoilt_plan_is_refused_or_used(document: Any) -> None:
    """What `load_plan` lets in can be printed, tabled and written in every format, for others to read."""
    plan = _loaded(json_text(document.made(_small()) if isinstance(document, Edit) else document).encode())
    if plan is None:
        return
    for name in NAMES:
        with suppress(TripPlannerError):
            _read_by_others(name, rendered(plan, name))
    plan.to_text(units="metric", clock="12")
    assert plan._repr_html_()
    with suppress(TripPlannerError):
        assert len(plan.to_dataframe()) == sum(len(day.stops) + len(day.legs) for day in plan.days)
    assert _loaded(plan.to_json().encode()) == plan


@often(3)
@given(SPOILT)
def test_questions_about_a_spoilt_plan_are_answered_or_refused(document: Any) -> None:
    """Explaining, comparing and planning again take any plan that can be read, or say what is wrong."""
    plan = _loaded(json_text(document).encode())
    if plan is None:
        return
    for question in (
        lambda: explain(plan, offline=True, now=NOW, budget_s=0),
        lambda: compare(_plan(), plan),
        lambda: replan(plan, offline=True, now=NOW),
        lambda: replan(plan, offline=True, now=ON_THE_WAY),
    ):
        with suppress(TripPlannerError):
            assert str(question())


@often(40)
@given(st.deferred(lambda: spoilt_bytes(_plan().to_json().encode())) | st.binary(max_size=60))
@example(b'{"schema_version": NaN}')
@example(b'{"schema_version": 1' + b"0" * 5000 + b"}")
@example(b'{"a": ' * 5000 + b"1" + b"}" * 5000)
@example(b'"\\ud800"')
def test_any_bytes_are_a_plan_or_refused(content: bytes) -> None:
    """No file at all makes `load_plan` raise anything but `PlanFileError`."""
    plan = _loaded(content)
    assert plan is None or plan.schema_version == 1


@often(60)
@given(WILD)
def test_any_json_is_a_plan_or_refused(document: Any) -> None:
    """The same for any JSON."""
    assert _loaded(json_text(document).encode()) is None


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: b"\xef\xbb\xbf" + text,
        lambda text: text.replace(b"\n", b"\r\n"),
        lambda text: text.replace(b'"revision": 0', b'"revision": 7, "revision": 0'),
    ],
    ids=["byte order mark", "Windows line ends", "a key twice"],
)
def test_what_an_editor_adds_is_no_damage(changed: Any) -> None:
    """A mark at the start and other line ends change nothing; of a key given twice the last one counts."""
    assert _loaded(changed(_plan().to_json().encode())) == _plan()


def test_a_file_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file is read up to a limit: what is larger is refused before it fills the memory."""
    monkeypatch.setattr(files, "_LARGEST_PLAN_BYTES", 1000)
    with _saved(b" " * 1001) as path, pytest.raises(PlanFileError, match="larger than 1,000 bytes"):
        load_plan(path)
