from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from tests.planning.brute import ranks
from tests.planning.strategies import problems, trips
from tripplanner.planning.joined import joined
from tripplanner.planning.network import Network
from tripplanner.planning.problem import Problem, Stand, Trip, Way, Window
from tripplanner.planning.totals import Totals

DAWN_A, DAWN_B = Window(60, 79, 50, 59), Window(60, 79, 50, 48)
DAY_A, DAY_B = Window(120, 500, 30, 35), Window(120, 500, 25, 26)


def two_barns(minutes_between: int, dawn_b: Window = DAWN_B) -> Problem:
    """Two barns with a high point at dawn each."""
    way, between = Way(0, 30, 30, 0), Way(0, minutes_between, minutes_between, 0)
    return Problem(
        sites=2,
        stands=(Stand(0, (DAWN_A, DAY_A)), Stand(1, (dawn_b, DAY_B))),
        ways=((None, between, way), (between, None, way), (way, way, None)),
        light_from=0,
        light_until=600,
        leave_from=0,
        back_by=600,
    )


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(problems(max_sites=4))
def test_no_plan_has_an_impossible_total(problem: Problem):
    """The points of every plan that brute force can make are among the possible totals."""
    totals = Totals(Network(problem))
    for points in {-rank[0] for rank in ranks(Trip((problem,)))}:
        assert totals.up_to(points) == points


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(trips(max_days=3, max_sites=3))
def test_no_trip_has_an_impossible_total(trip: Trip):
    """The points of every trip that brute force can make are possible totals of the days joined."""
    totals = Totals(Network(joined(trip)))
    for points in {-rank[0] for rank in ranks(trip)}:
        assert totals.up_to(points) == points <= totals.most


def test_each_day_has_a_dawn_of_its_own():
    """Two days, two barns: the first light at both, 107 points; on one day 85 are the most."""
    day = two_barns(30)
    assert Totals(Network(joined(Trip((day, day))))).most == 107
    assert Totals(Network(day)).most == 85


def test_two_dawns_on_one_day_are_no_total():
    """Both barns in the first light would be 107 points; 85 is the most: 59 + 26."""
    assert Totals(Network(two_barns(30))).up_to(200) == 85


def test_between_two_totals_there_is_none():
    """Under 59 + 26 comes 48 + 35 = 83, so that a bound of 84 is one of 83."""
    assert Totals(Network(two_barns(30))).up_to(84) == 83


def test_dawns_that_can_follow_each_other_both_count():
    """Where the second dawn comes late enough after the first, both may be had."""
    late = replace(DAWN_B, opens=115, closes=119)
    later = two_barns(5, late)
    assert Totals(Network(later)).up_to(200) == 107
