"""What Open-Meteo's address and answer for a forecast look like. Pure: no network, no clock.

Answers are read leniently into our own records in SI units; each variable in the unit that the answer
names for it. Behaviour of the service: https://open-meteo.com/en/docs
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from tripplanner.errors import WeatherUnavailableError
from tripplanner.units import c_from_f, kmh_from_mph
from tripplanner.weather._block import Block, Convert, hourly, scaled
from tripplanner.weather._reading import hour_of, number
from tripplanner.weather._services import OPEN_METEO
from tripplanner.weather.model import Credit, Hour, WeatherPlace

PROVIDER, PATH, HORIZON = OPEN_METEO.provider, OPEN_METEO.path, OPEN_METEO.horizon
# The licence of the data (CC BY 4.0) wants this credit, with its link, wherever they are shown.
CREDIT = Credit(
    id="open-meteo",
    title="Weather data by Open-Meteo.com (CC BY 4.0)",
    publisher="Open-Meteo",
    url="https://open-meteo.com/",
)

_HOUR = timedelta(hours=1)

_PERCENT: Mapping[str, Convert] = {"%": scaled(1)}
_CELSIUS: Mapping[str, Convert] = {"°C": scaled(1), "°F": c_from_f}
_KMH: Mapping[str, Convert] = {
    "km/h": scaled(1),
    "mp/h": scaled(kmh_from_mph(1)),  # how the service writes it
    "mph": scaled(kmh_from_mph(1)),
    "m/s": scaled(3.6),
    "kn": scaled(1.852),
}
_MM: Mapping[str, Convert] = {"mm": scaled(1), "cm": scaled(10), "inch": scaled(25.4)}
_CM: Mapping[str, Convert] = {"m": scaled(100), "ft": scaled(30.48)}
_KM: Mapping[str, Convert] = {"m": scaled(0.001), "ft": scaled(0.0003048)}

# Our name, theirs, its units.
_AT_THE_HOUR = (
    ("air_temp_c", "temperature_2m", _CELSIUS),
    ("wind_speed_kmh", "wind_speed_10m", _KMH),
    ("relative_humidity_percent", "relative_humidity_2m", _PERCENT),
    ("sky_cover_percent", "cloud_cover", _PERCENT),
    ("visibility_km", "visibility", _KM),
    ("snow_depth_cm", "snow_depth", _CM),
)
# What Open-Meteo gives for the hour *before* a stamp: an hour of ours has the figures of the next stamp.
_OVER_THE_HOUR_BEFORE = (
    ("wind_gust_kmh", "wind_gusts_10m", _KMH),
    ("precipitation_mm", "precipitation", _MM),
    ("precipitation_percent", "precipitation_probability", _PERCENT),
    ("snowfall_mm", "snowfall", _MM),
)
_ASKED = ",".join([*(theirs for _, theirs, _ in (*_AT_THE_HOUR, *_OVER_THE_HOUR_BEFORE)), "weather_code"])

# WMO code table 4677, as far as the service uses it.
_SKIES = {
    0: "Clear", 1: "Mostly clear", 2: "Partly cloudy", 3: "Overcast", 45: "Fog", 48: "Freezing fog",
    51: "Light drizzle", 53: "Drizzle", 55: "Heavy drizzle",
    56: "Light freezing drizzle", 57: "Freezing drizzle",
    61: "Light rain", 63: "Rain", 65: "Heavy rain", 66: "Light freezing rain", 67: "Freezing rain",
    71: "Light snow", 73: "Snow", 75: "Heavy snow", 77: "Snow grains",
    80: "Light rain showers", 81: "Rain showers", 82: "Violent rain showers",
    85: "Light snow showers", 86: "Heavy snow showers",
    95: "Thunderstorm", 96: "Thunderstorm with light hail", 99: "Thunderstorm with heavy hail",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OpenMeteoAnswer:
    """A forecast as read: hours in order of time, and the spot and height it says it is for."""

    hours: tuple[Hour, ...]
    place: WeatherPlace | None
    sent_from: datetime
    sent_until: datetime


def forecast_url(base: str, place: WeatherPlace) -> str:
    """
    Build the address of a place's forecast for 16 days.

    Times are asked for as seconds since 1970: local ones are wrong beyond a change of the clocks. The
    height is passed where it is known, since the model's own ground is hundreds of metres off in mountains.

    Examples
    --------
    >>> url = forecast_url("https://w", WeatherPlace(lat=43.66, lon=-110.66, elevation_m=2040))
    >>> url.partition("&hourly=")[0]
    'https://w/v1/forecast?latitude=43.66&longitude=-110.66&elevation=2040'
    >>> url[-94:]
    'forecast_days=16&timeformat=unixtime&timezone=GMT&wind_speed_unit=kmh&temperature_unit=celsius'
    """
    fixed = {
        "hourly": _ASKED,
        "forecast_days": HORIZON.days,
        "timeformat": "unixtime",
        "timezone": "GMT",
        "wind_speed_unit": "kmh",
        "temperature_unit": "celsius",
    }
    return f"{base}{PATH}?{urlencode(spot(place) | fixed, safe=',')}"


def spot(place: WeatherPlace) -> dict[str, object]:
    """The parameters that say where."""
    where: dict[str, object] = {"latitude": f"{place.lat:.6g}", "longitude": f"{place.lon:.6g}"}
    if place.elevation_m is not None:
        where["elevation"] = f"{place.elevation_m:.6g}"
    return where


def parse_forecast(payload: Mapping[str, Any]) -> OpenMeteoAnswer:
    """
    Read a forecast into hours in SI units.

    Temperature, wind, humidity, clouds, visibility and snow depth are those at the hour's start; gust,
    amounts and the chance of precipitation those over the hour, which the service stamps with its end.

    Raises
    ------
    WeatherUnavailableError
        When the answer has no shape we know or no usable hour.

    Examples
    --------
    >>> answer = parse_forecast({
    ...     "utc_offset_seconds": 0,
    ...     "hourly_units": {"temperature_2m": "°F", "snowfall": "cm"},
    ...     "hourly": {
    ...         "time": [1798131600, 1798135200], "temperature_2m": [14, None], "snowfall": [0, 1.4]
    ...     },
    ... })
    >>> [(hour.starts_at.isoformat(), hour.air_temp_c, hour.snowfall_mm) for hour in answer.hours]
    [('2026-12-24T17:00:00+00:00', -10.0, 14.0)]
    """
    block = hourly(payload)
    if block is None:
        raise WeatherUnavailableError("the answer has no hourly block")
    hours = _hours(block)
    if not hours:
        raise WeatherUnavailableError("the answer has no usable hour")
    return OpenMeteoAnswer(
        hours=hours,
        place=_place(payload),
        sent_from=hours[0].starts_at,
        sent_until=hours[-1].starts_at + _HOUR,
    )


def _hours(block: Block) -> tuple[Hour, ...]:
    """The hours with a temperature; figures that no weather can have are left out."""
    at_the_hour = {ours: block.figures(theirs, units) for ours, theirs, units in _AT_THE_HOUR}
    before = {ours: block.figures(theirs, units) for ours, theirs, units in _OVER_THE_HOUR_BEFORE}
    codes = block.figures("weather_code", {"wmo code": scaled(1)})
    found = []
    for start in sorted(at_the_hour["air_temp_c"]):
        figures = {ours: by_time.get(start) for ours, by_time in at_the_hour.items()}
        figures |= {ours: by_time.get(start + _HOUR) for ours, by_time in before.items()}
        found.append(hour_of(start, {**figures, "text": _SKIES.get(int(codes.get(start, -1)))}))
    return tuple(hour for hour in found if hour.air_temp_c is not None)


def _place(payload: Mapping[str, Any]) -> WeatherPlace | None:
    lat, lon, elevation_m = (number(payload.get(key)) for key in ("latitude", "longitude", "elevation"))
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:
        return None
    return WeatherPlace(lat=round(lat, 4), lon=round(lon, 4), elevation_m=elevation_m)
