"""The whole way from a question to a forecast, under every fault: the source is always visible."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.fake_nws import (
    FakeNws,
    Step,
    alerts_answer,
    answer,
    cut_body,
    grid_answer,
    hourly_answer,
    large_body,
    observation_answer,
    ok,
    points_answer,
    problem,
    redirect,
    slow_body,
    slow_headers,
    stations_answer,
)
from tests.weather.conftest import DENVER, MORMON_ROW, NOW
from tests.weather.test_nws_alerts import WATCH
from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.models import Climate
from tripplanner.weather._asked import ask_services
from tripplanner.weather._question import Question
from tripplanner.weather._spells import hours_touching
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import Forecast, PassedOver

Ask = Callable[..., Forecast]

HOUR = timedelta(hours=1)
GOOD = {"points": points_answer(), "hourly": hourly_answer(NOW), "alerts": alerts_answer()}
STORM = WATCH | {"onset": "2026-08-17T01:00:00-06:00", "ends": "2026-08-17T23:00:00-06:00"}

NO_SENSE = "the answer about|the hourly answer|the raw grid has no"

FAULTS: dict[str, tuple[Step, str]] = {
    "500": (problem(500), "answered 500"),
    "503-without-time": (problem(503, "Forecast Grid Expired"), r"answered 503 \(Forecast Grid Expired\)"),
    "503-too-long": (problem(503, Retry_After="3600"), "answered 503"),
    "429": (problem(429), "answered 429"),
    "404": (problem(404, "Data Unavailable For Requested Point"), "answered 404"),
    "403-html": (answer(403, b"<html>Access Denied</html>", "text/html"), "answered 403"),
    "502-html": (answer(502, b"<html>Bad Gateway</html>", "text/html"), "answered 502"),
    "204": (answer(204, b"", "text/plain"), "answered 204"),
    "slow-headers": (slow_headers(5.0), "timed out"),
    "slow-body": (slow_body(5.0), "timed out"),
    "cut": (cut_body(GOOD["hourly"]), "the connection broke"),
    "broken-json": (answer(200, b"{", "application/geo+json"), "broken JSON"),
    "wrong-type": (answer(200, b"fine", "text/plain"), "text/plain instead of JSON"),
    "wrong-shape": (ok({"status": "ok"}), NO_SENSE),
    "nulls": (ok({"properties": None, "features": None}), NO_SENSE),
    "another-host": (redirect("http://127.0.0.1:1/"), "another host"),
    "huge": (large_body(200_000_000), "more than 20,000,000 bytes"),
}


TEXT_LOST = "the hourly text forecast: .*; the raw grid is read instead"
GRID_LOST = "the raw grid: .*; gusts, snowfall, sight and thunder are not known"


@pytest.mark.parametrize(
    ("endpoints", "kind", "words"),
    [
        ("points", "normals", ""),
        ("hourly", "forecast", TEXT_LOST),
        ("grid", "forecast", GRID_LOST),
        ("hourly grid", "normals", ""),
        ("alerts", "forecast", ""),
    ],
)
@pytest.mark.parametrize("fault", FAULTS)
def test_under_every_fault_the_source_is_visible_in_time(
    service: FakeNws, ask: Ask, endpoints: str, kind: str, words: str, fault: str
) -> None:
    """
    Text or grid alone still make a forecast, neither makes climate, and each loss is said with its reason.

    Broken alerts are said to be unknown, not absent.
    """
    step, why = FAULTS[fault]
    service.script |= {each: [step] for each in endpoints.split()}
    began = time.monotonic()
    found = ask(client={"deadline_s": 1.2} if "slow" in fault else {})
    assert time.monotonic() - began < 3.0
    assert (len(found.hours), found.kind) == (5, kind)
    if endpoints == "alerts":
        missed = found.alerts_passed_over
        assert found.spells[0].provenance.passed_over == ()
    else:
        [missed] = found.spells[0].provenance.passed_over
        # Two slow answers leave no time for a third, which is then said.
        assert "slow" in fault or found.alerts_passed_over is None
    assert missed is not None
    assert missed.provider == "NWS"
    assert re.search(why, missed.why)
    assert re.search(words, missed.why)


@pytest.mark.parametrize("fault", [key for key in FAULTS if key != "huge"])
def test_without_climate_a_fault_is_our_error(service: FakeNws, ask: Ask, fault: str) -> None:
    """Nothing to fall back on: one typed error that names the reason."""
    step, why = FAULTS[fault]
    service.script |= {"hourly": [step], "grid": [step]}
    with pytest.raises(WeatherUnavailableError, match=f"NWS: .*({why})"):
        ask(climate=None, client={"deadline_s": 1.0} if "slow" in fault else {})


def test_a_fresh_answer_is_a_forecast(service: FakeNws, ask: Ask) -> None:
    """Five hours, of the cell's own spot, issued and fetched at known times, nothing passed over."""
    found = ask(zones=("WYZ013", "WYZ012"))
    [spell] = found.spells
    assert (found.kind, spell.provenance.provider, spell.provenance.passed_over) == ("forecast", "NWS", ())
    assert (spell.provenance.issued_at, spell.provenance.fetched_at) == (NOW, NOW)
    assert spell.provenance.place.elevation_m == 2000.5
    assert [hour.starts_at.hour for hour in found.hours] == [5, 6, 7, 8, 9]
    assert [round(hour.air_temp_c * 1.8 + 32) for hour in found.hours if hour.air_temp_c] == [
        55,
        56,
        57,
        58,
        59,
    ]
    assert service.paths == [
        "/points/43.66,-110.66",
        "/gridpoints/RIW/46,147/forecast/hourly",
        "/gridpoints/RIW/46,147",
        "/alerts/active?point=43.66,-110.66",
        "/alerts/active?zone=WYZ013,WYZ012",
    ]


