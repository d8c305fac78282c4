"""The engine against brute force on small trips, with every rule of a trip switched on in turn."""

from dataclasses import replace
from itertools import pairwise
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import trips
from tripplanner.planning.check import trip_faults
from tripplanner.planning.labels import Search
from tripplanner.planning.problem import DayLimits, Problem, Stand, Tour, Trip, TripSolution, Way, Window
from tripplanner.planning.trips import solve_trip

# Other tests reach the same lines; tracing these would take minutes.
pytestmark = pytest.mark.no_cover
many = settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
some = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))

FEATURES = {
    "one day": {"max_days": 1},
    "days": {},
    "required": {"required": True},
    "wishes": {"wishes": True},
    "order": {"order": True},
    "limits": {"limits": True},
    "all of them": {"required": True, "wishes": True, "order": True, "limits": True},
}
every_feature = pytest.mark.parametrize("features", FEATURES.values(), ids=FEATURES)


def planned(trip: Trip) -> TripSolution | None:
    """The engine's plan; it must be proven."""
    plan = solve_trip(trip)
    assert plan is None or plan.proven
    return plan


def travel_of(trip: Trip, plan: TripSolution) -> int:
    """Nominal travel over all days, the ways home included. [min]"""
    total = 0
    for day, tour in zip(trip.days, plan.tours, strict=True):
        places = [day.base, *(stop.stand for stop in tour.stops), day.base] if tour.stops else []
        legs = [day.ways[origin][target] for origin, target in pairwise(places)]
        total += sum(leg.nominal for leg in legs if leg is not None)
    return total


def score_of(trip: Trip) -> float:
    """Points of the engine's plan; less than any where there is no plan."""
    plan = planned(trip)
    return float("-inf") if plan is None else plan.score


@every_feature
@many
@given(data=st.data())
def test_brute_force_finds_no_better_trip(features: dict[str, bool], data: st.DataObject):
    """
    Points and travel are those of the best of all plans; where the engine finds none, there is none.

    The checker, which shares no code with the engine, finds no fault either.
    """
    trip = data.draw(trips(**features))
    plan, best = planned(trip), best_trip_rank(trip)
    if best is None or plan is None:
        assert (best, plan) == (None, None)
    else:
        assert (-plan.score, travel_of(trip, plan)) == best[:2]
        assert trip_faults(trip, plan) == []


@pytest.mark.parametrize(
    "features",
    [{"max_days": 1, "max_sites": 5, "limits": True}, {"wishes": True, "order": True, "limits": True}],
    ids=["limits on a day", "all on some days"],
)
@many
@given(data=st.data())
def test_the_labels_alone_find_the_best_trip(features: dict[str, int], data: st.DataObject):
    """They prove nothing if they miss a plan: here none is handed to them, so that they must find it."""
    trip = data.draw(trips(**features))
    best = best_trip_rank(trip)
    assume(best is not None)
    with patch.object(Search, "take", lambda _self, _stops: None):
        plan = planned(trip)
    assert plan is not None
    assert (-plan.score, travel_of(trip, plan)) == best[:2]


@some
@given(trips(max_sites=8, wishes=True, order=True, limits=True))
def test_no_larger_trip_has_a_fault(trip: Trip):
    """Trips of up to 8 sites are more than brute force can try, but not more than the checker can check."""
    plan = planned(trip)
    assert plan is None or trip_faults(trip, plan) == []


@some
@given(trips(required=True, wishes=True, limits=True, order=True), st.integers(0, 60), st.data())
def test_a_longer_day_is_never_worth_less(trip: Trip, more: int, data: st.DataObject):
    """What fits a trip fits one of which a day begins earlier and ends later."""
    number = data.draw(st.integers(0, len(trip.days) - 1))
    day = trip.days[number]
    longer = replace(day, leave_from=day.leave_from - more, back_by=day.back_by + more)
    assert score_of(trip) <= score_of(_with_day(trip, number, longer))


