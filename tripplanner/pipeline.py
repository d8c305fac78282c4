"""How a plan is made: a trip made ready, its proven answer, checked, and the records."""

from dataclasses import replace
from datetime import datetime

from tripplanner.errors import PlanFaultError
from tripplanner.itinerary import Itinerary
from tripplanner.models import Destination
from tripplanner.planning import check
from tripplanner.planning.problem import TripSolution
from tripplanner.planning.refusals import check_must_see, clash
from tripplanner.planning.schedule import without_waiting
from tripplanner.planning.trips import solve_trip
from tripplanner.prepared import Prepared, prepare
from tripplanner.request import TripRequest
from tripplanner.summary import itinerary
from tripplanner.weather.asking import Asking


def plan(request: TripRequest, place: Destination, *, asking: Asking, now: datetime) -> Itinerary:
    """
    Plan the days of a request at a destination.

    Raises
    ------
    InvalidRequestError, NoPlanError, WeatherUnavailableError, PlanFaultError
        As `plan_trip` says.
    """
    prepared = prepare(request, place, asking=asking, now=now)
    return itinerary(prepared, solved(prepared))


def solved(prepared: Prepared) -> TripSolution:
    """Solve, move the visits together, and have every step checked by code that shares nothing with it."""
    check_must_see(prepared.days, prepared.request)
    straight = solve_trip(prepared.trip, time_limit_s=prepared.request.time_limit_s)
    if straight is None:
        raise clash(prepared.days, prepared.request)
    tours = zip(prepared.trip.days, straight.tours, strict=True)
    solution = replace(straight, tours=tuple(without_waiting(day, tour) for day, tour in tours))
    faults = [fault for each in (straight, solution) for fault in check.trip_faults(prepared.trip, each)]
    if faults:
        on = ", ".join(f"{day.on}" for day in prepared.days)
        raise PlanFaultError(f"the checker found a fault in our own plan for {on}: {'; '.join(faults)}")
    return solution
