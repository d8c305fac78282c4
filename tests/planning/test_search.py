from hypothesis import HealthCheck, given, settings

from tests.planning.brute import best_rank
from tests.planning.strategies import problems
from tripplanner.planning.network import Network
from tripplanner.planning.problem import Problem, Stand, Way, Window
from tripplanner.planning.search import Improver

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@some
@given(problems(max_sites=4))
def test_a_quick_plan_is_never_better_than_the_best(problem: Problem):
    """Its points, added up from its stops, are at most those that brute force finds."""
    best = best_rank(problem)
    assert best is not None
    stops = Improver(Network(problem)).go_on(20, afresh=True)
    assert sum(stop.points for stop in stops) <= -best[0]


@some
@given(problems(max_sites=6))
def test_more_rounds_never_make_it_worse(problem: Problem):
    """The best plan is kept, whether one goes on from it or afresh."""
    improver = Improver(Network(problem))
    points = [
        sum(stop.points for stop in improver.go_on(10, afresh=afresh))
        for afresh in (True, False, True, False)
    ]
    assert points == sorted(points)


def test_the_same_day_has_the_same_quick_plan():
    """The dice are seeded: of many equally good orders of 14 barns the same one comes every time."""
    stands = tuple(Stand(site, (Window(0, 600, 30, 10),)) for site in range(14))
    ways = tuple(tuple(Way(0, 20, 20, 0) for _ in range(15)) for _ in range(15))
    network = Network(Problem(14, stands, ways, 0, 600, 0, 600))
    assert Improver(network).go_on(5, afresh=True) == Improver(network).go_on(5, afresh=True)
