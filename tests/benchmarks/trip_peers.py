"""The same trips given to OR-Tools CP-SAT and to PyVRP (the extra `bench`), for `tests.benchmarks.trips`."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any, NamedTuple

from tripplanner.planning.problem import Problem, Trip


class Answer(NamedTuple):
    """What an engine found: its points, whether they are proven (or reached), processor time. [s]"""

    points: int
    done: bool
    cpu_s: float


def _minutes(day: Problem, origin: int, target: int) -> int:
    way = day.ways[origin][target]
    assert way is not None
    return way.nominal


def cpsat(trip: Trip, limit_s: float) -> Answer:
    """
    A circuit a day with optional nodes, one worker.

    The redundant row (travel and visits fit into the day) is what lets it prove anything: section 3 of the
    study that this benchmark repeats.
    """
    from ortools.sat.python import cp_model

    began = time.process_time()
    model: Any = cp_model.CpModel()
    earned: list[Any] = []
    days_of: dict[int, list[Any]] = {}
    for day in trip.days:
        earned += _circuit(model, day, days_of)
    for visits in days_of.values():
        model.add_at_most_one(visits)
    model.maximize(sum(earned))
    solver: Any = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    with _stopped_after(solver, limit_s):
        status = solver.solve(model)
    found = status in {cp_model.OPTIMAL, cp_model.FEASIBLE}
    points = round(solver.objective_value) if found else 0
    return Answer(points, status == cp_model.OPTIMAL, time.process_time() - began)


@contextmanager
def _stopped_after(solver: Any, limit_s: float) -> Iterator[None]:
    """Its own limits are on the clock on the wall, which runs on while others have the processor."""
    done, until = Event(), time.process_time() + limit_s

    def watch() -> None:
        while not done.wait(0.02) and time.process_time() < until:
            pass
        solver.stop_search()

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()


def _circuit(model: Any, day: Problem, days_of: dict[int, list[Any]]) -> list[Any]:
    """Add one day to the model; the answer is what its visits earn."""
    earned, begins, stays, visits = [], [], [], []
    for stand in day.stands:
        begin, visit = model.new_int_var(day.leave_from, day.back_by, ""), model.new_bool_var("")
        chosen = [model.new_bool_var("") for _ in stand.windows]
        model.add(sum(chosen) == visit)
        for window, choice in zip(stand.windows, chosen, strict=True):
            model.add_linear_constraint(begin, window.opens, window.closes).only_enforce_if(choice)
            earned.append(window.points * choice)
        begins.append(begin)
        visits.append(visit)
        stays.append(sum(each.minutes * choice for each, choice in zip(stand.windows, chosen, strict=True)))
        days_of.setdefault(stand.site, []).append(visit)
    base, arcs, driven = day.base, [], []
    arcs.append((base, base, model.new_bool_var("")))
    for stand, visit in enumerate(visits):
        arcs.append((stand, stand, ~visit))
        for target in (*range(base), base):
            if target == stand:
                continue
            taken, minutes = model.new_bool_var(""), _minutes(day, stand, target)
            by = day.back_by if target == base else begins[target]
            model.add(begins[stand] + stays[stand] + minutes <= by).only_enforce_if(taken)
            arcs.append((stand, target, taken))
            driven.append(minutes * taken)
        out, minutes = model.new_bool_var(""), _minutes(day, base, stand)
        model.add(begins[stand] >= day.leave_from + minutes).only_enforce_if(out)
        arcs.append((base, stand, out))
        driven.append(minutes * out)
    model.add_circuit(arcs)
    model.add(sum(driven) + sum(stays) <= day.back_by - day.leave_from)
    return earned


class _Reached:
    """A stopping criterion of PyVRP: a cost, or a time. [s]"""

    def __init__(self, cost: int, limit_s: float) -> None:
        self._cost, self._until = cost, time.process_time() + limit_s

    def __call__(self, best_cost: float) -> bool:
        return best_cost <= self._cost or time.process_time() >= self._until


def pyvrp(trip: Trip, points: int, limit_s: float) -> Answer:
    """
    Look for so many points: a group of clients a site, a client a window of a day, a vehicle a day.

    The days follow each other in time, so that a window belongs to one vehicle. A point outweighs all
    travel, and a minute of travel costs 1: without that nothing would reward a shorter way.
    """
    from pyvrp import Model, PenaltyParams, SolveParams

    began = time.process_time()
    model: Any = Model()
    day = trip.days[0]
    places = [model.add_location(0, 0) for _ in range(day.base + 1)]
    depot = model.add_depot(places[day.base])
    longest = max(_minutes(day, a, b) for a in range(day.base) for b in range(day.base + 1) if a != b)
    unit = 1 + longest * (day.base + len(trip.days))
    prizes = _add_days(model, trip, places, depot, unit)
    for a, origin in enumerate(places):
        for b, target in enumerate(places):
            if a != b:
                model.add_edge(origin, target, _minutes(day, a, b), _minutes(day, a, b))
    params = SolveParams(penalty=PenaltyParams(max_penalty=1e9))
    stop = _Reached((prizes - points) * unit + unit - 1, limit_s)
    result = model.solve(stop, seed=1, collect_stats=False, display=False, params=params)
    found = result.best.prizes() // unit if result.is_feasible() else 0
    return Answer(found, found >= points, time.process_time() - began)


def _add_days(model: Any, trip: Trip, places: list[Any], depot: Any, unit: int) -> int:
    """Add the vehicles and the clients; the answer is the sum of all prizes in points."""
    prizes, begins = 0, 0
    groups = [model.add_client_group(required=False) for _ in range(trip.days[0].sites)]
    for day in trip.days:
        model.add_vehicle_type(
            1, start_depot=depot, end_depot=depot, tw_early=begins, tw_late=begins + day.back_by
        )
        for stand in day.stands:
            for window in stand.windows:
                model.add_client(
                    places[stand.site],
                    service_duration=window.minutes,
                    tw_early=begins + window.opens,
                    tw_late=begins + window.closes,
                    prize=window.points * unit,
                    required=False,
                    group=groups[stand.site],
                )
                prizes += window.points
        begins += day.back_by + 1
    return prizes
