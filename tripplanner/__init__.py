"""
Plan visits to Mormon Row, where Rocky IV's Siberia was filmed, that really work on the day.

>>> import tripplanner
>>> plan = tripplanner.plan_trip("25 Dec", offline=True)   # or live: leave `offline` out
>>> plan.weather.kind
'normals'

`print(plan)` shows the agenda; `tripplanner.write(plan, "plan.json")` saves it. Start with `plan_trip`;
`sites()` and `films()` tell what is there, `sun_times()` and `get_forecast()` answer questions of their
own. In a notebook a plan shows itself as a card, and `plots` draws it with matplotlib. Every error is a
`TripPlannerError`. Importing this package loads nothing: each name is fetched when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tripplanner import plots
    from tripplanner.comparison import Comparison
    from tripplanner.errors import (
        DestinationError,
        InvalidRequestError,
        MissingExtraError,
        NoPlanError,
        OutputError,
        PlanFaultError,
        PlanFileError,
        TripPlannerError,
        UnknownNameError,
        WeatherUnavailableError,
    )
    from tripplanner.explanation import Explanation
    from tripplanner.export.files import load_plan, write
    from tripplanner.itinerary import Itinerary
    from tripplanner.lookup import films, find_film, find_site, load_destination, sites, sources, unknowns
    from tripplanner.many import plan_many
    from tripplanner.models import Destination, Film, Site, Source, Unknown
    from tripplanner.ranked import RankedDays
    from tripplanner.reasons.comparing import compare, what_if
    from tripplanner.reasons.explaining import explain
    from tripplanner.reasons.ranking import best_days
    from tripplanner.reasons.replanning import replan
    from tripplanner.request import Party, TripRequest
    from tripplanner.trip import get_forecast, plan_trip, sun_times
    from tripplanner.weather.model import Forecast
    from tripplanner.wishes import Wishes

__all__ = [
    "Comparison",
    "Destination",
    "DestinationError",
    "Explanation",
    "Film",
    "Forecast",
    "InvalidRequestError",
    "Itinerary",
    "MissingExtraError",
    "NoPlanError",
    "OutputError",
    "Party",
    "PlanFaultError",
    "PlanFileError",
    "RankedDays",
    "Site",
    "Source",
    "TripPlannerError",
    "TripRequest",
    "Unknown",
    "UnknownNameError",
    "WeatherUnavailableError",
    "Wishes",
    "best_days",
    "compare",
    "explain",
    "films",
    "find_film",
    "find_site",
    "get_forecast",
    "load_destination",
    "load_plan",
    "plan_many",
    "plan_trip",
    "plots",
    "replan",
    "sites",
    "sources",
    "sun_times",
    "unknowns",
    "what_if",
    "write",
]

_HOMES = {
    "tripplanner.comparison": ("Comparison",),
    "tripplanner.errors": (
        "DestinationError",
        "InvalidRequestError",
        "MissingExtraError",
        "NoPlanError",
        "OutputError",
        "PlanFaultError",
        "PlanFileError",
        "TripPlannerError",
        "UnknownNameError",
        "WeatherUnavailableError",
    ),
    "tripplanner.explanation": ("Explanation",),
    "tripplanner.export.files": ("load_plan", "write"),
    "tripplanner.itinerary": ("Itinerary",),
    "tripplanner.lookup": (
        "films",
        "find_film",
        "find_site",
        "load_destination",
        "sites",
        "sources",
        "unknowns",
    ),
    "tripplanner.many": ("plan_many",),
    "tripplanner.models": ("Destination", "Film", "Site", "Source", "Unknown"),
    "tripplanner.ranked": ("RankedDays",),
    "tripplanner.reasons.comparing": ("compare", "what_if"),
    "tripplanner.reasons.explaining": ("explain",),
    "tripplanner.reasons.ranking": ("best_days",),
    "tripplanner.reasons.replanning": ("replan",),
    "tripplanner.request": ("Party", "TripRequest"),
    "tripplanner.trip": ("get_forecast", "plan_trip", "sun_times"),
    "tripplanner.weather.model": ("Forecast",),
    "tripplanner.wishes": ("Wishes",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module, or the version from the installed package's metadata."""
    if name == "__version__":
        return import_module("importlib.metadata").version("tripplanner")
    if name == "plots":
        return import_module("tripplanner.plots")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'tripplanner' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*__all__, "__version__"])
