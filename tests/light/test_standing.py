from datetime import date, datetime, timedelta
from itertools import pairwise
from math import cos, radians, sin
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.catalog import find_site, load_destination
from tripplanner.errors import InvalidRequestError
from tripplanner.light import (
    LEVEL,
    Skyline,
    SkyPosition,
    Standing,
    azimuth_passes,
    moon_position,
    standings,
    sun_position,
    sun_times,
)
from tripplanner.light.sun import apparent_altitude_deg
from tripplanner.light.track import signed_deg

DENVER = ZoneInfo("America/Denver")
MORMON_ROW = (43.66, -110.66)
YEAR = {"first_day": date(2027, 1, 1), "last_day": date(2027, 12, 31), "tz": DENVER}
SPRING = {"first_day": date(2027, 2, 1), "last_day": date(2027, 4, 30), "tz": DENVER}
POSITIONS = {"sun": sun_position, "moon": moon_position}


def a_standing(altitude_deg: float, over_skyline_deg: float) -> Standing:
    """A pass at that height."""
    return Standing(
        body="sun",
        at=datetime(2027, 1, 1, tzinfo=DENVER),
        azimuth_deg=180,
        altitude_deg=altitude_deg,
        over_skyline_deg=over_skyline_deg,
    )


def arc_deg(there: SkyPosition, azimuth_deg: float) -> float:
    """How far off an azimuth it stands, as an arc: near the zenith azimuths are worth little."""
    return abs(signed_deg(there.azimuth_deg - azimuth_deg)) * cos(radians(there.altitude_deg))


@pytest.fixture(scope="module", params=[("sun", 238), ("moon", 284)], ids=["sun", "moon"])
def year_of_passes(request):
    """A body, an azimuth, and every pass of 2027."""
    body, azimuth_deg = request.param
    return body, azimuth_deg, azimuth_passes(*MORMON_ROW, azimuth_deg=azimuth_deg, body=body, **YEAR)


def test_every_pass_of_a_year_is_where_de421_has_it(skyfield, year_of_passes):
    """At each moment found Skyfield sees the body within 0.05° of the azimuth and of its height."""
    body, azimuth_deg, found = year_of_passes
    theirs = skyfield.azimuth_altitude_deg(body, [each.at for each in found])
    assert len(found) > 100
    for each, (there_deg, height_deg) in zip(found, theirs, strict=True):
        assert abs(signed_deg(there_deg - azimuth_deg)) < 0.05
        assert each.altitude_deg == pytest.approx(apparent_altitude_deg(height_deg), abs=0.05)


def test_no_pass_of_a_year_is_lost(skyfield, midnight, year, year_of_passes):
    """Where Skyfield's body turns past the azimuth between two hours of the year, there is one pass."""
    body, azimuth_deg, found = year_of_passes
    when = [midnight(year[0]) + timedelta(hours=each) for each in range(365 * 24 + 1)]
    seen = skyfield.azimuth_altitude_deg(body, when)
    off = [signed_deg(there_deg - azimuth_deg) for there_deg, _ in seen]
    theirs = [
        when[number]
        for number, (before, after) in enumerate(pairwise(off))
        if before < 0 <= after and after - before < 90 and min(seen[number][1], seen[number + 1][1]) > 0
    ]
    assert len(theirs) > 100
    for moment in theirs:
        near = [each for each in found if timedelta(0) <= each.at - moment <= timedelta(hours=1)]
        assert len(near) == 1


def test_due_south_is_noon():
    """The sun passes south once a day, within 1 s of solar noon (azimuth and hour angle are 0 together)."""
    found = azimuth_passes(*MORMON_ROW, azimuth_deg=180, **SPRING)
    assert len(found) == 28 + 31 + 30
    for each in found:
        assert abs(each.at - sun_times(*MORMON_ROW, each.at.date(), DENVER).solar_noon) <= timedelta(
            seconds=1
        )


@given(st.floats(30, 65), st.floats(0, 359.9), st.sampled_from(["sun", "moon"]), st.dates(date(2026, 1, 1)))
@settings(max_examples=40, deadline=None)
def test_each_pass_is_at_that_azimuth(lat, azimuth_deg, body, day):
    """Anywhere, the body stands within a hundredth of a degree of the azimuth at each moment found."""
    first = min(day, date(2150, 1, 1))
    found = azimuth_passes(
        lat,
        10.0,
        azimuth_deg=azimuth_deg,
        first_day=first,
        last_day=first + timedelta(days=3),
        tz=DENVER,
        body=body,
        lowest_deg=-90,
    )
    for each in found:
        there = POSITIONS[body](lat, 10.0, each.at)
        assert arc_deg(there, azimuth_deg) < 0.01
        assert signed_deg(each.azimuth_deg - azimuth_deg) == pytest.approx(0, abs=0.01)
        assert first <= each.at.date() <= first + timedelta(days=3)


@pytest.mark.parametrize("lat", [0.0, 15.0, -20.0])
def test_in_the_tropics_the_sun_may_turn_either_way(lat):
    """North or south of the zenith each pass found is one, and on every day there is one or more."""
    on = {"first_day": date(2027, 3, 1), "last_day": date(2027, 3, 31), "tz": ZoneInfo("UTC")}
    found = [(each, deg) for deg in (80, 100) for each in azimuth_passes(lat, 0.0, azimuth_deg=deg, **on)]
    days = {each.at.date() for each, _ in found}
    assert len(days) == 31
    assert len(found) <= 4 * len(days)
    for each, azimuth_deg in found:
        assert arc_deg(sun_position(lat, 0.0, each.at), azimuth_deg) < 0.01


