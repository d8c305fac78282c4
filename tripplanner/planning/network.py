"""A problem made ready for search: which stands can be reached when, and what stays within reach."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import NamedTuple

from tripplanner.planning.problem import Problem, Way, Window

_FAR = 10**9


def latest_leave(problem: Problem, way: Way | None, by: int) -> int | None:
    """Latest minute from `leave_from` on at which leaving still arrives by a minute, by bisection."""
    low, high = problem.leave_from, by
    if way is None or low > high or problem.arrival(way, low) > by:
        return None
    while low < high:
        middle = (low + high + 1) // 2
        if problem.arrival(way, middle) <= by:
            low = middle
        else:
            high = middle - 1
    return low


class Network:
    """
    A problem with its windows cut to starts that can be reached and still lead home.

    Values are whole numbers in which one point outweighs all travel of a day: `points * unit - travel`.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.site = [stand.site for stand in problem.stands]
        self.bit = [1 << site for site in self.site]
        self.grants = [sum(1 << wish for wish in stand.grants) for stand in problem.stands]
        self.marks = [bit | granted for bit, granted in zip(self.bit, self.grants, strict=True)]
        self.wishes = {wish for stand in problem.stands for wish in stand.grants} - set(self.site)
        self.home = [row[problem.base] for row in problem.ways]
        self.days = _days(problem)
        self.has_order = bool(problem.order)
        self.least = _least_minutes(problem, self.days)
        self.windows = [self._useful_windows(stand) for stand in range(problem.base)]
        self.shortest = [min((each.minutes for each in row), default=0) for row in self.windows]
        self.targets = [self._targets(origin) for origin in range(problem.base + 1)]
        longest = max((way.nominal for row in problem.ways for way in row if way is not None), default=0)
        self.unit = (1 + longest) * (problem.sites + 1)
        self.required = sum(1 << site for site in problem.required)
        self._before = {
            1 << then: sum(1 << first for first, other in problem.order if other == then)
            for _, then in problem.order
        }
        # What a visit closes for the rest of the trip: the site itself, and those that were to come before.
        self.closes = [bit | self._before.get(bit, 0) for bit in self.bit]
        self._closing = [self._closing_times(origin) for origin in range(problem.base + 1)]

    def _useful_windows(self, stand: int) -> Sequence[Window]:
        if stand in self.problem.nights:
            return self.problem.stands[stand].windows
        leave_by, day = self._leave_by(stand), self.day_of(stand)
        earliest = day.begins + self.least[day.start][stand]
        cut = [
            replace(each, opens=max(each.opens, earliest), closes=min(each.closes, leave_by - each.minutes))
            for each in self.problem.stands[stand].windows
        ]
        return [window for window in cut if window.opens <= window.closes]

    def _leave_by(self, stand: int) -> int:
        """Latest minute of leaving that may still lead home, be it by way of another stand."""
        day = self.day_of(stand)
        way, least = self.problem.ways[stand][day.goal], self.least[stand][day.goal]
        direct = latest_leave(self.problem, way, day.ends)
        if way is not None and way.least == least:
            return self.problem.leave_from - 1 if direct is None else direct
        return day.ends - least

    def day_of(self, stand: int) -> "Day":
        """The day of a stand; a night belongs to the day after it, the base to the last."""
        if stand >= self.days[-1].after:
            return self.days[stand - self.days[-1].after + 1 if stand < self.problem.base else -1]
        return next(day for day in self.days if stand < day.after)

    def shut_after(self, visited: int) -> int:
        """The sites, as bits, that were to come before one that was visited."""
        return reduce(or_, (shut for then, shut in self._before.items() if visited & then), 0)

    def way_home(self, stand: int, leave: int) -> tuple[int, int] | None:
        """Nominal travel and minute of arrival of going straight home, None when that is too late. [min]"""
        way = self.home[stand]
        back = None if way is None else self.problem.arrival(way, leave)
        if way is None or back is None or back > self.problem.back_by:
            return None
        return way.nominal, back

    def _targets(self, origin: int) -> list[tuple[int, Way]]:
        here = self.site[origin] if origin < self.problem.base else None
        return [
            (stand, way)
            for stand, way in enumerate(self.problem.ways[origin][: self.problem.base])
            if way is not None and self.windows[stand] and self.site[stand] != here
        ]

    def _closing_times(self, origin: int) -> list[tuple[int, int]]:
        """Per site the last minute of leaving `origin` at which it can still be had, soonest first."""
        last: dict[int, int] = {}
        today = self.days[0] if origin == self.problem.base else self.day_of(origin)
        for stand, windows in enumerate(self.windows):
            if windows:
                later = stand >= today.after
                by = _FAR if later else windows[-1].closes - self.least[origin][stand]
                for bit in (self.bit[stand], *(1 << wish for wish in self.problem.stands[stand].grants)):
                    last[bit] = max(by, last.get(bit, by))
        return sorted((by, bit) for bit, by in last.items())

    def shortest_move(self) -> int:
        """Least minutes from the start of a visit to an arrival elsewhere, at least 1. [min]"""
        moves = [
            min(window.minutes for window in self.windows[origin]) + way.least
            for origin in range(self.problem.base)
            if self.windows[origin] and origin not in self.problem.nights
            for _, way in self.targets[origin]
        ]
        return max(1, min(moves, default=1))

    def out_of_reach(self, origin: int, leave: int) -> int:
        """The sites, as bits, that no plan can still visit after leaving a stand at that minute."""
        bits = 0
        for by, bit in self._closing[origin]:
            if by >= leave:
                break
            bits |= bit
        return bits


