"""What a trip should keep to beside its places: where one sleeps, meals, limits, an order, a first light."""

from collections.abc import Iterable
from datetime import time
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from tripplanner.asked import Asked, ClockTime, Names, NamesLike, TimeLike, as_tuple

MOST_MINUTES = 24 * 60


def _orders(value: object) -> object:
    """One order of names, or several of them."""
    if isinstance(value, str):
        raise ValueError("give at least two sites in the order wanted")  # noqa: TRY004 - pydantic's way
    several = as_tuple(value)
    if isinstance(several, tuple) and several and all(isinstance(each, str) for each in several):
        return (several,)
    return several


Minutes = Annotated[int, Field(ge=0, le=MOST_MINUTES)]
Orders = Annotated[
    tuple[Annotated[tuple[str, ...], BeforeValidator(as_tuple)], ...], BeforeValidator(_orders)
]
DayTimes = Annotated[tuple[ClockTime | None, ...], BeforeValidator(as_tuple)]


class Wishes(Asked):
    """
    What a trip should keep to beside its places. All of it holds, or there is no plan.

    Parameters
    ----------
    nights
        Where to sleep after each day, as for `base`; the last is where the trip ends. Days beyond the
        list end at the base.
    starts, ends
        Leave not before, and be back not after, day by day; None and days beyond the list have the
        request's own `start` and `end`.
    meal_from, meal_until
        The time within which each day has its meal, at the car or at the base; both or none. It is a duty:
        where the day's hours leave no time for it, there is no plan.
    meal_minutes
        How long the meal takes. [min, 5 to 1440]
    most_drive_minutes, most_walk_minutes, most_cold_minutes
        The most of each day to spend driving (at the speeds of daylight), walking from and to the car, and
        outdoors in such cold that it limits how long one can stay. [min, 0 to 1440] None: no limit.
    order
        Sites in the order wanted, or several such orders: of any two that are visited the first comes
        first, be it on an earlier day.
    film_order
        A film whose scenes are to be seen in the film's order.
    first_light_at
        Sites at one of which the first light is to be seen, on any day.
    short_visits
        Whether each place's short visit may be planned too, where time is scarce: for two thirds of the
        points of a full one.

    Raises
    ------
    InvalidRequestError
        For any value that cannot be meant.

    Examples
    --------
    >>> Wishes(meal_from="12:00", meal_until="13:30").meal_minutes
    45
    >>> Wishes(order=("ta-moulton-barn", "schwabacher-landing")).order
    (('ta-moulton-barn', 'schwabacher-landing'),)
    """

    nights: Names = ()
    starts: DayTimes = ()
    ends: DayTimes = ()
    meal_from: ClockTime | None = None
    meal_until: ClockTime | None = None
    meal_minutes: Annotated[int, Field(ge=5, le=MOST_MINUTES)] = 45
    most_drive_minutes: Minutes | None = None
    most_walk_minutes: Minutes | None = None
    most_cold_minutes: Minutes | None = None
    order: Orders = ()
    film_order: str | None = None
    first_light_at: Names = ()
    short_visits: bool = False

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            nights: NamesLike = (),
            starts: str | Iterable[TimeLike | None] = (),
            ends: str | Iterable[TimeLike | None] = (),
            meal_from: TimeLike | None = None,
            meal_until: TimeLike | None = None,
            meal_minutes: int = 45,
            most_drive_minutes: int | None = None,
            most_walk_minutes: int | None = None,
            most_cold_minutes: int | None = None,
            order: Iterable[str] | Iterable[Iterable[str]] = (),
            film_order: str | None = None,
            first_light_at: NamesLike = (),
            short_visits: bool = False,
        ) -> None: ...

    @model_validator(mode="after")
    def _can_be_meant(self) -> Self:
        if (self.meal_from is None) != (self.meal_until is None):
            raise ValueError("a meal needs both a time from which and one until which it is had")
        if self.meal_from is not None and self.meal_until is not None:
            span = minutes_of(self.meal_until) - minutes_of(self.meal_from)
            if span < self.meal_minutes:
                raise ValueError(
                    f"a meal of {self.meal_minutes} minutes does not fit between "
                    f"{self.meal_from:%H:%M} and {self.meal_until:%H:%M}"
                )
        for order in self.order:
            if len(order) < 2 or len(set(order)) < len(order):
                raise ValueError("an order names at least two sites, each once")
        return self


def minutes_of(at: time) -> int:
    """Minutes on the clock since midnight."""
    return at.hour * 60 + at.minute
