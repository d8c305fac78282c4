"""Trips of several days, and what they are asked to keep to."""

from datetime import UTC, date, datetime, time
from itertools import pairwise

import pytest

from tripplanner import InvalidRequestError, Itinerary, NoPlanError, Wishes, plan_trip

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
WINTER, SUMMER = "2026-12-25..2026-12-27", "2027-07-15..2027-07-16"
BARN, PINK_HOUSE = "ta-moulton-barn", "john-moulton-homestead"


def planned(dates: str, **options: object) -> Itinerary:
    """A plan by climate, the same on every machine."""
    return plan_trip(dates, offline=True, now=NOW, **options)


def sites_of(plan: Itinerary) -> list[str]:
    """The stops of all days, in order."""
    return [stop.site for day in plan.days for stop in day.stops]


@pytest.fixture(scope="module")
def winter_trip() -> Itinerary:
    """Three days in winter with two nights elsewhere and a meal a day."""
    wishes = Wishes(nights=("moose", "kelly"), meal_from="12:00", meal_until="13:30")
    return planned(WINTER, wishes=wishes)


def test_a_trip_sees_each_site_once_at_most(winter_trip):
    """Days of one trip share the sites."""
    sites = sites_of(winter_trip)
    assert len(sites) == len(set(sites)) > 0
    assert [day.date for day in winter_trip.days] == [date(2026, 12, each) for each in (25, 26, 27)]


def test_each_day_starts_where_the_night_was(winter_trip):
    """From Jackson to Moose, from Moose to Kelly, and back to the base."""
    ends = [(day.legs[0].start, day.legs[-1].end) for day in winter_trip.days]
    assert ends == [("jackson", "moose"), ("moose", "kelly"), ("kelly", "jackson")]


def test_each_day_has_its_meal_in_time(winter_trip):
    """45 minutes between 12:00 and 13:30, with nothing else going on."""
    for day in winter_trip.days:
        (meal,) = day.breaks
        assert time(12) <= meal.start.time()
        assert meal.end.time() <= time(13, 30)
        assert (meal.end - meal.start).seconds == 45 * 60
        busy = [(each.depart, each.arrive) for each in day.legs]
        busy += [(each.arrive, each.leave) for each in day.stops]
        assert all(end <= meal.start or meal.end <= start for start, end in busy)


def test_legs_stops_and_meals_join_without_a_gap_in_place(winter_trip):
    """Each leg starts where the one before ended."""
    for day in winter_trip.days:
        assert all(before.end == after.start for before, after in pairwise(day.legs))


def test_what_is_paid_is_told_once(winter_trip):
    """The park's fee holds seven days: it is on the first day, and not on the others."""
    first, *others = (day.cost.amount_usd for day in winter_trip.days)
    assert first > 0
    assert others == [0, 0]


def test_more_days_are_never_worth_less():
    """One may stay at home on the day more: 489 points are more than a single summer day's 467."""
    one, two = planned("2027-07-15"), planned(SUMMER)
    assert one.score < two.score
    assert two.proven_optimal


def test_no_day_drives_more_than_the_limit():
    """An hour and a half a day at most; by day a drive takes what it counts."""
    for day in ("2027-07-15", "2027-07-16..2027-07-17"):
        plan = planned(day, end="11:00", wishes=Wishes(most_drive_minutes=90, starts=("08:00",) * 2))
        assert plan.proven_optimal
        for each in plan.days:
            drives = [leg for leg in each.legs if leg.mode == "car" and leg.dark_minutes == 0]
            assert 0 < sum(leg.minutes for leg in drives) <= 90


def test_an_order_is_kept():
    """Of two sites of which the first opens late, both the one and the other order can be had."""
    for order in ((BARN, "oxbow-bend"), ("oxbow-bend", BARN)):
        sites = sites_of(planned("2027-07-15", must_see=order, wishes=Wishes(order=order)))
        assert sites.index(order[0]) < sites.index(order[1])


def test_the_first_light_is_seen_where_it_is_wished_for():
    """Not Oxbow Bend, as without the wish, but the barn by the Pink House."""
    plan = planned("2026-12-25", wishes=Wishes(first_light_at=(PINK_HOUSE,)))
    at_dawn = [stop.site for day in plan.days for stop in day.stops if stop.light.quality == "first-light"]
    assert PINK_HOUSE in at_dawn


def test_short_visits_are_never_a_loss():
    """A choice more never lowers the score; where time is scarce, it raises it."""
    full = planned("2026-12-25", end="13:00")
    short = planned("2026-12-25", end="13:00", wishes=Wishes(short_visits=True))
    assert full.score < short.score
    assert short.proven_optimal


def test_days_may_have_hours_of_their_own():
    """The first day from 10:00, the second until noon, the base's time."""
    plan = planned(SUMMER, wishes=Wishes(starts=("10:00",), ends=(None, "12:00")))
    assert plan.days[0].legs[0].depart.time() >= time(10)
    assert plan.days[1].legs[-1].arrive.time() <= time(12)


def test_a_meal_that_no_hour_is_left_for_is_no_plan():
    """A duty does not go away with a short day: it is said to clash."""
    with pytest.raises(NoPlanError, match="meal"):
        planned("2027-07-15", end="11:00", wishes=Wishes(meal_from="12:00", meal_until="13:00"))


@pytest.mark.parametrize(
    ("wishes", "said"),
    [
        ({"meal_from": "12:00"}, "both"),
        ({"meal_from": "12:00", "meal_until": "12:30"}, "does not fit"),
        ({"order": ("ta-moulton-barn",)}, "at least two"),
        ({"order": "ta-moulton-barn"}, "at least two"),
        ({"most_drive_minutes": -1}, "most_drive_minutes"),
        ({"starts": ("25:00",)}, "07:30"),
        ({"lunch": "12:00"}, "lunch"),
    ],
)
def test_a_wish_that_cannot_be_meant_is_our_error(wishes, said):
    """Never pydantic's."""
    with pytest.raises(InvalidRequestError, match=said):
        Wishes(**wishes)


def test_the_same_trip_is_the_same_plan(winter_trip):
    """Byte for byte."""
    assert planned(WINTER, wishes=winter_trip.request.wishes).to_json() == winter_trip.to_json()
