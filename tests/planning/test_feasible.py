"""The quick question whether all duties can be kept, against brute force."""

import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import _day, trips
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import DayLimits, Problem, Stand, Trip, Way, Window

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


# Out 2 + 10 + 3 minutes, 5 at the place (4 of them walking, 5 in the cold), and the same way home: 35 in all.
_TO_AND_FRO = Way(2, 10, 10, 3)
_TO_THE_MINUTE = Problem(
    1,
    (Stand(0, (Window(0, 15, 5, 1, walk_minutes=4, cold_minutes=5),)),),
    ((None, _TO_AND_FRO), (_TO_AND_FRO, None)),
    light_from=0,
    light_until=99,
    leave_from=0,
    back_by=35,
    limits=(DayLimits(drive_minutes=20, walk_minutes=14, cold_minutes=5),),
)


@pytest.mark.parametrize(
    "tighter",
    [
        {"back_by": 34},
        {"stands": (Stand(0, (Window(0, 14, 5, 1, walk_minutes=4, cold_minutes=5),)),)},
        {"limits": (DayLimits(drive_minutes=19),)},
        {"limits": (DayLimits(walk_minutes=13),)},
        {"limits": (DayLimits(cold_minutes=4),)},
    ],
)
def test_hours_and_limits_are_kept_to_the_minute(tighter):
    """What takes all of the day, the window and each limit fits; a minute less of any does not."""
    assert fits(Trip((_TO_THE_MINUTE,), frozenset({0}))) is True
    assert fits(Trip((replace(_TO_THE_MINUTE, **tighter),), frozenset({0}))) is False


def test_a_visit_may_end_with_the_day():
    """Where the way home takes no time the last minute of the visit is the last of the day."""
    at_home = replace(_TO_THE_MINUTE, ways=((None, Way(0, 0, 0, 0)), (_TO_AND_FRO, None)))
    assert fits(Trip((replace(at_home, back_by=20),), frozenset({0}))) is True
    assert fits(Trip((replace(at_home, back_by=19),), frozenset({0}))) is False


def _three_places(*, one_way, other_way, home, back_by, limits):
    """From the base to 0, 1 and 2 or to 1, 0 and 2, each by its own three ways; home from 2 only."""
    ways = (
        (None, one_way[1], other_way[2], None),
        (other_way[1], None, one_way[2], None),
        (None, None, None, home),
        (one_way[0], other_way[0], None, None),
    )
    early = Window(0, 5, 1, 1, cold_minutes=1), Window(6, 99, 1, 1)
    stands = (Stand(0, (Window(0, 99, 1, 1),)), Stand(1, early), Stand(2, (Window(0, 200, 1, 1),)))
    day = Problem(3, stands, ways, 0, 999, 0, back_by, limits=(limits,))
    return Trip((day,), frozenset({0, 1, 2}))


def test_who_comes_later_may_have_driven_less():
    """Two ways to the same place: the quick one by car is over the limit at the end, the slow one is not."""
    trip = _three_places(
        one_way=(Way(0, 1, 1, 0), Way(0, 20, 20, 0), Way(0, 20, 20, 0)),
        other_way=(Way(30, 0, 0, 0),) * 3,
        home=Way(0, 10, 10, 0),
        back_by=400,
        limits=DayLimits(drive_minutes=45),
    )
    assert best_trip_rank(trip) is not None
    assert fits(trip) is True


def test_what_is_found_first_does_not_hide_what_is_better_in_all():
    """The way looked at first comes later, drives, walks and freezes more, and is not home in time."""
    trip = _three_places(
        one_way=(Way(0, 1, 1, 0), Way(0, 2, 2, 0), Way(50, 45, 45, 0)),
        other_way=(Way(1, 9, 9, 0), Way(0, 3, 3, 0), Way(0, 4, 4, 0)),
        home=Way(0, 15, 15, 0),
        back_by=110,
        limits=DayLimits(),
    )
    assert best_trip_rank(trip) is not None
    assert fits(trip) is True


def test_wherever_the_limit_cuts_nothing_false_is_said():
    """Of trips that have a plan, straight or on the way, None may be said, and never that there is none."""
    window = (Window(0, 50, 5, 1),)
    ways = ((None, None, NEAR), (NEAR, None, NEAR), (None, NEAR, None))
    on_the_way = Problem(2, (Stand(0, window), Stand(1, window)), ways, 0, 99, 0, 99)
    straight = replace(on_the_way, ways=((None, NEAR, NEAR), (NEAR, None, NEAR), (NEAR, NEAR, None)))
    for day in (on_the_way, straight):
        trip = Trip((day, day), frozenset({0}))
        assert best_trip_rank(trip) is not None
        assert not [most for most in range(60) if fits(trip, max_steps=most) is False]
