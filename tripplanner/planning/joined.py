"""Days joined end to end: a trip as one long problem, and the long problem's plan as a trip's again.

Between two days every plan passes a *night*: a stand with a single moment, at which the day before has ended
and the next one has not begun. It is a site that must be visited, so whatever plans one day plans them all.
The minutes between two days are left out: minutes in the long problem are not minutes since any midnight.
"""

from dataclasses import replace
from itertools import accumulate, pairwise

from tripplanner.planning.network import latest_leave
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

_AT_ONCE = Way(0, 0, 0, 0)  # a day without a visit has time for its way, see `idle_tour`


def joined(trip: Trip) -> Problem:
    """
    One long problem with the days of a trip one after the other.

    The stands of all days follow each other, then come the nights. A trip of one day is that day.
    """
    days, sites = trip.days, trip.days[0].sites
    if len(days) == 1:
        return replace(days[0], required=trip.required, order=trip.order)
    shifts, firsts = _shifts(days), _firsts(days)
    nights = range(firsts[-1], firsts[-1] + len(days) - 1)
    stands = [
        replace(stand, windows=tuple(_later(each, shift) for each in stand.windows if _has_time(day)))
        for day, shift in zip(days, shifts, strict=True)
        for stand in day.stands
    ]
    for number, (day, shift) in enumerate(zip(days[1:], shifts[1:], strict=True)):
        begins = day.leave_from + shift
        stands.append(Stand(sites + number, (Window(begins, begins, 0, 0),)))
    lights = [_light(day, shift) for day, shift in zip(days, shifts, strict=True)]
    return Problem(
        sites=sites + len(nights),
        stands=tuple(stands),
        ways=_ways(days, firsts, len(stands) + 1),
        light_from=lights[0][0],
        light_until=lights[0][1],
        leave_from=days[0].leave_from,
        back_by=_ends(days[-1]) + shifts[-1],
        required=trip.required | frozenset(range(sites, sites + len(nights))),
        order=trip.order,
        limits=tuple(day.limits[0] for day in days),
        later_lights=tuple(lights[1:]),
        firsts=tuple(firsts[:-1]),
        nights=tuple(nights),
    )


def parted(trip: Trip, solution: Solution) -> TripSolution:
    """The plan of the long problem, day by day in each day's own minutes and stands."""
    shifts, firsts = _shifts(trip.days), _firsts(trip.days)
    tours = [
        _tour(
            day,
            tuple(
                replace(stop, stand=stop.stand - first, start=stop.start - shift, end=stop.end - shift)
                for stop in solution.stops
                if first <= stop.stand < after
            ),
        )
        for day, shift, (first, after) in zip(trip.days, shifts, pairwise(firsts), strict=True)
    ]
    return TripSolution(tuple(tours), solution.score, solution.bound, solution.proven, solution.steps)


def _shifts(days: tuple[Problem, ...]) -> list[int]:
    """What to add to each day's minutes, so that it begins when the day before must have ended."""
    return list(
        accumulate(pairwise(days), lambda shift, two: shift + _ends(two[0]) - two[1].leave_from, initial=0)
    )


def _has_time(day: Problem) -> bool:
    """Whether the day ends after it begins; where the hours asked for are over, it does not."""
    return day.leave_from < day.back_by


def _ends(day: Problem) -> int:
    """When a day must have ended. One without time takes a minute, so that no two nights are one moment."""
    return day.back_by if _has_time(day) else day.leave_from + 1


def _firsts(days: tuple[Problem, ...]) -> list[int]:
    """The number of each day's first stand in the long problem, and the first number after them all."""
    return list(accumulate((len(day.stands) for day in days), initial=0))


def _light(day: Problem, shift: int) -> tuple[int, int]:
    """The light of the day itself: what is left of it when the day has ended is not the next day's."""
    first, last = (min(max(each, day.leave_from), _ends(day)) for each in (day.light_from, day.light_until))
    return first + shift, last + shift


def _later(window: Window, shift: int) -> Window:
    return replace(window, opens=window.opens + shift, closes=window.closes + shift)


def _ways(days: tuple[Problem, ...], firsts: list[int], size: int) -> tuple[tuple[Way | None, ...], ...]:
    """Ways within a day, from its stands to the night after it, from the night before to its stands."""
    rows: list[list[Way | None]] = [[None] * size for _ in range(size)]
    base, first_night = size - 1, firsts[-1]
    for number, day in enumerate(days):
        first, after = firsts[number], firsts[number + 1]
        start = base if number == 0 else first_night + number - 1
        end = base if number + 1 == len(days) else first_night + number
        for stand, row in enumerate(day.ways[: day.base]):
            rows[first + stand][first:after] = row[: day.base]
            rows[first + stand][end] = row[day.base]
        rows[start][first:after] = day.ways[day.base][: day.base]
        if start != end:
            rows[start][end] = _AT_ONCE
    return tuple(map(tuple, rows))


def _tour(day: Problem, stops: tuple[Stop, ...]) -> Tour:
    if not stops:
        return idle_tour(day)
    out, home = day.ways[day.base][stops[0].stand], day.ways[stops[-1].stand][day.base]
    back = None if home is None else day.arrival(home, stops[-1].end)
    return Tour(stops, latest_leave(day, out, stops[0].start), back)


def idle_tour(day: Problem) -> Tour:
    """
    A day without a visit: only the way to where one sleeps, when it is light if it can be.

    There is none where one sleeps where one slept before, nor where the way takes longer than the day or a
    limit of it. It earns nothing, and does not count as travel when plans are ranked.

    Parameters
    ----------
    day
        The day.
    """
    way = day.ways[day.base][day.base]
    latest = latest_leave(day, way, day.back_by)
    if way is None or latest is None or way.nominal == 0 or not _is_allowed(way, day.limits[0]):
        return Tour((), None, None)
    leave = min(max(day.leave_from, day.light_from), latest)
    return Tour((), leave, day.arrival(way, leave))


def _is_allowed(way: Way, limits: DayLimits) -> bool:
    both = (way.drive, limits.drive_minutes), (way.on_foot, limits.walk_minutes)
    return all(most is None or minutes <= most for minutes, most in both)
