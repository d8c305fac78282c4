"""Published orienteering instances as problems of ours: one tick is the last decimal of their distances.

The (T)OPTW files of KU Leuven: a line `k v N t`, a line `D Q`, then for each point `i x y d S f a list O C`:
the visit takes `d`, earns `S` and starts from `O` to `C`. Point 0 is where a tour starts and ends, its `C` is
when it must be back; how many tours there are is not in the file. Distances are Euclidean, cut off (not
rounded) after one decimal in Solomon's files and after two in Cordeau's, whose names begin with `pr`.

The files with several windows (MCTOPMTW): a line `M N ...` with the number of tours, the start, then for each
point `i x y d S O1 O2 O3 O4 C4 E ...`: four windows on end. Tours 1 and 3 use the first and the third where
`E` is 1, else the others. The entrance fees and the types of points are left out.
"""

import csv
import math
import re
from itertools import pairwise
from pathlib import Path

from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Trip, Way, Window

_WINDOWS = 4
_PRIZE = re.compile(r"Prize:\s*(\d+)")


def read_day(path: Path) -> Problem:
    """One tour of a (T)OPTW file; stand number `n` is point `n + 1`."""
    rows = [line.split() for line in path.read_text().splitlines()[2:] if line.strip()]
    ticks = _ticks_of(path)
    windows = [
        (_whole(row[-2], ticks), _whole(row[-1], ticks), _whole(row[3], ticks), int(float(row[4])))
        for row in rows[1:]
    ]
    stands = tuple(Stand(site, (Window(*window),)) for site, window in enumerate(windows))
    return _day(rows, stands, _whole(rows[0][-1], ticks), ticks)


def read_tours(path: Path) -> Trip:
    """All tours of a file with several windows, as days of a trip."""
    head, *rows = [line.split() for line in path.read_text().splitlines() if line.strip()]
    ticks = _ticks_of(path)
    back_by = _whole(rows[0][-1], ticks)
    return Trip(
        tuple(
            _day(
                rows,
                tuple(Stand(site, _windows(row, tour, ticks)) for site, row in enumerate(rows[1:])),
                back_by,
                ticks,
            )
            for tour in range(int(head[0]))
        )
    )


def _windows(row: list[str], tour: int, ticks: int) -> tuple[Window, ...]:
    opens = [_whole(each, ticks) for each in row[5 : 6 + _WINDOWS]]
    first = 0 if (int(row[10]) == 1) == (tour % 2 == 0) else 1
    minutes, points = _whole(row[3], ticks), int(float(row[4]))
    return tuple(
        Window(start, end, minutes, points)
        for number, (start, end) in enumerate(pairwise(opens))
        if number % 2 == first
    )


def _ticks_of(path: Path) -> int:
    """Ticks in a unit of distance."""
    return 100 if path.stem.rpartition("-")[2].startswith("pr") else 10


def _whole(text: str, ticks: int) -> int:
    return round(float(text) * ticks)


def _day(rows: list[list[str]], stands: tuple[Stand, ...], back_by: int, ticks: int) -> Problem:
    spots = [(float(row[1]), float(row[2])) for row in (*rows[1:], rows[0])]
    # The least above a whole number of ticks is still that number: 0.3 * 10 must not become 2.
    away = [[int(math.dist(here, there) * ticks + 1e-9) for there in spots] for here in spots]
    known = {each: Way(0, each, each, 0) for row in away for each in row}
    ways = tuple(tuple(known[each] for each in row) for row in away)
    return Problem(len(stands), stands, ways, 0, back_by, 0, back_by)


def tours_of(day: Problem, tours: int) -> Trip:
    """So many tours on the same day, each point on one of them at most."""
    return Trip((day,) * tours)


def followed(day: Problem, stands: list[int]) -> Solution:
    """One tour along stands in this order, each visit at the earliest; whether it is in time is not asked."""
    minute, origin, stops = day.leave_from, day.base, []
    for stand in stands:
        way, window = day.ways[origin][stand], day.stands[stand].windows[0]
        assert way is not None
        start = max(day.arrival(way, minute), window.opens)
        minute, origin = start + window.minutes, stand
        stops.append(Stop(stand, start, minute, window.points))
    out, home = day.ways[day.base][stands[0]], day.ways[origin][day.base]
    assert out is not None
    assert home is not None
    score = sum(stop.points for stop in stops)
    leave = stops[0].start - out.nominal
    return Solution(tuple(stops), score, score, False, leave, day.arrival(home, minute), 0)


def optimal_route(path: Path) -> tuple[int, list[int]]:
    """Score and stands of the last, best feasible path in a result file of Righini and Salani."""
    lines = path.read_text().split("Best Feasible Path")[-1].splitlines()
    prize = next(found for found in map(_PRIZE.search, lines) if found is not None)
    route = next(line for line in lines if line.startswith("Usr"))
    return int(prize[1]), [int(each) - 1 for each in route.partition(":")[2].split()]


def best_known(folder: Path) -> dict[tuple[str, int], int]:
    """The best known score of each instance for each number of tours."""
    with (folder / "best_known.csv").open(newline="") as file:
        return {(row["instance"], int(row["m"])): int(row["best_known"]) for row in csv.DictReader(file)}
