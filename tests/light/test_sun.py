from datetime import UTC, date, datetime, timedelta
from math import cos, radians
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.errors import InvalidRequestError
from tripplanner.light import SunTimes, sun_position, sun_times, sun_track
from tripplanner.light.track import LocalDay, signed_deg

DENVER = ZoneInfo("America/Denver")
MORMON_ROW = (43.66, -110.66)
PLACES = {
    "mormon-row": (43.66, -110.66, "America/Denver"),
    "kiritimati": (1.87, -157.40, "Pacific/Kiritimati"),  # 14 hours ahead: nowhere is further east
    "auckland": (-36.85, 174.76, "Pacific/Auckland"),
    "ushuaia": (-54.80, -68.30, "America/Argentina/Ushuaia"),
}
LEVELS_DEG = {
    ("astronomical_dawn", "astronomical_dusk"): -18.0,
    ("nautical_dawn", "nautical_dusk"): -12.0,
    ("civil_dawn", "civil_dusk"): -6.0,
    ("golden_hour_morning_from", "golden_hour_evening_until"): -4.0,
    ("sunrise", "sunset"): None,
    ("golden_hour_morning_until", "golden_hour_evening_from"): 6.0,
}
EVENTS = [name for name in SunTimes.model_fields if name != "on"]
IN_ORDER = [name for name in EVENTS if not name.startswith("blue")]

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
moments = st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
latitudes, longitudes = st.floats(-89, 89), st.floats(-180, 180)


def events(times: SunTimes) -> dict[str, datetime]:
    """Those events that happen."""
    found = {name: getattr(times, name) for name in EVENTS}
    return {name: moment for name, moment in found.items() if moment is not None}


@pytest.fixture(scope="module")
def ours(year):
    """The sun's day for every day of 2027."""
    return {on: sun_times(*MORMON_ROW, on, DENVER) for on in year}


@pytest.mark.parametrize("names", LEVELS_DEG, ids=lambda names: names[0])
def test_events_agree_with_de421(skyfield, midnight, year, ours, names):
    """On every day of 2027 rise, set and twilights are within 5 s of Skyfield with JPL's DE421."""
    start, end = midnight(year[0]), midnight(year[-1] + timedelta(days=1))
    theirs = skyfield.risings_and_settings("sun", start, end, LEVELS_DEG[names])
    for name, found in zip(names, theirs, strict=True):
        by_day = {each.astimezone(DENVER).date(): each for each in found}
        assert by_day.keys() == set(year)
        assert max(abs(getattr(ours[on], name) - each) for on, each in by_day.items()) < timedelta(seconds=5)


def test_noon_agrees_with_de421(skyfield, midnight, year, ours):
    """On every day of 2027 solar noon is within 5 s of Skyfield's transit."""
    found = skyfield.transits("sun", midnight(year[0]), midnight(year[-1] + timedelta(days=1)))
    theirs = {each.astimezone(DENVER).date(): each for each in found}
    assert theirs.keys() == set(year)
    assert max(abs(ours[on].solar_noon - each) for on, each in theirs.items()) < timedelta(seconds=5)


def test_positions_agree_with_de421(skyfield, midnight, year):
    """On every day of 2027 at 9, 12 and 15 h azimuth is within 0.05°, altitude within 0.01° of Skyfield's."""
    when = [midnight(on) + timedelta(hours=hour) for on in year for hour in (9, 12, 15)]
    for moment, (azimuth_deg, altitude_deg) in zip(
        when, skyfield.azimuth_altitude_deg("sun", when), strict=True
    ):
        ours = sun_position(*MORMON_ROW, moment)
        assert abs(signed_deg(ours.azimuth_deg - azimuth_deg)) < 0.05
        assert ours.altitude_deg == pytest.approx(altitude_deg, abs=0.01)