def test_a_warm_cache_asks_nothing(service: FakeNws, ask: Ask) -> None:
    """The same question four minutes later makes no request and gives the same hours."""
    first = ask(zones=("WYZ013",))
    asked = len(service.paths)
    again = ask(zones=("WYZ013",), now=NOW + timedelta(minutes=4))
    assert asked == len(service.paths)
    assert first.hours == again.hours
    assert again.spells[0].provenance.fetched_at == NOW


def test_after_an_hour_only_the_cell_is_remembered(service: FakeNws, ask: Ask) -> None:
    """A place's grid cell stands for days, its forecast for an hour at most."""
    ask()
    service.paths.clear()
    ask(now=NOW + HOUR)
    assert service.paths == [
        "/gridpoints/RIW/46,147/forecast/hourly",
        "/gridpoints/RIW/46,147",
        "/alerts/active?point=43.66,-110.66",
    ]


@pytest.mark.parametrize(
    ("issued_h", "first_h", "kind", "why"),
    [
        (0, 0, "forecast", None),
        (1, 1, "stale", "not fresh: its first hour ended 0.5 h before now"),
        (13, 12, "stale", "not fresh: updated 13.0 h before now .*generated 13.0 h .*ended 11.5 h"),
        (13, 13, "normals", "too old: updated 13.0 h before now .*ended 12.5 h"),
        (14.1, 0, "normals", "too old: updated 14.1 h before now .*generated 14.1 h"),
        (88, 88, "normals", "too old: updated 88.0 h before now"),
    ],
)
def test_an_old_answer_is_not_fresh(
    service: FakeNws, ask: Ask, issued_h: float, first_h: float, kind: str, why: str | None
) -> None:
    """An 88-hour-old body with status 200 was seen (weather-gov/api issue 71); 12 h past is the end."""
    payload = hourly_answer(NOW - issued_h * HOUR)
    payload["properties"]["periods"] = hourly_answer(NOW - first_h * HOUR)["properties"]["periods"]
    service.script |= {"hourly": [ok(payload)], "grid": [ok(grid_answer(NOW - 88 * HOUR))]}
    found = ask()
    assert kind == found.kind
    noted = "; ".join(each.why for each in found.spells[0].provenance.passed_over)
    assert "too old: updated 88.0 h" in noted
    text_only = noted.partition("the raw grid")[0]
    assert re.search(why, text_only) if why is not None else text_only == ""


