"""A trip's wishes in the problem's words: numbers beside those of the sites, orders, meals and limits."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from zoneinfo import ZoneInfo

from tripplanner.models import Destination
from tripplanner.planning.bounds import minute_of
from tripplanner.planning.problem import NO_DAY_LIMITS, DayLimits, Window
from tripplanner.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Meal:
    """A meal of one day: its number among the sites, when it is had, and how long it takes."""

    number: int
    earliest: datetime
    latest: datetime
    minutes: int

    def window(self, midnight: datetime) -> Window:
        """When it may begin, in minutes since a midnight."""
        first, last = (minute_of(each, midnight) for each in (self.earliest, self.latest))
        return Window(first, last, self.minutes, 0)


@dataclass(frozen=True, slots=True)
class Duties:
    """
    What one day of a trip has to keep to.

    `numbers` is how many sites, wishes and meals the whole trip has. The first light at any site of
    `first_light_at` grants the wish `first_light`.
    """

    numbers: int
    limits: DayLimits = NO_DAY_LIMITS
    meal: Meal | None = None
    first_light: int | None = None
    first_light_at: frozenset[str] = frozenset()


def day_duties(destination: Destination, wishes: Wishes, days: tuple[date, ...]) -> tuple[Duties, ...]:
    """The duties of each day; sites keep their numbers, wishes and meals have those after them."""
    sites, tz = len(destination.sites), ZoneInfo(destination.timezone)
    first_light = sites if wishes.first_light_at else None
    taken = sites + (first_light is not None)
    meals = [_meal(wishes, on, tz, taken + number) for number, on in enumerate(days)]
    limits = DayLimits(wishes.most_drive_minutes, wishes.most_walk_minutes, wishes.most_cold_minutes)
    numbers = taken + sum(each is not None for each in meals)
    return tuple(
        Duties(numbers, limits, meal, first_light, frozenset(wishes.first_light_at)) for meal in meals
    )


def trip_required(
    destination: Destination, must_see: tuple[str, ...], duties: tuple[Duties, ...]
) -> frozenset[int]:
    """The numbers of all that has to be visited, granted or eaten."""
    number = {site.id: index for index, site in enumerate(destination.sites)}
    wanted = {number[each] for each in must_see}
    wanted.update(each.meal.number for each in duties if each.meal is not None)
    wanted.update(each.first_light for each in duties if each.first_light is not None)
    return frozenset(wanted)


def trip_order(destination: Destination, wishes: Wishes) -> frozenset[tuple[int, int]]:
    """All pairs of sites of which the first is not to be visited after the second."""
    number = {site.id: index for index, site in enumerate(destination.sites)}
    orders = [*wishes.order, *([_film_order(destination, wishes.film_order)] if wishes.film_order else [])]
    return frozenset((number[one], number[other]) for each in orders for one, other in combinations(each, 2))


def _film_order(destination: Destination, film: str) -> tuple[str, ...]:
    """The sites of a film's scenes in the order in which the facts tell them, each where it comes first."""
    found = next(each for each in destination.films if each.id == film)
    return tuple(dict.fromkeys(scene.site for scene in found.scenes if scene.site is not None))


def _meal(wishes: Wishes, on: date, tz: ZoneInfo, number: int) -> Meal | None:
    if wishes.meal_from is None or wishes.meal_until is None:
        return None
    first, last = (_local(on, each, tz) for each in (wishes.meal_from, wishes.meal_until))
    return Meal(number, first, last - timedelta(minutes=wishes.meal_minutes), wishes.meal_minutes)


def _local(on: date, at: time, tz: ZoneInfo) -> datetime:
    return datetime.combine(on, at, tz).astimezone(UTC)
