"""A day's weather by the minute: which hours, under which alerts, and how long one may be out in them."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from tripplanner.clothing import band_text
from tripplanner.hazards import (
    FrostbiteBand,
    felt_c_of,
    frostbite_band,
    outdoor_limit_minutes,
    walk_limit_minutes,
)
from tripplanner.models import Site
from tripplanner.request import Party, TripRequest
from tripplanner.units import temperature_both_text
from tripplanner.weather.model import Alert, Forecast, Hour

GRID_MINUTES = 5
SEVERE = ("Severe", "Extreme")
LimitRule = Callable[[float, float | None, Party], int | None]
_RULES: tuple[LimitRule, ...] = (outdoor_limit_minutes, walk_limit_minutes)
_UNPLEASANT_FELT_C = -15  # from here on the cold costs points


class Span(NamedTuple):
    """A part of the day in minutes since local midnight."""

    first: int
    last: int


class Weather:
    """
    A forecast asked by minute of the day.

    Parameters
    ----------
    forecast
        The hours and the alerts.
    midnight
        The start of the local day.
    zones
        Forecast zones the stops lie in: an alert that names its zones, and none of these, forbids
        nothing here. Empty: every alert counts.
    """

    def __init__(self, forecast: Forecast, midnight: datetime, *, zones: Iterable[str] = ()) -> None:
        self._forecast, self._midnight, self._zones = forecast, midnight, tuple(zones)
        self._hours = {
            int((hour.starts_at - midnight).total_seconds() // 60): hour for hour in forecast.hours
        }
        ours = set(self._zones)
        self._alerts = tuple(
            each for each in forecast.alerts if not ours or not each.zones or ours & set(each.zones)
        )
        self._cells: dict[int, Weather] = {id(forecast): self}
        self._limits: dict[tuple[LimitRule, datetime, Party], int | None] = {}
        self._cold_for: dict[Party, bool] = {}

    def at(self, site: Site) -> "Weather":
        """The weather of the grid cell nearest to a site, of those that were asked for."""
        found = self._forecast.nearest(site.position)
        if id(found) not in self._cells:
            self._cells[id(found)] = Weather(found, self._midnight, zones=self._zones)
        return self._cells[id(found)]

    def hour_at(self, minute: int) -> Hour | None:
        """The hour that the minute lies in, or None where nothing is known."""
        # Time zones are whole quarters of an hour off UTC, so an hour may start at any quarter.
        for back in range(0, 60, 15):
            hour = self._hours.get(minute - minute % 15 - back)
            if hour is not None:
                return hour
        return None

    def hours_in(self, start: int, end: int) -> Iterator[Hour]:
        """Every hour that any of the minutes from `start` to `end` lies in."""
        for minute in (*range(start, end, 60), end):
            hour = self.hour_at(minute)
            if hour is not None:
                yield hour

    def alerts_between(self, start: int, end: int) -> tuple[Alert, ...]:
        """Alerts that hold during any part of the minutes given."""
        if not self._alerts:
            return ()
        first, last = (self._midnight + timedelta(minutes=minute) for minute in (start, end))
        return tuple(alert for alert in self._alerts if alert.holds_between(first, last))

    def warning_between(self, start: int, end: int) -> Alert | None:
        """A severe or extreme warning (not a watch, not an advisory) that holds then, if any."""
        held = self.alerts_between(start, end)
        return next(
            (each for each in held if each.severity in SEVERE and each.event.endswith("Warning")), None
        )

    def limit_minutes(
        self, start: int, end: int, party: Party, *, rule: LimitRule = outdoor_limit_minutes
    ) -> int | None:
        """How long the party may be outdoors in the coldest hour of that time; None: no limit by cold."""
        if not self.sets_limits(party):
            return None
        limits = (self.limit_in(hour, party, rule=rule) for hour in self.hours_in(start, end))
        return min((each for each in limits if each is not None), default=None)

    def sets_limits(self, party: Party) -> bool:
        """Whether the cold of any hour sets this party a limit; on most days it does not."""
        if party not in self._cold_for:
            hours = self._hours.values()
            self._cold_for[party] = any(
                self.limit_in(hour, party, rule=rule) is not None for hour in hours for rule in _RULES
            )
        return self._cold_for[party]

    def limit_in(self, hour: Hour, party: Party, *, rule: LimitRule = outdoor_limit_minutes) -> int | None:
        """How long the party may be outdoors in this hour; None: the cold sets no limit, or is not known."""
        key = rule, hour.starts_at, party
        if key not in self._limits:
            temp_c = hour.air_temp_c
            self._limits[key] = None if temp_c is None else rule(temp_c, hour.wind_speed_kmh, party)
        return self._limits[key]


def stay_within(weather: Weather, start: int, stays: Iterable[int], party: Party) -> int | None:
    """
    The first of the stays that the cold allows this party from `start` on; None: not one of them.

    Parameters
    ----------
    weather
        The day's weather.
    start
        The minute from which, and for the grid step after it, the visit may start.
    stays
        Minutes to stay, the best first.
    party
        Who is out.
    """
    for minutes in stays:
        limit = weather.limit_minutes(start, start + GRID_MINUTES - 1 + minutes, party)
        if limit is None or minutes <= limit:
            return minutes
    return None


def walk_is_warm_enough(weather: Weather, walk_minutes: int, visit: Span, party: Party) -> bool:
    """
    Whether the cold allows the way on foot to a visit and back.

    Parameters
    ----------
    weather
        The day's weather.
    walk_minutes
        One way. [min]
    visit
        The minutes at the site.
    party
        Who walks.
    """
    out = weather.limit_minutes(visit.first - walk_minutes, visit.first, party, rule=walk_limit_minutes)
    back = weather.limit_minutes(visit.last, visit.last + walk_minutes, party, rule=walk_limit_minutes)
    return all(limit is None or walk_minutes <= limit for limit in (out, back))


def why_no_visit(
    site: Site,
    weather: Weather | None,
    hours: tuple[Span, Span, Span | None],
    *,
    request: TripRequest,
    walk_minutes: int,
) -> tuple[str, str]:
    """
    Why a site that can be reached has not a single window that day: the reason and its text.

    Parameters
    ----------
    site
        The site.
    weather
        The day's weather, where it may be what forbids the visit; None: it is not.
    hours
        The hours asked for at the stops, the daylight, and the opening hours (None: always open).
    request
        Who comes, and whether severe warnings are accepted.
    walk_minutes
        The shortest way on foot from a car. [min]
    """
    asked, light, opening = hours
    daylight = Span(max(asked.first, light.first), min(asked.last, light.last))
    if daylight.last <= daylight.first:
        return "outside-daylight", "the hours asked for are all in the dark"
    opens, closes = daylight if opening is None else opening
    span = Span(max(daylight.first, opens), min(daylight.last, closes))
    why = None if weather is None else _weather_refusal(site, weather, span, request, walk_minutes)
    if why is not None:
        return why
    if asked.last - asked.first < GRID_MINUTES * 4:
        return "no-time", "the hours asked for are too short for a visit"
    return "outside-daylight", "no visit fits into the hours of daylight asked for"


def _weather_refusal(
    site: Site, weather: Weather, span: Span, request: TripRequest, walk_minutes: int
) -> tuple[str, str] | None:
    """What the weather forbids; None where not even the shortest visit fits into the span."""
    assert site.visit_minutes is not None  # noqa: S101 - the record guarantees it for visitable sites
    shortest = -(-site.visit_minutes.short // GRID_MINUTES) * GRID_MINUTES
    first = -(-span.first // GRID_MINUTES) * GRID_MINUTES
    starts = range(first, span.last - shortest - GRID_MINUTES + 2, GRID_MINUTES)
    warnings = (
        () if request.accept_alerts else (weather.warning_between(each, each + shortest) for each in starts)
    )
    warning = next((each for each in warnings if each is not None), None)
    if warning is not None:
        return "weather-alert", f"{warning.event}: plan it only if you accept alerts"
    hours = [hour for each in starts for hour in weather.hours_in(each, each) if hour.air_temp_c is not None]
    mildest = max(hours, key=felt_c_of, default=None)
    if mildest is not None and felt_c_of(mildest) <= _UNPLEASANT_FELT_C:
        limits = [weather.limit_in(mildest, request.party, rule=rule) for rule in _RULES]
        return "cold-exposure", _cold_text(mildest, limits, (shortest, walk_minutes))
    return ("lower-value", "in this weather a visit is worth less than it costs") if starts else None


def _cold_text(mildest: Hour, limits: list[int | None], wanted: tuple[int, int]) -> str:
    """What the cold forbids, with its numbers: the limits to stay and to walk, and the minutes wanted."""
    text = f"even at its mildest it is {_felt_text(mildest)}"
    band = _band_at_least(mildest)
    if band not in (None, "low"):
        text += f", and bare skin can freeze within {band_text(band)}"
    if 0 in limits:
        return f"{text}: nobody of this party should be out"
    for limit, minutes, what in zip(limits, wanted, ("the shortest visit", "the way on foot"), strict=True):
        if limit is not None and limit < minutes:
            return f"{text}: {limit} minutes out at most, and {what} takes {minutes}"
    return f"{text}: too cold for what there is to see"


def _band_at_least(hour: Hour) -> FrostbiteBand | None:
    """The band of frostbite; without a wind figure that of still air, the mildest case."""
    still_air_kmh = 0.0
    wind_kmh = still_air_kmh if hour.wind_speed_kmh is None else hour.wind_speed_kmh
    return None if hour.air_temp_c is None else frostbite_band(hour.air_temp_c, wind_kmh)


def _felt_text(hour: Hour) -> str:
    felt = temperature_both_text(felt_c_of(hour))
    return f"{felt} of air, wind not known" if hour.wind_speed_kmh is None else f"{felt} felt"
