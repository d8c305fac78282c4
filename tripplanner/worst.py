"""The warnings of a trip's days, each told once: of what has a measure only the worst day's."""

from collections.abc import Callable, Iterator, Sequence
from math import inf

from tripplanner.conditions import hours_between, outdoor_hours
from tripplanner.export.day_names import day_name, days_text
from tripplanner.hazards import BAD_AIR, smoke_of
from tripplanner.itinerary import Day, PlanWarning
from tripplanner.weather.model import Forecast

_GRAVEST_FIRST = (
    "alert",
    "cold",
    "smoke",
    "climate-not-forecast",
    "stale-weather",
    "road-assumed",
    "dark-drive",
    "icy-drive",
    "hunting-season",
    "no-signal",
    "dated-fact",
    "unproven",
)
# What these say is the same on every day, or says itself until when it holds.
_OF_NO_DAY = ("climate-not-forecast", "stale-weather", "no-signal", "dated-fact", "unproven")
_Held = list[tuple[Day, PlanWarning]]


def each_once(told: Sequence[tuple[Day, Sequence[PlanWarning]]], forecast: Forecast) -> Iterator[PlanWarning]:
    """
    The warnings of all days, the gravest first; what does not hold on all of them, with its days.

    Parameters
    ----------
    told
        The days, each with its own warnings.
    forecast
        The weather they were found in.
    """
    alike: dict[str | PlanWarning, _Held] = {}
    for day, warnings in told:
        for each in warnings:
            # Of what has a measure the worst is told; alerts, roads and facts are told one by one.
            alike.setdefault(each.code if each.code in _GRADES else each, []).append((day, each))
    once = [_once(held, len(told), forecast) for held in alike.values()]
    yield from sorted(once, key=lambda each: _GRAVEST_FIRST.index(each.code))


def _once(held: _Held, days: int, forecast: Forecast) -> PlanWarning:
    first = held[0][1]
    grade = _GRADES.get(first.code, _alike)
    worst, told = max(held, key=lambda each: grade(each[0], forecast))
    if first.code in _OF_NO_DAY:
        return told
    when = "every day" if len(held) == days else days_text([day.date for day, _ in held])
    if any(each != first for _, each in held):
        return _with_text(told, f"{when}, worst on {day_name(worst.date)}: {told.text}")
    return told if len(held) == days else _with_text(told, f"{when}: {told.text}")


def _with_text(warning: PlanWarning, text: str) -> PlanWarning:
    return warning.model_copy(update={"text": text})


def _coldest(day: Day, _forecast: Forecast) -> float:
    """How far below zero the coldest hour outdoors feels, as the day's clothes are chosen. [°C]"""
    return max((-each.felt_c for each in day.wear if each.felt_c is not None), default=-inf)


def _iciest(day: Day, forecast: Forecast) -> float:
    """How far below zero it is on the drives and at the stops. [°C]"""
    hours = [hour for stop in day.stops for hour in stop.weather.hours]
    for leg in day.legs:
        if leg.mode == "car":
            hours += hours_between(forecast, leg.depart, leg.arrive)[0]
    return max((-hour.air_temp_c for hour in hours if hour.air_temp_c is not None), default=-inf)


def _smokiest(day: Day, forecast: Forecast) -> float:
    """The class of the worst air outdoors, from 0."""
    classes = [smoke_of(each.hour) for each in outdoor_hours(forecast, day.legs, day.stops)]
    return float(max((BAD_AIR.index(each) for each in classes if each in BAD_AIR), default=-1))


def _darkest(day: Day, _forecast: Forecast) -> float:
    """Minutes of driving in the dark."""
    return float(sum(leg.dark_minutes for leg in day.legs if leg.mode == "car"))


def _latest(day: Day, _forecast: Forecast) -> float:
    """The day itself: what can be had for the last day can be had for all."""
    return float(day.date.toordinal())


def _alike(_day: Day, _forecast: Forecast) -> float:
    return 0.0


_GRADES: dict[str, Callable[[Day, Forecast], float]] = {
    "cold": _coldest,
    "smoke": _smokiest,
    "climate-not-forecast": _latest,
    "dark-drive": _darkest,
    "icy-drive": _iciest,
}
