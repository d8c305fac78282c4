"""Moving visits together after solving."""

from hypothesis import given, settings

from tests.planning.strategies import problems
from tripplanner.planning import check, exact
from tripplanner.planning.schedule import without_waiting


@settings(max_examples=60)
@given(problems(max_sites=4))
def test_visits_move_late_and_lose_nothing(problem):
    """Same visits, same points, no later end, no earlier start of the day, and no fault by the checker."""
    found = exact.solve(problem)
    if found is None:
        return
    moved = without_waiting(problem, found)
    assert check.faults(problem, moved) == []
    assert [(stop.stand, stop.points) for stop in moved.stops] == [
        (stop.stand, stop.points) for stop in found.stops
    ]
    assert moved.back == found.back
    if found.stops:
        assert moved.stops[-1] == found.stops[-1]
        assert moved.leave >= found.leave
        assert all(
            after.start >= before.start for before, after in zip(found.stops, moved.stops, strict=True)
        )


@settings(max_examples=60)
@given(problems(max_sites=4))
def test_a_visit_that_moves_starts_on_full_five_minutes(problem):
    """Estimates are not worth single minutes: what was moved starts at :00, :05, :10 and so on."""
    found = exact.solve(problem)
    if found is None:
        return
    for before, after in zip(found.stops, without_waiting(problem, found).stops, strict=True):
        assert after.start == before.start or after.start % 5 == 0
