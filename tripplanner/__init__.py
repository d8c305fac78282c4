"""
Plan visits to Mormon Row, where Rocky IV's Siberia was filmed, that really work on the day.

>>> import tripplanner
>>> plan = tripplanner.plan_trip("25 Dec", offline=True)   # or live: leave `offline` out
>>> plan.weather.kind
'normals'

`print(plan)` shows the agenda; `tripplanner.write(plan, "plan.json")` saves it. Start with `plan_trip`;
`sites()` lists the places, `sun_times()` and `get_forecast()` answer questions of their own. Every error
is a `TripPlannerError`. Importing this package loads nothing: each name is fetched when first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tripplanner.errors import (
        DestinationError,
        InvalidRequestError,
        NoPlanError,
        OutputError,
        PlanFaultError,
        PlanFileError,
        TripPlannerError,
        UnknownNameError,
        WeatherUnavailableError,
    )
    from tripplanner.export.files import load_plan, write
    from tripplanner.itinerary import Itinerary
    from tripplanner.models import Site
    from tripplanner.request import Party, TripRequest
    from tripplanner.trip import find_site, get_forecast, plan_trip, sites, sun_times
    from tripplanner.weather.model import Forecast

__all__ = [
    "DestinationError",
    "Forecast",
    "InvalidRequestError",
    "Itinerary",
    "NoPlanError",
    "OutputError",
    "Party",
    "PlanFaultError",
    "PlanFileError",
    "Site",
    "TripPlannerError",
    "TripRequest",
    "UnknownNameError",
    "WeatherUnavailableError",
    "find_site",
    "get_forecast",
    "load_plan",
    "plan_trip",
    "sites",
    "sun_times",
    "write",
]

_HOMES = {
    "tripplanner.errors": (
        "DestinationError",
        "InvalidRequestError",
        "NoPlanError",
        "OutputError",
        "PlanFaultError",
        "PlanFileError",
        "TripPlannerError",
        "UnknownNameError",
        "WeatherUnavailableError",
    ),
    "tripplanner.export.files": ("load_plan", "write"),
    "tripplanner.itinerary": ("Itinerary",),
    "tripplanner.models": ("Site",),
    "tripplanner.request": ("Party", "TripRequest"),
    "tripplanner.trip": ("find_site", "get_forecast", "plan_trip", "sites", "sun_times"),
    "tripplanner.weather.model": ("Forecast",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a public name from its module, or the version from the installed package's metadata."""
    if name == "__version__":
        return import_module("importlib.metadata").version("tripplanner")
    if name not in _HOME_OF:
        raise AttributeError(f"module 'tripplanner' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names."""
    return sorted([*__all__, "__version__"])
