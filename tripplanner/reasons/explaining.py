"""Why a plan is as it is: each stop, each place left out with its price, and what would make it better."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from math import isfinite
from time import monotonic
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tripplanner.errors import InvalidRequestError
from tripplanner.explanation import Explanation, WeatherSince
from tripplanner.itinerary import Itinerary
from tripplanner.lookup import DestinationLike
from tripplanner.models import Destination
from tripplanner.planning.feasible import fits
from tripplanner.prepared import Prepared, prepare
from tripplanner.reasons.answering import Reference, answered
from tripplanner.reasons.place import place_of
from tripplanner.reasons.variants import Budget, solve_variant
from tripplanner.reasons.whys import PlacedDay, placed_days, stop_reasons
from tripplanner.trip import aware
from tripplanner.underway import underway
from tripplanner.weather.asking import Asking, WeatherLike

if TYPE_CHECKING:
    import requests

BUDGET_S = 5.0


def explain(
    plan: Itinerary,
    *,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
    budget_s: float = BUDGET_S,
    clock: Callable[[], float] = monotonic,
) -> Explanation:
    """
    Tell why a plan is as it is, by solving it again with one thing otherwise at a time.

    For each stop: why then, and what an hour changes. For each place left out: why, and what it would cost
    to see it all the same. Then which rule costs points, and what an hour or a day more, or a road that is
    open, would bring. The most telling questions come first; what the budget does not cover is said to be
    unpriced. The plan itself stays as it is.

    Parameters
    ----------
    plan
        The plan, just made or read from a file.
    destination, weather, offline, now, session, deadline_s
        As in `plan_trip`, but that the forecast the plan was made with is taken again where it is at hand,
        and that without `now` it is asked as at the moment of the plan.
    budget_s
        Seconds for solving, in all, after the weather is known; 0 prices nothing. [s]
    clock
        The clock that measures them. [s]

    Returns
    -------
    Explanation
        `print` shows it as a page.

    Raises
    ------
    InvalidRequestError
        What is no plan, another destination, a budget that cannot be meant, and as `plan_trip`.
    DestinationError, WeatherUnavailableError
        As `plan_trip`.

    Notes
    -----
    How much is priced depends on the machine's speed; what is said to be exact does not. A clock that stands
    still lets the number of steps alone decide.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> from tripplanner.trip import plan_trip
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = plan_trip("2026-12-25", offline=True, now=now, end="10:00", base="kelly")
    >>> found = explain(plan, budget_s=0)
    >>> found.stops[0].site == plan.days[0].stops[0].site, found.left_out[0].certainty
    (True, 'unpriced')
    """
    if not isinstance(plan, Itinerary):
        raise InvalidRequestError(f"{type(plan).__name__} is no plan; explain an itinerary")
    if not isinstance(budget_s, int | float) or not isfinite(budget_s) or budget_s < 0:
        raise InvalidRequestError(f"budget_s cannot be {budget_s!r}: give seconds, 0 or more")
    asking = Asking(plan.forecast if weather is None else weather, offline, session, deadline_s)
    moment = plan.planned_at if now is None else aware(now)
    prepared = _prepared(plan, place_of(plan, destination), asking=asking, now=moment)
    budget = Budget(budget_s, clock)
    rest = _rest(plan, prepared)
    days = placed_days(rest, prepared)
    since = None if _is_as_planned(rest, prepared, days) else _since(rest, days)
    reference = Reference.of(rest) if since is None else _reference_now(rest, prepared, budget, since)
    if since is not None and reference.is_solved:
        since = since.model_copy(update={"best_score": reference.score})
    if since is not None and fits(prepared.trip) is False:
        since = since.model_copy(update={"works": False})
    prices, effects = answered(rest, prepared, reference, budget)
    had = prepared.underway.score
    return Explanation(
        plan=plan,
        asked_at=prepared.now,
        score=had + reference.score,
        bound=had + reference.bound,
        proven_optimal=reference.proven,
        weather_since=None if since is None or _is_no_news(since) else since,
        stops=tuple(reason for day in days for reason in stop_reasons(day)),
        left_out=prices,
        effects=effects,
        budget_s=budget_s,
    )


def _prepared(plan: Itinerary, place: Destination, *, asking: Asking, now: datetime) -> Prepared:
    """The plan's problem, or of a trip that has begun by then the problem of its rest."""
    done = underway(plan, now=now, tz=ZoneInfo(place.timezone))
    if len(done.past) == len(plan.days):
        raise InvalidRequestError(f"at {now.isoformat()} the trip is over: explain it as of a moment before")
    request = done.still_wanted(plan.request)
    return prepare(request, place, asking=asking, now=now, underway=done)


def _rest(plan: Itinerary, prepared: Prepared) -> Itinerary:
    """The plan without what has been done of it, and without the points of that."""
    done = {stop.site for stop in prepared.underway.done}
    days = (
        day.model_copy(update={"stops": tuple(stop for stop in day.stops if stop.site not in done)})
        for day in plan.days[len(prepared.underway.past) :]
    )
    had = prepared.underway.score
    changes = {"days": tuple(days), "score": plan.score - had, "bound": plan.bound - had}
    return plan if not done else plan.model_copy(update=changes)


def _is_as_planned(plan: Itinerary, prepared: Prepared, days: tuple[PlacedDay, ...]) -> bool:
    """Whether the plan's own figures still hold: the same weather, and every stop worth the same."""
    same = plan.forecast is not None and plan.forecast is prepared.forecast
    stops = [stop for day in plan.days for stop in day.stops]
    climate = all(stop.weather.kind == "normals" for stop in stops) and all(
        spell.provenance.kind == "normals" for spell in prepared.forecast.spells
    )
    return (same or climate) and len(days) == len(plan.days) and not any(_changed(days))


def _changed(days: Iterable[PlacedDay]) -> Iterator[str]:
    """The names of stops that are not to be had, or not worth the same."""
    for day in days:
        for stop, placed in zip(day.day.stops, day.stops, strict=True):
            if placed is None or dict(placed.piece.terms) != stop.score:
                yield stop.name


def _since(plan: Itinerary, days: tuple[PlacedDay, ...]) -> WeatherSince:
    placed = [each for day in days for each in day.stops if each is not None]
    kept = {each.stop.site for each in placed}
    return WeatherSince(
        planned_score=plan.score,
        stops_score=sum(each.piece.window.points for each in placed),
        lost=tuple(stop.name for day in plan.days for stop in day.stops if stop.site not in kept),
        worth_less=tuple(
            each.stop.name for each in placed if each.piece.window.points < sum(each.stop.score.values())
        ),
    )


def _reference_now(plan: Itinerary, prepared: Prepared, budget: Budget, since: WeatherSince) -> Reference:
    """The best plan in the weather of now; where there is no time to find it, the plan's own stops."""
    answer = None if budget.is_over else solve_variant(prepared.trip, budget)
    if answer is None or answer.points is None or answer.bound is None:
        return Reference.of(plan, score=since.stops_score)
    sites = tuple(
        prepared.place.sites[number].id for number in answer.sites if number < len(prepared.place.sites)
    )
    return Reference(answer.points, answer.bound, answer.proven, sites, is_solved=True)


def _is_no_news(since: WeatherSince) -> bool:
    same = since.best_score is None or since.best_score == since.planned_score
    return since.works and same and since.stops_score == since.planned_score and not since.lost
