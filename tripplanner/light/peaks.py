"""The summits in a site's view, and a far range as the subject the light falls on."""

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from tripplanner.light.direct import dip_deg, first_light_on_peak
from tripplanner.light.skyline import peak_angle
from tripplanner.light.track import SkyPosition, signed_deg
from tripplanner.models import Degrees, Peak, Record, Site

OPPOSITE_WITHIN_DEG = 30.0
_PEAKS_SHOWN = 4


class PeakLight(Record):
    """A summit, where it is seen [°], and when the sun's first ray can reach it at the earliest."""

    id: str
    name: str
    azimuth_deg: Degrees
    altitude_deg: float
    first_light_at: AwareDatetime | None


def summit_dip_deg(site: Site, peaks: Iterable[Peak]) -> float | None:
    """
    How far below level the sun's upper edge is when it first lights the range that is a site's subject.

    The first ray reaches the highest listed summit within 30° of the view, as in `first_light_on_peak`;
    the land it grazes is as high as the site.

    Returns
    -------
    float | None
        An angle below the level horizon, 0 where no summit or no height of the site is known; None
        when the site's subject is not a far range. [°]
    """
    if site.face is None or not site.face.far:
        return None
    look_deg = site.face.view_azimuth_deg
    seen = _in_view(site, peaks, (site.face.azimuth_deg + 180) % 360 if look_deg is None else look_deg)
    return max((dip_deg(_height_m(site, peak)) for peak, _ in seen), default=0.0)


def peaks_opposite(
    site: Site, peaks: Iterable[Peak], on: date, tz: ZoneInfo, *, sunrise_deg: float | None
) -> tuple[PeakLight, ...]:
    """
    Find the four highest summits in the view, those that are lit first in front.

    The view is that to the site's subject, or else away from the sunrise at `sunrise_deg`. [°]
    """
    look_deg = _look_deg(site, sunrise_deg)
    if look_deg is None:
        return ()
    highest = sorted(_in_view(site, peaks, look_deg), key=lambda each: -each[1].altitude_deg)[:_PEAKS_SHOWN]
    found = [_peak_light(site, peak, seen, on, tz) for peak, seen in highest]
    return tuple(sorted(found, key=_lit_first))


def _in_view(site: Site, peaks: Iterable[Peak], look_deg: float) -> list[tuple[Peak, SkyPosition]]:
    """The summits higher than the site that stand there."""
    viewer = site.standpoint
    if viewer is None or viewer.elevation_m is None:
        return []
    higher = (
        (peak, peak_angle(viewer, peak))
        for peak in peaks
        if peak.position.elevation_m is not None and peak.position.elevation_m > viewer.elevation_m
    )
    return [each for each in higher if abs(signed_deg(each[1].azimuth_deg - look_deg)) <= OPPOSITE_WITHIN_DEG]


def _height_m(site: Site, peak: Peak) -> float:
    """How far a summit stands above the site, both known."""
    viewer = site.standpoint
    assert viewer is not None  # noqa: S101 - callers pass what `_in_view` found
    assert viewer.elevation_m is not None  # noqa: S101
    assert peak.position.elevation_m is not None  # noqa: S101
    return peak.position.elevation_m - viewer.elevation_m


def _look_deg(site: Site, sunrise_deg: float | None) -> float | None:
    """The view to the site's subject, or else away from the sunrise. [°]"""
    if site.face is not None and site.face.view_azimuth_deg is not None:
        return site.face.view_azimuth_deg
    return None if sunrise_deg is None else (sunrise_deg + 180) % 360


def _lit_first(peak: PeakLight) -> tuple[bool, float]:
    lit = peak.first_light_at
    return (True, 0.0) if lit is None else (False, lit.timestamp())


def _peak_light(site: Site, peak: Peak, seen: SkyPosition, on: date, tz: ZoneInfo) -> PeakLight:
    assert peak.position.elevation_m is not None  # noqa: S101 - `_in_view` passes only such peaks
    land_m = peak.position.elevation_m - _height_m(site, peak)
    lit: datetime | None = first_light_on_peak(peak, on, tz, land_elevation_m=land_m)
    return PeakLight(
        id=peak.id,
        name=peak.name,
        azimuth_deg=seen.azimuth_deg,
        altitude_deg=seen.altitude_deg,
        first_light_at=lit,
    )
