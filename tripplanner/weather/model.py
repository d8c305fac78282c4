"""Weather as our own records, whoever sent it: hours in SI units, alerts, and where they came from."""

from collections.abc import Iterable
from datetime import date, datetime
from math import asin, cos, hypot, radians, sin, sqrt
from typing import Literal

from pydantic import AwareDatetime, Field

from tripplanner.models import Latitude, Longitude, Position, Record
from tripplanner.shown import Shown, Tabled

_EARTH_RADIUS_KM = 6371.0
WeatherKind = Literal["forecast", "stale", "normals"]
# How reasons begin that say that a time lies beyond what a provider forecasts.
TOO_FAR_AHEAD = ("not asked: its forecast reaches", "beyond its horizon")
WORST_FIRST: tuple[WeatherKind, ...] = ("normals", "stale", "forecast")


class WeatherPlace(Record):
    """The spot and height that figures are for."""

    lat: Latitude
    lon: Longitude
    elevation_m: float | None = None

    def distance_km(self, lat: float, lon: float) -> float:
        """Great-circle distance to a position, on a sphere of 6,371 km. [km]"""
        north, east = sin(radians(lat - self.lat) / 2), sin(radians(lon - self.lon) / 2)
        share = hypot(north, east * sqrt(cos(radians(lat)) * cos(radians(self.lat))))
        return 2 * _EARTH_RADIUS_KM * asin(min(1.0, share))


class Hour(Record):
    """
    One hour of weather; what the provider did not say is None, never 0.

    Temperature and wind are for the hour, amounts and the chance of precipitation over it. Heights
    are above the sea, `us_aqi` is the index of the U.S. EPA for the hour. `air_temp_spread_c` says, of hours
    from climate, how far single days usually lie from the mean (one standard deviation).
    """

    starts_at: AwareDatetime
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
    """An official alert; it holds from `onset` until `ends` (None: no end was given)."""

    id: str
    event: str
    headline: str | None = None
    text: str | None = None
    severity: str | None = None
    onset: AwareDatetime
    ends: AwareDatetime | None = None
    zones: tuple[str, ...] = ()
    url: str | None = None

    def holds_between(self, start: datetime, end: datetime) -> bool:
        """Whether any part of the time from `start` to `end` is under this alert."""
        return self.onset < end and (self.ends is None or self.ends > start)


class ParkNotice(Record):
    """What a park tells its visitors; `category` is its own word and decides nothing: read the text."""

    id: str
    title: str
    text: str | None = None
    category: str | None = None
    url: str | None = None
    listed_on: date | None = None


class Credit(Record):
    """Whom a licence wants named, with a link, wherever the data are shown."""

    id: str
    title: str
    publisher: str
    url: str


