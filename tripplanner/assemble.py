"""From a solved day to the records of the itinerary: legs, stops, light, weather, clothes, cost."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from tripplanner.cautions import day_hazards
from tripplanner.conditions import outdoor_hours, stop_weather, wear
from tripplanner.itinerary import (
    Break,
    Cost,
    Day,
    Leg,
    RoadOnDay,
    RoadOnLeg,
    Stop,
    StopLight,
)
from tripplanner.light import DayLight, SunTimes
from tripplanner.models import Destination, Mode, Site
from tripplanner.notes import day_notes
from tripplanner.planning.build import DayProblem
from tripplanner.planning.candidate import Candidate
from tripplanner.planning.problem import Stop as Visit
from tripplanner.planning.problem import Tour, Way
from tripplanner.planning.turning import leave_by, turn_around_at
from tripplanner.planning.windows import Piece, visit_light
from tripplanner.request import Party
from tripplanner.roads import Drive, Walk
from tripplanner.siberia import siberia
from tripplanner.weather.model import Forecast


@dataclass(frozen=True, slots=True)
class Solved:
    """A day's problem with its answer and all that its minutes stand for."""

    destination: Destination
    day: DayProblem
    solution: Tour
    forecast: Forecast
    sun: SunTimes
    day_light: Callable[[Site], DayLight]
    party: Party

    @property
    def tz(self) -> ZoneInfo:
        """The destination's time zone."""
        return ZoneInfo(self.destination.timezone)

    def moment(self, minute: int) -> datetime:
        """The local time at a minute of the day."""
        return self.day.bounds.moment(minute, self.tz)


def day_record(solved: Solved) -> Day:
    """The whole day as a record."""
    legs = tuple(_legs(solved))
    arrivals = _arrivals(solved)
    stops = tuple(
        _stop(solved, visit, arrive)
        for visit, arrive in zip(solved.solution.stops, arrivals, strict=True)
        if visit.stand < len(solved.day.candidates)
    )
    return Day(
        date=solved.day.on,
        sunrise=solved.sun.sunrise,
        sunset=solved.sun.sunset,
        civil_dawn=solved.sun.civil_dawn,
        civil_dusk=solved.sun.civil_dusk,
        roads=_roads(solved),
        legs=legs,
        stops=stops,
        wear=wear(solved.forecast, legs, stops, solved.tz),
        cost=Cost(amount_usd=0.0),
        breaks=tuple(_breaks(solved)),
        hazards=day_hazards(outdoor_hours(solved.forecast, legs, stops), solved.tz),
        notes=day_notes(solved.destination, solved.day.on, legs, stops),
        siberia=siberia(solved.destination, stops),
    )


def _roads(solved: Solved) -> tuple[RoadOnDay, ...]:
    phones = {phone.id: phone.number for phone in solved.destination.phones}
    return tuple(
        RoadOnDay(
            id=state.id,
            name=state.name,
            status=state.status,
            drivable=state.drivable,
            why=state.why,
            phone=None if state.phone is None else phones.get(state.phone),
        )
        for state in solved.day.network.states.values()
    )


def _journeys(solved: Solved) -> Iterator[tuple[int, int, int, Way]]:
    """From stand, to stand, minute of leaving, way: the whole day in order."""
    base, ways, solution = solved.day.problem.base, solved.day.problem.ways, solved.solution
    before, leave = base, solution.leave
    for stop in solution.stops:
        way = ways[before][stop.stand]
        assert way is not None  # noqa: S101 - the checker has seen to it
        assert leave is not None  # noqa: S101
        yield before, stop.stand, leave, way
        before, leave = stop.stand, stop.end
    home = ways[before][base]
    if home is not None and leave is not None:
        yield before, base, leave, home


def _arrivals(solved: Solved) -> list[int]:
    """When one comes to each stop; who is too early waits in the car, where a walk follows the drive."""
    problem = solved.day.problem
    journeys = [each for each in _journeys(solved) if each[1] != problem.base]
    return [
        problem.arrival(way, leave) + _wait_in_the_car(solved, end, leave, way)
        for _, end, leave, way in journeys
    ]


def _wait_in_the_car(solved: Solved, end: int, leave: int, way: Way) -> int:
    """Minutes to sit in the car before the walk, so as not to wait out in the cold at its end."""
    visit = next((each for each in solved.solution.stops if each.stand == end), None)
    if visit is None or way.drive == 0 or way.after == 0:
        return 0
    return visit.start - solved.day.problem.arrival(way, leave)


def _legs(solved: Solved) -> Iterator[Leg]:
    for start, end, leave, way in _journeys(solved):
        wait = _wait_in_the_car(solved, end, leave, way)
        base, goal = (solved.day.base, solved.day.car), (solved.day.goal, solved.day.goal)
        home = solved.day.problem.base
        places = (
            base if start == home else solved.day.place_of(start),
            goal if end == home else solved.day.place_of(end),
        )
        yield from _journey_legs(solved, *places, leave, way, wait)


