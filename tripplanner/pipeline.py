"""How a plan is made: facts, weather, light and roads to a problem, its proven answer, and the records."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from math import ceil
from zoneinfo import ZoneInfo

from tripplanner import catalog, costs, light
from tripplanner.assemble import Solved, day_record
from tripplanner.cautions import plan_warnings
from tripplanner.dates import parse_dates
from tripplanner.errors import InvalidRequestError, PlanFaultError
from tripplanner.itinerary import Day, Itinerary, LeftOut, PlanWeather, SourceNote
from tripplanner.light import DayLight, LightQuality, Skyline
from tripplanner.light.subject import GOLDEN_BELOW_DEG
from tripplanner.models import Destination, Position, Site
from tripplanner.planning import check, exact
from tripplanner.planning.build import DayBounds, DayProblem, Refusal, build_day, day_bounds
from tripplanner.planning.problem import Solution
from tripplanner.planning.refusals import check_must_see, clash, not_chosen, out_of_question
from tripplanner.planning.schedule import without_waiting
from tripplanner.planning.start import with_base
from tripplanner.planning.windows import SiteLight, Weather
from tripplanner.request import TripRequest
from tripplanner.roads import Network
from tripplanner.weather.asking import Asking, ask_weather
from tripplanner.weather.model import Credit, Forecast, PassedOver, WeatherPlace, one_each


def point_of(destination: Destination, place: str | Site | tuple[float, float]) -> tuple[float, float]:
    """Latitude and longitude of a place: of a site (or its id), or a point inside the destination. [°]"""
    if isinstance(place, tuple):
        lat, lon = place
        if not destination.box.contains(lat, lon):
            raise InvalidRequestError(f"{lat},{lon} lies outside {destination.name}")
        return lat, lon
    if not isinstance(place, str | Site):
        raise InvalidRequestError(f"{place!r} is no place: give a site, its id, or (lat, lon)")
    site = catalog.find_site(destination, place) if isinstance(place, str) else place
    spot = site.position if site.position is not None else site.zone
    if spot is None:
        raise InvalidRequestError(f"nobody knows where {site.name} is")
    return spot.lat, spot.lon


def plan_day(
    request: TripRequest,
    place: Destination,
    *,
    asking: Asking,
    now: datetime,
) -> Itinerary:
    """
    Plan one day of a request at a destination.

    Raises
    ------
    InvalidRequestError, NoPlanError, WeatherUnavailableError, PlanFaultError
        As `plan_trip` says.
    """
    tz = ZoneInfo(place.timezone)
    days = parse_dates(request.dates, today=now.astimezone(tz).date())
    if len(days) > 1:
        raise InvalidRequestError(f"{len(days)} days were asked for; one day at a time can be planned so far")
    _check_names(place, request)
    home = request.base if "base" in request.model_fields_set else place.default_base
    request = request.model_copy(update={"dates": days, "base": home})
    mapped, base, base_name = with_base(place, request.base)
    spot = catalog.find_site(place, place.weather_site)
    sun = light.sun_times(*point_of(place, spot), days[0], tz)
    bounds = day_bounds(request, days[0], tz, sun, now)
    excluded = out_of_question(mapped, request, days[0])
    sites = [site for site in mapped.sites if site.id not in excluded]
    forecast = _weather(place, spot, sites, bounds, asking=asking, now=now)
    day_light = _day_light(place, spot, days[0], tz)
    day = _build(mapped, request, days[0], bounds, base, day_light, forecast, excluded)
    check_must_see(day, request)
    solution = _solve(day, request)
    solved = Solved(mapped, day, solution, forecast, sun, day_light, request.party)
    return _itinerary(request, solved, base_name, now)


def _check_names(place: Destination, request: TripRequest) -> None:
    for each in (*request.must_see, *request.avoid):
        catalog.find_site(place, each)
    for road in request.roads:
        catalog.find_road(place, road)
    if request.party.pass_held is not None:
        costs.find_pass(place, request.party.pass_held)


def _weather(
    place: Destination,
    spot: Site,
    sites: list[Site],
    bounds: DayBounds,
    *,
    asking: Asking,
    now: datetime,
) -> Forecast:
    """The weather at a destination's own spot, and in a cell more for the sites far from it."""
    tz = ZoneInfo(place.timezone)
    # A day that is over, or too short for any stop, still has weather to plan with.
    start, end = bounds.moment(bounds.stops_from, tz), bounds.moment(bounds.stops_until, tz)
    end = max(end, start + timedelta(hours=1))
    lat, lon = point_of(place, spot)
    where = WeatherPlace(lat=lat, lon=lon, elevation_m=spot.position.elevation_m if spot.position else None)
    also = tuple(_place_of(site.position) for site in sites if site.position is not None)
    return ask_weather(place, where, start, end, asking=asking, now=now, sites=also)


