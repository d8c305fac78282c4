from datetime import date, datetime, timedelta
from itertools import pairwise
from math import atan2, cos, degrees, radians
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.catalog import find_site, load_destination
from tripplanner.light import (
    DayLight,
    Skyline,
    face_spans,
    moon_position,
    site_day,
    sky_at,
    sun_position,
    sun_times,
    sun_track,
)
from tripplanner.light.track import signed_deg

DENVER = ZoneInfo("America/Denver")
CHRISTMAS = date(2026, 12, 25)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@pytest.fixture(scope="module")
def place():
    """The bundled destination."""
    return load_destination()


@pytest.fixture(scope="module")
def barn(place):
    """The T.A. Moulton barn, whose front looks east."""
    return find_site(place, "ta-moulton-barn")


@given(days, st.floats(0, 359.9))
@settings(max_examples=25, deadline=None)
def test_spans_are_the_day_without_gaps(on, face_deg):
    """Through the day one span follows the other, and each of its minutes has the light it says."""
    track = sun_track(43.66, -110.665, on, DENVER)
    light = DayLight(track, Skyline(), face_deg)
    spans = face_spans(light)
    assert spans
    for before, after in pairwise(spans):
        assert before.ends_at == after.starts_at
        assert before.light != after.light
    for span in spans:
        first, end = (round(track.day.minute(each)) for each in (span.starts_at, span.ends_at))
        assert {light.at(minute).face for minute in (first, (first + end) // 2, end - 1)} == {span.light}
    twilight = sun_times(43.66, -110.665, on, DENVER)
    assert abs(spans[0].starts_at - twilight.civil_dawn) <= timedelta(minutes=1)
    assert abs(spans[-1].ends_at - twilight.civil_dusk) <= timedelta(minutes=1)


@pytest.mark.parametrize("on", [CHRISTMAS, date(2026, 9, 22), date(2026, 6, 21)])
def test_an_eastern_front_is_lit_in_the_morning_only(place, barn, on):
    """The front of the barn is lit by the rising sun and in shadow at sunset (visit facts, section 1b)."""
    day = site_day(barn, place.peaks, on, DENVER, hidden_minutes=place.hidden_minutes)
    lights = [each.light for each in day.face.spans]
    front = next(each for each in day.face.spans if each.light == "front-lit")
    assert lights == ["shade", "front-lit", "side-lit", "back-lit", "shade"]
    assert day.direct_sun.from_earliest <= front.starts_at + timedelta(minutes=1)
    assert front.starts_at <= day.direct_sun.from_latest + timedelta(minutes=1)
    assert front.ends_at.hour < 12


def test_the_first_peak_lit_is_grand_teton(place, barn):
    """The view is to Grand Teton, the highest there, and it has light before sunrise on the flats."""
    day = site_day(barn, place.peaks, CHRISTMAS, DENVER, hidden_minutes=place.hidden_minutes)
    assert day.peaks[0].id == "grand-teton"
    assert 2 <= len(day.peaks) <= 4
    assert [each.first_light_at for each in day.peaks] == sorted(each.first_light_at for each in day.peaks)
    for each in day.peaks:
        assert abs(signed_deg(each.azimuth_deg - 309)) <= 30
        assert timedelta(0) < day.sun.sunrise - each.first_light_at < timedelta(minutes=15)


def test_without_a_subject_the_peaks_are_those_opposite_the_sunrise(place):
    """At the Andy Chambers homestead in December: away from a sunrise at 122°, so about 302°."""
    day = site_day(
        find_site(place, "andy-chambers-homestead"),
        place.peaks,
        CHRISTMAS,
        DENVER,
        hidden_minutes=place.hidden_minutes,
    )
    assert day.face is None
    assert len(day.peaks) == 4
    assert all(abs(signed_deg(each.azimuth_deg - 302)) <= 31 for each in day.peaks)


def test_azimuths_are_those_of_the_events(place, barn):
    """Sunrise stands at 122 to 123° at the winter solstice (visit facts, section 1b)."""
    day = site_day(barn, place.peaks, date(2026, 12, 21), DENVER, hidden_minutes=place.hidden_minutes)
    assert day.sunrise_azimuth_deg == pytest.approx(122.3, abs=0.5)
    assert day.sunset_azimuth_deg == pytest.approx(360 - day.sunrise_azimuth_deg, abs=0.5)
    assert day.noon_altitude_deg == pytest.approx(90 - 43.66 - 23.44, abs=0.1)
    risen = moon_position(day.lat, day.lon, day.moon.moonrise)
    assert day.moonrise_azimuth_deg == pytest.approx(risen.azimuth_deg)


def test_a_place_known_only_as_a_zone_has_a_level_skyline(place):
    """Of the Rocky IV cabin only the zone is known: its middle serves, and no skyline is claimed."""
    day = site_day(
        find_site(place, "rocky-iv-cabin"),
        place.peaks,
        CHRISTMAS,
        DENVER,
        hidden_minutes=place.hidden_minutes,
    )
    assert not day.skyline_known
    assert day.peaks == ()
    assert day.face is None
    assert day.direct_sun.from_basis == "level-horizon"


def test_every_site_of_known_height_has_its_skyline(place):
    """Whichever record tells the height; only a place without any has a level skyline."""
    level = set()
    for site in place.sites:
        day = site_day(site, place.peaks, CHRISTMAS, DENVER, hidden_minutes=place.hidden_minutes)
        if not day.skyline_known:
            level.add(site.id)
    known = {each.id for each in place.sites if each.position is not None and each.elevation is not None}
    assert level == {each.id for each in place.sites} - known
    assert len(known) >= 20


@given(st.integers(1, 400), st.integers(1, 400))
@settings(max_examples=15, deadline=None)
def test_a_height_known_roughly_widens_the_range(one_m, other_m):
    """The less is known of a site's height, the wider the range of the sun's coming."""
    place = load_destination()
    town = find_site(place, "jackson-town-square")
    narrow, wide = (
        site_day(
            town.model_copy(
                update={"elevation": town.elevation.model_copy(update={"precision_m": spread_m})}
            ),
            place.peaks,
            CHRISTMAS,
            DENVER,
        ).direct_sun
        for spread_m in sorted((one_m, other_m))
    )
    assert narrow.from_basis == "skyline"
    assert wide.from_earliest <= narrow.from_earliest < narrow.from_latest <= wide.from_latest
    if abs(one_m - other_m) > 50:
        assert wide.from_latest - wide.from_earliest > narrow.from_latest - narrow.from_earliest


def test_a_far_range_does_not_wait_for_the_viewers_skyline(place):
    """Hills hide the sun from the Chapel after the range above it has its first ray (visit facts, 1b)."""
    chapel = find_site(place, "chapel-of-the-transfiguration")
    day = site_day(chapel, place.peaks, CHRISTMAS, DENVER, hidden_minutes=place.hidden_minutes)
    front = next(each for each in day.face.spans if each.light == "front-lit")
    assert day.face.far
    assert front.starts_at < day.sun.sunrise < day.direct_sun.from_earliest
    assert abs(day.face.spans[-2].ends_at - day.sun.sunset) <= timedelta(minutes=1)
    first_ray = min(each.first_light_at for each in day.peaks)
    assert abs(front.starts_at - first_ray) <= timedelta(minutes=2)


def test_the_range_looks_the_same_way_from_everywhere(place):
    """At right angles to the line of its summits, Buck Mountain to Mount Moran: 102°, give or take 5°."""
    faces = {each.id: each.face for each in place.sites if each.face is not None}
    azimuths = {each.azimuth_deg for each in faces.values() if each.far}
    named = ("Teton Range", "Mount Moran", "Cathedral Group")
    assert {name for name, each in faces.items() if each.far} == {
        name for name, each in faces.items() if any(part in each.subject for part in named)
    }
    buck, moran = (
        next(each for each in place.peaks if each.id == name) for name in ("buck-mountain", "mount-moran")
    )
    east = (moran.position.lon - buck.position.lon) * cos(radians(43.76))
    line_deg = degrees(atan2(east, moran.position.lat - buck.position.lat))
    (azimuth_deg,) = azimuths
    assert azimuth_deg == pytest.approx(line_deg + 90, abs=5)


def test_sky_at_adds_refraction(barn):
    """At 10° refraction lifts by 0.09° (Sæmundsson's formula), and azimuths stay."""
    moment = datetime(2026, 12, 25, 9, 20, tzinfo=DENVER)
    seen, airless = sky_at(barn, moment), sun_position(barn.position.lat, barn.position.lon, moment)
    assert 9 < airless.altitude_deg < 12
    assert seen.sun.altitude_deg - airless.altitude_deg == pytest.approx(0.09, abs=0.02)
    assert seen.sun.azimuth_deg == airless.azimuth_deg


def test_angles_can_be_set(barn):
    """Golden hour from -50' is from sunrise; blue hour to -50' is until sunrise."""
    day = site_day(barn, (), CHRISTMAS, DENVER, golden_deg=(-50 / 60, 6), blue_deg=(-6, -50 / 60))
    assert day.sun.golden_hour_morning_from == day.sun.blue_hour_morning_until == day.sun.sunrise
    assert day.sun.blue_hour_morning_from == day.sun.civil_dawn
