"""A plan's own problem once more: the same request, the same weather where it is still at hand."""

from datetime import datetime
from typing import TYPE_CHECKING

from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Itinerary
from tripplanner.lookup import DestinationLike, as_destination
from tripplanner.prepared import Prepared, prepare
from tripplanner.request import TripRequest
from tripplanner.weather.asking import Asking, WeatherProvider
from tripplanner.weather.model import Forecast

if TYPE_CHECKING:
    import requests

WeatherLike = Forecast | WeatherProvider | None


def prepared_again(
    plan: Itinerary,
    *,
    request: TripRequest | None = None,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
) -> Prepared:
    """
    Build the problem of a plan again, ready to be solved otherwise.

    Parameters
    ----------
    plan
        The plan.
    request
        What is asked for this time; None: the same.
    destination
        The place; needed where the plan is not for the bundled one.
    weather
        None takes the forecast that the plan was made with, and asks again where that is not at hand: in a
        plan that was read from a file.
    now
        None is the moment of the plan.
    offline, session, deadline_s
        As in `plan_trip`, for when the weather is asked for again.

    Raises
    ------
    InvalidRequestError
        The destination is not the plan's, and as `plan_trip`.
    """
    place = as_destination(destination)
    if place.id != plan.destination:
        raise InvalidRequestError(
            f"the plan is for {plan.destination!r}, not for {place.id!r}: give its destination"
        )
    asking = Asking(plan.forecast if weather is None else weather, offline, session, deadline_s)
    return prepare(
        plan.request if request is None else request,
        place,
        asking=asking,
        now=plan.planned_at if now is None else now,
    )
