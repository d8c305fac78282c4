"""The bound and the labels by themselves: whatever the prices, no plan is worth more, and none is missed."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import trips
from tripplanner.planning.joined import joined
from tripplanner.planning.labels import Limits, Search
from tripplanner.planning.memory import Memory
from tripplanner.planning.network import Network
from tripplanner.planning.problem import DayLimits, Problem, Stand, Trip, Way, Window
from tripplanner.planning.relaxation import NEVER, Relaxation, Tables
from tripplanner.planning.thrifty import ThriftySearch
from tripplanner.planning.tolls import Tolls

many = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
dice = st.integers(0, 2**32 - 1).map(random.Random)
DICE = random.Random(7)  # noqa: S311 - any prices will do
every_rule = trips(max_days=2, max_sites=4, required=True, wishes=True, order=True, limits=True)
few_rules = trips(max_days=2, max_sites=4, limits=True)


def diced_prices(network: Network, diced: random.Random) -> list[int]:
    """Any prices there may be: a required site may be paid for, a wish never costs, the others never pay."""
    prices = []
    for site in range(network.problem.sites):
        price = diced.choice((-1, 0, 1, 1)) * diced.randint(0, 9 * network.unit)
        price = min(price, 0) if site in network.wishes else price
        prices.append(price if network.required >> site & 1 else max(price, 0))
    return prices


def diced_tolls(network: Network, diced: random.Random) -> Tolls:
    """Any tolls there may be: none on what has no limit."""
    limits = [
        most
        for each in network.problem.limits
        for most in (each.drive_minutes, each.walk_minutes, each.cold_minutes)
    ]
    high = diced.choice((0, 3, 9)) * network.unit
    return Tolls(network, [0.0 if most is None else float(diced.randint(0, high)) for most in limits])


def diced_memory(network: Network, diced: random.Random) -> Memory:
    """Any sites may be remembered anywhere."""
    return Memory(network, [diced.getrandbits(network.problem.sites) for _ in network.site])


def made(trip: Trip, diced: random.Random, *, free_travel: bool) -> tuple[Search, int, Tables]:
    """A search that is ready, and what its prices, tolls and memory let the best plan be worth at most."""
    problem = joined(trip)
    search = ThriftySearch(problem) if any(problem.limits) else Search(problem)
    network = search.network
    prices, tolls, memory = (each(network, diced) for each in (diced_prices, diced_tolls, diced_memory))
    relaxation = Relaxation(search.cells, memory)
    tables = relaxation.sweep(prices, tolls, free_travel=free_travel)
    search.load(memory, prices, tolls, tables)
    return search, sum(prices) + tolls.allowance + relaxation.bound(tables, tolls), tables


@many
@given(st.one_of(every_rule, few_rules), dice, st.booleans())
def test_no_prices_make_the_bound_too_low(trip: Trip, diced: random.Random, free_travel: bool):
    """Duality: with any prices, tolls and memory the relaxed days are worth at least the best plan."""
    best = best_trip_rank(trip)
    search, bound, _ = made(trip, diced, free_travel=free_travel)
    if best is not None:
        assert bound >= -best[0] * search.network.unit - (0 if free_travel else best[1])


@many
@given(st.one_of(every_rule, few_rules), dice, st.booleans())
def test_no_prices_make_the_labels_miss_the_best(trip: Trip, diced: random.Random, free_travel: bool):
    """Under any of these bounds the labels find the best plan, its travel too, or that there is none."""
    best = best_trip_rank(trip)
    search, _, _ = made(trip, diced, free_travel=free_travel)
    assert search.exhaust(Limits(10**6, None, time.monotonic), NEVER, at_most=10**6, ties=True)
    assert search.exhausted
    assert (search.best is None) == (best is None)
    if search.best is not None and best is not None:
        assert search.value == -best[0] * search.network.unit - best[1]
        assert search.score == -best[0]
        if len(trip.days) == 1:
            assert search.best.rank[1] == best[2]


def best_by_labels(problem: Problem) -> int:
    """The most points, found by the labels alone under a plain bound."""
    search, bound, _ = made(Trip((problem,), problem.required), DICE, free_travel=True)
    assert search.exhaust(Limits(10**6, None, time.monotonic), NEVER, at_most=10**6)
    assert bound >= search.score * search.network.unit
    return search.score


def day_of(*rows: tuple[Window, ...], way: Way, **more: object) -> Problem:
    """One site for each row of windows, all as far from each other and from the base."""
    size = len(rows) + 1
    ways = tuple(tuple(None if a == b else way for b in range(size)) for a in range(size))
    stands = tuple(Stand(site, row) for site, row in enumerate(rows))
    return replace(Problem(len(rows), stands, ways, 0, 999, 0, 200), **more)


def test_a_later_and_shorter_visit_may_be_worth_more_with_what_follows():
    """By hand: an hour for 9 points at once, or wait until 11 for 5 minutes worth 8, and then 9 elsewhere."""
    long_or_short = Window(0, 10, 60, 9), Window(11, 30, 5, 8)
    assert best_by_labels(day_of(long_or_short, (Window(40, 50, 10, 9),), way=Way(0, 5, 5, 0))) == 17


def test_visits_of_a_minute_at_one_door_follow_each_other():
    """By hand: four of a minute for 3 points, a long one for 4; of six doors five in the minutes 0 to 4."""
    short = (Window(0, 4, 1, 3), Window(5, 9, 60, 4))
    assert best_by_labels(day_of(*[short] * 5, way=Way(0, 0, 0, 0))) == 16
    assert best_by_labels(day_of(*[short[:1]] * 6, way=Way(0, 0, 0, 0))) == 15


@pytest.mark.parametrize(
    "tighter", [{"drive_minutes": 29}, {"walk_minutes": 13}, {"cold_minutes": 7}, {"drive_minutes": 0}]
)
def test_the_labels_keep_limits_to_the_minute(tighter: dict[str, int]):
    """By hand: two visits take 3 drives of 10, 3 times 2 on foot and 4 each there, 4 each in the cold."""
    window = (Window(0, 99, 5, 5, walk_minutes=4, cold_minutes=4),)
    exact = DayLimits(drive_minutes=30, walk_minutes=14, cold_minutes=8)
    day = day_of(window, window, way=Way(1, 10, 10, 1))
    assert best_by_labels(replace(day, limits=(exact,))) == 10
    assert best_by_labels(replace(day, limits=(replace(exact, **tighter),))) < 10


def test_tolls_are_paid_by_the_minute_and_given_back_by_the_limit():
    """By hand: 2, 3 and 5 a minute of driving, walking and cold; limits of 30, 14 and none."""
    window = (Window(0, 99, 5, 5),)
    day = day_of(
        window, window, way=Way(1, 10, 10, 1), limits=(DayLimits(drive_minutes=30, walk_minutes=14),)
    )
    tolls = Tolls(Network(day), [60.0, 90.0, 150.0])
    assert tolls.allowance == 2 * 30 + 3 * 14
    assert tolls.of_way(Way(4, 10, 25, 6), 0) == 2 * 10 + 3 * 10
    assert tolls.of_visit(1, 7, 11) == 3 * 7 + 5 * 11
    assert tolls.left(0, (10, 4, 2)) == 102 - 20 - 12 - 10
    assert tolls.left(day.base, (0, 0, 0)) == 102
    assert not tolls.are_free
    assert Tolls(Network(day), [0.0] * 3).are_free


def test_each_night_leaves_the_allowance_of_the_days_after_it():
    """By hand: two days, 2 and 7 a minute of driving, at most 30 and 10: 60 and 70, of which 70 are left."""
    window = (Window(0, 99, 5, 5),)
    day = day_of(window, way=Way(0, 10, 10, 0), limits=(DayLimits(drive_minutes=30),))
    trip = Trip((day, replace(day, limits=(DayLimits(drive_minutes=10),))))
    problem = joined(trip)
    tolls = Tolls(Network(problem), [60.0, 0.0, 0.0, 210.0, 0.0, 0.0])
    [night] = problem.nights
    way = Way(0, 10, 10, 0)
    assert tolls.allowance == tolls.left(0, (0, 0, 0)) == 130
    assert [tolls.of_way(way, stand) for stand in (0, night, 1, problem.base)] == [20, 20, 70, 70]
    assert [tolls.left(stand, (5, 0, 0)) for stand in (0, night, 1)] == [120, 35, 35]
