"""An independent check of a plan: it shares no code with the engines and does the sums its own way."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import ceil

from tripplanner.planning.problem import Problem, Solution, Stop, Way


def faults(problem: Problem, solution: Solution) -> list[str]:
    """
    Say in sentences what is wrong with a plan; nothing when all is right.

    Driving is followed minute by minute, by day or in the dark, with exact fractions. That no better
    plan exists cannot be checked here; that the plan's own claims fit together is.

    Parameters
    ----------
    problem
        The day that was to be planned.
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
    unknown = [
        f"stop {number} names stand {stop.stand}, which does not exist"
        for number, stop in enumerate(solution.stops, start=1)
        if not 0 <= stop.stand < len(problem.stands)
    ]
    if unknown:
        return unknown
    return [
        *_visit_faults(problem, solution),
        *_travel_faults(problem, solution),
        *_site_faults(problem, solution),
        *_score_faults(solution),
    ]


def _name(number: int, stop: Stop) -> str:
    return f"stop {number} (stand {stop.stand})"


def _visit_faults(problem: Problem, solution: Solution) -> Iterator[str]:
    for number, stop in enumerate(solution.stops, start=1):
        windows = problem.stands[stop.stand].windows
        window = next((each for each in windows if each.opens <= stop.start <= each.closes), None)
        if window is None:
            yield f"{_name(number, stop)} starts at minute {stop.start}, in none of its windows"
            continue
        if stop.end - stop.start != window.minutes:
            yield f"{_name(number, stop)} lasts {stop.end - stop.start} minutes instead of {window.minutes}"
        if stop.points != window.points:
            yield f"{_name(number, stop)} counts {stop.points} points, its window gives {window.points}"


def _travel_faults(problem: Problem, solution: Solution) -> Iterator[str]:
    stops, leave, back = solution.stops, solution.leave, solution.back
    if not stops:
        if leave is not None or back is not None:
            yield f"nothing is visited, yet the base is left at {leave} and reached at {back}"
        return
    if leave is None or back is None:
        yield f"the plan has stops, but the base is left at {leave} and reached at {back}"
        return
    yield from _base_faults(problem, solution, leave=leave, back=back)
    for number, (before, stop) in enumerate(pairwise(stops), start=2):
        yield from _leg_faults(
            problem, _name(number, stop), (before.stand, before.end), (stop.stand, stop.start)
        )


def _base_faults(problem: Problem, solution: Solution, *, leave: int, back: int) -> Iterator[str]:
    first, last = solution.stops[0], solution.stops[-1]
    if leave < problem.leave_from:
        yield f"the base is left at minute {leave}, before minute {problem.leave_from}"
    if back > problem.back_by:
        yield f"the base is reached at minute {back}, after minute {problem.back_by}"
    out = problem.ways[-1][first.stand]
    base, goal = (len(problem.stands), leave), (first.stand, first.start)
    yield from _leg_faults(problem, _name(1, first), base, goal)
    if out is not None and _arrive(problem, out, leave + 1) <= first.start:
        yield f"the base is left at minute {leave}; later would still reach stop 1 at minute {first.start}"
    home = problem.ways[last.stand][-1]
    if home is None:
        yield f"there is no way home from {_name(len(solution.stops), last)}"
    elif _arrive(problem, home, last.end) != back:
        yield f"the base is reached at minute {_arrive(problem, home, last.end)}, not at {back}"


def _leg_faults(
    problem: Problem, name: str, origin: tuple[int, int], target: tuple[int, int]
) -> Iterator[str]:
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


def _site_faults(problem: Problem, solution: Solution) -> Iterator[str]:
    visited: dict[int, int] = {}
    for number, stop in enumerate(solution.stops, start=1):
        site = problem.stands[stop.stand].site
        if site in visited:
            yield f"{_name(number, stop)} visits site {site} again, after stop {visited[site]}"
        visited.setdefault(site, number)
    for site in sorted(problem.required - visited.keys()):
        yield f"site {site} is required and not visited"


def _score_faults(solution: Solution) -> Iterator[str]:
    points = sum(stop.points for stop in solution.stops)
    if solution.score != points:
        yield f"the score is {solution.score}, the stops add up to {points}"
    if solution.score > solution.bound:
        yield f"the score {solution.score} is above its bound {solution.bound}"
    if solution.proven and solution.score != solution.bound:
        yield f"the plan is called proven at {solution.score}, but its bound is {solution.bound}"