def _place_of(position: Position) -> WeatherPlace:
    return WeatherPlace(lat=position.lat, lon=position.lon, elevation_m=position.elevation_m)


def _day_light(place: Destination, spot: Site, on: date, tz: ZoneInfo) -> Callable[[Site], DayLight]:
    """The light at each site, worked out once a site; the sun's track is shared by all."""
    lat, lon = point_of(place, spot)
    track = light.sun_track(lat, lon, on, tz)
    known: dict[str, DayLight] = {}

    def of(site: Site) -> DayLight:
        if site.id not in known:
            face = None if site.face is None else site.face.azimuth_deg
            dip_deg = light.summit_dip_deg(site, place.peaks)
            known[site.id] = DayLight(track, _skyline(place, site), face, dip_deg)
        return known[site.id]

    return of


def _skyline(place: Destination, site: Site) -> Skyline:
    return Skyline.of(site.standpoint, place.peaks, hidden_minutes=place.hidden_minutes)


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
    latest = _sure_of_sun(of_site) if fresh else None
    return SiteLight(
        quality=quality,
        lit_from=lit[0] if lit is not None and fresh else None,
        lit_latest=None if latest is None else ceil(of_site.track.day.minute(latest)),
        sunrise=bounds.sunrise,
        sunset=bounds.sunset,
    )


def _sure_of_sun(of_site: DayLight) -> datetime | None:
    """When the sun has come to the subject at the latest, the skyline half a degree off included."""
    if of_site.summit_dip_deg is not None:
        return of_site.direct_sun.direct_sun_from_latest
    return light.sun_range(of_site.track, of_site.skyline).from_latest


def _build(
    mapped: Destination,
    request: TripRequest,
    on: date,
    bounds: DayBounds,
    base: str,
    day_light: Callable[[Site], DayLight],
    forecast: Forecast,
    excluded: Mapping[str, Refusal],
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
        weather=Weather(forecast, bounds.midnight, zones=mapped.alert_zones),
        excluded=excluded,
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
        unknowns=_unknowns_here(place, record),
        to_check=_to_check(place),
        notices=solved.forecast.notices,
        sources=_sources(place, solved.forecast.credits, now),
    )


def _sources(place: Destination, credits_due: tuple[Credit, ...], now: datetime) -> tuple[SourceNote, ...]:
    """What the facts come from, and whose weather must be credited."""
    today = now.astimezone(ZoneInfo(place.timezone)).date()
    return (
        *(
            SourceNote(
                id=each.id, title=each.title, publisher=each.publisher, url=each.url, read_on=each.read_on
            )
            for each in place.sources
        ),
        *(SourceNote(**each.model_dump(), read_on=today, credit=True) for each in credits_due),
    )


def _unknowns_here(place: Destination, day: Day) -> tuple[str, ...]:
    """What nobody knows of the place, of its first film, and of films with a scene at a stop of the day."""
    stops = {stop.site for stop in day.stops}
    seen = {film.id for film in place.films for scene in film.scenes if scene.site in stops}
    seen.update(film.id for film in place.films[:1])
    return tuple(each.text for each in place.unknowns if each.film is None or each.film in seen)


def _to_check(place: Destination) -> tuple[str, ...]:
    """The numbers that know the roads."""
    asked = {road.phone for road in place.roads}
    return tuple(f"{phone.name}: {phone.number}" for phone in place.phones if phone.id in asked)


def _plan_weather(forecast: Forecast, day: Day, now: datetime) -> PlanWeather:
    """The worst kind among the stops, and the provenance that goes with it."""
    used = [stop.weather.kind for stop in day.stops] or [forecast.kind]
    kind = next(each for each in ("normals", "stale", "forecast") if each in used)
    said = next(each.provenance for each in forecast.spells if each.provenance.kind == kind)
    issued = said.issued_at
    return PlanWeather(
        kind=said.kind,
        provider=said.provider,
        issued_at=issued,
        fetched_at=said.fetched_at,
        age_minutes=None if issued is None else int((now - issued).total_seconds() // 60),
        passed_over=_passed_over(forecast),
    )


def _passed_over(forecast: Forecast) -> tuple[PassedOver, ...]:
    """Everyone who was passed over for anything, each named once."""
    told = [each for spell in forecast.spells for each in spell.provenance.passed_over]
    alerts = forecast.alerts_passed_over
    if alerts is not None and alerts not in told:
        same = any(alerts.why in each.why for each in told if each.provider == alerts.provider)
        told += [] if same else [alerts.model_copy(update={"why": f"alerts: {alerts.why}"})]
    return one_each((*told, *forecast.also_passed_over))
