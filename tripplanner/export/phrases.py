"""Words that several pages and cards share, so that the same thing reads the same on all of them."""

from tripplanner.units import Units, temperature_range_text
from tripplanner.weather.model import WeatherKind

WEATHER_WORDS: dict[WeatherKind, str] = {
    "forecast": "forecast",
    "stale": "old forecast",
    "normals": "climate",
}
WEATHER_NAMES: dict[WeatherKind, str] = {**WEATHER_WORDS, "normals": "climate, not a forecast"}
FACE_WORDS = {
    "front-lit": "front-lit",
    "side-lit": "side-lit, or from above",
    "back-lit": "back-lit",
    "shade": "no direct sun",
    "dark": "dark",
}
_COMPASS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")


def capital(words: str) -> str:
    """The words with their first letter large, the others as they are."""
    return words[:1].upper() + words[1:]


def points_text(points: int) -> str:
    """
    A number of points.

    Examples
    --------
    >>> points_text(1), points_text(12)
    ('1 point', '12 points')
    """
    return f"{points} point{'' if points == 1 else 's'}"


def direction_text(azimuth_deg: float) -> str:
    """
    A direction, words first: the eye needs no degrees, a compass does.

    Examples
    --------
    >>> direction_text(280.2)
    'west, about 280 degrees'
    """
    return f"{_COMPASS[round(azimuth_deg / 45) % 8]}, about {round(azimuth_deg) % 360} degrees"


def temps_text(lowest_c: float | None, highest_c: float | None, units: Units) -> str:
    """
    The span of temperatures at the stops of a plan.

    Examples
    --------
    >>> temps_text(-12.0, -3.0, "metric"), temps_text(None, None, "us")
    ('-12 to -3 C', 'not known')
    """
    if lowest_c is None or highest_c is None:
        return "not known"
    return temperature_range_text(lowest_c, highest_c, units)
