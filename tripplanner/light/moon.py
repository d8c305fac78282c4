"""The moon's day at a place: rise, set, phase, and where it stands."""

from datetime import date, datetime, timedelta
from math import degrees
from typing import Any, Literal
from zoneinfo import ZoneInfo

import ephem
from pydantic import AwareDatetime, Field

from tripplanner.light.track import (
    LocalDay,
    SkyPosition,
    crossings,
    ephem_date,
    first_rise,
    observer_at,
    position_of,
)
from tripplanner.models import Record

MoonPhase = Literal[
    "new moon",
    "waxing crescent",
    "first quarter",
    "waxing gibbous",
    "full moon",
    "waning gibbous",
    "last quarter",
    "waning crescent",
]
_QUARTERS: tuple[MoonPhase, ...] = ("new moon", "first quarter", "full moon", "last quarter")
_BETWEEN: tuple[MoonPhase, ...] = ("waxing crescent", "waxing gibbous", "waning gibbous", "waning crescent")
_REFRACTION_DEG = 34 / 60


class MoonTimes(Record):
    """
    The moon on one local civil day; a rise or set that does not fall on that day is None.

    About once a month there is no moonrise, and once no moonset. `illuminated_percent` is for
    halfway through the day. `phase` is a quarter (new, first, full, last) on the day that holds its
    exact moment.
    """

    on: date
    moonrise: AwareDatetime | None
    moonset: AwareDatetime | None
    illuminated_percent: float = Field(ge=0, le=100)
    phase: MoonPhase


def moon_times(lat: float, lon: float, on: date, tz: ZoneInfo) -> MoonTimes:
    """
    Moonrise, moonset and phase of one local civil day.

    The moon rises and sets when its upper edge, as seen from the place, is 34' below a level
    horizon [1]_. Near the poles a moon that is up or down for less than an hour can be missed.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    on
        The day, in the zone `tz`.
    tz
        The place's time zone; both times are in it.

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth.

    References
    ----------
    .. [1] U.S. Naval Observatory, "Rise, Set, and Twilight Definitions".

    Examples
    --------
    >>> moon_times(43.66, -110.66, date(2026, 12, 23), ZoneInfo("America/Denver")).phase
    'full moon'
    """
    day = LocalDay.of(on, tz)
    observer, moon = observer_at(lat, lon), ephem.Moon()
    passes = crossings(
        lambda minute: _edge_deg(observer, moon, day, minute), _nodes(lat, day), -_REFRACTION_DEG
    )
    rise = first_rise(passes)
    fall = next((minute for minute, rising in passes if not rising), None)
    return MoonTimes(
        on=on,
        moonrise=None if rise is None else day.moment(rise),
        moonset=None if fall is None else day.moment(fall),
        illuminated_percent=_illuminated_percent(day.moment(day.minutes / 2)),
        phase=_phase(day),
    )


def moon_position(lat: float, lon: float, moment: datetime) -> SkyPosition:
    """
    Where the moon stands at a moment, as seen from the place: its centre, without refraction.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    moment
        An aware datetime.

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth, or a moment without a time zone.

    Examples
    --------
    >>> evening = datetime.fromisoformat("2026-12-24T18:00:00-07:00")
    >>> moon_position(43.66, -110.66, evening).altitude_deg > 0
    True
    """
    return position_of(ephem.Moon(), observer_at(lat, lon), moment)


def _nodes(lat: float, day: LocalDay) -> list[float]:
    # Up to 50° of latitude the moon is never up, nor down, for less than six hours.
    step = 180 if abs(lat) <= 50 else 60
    return [*(float(minute) for minute in range(0, int(day.minutes), step)), day.minutes]


def _edge_deg(observer: Any, moon: Any, day: LocalDay, minute: float) -> float:
    """Height of the moon's upper edge, without refraction. [°]"""
    position = position_of(moon, observer, day.starts_at + timedelta(minutes=minute))
    return position.altitude_deg + float(degrees(moon.radius))


def _illuminated_percent(moment: datetime) -> float:
    return min(100.0, max(0.0, float(ephem.Moon(ephem_date(moment)).phase)))


def _phase(day: LocalDay) -> MoonPhase:
    start = _elongation_deg(day.starts_at)
    end = _elongation_deg(day.starts_at + timedelta(minutes=day.minutes))
    if start // 90 != end // 90:
        return _QUARTERS[int(end // 90)]
    return _BETWEEN[int(start // 90)]


def _elongation_deg(moment: datetime) -> float:
    """How far the moon is ahead of the sun along the ecliptic. [°, 0 to 360]"""
    when = ephem_date(moment)
    sun, moon = (
        degrees(ephem.Ecliptic(ephem.Equatorial(body.g_ra, body.g_dec, epoch=when)).lon)
        for body in (ephem.Sun(when), ephem.Moon(when))
    )
    return float(moon - sun) % 360
