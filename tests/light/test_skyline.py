from datetime import date, timedelta
from math import sqrt
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
    direct_sun,
    first_light_on_peak,
    peak_angle,
    sun_position,
    sun_range,
    sun_times,
    sun_track,
)
from tripplanner.light.skyline import distance_m
from tripplanner.light.track import signed_deg
from tripplanner.models import Peak, Position

DENVER = ZoneInfo("America/Denver")
BARN = Position(lat=43.66, lon=-110.664, elevation_m=2030, precision_m=100, sources=("facts",))
# Azimuth and altitude as in the project's collected visit facts, section 9 (read 2026-11-23).
PEAKS = {
    "grand-teton": (43.7412, -110.8024, 4199, 309, 8.5),
    "teewinot": (43.7469, -110.7786, 3756, 316, 7.3),
    "buck-mountain": (43.6925, -110.8206, 3639, 286, 6.9),
    "static-peak": (43.6811, -110.8193, 3445, 281, 6.2),
    "blacktail-butte": (43.6388, -110.6843, 2343, 215, 6.0),
    "sheep-mountain": (43.5683, -110.5270, 3426, 133, 5.2),
}
altitudes = st.floats(0.5, 20)
azimuths = st.floats(0, 359.9)
# Whole degrees, so that turning the map leaves the gaps between summits exactly as they were.
summits = st.builds(SkyPosition, azimuth_deg=st.integers(0, 359), altitude_deg=altitudes)
skylines = st.lists(summits, max_size=6, unique_by=lambda each: each.azimuth_deg).map(
    lambda found: Skyline(tuple(found))
)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def a_peak(lat: float, lon: float, elevation_m: float | None, name: str = "peak") -> Peak:
    """A summit for these tests."""
    where = Position(lat=lat, lon=lon, elevation_m=elevation_m, precision_m=100, sources=("facts",))
    return Peak(id=name, name=name.title(), position=where, sources=("facts",))


def standing(*azimuths_and_altitudes: tuple[float, float]) -> Skyline:
    """A skyline of summits that stand there, and of hills that are not listed."""
    summits = tuple(SkyPosition(azimuth_deg=each, altitude_deg=up) for each, up in azimuths_and_altitudes)
    return Skyline(summits, hidden_minutes=HILLS)


HILLS = (10.0, 20.0)  # as visitors of Mormon Row report
TETONS = Skyline.seen_from(BARN, [a_peak(*PEAKS[name][:3], name) for name in PEAKS], hidden_minutes=HILLS)


@pytest.mark.parametrize("name", PEAKS)
def test_summits_stand_where_the_facts_say(name):
    """Seen from the barn: Grand Teton at 309°, 8.5° high; the others' positions are estimates, so 0.25°."""
    *where, azimuth_deg, altitude_deg = PEAKS[name]
    seen = peak_angle(BARN, a_peak(*where))
    assert seen.azimuth_deg == pytest.approx(azimuth_deg, abs=0.6)
    assert seen.altitude_deg == pytest.approx(altitude_deg, abs=0.06 if name == "grand-teton" else 0.25)


@pytest.mark.parametrize("name", PEAKS)
def test_summits_stand_where_skyfield_sees_them(skyfield, name):
    """Skyfield's straight line over the ellipsoid, plus k/2 of the angle between the places, is ours."""
    lat, lon, elevation_m = PEAKS[name][:3]
    peak = a_peak(lat, lon, elevation_m)
    azimuth_deg, altitude_deg = skyfield.direction_deg((BARN.lat, BARN.lon, 2030), (lat, lon, elevation_m))
    seen = peak_angle(BARN, peak)
    bent_deg = 0.13 / 2 * distance_m(BARN, peak.position) / 111_195
    assert seen.altitude_deg == pytest.approx(altitude_deg + bent_deg, abs=0.03)
    assert signed_deg(seen.azimuth_deg - azimuth_deg) == pytest.approx(0, abs=0.2)


