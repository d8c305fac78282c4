"""What a visit is worth: seven named terms, each a small pure function with its table.

A site's own worth (0 to 10 a term, from its facts) is turned into points by the light, the weather
and the weights that the visitor gives the terms. All figures are judgements; they only rank. Crowds
do not count: no source was found that tells how many people come by hour.
"""

from collections.abc import Mapping

from tripplanner.hazards import (
    FrostbiteBand,
    smoke_of,
    snow_rate,
    thunder_word,
    wind_level,
)
from tripplanner.light import LightQuality
from tripplanner.models import Worth
from tripplanner.request import TERMS
from tripplanner.weather.model import Hour

# The light decides only where pictures or animals are what one comes for: otherwise a plan would
# drive to and fro for a point.
LIGHT_MATTERS_FROM = 8
_PHOTOGRAPHY: dict[LightQuality, float] = {
    "first-light": 4.0,
    "golden": 1.6,
    "front-lit": 1.6,
    "day": 1.0,
    "twilight": 0.6,
    "dark": 0.0,
}
_WILDLIFE: dict[LightQuality, float] = {
    "first-light": 1.4,
    "golden": 1.4,
    "front-lit": 1.0,
    "day": 1.0,
    "twilight": 1.4,
    "dark": 0.0,
}

_SMOKE = {
    "unhealthy for sensitive groups": -2.0,
    "unhealthy": -5.0,
    "very unhealthy": -8.0,
    "hazardous": -8.0,
}


def photography_points(worth: Worth, light: LightQuality) -> float:
    """
    Points for pictures: the site's worth times 4 at first light, 1.6 front-lit or in golden light, 1 by
    day, 0.6 in twilight, 0 in the dark. Below a worth of 8 the light does not matter, but for the dark.

    Examples
    --------
    >>> from tripplanner.models import Worth
    >>> photography_points(Worth(photography=10, sources=("worth-estimate",)), "first-light")
    40.0
    """
    return worth.photography * _factor(_PHOTOGRAPHY, worth.photography, light)


def wildlife_points(worth: Worth, light: LightQuality) -> float:
    """Points for animals: the site's worth, times 1.4 in low light and twilight where it is 8 or more."""
    return worth.wildlife * _factor(_WILDLIFE, worth.wildlife, light)


def _factor(table: Mapping[LightQuality, float], worth: int, light: LightQuality) -> float:
    return table[light] if worth >= LIGHT_MATTERS_FROM or light == "dark" else 1.0


def comfort_points(felt_temp_c: float | None, precipitation_percent: float | None) -> float:
    """
    Points for how it feels: 0 from -15 to 30 °C felt, -2 down to -25, -5 below, -2 above 30; 2 less
    where precipitation is likely (60 % and more). Unknown counts 0.

    Examples
    --------
    >>> comfort_points(10, 0), comfort_points(-20, None), comfort_points(None, 80)
    (0.0, -2.0, -2.0)
    """
    wet = -2.0 if precipitation_percent is not None and precipitation_percent >= 60 else 0.0
    return _felt_points(felt_temp_c) + wet


def _felt_points(felt_temp_c: float | None) -> float:
    if felt_temp_c is None or -15 <= felt_temp_c <= 30:
        return 0.0
    return -2.0 if felt_temp_c >= -25 else -5.0


def safety_points(frostbite: FrostbiteBand | None, *, under_alert: bool) -> float:
    """
    Points for danger: -3 where bare skin can freeze within 30 minutes, -8 within 10, -12 within 5;
    5 less while an official alert holds.

    Examples
    --------
    >>> safety_points("10-30 min", under_alert=True)
    -8.0
    """
    by_frost = {"10-30 min": -3.0, "5-10 min": -8.0, "2-5 min": -12.0, "under 2 min": -12.0}
    frost = 0.0 if frostbite is None else by_frost.get(frostbite, 0.0)
    return frost - (5.0 if under_alert else 0.0)


def storm_points(hour: Hour) -> float:
    """
    Points for thunder, smoke, snow and wind in an hour: the worst of them, 0 where none is known.

    -3 for a chance of thunder, -8 where it is likely; -2 for smoke that is unhealthy for some, -5 for
    all, -8 beyond; -5 for heavy snow; -3 for wind as in an advisory, -8 as in a warning.

    Examples
    --------
    >>> from datetime import UTC, datetime
    >>> storm_points(Hour(starts_at=datetime(2026, 8, 1, 15, tzinfo=UTC), thunder_percent=60, us_aqi=120))
    -8.0
    """
    thunder = None if hour.thunder_percent is None else thunder_word(hour.thunder_percent)
    return min(
        {"chance": -3.0, "likely": -8.0, "expected": -8.0}.get(thunder or "", 0.0),
        _SMOKE.get(smoke_of(hour) or "", 0.0),
        -5.0 if snow_rate(hour.snowfall_mm, hour.visibility_km) == "heavy" else 0.0,
        {"windy": -3.0, "high": -8.0}.get(wind_level(hour.wind_speed_kmh, hour.wind_gust_kmh) or "", 0.0),
    )


def weighted(terms: Mapping[str, float], interests: Mapping[str, float]) -> dict[str, int]:
    """
    Whole points a term, after the visitor's weights (1 where none is given), in the terms' fixed order.

    Examples
    --------
    >>> weighted({"film": 8, "comfort": -3}, {"film": 2})
    {'film': 16, 'comfort': -3}
    """
    return {
        term: round(terms[term] * interests.get(term, 1.0)) for term in TERMS if terms.get(term, 0.0) != 0.0
    }


def visit_terms(
    worth: Worth,
    light: LightQuality,
    *,
    felt_temp_c: float | None,
    precipitation_percent: float | None,
    frostbite: FrostbiteBand | None,
    under_alert: bool,
) -> dict[str, float]:
    """
    Points of one visit by term, before the visitor's weights.

    Film and history: the site's worth; ease: half of it; the others by their functions.
    """
    return {
        "film": float(worth.film),
        "history": float(worth.history),
        "photography": photography_points(worth, light),
        "wildlife": wildlife_points(worth, light),
        "ease": worth.ease / 2,
        "comfort": comfort_points(felt_temp_c, precipitation_percent),
        "safety": safety_points(frostbite, under_alert=under_alert),
    }
