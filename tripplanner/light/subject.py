"""What light falls on a face, and how good it is: the planner's light windows come from here."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from math import cos, inf, radians
from typing import Literal
from zoneinfo import ZoneInfo

from tripplanner.light.direct import DirectSun, direct_sun_on, sun_on_range, sun_range
from tripplanner.light.skyline import LEVEL, Skyline
from tripplanner.light.sun import limb_altitude_deg
from tripplanner.light.track import STEP_MINUTES, SkyPosition, SunTrack, signed_deg, sun_track
from tripplanner.shown import Shown

FaceLight = Literal["front-lit", "side-lit", "back-lit", "shade", "dark"]
LightQuality = Literal["first-light", "golden", "front-lit", "day", "twilight", "dark"]

FRONT_LIT_WITHIN_DEG = 60.0
_FRONT_LIT_SHARE = cos(radians(FRONT_LIT_WITHIN_DEG))
SIDE_LIT_WITHIN_DEG = 110.0
DARK_BELOW_DEG = -6.0
GOLDEN_BELOW_DEG = 6.0
FIRST_LIGHT_BELOW_DEG = 12.0
FIRST_LIGHT_MINUTES = 40.0


def face_light(face_azimuth_deg: float, sun: SkyPosition, horizon_deg: float) -> FaceLight:
    """
    How the sun falls on a face.

    - `dark`: the sun is more than 6° below the level horizon (before civil dawn, after civil dusk);
    - `shade`: otherwise, when the sun's upper edge, refraction included, is under `horizon_deg`;
    - `front-lit`: the sun stands within 60° of the direction the face looks to, height included: an
      upright wall then takes at least half of the light that falls on it at most;
    - `side-lit`: otherwise, when its azimuth is within 110° of that direction: the light rakes the
      wall from the side or from above; beyond 90° the wall itself is unlit, but doors, logs and
      gables still catch the light;
    - `back-lit`: beyond that.

    Parameters
    ----------
    face_azimuth_deg
        The direction the face looks to. [° from north, clockwise]
    sun
        Where the sun stands, without refraction.
    horizon_deg
        Height of the skyline under the sun; 0 for a level horizon. [°]

    Examples
    --------
    >>> face_light(90.0, SkyPosition(azimuth_deg=123.0, altitude_deg=1.0), 0.0)
    'front-lit'
    """
    if sun.altitude_deg < DARK_BELOW_DEG:
        return "dark"
    if limb_altitude_deg(sun.altitude_deg) < horizon_deg:
        return "shade"
    turned_deg = abs(signed_deg(sun.azimuth_deg - face_azimuth_deg))
    if cos(radians(turned_deg)) * cos(radians(sun.altitude_deg)) >= _FRONT_LIT_SHARE:
        return "front-lit"
    return "side-lit" if turned_deg <= SIDE_LIT_WITHIN_DEG else "back-lit"


def light_quality(sun: SkyPosition, face: FaceLight, *, minutes_on_face: float | None = None) -> LightQuality:
    """
    How good the light is, in one word, best first.

    - `first-light`: front-lit by a sun below 12° that reached the face at most 40 minutes ago;
    - `golden`: direct sun from below 6°, on whichever side;
    - `front-lit`: front-lit by a higher sun;
    - `day`: any other light with the sun above 6°, shade included;
    - `twilight`: no direct sun, and the sun lower than 6°, down to 6° below the horizon;
    - `dark`: the sun is lower than that.

    Photographers say that the glow on the T.A. Moulton Barn lasts some five minutes and that they
    stay 20 to 30; forty leaves room for a sun that comes later than estimated.

    Parameters
    ----------
    sun
        Where the sun stands, without refraction.
    face
        How it falls on the face; for a place without a face, any lit value other than `front-lit`.
    minutes_on_face
        How long the face has been front-lit, if that is known. [min]

    Examples
    --------
    >>> light_quality(SkyPosition(azimuth_deg=123.0, altitude_deg=3.0), "front-lit", minutes_on_face=5.0)
    'first-light'
    """
    if face == "dark":
        return "dark"
    if face == "shade":
        return "twilight" if sun.altitude_deg <= GOLDEN_BELOW_DEG else "day"
    if face == "front-lit" and _is_fresh(sun, minutes_on_face):
        return "first-light"
    if sun.altitude_deg <= GOLDEN_BELOW_DEG:
        return "golden"
    return "front-lit" if face == "front-lit" else "day"


@dataclass(frozen=True, slots=True)
class LightAt:
    """The light at one minute; `face` is None for a place that has none."""

    sun: SkyPosition
    face: FaceLight | None
    quality: LightQuality


@dataclass(frozen=True)  # without slots: what has been worked out is kept
class DayLight(Shown):
    """
    The light at one site through one local day, by minutes since its midnight.

    Parameters
    ----------
    track
        The sun that day, from `sun_track`; sites within a few kilometres of each other can share
        the track of one place, as the sun differs by less than 0.05° between them.
    skyline
        The horizon seen from the site; a level one unless given.
    face_azimuth_deg
        The direction the site's face looks to, if it has one. [° from north, clockwise]
    summit_dip_deg
        For a face that is a far range, from `summit_dip_deg` in `tripplanner.light.peaks`: its light
        is then that of the range, whatever hides the sun from the site. [°]

    Examples
    --------
    >>> track = sun_track(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"))
    >>> barn = DayLight(track, Skyline(hidden_minutes=(10.0, 20.0)), face_azimuth_deg=90.0)
    >>> [barn.at(60 * hour).quality for hour in (6, 8, 9, 12)]
    ['dark', 'twilight', 'front-lit', 'day']
    """

    track: SunTrack
    skyline: Skyline = LEVEL
    face_azimuth_deg: float | None = None
    summit_dip_deg: float | None = None

    @cached_property
    def direct_sun(self) -> DirectSun:
        """When direct sunlight reaches and leaves the site, or the far range that is its subject."""
        if self.summit_dip_deg is not None:
            return sun_on_range(self.track, self.summit_dip_deg)
        return direct_sun_on(self.track, self.skyline)

    @cached_property
    def front_lit_minutes(self) -> tuple[int, int] | None:
        """
        First and last minute of the day's first time with a front-lit face; None without one.

        Where the sun's coming is only known as a range, this starts at the earliest. A time shorter
        than five minutes may be missed.
        """
        start = next((minute for minute in self._grid if self._is_front_lit(minute)), None)
        if start is None:
            return None
        end = start
        while end + STEP_MINUTES in self._grid and self._is_front_lit(end + STEP_MINUTES):
            end += STEP_MINUTES
        return self._spread(start, -1), self._spread(end, 1)

    def at(self, minute: int) -> LightAt:
        """The light at that minute, kept: plans for the same day ask for the same ones."""
        known = self._known.get(minute)
        return self._known.setdefault(minute, self._at(minute)) if known is None else known

    @cached_property
    def _known(self) -> dict[int, LightAt]:
        return {}

    def _at(self, minute: int) -> LightAt:
        sun = self.track.sky(minute)
        if self.face_azimuth_deg is None:
            # A viewpoint is in the sun or not: any direction away from it reads as lit, not front-lit.
            away = self._face_light(minute, sun, (sun.azimuth_deg + 180) % 360)
            return LightAt(sun, None, light_quality(sun, away))
        face = self._face_light(minute, sun, self.face_azimuth_deg)
        return LightAt(sun, face, light_quality(sun, face, minutes_on_face=self._minutes_on_face(minute)))

    @cached_property
    def sure_from(self) -> datetime | None:
        """When direct sunlight has come at the latest, the skyline half a degree off included."""
        if self.summit_dip_deg is not None:
            return self.direct_sun.direct_sun_from_latest
        return sun_range(self.track, self.skyline).from_latest

    def front_lit_span(self) -> tuple[datetime, datetime] | None:
        """From when until when `front_lit_minutes` is, as local times."""
        if self.front_lit_minutes is None:
            return None
        start, end = self.front_lit_minutes
        return self.track.day.moment(start), self.track.day.moment(end)

    @property
    def _grid(self) -> range:
        return range(0, int(self.track.day.minutes) + 1, STEP_MINUTES)

    @cached_property
    def _hidden_until(self) -> float:
        """The minute before which hills that no summit stands for may hide the sun."""
        if self.direct_sun.from_basis != "visitors":
            return 0.0
        earliest = self.direct_sun.direct_sun_from_earliest
        return inf if earliest is None else self.track.day.minute(earliest)

    def _face_light(self, minute: int, sun: SkyPosition, face_azimuth_deg: float) -> FaceLight:
        light = face_light(face_azimuth_deg, sun, self._horizon_deg(sun))
        return "shade" if light != "dark" and minute < self._hidden_until else light

    def _horizon_deg(self, sun: SkyPosition) -> float:
        """Height of the skyline under the sun, looked up only when the sun is low enough to care."""
        if self.summit_dip_deg is not None:
            # Behind the range, where it goes down, one does not see its last ray.
            return -self.summit_dip_deg if sun.azimuth_deg < 180 else 0.0
        low = DARK_BELOW_DEG <= sun.altitude_deg <= self.skyline.highest_deg
        return self.skyline.altitude_deg(sun.azimuth_deg) if low else 0.0

    def _is_front_lit(self, minute: int) -> bool:
        return self.face_azimuth_deg is not None and (
            self._face_light(minute, self.track.sky(minute), self.face_azimuth_deg) == "front-lit"
        )

    def _spread(self, minute: int, step: int) -> int:
        """Go on minute by minute from a front-lit one to the last that is."""
        while 0 <= minute + step <= self.track.day.minutes and self._is_front_lit(minute + step):
            minute += step
        return minute

    def _minutes_on_face(self, minute: int) -> float | None:
        return None if self.front_lit_minutes is None else minute - self.front_lit_minutes[0]


def front_lit_span(
    lat: float, lon: float, face_azimuth_deg: float, on: date, tz: ZoneInfo, *, skyline: Skyline | None = None
) -> tuple[datetime, datetime] | None:
    """
    The first time of a day in which the sun lights a face from the front, to the minute.

    Front-lit as in `face_light`; the times as in `DayLight.front_lit_minutes`.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    face_azimuth_deg
        The direction the face looks to. [° from north, clockwise]
    on
        The day, in the zone `tz`.
    tz
        The place's time zone.
    skyline
        The horizon seen from the place; a level one unless given.

    Returns
    -------
    tuple[datetime, datetime] | None
        Its first and last minute; None when the face is not front-lit that day.

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth.

    Examples
    --------
    >>> span = front_lit_span(43.66, -110.665, 90.0, date(2026, 6, 21), ZoneInfo("America/Denver"))
    >>> span is not None and f"{span[0]:%H:%M} to {span[1]:%H:%M}"
    '05:42 to 11:12'
    """
    horizon = LEVEL if skyline is None else skyline
    return DayLight(sun_track(lat, lon, on, tz), horizon, face_azimuth_deg).front_lit_span()


def _is_fresh(sun: SkyPosition, minutes_on_face: float | None) -> bool:
    return (
        minutes_on_face is not None
        and 0 <= minutes_on_face <= FIRST_LIGHT_MINUTES
        and sun.altitude_deg <= FIRST_LIGHT_BELOW_DEG
    )
