"""Time to a proven optimum on random realistic trips: run by hand as `python -m tests.benchmarks.trips`.

A base at the centre of 120 x 120 km, 55 km/h with a detour of 1.3, visits of 15 to 90 minutes, days of 10
hours, visits that start on the minute. In the set "narrow" a site has one to three windows a day, each of
another worth; in "wide" most sites are open all day, in one to three pieces of light, and the weather makes
a site worth more or less from day to day. `--hours 8` makes the days tight. CP-SAT and PyVRP want the extra
`bench`. "Done" is proven for us and CP-SAT, and for PyVRP that it came to our points. Times are processor
time; who is not done counts with the time it was given. The last lines are trips to the bundled destination;
`--sets ""` prints them alone.
"""

import argparse
import math
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from typing import NamedTuple

from tests.benchmarks import trip_peers
from tests.benchmarks.trip_peers import Answer
from tripplanner.catalog import load_destination
from tripplanner.planning.check import trip_faults
from tripplanner.planning.problem import Problem, Stand, Trip, TripSolution, Way, Window
from tripplanner.planning.trips import solve_trip
from tripplanner.prepared import prepare
from tripplanner.request import TripRequest
from tripplanner.weather.asking import Asking

SIDE_KM, SPEED_KMH, DETOUR = 120, 55, 1.3
ENGINES = ("ours", "cpsat", "pyvrp")
BUNDLED = ("2026-12-25", "2026-12-25..2026-12-27", "2027-07-15", "2027-07-15..2027-07-17")
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)