@some
@given(trips(required=True, wishes=True, limits=True, order=True), st.data())
def test_a_way_less_never_raises_the_score(trip: Trip, data: st.DataObject):
    """Closing a way on one day only takes plans away."""
    number = data.draw(st.integers(0, len(trip.days) - 1))
    day = trip.days[number]
    row, column = (data.draw(st.integers(0, day.base)) for _ in range(2))
    assume(day.ways[row][column] is not None)
    closed = [list(each) for each in day.ways]
    closed[row][column] = None
    without = replace(day, ways=tuple(map(tuple, closed)))
    assert score_of(_with_day(trip, number, without)) <= score_of(trip)


@pytest.mark.parametrize("rule", ["required", "wishes", "order", "limits"])
@some
@given(data=st.data())
def test_a_rule_more_never_raises_the_score(rule: str, data: st.DataObject):
    """A wish, an order or a limit only takes plans away."""
    ruled = data.draw(trips(**{rule: True}))
    free = Trip(tuple(replace(day, limits=(DayLimits(),)) for day in ruled.days))
    assert score_of(ruled) <= score_of(free)


@some
@given(trips(limits=True), st.integers(0, 30))
def test_a_tighter_limit_never_raises_the_score(trip: Trip, less: int):
    """What keeps a limit keeps a looser one."""
    days = [replace(day, limits=(_tighter(day.limits[0], less),)) for day in trip.days]
    assert score_of(replace(trip, days=tuple(days))) <= score_of(trip)


@some
@given(trips(max_days=2, wishes=True, limits=True, order=True))
def test_a_day_more_is_never_worth_less(trip: Trip):
    """One may stay at home on it."""
    assert score_of(trip) <= score_of(replace(trip, days=(*trip.days, trip.days[0])))


@some
@given(trips(required=True, wishes=True, order=True, limits=True))
def test_the_same_trip_has_the_same_plan(trip: Trip):
    """Nothing random and no clock decides."""
    assert solve_trip(trip) == solve_trip(trip)


@some
@given(trips(required=True, wishes=True, order=True, limits=True), st.integers(0, 6))
def test_a_search_cut_short_still_bounds_the_optimum(trip: Trip, steps: int):
    """Whatever the limit, the bound is not below the optimum, and the plan given keeps all rules."""
    cut, best = solve_trip(trip, max_steps=steps), best_trip_rank(trip)
    assume(cut is not None and best is not None)
    assert cut.score <= -best[0] <= cut.bound
    assert trip_faults(trip, cut) == []


@some
@given(trips(order=True, limits=True))
def test_each_day_is_settled_by_itself(trip: Trip):
    """Of plans of a day with the same sites for as many points it has the least travel, the earliest end."""
    plan = planned(trip)
    assert plan is not None
    for day, tour in zip(trip.days, plan.tours, strict=True):
        had = frozenset(day.stands[stop.stand].site for stop in tour.stops)
        stands = tuple(each if each.site in had else replace(each, windows=()) for each in day.stands)
        best = best_trip_rank(Trip((replace(day, stands=stands),), required=had, order=trip.order))
        alone = Trip((day,)), TripSolution((tour,), 0, 0, proven=False, steps=0)
        back = tour.back if tour.stops else day.leave_from
        assert best is not None
        assert (-sum(stop.points for stop in tour.stops), travel_of(*alone), back) == best[:3]


def _with_day(trip: Trip, number: int, day: Problem) -> Trip:
    return replace(trip, days=(*trip.days[:number], day, *trip.days[number + 1 :]))


def _tighter(limits: DayLimits, less: int) -> DayLimits:
    minutes = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
    return DayLimits(*(None if each is None else max(0, each - less) for each in minutes))


NEAR = Way(5, 10, 20, 5)


