"""Proving the best day: labels exhausted under a bound that better and better prices bring down.

A good plan is looked for first (see `search`), then prices for the completion bound (see `relaxation` and
`prices`). From time to time the labels that may lead to nearly as much as the bound are exhausted (see
`labels`): either one of them is a plan that good, or the bound comes down. The try is given up when there
are too many of them, and made again with better prices. Among plans of equal points a last search looks
for less travel, an earlier end, and the catalogue's order.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tripplanner.planning.labels import Label, Limits, Search
from tripplanner.planning.network import latest_leave
from tripplanner.planning.prices import Slope, usual_prices
from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER, Relaxation, Tables
from tripplanner.planning.search import Improver
from tripplanner.planning.thrifty import ThriftySearch
from tripplanner.planning.totals import Totals

MAX_STEPS = 450_000
_TIE_STEPS = 2_000
_ROUNDS, _FEW_STANDS, _FEW_ROUNDS = 40, 13, 4
# Where the best plan has this share of the bound, a better one may reach it: it is looked for more often.
_NEAR_SHARE, _GOES_WHEN_NEAR = 0.97, 5
# So many steps of the prices, then a try with so many labels.
_TRIES = (
    (0, 2_000),
    (3, 20_000),
    (3, 30_000),
    (4, 50_000),
    (6, 80_000),
    (8, 150_000),
    (8, 150_000),
)
_ROUGH_STEPS = 16
# How far prices move at first: so many points, or this share of the gap between bound and plan.
_STRIDE, _STRIDE_SHARE, _FINE_STRIDE = 2, 1 / 10, 1
_WIDTH = 40
_DESCENT_SHARE = 1 / 4  # of the gap, from the bound down


def solve(
    problem: Problem,
    *,
    max_steps: int = MAX_STEPS,
    time_limit_s: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Solution | None:
    """
    Find the best plan of a day, and prove that none is better.

    Best is: most points; then least travel (`Way.nominal`), earliest back, first in the catalogue's
    order. The order among plans of equal points is settled within a budget of steps of its own.

    Parameters
    ----------
    problem
        The day.
    max_steps
        Labels looked at and steps of prices, at most: the same on every machine.
    time_limit_s
        Stop looking after this time. [s] The answer then depends on the machine.
    clock
        A monotonic clock. [s]

    Returns
    -------
    Solution | None
        `proven` is True when no plan has more points; otherwise `bound` says how many one could have.
        None when no plan visits all required sites.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Stand, Way, Window
    >>> way = Way(0, 20, 20, 0)
    >>> day = Problem(
    ...     sites=1, stands=(Stand(0, (Window(60, 90, 15, 7),)),), ways=((None, way), (way, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=600,
    ... )
    >>> answer = solve(day)
    >>> answer.score, answer.proven, answer.stops[0].start, answer.leave
    (7, True, 60, 40)
    """
    limits = Limits(max_steps, time_limit_s, clock)
    with _collector_paused():
        search = ThriftySearch(problem) if any(problem.limits) else Search(problem)
        settling = Settling(search)
        bound = _prove(search, settling, limits)
        if search.best is not None and bound == search.score:
            settling.count_travel()
            search.exhaust(limits, search.value, at_most=_TIE_STEPS, ties=True)
    return _answer(search, limits.steps, bound)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hundreds of thousands of tuples and no cycle: looking for cycles would take a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _prove(search: Search, settling: "Settling", limits: Limits) -> int:
    """Look for good plans and prices, and try whether all labels can be exhausted; the bound on all plans."""
    improver, totals = Improver(search.network), Totals(search.network)
    rounds = _ROUNDS if len(search.network.site) > _FEW_STANDS else _FEW_ROUNDS
    for afresh in (True, False):
        search.take(improver.go_on(rounds, afresh=afresh))
    bound = totals.up_to(settling.least // search.network.unit)
    for price_steps, labels in _TRIES:
        for _ in range(_GOES_WHEN_NEAR if bound * _NEAR_SHARE <= search.score else 1):
            if limits.reached or (search.best is not None and bound <= search.score):
                return bound
            search.take(improver.go_on(rounds, afresh=True))
        settling.go_on(price_steps, limits)
        bound = totals.up_to(min(bound, settling.least // search.network.unit))
        search.exhaust(limits, search.least, at_most=labels, width=_WIDTH)
        bound = _descend(search, totals, limits, bound, labels)
    return bound


def _descend(search: Search, totals: Totals, limits: Limits, bound: int, labels: int) -> int:
    """Try whether a plan is nearly as good as the bound; where none is, the bound comes down."""
    while search.best is None or bound > search.score:
        target, least = bound, NEVER
        if search.best is not None:
            target -= int((bound - search.score - 1) * _DESCENT_SHARE)
            least = (target - 1) * search.network.unit + 1
        if not search.exhaust(limits, least, at_most=labels) or search.best is None:
            return bound
        bound = search.score if search.score >= target else totals.up_to(target - 1)
    return search.score


class Settling:
    """
    The search for prices that bring the bound down: `least` is the lowest value of it so far.

    The search bounds its labels with the latest prices. The usual ones, where a day begins, may give the
    lowest bound on the whole day for a long time, and yet cut off no label.
    """

    def __init__(self, search: Search) -> None:
        self._search, self._network = search, search.network
        self._slope: Slope | None = None
        self._prices = usual_prices(search.network)
        tables, self.least = self._sweep(search.relaxation)
        self._load(tables)

    def go_on(self, steps: int, limits: Limits) -> None:
        """Make some steps; the first time roughly before."""
        fine = self._search.relaxation
        if steps > 0 and self._slope is None:
            gap = self.least - self._search.score * self._network.unit
            self._slope = Slope(self._network, max(_STRIDE * self._network.unit, gap * _STRIDE_SHARE))
            rough = Relaxation(self._network, fine.memory, rough=True)
            self._step(rough, self._slope, _ROUGH_STEPS, limits)
            self._slope.stride = max(self._slope.stride, _FINE_STRIDE * self._network.unit)
        if self._slope is not None:
            self._step(fine, self._slope, steps, limits)

    def _step(self, relaxation: Relaxation, slope: Slope, steps: int, limits: Limits) -> None:
        for _ in range(steps):
            if not limits.step():
                return
            tables, bound = self._sweep(relaxation)
            if relaxation is self._search.relaxation:
                self.least = min(self.least, bound)
                self._load(tables)
            visits = [0] * self._network.problem.sites
            for stand in relaxation.walk(tables):
                for mark in (self._network.site[stand], *self._network.problem.stands[stand].grants):
                    visits[mark] += 1
            moved = slope.next_prices(self._prices, visits)
            if moved is None:
                return
            self._prices = moved

    def count_travel(self) -> None:
        """From now on bound what is left of the day with its travel too."""
        prices = self._search.prices
        self._search.load(prices, self._search.relaxation.sweep(prices, free_travel=False))

    def _sweep(self, relaxation: Relaxation) -> tuple[Tables, int]:
        whole = [round(each) for each in self._prices]
        tables = relaxation.sweep(whole, free_travel=True)
        return tables, sum(whole) + relaxation.bound(tables)

    def _load(self, tables: Tables) -> None:
        self._search.load([round(each) for each in self._prices], tables)


def _answer(search: Search, steps: int, bound: int) -> Solution | None:
    if search.best is None:
        # Nothing was found; when the search was cut short that is no proof, but there is no plan to give.
        return None
    problem = search.network.problem
    stops: list[Stop] = []
    label: Label | None = search.best.last
    while label is not None:
        *_, stop, label, _ = label
        if stop is not None:
            stops.insert(0, stop)
    score = sum(stop.points for stop in stops)
    bound = max(score, bound)
    if not stops:
        return Solution((), score, bound, bound == score, None, None, steps)
    leave = latest_leave(problem, problem.ways[problem.base][stops[0].stand], stops[0].start)
    return Solution(tuple(stops), score, bound, bound == score, leave, search.best.rank[1], steps)
