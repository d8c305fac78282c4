"""What the National Weather Service's addresses and answers look like. Pure: no network, no clock.

Answers are read leniently (unknown keys, nulls and odd types are expected) into our own records in SI
units; what is unusable as a whole raises `WeatherUnavailableError`, what is unusable in one hour leaves
that hour out or its figure None. Behaviour of the service: https://www.weather.gov/documentation/services-web-api
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

from pydantic import ValidationError

from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather._reading import (
    Instant,
    Lenient,
    cell_place,
    celsius,
    instant,
    interval,
    kmh,
    percent,
    text_of,
)
from tripplanner.weather._services import NWS
from tripplanner.weather.freshness import AnswerTimes
from tripplanner.weather.model import Hour, WeatherPlace

PROVIDER, DEFAULT_URL, HORIZON = NWS.provider, NWS.url, NWS.horizon

_HOUR = timedelta(hours=1)

_OFFICE = re.compile(r"[A-Z]{3}")
_ZONE = re.compile(r"[A-Z]{2}[CZ]\d{3}")


class _Hourly(Lenient):
    update_time: Instant = None
    generated_at: Instant = None
    valid_times: Any = None
    elevation: Any = None
    periods: list[Any]


class _HourlyFeature(Lenient):
    geometry: Any = None
    properties: _Hourly


class _Point(Lenient):
    grid_id: Any = None
    grid_x: Any = None
    grid_y: Any = None


class _PointFeature(Lenient):
    properties: _Point


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of an office's forecast grid; 0 is a valid column and row."""

    office: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class HourlyAnswer:
    """Hours as read, from text or raw grid; `place` is the middle of their cell where the answer says so."""

    hours: tuple[Hour, ...]
    times: AnswerTimes
    place: WeatherPlace | None


def points_url(base: str, lat: float, lon: float) -> str:
    """
    Build the address that tells a place's grid cell.

    Parameters
    ----------
    base
        Base address of the service, without a slash at its end.
    lat, lon
        WGS 84 position. [°]

    Returns
    -------
    str
        Four decimals without trailing zeros: the service answers anything else with a redirect.

    Examples
    --------
    >>> points_url("https://api.weather.gov", 43.66, -110.66004)
    'https://api.weather.gov/points/43.66,-110.66'
    """
    return f"{base}/points/{_degrees(lat)},{_degrees(lon)}"


def hourly_url(base: str, cell: GridCell) -> str:
    """
    Build the address of a cell's hourly forecast, on our own base, whatever addresses an answer held.

    Examples
    --------
    >>> hourly_url("https://api.weather.gov", GridCell("RIW", 46, 0))
    'https://api.weather.gov/gridpoints/RIW/46,0/forecast/hourly'
    """
    return f"{base}/gridpoints/{cell.office}/{cell.x},{cell.y}/forecast/hourly"


def alerts_urls(base: str, place: WeatherPlace, zones: tuple[str, ...]) -> tuple[str, ...]:
    """
    Build the addresses of the alerts for a point and, if any are named, for forecast zones.

    Most alerts name zones and carry no outline, and one for the mountains beside a valley is not
    returned for a point in it: so both are asked.

    Raises
    ------
    InvalidRequestError
        When a zone is not two letters, C or Z, and three digits.

    Examples
    --------
    >>> for url in alerts_urls("https://w", WeatherPlace(lat=43.66, lon=-110.66), ("WYZ013", "WYZ012")):
    ...     print(url)
    https://w/alerts/active?point=43.66,-110.66
    https://w/alerts/active?zone=WYZ013,WYZ012
    """
    for zone in zones:
        if not _ZONE.fullmatch(zone):
            raise InvalidRequestError(f"{zone!r} is not a weather zone; they look like 'WYZ013'")
    by_point = f"{base}/alerts/active?point={_degrees(place.lat)},{_degrees(place.lon)}"
    return (
        (by_point, f"{base}/alerts/active?zone={quote(','.join(zones), safe=',')}") if zones else (by_point,)
    )


