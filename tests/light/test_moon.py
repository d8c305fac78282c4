from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tripplanner.errors import InvalidRequestError
from tripplanner.light import moon_position, moon_times
from tripplanner.light.track import signed_deg

DENVER = ZoneInfo("America/Denver")
MORMON_ROW = (43.66, -110.66)
PLACES = {
    "mormon-row": (*MORMON_ROW, "America/Denver"),
    "kiritimati": (1.87, -157.40, "Pacific/Kiritimati"),
    "auckland": (-36.85, 174.76, "Pacific/Auckland"),
}


@pytest.fixture(scope="module")
def ours(year):
    """The moon's day for every day of 2027."""
    return {on: moon_times(*MORMON_ROW, on, DENVER) for on in year}


@pytest.fixture(scope="module")
def theirs(skyfield, midnight, year):
    """Every moonrise and moonset of 2027 by Skyfield."""
    found = skyfield.risings_and_settings("moon", midnight(year[0]), midnight(year[-1] + timedelta(days=1)))
    return dict(zip(("moonrise", "moonset"), found, strict=True))


@pytest.mark.parametrize("event", ["moonrise", "moonset"])
def test_rise_and_set_agree_with_de421(ours, theirs, event):
    """On every day of 2027, within a minute of Skyfield with DE421, and none on the same days."""
    theirs = {each.astimezone(DENVER).date(): each for each in theirs[event]}
    found = {on: getattr(day, event) for on, day in ours.items() if getattr(day, event) is not None}
    assert found.keys() == theirs.keys()
    assert 350 <= len(found) <= 354
    assert max(abs(found[on] - theirs[on]) for on in found) < timedelta(seconds=60)


def test_lit_share_agrees_with_de421(skyfield, midnight, year, ours):
    """The lit part of the disc halfway through the day is within 0.05 percent points of Skyfield's."""
    ends = [midnight(on).astimezone(UTC) for on in (*year, year[-1] + timedelta(days=1))]
    theirs = skyfield.lit_percent([start + (end - start) / 2 for start, end in pairwise(ends)])
    for on, percent in zip(year, theirs, strict=True):
        assert ours[on].illuminated_percent == pytest.approx(percent, abs=0.05)


def test_quarters_fall_on_the_right_days(skyfield, midnight, year, ours):
    """New, quarter and full moons of 2027 are named on exactly the local days Skyfield finds them on."""
    found = skyfield.quarters(midnight(year[0]), midnight(year[-1] + timedelta(days=1)))
    theirs = {moment.astimezone(DENVER).date(): name for moment, name in found}
    assert len(theirs) == len(found) >= 49
    named = {on: day.phase for on, day in ours.items() if "crescent" not in day.phase}
    assert {on: name for on, name in named.items() if "gibbous" not in name} == theirs


def test_phases_follow_each_other(ours):
    """Over a year the eight phases come round in their order, none left out."""
    order = [
        *("new moon", "waxing crescent", "first quarter", "waxing gibbous"),
        *("full moon", "waning gibbous", "last quarter", "waning crescent"),
    ]
    phases = [day.phase for day in ours.values()]
    changes = [(one, two) for one, two in pairwise(phases) if one != two]
    assert len(changes) >= 96
    assert all(order.index(two) == (order.index(one) + 1) % 8 for one, two in changes)


def test_positions_agree_with_de421(skyfield, midnight, year):
    """Azimuth and altitude, parallax included, are within 0.05° of Skyfield on every day of 2027."""
    when = [midnight(on) + timedelta(hours=hour) for on in year for hour in (3, 20)]
    for moment, (azimuth_deg, altitude_deg) in zip(
        when, skyfield.azimuth_altitude_deg("moon", when), strict=True
    ):
        ours = moon_position(*MORMON_ROW, moment)
        assert abs(signed_deg(ours.azimuth_deg - azimuth_deg)) < 0.05
        assert ours.altitude_deg == pytest.approx(altitude_deg, abs=0.05)


@pytest.fixture(scope="module", params=PLACES)
def three_years(request):
    """The moon's day at a place for every day of 2026 to 2028."""
    lat, lon, zone = PLACES[request.param]
    first, last = date(2026, 1, 1).toordinal(), date(2028, 12, 31).toordinal()
    return [moon_times(lat, lon, on, ZoneInfo(zone)) for on in map(date.fromordinal, range(first, last + 1))]


@pytest.mark.parametrize("event", ["moonrise", "moonset"])
def test_no_event_falls_on_another_day_or_is_lost(three_years, event):
    """
    On every day, those of 23 and 25 hours included, an event has its day's local date.

    The moon comes back after 24 to 26 hours at these latitudes: two in a row further apart would mean
    that one was lost, and closer that one was told twice.
    """
    found = [(day.on, getattr(day, event)) for day in three_years if getattr(day, event) is not None]
    assert len(found) >= 1050
    assert all(moment.date() == on for on, moment in found)
    gaps = [after.astimezone(UTC) - before.astimezone(UTC) for (_, before), (_, after) in pairwise(found)]
    assert timedelta(hours=24) < min(gaps)
    assert max(gaps) < timedelta(hours=26)


@given(st.dates(date(2026, 1, 1), date(2028, 12, 31)), st.floats(-89, 89), st.floats(-180, 180))
@settings(max_examples=40, deadline=None)
def test_events_lie_within_the_day_anywhere(on, lat, lon):
    """Whatever the place, a rise or set given for a day has that local date."""
    times = moon_times(lat, lon, on, ZoneInfo("Pacific/Kiritimati"))
    found = [each for each in (times.moonrise, times.moonset) if each is not None]
    assert {each.date() for each in found} <= {on}


def test_a_place_off_the_earth_is_refused():
    """A latitude beyond 90° is not a place."""
    with pytest.raises(InvalidRequestError, match="no such place"):
        moon_times(91.0, 0.0, date(2027, 1, 1), DENVER)


def test_a_moment_without_a_zone_is_refused():
    """A naive datetime could be any of two dozen moments."""
    with pytest.raises(InvalidRequestError, match="needs a time zone"):
        moon_position(*MORMON_ROW, datetime(2027, 1, 1, 12))  # noqa: DTZ001
