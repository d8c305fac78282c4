"""The air of an hour, for smoke: read as sent, put into hours of a forecast, and missed aloud."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given

import tripplanner
from tests.fake_nws import FakeNws, cut_body, hourly_answer, ok, problem, slow_headers
from tests.fake_open_meteo import FakeOpenMeteo, air_answer, refusal, sent
from tests.weather.conftest import NOW
from tests.weather.strategies import spoilt
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.air_quality import Air, parse_air_quality
from tripplanner.weather.model import Forecast

Ask = Callable[..., Forecast]


def test_denver(samples: Path) -> None:
    """The recorded present of 8 October 2026, 04:00 GMT: index 47, 9.9 µg/m³; pollen is null there."""
    [path] = (samples / "open_meteo").glob("air_quality_*")
    found = parse_air_quality(json.loads(path.read_text(encoding="utf-8")))
    assert found == {datetime(2026, 10, 8, 4, tzinfo=UTC): Air(47, 9.9)}


def test_seven_days_with_a_tail_of_nulls() -> None:
    """168 hours, the last three not yet known: they are absent, not 0."""
    found = parse_air_quality(air_answer(NOW))
    assert len(found) == 165
    assert set(found.values()) == {Air(42, 8.5)}
    assert max(found) == datetime(2026, 8, 22, 20, tzinfo=UTC)


def test_figures_no_air_can_have_are_left_out() -> None:
    """Below 0, beyond what an hour of ours holds, or in another unit."""
    payload = air_answer(NOW)
    payload["hourly"]["us_aqi"][:2] = [-1, 2001]
    payload["hourly_units"]["pm2_5"] = "ppm"
    found = parse_air_quality(payload)
    assert len(found) == 163
    assert {air.pm2_5_ugm3 for air in found.values()} == {None}


@given(spoilt(air_answer(NOW)))
def test_a_spoilt_answer_is_air_or_our_error(payload: dict[str, Any]) -> None:
    """Nulls, odd types and missing keys give figures an hour can hold, or WeatherUnavailableError."""
    try:
        found = parse_air_quality(payload)
    except WeatherUnavailableError:
        return
    assert all(air.us_aqi is None or 0 <= air.us_aqi <= 2000 for air in found.values())


def test_the_air_is_in_the_hours(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """Hours of the weather service with the air of Open-Meteo; 0 is a figure. Asked once, for the spot."""
    meteo.script["air"] = [sent(air_answer(NOW, us_aqi=0, pm2_5=0.4))]
    found = ask()
    assert [(hour.us_aqi, hour.pm2_5_ugm3) for hour in found.hours] == [(0, 0.4)] * 5
    assert found.kind == "forecast"
    assert all(hour.air_temp_c is not None for hour in found.hours)
    assert [each.id for each in found.credits] == ["open-meteo-air-quality"]
    [path] = meteo.paths
    query = parse_qs(urlsplit(path).query)
    assert (query["latitude"], query["hourly"], query["forecast_days"]) == (
        ["43.66"],
        ["us_aqi,pm2_5"],
        ["7"],
    )
    assert service.paths


@pytest.mark.parametrize(
    ("step", "why"),
    [
        (problem(404), "answered 404"),
        (refusal(429, "Minutely API request limit exceeded."), "answered 429 (Minutely"),
        (cut_body(air_answer(NOW)), "the connection broke"),
        (sent({"hourly": {}}), "the answer has no usable hour"),
        (sent(air_answer(NOW, us_aqi=None, pm2_5=None)), "the answer has no usable hour"),
        (slow_headers(5.0), "timed out"),
    ],
)
def test_missing_air_is_told_and_spoils_nothing(
    service: FakeNws, meteo: FakeOpenMeteo, ask: Ask, step: Any, why: str
) -> None:
    """The forecast stands as it was; who had nothing, and why, is said beside it and in the plan."""
    meteo.script["air"] = [step]
    found = ask(client={"deadline_s": 1.0} if "timed out" in why else {})
    assert (found.kind, len(found.hours), found.credits) == ("forecast", 5, ())
    assert {hour.us_aqi for hour in found.hours} == {None}
    [missed] = found.also_passed_over
    assert missed.provider == "Open-Meteo air quality"
    assert missed.why.startswith(why)
    assert service.paths


def test_missing_air_is_told_in_the_plan(service: FakeNws, meteo: FakeOpenMeteo) -> None:
    """In its JSON, under the weather's passed over."""
    meteo.script["air"] = [problem(404)]
    plan = tripplanner.plan_trip("2026-08-17", now=NOW, end="10:00")
    assert plan.weather.kind == "forecast"
    told = {each.provider: each.why for each in plan.weather.passed_over}
    assert told["Open-Meteo air quality"] == "answered 404 (A Problem)"
    assert service.paths


def test_climate_has_no_air(meteo: FakeOpenMeteo, ask: Ask) -> None:
    """What the table lacks stays absent: where all hours are climate the air is not even asked for."""
    meteo.script["forecast"] = [problem(404)]
    found = ask()
    assert found.kind == "normals"
    assert {hour.us_aqi for hour in found.hours} == {None}
    assert not any("air-quality" in path for path in meteo.paths)


def test_climate_between_two_spells_has_no_air(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """The one hour that nobody forecasts is climate and stays without; its neighbours have theirs."""
    payload = hourly_answer(NOW)
    for period in payload["properties"]["periods"]:
        if period["startTime"].startswith("2026-08-17T07"):
            period["temperature"] = None
    service.script |= {"hourly": [ok(payload)], "grid": [problem(404)]}
    meteo.script["forecast"] = [problem(404)]
    found = ask()
    assert [spell.provenance.kind for spell in found.spells] == ["forecast", "normals", "forecast"]
    assert [hour.us_aqi for hour in found.hours] == [42, 42, None, 42, 42]


def test_air_is_not_asked_for_beyond_its_seven_days(meteo: FakeOpenMeteo, ask: Ask) -> None:
    """In ten days there is a forecast of the weather and none of the air, which is no failure."""
    found = ask("2026-08-26T05:00:00-06:00", "2026-08-26T10:00:00-06:00")
    assert (found.kind, found.also_passed_over) == ("forecast", ())
    assert len(meteo.paths) == 1


def test_remembered_air_stands_in_for_twelve_hours(service: FakeNws, meteo: FakeOpenMeteo, ask: Ask) -> None:
    """A failing service leaves the last figures, as the alerts are left; later there are none."""
    times = ("2026-08-17T05:00:00-06:00", "2026-08-17T10:00:00-06:00")
    meteo.script["forecast"] = [problem(404)]
    ask(*times)
    meteo.script["air"] = [problem(404)]
    for later_h, known in ((12, True), (12.1, False)):
        found = ask(*times, now=NOW + timedelta(hours=later_h))
        assert {hour.us_aqi is not None for hour in found.hours} == {known}
        assert (found.also_passed_over == ()) == known
    assert service.paths
