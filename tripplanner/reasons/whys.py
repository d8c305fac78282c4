"""Why each stop is when it is: what it earns, what an hour changes, and what holds it in its place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tripplanner.explanation import Edge, StopReason
from tripplanner.itinerary import Day, Itinerary, Stop
from tripplanner.models import Hours
from tripplanner.planning.build import DayProblem, hours_on
from tripplanner.planning.windows import GRID_MINUTES, Piece
from tripplanner.prepared import Prepared

_HOUR_MINUTES = 60
_LIGHT_TERMS = ("photography", "wildlife")


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop of a plan in the problem of its day: which stand, which piece, which minutes."""

    stop: Stop
    stand: int
    piece: Piece
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlacedDay:
    """A day of a plan in its problem; `None` for a stop that can no longer be had at its time."""

    day: Day
    problem: DayProblem
    tz: ZoneInfo
    stops: tuple[Placed | None, ...]


def placed_days(plan: Itinerary, prepared: Prepared) -> tuple[PlacedDay, ...]:
    """
    Find the stops of a plan in the problems of its days.

    Parameters
    ----------
    plan
        The plan.
    prepared
        Its problem, built again.
    """
    problems = {each.on: each for each in prepared.days}
    tz = ZoneInfo(prepared.place.timezone)
    return tuple(
        PlacedDay(day, problem, tz, tuple(_stop(day, stop, problem) for stop in day.stops))
        for day in plan.days
        if (problem := problems.get(day.date)) is not None
    )


def _stop(day: Day, stop: Stop, problem: DayProblem) -> Placed | None:
    """The stand where the car is, and the piece in which the visit ends when the stop does."""
    lot = _car_at(day, stop, problem)
    end, arrive = (_minute(problem, each) for each in (stop.leave, stop.arrive))
    found = [
        Placed(stop, number, piece, end - piece.window.minutes, end)
        for number, each in enumerate(problem.candidates)
        if each.site.id == stop.site
        for piece in each.pieces
        if piece.window.opens <= end - piece.window.minutes <= piece.window.closes
        and arrive <= end - piece.window.minutes
    ]
    # Who waits may be in two windows; the one that earns as much as the plan says is meant.
    found.sort(key=lambda each: (dict(each.piece.terms) != stop.score, _lot(problem, each) != lot))
    return found[0] if found else None


def _lot(problem: DayProblem, placed: Placed) -> str:
    return problem.candidates[placed.stand].parking


def _car_at(day: Day, stop: Stop, problem: DayProblem) -> str:
    drives = [leg.end for leg in day.legs if leg.mode == "car" and leg.arrive <= stop.arrive]
    return drives[-1] if drives else problem.car