def _day(*windows: tuple[Window, ...], limits: DayLimits | None = None) -> Problem:
    """A day with one stand a site, 20 minutes apart; site 1 grants wish 9."""
    stands = tuple(
        Stand(site, each, frozenset({9}) if site == 1 else frozenset()) for site, each in enumerate(windows)
    )
    size = len(stands) + 1
    ways = tuple(tuple(None if a == b else NEAR for b in range(size)) for a in range(size))
    return Problem(10, stands, ways, 0, 600, 0, 120, limits=(limits or DayLimits(),))


LATE, EARLY = Window(60, 80, 15, 8, walk_minutes=12, cold_minutes=14), Window(0, 30, 15, 5)


def _stands_by_day(trip: Trip) -> list[list[int]]:
    plan = planned(trip)
    assert plan is not None
    return [[stop.stand for stop in tour.stops] for tour in plan.tours]


def test_a_site_is_had_on_the_day_it_is_worth_most():
    """Five points on day 1, eight on day 2, and only once."""
    assert _stands_by_day(Trip((_day((EARLY,)), _day((LATE,))))) == [[], [0]]


def test_an_order_holds_from_one_day_to_the_next():
    """Site 1 is worth most on day 1, site 0 can be had on day 2 only: with 0 before 1, 1 waits for day 2."""
    days = _day((), (LATE,)), _day((EARLY,), (replace(LATE, points=6),))
    assert _stands_by_day(Trip(days)) == [[1], [0]]
    assert _stands_by_day(Trip(days, order=frozenset({(0, 1)}))) == [[], [0, 1]]


def test_a_wish_is_granted_on_any_day():
    """Wish 9 is granted at site 1 alone, which is the worse choice on both days."""
    both = _day((LATE,), (replace(LATE, points=1),), limits=DayLimits(drive_minutes=20))
    trip = Trip((both, replace(both, limits=(DayLimits(drive_minutes=0),))))
    assert _stands_by_day(trip) == [[0], []]
    assert _stands_by_day(replace(trip, required=frozenset({9}))) == [[1], []]


@pytest.mark.parametrize(
    ("limits", "stops"),
    [
        (DayLimits(drive_minutes=20, walk_minutes=32, cold_minutes=14), [0]),
        (DayLimits(drive_minutes=19), []),
        (DayLimits(walk_minutes=31), []),
        (DayLimits(cold_minutes=13), []),
    ],
)
def test_a_limit_is_kept_to_the_minute(limits: DayLimits, stops: list[int]):
    """Out and back: 20 minutes of driving, 20 + 12 of walking, 14 in the cold."""
    assert _stands_by_day(Trip((_day((LATE,), limits=limits),))) == [stops]
    assert _stands_by_day(Trip((_day(()), _day((LATE,), limits=limits)))) == [[], stops]


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ({}, (40, 80)),  # when it gets light, 40 minutes
        ({"light_from": 0}, (10, 50)),  # no earlier than the day begins
        ({"light_from": 95}, (70, 120)),  # back in time: 20 minutes in the dark for a third, 20 for the rest
        ({"back_by": 30}, (None, None)),  # it takes longer than the day
        ({"limits": (DayLimits(drive_minutes=29),)}, (None, None)),
        ({"limits": (DayLimits(walk_minutes=9),)}, (None, None)),
    ],
)
def test_a_day_without_a_visit_has_the_way_to_where_one_sleeps(
    changes: dict[str, object], hours: tuple[int | None, int | None]
):
    """By hand: 5 minutes on foot, 30 by car (60 in the dark), 5 on foot, to another place than the last."""
    day = Problem(1, (), ((Way(5, 30, 60, 5),),), 40, 600, 10, 120)
    trip = Trip((replace(day, **changes),) * 2)
    plan = planned(trip)
    assert plan is not None
    assert [(tour.leave, tour.back) for tour in plan.tours] == [hours] * 2
    assert trip_faults(trip, plan) == []
    if hours != (None, None):
        still = replace(plan, tours=(Tour((), None, None),) * 2)
        assert "the way to where one sleeps is missing" in trip_faults(trip, still)[0]
