"""Climate as hours: the stated curve, and days that are not 24 hours long."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.models import Climate
from tripplanner.weather.normals import as_local, local_hours, normals_hours

DENVER = ZoneInfo("America/Denver")


def test_the_table_holds_in_mid_month(climate: Climate) -> None:
    """On 15 January the minimum at 07:00 and the maximum at 15:00 are the table's: 1.2 and 25.7 °F.

    National Park Service, Grand Teton, weather table for Moose (the sources of climate.toml name it).
    """
    hours = normals_hours(climate, date(2027, 1, 15), DENVER)
    assert hours[7].air_temp_c == pytest.approx((1.2 - 32) / 1.8, abs=0.01)
    assert hours[15].air_temp_c == pytest.approx((25.7 - 32) / 1.8, abs=0.01)


def test_between_months_the_means_are_interpolated(climate: Climate) -> None:
    """30 June lies 15 of 30 days from 15 June to 15 July: half way between the two months."""
    hours = normals_hours(climate, date(2026, 6, 30), DENVER)
    june, july = climate.months[5:7]
    assert hours[7].air_temp_c == pytest.approx((june.mean_min_c + july.mean_min_c) / 2, abs=0.01)
    assert hours[15].air_temp_c == pytest.approx((june.mean_max_c + july.mean_max_c) / 2, abs=0.01)


def test_the_year_is_a_ring(climate: Climate) -> None:
    """31 December and 1 January lie between the same two months, 16 and 17 days of 31 on."""
    december, january = climate.months[11], climate.months[0]
    for on, share in ((date(2026, 12, 31), 16 / 31), (date(2027, 1, 1), 17 / 31)):
        expected = december.mean_min_c + share * (january.mean_min_c - december.mean_min_c)
        assert normals_hours(climate, on, DENVER)[7].air_temp_c == pytest.approx(expected, abs=0.01)


def test_what_the_table_lacks_is_none(climate: Climate) -> None:
    """No wind, sky, rain or words: they are not in the table, so they are absent and never 0."""
    [found] = {
        tuple(hour.model_dump(exclude={"starts_at", "air_temp_c"}).values())
        for hour in normals_hours(climate, date(2026, 12, 25), DENVER)
    }
    assert {None} == set(found)


@pytest.mark.parametrize(("on", "count"), [((2026, 3, 8), 23), ((2026, 11, 1), 25), ((2026, 12, 25), 24)])
def test_days_of_23_and_25_hours(climate: Climate, on: tuple[int, int, int], count: int) -> None:
    """US clocks change on 8 March and 1 November 2026: hours follow one another by 60 elapsed minutes."""
    starts = [hour.starts_at for hour in normals_hours(climate, date(*on), DENVER)]
    assert count == len(starts)
    assert {timedelta(hours=1)} == {later - earlier for earlier, later in pairwise(starts)}
    assert (starts[0].hour, starts[-1].hour) == (0, 23)
    assert 7 in {each.hour for each in starts}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_day_stays_within_the_means_and_joins_the_next(on: date) -> None:
    """No hour is colder than the coldest or warmer than the warmest mean, and midnight has no step."""
    hours = normals_hours(MADE, on, DENVER)
    temps_c = [hour.air_temp_c for hour in hours if hour.air_temp_c is not None]
    assert len(hours) == len(temps_c)
    assert min(temps_c) >= -20.0
    assert max(temps_c) <= 30.0
    assert temps_c.index(max(temps_c)) == [hour.starts_at.hour for hour in hours].index(15)
    following = normals_hours(MADE, on + timedelta(days=1), DENVER)[0].air_temp_c
    assert following is not None
    assert abs(following - temps_c[-1]) < 5.0  # the steepest hour of 50 degrees in 16 hours: 50 * pi / 32


@given(
    st.dates(date(1980, 1, 1), date(2030, 1, 1)),
    st.sampled_from(["America/Denver", "Australia/Lord_Howe", "Asia/Kolkata", "Africa/Cairo", "UTC"]),
)
def test_local_hours_cover_the_day(on: date, name: str) -> None:
    """The hours begin with the day, follow without gaps, and end when or after the next one begins."""
    zone = ZoneInfo(name)
    hours = local_hours(on, zone)
    next_day = local_hours(on + timedelta(days=1), zone)
    assert timedelta(0) <= hours[-1] + timedelta(hours=1) - next_day[0] < timedelta(hours=1)
    assert all(each.astimezone(zone).date() == on for each in hours)


def test_an_hour_keeps_its_instant() -> None:
    """The two hours called 01:00 on 1 November 2026 differ, though their clocks agree."""
    first, second = (as_local(datetime(2026, 11, 1, hour, tzinfo=UTC), DENVER) for hour in (7, 8))
    assert (first.hour, second.hour) == (1, 1)
    assert timedelta(hours=1) == second - first


def _made() -> Climate:
    months = [
        {
            "month": each,
            "mean_max_c": 5.0 + 25 * (6 - abs(each - 7)) / 6,
            "mean_min_c": -20.0,
            "snowfall_mm": 0.0,
        }
        for each in range(1, 13)
    ]
    position = {"lat": 43.66, "lon": -110.71, "precision_m": 1500, "sources": ["made"]}
    return Climate.model_validate(
        {"title": "Made", "place": "Here", "sources": ["made"], "position": position, "months": months}
    )


MADE = _made()


def test_a_spread_follows_the_tables_deviations() -> None:
    """In mid-month it is the minimum's at 07:00 and the maximum's at 15:00; half way in between at 11:00."""
    january = MADE.months[0].model_copy(update={"min_sd_c": 8.0, "max_sd_c": 4.0})
    table = MADE.model_copy(update={"months": (january, *MADE.months[1:])})
    spreads = [
        hour.air_temp_spread_c for hour in normals_hours(_all_with(8.0, 4.0), date(2027, 1, 15), DENVER)
    ]
    assert (spreads[7], spreads[11], spreads[15]) == (8.0, 6.0, 4.0)
    assert {hour.air_temp_spread_c for hour in normals_hours(table, date(2027, 1, 20), DENVER)} == {None}


def test_the_bundled_table_has_no_spread(climate: Climate) -> None:
    """The park's table of Moose gives means only: how far single days differ is not made up."""
    for month in range(1, 13):
        hours = normals_hours(climate, date(2026, month, 28), DENVER)
        assert {hour.air_temp_spread_c for hour in hours} == {None}


def _all_with(min_sd_c: float, max_sd_c: float) -> Climate:
    update = {"min_sd_c": min_sd_c, "max_sd_c": max_sd_c}
    return MADE.model_copy(update={"months": tuple(each.model_copy(update=update) for each in MADE.months)})
