"""The independent check of one day: its windows, its ways minute by minute, its hours and its limits."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from math import ceil

from tripplanner.planning.problem import DayLimits, Problem, Stop, Tour, Way, Window

_Moment = tuple[int, int]  # a stand, and a minute there


def stop_name(number: int, stop: Stop) -> str:
    """A stop as the sentences name it; stops are counted from 1."""
    return f"stop {number} (stand {stop.stand})"


def unknown_stands(problem: Problem, tour: Tour) -> Iterator[str]:
    """The stops that name a stand of no such number; nothing else can be asked of such a tour."""
    for number, stop in enumerate(tour.stops, start=1):
        if not 0 <= stop.stand < len(problem.stands):
            yield f"stop {number} names stand {stop.stand}, which does not exist"


def day_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    """What is wrong with the visits, the ways and the limits of one day."""
    yield from _visit_faults(problem, tour)
    yield from _travel_faults(problem, tour)
    yield from _limit_faults(problem, tour)


def _window_of(problem: Problem, stop: Stop) -> Window | None:
    windows = problem.stands[stop.stand].windows
    return next((each for each in windows if each.opens <= stop.start <= each.closes), None)


def _visit_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    for number, stop in enumerate(tour.stops, start=1):
        window = _window_of(problem, stop)
        if window is None:
            yield f"{stop_name(number, stop)} starts at minute {stop.start}, in none of its windows"
            continue
        if stop.end - stop.start != window.minutes:
            lasts = stop.end - stop.start
            yield f"{stop_name(number, stop)} lasts {lasts} minutes instead of {window.minutes}"
        if stop.points != window.points:
            yield f"{stop_name(number, stop)} counts {stop.points} points, its window gives {window.points}"


def _travel_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    stops, leave, back = tour.stops, tour.leave, tour.back
    if not stops:
        yield from _idle_faults(problem, leave, back)
        return
    if leave is None or back is None:
        yield f"the plan has stops, but the base is left at {leave} and reached at {back}"
        return
    yield from _base_faults(problem, stops, leave=leave, back=back)
    for number, (before, stop) in enumerate(pairwise(stops), start=2):
        goal = stop.stand, stop.start
        yield from _leg_faults(problem, stop_name(number, stop), (before.stand, before.end), goal)


def _idle_faults(problem: Problem, leave: int | None, back: int | None) -> Iterator[str]:
    """A day without a visit has the way to where one sleeps, if that takes any time and fits into the day."""
    way = problem.ways[-1][-1]
    takes_time = way is not None and way.before + way.drive + way.after > 0
    if way is not None and takes_time and leave is not None and back is not None:
        yield from _hours_faults(problem, leave, back)
        if _arrive(problem, way, leave) != back:
            yield f"the base is reached at minute {_arrive(problem, way, leave)}, not at {back}"
    elif leave is not None or back is not None:
        yield f"nothing is visited, yet the base is left at {leave} and reached at {back}"
    elif way is not None and takes_time:
        soonest = _arrive(problem, way, problem.leave_from)
        if soonest <= problem.back_by and not [*_limit_faults(problem, Tour((), soonest, soonest))]:
            yield "nothing is visited, and the way to where one sleeps is missing"


def _hours_faults(problem: Problem, leave: int, back: int) -> Iterator[str]:
    if leave < problem.leave_from:
        yield f"the base is left at minute {leave}, before minute {problem.leave_from}"
    if back > problem.back_by:
        yield f"the base is reached at minute {back}, after minute {problem.back_by}"


def _base_faults(problem: Problem, stops: Sequence[Stop], *, leave: int, back: int) -> Iterator[str]:
    first, last = stops[0], stops[-1]
    yield from _hours_faults(problem, leave, back)
    out = problem.ways[-1][first.stand]
    base, goal = (len(problem.stands), leave), (first.stand, first.start)
    yield from _leg_faults(problem, stop_name(1, first), base, goal)
    if out is not None and _arrive(problem, out, leave + 1) <= first.start:
        yield f"the base is left at minute {leave}; later would still reach stop 1 at minute {first.start}"
    home = problem.ways[last.stand][-1]
    if home is None:
        yield f"there is no way home from {stop_name(len(stops), last)}"
    elif _arrive(problem, home, last.end) != back:
        yield f"the base is reached at minute {_arrive(problem, home, last.end)}, not at {back}"


def _leg_faults(problem: Problem, name: str, origin: _Moment, target: _Moment) -> Iterator[str]:
    way = problem.ways[origin[0]][target[0]]
    if way is None:
        yield f"there is no way to {name} from stand {origin[0]}"
        return
    arrives = _arrive(problem, way, origin[1])
    if arrives > target[1]:
        yield f"{name} starts at minute {target[1]}, but one arrives at minute {arrives} at the earliest"


def _arrive(problem: Problem, way: Way, leave: int) -> int:
    """Follow the drive minute by minute; the share of the drive still ahead is an exact fraction."""
    minute = leave + way.before
    ahead = Fraction(1)
    while True:
        light = problem.light_from <= minute < problem.light_until
        whole = way.drive if light else way.drive_dark
        if ahead * whole <= 1:
            return ceil(minute + ahead * whole) + way.after
        ahead -= Fraction(1, whole)
        minute += 1


def _limit_faults(problem: Problem, tour: Tour) -> Iterator[str]:
    limits = problem.limits[0]
    spent = _spent(problem, tour)
    for doing, minutes, most in (
        ("driving", spent.drive_minutes, limits.drive_minutes),
        ("walking", spent.walk_minutes, limits.walk_minutes),
        ("in the cold", spent.cold_minutes, limits.cold_minutes),
    ):
        if minutes is not None and most is not None and minutes > most:
            yield f"{minutes} minutes are spent {doing}, more than the limit of {most}"


def _spent(problem: Problem, tour: Tour) -> DayLimits:
    """What a tour takes of the day's limits; legs and windows that do not exist are faults of their own."""
    places = [-1, *(stop.stand for stop in tour.stops), -1] if tour.leave is not None else []
    legs = [way for a, b in pairwise(places) if (way := problem.ways[a][b]) is not None]
    windows = [window for stop in tour.stops if (window := _window_of(problem, stop)) is not None]
    return DayLimits(
        drive_minutes=sum(way.drive for way in legs),
        walk_minutes=sum(way.before + way.after for way in legs)
        + sum(window.walk_minutes for window in windows),
        cold_minutes=sum(window.cold_minutes for window in windows),
    )
