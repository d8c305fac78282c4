"""A trip made ready to be solved: facts, weather, light and roads become the problem of each day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from math import ceil
from zoneinfo import ZoneInfo

from tripplanner import catalog, costs, light
from tripplanner.dates import parse_dates
from tripplanner.errors import InvalidRequestError
from tripplanner.light import DayLight, LightQuality, SunTimes
from tripplanner.light.shared import lights_of
from tripplanner.light.subject import GOLDEN_BELOW_DEG
from tripplanner.models import Destination, Position, Site
from tripplanner.planning.bounds import DayBounds, day_bounds
from tripplanner.planning.build import DayProblem, Refusal, build_day
from tripplanner.planning.duties import Duties, day_duties, trip_order, trip_required
from tripplanner.planning.problem import Trip
from tripplanner.planning.refusals import out_of_question
from tripplanner.planning.start import with_nights
from tripplanner.planning.windows import SiteLight, Weather
from tripplanner.request import TripRequest
from tripplanner.roads import Network
from tripplanner.underway import NOT_BEGUN, Underway
from tripplanner.weather.asking import Asking, ask_weather
from tripplanner.weather.model import Forecast, WeatherPlace


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


@dataclass(frozen=True, slots=True)
class Outing:
    """One day of a trip, ready to be planned."""

    day: DayProblem
    sun: SunTimes
    day_light: Callable[[Site], DayLight]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A whole trip ready to be solved: its days, the map with the bases on it, and the weather."""

    request: TripRequest
    place: Destination
    base_name: str
    forecast: Forecast
    outings: tuple[Outing, ...]
    trip: Trip
    now: datetime
    underway: Underway = NOT_BEGUN

    @property
    def days(self) -> tuple[DayProblem, ...]:
        """The days' problems, with what their numbers stand for."""
        return tuple(each.day for each in self.outings)


def prepare(
    request: TripRequest,
    place: Destination,
    *,
    asking: Asking,
    now: datetime,
    underway: Underway = NOT_BEGUN,
) -> Prepared:
    """Ask for the weather, and build the problem of every day, or of what is left of a trip underway."""
    tz = ZoneInfo(place.timezone)
    whole = parse_dates(request.dates, today=underway.first_day(now.astimezone(tz).date()))
    over = len(underway.past)
    days = whole[over:]
    _check_names(place, request)
    home = request.base if "base" in request.model_fields_set else place.default_base
    request = request.model_copy(update={"dates": whole, "base": home})
    mapped, ends, base_name = with_nights(place, home, request.wishes.nights, len(whole))
    starts = [(each, each) for each in ends[over:-1]]
    spot = catalog.find_site(place, place.weather_site)
    suns = [light.sun_times(*point_of(place, spot), on, tz) for on in whole]
    bounds = _bounds(request, whole, tz, suns, now)[over:]
    duties = list(day_duties(mapped, request.wishes, whole)[over:])
    order = trip_order(mapped, request.wishes)
    if underway.begun is not None:
        starts[0] = underway.begun.place, underway.begun.car
        bounds[0] = underway.begun.rest_of(bounds[0])
        duties[0] = underway.begun.left_to_do(duties[0])
    done = underway.refusals(mapped, order)
    excluded = [out_of_question(mapped, request, on) | done for on in days]
    sites = [site for site in mapped.sites if any(site.id not in out for out in excluded)]
    forecast = _weather(place, spot, sites, bounds, asking=asking, now=now)
    outings = []
    each_day = zip(days, suns[over:], bounds, starts, ends[over + 1 :], duties, excluded, strict=True)
    for on, sun, bound, start, goal, duty, out in each_day:
        day_light = _day_light(place, spot, on, tz)
        day = _build(mapped, request, on, bound, start, goal, duty, day_light, forecast, out)
        outings.append(Outing(day, sun, day_light))
    problems = tuple(each.day.problem for each in outings)
    trip = Trip(problems, trip_required(mapped, request.must_see, tuple(duties)), order)
    return Prepared(request, mapped, base_name, forecast, tuple(outings), trip, now, underway)


