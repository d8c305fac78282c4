"""An independent check of a plan: it shares no code with the engines and does the sums its own way."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations
from typing import NamedTuple

from tripplanner.planning.check_day import day_faults, stop_name, unknown_stands
from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Tour, Trip, TripSolution


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
    unknown = list(unknown_stands(problem, tour))
    if unknown:
        return unknown
    visits = [
        _Visit(stop_name(number, stop), f"stop {number}", problem.stands[stop.stand])
        for number, stop in enumerate(tour.stops, start=1)
    ]
    return [
        *day_faults(problem, tour),
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
    unknown = [f"{name}: {each}" for name, day, tour in numbered for each in unknown_stands(day, tour)]
    if unknown:
        return unknown
    return [
        *(f"{name}: {fault}" for name, day, tour in numbered for fault in day_faults(day, tour)),
        *_site_faults(_visits_of(trip, solution), trip.required, trip.order),
        *_score_faults(solution, list(chain.from_iterable(tour.stops for tour in tours))),
    ]


def _visits_of(trip: Trip, solution: TripSolution) -> list[_Visit]:
    return [
        _Visit(
            f"day {day}: {stop_name(number, stop)}", f"stop {number} of day {day}", problem.stands[stop.stand]
        )
        for day, (problem, tour) in enumerate(zip(trip.days, solution.tours, strict=True), start=1)
        for number, stop in enumerate(tour.stops, start=1)
    ]


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
