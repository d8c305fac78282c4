"""Our search beside PyVRP and OR-Tools on published instances: `python -m tests.benchmarks.optw --help`.

Every engine has the same seconds of one core's time (not of the clock on the wall: a busy machine would slow
some more than others), reading and building the problem included for ours. PyVRP and OR-Tools come with the
extra `bench` and are imported only when asked for. PyVRP gets prizes that outweigh all travel, and penalties
that may outweigh a prize; OR-Tools its guided local search with the penalties that suited it best of nine
settings tried. What an engine returns counts only when each of its tours can be followed in time.
"""

import argparse
import gc
import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from tests.benchmarks.optw_files import best_known, followed, read_day, tours_of
from tripplanner.planning.check import faults
from tripplanner.planning.joined import joined
from tripplanner.planning.problem import Problem
from tripplanner.planning.ruin import search

FAMILIES = "c1", "r1", "rc1", "c2", "r2", "rc2", "pr"
Tours = list[list[int]]
Engine = Callable[[Problem, int, float, int], Tours]


def ours(day: Problem, tours: int, seconds: float, seed: int) -> Tours:
    """Ruin and recreate on the days joined."""
    ends_at = time.process_time() + seconds
    problem = joined(tours_of(day, tours))
    left = ends_at - time.process_time()
    found: Tours = [[]]
    for stop in search(problem, seed=seed, max_rounds=10**9, time_limit_s=left, clock=time.process_time):
        if stop.stand in problem.nights:
            found.append([])
        else:
            found[-1].append(stop.stand % len(day.stands))
    return found


def pyvrp(day: Problem, tours: int, seconds: float, seed: int) -> Tours:
    """PyVRP: the tours are vehicles, a site is a client that may be left out for its prize."""
    from pyvrp import Model, PenaltyParams, SolveParams

    most = day.back_by
    model = Model()
    places = [model.add_location(0, 0) for _ in range(day.base + 1)]
    depot = model.add_depot(places[-1])
    model.add_vehicle_type(num_available=tours, start_depot=depot, end_depot=depot, tw_early=0, tw_late=most)
    for place, stand in zip(places, day.stands, strict=False):
        window = stand.windows[0]
        model.add_client(
            place,
            service_duration=window.minutes,
            tw_early=window.opens,
            tw_late=window.closes,
            prize=window.points * (tours * most + 1),
            required=False,
        )
    for origin, target, minutes in _legs(day):
        model.add_edge(places[origin], places[target], minutes, minutes)
    ends_at = time.process_time() + seconds
    result = model.solve(
        lambda _: time.process_time() >= ends_at,
        seed=seed,
        collect_stats=False,
        display=False,
        params=SolveParams(penalty=PenaltyParams(max_penalty=1e9)),
    )
    return _pyvrp_tours(result.best.routes())


def ortools(day: Problem, tours: int, seconds: float, seed: int) -> Tours:
    """OR-Tools' routing library; it takes no seed."""
    from ortools.constraint_solver import pywrapcp, routing_enums_pb2

    del seed
    most, base = day.back_by, day.base
    manager = pywrapcp.RoutingIndexManager(base + 1, tours, base)
    routing = pywrapcp.RoutingModel(manager)
    travel = [[0 if way is None else way.nominal for way in row] for row in day.ways]
    stay = [*(stand.windows[0].minutes for stand in day.stands), 0]
    cost = routing.RegisterTransitMatrix(travel)
    took = routing.RegisterTransitMatrix(
        [[here + each for each in row] for here, row in zip(stay, travel, strict=True)]
    )
    routing.SetArcCostEvaluatorOfAllVehicles(cost)
    routing.AddDimension(took, most, most, False, "time")
    clock = routing.GetDimensionOrDie("time")
    for stand, each in enumerate(day.stands):
        index, window = manager.NodeToIndex(stand), each.windows[0]
        clock.CumulVar(index).SetRange(window.opens, min(window.closes, most))
        routing.AddDisjunction([index], round(window.points * 0.02 * most))
    options = pywrapcp.DefaultRoutingSearchParameters()
    strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    options.first_solution_strategy = strategy
    options.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    options.time_limit.FromMilliseconds(int(seconds * 20_000))
    ends_at = time.process_time() + seconds
    routing.AddSearchMonitor(routing.solver().CustomLimit(lambda: time.process_time() >= ends_at))
    plan = routing.SolveWithParameters(options)
    if plan is None:
        return []
    return [_ortools_tour(routing, manager, plan, tour) for tour in range(tours)]


