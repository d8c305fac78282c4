"""The calls that plan and compute: plan a trip, ask for the sun, the weather."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tripplanner import light
from tripplanner.asked import TimeLike
from tripplanner.dates import FIRST_YEAR, LAST_YEAR, DatesLike, single_day
from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Itinerary
from tripplanner.light import SunTimes
from tripplanner.lookup import DestinationLike, as_destination
from tripplanner.models import Mode, Outlook, Pace, RoadStatus, Site
from tripplanner.pipeline import plan
from tripplanner.prepared import point_of
from tripplanner.request import DEFAULT_MODES, Party, TripRequest
from tripplanner.weather.asking import Asking, WeatherLike, WeatherProvider, ask_weather
from tripplanner.weather.model import Forecast, WeatherPlace
from tripplanner.wishes import Wishes

if TYPE_CHECKING:
    import requests


class _NotGiven(str):
    """A default that reads as text and can be told from the same text given by the user."""

    __slots__ = ()


DEFAULT_BASE: str = _NotGiven("jackson")


def plan_trip(
    dates: DatesLike | TripRequest,
    *,
    base: str = DEFAULT_BASE,
    start: TimeLike | None = None,
    end: TimeLike | None = None,
    must_see: Iterable[str] = (),
    avoid: Iterable[str] = (),
    interests: Mapping[str, float] | None = None,
    party: Party | None = None,
    pace: Pace = "usual",
    modes: Mode | Iterable[Mode] | None = None,
    outlook: Outlook = "cautious",
    roads: Mapping[str, RoadStatus] | None = None,
    destination: DestinationLike = None,
    weather: WeatherLike = None,
    offline: bool = False,
    accept_alerts: bool = False,
    wishes: Wishes | None = None,
    now: datetime | None = None,
    seed: int = 0,
    time_limit_s: float | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
) -> Itinerary:
    """
    Plan the best visit that really works on that day, or those days.

    Parameters
    ----------
    dates
        A day (`"2026-12-25"`, `"tomorrow"`, `"friday"`, `"25 Dec"`, a `date`), or a whole `TripRequest`
        in place of the options up to `time_limit_s`. Several days (a list, or `"2026-12-20..2026-12-22"`)
        are one trip: each site at most once.
    base, start, end, must_see, avoid, interests, party, pace, modes, outlook, roads, accept_alerts
        See `TripRequest`; without `base`, a plan for another destination starts at that one's own.
    wishes, seed
        See `TripRequest`.
    destination
        The place: bundled (None), a folder of the same files, or a `Destination`.
    weather
        A `Forecast` to plan with, or a provider of your own: an object with a method
        `get_forecast(place, start, end, *, now)` that gives back a `Forecast` (see
        `tripplanner.weather.asking.WeatherProvider`). None asks the National Weather Service, and
        Open-Meteo for what that does not know.
    offline
        Do not touch the network: cached answers that still hold, else climate.
    now
        The moment to plan from, aware; None is the clock's.
    time_limit_s
        Stop searching after so many seconds. [s] The default limit counts steps instead, so that the
        same request gives the same plan on any machine.
    session
        A `requests.Session` to ask the weather services with (proxy, certificates); it is left open.
    deadline_s
        The longest that all requests for weather together may take, at most an hour. [s]

    Returns
    -------
    Itinerary
        The plan, with what was left out and why, and the weather it stands on.

    Raises
    ------
    InvalidRequestError
        A value that cannot be meant, or a provider that gives back anything but a `Forecast`.
    NoPlanError
        What must be seen cannot be reached that day.
    DestinationError
        The destination's files are missing or faulty.
    WeatherUnavailableError
        No forecast, and the destination has no climate to fall back on.

    Notes
    -----
    May be called from several threads at once, also with one session for all of them; beside that they
    share nothing but the file of remembered answers.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = plan_trip("2026-12-25", offline=True, now=now)
    >>> plan.weather.kind, plan.proven_optimal
    ('normals', True)
    """
    if isinstance(dates, TripRequest):
        request = dates
    else:
        request = TripRequest(
            dates=dates,
            **({} if base is DEFAULT_BASE else {"base": base}),
            start=start,
            end=end,
            must_see=must_see,
            avoid=avoid,
            interests={} if interests is None else interests,
            party=Party() if party is None else party,
            pace=pace,
            modes=DEFAULT_MODES if modes is None else modes,
            outlook=outlook,
            roads={} if roads is None else roads,
            accept_alerts=accept_alerts,
            wishes=Wishes() if wishes is None else wishes,
            seed=seed,
            time_limit_s=time_limit_s,
        )
    place = as_destination(destination)
    asking = Asking(weather, offline, session, deadline_s)
    return plan(request, place, asking=asking, now=aware(now))


def sun_times(
    place: str | Site | tuple[float, float], on: date | str, *, destination: DestinationLike = None
) -> SunTimes:
    """
    Sunrise, sunset, twilights and golden hours of one local day.

    Parameters
    ----------
    place
        A site (or its id), or `(lat, lon)` inside the destination's box. [°]
    on
        The day in the destination's time zone: a date, or text as in `plan_trip`. Days that have passed may
        be asked for as a date or as `"2026-01-31"`.
    destination
        As in `plan_trip`; its time zone is used.

    Returns
    -------
    SunTimes
        Aware datetimes in the destination's zone for a level horizon; None for what does not happen.

    Raises
    ------
    InvalidRequestError
        An unknown site, a point outside the destination, or what is no day.
    DestinationError
        The destination's files are missing or faulty.

    References
    ----------
    .. [1] U.S. Naval Observatory, "Rise, Set, and Twilight Definitions": what each of these events is.

    Examples
    --------
    >>> f"{sun_times('ta-moulton-barn', '2026-12-21').sunrise:%H:%M}"
    '07:53'
    """
    where = as_destination(destination)
    tz = ZoneInfo(where.timezone)
    day = single_day(on, today=lambda: datetime.now(tz).date())
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidRequestError(f"{day} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    lat, lon = point_of(where, place)
    return light.sun_times(lat, lon, day, tz)


def get_forecast(
    place: str | Site | tuple[float, float],
    start: datetime,
    end: datetime,
    *,
    destination: DestinationLike = None,
    weather: WeatherProvider | None = None,
    offline: bool = False,
    now: datetime | None = None,
    session: "requests.Session | None" = None,
    deadline_s: float = 20.0,
) -> Forecast:
    """
    The weather at a place, hour by hour, and who said so.

    Parameters
    ----------
    place
        A site (or its id), or `(lat, lon)` inside the destination's box. [°]
    start, end
        The hours wanted, aware.
    destination, weather, offline, now, session, deadline_s
        As in `plan_trip`.

    Returns
    -------
    Forecast
        Hours in SI units, in spells by provider: a fresh forecast where there is one, an older one
        that is still usable, and climate for the rest.

    Raises
    ------
    InvalidRequestError
        An unknown site, a point outside the destination, times without a zone, or a provider that gives
        back anything but a `Forecast`.
    DestinationError
        The destination's files are missing or faulty.
    WeatherUnavailableError
        Nothing is known, not even climate.

    Notes
    -----
    May be called from several threads at once, as `plan_trip`.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> noon = datetime(2026, 12, 25, 19, tzinfo=timezone.utc)
    >>> get_forecast("ta-moulton-barn", noon, noon.replace(hour=21), offline=True, now=noon).kind
    'normals'
    """
    where = as_destination(destination)
    aware(start)
    aware(end)
    lat, lon = point_of(where, place)
    elevation_m = place.position.elevation_m if isinstance(place, Site) and place.position else None
    return ask_weather(
        where,
        WeatherPlace(lat=lat, lon=lon, elevation_m=elevation_m),
        start,
        end,
        asking=Asking(weather, offline, session, deadline_s),
        now=aware(now),
    )


def aware(now: datetime | None) -> datetime:
    """
    The moment given, or the clock's.

    Raises
    ------
    InvalidRequestError
        What is no moment, has no time zone, or lies beyond the years that calendars are made for.
    """
    moment = datetime.now(UTC) if now is None else now
    if not isinstance(moment, datetime):
        raise InvalidRequestError(f"{moment!r} is not a moment; give an aware datetime")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise InvalidRequestError(f"{moment.isoformat()} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    if moment.tzinfo is None:
        raise InvalidRequestError(f"{moment.isoformat()} has no time zone; write it with its offset")
    return moment
