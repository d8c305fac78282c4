"""Settling the prices and the memory of the completion bound, so that it comes down to the best plan."""

from tripplanner.planning.cells import Cells
from tripplanner.planning.labels import Limits, Search
from tripplanner.planning.memory import Memory
from tripplanner.planning.prices import Slope, usual_prices
from tripplanner.planning.relaxation import Relaxation, Tables
from tripplanner.planning.tolls import Tolls, slack

_NEAR_SITES, _MOST_SITES = 3, 8  # a stand's tables double with each site it remembers
_ROUGH_STEPS = 16
_WALKS = 5  # so many relaxed days are looked at for what is still visited again
# How far prices move at first: so many points, or this share of the gap between bound and plan.
_STRIDE, _STRIDE_SHARE, _FINE_STRIDE, _WIDENED_STRIDE = 2, 1 / 10, 1, 0.7


class Settling:
    """
    The search for prices and a memory that bring the bound down: `least` is the lowest value of it so far.

    The search bounds its labels with the latest prices. The usual ones, where a day begins, may give the
    lowest bound on the whole day for a long time, and yet cut off no label.
    """

    def __init__(self, search: Search) -> None:
        self._search, self._network = search, search.network
        self._rough_cells: Cells | None = None
        self._slope: Slope | None = None
        self._prices = usual_prices(search.network)
        self._blocks = [0.0] * (3 * len(search.network.days))
        self._walks: list[list[int]] = []
        self._remember(Memory.of_the_nearest(search.network, _NEAR_SITES))
        tables, self.least = self._sweep(self._fine)
        self._load(tables)

    def _remember(self, memory: Memory) -> None:
        self._memory = memory
        self._rough: Relaxation | None = None
        self._fine = Relaxation(self._search.cells, memory)

    def begin(self, limits: Limits) -> None:
        """Find prices that are nearly right."""
        unit = self._network.unit
        gap = self.least - self._search.score * unit
        self._slope = Slope(self._network, max(_STRIDE * unit, gap * _STRIDE_SHARE))
        self.go_roughly(_ROUGH_STEPS, limits)
        self._slope.stride = max(self._slope.stride, _FINE_STRIDE * unit)

    def widen(self) -> None:
        """Remember more, so that what the last relaxed days visited again they no longer can."""
        self._remember(self._memory.widened(self._walks[-_WALKS:], most_sites=_MOST_SITES))
        if self._slope is not None:
            self._slope.stride = max(self._slope.stride, _WIDENED_STRIDE * self._network.unit)

    def go_roughly(self, steps: int, limits: Limits) -> None:
        """Make some steps of the prices on long cells."""
        if self._rough_cells is None:
            self._rough_cells = Cells(self._network, rough=True)
        if self._rough is None:
            self._rough = Relaxation(self._rough_cells, self._memory)
        self._step(self._rough, steps, limits)

    def go_finely(self, steps: int, limits: Limits) -> None:
        """Make some steps of the prices that bring the bound down."""
        self._step(self._fine, steps, limits)

    def _step(self, relaxation: Relaxation, steps: int, limits: Limits) -> None:
        for _ in range(steps):
            if self._slope is None or not limits.step():
                return
            tables, bound = self._sweep(relaxation)
            if relaxation is self._fine:
                self.least = min(self.least, bound)
                self._load(tables)
            cells = relaxation.cells
            walk = relaxation.walk(tables, self._tolls)
            self._walks.append([cells.stand[each] for each in walk])
            visits = [(cells.stand[each], *cells.window[each][4:]) for each in walk]
            spare = slack(self._network, visits)
            moved = self._slope.next_prices(self._prices, self._visits(self._walks[-1]), self._blocks, spare)
            if moved is None:
                return
            self._prices, self._blocks = moved

    def _visits(self, walk: list[int]) -> list[int]:
        visits = [0] * self._network.problem.sites
        for stand in walk:
            for mark in (self._network.site[stand], *self._network.problem.stands[stand].grants):
                visits[mark] += 1
        return visits

    def count_travel(self) -> None:
        """From now on bound what is left of the day with its travel too."""
        prices, tolls = self._search.prices, self._search.tolls
        tables = self._fine.sweep(prices, tolls, free_travel=False)
        self._search.load(self._search.memory, prices, tolls, tables)

    def _sweep(self, relaxation: Relaxation) -> tuple[Tables, int]:
        whole = [round(each) for each in self._prices]
        tolls = self._tolls = Tolls(self._network, self._blocks)
        tables = relaxation.sweep(whole, tolls, free_travel=True)
        return tables, sum(whole) + tolls.allowance + relaxation.bound(tables, tolls)

    def _load(self, tables: Tables) -> None:
        self._search.load(self._memory, [round(each) for each in self._prices], self._tolls, tables)