def test_beyond_what_was_sent_climate_takes_over(service: FakeNws, ask: Ask) -> None:
    """The recording's 156 hours end on 22 August at 22:00; the rest of that night is climate and says so."""
    found = ask("2026-08-22T20:00:00-06:00", "2026-08-23T01:00:00-06:00")
    first, second = found.spells
    assert (first.provenance.kind, second.provenance.kind, found.kind) == ("forecast", "normals", "normals")
    assert tuple([hour.starts_at.hour for hour in each.hours] for each in found.spells) == (
        [20, 21],
        [22, 23, 0],
    )
    [passed] = second.provenance.passed_over
    assert passed.why == "beyond its horizon: its forecast ends 2026-08-22T22:00:00-06:00"
    assert service.paths


def test_without_climate_hours_nobody_knows_are_left_out(service: FakeNws, ask: Ask) -> None:
    """Two hours were sent; three were not, and are not made up."""
    found = ask("2026-08-22T20:00:00-06:00", "2026-08-23T01:00:00-06:00", climate=None)
    assert [hour.starts_at.hour for hour in found.hours] == [20, 21]
    assert service.paths


@pytest.mark.parametrize("grid", [True, False])
def test_a_missing_hour_comes_from_the_grid_or_else_from_climate(
    service: FakeNws, ask: Ask, *, grid: bool
) -> None:
    """One hour without a temperature does not spoil the others, and is not interpolated in secret."""
    payload = hourly_answer(NOW)
    [period] = [
        each for each in payload["properties"]["periods"] if each["startTime"].startswith("2026-08-17T07")
    ]
    period["temperature"] = None
    service.script["hourly"] = [ok(payload)]
    if grid:
        found = ask()
        assert [hour.air_temp_c for hour in found.hours if hour.starts_at.hour == 7] == [-5]
        assert len(found.spells) == 1
        return
    service.script["grid"] = [problem(404)]
    found = ask()
    assert [each.provenance.kind for each in found.spells] == ["forecast", "normals", "forecast"]
    assert [len(each.hours) for each in found.spells] == [2, 1, 2]
    [passed] = found.spells[1].provenance.passed_over
    assert passed.why == "sent no usable figures for these hours"


def test_hours_before_the_first_one_sent_are_climate(service: FakeNws, ask: Ask) -> None:
    """At 10:30 the hours before 10:00 are no longer forecast."""
    found = ask("2026-08-16T08:00:00-06:00", "2026-08-16T12:00:00-06:00")
    assert [each.provenance.kind for each in found.spells] == ["normals", "forecast"]
    [passed] = found.spells[0].provenance.passed_over
    assert passed.why == "its forecast begins 2026-08-16T10:00:00-06:00"
    assert service.paths


@pytest.mark.parametrize(
    ("day", "why"), [("2026-12-25", "reaches 7.5 days ahead at most"), ("2026-08-10", "the time has passed")]
)
def test_what_cannot_be_known_is_not_asked(service: FakeNws, ask: Ask, day: str, why: str) -> None:
    """Far ahead, and in the past, neither forecast nor alerts are asked for; that is said of both."""
    found = ask(f"{day}T05:00:00-07:00", f"{day}T08:00:00-07:00")
    assert service.paths == []
    assert found.kind == "normals"
    [passed] = found.spells[0].provenance.passed_over
    assert why in passed.why
    assert passed == found.alerts_passed_over


