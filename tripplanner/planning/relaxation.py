"""The completion bound of the exact engine: the day with revisits allowed, at a price per site.

Dropping the rule "each site at most once" leaves a problem over stands and times that one sweep
backwards through the day solves. Two things bring that bound down to near the true optimum. Each stand
remembers which of the nearest sites were visited already, as far as the places in between remember it too
(the "ng-routes" of Baldacci, Mingozzi and Roberti 2011, doi:10.1287/opre.1110.0975): without that, a relaxed
day would walk round and round the same barns. And a price on each visit (a Lagrange multiplier) makes
revisits unattractive. Arrivals are rounded down to a grid of a few minutes: that can only make the bound
larger, never wrong.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from operator import sub
from typing import NamedTuple

from tripplanner.planning.memory import Getter, Memory
from tripplanner.planning.network import Network
from tripplanner.planning.problem import Window

NEVER = -(10**18)
_GRID_MINUTES, _ROUGH_MINUTES = 5, 10


class Reach(NamedTuple):
    """Where one can go: the cell of arrival, its stand, the minute of arrival, nominal travel. [min]"""

    cell: int
    stand: int
    arrive: int
    travel: int


class _Move(NamedTuple):
    """A cell with all that can follow a visit that starts there: other cells, or home."""

    cell: int
    points: int
    marks: tuple[int, ...]
    size: int
    onward: tuple[tuple[Getter, int, int], ...]
    home: int
    later: int


class Tables(NamedTuple):
    """
    What the rest of the day is worth at most, by cell and by the set of near sites already visited.

    `arriving` counts from the moment of arrival, `starting` from a visit that starts in that very cell;
    the last value of each is `NEVER`, for who may not visit the site again.
    """

    arriving: list[list[int]]
    starting: list[list[int]]


class Relaxation:
    """
    The cells and the sweep over them.

    A cell is a stretch of a few minutes in one window of one stand; cell 0 stands for nowhere. From
    the cell of arrival a visit may start at once, or at the opening of a later window (`later`).

    A `rough` one has longer stretches, and arrivals are rounded to the nearest: what it says is no bound,
    but its prices are nearly right, and found in less than half the time.
    """

    def __init__(self, network: Network, memory: Memory, *, rough: bool = False) -> None:
        self.network = network
        self.memory = memory
        # A move must lead to a later cell, or the sweep would read what it has not yet written.
        self._step = min(_ROUGH_MINUTES if rough else _GRID_MINUTES, network.shortest_move())
        self._early = self._step // 2 if rough else 0
        self._from = network.problem.leave_from
        self.stand, self.start, self.later = [-1], [0], [0]
        # Of the window of each cell: opens, closes, minutes, points, minutes of walking and in the cold.
        self.window: list[tuple[int, int, int, int, int, int]] = [(0, 0, 0, 0, 0, 0)]
        self._cells_of = [self._lay(stand) for stand in range(network.problem.base)]
        self._rows: dict[tuple[int, int], list[Reach]] = {}
        nights = {*network.problem.nights}
        order = sorted(
            range(1, len(self.stand)),
            # A day may begin with a visit at the very minute of the night before it.
            key=lambda cell: (self.start[cell], self.stand[cell] not in nights),
            reverse=True,
        )
        self._moves = [self._move(cell) for cell in order]

    def _lay(self, stand: int) -> list[int]:
        """Lay the cells of one stand; the answer maps minutes of arrival, from the day's start, to cells."""
        lookup: list[int] = []
        windows = self.network.windows[stand]
        for number, window in enumerate(windows):
            first = len(self.stand)
            starts = range(window.opens, window.closes + 1, self._step)
            following = 0 if number + 1 == len(windows) else first + len(starts)
            self.stand += [stand] * len(starts)
            self.window += [_plain(window)] * len(starts)
            self.start += starts
            self.later += [following] * len(starts)
            lookup += [first] * (window.opens - self._from - len(lookup) - self._early)
            for cell in range(first, first + len(starts)):
                lookup += [cell] * self._step
            del lookup[window.closes - self._from + 1 :]
        return lookup

    def reach(self, origin: int, leave: int) -> list[Reach]:
        """All that can be reached in time when leaving a stand (or the base) at a minute."""
        known = self._rows.get((origin, leave))
        if known is None:
            known = self._rows[origin, leave] = self._reach(origin, leave)
        return known

    def _reach(self, origin: int, leave: int) -> list[Reach]:
        problem, since = self.network.problem, self._from
        day = self.network.day_of(origin) if origin < problem.base else self.network.days[0]
        found = []
        for stand, way in self.network.targets[origin]:
            start = leave + way.before
            if day.light_from <= start and start + way.drive <= day.light_until:
                arrive = start + way.drive + way.after  # most drives by far are in the light
            else:
                arrive = problem.arrival(way, leave)
            lookup = self._cells_of[stand]
            if arrive - since < len(lookup):
                found.append(Reach(lookup[arrive - since], stand, arrive, way.before + way.drive + way.after))
        return found

    def _move(self, cell: int) -> _Move:
        stand, (_, _, minutes, points, _, _) = self.stand[cell], self.window[cell]
        leave = self.start[cell] + minutes
        straight = self.network.way_home(stand, leave)
        way = self.memory.way
        return _Move(
            cell=cell,
            points=points,
            marks=(self.network.site[stand], *sorted(self.network.problem.stands[stand].grants)),
            size=self.memory.size[stand],
            onward=tuple(
                (way(stand, each.stand), each.cell, each.travel) for each in self.reach(stand, leave)
            ),
            home=NEVER if straight is None else -straight[0],
            later=self.later[cell],
        )

    def sweep(self, prices: Sequence[int], *, free_travel: bool) -> Tables:
        """
        Solve the relaxed day for these prices a visit, from its end to its start.

        With `free_travel` the minutes of travel, which only settle ties, are left out: the bound is a
        little larger, and found in half the time.
        """
        unit, size = self.network.unit, len(self.stand)
        arriving: list[list[int]] = [[]] * size
        starting: list[list[int]] = [[]] * size
        for cell, points, marks, sets, onward, home, later in self._moves:
            if free_travel:
                least = 0 if home > NEVER else NEVER
                rows: list[Iterable[int]] = [get(arriving[other]) for get, other, _ in onward]
            else:
                least = home
                rows = [map(sub, get(arriving[other]), repeat(travel)) for get, other, travel in onward]
            gain = points * unit - prices[marks[0]]
            for wish in marks[1:]:
                gain -= prices[wish]
            values = [max(each) + gain for each in zip(repeat(least, sets), *rows, strict=False)]
            values.append(NEVER)
            starting[cell] = values
            arriving[cell] = list(map(max, values, arriving[later])) if later else values
        return Tables(arriving, starting)

    def bound(self, tables: Tables) -> int:
        """What the relaxed day is worth at most, before the prices are paid back."""
        problem, arriving = self.network.problem, tables.arriving
        return max([0, *(arriving[each.cell][0] for each in self.reach(problem.base, problem.leave_from))])

    def walk(self, tables: Tables) -> list[int]:
        """The stands of a best relaxed day, travel left out, in order: what is still visited again."""
        base, arriving = self.network.problem.base, tables.arriving
        stands: list[int] = []
        origin, leave, done = base, self.network.problem.leave_from, 0
        at_home = 0
        while True:
            best, first, stand, after = at_home, 0, -1, 0
            for reach in self.reach(origin, leave):
                number = 0 if origin == base else self.memory.numbers(origin, reach.stand)[done]
                value = arriving[reach.cell][number]
                if value > best:
                    best, first, stand, after = value, reach.cell, reach.stand, number
            if stand < 0:
                return stands
            stands.append(stand)
            chosen = self._best_start(first, tables, after)
            origin, leave, done = stand, self.start[chosen] + self.window[chosen][2], after
            at_home = NEVER if self.network.way_home(stand, leave) is None else 0

    def _best_start(self, cell: int, tables: Tables, done: int) -> int:
        """The cell in which to start a visit, of the cell of arrival and the openings after it."""
        while self.later[cell] and tables.arriving[cell][done] > tables.starting[cell][done]:
            cell = self.later[cell]
        return cell


def _plain(window: Window) -> tuple[int, int, int, int, int, int]:
    minutes = window.minutes
    return window.opens, window.closes, minutes, window.points, window.walk_minutes, window.cold_minutes
