"""What the nearest station measured: which station, how trustworthy, how old."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from tests.fake_nws import observation_answer, stations_answer
from tests.weather.conftest import MORMON_ROW, NOW
from tests.weather.strategies import spoilt
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.model import Observation, WeatherPlace
from tripplanner.weather.nws_observation import Station, nearest, parse_observation, parse_stations

AIRPORT = Station("KJAC", "Jackson Hole Airport", 43.6073, -110.7377)


def report(**figures: Any) -> Observation:
    """A report with these keys put in, as Mormon Row sees it."""
    answer = observation_answer(NOW)
    answer["properties"].update(figures)
    return parse_observation(answer, AIRPORT, MORMON_ROW)


def test_the_nearest_station_is_taken() -> None:
    """The list is not relied on to be in order of distance."""
    stations = parse_stations(stations_answer())
    assert [each.id for each in stations] == ["KJAC", "TEST1"]
    assert nearest(stations, MORMON_ROW).id == "TEST1"
    assert nearest(stations, WeatherPlace(lat=43.6, lon=-110.74)).id == "KJAC"


def test_distance_is_that_of_the_great_circle() -> None:
    """One degree of latitude on a sphere of 6,371 km is 111.195 km; half way round is 20,015."""
    assert Station("X", None, 43, -110).distance_km(WeatherPlace(lat=44, lon=-110)) == pytest.approx(
        111.195, abs=0.01
    )
    assert Station("X", None, 90, 0).distance_km(WeatherPlace(lat=-90, lon=0)) == pytest.approx(
        20015.1, abs=0.1
    )
    east = Station("X", None, 60, 0).distance_km(WeatherPlace(lat=60, lon=2))
    assert east == pytest.approx(111.19, abs=0.1)  # a degree of longitude is half as long at 60 degrees


@pytest.mark.parametrize("name", ["../points/1,1", "KJAC?x", "", None, 5, "K JAC"])
def test_an_address_is_built_from_nothing_but_a_name(name: object) -> None:
    """Whatever else stands in the answer is left out, so that it cannot lead a request elsewhere."""
    answer = stations_answer()
    answer["features"][1]["properties"]["stationIdentifier"] = name
    assert [each.id for each in parse_stations(answer)] == ["KJAC"]


@pytest.mark.parametrize("answer", [{}, {"features": None}, {"features": []}, {"features": [None, {}]}])
def test_without_a_station_there_is_our_error(answer: dict[str, Any]) -> None:
    """A wrong shape or no usable station."""
    with pytest.raises(WeatherUnavailableError, match="answer about stations"):
        parse_stations(answer)


@pytest.mark.parametrize("flag", ["X", "Q", "B", "qc:X"])
def test_a_figure_its_own_service_doubts_is_not_shown(flag: str) -> None:
    """MADIS: X failed the validity check, Q a later one, B was marked bad by hand."""
    gust = {"unitCode": "wmoUnit:km_h-1", "value": 200, "qualityControl": flag}
    assert report(windGust=gust).wind_gust_kmh is None
    temperature = {"unitCode": "wmoUnit:degC", "value": 40, "qualityControl": flag}
    with pytest.raises(WeatherUnavailableError, match="KJAC holds no temperature that can be trusted"):
        report(temperature=temperature)


@pytest.mark.parametrize("flag", ["V", "C", "S", "Z", "G", "T", "qc:V", "new", None, 5])
def test_a_figure_nobody_doubts_is_shown(flag: object) -> None:
    """Passed, not checked yet (the newest report usually), or a flag nobody has seen."""
    temperature = {"unitCode": "wmoUnit:degC", "value": 0, "qualityControl": flag}
    assert report(temperature=temperature).air_temp_c == 0


def test_a_report_without_its_time_is_of_no_use() -> None:
    """Its age could not be told."""
    with pytest.raises(WeatherUnavailableError, match="does not say when"):
        report(timestamp=None)


def test_old_units_are_read() -> None:
    """2019 sent metres per second with the prefix "unit:"."""
    wind = {"unitCode": "unit:m_s-1", "value": 10, "qualityControl": "qc:V"}
    assert report(windSpeed=wind).wind_speed_kmh == pytest.approx(36)


def test_an_impossible_figure_makes_the_report_unusable() -> None:
    """A station that measures 90 °C is broken, and its other figures with it."""
    with pytest.raises(WeatherUnavailableError, match="no weather can have"):
        report(temperature={"unitCode": "wmoUnit:degC", "value": 90})


def test_age_is_in_whole_minutes() -> None:
    """Rounded down; negative when the station's clock is ahead."""
    seen = report()
    assert seen.age_minutes(NOW + timedelta(minutes=47, seconds=59)) == 47
    assert seen.age_minutes(NOW) == 0


@settings(max_examples=300, deadline=None)
@given(spoilt(observation_answer(NOW)))
def test_spoilt_reports_give_a_report_or_our_error(answer: dict[str, Any]) -> None:
    """Nulls, extra keys, wrong types: a report with a temperature, or WeatherUnavailableError."""
    try:
        found = parse_observation(answer, AIRPORT, MORMON_ROW)
    except WeatherUnavailableError:
        return
    assert found.air_temp_c is not None


@settings(max_examples=200, deadline=None)
@given(spoilt(stations_answer()))
def test_spoilt_lists_give_stations_or_our_error(answer: dict[str, Any]) -> None:
    """Only stations with a clean name and a position on earth."""
    try:
        found = parse_stations(answer)
    except WeatherUnavailableError:
        return
    assert all(each.id.isalnum() and abs(each.lat) <= 90 for each in found)


def sample(samples: Path, name: str) -> dict[str, Any]:
    """A recorded answer."""
    content: dict[str, Any] = json.loads((samples / "nws" / name).read_text(encoding="utf-8"))
    return content


def test_minneapolis_in_january(samples: Path) -> None:
    """Read by hand: 12 January 2024, 15:53 UTC, -13.3 °C, 16.56 km/h, no gusts, 16.09 km, 66 %."""
    station = Station("KMSP", None, 44.88, -93.22)
    found = parse_observation(sample(samples, "observations_KMSP_2024-01.json"), station, MORMON_ROW)
    assert found.observed_at == datetime.fromisoformat("2024-01-12T15:53:00+00:00")
    assert (found.air_temp_c, found.wind_gust_kmh, found.text) == (-13.3, None, "Cloudy")
    assert found.wind_speed_kmh == pytest.approx(16.56)
    assert found.visibility_km == pytest.approx(16.09)
    assert found.relative_humidity_percent == pytest.approx(66.0459, abs=1e-4)


def test_a_report_of_nulls_is_none(samples: Path) -> None:
    """Every figure of the 2019 report was nulled, its time too: nothing to show, and no zero."""
    with pytest.raises(WeatherUnavailableError, match="does not say when"):
        parse_observation(sample(samples, "observations_2019-06_null_values.json"), AIRPORT, MORMON_ROW)
