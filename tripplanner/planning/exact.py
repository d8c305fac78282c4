"""Proving the best day: labels exhausted under a bound that better and better prices bring down.

A good plan is looked for first (see `search`), then prices for the completion bound (see `relaxation` and
`prices`). From time to time all labels that matter are looked at (see `labels`); the try is given up
when there are too many of them, and made again with better prices. Among plans of equal points a last
search looks for less travel, an earlier end, and the catalogue's order.
"""

import time
from collections.abc import Callable, Sequence

from tripplanner.planning.labels import Label, Limits, Search
from tripplanner.planning.network import latest_leave
from tripplanner.planning.prices import Slope, full_day_prices, usual_prices
from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER
from tripplanner.planning.search import Improver

MAX_STEPS = 60_000
_TIE_STEPS = 15_000
_LOOSE_GOES, _IMPROVER_ROUNDS = 16, 30
_BEAM_WIDTH = 40
_FEW_STANDS, _FEW_ROUNDS = 13, 2
_LOOSE_SHARE = 0.98  # a day has time for nearly everything when the best plan has this share of the bound
_FIRST_STRIDE_SHARE = 1 / 15  # of the gap between bound and plan
# So many steps of the prices, then a try with so many labels: first on the coarse grid, then on the fine.
_COARSE_TRIES = (1, 500), (7, 1_000), (6, 2_000)
_FINE_TRIES = (2, 4_000), (4, 4_000), (4, 8_000), (4, 8_000), (6, 16_000), (6, 32_000), (6, 10**9)


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
        Labels looked at, at most: the same on every machine.
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
    left = _prove(search, limits)
    if left == NEVER and search.best is not None:
        search.seek_ties()
        search.exhaust(limits, at_most=_TIE_STEPS, most_open=_TIE_STEPS, ties=True)
    return _answer(search, limits.steps, left)


def _prove(search: Search, limits: Limits) -> int:
    """Look for good plans and prices, and try whether all labels can be exhausted; the bound on the rest."""
    improver = Improver(search.network)
    for afresh in (True, False, True):
        search.take(improver.go_on(_rounds(search), afresh=afresh))
    search.seek_points()
    settling = Settling(search)
    for _ in range(_LOOSE_GOES if settling.is_loose else 0):
        if search.root.bound >= search.least:
            search.take(improver.go_on(_rounds(search), afresh=False))
            search.seek_points()
    left = _try(search, settling, improver, limits, _COARSE_TRIES)
    if left != NEVER and not limits.reached:
        settling.refine()
        left = _try(search, settling, improver, limits, _FINE_TRIES)
    return left


def _rounds(search: Search) -> int:
    """How long to look for a better plan: hardly at all where the proof itself is quick."""
    return _IMPROVER_ROUNDS if len(search.network.site) > _FEW_STANDS else _FEW_ROUNDS


def _try(
    search: Search,
    settling: "Settling",
    improver: Improver,
    limits: Limits,
    tries: Sequence[tuple[int, int]],
) -> int:
    left = search.root.bound
    for price_steps, labels in tries:
        if search.root.bound >= search.least:
            _improve(search, improver, loose=settling.is_loose)
            settling.go_on(price_steps, limits)
        left = search.exhaust(limits, at_most=labels, most_open=labels, ties=False)
        if left == NEVER or limits.reached:
            break
    return left


def _improve(search: Search, improver: Improver, *, loose: bool) -> None:
    search.take(improver.go_on(_rounds(search), afresh=not loose))
    if loose:
        # With time for nearly everything trying labels finds few plans, so some are followed to the end.
        search.beam(_BEAM_WIDTH)
    search.seek_points()


class Settling:
    """The search for prices that bring the bound down; the best so far are kept."""

    def __init__(self, search: Search) -> None:
        self.search = search
        self.best_bound = -NEVER
        self._load(usual_prices(search.network))
        if not self.is_loose:
            self.best_bound = -NEVER
            self._load(full_day_prices(search.network))
        self.slope = Slope(search.network, (search.root.bound - search.value) * _FIRST_STRIDE_SHARE)

    @property
    def is_loose(self) -> bool:
        """Whether nearly everything that the bound allows has been found."""
        return self.search.root.bound * _LOOSE_SHARE <= self.search.value

    def _load(self, prices: list[float]) -> None:
        self.search.load(prices)
        self.prices = prices
        if self.search.root.bound < self.best_bound:
            self.best_bound, self.best_prices = self.search.root.bound, prices

    def refine(self) -> None:
        """Go on with the best prices on the fine grid."""
        self.search.refine()
        self.best_bound = -NEVER
        self._load(self.best_prices)

    def go_on(self, steps: int, limits: Limits) -> None:
        """Make some steps from the best prices so far, and go back to the then best."""
        for _ in range(steps):
            moved = self.slope.next_prices(self.prices, self.search.walk())
            if moved is None or not limits.step():
                break
            self._load(moved)
        if self.prices is not self.best_prices:
            self._load(self.best_prices)


def _answer(search: Search, steps: int, left: int) -> Solution | None:
    if search.best is None:
        # Nothing was found; when the search was cut short that is no proof, but there is no plan to give.
        return None
    network, problem = search.network, search.network.problem
    stops: list[Stop] = []
    label: Label | None = search.best.last
    while label is not None and label.stop is not None:
        stops.insert(0, label.stop)
        label = label.before
    score = sum(stop.points for stop in stops)
    bound = score if left == NEVER else max(score, -(-left // network.unit))
    if not stops:
        return Solution((), score, bound, bound == score, None, None, steps)
    leave = latest_leave(problem, problem.ways[problem.base][stops[0].stand], stops[0].start)
    return Solution(tuple(stops), score, bound, bound == score, leave, search.best.rank[1], steps)
