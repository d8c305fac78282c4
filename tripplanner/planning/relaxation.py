"""The completion bound of the exact engine: the day with revisits allowed, at a price per site.

Dropping the rule "each site at most once" leaves a problem over stands and times that one sweep
backwards through the day solves. Two things bring that bound down to near the true optimum. Sites that
lie close together form groups, and within a group a site is not visited again before the group is left:
without that, a relaxed day would walk round and round the same barns. And a price on each visit (a
Lagrange multiplier, found by subgradient steps) makes revisits unattractive. Arrivals are rounded down
to a grid of a few minutes: that can only make the bound larger, never wrong.
"""

from collections.abc import Sequence
from itertools import repeat
from operator import add, itemgetter, sub
from typing import Any, NamedTuple

from tripplanner.planning.groups import Group, groups_of
from tripplanner.planning.network import Network
from tripplanner.planning.problem import Window

NEVER = -(10**18)


class Reach(NamedTuple):
    """Where one can go: the cell of arrival, its stand, the minute of arrival, nominal travel. [min]"""

    cell: int
    stand: int
    arrive: int
    travel: int


class _Move(NamedTuple):
    """A cell with all that can follow a visit that starts there: within its group, beyond it, or home."""

    cell: int
    points: int
    site: int
    group: Group
    within: tuple[tuple[int, int], ...]
    beyond: "itemgetter[Any]"
    travel: tuple[int, ...]
    home: int
    later: int


class Tables(NamedTuple):
    """
    What the rest of the day is worth at most, by cell and by the sites of its group already visited.

    `arriving` counts from the moment of arrival, the visit included (`NEVER` where the site itself has
    been visited); `leaving` from the end of a visit that starts in the cell. `afresh` is `arriving` for
    who comes from another group.
    """

    afresh: list[int]
    arriving: list[list[int]]
    leaving: list[list[int]]


class Relaxation:
    """
    The cells and the sweep over them.

    A cell is a stretch of a few minutes in one window of one stand; cell 0 stands for nowhere. From
    the cell of arrival a visit may start at once, or at the opening of a later window (`later`).
    """

    def __init__(self, network: Network, step_minutes: int) -> None:
        self.network = network
        self.groups = groups_of(network)
        # A move must lead to a later cell, or the sweep would read what it has not yet written.
        self.step_minutes = min(step_minutes, network.shortest_move())
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
            starts = range(window.opens, window.closes + 1, self.step_minutes)
            following = 0 if number + 1 == len(windows) else first + len(starts)
            self.stand += [stand] * len(starts)
            self.window += [number] * len(starts)
            self.start += starts
            self.later += [following] * len(starts)
            lookup += [first] * (window.opens - self._from - len(lookup))
            for cell in range(first, first + len(starts)):
                lookup += [cell] * self.step_minutes
            del lookup[window.closes - self._from + 1 :]
        return lookup

    def cell_at(self, stand: int, start: int) -> int:
        """The cell in which a visit that starts at that minute lies."""
        return self._cells_of[stand][start - self._from]

    def window_of(self, cell: int) -> Window:
        """The window of a cell."""
        return self.network.windows[self.stand[cell]][self.window[cell]]

    def group_of(self, stand: int) -> Group:
        """The group that a stand's site belongs to."""
        return self.groups[self.network.site[stand]]

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
        group = self.group_of(stand)
        leave = self.start[cell] + window.minutes
        row, straight = self.reach(stand, leave), self.network.way_home(stand, leave)
        beyond = [each for each in row if self.group_of(each.stand) is not group]
        return _Move(
            cell=cell,
            points=window.points,
            site=self.network.site[stand],
            group=group,
            within=tuple((each.cell, each.travel) for each in row if self.group_of(each.stand) is group),
            # Two entries that lead nowhere, so that there is always a sequence to take the best of.
            beyond=itemgetter(0, 0, *(each.cell for each in beyond)),
            travel=(0, 0, *(each.travel for each in beyond)),
            home=NEVER if straight is None else -straight[0],
            later=self.later[cell],
        )

    def sweep(self, prices: Sequence[int]) -> Tables:
        """Solve the relaxed day for these prices a visit, from its end to its start."""
        unit, size = self.network.unit, len(self.stand)
        afresh = [NEVER] * size
        arriving: list[list[int]] = [[]] * size
        leaving: list[list[int]] = [[]] * size
        for cell, points, site, group, within, beyond, travel, home, later in self._moves:
            away = max(home, *map(sub, beyond(afresh), travel))
            near = [map(sub, arriving[other], repeat(minutes)) for other, minutes in within]
            onward = list(map(max, repeat(away, group.size), *near)) if near else [away] * group.size
            leaving[cell] = onward
            onward.append(NEVER)
            values = list(map(add, group.visiting[site](onward), repeat(points * unit - prices[site])))
            if later:
                values = list(map(max, values, arriving[later]))
            arriving[cell] = values
            afresh[cell] = values[0]
        return Tables(afresh, arriving, leaving)

    def walk(self, tables: Tables, prices: Sequence[int]) -> list[int]:
        """The stands of a best relaxed day, in order: what the prices still let be visited again."""
        network = self.network
        stands: list[int] = []
        origin, leave, group, visited, home = network.problem.base, network.problem.leave_from, None, 0, 0
        while True:
            best, first, stand = home, 0, -1
            for reach in self.reach(origin, leave):
                same = self.group_of(reach.stand) is group
                value = tables.arriving[reach.cell][visited] if same else tables.afresh[reach.cell]
                if value - reach.travel > best:
                    best, first, stand = value - reach.travel, reach.cell, reach.stand
            if stand < 0:
                return stands
            stands.append(stand)
            site = network.site[stand]
            visited = (visited if self.groups[site] is group else 0) | self.groups[site].bit[site]
            group = self.groups[site]
            chosen = self._best_start(first, tables, visited, prices[site])
            origin, leave = stand, self.start[chosen] + self.window_of(chosen).minutes
            straight = network.way_home(stand, leave)
            home = NEVER if straight is None else -straight[0]

    def _best_start(self, cell: int, tables: Tables, visited: int, price: int) -> int:
        """The cell in which to start a visit, of the cell of arrival and the openings after it."""
        chosen, best = cell, NEVER
        while cell:
            value = self.window_of(cell).points * self.network.unit - price + tables.leaving[cell][visited]
            if value > best:
                chosen, best = cell, value
            cell = self.later[cell]
        return chosen
