"""How a plan is made: a trip made ready, its proven answer, checked, and the records."""

from dataclasses import replace
from datetime import datetime

from tripplanner.errors import NoPlanError, PlanFaultError
from tripplanner.itinerary import Itinerary
from tripplanner.models import Destination
from tripplanner.planning import check
from tripplanner.planning.clashes import clash_error
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import Tour, Trip, TripSolution
from tripplanner.planning.refusals import unreachable
from tripplanner.planning.schedule import without_waiting
from tripplanner.planning.trips import solve_trip
from tripplanner.planning.wishlist import Wishlist
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
    days, request = [day.on for day in prepared.days], prepared.request
    never = unreachable(prepared.days, request)
    # That wishes clash is found in milliseconds; the search for the best plan would take its whole limit.
    straight = (
        None
        if never or fits(prepared.trip) is False
        else solve_trip(prepared.trip, seed=request.seed, time_limit_s=request.time_limit_s)
    )
    if straight is None:
        cut_short = request.time_limit_s is not None
        raise clash_error(wishlist_of(prepared), days, unreachable=never, cut_short=cut_short)
    tours = zip(prepared.trip.days, straight.tours, strict=True)
    solution = replace(straight, tours=tuple(without_waiting(day, tour) for day, tour in tours))
    faults = [fault for each in (straight, solution) for fault in check.trip_faults(prepared.trip, each)]
    if faults:
        on = ", ".join(f"{day.on}" for day in prepared.days)
        raise PlanFaultError(f"the checker found a fault in our own plan for {on}: {'; '.join(faults)}")
    return solution


def wishlist_of(prepared: Prepared) -> Wishlist:
    """What was asked of a trip, wish by wish; other hours are asked about in the same weather."""

    def rebuilt(request: TripRequest) -> Trip:
        asking = Asking(prepared.forecast)
        underway = prepared.underway
        return prepare(request, prepared.place, asking=asking, now=prepared.now, underway=underway).trip

    return Wishlist(prepared.place, as_mapped(prepared), trip=prepared.trip, rebuild=rebuilt)


def as_mapped(prepared: Prepared) -> TripRequest:
    """The request with places of the night as they are on the prepared map: points are no longer points."""
    request = prepared.request
    if prepared.underway.is_begun:
        return request
    nights = tuple(day.goal for day in prepared.days)
    wishes = request.wishes.model_copy(update={"nights": nights})
    return request.model_copy(update={"base": prepared.days[0].base, "wishes": wishes})


def with_way_home(prepared: Prepared, solution: TripSolution) -> TripSolution:
    """Who has set out and visits nothing more that day goes home at once."""
    day, today = prepared.trip.days[0], solution.tours[0]
    if prepared.underway.begun is None or today.stops:
        return solution
    home = day.ways[day.base][day.base]
    if home is None:
        name = prepared.days[0].base
        raise NoPlanError(f"no way leads from {name} to where the day ends, on the roads as they are taken")
    home_at_once = Tour((), day.leave_from, day.arrival(home, day.leave_from))
    return replace(solution, tours=(home_at_once, *solution.tours[1:]))