def test_curvature_hides_what_is_far():
    """A hill of the viewer's own height sinks by 0.87 times half the angle between: 0.39° at 100 km."""
    far = peak_angle(BARN, a_peak(BARN.lat + 0.8993, BARN.lon, 2030))
    assert far.altitude_deg == pytest.approx(-0.391, abs=0.005)
    assert Skyline.seen_from(BARN, [a_peak(BARN.lat + 0.8993, BARN.lon, 2030)]) == Skyline()


def test_an_unknown_elevation_is_refused():
    """Without a height there is no angle, and the message names what lacks it."""
    with pytest.raises(InvalidRequestError, match="elevation of Mystery is not known"):
        peak_angle(BARN, a_peak(43.7, -110.8, None, "mystery"))


def test_a_summit_seen_from_itself_is_refused_or_left_out():
    """On a summit it has no direction; it is no part of one's skyline there."""
    own = a_peak(BARN.lat, BARN.lon, 2030, "own")
    with pytest.raises(InvalidRequestError, match="own summit"):
        peak_angle(BARN, own)
    assert Skyline.seen_from(BARN, [own]).summits == ()


@given(skylines, azimuths)
@settings(max_examples=200, deadline=None)
def test_a_skyline_stays_between_the_ground_and_its_highest_summit(skyline, azimuth_deg):
    """No direction is lower than level or higher than the highest summit."""
    assert 0 <= skyline.altitude_deg(azimuth_deg) <= skyline.highest_deg + 1e-9


@given(skylines)
@settings(deadline=None)
def test_every_summit_is_in_its_skyline(skyline):
    """Towards a summit the horizon is at least as high as the summit."""
    for each in skyline.summits:
        assert skyline.altitude_deg(each.azimuth_deg) >= each.altitude_deg - 1e-9
        assert skyline.covers(each.azimuth_deg)


@given(skylines, st.integers(0, 359), azimuths)
@settings(max_examples=300, deadline=None)
def test_turning_the_map_turns_the_skyline(skyline, by_deg, azimuth_deg):
    """North has no special part: turned by an angle, a skyline is the same, turned."""
    turned = standing(*(((each.azimuth_deg + by_deg) % 360, each.altitude_deg) for each in skyline.summits))
    there = turned.altitude_deg((azimuth_deg + by_deg) % 360)
    assert there == pytest.approx(skyline.altitude_deg(azimuth_deg), abs=1e-6)


def test_a_lone_summit_stands_for_its_flanks():
    """It falls by 30°: a butte 5.774° high reaches the level 10° to either side, and no further."""
    butte = standing((0.0, 5.7735))
    assert butte.altitude_deg(355.0) == butte.altitude_deg(5.0) == pytest.approx(2.887, abs=0.001)
    assert butte.covers(9.99)
    assert not butte.covers(10.01)


def test_a_crest_stands_between_near_summits_only():
    """Between two summits of one range stands a crest; beside a lone one only its flank, and then nothing."""
    found = standing((80.0, 4.0), (100.0, 4.0), (180.0, 4.0))
    assert found.has_crest(90.0)
    assert not found.has_crest(177.0)
    assert found.covers(177.0)
    assert not found.has_crest(140.0)


@given(skylines, azimuths, st.floats(0, 2))
@settings(max_examples=100, deadline=None)
def test_a_skyline_moved_up_is_nowhere_lower(skyline, azimuth_deg, by_deg):
    """Raising every summit raises the horizon everywhere or leaves it, and lowering them the reverse."""
    here = skyline.altitude_deg(azimuth_deg)
    assert skyline.moved(by_deg).altitude_deg(azimuth_deg) >= here - 1e-9
    assert skyline.moved(-by_deg).altitude_deg(azimuth_deg) <= here + 1e-9
    assert len(skyline.moved(-30.0).summits) == len(skyline.summits)


def test_without_elevation_or_summits_the_skyline_is_level():
    """What is not known is not guessed: the horizon is then the almanac's."""
    low = BARN.model_copy(update={"elevation_m": None})
    peaks = [a_peak(*PEAKS["grand-teton"][:3])]
    assert Skyline.of(low, peaks) is Skyline.of(None, peaks) is Skyline.of(BARN, ()) is LEVEL
    assert Skyline.of(BARN, peaks) == Skyline.seen_from(BARN, peaks)


