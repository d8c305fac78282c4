"""Open-Meteo: read as it is meant, asked only for what is lacking, and never with its key in the open.

Behaviour of the service: https://open-meteo.com/en/docs. Sums, gusts and chances carry the stamp of the
hour's end there; one offset is used for all local stamps of an answer (open-meteo/open-meteo issue 488).
"""

import json
import logging
import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import tripplanner
from tests.fake_nws import FakeNws, Step, answer, cut_body, hourly_answer, ok, problem, redirect, slow_headers
from tests.fake_open_meteo import FakeOpenMeteo, forecast_answer, refusal, sent
from tests.weather.conftest import MORMON_ROW, NOW
from tests.weather.strategies import spoilt
from tripplanner.cli import main
from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather._http import WeatherClient
from tripplanner.weather._settings import Settings
from tripplanner.weather.model import Forecast, Hour
from tripplanner.weather.open_meteo import forecast_url, parse_forecast

Ask = Callable[..., Forecast]

HOUR = timedelta(hours=1)
DAY_AFTER = ("2026-08-17T05:00:00-06:00", "2026-08-17T10:00:00-06:00")
IN_TEN_DAYS = ("2026-08-26T05:00:00-06:00", "2026-08-26T10:00:00-06:00")
CREDIT = "https://open-meteo.com/"


def at(hours: tuple[Hour, ...], moment: str) -> Hour:
    """The one hour that starts then."""
    [found] = [hour for hour in hours if hour.starts_at == datetime.fromisoformat(moment)]
    return found


def asked_for(service: FakeOpenMeteo) -> list[str]:
    """The paths asked for, without their parameters."""
    return [urlsplit(path).path for path in service.paths]


# --- what an answer says


def recorded(samples: Path, pattern: str) -> dict[str, Any]:
    """The one recording whose name matches."""
    [path] = (samples / "open_meteo").glob(pattern)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_toronto_shifts_no_hour(samples: Path) -> None:
    """Its clocks go forward on 8 March 2026, its stamps do not: 192 hours of UTC, each an hour apart.

    "02:00" of that night, which no clock in Toronto showed, is 07:00 UTC and 03:00 there: 41.6 °F and
    11.4 mph by the file, 5.333 °C and 18.347 km/h; the gust of the hour stands under its end: 22.8 mph.
    """
    found = parse_forecast(recorded(samples, "forecast_toronto_*"))
    assert len(found.hours) == 192
    assert {later.starts_at - first.starts_at for first, later in pairwise(found.hours)} == {HOUR}
    assert found.hours[0].starts_at == datetime(2026, 3, 4, 5, tzinfo=UTC)
    hour = at(found.hours, "2026-03-08T07:00+00:00")
    assert hour.air_temp_c == pytest.approx(5.333, abs=1e-3)
    assert hour.wind_speed_kmh == pytest.approx(18.347, abs=1e-3)
    assert hour.wind_gust_kmh == pytest.approx(36.693, abs=1e-3)
    toronto = ZoneInfo("America/Toronto")
    local = [each.starts_at.astimezone(toronto) for each in found.hours]
    assert [each.hour for each in local if each.date().isoformat() == "2026-03-08"] == [0, 1, *range(3, 24)]


def test_toronto_agrees_with_what_it_says_of_now(samples: Path) -> None:
    """The file's own figure for its present hour (21:00 on 5 March, EST) is that of the hour we read."""
    payload = recorded(samples, "forecast_toronto_*")
    hour = at(parse_forecast(payload).hours, "2026-03-06T02:00+00:00")
    assert hour.air_temp_c == pytest.approx((payload["current"]["temperature_2m"] - 32) / 1.8, abs=1e-3)
    assert (hour.precipitation_percent, hour.text) == (43, "Overcast")


