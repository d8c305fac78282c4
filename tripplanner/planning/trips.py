"""The best plan for a trip: its days joined and solved as one, then each settled by itself."""

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from tripplanner.planning.exact import MAX_STEPS, solve
from tripplanner.planning.joined import joined, parted
from tripplanner.planning.problem import Problem, Tour, Trip, TripSolution

_SETTLING_STEPS = 20_000


def solve_trip(
    trip: Trip,
    *,
    seed: int = 0,
    max_steps: int = MAX_STEPS,
    time_limit_s: float | None = None,
    clock: Callable[[], float] = monotonic,
) -> TripSolution | None:
    """
    Find the best plan of a trip, and prove that none is better.

    Best is: most points; then least travel; then, day by day for the sites that each day has, the earliest
    back, first in the catalogue's order.

    Parameters
    ----------
    trip
        The days.
    seed, max_steps, time_limit_s, clock
        As in `exact.solve`.

    Returns
    -------
    TripSolution | None
        None when no plan visits all required sites and grants all required wishes.
    """
    found = solve(joined(trip), seed=seed, max_steps=max_steps, time_limit_s=time_limit_s, clock=clock)
    if found is None:
        return None
    solution = parted(trip, found)
    if len(trip.days) == 1:
        return solution
    tours = tuple(
        _settled(trip, day, tour, seed=seed, clock=clock)
        for day, tour in zip(trip.days, solution.tours, strict=True)
    )
    return replace(solution, tours=tours)


def _settled(trip: Trip, day: Problem, tour: Tour, *, seed: int, clock: Callable[[], float]) -> Tour:
    """The same sites for as many points, with the least travel of that day, and back as early as can be."""
    if not tour.stops:
        return tour
    sites = {day.stands[stop.stand].site for stop in tour.stops}
    granted = {wish for stop in tour.stops for wish in day.stands[stop.stand].grants}
    kept = [number for number, stand in enumerate(day.stands) if stand.site in sites]
    ends = [*kept, day.base]
    alone = replace(
        day,
        stands=tuple(day.stands[number] for number in kept),
        ways=tuple(tuple(day.ways[origin][target] for target in ends) for origin in ends),
        required=frozenset(sites | granted),
        order=trip.order,
    )
    found = solve(alone, seed=seed, max_steps=_SETTLING_STEPS, clock=clock)
    if found is None or found.score != sum(stop.points for stop in tour.stops):
        return tour
    stops = tuple(replace(stop, stand=kept[stop.stand]) for stop in found.stops)
    return Tour(stops, found.leave, found.back)
