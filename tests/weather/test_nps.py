"""Notices of the park: asked with a key only, shown to be read, and never the judge of a plan."""

import json
import logging
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given

import tripplanner
from tests.fake_nws import FakeNws, answer
from tests.fake_open_meteo import FakeOpenMeteo, notices_answer, sent
from tests.weather.conftest import NOW
from tests.weather.strategies import spoilt
from tripplanner.cli import main
from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather._settings import Settings
from tripplanner.weather.model import Forecast
from tripplanner.weather.nps import notices_url, parse_notices

Ask = Callable[..., Forecast]

ROAD = "https://www.nps.gov/grte/planyourvisit/conditions.htm"


@pytest.fixture
def park(meteo: FakeOpenMeteo, monkeypatch: pytest.MonkeyPatch) -> FakeOpenMeteo:
    """The park service alone, with a key."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "off")
    monkeypatch.setenv("TRIPPLANNER_NPS_KEY", "s3cret-key")
    return meteo


def test_yellowstone(samples: Path) -> None:
    """Two recorded items of 27 June 2023; Caution stands before Information."""
    [path] = (samples / "nps").glob("alerts_items_*")
    works, closures = parse_notices({"data": json.loads(path.read_text(encoding="utf-8"))})
    assert (works.category, closures.category) == ("Caution", "Information")
    assert works.title == "Construction & Nightly Closures between Norris & Mammoth Hot Springs"
    assert works.url == "https://www.nps.gov/yell/planyourvisit/parkroads.htm"
    assert (closures.id, closures.listed_on) == ("4C3095E2-1DD8-B71B-0BAC8E16AABF3113", date(2023, 6, 27))


def test_what_could_harm_a_terminal_or_a_page_is_not_taken_over() -> None:
    """Control characters go, an address that is none is dropped, one notice stands once."""
    item = {"id": "1", "title": "A\x1b[31m\nroad", "url": "javascript:alert(1)", "category": "Park Closure"}
    [found] = parse_notices({"data": [item, item, None, {"title": " "}]})
    assert (found.title, found.url) == ("A [31m road", None)


@given(spoilt(notices_answer()))
def test_a_spoilt_answer_is_notices_or_our_error(payload: dict[str, Any]) -> None:
    """Nulls, odd types and missing keys give notices with titles, or WeatherUnavailableError."""
    try:
        found = parse_notices(payload)
    except WeatherUnavailableError:
        return
    assert all(each.title for each in found)


@pytest.mark.parametrize("code", ["GRTE", "grte&limit=9", "", "grteton"])
def test_a_code_is_four_small_letters(code: str) -> None:
    """Nothing else gets into an address."""
    with pytest.raises(InvalidRequestError):
        notices_url("https://p", code)


def test_without_a_key_nothing_is_asked(
    service: FakeNws, park: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The notices are optional: no key, no request, no failure."""
    monkeypatch.delenv("TRIPPLANNER_NPS_KEY")
    found = ask(park="grte")
    assert (park.paths, found.notices, found.also_passed_over) == ([], (), ())
    assert service.paths


def test_with_a_key_they_are_asked_once(service: FakeNws, park: FakeOpenMeteo, ask: Ask) -> None:
    """Four minutes later they are remembered; what closes stands before what is news."""
    first = ask(park="grte")
    again = ask(park="grte", now=NOW + timedelta(minutes=4))
    assert park.paths == ["/api/v1/alerts?parkCode=grte&limit=50"]
    assert (park.headers[0]["X-Api-Key"], park.headers[0]["Accept"]) == ("s3cret-key", "application/json")
    assert [each.id for each in first.notices] == ["ROAD", "NEWS"]
    assert first.notices == again.notices
    assert first.kind == "forecast"
    assert service.paths