@pytest.mark.parametrize("use", ["off", "free", "paid"])
@pytest.mark.parametrize("ahead", [16 * 24 * HOUR, 16 * 24 * HOUR + HOUR, 400 * 24 * HOUR])
def test_beyond_every_forecast_the_short_way_tells_the_same(
    monkeypatch: pytest.MonkeyPatch, climate: Climate, use: str, ahead: timedelta
) -> None:
    """Where nobody would be asked, what asks is not even loaded; what is said is what it would say."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", use)
    start, end = NOW + ahead, NOW + ahead + 5 * HOUR
    found = get_forecast(MORMON_ROW, start, end, now=NOW, climate=climate, tz=DENVER, offline=True)
    asked = ask_services(
        Question(MORMON_ROW, start, end, NOW),
        hours_touching(start, end, DENVER),
        climate=climate,
        tz=DENVER,
        zones=("WYZ012",),
        park="grte",
        sites=(),
        offline=True,
        deadline_s=1.0,
        session=None,
        client=None,
    )
    assert found.model_dump_json() == asked.model_dump_json()
    assert len(found.spells[0].provenance.passed_over) == (1 if use == "off" else 2)


def test_without_a_new_answer_a_remembered_one_is_used(service: FakeNws, ask: Ask) -> None:
    """A failing service leaves the last answer, labelled by its age, for as long as it is usable."""
    service.script |= {"alerts": [ok(alerts_answer(STORM))], "grid": [problem(404)]}
    ask()
    service.script |= {key: [problem(404)] for key in service.script}
    for later, kind in ((1, "stale"), (12, "stale"), (13, "normals")):
        found = ask(now=NOW + later * HOUR)
        assert found.kind == kind
        whys = [each.why for each in found.spells[0].provenance.passed_over]
        assert (
            f"no new answer (answered 404 (A Problem)); one remembered from {NOW.isoformat()} is used"
            in whys[0]
        )
        assert found.alerts_passed_over is not None
        assert ("too old" in found.alerts_passed_over.why) == (later == 13)
        assert [alert.event for alert in found.alerts] == (["Winter Storm Watch"] if later < 13 else [])


def test_offline_uses_what_is_remembered(service: FakeNws, ask: Ask) -> None:
    """Offline with a fresh answer in the cache is a forecast; nothing is asked."""
    service.script["grid"] = [problem(404)]
    ask()
    service.paths.clear()
    found = ask(now=NOW + timedelta(minutes=20), client={"offline": True})
    assert (found.kind, len(service.paths)) == ("forecast", 0)
    later = ask(now=NOW + 3 * HOUR, client={"offline": True})
    assert later.kind == "stale"
    assert "offline was asked" in later.spells[0].provenance.passed_over[0].why


def test_offline_with_nothing_remembered_is_climate_and_loads_no_network_code() -> None:
    """A plan from climate must not pay for loading requests; in a clean process, so that it shows."""
    code = """
import sys
from datetime import UTC, datetime
from tests.weather.test_normals import MADE
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import WeatherPlace
noon = datetime(2026, 8, 17, 12, tzinfo=UTC)
found = get_forecast(WeatherPlace(lat=43.66, lon=-110.66), noon, noon.replace(hour=15), now=noon,
                     climate=MADE, tz=UTC, offline=True)
print(found.kind, found.spells[0].provenance.passed_over[0].why, found.alerts_passed_over.why, sep="|")
print(sorted({"requests", "requests_cache", "urllib3", "sqlite3"} & set(sys.modules) - before))
"""
    code = code.replace(
        "import sys\n", "import sys\nimport hypothesis, pytest\nbefore = set(sys.modules)\n", 1
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=dict(os.environ),
        timeout=60,
    )
    assert done.stdout.split("\n")[:2] == ["normals|offline was asked|offline was asked", "[]"]


@pytest.mark.parametrize("offline", [True, False])
@pytest.mark.parametrize("folder", ["n" * 300, "~nobody-of-that-name"])
def test_a_cache_folder_that_cannot_be_is_done_without(
    service: FakeNws,
    climate: Climate,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    *,
    offline: bool,
    folder: str,
) -> None:
    """A name that is too long, or a home that nobody has, costs the cache and not the plan."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", folder)
    start = NOW + HOUR
    found = get_forecast(
        MORMON_ROW, start, start + HOUR, now=NOW, climate=climate, tz=DENVER, offline=offline
    )
    assert found.kind == ("normals" if offline else "forecast")
    assert bool(service.paths) == (not offline)


def test_a_stale_node_does_not_displace_a_fresh_answer(service: FakeNws, ask: Ask) -> None:
    """A remembered answer that is still fresh is better than a new one from days ago."""
    payload = hourly_answer(NOW)
    payload["properties"]["periods"] = hourly_answer(NOW + 2 * HOUR)["properties"]["periods"]
    service.script["hourly"] = [ok(payload, Cache_Control="max-age=1"), ok(hourly_answer(NOW - 88 * HOUR))]
    ask()
    found = ask(now=NOW + timedelta(minutes=30))
    assert (found.kind, found.spells[0].provenance.fetched_at) == ("forecast", NOW)
    assert sum("hourly" in path for path in service.paths) == 2


