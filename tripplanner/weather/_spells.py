"""Put hours from several providers together, best first, and fill the rest from climate. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import groupby

from tripplanner.models import Climate
from tripplanner.weather.model import (
    TOO_FAR_AHEAD,
    WORST_FIRST,
    Hour,
    PassedOver,
    Provenance,
    Spell,
    WeatherPlace,
    one_each,
)
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

    @property
    def rank(self) -> int:
        """How far its kind may be trusted; more is better."""
        return WORST_FIRST.index(self.provenance.kind)

    def lacks(self, first: datetime, last: datetime) -> PassedOver:
        """Why it was not used for the hours from `first` to `last`."""
        why = "sent no usable figures for these hours"
        if first >= self.sent_until:
            why = f"{TOO_FAR_AHEAD[1]}: its forecast ends {self.sent_until.isoformat()}"
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


def fresh_with(start: datetime, found: Offer | PassedOver) -> bool:
    """Whether a source has fresh figures for an hour."""
    return isinstance(found, Offer) and found.provenance.kind == "forecast" and start in found.hours


def compose(
    starts: Sequence[datetime],
    found: Sequence[Offer | PassedOver],
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
    found
        What each source has, or why it has nothing, in order of preference among those of one kind.
        Every spell names the sources that come before its own, and why they were not used.
    climate
        The table that fills the rest, or None.
    tz
        Time zone of the days that the table's daily curve belongs to.
    """
    offers = (each for each in found if isinstance(each, Offer))
    best_first = sorted(offers, key=lambda each: -each.rank)
    chosen = ((start, _first_with(start, best_first)) for start in starts)
    spells: list[Spell] = []
    for offer, group in groupby(chosen, key=lambda pair: pair[1]):
        times = [start for start, _ in group]
        passed_over = _passed_over(found, offer, times)
        if offer is not None:
            spells.append(_offered(offer, times, passed_over))
        elif climate is not None:
            spells.append(_from_climate(climate, times, tz, passed_over))
    return tuple(spells)


def _first_with(start: datetime, offers: Sequence[Offer]) -> Offer | None:
    return next((each for each in offers if start in each.hours), None)


def _passed_over(
    found: Sequence[Offer | PassedOver], chosen: Offer | None, times: Sequence[datetime]
) -> tuple[PassedOver, ...]:
    """Why the sources that would have been preferred to the one chosen were not."""
    reasons: list[PassedOver] = []
    before = True
    for each in found:
        if each is chosen:
            before = False
        elif isinstance(each, PassedOver):
            if before or chosen is None or chosen.provenance.kind != "forecast":
                reasons.append(each)
        elif chosen is not None and each.rank < chosen.rank:
            reasons += each.provenance.passed_over if before else ()
        elif before or chosen is None or each.rank > chosen.rank:
            reasons.append(each.lacks(times[0], times[-1]))
    return one_each(reasons)


def _offered(offer: Offer, times: Sequence[datetime], passed_over: tuple[PassedOver, ...]) -> Spell:
    """The offer's hours, each written with the place's own offset."""
    hours = tuple(offer.hours[start].model_copy(update={"starts_at": start}) for start in times)
    said = offer.provenance
    return Spell(
        provenance=said.model_copy(update={"passed_over": one_each((*said.passed_over, *passed_over))}),
        hours=hours,
    )


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