ENGINES: dict[str, Engine] = {"ours": ours, "pyvrp": pyvrp, "ortools": ortools}


def _legs(day: Problem) -> Iterable[tuple[int, int, int]]:
    for origin, row in enumerate(day.ways):
        for target, way in enumerate(row):
            if way is not None and origin != target:
                yield origin, target, way.nominal


def _pyvrp_tours(routes: Iterable) -> Tours:
    return [[visit.idx for visit in route if visit.is_client()] for route in routes]


def _ortools_tour(routing, manager, plan, tour: int) -> list[int]:
    index, stands = routing.Start(tour), []
    while not routing.IsEnd(index := plan.Value(routing.NextVar(index))):
        stands.append(manager.IndexToNode(index))
    return stands


def score(day: Problem, tours: Tours) -> int:
    """Points of the tours; an error when one cannot be followed, or a site comes twice."""
    plans = [followed(day, stands) for stands in tours if stands]
    wrong = [fault for plan in plans for fault in faults(day, plan)]
    every = [stand for stands in tours for stand in stands]
    if wrong or len(every) > len(set(every)):
        raise AssertionError(f"not a plan: {wrong or every}")
    return sum(plan.score for plan in plans)


def family_of(name: str) -> str:
    """`r1` of r101, `pr` of pr01."""
    return "pr" if name.startswith("pr") else name[:-2]


def main() -> None:
    """Print a table for each number of tours."""
    asked = _arguments().parse_args()
    folder, engines = Path(asked.folder) / "optw", asked.engines.split(",")
    for tours in map(int, asked.m.split(",")):
        _print(f"m = {tours}: mean gap to the best known in % (best known reached)")
        _print(" " * 10 + "".join(f"{name:>20}" for name in engines))
        for family in asked.families.split(","):
            paths = [path for path in sorted(folder.glob("*.txt")) if family_of(path.stem) == family]
            runs = [(path.stem, read_day(path), seed + 1) for path in paths for seed in range(asked.seeds)]
            cells = [_cell(name, runs, tours, asked.seconds, best_known(folder)) for name in engines]
            _print(f"{family:10}" + "".join(f"{cell:>20}" for cell in cells))


def _cell(
    engine: str,
    runs: list[tuple[str, Problem, int]],
    tours: int,
    seconds: float,
    known: dict[tuple[str, int], int],
) -> str:
    gaps = []
    for instance, day, seed in runs:
        gc.collect()
        best, found = known[instance, tours], score(day, ENGINES[engine](day, tours, seconds, seed))
        gaps.append(100 * (best - found) / best)
        if found > best:
            _print(f"# {instance}, m = {tours}: {engine} found {found}, best known is {best}")
    return f"{sum(gaps) / len(gaps):.2f} ({sum(gap <= 0 for gap in gaps)}/{len(gaps)})"


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - the table is what the script is for


def _arguments() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="python -m tests.benchmarks.optw", description=__doc__)
    made.add_argument("--folder", default=os.environ.get("TRIPPLANNER_BENCH"), help="of the instances")
    made.add_argument("--seconds", type=float, default=1.0, help="of one core, for each run")
    made.add_argument("--engines", default="ours,pyvrp,ortools")
    made.add_argument("--families", default=",".join(FAMILIES))
    made.add_argument("--m", default="1,2,4", help="numbers of tours")
    made.add_argument("--seeds", type=int, default=3, help="how many")
    return made


if __name__ == "__main__":
    main()
