"""The mountains in front of the sun: a horizon from peaks, and when direct sunlight comes and goes.

An estimate: too low where nearer ridges or trees stand, and level where no peak is listed.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt, tan
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from tripplanner.errors import InvalidRequestError
from tripplanner.light.sun import HORIZON_DEG, limb_altitude_deg
from tripplanner.light.track import (
    STEP_MINUTES,
    Crossing,
    SkyPosition,
    SunTrack,
    crossings,
    signed_deg,
    sun_track,
)
from tripplanner.models import Peak, Position, Record

EARTH_RADIUS_M = 6_371_000.0
REFRACTION_SHARE = 0.13  # of the earth's curvature: the surveyors' usual k by day
_FLANK_DEG_PER_DEG = tan(radians(30))

Basis = Literal["skyline", "visitors", "level-horizon"]


class DirectSun(Record):
    """
    When direct sunlight reaches and leaves a place that day; None when it does not.

    It comes between `direct_sun_from_earliest` and `direct_sun_from_latest`. `from_basis` says how
    that is known: `skyline` (a listed peak; both are the same), `visitors` (no peak is listed where
    the sun rises: what visitors report), `level-horizon` (as in the almanac). So does `until_basis`.
    """

    direct_sun_from_earliest: AwareDatetime | None
    direct_sun_from_latest: AwareDatetime | None
    direct_sun_until: AwareDatetime | None
    from_basis: Basis | None
    until_basis: Basis | None


@dataclass(frozen=True, slots=True)
class Skyline:
    """
    The horizon seen from one place: azimuth to altitude, from the summits around it.

    Summits up to `join_within_deg` apart are taken for one range, its crest a straight line between
    them: the widest gap between the listed Tetons, seen from Mormon Row, is 23°, and they are one
    wall. A wider gap stays open. There a summit stands only for its own flanks, which fall by 30°
    in the view, about as steep as loose rock lies, so that a lone butte six degrees high covers ten
    degrees of horizon on either side. Saddles may be lower than the crest, nearer hills higher.

    Parameters
    ----------
    summits
        Where each summit stands, in any order. [°]
    join_within_deg
        How far apart two summits of one range may be. [° of azimuth]
    hidden_minutes
        Least and most time by which unlisted hills delay the sun where no summit covers it. Visitors
        of Mormon Row speak of 10 to 20 minutes; (0, 0) makes it a level horizon. [min]
    """

    summits: tuple[SkyPosition, ...] = ()
    join_within_deg: float = 25.0
    hidden_minutes: tuple[float, float] = (10.0, 20.0)

    def __post_init__(self) -> None:
        in_order = tuple(sorted(self.summits, key=lambda each: each.azimuth_deg))
        object.__setattr__(self, "summits", in_order)  # neighbours are found by their order

    @classmethod
    def seen_from(cls, viewer: Position, peaks: Iterable[Peak]) -> "Skyline":
        """Build the skyline of a place from those peaks that stand above its level horizon."""
        seen = [peak_angle(viewer, peak) for peak in peaks if distance_m(viewer, peak.position) > 0]
        return cls(tuple(each for each in seen if each.altitude_deg > 0))

    def altitude_deg(self, azimuth_deg: float) -> float:
        """Height of the horizon in that direction; 0 where no summit covers it. [°]"""
        flanks = (
            each.altitude_deg - _FLANK_DEG_PER_DEG * abs(signed_deg(each.azimuth_deg - azimuth_deg))
            for each in self.summits
        )
        return max(0.0, self._crest_deg(azimuth_deg), *flanks)

    @property
    def highest_deg(self) -> float:
        """Height of its highest summit; above that no sun is hidden, in whatever direction. [°]"""
        return max((each.altitude_deg for each in self.summits), default=0.0)

    def covers(self, azimuth_deg: float) -> bool:
        """Whether the horizon in that direction is known from a listed summit."""
        return self.altitude_deg(azimuth_deg) > 0

    def _crest_deg(self, azimuth_deg: float) -> float:
        ring = (*self.summits, *self.summits[:1])
        for left, right in pairwise(ring):
            gap = (right.azimuth_deg - left.azimuth_deg) % 360
            into = (azimuth_deg - left.azimuth_deg) % 360
            if into <= gap <= self.join_within_deg and gap > 0:
                return left.altitude_deg + (right.altitude_deg - left.altitude_deg) * into / gap
        return 0.0


LEVEL = Skyline(hidden_minutes=(0.0, 0.0))


def distance_m(start: Position, end: Position) -> float:
    """Great-circle distance at sea level. [m]"""
    north = sin(radians(end.lat - start.lat) / 2) ** 2
    east = sin(radians(end.lon - start.lon) / 2) ** 2
    share = north + cos(radians(start.lat)) * cos(radians(end.lat)) * east
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, share)))


def peak_angle(viewer: Position, peak: Peak) -> SkyPosition:
    """
    Where a summit appears: great-circle azimuth, and altitude with curvature and refraction.

    Light between two points of the ground bends as if the earth's radius were larger by 1/(1 - k),
    with k = 0.13 [1]_.

    Parameters
    ----------
    viewer, peak
        From where, and the summit; both elevations must be known.

    Raises
    ------
    InvalidRequestError
        When an elevation is missing, or the viewer stands on the summit.

    References
    ----------
    .. [1] C. F. Gauss's coefficient of terrestrial refraction, as in W. Torge, "Geodesy".

    Examples
    --------
    >>> barn = Position(lat=43.66, lon=-110.664, elevation_m=2030, precision_m=50, sources=("gps",))
    >>> top = Position(lat=43.7412, lon=-110.8024, elevation_m=4199, precision_m=50, sources=("usgs",))
    >>> grand = Peak(id="grand-teton", name="Grand Teton", position=top, sources=("usgs",))
    >>> round(peak_angle(barn, grand).altitude_deg, 1)
    8.5
    """
    eye_m, top_m = _elevation_m(viewer, "the viewer"), _elevation_m(peak.position, peak.name)
    ground_m = distance_m(viewer, peak.position)
    if ground_m == 0:
        raise InvalidRequestError(f"{peak.name} has no direction when seen from its own summit")
    radius_m = EARTH_RADIUS_M / (1 - REFRACTION_SHARE)
    between = ground_m / radius_m
    up_m = (radius_m + top_m) * cos(between) - (radius_m + eye_m)
    out_m = (radius_m + top_m) * sin(between)
    return SkyPosition(
        azimuth_deg=_azimuth_deg(viewer, peak.position), altitude_deg=degrees(atan2(up_m, out_m))
    )


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
    >>> day = direct_sun(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"), Skyline())
    >>> f"{day.direct_sun_from_earliest:%H:%M} to {day.direct_sun_from_latest:%H:%M}", day.from_basis
    ('08:02 to 08:12', 'visitors')
    """
    return direct_sun_on(sun_track(lat, lon, on, tz), skyline)


