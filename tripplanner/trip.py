"""The one place where facts, weather, clock, solver and checker meet."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from tripplanner import catalog, light
from tripplanner.assemble import Solved, day_record
from tripplanner.cautions import plan_warnings
from tripplanner.dates import DatesLike, parse_dates
from tripplanner.errors import InvalidRequestError, PlanFaultError
from tripplanner.itinerary import Day, Itinerary, LeftOut, PlanWeather, SourceNote
from tripplanner.light import DayLight, LightQuality, Skyline, SunTimes
from tripplanner.light.subject import GOLDEN_BELOW_DEG
from tripplanner.models import Destination, Mode, Outlook, Pace, RoadStatus, Site
from tripplanner.planning import check, exact
from tripplanner.planning.build import DayBounds, DayProblem, build_day, day_bounds
from tripplanner.planning.problem import Solution
from tripplanner.planning.refusals import check_must_see, clash, not_chosen, out_of_question
from tripplanner.planning.schedule import without_waiting
from tripplanner.planning.start import with_base
from tripplanner.planning.windows import SiteLight, Weather
from tripplanner.request import DEFAULT_MODES, Party, TripRequest
from tripplanner.roads import Network
from tripplanner.weather import chain
from tripplanner.weather.model import Forecast, WeatherPlace

DestinationLike = Destination | str | Path | None


class WeatherProvider(Protocol):
    """Anything that can say what the weather will be: your own service, or answers made for a test."""

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Forecast:
        """The hours from `start` to `end` for the place, as known at `now`."""


def plan_trip(
    dates: DatesLike | TripRequest,
    *,
    base: str = "jackson",
    start: str | None = None,
    end: str | None = None,
    must_see: Iterable[str] = (),
    avoid: Iterable[str] = (),
    interests: Mapping[str, float] | None = None,
    party: Party | None = None,
    pace: Pace = "usual",
    modes: Iterable[Mode] | None = None,
    outlook: Outlook = "cautious",
    roads: Mapping[str, RoadStatus] | None = None,
    destination: DestinationLike = None,
    weather: Forecast | WeatherProvider | None = None,
    offline: bool = False,
    accept_alerts: bool = False,
    now: datetime | None = None,
    seed: int = 0,
    time_limit_s: float | None = None,
) -> Itinerary:
    """
    Plan the best visit that really works on that day.

    Parameters
    ----------
    dates
        A day (`"2026-12-25"`, `"tomorrow"`, `"friday"`, `"25 Dec"`, a `date`), or a whole `TripRequest`
        in place of the options up to `time_limit_s`. More than one day is not planned yet.
    base, start, end, must_see, avoid, interests, party, pace, modes, outlook, roads, accept_alerts, seed
        See `TripRequest`.
    destination
        The place: bundled (None), a folder of the same files, or a `Destination`.
    weather
        A `Forecast` to plan with, or a provider; None asks the National Weather Service.
    offline
        Do not touch the network: cached answers that still hold, else climate.
    now
        The moment to plan from, aware; None is the clock's.
    time_limit_s
        Stop searching after so many seconds. [s] The default limit counts steps instead, so that the
        same request gives the same plan on any machine.

    Returns
    -------
    Itinerary
        The plan, with what was left out and why, and the weather it stands on.

    Raises
    ------
    InvalidRequestError
        A value that cannot be meant.
    NoPlanError
        What must be seen cannot be reached that day.
    DestinationError
        The destination's files are missing or faulty.
    WeatherUnavailableError
        No forecast, and the destination has no climate to fall back on.

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
            base=base,
            start=start,
            end=end,
            must_see=must_see,
            avoid=avoid,
            interests=dict(interests or {}),
            party=Party() if party is None else party,
            pace=pace,
            modes=DEFAULT_MODES if modes is None else modes,
            outlook=outlook,
            roads=dict(roads or {}),
            accept_alerts=accept_alerts,
            seed=seed,
            time_limit_s=time_limit_s,
        )
    place = as_destination(destination)
    return _plan(request, place, weather=weather, offline=offline, now=_aware(now))


