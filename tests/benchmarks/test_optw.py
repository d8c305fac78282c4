import os
from pathlib import Path

import pytest

from tests.benchmarks.optw import ENGINES, family_of, score
from tests.benchmarks.optw_files import best_known, followed, optimal_route, read_day, read_tours, tours_of
from tripplanner.planning.check import faults
from tripplanner.planning.joined import joined
from tripplanner.planning.problem import Window

# One point 3 by 4 away from the start, one 1 by 1: 5 and 1.41421... units of distance.
POINTS = """1 1 2 1
0 200
 0 0.00 0.00 0.00 0.00 0 0 0 100
 1 3.00 4.00 2.50 10.00 1 1 1 20 30
 2 1.00 1.00 1.00 7.00 1 1 1 0 40
"""
TOURS = """2 2 90 1 1 1 1 1 1 1 1 1 1
0 0.0 0.0 0.0 0.0 0 100
2 3.0 4.0 2.5 10.0 5 10.5 20 30 40.5 1 5 0 0 0 0 0 0 0 0 0 0
3 1.0 1.0 1.0 7.0 5 10.5 20 30 40.5 0 5 0 0 0 0 0 0 0 0 0 0
"""

BENCH = os.environ.get("TRIPPLANNER_BENCH")
published = pytest.mark.skipif(BENCH is None, reason="TRIPPLANNER_BENCH is not set")
ROUTES = "c101", "c105", "r101", "r105", "r109", "rc101", "rc105"


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


@pytest.mark.parametrize(("name", "ticks", "diagonal"), [("c101.txt", 10, 14), ("pr01.txt", 100, 141)])
def test_a_tick_is_the_last_decimal_and_distances_are_cut_off(tmp_path, name, ticks, diagonal):
    """README of the instances: rounded down to one decimal (Solomon) or two (Cordeau); sqrt 2 is 1.4142."""
    day = read_day(_file(tmp_path, name, POINTS))
    assert day.stands[0].windows == (Window(20 * ticks, 30 * ticks, 25 * ticks // 10, 10),)
    assert (day.leave_from, day.back_by) == (0, 100 * ticks)
    assert day.ways[day.base][0].nominal == 5 * ticks
    assert day.ways[1][day.base].nominal == diagonal


def test_a_visit_starts_within_its_window_and_ends_after_its_minutes(tmp_path):
    """O and C bound the start of the service: point 1 may be left at 32.5 and no later than 100 - 5."""
    day = read_day(_file(tmp_path, "c101.txt", POINTS))
    plan = followed(day, [0])
    assert (plan.stops[0].start, plan.stops[0].end, plan.leave, plan.back) == (200, 225, 150, 275)
    assert faults(day, plan) == []
    assert score(day, [[1, 0]]) == 17


def test_tours_that_cannot_be_followed_do_not_count(tmp_path):
    """Point 2 closes at 40; a tour that comes to it later is refused, and so is a point on two tours."""
    late = POINTS.replace("0 40\n", "0 10\n")
    day = read_day(_file(tmp_path, "c101.txt", late))
    assert score(day, [[1, 0]]) == 17
    with pytest.raises(AssertionError, match="in none of its windows"):
        score(day, [[0, 1]])
    with pytest.raises(AssertionError, match="not a plan"):
        score(day, [[0], [0]])


def test_windows_take_turns_from_tour_to_tour(tmp_path):
    """FORMAT.txt: with E=1 the windows 1 and 3 on tours 1 and 3, 2 and 4 on 2 and 4; else exchanged."""
    trip = read_tours(_file(tmp_path, "MCTOPMTW-2-c101.txt", TOURS))
    odd, even = ((50, 105), (200, 300)), ((105, 200), (300, 405))
    found = [
        tuple((window.opens, window.closes) for window in stand.windows)
        for day in trip.days
        for stand in day.stands
    ]
    assert found == [odd, even, even, odd]
    assert [day.back_by for day in trip.days] == [1000, 1000]


def test_our_search_visits_each_point_once_on_any_tour(tmp_path):
    """Both points fit on one tour of two, and count once."""
    day = read_day(_file(tmp_path, "c101.txt", POINTS))
    assert len(joined(tours_of(day, 2)).nights) == 1
    assert score(day, ENGINES["ours"](day, 2, 0.01, 1)) == 17


@pytest.mark.parametrize(("name", "family"), [("r101", "r1"), ("rc206", "rc2"), ("pr07", "pr")])
def test_family_of_an_instance(name, family):
    """Letters and the hundreds; Cordeau's are one family."""
    assert family_of(name) == family


def test_the_last_best_path_of_a_result_file_is_read(tmp_path):
    """Stands are points less one, as the start is none."""
    path = "Best Feasible Path\nPrize:{}  Customers:2\nUsr :  {}\n\n"
    text = path.format(5, "3") + path.format(17, "2  1")
    assert optimal_route(_file(tmp_path, "x.full", text)) == (17, [1, 0])


@published
@pytest.mark.parametrize("name", ROUTES)
def test_proven_routes_are_plans_of_the_stated_score(name: str):
    """Righini and Salani's optimal routes keep all windows and score what their files and the CSV say."""
    folder = Path(str(BENCH))
    day = read_day(folder / "optw" / f"{name}.txt")
    prize, stands = optimal_route(folder / "optimal_routes" / f"{name}_100.dssr.full")
    assert faults(day, followed(day, stands)) == []
    assert score(day, [stands]) == prize == best_known(folder / "optw")[name, 1]


@published
def test_published_tours_with_several_windows_are_read():
    """MCTOPMTW-2-c101: two tours of 100 points until 1236; point 2 has its windows 1 and 3 on tour 1."""
    trip = read_tours(Path(str(BENCH)) / "multiple_windows" / "MCTOPMTW-2-c101.txt")
    assert [(len(day.stands), day.back_by) for day in trip.days] == [(100, 12360)] * 2
    assert trip.days[0].stands[0].windows == (Window(9120, 9258, 900, 10), Window(9395, 9532, 900, 10))
