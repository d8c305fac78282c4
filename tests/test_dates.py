"""Days as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.dates import parse_date, parse_dates, single_day
from tripplanner.errors import InvalidRequestError

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-12-25", date(2026, 12, 25)),
        ("today", MONDAY),
        ("Tomorrow", date(2026, 11, 24)),
        ("monday", MONDAY),
        ("sun", date(2026, 11, 29)),
        ("25 Dec", date(2026, 12, 25)),
        ("Dec 25", date(2026, 12, 25)),
        ("december 25, 2027", date(2027, 12, 25)),
        ("1 Jan", date(2027, 1, 1)),
        ("29 Feb", date(2028, 2, 29)),
        ("  25   dec 2026 ", date(2026, 12, 25)),
    ],
)
def test_a_day_is_read_as_people_write_it(text, expected):
    """A day without a year is the next such day, today included; case and spaces do not matter."""
    assert parse_date(text, today=MONDAY) == expected


@pytest.mark.parametrize(
    "text",
    ["01/02/2027", "12/25", "", "someday", "2026-13-01", "2026-02-30", "31 Nov", "10", "25 Foo", "0 Dec"],
)
def test_what_is_not_a_day_is_refused(text):
    """Nothing is guessed: numbers with slashes mean two things, and 30 February does not exist."""
    with pytest.raises(InvalidRequestError, match=r"date|day"):
        parse_date(text, today=MONDAY)


@pytest.mark.parametrize(
    ("given_dates", "fault"),
    [
        ("2026-11-22", "has passed"),
        (["2026-12-25", "25 Dec"], "twice"),
        ("2026-12-25..2026-12-24", "ends before it starts"),
        ("2026-12-01..2027-03-01", "longer than a trip"),
        ([], "no date"),
        (datetime(2026, 12, 25, 8, tzinfo=UTC), "is a moment"),
        ([17], "cannot read a date"),
    ],
)
def test_days_that_make_no_trip_are_refused(given_dates, fault):
    """Past days, doubles, backward and endless ranges are named as what they are."""
    with pytest.raises(InvalidRequestError, match=fault):
        parse_dates(given_dates, today=MONDAY)


def test_a_range_may_run_over_new_year():
    """Both ends belong to the trip, and the end counts from the start."""
    days = parse_dates("30 Dec..2 Jan", today=MONDAY)
    assert days == (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1), date(2027, 1, 2))


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_our_error(text):
    """No text makes anything but a day from today on, or an InvalidRequestError."""
    try:
        days = parse_dates(text, today=MONDAY)
    except InvalidRequestError:
        return
    assert all(day >= MONDAY for day in days)


@given(st.dates(min_value=MONDAY, max_value=MONDAY + timedelta(days=3000)))
def test_iso_days_come_back(day):
    """What is written in ISO is read as the same day."""
    assert parse_dates(day.isoformat(), today=MONDAY) == (day,)


@pytest.mark.parametrize(
    ("given_day", "expected", "asks"),
    [
        ("2020-02-29", date(2020, 2, 29), 0),
        (" 2027-03-14 ", date(2027, 3, 14), 0),
        (date(2020, 2, 29), date(2020, 2, 29), 0),
        ("tomorrow", date(2026, 11, 24), 1),
        ("25 Dec", date(2026, 12, 25), 1),
    ],
)
def test_a_single_day_asks_for_today_only_where_it_counts_from_it(given_day, expected, asks):
    """An ISO day or a date stands for itself, past or not, whatever the clock says."""
    asked = []

    def today():
        asked.append(1)
        return MONDAY

    assert single_day(given_day, today=today) == expected
    assert len(asked) == asks


@pytest.mark.parametrize(
    ("given_day", "fault"),
    [
        ("2027-02-30", "no day 2027-02-30: that month has the days 01 to 28"),
        ("2026-12-25..2026-12-26", "more than one day"),
        (datetime(2026, 12, 25, tzinfo=UTC), "is not a day"),
        (5, "5 is not a day; write it as 2026-12-25"),
    ],
)
def test_what_is_no_single_day_is_refused(given_day, fault):
    """The message has the value, what is wrong with it, and how to write a day."""
    with pytest.raises(InvalidRequestError, match=fault):
        single_day(given_day, today=lambda: MONDAY)
