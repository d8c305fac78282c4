"""The National Weather Service's raw grid: run-length layers of figures, expanded to hours. Pure.

The grid has what the hourly text lacks (gusts, snow, thunder, sight, cloud), and all that the text is made
of, so it is read in its place when the text cannot be made.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from pydantic import ValidationError

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._reading import (
    KMH_BY_UNIT,
    Instant,
    Lenient,
    cell_place,
    celsius,
    hour_of,
    interval,
    number,
)
from tripplanner.weather.freshness import AnswerTimes
from tripplanner.weather.model import Hour
from tripplanner.weather.nws import GridCell, HourlyAnswer

# The grid reaches 7.6 days in the recordings; one that claims more than this is broken.
_LONGEST = timedelta(days=16)
_HOUR = timedelta(hours=1)
_WORD = re.compile(r"[a-z_]{1,30}")
_WORDED = {"areas": "areas of", "periods": "periods of", "definite": ""}

_Read = Callable[[object, str], float | None]


class _Properties(Lenient):
    update_time: Instant = None
    valid_times: Any = None
    elevation: Any = None


class _Feature(Lenient):
    geometry: Any = None
    properties: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Layer:
    """Which layer of the answer is which figure of an hour, and whether it is an amount over its time."""

    name: str
    read: _Read
    is_amount: bool = False


def _in_units(**factors: float) -> _Read:
    def read(value: object, unit: str) -> float | None:
        figure, factor = number(value), factors.get(unit)
        return None if figure is None or factor is None else figure * factor

    return read


def _speed(value: object, unit: str) -> float | None:
    figure, factor = number(value), KMH_BY_UNIT.get(unit)
    return None if figure is None or factor is None else figure * factor


def _thunder(value: object, unit: str) -> float | None:
    # This layer came without a unit in every recording (2024 and 2026), with whole numbers of per cent.
    return number(value) if unit in ("", "percent") else None


_PERCENT = _in_units(percent=1.0)
_MM = _in_units(mm=1.0, cm=10.0, m=1000.0)
_M = _in_units(m=1.0, km=1000.0, ft=0.3048)
_KM = _in_units(m=0.001, km=1.0)
# The layer "ceilingHeight" is left alone: in the recordings one office sends 24 to 76 m above the ground
# under a sky half clear, another -30 m, so that it says nothing a photographer could use.
_LAYERS = {
    "air_temp_c": _Layer("temperature", celsius),
    "wind_speed_kmh": _Layer("windSpeed", _speed),
    "wind_gust_kmh": _Layer("windGust", _speed),
    "precipitation_mm": _Layer("quantitativePrecipitation", _MM, is_amount=True),
    "precipitation_percent": _Layer("probabilityOfPrecipitation", _PERCENT),
    "snowfall_mm": _Layer("snowfallAmount", _MM, is_amount=True),
    "sky_cover_percent": _Layer("skyCover", _PERCENT),
    "relative_humidity_percent": _Layer("relativeHumidity", _PERCENT),
    "visibility_km": _Layer("visibility", _KM),
    "thunder_percent": _Layer("probabilityOfThunder", _thunder),
    "snow_level_m": _Layer("snowLevel", _M),
}


def grid_url(base: str, cell: GridCell) -> str:
    """
    Build the address of a cell's raw grid, on our own base.

    Examples
    --------
    >>> grid_url("https://api.weather.gov", GridCell("RIW", 46, 147))
    'https://api.weather.gov/gridpoints/RIW/46,147'
    """
    return f"{base}/gridpoints/{cell.office}/{cell.x},{cell.y}"


def parse_grid(payload: Mapping[str, Any]) -> HourlyAnswer:
    """
    Read a raw grid into hours in SI units.

    Returns
    -------
    HourlyAnswer
        Hours in order of time. An amount over an interval is spread evenly over its hours, so that the
        sum stays what was sent; any other figure holds in every hour of its interval.

    Raises
    ------
    WeatherUnavailableError
        When the answer has no shape we know, or not one hour with a temperature.

    Examples
    --------
    >>> grid = {
    ...     "temperature": {
    ...         "uom": "wmoUnit:degC",
    ...         "values": [{"validTime": "2026-12-25T16:00:00+00:00/PT3H", "value": -9}],
    ...     },
    ...     "snowfallAmount": {
    ...         "uom": "wmoUnit:mm",
    ...         "values": [{"validTime": "2026-12-25T16:00:00+00:00/PT3H", "value": 30}],
    ...     },
    ... }
    >>> [(hour.air_temp_c, hour.snowfall_mm) for hour in parse_grid({"properties": grid}).hours]
    [(-9.0, 10.0), (-9.0, 10.0), (-9.0, 10.0)]
    """
    try:
        feature = _Feature.model_validate(payload)
        sent = _Properties.model_validate(feature.properties)
    except ValidationError as exc:
        raise WeatherUnavailableError("the raw grid has no properties") from exc
    figures = _figures(feature.properties)
    hours = tuple(hour_of(start, figures[start]) for start in sorted(figures))
    warm = [hour.starts_at for hour in hours if hour.air_temp_c is not None]
    if not warm:
        raise WeatherUnavailableError("the raw grid has no hour with a temperature")
    reach = interval(sent.valid_times)
    until = warm[-1] + _HOUR
    times = AnswerTimes(
        updated_at=sent.update_time,
        generated_at=None,
        first_ends_at=warm[0] + _HOUR,
        sent_from=warm[0],
        sent_until=until if reach is None else min(until, reach[1]),
        is_made=False,
    )
    return HourlyAnswer(hours, times, cell_place(feature.geometry, sent.elevation))


def completed(text: HourlyAnswer, grid: HourlyAnswer) -> HourlyAnswer:
    """
    The hours of the text, with what they lack taken from the grid, and the hours that only the grid has.

    The age stays that of the text; the reach becomes that of both.
    """
    hours = {hour.starts_at: hour for hour in grid.hours}
    hours |= {hour.starts_at: _filled(hour, hours.get(hour.starts_at)) for hour in text.hours}
    times = replace(
        text.times,
        sent_from=min(text.times.sent_from, grid.times.sent_from),
        sent_until=max(text.times.sent_until, grid.times.sent_until),
    )
    place = grid.place if text.place is None else text.place
    return HourlyAnswer(tuple(hours[start] for start in sorted(hours)), times, place)


def _filled(hour: Hour, other: Hour | None) -> Hour:
    if other is None:
        return hour
    lacking = {name for name in _LAYERS if getattr(hour, name) is None}
    return hour.model_copy(update={name: getattr(other, name) for name in lacking})


def _figures(properties: Mapping[str, Any]) -> dict[datetime, dict[str, float | str | None]]:
    """Every figure of every hour."""
    found: defaultdict[datetime, dict[str, float | str | None]] = defaultdict(dict)
    for field, layer in _LAYERS.items():
        for start, figure in _hourly(properties.get(layer.name), layer):
            found[start][field] = figure
    for start, text in _texts(properties.get("weather")):
        if start in found:
            found[start]["text"] = text
    return found


def _runs(sent_layer: object) -> Iterator[tuple[tuple[datetime, ...], object]]:
    """The hours that each readable interval of a layer begins, and its value."""
    values = sent_layer.get("values") if isinstance(sent_layer, Mapping) else None
    for each in values if isinstance(values, list) else ():
        span = each.get("validTime") if isinstance(each, Mapping) else None
        if isinstance(span, str):
            yield _hours_of(span), each.get("value")


# Eleven layers share most of their intervals; reading each text once takes a third of the time.
@lru_cache(maxsize=1024)
def _hours_of(span: str) -> tuple[datetime, ...]:
    """The whole hours that begin in an interval; none for one that cannot be read or is too long."""
    read = interval(span)
    if read is None or read[1] - read[0] > _LONGEST:
        return ()
    start, end = (each.astimezone(UTC) for each in read)
    whole = start.replace(minute=0, second=0, microsecond=0)
    first = whole if whole == start else whole + _HOUR
    return tuple(first + number * _HOUR for number in range(-((first - end) // _HOUR)))


def _hourly(sent_layer: object, layer: _Layer) -> Iterator[tuple[datetime, float | None]]:
    uom = sent_layer.get("uom") if isinstance(sent_layer, Mapping) else None
    unit = uom.rpartition(":")[2] if isinstance(uom, str) else ""
    for hours, value in _runs(sent_layer):
        figure = layer.read(value, unit)
        if figure is not None and layer.is_amount:
            figure /= max(1, len(hours))
        for start in hours:
            yield start, figure


def _texts(sent_layer: object) -> Iterator[tuple[datetime, str | None]]:
    """What the weather will be in words: the grid's own, such as "slight chance snow showers"."""
    for hours, value in _runs(sent_layer):
        said = (_said(each) for each in (value if isinstance(value, list) else ()))
        text = ", ".join(dict.fromkeys(each for each in said if each)).capitalize() or None
        for start in hours:
            yield start, text


def _said(phenomenon: object) -> str:
    if not isinstance(phenomenon, Mapping) or not isinstance(phenomenon.get("weather"), str):
        return ""
    words = (phenomenon.get(key) for key in ("coverage", "intensity", "weather"))
    kept = (each for each in words if isinstance(each, str) and _WORD.fullmatch(each))
    return " ".join(_WORDED.get(each, each.replace("_", " ")) for each in kept).strip()
