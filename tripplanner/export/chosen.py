"""One day of a plan by its number, for what is drawn day by day."""

from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Day, Itinerary


def chosen(plan: Itinerary, day: int) -> Day:
    """
    A day of a plan.

    Parameters
    ----------
    plan
        The plan.
    day
        Its number, from 0.

    Raises
    ------
    InvalidRequestError
        For what is no number of one of its days.
    """
    if not isinstance(day, int) or isinstance(day, bool) or not 0 <= day < len(plan.days):
        raise InvalidRequestError(f"no day {day!r}; the plan has {len(plan.days)}, numbered from 0")
    return plan.days[day]
