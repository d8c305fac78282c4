"""What Open-Meteo's address and answer for air quality look like. Pure: no network, no clock.

The figures come from a global model of the air (CAMS) on a coarse grid: a plume of smoke is smoothed, so
a low figure is no promise of clear air. Behaviour of the service: https://open-meteo.com/en/docs/air-quality-api
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._block import Block, Convert, current, hourly, scaled
from tripplanner.weather._services import AIR_QUALITY
from tripplanner.weather.model import Credit, Hour, WeatherPlace

PROVIDER, PATH, HORIZON = AIR_QUALITY.provider, AIR_QUALITY.path, AIR_QUALITY.horizon
CREDIT = Credit(
    id="open-meteo-air-quality",
    title="Air quality by Open-Meteo.com and the Copernicus Atmosphere Monitoring Service (CC BY 4.0)",
    publisher="Open-Meteo",
    url="https://open-meteo.com/",
)

_LARGEST_AQI, _LARGEST_UGM3 = 2000, 100_000  # what an hour of ours can hold
_AQI: Mapping[str, Convert] = {"USAQI": scaled(1)}
# The Greek letter, and the micro sign that looks like it.
_UGM3: Mapping[str, Convert] = {"\u03bcg/m\u00b3": scaled(1), "\u00b5g/m\u00b3": scaled(1)}


@dataclass(frozen=True, slots=True)
class Air:
    """The air of one hour: index of the U.S. EPA, and fine particles [µg/m³]; None where not said."""

    us_aqi: float | None
    pm2_5_ugm3: float | None


def air_quality_url(base: str, place: WeatherPlace) -> str:
    """
    Build the address of a place's air quality for 7 days.

    Examples
    --------
    >>> air_quality_url("https://w", WeatherPlace(lat=43.66, lon=-110.66))[:60]
    'https://w/v1/air-quality?latitude=43.66&longitude=-110.66&ho'
    """
    asked = {
        "latitude": f"{place.lat:.6g}",
        "longitude": f"{place.lon:.6g}",
        "hourly": "us_aqi,pm2_5",
        "forecast_days": HORIZON.days,
        "timeformat": "unixtime",
        "timezone": "GMT",
    }
    return f"{base}{PATH}?{urlencode(asked, safe=',')}"


def parse_air_quality(payload: Mapping[str, Any]) -> dict[datetime, Air]:
    """
    Read the air of each hour, by its start; the figures for now too, where the answer has them.

    Raises
    ------
    WeatherUnavailableError
        When the answer has no figure we can use.

    Examples
    --------
    >>> parse_air_quality({
    ...     "utc_offset_seconds": 0,
    ...     "current_units": {"us_aqi": "USAQI", "pm2_5": "μg/m³"},
    ...     "current": {"time": "2026-10-08T04:00", "us_aqi": 47, "pm2_5": 9.9},
    ... })
    {datetime.datetime(2026, 10, 8, 4, 0, tzinfo=datetime.timezone.utc): Air(us_aqi=47.0, pm2_5_ugm3=9.9)}
    """
    found: dict[datetime, Air] = {}
    for block in (current(payload), hourly(payload)):
        if block is not None:
            found |= _airs(block)
    if not found:
        raise WeatherUnavailableError("the answer has no usable hour")
    return found


def with_air(hours: Iterable[Hour], air: Mapping[datetime, Air]) -> tuple[Hour, ...]:
    """The same hours with the air of those that are known."""
    return tuple(_with(hour, air.get(hour.starts_at)) for hour in hours)


def _with(hour: Hour, air: Air | None) -> Hour:
    if air is None:
        return hour
    return hour.model_copy(update={"us_aqi": air.us_aqi, "pm2_5_ugm3": air.pm2_5_ugm3})


def _airs(block: Block) -> dict[datetime, Air]:
    aqi = _within(block.figures("us_aqi", _AQI), _LARGEST_AQI)
    pm2_5 = _within(block.figures("pm2_5", _UGM3), _LARGEST_UGM3)
    return {start: Air(aqi.get(start), pm2_5.get(start)) for start in sorted(aqi.keys() | pm2_5.keys())}


def _within(figures: Mapping[datetime, float], largest: float) -> dict[datetime, float]:
    """By the hour they lie in, without those no air can have."""
    return {
        stamp.replace(minute=0, second=0, microsecond=0): figure
        for stamp, figure in figures.items()
        if 0 <= figure <= largest
    }
