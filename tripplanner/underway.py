"""A trip that has begun: what of its plan is done, and where and when the rest of it starts."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from tripplanner.itinerary import Day, Itinerary, Leg, Stop
from tripplanner.models import Destination
from tripplanner.planning.bounds import DayBounds, minute_of
from tripplanner.planning.build import Refusal
from tripplanner.planning.duties import Duties
from tripplanner.planning.problem import DayLimits
from tripplanner.planning.windows import GRID_MINUTES
from tripplanner.request import TripRequest


@dataclass(frozen=True, slots=True)
class Begun:
    """
    A day that has begun.

    Of `day` the legs, stops and breaks are those that have begun by now. One is, or soon comes, at `place`,
    the car waits at `car`, and from `at` on one is free to do something else.
    """

    day: Day
    place: str
    car: str
    at: datetime

    def rest_of(self, bounds: DayBounds) -> DayBounds:
        """The day from the minute on at which one is free to go on."""
        minute = minute_of(self.at + timedelta(seconds=59), bounds.midnight)
        return replace(bounds, leave_from=minute, stops_from=minute // GRID_MINUTES * GRID_MINUTES)

    def left_to_do(self, duties: Duties) -> Duties:
        """The duties of the day without what has been done of them."""
        meal = None if self.day.breaks else duties.meal
        return replace(duties, meal=meal, limits=self._left_of(duties.limits))

    def _left_of(self, limits: DayLimits) -> DayLimits:
        legs, stops = self.day.legs, self.day.stops
        cold = (stop for stop in stops if stop.weather.outdoor_limit_minutes is not None)
        return DayLimits(
            _less(limits.drive_minutes, sum(leg.minutes for leg in legs if leg.mode == "car")),
            _less(limits.walk_minutes, sum(leg.minutes for leg in legs if leg.mode != "car")),
            _less(limits.cold_minutes, sum(_minutes(stop.arrive, stop.leave) for stop in cold)),
        )


@dataclass(frozen=True, slots=True)
class Underway:
    """How far a trip has come: the days that are over, and the day that has begun, if one has."""

    past: tuple[Day, ...] = ()
    begun: Begun | None = None

    @property
    def is_begun(self) -> bool:
        """Whether anything has been done."""
        return self.begun is not None or any(day.stops or day.legs for day in self.past)

    def first_day(self, today: date) -> date:
        """The day from which days count: of a trip underway also those that are over."""
        return min([today, *(day.date for day in self.past)])

    @property
    def done(self) -> tuple[Stop, ...]:
        """The stops that have begun, in order."""
        days = (*self.past, *(() if self.begun is None else (self.begun.day,)))
        return tuple(stop for day in days for stop in day.stops)

    @property
    def score(self) -> int:
        """The points of the stops that have begun."""
        return sum(sum(stop.score.values()) for stop in self.done)

    def still_wanted(self, request: TripRequest) -> TripRequest:
        """The request without the wishes that have been fulfilled."""
        seen = {stop.site for stop in self.done}
        lit = {stop.site for stop in self.done if stop.light.quality == "first-light"}
        wishes = request.wishes
        if lit & set(wishes.first_light_at):
            wishes = wishes.model_copy(update={"first_light_at": ()})
        must_see = tuple(each for each in request.must_see if each not in seen)
        return request.model_copy(update={"must_see": must_see, "wishes": wishes})

    def refusals(self, destination: Destination, order: Iterable[tuple[int, int]]) -> dict[str, Refusal]:
        """Sites that cannot be part of the rest: seen already, or to be seen only before one that was."""
        seen = {stop.site: stop.name for stop in self.done}
        sites = destination.sites
        found = {
            sites[first].id: Refusal(
                sites[first], "no-time", f"it was to come before {seen[sites[then].id]}, which has been seen"
            )
            for first, then in sorted(order)
            if sites[then].id in seen
        }
        again = {site.id: Refusal(site, "lower-value", "seen already") for site in sites if site.id in seen}
        return found | again


NOT_BEGUN = Underway()


def underway(plan: Itinerary, *, now: datetime, tz: ZoneInfo) -> Underway:
    """
    How far a plan has come by a moment, taking that everything went as planned.

    What has begun counts as done: a leg is gone to its end, a stop is stayed at to its end. A day is over
    when its last leg has begun, the way home.

    Parameters
    ----------
    plan
        The plan.
    now
        The moment.
    tz
        The destination's time zone.
    """
    past: list[Day] = []
    for day in plan.days:
        if not _is_over(day, now, tz):
            return Underway(tuple(past), _begun(day, now))
        past.append(day)
    return Underway(tuple(past))


def _is_over(day: Day, now: datetime, tz: ZoneInfo) -> bool:
    if day.date < now.astimezone(tz).date():
        return True
    lasts = [*(leg.depart for leg in day.legs[-1:]), *(stop.leave for stop in day.stops[-1:])]
    return lasts != [] and max(lasts) <= now


def _begun(day: Day, now: datetime) -> Begun | None:
    legs = tuple(leg for leg in day.legs if leg.depart <= now)
    stops = tuple(stop for stop in day.stops if stop.arrive <= now)
    breaks = tuple(each for each in day.breaks if each.start <= now)
    if not (legs or stops or breaks):
        return None
    part = day.model_copy(update={"legs": legs, "stops": stops, "breaks": breaks})
    ends = (*(leg.arrive for leg in legs), *(stop.leave for stop in stops), *(each.end for each in breaks))
    places = (*(each.place for each in breaks[-1:]), *(stop.site for stop in stops[-1:]))
    place = legs[-1].end if legs else places[-1]
    return Begun(part, place, _car(legs, place), max(now, *ends))


def _car(legs: tuple[Leg, ...], place: str) -> str:
    """Where the car waits: where the last drive ends, or else where the day began."""
    drives = [leg.end for leg in legs if leg.mode == "car"]
    began = legs[0].start if legs else place
    return drives[-1] if drives else began


def _less(limit: int | None, spent: int) -> int | None:
    return None if limit is None else max(0, limit - spent)


def _minutes(start: datetime, end: datetime) -> int:
    return int((end - start).total_seconds() // 60)
