"""What a visitor should know on the day beside the weather and the roads: rules, works, parking, dangers."""

from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.itinerary import Day, Leg, PlanWarning, Stop
from tripplanner.models import Destination, Fact, Note, Site
from tripplanner.roads import rule_on
from tripplanner.units import day_text


def day_notes(
    destination: Destination, on: date, legs: Collection[Leg], stops: Collection[Stop]
) -> tuple[Note, ...]:
    """
    All that is to be known on a day: first of its stops, in their order, then of the place.

    Parameters
    ----------
    destination
        Whose sites and facts are told.
    on
        The day.
    legs, stops
        What the day has; a fact that is of other stops, or of another way of travelling, is not told.
    """
    sites = {site.id: site for site in destination.sites}
    of_stops = (note for stop in stops if stop.site in sites for note in _of_site(sites[stop.site], on))
    told = (fact for fact in _concerning(destination, on, legs, stops) if fact.holds_on(on))
    return (*of_stops, *(_note(destination, fact) for fact in told))


def _of_site(site: Site, on: date) -> Iterator[Note]:
    for danger in site.dangers:
        yield Note(topic="danger", text=danger.text, site=site.id, source=danger.sources[0])
    if site.min_age is not None:
        yield Note(topic="age", text=site.min_age.text, site=site.id, source=site.min_age.sources[0])
    rule = rule_on(site.inside, on)
    if rule is not None and rule.status != "open":
        yield Note(topic="inside", text=rule.text, site=site.id, source=rule.sources[0])


def _concerning(
    destination: Destination, on: date, legs: Collection[Leg], stops: Collection[Stop]
) -> Iterator[Fact]:
    """The facts with words for a plan that are of these stops and this way of travelling, dated or not."""
    visited = {stop.site for stop in stops}
    free = () if destination.entrance is None else destination.entrance.free_sites
    travel = "car" if any(leg.mode == "car" for leg in legs) else "no-car"
    for fact in destination.facts:
        if fact.brief is None or not fact.in_its_season(on) or fact.travel not in (None, travel):
            continue
        # How to come without a car is worth knowing for who finds nothing to visit without one.
        if visited & set(fact.sites) or (not fact.sites and (visited - set(free) or fact.travel == "no-car")):
            yield fact


def _note(destination: Destination, fact: Fact) -> Note:
    assert fact.brief is not None  # noqa: S101 - only such facts are told
    until = None if fact.valid_until is None else _end_of(fact.valid_until, ZoneInfo(destination.timezone))
    return Note(topic=fact.topic, text=fact.brief, until=until, source=fact.sources[0])


def dated_warnings(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    """
    What is told of another time than the day: prices once, and each topic without newer facts.

    Parameters
    ----------
    destination, day
        The place and its planned day.
    """
    yield from _other_prices(destination, day)
    yield from _past_facts(destination, day)


def _other_prices(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    """One warning, however many figures of the day's cost are of another time."""
    prices = destination.fees if day.cost.items else ()
    other = [fee for fee in prices if not fee.holds_on(day.date)]
    ends = [fee.valid_until for fee in other if fee.valid_until is not None and fee.valid_until < day.date]
    if other:
        known = f" known until {day_text(max(ends))}" if ends else " of a later time"
        yield PlanWarning(
            code="dated-fact",
            text=f"the entrance fees are those{known}: the figures may have changed",
            until=_end_of(max(ends), ZoneInfo(destination.timezone)) if ends else None,
            source=other[0].sources[0],
        )


def _past_facts(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    """What held until before the day: as the fact itself warns, or where no other on its topic holds."""
    concerning = list(_concerning(destination, day.date, day.legs, day.stops))
    known = {fact.topic for fact in concerning if fact.holds_on(day.date)}
    tz = ZoneInfo(destination.timezone)
    for fact in concerning:
        end = fact.valid_until
        if end is None or end >= day.date or (fact.once_past is None and fact.topic in known):
            continue
        held = f"what is known of {fact.topic} held until {day_text(end)} and may have changed"
        yield PlanWarning(
            code="dated-fact", text=fact.once_past or held, until=_end_of(end, tz), source=fact.sources[0]
        )


def _end_of(day: date, tz: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tz)