@pytest.mark.parametrize("pair", [(0, 180), (60, 120), (240, 300)])
def test_near_the_zenith_the_sun_turns_north_or_south(pair):
    """Under a sun that is overhead at 14.5° N it turns within minutes, one way or the other, never both."""
    on = {"first_day": date(2027, 4, 29), "last_day": date(2027, 4, 29), "tz": ZoneInfo("UTC")}
    for step in range(60):
        lat = 14.0 + step * 0.02
        found = [(each, deg) for deg in pair for each in azimuth_passes(lat, 7.5, azimuth_deg=deg, **on)]
        assert len(found) == 1
        assert signed_deg(found[0][0].azimuth_deg - found[0][1]) == pytest.approx(0, abs=0.01)


def test_looking_only_at_heights_that_matter_changes_nothing():
    """Skipping the times when the moon is far below loses none of the passes that may be seen."""
    january = YEAR | {"last_day": date(2027, 1, 31)}
    every, seen = (
        azimuth_passes(*MORMON_ROW, azimuth_deg=290, body="moon", lowest_deg=lowest_deg, **january)
        for lowest_deg in (-90.0, 3.0)
    )
    assert len(every) == 30
    assert [each.at for each in seen] == [each.at for each in every if each.altitude_deg >= 3]


def test_heights_are_told_over_the_skyline():
    """Behind a wall 7° high the pass is told with 7° less; without an altitude only those above count."""
    wall = Skyline(tuple(SkyPosition(azimuth_deg=each, altitude_deg=7.0) for each in range(0, 360, 20)))
    free, behind = (
        azimuth_passes(*MORMON_ROW, azimuth_deg=240, skyline=each, **SPRING) for each in (LEVEL, wall)
    )
    assert [each.altitude_deg - each.over_skyline_deg for each in behind] == pytest.approx(
        [7.0] * len(behind)
    )
    assert [each.at for each in standings(behind)] == [each.at for each in free if each.altitude_deg >= 6.5]


def test_half_a_degree_is_the_tolerance():
    """A pass counts up to half a degree from the height asked for, or below the skyline, unless set."""
    found = [a_standing(height, height - 8) for height in (7.4, 7.6, 8.4, 8.6, 20)]
    assert [each.altitude_deg for each in standings(found, altitude_deg=8)] == [7.6, 8.4]
    assert [each.altitude_deg for each in standings(found)] == [7.6, 8.4, 8.6, 20]
    assert len(standings(found, altitude_deg=8, tolerance_deg=1)) == 4


def test_the_moon_never_sets_behind_grand_teton():
    """
    Seen from the T.A. Moulton barn the summit is at 309°, 8.5° high: no body of the ecliptic gets there.

    The declination of that point (sin d = sin φ sin h + cos φ cos h cos A) is 33°; the moon's is at
    most 28.7° (J. Meeus, "Mathematical Astronomy Morsels", on the major standstills), in 2025.
    """
    barn = find_site(load_destination(), "ta-moulton-barn").position
    lat, height, azimuth = radians(barn.lat), radians(8.5), radians(309)
    sine = sin(lat) * sin(height) + cos(lat) * cos(height) * cos(azimuth)
    assert sine == pytest.approx(sin(radians(33.4)), abs=0.01)
    days = {"first_day": date(2025, 1, 1), "last_day": date(2025, 3, 31), "tz": DENVER}
    found = azimuth_passes(barn.lat, barn.lon, azimuth_deg=309, body="moon", **days)
    assert found  # it passes there, low
    assert standings(found, altitude_deg=8.5) == ()
    assert max(each.altitude_deg for each in found) < 3


def test_the_full_moon_sets_behind_buck_mountain():
    """On the morning after the full moon of 22 January 2027 the moon goes behind the crest at 284°."""
    place = load_destination()
    barn = find_site(place, "ta-moulton-barn").position
    days = {"first_day": date(2027, 1, 23), "last_day": date(2027, 1, 23), "tz": DENVER}
    skyline = Skyline.of(barn, place.peaks)
    (found,) = standings(
        azimuth_passes(barn.lat, barn.lon, azimuth_deg=284, body="moon", skyline=skyline, **days)
    )
    assert f"{found.at:%H:%M}" == "07:54"
    assert abs(found.over_skyline_deg) < 0.5
    assert found.illuminated_percent > 97


@pytest.mark.parametrize(
    ("changed", "match"),
    [
        ({"azimuth_deg": 360}, "0 up to 360"),
        ({"azimuth_deg": -1}, "0 up to 360"),
        ({"azimuth_deg": float("nan")}, "0 up to 360"),
        ({"last_day": date(2026, 12, 31)}, "run backwards"),
        ({"last_day": date(2047, 1, 1)}, "longer than ten years"),
    ],
)
def test_what_cannot_be_meant_is_refused(changed, match):
    """A direction that is none and days in the wrong order get an error that names them."""
    with pytest.raises(InvalidRequestError, match=match):
        azimuth_passes(*MORMON_ROW, **({"azimuth_deg": 90} | YEAR | changed))


@pytest.mark.parametrize(
    ("wrong", "match"),
    [
        ({"altitude_deg": 91}, "altitude"),
        ({"altitude_deg": float("nan")}, "altitude"),
        ({"tolerance_deg": -1}, "tolerance"),
    ],
)
def test_heights_that_are_none_are_refused(wrong, match):
    """Beyond the zenith there is no height, and a tolerance is not negative."""
    with pytest.raises(InvalidRequestError, match=match):
        standings([a_standing(5, 5)], **wrong)
