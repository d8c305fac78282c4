"""The completion bound of the exact engine: the day with revisits allowed, at a price per site.

Dropping the rule "each site at most once" (but never i-j-i) leaves a problem over stands and times that
one sweep backwards through the day solves. A price on each visit (a Lagrange multiplier, found by
subgradient steps) makes revisits unattractive, which brings the bound down to near the true optimum.
Arrivals are rounded down to a grid of a few minutes: that can only make the bound larger, never wrong.
"""

from collections.abc import Sequence
from operator import itemgetter, sub
from typing import Any, NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Window

NEVER = -(10**18)
STEP_MINUTES = 5
HOME = -1


class Reach(NamedTuple):
    """Where one can go: the cell of arrival, its stand, the minute of arrival, nominal travel. [min]"""

    cell: int
    stand: int
    arrive: int
    travel: int


class _Move(NamedTuple):
    """One cell of the sweep with all that can follow a visit that starts there."""

    cell: int
    points: int
    site: int
    onward: "itemgetter[Any]"
    cells: tuple[int, ...]
    sites: tuple[int, ...]
    travel: tuple[int, ...]
    home: int
    later: int


class Tables(NamedTuple):
    """
    What the rest of the day is worth at most, by cell.

    `arriving` counts from the moment of arrival, the visit included; `leaving` from the end of a visit
    that starts in the cell. Each with the best value, the site visited after (`HOME`: none), and the
    best value that goes on to another site.
    """

    arriving: list[int]
    arriving_then: list[int]
    arriving_else: list[int]
    leaving: list[int]
    leaving_then: list[int]
    leaving_else: list[int]


