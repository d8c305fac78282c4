"""What was asked of a trip, wish by wish: each in words, and the trip without some of them."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from datetime import time
from typing import Literal

from tripplanner.models import Destination
from tripplanner.planning.duties import day_duties, trip_order
from tripplanner.planning.problem import DayLimits, Trip
from tripplanner.request import TripRequest
from tripplanner.wishes import Wishes

WishKind = Literal[
    "must-see", "first-light", "order", "film-order", "meal", "drive", "walk", "cold", "start", "end"
]
LIMITS: dict[WishKind, tuple[str, str]] = {
    "drive": ("most_drive_minutes", "driving"),
    "walk": ("most_walk_minutes", "walking"),
    "cold": ("most_cold_minutes", "hard cold"),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing asked for: its kind, what it is about (a site, a number of an order), and words for it."""

    kind: WishKind
    subject: str
    text: str


def wishes_of(place: Destination, request: TripRequest) -> tuple[Wish, ...]:
    """
    Everything that a request asks for and a plan could be made without, in words.

    Parameters
    ----------
    place
        Where the names come from.
    request
        The request.
    """
    return tuple(_wishes(place, request))


def _wishes(place: Destination, request: TripRequest) -> Iterator[Wish]:
    names = {site.id: site.name for site in place.sites}
    wishes = request.wishes
    for each in dict.fromkeys(request.must_see):
        yield Wish("must-see", each, f"must see {names[each]}")
    if wishes.first_light_at:
        where = " or ".join(names[each] for each in wishes.first_light_at)
        yield Wish("first-light", "", f"the first light at {where}")
    for number, order in enumerate(wishes.order):
        yield Wish("order", str(number), " before ".join(names[each] for each in order))
    if wishes.film_order is not None:
        title = next(film.title for film in place.films if film.id == wishes.film_order)
        yield Wish("film-order", wishes.film_order, f"the scenes of {title} in the film's order")
    if wishes.meal_from is not None and wishes.meal_until is not None:
        span = f"{wishes.meal_from:%H:%M} and {wishes.meal_until:%H:%M}"
        yield Wish("meal", "", f"a meal of {wishes.meal_minutes} minutes between {span}")
    for kind, (field, doing) in LIMITS.items():
        most = getattr(wishes, field)
        if most is not None:
            yield Wish(kind, "", f"at most {most} minutes of {doing} a day")
    starts = _hours(request.start, wishes.starts)
    if starts:
        yield Wish("start", "", f"leave not before {' or '.join(starts)}")
    ends = _hours(request.end, wishes.ends)
    if ends:
        yield Wish("end", "", f"be back by {' or '.join(ends)}")


def _hours(usual: time | None, own: tuple[time | None, ...]) -> list[str]:
    return list(dict.fromkeys(f"{each:%H:%M}" for each in (*own, usual) if each is not None))


def without(request: TripRequest, wish: Wish) -> TripRequest:
    """
    The request with one wish less.

    Parameters
    ----------
    request
        The request.
    wish
        One of its wishes.
    """
    if wish.kind == "must-see":
        kept = tuple(each for each in request.must_see if each != wish.subject)
        return request.model_copy(update={"must_see": kept})
    changes = _less(request.wishes, wish)
    changed = request.model_copy(update={"wishes": request.wishes.model_copy(update=changes)})
    if wish.kind in ("start", "end"):
        return changed.model_copy(update={wish.kind: None})
    return changed


def _less(wishes: Wishes, wish: Wish) -> dict[str, object]:
    if wish.kind == "order":
        kept = (each for number, each in enumerate(wishes.order) if str(number) != wish.subject)
        return {"order": tuple(kept)}
    if wish.kind in LIMITS:
        return {LIMITS[wish.kind][0]: None}
    empty: dict[str, dict[str, object]] = {
        "first-light": {"first_light_at": ()},
        "film-order": {"film_order": None},
        "meal": {"meal_from": None, "meal_until": None},
        "start": {"starts": ()},
        "end": {"ends": ()},
    }
    return empty[wish.kind]


class Wishlist:
    """
    The wishes of a trip, and the trip without some of them.

    Parameters
    ----------
    place
        The destination.
    request
        What was asked for, with the days as dates.
    trip
        The trip that was made of it.
    rebuild
        Makes the trip of another request; only asked for other hours.
    """

    def __init__(
        self, place: Destination, request: TripRequest, *, trip: Trip, rebuild: Callable[[TripRequest], Trip]
    ) -> None:
        self.wishes = wishes_of(place, request)
        self.trip = trip
        self._place, self._request, self._rebuild = place, request, rebuild
        self._by_hours: dict[frozenset[Wish], Trip] = {frozenset(): trip}

    def trip_without(self, dropped: Collection[Wish]) -> Trip:
        """
        The trip that keeps all wishes but these.

        Parameters
        ----------
        dropped
            Some of the wishes.
        """
        trip = self._with_hours(frozenset(each for each in dropped if each.kind in ("start", "end")))
        gone = {number for wish in dropped for number in self._numbers(wish)}
        limits = {wish.kind for wish in dropped} & LIMITS.keys()
        days = tuple(replace(day, limits=(_looser(day.limits[0], limits),)) for day in trip.days)
        return replace(trip, days=days, required=trip.required - gone, order=self._order(dropped, trip))

    def _with_hours(self, dropped: frozenset[Wish]) -> Trip:
        if dropped not in self._by_hours:
            request = self._request
            for wish in dropped:
                request = without(request, wish)
            self._by_hours[dropped] = self._rebuild(request)
        return self._by_hours[dropped]

    def _order(self, dropped: Collection[Wish], trip: Trip) -> frozenset[tuple[int, int]]:
        wishes = self._request.wishes
        kinds = {"order", "film-order"} & {wish.kind for wish in dropped}
        if not kinds:
            return trip.order
        orders = {wish.subject for wish in dropped if wish.kind == "order"}
        kept = tuple(each for number, each in enumerate(wishes.order) if str(number) not in orders)
        film = None if "film-order" in kinds else wishes.film_order
        return trip_order(self._place, wishes.model_copy(update={"order": kept, "film_order": film}))

    def _numbers(self, wish: Wish) -> Iterator[int]:
        """The numbers of what a wish requires."""
        if wish.kind == "must-see":
            yield next(number for number, site in enumerate(self._place.sites) if site.id == wish.subject)
        if wish.kind in ("first-light", "meal"):
            days = tuple(each for each in self._request.dates if not isinstance(each, str))
            for duties in day_duties(self._place, self._request.wishes, days):
                if wish.kind == "first-light" and duties.first_light is not None:
                    yield duties.first_light
                if wish.kind == "meal" and duties.meal is not None:
                    yield duties.meal.number


def _looser(limits: DayLimits, kinds: Collection[str]) -> DayLimits:
    return DayLimits(
        None if "drive" in kinds else limits.drive_minutes,
        None if "walk" in kinds else limits.walk_minutes,
        None if "cold" in kinds else limits.cold_minutes,
    )
