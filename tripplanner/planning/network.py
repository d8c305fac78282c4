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
        self.shortest = [min((each.minutes for each in row), default=0) for row in self.windows]
        self.targets = [self._targets(origin) for origin in range(problem.base + 1)]
        longest = max((way.nominal for row in problem.ways for way in row if way is not None), default=0)
        self.unit = (1 + longest) * (problem.sites + 1)
        self.required = sum(1 << site for site in problem.required)
        self._closing = [self._closing_times(origin) for origin in range(problem.base + 1)]

    def _useful_windows(self, stand: int) -> Sequence[Window]:
        leave_by = self._leave_by(stand)
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

    def _leave_by(self, stand: int) -> int:
        """Latest minute of leaving that may still lead home, be it by way of another stand."""
        way, least = self.home[stand], self.least[stand][self.problem.base]
        direct = latest_leave(self.problem, way, self.problem.back_by)
        if way is not None and way.before + min(way.drive, way.drive_dark) + way.after == least:
            return self.problem.leave_from - 1 if direct is None else direct
        return self.problem.back_by - least

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
        for stand, windows in enumerate(self.windows):
            if windows:
                by = windows[-1].closes - self.least[origin][stand]
                last[self.bit[stand]] = max(by, last.get(self.bit[stand], by))
        return sorted((by, bit) for bit, by in last.items())

    def shortest_move(self) -> int:
        """Least minutes from the start of a visit to an arrival elsewhere, at least 1. [min]"""
        moves = [
            min(window.minutes for window in self.windows[origin])
            + way.before
            + min(way.drive, way.drive_dark)
            + way.after
            for origin in range(self.problem.base)
            if self.windows[origin]
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
