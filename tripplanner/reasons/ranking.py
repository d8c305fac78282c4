"""Which day is best: every day of a time planned, with one forecast for all of them."""

from collections.abc import Callable, Sequence
from concurrent.futures import Executor
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tripplanner.dates import parse_date, parse_dates
from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Itinerary, Stop
from tripplanner.lookup import DestinationLike, as_destination
from tripplanner.many import Asked, Outcome, forecast_of_days, plan_with, run_on
from tripplanner.ranked import RankedDay, RankedDays
from tripplanner.reasons.comparing import changed
from tripplanner.reasons.figures import figures_of
from tripplanner.reasons.remarks import with_reasons
from tripplanner.request import TripRequest
from tripplanner.trip import aware
from tripplanner.weather.asking import Asking, WeatherLike
from tripplanner.weather.cutting import cut_to
from tripplanner.weather.model import WORST_FIRST

if TYPE_CHECKING:
    import requests

MOST_DAYS = 366
_NAMES_TOLD = 2
_SPOILERS = ("alert", "cold", "smoke")

Progress = Callable[[int, int, date], object]


def best_days(
    start: str | date,
    end: str | date,
    request: TripRequest | None = None,
    *,
    days: int = 1,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
    **options: Any,
) -> RankedDays:
    """
    Plan every day from `start` to `end`, or every run of days, and rank them.

    The weather is asked for once, for the whole time. Each plan is the one that `plan_trip` makes for that
    day with that weather.

    Parameters
    ----------
    start, end
        The first and the last day that may be used, as in `plan_trip`; a year at most.
    request
        What is asked for on each day; its dates do not count. None: `options` say it.
    days
        How many days on end one trip has. [days, 1 or more]
    destination, weather, offline, now, session, deadline_s
        As in `plan_trip`.
    executor
        Where the days are planned, as in `plan_many`; None is here.
    on_progress
        Called after each day with how many are done, how many there are, and the (first) day planned last.
    options
        As in `plan_trip` (`base`, `must_see`, `wishes` and the others), in place of what `request` says. The
        hours of a day, which are `start` and `end` there, are given by a `request`.

    Returns
    -------
    RankedDays
        The best first: by points, then the better known weather, then the earlier day. A day on which
        nothing can be planned is listed with the reason.

    Raises
    ------
    InvalidRequestError
        Days that cannot be meant, and as `plan_trip`.
    DestinationError, WeatherUnavailableError
        As `plan_trip`, where it is so for all days.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> morning = TripRequest(dates="2026-12-24", base="kelly", end="10:00")
    >>> ranked = best_days("2026-12-24", "2026-12-25", morning, offline=True, now=now)
    >>> len(ranked.days), ranked.best is ranked.plans[0]
    (2, True)
    """
    place, moment = as_destination(destination), aware(now)
    tz = ZoneInfo(place.timezone)
    runs = _runs(start, end, days, today=moment.astimezone(tz).date())
    wanted = _request(request, runs[0], options)
    asking = Asking(weather, offline, session, deadline_s)
    forecast = forecast_of_days(place, runs[0][0], runs[-1][-1], asking=asking, now=moment)
    tasks = [(changed(wanted, {"dates": run}), cut_to(forecast, run, tz)) for run in runs]
    planned: list[tuple[RankedDay, Itinerary | None]] = []
    for (asked, _), found in zip(
        tasks, run_on(executor, partial(_plan, destination, moment), tasks), strict=True
    ):
        planned.append(_figures(asked, found))
        if on_progress is not None:
            on_progress(len(planned), len(runs), planned[-1][0].dates[0])
    planned.sort(key=lambda each: _key(each[0]))
    base = wanted.base if "base" in wanted.model_fields_set else place.default_base
    return RankedDays(
        destination_name=place.name,
        base_name=next((found.base_name for _, found in planned if found is not None), base),
        start=runs[0][0],
        end=runs[-1][-1],
        run_of_days=days,
        days=tuple(with_reasons(planned)),
        plans=tuple(found for _, found in planned if found is not None),
    )


