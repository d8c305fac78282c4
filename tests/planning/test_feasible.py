"""The quick question whether all duties can be kept, against brute force."""

import random
from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import _day, trips
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import Problem, Stand, Trip, Way, Window

NEAR = Way(0, 3, 3, 0)
DICE = random.Random(1985)  # noqa: S311 - the same seed, the same trips
LOT = [
    Trip(tuple(_day(DICE, 5, range(5, 6), limits=number % 2 == 0) for _ in range(2)), frozenset({0, 1, 5}))
    for number in range(100)
]
many = settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))


@many
@given(trips(required=True, wishes=True, order=True, limits=True))
def test_it_never_contradicts_brute_force(trip: Trip):
    """What is said to fit has a plan, and what is said not to fit has none, odd roads or not."""
    found = fits(trip)
    assert found is None or found == (best_trip_rank(trip) is not None)


def test_few_answers_are_left_open():
    """Of a fixed lot of trips with odd roads the quick question stays open for hardly any."""
    answers = [fits(trip) for trip in LOT]
    assert answers.count(None) <= len(LOT) // 20
    assert min(answers.count(True), answers.count(False)) > len(LOT) // 5


def test_a_place_on_the_way_may_be_needed():
    """Site 0 is reached only by way of site 1, which nobody asked for: that is not called impossible."""
    window = (Window(0, 50, 5, 1),)
    ways = ((None, None, NEAR), (NEAR, None, NEAR), (None, NEAR, None))
    day = Problem(2, (Stand(0, window), Stand(1, window)), ways, 0, 99, 0, 99)
    trip = Trip((day,), frozenset({0}))
    assert best_trip_rank(trip) is not None
    assert fits(trip) is None


def test_a_limit_that_is_hit_proves_nothing():
    """One move is too few to know, whether there is a plan or not."""
    day = Problem(1, (Stand(0, (Window(0, 9, 5, 1),)),), ((None, NEAR), (NEAR, None)), 0, 99, 0, 20)
    late = replace(day, back_by=3)
    assert fits(Trip((day, day), frozenset({0})), max_steps=1) is None
    assert fits(Trip((late, late), frozenset({0})), max_steps=1) is None
    assert fits(Trip((late, late), frozenset({0}))) is False
