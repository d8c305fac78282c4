"""Weather as our own records, whoever sent it: hours in SI units, alerts, and where they came from."""

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tripplanner.models import Latitude, Longitude, Record

WeatherKind = Literal["forecast", "stale", "normals"]
WORST_FIRST: tuple[WeatherKind, ...] = ("normals", "stale", "forecast")


class WeatherPlace(Record):
    """The spot and height that figures are for."""

    lat: Latitude
    lon: Longitude
    elevation_m: float | None = None


class Hour(Record):
    """
    One hour of weather; what the provider did not say is None, never 0.

    Temperature and wind are for the hour, amounts and the chance of precipitation over it. Heights
    are above the sea, `us_aqi` is the index of the U.S. EPA for the hour.
    """

    starts_at: AwareDatetime
    air_temp_c: float | None = Field(default=None, ge=-80, le=60)
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


class PassedOver(Record):
    """A provider that was not used, and why."""

    provider: str
    why: str


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


class Forecast(Record):
    """Weather for one place: spells in order of time, and the alerts in force or announced."""

    spells: tuple[Spell, ...] = Field(min_length=1)
    alerts: tuple[Alert, ...] = ()
    alerts_passed_over: PassedOver | None = None

    @property
    def hours(self) -> tuple[Hour, ...]:
        """All hours in order of time."""
        return tuple(hour for spell in self.spells for hour in spell.hours)

    @property
    def kind(self) -> WeatherKind:
        """The worst kind among the spells."""
        return worst_kind(spell.provenance.kind for spell in self.spells)


def worst_kind(kinds: Iterable[WeatherKind]) -> WeatherKind:
    """The least trustworthy of the kinds given (at least one)."""
    return min(kinds, key=WORST_FIRST.index)
