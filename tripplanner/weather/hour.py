"""What somebody says of one hour, warns of, tells visitors or has measured, and for which spot."""

from datetime import date, datetime
from math import asin, cos, hypot, radians, sin, sqrt

from pydantic import Field

from tripplanner.models import Latitude, Longitude, Record
from tripplanner.models.base import AwareTime

_EARTH_RADIUS_KM = 6371.0


class WeatherPlace(Record):
    """
    The spot and height that figures are for.

    Attributes
    ----------
    lat
        Latitude, north. [°, -90 to 90]
    lon
        Longitude, east. [°, -180 to 180]
    elevation_m
        Height above sea level. [m] None: not known.
    """

    lat: Latitude
    lon: Longitude
    elevation_m: float | None = None

    def distance_km(self, lat: float, lon: float) -> float:
        """
        Great-circle distance to a position.

        Parameters
        ----------
        lat, lon
            The position. [°]

        Returns
        -------
        float
            The distance on a sphere of 6,371 km [1]_. [km]

        References
        ----------
        .. [1] R. W. Sinnott, "Virtues of the Haversine", Sky and Telescope 68 (1984), p. 159.

        Examples
        --------
        >>> round(WeatherPlace(lat=0, lon=0).distance_km(0, 1), 1)
        111.2
        """
        north, east = sin(radians(lat - self.lat) / 2), sin(radians(lon - self.lon) / 2)
        share = hypot(north, east * sqrt(cos(radians(lat)) * cos(radians(self.lat))))
        return 2 * _EARTH_RADIUS_KM * asin(min(1.0, share))


class Hour(Record):
    """
    One hour of weather; what the provider did not say is None, never 0.

    Temperature and wind are for the hour, amounts and the chance of precipitation over it.

    Attributes
    ----------
    starts_at
        When it begins.
    air_temp_c
        Air temperature near the ground. [°C, -80 to 60]
    air_temp_spread_c
        Of hours from climate: how far single days usually lie from the mean, one standard deviation. [°C, 0
        to 30]
    wind_speed_kmh, wind_gust_kmh
        Sustained wind, 10 m above the ground, and its gusts. [km/h, 0 to 500]
    precipitation_mm
        Rain, and snow as water. [mm, 0 to 2000]
    precipitation_percent
        The chance of any. [%, 0 to 100]
    snowfall_mm
        Fresh snow, by its depth. [mm, 0 to 5000]
    sky_cover_percent
        The part of the sky under clouds. [%, 0 to 100]
    relative_humidity_percent
        Relative humidity. [%, 0 to 100]
    visibility_km
        How far one can see. [km, 0 to 500]
    thunder_percent
        The chance of thunder. [%, 0 to 100]
    snow_level_m
        The height above which it snows, above the sea. [m, -500 to 12,000]
    cloud_base_m
        The height of the lowest clouds, above the sea. [m, -500 to 30,000]
    snow_depth_cm
        The snow that lies. [cm, 0 to 3000]
    us_aqi
        The Air Quality Index of the U.S. EPA for the hour [1]_. [0 to 2000, no unit]
    pm2_5_ugm3
        Fine dust of up to 2.5 µm. [µg/m³, 0 to 100,000]
    text
        The provider's words.

    References
    ----------
    .. [1] U.S. Environmental Protection Agency, breakpoints of the Air Quality Index since 6 May 2024 (40
       CFR 58, appendix G).
    """

    starts_at: AwareTime
    air_temp_c: float | None = Field(default=None, ge=-80, le=60)
    air_temp_spread_c: float | None = Field(default=None, ge=0, le=30)
    wind_speed_kmh: float | None = Field(default=None, ge=0, le=500)
    wind_gust_kmh: float | None = Field(default=None, ge=0, le=500)
    precipitation_mm: float | None = Field(default=None, ge=0, le=2000)
    precipitation_percent: float | None = Field(default=None, ge=0, le=100)
    snowfall_mm: float | None = Field(default=None, ge=0, le=5000)
    sky_cover_percent: float | None = Field(default=None, ge=0, le=100)
    relative_humidity_percent: float | None = Field(default=None, ge=0, le=100)
    visibility_km: float | None = Field(default=None, ge=0, le=500)
    thunder_percent: float | None = Field(default=None, ge=0, le=100)
    snow_level_m: float | None = Field(default=None, ge=-500, le=12_000)
    cloud_base_m: float | None = Field(default=None, ge=-500, le=30_000)
    snow_depth_cm: float | None = Field(default=None, ge=0, le=3000)
    us_aqi: float | None = Field(default=None, ge=0, le=2000)
    pm2_5_ugm3: float | None = Field(default=None, ge=0, le=100_000)
    text: str | None = None


