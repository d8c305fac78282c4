"""Put hours from several providers together, best first, and fill the rest from climate. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from tripplanner.models import Climate
from tripplanner.weather.model import WORST_FIRST, Hour, PassedOver, Provenance, Spell, WeatherPlace
from tripplanner.weather.normals import local_hours, normals_hours

CLIMATE_PROVIDER = "climate"
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Offer:
    """Hours that a provider has, by their start, and where they come from."""

    provenance: Provenance
    hours: Mapping[datetime, Hour]
    sent_from: datetime
    sent_until: datetime

    def lacks(self, first: datetime, last: datetime) -> PassedOver:
        """Why it was not used for the hours from `first` to `last`."""
        why = "sent no usable figures for these hours"
        if first >= self.sent_until:
            why = f"beyond its horizon: its forecast ends {self.sent_until.isoformat()}"
        elif last < self.sent_from:
            why = f"its forecast begins {self.sent_from.isoformat()}"
        return PassedOver(provider=self.provenance.provider, why=why)


def hours_touching(start: datetime, end: datetime, tz: tzinfo) -> tuple[datetime, ...]:
    """
    Starts of the whole local hours that touch a time.

    Examples
    --------
    >>> from datetime import UTC
    >>> [each.hour for each in hours_touching(
    ...     datetime(2026, 8, 17, 6, 30, tzinfo=UTC), datetime(2026, 8, 17, 8, tzinfo=UTC), UTC
    ... )]
    [6, 7]
    """
    first, last = (each.astimezone(tz).date() for each in (start, end))
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    hours = (each for on in days for each in local_hours(on, tz))
    return tuple(each for each in hours if each + _HOUR > start and each < end)


def compose(
    starts: Sequence[datetime],
    offers: Sequence[Offer],
    passed_over: Sequence[PassedOver],
    *,
    climate: Climate | None,
    tz: tzinfo,
) -> tuple[Spell, ...]:
    """
    Take every hour from the best offer that has it, else from climate, else leave it out.

    Parameters
    ----------
    starts
        The hours wanted, in order of time.
    offers
        What the providers have, in order of preference among those of one kind.
    passed_over
        Providers that have nothing to offer, and why: said of the spells from climate.
    climate
        The table that fills the rest, or None.
    tz
        Time zone of the days that the table's daily curve belongs to.
    """
    best_first = sorted(offers, key=lambda each: -WORST_FIRST.index(each.provenance.kind))
    chosen = ((start, _first_with(start, best_first)) for start in starts)
    spells: list[Spell] = []
    for offer, group in groupby(chosen, key=lambda pair: pair[1]):
        times = [start for start, _ in group]
        if offer is not None:
            spells.append(_offered(offer, times))
        elif climate is not None:
            lacking = (each.lacks(times[0], times[-1]) for each in best_first)
            spells.append(_from_climate(climate, times, tz, (*passed_over, *lacking)))
    return tuple(spells)


def _first_with(start: datetime, offers: Sequence[Offer]) -> Offer | None:
    return next((each for each in offers if start in each.hours), None)


def _offered(offer: Offer, times: Sequence[datetime]) -> Spell:
    """The offer's hours, each written with the place's own offset."""
    hours = tuple(offer.hours[start].model_copy(update={"starts_at": start}) for start in times)
    return Spell(provenance=offer.provenance, hours=hours)


def _from_climate(
    climate: Climate, times: Sequence[datetime], tz: tzinfo, passed_over: tuple[PassedOver, ...]
) -> Spell:
    days = dict.fromkeys(each.astimezone(tz).date() for each in times)
    wanted = set(times)
    spot = climate.position
    return Spell(
        provenance=Provenance(
            kind="normals",
            provider=CLIMATE_PROVIDER,
            place=WeatherPlace(lat=spot.lat, lon=spot.lon, elevation_m=spot.elevation_m),
            passed_over=passed_over,
        ),
        hours=tuple(
            hour for on in days for hour in normals_hours(climate, on, tz) if hour.starts_at in wanted
        ),
    )
