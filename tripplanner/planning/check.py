"""An independent check of a plan: it shares no code with the engines and does the sums its own way."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from itertools import chain, combinations, pairwise
from math import ceil
from typing import NamedTuple

from tripplanner.planning.problem import (
    DayLimits,
    Problem,
    Solution,
    Stand,
    Stop,
    Tour,
    Trip,
    TripSolution,
    Way,
    Window,
)

_Moment = tuple[int, int]  # a stand, and a minute there


class _Visit(NamedTuple):
    """A stop as the sentences name it, where it begins them and where it is referred to."""

    name: str
    reference: str
    stand: Stand


def faults(problem: Problem, solution: Solution) -> list[str]:
    """
    Say in sentences what is wrong with a plan; nothing when all is right.

    Driving is followed minute by minute, by day or in the dark, with exact fractions. That no better
    plan exists cannot be checked here; that the plan's own claims fit together is.

    Parameters
    ----------
    problem
        The day that was to be planned: one day, not several joined ones (`trip_faults` checks those).
    solution
        The plan, as an engine returned it.

    Returns
    -------
    list[str]
        One sentence per fault, naming the stop (counted from 1) and the numbers.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Way, Window
    >>> there = Way(before=0, drive=20, drive_dark=25, after=0)
    >>> barn = Stand(site=0, windows=(Window(opens=60, closes=90, minutes=15, points=7),))
    >>> day = Problem(
    ...     sites=1, stands=(barn,), ways=((None, there), (there, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=600,
    ... )
    >>> stops = (Stop(0, 60, 75, 7),)
    >>> good = Solution(stops, score=7, bound=7, proven=True, leave=40, back=95, steps=1)
    >>> faults(day, good)
    []
    >>> late = Solution(stops, score=7, bound=7, proven=True, leave=45, back=95, steps=1)
    >>> faults(day, late)
    ['stop 1 (stand 0) starts at minute 60, but one arrives at minute 65 at the earliest']
    """
    tour = Tour(solution.stops, solution.leave, solution.back)
    unknown = list(_unknown_stands(problem, tour))
    if unknown:
        return unknown
    visits = [
        _Visit(_name(number, stop), f"stop {number}", problem.stands[stop.stand])
        for number, stop in enumerate(tour.stops, start=1)
    ]
    return [
        *_day_faults(problem, tour),
        *_site_faults(visits, problem.required, problem.order),
        *_score_faults(solution, tour.stops),
    ]


def trip_faults(trip: Trip, solution: TripSolution) -> list[str]:
    """
    Say in sentences what is wrong with the plan of a trip; nothing when all is right.

    Each day is checked by itself, in its own minutes; that a site is visited once, the sites required and
    their order are checked over the whole trip.

    Parameters
    ----------
    trip
        The days that were to be planned.
    solution
        The plan, day by day.

    Returns
    -------
    list[str]
        One sentence per fault; those of one day begin with it, days and stops being counted from 1.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Stand, Stop, Tour, Trip, TripSolution, Way, Window
    >>> there = Way(before=0, drive=20, drive_dark=25, after=0)
    >>> barn = Stand(site=0, windows=(Window(opens=60, closes=90, minutes=15, points=7),))
    >>> day = Problem(
    ...     sites=1, stands=(barn,), ways=((None, there), (there, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=600,
    ... )
    >>> there_and_back, at_home = Tour((Stop(0, 60, 75, 7),), 40, 95), Tour((), None, None)
    >>> trip = Trip((day, day))
    >>> trip_faults(trip, TripSolution((at_home, there_and_back), score=7, bound=7, proven=True, steps=1))
    []
    >>> trip_faults(trip, TripSolution((there_and_back,) * 2, score=14, bound=14, proven=True, steps=1))
    ['day 2: stop 1 (stand 0) visits site 0 again, after stop 1 of day 1']
    """
    days, tours = trip.days, solution.tours
    if len(days) != len(tours):
        return [f"the trip has {len(days)} days, the plan {len(tours)}"]
    numbered = [(f"day {each}", *both) for each, both in enumerate(zip(days, tours, strict=True), start=1)]
    unknown = [f"{name}: {each}" for name, day, tour in numbered for each in _unknown_stands(day, tour)]
    if unknown:
        return unknown
    return [
        *(f"{name}: {fault}" for name, day, tour in numbered for fault in _day_faults(day, tour)),
        *_site_faults(_visits_of(trip, solution), trip.required, trip.order),
        *_score_faults(solution, list(chain.from_iterable(tour.stops for tour in tours))),
    ]


def _visits_of(trip: Trip, solution: TripSolution) -> list[_Visit]:
    return [
        _Visit(f"day {day}: {_name(number, stop)}", f"stop {number} of day {day}", problem.stands[stop.stand])
        for day, (problem, tour) in enumerate(zip(trip.days, solution.tours, strict=True), start=1)
        for number, stop in enumerate(tour.stops, start=1)
    ]


def _name(number: int, stop: Stop) -> str:
    return f"stop {number} (stand {stop.stand})"


def _unknown_stands(problem: Problem, tour: Tour) -> Iterator[str]:
    for number, stop in enumerate(tour.stops, start=1):
        if not 0 <= stop.stand < len(problem.stands):
            yield f"stop {number} names stand {stop.stand}, which does not exist"


def _day_faults(problem: Problem, tour: Tour) -> Iterator[str]:
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
            yield f"{_name(number, stop)} starts at minute {stop.start}, in none of its windows"
            continue
        if stop.end - stop.start != window.minutes:
            yield f"{_name(number, stop)} lasts {stop.end - stop.start} minutes instead of {window.minutes}"
        if stop.points != window.points:
            yield f"{_name(number, stop)} counts {stop.points} points, its window gives {window.points}"


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
        yield from _leg_faults(problem, _name(number, stop), (before.stand, before.end), goal)


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
    yield from _leg_faults(problem, _name(1, first), base, goal)
    if out is not None and _arrive(problem, out, leave + 1) <= first.start:
        yield f"the base is left at minute {leave}; later would still reach stop 1 at minute {first.start}"
    home = problem.ways[last.stand][-1]
    if home is None:
        yield f"there is no way home from {_name(len(stops), last)}"
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


def _site_faults(
    visits: Sequence[_Visit], required: Iterable[int], order: Iterable[tuple[int, int]]
) -> Iterator[str]:
    visited: dict[int, _Visit] = {}
    for visit in visits:
        site = visit.stand.site
        if site in visited:
            yield f"{visit.name} visits site {site} again, after {visited[site].reference}"
        visited.setdefault(site, visit)
    had = visited.keys() | set(chain.from_iterable(visit.stand.grants for visit in visits))
    for site in sorted(set(required) - had):
        yield f"site {site} is required and not visited"
    pairs = set(order)
    for earlier, later in combinations(visits, 2):
        if (later.stand.site, earlier.stand.site) in pairs:
            yield (
                f"{later.name} visits site {later.stand.site}, which was to come before "
                f"site {earlier.stand.site}, after {earlier.reference}"
            )


def _score_faults(solution: Solution | TripSolution, stops: Sequence[Stop]) -> Iterator[str]:
    points = sum(stop.points for stop in stops)
    if solution.score != points:
        yield f"the score is {solution.score}, the stops add up to {points}"
    if solution.score > solution.bound:
        yield f"the score {solution.score} is above its bound {solution.bound}"
    if solution.proven and solution.score != solution.bound:
        yield f"the plan is called proven at {solution.score}, but its bound is {solution.bound}"