class Alert(Record):
    """
    An official alert.

    Attributes
    ----------
    id
        The service's name for it.
    event
        What is warned of, as `Winter Storm Warning`.
    headline, text
        The service's words.
    severity
        Its own word, as `Severe`.
    onset, ends
        From when until when it holds; None: no end was given.
    zones
        The service's codes of the zones it holds for.
    url
        Where it stands.
    """

    id: str
    event: str
    headline: str | None = None
    text: str | None = None
    severity: str | None = None
    onset: AwareTime
    ends: AwareTime | None = None
    zones: tuple[str, ...] = ()
    url: str | None = None

    def holds_between(self, start: datetime, end: datetime) -> bool:
        """
        Whether any part of a time is under this alert.

        Parameters
        ----------
        start, end
            The time, aware; its end is not part of it.

        Returns
        -------
        bool
            True if it is.
        """
        return self.onset < end and (self.ends is None or self.ends > start)


class ParkNotice(Record):
    """
    What a park tells its visitors.

    Attributes
    ----------
    id
        The service's name for it.
    title, text
        Its words.
    category
        The park's own word, which decides nothing: read the text.
    url
        Where it stands.
    listed_on
        Since when.
    """

    id: str
    title: str
    text: str | None = None
    category: str | None = None
    url: str | None = None
    listed_on: date | None = None


class Credit(Record):
    """
    Whom a licence wants named, with a link, wherever the data are shown.

    Attributes
    ----------
    id
        How plans name it.
    title, publisher, url
        What to name, whose it is, and the link.
    """

    id: str
    title: str
    publisher: str
    url: str


class Observation(Record):
    """
    What a station near by measured: for showing beside a forecast, never in place of one.

    A figure that the service's own checks rejected or doubt is None.

    Attributes
    ----------
    station, station_name
        The service's code for it, and its name.
    distance_km
        From the place asked for. [km, 0 or more]
    observed_at
        When it was measured.
    air_temp_c
        Air temperature. [°C, -80 to 60]
    wind_speed_kmh, wind_gust_kmh
        Sustained wind, and its gusts. [km/h, 0 to 500]
    relative_humidity_percent
        Relative humidity. [%, 0 to 100]
    visibility_km
        How far one could see. [km, 0 to 500]
    text
        The service's words.
    """

    station: str
    station_name: str | None = None
    distance_km: float = Field(ge=0)
    observed_at: AwareTime
    air_temp_c: float | None = Field(default=None, ge=-80, le=60)
    wind_speed_kmh: float | None = Field(default=None, ge=0, le=500)
    wind_gust_kmh: float | None = Field(default=None, ge=0, le=500)
    relative_humidity_percent: float | None = Field(default=None, ge=0, le=100)
    visibility_km: float | None = Field(default=None, ge=0, le=500)
    text: str | None = None

    def age_minutes(self, now: datetime) -> int:
        """
        How old the measurement is.

        Parameters
        ----------
        now
            The moment, aware.

        Returns
        -------
        int
            Whole minutes from the measurement to it. [min]
        """
        return int((now - self.observed_at).total_seconds() // 60)