@given(moments, latitudes, longitudes, st.floats(0, 1380))
@settings(max_examples=60, deadline=None)
def test_the_track_is_the_sun(moment, lat, lon, minute):
    """Anywhere, a day's track gives the same position as asking for the moment itself, within 0.0002°."""
    track = sun_track(lat, lon, moment.date(), ZoneInfo("Asia/Kolkata"))
    asked = sun_position(lat, lon, track.day.starts_at + timedelta(minutes=minute))
    tracked = track.position(minute)
    assert tracked.altitude_deg == pytest.approx(asked.altitude_deg, abs=0.0002)
    # An azimuth near the zenith is worth little: compare as arcs on the sky.
    width = cos(radians(asked.altitude_deg))
    assert abs(signed_deg(tracked.azimuth_deg - asked.azimuth_deg)) * width < 0.0002


NOAA = {
    (1, 15): ("07:21:08", "07:33:17", "07:52:58", "08:37:55", "17:11:40", "17:43:30"),
    (3, 20): ("06:56:56", "07:08:01", "07:25:31", "08:03:18", "19:35:12", "20:03:51"),
    (6, 21): ("05:05:07", "05:19:27", "05:41:09", "06:25:04", "21:07:53", "21:43:55"),
    (9, 22): ("06:41:25", "06:52:31", "07:10:04", "07:47:56", "19:19:43", "19:48:18"),
    (12, 21): ("07:20:08", "07:32:40", "07:53:02", "08:40:07", "16:48:41", "17:21:35"),
}


@pytest.mark.parametrize("month_and_day", NOAA)
def test_events_agree_with_noaa(month_and_day):
    """Within a minute of the values of NOAA's Solar Calculator formulas (worked out 2026-11-23)."""
    on = date(2026, *month_and_day)
    times = sun_times(*MORMON_ROW, on, DENVER)
    names = ("civil_dawn", "golden_hour_morning_from", "sunrise", "golden_hour_morning_until")
    for name, expected in zip((*names, "sunset", "civil_dusk"), NOAA[month_and_day], strict=True):
        theirs = datetime.fromisoformat(f"{on}T{expected}").replace(tzinfo=DENVER)
        assert abs(getattr(times, name) - theirs) < timedelta(seconds=60)


@pytest.mark.parametrize("place", PLACES)
def test_no_event_falls_on_another_day(place):
    """On every day of 2026 to 2028 sunrise, noon and sunset happen, on that local date and in order."""
    lat, lon, zone = PLACES[place]
    for ordinal in range(date(2026, 1, 1).toordinal(), date(2029, 1, 1).toordinal()):
        on = date.fromordinal(ordinal)
        times = sun_times(lat, lon, on, ZoneInfo(zone))
        assert {each.date() for each in events(times).values()} == {on}
        assert times.civil_dawn < times.sunrise < times.solar_noon < times.sunset < times.civil_dusk


@given(days, latitudes, longitudes, st.sampled_from(sorted({zone for *_, zone in PLACES.values()})))
@settings(max_examples=150, deadline=None)
def test_events_lie_within_the_day_anywhere(on, lat, lon, zone):
    """Whatever the place and the zone, an event given for a day has that local date."""
    times = sun_times(lat, lon, on, ZoneInfo(zone))
    assert times.on == on
    assert {each.date() for each in events(times).values()} <= {on}


@given(days, st.floats(-48, 48))
@settings(max_examples=60, deadline=None)
def test_events_come_in_order(on, lat):
    """Away from the polar circles all events happen, each at or after the one before."""
    found = events(sun_times(lat, 0.0, on, ZoneInfo("UTC")))
    in_order = [found[name] for name in IN_ORDER]
    assert in_order == sorted(in_order)
    assert found["blue_hour_morning_until"] == found["golden_hour_morning_from"]
    assert found["blue_hour_evening_from"] == found["golden_hour_evening_until"]


@pytest.mark.parametrize(("on", "hours"), [(date(2026, 3, 8), 23), (date(2026, 11, 1), 25)])
def test_days_of_23_and_25_hours(on, hours):
    """When clocks change the day is an hour shorter or longer, and minutes count what has elapsed."""
    day = LocalDay.of(on, DENVER)
    assert day.minutes == hours * 60
    assert f"{day.moment(12 * 60):%H:%M}" == ("13:00" if hours == 23 else "11:00")
    assert day.minute(day.moment(600)) == 600
    assert sun_times(*MORMON_ROW, on, DENVER).sunrise.date() == on


