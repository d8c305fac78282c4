"""Where sun and moon stand: ephem behind typed helpers, and a whole day's sun at little cost.

Nothing outside this module and `moon` touches ephem. A day's sun is kept as a `SunTrack`: three of
ephem's positions and a parabola through them, which is within 0.001° of ephem at a tenth of the
cost, so that a planner may ask for thousands of minutes.

The place's own elevation is never used: it would lower the horizon as on a mountain top, and these
are places in a valley. What the mountains around do is the matter of `skyline`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import count
from math import asin, atan2, cos, degrees, radians, sin
from typing import Any
from zoneinfo import ZoneInfo

import ephem
from pydantic import Field

from tripplanner.errors import InvalidRequestError
from tripplanner.models import Degrees, Record

STEP_MINUTES = 5
_SUN_PARALLAX_DEG = 8.794 / 3600

Parabola = tuple[float, float, float]
Crossing = tuple[float, bool]  # a minute, and whether the body rises through the level


class SkyPosition(Record):
    """
    Where a body stands in the sky.

    `azimuth_deg` is the compass direction [° from north, clockwise]; `altitude_deg` that of the
    body's centre above the level horizon [°], without refraction unless said otherwise.
    """

    azimuth_deg: Degrees
    altitude_deg: float = Field(ge=-90, le=90)


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A civil day of a time zone: 23, 24 or 25 hours, counted in elapsed minutes from its midnight."""

    on: date
    tz: ZoneInfo
    starts_at: datetime
    minutes: float

    @classmethod
    def of(cls, on: date, tz: ZoneInfo) -> "LocalDay":
        """Build the day `on` of the zone `tz`."""
        start, end = (
            datetime.combine(each, time(), tz).astimezone(UTC) for each in (on, on + timedelta(days=1))
        )
        return cls(on, tz, start, (end - start) / timedelta(minutes=1))

    def moment(self, minute: float) -> datetime:
        """The local time at that minute, rounded down to the second, so that no event leaves its day."""
        seconds = int(minute * 60)
        return (self.starts_at + timedelta(seconds=seconds)).astimezone(self.tz)

    def minute(self, moment: datetime) -> float:
        """Elapsed minutes from the day's midnight to the moment; negative before it. [min]"""
        return (moment - self.starts_at) / timedelta(minutes=1)