def test_a_remembered_answer_that_went_stale_is_asked_for_anew(service: FakeNws, ask: Ask) -> None:
    """Its first hour ended at 11:00: at 11:10 it is not taken for fresh, though it is only 40 minutes old."""
    service.script["hourly"] = [ok(hourly_answer(NOW), Cache_Control="max-age=3600")]
    ask()
    service.script["hourly"] = [ok(hourly_answer(NOW + timedelta(minutes=40)))]
    found = ask(now=NOW + timedelta(minutes=40))
    assert ("forecast", NOW + timedelta(minutes=40)) == (found.kind, found.spells[0].provenance.issued_at)


def test_alerts_by_point_and_zone_are_merged(service: FakeNws, ask: Ask) -> None:
    """The same alert by both ways is shown once; one that is over by now is not shown."""
    over = WATCH | {"id": "urn:over"}
    other = STORM | {"id": "urn:other", "onset": "2026-08-17T00:00:00-06:00", "geocode": {"UGC": ["WYZ012"]}}
    service.script["alerts"] = [ok(alerts_answer(STORM, over)), ok(alerts_answer(other, STORM))]
    found = ask(zones=("WYZ012",))
    assert [alert.id for alert in found.alerts] == ["urn:other", "urn:watch"]
    assert found.alerts_passed_over is None


def test_half_an_answer_about_alerts_is_said_to_be_half(service: FakeNws, ask: Ask) -> None:
    """The alerts that came are shown, and that others may be missing."""
    service.script["alerts"] = [ok(alerts_answer(STORM)), problem(404, "Not Found")]
    found = ask(zones=("WYZ012",))
    assert [alert.id for alert in found.alerts] == ["urn:watch"]
    assert PassedOver(provider="NWS", why="answered 404 (Not Found)") == found.alerts_passed_over


def test_all_requests_share_one_deadline(service: FakeNws, ask: Ask) -> None:
    """With every endpoint hanging, the whole forecast takes no longer than was allowed."""
    service.script |= {key: [slow_headers(9.0)] for key in service.script}
    began = time.monotonic()
    found = ask(client={"deadline_s": 1.0}, zones=("WYZ012", "WYZ013"))
    assert time.monotonic() - began < 1.5
    assert found.kind == "normals"
    assert found.alerts_passed_over is not None
    assert "timed out after 0.25 s" in found.spells[0].provenance.passed_over[0].why


@pytest.mark.parametrize(
    "times",
    [
        ("2026-08-17T05:00:00", "2026-08-17T10:00:00"),
        ("2026-08-17T10:00:00-06:00", "2026-08-17T10:00:00-06:00"),
        ("2026-08-17T10:00:00-06:00", "2026-08-17T09:00:00-06:00"),
    ],
)
def test_times_that_cannot_be_meant_are_refused(service: FakeNws, ask: Ask, times: tuple[str, str]) -> None:
    """No offset, no length, or backwards."""
    with pytest.raises(InvalidRequestError):
        ask(*times)
    assert service.paths == []


def test_a_day_of_25_hours_has_25(service: FakeNws, ask: Ask, climate: Climate) -> None:
    """1 November 2026: both hours called 01:00 are there, one elapsed hour apart."""
    now = datetime.fromisoformat("2026-10-31T12:00:00-06:00")
    service.script["hourly"] = [ok(hourly_answer(now))]
    found = ask("2026-11-01T00:00:00-06:00", "2026-11-02T00:00:00-07:00", now=now, climate=climate)
    assert len(found.hours) == 25
    offsets = [hour.starts_at.isoformat()[-14:] for hour in found.hours[1:3]]
    assert offsets == ["01:00:00-06:00", "01:00:00-07:00"]
    assert found.kind == "forecast"


def test_the_client_of_a_plan_can_be_its_own(service: FakeNws, climate: Climate) -> None:
    """Without a client one is made from the environment and closed again (its cache file can be removed)."""
    start = NOW + HOUR
    for _ in range(2):
        found = get_forecast(
            MORMON_ROW, start, start + HOUR, now=NOW, climate=climate, tz=DENVER, deadline_s=5
        )
        assert found.kind == "forecast"
    assert len(service.paths) == 6  # of today, so with the stations and the latest observation