class Day(NamedTuple):
    """
    One of the days that were joined: its stands, and between which nodes and minutes it lies.

    It goes from `start` (a night or the base), not before `begins`, to `goal`, not after `ends`.
    """

    first: int
    after: int
    start: int
    goal: int
    begins: int
    ends: int
    light_from: int
    light_until: int


def _days(problem: Problem) -> list[Day]:
    nights = [problem.stands[night].windows[0].opens for night in problem.nights]
    afters = (*problem.firsts[1:], problem.base - len(nights))
    return [
        Day(*each)
        for each in zip(
            problem.firsts,
            afters,
            (problem.base, *problem.nights),
            (*problem.nights, problem.base),
            (problem.leave_from, *nights),
            (*nights, problem.back_by),
            (problem.light_from, *(first for first, _ in problem.later_lights)),
            (problem.light_until, *(last for _, last in problem.later_lights)),
            strict=True,
        )
    ]


def _least_minutes(problem: Problem, days: Iterable[Day]) -> list[list[int]]:
    """
    Least travel minutes between all pairs of a day, stops on the way not counted (Floyd and Warshall).

    From one day to another it is far.
    """
    least = [[_FAR if way is None else way.least for way in row] for row in problem.ways]
    for day in days:
        rows = [least[origin] for origin in (*range(day.first, day.after), day.start)]
        columns = slice(day.first, day.after)
        for via in range(day.first, day.after):
            onward, home = least[via][columns], least[via][day.goal]
            for row in rows:
                start = row[via]
                if start < _FAR:
                    row[columns] = [
                        min(old, start + more) for old, more in zip(row[columns], onward, strict=True)
                    ]
                    row[day.goal] = min(row[day.goal], start + home)
    return least


def nearest_sites(network: Network) -> dict[int, list[int]]:
    """For each site the others that can be reached from it, the nearest first."""
    least: dict[int, dict[int, int]] = {site: {} for site in network.site}
    for origin in range(network.problem.base):
        from_here = least[network.site[origin]]
        for stand, way in network.targets[origin]:
            site = network.site[stand]
            from_here[site] = min(way.nominal, from_here.get(site, way.nominal))
    return {
        site: [each for _, each in sorted((way, each) for each, way in minutes.items())]
        for site, minutes in least.items()
    }
