import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import _day, trips
from tripplanner.planning.check import trip_faults
from tripplanner.planning.dark import gaps_of
from tripplanner.planning.joined import joined, parted
from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Trip, Way, Window
from tripplanner.planning.routes import Route
from tripplanner.planning.ruin import Ruin, search

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))

FEATURES = {
    "one day": {"max_days": 1, "max_sites": 5},
    "days": {},
    "required": {"required": True},
    "wishes": {"wishes": True},
    "order": {"order": True},
    "limits": {"limits": True},
    "all of them": {"required": True, "wishes": True, "order": True, "limits": True},
}
every_feature = pytest.mark.parametrize("features", FEATURES.values(), ids=FEATURES)
ROUNDS = 60


def _faults(trip: Trip, stops: list[Stop]) -> list[str]:
    """What the checker says of the plan, which claims no more than its own points."""
    score = sum(stop.points for stop in stops)
    return trip_faults(trip, parted(trip, Solution(tuple(stops), score, score, False, None, None, 0)))


@every_feature
@some
@given(data=st.data())
def test_a_plan_keeps_all_rules_and_is_never_better_than_the_best(features: dict, data: st.DataObject):
    """
    The checker finds no fault with a plan that says it keeps its duties.

    Its points are at most those that brute force finds; where that finds no plan, none says so.
    """
    trip = data.draw(trips(**features))
    ruin, best = Ruin(joined(trip), seed=1), best_trip_rank(trip)
    stops = ruin.go_on(ROUNDS)
    assert ruin.score == sum(stop.points for stop in stops)
    if ruin.keeps_duties:
        assert _faults(trip, stops) == []
        assert best is not None
        assert ruin.score <= -best[0]


@some
@given(trips(required=True, wishes=True, order=True, limits=True))
def test_a_plan_without_all_duties_keeps_the_other_rules(trip: Trip):
    """Even when required sites are left out, the visits there are can be made as the plan says."""
    rest = Trip(trip.days, order=trip.order)
    assert _faults(rest, Ruin(joined(trip), seed=1).go_on(20)) == []


@pytest.mark.parametrize(("days", "sites"), [(1, 5), (2, 4)])
def test_the_best_plan_of_a_small_trip_is_nearly_always_found(days: int, sites: int):
    """Of 60 diced trips, at least 56 come to the points that brute force finds; the ways are odd in all."""
    reached = 0
    for seed in range(60):
        dice = random.Random(seed)  # noqa: S311 - the same trips each time
        trip = Trip(tuple(_day(dice, sites, range(0), limits=False) for _ in range(days)))
        best = best_trip_rank(trip)
        assert best is not None
        reached += sum(stop.points for stop in search(joined(trip), seed=1, max_rounds=300)) == -best[0]
    assert reached >= 56


@some
@given(trips(max_sites=6), st.integers(0, 99))
def test_the_same_seed_has_the_same_plan(trip: Trip, seed: int):
    """The random numbers are seeded, and no two searches share any."""
    problem = joined(trip)
    assert search(problem, seed=seed, max_rounds=30) == search(problem, seed=seed, max_rounds=30)


@some
@given(trips(max_sites=6))
def test_more_rounds_never_make_it_worse(trip: Trip):
    """The best plan is kept."""
    ruin = Ruin(joined(trip), seed=3)
    scores = []
    for _ in range(4):
        ruin.go_on(10)
        scores.append(ruin.score)
    assert scores == sorted(scores)


@given(trips(required=True, wishes=True))
@some
def test_a_duty_outweighs_all_points(trip: Trip):
    """Without the duties the plan may earn more points, and never fulfils more duties."""
    free = Ruin(joined(Trip(trip.days)), seed=1)
    free.go_on(ROUNDS)
    bound = Ruin(joined(trip), seed=1)
    bound.go_on(ROUNDS)
    if bound.keeps_duties:
        best = best_trip_rank(trip)
        assert best is not None
        assert bound.score <= -best[0]


def _barns(*, barns: int, minutes: int, until: int) -> Problem:
    """Barns 20 minutes apart, open all day, the first of them worth the least."""
    stands = tuple(Stand(site, (Window(0, until, minutes, 10 + site),)) for site in range(barns))
    ways = tuple(tuple(Way(0, 20, 20, 0) for _ in range(barns + 1)) for _ in range(barns + 1))
    return Problem(barns, stands, ways, 0, until, 0, until)


def test_what_is_worth_the_most_is_chosen():
    """120 minutes are enough for two visits of 30 minutes and three drives of 20: the best two of five."""
    stops = search(_barns(barns=5, minutes=30, until=120), seed=1, max_rounds=50)
    assert sorted(stop.points for stop in stops) == [13, 14]


def test_the_time_limit_ends_the_search():
    """The clock is asked between rounds: with no time left nothing is looked for."""
    ticks = iter(range(10_000))
    problem = _barns(barns=5, minutes=30, until=120)
    assert search(problem, seed=1, max_rounds=10**9, time_limit_s=0, clock=lambda: next(ticks)) == []
    assert len(search(problem, seed=1, max_rounds=10**9, time_limit_s=50, clock=lambda: next(ticks))) == 2


def test_nights_are_among_the_stops():
    """A plan of two days passes the night between them, so that it is a plan of the joined problem."""
    day = _barns(barns=3, minutes=30, until=70)
    problem = joined(Trip((day, day)))
    stops = search(problem, seed=1, max_rounds=50)
    assert [stop.stand in problem.nights for stop in stops] == [False, True, False]
    assert sum(stop.points for stop in stops) == 23


def test_a_visit_that_comes_too_late_is_left_out_of_a_day():
    """The second barn is shut 40 minutes before one could be there; the day goes on without it."""
    until, minutes = 300, 30
    windows = Window(0, until, minutes, 1), Window(0, 30, minutes, 1), Window(0, until, minutes, 1)
    barns = _barns(barns=3, minutes=minutes, until=until)
    stands = tuple(replace(stand, windows=(each,)) for stand, each in zip(barns.stands, windows, strict=True))
    gaps = gaps_of(replace(barns, stands=stands))
    route = Route(gaps, 0, [0, 1, 2])
    assert route.visits[1:-1] == [0, 2]
    assert route.leaves[1:] == [50, 100, 120]


def test_nothing_to_visit_is_an_empty_plan():
    """A day without stands has no stops."""
    assert search(Problem(1, (), ((None,),), 0, 100, 0, 100), seed=1, max_rounds=5) == []
