"""Minutes to a proof on one day: run by hand as `python -m tests.benchmarks.one_day`.

With TRIPPLANNER_BENCH naming the folder of published instances, two of them are solved as well:
r101 (optimum 198) and c101 (optimum 320), both from Righini and Salani's result files.
"""

import math
import os
import random
import statistics
import time
from itertools import pairwise
from pathlib import Path

from tripplanner.planning.exact import solve
from tripplanner.planning.problem import Problem, Stand, Way, Window

HORIZON = 600
SIDE_KM = 120
RUNS = 5


def random_day(sites: int, seed: int, *, wide: bool) -> Problem:
    """Sites around a base at 55 km/h; narrow windows, or open all day in one to three pieces of light."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark needs the same days each time
    spots = [(dice.uniform(0, SIDE_KM), dice.uniform(0, SIDE_KM)) for _ in range(sites)]
    places = [*spots, (SIDE_KM / 2, SIDE_KM / 2)]
    stands = tuple(Stand(site, _wide(dice) if wide else _narrow(dice)) for site in range(sites))
    return Problem(sites, stands, _drives(places), 0, HORIZON, 0, HORIZON)


def _drives(places: list[tuple[float, float]]) -> tuple[tuple[Way, ...], ...]:
    minutes = [[math.ceil(math.dist(a, b) * 1.3 / 55 * 60) for b in places] for a in places]
    return tuple(tuple(Way(0, each, each, 0) for each in row) for row in minutes)


def _narrow(dice: random.Random) -> tuple[Window, ...]:
    minutes, worth = 15 * dice.randint(1, 6), dice.randint(10, 100)
    found: list[Window] = []
    for opens in sorted(15 * dice.randint(0, HORIZON // 15 - 6) for _ in range(dice.randint(1, 3))):
        if not found or opens > found[-1].closes:
            points = max(1, int(worth * dice.uniform(0.4, 1.2)))
            found.append(Window(opens, opens + 15 * dice.randint(1, 4) - 1, minutes, points))
    return tuple(found)


def _wide(dice: random.Random) -> tuple[Window, ...]:
    minutes, worth = 15 * dice.randint(1, 6), dice.randint(10, 100)
    cuts = sorted({0, HORIZON, *(5 * dice.randint(1, HORIZON // 5 - 1) for _ in range(dice.randint(0, 2)))})
    return tuple(
        Window(opens, end - 1, minutes, max(1, int(worth * dice.uniform(0.6, 1.2))))
        for opens, end in pairwise(cuts)
    )


def published(path: Path) -> Problem:
    """Read an instance of the KU Leuven format; distances are rounded down to tenths, which are the ticks."""
    rows = [line.split() for line in path.read_text().splitlines()[2:] if line.strip()]
    points = [(float(row[1]), float(row[2])) for row in rows]
    order = [*range(1, len(points)), 0]
    ticks = [[int(math.dist(points[a], points[b]) * 10 + 1e-9) for b in order] for a in order]
    stands = tuple(
        Stand(
            site, (Window(int(row[-2]) * 10, int(row[-1]) * 10, int(float(row[3]) * 10), int(float(row[4]))),)
        )
        for site, row in enumerate(rows[1:])
    )
    day_ends = int(rows[0][-1]) * 10
    ways = tuple(tuple(Way(0, each, each, 0) for each in row) for row in ticks)
    return Problem(len(stands), stands, ways, 0, day_ends, 0, day_ends)


def _report(name: str, days: list[Problem]) -> None:
    seconds, answers = [], []
    for day in days:
        began = time.perf_counter()
        answers.append(solve(day))
        seconds.append(time.perf_counter() - began)
    proven = sum(each is not None and each.proven for each in answers)
    scores = [each.score for each in answers if each is not None]
    print(  # noqa: T201 - the table is what the script is for
        f"{name:14} median {statistics.median(seconds):7.3f} s  max {max(seconds):7.3f} s  "
        f"proven {proven}/{len(days)}  scores {scores}",
        flush=True,
    )


def main() -> None:
    """Print the table."""
    for wide in (False, True):
        for sites in (12, 16, 20, 25, 30):
            days = [random_day(sites, seed, wide=wide) for seed in range(RUNS)]
            _report(f"{'wide' if wide else 'narrow'} {sites}", days)
    folder = os.environ.get("TRIPPLANNER_BENCH")
    for name in ("r101", "c101") if folder is not None else ():
        _report(name, [published(Path(str(folder)) / "optw" / f"{name}.txt")])


if __name__ == "__main__":
    main()
