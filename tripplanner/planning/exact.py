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

from tripplanner.planning.labels import Label, Limits, Search
from tripplanner.planning.network import latest_leave
from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER
from tripplanner.planning.ruin import Ruin
from tripplanner.planning.settling import Settling
from tripplanner.planning.thrifty import ThriftySearch
from tripplanner.planning.totals import Totals

MAX_STEPS = 450_000
_TIE_STEPS = 2_000
_FEW_STANDS = 13
# With the usual prices, with prices nearly right, and with more and more remembered: so many rounds of the
# search for a good plan (on small problems fewer), then so many labels.
_TRIES = (
    (150, 2_000),
    (350, 20_000),
    (500, 20_000),
    (500, 20_000),
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
_WIDTH = 40
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
    order. The order among plans of equal points is settled within a budget of steps of its own.

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
    with _collector_paused():
        search = ThriftySearch(problem) if any(problem.limits) else Search(problem)
        settling = Settling(search)
        bound = _prove(search, settling, limits, seed)
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


def _prove(search: Search, settling: Settling, limits: Limits, seed: int) -> int:
    """Look for good plans and prices, and try whether all labels can be exhausted; the bound on all plans."""
    ruin, totals = Ruin(search.network.problem, seed=seed), Totals(search.network)
    fewer = 1 if len(search.network.site) > _FEW_STANDS else _FEWER
    bound = totals.up_to(settling.least // search.network.unit)
    for number, (rounds, labels) in enumerate(_TRIES):
        if limits.reached or (search.best is not None and bound <= search.score):
            return bound
        search.take(ruin.go_on(rounds // fewer))
        if bound * _NEAR_SHARE <= search.score < bound:
            search.take(ruin.go_on(_ROUNDS_WHEN_NEAR // fewer))
        _settle(settling, number, limits)
        bound = totals.up_to(min(bound, settling.least // search.network.unit))
        if number < 2:
            search.exhaust(limits, search.least, at_most=labels, width=_WIDTH)
        bound = _descend(search, totals, limits, bound, labels)
        if search.best is None and search.exhausted:
            return bound
    return bound


def _settle(settling: Settling, tries: int, limits: Limits) -> None:
    """Bring the bound down by what that try asks for."""
    if tries == 1:
        settling.begin(limits)
        settling.go_finely(_FINE_STEPS, limits)
    elif tries > 1:
        settling.widen()
        settling.go_finely(_FINE_STEPS_WIDENED, limits)


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
