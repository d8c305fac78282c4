"""What is different between two plans: their stops and their roads, on days that are matched."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from tripplanner.comparison import RoadChange, StopChange, Visit
from tripplanner.itinerary import Day, Itinerary, Stop


def _numbered(plan: Itinerary, other: Itinerary) -> dict[int, Day]:
    """The days of a plan by the number under which they are matched with those of another."""
    if {day.date for day in plan.days} & {day.date for day in other.days}:
        return {day.date.toordinal(): day for day in plan.days}
    return dict(enumerate(plan.days))


def stop_changes(before: Itinerary, after: Itinerary) -> Iterator[StopChange]:
    """
    All stops of both plans in order of time, the second plan's time where it has them.

    Parameters
    ----------
    before, after
        The plans.
    """
    days = _numbered(before, after), _numbered(after, before)
    was, now = ({stop.site: (number, day, stop) for number, day in each.items() for stop in day.stops}
                for each in days)  # fmt: skip
    sites = {**was, **now}
    for site in sorted(sites, key=lambda each: (sites[each][0], _minute(*sites[each][1:]), each)):
        yield _stop_change(site, was.get(site), now.get(site))


_Found = tuple[int, Day, Stop]


def _stop_change(site: str, was: _Found | None, now: _Found | None) -> StopChange:
    name = next(each[2].name for each in (now, was) if each is not None)
    before, after = _visit(was), _visit(now)
    if was is None or now is None:
        change = "dropped" if now is None else "added"
        return StopChange.model_validate(
            {"change": change, "site": site, "name": name, "before": before, "after": after}
        )
    later, days_later = _minute(*now[1:]) - _minute(*was[1:]), now[0] - was[0]
    return StopChange(
        change="kept" if later == 0 and days_later == 0 else "moved",
        site=site,
        name=name,
        before=before,
        after=after,
        later_minutes=later,
        days_later=days_later,
        longer_minutes=_stay(now[2]) - _stay(was[2]),
    )


def _visit(found: _Found | None) -> Visit | None:
    if found is None:
        return None
    _, day, stop = found
    return Visit(date=day.date, arrive=stop.arrive, leave=stop.leave, points=sum(stop.score.values()))


def _minute(day: Day, stop: Stop) -> int:
    """Minutes on the clock from the day's midnight to the arrival."""
    midnight = datetime.combine(day.date, datetime.min.time())
    return int((stop.arrive.replace(tzinfo=None) - midnight) / timedelta(minutes=1))


def _stay(stop: Stop) -> int:
    return int((stop.leave - stop.arrive) / timedelta(minutes=1))


def road_changes(before: Itinerary, after: Itinerary) -> Iterator[RoadChange]:
    """
    Roads that are open to cars on a day of one plan, and not on the day that it is matched with.

    Parameters
    ----------
    before, after
        The plans.
    """
    was, now = _numbered(before, after), _numbered(after, before)
    for number in sorted(was.keys() & now.keys()):
        roads = {road.id: road for road in was[number].roads}
        for road in now[number].roads:
            old = roads.get(road.id)
            if old is not None and old.drivable is not road.drivable:
                yield RoadChange(
                    id=road.id,
                    name=road.name,
                    date=now[number].date,
                    drivable_before=old.drivable,
                    drivable_after=road.drivable,
                    why=road.why,
                )