@dataclass(frozen=True)  # without slots: the positions are kept once worked out
class SunTrack:
    """
    The sun over one place through one local day; build it with `sun_track`.

    Places within a few kilometres may share one: the sun's position then differs by less than 0.05°.
    The parabolas give hour angle and declination [°] over the share of the day that has passed.
    """

    lat: float
    lon: float
    day: LocalDay
    hour_angle: Parabola
    declination: Parabola

    @cached_property
    def positions(self) -> tuple[tuple[float, float], ...]:
        """Azimuth and altitude at every fifth minute of the day. [°]"""
        return tuple(self.at(minute) for minute in range(0, int(self.day.minutes) + 1, STEP_MINUTES))

    @cached_property
    def _skies(self) -> dict[int, SkyPosition]:
        return {}

    def altitude_deg(self, minute: float) -> float:
        """Height of the sun's centre, without refraction, at that minute since local midnight. [°]"""
        return self.at(minute)[1]

    def at(self, minute: float) -> tuple[float, float]:
        """Azimuth and altitude as in `position`, as plain numbers. [°]"""
        share = minute / self.day.minutes
        turned, north = radians(_value(self.hour_angle, share)), radians(_value(self.declination, share))
        lat = radians(self.lat)
        height = asin(sin(lat) * sin(north) + cos(lat) * cos(north) * cos(turned))
        azimuth = atan2(
            -cos(north) * sin(turned), cos(lat) * sin(north) - sin(lat) * cos(north) * cos(turned)
        )
        return degrees(azimuth) % 360, degrees(height) - _SUN_PARALLAX_DEG * cos(height)

    def position(self, minute: float) -> SkyPosition:
        """Where the sun stands at that minute since local midnight, without refraction."""
        azimuth_deg, altitude_deg = self.at(minute)
        return SkyPosition(azimuth_deg=azimuth_deg, altitude_deg=altitude_deg)

    def sky(self, minute: int) -> SkyPosition:
        """The `position` at a whole minute, kept: all sites that share the track ask for the same ones."""
        known = self._skies.get(minute)
        return self._skies.setdefault(minute, self.position(minute)) if known is None else known

    def culminations(self) -> list[tuple[float, bool]]:
        """Minutes at which the sun is highest (True) or lowest (False) that day, in order."""
        first, last = self.hour_angle[0], sum(self.hour_angle)
        half_turns = range(int(first // 180) + 1, int(last // 180) + 1)
        return [(self._minute_of(180.0 * each), each % 2 == 0) for each in half_turns]

    def passes(self, level_deg: float) -> list[Crossing]:
        """Minutes at which the sun's centre passes that height, each with True for rising."""
        nodes = [0.0, *(minute for minute, _ in self.culminations()), self.day.minutes]
        return crossings(self.altitude_deg, nodes, level_deg)

    def _minute_of(self, hour_angle_deg: float) -> float:
        """The minute of an hour angle; the parabola is all but straight, so three steps are plenty."""
        start, slope, bend = self.hour_angle
        share = 0.0
        for _ in range(3):
            share = (hour_angle_deg - start) / (slope + bend * share)
        return share * self.day.minutes


def sun_track(lat: float, lon: float, on: date, tz: ZoneInfo) -> SunTrack:
    """
    Follow the sun over a place through one local day.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    on
        The day, in the zone `tz`.
    tz
        The place's time zone.

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth.

    Examples
    --------
    >>> track = sun_track(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"))
    >>> round(track.altitude_deg(12 * 60), 1)
    22.7
    """
    day = LocalDay.of(on, tz)
    observer = observer_at(lat, lon)
    angles = [_hour_angle_and_declination(observer, day, share) for share in (0.0, 0.5, 1.0)]
    turned = [angles[0][0]]
    for each, _ in angles[1:]:
        expected = turned[-1] + day.minutes / 8  # half the day at a quarter of a degree a minute
        turned.append(expected + signed_deg(each - expected))
    return SunTrack(lat, lon, day, _parabola(turned), _parabola([each for _, each in angles]))


def crossings(
    altitude_deg: Callable[[float], float], nodes: Sequence[float], level_deg: float
) -> list[Crossing]:
    """
    When a body passes a level: minutes, in order, with True for rising.

    Parameters
    ----------
    altitude_deg
        The body's altitude at a minute. [°]
    nodes
        Minutes in order; between two of them the body passes the level at most once.
    level_deg
        The level. [°]
    """
    over = [altitude_deg(node) >= level_deg for node in nodes]
    return crossings_between(altitude_deg, nodes, level_deg, over)


def crossings_between(
    altitude_deg: Callable[[float], float], nodes: Sequence[float], level_deg: float, over: Sequence[bool]
) -> list[Crossing]:
    """The `crossings` where it is known already at which nodes the body is `over` the level."""
    return [
        (pass_between(altitude_deg, low, high, level_deg), not was_over)
        for low, high, was_over, is_over in zip(nodes, nodes[1:], over, over[1:], strict=False)
        if was_over != is_over
    ]


def first_rise(passes: Iterable[Crossing]) -> float | None:
    """The minute of the first pass upwards; None without one."""
    return next((minute for minute, rising in passes if rising), None)


def last_fall(passes: Sequence[Crossing]) -> float | None:
    """The minute of the last pass downwards; None without one."""
    return next((minute for minute, rising in reversed(passes) if not rising), None)


def observer_at(lat: float, lon: float) -> Any:
    """Build ephem's observer at sea level, without refraction."""
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise InvalidRequestError(f"no such place: latitude {lat}, longitude {lon}")
    observer = ephem.Observer()
    observer.lat, observer.lon = radians(lat), radians(lon)
    observer.pressure = 0
    return observer


def position_of(body: Any, observer: Any, moment: datetime) -> SkyPosition:
    """Where one of ephem's bodies stands over one of its observers."""
    observer.date = ephem_date(moment)
    body.compute(observer)
    return SkyPosition(azimuth_deg=degrees(body.az) % 360, altitude_deg=degrees(body.alt))


def ephem_date(moment: datetime) -> datetime:
    """Convert an aware moment to the naive UTC that ephem reads."""
    if moment.tzinfo is None:
        raise InvalidRequestError(f"the moment {moment.isoformat()} needs a time zone")
    return moment.astimezone(UTC).replace(tzinfo=None)


def signed_deg(angle_deg: float) -> float:
    """The same angle from -180 up to 180. [°]"""
    return (angle_deg + 180) % 360 - 180


def _hour_angle_and_declination(observer: Any, day: LocalDay, share: float) -> tuple[float, float]:
    observer.date = ephem_date(day.starts_at + timedelta(minutes=day.minutes * share))
    sun = ephem.Sun(observer)
    return signed_deg(degrees(observer.sidereal_time() - sun.g_ra)), degrees(sun.g_dec)


def _parabola(values: Sequence[float]) -> Parabola:
    start, middle, end = values
    bend = 2 * (start - 2 * middle + end)
    return start, end - start - bend, bend


def _value(parabola: Parabola, share: float) -> float:
    start, slope, bend = parabola
    return start + share * (slope + share * bend)


def pass_between(altitude_deg: Callable[[float], float], low: float, high: float, level_deg: float) -> float:
    """
    The minute between two others at which a level is passed, to 0.006 s. [min]

    By false position with the Illinois rule, which on a smooth path takes a third of the look-ups of
    halving; every third step halves all the same, for paths with corners.
    """
    low_off, high_off = altitude_deg(low) - level_deg, altitude_deg(high) - level_deg
    rises, kept = high_off >= 0, ""
    for step in count():
        middle = (
            (low * high_off - high * low_off) / (high_off - low_off) if step % 3 < 2 else (low + high) / 2
        )
        off = altitude_deg(middle) - level_deg
        if abs(off) < 1e-7 or high - low < 1e-4:
            break
        if (off >= 0) == rises:
            high, high_off, low_off = middle, off, low_off / 2 if kept == "low" else low_off
            kept = "low"
        else:
            low, low_off, high_off = middle, off, high_off / 2 if kept == "high" else high_off
            kept = "high"
    return middle
