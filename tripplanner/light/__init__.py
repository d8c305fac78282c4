"""Light by calculation: sun, moon, the skyline in front of them, and what falls on a face."""

from tripplanner.light.moon import MoonPhase, MoonTimes, moon_position, moon_times
from tripplanner.light.skyline import (
    LEVEL,
    DirectSun,
    Skyline,
    direct_sun,
    direct_sun_on,
    first_light_on_peak,
    peak_angle,
)
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

__all__ = [
    "LEVEL",
    "DayLight",
    "DirectSun",
    "FaceLight",
    "LightAt",
    "LightQuality",
    "LocalDay",
    "MoonPhase",
    "MoonTimes",
    "SkyPosition",
    "Skyline",
    "SunTimes",
    "SunTrack",
    "direct_sun",
    "direct_sun_on",
    "face_light",
    "first_light_on_peak",
    "front_lit_span",
    "light_quality",
    "moon_position",
    "moon_times",
    "peak_angle",
    "sun_position",
    "sun_times",
    "sun_track",
]
