"""The best plan by trying every order of every stand and window, day after day: slow, simple, and sure."""

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from tripplanner.planning.problem import DayLimits, Problem, Trip, Way, Window

Rank = tuple[int, int, int, tuple[int, ...]]
"""Minus points, travel over all days, minute back on the last day, sites in order: the least is the best."""

NOTHING_SPENT = (0, 0, 0)


class Partial(NamedTuple):
    """A plan up to the end of a visit, or at the base at the start of a day."""

    day: int
    place: int
    minute: int
    points: int = 0
    travel: int = 0
    spent: tuple[int, int, int] = NOTHING_SPENT
    """Of this day: driving, walking, in the cold. [min]"""
    visited: tuple[tuple[int, int], ...] = ()
    """Day and stand of each visit."""


def best_rank(problem: Problem) -> Rank | None:
    """Find the rank of the best plan of a day, None when there is no plan that keeps all rules."""
    return best_trip_rank(Trip((problem,), problem.required, problem.order))


def best_trip_rank(trip: Trip) -> Rank | None:
    """Find the rank of the best plan of a trip, None when there is no plan that keeps all rules."""
    return min(ranks(trip), default=None)


def ranks(trip: Trip) -> Iterator[Rank]:
    """The ranks of all plans that keep all rules."""
    todo = [_morning(trip, 0)]
    while todo:
        plan = todo.pop()
        todo += _one_visit_more(trip, plan)
        evening = _evening(trip, plan)
        if evening is None:
            continue
        if plan.day + 1 < len(trip.days):
            morning = _morning(trip, plan.day + 1)
            todo.append(morning._replace(points=plan.points, travel=evening.travel, visited=evening.visited))
        elif _wishes_are_met(trip, evening):
            yield -evening.points, evening.travel, evening.minute, _sites(trip, evening)


def _morning(trip: Trip, day: int) -> Partial:
    return Partial(day, trip.days[day].base, trip.days[day].leave_from)


def _evening(trip: Trip, plan: Partial) -> Partial | None:
    """The way home, in time and within the day's limits; who never left is home already."""
    day = trip.days[plan.day]
    if plan.place == day.base:
        return plan
    home = day.ways[plan.place][day.base]
    if home is None or day.arrival(home, plan.minute) > day.back_by:
        return None
    spent = _more(plan.spent, home, None)
    if not _within(spent, day.limits[0]):
        return None
    return plan._replace(
        minute=day.arrival(home, plan.minute), travel=plan.travel + home.nominal, spent=spent
    )


def _one_visit_more(trip: Trip, plan: Partial) -> Iterator[Partial]:
    """Every next visit on the same day, each at its earliest start."""
    day = trip.days[plan.day]
    for number, stand in enumerate(day.stands):
        way = day.ways[plan.place][number]
        if way is None or stand.site in _sites(trip, plan):
            continue
        arrive = day.arrival(way, plan.minute)
        for window in stand.windows:
            start = max(arrive, window.opens)
            if start <= window.closes and start + window.minutes <= day.back_by:
                yield Partial(
                    plan.day,
                    number,
                    start + window.minutes,
                    plan.points + window.points,
                    plan.travel + way.nominal,
                    _more(plan.spent, way, window),
                    (*plan.visited, (plan.day, number)),
                )


def _more(spent: tuple[int, int, int], way: Way, window: Window | None) -> tuple[int, int, int]:
    drive, walk, cold = spent
    drive, walk = drive + way.drive, walk + way.before + way.after
    if window is None:
        return drive, walk, cold
    return drive, walk + window.walk_minutes, cold + window.cold_minutes


def _within(spent: tuple[int, int, int], limits: DayLimits) -> bool:
    most = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
    return all(limit is None or each <= limit for each, limit in zip(spent, most, strict=True))


def _sites(trip: Trip, plan: Partial) -> tuple[int, ...]:
    return tuple(trip.days[day].stands[stand].site for day, stand in plan.visited)


def _wishes_are_met(trip: Trip, plan: Partial) -> bool:
    sites = _sites(trip, plan)
    granted = {wish for day, stand in plan.visited for wish in trip.days[day].stands[stand].grants}
    turned_round = {(later, earlier) for earlier, later in combinations(sites, 2)}
    return trip.required <= granted | set(sites) and not trip.order & turned_round