def test_the_bundled_grand_teton_stands_at_309_degrees():
    """From the T.A. Moulton barn of the catalogue: 309°, 8.5° high (visit facts, section 9; issue 3)."""
    place = load_destination()
    barn = find_site(place, "ta-moulton-barn").position
    grand = next(each for each in place.peaks if each.id == "grand-teton")
    seen = peak_angle(barn, grand)
    assert seen.azimuth_deg == pytest.approx(309, abs=0.5)
    assert seen.altitude_deg == pytest.approx(8.5, abs=0.2)


@pytest.mark.parametrize(
    ("on", "basis"),
    [(date(2026, 12, 21), "skyline"), (date(2026, 9, 22), "visitors"), (date(2026, 6, 21), "skyline")],
)
def test_the_bundled_skyline_of_the_barn_delays_the_sun(on, basis):
    """
    Behind the north spur of Sheep Mountain in December and the hills by Shadow Mountain in June the sun
    comes some twenty minutes after sunrise; in between, where no range is listed, 10 to 20 minutes.

    Visitors report 10 to 20 minutes (visit facts, sections 1b and 9).
    """
    place = load_destination()
    barn = find_site(place, "ta-moulton-barn").position
    lit = direct_sun(
        barn.lat, barn.lon, on, DENVER, Skyline.of(barn, place.peaks, hidden_minutes=place.hidden_minutes)
    )
    sunrise = sun_times(barn.lat, barn.lon, on, DENVER).sunrise
    assert lit.from_basis == basis
    assert timedelta(minutes=9) < lit.direct_sun_from_earliest - sunrise < timedelta(minutes=25)
    assert timedelta(minutes=19) < lit.direct_sun_from_latest - sunrise < timedelta(minutes=25)


def test_near_summits_are_one_range():
    """Across 20° the crest is a straight line; across 40° there is a gap."""
    near, far = standing((350.0, 6.0), (10.0, 8.0)), standing((340.0, 6.0), (20.0, 8.0))
    assert near.altitude_deg(0.0) == pytest.approx(7.0)
    assert far.altitude_deg(355.0) == 0
    assert TETONS.covers(297.0)


@given(days)
@settings(max_examples=40, deadline=None)
def test_with_a_level_horizon_direct_sun_is_the_almanac(on):
    """With nothing in the way the sun comes and goes at sunrise and sunset, within 10 s."""
    lit = direct_sun(BARN.lat, BARN.lon, on, DENVER, LEVEL)
    almanac = sun_times(BARN.lat, BARN.lon, on, DENVER)
    assert abs(lit.direct_sun_from_earliest - almanac.sunrise) < timedelta(seconds=10)
    assert abs(lit.direct_sun_until - almanac.sunset) < timedelta(seconds=10)
    assert lit.direct_sun_from_latest == lit.direct_sun_from_earliest
    assert (lit.from_basis, lit.until_basis) == ("level-horizon", "level-horizon")


@given(days, skylines)
@settings(max_examples=60, deadline=None)
def test_mountains_never_lengthen_the_sun(on, skyline):
    """Behind any skyline the sun comes no earlier and goes no later than over a level horizon."""
    free = direct_sun(BARN.lat, BARN.lon, on, DENVER, LEVEL)
    lit = direct_sun(BARN.lat, BARN.lon, on, DENVER, skyline)
    assert free.direct_sun_from_earliest <= lit.direct_sun_from_earliest <= lit.direct_sun_from_latest
    assert lit.direct_sun_until <= free.direct_sun_until
    assert lit.direct_sun_from_earliest.date() == lit.direct_sun_until.date() == on


@pytest.mark.parametrize(("on", "minutes"), [(date(2026, 12, 21), 47), (date(2026, 3, 20), 38)])
def test_a_six_degree_wall_takes_the_evening_sun(on, minutes):
    """A 6° skyline takes 47 minutes in December and 38 in March (visit facts, section 9), within 4."""
    wall = standing((180.0, 6.0), (200.0, 6.0), (220.0, 6.0), (240.0, 6.0), (260.0, 6.0), (280.0, 6.0))
    lost = (
        sun_times(BARN.lat, BARN.lon, on, DENVER).sunset
        - direct_sun(BARN.lat, BARN.lon, on, DENVER, wall).direct_sun_until
    )
    assert lost / timedelta(minutes=1) == pytest.approx(minutes, abs=4)