def direct_sun_on(track: SunTrack, skyline: Skyline) -> DirectSun:
    """Find `direct_sun` for a sun that has been followed already."""
    nodes = [float(minute) for minute in range(0, int(track.day.minutes) + 1, STEP_MINUTES)]
    highest_deg = skyline.highest_deg
    passes = crossings(lambda minute: _clearance_deg(track, skyline, highest_deg, minute), nodes, 0.0)
    first = next((minute for minute, rising in passes if rising), None)
    last = next((minute for minute, rising in reversed(passes) if not rising), None)
    unlisted: Basis = "level-horizon" if skyline.hidden_minutes == (0.0, 0.0) else "visitors"
    from_basis = None if first is None else _basis(skyline, track.at(first)[0], unlisted)
    waits = skyline.hidden_minutes if from_basis == "visitors" else (0.0, 0.0)
    earliest, latest = (None if first is None else _in_the_sun(track, passes, first + wait) for wait in waits)
    return DirectSun(
        direct_sun_from_earliest=earliest,
        direct_sun_from_latest=latest,
        direct_sun_until=None if last is None else track.day.moment(last),
        from_basis=from_basis,
        until_basis=None if last is None else _basis(skyline, track.at(last)[0], "level-horizon"),
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
    >>> top = Position(lat=43.7412, lon=-110.8024, elevation_m=4199, precision_m=50, sources=("usgs",))
    >>> grand = Peak(id="grand-teton", name="Grand Teton", position=top, sources=("usgs",))
    >>> on, tz = date(2026, 12, 21), ZoneInfo("America/Denver")
    >>> f"{first_light_on_peak(grand, on, tz, land_elevation_m=2030):%H:%M}"  # sunrise is at 07:53
    '07:43'
    """
    height_m = _elevation_m(peak.position, peak.name) - land_elevation_m
    if height_m < 0:
        raise InvalidRequestError(f"{peak.name} does not stand above land at {land_elevation_m:g} m")
    # Not the angle down to the horizon (which refraction makes smaller), but the turn of the vertical
    # between horizon and summit (which it makes larger): the ray is level where it grazes the land.
    dip_deg = degrees(sqrt(2 * height_m / (EARTH_RADIUS_M * (1 - REFRACTION_SHARE))))
    track = sun_track(peak.position.lat, peak.position.lon, on, tz)
    passes = track.passes(HORIZON_DEG - dip_deg)
    return next((track.day.moment(minute) for minute, rising in passes if rising), None)


def _clearance_deg(track: SunTrack, skyline: Skyline, highest_deg: float, minute: float) -> float:
    """How far the sun's upper edge is above the skyline; only its sign is exact. [°]"""
    azimuth_deg, altitude_deg = track.at(minute)
    edge_deg = limb_altitude_deg(altitude_deg)
    # Looking up the skyline costs most: not by night, nor when the sun is above all of it.
    if edge_deg < 0 or edge_deg > highest_deg:
        return edge_deg
    return edge_deg - skyline.altitude_deg(azimuth_deg)


def _in_the_sun(track: SunTrack, passes: list[Crossing], minute: float) -> datetime | None:
    """That minute, or when the sun comes next if a summit hides it just then."""
    before = [rising for passed, rising in passes if passed <= minute]
    after = (passed for passed, rising in passes if rising and passed > minute)
    clear = minute if before[-1] else next(after, None)
    return None if clear is None else track.day.moment(clear)


def _basis(skyline: Skyline, azimuth_deg: float, unlisted: Basis) -> Basis:
    return "skyline" if skyline.covers(azimuth_deg) else unlisted


def _elevation_m(position: Position, name: str) -> float:
    if position.elevation_m is None:
        raise InvalidRequestError(f"the elevation of {name} is not known, so no angle can be given")
    return position.elevation_m


def _azimuth_deg(start: Position, end: Position) -> float:
    """Initial direction of the great circle. [° from north, clockwise]"""
    east = radians(end.lon - start.lon)
    here, there = radians(start.lat), radians(end.lat)
    across = sin(east) * cos(there)
    along = cos(here) * sin(there) - sin(here) * cos(there) * cos(east)
    return degrees(atan2(across, along)) % 360
