from datetime import date, timedelta
from math import cos, radians, sin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.light import (
    LEVEL,
    DayLight,
    Skyline,
    SkyPosition,
    face_light,
    front_lit_span,
    light_quality,
    sun_position,
    sun_times,
    sun_track,
)
from tripplanner.light.track import signed_deg

DENVER = ZoneInfo("America/Denver")
BARN = (43.6606, -110.6650)
azimuths = st.floats(0, 359.9)
suns = st.builds(SkyPosition, azimuth_deg=azimuths, altitude_deg=st.floats(-90, 90))
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
HILLS = Skyline(hidden_minutes=(10.0, 20.0))  # as visitors of Mormon Row report
WALL = Skyline(tuple(SkyPosition(azimuth_deg=each, altitude_deg=7.0) for each in range(0, 360, 20)))


def sun_at(azimuth_deg: float, altitude_deg: float) -> SkyPosition:
    """A sun that stands there."""
    return SkyPosition(azimuth_deg=azimuth_deg, altitude_deg=altitude_deg)


def day_light(on: date, face_azimuth_deg: float | None = None, skyline: Skyline = LEVEL) -> DayLight:
    """The light at the barn."""
    return DayLight(sun_track(*BARN, on, DENVER), skyline, face_azimuth_deg)


def share_of_light(face_deg: float, sun: SkyPosition) -> float:
    """What an upright wall takes of the light falling straight on it: the product of two unit vectors."""
    east, north = (
        sin(radians(sun.azimuth_deg)) * cos(radians(sun.altitude_deg)),
        cos(radians(sun.azimuth_deg)) * cos(radians(sun.altitude_deg)),
    )
    return east * sin(radians(face_deg)) + north * cos(radians(face_deg))


@given(st.builds(SkyPosition, azimuth_deg=azimuths, altitude_deg=st.floats(1, 90)), azimuths)
@settings(deadline=None)
def test_front_lit_is_half_of_the_light(sun, face_deg):
    """In the sun a wall is front-lit exactly when it takes half of the light or more (Lambert's law)."""
    share = share_of_light(face_deg, sun)
    if abs(share - 0.5) > 1e-9:
        assert (face_light(face_deg, sun, 0.0) == "front-lit") == (share > 0.5)


@pytest.mark.parametrize(
    ("azimuth_deg", "altitude_deg", "horizon_deg", "expected"),
    [
        (90, 10, 0, "front-lit"),
        (31, 10, 0, "front-lit"),
        (30, 10, 0, "side-lit"),
        (150.5, 10, 0, "side-lit"),
        (90, 59.9, 0, "front-lit"),
        (90, 60.1, 0, "side-lit"),
        (339.5, 10, 0, "back-lit"),
        (200, 10, 0, "side-lit"),
        (200.5, 10, 0, "back-lit"),
        (90, 7, 8, "shade"),
        (90, 7.7, 8, "front-lit"),
        (90, -1, 0, "shade"),
        (90, -5.9, 0, "shade"),
        (90, -6.1, 0, "dark"),
    ],
)
def test_the_rule_for_a_face_that_looks_east(azimuth_deg, altitude_deg, horizon_deg, expected):
    """Front-lit within 60° in the sky, side-lit within 110° of azimuth, shade under the skyline, dark."""
    assert face_light(90.0, sun_at(azimuth_deg, altitude_deg), horizon_deg) == expected


@given(suns, azimuths, azimuths, st.floats(0, 30))
@settings(deadline=None)
def test_only_the_angle_between_counts(sun, face_deg, turn_deg, horizon_deg):
    """Turning sun and face together changes nothing, but at the very edge of a rule."""
    turned = sun_at((sun.azimuth_deg + turn_deg) % 360, sun.altitude_deg)
    apart_deg = abs(signed_deg(sun.azimuth_deg - face_deg))
    if min(abs(share_of_light(face_deg, sun) - 0.5), abs(apart_deg - 110)) > 1e-6:
        there = face_light((face_deg + turn_deg) % 360, turned, horizon_deg)
        assert there == face_light(face_deg, sun, horizon_deg)


@given(suns, azimuths, st.floats(0, 30), st.floats(0, 30))
@settings(deadline=None)
def test_a_higher_skyline_only_takes_light(sun, face_deg, one_deg, other_deg):
    """What is in shade under a low skyline is in shade under a higher one."""
    low, high = (face_light(face_deg, sun, each) for each in sorted((one_deg, other_deg)))
    assert high in {low, "shade"}


@pytest.mark.parametrize(
    ("altitude_deg", "face", "minutes_on_face", "expected"),
    [
        (3, "front-lit", 0, "first-light"),
        (3, "front-lit", 40, "first-light"),
        (3, "front-lit", 41, "golden"),
        (3, "front-lit", None, "golden"),
        (11, "front-lit", 39, "first-light"),
        (13, "front-lit", 39, "front-lit"),
        (6, "back-lit", None, "golden"),
        (7, "side-lit", None, "day"),
        (7, "shade", None, "day"),
        (5, "shade", None, "twilight"),
        (-7, "dark", None, "dark"),
    ],
)
def test_the_rule_for_the_quality(altitude_deg, face, minutes_on_face, expected):
    """First light lasts 40 minutes below 12°; golden is direct sun below 6°; shade is never either."""
    assert light_quality(sun_at(90, altitude_deg), face, minutes_on_face=minutes_on_face) == expected


