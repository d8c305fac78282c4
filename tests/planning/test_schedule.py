"""Moving visits together after solving."""

from hypothesis import given, settings

from tests.planning.strategies import problems
from tripplanner.planning import check, exact
from tripplanner.planning.problem import Problem, Stand, Way, Window
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


def _walked(*stands: Stand, meal_opens: int = 200) -> Problem:
    """Sites 10 minutes on foot from each other; from all 20 minutes by car to the last one and the base."""
    meal = Stand(len(stands), (Window(meal_opens, meal_opens + 60, 30, 5),))
    walk, drive = Way(10, 0, 0, 0), Way(10, 20, 20, 0)
    size = len(stands) + 2
    ways = tuple(tuple(walk if max(a, b) < len(stands) else drive for b in range(size)) for a in range(size))
    return Problem(len(stands) + 1, (*stands, meal), ways, 0, 600, 0, 400, frozenset(range(len(stands) + 1)))


def test_one_waits_in_the_car_and_not_at_a_place_walked_to():
    """By hand: the first must begin by 50; then two visits, done by 105, and not put off to 140 and 160."""
    early, plain = Stand(0, (Window(40, 50, 15, 9),)), Window(60, 300, 10, 5)
    problem = _walked(early, Stand(1, (plain,)), Stand(2, (plain,)))
    found = exact.solve(problem)
    assert found is not None
    moved = without_waiting(problem, found)
    assert check.faults(problem, moved) == []
    assert [(stop.start, stop.end) for stop in moved.stops] == [(50, 65), (75, 85), (95, 105), (200, 230)]


def test_visits_that_nothing_holds_still_move_late():
    """By hand: with no first visit that has to be early one starts later, and waits nowhere."""
    plain = Window(0, 300, 10, 5)
    problem = _walked(Stand(0, (plain,)), Stand(1, (plain,)))
    found = exact.solve(problem)
    assert found is not None
    moved = without_waiting(problem, found)
    assert [(stop.start, stop.end) for stop in moved.stops] == [(140, 150), (160, 170), (200, 230)]
