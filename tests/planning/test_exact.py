from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.planning.brute import best_rank
from tests.planning.strategies import problems
from tripplanner.planning.check import faults
from tripplanner.planning.exact import solve
from tripplanner.planning.problem import Problem, Solution, Stand, Way, Window

# Other tests reach the same lines; tracing these would take minutes.
pytestmark = pytest.mark.no_cover
many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def travel_of(problem: Problem, solution: Solution) -> int:
    """Nominal travel of a plan, the way home included. [min]"""
    places = [problem.base, *(stop.stand for stop in solution.stops), problem.base]
    legs = [problem.ways[origin][target] for origin, target in pairwise(places)]
    return sum(leg.nominal for leg in legs if leg is not None) if solution.stops else 0


def rank_of(problem: Problem, solution: Solution) -> tuple[int, int, int, tuple[int, ...]]:
    """The rank of a plan in the words of the brute force."""
    back = solution.back if solution.stops else problem.leave_from
    sites = tuple(problem.stands[stop.stand].site for stop in solution.stops)
    return -solution.score, travel_of(problem, solution), back, sites


def score_of(problem: Problem) -> int:
    """Points of the engine's plan; it must be proven."""
    solution = solve(problem)
    assert solution is not None
    assert solution.proven
    return solution.score


@many
@given(problems())
def test_no_order_of_any_stands_and_windows_is_better(problem: Problem):
    """Trying every order, stand and window by brute force finds no more points."""
    best = best_rank(problem)
    assert best is not None
    assert -best[0] == score_of(problem)


@many
@given(problems(max_sites=4))
def test_ties_go_to_less_travel_then_an_earlier_end(problem: Problem):
    """Among plans of equal points the brute force's choice of travel and end is the engine's."""
    solution, best = solve(problem), best_rank(problem)
    assert solution is not None
    assert best is not None
    assert best[:3] == rank_of(problem, solution)[:3]


@many
@given(problems(max_sites=4, with_required=True))
def test_required_sites_are_visited_or_no_plan_can(problem: Problem):
    """None means that brute force finds no plan either; otherwise the points agree."""
    solution, best = solve(problem), best_rank(problem)
    if best is None:
        assert solution is None
    else:
        assert solution is not None
        assert -best[0] == solution.score
        assert faults(problem, solution) == []


@many
@given(problems(max_sites=10, shortest=5))
def test_no_plan_has_a_fault(problem: Problem):
    """The checker, which shares no code with the engine, finds nothing on days of up to 10 sites."""
    solution = solve(problem)
    assert solution is not None
    assert faults(problem, solution) == []


@some
@given(problems(), st.integers(0, 60), st.integers(0, 60))
def test_a_longer_day_is_never_worth_less(problem: Problem, earlier: int, later: int):
    """What fits a day fits a day that starts earlier and ends later."""
    longer = replace(problem, leave_from=problem.leave_from - earlier, back_by=problem.back_by + later)
    assert score_of(problem) <= score_of(longer)


@some
@given(problems(), st.data())
def test_a_way_less_never_raises_the_score(problem: Problem, data: st.DataObject):
    """Closing a way only takes plans away."""
    size = len(problem.ways)
    row, column = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    assume(problem.ways[row][column] is not None)
    closed = [list(each) for each in problem.ways]
    closed[row][column] = None
    assert score_of(replace(problem, ways=tuple(map(tuple, closed)))) <= score_of(problem)


@some
@given(problems(max_sites=8))
def test_the_same_day_has_the_same_answer(problem: Problem):
    """Nothing random and no clock decides."""
    assert solve(problem) == solve(problem)


@some
@given(problems(), st.integers(0, 4))
def test_a_search_cut_short_still_bounds_the_optimum(problem: Problem, steps: int):
    """Whatever the limit, the bound is not below the optimum, and "proven" is only said of the optimum."""
    cut, best = solve(problem, max_steps=steps), best_rank(problem)
    assert cut is not None
    assert best is not None
    assert cut.score <= -best[0] <= cut.bound
    assert faults(problem, cut) == []


def _row_of_barns(count: int) -> Problem:
    """Barns a short drive apart, all worth about as much: too many for a day."""
    stands = tuple(Stand(site, (Window(0, 600, 30, 10 + site % 3),)) for site in range(count))
    matrix = tuple(
        tuple(Way(0, 20 + 7 * (row * column % 5), 50, 0) for column in range(count + 1))
        for row in range(count + 1)
    )
    return Problem(count, stands, matrix, 0, 600, 0, 600)


def test_a_limit_on_steps_is_said():
    """With no step allowed the search is cut: not proven, and the bound is above the score."""
    cut = solve(_row_of_barns(14), max_steps=1)
    assert cut is not None
    assert not cut.proven
    assert cut.score < cut.bound


def test_a_limit_in_seconds_cuts_the_search():
    """The clock that is handed in decides, not the machine's."""
    minutes_on_the_wall = iter(range(0, 10**9, 60))
    cut = solve(_row_of_barns(14), time_limit_s=1.0, clock=lambda: float(next(minutes_on_the_wall)))
    assert cut is not None
    assert not cut.proven


def test_nothing_worth_a_visit_is_a_proven_empty_plan():
    """Where every window is over before one can arrive, the day stays empty, and that is proven."""
    there = Way(0, 60, 60, 0)
    day = Problem(1, (Stand(0, (Window(0, 30, 10, 5),)),), ((None, there), (there, None)), 0, 600, 0, 600)
    assert Solution((), 0, 0, True, None, None, 0) == replace(solve(day) or pytest.fail("no plan"), steps=0)


def test_one_waits_for_the_better_paid_window():
    """Arriving at 20, it is worth waiting until 60 for 9 points instead of 4."""
    there = Way(0, 20, 20, 0)
    stand = Stand(0, (Window(0, 59, 15, 4), Window(60, 90, 15, 9)))
    day = Problem(1, (stand,), ((None, there), (there, None)), 0, 600, 0, 600)
    solution = solve(day)
    assert solution is not None
    assert (solution.stops[0].start, solution.leave, solution.back) == (60, 40, 95)
