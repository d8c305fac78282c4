"""Proving the best day: labels exhausted under a bound that better and better prices bring down.

A good plan is looked for first (see `search`), then prices for the completion bound (see `relaxation` and
`prices`). From time to time the labels that may lead to nearly as much as the bound are exhausted (see
`labels`): either one of them is a plan that good, or the bound comes down. The try is given up when there
are too many of them, and made again with better prices. Among plans of equal points a last search looks
for less travel, an earlier end, and the catalogue's order.
"""

import time
from collections.abc import Callable

from tripplanner.planning.labels import Label, Limits, Search
from tripplanner.planning.network import latest_leave
from tripplanner.planning.prices import Slope, usual_prices
from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER
from tripplanner.planning.search import Improver

MAX_STEPS = 500_000
_TIE_STEPS = 2_000
_IMPROVER_ROUNDS = 40
_FEW_STANDS, _FEW_ROUNDS = 13, 2
# So many steps of the prices, then a try with so many labels.
_TRIES = (
    (0, 2_000),
    (6, 20_000),
    (6, 30_000),
    (6, 40_000),
    (6, 50_000),
    (8, 60_000),
    (8, 80_000),
    (10, 100_000),
    (16, 10**9),
)
_LEAST_STRIDE, _FIRST_STRIDE_SHARE = 2, 1 / 10  # points, and of the gap between bound and plan
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
    search = Search(problem)
    settling = Settling(search)
    bound = _prove(search, settling, limits)
    if search.best is not None and bound == search.score:
        settling.count_travel()
        search.exhaust(limits, search.value, at_most=_TIE_STEPS, ties=True)
    return _answer(search, limits.steps, bound)


def _prove(search: Search, settling: "Settling", limits: Limits) -> int:
    """Look for good plans and prices, and try whether all labels can be exhausted; the bound on all plans."""
    improver = Improver(search.network)
    rounds = _IMPROVER_ROUNDS if len(search.network.site) > _FEW_STANDS else _FEW_ROUNDS
    for afresh in (True, False, True):
        search.take(improver.go_on(rounds, afresh=afresh))
    bound = settling.start()
    for price_steps, labels in _TRIES:
        if limits.reached or (search.best is not None and bound <= search.score):
            break
        bound = _descend(search, limits, min(bound, settling.go_on(price_steps, limits)), labels)
        search.take(improver.go_on(rounds, afresh=True))
    return bound


def _descend(search: Search, limits: Limits, bound: int, labels: int) -> int:
    """Try whether a plan is nearly as good as the bound; where none is, the bound comes down."""
    while search.best is None or bound > search.score:
        if search.best is None:
            target, least = bound, NEVER
        else:
            target = bound - int((bound - search.score - 1) * _DESCENT_SHARE)
            least = (target - 1) * search.network.unit + 1
        if not search.exhaust(limits, least, at_most=labels):
            return bound
        if search.best is None:
            return bound
        bound = search.score if search.score >= target else target - 1
    return search.score


class Settling:
    """The search for prices that bring the bound down; the search bounds with the best so far."""

    def __init__(self, search: Search) -> None:
        self._search, self._network = search, search.network
        self._load(usual_prices(search.network))
        self._keep()

    def start(self) -> int:
        """Choose how far the prices move at first; the bound in points."""
        gap = self._least - self._search.score * self._network.unit
        self._slope = Slope(self._network, max(_LEAST_STRIDE * self._network.unit, gap * _FIRST_STRIDE_SHARE))
        return self._least // self._network.unit

    def go_on(self, steps: int, limits: Limits) -> int:
        """Make some steps; the best bound so far, in points."""
        relaxation = self._search.relaxation
        for _ in range(steps):
            visits = [0] * self._network.problem.sites
            for stand in relaxation.walk(self._tables):
                visits[self._network.site[stand]] += 1
            moved = self._slope.next_prices(self._prices, visits)
            if moved is None or not limits.step():
                break
            self._load(moved)
            if self._bound < self._least:
                self._keep()
        return self._least // self._network.unit

    def count_travel(self) -> None:
        """From now on bound what is left of the day with its travel too."""
        prices = self._search.prices
        self._search.load(prices, self._search.relaxation.sweep(prices, free_travel=False))

    def _load(self, prices: list[float]) -> None:
        self._prices = prices
        self._whole = [round(each) for each in prices]
        self._tables = self._search.relaxation.sweep(self._whole, free_travel=True)
        self._bound = sum(self._whole) + self._search.relaxation.bound(self._tables)

    def _keep(self) -> None:
        self._least, self._best_prices = self._bound, self._prices
        self._search.load(self._whole, self._tables)


def _answer(search: Search, steps: int, bound: int) -> Solution | None:
    if search.best is None:
        # Nothing was found; when the search was cut short that is no proof, but there is no plan to give.
        return None
    problem = search.network.problem
    stops: list[Stop] = []
    label: Label | None = search.best.last
    while label is not None:
        *_, stop, label = label
        if stop is not None:
            stops.insert(0, stop)
    score = sum(stop.points for stop in stops)
    bound = max(score, bound)
    if not stops:
        return Solution((), score, bound, bound == score, None, None, steps)
    leave = latest_leave(problem, problem.ways[problem.base][stops[0].stand], stops[0].start)
    return Solution(tuple(stops), score, bound, bound == score, leave, search.best.rank[1], steps)