def test_the_key_is_nowhere_else(
    service: FakeNws, park: FakeOpenMeteo, ask: Ask, caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    """Not in the cache, the log, a repr, a message, nor with the weather service."""
    caplog.set_level(logging.DEBUG)
    found = ask(park="grte")
    park.script["notices"] = [
        answer(403, b'{"error": {"code": "API_KEY_INVALID s3cret-key"}}', "application/json")
    ]
    later = ask(park="grte", now=NOW + timedelta(hours=2))
    assert "answered 403 (API_KEY_INVALID ***)" in later.also_passed_over[0].why
    written = b"".join(each.read_bytes() for each in (tmp_path / "cache").iterdir())
    shown = caplog.text + found.model_dump_json() + later.model_dump_json()
    assert "s3cret" not in shown + repr(Settings.from_environment()) + str(service.headers)
    assert b"s3cret" not in written
    assert b"parkCode=grte" in written


def test_a_failing_service_is_told_and_spoils_nothing(service: FakeNws, park: FakeOpenMeteo) -> None:
    """The plan is the same plan, and says that the notices are not known."""
    plain = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    park.script["notices"] = [sent({"data": None})]
    plan = tripplanner.plan_trip("2026-08-17", now=NOW + timedelta(hours=2), end="10:00")
    assert [stop.site for stop in plan.days[0].stops] == [stop.site for stop in plain.days[0].stops]
    assert "NPS" in [each.provider for each in plan.weather.passed_over]
    assert service.paths


def test_a_closure_is_shown_and_cancels_nothing(service: FakeNws, park: FakeOpenMeteo) -> None:
    """Half of a sample of notices is "Park Closure", for a trail or a road: the category decides nothing.

    Danger of the same wording neither: the stops, their times and the warnings are those of a plan without.
    """
    notices = notices_answer()
    notices["data"][0]["category"] = "Danger"
    park.script["notices"] = [sent(notices), sent({"data": []})]
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    without = tripplanner.plan_trip("2026-08-17", now=NOW + timedelta(minutes=61), end="10:00")
    assert [(each.category, each.title) for each in plan.notices] == [
        ("Danger", "Winter hours"),
        ("Park Closure", "Moose-Wilson Road closed"),
    ]
    assert without.notices == ()
    assert plan.days[0].stops
    assert [(each.site, each.arrive, each.leave) for each in plan.days[0].stops] == [
        (each.site, each.arrive, each.leave) for each in without.days[0].stops
    ]
    assert [each.code for each in plan.warnings if each.code == "alert"] == []
    assert service.paths


def test_they_stand_in_the_plan_with_their_source(service: FakeNws, park: FakeOpenMeteo) -> None:
    """Title, text, day and address in the agenda; all of it in JSON, which can be read back."""
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    text = " ".join(plan.to_text().split())
    assert "The park says" in text
    assert "Moose-Wilson Road closed A bear is feeding beside it." in text
    assert f"National Park Service, listed 2026-08-15: {ROAD}" in text
    assert json.loads(plan.to_json())["notices"][0]["url"] == ROAD
    assert service.paths
    assert park.paths


def test_the_weather_command_shows_them(park: FakeOpenMeteo) -> None:
    """One line each, with the address."""
    done = CliRunner().invoke(main, ["weather", "2026-08-17", "--now", NOW.isoformat()])
    assert done.exit_code == 0
    assert f"PARK Park Closure: Moose-Wilson Road closed {ROAD}" in " ".join(done.stdout.split())
    assert park.paths


def test_offline_they_are_the_remembered_ones(service: FakeNws, park: FakeOpenMeteo, ask: Ask) -> None:
    """For twelve hours, and it is said that they are old; later they are not shown."""
    ask(park="grte")
    for later_h, count in ((3, 2), (13, 0)):
        found = ask(park="grte", now=NOW + timedelta(hours=later_h), client={"offline": True})
        assert len(found.notices) == count
        assert "NPS" in [each.provider for each in found.also_passed_over]
    assert len(park.paths) == 1
    assert service.paths