def test_the_text_is_completed_by_the_grid(service: FakeNws, ask: Ask) -> None:
    """Temperature and words stay the text's; gusts, snow, sight and thunder come from the raw grid."""
    hour = ask().hours[0]
    assert hour.air_temp_c == pytest.approx((55 - 32) / 1.8)
    assert hour.wind_speed_kmh == pytest.approx(16.09344)
    assert (hour.text, hour.precipitation_percent) == ("Sunny", 0)
    assert hour.wind_gust_kmh == pytest.approx(37.04)
    assert (hour.snowfall_mm, hour.precipitation_mm) == (pytest.approx(5), pytest.approx(0.5))
    assert hour.visibility_km == pytest.approx(16.09344)
    assert (hour.thunder_percent, hour.sky_cover_percent, hour.snow_level_m) == (1, 40, 1500)
    assert service.paths


def test_when_one_missing_hour_kills_the_text_the_grid_is_read(service: FakeNws, ask: Ask) -> None:
    """503 ForecastMissingData (paulokuong/noaa issue 24): the grid's hours, fresh, for the cell's spot."""
    service.script["hourly"] = [problem(503, "Forecast Grid Invalid")]
    found = ask()
    [spell] = found.spells
    assert (spell.provenance.kind, spell.provenance.issued_at) == ("forecast", NOW)
    assert spell.provenance.place.elevation_m == 2000.5
    assert {hour.air_temp_c for hour in found.hours} == {-5}
    assert found.hours[0].text == "Chance light snow showers"
    [passed] = spell.provenance.passed_over
    assert passed.why == (
        "the hourly text forecast: answered 503 (Forecast Grid Invalid); the raw grid is read instead"
    )


def test_a_fresh_grid_is_read_instead_of_a_stale_text(service: FakeNws, ask: Ask) -> None:
    """Fresh before stale: an old text does not hide the data it should be made from."""
    service.script["hourly"] = [ok(hourly_answer(NOW - 3 * HOUR))]
    found = ask()
    assert (found.kind, found.hours[0].air_temp_c) == ("forecast", -5)
    assert "not fresh: generated 3.0 h" in found.spells[0].provenance.passed_over[0].why


def test_a_stale_grid_does_not_complete_a_fresh_text(service: FakeNws, ask: Ask) -> None:
    """Gusts of yesterday under the name of today's forecast would be a lie."""
    service.script["grid"] = [ok(grid_answer(NOW - 13 * HOUR))]
    found = ask()
    assert (found.kind, found.hours[0].wind_gust_kmh) == ("forecast", None)
    assert "the raw grid: not fresh: updated 13.0 h" in found.spells[0].provenance.passed_over[0].why


def test_both_stale_are_stale(service: FakeNws, ask: Ask) -> None:
    """A stale text completed by a stale grid is one stale answer that says both ages."""
    service.script["hourly"] = [ok(hourly_answer(NOW - 12 * HOUR))]
    service.script["grid"] = [ok(grid_answer(NOW - 13 * HOUR))]
    found = ask()
    assert (found.kind, found.hours[0].wind_gust_kmh) == ("stale", pytest.approx(37.04))
    told = "; ".join(each.why for each in found.spells[0].provenance.passed_over)
    assert re.fullmatch("not fresh: generated 12.0 h .*; the raw grid: not fresh: updated 13.0 h .*", told)


TODAY = ("2026-08-16T10:00:00-06:00", "2026-08-16T16:00:00-06:00")


def test_today_the_nearest_station_is_shown_beside_the_forecast(service: FakeNws, ask: Ask) -> None:
    """Of two stations the nearer; its age, distance and figures; no hour of the forecast is touched."""
    service.script["observation"] = [ok(observation_answer(NOW - timedelta(minutes=25)))]
    found = ask(*TODAY)
    seen = found.observation
    assert seen is not None
    assert (seen.station, seen.station_name, seen.age_minutes(NOW)) == ("TEST1", "Near", 25)
    assert seen.distance_km == pytest.approx(0.804, abs=0.005)  # 0.01 degrees of longitude at 43.66 N
    assert seen.air_temp_c == pytest.approx(-13.3)
    assert -13.3 not in [hour.air_temp_c for hour in found.hours]
    assert service.paths[-2:] == ["/gridpoints/RIW/46,147/stations", "/stations/TEST1/observations/latest"]
    assert len(service.paths) == 6


