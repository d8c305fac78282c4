"""The sun's day at a place: twilights, golden and blue hours, sunrise, noon and sunset."""

from datetime import date, datetime
from functools import lru_cache
from math import radians, tan
from zoneinfo import ZoneInfo

import ephem
from pydantic import AwareDatetime

from tripplanner.errors import InvalidRequestError
from tripplanner.light.track import (
    SkyPosition,
    SunTrack,
    first_rise,
    last_fall,
    observer_at,
    position_of,
    sun_track,
)
from tripplanner.models import Record
from tripplanner.shown import Shown

HORIZON_DEG = -50 / 60  # 34' of refraction and 16' of radius, as in the Naval Observatory's tables
SUN_RADIUS_DEG = 16 / 60


class SunTimes(Shown, Record):
    """
    The sun's events on one local civil day, to the second; None for what does not happen that day.

    Each event lies within the day `on`. Near the polar circles an evening may end after midnight:
    its last events are then found under the next date, before that day's dawn, as in almanacs.
    Rise and set are for a level horizon and can be a minute or two off in real air.

    Attributes
    ----------
    on
        The day, in the place's zone.
    astronomical_dawn, nautical_dawn, civil_dawn
        When the sun's centre rises through 18°, 12° and 6° below the horizon [1]_.
    blue_hour_morning_from, blue_hour_morning_until
        While the sun's centre rises from 6° to 4° below the horizon; photographers differ on these.
    golden_hour_morning_from, golden_hour_morning_until
        While it rises from 4° below the horizon to 6° above; photographers differ on these.
    sunrise, sunset
        When its centre is 50' below a level horizon: 34' of refraction and 16' of radius [1]_.
    solar_noon
        When it stands highest.
    golden_hour_evening_from, golden_hour_evening_until
        As in the morning, the other way round.
    blue_hour_evening_from, blue_hour_evening_until
        As in the morning, the other way round.
    civil_dusk, nautical_dusk, astronomical_dusk
        When its centre sinks through 6°, 12° and 18° below the horizon [1]_.

    References
    ----------
    .. [1] U.S. Naval Observatory, "Rise, Set, and Twilight Definitions".
    """

    on: date
    astronomical_dawn: AwareDatetime | None
    nautical_dawn: AwareDatetime | None
    civil_dawn: AwareDatetime | None
    blue_hour_morning_from: AwareDatetime | None
    blue_hour_morning_until: AwareDatetime | None
    golden_hour_morning_from: AwareDatetime | None
    sunrise: AwareDatetime | None
    golden_hour_morning_until: AwareDatetime | None
    solar_noon: AwareDatetime | None
    golden_hour_evening_from: AwareDatetime | None
    sunset: AwareDatetime | None
    golden_hour_evening_until: AwareDatetime | None
    blue_hour_evening_from: AwareDatetime | None
    blue_hour_evening_until: AwareDatetime | None
    civil_dusk: AwareDatetime | None
    nautical_dusk: AwareDatetime | None
    astronomical_dusk: AwareDatetime | None


