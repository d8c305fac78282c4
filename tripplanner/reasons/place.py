"""The destination that a plan is for, where another one may be given."""

from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Itinerary
from tripplanner.lookup import DestinationLike, as_destination
from tripplanner.models import Destination


def place_of(plan: Itinerary, destination: DestinationLike) -> Destination:
    """
    The destination given, if it is the plan's.

    Raises
    ------
    InvalidRequestError
        For another one.
    DestinationError
        Its files are missing or faulty.
    """
    place = as_destination(destination)
    if place.id != plan.destination:
        raise InvalidRequestError(
            f"the plan is for {plan.destination!r}, not for {place.id!r}: give its destination"
        )
    return place
