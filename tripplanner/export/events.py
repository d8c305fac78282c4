"""What happens in a plan, one by one, each with a name that lasts when the plan is made again."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from tripplanner.itinerary import Break, Day, Fallen, Itinerary, Leg, Stop

_SHORT_WALK_MINUTES = 10


@dataclass(frozen=True, slots=True)
class Event:
    """
    A stop, a way or a meal of a plan.

    `key` is the same in every revision of a trip: a stop is named by its site, which a trip has once at
    most, the first way of a day by the day, another way by its ends, a meal by its day; of several that
    are alike, those after the first by their number too.
    """

    kind: Literal["stop", "leg", "meal"]
    key: str
    name: str
    start: datetime
    end: datetime
    day: Day
    item: Leg | Stop | Break

    @property
    def place(self) -> str:
        """The id of where it is; of a way, where it starts."""
        if isinstance(self.item, Leg):
            return self.item.start
        return self.item.site if isinstance(self.item, Stop) else self.item.place

    @property
    def place_name(self) -> str:
        """The name of where it is; of a way, where it starts."""
        return self.item.start_name if isinstance(self.item, Leg) else self.name

    @property
    def is_leaving(self) -> bool:
        """Whether it is the first way of its day."""
        return self.item in self.day.legs[:1]

    @property
    def leave_by(self) -> datetime | None:
        """
        When to leave for it: of the first way of a day, and of the first longer way after each stay.

        None of all others: to the next house, and on from where the car was left, nobody needs a call.
        """
        if self.is_leaving:
            return self.start
        if not isinstance(self.item, Leg) or self.item.minutes < _SHORT_WALK_MINUTES:
            return None
        stays = [*(each.leave for each in self.day.stops), *(each.end for each in self.day.breaks)]
        ended = max((each for each in stays if each <= self.start), default=None)
        ways = (each for each in self.day.legs if each.minutes >= _SHORT_WALK_MINUTES)
        under_way = ended is None or any(ended <= each.depart < self.start for each in ways)
        return None if under_way else ended

    @property
    def is_first(self) -> bool:
        """Whether it is what its day begins with, the first way if there is one."""
        return self.item in (self.day.legs or self.day.stops or self.day.breaks)[:1]

    @property
    def stop(self) -> Stop | None:
        """The stop that it is or leads to, or else the last one; None on a day without any."""
        ahead = (stop for stop in self.day.stops if stop.leave > self.start)
        return next(ahead, self.day.stops[-1] if self.day.stops else None)


def events(plan: Itinerary) -> tuple[Event, ...]:
    """
    All stops and meals, and the ways that matter, in order of time.

    The ways that matter are the first of each day and all others but walks of less than 10 minutes; of
    those walks only the ones that have a time to turn around.

    Parameters
    ----------
    plan
        The plan.
    """
    found = [each for day in plan.days for each in _of_day(day)]
    # By the instant: in the hour that a zone has twice, times of one zone compare by the clock on the wall.
    found.sort(key=lambda each: (each.start.timestamp(), each.end.timestamp()))
    seen: Counter[str] = Counter()
    numbered = []
    for each in found:
        seen[each.key] += 1
        again = seen[each.key] > 1
        numbered.append(replace(each, key=f"{each.key} {seen[each.key]}") if again else each)
    return tuple(numbered)


def fallen_away(before: Itinerary, after: Itinerary) -> tuple[Fallen, ...]:
    """
    What the plan before had, or had lost already, that the plan after has not, in order of time.

    Parameters
    ----------
    before, after
        Two revisions of one trip.
    """
    there = {each.key for each in events(after)}
    had = {each.key: each for each in before.fallen} | {each.key: _fallen(each) for each in events(before)}
    gone = [each for key, each in had.items() if key not in there]
    return tuple(sorted(gone, key=lambda each: (each.start.timestamp(), each.key)))


def _of_day(day: Day) -> Iterator[Event]:
    for number, leg in enumerate(day.legs):
        if number == 0 or _matters(leg):
            key = f"leave {day.date}" if number == 0 else f"way {leg.start} {leg.end}"
            yield Event("leg", key, leg.end_name, leg.depart, leg.arrive, day, leg)
    for stop in day.stops:
        yield Event("stop", f"stop {stop.site}", stop.name, stop.arrive, stop.leave, day, stop)
    for pause in day.breaks:
        yield Event("meal", f"{pause.kind} {day.date}", pause.name, pause.start, pause.end, day, pause)


def _matters(leg: Leg) -> bool:
    return leg.mode != "walk" or leg.minutes >= _SHORT_WALK_MINUTES or leg.turn_around_at is not None


def _fallen(event: Event) -> Fallen:
    return Fallen(
        kind=event.kind,
        key=event.key,
        place=event.place,
        place_name=event.place_name,
        name=event.name,
        start=event.start,
        end=event.end,
    )