def test_new_jersey(samples: Path) -> None:
    """336 hours; -2.0 °C at first, snow of 0.5 cm before 05:00, nothing made of the nulls in the clouds."""
    found = parse_forecast(recorded(samples, "forecast_nj_*"))
    first, last = found.hours[0], found.hours[-1]
    assert len(found.hours) == 336
    assert (first.air_temp_c, first.wind_speed_kmh, first.wind_gust_kmh) == (-2.0, 5.9, 16.6)
    assert (first.relative_humidity_percent, first.sky_cover_percent) == (80, 1)
    assert at(found.hours, "2025-12-28T04:00+00:00").snowfall_mm == 5.0
    assert at(found.hours, "2025-12-28T05:00+00:00").snowfall_mm == 0.0
    assert sum(hour.sky_cover_percent is None for hour in found.hours) == 24
    assert (last.air_temp_c, last.wind_speed_kmh) == (7.8, 20.4)
    assert (last.wind_gust_kmh, last.precipitation_mm, last.precipitation_percent) == (None, None, None)
    assert found.place is not None
    assert (found.place.lat, found.place.lon, found.place.elevation_m) == (40.628, -74.425, 93.0)


def test_figures_in_our_units() -> None:
    """24,140 m of sight are 24.14 km, half a metre of snow 50 cm; an amount belongs to the hour before."""
    hours = parse_forecast(forecast_answer(NOW)).hours
    snow, noon = (at(hours, f"2026-08-17T{hour}:00+00:00") for hour in (11, 12))
    assert (snow.air_temp_c, snow.visibility_km, snow.snow_depth_cm) == (-9.0, 24.14, 50.0)
    assert (snow.snowfall_mm, snow.precipitation_percent, noon.snowfall_mm) == (10.0, 90, 0.0)
    assert (snow.text, noon.text, noon.thunder_percent) == ("Overcast", "Snow", None)


@pytest.mark.parametrize(
    ("unit", "figure", "expected"),
    [("mp/h", 10, 16.093), ("mph", 10, 16.093), ("m/s", 10, 36.0), ("kn", 10, 18.52), ("parsec", 10, None)],
)
def test_wind_is_read_in_the_unit_that_is_named(unit: str, figure: float, expected: float | None) -> None:
    """1 mph is 1.609344 km/h, 1 kn 1.852 km/h (NIST SP 811); a unit we do not know is not guessed."""
    payload = forecast_answer(NOW)
    payload["hourly_units"]["wind_speed_10m"] = unit
    payload["hourly"]["wind_speed_10m"] = [figure] * len(payload["hourly"]["time"])
    assert parse_forecast(payload).hours[0].wind_speed_kmh == expected


@given(st.integers(-48, 56))
def test_whatever_clock_it_is_written_on_an_hour_is_that_hour(quarters: int) -> None:
    """Local stamps with their own offset, from -12:00 to +14:00 in quarter hours, are the GMT ones."""
    plain, local = forecast_answer(NOW, days=2), forecast_answer(NOW, days=2)
    local["utc_offset_seconds"] = quarters * 900
    local["hourly"]["time"] = [
        f"{datetime.fromtimestamp(each + quarters * 900, UTC):%Y-%m-%dT%H:%M}"
        for each in plain["hourly"]["time"]
    ]
    assert parse_forecast(local).hours == parse_forecast(plain).hours


def test_a_local_stamp_without_an_offset_is_no_time() -> None:
    """Which clock it is on is not guessed."""
    payload = forecast_answer(NOW, local_offset_h=-6)
    del payload["utc_offset_seconds"]
    with pytest.raises(WeatherUnavailableError, match="no usable hour"):
        parse_forecast(payload)


@given(spoilt(forecast_answer(NOW, days=1)))
def test_a_spoilt_answer_is_a_forecast_or_our_error(payload: dict[str, Any]) -> None:
    """Nulls, odd types and missing keys give hours with a temperature, or WeatherUnavailableError."""
    try:
        found = parse_forecast(payload)
    except WeatherUnavailableError:
        return
    assert found.hours
    assert all(hour.air_temp_c is not None for hour in found.hours)


# --- what is asked


