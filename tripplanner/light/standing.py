"""On which days sun or moon stands in a given direction, as behind a summit."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from math import degrees
from typing import Any, Literal
from zoneinfo import ZoneInfo

import ephem
from pydantic import AwareDatetime, Field

from tripplanner.errors import InvalidRequestError
from tripplanner.light.skyline import LEVEL, Skyline
from tripplanner.light.sun import apparent_altitude_deg
from tripplanner.light.track import LocalDay, ephem_date, observer_at, pass_between, signed_deg
from tripplanner.models import Degrees, Record

Body = Literal["sun", "moon"]
TOLERANCE_DEG = 0.5
MAX_DAYS = 10 * 366
_STEP_MINUTES = 60.0
_FASTEST_DEG_PER_MINUTE = 0.2510  # a star at the equator climbs by 15.04° an hour
_MINUTES_A_DAY = 1440.0
_BODIES: dict[Body, Callable[[], Any]] = {"sun": ephem.Sun, "moon": ephem.Moon}


class Standing(Record):
    """
    A moment at which a body stands in the direction asked for, as seen from the place.

    `altitude_deg` is that of its centre as it is seen, refraction included [°]; `over_skyline_deg`
    is how far that is above the skyline, an estimate [°]. `illuminated_percent` is the moon's.
    """

    body: Body
    at: AwareDatetime
    azimuth_deg: Degrees
    altitude_deg: float = Field(ge=-90, le=91)
    over_skyline_deg: float
    illuminated_percent: float | None = Field(default=None, ge=0, le=100)


def azimuth_passes(
    lat: float,
    lon: float,
    *,
    azimuth_deg: float,
    first_day: date,
    last_day: date,
    tz: ZoneInfo,
    body: Body = "sun",
    lowest_deg: float = -1.0,
    skyline: Skyline = LEVEL,
) -> tuple[Standing, ...]:
    """
    Every moment at which the body's centre passes an azimuth, in order.

    The azimuth is met to the second. The body is looked up hour by hour while it may be seen, more
    closely where it turns fast, and the time of passing is halved down. Where it runs along the
    azimuth without crossing it, as can be in the tropics and near the poles, a pass may be missed.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    azimuth_deg
        The direction. [° from north, clockwise; 0 up to 360]
    first_day, last_day
        The days to look through, both included, in the zone `tz`; ten years at most.
    tz
        The place's time zone.
    body
        `sun` or `moon`.
    lowest_deg
        Passes lower than this do not matter. [°, as seen]
    skyline
        The horizon seen from the place.

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth, a direction that is none, or days in the wrong order.

    Examples
    --------
    >>> day = {"first_day": date(2026, 12, 21), "last_day": date(2026, 12, 21)}
    >>> found = azimuth_passes(43.66, -110.66, azimuth_deg=180, tz=ZoneInfo("America/Denver"), **day)
    >>> [f"{each.at:%H:%M:%S} {each.altitude_deg:.1f}" for each in found]
    ['12:20:51 22.9']
    """
    _refuse(azimuth_deg, first_day, last_day)
    first, last = LocalDay.of(first_day, tz), LocalDay.of(last_day, tz)
    sky = _Sky(lat, lon, body, azimuth_deg, first.starts_at)
    skyline_deg = skyline.altitude_deg(azimuth_deg)
    found = (
        sky.standing(minute, skyline_deg, tz)
        for minute in sky.passes(first.minute(last.starts_at) + last.minutes, lowest_deg)
    )
    return tuple(each for each in found if each.altitude_deg >= lowest_deg)


def standings(
    found: Iterable[Standing], *, altitude_deg: float | None = None, tolerance_deg: float = TOLERANCE_DEG
) -> tuple[Standing, ...]:
    """
    Those passes at which the body stands at the height asked for.

    Parameters
    ----------
    found
        What `azimuth_passes` found.
    altitude_deg
        Height at which its centre is seen. [°; -90 to 90] None: at the skyline or anywhere above.
    tolerance_deg
        How far off that height, or below the skyline, it may be: half a degree is about the width
        of sun and moon. [°; 0 to 90]

    Raises
    ------
    InvalidRequestError
        For an altitude or a tolerance that is none.

    Examples
    --------
    >>> year = {"first_day": date(2027, 1, 1), "last_day": date(2027, 12, 31)}
    >>> all_year = azimuth_passes(43.66, -110.66, azimuth_deg=285, tz=ZoneInfo("America/Denver"), **year)
    >>> found = standings(all_year, altitude_deg=7)
    >>> [f"{each.at:%d %b %H:%M} {each.altitude_deg:.1f}" for each in found]
    ['01 May 19:42 6.6', '02 May 19:41 7.0', '03 May 19:39 7.4', '09 Aug 19:49 7.1', '10 Aug 19:50 6.7']
    """
    if altitude_deg is not None and not -90 <= altitude_deg <= 90:
        raise InvalidRequestError(f"an altitude is -90 to 90 degrees, not {altitude_deg:g}")
    if not 0 <= tolerance_deg <= 90:
        raise InvalidRequestError(f"a tolerance is 0 to 90 degrees, not {tolerance_deg:g}")
    if altitude_deg is None:
        return tuple(each for each in found if each.over_skyline_deg >= -tolerance_deg)
    return tuple(each for each in found if abs(each.altitude_deg - altitude_deg) <= tolerance_deg)


class _Sky:
    """One of ephem's bodies over one place, by minutes since a moment."""

    def __init__(self, lat: float, lon: float, body: Body, azimuth_deg: float, since: datetime) -> None:
        self.name, self.azimuth_deg, self.since = body, azimuth_deg, since
        self._observer, self._body = observer_at(lat, lon), _BODIES[body]()
        self._since = float(ephem.Date(ephem_date(since)))

    def off_deg(self, minute: float) -> float:
        """How far the body has turned past the azimuth. [°, -180 to 180]"""
        self._observer.date = self._since + minute / _MINUTES_A_DAY
        self._body.compute(self._observer)
        return signed_deg(degrees(self._body.az) - self.azimuth_deg)

    def passes(self, until: float, lowest_deg: float) -> Iterator[float]:
        """Minutes at which the body passes the azimuth, in order, but for times when it is far below."""
        low = 0.0
        while low < until:
            low_deg = self.off_deg(low)
            high = min(low + _STEP_MINUTES, until)
            rest = (lowest_deg - 1 - degrees(self._body.alt)) / _FASTEST_DEG_PER_MINUTE
            if rest > _STEP_MINUTES:
                low += rest
                continue
            yield from self._passes_between(low, low_deg, high, self.off_deg(high))
            low = high

    def standing(self, minute: float, skyline_deg: float, tz: ZoneInfo) -> Standing:
        off_deg = self.off_deg(minute)
        seen_deg = apparent_altitude_deg(degrees(self._body.alt))
        return Standing(
            body=self.name,
            at=(self.since + timedelta(seconds=int(minute * 60))).astimezone(tz),
            azimuth_deg=(self.azimuth_deg + off_deg) % 360,
            altitude_deg=seen_deg,
            over_skyline_deg=seen_deg - skyline_deg,
            illuminated_percent=min(100.0, float(self._body.phase)) if self.name == "moon" else None,
        )

    def _passes_between(self, low: float, low_deg: float, high: float, high_deg: float) -> Iterator[float]:
        if abs(signed_deg(high_deg - low_deg)) >= 90 and high - low > 1:
            # It turns fast, near the zenith: look closer.
            middle = (low + high) / 2
            middle_deg = self.off_deg(middle)
            yield from self._passes_between(low, low_deg, middle, middle_deg)
            yield from self._passes_between(middle, middle_deg, high, high_deg)
        elif (low_deg < 0) != (high_deg < 0) and abs(low_deg) + abs(high_deg) < 180:
            yield pass_between(self.off_deg, low, high, 0.0)


def _refuse(azimuth_deg: float, first_day: date, last_day: date) -> None:
    if not 0 <= azimuth_deg < 360:
        raise InvalidRequestError(f"an azimuth is 0 up to 360 degrees from north, not {azimuth_deg:g}")
    if last_day < first_day:
        raise InvalidRequestError(f"the days run backwards: {first_day} to {last_day}")
    if (last_day - first_day).days >= MAX_DAYS:
        raise InvalidRequestError(f"{first_day} to {last_day} is longer than ten years")