def sun_times(
    lat: float,
    lon: float,
    on: date,
    tz: ZoneInfo,
    *,
    golden_low_deg: float = -4.0,
    golden_high_deg: float = 6.0,
    blue_low_deg: float = -6.0,
    blue_high_deg: float | None = None,
) -> SunTimes:
    """
    Twilights, golden and blue hours, sunrise, solar noon and sunset of one local civil day.

    Sunrise and sunset are when the sun's centre is 50' below a level horizon (34' refraction, 16'
    radius); civil, nautical and astronomical twilight when it is 6°, 12° and 18° below [1]_. Golden
    hour is between `golden_low_deg` and `golden_high_deg`, blue hour between `blue_low_deg` and
    `blue_high_deg`; photographers differ on these, so they can be set.

    Parameters
    ----------
    lat, lon
        The place, WGS 84. [°; -90 to 90, -180 to 180]
    on
        The day, in the zone `tz`.
    tz
        The place's time zone; every answer is in it.
    golden_low_deg, golden_high_deg
        The sun's altitude at the dark and the bright end of golden hour. [°]
    blue_low_deg, blue_high_deg
        The sun's altitude at the dark and the bright end of blue hour; unless given, it is bright
        until golden hour begins. [°]

    Raises
    ------
    InvalidRequestError
        For a place that is not on Earth, or angles that do not rise from dark to bright.

    References
    ----------
    .. [1] U.S. Naval Observatory, "Rise, Set, and Twilight Definitions".

    Examples
    --------
    >>> day = sun_times(43.66, -110.66, date(2026, 12, 21), ZoneInfo("America/Denver"))
    >>> f"{day.sunrise:%H:%M} {day.sunset:%H:%M}"
    '07:53 16:48'
    """
    blue = (blue_low_deg, golden_low_deg if blue_high_deg is None else blue_high_deg)
    for name, low, high in (("golden", golden_low_deg, golden_high_deg), ("blue", *blue)):
        if not -90 <= low <= high <= 90:
            raise InvalidRequestError(f"the angles of {name} hour must rise: {low:g} to {high:g} does not")
    track = sun_track(lat, lon, on, tz)
    levels = {
        "astronomical": -18.0,
        "nautical": -12.0,
        "civil": -6.0,
        "horizon": HORIZON_DEG,
        "blue low": blue[0],
        "blue high": blue[1],
        "low": golden_low_deg,
        "high": golden_high_deg,
    }
    passes = {name: track.passes(level) for name, level in levels.items()}
    up = {name: _moment(track, first_rise(found)) for name, found in passes.items()}
    down = {name: _moment(track, last_fall(found)) for name, found in passes.items()}
    return SunTimes(
        on=on,
        astronomical_dawn=up["astronomical"],
        nautical_dawn=up["nautical"],
        civil_dawn=up["civil"],
        blue_hour_morning_from=up["blue low"],
        blue_hour_morning_until=up["blue high"],
        golden_hour_morning_from=up["low"],
        sunrise=up["horizon"],
        golden_hour_morning_until=up["high"],
        solar_noon=_noon(track),
        golden_hour_evening_from=down["high"],
        sunset=down["horizon"],
        golden_hour_evening_until=down["low"],
        blue_hour_evening_from=down["blue high"],
        blue_hour_evening_until=down["blue low"],
        civil_dusk=down["civil"],
        nautical_dusk=down["nautical"],
        astronomical_dusk=down["astronomical"],
    )


def sun_position(lat: float, lon: float, moment: datetime) -> SkyPosition:
    """
    Where the sun stands at a moment: the geometric altitude of its centre, without refraction.

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
    >>> noon = datetime.fromisoformat("2026-12-21T12:00:00-07:00")
    >>> sun_position(43.66, -110.66, noon).azimuth_deg // 1
    174.0
    """
    return position_of(ephem.Sun(), observer_at(lat, lon), moment)


def apparent_altitude_deg(altitude_deg: float) -> float:
    """
    Height at which something in the sky is seen: refraction added. [°]

    Refraction by Sæmundsson's formula [1]_, for air at sea level; at sunrise it is within half a
    minute of arc of the 34' that almanacs use. In the thinner air of a high valley it is up to a
    quarter less.

    Parameters
    ----------
    altitude_deg
        Its height without refraction. [°; below -1 refraction is held constant]

    References
    ----------
    .. [1] Þ. Sæmundsson, "Astronomical Refraction", Sky and Telescope 72 (1986), p. 70.

    Examples
    --------
    >>> round(apparent_altitude_deg(10.0), 2)
    10.09
    """
    height = max(altitude_deg, -1.0)
    refraction_arcmin = 1.02 / tan(radians(height + 10.3 / (height + 5.11)))
    return altitude_deg + refraction_arcmin / 60


@lru_cache(maxsize=2048)  # the same sun stands over every site
def limb_altitude_deg(altitude_deg: float) -> float:
    """Height at which the sun's upper edge is seen, from the centre's without refraction. [°]"""
    return apparent_altitude_deg(altitude_deg + SUN_RADIUS_DEG)


def _noon(track: SunTrack) -> datetime | None:
    return _moment(track, next((minute for minute, highest in track.culminations() if highest), None))


def _moment(track: SunTrack, minute: float | None) -> datetime | None:
    return None if minute is None else track.day.moment(minute)
