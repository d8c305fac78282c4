"""What the nearest station of the National Weather Service measured last. Pure.

Figures carry the flags of MADIS [1]_: "X" failed the check of validity, "Q" one of the later ones, "B" was
marked bad by hand; these are left out. "Z" was not checked yet, which is usual for the newest report.

References
----------
.. [1] NOAA, MADIS QC Information, https://madis-data.cprk.ncep.noaa.gov/doc/qc_info.txt, read 2026-11-23.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from pydantic import ValidationError

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._reading import Instant, Lenient, celsius, kmh, number, percent, quantity, text_of
from tripplanner.weather.model import Observation, WeatherPlace
from tripplanner.weather.nws import GridCell

SHOWN_UP_TO = timedelta(hours=3)

_STATION = re.compile(r"[A-Za-z0-9]{3,12}", re.ASCII)
_REJECTED = {"X", "Q", "B"}
_KM_BY_UNIT = {"m": 0.001, "km": 1.0}


class _Properties(Lenient):
    timestamp: Instant = None
    text_description: Any = None
    temperature: Any = None
    wind_speed: Any = None
    wind_gust: Any = None
    relative_humidity: Any = None
    visibility: Any = None


class _Feature(Lenient):
    properties: _Properties


class _Collection(Lenient):
    features: list[Any]


@dataclass(frozen=True, slots=True)
class Station:
    """A weather station and where it stands."""

    id: str
    name: str | None
    lat: float
    lon: float

    def distance_km(self, place: WeatherPlace) -> float:
        """Distance to a place. [km]"""
        return place.distance_km(self.lat, self.lon)


def stations_url(base: str, cell: GridCell) -> str:
    """
    Build the address of the stations around a cell, on our own base.

    Examples
    --------
    >>> stations_url("https://api.weather.gov", GridCell("RIW", 46, 147))
    'https://api.weather.gov/gridpoints/RIW/46,147/stations'
    """
    return f"{base}/gridpoints/{cell.office}/{cell.x},{cell.y}/stations"


def observation_url(base: str, station: Station) -> str:
    """
    Build the address of a station's latest report.

    Examples
    --------
    >>> observation_url("https://api.weather.gov", Station("KJAC", None, 43.6, -110.7))
    'https://api.weather.gov/stations/KJAC/observations/latest'
    """
    return f"{base}/stations/{station.id}/observations/latest"


def parse_stations(payload: Mapping[str, Any]) -> tuple[Station, ...]:
    """
    Read the stations of one answer, those with a name an address may be built from and a position.

    Raises
    ------
    WeatherUnavailableError
        When there is not one such station.
    """
    try:
        features = _Collection.model_validate(payload).features
    except ValidationError as exc:
        raise WeatherUnavailableError("the answer about stations is not a list of stations") from exc
    found = tuple(station for each in features if (station := _station(each)) is not None)
    if not found:
        raise WeatherUnavailableError("the answer about stations names no station")
    return found


def nearest(stations: tuple[Station, ...], place: WeatherPlace) -> Station:
    """The station nearest to a place; of two as near, the first."""
    return min(stations, key=lambda each: each.distance_km(place))


def parse_observation(payload: Mapping[str, Any], station: Station, place: WeatherPlace) -> Observation:
    """
    Read a station's report: its latest, or the first of a list of reports.

    Parameters
    ----------
    payload
        The answer as sent.
    station, place
        Who measured, and the place the distance is to.

    Raises
    ------
    WeatherUnavailableError
        When it does not say when it was made, or holds no temperature that can be trusted.

    Examples
    --------
    >>> report = {
    ...     "timestamp": "2026-11-23T17:53:00+00:00",
    ...     "temperature": {"unitCode": "wmoUnit:degC", "value": -13.3, "qualityControl": "V"},
    ... }
    >>> here = WeatherPlace(lat=43.66, lon=-110.66)
    >>> found = parse_observation({"properties": report}, Station("KJAC", None, 43.6073, -110.7377), here)
    >>> found.air_temp_c, round(found.distance_km, 1)
    (-13.3, 8.6)
    """
    sent = _report(payload)
    if sent.timestamp is None:
        raise WeatherUnavailableError(f"the report of {station.id} does not say when it was made")
    figures = {
        "air_temp_c": celsius(_trusted(sent.temperature), None),
        "wind_speed_kmh": kmh(_trusted(sent.wind_speed)),
        "wind_gust_kmh": kmh(_trusted(sent.wind_gust)),
        "relative_humidity_percent": percent(_trusted(sent.relative_humidity)),
        "visibility_km": _km(_trusted(sent.visibility)),
    }
    if figures["air_temp_c"] is None:
        raise WeatherUnavailableError(f"the report of {station.id} holds no temperature that can be trusted")
    try:
        return Observation(
            station=station.id,
            station_name=station.name,
            distance_km=station.distance_km(place),
            observed_at=sent.timestamp,
            text=text_of(sent.text_description),
            **figures,
        )
    except ValidationError as exc:
        raise WeatherUnavailableError(
            f"the report of {station.id} holds figures no weather can have"
        ) from exc


def _report(payload: Mapping[str, Any]) -> _Properties:
    features = payload.get("features")
    feature = features[0] if isinstance(features, list) and features else payload
    try:
        return _Feature.model_validate(feature).properties
    except ValidationError as exc:
        raise WeatherUnavailableError("the report of the station has no properties") from exc


def _station(feature: object) -> Station | None:
    try:
        properties, (lon, lat) = feature["properties"], feature["geometry"]["coordinates"][:2]  # type: ignore[index]
        name = properties["stationIdentifier"]
        spot = WeatherPlace(lat=number(lat), lon=number(lon))
    except (LookupError, TypeError, ValueError):
        return None
    if not isinstance(name, str) or not _STATION.fullmatch(name):
        return None
    return Station(name, text_of(properties.get("name")), spot.lat, spot.lon)


def _trusted(value: object) -> object:
    """A quantity, or None when the checks of its service speak against it."""
    flag = value.get("qualityControl") if isinstance(value, Mapping) else None
    return None if isinstance(flag, str) and flag.rpartition(":")[2] in _REJECTED else value


def _km(value: object) -> float | None:
    figure, unit = quantity(value, "value")
    factor = _KM_BY_UNIT.get(unit)
    return None if figure is None or factor is None else figure * factor
