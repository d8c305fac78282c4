"""Two plans side by side: what moved, and what it cost; and a plan beside the one for other wishes."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tripplanner.comparison import (
    Comparison,
)
from tripplanner.errors import InvalidRequestError, UnknownNameError
from tripplanner.itinerary import Itinerary, PlanWarning
from tripplanner.lookup import DestinationLike
from tripplanner.models import Destination
from tripplanner.pipeline import solved, with_way_home
from tripplanner.prepared import prepare
from tripplanner.reasons.differences import road_changes, stop_changes
from tripplanner.reasons.figures import figures_of, terms_of
from tripplanner.reasons.place import place_of
from tripplanner.request import TripRequest
from tripplanner.summary import itinerary
from tripplanner.trip import aware
from tripplanner.underway import NOT_BEGUN, underway
from tripplanner.weather.asking import Asking, WeatherLike, ask_weather
from tripplanner.weather.model import Forecast, WeatherPlace

if TYPE_CHECKING:
    import requests


def compare(before: Itinerary, after: Itinerary) -> Comparison:
    """
    Compare two plans for one destination: what moved, and what it cost.

    Parameters
    ----------
    before, after
        The plans; they may be for different days, and for different numbers of days.

    Returns
    -------
    Comparison
        Stops kept, moved, added and dropped; the figures of both; warnings that came and went.

    Raises
    ------
    InvalidRequestError
        What is no plan, or plans for two destinations.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> from tripplanner.trip import plan_trip
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = plan_trip("2026-12-25", offline=True, now=now, end="10:00", base="kelly")
    >>> compare(plan, plan).is_same
    True
    """
    for each in (before, after):
        _must_be_a_plan(each, "compare two itineraries")
    if before.destination != after.destination:
        raise InvalidRequestError(
            f"the plans are for {before.destination!r} and {after.destination!r}: compare two for one place"
        )
    was, now = ({_about(each) for each in plan.warnings} for plan in (before, after))
    return Comparison(
        before=before,
        after=after,
        figures_before=figures_of(before),
        figures_after=figures_of(after),
        stops=tuple(stop_changes(before, after)),
        terms=tuple(terms_of(before, after)),
        roads=tuple(road_changes(before, after)),
        warnings_gone=tuple(each for each in before.warnings if _about(each) not in now),
        warnings_new=tuple(each for each in after.warnings if _about(each) not in was),
        warnings_changed=tuple(
            each for each in after.warnings if _about(each) in was and each not in before.warnings
        ),
    )


def what_if(
    plan: Itinerary,
    *,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
    **changes: Any,
) -> Comparison:
    """
    Plan again with something changed, and compare.

    Parameters
    ----------
    plan
        The plan to change.
    destination
        The place; needed where the plan is not for the bundled one.
    weather
        As in `plan_trip`. None takes the forecast that the plan was made with, as far as it reaches, and
        asks again where it does not: in a plan that was read from a file, or for other days.
    offline, session, deadline_s
        As in `plan_trip`, for when the weather is asked for again.
    now
        None is the moment of the plan. What is done by then stays as it is, as in `replan`.
    changes
        What to ask for otherwise, named as in `TripRequest`: `base`, `end`, `must_see`, `avoid`, `roads`,
        `wishes`, `party`, `interests` and the others. None is what they are when nothing is said of them.

    Returns
    -------
    Comparison
        The plan and the new one, which is its `after`.

    Raises
    ------
    UnknownNameError
        No such option; the message offers the nearest.
    InvalidRequestError
        The destination is not the plan's, the trip is over by `now`, and as `plan_trip`.
    NoPlanError, DestinationError, WeatherUnavailableError
        As `plan_trip`.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> from tripplanner.trip import plan_trip
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = plan_trip("2026-12-25", offline=True, now=now, end="10:00", base="kelly")
    >>> what_if(plan, end="09:00").score_change <= 0
    True
    """
    _must_be_a_plan(plan, "change an itinerary")
    place = place_of(plan, destination)
    request, moment = changed(plan.request, changes), plan.planned_at if now is None else aware(now)
    asking = Asking(weather, offline, session, deadline_s)
    if weather is None and plan.forecast is not None:
        asking = replace(asking, weather=_AsPlanned(plan.forecast, place, asking))
    return compare(plan, _planned(plan, request, place, asking=asking, now=moment))


def _must_be_a_plan(given: object, what_to_do: str) -> None:
    if not isinstance(given, Itinerary):
        raise InvalidRequestError(f"{type(given).__name__} is no plan; {what_to_do}")


def _planned(
    plan: Itinerary, request: TripRequest, place: Destination, *, asking: Asking, now: datetime
) -> Itinerary:
    """The plan for a request; of a trip for the same days, what is done by now stays."""
    same_days = request.dates == plan.request.dates
    done = underway(plan, now=now, tz=ZoneInfo(place.timezone)) if same_days else NOT_BEGUN
    if len(done.past) == len(plan.days):
        raise InvalidRequestError(f"the trip is over by {now.isoformat()}; ask with an earlier `now`")
    prepared = prepare(done.still_wanted(request), place, asking=asking, now=now, underway=done)
    found = itinerary(prepared, with_way_home(prepared, solved(prepared)))
    wanted = {"must_see": request.must_see, "wishes": request.wishes}
    return found.model_copy(update={"request": prepared.request.model_copy(update=wanted)})


def changed(request: TripRequest, changes: dict[str, Any]) -> TripRequest:
    """
    A request with other values; None is what a value is when nothing is said of it.

    Raises
    ------
    UnknownNameError
        A name that no request has.
    InvalidRequestError
        A value that cannot be meant.

    Examples
    --------
    >>> changed(TripRequest(dates="2026-12-25", pace="brisk"), {"base": "kelly", "pace": None}).pace
    'usual'
    """
    for name in changes:
        if name not in TripRequest.model_fields:
            raise UnknownNameError.of("option of a trip", name, TripRequest.model_fields)
    values = {name: getattr(request, name) for name in request.model_fields_set} | changes
    return TripRequest(**{name: value for name, value in values.items() if value is not None})


@dataclass(frozen=True, slots=True)
class _AsPlanned:
    """A provider that gives the forecast a plan was made with, and asks anew for hours beyond it."""

    forecast: Forecast
    place: Destination
    asking: Asking

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Forecast:
        hours = self.forecast.hours
        if hours[0].starts_at <= start and end <= hours[-1].starts_at + timedelta(hours=1):
            return self.forecast
        spots = tuple(
            WeatherPlace(lat=at.lat, lon=at.lon, elevation_m=at.elevation_m)
            for site in self.place.sites
            if (at := site.position) is not None
        )
        return ask_weather(self.place, place, start, end, asking=self.asking, now=now, sites=spots)


def _about(warning: PlanWarning) -> tuple[str, str]:
    """What a warning is about: of some kinds a plan has several, told apart by their words."""
    if warning.code in ("alert", "dated-fact"):
        return warning.code, warning.text
    return warning.code, warning.road or ""
