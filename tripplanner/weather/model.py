"""Weather as our own records, whoever sent it: hours in SI units, alerts, and where they came from."""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from tripplanner.models import Position, Record
from tripplanner.models.base import AwareTime
from tripplanner.shown import Shown, Tabled
from tripplanner.weather.hour import Alert, Credit, Hour, Observation, ParkNotice, WeatherPlace

__all__ = [
    "TOO_FAR_AHEAD",
    "WORST_FIRST",
    "Alert",
    "Credit",
    "Forecast",
    "Hour",
    "Observation",
    "ParkNotice",
    "PassedOver",
    "Provenance",
    "Spell",
    "WeatherKind",
    "WeatherPlace",
    "is_told",
    "one_each",
    "worst_kind",
]
WeatherKind = Literal["forecast", "stale", "normals"]
# How reasons begin that say that a time lies beyond what a provider forecasts.
TOO_FAR_AHEAD = ("not asked: its forecast reaches", "beyond its horizon")
WORST_FIRST: tuple[WeatherKind, ...] = ("normals", "stale", "forecast")


class PassedOver(Record):
    """
    A provider that was not used.

    Attributes
    ----------
    provider
        Its name.
    why
        The reason; several are set apart by semicolons.
    """

    provider: str
    why: str

    @property
    def is_too_far_ahead(self) -> bool:
        """Whether the time asked for lies beyond what the provider forecasts."""
        return any(each.startswith(TOO_FAR_AHEAD) for each in self.why.split("; "))


class Provenance(Record):
    """
    Who said it, when, for which spot, and who was passed over.

    Attributes
    ----------
    kind
        `forecast`, `stale` (real, too old) or `normals` (climate).
    provider
        Who said it.
    place
        The spot and height that the figures are for.
    issued_at, fetched_at
        When it was issued, and when we had it; None: climate.
    passed_over
        Who was asked before and could not be used, and why.
    """

    kind: WeatherKind
    provider: str
    place: WeatherPlace
    issued_at: AwareTime | None = None
    fetched_at: AwareTime | None = None
    passed_over: tuple[PassedOver, ...] = ()


class Spell(Record):
    """
    Consecutive hours from one provider.

    Attributes
    ----------
    provenance
        Who said them.
    hours
        At least one, in order of time.
    """

    provenance: Provenance
    hours: tuple[Hour, ...] = Field(min_length=1)


class Forecast(Shown, Tabled, Record):
    """
    Weather for one place: spells in order of time, and the alerts in force or announced.

    A notebook shows it as a card, `to_dataframe()` as a table of pandas.

    Attributes
    ----------
    spells
        Its hours by who said them, at least one.
    alerts
        In force or announced.
    alerts_passed_over
        Why alerts could not be learnt; None: they are known.
    observation
        What a station near by measured last.
    notices
        What the park tells its visitors.
    also_passed_over
        Services asked for more (air quality, notices, observation) that had nothing to give.
    credits
        Whose data must be credited.
    place
        What it was asked for.
    elsewhere
        Forecasts for other grid cells.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timedelta, timezone
    >>> now = datetime(2026, 12, 25, 14, tzinfo=timezone.utc)
    >>> then = now + timedelta(hours=2)
    >>> forecast = tripplanner.get_forecast("oxbow-bend", now, then, offline=True, now=now)
    >>> forecast.kind, [hour.air_temp_c for hour in forecast.hours]
    ('normals', [-16.99, -16.48])
    >>> forecast.spells[0].provenance.provider, forecast.hours[0].wind_speed_kmh is None
    ('climate', True)
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
        """
        The one of the forecasts for several cells that was asked for the place nearest to a spot.

        Parameters
        ----------
        spot
            The spot; None: not known.

        Returns
        -------
        Forecast
            This one or one of `elsewhere`; for no spot, this one.
        """
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
