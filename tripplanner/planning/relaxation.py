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

from tripplanner.planning.cells import Cells
from tripplanner.planning.memory import Getter, Memory
from tripplanner.planning.tolls import Tolls

NEVER = -(10**18)


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
    The sweep over the cells, with what the stands remember.

    Parameters
    ----------
    cells
        Where visits may start; rough ones give no bound.
    memory
        What each stand remembers.
    """

    def __init__(self, cells: Cells, memory: Memory) -> None:
        self.cells, self.memory, self.network = cells, memory, cells.network
        self._moves = [self._move(cell) for cell in cells.backwards]

    def _move(self, cell: int) -> _Move:
        cells, network = self.cells, self.network
        stand, (_, _, minutes, points, _, _) = cells.stand[cell], cells.window[cell]
        leave = cells.start[cell] + minutes
        straight = network.way_home(stand, leave)
        way = self.memory.way
        return _Move(
            cell=cell,
            points=points,
            marks=(network.site[stand], *sorted(network.problem.stands[stand].grants)),
            size=self.memory.size[stand],
            onward=tuple(
                (way(stand, each.stand), each.cell, each.travel) for each in cells.reach(stand, leave)
            ),
            home=NEVER if straight is None else -straight[0],
            later=cells.later[cell],
        )

    def sweep(self, prices: Sequence[int], tolls: Tolls, *, free_travel: bool) -> Tables:
        """
        Solve the relaxed day for these prices a visit and a minute, from its end to its start.

        With `free_travel` the minutes of travel, which only settle ties, are left out: the bound is a
        little larger, and found in half the time.
        """
        if not tolls.are_free:
            return self._sweep_with_tolls(prices, tolls, free_travel=free_travel)
        unit, size = self.network.unit, len(self.cells.stand)
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

    def _sweep_with_tolls(self, prices: Sequence[int], tolls: Tolls, *, free_travel: bool) -> Tables:
        """As `sweep`; each way and each visit costs its tolls too."""
        network, cells, size = self.network, self.cells, len(self.cells.stand)
        base, ways = network.problem.base, network.problem.ways
        toll_of = [
            [0 if way is None else tolls.of_way(way, stand) for stand, way in enumerate(row)] for row in ways
        ]
        arriving: list[list[int]] = [[]] * size
        starting: list[list[int]] = [[]] * size
        for cell, points, marks, sets, onward, home, later in self._moves:
            here, window = cells.stand[cell], cells.window[cell]
            toll, share = toll_of[here], 0 if free_travel else 1
            least = NEVER if home <= NEVER else share * home - toll[base]
            rows = [
                map(sub, get(arriving[other]), repeat(share * travel + toll[cells.stand[other]]))
                for get, other, travel in onward
            ]
            gain = points * network.unit - sum(prices[mark] for mark in marks)
            gain -= tolls.of_visit(here, *window[4:])
            values = [max(each) + gain for each in zip(repeat(least, sets), *rows, strict=False)]
            values.append(NEVER)
            starting[cell] = values
            arriving[cell] = list(map(max, values, arriving[later])) if later else values
        return Tables(arriving, starting)

    def bound(self, tables: Tables, tolls: Tolls) -> int:
        """What the relaxed day is worth at most, before prices and tolls are paid back."""
        problem, arriving = self.network.problem, tables.arriving
        values = [
            arriving[each.cell][0] - self._toll(tolls, problem.base, each.stand)
            for each in self.cells.reach(problem.base, problem.leave_from)
        ]
        return max([0, *values])

    def _toll(self, tolls: Tolls, origin: int, stand: int) -> int:
        way = self.network.problem.ways[origin][stand]
        return 0 if tolls.are_free or way is None else tolls.of_way(way, stand)

    def walk(self, tables: Tables, tolls: Tolls) -> list[int]:
        """The visits of a best relaxed day by their cells, travel left out: what is still visited again."""
        base, arriving = self.network.problem.base, tables.arriving
        visits: list[int] = []
        origin, leave, done = base, self.network.problem.leave_from, 0
        at_home = 0
        while True:
            best, first, stand, after = at_home, 0, -1, 0
            for reach in self.cells.reach(origin, leave):
                number = 0 if origin == base else self.memory.numbers(origin, reach.stand)[done]
                value = arriving[reach.cell][number] - self._toll(tolls, origin, reach.stand)
                if value > best:
                    best, first, stand, after = value, reach.cell, reach.stand, number
            if stand < 0:
                return visits
            chosen = self._best_start(first, tables, after)
            visits.append(chosen)
            origin, leave, done = stand, self.cells.start[chosen] + self.cells.window[chosen][2], after
            straight = self.network.way_home(stand, leave)
            at_home = NEVER if straight is None else -self._toll(tolls, stand, base)

    def _best_start(self, cell: int, tables: Tables, done: int) -> int:
        """The cell in which to start a visit, of the cell of arrival and the openings after it."""
        later = self.cells.later
        while later[cell] and tables.arriving[cell][done] > tables.starting[cell][done]:
            cell = later[cell]
        return cell
