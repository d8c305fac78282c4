"""When direct sunlight comes and goes behind a skyline, and when it first reaches the summits.

An estimate, as the skyline is.
"""

from datetime import date, datetime
from functools import lru_cache
from math import degrees, sqrt
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from tripplanner.errors import InvalidRequestError
from tripplanner.light.skyline import EARTH_RADIUS_M, REFRACTION_SHARE, Skyline, elevation_m
from tripplanner.light.sun import HORIZON_DEG, limb_altitude_deg
from tripplanner.light.track import (
    STEP_MINUTES,
    Crossing,
    SunTrack,
    crossings_between,
    first_rise,
    last_fall,
    sun_track,
)
from tripplanner.models import Peak, Record

SKYLINE_ERROR_DEG = 0.5

Basis = Literal["skyline", "visitors", "level-horizon"]


class DirectSun(Record):
    """
    When direct sunlight reaches and leaves a place that day; None when it does not.

    It comes between `direct_sun_from_earliest` and `direct_sun_from_latest`. `from_basis` says how
    that is known: `skyline` (listed summits; both are the same), `visitors` (no range is listed where
    the sun rises: what visitors report), `level-horizon` (as in the almanac). So does `until_basis`.
    """

    direct_sun_from_earliest: AwareDatetime | None
    direct_sun_from_latest: AwareDatetime | None
    direct_sun_until: AwareDatetime | None
    from_basis: Basis | None
    until_basis: Basis | None


class SunRange(Record):
    """
    When direct sunlight comes and goes if the skyline is up to half a degree off; None if it does not.

    The bases are those of `DirectSun`. What visitors report, and a level horizon, stay as they are.
    """

    from_earliest: AwareDatetime | None
    from_latest: AwareDatetime | None
    until_earliest: AwareDatetime | None
    until_latest: AwareDatetime | None
    from_basis: Basis | None
    until_basis: Basis | None


def direct_sun(lat: float, lon: float, on: date, tz: ZoneInfo, skyline: Skyline) -> DirectSun:
    """
    When direct sunlight reaches and leaves a place.

    The sun is there while its upper edge, refraction included, is over the skyline; the first and
    last such moments of the day count. An estimate: see `Skyline`.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    on
        The day, in the zone `tz`.
    tz
        The place's time zone.
    skyline
        The horizon seen from the place.

    Examples
    --------
    >>> hills = Skyline(hidden_minutes=(10.0, 20.0))
    >>> day = direct_sun(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"), hills)
    >>> f"{day.direct_sun_from_earliest:%H:%M} to {day.direct_sun_from_latest:%H:%M}", day.from_basis
    ('08:02 to 08:12', 'visitors')
    """
    return direct_sun_on(sun_track(lat, lon, on, tz), skyline)


def direct_sun_on(track: SunTrack, skyline: Skyline) -> DirectSun:
    """Find `direct_sun` for a sun that has been followed already."""
    nodes = [float(minute) for minute in range(0, int(track.day.minutes) + 1, STEP_MINUTES)]
    highest_deg = skyline.highest_deg
    over = [
        edge_deg >= 0 and (edge_deg > highest_deg or edge_deg >= skyline.altitude_deg(azimuth_deg))
        for azimuth_deg, edge_deg in _seen_at_steps(track)
    ]
    passes = crossings_between(lambda minute: _clearance_deg(track, skyline, minute), nodes, 0.0, over)
    last = last_fall(passes)
    earliest, latest, from_basis = _coming(track, skyline, passes)
    return DirectSun(
        direct_sun_from_earliest=earliest,
        direct_sun_from_latest=latest,
        direct_sun_until=None if last is None else track.day.moment(last),
        from_basis=from_basis,
        until_basis=None if last is None else _basis(skyline, track.at(last)[0]),
    )


def sun_range(
    track: SunTrack, skyline: Skyline, *, bounds: tuple[Skyline, Skyline] | None = None
) -> SunRange:
    """
    When direct sunlight comes and goes, from earliest to latest.

    Where a range of listed summits stands, its crest is taken to be up to half a degree higher or
    lower than drawn: our estimate, about a hundred metres of ridge eleven kilometres away. Where the
    height of the place is known only roughly, `bounds` has its skyline at the lowest and the highest.

    Examples
    --------
    >>> track = sun_track(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"))
    >>> found = sun_range(track, Skyline(hidden_minutes=(10.0, 20.0)))
    >>> f"{found.from_earliest:%H:%M} to {found.from_latest:%H:%M}", found.until_basis
    ('08:02 to 08:12', 'level-horizon')
    """
    lowest, highest = (skyline, skyline) if bounds is None else bounds
    drawn = direct_sun_on(track, skyline)
    low = direct_sun_on(track, lowest.moved(-SKYLINE_ERROR_DEG))
    high = direct_sun_on(track, highest.moved(SKYLINE_ERROR_DEG))
    comes = (low, high) if drawn.from_basis == "skyline" else (drawn, drawn)
    goes = (high, low) if drawn.until_basis == "skyline" else (drawn, drawn)
    return SunRange(
        from_earliest=comes[0].direct_sun_from_earliest,
        from_latest=comes[1].direct_sun_from_latest,
        until_earliest=goes[0].direct_sun_until,
        until_latest=goes[1].direct_sun_until,
        from_basis=drawn.from_basis,
        until_basis=drawn.until_basis,
    )


