"""Lenient readers of what weather services send: a figure, a time, a text, or None. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic.alias_generators import to_camel

from tripplanner.units import c_from_f, kmh_from_mph
from tripplanner.weather.model import Hour, WeatherPlace

_KMH_PER_KNOT = 1.852  # exact
_LARGEST_NUMBER = 1e9  # far above any figure of weather, far below what overflows a float
_WIND = re.compile(r"(\d+(?:\.\d+)?)(?: *(?:to|-) *(\d+(?:\.\d+)?))? *(mph|km/h|kt|m/s)", re.ASCII)
_DURATION = re.compile(
    r"P(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,7})(?:\.\d{1,9})?S)?)?", re.ASCII
)
KMH_BY_UNIT = {
    "mph": kmh_from_mph(1),
    "mi_h-1": kmh_from_mph(1),
    "km/h": 1.0,
    "km_h-1": 1.0,
    "kt": _KMH_PER_KNOT,
    "m/s": 3.6,
    "m_s-1": 3.6,
}


def instant(value: object) -> datetime | None:
    """Read an aware ISO 8601 time of this age; None for anything else."""
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None and 1990 <= moment.year <= 2200 else None


def interval(value: object) -> tuple[datetime, datetime] | None:
    """
    Start and end of an ISO 8601 interval: two times, or a time and a length in either order.

    Examples
    --------
    >>> start, end = interval("2026-08-16T09:00:00+00:00/P1DT6H")
    >>> end.isoformat()
    '2026-08-17T15:00:00+00:00'
    """
    first, _, second = value.partition("/") if isinstance(value, str) else ("", "", "")
    start, end = instant(first), instant(second)
    if start is None and end is not None and (length := _length(first)) is not None:
        start = end - length
    elif end is None and start is not None and (length := _length(second)) is not None:
        end = start + length
    return (start, end) if start is not None and end is not None and start < end else None


def _length(text: str) -> timedelta | None:
    """A length in days, hours, minutes and seconds; None for one in years or months, or none at all."""
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (int(each or 0) for each in match.groups())
    return timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)


Instant = Annotated[datetime | None, BeforeValidator(instant)]


class Lenient(BaseModel):
    """Base of the shapes we read: unknown keys are ignored, names are camelCase outside."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


def text_of(value: object) -> str | None:
    """A text that says something, or None; half a surrogate pair, which no file could hold, is marked."""
    if not isinstance(value, str):
        return None
    whole = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.strip() or None


def number(value: object) -> float | None:
    """A number of a size that a figure of weather can have; None for anything else, True and False too."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) <= _LARGEST_NUMBER else None


def quantity(value: object, *keys: str) -> tuple[float | None, str]:
    """The first number among the keys of {unitCode, value}, and the unit without its prefix."""
    if not isinstance(value, Mapping):
        return None, ""
    found = (number(value.get(key)) for key in keys)
    unit = value.get("unitCode")
    return next((each for each in found if each is not None), None), str(unit).rpartition(":")[2]


def celsius(value: object, unit: object) -> float | None:
    """Temperature of a number in `unit`, or of {unitCode, value or maxValue}; None in an unknown unit."""
    figure = number(value)
    if figure is None:
        figure, unit = quantity(value, "value", "maxValue")
    if figure is None:
        return None
    if unit in ("C", "degC"):
        return figure
    if unit in ("F", "degF"):
        return c_from_f(figure)
    return figure - 273.15 if unit == "K" else None


def kmh(value: object) -> float | None:
    """Speed of "5 to 10 mph" (its top) or of {unitCode, value or maxValue}; None when it is neither."""
    if isinstance(value, str):
        match = _WIND.fullmatch(value.strip())
        if match is None:
            return None
        low, high, unit = match.groups()
        return max(float(low), float(low if high is None else high)) * KMH_BY_UNIT[unit]
    figure, unit = quantity(value, "maxValue", "value")
    factor = KMH_BY_UNIT.get(unit)
    return None if figure is None or factor is None else figure * factor


def percent(value: object) -> float | None:
    """Share of {unitCode, value} where its unit is per cent, or None."""
    figure, unit = quantity(value, "value")
    return figure if unit == "percent" else None


def cell_place(geometry: Any, elevation: object) -> WeatherPlace | None:
    """The middle of a cell's outline, with the height its figures are for."""
    height_m, unit = quantity(elevation, "value")
    try:
        ring = {(float(lon), float(lat)) for lon, lat in geometry["coordinates"][0]}
        lat, lon = (sum(each[axis] for each in ring) / len(ring) for axis in (1, 0))
        return WeatherPlace(
            lat=round(lat, 4), lon=round(lon, 4), elevation_m=height_m if unit == "m" else None
        )
    except (ArithmeticError, LookupError, TypeError, ValueError):
        return None


def hour_of(starts_at: datetime, figures: Mapping[str, float | str | None]) -> Hour:
    """An hour of these figures, without those that no weather can have."""
    try:
        return Hour.model_validate({"starts_at": starts_at, **figures})
    except ValidationError as exc:
        wrong = {fault["loc"][0] for fault in exc.errors()}
        return Hour.model_validate(
            {"starts_at": starts_at, **{key: each for key, each in figures.items() if key not in wrong}}
        )