class Relaxation:
    """
    The cells and the sweep over them.

    A cell is a stretch of a few minutes in one window of one stand; cell 0 stands for nowhere. From
    the cell of arrival a visit may start at once, or at the opening of a later window (`later`).
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self._from = network.problem.leave_from
        self.stand, self.window, self.start, self.later = [-1], [-1], [0], [0]
        self._cells_of = [self._lay(stand) for stand in range(network.problem.base)]
        self._rows: dict[tuple[int, int], list[Reach]] = {}
        order = sorted(range(1, len(self.stand)), key=self.start.__getitem__, reverse=True)
        self._moves = [self._move(cell) for cell in order]

    def _lay(self, stand: int) -> list[int]:
        """Lay the cells of one stand; the answer maps minutes of arrival, from the day's start, to cells."""
        lookup: list[int] = []
        windows = self.network.windows[stand]
        for number, window in enumerate(windows):
            first = len(self.stand)
            starts = range(window.opens, window.closes + 1, STEP_MINUTES)
            following = 0 if number + 1 == len(windows) else first + len(starts)
            self.stand += [stand] * len(starts)
            self.window += [number] * len(starts)
            self.start += starts
            self.later += [following] * len(starts)
            lookup += [first] * (window.opens - self._from - len(lookup))
            for cell in range(first, first + len(starts)):
                lookup += [cell] * STEP_MINUTES
            del lookup[window.closes - self._from + 1 :]
        return lookup

    def cell_at(self, stand: int, start: int) -> int:
        """The cell in which a visit that starts at that minute lies."""
        return self._cells_of[stand][start - self._from]

    def window_of(self, cell: int) -> Window:
        """The window of a cell."""
        return self.network.windows[self.stand[cell]][self.window[cell]]

    def reach(self, origin: int, leave: int) -> list[Reach]:
        """All that can be reached in time when leaving a stand (or the base) at a minute."""
        known = self._rows.get((origin, leave))
        if known is None:
            known = self._rows[origin, leave] = self._reach(origin, leave)
        return known

    def _reach(self, origin: int, leave: int) -> list[Reach]:
        problem = self.network.problem
        found = []
        for stand, way in self.network.targets[origin]:
            arrive = problem.arrival(way, leave)
            lookup = self._cells_of[stand]
            if arrive - self._from < len(lookup):
                found.append(Reach(lookup[arrive - self._from], stand, arrive, way.nominal))
        return found

    def _move(self, cell: int) -> _Move:
        stand, window = self.stand[cell], self.window_of(cell)
        row = self.reach(stand, self.start[cell] + window.minutes)
        way = self.network.home[stand]
        assert way is not None  # noqa: S101 - only stands with a way home have cells
        # Two entries that lead nowhere, so that there is always a sequence to take the best of.
        cells = (0, 0, *(each.cell for each in row))
        return _Move(
            cell=cell,
            points=window.points,
            site=self.network.site[stand],
            onward=itemgetter(*cells),
            cells=cells,
            sites=(HOME, HOME, *(self.network.site[each.stand] for each in row)),
            travel=(0, 0, *(each.travel for each in row)),
            home=-way.nominal,
            later=self.later[cell],
        )

    def sweep(self, prices: Sequence[int]) -> Tables:
        """Solve the relaxed day for these prices a visit, from its end to its start."""
        unit, size = self.network.unit, len(self.stand)
        tables = Tables(*([fill] * size for fill in (NEVER, HOME, NEVER, NEVER, HOME, NEVER)))
        arriving, arriving_then, arriving_else, leaving, leaving_then, leaving_else = tables
        for move in self._moves:
            best, then, second = _best_onward(move, arriving, arriving_then, arriving_else)
            cell = move.cell
            leaving[cell], leaving_then[cell], leaving_else[cell] = best, then, second
            gain = move.points * unit - prices[move.site]
            best, second, later = best + gain, second + gain, move.later
            if later and arriving[later] > NEVER:
                best, then, second = _better(
                    (best, then, second), (arriving[later], arriving_then[later], arriving_else[later])
                )
            arriving[cell], arriving_then[cell], arriving_else[cell] = best, then, second
        return tables

    def walk(self, tables: Tables, prices: Sequence[int]) -> list[int]:
        """The stands of a best relaxed day, in order: what the prices still let be visited twice."""
        network, unit = self.network, self.network.unit
        arriving, arriving_then, arriving_else, leaving, leaving_then, leaving_else = tables
        stands: list[int] = []
        origin, leave, here, prior, home = network.problem.base, network.problem.leave_from, HOME, HOME, 0
        while True:
            best, first, stand = home, 0, -1
            for reach in self.reach(origin, leave):
                known = arriving if arriving_then[reach.cell] != here else arriving_else
                value = known[reach.cell] - reach.travel
                if value > best and network.site[reach.stand] != prior:
                    best, first, stand = value, reach.cell, reach.stand
            if stand < 0:
                return stands
            stands.append(stand)
            prior, here = here, network.site[stand]
            chosen, best = first, NEVER
            while first:
                onward = leaving if leaving_then[first] != prior or prior == HOME else leaving_else
                value = self.window_of(first).points * unit - prices[here] + onward[first]
                if value > best:
                    chosen, best = first, value
                first = self.later[first]
            origin, leave = stand, self.start[chosen] + self.window_of(chosen).minutes
            way = network.home[stand]
            home = NEVER if way is None else -way.nominal


def _best_onward(
    move: _Move, arriving: list[int], arriving_then: list[int], arriving_else: list[int]
) -> tuple[int, int, int]:
    """Best value after a visit, the site it goes on to, and the best that goes on to another one."""
    values = list(map(sub, move.onward(arriving), move.travel))
    after = move.onward(arriving_then)
    if move.site in after:
        for at, site in enumerate(after):
            if site == move.site:
                values[at] = arriving_else[move.cells[at]] - move.travel[at]
    best = max(values)
    if best <= move.home:
        return move.home, HOME, best
    then = move.sites[values.index(best)]
    while True:
        values[values.index(max(values))] = NEVER
        second = max(values)
        if second <= move.home:
            return best, then, move.home
        if move.sites[values.index(second)] != then:
            return best, then, second


def _better(one: tuple[int, int, int], other: tuple[int, int, int]) -> tuple[int, int, int]:
    """Join two (best, site after, best to another site) into one."""
    if other[0] > one[0]:
        one, other = other, one
    runner_up = other[0] if other[1] != one[1] else other[2]
    return one[0], one[1], max(one[2], runner_up)
