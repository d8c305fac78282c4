"""The raw grid: runs of hours, amounts spread over them, units, nulls."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_nws import grid_answer, hourly_answer
from tests.weather.conftest import NOW
from tests.weather.strategies import spoilt
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.freshness import freshness_faults, overdue
from tripplanner.weather.model import Hour
from tripplanner.weather.nws import HourlyAnswer, parse_hourly
from tripplanner.weather.nws_grid import completed, parse_grid

HOUR = timedelta(hours=1)
NOON = datetime(2026, 12, 25, 12, tzinfo=UTC)


def layer(uom: str | None, *runs: tuple[str, object]) -> dict[str, Any]:
    """A layer of these runs, each an interval and its value."""
    values = [{"validTime": when, "value": value} for when, value in runs]
    return {"values": values} if uom is None else {"uom": uom, "values": values}


def grid(**layers: Any) -> tuple[Hour, ...]:
    """The hours of a grid with a temperature from noon until midnight, and these layers."""
    warm = {"temperature": layer("wmoUnit:degC", ("2026-12-25T12:00:00+00:00/PT12H", -9))}
    return parse_grid({"properties": warm | layers}).hours


def column(hours: tuple[Hour, ...], field: str) -> list[Any]:
    """One figure of every hour."""
    return [getattr(each, field) for each in hours]


def test_a_run_holds_in_each_of_its_hours() -> None:
    """Equal neighbours are sent as one (weather-gov/api issue 111)."""
    hours = grid(
        windGust=layer("wmoUnit:km_h-1", ("2026-12-25T13:00:00+00:00/PT2H", 31.484)),
        skyCover=layer("wmoUnit:percent", ("2026-12-25T12:00:00Z/2026-12-25T14:00:00Z", 0)),
        snowLevel=layer("wmoUnit:m", ("PT2H/2026-12-25T15:00:00+00:00", 0)),
    )
    assert [each.starts_at for each in hours] == [NOON + number * HOUR for number in range(12)]
    assert column(hours, "wind_gust_kmh")[:4] == [None, 31.484, 31.484, None]
    assert column(hours, "sky_cover_percent")[:3] == [0, 0, None]
    assert column(hours, "snow_level_m")[:4] == [None, 0, 0, None]


def test_an_amount_is_spread_over_its_hours() -> None:
    """30 mm in six hours are 5 mm in each: neither 30 in one nor 180 in all."""
    hours = grid(
        snowfallAmount=layer("wmoUnit:mm", ("2026-12-25T12:00:00+00:00/PT6H", 30)),
        quantitativePrecipitation=layer("wmoUnit:m", ("2026-12-25T18:00:00+00:00/PT3H", 0.003)),
    )
    assert column(hours, "snowfall_mm") == [5.0] * 6 + [None] * 6
    assert column(hours, "precipitation_mm") == [None] * 6 + [1.0] * 3 + [None] * 3


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.none() | st.floats(0, 200, allow_nan=False)),
        min_size=1,
        max_size=12,
    )
)
def test_spreading_conserves_the_sum(runs: list[tuple[int, float | None]]) -> None:
    """Whatever the runs, as much falls as was sent, and an unknown amount stays unknown, never 0."""
    begin, sent = NOON, []
    for length_h, amount in runs:
        sent.append((f"{begin.isoformat()}/PT{length_h}H", amount))
        begin += length_h * HOUR
    whole = layer("wmoUnit:degC", (f"{NOON.isoformat()}/{begin.isoformat()}", 1))
    hours = parse_grid(
        {"properties": {"temperature": whole, "snowfallAmount": layer("wmoUnit:mm", *sent)}}
    ).hours
    fallen = column(hours, "snowfall_mm")
    assert sum(each for each in fallen if each is not None) == pytest.approx(
        sum(amount for _, amount in runs if amount is not None)
    )
    assert fallen.count(None) == sum(length_h for length_h, amount in runs if amount is None)


@pytest.mark.parametrize(
    ("name", "uom", "sent", "field", "expected"),
    [
        ("temperature", "unit:degC", 0, "air_temp_c", 0),
        ("temperature", "wmoUnit:degF", 32, "air_temp_c", 0),
        ("temperature", "wmoUnit:degC", None, "air_temp_c", None),
        ("windSpeed", "wmoUnit:km_h-1", 18.52, "wind_speed_kmh", 18.52),
        ("windSpeed", "unit:m_s-1", 10, "wind_speed_kmh", 36),
        ("windGust", "wmoUnit:km_h-1", 0, "wind_gust_kmh", 0),
        ("windGust", "wmoUnit:parsec", 3, "wind_gust_kmh", None),
        ("windGust", "wmoUnit:km_h-1", None, "wind_gust_kmh", None),
        ("windGust", "wmoUnit:km_h-1", "31", "wind_gust_kmh", None),
        ("windGust", "wmoUnit:km_h-1", True, "wind_gust_kmh", None),
        ("windGust", "wmoUnit:km_h-1", -4, "wind_gust_kmh", None),
        ("relativeHumidity", "wmoUnit:percent", 101, "relative_humidity_percent", None),
        ("probabilityOfPrecipitation", "wmoUnit:percent", 0, "precipitation_percent", 0),
        ("probabilityOfThunder", None, 15, "thunder_percent", 15),
        ("probabilityOfThunder", "wmoUnit:percent", 15, "thunder_percent", 15),
        ("probabilityOfThunder", "wmoUnit:one", 15, "thunder_percent", None),
        ("skyCover", None, 15, "sky_cover_percent", None),
        ("visibility", "wmoUnit:m", 16093.44, "visibility_km", 16.09344),
        ("visibility", "unit:m", 0, "visibility_km", 0),
        ("snowLevel", "wmoUnit:m", 2151.888, "snow_level_m", 2151.888),
    ],
)
def test_every_unit_is_read_and_none_is_guessed(
    name: str, uom: str | None, sent: object, field: str, expected: float | None
) -> None:
    """Old prefix (2019) and new; only the layer that never had a unit may lack it; 0 is a value."""
    carrier = {
        "temperature": layer("wmoUnit:degC", ("2026-12-25T13:00:00+00:00/PT1H", 1)),
        "snowfallAmount": layer("wmoUnit:mm", ("2026-12-25T12:00:00+00:00/PT1H", 0)),
    }
    runs = (("2026-12-25T12:00:00+00:00/PT1H", sent), ("2026-12-25T13:00:00+00:00/PT1H", 1))
    hours = parse_grid({"properties": carrier | {name: layer(uom, *runs)}}).hours
    assert len(hours) == 2
    assert getattr(hours[0], field) == (None if expected is None else pytest.approx(expected))


def test_an_impossible_figure_costs_itself_alone() -> None:
    """A gust of 900 km/h is no gust; the snow of the same hour stands."""
    run = "2026-12-25T12:00:00+00:00/PT1H"
    hours = grid(windGust=layer("wmoUnit:km_h-1", (run, 900)), snowfallAmount=layer("wmoUnit:mm", (run, 30)))
    assert (hours[0].wind_gust_kmh, hours[0].snowfall_mm, hours[0].air_temp_c) == (None, 30, -9)


@pytest.mark.parametrize(
    "when",
    [
        None,
        5,
        "",
        "NOW/PT1H",
        "2026-12-25T12:00:00/PT1H",
        "2026-12-25T12:00:00+00:00/P1M",
        "2026-12-25T12:00:00+00:00/P",
        "2026-12-25T12:00:00+00:00/PT0H",
        "2026-12-25T12:00:00+00:00/P9999D",
        "2026-12-25T12:00:00+00:00/2026-12-25T11:00:00+00:00",
        "PT1H/PT1H",
    ],
)
def test_an_interval_that_cannot_be_meant_is_left_out(when: Any) -> None:
    """No hour is made up for it, and none of the others is lost."""
    hours = grid(windGust=layer("wmoUnit:km_h-1", (when, 50), ("2026-12-25T14:00:00+00:00/PT1H", 40)))
    assert column(hours, "wind_gust_kmh") == [None, None, 40, *[None] * 9]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            [{"coverage": "chance", "intensity": "light", "weather": "snow_showers"}],
            "Chance light snow showers",
        ),
        (
            [
                {"coverage": "areas", "intensity": None, "weather": "blowing_snow"},
                {"coverage": "definite", "intensity": "heavy", "weather": "snow"},
            ],
            "Areas of blowing snow, heavy snow",
        ),
        ([{"coverage": "seldom", "intensity": None, "weather": "frog_rain"}], "Seldom frog rain"),
        ([{"coverage": None, "intensity": None, "weather": None}], None),
        ([{"coverage": "chance", "intensity": "light", "weather": "<b>"}], "Chance light"),
        ("snow", None),
        ([5, None], None),
        (None, None),
    ],
)
def test_the_grids_own_words(said: object, text: str | None) -> None:
    """Coverage, intensity and weather in that order; words nobody has seen yet are shown as they are."""
    hours = grid(weather=layer(None, ("2026-12-25T12:00:00+00:00/PT12H", said)))
    assert {each.text for each in hours} == {text}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"properties": None},
        {"properties": {}},
        {"properties": {"temperature": None}},
        {"properties": {"temperature": {"uom": "wmoUnit:degC", "values": []}}},
        {"properties": {"temperature": {"uom": "wmoUnit:degC", "values": None}}},
        {"properties": {"windGust": {"uom": "wmoUnit:km_h-1", "values": [{"validTime": 1, "value": 2}]}}},
        hourly_answer(NOW),
    ],
)
def test_without_a_temperature_it_is_no_forecast(answer: dict[str, Any]) -> None:
    """A wrong shape raises our error, never gives an empty forecast."""
    with pytest.raises(WeatherUnavailableError, match="the raw grid has no"):
        parse_grid(answer)


def test_a_grid_is_judged_by_its_update_and_its_reach() -> None:
    """It has no generatedAt and begins hours ago by design: 12 h after its update it is old."""
    times = parse_grid(grid_answer(NOW)).times
    reach = {"start": times.sent_from, "end": times.sent_until}
    assert freshness_faults(times, NOW + 12 * HOUR, **reach) == ()
    [fault] = freshness_faults(times, NOW + 12.1 * HOUR, **reach)
    assert fault == "updated 12.1 h before now (at most 12)"
    assert (overdue(times, NOW + 12 * HOUR), overdue(times, NOW + 13 * HOUR)) == (0 * HOUR, HOUR)
    assert overdue(times, times.sent_until + 200 * HOUR) == max(
        200 * HOUR, times.sent_until + 188 * HOUR - NOW
    )


def test_what_the_text_lacks_comes_from_the_grid() -> None:
    """The text's own figures stand, 0 too; hours of one alone are kept; the reach is that of both."""
    text, raw = parse_hourly(hourly_answer(NOW, count=3)), parse_grid(grid_answer(NOW - HOUR, count=6))
    both = completed(text, raw)
    assert [f"{each.starts_at.astimezone(NOW.tzinfo):%H}" for each in both.hours] == [
        "09", "10", "11", "12", "13", "14",
    ]  # fmt: skip
    assert [each.text for each in both.hours][:2] == ["Chance light snow showers", "Sunny"]
    assert both.hours[1].air_temp_c == text.hours[0].air_temp_c
    assert (both.hours[1].precipitation_percent, both.hours[0].precipitation_percent) == (0, 20)
    assert (both.hours[1].wind_gust_kmh, both.hours[1].snowfall_mm) == (37.04, 5)
    assert both.times.updated_at == NOW
    assert (both.times.sent_from, both.times.sent_until) == (raw.times.sent_from, raw.times.sent_until)
    nowhere = HourlyAnswer(text.hours, text.times, None)
    assert completed(nowhere, raw).place == raw.place


