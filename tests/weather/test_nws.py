"""Addresses and answers of the National Weather Service: units, nulls, ages."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings

from tests.fake_nws import hourly_answer, points_answer
from tests.weather.conftest import NOW
from tests.weather.strategies import spoilt
from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather import nws
from tripplanner.weather.freshness import AnswerTimes, freshness_faults, overdue
from tripplanner.weather.model import Hour, WeatherPlace

HOUR = timedelta(hours=1)


def one_hour(**figures: Any) -> Hour:
    """Parse an answer of a single period with these keys put in."""
    answer = hourly_answer(NOW, count=1)
    answer["properties"]["periods"][0].update(figures)
    return nws.parse_hourly(answer).hours[0]


@pytest.mark.parametrize(
    ("lat", "lon", "text"),
    [
        (43.66, -110.66, "43.66,-110.66"),
        (43.0, -110.0, "43,-110"),
        (43.664649, -110.70001, "43.6646,-110.7"),
        (0.0, -0.00001, "0,0"),
        (100.0, 120.0, "100,120"),
    ],
)
def test_coordinates_have_four_decimals_and_no_trailing_zeros(lat: float, lon: float, text: str) -> None:
    """Anything else is answered with 301 AdjustPointPrecision (weather-gov/api issue 18)."""
    assert f"https://w/points/{text}" == nws.points_url("https://w", lat, lon)


def test_column_and_row_zero_are_cells() -> None:
    """0 is a value: pynws takes it for a missing one."""
    answer = points_answer()
    answer["properties"].update(gridX=0, gridY=0)
    cell = nws.parse_points(answer)
    assert nws.GridCell("RIW", 0, 0) == cell
    assert nws.hourly_url("https://w", cell) == "https://w/gridpoints/RIW/0,0/forecast/hourly"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gridId", "../../evil"),
        ("gridId", "RIW\n"),
        ("gridId", "riw"),
        ("gridId", None),
        ("gridX", -1),
        ("gridX", "46"),
        ("gridX", True),
        ("gridY", 1.5),
        ("gridY", None),
        ("gridY", 10**30),
    ],
)
def test_an_address_is_built_from_nothing_but_a_cell(key: str, value: object) -> None:
    """Whatever else stands in the answer is refused, so that it cannot lead a request elsewhere."""
    answer = points_answer()
    answer["properties"][key] = value
    with pytest.raises(WeatherUnavailableError, match="names no grid cell"):
        nws.parse_points(answer)


def test_a_zone_that_is_none_is_refused() -> None:
    """The service answers an unknown value with 400: a mistake of ours, told before asking."""
    with pytest.raises(InvalidRequestError, match="WYZ013"):
        nws.alerts_urls("https://w", WeatherPlace(lat=1, lon=1), ("WYZ013", "x&area=WY"))


@pytest.mark.parametrize(
    ("temperature", "unit", "expected_c"),
    [
        (0, "F", -17.7778),
        (32, "F", 0.0),
        (56, "F", 13.3333),
        (-40, "F", -40.0),
        (0, "C", 0.0),
        (-3.5, "C", -3.5),
        ({"unitCode": "wmoUnit:degC", "value": 0}, None, 0.0),
        ({"unitCode": "unit:degC", "value": -5.25}, "F", -5.25),
        ({"unitCode": "wmoUnit:degF", "value": 50}, None, 10.0),
        (56, None, None),
        (56, "R", None),
        (None, "F", None),
        (True, "F", None),
        (float("nan"), "F", None),
        ("56", "F", None),
        ({"unitCode": "wmoUnit:degC", "value": None}, "F", None),
        ({"unitCode": "wmoUnit:K", "value": 273.15}, None, 0.0),
        (60, [], None),
    ],
)
def test_temperature_in_all_its_forms(temperature: object, unit: object, expected_c: float | None) -> None:
    """Plain or quantitative, °F or °C (NIST SP 811, B.8: t/°C = (t/°F - 32)/1.8); no unit, no figure."""
    found = one_hour(temperature=temperature, temperatureUnit=unit).air_temp_c
    assert (None if expected_c is None else pytest.approx(expected_c, abs=1e-4)) == found


@pytest.mark.parametrize(
    ("wind", "expected_kmh"),
    [
        ("0 mph", 0.0),
        ("6 mph", 9.656),
        ("5 to 10 mph", 16.0934),
        ("10 to 5 mph", 16.0934),
        ("16 km/h", 16.0),
        ("5 to 10 km/h", 10.0),
        (" 7.5 mph ", 12.0701),
        ({"unitCode": "wmoUnit:km_h-1", "value": 0}, 0.0),
        ({"unitCode": "wmoUnit:km_h-1", "minValue": 8, "maxValue": 16}, 16.0),
        ({"unitCode": "wmoUnit:m_s-1", "value": 10}, 36.0),
        ({"unitCode": "wmoUnit:km_h-1", "value": None, "maxValue": None}, None),
        ({"unitCode": "wmoUnit:parsec", "value": 3}, None),
        (None, None),
        ("", None),
        ("calm", None),
        ("-5 mph", None),
        (6, None),
    ],
)
def test_wind_in_all_its_forms(wind: object, expected_kmh: float | None) -> None:
    """The top of a range; 1 mile is 1.609344 km (NIST SP 811, B.8); what cannot be read is None."""
    found = one_hour(windSpeed=wind).wind_speed_kmh
    assert (None if expected_kmh is None else pytest.approx(expected_kmh, abs=1e-3)) == found


@pytest.mark.parametrize(
    ("sent", "expected"),
    [
        ({"unitCode": "wmoUnit:percent", "value": 0}, 0.0),
        ({"unitCode": "wmoUnit:percent", "value": 15}, 15.0),
        ({"unitCode": "wmoUnit:percent", "value": None}, None),
        (None, None),
        (40, None),
    ],
)
def test_no_chance_of_rain_is_not_an_unknown_one(sent: object, expected: float | None) -> None:
    """0 stays 0 and null stays None (dry periods were null until 2024)."""
    assert expected == one_hour(probabilityOfPrecipitation=sent).precipitation_percent


def test_words_are_kept_and_blanks_are_none() -> None:
    """An empty text says nothing."""
    assert one_hour().text == "Sunny"
    assert one_hour(shortForecast=" ").text is None


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("temperature", 250),
        ("windSpeed", "900 mph"),
        ("startTime", None),
        ("startTime", "2026-08-16T10:00:00"),
        ("endTime", "2026-08-16T22:00:00-06:00"),
    ],
    ids=["too-hot", "too-windy", "no-start", "no-offset", "twelve-hours"],
)
def test_an_hour_that_cannot_be_is_left_out(key: str, value: object) -> None:
    """An impossible figure makes its hour unusable, never a clamped one; the other hours stand."""
    answer = hourly_answer(NOW, count=3)
    answer["properties"]["periods"][0][key] = value
    assert [f"{hour.starts_at:%H:%M}" for hour in nws.parse_hourly(answer).hours] == ["11:00", "12:00"]


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"title": "ok"},
        {"properties": None},
        {"properties": {}},
        {"properties": {"periods": None}},
        {"properties": {"periods": []}},
        {"properties": {"periods": [None, 1, {}]}},
    ],
)
def test_an_answer_without_hours_is_no_forecast(answer: dict[str, Any]) -> None:
    """A wrong shape or empty periods raise our error, never an empty forecast."""
    with pytest.raises(WeatherUnavailableError, match="hourly answer has no"):
        nws.parse_hourly(answer)


def test_the_answer_says_what_it_is_for() -> None:
    """Middle and height of the cell, when it was issued, and how far it reaches (the shorter of two)."""
    answer = hourly_answer(NOW, count=156)
    found = nws.parse_hourly(answer)
    assert WeatherPlace(lat=43.66, lon=-110.655, elevation_m=2000.5) == found.place
    assert (found.times.updated_at, found.times.generated_at) == (NOW, NOW)
    assert datetime.fromisoformat("2026-08-22T22:00-06:00") == found.times.sent_until
    answer["properties"]["validTimes"] = "2026-08-16T09:00:00+00:00/P1DT7H"
    assert datetime.fromisoformat("2026-08-17T10:00-06:00") == nws.parse_hourly(answer).times.sent_until


def test_no_outline_no_place() -> None:
    """An answer without a readable outline does not say which spot it is for."""
    assert nws.parse_hourly(hourly_answer(NOW) | {"geometry": None}).place is None


TIMES = AnswerTimes(NOW, NOW, NOW + HOUR, NOW, NOW + 156 * HOUR)


@pytest.mark.parametrize(
    ("later", "failing"),
    [
        (0 * HOUR, []),
        (HOUR, []),
        (1.5 * HOUR, ["its first hour"]),
        (2 * HOUR, ["its first hour"]),
        (3 * HOUR, ["generated", "its first hour"]),
        (12 * HOUR, ["generated", "its first hour"]),
        (13 * HOUR, ["updated", "generated", "its first hour"]),
        (9 * 24 * HOUR, ["updated", "generated", "its first hour"]),
    ],
)
def test_age_is_tested_four_ways(later: timedelta, failing: list[str]) -> None:
    """CONTRACT.md, Fresh: at most 12 h since the update and 2 h since generation, first hour not over."""
    faults = freshness_faults(TIMES, NOW + later, start=NOW, end=NOW + HOUR)
    assert len(failing) == len(faults)
    assert all(fault.startswith(start) for fault, start in zip(faults, failing, strict=True))


@pytest.mark.parametrize(("start", "end"), [(-1, 5), (150, 157), (200, 210)])
def test_hours_that_were_not_sent_are_not_fresh(start: int, end: int) -> None:
    """The fourth test: the time asked for lies within what was sent."""
    [fault] = freshness_faults(TIMES, NOW, start=NOW + start * HOUR, end=NOW + end * HOUR)
    assert "which leaves out hours asked for" in fault


def test_an_age_that_is_not_told_is_not_fresh() -> None:
    """Null stamps prove nothing, so the answer is not called fresh."""
    times = AnswerTimes(None, None, NOW + HOUR, NOW, NOW + 5 * HOUR)
    assert freshness_faults(times, NOW, start=NOW, end=NOW + HOUR) == (
        "does not say when it was updated",
        "does not say when it was generated",
    )


@pytest.mark.parametrize(("later", "overdue_hours"), [(0, 0), (1, 0), (2, 1), (13, 12), (14, 13)])
def test_overdue_is_the_worst_of_the_stamps(later: int, overdue_hours: int) -> None:
    """13 h on, the update is 1 h late, the generation 11 and the first hour has been over for 12."""
    assert overdue_hours * HOUR == overdue(TIMES, NOW + later * HOUR)


@settings(max_examples=300, deadline=None)
@given(spoilt(hourly_answer(NOW, count=3)))
def test_spoilt_hourly_answers_give_hours_or_our_error(answer: dict[str, Any]) -> None:
    """Nulls, extra keys, wrong types: hours within bounds, or WeatherUnavailableError; nothing else."""
    try:
        found = nws.parse_hourly(answer)
    except WeatherUnavailableError:
        return
    assert found.hours
    faults = freshness_faults(found.times, NOW, start=NOW, end=NOW + HOUR)
    assert len(faults) <= 4
    assert overdue(found.times, NOW) >= timedelta(0)
    assert json.loads(found.hours[0].model_dump_json())["starts_at"]


@settings(max_examples=200, deadline=None)
@given(spoilt(points_answer()))
def test_spoilt_point_answers_give_a_cell_or_our_error(answer: dict[str, Any]) -> None:
    """An address is built from a clean cell or not at all."""
    try:
        cell = nws.parse_points(answer)
    except WeatherUnavailableError:
        return
    assert cell.office.isalpha()
    assert min(cell.x, cell.y) >= 0
