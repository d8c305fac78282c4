"""The mountains around a place: its horizon, from where summits stand and how high they are.

An estimate: too low where nearer ridges or trees stand, and level where no peak is listed.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt, tan

from tripplanner.errors import InvalidRequestError
from tripplanner.light.track import SkyPosition
from tripplanner.models import Peak, Position

EARTH_RADIUS_M = 6_371_000.0
REFRACTION_SHARE = 0.13  # of the earth's curvature: the surveyors' usual k by day
_FLANK_DEG_PER_DEG = tan(radians(30))


@dataclass(frozen=True)  # without slots: what has been worked out is kept
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
        Least and most time after sunrise by which the sun clears unlisted hills, where no range
        stands, as a destination's `hidden_hills` has it; (0, 0) makes it a level horizon. [min]
    """

    summits: tuple[SkyPosition, ...] = ()
    join_within_deg: float = 25.0
    hidden_minutes: tuple[float, float] = (0.0, 0.0)

    def __post_init__(self) -> None:
        in_order = tuple(sorted(self.summits, key=lambda each: each.azimuth_deg))
        object.__setattr__(self, "summits", in_order)  # neighbours are found by their order

    @classmethod
    def seen_from(
        cls, viewer: Position, peaks: Iterable[Peak], *, hidden_minutes: tuple[float, float] = (0.0, 0.0)
    ) -> "Skyline":
        """Build the skyline of a place from those peaks that stand above its level horizon."""
        seen = [peak_angle(viewer, peak) for peak in peaks if distance_m(viewer, peak.position) > 0]
        summits = tuple(each for each in seen if each.altitude_deg > 0)
        return cls(summits, hidden_minutes=hidden_minutes)

    @classmethod
    def of(
        cls,
        viewer: Position | None,
        peaks: Iterable[Peak],
        *,
        hidden_minutes: tuple[float, float] = (0.0, 0.0),
    ) -> "Skyline":
        """Build the skyline of a place; a level one where its elevation or the summits are not known."""
        listed = tuple(peaks)
        if viewer is None or viewer.elevation_m is None or not listed:
            return LEVEL
        return cls.seen_from(viewer, listed, hidden_minutes=hidden_minutes)

    def moved(self, by_deg: float) -> "Skyline":
        """Build the same skyline with every summit higher by that much; none sinks to the level. [°]"""
        summits = tuple(
            each.model_copy(update={"altitude_deg": max(0.01, each.altitude_deg + by_deg)})
            for each in self.summits
        )
        return replace(self, summits=summits)

    def altitude_deg(self, azimuth_deg: float) -> float:
        """Height of the horizon in that direction; 0 where no summit covers it. [°]"""
        # In one list, not by `signed_deg` and not from records: a plan asks a thousand times.
        flanks = [
            height_deg - _FLANK_DEG_PER_DEG * abs((summit_deg - azimuth_deg + 180) % 360 - 180)
            for summit_deg, height_deg in self._points
        ]
        return max(0.0, self._crest_deg(azimuth_deg), *flanks)

    @cached_property
    def highest_deg(self) -> float:
        """Height of its highest summit; above that no sun is hidden, in whatever direction. [°]"""
        return max((each.altitude_deg for each in self.summits), default=0.0)

    def covers(self, azimuth_deg: float) -> bool:
        """Whether a listed summit, or its flank, stands in that direction."""
        return self.altitude_deg(azimuth_deg) > 0

    def has_crest(self, azimuth_deg: float) -> bool:
        """Whether a range stands there: beside a lone summit's flank unlisted hills may be higher."""
        return self._crest_deg(azimuth_deg) > 0

    def _crest_deg(self, azimuth_deg: float) -> float:
        for left_deg, height_deg, rise_deg, gap_deg in self._crests:
            into = (azimuth_deg - left_deg) % 360
            if into <= gap_deg:
                return height_deg + rise_deg * into / gap_deg
        return 0.0

    @cached_property
    def _points(self) -> tuple[tuple[float, float], ...]:
        """Azimuth and altitude of each summit. [°]"""
        return tuple((each.azimuth_deg, each.altitude_deg) for each in self.summits)

    @cached_property
    def _crests(self) -> tuple[tuple[float, float, float, float], ...]:
        """Between neighbours of one range: where it begins, how high, the rise to the other, how wide. [°]"""
        neighbours = pairwise((*self._points, *self._points[:1]))
        every = (
            (left_deg, low_deg, high_deg - low_deg, (right_deg - left_deg) % 360)
            for (left_deg, low_deg), (right_deg, high_deg) in neighbours
        )
        return tuple(each for each in every if 0 < each[3] <= self.join_within_deg)


LEVEL = Skyline()


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
    eye_m, top_m = elevation_m(viewer, "the viewer"), elevation_m(peak.position, peak.name)
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


def elevation_m(position: Position, name: str) -> float:
    """Elevation of a place, or an error that names it where that is not known. [m]"""
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
