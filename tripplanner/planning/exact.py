"""Proving the best day: labels exhausted under a bound that better and better prices bring down.

A good plan is looked for first (see `ruin`), then prices for the completion bound (see `relaxation` and
`settling`). From time to time the labels that may lead to nearly as much as the bound are exhausted (see
`labels`): either one of them is a plan that good, or the bound comes down. The try is given up when there
are too many of them, and made again with better prices. Among plans of equal points a last search looks
for less travel, an earlier end, and the catalogue's order.
"""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tripplanner.planning.joined import idle_tour
from tripplanner.planning.labels import Label, Limits, Search
from tripplanner.planning.large import best_found, is_beyond_reach
from tripplanner.planning.network import latest_leave
from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER
from tripplanner.planning.ruin import Ruin
from tripplanner.planning.settling import Settling
from tripplanner.planning.thrifty import ThriftySearch
from tripplanner.planning.totals import Totals

MAX_STEPS = 450_000
_TIE_STEPS, _TIE_ROUNDS = 2_000, 100
_FEW_STANDS, _FEW_STANDS_TO_SETTLE = 13, 20
# With the usual prices, with prices nearly right, and with more and more remembered: so many rounds of the
# search for a good plan (on small problems fewer), then so many labels.
_TRIES = (
    (200, 300),
    (100, 20_000),
    (1_000, 20_000),
    (1_000, 20_000),
    (500, 30_000),
    (500, 40_000),
    (500, 60_000),
    (500, 80_000),
    (500, 120_000),
    (500, 150_000),
    (500, 150_000),
)
_FEWER = 10
# Where the best plan has this share of the bound, a better one may reach it: it is looked for more often.
_NEAR_SHARE, _ROUNDS_WHEN_NEAR = 0.98, 600
_FINE_STEPS, _FINE_STEPS_WIDENED = 3, 5
_WIDTH, _BEAMS = 40, 2
_DESCENT_SHARE = 1 / 4  # of the gap, from the bound down


def solve(
    problem: Problem,
    *,
    seed: int = 0,
    max_steps: int = MAX_STEPS,
    time_limit_s: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Solution | None:
    """
    Find the best plan of a day, and prove that none is better.

    Best is: most points; then least travel (`Way.nominal`), earliest back, first in the catalogue's
    order. The order among plans of equal points is settled within a budget of steps of its own, and on days
    with many stands by a search that need not find the very best. A problem too large for any proof has the
    best plan that such a search finds, and a bound by time alone (see `large`).

    Parameters
    ----------
    problem
        The day.
    seed
        Of the random numbers of the search for good plans.
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
    if is_beyond_reach(problem):
        return best_found(problem, limits, seed=seed)
    with _collector_paused():
        search = ThriftySearch(problem) if any(problem.limits) else Search(problem)
        proof = Proof(search, limits, seed)
        proof.run()
        if proof.is_done:
            proof.settle_ties()
    return _answer(search, limits.steps, proof.bound)


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


class Proof:
    """The way to a proof: the `bound` on all plans comes down until the search's best plan meets it."""

    def __init__(self, search: Search, limits: Limits, seed: int) -> None:
        self._search, self._limits, self._network = search, limits, search.network
        self._ruin, self._totals = Ruin(search.network.problem, seed=seed), Totals(search.network)
        self._settling: Settling | None = None
        self._is_small = len(search.network.site) <= _FEW_STANDS
        self.bound = self._totals.most

    @property
    def is_done(self) -> bool:
        """Whether the best plan is as good as any can be."""
        return self._search.best is not None and self.bound <= self._search.score

    def run(self) -> None:
        """Look for good plans and prices, and try whether all labels can be exhausted."""
        for number, (rounds, labels) in enumerate(_TRIES):
            self._look_for_a_plan(rounds)
            if self.bound * _NEAR_SHARE <= self._search.score < self.bound:
                self._look_for_a_plan(_ROUNDS_WHEN_NEAR)
            if self._limits.reached or self.is_done:
                return
            self._settle(number)
            if number < _BEAMS:
                self._search.exhaust(self._limits, self._search.least, at_most=labels, width=_WIDTH)
            self._descend(labels)
            if self._limits.reached or self.is_done or self._is_impossible:
                return

    @property
    def _is_impossible(self) -> bool:
        return self._search.best is None and self._search.exhausted

    def _look_for_a_plan(self, rounds: int) -> None:
        self._search.take(self._ruin.go_on(max(1, rounds // _FEWER) if self._is_small else rounds))

    def _settle(self, tries: int) -> None:
        """Bring the bound down by what that try asks for."""
        settling = self._settling = self._settling or Settling(self._search)
        if tries == 1:
            settling.begin(self._limits)
            settling.go_finely(_FINE_STEPS, self._limits)
        elif tries > 1:
            settling.widen()
            settling.go_finely(_FINE_STEPS_WIDENED, self._limits)
        self.bound = self._totals.up_to(min(self.bound, settling.least // self._network.unit))

    def _descend(self, labels: int) -> None:
        """Try whether a plan is nearly as good as the bound; where none is, the bound comes down."""
        search = self._search
        while not self.is_done:
            target, least = self.bound, NEVER
            if search.best is not None:
                target -= int((self.bound - search.score - 1) * _DESCENT_SHARE)
                least = (target - 1) * self._network.unit + 1
            if not search.exhaust(self._limits, least, at_most=labels) or search.best is None:
                return
            self.bound = search.score if search.score >= target else self._totals.up_to(target - 1)

    def settle_ties(self) -> None:
        """
        Of the plans with as many points look for one with less travel, that is back earlier.

        On small problems all are looked at; on large ones that would take too long.
        """
        if len(self._search.network.site) > _FEW_STANDS_TO_SETTLE:
            self._look_for_a_plan(_TIE_ROUNDS)
            return
        settling = self._settling or Settling(self._search)
        settling.count_travel()
        self._search.exhaust(self._limits, self._search.value, at_most=_TIE_STEPS, ties=True)


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
        idle = idle_tour(problem)
        return Solution((), score, bound, bound == score, idle.leave, idle.back, steps)
    leave = latest_leave(problem, problem.ways[problem.base][stops[0].stand], stops[0].start)
    return Solution(tuple(stops), score, bound, bound == score, leave, search.best.rank[1], steps)
