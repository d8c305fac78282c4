"""What is left of a plan, as an answer to the problem of now: kept where nothing better is to be had."""

from dataclasses import replace
from datetime import datetime

from tripplanner.itinerary import Break, Day, Itinerary, Stop
from tripplanner.planning import check
from tripplanner.planning.bounds import minute_of
from tripplanner.planning.build import DayProblem
from tripplanner.planning.joined import idle_tour
from tripplanner.planning.network import latest_leave
from tripplanner.planning.problem import Stop as Visit
from tripplanner.planning.problem import Tour, TripSolution
from tripplanner.prepared import Prepared


def kept_if_as_good(prepared: Prepared, plan: Itinerary, solution: TripSolution) -> TripSolution:
    """
    The rest of a plan as it was, where it is still possible and no other is worth more; else the solution.

    Two plans can be worth the same; who is on the way does not change to the other for nothing.

    Parameters
    ----------
    prepared
        The problem of now.
    plan
        The plan as it was.
    solution
        The best answer to the problem.
    """
    first = len(prepared.underway.past)
    tours = []
    for problem, day in zip(prepared.days, plan.days[first:], strict=True):
        tour = _tour(problem, _rest(day, prepared))
        if tour is None:
            return solution
        tours.append(tour)
    score = sum(visit.points for tour in tours for visit in tour.stops)
    same = replace(solution, tours=tuple(tours), score=score)
    latest = replace(same, tours=tuple(map(_leaving_late, prepared.days, tours)))
    return same if score == solution.score and not check.trip_faults(prepared.trip, latest) else solution


def _leaving_late(problem: DayProblem, tour: Tour) -> Tour:
    """The tour as the checker wants it: who goes on from a stop may leave earlier than must be."""
    if not tour.stops or tour.leave is None:
        return tour
    first = tour.stops[0]
    way = problem.problem.ways[problem.problem.base][first.stand]
    latest = None if way is None else latest_leave(problem.problem, way, first.start)
    return tour if latest is None or latest < tour.leave else replace(tour, leave=latest)


def _rest(day: Day, prepared: Prepared) -> Day:
    """What has not begun of a day."""
    begun = prepared.underway.begun
    if begun is None or begun.day.date != day.date:
        return day
    legs, stops, breaks = len(begun.day.legs), len(begun.day.stops), len(begun.day.breaks)
    ahead = {"legs": day.legs[legs:], "stops": day.stops[stops:], "breaks": day.breaks[breaks:]}
    return day.model_copy(update=ahead)


def _tour(problem: DayProblem, day: Day) -> Tour | None:
    """The day's visits and meals as stands of the problem; None where one is not there any more."""
    found: list[Visit | None] = [
        *(_visit(problem, stop, _car(problem, day, stop)) for stop in day.stops),
        *(_meal(problem, each) for each in day.breaks),
    ]
    visits = [visit for visit in found if visit is not None]
    if len(visits) < len(found):
        return None
    if not visits:
        return idle_tour(problem.problem)
    visits.sort(key=lambda visit: visit.start)
    begins = [leg.depart for leg in day.legs[:1]] + [stop.arrive for stop in day.stops[:1]]
    ends = [leg.arrive for leg in day.legs[-1:]]
    leave = min([visits[0].start, *(_minute(problem, each) for each in begins)])
    back = max([visits[-1].end, *(_minute(problem, each) for each in ends)])
    return Tour(tuple(visits), leave, back)


def _visit(problem: DayProblem, stop: Stop, car: str) -> Visit | None:
    """The visit that ends when the stop does, from the parking place where the car is then."""
    arrive, end = _minute(problem, stop.arrive), _minute(problem, stop.leave)
    windows = (
        (stand, window)
        for stand, found in enumerate(problem.problem.stands[: len(problem.candidates)])
        if (problem.candidates[stand].site.id, problem.candidates[stand].parking) == (stop.site, car)
        for window in found.windows
    )
    visits = (Visit(stand, end - each.minutes, end, each.points) for stand, each in windows
              if each.opens <= end - each.minutes <= each.closes)  # fmt: skip
    # Who was early waited: a stop may have begun before its visit, but not after.
    return min((each for each in visits if each.start >= arrive), key=lambda each: each.start, default=None)


def _meal(problem: DayProblem, each: Break) -> Visit | None:
    start, end = _minute(problem, each.start), _minute(problem, each.end)
    if each.place not in problem.meals_at:
        return None
    return Visit(len(problem.candidates) + problem.meals_at.index(each.place), start, end, 0)


def _car(problem: DayProblem, day: Day, stop: Stop) -> str:
    """Where the car is during a stop: where it was driven to last, or else where it was."""
    drives = [leg.end for leg in day.legs if leg.mode == "car" and leg.arrive <= stop.arrive]
    return drives[-1] if drives else problem.car


def _minute(problem: DayProblem, moment: datetime) -> int:
    return minute_of(moment, problem.bounds.midnight)
