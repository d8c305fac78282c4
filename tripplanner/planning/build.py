"""From facts, roads, light and weather to the frozen problem of one day, and what cannot be part of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tripplanner.models import Destination, Hours, Site
from tripplanner.planning.bounds import DayBounds, minute_of
from tripplanner.planning.candidate import Candidate, counting_cold, with_wishes
from tripplanner.planning.duties import Duties
from tripplanner.planning.outdoors import Span, why_no_visit
from tripplanner.planning.problem import Problem, Stand, Way
from tripplanner.planning.turning import back_by_dusk
from tripplanner.planning.windows import SiteLight, Weather, rounded_up, site_pieces, warm_on_the_way
from tripplanner.request import TripRequest
from tripplanner.roads import Drive, Network, Walk

MAX_ON_FOOT_MINUTES = 120  # one way, at the party's pace: half a short winter day there and back
NEAR_ON_FOOT_MINUTES = 5
MAX_STANDS = 2


@dataclass(frozen=True, slots=True)
class Refusal:
    """A site that cannot be part of this day's plan, and why."""

    site: Site
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class DayProblem:
    """
    One day ready to solve: the problem, and what its numbers stand for.

    The day starts at `base`, with the car at `car`, and ends at `goal`. The first stands are the
    `candidates`, the others are meals at the places `meals_at`.
    """

    on: date
    bounds: DayBounds
    base: str
    car: str
    goal: str
    network: Network
    candidates: tuple[Candidate, ...]
    meals_at: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    problem: Problem

    def place_of(self, stand: int) -> tuple[str, str]:
        """Where a stand is, and where the car waits meanwhile."""
        if stand < len(self.candidates):
            return self.candidates[stand].site.id, self.candidates[stand].parking
        lot = self.meals_at[stand - len(self.candidates)]
        return lot, lot


def build_day(
    destination: Destination,
    request: TripRequest,
    *,
    on: date,
    bounds: DayBounds,
    network: Network,
    base: str,
    car: str,
    goal: str,
    duties: Duties,
    site_light: Callable[[Site], SiteLight],
    weather: Weather,
    excluded: Mapping[str, Refusal],
) -> DayProblem:
    """
    Build the problem of one day.

    Parameters
    ----------
    base, car, goal
        Where the day starts, where the car is then, and where the day ends.
    duties
        The numbers of the trip's wishes in the problem, and those of this day.
    site_light
        What the windows of a site need to know of the light.
    excluded
        Sites that are out from the start (see `refusals.out_of_question`), by id.
    """
    parkings = _parkings(network, car)
    candidates: list[Candidate] = []
    refusals = list(excluded.values())
    for site in destination.sites:
        if site.id in excluded:
            continue
        ways = _stands_for(site, network, parkings)
        if not ways:
            refusals.append(_unreachable(site, network, car))
            continue
        sun_on_it = site_light(site)
        here = weather.at(site)
        opening = _opening(site, on, bounds, destination)
        pieces = site_pieces(
            site,
            light=sun_on_it,
            weather=here,
            first=bounds.stops_from,
            last=bounds.stops_until,
            opening=opening,
            pace=request.pace,
            month=on.month,
            interests=request.interests,
            accept_alerts=request.accept_alerts,
            party=request.party,
        )
        warm = [
            (lot, walk, warm_on_the_way(pieces, rounded_up(walk.minutes), here, request.party))
            for lot, walk in ways
        ]
        found = [
            Candidate(site, lot, walk, sun_on_it, back_by_dusk(each, walk, bounds.light_until))
            for lot, walk, each in warm
        ]
        usable = [part for each in found for part in with_wishes(each, duties, request.wishes)]
        if not usable:
            forbidding = None if any(each for _, _, each in warm) else here
            walk_minutes = min(rounded_up(walk.minutes) for _, walk in ways)
            hours = Span(bounds.stops_from, bounds.stops_until), Span(bounds.sunrise, bounds.sunset)
            why = why_no_visit(
                site, forbidding, (*hours, opening), request=request, walk_minutes=walk_minutes
            )
            refusals.append(Refusal(site, *why))
        candidates += [counting_cold(each, duties, here, request.party) for each in usable]
    meals_at = tuple(lot for lot, _ in parkings) if duties.meal is not None else ()
    places = [(each.site.id, each.parking) for each in candidates] + [(lot, lot) for lot in meals_at]
    problem = _problem(destination, bounds, duties, candidates, _ways(network, places, (base, car), goal))
    return DayProblem(
        on, bounds, base, car, goal, network, tuple(candidates), meals_at, tuple(refusals), problem
    )


def _parkings(network: Network, base: str) -> tuple[tuple[str, int], ...]:
    """Where the car can be left, with the minutes to drive there; without a car, the base itself."""
    if "car" not in network.modes:
        return ((base, 0),)
    lots = [(lot, network.drive(base, lot)) for lot in (base, *network.parkings(base))]
    unique = {lot: drive.minutes for lot, drive in lots if drive is not None}
    return tuple(unique.items())


