"""The weather of what is still ahead in a plan: of one on the way another than that of the stops behind."""

from tripplanner.itinerary import Itinerary, PlanWeather, Stop
from tripplanner.weather.model import WORST_FIRST


def weather_ahead(plan: Itinerary) -> PlanWeather:
    """
    The weather that the stops ahead stand on when the plan is made; with none ahead, that of the plan.

    Parameters
    ----------
    plan
        The plan; its own `weather` has the worst kind of all its stops, those behind included.
    """
    ahead = [stop for day in plan.days for stop in day.stops if stop.arrive > plan.planned_at]
    worst = min(ahead, key=_rank, default=None)
    if worst is None or worst.weather.kind == plan.weather.kind:
        return plan.weather
    issued = worst.weather.issued_at
    return PlanWeather(
        kind=worst.weather.kind,
        provider=worst.weather.provider,
        issued_at=issued,
        fetched_at=None,
        age_minutes=None if issued is None else int((plan.planned_at - issued).total_seconds() // 60),
        passed_over=plan.weather.passed_over,
    )


def _rank(stop: Stop) -> int:
    return WORST_FIRST.index(stop.weather.kind)
