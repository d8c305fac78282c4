"""
Light by calculation: sun, moon, the skyline in front of them, and what falls on a face.

What no plan needs (a site's whole day, the moon, what stands over a face) is loaded when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tripplanner.light.direct import (
    DirectSun,
    SunRange,
    direct_sun,
    direct_sun_on,
    first_light_on_peak,
    sun_range,
)
from tripplanner.light.peaks import PeakLight, summit_dip_deg
from tripplanner.light.skyline import LEVEL, Skyline, peak_angle
from tripplanner.light.subject import (
    DayLight,
    FaceLight,
    LightAt,
    LightQuality,
    face_light,
    front_lit_span,
    light_quality,
)
from tripplanner.light.sun import SunTimes, sun_position, sun_times
from tripplanner.light.track import LocalDay, SkyPosition, SunTrack, sun_track

if TYPE_CHECKING:
    from tripplanner.light.day import FaceDay, FaceSpan, Moment, SiteDay, face_spans, site_day, sky_at
    from tripplanner.light.moon import MoonPhase, MoonTimes, moon_position, moon_times
    from tripplanner.light.standing import Body, Standing, azimuth_passes, standings

__all__ = [
    "LEVEL",
    "Body",
    "DayLight",
    "DirectSun",
    "FaceDay",
    "FaceLight",
    "FaceSpan",
    "LightAt",
    "LightQuality",
    "LocalDay",
    "Moment",
    "MoonPhase",
    "MoonTimes",
    "PeakLight",
    "SiteDay",
    "SkyPosition",
    "Skyline",
    "Standing",
    "SunRange",
    "SunTimes",
    "SunTrack",
    "azimuth_passes",
    "direct_sun",
    "direct_sun_on",
    "face_light",
    "face_spans",
    "first_light_on_peak",
    "front_lit_span",
    "light_quality",
    "moon_position",
    "moon_times",
    "peak_angle",
    "site_day",
    "sky_at",
    "standings",
    "summit_dip_deg",
    "sun_position",
    "sun_range",
    "sun_times",
    "sun_track",
]

_LATE = {
    "day": ("FaceDay", "FaceSpan", "Moment", "SiteDay", "face_spans", "site_day", "sky_at"),
    "moon": ("MoonPhase", "MoonTimes", "moon_position", "moon_times"),
    "standing": ("Body", "Standing", "azimuth_passes", "standings"),
}
_HOME_OF = {name: home for home, names in _LATE.items() for name in names}


def __getattr__(name: str) -> Any:
    """Fetch a name from the module it is defined in."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
