"""A plan's problem with one thing otherwise, solved again within a budget of seconds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from tripplanner.models import Destination
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import Trip, TripSolution
from tripplanner.planning.trips import solve_trip
from tripplanner.prepared import Prepared, ask_for_sites, prepare
from tripplanner.request import TripRequest
from tripplanner.weather.asking import Asking
from tripplanner.weather.model import Forecast, Hour, Spell, WeatherPlace

MAX_STEPS = 100_000
_SHARE = 1 / 3  # of what is left of the budget, for one question
_LEAST_S = 1e-3


class Budget:
    """
    Seconds for solving, by the clock handed in.

    Parameters
    ----------
    seconds
        How many in all. [s]
    clock
        A monotonic clock. [s]
    """

    def __init__(self, seconds: float, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._ends_at_s = clock() + seconds

    @property
    def left_s(self) -> float:
        """What is left of it. [s]"""
        return max(0.0, self._ends_at_s - self.clock())

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.left_s <= 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """
    What solving a variant came to.

    `works` False: it is proven that there is no plan. `points` is None where none was found. No plan has
    more than `bound` points (None: not known); `proven`: `points` is the optimum. `sites` are the numbers
    of what is visited, in order.
    """

    works: bool
    points: int | None = None
    bound: int | None = None
    proven: bool = False
    sites: tuple[int, ...] = ()


def solve_variant(trip: Trip, budget: Budget) -> Answer:
    """
    Solve a variant within its share of the budget.

    Parameters
    ----------
    trip
        The variant.
    budget
        The seconds left.
    """
    if fits(trip) is False:
        return Answer(works=False, proven=True)
    limit_s = max(budget.left_s * _SHARE, _LEAST_S)
    found = solve_trip(trip, max_steps=MAX_STEPS, time_limit_s=limit_s, clock=budget.clock)
    if found is None:
        return Answer(works=True)
    return Answer(
        works=True,
        points=found.score,
        bound=found.bound,
        proven=found.proven,
        sites=tuple(_visited(trip, found)),
    )


def _visited(trip: Trip, found: TripSolution) -> Iterator[int]:
    for day, tour in zip(trip.days, found.tours, strict=True):
        yield from (day.stands[stop.stand].site for stop in tour.stops)


def with_site(prepared: Prepared, site: str) -> Trip:
    """The trip with one site more that must be visited."""
    number = next(index for index, each in enumerate(prepared.place.sites) if each.id == site)
    return replace(prepared.trip, required=prepared.trip.required | {number})


def rebuilt(prepared: Prepared, request: TripRequest, *, weather: Forecast | None = None) -> Trip:
    """
    The trip of another request on the same map, in the same weather, with climate for hours beyond it.

    Parameters
    ----------
    prepared
        The plan's own problem.
    request
        The other request, made of `pipeline.as_mapped`.
    weather
        Other weather; None: the same.
    """
    forecast = prepared.forecast if weather is None else weather
    asking = Asking(_Further(forecast, prepared.place))
    place, underway = prepared.place, prepared.underway
    return prepare(request, place, asking=asking, now=prepared.now, underway=underway).trip


@dataclass(frozen=True, slots=True)
class _Further:
    """A provider that gives a forecast as it is, and what is known offline for the hours after it."""

    forecast: Forecast
    place: Destination

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Forecast:
        del place
        first, last = self.forecast.hours[0].starts_at, self.forecast.hours[-1].starts_at
        if first <= start and end <= last + timedelta(hours=1):
            return self.forecast
        spot = next(each for each in self.place.sites if each.id == self.place.weather_site)
        more = ask_for_sites(self.place, spot, (), start, end, asking=Asking(offline=True), now=now)
        return _joined(self.forecast, more)


def _joined(own: Forecast, more: Forecast) -> Forecast:
    """The own hours, and before and after them those that are not among them."""
    first, last = own.hours[0].starts_at, own.hours[-1].starts_at
    before = _spells(more, lambda hour: hour.starts_at < first)
    after = _spells(more, lambda hour: hour.starts_at > last)
    elsewhere = tuple(
        each.model_copy(update={"spells": (*before, *each.spells, *after)}) for each in own.elsewhere
    )
    return own.model_copy(update={"spells": (*before, *own.spells, *after), "elsewhere": elsewhere})


def _spells(forecast: Forecast, wanted: Callable[[Hour], bool]) -> tuple[Spell, ...]:
    kept = ((spell, tuple(filter(wanted, spell.hours))) for spell in forecast.spells)
    return tuple(spell.model_copy(update={"hours": hours}) for spell, hours in kept if hours)


def milder(forecast: Forecast) -> Forecast:
    """The same weather without its cold: no hour below freezing, the wind light in what were cold hours."""
    spells = tuple(
        spell.model_copy(update={"hours": tuple(map(_mild, spell.hours))}) for spell in forecast.spells
    )
    return forecast.model_copy(
        update={"spells": spells, "elsewhere": tuple(milder(each) for each in forecast.elsewhere)}
    )


_MILD_C, _LIGHT_WIND_KMH = 0.0, 10.0


def _mild(hour: Hour) -> Hour:
    if hour.air_temp_c is None or hour.air_temp_c >= _MILD_C:
        return hour
    wind_kmh = None if hour.wind_speed_kmh is None else min(hour.wind_speed_kmh, _LIGHT_WIND_KMH)
    return hour.model_copy(update={"air_temp_c": _MILD_C, "wind_speed_kmh": wind_kmh})


def an_hour_more(request: TripRequest, edge: str) -> TripRequest | None:
    """
    The request with the day an hour longer at its `start` or `end`; None where that is not of this day.

    Parameters
    ----------
    request
        The request, with hours of its own there.
    edge
        `start` or `end`.
    """
    shift = timedelta(hours=-1 if edge == "start" else 1)
    own = f"{edge}s"
    usual, each_day = getattr(request, edge), getattr(request.wishes, own)
    moved = [None if each is None else _moved(each, shift) for each in (usual, *each_day)]
    asked = [each is not None for each in (usual, *each_day)]
    if [each is not None for each in moved] != asked:
        return None
    wishes = request.wishes.model_copy(update={own: tuple(moved[1:])})
    return request.model_copy(update={edge: moved[0], "wishes": wishes})


def _moved(at: time, shift: timedelta) -> time | None:
    before = datetime.combine(date(2000, 1, 2), at)
    after = before + shift
    return after.time() if after.date() == before.date() else None


def a_day_more(request: TripRequest) -> TripRequest:
    """The request with the day after its last one too."""
    days = [each for each in request.dates if isinstance(each, date)]
    return request.model_copy(update={"dates": (*days, max(days) + timedelta(days=1))})


def roads_shut(prepared: Prepared) -> tuple[str, ...]:
    """
    Roads closed to cars on some day that are in the way to a place: first those in the way to most of them.

    In the way is a road on the drive to a place that cannot be reached, and one that is walked along.

    Parameters
    ----------
    prepared
        The plan's problem.
    """
    in_the_way: dict[str, set[str]] = {}
    for day in prepared.days:
        shut = {road for road, state in day.network.states.items() if not state.drivable}
        for found in day.candidates:
            for road in shut & set(found.walk.roads):
                in_the_way.setdefault(road, set()).add(found.site.id)
        for refusal in day.refusals:
            if refusal.reason in ("road-closed", "beyond-reach"):
                for state in day.network.blocking_roads(day.car, refusal.site.id):
                    in_the_way.setdefault(state.id, set()).add(refusal.site.id)
    for_cars = {road.id for road in prepared.place.roads if "car" in road.open_modes}
    return tuple(sorted(for_cars & in_the_way.keys(), key=lambda road: (-len(in_the_way[road]), road)))
