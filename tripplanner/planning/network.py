"""A problem made ready for search: which stands can be reached when, and what stays within reach."""

from collections.abc import Sequence

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
        self.home = [row[problem.base] for row in problem.ways]
        self.least = _least_minutes(problem)
        self.windows = [self._useful_windows(stand) for stand in range(problem.base)]
        self.targets = [self._targets(origin) for origin in range(problem.base + 1)]
        longest = max((way.nominal for row in problem.ways for way in row if way is not None), default=0)
        self.unit = (1 + longest) * (problem.sites + 1)
        self.required = sum(1 << site for site in problem.required)
        self._closing = [self._closing_times(origin) for origin in range(problem.base + 1)]

    def _useful_windows(self, stand: int) -> Sequence[Window]:
        leave_by = latest_leave(self.problem, self.home[stand], self.problem.back_by)
        if leave_by is None:
            return ()
        earliest = self.problem.leave_from + self.least[self.problem.base][stand]
        cut = [
            Window(
                max(each.opens, earliest),
                min(each.closes, leave_by - each.minutes),
                each.minutes,
                each.points,
            )
            for each in self.problem.stands[stand].windows
        ]
        return [window for window in cut if window.opens <= window.closes]

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
        for stand, windows in enumerate(self.windows):
            if windows:
                by = windows[-1].closes - self.least[origin][stand]
                last[self.bit[stand]] = max(by, last.get(self.bit[stand], by))
        return sorted((by, bit) for bit, by in last.items())

    def out_of_reach(self, origin: int, leave: int) -> int:
        """The sites, as bits, that no plan can still visit after leaving a stand at that minute."""
        bits = 0
        for by, bit in self._closing[origin]:
            if by >= leave:
                break
            bits |= bit
        return bits


def _least_minutes(problem: Problem) -> list[list[int]]:
    """Least travel minutes between all pairs, stops on the way not counted (Floyd and Warshall)."""
    least = [
        [_FAR if way is None else way.before + min(way.drive, way.drive_dark) + way.after for way in row]
        for row in problem.ways
    ]
    for via in range(problem.base):
        onward = least[via]
        for row in least:
            start = row[via]
            if start < _FAR:
                row[:] = [min(old, start + more) for old, more in zip(row, onward, strict=True)]
    return least
