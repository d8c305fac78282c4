"""Climate by month turned into hours of a day: what is used where no forecast reaches. Pure."""

import math
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from itertools import pairwise
from typing import TypeAlias

from tripplanner.models import Climate, ClimateMonth
from tripplanner.weather.model import Hour

COLDEST_AT = time(7)
WARMEST_AT = time(15)
_MID_MONTH_DAY = 15
_HOUR = timedelta(hours=1)

_Extremes: TypeAlias = tuple[float | None, float | None]
_Anchors: TypeAlias = tuple[tuple[datetime, float | None], ...]


def local_hours(on: date, tz: tzinfo) -> tuple[datetime, ...]:
    """
    Starts of the hours of one local day.

    Parameters
    ----------
    on
        The day, as the clocks of `tz` count it.
    tz
        The time zone.

    Returns
    -------
    tuple[datetime, ...]
        23, 24 or 25 instants one hour apart, each with the plain offset in force then: arithmetic on
        them is in elapsed time, which two datetimes that share a `ZoneInfo` do not give.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> [len(local_hours(date(2026, *day), ZoneInfo("America/Denver"))) for day in ((3, 8), (7, 1), (11, 1))]
    [23, 24, 25]
    """
    start, end = (_instant(day, time.min, tz) for day in (on, on + timedelta(days=1)))
    count = math.ceil((end - start) / _HOUR)
    return tuple(as_local(start + number * _HOUR, tz) for number in range(count))


def as_local(moment: datetime, tz: tzinfo) -> datetime:
    """
    The same instant on the clocks of `tz`, with a plain offset in place of the zone.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> as_local(datetime(2026, 12, 25, 16, tzinfo=UTC), ZoneInfo("America/Denver")).isoformat()
    '2026-12-25T09:00:00-07:00'
    """
    local = moment.astimezone(tz)
    offset = local.utcoffset()
    return local if offset is None else local.replace(tzinfo=timezone(offset), fold=0)


def normals_hours(climate: Climate, on: date, tz: tzinfo) -> tuple[Hour, ...]:
    """
    Hours of a local day after the climate table, on a stated daily curve.

    The monthly means of the daily minimum and maximum are taken to hold on the 15th and are
    interpolated linearly in days between. Each day has its minimum at 07:00 and its maximum at 15:00
    by the local clock; between them the temperature follows half a cosine wave (8 hours up, 16 down,
    towards the next day's minimum). Real days differ: this is a mean day, not a forecast, and its
    timing is an estimate. How far they differ follows the same curve between the standard deviations of
    the daily minimum and maximum; where the table has none for one of the months, nobody says.

    Parameters
    ----------
    climate
        Monthly means for one spot.
    on
        The day, as the clocks of `tz` count it.
    tz
        The time zone.

    Returns
    -------
    tuple[Hour, ...]
        One for each hour of the day, with `air_temp_c` at its start [°C] and, where the table supports
        it, `air_temp_spread_c` (one standard deviation of single days) [°C]; every other figure is None,
        since the table has neither wind nor sky. The bundled table of Moose has means only, so no spread.

    References
    ----------
    The shape (minimum near sunrise, maximum in mid afternoon) is a common simplification; the numbers
    come from `climate`, whose sources name the table.

    Examples
    --------
    >>> from zoneinfo import ZoneInfo
    >>> from tripplanner.models import ClimateMonth, Position
    >>> spot = Position(lat=43.66, lon=-110.71, precision_m=1500, sources=("a-table",))
    >>> year = tuple(
    ...     ClimateMonth(month=each, mean_max_c=-3.5, mean_min_c=-17.1, snowfall_mm=0)
    ...     for each in range(1, 13)
    ... )
    >>> table = Climate(title="Made up", place="Here", position=spot, months=year, sources=("a-table",))
    >>> hours = normals_hours(table, date(2026, 12, 25), ZoneInfo("America/Denver"))
    >>> hours[7].air_temp_c, hours[11].air_temp_c, hours[15].air_temp_c, hours[7].wind_speed_kmh
    (-17.1, -10.3, -3.5, None)
    """
    temps = _anchors(climate, on, tz, _means_of)
    spreads = _anchors(climate, on, tz, _spreads_of)
    return tuple(
        Hour(
            starts_at=start,
            air_temp_c=_on_curve(temps, start),
            air_temp_spread_c=_on_curve(spreads, start),
        )
        for start in local_hours(on, tz)
    )


def _means_of(month: ClimateMonth) -> _Extremes:
    return month.mean_min_c, month.mean_max_c


def _spreads_of(month: ClimateMonth) -> _Extremes:
    return month.min_sd_c, month.max_sd_c


def _instant(on: date, at: time, tz: tzinfo) -> datetime:
    return datetime.combine(on, at, tz).astimezone(UTC)


def _anchors(
    climate: Climate, on: date, tz: tzinfo, of_month: Callable[[ClimateMonth], _Extremes]
) -> _Anchors:
    """What goes with the extremes from the day before until the day after, in order of time."""
    found: list[tuple[datetime, float | None]] = []
    for day in (on - timedelta(days=1), on, on + timedelta(days=1)):
        coldest, warmest = _on_day(climate, day, of_month)
        found += [(_instant(day, COLDEST_AT, tz), coldest), (_instant(day, WARMEST_AT, tz), warmest)]
    return tuple(found)


def _on_day(climate: Climate, on: date, of_month: Callable[[ClimateMonth], _Extremes]) -> _Extremes:
    """What goes with the minimum and maximum of a day, interpolated between the middles of two months."""
    before = on.replace(day=_MID_MONTH_DAY)
    if on < before:
        before = (before.replace(day=1) - timedelta(days=1)).replace(day=_MID_MONTH_DAY)
    after = (before + timedelta(days=31)).replace(day=_MID_MONTH_DAY)
    share = (on - before) / (after - before)
    first, second = (of_month(climate.months[each.month - 1]) for each in (before, after))
    return _between(first[0], second[0], share), _between(first[1], second[1], share)


def _between(first: float | None, second: float | None, share: float) -> float | None:
    return None if first is None or second is None else first + share * (second - first)


def _on_curve(anchors: _Anchors, moment: datetime) -> float | None:
    for (start, first), (end, second) in pairwise(anchors):
        if start <= moment <= end:
            share = (1 - math.cos(math.pi * ((moment - start) / (end - start)))) / 2
            found = _between(first, second, share)
            return None if found is None else round(found, 2)
    raise AssertionError(f"no anchors around {moment}")