def _stands_for(
    site: Site, network: Network, parkings: tuple[tuple[str, int], ...]
) -> list[tuple[str, Walk]]:
    """
    The parkings worth considering for a site, best first, each with the way on foot.

    A site with its own usable parking is walked to only from next door, and none from a parking that
    lies much farther than the nearest.
    """
    own = any(lot == site.id for lot, _ in parkings)
    limit = NEAR_ON_FOOT_MINUTES if own else MAX_ON_FOOT_MINUTES
    found = []
    for lot, drive_minutes in parkings:
        walk = network.on_foot(lot, site.id)
        if walk is not None and walk.minutes <= limit:
            found.append((drive_minutes + 2 * walk.minutes, lot, walk))
    found.sort(key=lambda each: each[:2])
    nearest = min((walk.minutes for _, _, walk in found), default=0)
    near = [(lot, walk) for _, lot, walk in found if walk.minutes <= nearest + NEAR_ON_FOOT_MINUTES]
    return near[:MAX_STANDS]


def _unreachable(site: Site, network: Network, base: str) -> Refusal:
    blocking = network.blocking_roads(base, site.id)
    if blocking:
        names = "; ".join(f"{road.name} {road.why.rstrip('.')}" for road in blocking)
        return Refusal(site, "road-closed", f"{names}. Too far on foot from the nearest parking.")
    if network.drive(base, site.id) is not None:
        return Refusal(site, "beyond-reach", "no parking there that can be counted on that day")
    return Refusal(site, "beyond-reach", "no road or way on foot leads there with the modes chosen")


def _opening(site: Site, on: date, bounds: DayBounds, destination: Destination) -> Span | None:
    hours = hours_on(site, on)
    if hours is None:
        return None
    tz = ZoneInfo(destination.timezone)
    opens, closes = (
        minute_of(datetime.combine(on, at, tz), bounds.midnight) for at in (hours.opens, hours.closes)
    )
    if closes <= opens:  # after midnight
        closes = minute_of(datetime.combine(on + timedelta(days=1), hours.closes, tz), bounds.midnight)
    return Span(opens, closes)


def hours_on(site: Site, on: date) -> Hours | None:
    """The opening hours that hold on a day, the last in the file first; None: always open."""
    return next((each for each in reversed(site.hours) if each.holds_on(on)), None)


def _problem(
    destination: Destination,
    bounds: DayBounds,
    duties: Duties,
    candidates: list[Candidate],
    ways: tuple[tuple[Way | None, ...], ...],
) -> Problem:
    number = {site.id: index for index, site in enumerate(destination.sites)}
    stands = [
        Stand(number[each.site.id], tuple(piece.window for piece in each.pieces), each.grants)
        for each in candidates
    ]
    if duties.meal is not None:
        meal = Stand(duties.meal.number, (duties.meal.window(bounds.midnight),))
        stands += [meal] * (len(ways) - 1 - len(stands))
    longest = max((_longest(way) for row in ways for way in row if way is not None), default=0)
    return Problem(
        sites=duties.numbers,
        stands=tuple(stands),
        ways=ways,
        light_from=bounds.light_from,
        light_until=bounds.light_until,
        leave_from=bounds.stops_from - longest if bounds.leave_from is None else bounds.leave_from,
        back_by=bounds.stops_until + longest if bounds.back_by is None else bounds.back_by,
        limits=(duties.limits,),
    )


def _ways(
    network: Network, places: list[tuple[str, str]], base: tuple[str, str], goal: str
) -> tuple[tuple[Way | None, ...], ...]:
    """From the rows' places and the base to the columns' places and the goal."""
    ends = [*places, (goal, goal)]
    return tuple(tuple(way_between(network, start, end) for end in ends) for start in (*places, base))


def way_between(network: Network, start: tuple[str, str], end: tuple[str, str]) -> Way | None:
    """
    The way from one (site, parking) to another, each part rounded up to 5 minutes.

    On foot where the car stays where it is, otherwise back to the car, by car, and on foot again.
    """
    (start_site, start_lot), (end_site, end_lot) = start, end
    if start_lot == end_lot:
        walk = network.on_foot(start_site, end_site)
        return None if walk is None else Way(rounded_up(walk.minutes), 0, 0, 0)
    before, after = network.on_foot(start_site, start_lot), network.on_foot(end_lot, end_site)
    drive: Drive | None = network.drive(start_lot, end_lot)
    if before is None or drive is None or after is None:
        return None
    return Way(
        rounded_up(before.minutes),
        rounded_up(drive.minutes),
        rounded_up(drive.minutes_dark),
        rounded_up(after.minutes),
    )


def _longest(way: Way) -> int:
    return way.before + way.drive_dark + way.after
