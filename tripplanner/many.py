"""Many plans with one question for the weather, in this process or on any executor."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from tripplanner import catalog
from tripplanner.dates import parse_dates
from tripplanner.errors import InvalidRequestError, NoPlanError, TripPlannerError, WeatherUnavailableError
from tripplanner.itinerary import Itinerary
from tripplanner.lookup import DestinationLike, as_destination
from tripplanner.models import Destination
from tripplanner.pipeline import plan
from tripplanner.prepared import ask_for_sites
from tripplanner.request import TripRequest
from tripplanner.trip import aware
from tripplanner.weather.asking import Asking, WeatherLike
from tripplanner.weather.cutting import cut_to, midnight
from tripplanner.weather.model import Forecast

if TYPE_CHECKING:
    import requests

# What planning one request gives: a plan, or why there is none.
Outcome = Itinerary | NoPlanError | WeatherUnavailableError
Progress = Callable[[int, int], object]
Asked = tuple[TripRequest, Forecast]
_AT_ONCE = 8  # requests sent to a worker together, so that the facts of the place travel less often
_Given = TypeVar("_Given")
_Made = TypeVar("_Made")


def plan_many(
    wanted: Iterable[TripRequest],
    *,
    executor: Executor | None = None,
    on_progress: Progress | None = None,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
) -> list[Outcome]:
    """
    Plan many requests for one place, with one question for the weather of all their days.

    Parameters
    ----------
    wanted
        What is asked for, one by one.
    executor
        Where to plan: any `concurrent.futures.Executor` (threads, processes, Dask's
        `Client.get_executor()`); it is left open. None plans here. Wherever it is planned, a request gives
        the same plan. What a worker that died took with it is planned here.
    on_progress
        Called after some are done with how many are, and how many there are.
    destination, weather, offline, now, session, deadline_s
        As in `plan_trip`; a provider is asked from this thread.

    Returns
    -------
    list[Itinerary | NoPlanError | WeatherUnavailableError]
        One for each request, in their order: a plan as `plan_trip` makes it with that weather, or the error
        that it would have raised.

    Raises
    ------
    InvalidRequestError
        A request that cannot be meant.
    DestinationError, WeatherUnavailableError
        As `plan_trip`, where it is so for all.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> mornings = [TripRequest(dates=f"2026-12-{day}", base="kelly", end="10:00") for day in (24, 25)]
    >>> [len(each.days[0].stops) for each in plan_many(mornings, offline=True, now=now)]
    [3, 3]
    """
    place, moment = as_destination(destination), aware(now)
    asked = _dated(wanted, place, moment)
    if not asked:
        return []
    days = [day for _, dates in asked for day in dates]
    asking = Asking(weather, offline, session, deadline_s)
    forecast = forecast_of_days(place, min(days), max(days), asking=asking, now=moment)
    tz = ZoneInfo(place.timezone)
    with_weather = [(request, cut_to(forecast, dates, tz)) for request, dates in asked]
    plan_some = partial(_plan_some, destination, moment)
    found: list[Outcome] = []
    for outcomes in run_on(executor, plan_some, list(batched(with_weather, _AT_ONCE))):
        found += outcomes
        if on_progress is not None:
            on_progress(len(found), len(asked))
    return found


def _dated(
    wanted: Iterable[TripRequest], place: Destination, now: datetime
) -> list[tuple[TripRequest, tuple[date, ...]]]:
    """The requests with their days; a wrong one is told before anything is planned."""
    today = now.astimezone(ZoneInfo(place.timezone)).date()
    asked = []
    for each in wanted:
        if not isinstance(each, TripRequest):
            raise InvalidRequestError(f"{each!r} is no TripRequest")
        asked.append((each, parse_dates(each.dates, today=today)))
    return asked


def _plan_some(destination: DestinationLike, now: datetime, some: Sequence[Asked]) -> list[Outcome]:
    """What a worker does; the bundled place and one in a folder it loads itself, once."""
    place = as_destination(destination)
    return [plan_with(request, place, forecast, now) for request, forecast in some]


def plan_with(request: TripRequest, place: Destination, forecast: Forecast, now: datetime) -> Outcome:
    """The plan for a request in this weather, or why there is none."""
    try:
        return plan(request, place, asking=Asking(forecast), now=now)
    except (NoPlanError, WeatherUnavailableError) as error:
        return error


def forecast_of_days(
    place: Destination, first: date, last: date, *, asking: Asking, now: datetime
) -> Forecast:
    """
    The weather from one day to another at all sites that can be visited, asked for once.

    Parameters
    ----------
    place
        The destination.
    first, last
        Both included.
    asking, now
        How, and when.
    """
    tz = ZoneInfo(place.timezone)
    start, end = midnight(first, tz), midnight(last + timedelta(days=1), tz)
    spot = catalog.find_site(place, place.weather_site)
    sites = [site for site in place.sites if site.not_visitable is None]
    return ask_for_sites(place, spot, sites, max(start, now), end, asking=asking, now=now)


def run_on(
    executor: Executor | None, work: Callable[[_Given], _Made], tasks: Sequence[_Given]
) -> Iterator[_Made]:
    """
    What a function makes of each task, in their order.

    Parameters
    ----------
    executor
        Where; None is here. It is left open; what has not begun when one stops asking is called off.
    work
        The function; for processes one that can be pickled.
    tasks
        What it is given.
    """
    if executor is None:
        yield from map(work, tasks)
        return
    futures = [_submitted(executor, work, task) for task in tasks]
    try:
        for future, task in zip(futures, tasks, strict=True):
            yield _result(future, work, task)
    finally:
        for each in futures:
            if each is not None:
                each.cancel()


def _submitted(executor: Executor, work: Callable[[_Given], _Made], task: _Given) -> "Future[_Made] | None":
    """A task on its way; None where the executor has lost its workers meanwhile."""
    try:
        return executor.submit(work, task)
    except BrokenExecutor:
        return None


def _result(future: "Future[_Made] | None", work: Callable[[_Given], _Made], task: _Given) -> _Made:
    """What came of a task; where it died with its worker, it is done here."""
    if future is None:
        return work(task)
    try:
        return future.result()
    except TripPlannerError:
        raise
    except Exception:  # noqa: BLE001 - each executor has its own; a fault of ours comes again right here
        return work(task)


def batched(items: Sequence[_Given], most: int) -> Iterator[tuple[_Given, ...]]:
    """Runs of so many items, the last one shorter."""
    for first in range(0, len(items), most):
        yield tuple(items[first : first + most])
