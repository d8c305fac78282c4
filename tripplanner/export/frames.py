"""Plans, forecasts and ranked days as tables of pandas, with units in the names of the columns."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import singledispatch
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner.errors import InvalidRequestError
from tripplanner.extras import extra
from tripplanner.itinerary import Day, Itinerary, Leg, Stop
from tripplanner.ranked import RankedDay, RankedDays
from tripplanner.shown import Tabled
from tripplanner.weather.model import Forecast, Hour

Row = dict[str, object]

# What a column holds: a time with its zone, a day without one, words, a whole number, a figure, yes or no.
# Each may be missing.
_TIME, _DAY, _WORDS, _WHOLE, _FIGURE, _YES = "time", "day", "string", "Int64", "float64", "boolean"
_PLAN = {
    "day": _DAY,
    "kind": _WORDS,
    "start": _TIME,
    "end": _TIME,
    "minutes": _WHOLE,
    "name": _WORDS,
    "site": _WORDS,
    "points": _WHOLE,
    "light": _WORDS,
    "front_lit_from": _TIME,
    "front_lit_until": _TIME,
    "weather_kind": _WORDS,
    "air_temp_low_c": _FIGURE,
    "air_temp_high_c": _FIGURE,
    "wind_speed_max_kmh": _FIGURE,
    "wind_chill_c": _FIGURE,
    "leave_by": _TIME,
    "from": _WORDS,
    "to": _WORDS,
    "mode": _WORDS,
    "distance_km": _FIGURE,
    "dark_minutes": _WHOLE,
    "turn_around_at": _TIME,
}
_RANKED = {
    "rank": _WHOLE,
    "first_day": _DAY,
    "last_day": _DAY,
    "score": _WHOLE,
    "bound": _WHOLE,
    "proven_optimal": _YES,
    "weather_kind": _WORDS,
    "weather_provider": _WORDS,
    "lowest_c": _FIGURE,
    "highest_c": _FIGURE,
    "stops": _WHOLE,
    "leave": _TIME,
    "back": _TIME,
    "first_stop": _WORDS,
    "first_stop_at": _TIME,
    "first_light": _WORDS,
    "first_light_at": _TIME,
    "reasons": _WORDS,
    "nothing": _WORDS,
}
_HOURLY = {
    "starts_at": _TIME,
    **{name: _FIGURE for name in Hour.model_fields if name not in ("starts_at", "text")},
    "text": _WORDS,
    "kind": _WORDS,
    "provider": _WORDS,
}


@singledispatch
def frame(record: Tabled, *, tz: str | None = None) -> Any:  # noqa: ARG001 - as below
    """
    A record as a `pandas.DataFrame`.

    Parameters
    ----------
    record
        One that is `Tabled`.
    tz
        As in its `to_dataframe`.
    """
    raise AssertionError(f"{type(record).__name__} has no table")


@frame.register
def _plan(record: Itinerary, *, tz: str | None = None) -> Any:
    rows = [row for day in record.days for row in _day(day)]
    return _built(rows, _PLAN, _home(record) if tz is None else tz)


@frame.register
def _forecast(record: Forecast, *, tz: str | None = None) -> Any:
    rows: list[Row] = [
        {**hour.model_dump(), "kind": spell.provenance.kind, "provider": spell.provenance.provider}
        for spell in record.spells
        for hour in spell.hours
    ]
    return _built(rows, _HOURLY, tz).set_index("starts_at")


@frame.register
def _ranked(record: RankedDays, *, tz: str | None = None) -> Any:
    rows = [_ranked_row(rank, day) for rank, day in enumerate(record.days, start=1)]
    home = next((_home(plan) for plan in record.plans), None)
    return _built(rows, _RANKED, home if tz is None else tz)


def _home(plan: Itinerary) -> str | None:
    return None if plan.chart is None else plan.chart.timezone


def _day(day: Day) -> Iterator[Row]:
    """Legs and stops in order of time; a leg to a stop stands before it."""
    timed = [
        *((leg.depart, leg.arrive, _leg(leg)) for leg in day.legs),
        *((stop.arrive, stop.leave, _stop(stop)) for stop in day.stops),
    ]
    for _, _, row in sorted(timed, key=lambda each: each[:2]):
        yield {"day": day.date, **row}


def _leg(leg: Leg) -> Row:
    return {
        "kind": "leg",
        "start": leg.depart,
        "end": leg.arrive,
        "minutes": leg.minutes,
        "name": f"{leg.start_name} to {leg.end_name}",
        "from": leg.start,
        "to": leg.end,
        "mode": leg.mode,
        "distance_km": leg.distance_km,
        "dark_minutes": leg.dark_minutes,
        "turn_around_at": leg.turn_around_at,
    }


def _stop(stop: Stop) -> Row:
    temps = [hour.air_temp_c for hour in stop.weather.hours if hour.air_temp_c is not None]
    winds = [hour.wind_speed_kmh for hour in stop.weather.hours if hour.wind_speed_kmh is not None]
    return {
        "kind": "stop",
        "start": stop.arrive,
        "end": stop.leave,
        "minutes": int((stop.leave - stop.arrive).total_seconds() // 60),
        "name": stop.name,
        "site": stop.site,
        "points": sum(stop.score.values()),
        "light": stop.light.quality,
        "front_lit_from": stop.light.front_lit_from,
        "front_lit_until": stop.light.front_lit_until,
        "weather_kind": stop.weather.kind,
        "air_temp_low_c": min(temps, default=None),
        "air_temp_high_c": max(temps, default=None),
        "wind_speed_max_kmh": max(winds, default=None),
        "wind_chill_c": stop.weather.wind_chill_c,
        "leave_by": stop.leave_by,
    }


def _ranked_row(rank: int, day: RankedDay) -> Row:
    same = {name: getattr(day, name) for name in _RANKED if name in RankedDay.model_fields}
    first, last = day.dates[0], day.dates[-1]
    return {**same, "rank": rank, "first_day": first, "last_day": last, "reasons": "; ".join(day.reasons)}


def _built(rows: list[Row], columns: dict[str, str], tz: str | None) -> Any:
    pandas = extra("pandas", "data")
    zone = _zone(tz, rows)
    table = {}
    for name, holds in columns.items():
        values = [row.get(name) for row in rows]
        if holds == _TIME:
            table[name] = pandas.Series(pandas.to_datetime(values, utc=True)).dt.tz_convert(zone)
        elif holds == _DAY:
            table[name] = pandas.Series(pandas.to_datetime(values))
        else:
            table[name] = pandas.Series(values, dtype=holds)
    return pandas.DataFrame(table)


def _zone(tz: str | None, rows: Iterable[Row]) -> tzinfo:
    """The zone of that name; or that of all times, where they share an offset; or UTC."""
    if tz is not None:
        try:
            return ZoneInfo(tz)
        except (ZoneInfoNotFoundError, ValueError, OSError) as error:
            raise InvalidRequestError(f"no time zone {tz!r}; write it as in 'America/Denver'") from error
    moments = [value for row in rows for value in row.values() if isinstance(value, datetime)]
    offsets = {moment.utcoffset() or timedelta() for moment in moments}
    return timezone(offsets.pop()) if len(offsets) == 1 else UTC