def sun_times(
    place: str | Site | tuple[float, float], on: date, *, destination: DestinationLike = None
) -> SunTimes:
    """
    Sunrise, sunset, twilights and golden hours of one local day.

    Parameters
    ----------
    place
        A site (or its id), or `(lat, lon)` inside the destination's box. [°]
    on
        The day in the destination's time zone.
    destination
        As in `plan_trip`; its time zone is used.

    Returns
    -------
    SunTimes
        Aware datetimes in the destination's zone for a level horizon; None for what does not happen.

    Raises
    ------
    InvalidRequestError
        An unknown site, or a point outside the destination.

    Examples
    --------
    >>> from datetime import date
    >>> f"{sun_times('ta-moulton-barn', date(2026, 12, 21)).sunrise:%H:%M}"
    '07:53'
    """
    where = as_destination(destination)
    lat, lon = _point(where, place)
    return light.sun_times(lat, lon, on, ZoneInfo(where.timezone))


def get_forecast(
    place: str | Site | tuple[float, float],
    start: datetime,
    end: datetime,
    *,
    destination: DestinationLike = None,
    offline: bool = False,
    now: datetime | None = None,
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
    destination, offline, now
        As in `plan_trip`.
    deadline_s
        The longest that all requests together may take. [s]

    Returns
    -------
    Forecast
        Hours in SI units, in spells by provider: a fresh forecast where there is one, an older one
        that is still usable, and climate for the rest.

    Raises
    ------
    InvalidRequestError
        An unknown site, a point outside the destination, or times without a zone.
    WeatherUnavailableError
        Nothing is known, not even climate.

    Examples
    --------
    >>> from datetime import datetime, timezone
    >>> noon = datetime(2026, 12, 25, 19, tzinfo=timezone.utc)
    >>> get_forecast("ta-moulton-barn", noon, noon.replace(hour=21), offline=True, now=noon).kind
    'normals'
    """
    where = as_destination(destination)
    _aware(start)
    _aware(end)
    lat, lon = _point(where, place)
    elevation_m = place.position.elevation_m if isinstance(place, Site) and place.position else None
    return _ask(
        where,
        WeatherPlace(lat=lat, lon=lon, elevation_m=elevation_m),
        start,
        end,
        offline=offline,
        now=_aware(now),
        deadline_s=deadline_s,
    )


def sites(destination: DestinationLike = None) -> tuple[Site, ...]:
    """
    All sites of a destination, in the catalogue's order.

    Examples
    --------
    >>> sites()[0].id
    'ta-moulton-barn'
    """
    return as_destination(destination).sites


def find_site(site_id: str, *, destination: DestinationLike = None) -> Site:
    """
    One site by its id.

    Raises
    ------
    UnknownNameError
        With the nearest ids.

    Examples
    --------
    >>> find_site("oxbow-bend").name
    'Oxbow Bend'
    """
    return catalog.find_site(as_destination(destination), site_id)


def as_destination(destination: DestinationLike) -> Destination:
    """The destination itself, or the one in a folder; None is the bundled one."""
    return destination if isinstance(destination, Destination) else catalog.load_destination(destination)


def _aware(now: datetime | None) -> datetime:
    moment = datetime.now(UTC) if now is None else now
    if moment.tzinfo is None:
        raise InvalidRequestError(f"{moment.isoformat()} has no time zone; write it with its offset")
    return moment


def _point(destination: Destination, place: str | Site | tuple[float, float]) -> tuple[float, float]:
    if isinstance(place, tuple):
        lat, lon = place
        if not destination.box.contains(lat, lon):
            raise InvalidRequestError(f"{lat},{lon} lies outside {destination.name}")
        return lat, lon
    site = catalog.find_site(destination, place) if isinstance(place, str) else place
    spot = site.position if site.position is not None else site.zone
    if spot is None:
        raise InvalidRequestError(f"nobody knows where {site.name} is")
    return spot.lat, spot.lon


def _plan(
    request: TripRequest,
    place: Destination,
    *,
    weather: Forecast | WeatherProvider | None,
    offline: bool,
    now: datetime,
) -> Itinerary:
    tz = ZoneInfo(place.timezone)
    days = parse_dates(request.dates, today=now.astimezone(tz).date())
    if len(days) > 1:
        raise InvalidRequestError(f"{len(days)} days were asked for; one day at a time can be planned so far")
    _check_names(place, request)
    request = request.model_copy(update={"dates": days})
    mapped, base, base_name = with_base(place, request.base)
    spot = catalog.find_site(place, place.weather_site)
    sun = light.sun_times(*_point(place, spot), days[0], tz)
    bounds = day_bounds(request, days[0], tz, sun, now)
    forecast = _weather(place, spot, bounds, tz, weather=weather, offline=offline, now=now)
    day_light = _day_light(place, spot, days[0], tz)
    day = _build(mapped, request, days[0], bounds, base, day_light, forecast)
    check_must_see(day, request)
    solution = _solve(day, request)
    solved = Solved(mapped, day, solution, forecast, sun, day_light)
    return _itinerary(request, solved, base_name, now)


def _check_names(place: Destination, request: TripRequest) -> None:
    for each in (*request.must_see, *request.avoid):
        catalog.find_site(place, each)
    for road in request.roads:
        catalog.find_road(place, road)


def _weather(
    place: Destination,
    spot: Site,
    bounds: DayBounds,
    tz: ZoneInfo,
    *,
    weather: Forecast | WeatherProvider | None,
    offline: bool,
    now: datetime,
) -> Forecast:
    if isinstance(weather, Forecast):
        return weather
    # A day that is over, or too short for any stop, still has weather to plan with.
    start, end = bounds.moment(bounds.stops_from, tz), bounds.moment(bounds.stops_until, tz)
    end = max(end, start + timedelta(hours=1))
    lat, lon = _point(place, spot)
    where = WeatherPlace(lat=lat, lon=lon, elevation_m=spot.position.elevation_m if spot.position else None)
    if weather is not None:
        return weather.get_forecast(where, start, end, now=now)
    return _ask(place, where, start, end, offline=offline, now=now, deadline_s=20.0)


def _ask(
    place: Destination,
    where: WeatherPlace,
    start: datetime,
    end: datetime,
    *,
    offline: bool,
    now: datetime,
    deadline_s: float,
) -> Forecast:
    return chain.get_forecast(
        where,
        start,
        end,
        now=now,
        climate=place.climate,
        tz=ZoneInfo(place.timezone),
        zones=place.alert_zones,
        offline=offline,
        deadline_s=deadline_s,
    )


def _day_light(place: Destination, spot: Site, on: date, tz: ZoneInfo) -> Callable[[Site], DayLight]:
    """The light at each site, worked out once a site; the sun's track is shared by all."""
    lat, lon = _point(place, spot)
    track = light.sun_track(lat, lon, on, tz)
    known: dict[str, DayLight] = {}

    def of(site: Site) -> DayLight:
        if site.id not in known:
            face = None if site.face is None else site.face.azimuth_deg
            known[site.id] = DayLight(track, _skyline(place, site), face)
        return known[site.id]

    return of


def _skyline(place: Destination, site: Site) -> Skyline:
    if site.position is None or site.position.elevation_m is None or not place.peaks:
        return light.LEVEL
    return Skyline.seen_from(site.position, place.peaks)


def _site_light(day_light: Callable[[Site], DayLight], bounds: DayBounds, site: Site) -> SiteLight:
    of_site = day_light(site)
    lit = of_site.front_lit_minutes

    def quality(minute: int) -> LightQuality:
        found = of_site.at(minute)
        # A low sun behind the subject gilds nothing but its outline.
        return "day" if found.quality == "golden" and found.face == "back-lit" else found.quality

    # A face that turns into the sun only when it stands high has no first light worth waiting for.
    fresh = (
        lit is not None
        and of_site.at(lit[0]).quality == "first-light"
        and of_site.at(lit[0]).sun.altitude_deg <= GOLDEN_BELOW_DEG
    )
    return SiteLight(
        quality=quality,
        lit_from=lit[0] if lit is not None and fresh else None,
        sunrise=bounds.sunrise,
        sunset=bounds.sunset,
    )


def _build(
    mapped: Destination,
    request: TripRequest,
    on: date,
    bounds: DayBounds,
    base: str,
    day_light: Callable[[Site], DayLight],
    forecast: Forecast,
) -> DayProblem:
    climate = mapped.climate
    network = Network(
        mapped,
        on,
        outlook=request.outlook,
        stated=request.roads,
        modes=request.modes,
        snow_depth_cm=None if climate is None else climate.months[on.month - 1].snow_depth_cm,
        pace=request.pace,
    )
    return build_day(
        mapped,
        request,
        on=on,
        bounds=bounds,
        network=network,
        base=base,
        site_light=partial(_site_light, day_light, bounds),
        weather=Weather(forecast, bounds.midnight),
        excluded=out_of_question(mapped, request, on),
    )


def _solve(day: DayProblem, request: TripRequest) -> Solution:
    """Solve, move the visits together, and have every step checked by code that shares nothing with it."""
    found = exact.solve(day.problem, time_limit_s=request.time_limit_s)
    if found is None:
        raise clash(day, request)
    solution = without_waiting(day.problem, found)
    faults = [*check.faults(day.problem, found), *check.faults(day.problem, solution)]
    if faults:
        raise PlanFaultError(f"the checker found a fault in our own plan for {day.on}: {'; '.join(faults)}")
    return solution


def _itinerary(request: TripRequest, solved: Solved, base_name: str, now: datetime) -> Itinerary:
    place = solved.destination
    record = day_record(solved)
    weather = _plan_weather(solved.forecast, record, now)
    refusals = (*solved.day.refusals, *not_chosen(solved.day, solved.solution))
    order = {site.id: number for number, site in enumerate(place.sites)}
    left_out = [
        LeftOut.model_validate(
            {"site": each.site.id, "name": each.site.name, "reason": each.reason, "text": each.text}
        )
        for each in sorted(refusals, key=lambda each: order[each.site.id])
    ]
    proven = solved.solution.proven
    return Itinerary(
        planned_at=now,
        destination=place.id,
        destination_name=place.name,
        base_name=base_name,
        request=request,
        score=solved.solution.score,
        bound=solved.solution.bound,
        proven_optimal=proven,
        sites_considered=len(place.sites),
        weather=weather,
        days=(record,),
        left_out=tuple(left_out),
        warnings=plan_warnings(place, record, weather, solved.forecast, proven=proven),
        unknowns=tuple(each.text for each in place.unknowns),
        to_check=_to_check(place),
        sources=tuple(
            SourceNote(
                id=each.id, title=each.title, publisher=each.publisher, url=each.url, read_on=each.read_on
            )
            for each in place.sources
        ),
    )


def _to_check(place: Destination) -> tuple[str, ...]:
    return tuple(f"{phone.name}: {phone.number}" for phone in place.phones if phone.id == "park-roads")


def _plan_weather(forecast: Forecast, day: Day, now: datetime) -> PlanWeather:
    """The worst kind among the stops, and the provenance that goes with it."""
    used = [stop.weather.kind for stop in day.stops] or [forecast.kind]
    kind = next(each for each in ("normals", "stale", "forecast") if each in used)
    said = next(each.provenance for each in forecast.spells if each.provenance.kind == kind)
    issued = said.issued_at
    passed = {
        (each.provider, each.why): each for spell in forecast.spells for each in spell.provenance.passed_over
    }
    return PlanWeather(
        kind=said.kind,
        provider=said.provider,
        issued_at=issued,
        fetched_at=said.fetched_at,
        age_minutes=None if issued is None else int((now - issued).total_seconds() // 60),
        passed_over=tuple(passed.values()),
    )
