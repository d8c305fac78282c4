"""Cells: stretches of a few minutes in which a visit may start, and which of them lead to which."""

from typing import NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Problem, Window

_GRID_MINUTES, _MOST_STEPS = 5, 250


def grid_minutes(problem: Problem) -> int:
    """How long a cell is: five minutes, and longer where a day has very many of them."""
    days = len(problem.nights) + 1
    return max(_GRID_MINUTES, (problem.back_by - problem.leave_from) // (days * _MOST_STEPS))


class Reach(NamedTuple):
    """Where one can go: the cell of arrival, its stand, the minute of arrival, nominal travel. [min]"""

    cell: int
    stand: int
    arrive: int
    travel: int


class Cells:
    """
    The cells of a problem.

    A cell is a stretch of a few minutes in one window of one stand; cell 0 stands for nowhere. From
    the cell of arrival a visit may start at once, or at the opening of a later window (`later`).

    `rough` ones are longer, and arrivals are rounded to the nearest: what they say is no bound, but its
    prices are nearly right, and found in less than half the time.
    """

    def __init__(self, network: Network, *, rough: bool = False) -> None:
        self.network = network
        # A move must lead to a later cell, or the sweep would read what it has not yet written.
        self._step = min(grid_minutes(network.problem) * (1 + rough), network.shortest_move())
        self._early = self._step // 2 if rough else 0
        self._from = network.problem.leave_from
        self.stand, self.start, self.later = [-1], [0], [0]
        # Of the window of each cell: opens, closes, minutes, points, minutes of walking and in the cold.
        self.window: list[tuple[int, int, int, int, int, int]] = [(0, 0, 0, 0, 0, 0)]
        self._cells_of = [self._lay(stand) for stand in range(network.problem.base)]
        self._rows: dict[tuple[int, int], list[Reach]] = {}
        nights = {*network.problem.nights}
        self.backwards = sorted(
            range(1, len(self.stand)),
            # A day may begin with a visit at the very minute of the night before it.
            key=lambda cell: (self.start[cell], self.stand[cell] not in nights),
            reverse=True,
        )

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


def _plain(window: Window) -> tuple[int, int, int, int, int, int]:
    minutes = window.minutes
    return window.opens, window.closes, minutes, window.points, window.walk_minutes, window.cold_minutes