@pytest.mark.parametrize(
    "times",
    [
        ("2026-08-17T05:00:00-06:00", "2026-08-17T10:00:00-06:00"),
        ("2026-08-16T05:00:00-06:00", "2026-08-16T10:00:00-06:00"),
    ],
    ids=["tomorrow", "this morning, over"],
)
def test_on_other_days_no_station_is_asked(service: FakeNws, ask: Ask, times: tuple[str, str]) -> None:
    """What is measured now says nothing of another day."""
    found = ask(*times)
    assert (found.observation, found.also_passed_over) == (None, ())
    assert not any("stations" in path for path in service.paths)


@pytest.mark.parametrize("fault", [key for key in FAULTS if "slow" not in key])
@pytest.mark.parametrize("endpoint", ["stations", "observation"])
def test_without_an_observation_the_forecast_stands(
    service: FakeNws, ask: Ask, endpoint: str, fault: str
) -> None:
    """Every fault of the stations costs the observation, says so, and nothing else."""
    step, why = FAULTS[fault]
    service.script[endpoint] = [step]
    found = ask(*TODAY)
    assert (found.kind, found.observation) == ("forecast", None)
    [passed] = found.also_passed_over
    assert passed.why.startswith("no latest observation: ")
    assert re.search(f"{why}|the answer about stations|the report of", passed.why)


def test_an_observation_of_hours_ago_is_not_shown(service: FakeNws, ask: Ask) -> None:
    """Reports were seen hours late (weather-gov/api issues 27 and 39); 3 h is the end."""
    service.script["observation"] = [ok(observation_answer(NOW - 4 * HOUR))]
    found = ask(*TODAY)
    assert found.observation is None
    [passed] = found.also_passed_over
    assert passed.why == "no latest observation: that of TEST1 is from 2026-08-16T06:30:00-06:00"


def test_a_point_that_failed_is_not_asked_again_for_its_stations(service: FakeNws, ask: Ask) -> None:
    """One refusal is enough: the stations of an unknown cell are not looked for."""
    service.script["points"] = [problem(404)]
    service.script["stations"] = [ok(stations_answer())]
    found = ask(*TODAY)
    assert sum("points" in path for path in service.paths) == 1
    assert "the grid cell of the place is not known" in found.also_passed_over[0].why


@pytest.mark.parametrize("later_h", [2, 48], ids=["an old forecast is remembered", "a useless one is"])
def test_a_cell_that_is_no_more_is_learnt_anew(service: FakeNws, ask: Ask, later_h: int) -> None:
    """A remembered cell of which the service answers 404 is asked for again, once; the new one is used."""
    ask()
    later = NOW + timedelta(hours=later_h)
    moved = points_answer()
    moved["properties"] |= {"gridX": 47}
    gone, found = problem(404, "Not Found"), ok(hourly_answer(later))
    service.script |= {"points": [ok(moved)], "hourly": [gone, found], "grid": [gone, problem(500)]}
    service.paths.clear()
    again = ask("2026-08-19T05:00:00-06:00", "2026-08-19T10:00:00-06:00", now=later)
    assert again.kind == "forecast"
    assert service.paths[:5] == [
        "/gridpoints/RIW/46,147/forecast/hourly",
        "/gridpoints/RIW/46,147",
        "/points/43.66,-110.66",
        "/gridpoints/RIW/47,147/forecast/hourly",
        "/gridpoints/RIW/47,147",
    ]


def test_a_cell_just_learnt_is_not_learnt_anew(service: FakeNws, ask: Ask) -> None:
    """404 of a cell that the service has just named is its own affair: nothing is asked twice."""
    service.script |= {"hourly": [problem(404, "Not Found")], "grid": [problem(404, "Not Found")]}
    assert ask().kind == "normals"
    assert sum(path.startswith("/points") for path in service.paths) == 1