def _bounds(
    request: TripRequest, days: tuple[date, ...], tz: ZoneInfo, suns: list[SunTimes], now: datetime
) -> list[DayBounds]:
    """The hours of each day: its own, or those of all."""
    wishes = request.wishes

    def own(times: tuple[time | None, ...], number: int, usual: time | None) -> time | None:
        given = times[number] if number < len(times) else None
        return usual if given is None else given

    hours = [
        (own(wishes.starts, number, request.start), own(wishes.ends, number, request.end))
        for number in range(len(days))
    ]
    for on, (start, end) in zip(days, hours, strict=True):
        if start is not None and end is not None and end <= start:
            raise InvalidRequestError(f"{on} ends at {end:%H:%M}, before it starts at {start:%H:%M}")
    return [
        day_bounds(on, tz, sun, now, start=start, end=end)
        for on, sun, (start, end) in zip(days, suns, hours, strict=True)
    ]


def _check_names(place: Destination, request: TripRequest) -> None:
    for each in (*request.must_see, *request.avoid):
        catalog.find_site(place, each)
    wishes = request.wishes
    for each in (*wishes.first_light_at, *(site for order in wishes.order for site in order)):
        catalog.find_site(place, each)
    if wishes.film_order is not None:
        catalog.find_film(place, wishes.film_order)
    for road in request.roads:
        catalog.find_road(place, road)
    if request.party.pass_held is not None:
        costs.find_pass(place, request.party.pass_held)


def _weather(
    place: Destination,
    spot: Site,
    sites: list[Site],
    bounds: Sequence[DayBounds],
    *,
    asking: Asking,
    now: datetime,
) -> Forecast:
    """The weather of all days, from the first stop to the last."""
    tz = ZoneInfo(place.timezone)
    # A day that is over, or too short for any stop, still has weather to plan with.
    start, end = bounds[0].moment(bounds[0].stops_from, tz), bounds[-1].moment(bounds[-1].stops_until, tz)
    end = max(end, start + timedelta(hours=1))
    return ask_for_sites(place, spot, sites, start, end, asking=asking, now=now)


def ask_for_sites(
    place: Destination,
    spot: Site,
    sites: Iterable[Site],
    start: datetime,
    end: datetime,
    *,
    asking: Asking,
    now: datetime,
) -> Forecast:
    """The weather at a destination's own spot, and in a cell more for the sites far from it."""
    lat, lon = point_of(place, spot)
    where = WeatherPlace(lat=lat, lon=lon, elevation_m=spot.position.elevation_m if spot.position else None)
    also = tuple(_place_of(site.position) for site in sites if site.position is not None)
    return ask_weather(place, where, start, end, asking=asking, now=now, sites=also)


def _place_of(position: Position) -> WeatherPlace:
    return WeatherPlace(lat=position.lat, lon=position.lon, elevation_m=position.elevation_m)


def _day_light(place: Destination, spot: Site, on: date, tz: ZoneInfo) -> Callable[[Site], DayLight]:
    """The light at each site; the sun's track is shared by all."""
    lights = lights_of(place.peaks, place.hidden_minutes, point_of(place, spot), on, tz)
    known: dict[str, DayLight] = {}  # in front of it, for a site has many facts to look it up by

    def of(site: Site) -> DayLight:
        return known[site.id] if site.id in known else known.setdefault(site.id, lights(site))

    return of


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
    latest = of_site.sure_from if fresh else None
    return SiteLight(
        quality=quality,
        lit_from=lit[0] if lit is not None and fresh else None,
        lit_latest=None if latest is None else ceil(of_site.track.day.minute(latest)),
        sunrise=bounds.sunrise,
        sunset=bounds.sunset,
    )


def _build(
    mapped: Destination,
    request: TripRequest,
    on: date,
    bounds: DayBounds,
    start: tuple[str, str],
    goal: str,
    duties: Duties,
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
        base=start[0],
        car=start[1],
        goal=goal,
        duties=duties,
        site_light=partial(_site_light, day_light, bounds),
        weather=Weather(forecast, bounds.midnight, zones=mapped.alert_zones),
        excluded=excluded,
    )