def test_the_tetons_take_the_summer_evening():
    """In June the sun goes behind the crest between Buck Mountain and Grand Teton, as the result says."""
    on = date(2026, 6, 21)
    lit = direct_sun(BARN.lat, BARN.lon, on, DENVER, TETONS)
    there = sun_position(BARN.lat, BARN.lon, lit.direct_sun_until)
    assert lit.until_basis == "skyline"
    assert 286 < there.azimuth_deg < 309
    # The upper edge (a quarter of a degree) with a little refraction is on the crest.
    assert TETONS.altitude_deg(there.azimuth_deg) - there.altitude_deg == pytest.approx(0.37, abs=0.05)


def test_where_no_peak_is_known_visitors_are_believed():
    """Over the unlisted hills in the east: 10 to 20 minutes after sunrise, and said to be so."""
    on = date(2026, 6, 21)
    lit = direct_sun(BARN.lat, BARN.lon, on, DENVER, TETONS)
    sunrise = sun_times(BARN.lat, BARN.lon, on, DENVER).sunrise
    waits = [lit.direct_sun_from_earliest - sunrise, lit.direct_sun_from_latest - sunrise]
    assert lit.from_basis == "visitors"
    assert [wait / timedelta(minutes=1) for wait in waits] == pytest.approx([10, 20], abs=0.2)


def test_a_listed_peak_in_the_east_is_believed_instead():
    """With a summit where the sun rises there is one moment, from the skyline."""
    lit = direct_sun(BARN.lat, BARN.lon, date(2026, 9, 22), DENVER, standing((92.0, 4.0)))
    assert lit.from_basis == "skyline"
    assert lit.direct_sun_from_earliest == lit.direct_sun_from_latest


def test_the_foot_of_a_flank_does_not_outweigh_visitors():
    """Where a flank hides the sun for a minute or two only, unlisted hills beside it still may."""
    on = date(2026, 9, 22)
    sunrise = sun_times(BARN.lat, BARN.lon, on, DENVER).sunrise
    free = direct_sun(BARN.lat, BARN.lon, on, DENVER, standing((86.5, 2.3)))
    waits = [free.direct_sun_from_earliest - sunrise, free.direct_sun_from_latest - sunrise]
    assert free.from_basis == "visitors"
    assert [wait / timedelta(minutes=1) for wait in waits] == pytest.approx([10, 20], abs=0.2)


def test_half_a_degree_of_skyline_is_a_range_of_minutes():
    """Behind a level wall the range is from when the sun's edge is half a degree lower to half higher."""
    on = date(2026, 9, 22)
    track = sun_track(BARN.lat, BARN.lon, on, DENVER)
    wall = standing(*((each, 6.0) for each in range(0, 360, 20)))
    found, drawn = sun_range(track, wall), direct_sun(BARN.lat, BARN.lon, on, DENVER, wall)
    for moment, height_deg in (
        (found.from_earliest, 5.5),
        (found.from_latest, 6.5),
        (found.until_earliest, 6.5),
        (found.until_latest, 5.5),
    ):
        # The upper edge: a quarter of a degree, and 0.14° of refraction, above the centre.
        assert sun_position(BARN.lat, BARN.lon, moment).altitude_deg == pytest.approx(
            height_deg - 0.4, abs=0.03
        )
    assert found.from_earliest < drawn.direct_sun_from_earliest < found.from_latest
    assert found.until_earliest < drawn.direct_sun_until < found.until_latest