def random_trip(sites: int, days: int, seed: int, *, wide: bool, hours: int = 10) -> Trip:
    """Make a trip, the same one for the same numbers."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark needs the same trips each time
    spots = [(dice.uniform(0, SIDE_KM), dice.uniform(0, SIDE_KM)) for _ in range(sites)]
    ways = _drives([*spots, (SIDE_KM / 2, SIDE_KM / 2)])
    places = [(15 * dice.randint(1, 6), dice.randint(10, 100), dice.random() < 0.7) for _ in range(sites)]
    return Trip(
        tuple(
            Problem(
                sites=sites,
                stands=tuple(
                    Stand(site, tuple((_wide if wide else _narrow)(dice, 60 * hours, *place)))
                    for site, place in enumerate(places)
                ),
                ways=ways,
                light_from=0,
                light_until=60 * hours,
                leave_from=0,
                back_by=60 * hours,
            )
            for _ in range(days)
        )
    )


def _drives(places: list[tuple[float, float]]) -> tuple[tuple[Way, ...], ...]:
    minutes = [[math.ceil(math.dist(a, b) * DETOUR / SPEED_KMH * 60) for b in places] for a in places]
    return tuple(tuple(Way(0, each, each, 0) for each in row) for row in minutes)


def _narrow(dice: random.Random, ends: int, minutes: int, worth: int, _: bool) -> Iterator[Window]:
    """One to three windows on a grid of 15 minutes, of 15 to 60 minutes each."""
    free = 0
    for opens in sorted(15 * dice.randint(0, ends // 15 - 6) for _ in range(dice.randint(1, 3))):
        closes = opens + 15 * dice.randint(1, 4) - 1
        if opens >= free:
            free = closes + 1
            yield Window(opens, closes, minutes, _share(dice, worth, 0.4, 1.2))


def _wide(dice: random.Random, ends: int, minutes: int, worth: int, all_day: bool) -> Iterator[Window]:
    """All day in one to three pieces of light, or opening hours; the day's weather is good or bad for it."""
    worth = _share(dice, worth, 0.5, 1.0)
    if not all_day:
        opens = 15 * dice.randint(4, 12)
        closes = min(ends, opens + 15 * dice.randint(12, 20))
        yield Window(opens, closes - 1, minutes, worth)
        return
    cuts = sorted({0, ends, *(5 * dice.randint(1, ends // 5 - 1) for _ in range(dice.randint(0, 2)))})
    for opens, closes in pairwise(cuts):
        yield Window(opens, closes - 1, minutes, _share(dice, worth, 0.6, 1.2))


def _share(dice: random.Random, worth: int, least: float, most: float) -> int:
    return max(1, int(worth * dice.uniform(least, most)))


class Run(NamedTuple):
    """One trip, and what each engine made of it."""

    plan: TripSolution
    answers: dict[str, Answer]


def _run(trip: Trip, engines: Sequence[str], limit_s: float) -> Run:
    began = time.process_time()
    plan = solve_trip(trip, time_limit_s=limit_s, clock=time.process_time)
    cpu_s = time.process_time() - began
    assert plan is not None
    assert trip_faults(trip, plan) == []
    answers = {"ours": Answer(plan.score, plan.proven, cpu_s)}
    if "cpsat" in engines:
        answers["cpsat"] = trip_peers.cpsat(trip, limit_s)
        _agree(plan, answers["cpsat"])
    if "pyvrp" in engines:
        answers["pyvrp"] = trip_peers.pyvrp(trip, plan.score, limit_s)
    return Run(plan, answers)


def _agree(plan: TripSolution, other: Answer) -> None:
    """Two proofs of different optima: one engine, or one model, is wrong."""
    assert other.points <= plan.bound
    assert not other.done or plan.score <= other.points


def _cell(answers: list[Answer]) -> str:
    """How many were done, the median and the most processor time."""
    seconds = [each.cpu_s for each in answers]
    done = sum(each.done for each in answers)
    return f"{done}/{len(answers)}, {statistics.median(seconds):.3f} ({max(seconds):.2f})"


def _gap_cell(plans: list[TripSolution]) -> str:
    """The median gap of the plans that are not proven, in percent of the bound."""
    gaps = [100 * (each.bound - each.score) / each.bound for each in plans if not each.proven]
    return f"{statistics.median(gaps):.1f} %" if gaps else ""


def _line(*cells: object) -> None:
    row = f"| {' | '.join(map(str, cells))} |" if cells else ""
    print(row, flush=True)  # noqa: T201 - the table is what the script is for


def _bundled(limit_s: float) -> None:
    """A line for each of some trips to the bundled destination, planned from its climate."""
    for dates in BUNDLED:
        request = TripRequest(dates=dates, time_limit_s=limit_s)
        began = time.process_time()
        prepared = prepare(request, load_destination(), asking=Asking(offline=True), now=NOW)
        ready = time.process_time()
        plan = solve_trip(prepared.trip, time_limit_s=limit_s, clock=time.process_time)
        solved = time.process_time()
        assert plan is not None
        days = prepared.trip.days
        sites = len({stand.site for day in days for stand in day.stands})
        done = "proven" if plan.proven else f"bound {plan.bound}"
        seconds = f"{solved - ready:.3f} s, made ready in {ready - began:.3f} s"
        _line("bundled", dates, len(days), sites, f"{plan.score} points, {done}", seconds)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sites", default="8,12,16,20,30")
    parser.add_argument("--days", default="1,3,5")
    parser.add_argument("--sets", default="narrow,wide")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--engines", default="ours,cpsat,pyvrp")
    parser.add_argument("--limit-s", type=float, default=30.0)
    parser.add_argument("--hours", type=int, default=10, help="of a day; 8 is tight")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    options = _options()
    engines = [each for each in ENGINES if each in options.engines.split(",")]
    _line("set", "days", "sites", "visits", *(f"{each}: done, median s (max)" for each in engines), "our gap")
    _line(*["---"] * (5 + len(engines)))
    for name in filter(None, options.sets.split(",")):
        for days in map(int, options.days.split(",")):
            for sites in map(int, options.sites.split(",")):
                runs = [
                    _run(
                        random_trip(sites, days, seed, wide=name == "wide", hours=options.hours),
                        engines,
                        options.limit_s,
                    )
                    for seed in range(options.runs)
                ]
                visits = statistics.median(sum(len(tour.stops) for tour in each.plan.tours) for each in runs)
                cells = (_cell([each.answers[engine] for each in runs]) for engine in engines)
                _line(name, days, sites, visits, *cells, _gap_cell([each.plan for each in runs]))
    _line()
    _line("trip", "dates", "days", "sites", "plan", "solved in")
    _line(*["---"] * 6)
    _bundled(options.limit_s)


if __name__ == "__main__":
    main()