def test_the_address_asks_for_what_can_be_read() -> None:
    """16 days in seconds since 1970, GMT, km/h and °C, with the true height."""
    query = parse_qs(urlsplit(forecast_url("https://w", MORMON_ROW)).query)
    asked = {key: query[key][0] for key in query if key != "hourly"}
    assert asked == {
        "latitude": "43.66",
        "longitude": "-110.66",
        "elevation": "2040",
        "forecast_days": "16",
        "timeformat": "unixtime",
        "timezone": "GMT",
        "wind_speed_unit": "kmh",
        "temperature_unit": "celsius",
    }
    assert "snow_depth" in query["hourly"][0].split(",")


def test_what_the_weather_service_covers_is_asked_of_nobody_else(
    service: FakeNws, meteo: FakeOpenMeteo, ask: Ask
) -> None:
    """A cold plan for tomorrow: cell, text, grid and two of alerts from NWS, and one for the air."""
    found = ask(zones=("WYZ013",))
    assert (found.kind, len(found.spells)) == ("forecast", 1)
    assert asked_for(meteo) == ["/v1/air-quality"]
    assert len(service.paths) + len(meteo.paths) <= 9
    assert meteo.headers[0]["Accept"] == "application/json"
    assert "X-Api-Key" not in meteo.headers[0]


