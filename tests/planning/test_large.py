"""Problems beyond the exact engine's reach: a plan without a fault, and a bound that holds."""

from unittest.mock import patch

from hypothesis import HealthCheck, given, settings

from tests.benchmarks.trips import random_trip
from tests.planning.brute import best_rank
from tests.planning.strategies import problems
from tripplanner.planning import exact
from tripplanner.planning.check import faults, trip_faults
from tripplanner.planning.joined import joined
from tripplanner.planning.large import bound_by_time, is_beyond_reach
from tripplanner.planning.problem import Problem
from tripplanner.planning.trips import solve_trip

some = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(problems())
def test_no_plan_earns_more_than_the_bound_by_time(problem: Problem):
    """Brute force's best is never above it."""
    best = best_rank(problem)
    assert best is not None
    assert -best[0] <= bound_by_time(problem)


@some
@given(problems(with_required=True))
def test_what_is_found_without_tables_keeps_all_rules(problem: Problem):
    """No fault by the checker, never better than brute force, and proven only where it is the best."""
    best = best_rank(problem)
    with patch.object(exact, "is_beyond_reach", return_value=True):
        found = exact.solve(problem, max_steps=200)
    if best is None:
        assert found is None
    elif found is not None:
        assert faults(problem, found) == []
        assert found.score <= -best[0] <= found.bound
        assert not found.proven or found.score == -best[0]


def test_a_hundred_places_on_three_days_have_a_plan():
    """The same call plans them; it says that nothing is proven, and how much there could be at most."""
    trip = random_trip(100, 3, seed=0, wide=True)
    assert is_beyond_reach(joined(trip))
    plan = solve_trip(trip, max_steps=400)
    assert plan is not None
    assert trip_faults(trip, plan) == []
    assert not plan.proven
    assert 0 < plan.score < plan.bound
