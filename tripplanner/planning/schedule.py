"""Move a solution's visits without losing a point: a later start, less waiting, and that in the car."""

from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from tripplanner.planning.problem import Problem, Solution, Stop, Tour, Way, Window

_GRID_MINUTES = 5


Plan = TypeVar("Plan", Solution, Tour)


def without_waiting(problem: Problem, solution: Plan) -> Plan:
    """
    The same visits for the same points, each as late as its window and the next visit allow.

    The last visit keeps its time, so the day does not end later. Where one would still wait at a place that
    was walked to, the visits are made at once up to the next drive: the wait after it is one in the car.

    Parameters
    ----------
    problem, solution
        A problem and one of its solutions.
    """
    if not solution.stops:
        return solution
    later = [solution.stops[-1]]
    for stop in reversed(solution.stops[:-1]):
        way = _way(problem, stop.stand, later[0].stand)
        latest_end = _latest_departure(problem, way, later[0].start, stop.end)
        latest = min(_window(problem, stop).closes, stop.start + latest_end - stop.end)
        start = max(stop.start, _full(latest))
        later.insert(0, replace(stop, start=start, end=start + stop.end - stop.start))
    first = later[0]
    earliest = problem.leave_from if solution.leave is None else solution.leave
    leave = _latest_departure(problem, _way(problem, problem.base, first.stand), first.start, earliest)
    return replace(solution, stops=tuple(_not_waiting_outdoors(problem, later)), leave=leave)


def _not_waiting_outdoors(problem: Problem, stops: list[Stop]) -> list[Stop]:
    """The visits that are walked to before a drive, each at the earliest."""
    ways = [_way(problem, before.stand, stop.stand) for before, stop in pairwise(stops)]
    drives = [number for number, way in enumerate(ways, start=1) if way.drive > 0]
    moved = stops[:1]
    for number, stop in enumerate(stops[1:], start=1):
        way = ways[number - 1]
        waits_in_a_car_later = way.drive == 0 and any(number < each for each in drives)
        arrive = problem.arrival(way, moved[-1].end)
        start = _next_full(max(arrive, _window(problem, stop).opens)) if waits_in_a_car_later else stop.start
        start = min(start, stop.start)
        moved.append(replace(stop, start=start, end=start + stop.end - stop.start))
    return moved


def _next_full(minute: int) -> int:
    return -_full(-minute)


def _full(minute: int) -> int:
    """The full 5 minutes at or before a minute: no plan is better for saying 08:04."""
    return minute // _GRID_MINUTES * _GRID_MINUTES


def _way(problem: Problem, start: int, end: int) -> Way:
    way = problem.ways[start][end]
    assert way is not None  # noqa: S101 - a solution's stops are joined by ways
    return way


def _window(problem: Problem, stop: Stop) -> Window:
    """The window a stop is in."""
    windows = problem.stands[stop.stand].windows
    return next(each for each in windows if each.opens <= stop.start <= each.closes)


def _latest_departure(problem: Problem, way: Way, arrive_by: int, earliest: int) -> int:
    """The last minute from `earliest` on (where it is in time) that still arrives by `arrive_by`."""
    leave = earliest
    while problem.arrival(way, leave + 1) <= arrive_by:
        leave += 1
    return leave