def test_a_warm_plan_asks_nothing(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """The same question four minutes later is answered from the disk."""
    service.script["points"] = [problem(404)]
    first = ask()
    asked = len(meteo.paths)
    assert ask(now=NOW + timedelta(minutes=4)).hours == first.hours
    assert (asked, len(meteo.paths)) == (2, 2)


def test_beyond_the_weather_services_horizon(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """In ten days: Open-Meteo's forecast, and the weather service is said not to reach so far."""
    found = ask(*IN_TEN_DAYS)
    [spell] = found.spells
    assert (found.kind, spell.provenance.provider) == ("forecast", "Open-Meteo")
    assert [hour.air_temp_c for hour in spell.hours] == [-9, -8, -7, -6, -5]
    assert (spell.provenance.issued_at, spell.provenance.fetched_at) == (None, NOW)
    assert (spell.provenance.place.lat, spell.provenance.place.elevation_m) == (43.655, 2040)
    [passed] = spell.provenance.passed_over
    assert passed.provider == "NWS"
    assert "reaches 7.5 days ahead" in passed.why
    assert (service.paths, asked_for(meteo)) == ([], ["/v1/forecast"])


def test_where_the_weather_service_ends_open_meteo_begins(
    service: FakeNws, meteo: FakeOpenMeteo, ask: Ask
) -> None:
    """156 hours end on 22 August at 22:00; the rest of that night is the other's, and says why."""
    service.script["grid"] = [problem(404)]
    found = ask("2026-08-22T20:00:00-06:00", "2026-08-23T01:00:00-06:00")
    assert [(each.provenance.provider, len(each.hours)) for each in found.spells] == [
        ("NWS", 2),
        ("Open-Meteo", 3),
    ]
    assert found.kind == "forecast"
    [passed] = found.spells[1].provenance.passed_over
    assert "beyond its horizon: its forecast ends 2026-08-22T22:00:00-06:00" in passed.why
    assert asked_for(meteo)[0] == "/v1/forecast"


def test_beyond_everybodys_horizon_nobody_is_asked(meteo: FakeOpenMeteo, ask: Ask) -> None:
    """At Christmas, seen from August: climate, and both say how far they reach."""
    found = ask("2026-12-25T05:00:00-07:00", "2026-12-25T10:00:00-07:00")
    passed = {each.provider: each.why for each in found.spells[0].provenance.passed_over}
    assert (found.kind, meteo.paths, list(passed)) == ("normals", [], ["NWS", "Open-Meteo"])
    assert passed["Open-Meteo"] == "not asked: its forecast reaches 16 days ahead at most"


# --- who is preferred


def test_a_failing_weather_service_is_replaced(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """404 for the place: Open-Meteo's forecast, and who failed and how."""
    service.script["points"] = [problem(404, "Data Unavailable For Requested Point")]
    found = ask()
    [spell] = found.spells
    assert (found.kind, spell.provenance.provider) == ("forecast", "Open-Meteo")
    assert [(each.provider, each.why) for each in spell.provenance.passed_over] == [
        ("NWS", "answered 404 (Data Unavailable For Requested Point)")
    ]
    assert asked_for(meteo) == ["/v1/forecast", "/v1/air-quality"]


@pytest.mark.parametrize("meteo_answers", [True, False])
def test_a_stale_answer_comes_after_a_fresh_one_of_the_other(
    service: FakeNws, meteo: FakeOpenMeteo, ask: Ask, *, meteo_answers: bool
) -> None:
    """Order of preference: fresh NWS, fresh Open-Meteo, stale NWS (CONTRACT.md)."""
    service.script["hourly"] = [ok(hourly_answer(NOW - 3 * HOUR))]
    service.script["grid"] = [problem(404)]
    if not meteo_answers:
        meteo.script["forecast"] = [refusal(429, "Daily API request limit exceeded.")]
    [spell] = ask().spells
    passed = {each.provider: each.why for each in spell.provenance.passed_over}
    if meteo_answers:
        assert (spell.provenance.kind, spell.provenance.provider) == ("forecast", "Open-Meteo")
        assert "ended 2.5 h before now" in passed["NWS"]
    else:
        assert (spell.provenance.kind, spell.provenance.provider) == ("stale", "NWS")
        assert passed["Open-Meteo"] == "answered 429 (Daily API request limit exceeded.)"
    assert "NWS" in passed


def test_when_all_refuse_each_is_named_once_and_at_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refused connections are not tried again: climate at once, one entry for each provider."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", "http://127.0.0.1:9")
    began = time.monotonic()
    found = ask()
    assert time.monotonic() - began < 1.0
    assert found.kind == "normals"
    passed = found.spells[0].provenance.passed_over
    assert [each.provider for each in passed] == ["NWS", "Open-Meteo"]
    assert {each.why for each in passed} == {"cannot be reached: no network, or the service is down"}
    plan = tripplanner.plan_trip("2026-08-17", now=NOW)
    assert [each.provider for each in plan.weather.passed_over] == ["NWS", "Open-Meteo"]


def test_all_providers_share_one_deadline(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """Both hang: the whole forecast takes no longer than was allowed."""
    service.script |= {key: [slow_headers(9.0)] for key in service.script}
    meteo.script |= {key: [slow_headers(9.0)] for key in meteo.script}
    began = time.monotonic()
    found = ask(client={"deadline_s": 1.0}, zones=("WYZ013",))
    assert time.monotonic() - began < 1.5
    assert found.kind == "normals"
    assert [each.provider for each in found.spells[0].provenance.passed_over] == ["NWS", "Open-Meteo"]


FAULTS: dict[str, tuple[Step, str]] = {
    "500": (problem(500), "answered 500"),
    "400": (
        refusal(400, "Parameter 'start_date' is out of allowed range from 2025-08-08 to 2025-11-24"),
        "answered 400 .*out of allowed range",
    ),
    "503": (refusal(503, "The service is overloaded"), "answered 503 .*overloaded"),
    "502-html": (answer(502, b"<html>Bad Gateway</html>", "text/html"), "answered 502"),
    "cut": (cut_body(forecast_answer(NOW)), "the connection broke"),
    "broken-json": (answer(200, b"{", "application/json"), "broken JSON"),
    "an-array": (sent([forecast_answer(NOW)]), "broken JSON"),
    "wrong-type": (answer(200, b"fine", "text/plain"), "text/plain instead of JSON"),
    "error-with-200": (sent({"error": True, "reason": "no"}), "no hourly block"),
    "nulls": (sent({"hourly": {"time": None}, "hourly_units": None}), "no usable hour"),
    "another-host": (redirect("http://127.0.0.1:1/"), "another host"),
    "slow": (slow_headers(5.0), "timed out"),
    "88-hours-old": (sent(forecast_answer(NOW - 88 * HOUR)), "not fresh: its first hour is 2026-08-13"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_under_every_fault_the_source_is_visible(meteo: FakeOpenMeteo, ask: Ask, fault: str) -> None:
    """What Open-Meteo cannot give is climate, with the reason."""
    step, why = FAULTS[fault]
    meteo.script["forecast"] = [step]
    found = ask(*IN_TEN_DAYS, client={"deadline_s": 0.8} if fault == "slow" else {})
    assert found.kind == "normals"
    passed = {each.provider: each.why for each in found.spells[0].provenance.passed_over}
    assert re.search(why, passed["Open-Meteo"])


@pytest.mark.parametrize("name", ["error_400_date_out_of_range", "error_429_daily_limit"])
def test_recorded_refusals_are_told_in_the_services_words(
    samples: Path, meteo: FakeOpenMeteo, ask: Ask, name: str
) -> None:
    """The reason in a recorded body stands in the provenance, up to 80 characters of it."""
    payload = recorded(samples, f"{name}.json")
    status = int(name.split("_")[1])
    meteo.script["forecast"] = [refusal(status, payload["reason"])]
    passed = {each.provider: each.why for each in ask(*IN_TEN_DAYS).spells[0].provenance.passed_over}
    assert passed["Open-Meteo"] == f"answered {status} ({payload['reason'][:80]})"
    assert asked_for(meteo) == ["/v1/forecast"]


@pytest.mark.parametrize(("later_h", "kind"), [(1, "forecast"), (2, "forecast"), (2.1, "normals")])
def test_a_remembered_answer_stands_in_for_two_hours(
    meteo: FakeOpenMeteo, ask: Ask, later_h: float, kind: str
) -> None:
    """It is made when it is asked for, so its age is that of the fetching; 2 h is the contract's limit."""
    ask(*IN_TEN_DAYS)
    meteo.script["forecast"] = [problem(404)]
    found = ask(*IN_TEN_DAYS, now=NOW + later_h * HOUR)
    assert found.kind == kind
    whys = {each.provider: each.why for each in found.spells[0].provenance.passed_over}
    assert whys["Open-Meteo"].startswith("no new answer (answered 404 (A Problem)); one remembered from")


# --- free, paid, off


def test_switched_off_it_is_neither_asked_nor_named(
    meteo: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`off`: no request, no entry, no credit."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "off")
    found = ask()
    assert [each.provider for each in found.spells[0].provenance.passed_over] == ["NWS"]
    assert (meteo.paths, found.credits, found.also_passed_over) == ([], (), ())


def test_a_misspelt_setting_is_not_taken_for_consent(
    meteo: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who writes `of` may not use the free host: nothing is asked, and the choices are named."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "of")
    with pytest.raises(InvalidRequestError, match=r"'of'; it can be free, paid or off"):
        ask()
    assert meteo.paths == []


def test_paid_hosts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The hosts for customers are asked, unless an address is set; never the free ones."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "paid")
    settings = Settings.from_environment()
    assert settings.forecast_base == "https://customer-api.open-meteo.com"
    assert settings.air_quality_base == "https://customer-air-quality-api.open-meteo.com"
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", "http://127.0.0.1:9/")
    settings = Settings.from_environment()
    assert {settings.forecast_base, settings.air_quality_base} == {"http://127.0.0.1:9"}


def test_paid_without_a_key_is_told_and_not_asked(
    meteo: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan comes from climate and says which variable is not set."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "paid")
    found = ask(*IN_TEN_DAYS)
    passed = {each.provider: each.why for each in found.spells[0].provenance.passed_over}
    assert "TRIPPLANNER_OPEN_METEO_KEY is not set" in passed["Open-Meteo"]
    assert meteo.paths == []


def test_the_key_is_in_the_header_and_nowhere_else(
    service: FakeNws,
    meteo: FakeOpenMeteo,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """`X-Api-Key` (open-meteo/open-meteo issue 1438): not in the address, so in no log, cache or message.

    Not even when the service quotes it. The weather service does not get it.
    """
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "paid")
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_KEY", "s3cret-key")
    caplog.set_level(logging.DEBUG)
    service.script["points"] = [problem(404)]
    meteo.script["air"] = [refusal(401, "The key s3cret-key is not valid")]
    found = ask()
    assert [each["X-Api-Key"] for each in meteo.headers] == ["s3cret-key", "s3cret-key"]
    assert not any("s3cret" in str(each) for each in (*service.headers, *service.paths, *meteo.paths))
    assert [each.why for each in found.also_passed_over] == ["answered 401 (The key *** is not valid)"]
    written = b"".join(each.read_bytes() for each in (tmp_path / "cache").iterdir())
    assert b"/v1/forecast" in written
    assert b"s3cret" not in written
    assert "s3cret" not in caplog.text + repr(Settings.from_environment()) + found.model_dump_json()


def test_the_free_host_gets_no_key(meteo: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is set but not for use stays here."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_KEY", "s3cret-key")
    ask(*IN_TEN_DAYS)
    assert meteo.headers
    assert not any("s3cret" in str(each) for each in meteo.headers)


def test_a_key_that_cannot_be_sent_is_not_shown(
    meteo: FakeOpenMeteo, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lower library would quote it in its error."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "paid")
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_KEY", "s3cret\nkey")
    text = ask(*IN_TEN_DAYS).model_dump_json()
    assert "TRIPPLANNER_OPEN_METEO_KEY holds a character that cannot be sent" in text
    assert ("s3cret" in text, meteo.paths) == (False, [])


# --- the credit that the licence asks for


def test_a_plan_on_its_data_credits_it_in_text_and_json(service: FakeNws, meteo: FakeOpenMeteo) -> None:
    """CC BY 4.0 and the service's terms: a credit with a link wherever the data are shown."""
    service.script["points"] = [problem(404)]
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    assert (plan.weather.provider, plan.weather.kind) == ("Open-Meteo", "forecast")
    assert [each.url for each in plan.sources if each.id == "open-meteo"] == [CREDIT]
    text = plan.to_text()
    assert f"Weather data by Open-Meteo.com (CC BY 4.0): {CREDIT}" in text
    told = "43.66, -110.66 at 6,693 ft, fetched 16 August 10:30. Passed over: NWS, answered 404"
    assert f"Weather: forecast by Open-Meteo for {told}" in " ".join(text.split())
    assert CREDIT in plan.to_json()
    assert meteo.paths


def test_a_plan_with_its_air_alone_credits_that(service: FakeNws, meteo: FakeOpenMeteo) -> None:
    """The hours are the weather service's, the air in them is not."""
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    assert plan.weather.provider == "NWS"
    assert [each.id for each in plan.sources if each.credit] == ["open-meteo-air-quality"]
    assert service.paths
    assert meteo.paths


def test_a_plan_without_its_data_credits_nobody(service: FakeNws) -> None:
    """No data, no credit."""
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    assert [each.id for each in plan.sources if each.credit] == []
    assert "open-meteo" not in plan.to_text().lower()
    assert service.paths


def test_the_weather_command_credits_it(meteo: FakeOpenMeteo) -> None:
    """Under the hours in text, and as a credit in JSON."""
    arguments = ["weather", "2026-08-26", "--now", NOW.isoformat()]
    text = CliRunner().invoke(main, arguments)
    assert (text.exit_code, text.stdout.splitlines()[-1].endswith(CREDIT)) == (0, True)
    assert "forecast by Open-Meteo for 43.66, -110.66 at 6,693 ft, fetched 2026-08-16" in text.stdout
    given_json = json.loads(CliRunner().invoke(main, [*arguments, "--format", "json"]).stdout)
    assert [each["url"] for each in given_json["credits"]] == [CREDIT]
    assert meteo.paths


def test_a_client_of_its_own_keeps_its_settings(meteo: FakeOpenMeteo, tmp_path: Path, ask: Ask) -> None:
    """Settings handed over hold, whatever the environment says."""
    settings = Settings("http://127.0.0.1:9", tmp_path / "own.sqlite", open_meteo="off")
    with WeatherClient(settings) as client:
        assert client.settings.open_meteo == "off"
    found = ask(client={"settings": settings})
    assert (found.kind, meteo.paths) == ("normals", [])