def _minute(problem: DayProblem, moment: datetime) -> int:
    return int((moment - problem.bounds.midnight).total_seconds() // 60)


def stop_reasons(day: PlacedDay) -> Iterator[StopReason]:
    """
    Why each stop of a day is when it is.

    Parameters
    ----------
    day
        The day, its stops found in its problem.
    """
    for number, (stop, placed) in enumerate(zip(day.day.stops, day.stops, strict=True)):
        reason = StopReason(
            date=day.day.date,
            site=stop.site,
            name=stop.name,
            arrive=stop.arrive,
            leave=stop.leave,
            points=stop.score,
            quality=stop.light.quality,
            before=None if number == 0 else day.day.stops[number - 1].name,
            after=None if number + 1 == len(day.stops) else day.day.stops[number + 1].name,
            known=placed is not None,
        )
        yield reason if placed is None else _why(reason, day, number, placed)


def _why(reason: StopReason, day: PlacedDay, number: int, placed: Placed) -> StopReason:
    problem, tz = day.problem, day.tz
    found = problem.candidates[placed.stand]
    first, last = _span(found.pieces, placed.piece)
    hours = hours_on(found.site, problem.on)
    return reason.model_copy(
        update={
            "points": dict(placed.piece.terms),
            "begins": problem.bounds.moment(placed.start, tz),
            "window_from": problem.bounds.moment(first, tz),
            "window_until": problem.bounds.moment(last, tz),
            "earlier_points": _points_at(day, placed, -_HOUR_MINUTES),
            "later_points": _points_at(day, placed, _HOUR_MINUTES),
            "not_earlier": _not_earlier(day, number, placed),
            "not_later": _not_later(day, number, placed),
            "opens": None if hours is None else datetime.combine(problem.on, hours.opens, tz),
            "closes": None if hours is None else datetime.combine(problem.on, hours.closes, tz),
        }
    )


def _span(pieces: Sequence[Piece], piece: Piece) -> tuple[int, int]:
    """The first and last start for as many points, over windows that touch."""
    number = pieces.index(piece)
    points = piece.window.points
    first = last = number
    while (
        first > 0 and _touch(pieces[first - 1], pieces[first]) and pieces[first - 1].window.points == points
    ):
        first -= 1
    while (
        last + 1 < len(pieces)
        and _touch(pieces[last], pieces[last + 1])
        and pieces[last + 1].window.points == points
    ):
        last += 1
    return pieces[first].window.opens, pieces[last].window.closes


def _touch(before: Piece, after: Piece) -> bool:
    return before.window.closes + 1 == after.window.opens


def _points_at(day: PlacedDay, placed: Placed, shift: int) -> int | None:
    """What the site earns at another time of the day; None: no visit begins then."""
    start = placed.start + shift
    return max(
        (
            piece.window.points
            for each in day.problem.candidates
            if each.site.id == placed.stop.site
            for piece in each.pieces
            if piece.window.opens <= start <= piece.window.closes
        ),
        default=None,
    )


def _not_earlier(day: PlacedDay, number: int, placed: Placed) -> Edge:
    """What keeps a visit from beginning 5 minutes earlier for as many points."""
    pieces = day.problem.candidates[placed.stand].pieces
    first, _ = _span(pieces, placed.piece)
    if placed.start - GRID_MINUTES < first:
        return _edge(day, placed, first - 1)
    before = day.stops[number - 1] if number > 0 else None
    problem = day.problem.problem
    origin, leave = (problem.base, problem.leave_from) if before is None else (before.stand, before.end)
    way = problem.ways[origin][placed.stand]
    if way is None or problem.arrival(way, leave) > placed.start - GRID_MINUTES:
        return "day-start" if number == 0 else "stop-before"
    return "free"


def _not_later(day: PlacedDay, number: int, placed: Placed) -> Edge:
    """What keeps a visit from beginning 5 minutes later for as many points, the next stop at its time."""
    pieces = day.problem.candidates[placed.stand].pieces
    _, last = _span(pieces, placed.piece)
    if placed.start + GRID_MINUTES > last:
        return _edge(day, placed, last + 1)
    after = day.stops[number + 1] if number + 1 < len(day.stops) else None
    problem = day.problem.problem
    target, by = (problem.base, problem.back_by) if after is None else (after.stand, after.start)
    way = problem.ways[placed.stand][target]
    if way is None or problem.arrival(way, placed.end + GRID_MINUTES) > by:
        return "day-end" if number + 1 == len(day.stops) else "next-stop"
    return "free"


def _edge(day: PlacedDay, placed: Placed, minute: int) -> Edge:
    """What changes at a minute just outside a window: the points, or whether one may come at all."""
    if placed.piece.waits_for_light:
        return "first-light"
    found, bounds = day.problem.candidates[placed.stand], day.problem.bounds
    other = next((each for each in found.pieces if each.window.opens <= minute <= each.window.closes), None)
    if other is not None:
        return _what_changes(placed.piece, other)
    stay = placed.piece.window.minutes + 2 * GRID_MINUTES
    hours = hours_on(found.site, day.problem.on)
    if hours is not None and _is_shut(day, hours, minute, stay):
        return "opening-hours"
    if minute < bounds.sunrise + GRID_MINUTES or minute + stay >= bounds.sunset:
        return "daylight"
    if minute + stay >= bounds.stops_until:
        return "day-end"
    return "day-start" if minute < bounds.stops_from else "weather"


def _is_shut(day: PlacedDay, hours: Hours, minute: int, stay: int) -> bool:
    """Whether a visit that begins at a minute is not within the opening hours."""
    begins = day.problem.bounds.moment(minute, day.tz)
    opens, closes = (datetime.combine(day.problem.on, each, day.tz) for each in (hours.opens, hours.closes))
    closes += timedelta(days=closes <= opens)
    return begins < opens or begins + timedelta(minutes=stay) > closes


def _what_changes(own: Piece, other: Piece) -> Edge:
    """The kind of term that differs most between two windows."""
    names = {
        term: abs(own.terms.get(term, 0) - other.terms.get(term, 0)) for term in {*own.terms, *other.terms}
    }
    most = max(sorted(names), key=lambda term: names[term], default="")
    if names.get(most, 0) == 0:
        return "visit-length"
    return "light" if most in _LIGHT_TERMS else "weather"