def parse_points(payload: Mapping[str, Any]) -> GridCell:
    """
    Read the grid cell from an answer to `points_url`.

    Raises
    ------
    WeatherUnavailableError
        When office, column or row is missing or is not what an address may be built from.

    Examples
    --------
    >>> parse_points({"properties": {"gridId": "RIW", "gridX": 46, "gridY": 147, "forecastHourly": "x"}})
    GridCell(office='RIW', x=46, y=147)
    """
    try:
        point = _PointFeature.model_validate(payload).properties
    except ValidationError as exc:
        raise WeatherUnavailableError("the answer about the point has no properties") from exc
    office, x, y = point.grid_id, point.grid_x, point.grid_y
    if isinstance(office, str) and _OFFICE.fullmatch(office) and _is_index(x) and _is_index(y):
        return GridCell(office, x, y)
    raise WeatherUnavailableError("the answer about the point names no grid cell")


def parse_hourly(payload: Mapping[str, Any]) -> HourlyAnswer:
    """
    Read an hourly forecast into hours in SI units.

    Returns
    -------
    HourlyAnswer
        The usable hours in order of time; of a range of wind the top is taken, to be on the safe side.

    Raises
    ------
    WeatherUnavailableError
        When the answer has no shape we know or no usable hour.

    Examples
    --------
    >>> period = {
    ...     "startTime": "2026-12-25T09:00:00-07:00", "endTime": "2026-12-25T10:00:00-07:00",
    ...     "temperature": 0, "temperatureUnit": "F", "windSpeed": "5 to 10 mph",
    ... }
    >>> answer = parse_hourly({"properties": {"periods": [period]}})
    >>> round(answer.hours[0].air_temp_c, 1), round(answer.hours[0].wind_speed_kmh, 1)
    (-17.8, 16.1)
    """
    try:
        feature = _HourlyFeature.model_validate(payload)
    except ValidationError as exc:
        raise WeatherUnavailableError("the hourly answer has no list of periods") from exc
    sent = feature.properties
    ends, hours = _read_periods(sent.periods)
    if not hours:
        raise WeatherUnavailableError("the hourly answer has no usable hour")
    reach = interval(sent.valid_times)
    until = max(hours) + _HOUR
    times = AnswerTimes(
        updated_at=sent.update_time,
        generated_at=sent.generated_at,
        first_ends_at=min(ends),
        sent_from=min(hours),
        sent_until=until if reach is None else min(until, reach[1]),
    )
    place = cell_place(feature.geometry, sent.elevation)
    return HourlyAnswer(tuple(hours[each] for each in sorted(hours)), times, place)


def _degrees(value: float) -> str:
    return f"{round(value, 4) + 0.0:.4f}".rstrip("0").rstrip(".")  # adding 0.0 turns -0.0 into 0.0


def _is_index(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10_000


def _read_periods(periods: list[Any]) -> tuple[list[datetime], dict[datetime, Hour]]:
    """The ends of all readable hours, and the hours by their start."""
    ends: list[datetime] = []
    hours: dict[datetime, Hour] = {}
    for each in periods:
        if isinstance(each, Mapping):
            hour = _hour(each)
            if hour is not None:
                hours[hour.starts_at] = hour
                ends.append(hour.starts_at + _HOUR)
    return ends, hours


def _hour(period: Mapping[str, Any]) -> Hour | None:
    """One period as an hour; None when it is not one hour long, or has a figure no weather can have."""
    # Read key by key: a model of the period, made 156 times, would take longer than all the rest.
    start, end = instant(period.get("startTime")), instant(period.get("endTime"))
    if start is None or end is None or end - start != _HOUR:
        return None
    try:
        return Hour(
            starts_at=start,
            air_temp_c=celsius(period.get("temperature"), period.get("temperatureUnit")),
            wind_speed_kmh=kmh(period.get("windSpeed")),
            wind_gust_kmh=kmh(period.get("windGust")),
            precipitation_percent=percent(period.get("probabilityOfPrecipitation")),
            relative_humidity_percent=percent(period.get("relativeHumidity")),
            text=text_of(period.get("shortForecast")),
        )
    except ValidationError:
        return None
