"""The completion bound of the exact engine: the day with revisits allowed, at a price per site.

Dropping the rule "each site at most once" leaves a problem over (stand, minute of arrival) that a
backward sweep solves. A price on each visit (a Lagrange multiplier, found by subgradient steps)
makes revisits unattractive, which brings the bound down to near the true optimum. Arrivals are
rounded down to cells of a few minutes: that can only make the bound larger, never wrong.

Values are whole numbers in which one point outweighs all travel of a day: `points * unit - travel`.
"""

from collections.abc import Sequence
from operator import itemgetter, sub
from typing import NamedTuple

from tripplanner.planning.problem import Problem, Way, Window

NEVER = -(10**18)


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
    """A problem made ready for search: windows cut to starts that can be reached and still get home."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.site = [stand.site for stand in problem.stands]
        self.bit = [1 << site for site in self.site]
        self.home = [row[problem.base] for row in problem.ways]
        self.dist = _shortest(problem)
        self.windows = [self._useful_windows(stand) for stand in range(problem.base)]
        self.targets = [self._targets(origin) for origin in range(problem.base + 1)]
        self.longest = 1 + max((way.nominal for row in problem.ways for way in row if way is not None), default=0)
        self.unit = self.longest * (problem.sites + 1)
        self.required = sum(1 << site for site in problem.required)
        self._closing = [self._closing_times(origin) for origin in range(problem.base + 1)]

    def _useful_windows(self, stand: int) -> list[Window]:
        problem = self.problem
        leave_by = latest_leave(problem, self.home[stand], problem.back_by)
        if leave_by is None:
            return []
        earliest = problem.leave_from + self.dist[problem.base][stand]
        cut = (
            Window(max(w.opens, earliest), min(w.closes, leave_by - w.minutes), w.minutes, w.points)
            for w in problem.stands[stand].windows
        )
        return [window for window in cut if window.opens <= window.closes]

    def _targets(self, origin: int) -> list[tuple[int, Way]]:
        here = self.site[origin] if origin < self.problem.base else None
        return [
            (stand, way)
            for stand, way in enumerate(self.problem.ways[origin][: self.problem.base])
            if way is not None and self.windows[stand] and self.site[stand] != here
        ]

    def _closing_times(self, origin: int) -> list[tuple[int, int]]:
        """Per site the last minute at which it can still be had after leaving `origin`, soonest first."""
        last: dict[int, int] = {}
        for stand, windows in enumerate(self.windows):
            if windows:
                by = windows[-1].closes - self.dist[origin][stand]
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

    def shortest_move(self) -> int:
        """Least minutes from one start of a visit to the next."""
        return min(
            (
                min(w.minutes for w in self.windows[origin]) + way.before + min(way.drive, way.drive_dark) + way.after
                for origin in range(self.problem.base)
                if self.windows[origin]
                for _, way in self.targets[origin]
            ),
            default=1,
        )


def _shortest(problem: Problem) -> list[list[int]]:
    """Least travel minutes between all pairs, stops on the way included but not counted (Floyd-Warshall)."""
    far = 10**9
    dist = [
        [far if way is None else way.before + min(way.drive, way.drive_dark) + way.after for way in row]
        for row in problem.ways
    ]
    for via in range(problem.base):
        through = dist[via]
        for row in dist:
            start = row[via]
            if start < far:
                row[:] = [old if old <= start + more else start + more for old, more in zip(row, through, strict=True)]
    return dist


Row = list[tuple[int, int, int, int]]
"""Where one can go: (cell of arrival, stand, minute of arrival, nominal travel)."""


class Relaxation:
    """The cells of arrival and the sweep over them."""

    def __init__(self, network: Network, step: int) -> None:
        self.network = network
        self.step = step
        self.start_of = network.problem.leave_from
        self.stand = [-1]
        self.window = [-1]
        self.start = [0]
        self.later = [0]
        self._cells_of = [self._lay(stand) for stand in range(network.problem.base)]
        self._rows: dict[tuple[int, int], Row] = {}
        self._plan_sweep()

    def _lay(self, stand: int) -> list[int]:
        """Cells of one stand; the answer maps minutes of arrival, from the day's start, to cells."""
        lookup: list[int] = []
        windows = self.network.windows[stand]
        for number, window in enumerate(windows):
            first = len(self.stand)
            starts = range(window.opens, window.closes + 1, self.step)
            last = number + 1 == len(windows)
            self.stand += [stand] * len(starts)
            self.window += [number] * len(starts)
            self.start += starts
            self.later += [0 if last else first + len(starts)] * len(starts)
            lookup += [first] * (window.opens - self.start_of - len(lookup))
            for cell in range(first, first + len(starts)):
                lookup += [cell] * self.step
            del lookup[window.closes - self.start_of + 1 :]
        return lookup

    def cell(self, stand: int, start: int) -> int:
        """The cell in which a visit that starts at that minute lies."""
        return self._cells_of[stand][start - self.start_of]

    def row(self, origin: int, leave: int) -> Row:
        """All that can be reached in time when leaving a stand at a minute."""
        known = self._rows.get((origin, leave))
        if known is None:
            known = self._rows[origin, leave] = self._row(origin, leave)
        return known

    def _row(self, origin: int, leave: int) -> Row:
        problem = self.network.problem
        found = []
        for stand, way in self.network.targets[origin]:
            arrive = leave + way.nominal if way.drive == way.drive_dark else problem.arrival(way, leave)
            lookup = self._cells_of[stand]
            if arrive - self.start_of < len(lookup):
                found.append((lookup[arrive - self.start_of], stand, arrive, way.nominal))
        return found

    def _plan_sweep(self) -> None:
        """Order of the sweep with, for each cell, the cells one can go on to and the travel to them."""
        site = self.network.site
        self._sweep = []
        for cell in sorted(range(1, len(self.stand)), key=self.start.__getitem__, reverse=True):
            stand = self.stand[cell]
            window = self.network.windows[stand][self.window[cell]]
            row = self.row(stand, self.start[cell] + window.minutes)
            way = self.network.home[stand]
            assert way is not None
            cells = [0, 0, *(each[0] for each in row)]
            travel = (0, 0, *(each[3] for each in row))
            sites = [-1, -1, *(site[each[1]] for each in row)]
            self._sweep.append(
                (cell, window.points, site[stand], itemgetter(*cells), cells, sites, travel, -way.nominal, self.later[cell])
            )

    def sweep(self, prices: Sequence[int]) -> "Tables":
        """Best value from arriving in each cell, and from leaving after a visit there."""
        unit = self.network.unit
        size = len(self.stand)
        a1, a2, an = [NEVER] * size, [NEVER] * size, [-1] * size
        l1, l2, ln = [NEVER] * size, [NEVER] * size, [-1] * size
        for cell, points, site, onward, cells, sites, travel, home, later in self._sweep:
            values = list(map(sub, onward(a1), travel))
            nexts = onward(an)
            if site in nexts:
                at = -1
                for _ in range(nexts.count(site)):
                    at = nexts.index(site, at + 1)
                    values[at] = a2[cells[at]] - travel[at]
            best = max(values)
            if best <= home:
                best, then, second = home, -1, best
            else:
                at = values.index(best)
                then = sites[at]
                second = home
                while True:
                    values[at] = NEVER
                    other = max(values)
                    if other <= second:
                        break
                    at = values.index(other)
                    if sites[at] != then:
                        second = other
                        break
            l1[cell], l2[cell], ln[cell] = best, second, then
            gain = points * unit - prices[site]
            best += gain
            second += gain
            if later:
                best2, then2, second2 = a1[later], an[later], a2[later]
                if best2 > best:
                    best, then, second, best2, then2, second2 = best2, then2, second2, best, then, second
                if then2 != then:
                    if best2 > second: second = best2
                elif second2 > second:
                    second = second2
            a1[cell], a2[cell], an[cell] = best, second, then
        return Tables(a1, a2, an, l1, l2, ln)


class Tables(NamedTuple):
    arriving: list[int]
    arriving_else: list[int]
    arriving_next: list[int]
    leaving: list[int]
    leaving_else: list[int]
    leaving_next: list[int]