class Observation(Record):
    """
    What a station near by measured: for showing beside a forecast, never in place of one.

    A figure that the service's own checks rejected or doubt is None.
    """

    station: str
    station_name: str | None = None
    distance_km: float = Field(ge=0)
    observed_at: AwareDatetime
    air_temp_c: float | None = Field(default=None, ge=-80, le=60)
    wind_speed_kmh: float | None = Field(default=None, ge=0, le=500)
    wind_gust_kmh: float | None = Field(default=None, ge=0, le=500)
    relative_humidity_percent: float | None = Field(default=None, ge=0, le=100)
    visibility_km: float | None = Field(default=None, ge=0, le=500)
    text: str | None = None

    def age_minutes(self, now: datetime) -> int:
        """Whole minutes from the measurement to `now`."""
        return int((now - self.observed_at).total_seconds() // 60)


class PassedOver(Record):
    """A provider that was not used, and why."""

    provider: str
    why: str

    @property
    def is_too_far_ahead(self) -> bool:
        """Whether the time asked for lies beyond what the provider forecasts."""
        return any(each.startswith(TOO_FAR_AHEAD) for each in self.why.split("; "))


class Provenance(Record):
    """Who said it, when, for which spot, and who was passed over."""

    kind: WeatherKind
    provider: str
    place: WeatherPlace
    issued_at: AwareDatetime | None = None
    fetched_at: AwareDatetime | None = None
    passed_over: tuple[PassedOver, ...] = ()


class Spell(Record):
    """Consecutive hours from one provider."""

    provenance: Provenance
    hours: tuple[Hour, ...] = Field(min_length=1)


class Forecast(Shown, Tabled, Record):
    """
    Weather for one place: spells in order of time, and the alerts in force or announced.

    `notices` are the park's own. `also_passed_over` are services asked for more than the hours and the
    alerts (air quality, notices, observation) that had nothing to give. `credits` name whose data must
    be credited. `elsewhere` are forecasts for other grid cells; `place` is what this one was asked for.
    """

    spells: tuple[Spell, ...] = Field(min_length=1)
    alerts: tuple[Alert, ...] = ()
    alerts_passed_over: PassedOver | None = None
    observation: Observation | None = None
    notices: tuple[ParkNotice, ...] = ()
    also_passed_over: tuple[PassedOver, ...] = ()
    credits: tuple[Credit, ...] = ()
    place: WeatherPlace | None = None
    elsewhere: tuple["Forecast", ...] = ()

    def nearest(self, spot: Position | None) -> "Forecast":
        """The one of the forecasts for several cells that was asked for the place nearest to a spot."""
        if spot is None:
            return self
        every = (self, *self.elsewhere)
        placed = [(each.place.distance_km(spot.lat, spot.lon), each) for each in every if each.place]
        return min(placed, key=lambda pair: pair[0], default=(0.0, self))[1]

    @property
    def hours(self) -> tuple[Hour, ...]:
        """All hours in order of time."""
        return tuple(hour for spell in self.spells for hour in spell.hours)

    @property
    def kind(self) -> WeatherKind:
        """The worst kind among the spells."""
        return worst_kind(spell.provenance.kind for spell in self.spells)

    @property
    def alerts_doubt(self) -> str | None:
        """
        That alerts could not be learnt, and why, in words.

        None when they are known, when the time is past or too far ahead for any, and when all the hours are
        climate because nothing was to be asked: such weather says so itself.
        """
        missed = self.alerts_passed_over
        if missed is None or missed.why.startswith("not asked"):
            return None
        if missed.why == "offline was asked" and all(e.provenance.kind == "normals" for e in self.spells):
            return None
        return (
            f"whether alerts hold is not known: {missed.provider}: {missed.why}; "
            "look for them at weather.gov before you leave"
        )


def one_each(passed_over: Iterable[PassedOver]) -> tuple[PassedOver, ...]:
    """
    One entry for each provider, with all its reasons, each said once, alone or as the end of another.

    Examples
    --------
    >>> slow, busy = PassedOver(provider="A", why="slow"), PassedOver(provider="A", why="busy")
    >>> [each.why for each in one_each([slow, PassedOver(provider="B", why="off"), slow, busy])]
    ['slow; busy', 'off']
    >>> one_each([slow, PassedOver(provider="A", why="no observation: slow")])[0].why
    'slow'
    """
    reasons: dict[str, dict[str, None]] = {}
    for each in passed_over:
        reasons.setdefault(each.provider, {})[each.why] = None
    return tuple(
        PassedOver(provider=name, why="; ".join(each for each in whys if not is_told(each, whys)))
        for name, whys in reasons.items()
    )


def is_told(why: str, told: Iterable[str]) -> bool:
    """Whether another reason that was told is the end of this one, after a colon."""
    return any(why.endswith(f": {each}") for each in told)


def worst_kind(kinds: Iterable[WeatherKind]) -> WeatherKind:
    """The least trustworthy of the kinds given (at least one)."""
    return min(kinds, key=WORST_FIRST.index)
