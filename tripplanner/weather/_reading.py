"""Lenient readers of what weather services send: a figure, a time, a text, or None. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

from tripplanner.units import c_from_f, kmh_from_mph

_KMH_PER_KNOT = 1.852  # exact
_LARGEST_NUMBER = 1e9  # far above any figure of weather, far below what overflows a float
_WIND = re.compile(r"(\d+(?:\.\d+)?)(?: *(?:to|-) *(\d+(?:\.\d+)?))? *(mph|km/h|kt|m/s)", re.ASCII)
_KMH_BY_UNIT = {
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


Instant = Annotated[datetime | None, BeforeValidator(instant)]


class Lenient(BaseModel):
    """Base of the shapes we read: unknown keys are ignored, names are camelCase outside."""

    model_config = ConfigDict(extra="ignore", frozen=True, alias_generator=to_camel)


def text_of(value: object) -> str | None:
    """A text that says something, or None."""
    return (value.strip() or None) if isinstance(value, str) else None


def number(value: object) -> float | None:
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
    figure = number(value)
    if figure is None:
        figure, unit = quantity(value, "value", "maxValue")
    if figure is None:
        return None
    fahrenheit = c_from_f(figure)
    known = {"C": figure, "degC": figure, "F": fahrenheit, "degF": fahrenheit, "K": figure - 273.15}
    return known.get(str(unit))


def kmh(value: object) -> float | None:
    """Speed of "5 to 10 mph" (its top) or of {unitCode, value or maxValue}; None when it is neither."""
    if isinstance(value, str):
        match = _WIND.fullmatch(value.strip())
        if match is None:
            return None
        low, high, unit = match.groups()
        return max(float(low), float(low if high is None else high)) * _KMH_BY_UNIT[unit]
    figure, unit = quantity(value, "maxValue", "value")
    factor = _KMH_BY_UNIT.get(unit)
    return None if figure is None or factor is None else figure * factor


def percent(value: object) -> float | None:
    figure, unit = quantity(value, "value")
    return figure if unit == "percent" else None