def _journey_legs(
    solved: Solved, start: tuple[str, str], end: tuple[str, str], leave: int, way: Way, wait: int
) -> Iterator[Leg]:
    """Up to three legs: back to the car, the drive, and from the car on foot."""
    (start_site, start_lot), (end_site, end_lot) = start, end
    if start_lot == end_lot:
        yield from _on_foot(solved, start_site, end_site, leave, leave + way.before, car=start_lot)
        return
    drive_from = leave + way.before
    yield from _on_foot(solved, start_site, start_lot, leave, drive_from, car=start_lot)
    drive_to = solved.day.problem.arrival(Way(0, way.drive, way.drive_dark, 0), drive_from)
    drive = solved.day.network.drive(start_lot, end_lot)
    if drive is not None:
        yield _leg(solved, (start_lot, end_lot), "car", (drive_from, drive_to), drive)
    walk_from = drive_to + wait
    yield from _on_foot(solved, end_lot, end_site, walk_from, walk_from + way.after, car=end_lot)


def _on_foot(solved: Solved, start: str, end: str, depart: int, arrive: int, *, car: str) -> Iterator[Leg]:
    walk = solved.day.network.on_foot(start, end)
    if start == end or walk is None:
        return
    leg = _leg(solved, (start, end), walk.mode, (depart, arrive), walk)
    if start == car and walk.on_snow:
        turn = turn_around_at(depart, arrive, solved.day.bounds.light_until)
        leg = leg.model_copy(update={"turn_around_at": solved.moment(turn)})
    yield leg


def _leg(
    solved: Solved, places: tuple[str, str], mode: Mode, minutes: tuple[int, int], route: Drive | Walk
) -> Leg:
    depart, arrive = minutes
    states = solved.day.network.states
    bounds = solved.day.bounds
    in_light = max(0, min(arrive, bounds.light_until) - max(depart, bounds.light_from))
    return Leg(
        start=places[0],
        end=places[1],
        start_name=place_name(solved.destination, places[0]),
        end_name=place_name(solved.destination, places[1]),
        mode=mode,
        depart=solved.moment(depart),
        arrive=solved.moment(arrive),
        minutes=arrive - depart,
        dark_minutes=arrive - depart - in_light,
        distance_km=round(route.distance_km, 2),
        roads=tuple(RoadOnLeg(id=road, status=states[road].status) for road in route.roads),
        via=route.path,
    )


def place_name(destination: Destination, place: str) -> str:
    """The name of a site, base or node."""
    return next(each.name for each in destination.places if each.id == place)


def _stop(solved: Solved, visit: Visit, arrive: int) -> Stop:
    found = solved.day.candidates[visit.stand]
    start, end = solved.moment(arrive), solved.moment(visit.end)
    return Stop(
        site=found.site.id,
        name=found.site.name,
        arrive=start,
        leave=end,
        visit_from=solved.moment(visit.start) if visit.start > arrive else None,
        leave_by=_leave_by(solved, found),
        score=dict(_piece(found, visit).terms),
        light=_stop_light(solved, found, visit),
        weather=stop_weather(
            solved.forecast.nearest(found.site.position),
            start,
            end,
            site=found.site,
            peaks=solved.destination.peaks,
            party=solved.party,
        ),
        summary=found.site.summary,
    )


def _breaks(solved: Solved) -> Iterator[Break]:
    """The meals, each where the car stands or at the base."""
    for visit in solved.solution.stops:
        if visit.stand >= len(solved.day.candidates):
            place = solved.day.place_of(visit.stand)[0]
            yield Break(
                kind="meal",
                place=place,
                name=place_name(solved.destination, place),
                start=solved.moment(visit.start),
                end=solved.moment(visit.end),
            )


def _leave_by(solved: Solved, found: Candidate) -> datetime | None:
    minute = leave_by(found.walk, solved.day.bounds.light_until)
    return None if minute is None else solved.moment(minute)


def _piece(found: Candidate, visit: Visit) -> Piece:
    """The piece a visit is in."""
    return next(each for each in found.pieces if each.window.opens <= visit.start <= each.window.closes)


def _stop_light(solved: Solved, found: Candidate, visit: Visit) -> StopLight:
    piece = _piece(found, visit)
    light = solved.day_light(found.site)
    span = light.front_lit_span()
    return StopLight(
        front_lit_from=None if span is None else span[0],
        front_lit_until=None if span is None else span[1],
        direct_sun_from=light.direct_sun.direct_sun_from_earliest,
        direct_sun_latest=light.direct_sun.direct_sun_from_latest,
        quality=visit_light(found.light, visit.start, visit.end, waits_for_light=piece.waits_for_light),
        subject=None if found.site.face is None else found.site.face.subject,
    )
