"""A plan once more, with what is known now: what is done stays, the rest is planned again."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tripplanner.comparison import Comparison, StopChange
from tripplanner.errors import InvalidRequestError, NoPlanError
from tripplanner.export.ahead import weather_ahead
from tripplanner.export.comparison_page import change_text
from tripplanner.export.day_names import day_name
from tripplanner.export.events import fallen_away
from tripplanner.export.phrases import WEATHER_WORDS, points_text
from tripplanner.export.steps import Style
from tripplanner.itinerary import Itinerary, LeftOut
from tripplanner.lookup import DestinationLike
from tripplanner.models import Destination
from tripplanner.pipeline import solved, with_way_home
from tripplanner.prepared import prepare
from tripplanner.reasons.comparing import compare
from tripplanner.reasons.place import place_of
from tripplanner.reasons.steady import kept_if_as_good
from tripplanner.request import TripRequest
from tripplanner.summary import itinerary
from tripplanner.trip import aware
from tripplanner.underway import Underway, underway
from tripplanner.units import temperature_both_text
from tripplanner.weather.asking import Asking, WeatherLike

if TYPE_CHECKING:
    import requests

_COLDER_C = 2.0  # a change of temperature worth telling
_NO_WAY = ("road-closed", "beyond-reach")
_STYLE = Style()


def replan(
    plan: Itinerary,
    *,
    now: datetime | None = None,
    weather: WeatherLike = None,
    destination: DestinationLike = None,
    offline: bool = False,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
) -> Itinerary:
    """
    Plan what is left of a trip again, with the weather of now.

    Whatever has begun by `now` counts as done, as the plan had it: a stop whose arrival has passed stays with
    its times and its weather, and a way that one is on is gone to its end. The rest starts from there, with
    the car where it was left. Days that are over stay as they are. Before the trip begins, all of it is
    planned again. Where nothing better is to be had, the rest stays as it was too.

    A stop keeps its identity: it is known by its day and its site, which a trip has once at most.

    Parameters
    ----------
    plan
        The plan, fresh or read from a file.
    now
        The moment, aware; None is the clock's.
    weather
        As in `plan_trip`; None asks for the weather again.
    destination
        The place; needed where the plan is not for the bundled one.
    offline, session, deadline_s
        As in `plan_trip`.

    Returns
    -------
    Itinerary
        The new plan: its `revision` is one more, it was `planned_at` now, and its `changes` say what is
        different and why (time, forecast, road); none where nothing is. `fallen` has what this or an
        earlier revision gave up, so that a calendar can cancel it. `weather` has the worst kind of all
        stops, those made already too. To see more, `compare` the two.

    Raises
    ------
    InvalidRequestError
        `now` is before the plan was made, the destination is not the plan's, and as `plan_trip`.
    NoPlanError
        Before the trip begins: no plan keeps all wishes. Who is on the way always gets a plan; wishes that
        can be met no longer are given up, and `changes` say so.
    DestinationError, WeatherUnavailableError
        As `plan_trip`.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> from tripplanner.trip import plan_trip
    >>> then = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = plan_trip("2026-12-25", offline=True, now=then, end="10:00", base="kelly")
    >>> again = replan(plan, now=then, offline=True)
    >>> again.revision, again.changes
    (1, ())
    """
    place, moment = place_of(plan, destination), aware(now)
    if moment < plan.planned_at:
        raise InvalidRequestError(
            f"{moment.isoformat()} is before the plan was made ({plan.planned_at.isoformat()})"
        )
    done = underway(plan, now=moment, tz=ZoneInfo(place.timezone))
    if len(done.past) == len(plan.days):
        over = plan.model_copy(update={"changes": ("Time: the trip is over; nothing is left to plan.",)})
        return over.model_copy(update={"revision": plan.revision + 1, "planned_at": moment})
    asking = Asking(weather, offline, session, deadline_s)
    found, given_up = _rest(plan, place, done, asking=asking, now=moment)
    difference = compare(plan, found)
    return found.model_copy(
        update={
            "revision": plan.revision + 1,
            "request": plan.request,
            "left_out": tuple(_left_out(difference)),
            "changes": tuple(_changes(difference, done, moment, given_up)),
            "fallen": fallen_away(plan, found),
        }
    )


def _rest(
    plan: Itinerary, place: Destination, done: Underway, *, asking: Asking, now: datetime
) -> tuple[Itinerary, str]:
    """What is done and the best of the rest; and why wishes were given up, if they were."""
    request = done.still_wanted(plan.request)
    try:
        return _planned(plan, request, place, done, asking=asking, now=now), ""
    except NoPlanError as error:
        if not done.is_begun:
            raise
        # Who is out in the cold is told the way home, whatever can be kept no longer.
        wishes = request.wishes.model_copy(
            update={"first_light_at": (), "meal_from": None, "meal_until": None}
        )
        freed = request.model_copy(update={"must_see": (), "wishes": wishes})
        return _planned(plan, freed, place, done, asking=asking, now=now), str(error)


def _planned(
    plan: Itinerary,
    request: TripRequest,
    place: Destination,
    done: Underway,
    *,
    asking: Asking,
    now: datetime,
) -> Itinerary:
    prepared = prepare(request, place, asking=asking, now=now, underway=done)
    solution = kept_if_as_good(prepared, plan, solved(prepared))
    return itinerary(prepared, with_way_home(prepared, solution))


def _left_out(found: Comparison) -> Iterator[LeftOut]:
    """Why sites are left out; of those that no road leads to, as it is from where the day began."""
    told = {each.site: each for each in found.before.left_out if each.reason in _NO_WAY}
    for each in found.after.left_out:
        same = each.reason in _NO_WAY and each.site in told and not found.roads
        yield told[each.site] if same else each


def _changes(found: Comparison, done: Underway, now: datetime, given_up: str) -> Iterator[str]:
    """What is different, and why; nothing where the stops and what is known of them are the same."""
    told = [*_forecast(found), *_roads(found), *(_stop(change) for change in found.changes)]
    if given_up:
        told.append(f"Time: not every wish can be met any more: {given_up}.")
    if found.changes and done.is_begun:
        yield f"Time: {_moment(now, found)}, {_how_far(done)}."
    yield from told
    yield from _turn_around(found, done, now)
    if found.score_change != 0:
        more = "more" if found.score_change > 0 else "less"
        yield f"In all {points_text(abs(found.score_change))} {more}: {found.figures_after.score}."


def _how_far(done: Underway) -> str:
    count = len(done.done)
    if count == 0:
        return "on the way to the first stop"
    return (
        "1 stop is done and stays as it was"
        if count == 1
        else f"{count} stops are done and stay as they were"
    )


def _turn_around(found: Comparison, done: Underway, now: datetime) -> Iterator[str]:
    """Who walks towards a stop that is not made any more need not arrive: but where they are nobody knows."""
    begun = done.begun
    if begun is None or not begun.day.legs:
        return
    last, dropped = begun.day.legs[-1], {change.site for change in found.having("dropped")}
    if last.mode != "car" and last.arrive > now and last.end in dropped:
        yield (
            f"Time: you are on the way to {last.end_name}, where no stop is planned any more; the plan "
            "counts with your arriving there, so turn around now and you are back the earlier."
        )


def _moment(now: datetime, found: Comparison) -> str:
    stops = [stop for day in found.after.days for stop in day.stops]
    local = now.astimezone(stops[0].arrive.tzinfo) if stops else now
    return f"{day_name(local.date())} {local:%H:%M}"


def _forecast(found: Comparison) -> Iterator[str]:
    """Another forecast than before, if it changes anything; and alerts that came or went."""
    was, now = weather_ahead(found.before), weather_ahead(found.after)
    if (was.kind, was.provider) != (now.kind, now.provider):
        by = "" if now.kind == "normals" else f" by {now.provider}"
        yield f"Forecast: {WEATHER_WORDS[now.kind]}{by}, was {WEATHER_WORDS[was.kind]}."
    elif was.issued_at != now.issued_at and now.issued_at is not None:
        yield f"Forecast: a newer one by {now.provider}, issued {_moment(now.issued_at, found)}."
    yield from _temperature(found)
    for each in found.warnings_new:
        if each.code in ("alert", "cold", "smoke"):
            yield f"Forecast: new warning: {each.text}."


def _temperature(found: Comparison) -> Iterator[str]:
    """The biggest change of temperature at a stop that is at its time in both plans, if worth telling."""
    was, now = _temps_c(found.before), _temps_c(found.after)
    both = [(abs(now[stop] - was[stop]), stop) for stop in sorted(now.keys() & was.keys())]
    most, stop = max(both, default=(0.0, None))
    if stop is not None and most >= _COLDER_C:
        new, old = temperature_both_text(now[stop]), temperature_both_text(was[stop])
        yield f"Forecast: {new} at {stop[1]}, was {old}."


def _temps_c(plan: Itinerary) -> dict[tuple[datetime, str], float]:
    """The lowest temperature at each stop, by when one comes and its name. [°C]"""
    stops = [stop for day in plan.days for stop in day.stops]
    told = {(stop.arrive, stop.name): [each.air_temp_c for each in stop.weather.hours] for stop in stops}
    known = {stop: [each for each in temps_c if each is not None] for stop, temps_c in told.items()}
    return {stop: min(temps_c) for stop, temps_c in known.items() if temps_c}


def _roads(found: Comparison) -> Iterator[str]:
    for road in found.roads:
        word = "open" if road.drivable_after else "closed"
        yield f"Road: {road.name} is now taken as {word} to cars: {road.why.rstrip('.')}."


def _stop(change: StopChange) -> str:
    word = {"kept": "Stay", "moved": "Moved", "added": "Added", "dropped": "Dropped"}[change.change]
    return f"{word}: {change.name}, {change_text(change, _STYLE)}."