def _plan(destination: DestinationLike, now: datetime, task: Asked) -> Outcome:
    return plan_with(task[0], as_destination(destination), task[1], now)


def _runs(start: str | date, end: str | date, days: int, *, today: date) -> list[tuple[date, ...]]:
    """Every run of days on end that begins and ends within the time."""
    first = _day(start, today)
    last = _day(end, max(first, today))
    if last < first:
        raise InvalidRequestError(f"{last} is before {first}: give the first day, then the last")
    span = (last - first).days + 1
    if span > MOST_DAYS:
        raise InvalidRequestError(f"{span} days are too many to try; give {MOST_DAYS} at most")
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= span:
        raise InvalidRequestError(f"a trip of {days!r} days does not lie within {first} to {last}")
    parse_dates(first, today=today)
    every = [first + timedelta(days=number) for number in range(span)]
    return [tuple(every[number : number + days]) for number in range(span - days + 1)]


def _day(given: str | date, today: date) -> date:
    """One day, as people write it."""
    if isinstance(given, str):
        return parse_date(given, today=today)
    return parse_dates(given, today=min(today, given))[0] if isinstance(given, date) else _no_day(given)


def _no_day(given: object) -> date:
    raise InvalidRequestError(f"{given!r} is not a day; write it as 2026-12-25")


def _request(request: TripRequest | None, run: Sequence[date], options: dict[str, Any]) -> TripRequest:
    if "dates" in options:
        raise InvalidRequestError("no dates here: `start` and `end` say which days may be used")
    if request is not None and not isinstance(request, TripRequest):
        raise InvalidRequestError(f"{request!r} is no TripRequest")
    return changed(TripRequest(dates=run) if request is None else request, options)


def _figures(asked: TripRequest, found: Outcome) -> tuple[RankedDay, Itinerary | None]:
    """The day in figures with its plan, or why there is none."""
    if isinstance(found, Itinerary):
        return _ranked(found), found
    return RankedDay.model_validate({"dates": asked.dates, "nothing": str(found)}), None


def _ranked(found: Itinerary) -> RankedDay:
    figures = figures_of(found)
    stops = [stop for day in found.days for stop in day.stops]
    dates = tuple(day.date for day in found.days)
    if not stops:
        return RankedDay(dates=dates, nothing=_why_nothing(found))
    lit = next((stop for stop in stops if stop.light.quality == "first-light"), None)
    return RankedDay(
        dates=dates,
        score=figures.score,
        bound=figures.bound,
        proven_optimal=figures.proven_optimal,
        weather_kind=figures.weather_kind,
        weather_provider=figures.weather_provider,
        lowest_c=figures.lowest_c,
        highest_c=figures.highest_c,
        stops=figures.stops,
        leave=next(day.leave for day in figures.days if day.leave is not None),
        back=next(day.back for day in reversed(figures.days) if day.back is not None),
        first_stop=stops[0].name,
        first_stop_at=stops[0].arrive,
        first_light=None if lit is None else lit.name,
        first_light_at=None if lit is None else _light_comes(lit),
    )


def _light_comes(stop: Stop) -> datetime:
    """When the first light comes to a stop; at the earliest when one is there."""
    comes = stop.light.direct_sun_from or stop.light.front_lit_from
    return stop.arrive if comes is None else comes


def _why_nothing(found: Itinerary) -> str:
    """The reasons for which most places are out, the commonest first."""
    told = [each.text for each in found.left_out if each.reason not in ("not-visitable", "avoided")]
    commonest = sorted(dict.fromkeys(told), key=lambda text: -told.count(text))
    return f"nothing can be visited: {commonest[0]}" if commonest else "nothing can be visited"


def _key(day: RankedDay) -> tuple[int, int, date]:
    """The most points first, then the better known weather, then the earlier day."""
    if day.score is None or day.weather_kind is None:
        return 0, 0, day.dates[0]
    return -day.score, -WORST_FIRST.index(day.weather_kind), day.dates[0]