def first_light_on_peak(peak: Peak, on: date, tz: ZoneInfo, *, land_elevation_m: float) -> datetime | None:
    """
    When the sun's first ray reaches a summit: before sunrise below, as its horizon lies deeper.

    The ray grazes land at `land_elevation_m` on its way; the horizon of a summit h metres higher
    lies 2.08' times the root of h below the level one [1]_, refraction included. Higher mountains to
    the east would delay it: an estimate.

    Parameters
    ----------
    peak
        The summit; its elevation must be known.
    on, tz
        The day, and the summit's time zone.
    land_elevation_m
        Elevation of the land that makes its eastern horizon. [m; not above the summit]

    Returns
    -------
    datetime | None
        The moment, in the zone `tz`; None when the sun does not rise there that day.

    Raises
    ------
    InvalidRequestError
        When the summit's elevation is missing or below the land's.

    References
    ----------
    .. [1] "Sunrise equation", section on elevation, Wikipedia (2.076' times the root of metres).

    Examples
    --------
    >>> from tripplanner.models import Position
    >>> top = Position(lat=43.7412, lon=-110.8024, elevation_m=4199, precision_m=50, sources=("usgs",))
    >>> grand = Peak(id="grand-teton", name="Grand Teton", position=top, sources=("usgs",))
    >>> on, tz = date(2026, 12, 21), ZoneInfo("America/Denver")
    >>> f"{first_light_on_peak(grand, on, tz, land_elevation_m=2030):%H:%M}"  # sunrise is at 07:53
    '07:43'
    """
    height_m = elevation_m(peak.position, peak.name) - land_elevation_m
    if height_m < 0:
        raise InvalidRequestError(f"{peak.name} does not stand above land at {land_elevation_m:g} m")
    track = sun_track(peak.position.lat, peak.position.lon, on, tz)
    passes = track.passes(HORIZON_DEG - dip_deg(height_m))
    first = first_rise(passes)
    return None if first is None else track.day.moment(first)


def dip_deg(height_m: float) -> float:
    """How far below level the sun's edge is when its ray reaches a point that high above the land. [°]"""
    # Not the angle down to the horizon (which refraction makes smaller), but the turn of the vertical
    # between horizon and summit (which it makes larger): the ray is level where it grazes the land.
    return degrees(sqrt(2 * height_m / (EARTH_RADIUS_M * (1 - REFRACTION_SHARE))))


def sun_on_range(track: SunTrack, summit_dip_deg: float) -> DirectSun:
    """
    When sunlight reaches and leaves a far range: from its first ray on the summits to a level sunrise.

    An estimate: by the sunrise of the almanac the upper slopes are taken to be lit.

    Parameters
    ----------
    track
        The sun that day.
    summit_dip_deg
        How far below level the sun's edge is at the first ray, from `dip_deg`. [°]

    Examples
    --------
    >>> track = sun_track(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"))
    >>> lit = sun_on_range(track, dip_deg(4199 - 2030))
    >>> f"{lit.direct_sun_from_earliest:%H:%M} to {lit.direct_sun_from_latest:%H:%M}"
    '07:42 to 07:53'
    """
    level = track.passes(HORIZON_DEG)
    first = first_rise(track.passes(HORIZON_DEG - summit_dip_deg))
    rise = first_rise(level)
    last = last_fall(level)
    earliest, latest, until = (
        None if minute is None else track.day.moment(minute) for minute in (first, rise, last)
    )
    return DirectSun(
        direct_sun_from_earliest=earliest,
        direct_sun_from_latest=latest,
        direct_sun_until=until,
        from_basis=None if latest is None else "level-horizon",
        until_basis=None if until is None else "level-horizon",
    )


@lru_cache(maxsize=32)
def _seen_at_steps(track: SunTrack) -> tuple[tuple[float, float], ...]:
    """Azimuth and upper edge of the sun at every fifth minute, once for all sites under it. [°]"""
    return tuple((azimuth_deg, limb_altitude_deg(altitude)) for azimuth_deg, altitude in track.positions)


def _clearance_deg(track: SunTrack, skyline: Skyline, minute: float) -> float:
    """How far the sun's upper edge is above the skyline; only its sign is exact. [°]"""
    azimuth_deg, altitude_deg = track.at(minute)
    edge_deg = limb_altitude_deg(altitude_deg)
    # Looking up the skyline costs most: not by night, nor when the sun is above all of it.
    if edge_deg < 0 or edge_deg > skyline.highest_deg:
        return edge_deg
    return edge_deg - skyline.altitude_deg(azimuth_deg)


def _in_the_sun(track: SunTrack, passes: list[Crossing], minute: float) -> datetime | None:
    """That minute, or when the sun comes next if a summit hides it just then."""
    before = [rising for passed, rising in passes if passed <= minute]
    after = (passed for passed, rising in passes if rising and passed > minute)
    clear = minute if before[-1] else next(after, None)
    return None if clear is None else track.day.moment(clear)


def _coming(
    track: SunTrack, skyline: Skyline, passes: list[Crossing]
) -> tuple[datetime | None, datetime | None, Basis | None]:
    """When the sun comes, at the earliest and at the latest, and how that is known."""
    first = first_rise(passes)
    if first is None:
        return None, None, None
    least, most = skyline.hidden_minutes
    known = skyline.has_crest(track.at(first)[0]) or most == 0
    sunrise = first if known else _sunrise(track, first)
    if known or first >= sunrise + most:
        moment = track.day.moment(first)
        return moment, moment, _basis(skyline, track.at(first)[0])
    earliest, latest = (_in_the_sun(track, passes, max(first, sunrise + wait)) for wait in (least, most))
    return earliest, latest, "visitors"


def _sunrise(track: SunTrack, before: float) -> float:
    """The minute of the last rise over a level horizon before that one, or that one if there is none."""
    rises = (minute for minute, rising in track.passes(HORIZON_DEG) if rising and minute <= before)
    return max(rises, default=before)


def _basis(skyline: Skyline, azimuth_deg: float) -> Basis:
    return "skyline" if skyline.covers(azimuth_deg) else "level-horizon"