@settings(max_examples=300, deadline=None)
@given(spoilt(grid_answer(NOW, count=12)))
def test_spoilt_grids_give_hours_or_our_error(answer: dict[str, Any]) -> None:
    """Nulls, extra keys, wrong types: hours within bounds, or WeatherUnavailableError; nothing else."""
    try:
        found = parse_grid(answer)
    except WeatherUnavailableError:
        return
    starts = [each.starts_at for each in found.hours]
    assert starts == sorted(set(starts))
    assert any(each.air_temp_c is not None for each in found.hours)
    assert overdue(found.times, NOW) >= timedelta(0)


def recorded(samples: Path, pattern: str) -> HourlyAnswer:
    """The one recorded grid whose name matches, parsed."""
    [path] = (samples / "nws").glob(pattern)
    return parse_grid(json.loads(path.read_text(encoding="utf-8")))


def hour_at(answer: HourlyAnswer, when: str) -> Hour:
    """The hour that begins then (UTC)."""
    return next(each for each in answer.hours if each.starts_at == datetime.fromisoformat(f"{when}+00:00"))


def test_flagstaff_in_snow(samples: Path) -> None:
    """Read by hand from the recording of 20 February 2024 (text columns and rows, old precision)."""
    answer = recorded(samples, "gridpoint_raw_FGZ_*")
    assert answer.times.updated_at == datetime.fromisoformat("2024-02-20T17:13:54+00:00")
    assert answer.place is not None
    assert answer.place.elevation_m == pytest.approx(2129.9424)
    first = hour_at(answer, "2024-02-20T13:00")
    assert first.air_temp_c == pytest.approx(-2.2222, abs=1e-4)  # PT3H from 11:00
    assert first.wind_gust_kmh == pytest.approx(12.964)
    assert first.thunder_percent == 0
    assert first.visibility_km is None  # the layer is empty
    assert hour_at(answer, "2024-02-20T12:00").snow_level_m == pytest.approx(2143.9632)
    assert hour_at(answer, "2024-02-20T23:00").relative_humidity_percent == 33
    snowing = hour_at(answer, "2024-02-26T17:00")  # 12.7 mm and 3.048 mm in the six hours from 12:00
    assert snowing.snowfall_mm == pytest.approx(12.7 / 6)
    assert snowing.precipitation_mm == pytest.approx(3.048 / 6)
    assert hour_at(answer, "2024-02-26T18:00").snowfall_mm == 0
    assert hour_at(answer, "2024-02-27T05:00").text == "Chance light snow showers, patchy blowing snow"
    assert sum(each.snowfall_mm or 0 for each in answer.hours) == pytest.approx(43.18)
    assert sum(each.precipitation_mm or 0 for each in answer.hours) == pytest.approx(13.208)


def test_albany_in_july(samples: Path) -> None:
    """Read by hand from the recording of 15 July 2026 (the newest shape, with layers we do not know)."""
    answer = recorded(samples, "gridpoint_raw_ALY_*")
    first = hour_at(answer, "2026-07-15T12:00")
    assert (first.air_temp_c, first.sky_cover_percent) == (pytest.approx(26.1111, abs=1e-4), 24)
    assert (first.wind_speed_kmh, first.wind_gust_kmh) == (16.668, 31.484)
    assert (first.visibility_km, first.thunder_percent, first.snow_level_m) == (
        pytest.approx(16.09344),
        1,
        None,
    )
    assert hour_at(answer, "2026-07-15T15:00").visibility_km == pytest.approx(9.656064)
    assert hour_at(answer, "2026-07-18T23:00").precipitation_mm == pytest.approx(8.89 / 6)
    assert hour_at(answer, "2026-07-19T00:00").precipitation_mm is None  # amounts end on the 18th
    assert (len(answer.hours), answer.hours[-1].starts_at.hour) == (186, 5)
    assert answer.times.sent_until == datetime.fromisoformat("2026-07-23T01:00+00:00")