@given(days, skylines)
@settings(max_examples=40, deadline=None)
def test_a_range_holds_the_estimate(on, skyline):
    """From earliest to latest lies what `direct_sun` gives, on whatever skyline."""
    drawn = direct_sun(BARN.lat, BARN.lon, on, DENVER, skyline)
    found = sun_range(sun_track(BARN.lat, BARN.lon, on, DENVER), skyline)
    assert (found.from_basis, found.until_basis) == (drawn.from_basis, drawn.until_basis)
    assert found.from_earliest <= drawn.direct_sun_from_earliest
    assert drawn.direct_sun_from_latest <= found.from_latest
    assert found.until_earliest <= drawn.direct_sun_until <= found.until_latest


def test_a_visitors_estimate_never_ends_behind_a_summit():
    """
    When the range of minutes ends behind a listed summit, the sun comes from behind that one.

    This needs a sun that climbs less steeply than a flank: beyond 60° of latitude.
    """
    on, (lat, lon) = date(2026, 9, 22), (65.0, -110.66)
    summit = Skyline(standing((109.0, 11.0)).summits, hidden_minutes=(0.0, 60.0))
    lit = direct_sun(lat, lon, on, DENVER, summit)
    behind = sun_position(lat, lon, lit.direct_sun_from_earliest + timedelta(minutes=60))
    after = sun_position(lat, lon, lit.direct_sun_from_latest)
    assert lit.from_basis == "visitors"
    assert behind.altitude_deg + 0.5 < summit.altitude_deg(behind.azimuth_deg)
    assert after.altitude_deg + 0.37 == pytest.approx(summit.altitude_deg(after.azimuth_deg), abs=0.05)
    assert after.azimuth_deg > 109


def test_a_polar_night_has_no_direct_sun():
    """No sunrise, no direct sun, and no basis for one."""
    lit = direct_sun(78.22, 15.65, date(2026, 12, 21), ZoneInfo("Arctic/Longyearbyen"), LEVEL)
    assert set(lit.model_dump().values()) == {None}


def test_first_light_reaches_a_summit_before_the_sun_is_up_below(skyfield, midnight):
    """Grand Teton over land at 2000 m: when Skyfield's sun is 50' and 2.076' times √2199 below level."""
    on = date(2027, 9, 22)
    grand = a_peak(*PEAKS["grand-teton"][:3])
    ours = first_light_on_peak(grand, on, DENVER, land_elevation_m=2000)
    horizon_deg = -(50 + 2.076 * sqrt(4199 - 2000)) / 60
    start, end = midnight(on), midnight(on + timedelta(days=1))
    (theirs,), _ = skyfield.risings_and_settings("sun", start, end, horizon_deg)
    # 0.14° of longitude further west: 34 s later than at the reference place.
    assert (ours - theirs) / timedelta(seconds=1) == pytest.approx(34, abs=15)


def test_first_light_is_never_given_below_the_land():
    """A summit lower than its own horizon cannot be meant."""
    with pytest.raises(InvalidRequestError, match="does not stand above"):
        first_light_on_peak(a_peak(43.7, -110.8, 1500), date(2026, 9, 22), DENVER, land_elevation_m=2000)


@given(days, st.floats(0, 4000), st.floats(0, 4000))
@settings(max_examples=40, deadline=None)
def test_higher_summits_are_lit_earlier(on, one_m, other_m):
    """Of two summits at one place the higher is never lit later."""
    low, high = (
        first_light_on_peak(a_peak(43.7, -110.8, up), on, DENVER, land_elevation_m=0)
        for up in sorted((one_m, other_m))
    )
    assert high <= low


def test_hidden_hills_belong_to_the_destination():
    """Visitors of Mormon Row speak of 10 to 20 minutes; where nobody does, the horizon is a level one."""
    place = load_destination()
    barn = find_site(place, "ta-moulton-barn").position
    assert place.hidden_minutes == (10.0, 20.0)
    assert place.model_copy(update={"hidden_hills": None}).hidden_minutes == (0.0, 0.0)
    found = [
        direct_sun(
            barn.lat, barn.lon, date(2027, 3, 21), DENVER, Skyline.of(barn, place.peaks, hidden_minutes=each)
        ).from_basis
        for each in ((0.0, 0.0), place.hidden_minutes)
    ]
    assert found == ["skyline", "visitors"]