def test_a_polar_night_has_no_sunrise():
    """At Longyearbyen (78.2° N) in December the sun stays under -6°: no rise, no civil dawn, yet a noon."""
    times = sun_times(78.22, 15.65, date(2026, 12, 21), ZoneInfo("Arctic/Longyearbyen"))
    assert times.sunrise is times.sunset is times.civil_dawn is times.golden_hour_morning_from is None
    assert times.nautical_dawn is not None
    assert times.solar_noon is not None


def test_a_polar_day_has_no_sunset():
    """In June the sun does not set there, and golden hour does not come."""
    times = sun_times(78.22, 15.65, date(2026, 6, 21), ZoneInfo("Arctic/Longyearbyen"))
    assert set(events(times)) == {"solar_noon"}


def test_where_evenings_end_after_midnight_each_sunset_has_its_date(skyfield):
    """
    At Fairbanks (64.8° N), where the sun of summer sets after midnight, as Skyfield with DE421 has it.

    One date in spring has no sunset; one in summer has two, and its last is given.
    """
    lat, lon, zone = 64.84, -147.72, ZoneInfo("America/Anchorage")
    start, end = (datetime(2026, month, 1, tzinfo=zone) for month in (5, 9))
    _, found = skyfield.risings_and_settings("sun", start, end, place=(lat, lon))
    theirs = {each.astimezone(zone).date(): each for each in found}
    dates = [start.date() + timedelta(days=each) for each in range((end.date() - start.date()).days)]
    ours = {on: sun_times(lat, lon, on, zone).sunset for on in dates}
    assert len(found) - len(theirs) == 1
    assert [on for on, sunset in ours.items() if sunset is None] == sorted({*dates} - theirs.keys())
    assert len(theirs) == len(dates) - 1
    assert max(abs(ours[on] - sunset) for on, sunset in theirs.items()) < timedelta(seconds=20)


def test_golden_hour_angles_can_be_set():
    """With the golden hour set to the almanac's -50' and civil twilight's -6°, it ends and begins there."""
    times = sun_times(
        *MORMON_ROW,
        date(2026, 6, 21),
        DENVER,
        golden_low_deg=-6.0,
        golden_high_deg=-50 / 60,
        blue_low_deg=-12.0,
    )
    assert times.golden_hour_morning_from == times.civil_dawn
    assert times.golden_hour_morning_until == times.sunrise
    assert times.blue_hour_evening_until == times.nautical_dusk


def test_angles_out_of_order_are_refused():
    """A golden hour that ends below its beginning cannot be meant."""
    with pytest.raises(InvalidRequestError, match="golden hour must rise"):
        sun_times(*MORMON_ROW, date(2026, 6, 21), DENVER, golden_high_deg=-5.0)
    with pytest.raises(InvalidRequestError, match="blue hour must rise"):
        sun_times(*MORMON_ROW, date(2026, 6, 21), DENVER, blue_low_deg=-3.0)


def test_blue_hour_may_overlap_golden_hour():
    """With its bright end set to the almanac's -50', blue hour ends at sunrise and starts at sunset."""
    times = sun_times(*MORMON_ROW, date(2026, 6, 21), DENVER, blue_high_deg=-50 / 60)
    assert times.blue_hour_morning_until == times.sunrise
    assert times.blue_hour_evening_from == times.sunset
    assert times.golden_hour_morning_from < times.sunrise


@pytest.mark.parametrize(("lat", "lon"), [(91.0, 0.0), (0.0, -181.0), (float("nan"), 0.0)])
def test_places_off_the_earth_are_refused(lat, lon):
    """A latitude beyond 90°, a longitude beyond 180° and no number at all are not places."""
    with pytest.raises(InvalidRequestError, match="no such place"):
        sun_times(lat, lon, date(2026, 6, 21), DENVER)


def test_a_moment_without_a_zone_is_refused():
    """A naive datetime could be any of two dozen moments."""
    with pytest.raises(InvalidRequestError, match="needs a time zone"):
        sun_position(*MORMON_ROW, datetime(2026, 6, 21, 12))  # noqa: DTZ001