@pytest.mark.parametrize("on", [date(2026, 6, 21), date(2026, 9, 22), date(2026, 12, 21)])
def test_a_face_to_the_east_is_lit_from_sunrise(on):
    """With a level horizon it begins at the almanac's sunrise and ends when the wall takes half the light."""
    start, end = front_lit_span(*BARN, 90.0, on, DENVER)
    assert abs(start - sun_times(*BARN, on, DENVER).sunrise) <= timedelta(seconds=70)
    last, after = (
        share_of_light(90.0, sun_position(*BARN, each)) for each in (end, end + timedelta(minutes=1))
    )
    assert last >= 0.5 > after


def test_unlisted_hills_delay_the_light():
    """Without a summit in the east the light comes 10 minutes after sunrise at the earliest."""
    on = date(2026, 9, 22)
    free, hidden = (front_lit_span(*BARN, 90.0, on, DENVER, skyline=each) for each in (LEVEL, HILLS))
    assert hidden[0] - free[0] == pytest.approx(timedelta(minutes=10), abs=timedelta(minutes=1))
    assert hidden[1] == free[1]


def test_a_sun_that_is_gone_before_it_can_come_lights_nothing():
    """Where hills may hide the sun for longer than it is up, no face is front-lit that day."""
    hills = Skyline(hidden_minutes=(900.0, 900.0))
    light = day_light(date(2026, 12, 21), 180.0, hills)
    assert light.direct_sun.direct_sun_from_earliest is None
    assert light.front_lit_span() is None
    assert light.at(12 * 60).face == "shade"


def test_a_wall_delays_the_light():
    """Behind a 7° wall the face is front-lit from when the sun's edge is 7° high, not before."""
    start, _ = front_lit_span(*BARN, 90.0, date(2026, 9, 22), DENVER, skyline=WALL)
    assert sun_position(*BARN, start).altitude_deg == pytest.approx(6.7, abs=0.25)


def test_a_face_to_the_north_has_no_front_light_in_winter():
    """In December the sun never comes within 60° of north."""
    assert front_lit_span(*BARN, 0.0, date(2026, 12, 21), DENVER) is None


def test_first_light_on_the_barn():
    """The order of a clear morning: dark, twilight, first light, then front-lit."""
    barn = day_light(date(2026, 9, 22), 90.0, HILLS)
    qualities = [barn.at(minute).quality for minute in range(0, 11 * 60, 5)]
    in_order = [each for index, each in enumerate(qualities) if index == 0 or qualities[index - 1] != each]
    assert in_order == ["dark", "twilight", "first-light", "front-lit"]
    assert qualities.count("first-light") * 5 == pytest.approx(40, abs=6)


def test_at_sunset_the_barn_is_not_front_lit():
    """Its front looks east: in the evening there is golden light, but from behind (visit facts, 1b)."""
    barn = day_light(date(2026, 9, 22), 90.0)
    evening = barn.at(19 * 60)
    assert (evening.face, evening.quality) == ("back-lit", "golden")


def test_a_viewpoint_without_a_face_is_never_front_lit():
    """A place that looks nowhere in particular has golden hours and daylight, no first light."""
    place = day_light(date(2026, 9, 22))
    seen = [place.at(minute) for minute in range(0, 1440, 5)]
    assert {each.face for each in seen} == {None}
    assert {each.quality for each in seen} == {"dark", "twilight", "golden", "day"}
    assert place.front_lit_span() is None


@given(days, azimuths, st.sampled_from([LEVEL, HILLS, WALL]), st.integers(0, 1380))
@settings(max_examples=60, deadline=None)
def test_the_day_agrees_with_the_moment(on, face_deg, skyline, minute):
    """A day's light at a minute is the rule applied to the sun at that moment."""
    light = day_light(on, face_deg, skyline)
    moment = light.track.day.moment(minute)
    sun = sun_position(*BARN, moment)
    assert light.at(minute).sun.altitude_deg == pytest.approx(sun.altitude_deg, abs=0.001)
    if light.at(minute).face not in {"shade", "dark"}:
        horizon_deg = skyline.altitude_deg(light.at(minute).sun.azimuth_deg)
        assert light.at(minute).face == face_light(face_deg, light.at(minute).sun, horizon_deg)
        assert light.direct_sun.direct_sun_from_earliest <= moment + timedelta(seconds=1)


@given(days, azimuths, st.sampled_from([LEVEL, HILLS, WALL]))
@settings(max_examples=40, deadline=None)
def test_the_whole_span_is_front_lit_and_no_more(on, face_deg, skyline):
    """Every minute of the span is front-lit; the minute before and the minute after are not."""
    light = day_light(on, face_deg, skyline)
    if light.front_lit_minutes is not None:
        start, end = light.front_lit_minutes
        assert {light.at(minute).face for minute in range(start, end + 1)} == {"front-lit"}
        assert light.at(start - 1).face != "front-lit"
        assert light.at(end + 1).face != "front-lit"


def test_sites_a_few_kilometres_apart_can_share_the_sun():
    """Five kilometres away the sun stands within 0.05° (and 0.1° of azimuth at noon in June)."""
    here = sun_track(*BARN, date(2026, 3, 20), DENVER)
    there = sun_track(BARN[0] + 0.03, BARN[1] + 0.04, date(2026, 3, 20), DENVER)
    for (azimuth_deg, altitude_deg), (other_azimuth_deg, other_altitude_deg) in zip(
        here.positions, there.positions, strict=True
    ):
        assert altitude_deg == pytest.approx(other_altitude_deg, abs=0.05)
        assert abs(signed_deg(azimuth_deg - other_azimuth_deg)) < 0.1
