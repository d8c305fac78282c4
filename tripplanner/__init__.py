"""
Plan visits to Mormon Row, where Rocky IV's Siberia was filmed, that really work on the day.

>>> import tripplanner
>>> from datetime import datetime, timezone
>>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)      # leave `now` out: it is the clock's
>>> plan = tripplanner.plan_trip("25 Dec", offline=True, now=now)   # live: leave `offline` out
>>> plan.weather.kind, plan.proven_optimal
('normals', True)

`print(plan)` shows the agenda; a notebook shows the plan as a card. Figures are SI units, named in what
they belong to (`air_temp_c`, `distance_km`); times are aware; what is not known is None, never 0.

What can be done on that day, or those days?
    plan_trip         the best visit that works that day: start here
    TripRequest       what is asked for, as one record in place of the options
    Wishes            what else to keep to: nights, meals, limits, an order, a first light
    Party             who travels: adults, children, a pass, how they bear the cold
    Itinerary         the plan: days, stops, legs, weather, warnings, what was left out

Which day is best, and what about many visitors?
    best_days         every day of a time planned and ranked
    RankedDays        what comes of it, the best first
    plan_many         many requests, on threads, processes or a cluster

Why is the plan so, and what if?
    explain           why each stop is when it is, and what each place left out would cost
    Explanation       what comes of it
    what_if           the same trip with something changed
    compare           two plans side by side
    Comparison        what comes of both
    replan            what is left of a trip, with the weather of now

How is it kept, sent and drawn?
    write             a plan as JSON, HTML, a calendar, a map or text, by the suffix
    load_plan         the plan that was written as JSON
    plots             pictures with matplotlib

What is there, and who says so?
    sites             all sites, with those that nobody can visit
    find_site         one site by its id
    Site              a place, its facts and their sources
    films             all films that were shot there
    find_film         one film by its id
    Film              a film and its scenes, with how sure each is
    unknowns          what nobody has published
    Unknown           one of those
    sources           where the facts come from
    Source            one of those, with the day it was read
    load_destination  all facts of the place at once, or of a place of your own
    Destination       all of them as one record

What will the light and the weather be?
    sun_times         sunrise, sunset, twilights and golden hours of a day
    get_forecast      the weather of some hours at a place
    Forecast          hours by who said them, and alerts

What can go wrong?
    TripPlannerError         whatever is raised on purpose; the others are kinds of it
    InvalidRequestError      what was asked for cannot be meant (a ValueError)
    UnknownNameError         no such site, base, road, film or option (of those, and a LookupError)
    NoPlanError              the wishes clash; its `reasons` say which
    DestinationError         a destination's files are missing or faulty
    WeatherUnavailableError  no weather, not even climate
    PlanFileError            a saved plan cannot be read back
    OutputError              a file cannot be written there, or not in that format
    MissingExtraError        a library that an extra brings is not installed (an ImportError)
    PlanFaultError           the checker found a fault in our own plan: please report it

`help(tripplanner.plan_trip)`, and so on, tells all of one. Importing the package loads nothing: each
name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # type checkers take it for true; `typing` itself would be most of what importing costs
if TYPE_CHECKING:
    from typing import Any

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
