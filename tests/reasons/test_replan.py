"""A plan once more on the way: what is done stays, the rest is planned again, and the reasons are told."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import DENVER
from tests.plans import plan_faults
from tests.reasons.skies import HILLS_TZ, Asked, sky, warning
from tripplanner import (
    InvalidRequestError,
    Itinerary,
    NoPlanError,
    Wishes,
    compare,
    load_destination,
    plan_trip,
    replan,
)
from tripplanner.reasons import replanning

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "alabama_hills"
NOW = datetime(2026, 11, 23, 11, tzinfo=HILLS_TZ)
HILLS = load_destination(EXAMPLE)
DAY, NEXT = date(2026, 12, 26), date(2026, 12, 27)
MINUTES = st.integers(0, 24 * 60 - 1)


def planned(dates=DAY, **options):
    return plan_trip(dates, destination=HILLS, **{"offline": True, "now": NOW, **options})


def again(plan, now, **options):
    return replan(plan, now=now, destination=HILLS, **{"offline": True, **options})


def at(hour, minute=0, on=DAY):
    return datetime(on.year, on.month, on.day, hour, minute, tzinfo=HILLS_TZ)


def faults(plan):
    """What is wrong with a plan; one that was made on the way has left before it was made."""
    return [each for each in plan_faults(plan) if "before the plan is made" not in each]


def done_by(plan, now):
    return [stop for day in plan.days for stop in day.stops if stop.arrive <= now]


@cache
def the_plan():
    return planned()


@pytest.fixture(scope="module")
def plan():
    return the_plan()


@pytest.fixture(scope="module")
def trip():
    """Two days with a night elsewhere, and so few minutes to drive that both have a stop."""
    return planned((DAY, NEXT), wishes=Wishes(nights=("independence",), most_drive_minutes=60))


def test_nothing_changes_at_the_planning_moment(plan):
    """The same moment and the same weather: the same plan, one revision on."""
    new = again(plan, NOW)
    assert new.changes == ()
    assert (new.revision, plan.revision) == (1, 0)
    assert new.model_copy(update={"revision": 0}) == plan
    assert again(new, NOW).revision == 2


@settings(max_examples=15)
@given(minute=MINUTES)
def test_nothing_changes_for_nothing(minute):
    """Whenever one asks on the day, in the same weather, stops, ways and points stay as they are."""
    plan = the_plan()
    now = at(0) + timedelta(minutes=minute)
    new = again(plan, now)
    assert faults(new) == []
    assert new.planned_at == now
    if now < plan.days[0].legs[0].depart - timedelta(minutes=5):
        assert new.days == plan.days
    assert (new.days[0].stops, new.days[0].legs) == (plan.days[0].stops, plan.days[0].legs)
    assert new.score == plan.score
    assert [each for each in new.changes if "the trip is over" not in each] == []


@settings(max_examples=15)
@given(minute=MINUTES, temp_c=st.sampled_from([-25.0, -12.0, 5.0, 30.0]))
def test_what_is_done_never_changes(minute, temp_c):
    """Stops that were reached stay as they were, whatever comes; the rest holds together with them."""
    plan = the_plan()
    now = at(0) + timedelta(minutes=minute)
    new = again(plan, now, weather=sky(DAY, air_temp_c=temp_c, wind_speed_kmh=30.0))
    done = done_by(plan, now)
    assert list(new.days[0].stops[: len(done)]) == done
    begun = [leg for leg in plan.days[0].legs if leg.depart <= now]
    if now > plan.days[0].legs[0].depart:
        assert list(new.days[0].legs[: len(begun)]) == begun
        assert all(leg.depart >= now for leg in new.days[0].legs[len(begun) :])
    assert all(stop.arrive >= now for stop in new.days[0].stops[len(done) :])
    # Who turns around before the first stop has ways without one.
    assert [each for each in faults(new) if each != "legs without a stop"] == []


def test_the_rest_is_as_good_as_the_old_rest(plan):
    """In other weather the new rest is worth at least what the old rest would be worth in it."""
    now = at(8, 20)
    weather = sky(DAY, air_temp_c=-12.0, wind_speed_kmh=25.0)
    new = again(plan, now, weather=weather)
    fresh = planned(weather=weather)
    was = sum(sum(stop.score.values()) for stop in done_by(plan, now))
    assert new.score - was <= fresh.score
    assert new.proven_optimal
    assert new.score == new.bound


def test_a_stop_is_known_by_its_day_and_site(plan):
    """Each site is on the plan once, so the day and the site name a stop before and after."""
    new = again(plan, at(8, 20), weather=sky(DAY, air_temp_c=-12.0, wind_speed_kmh=25.0))
    names = [(day.date, stop.site) for day in new.days for stop in day.stops]
    assert len(set(names)) == len(names)
    assert {stop.site for stop in new.days[0].stops}.isdisjoint(each.site for each in new.left_out)


def test_the_forecast_is_told_as_the_reason(plan):
    """Other weather is named with who says so, and what it does to the stops."""
    weather = sky(DAY, air_temp_c=-12.0, wind_speed_kmh=25.0, issued_at=at(6))
    new = again(plan, at(7, 30), weather=weather)
    assert "Forecast: forecast by NWS, was climate." in new.changes
    assert any(each.startswith("In all ") for each in new.changes)
    newer = again(new, at(7, 40), weather=sky(DAY, air_temp_c=-5.0, wind_speed_kmh=25.0, issued_at=at(7)))
    assert "Forecast: a newer one by NWS, issued 26 Dec 07:00." in newer.changes
    assert any("F (-5 C) at" in each and each.startswith("Forecast:") for each in newer.changes)


def test_the_weather_of_the_plan_is_the_worst_among_its_stops(plan):
    """The contract's rule, stops made already included; the page tells of what is ahead."""
    early, later = (again(plan, at(*when), weather=sky(DAY, issued_at=at(6))) for when in ((6, 20), (7, 30)))
    for new, kinds in ((early, {"forecast"}), (later, {"normals", "forecast"})):
        assert {stop.weather.kind for day in new.days for stop in day.stops} == kinds
        assert new.weather.kind == ("normals" if "normals" in kinds else "forecast")
        assert "Weather: forecast by NWS" in str(new)
    assert again(later, at(7, 45), weather=later.forecast).changes == ()


def test_the_agenda_begins_with_what_changed(plan):
    """Who reads the new plan sees first what is different, and the page still fits 80 columns."""
    new = again(plan, at(7, 30), weather=sky(DAY, air_temp_c=-12.0, wind_speed_kmh=25.0))
    text = str(new)
    assert text.index("Changed by planning again") < text.index("MOBIUS ARCH")
    assert " ".join(new.changes[0].split()) in " ".join(text.split())
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "Changed by planning again" not in str(plan)


def test_a_road_is_told_as_the_reason(plan):
    """A road whose facts changed since is named with what it now is."""
    high = "upper-whitney-portal-road"
    roads = tuple(
        road.model_copy(update={"seasons": ()}) if road.id == high else road for road in HILLS.roads
    )
    opened = HILLS.model_copy(update={"roads": roads})
    new = replan(plan, now=at(0), destination=opened, offline=True)
    assert [each for each in new.changes if each.startswith("Road: ")]
    assert "whitney-portal" in {stop.site for stop in new.days[0].stops}
    assert any(each.startswith("Added: Whitney Portal") for each in new.changes)


def test_who_may_visit_nothing_more_goes_home(plan):
    """Under a severe warning for the rest of the day no stop is made: the way home is told, at once."""
    now = at(7, 50)
    storm = sky(DAY, alerts=(warning(now, at(23)),))
    new = again(plan, now, weather=storm)
    assert [stop.site for stop in new.days[0].stops] == ["mobius-arch", "eye-of-alabama"]
    assert new.days[0].legs[-1].end == plan.days[0].legs[-1].end
    assert new.days[0].legs[-1].depart == new.days[0].stops[-1].leave
    assert faults(new) == []
    assert any("Winter Storm Warning" in each for each in new.changes)
    assert len([each for each in new.changes if each.startswith("Dropped: ")]) == 4


def test_what_fell_away_is_kept_until_it_comes_back(plan):
    """A plan knows what earlier revisions had and it has not, so that a calendar can cancel it."""
    storm = sky(DAY, alerts=(warning(at(7, 50), at(23)),))
    new = again(plan, at(7, 50), weather=storm)
    dropped = {stop.site: stop for stop in plan.days[0].stops[2:]}
    fallen = {each.place: each for each in new.fallen if each.kind == "stop"}
    assert fallen.keys() == dropped.keys()
    assert {(each.start, each.end) for each in fallen.values()} == {
        (stop.arrive, stop.leave) for stop in dropped.values()
    }
    assert {each.kind for each in new.fallen} == {"stop", "leg"}
    assert again(new, at(7, 52), weather=storm).fallen == new.fallen
    assert again(new, at(23)).fallen == new.fallen
    clear = again(new, at(7, 55), weather=sky(DAY, air_temp_c=-5.0))
    back = {stop.site for stop in clear.days[0].stops}
    assert back & dropped.keys()
    assert {each.place for each in clear.fallen if each.kind == "stop"} == dropped.keys() - back
    assert plan.fallen == again(plan, at(6)).fallen == ()


def test_the_car_stays_where_it_was_left():
    """On foot from the car, the rest begins where one is, and the next drive where the car is."""
    plan = plan_trip(
        "2026-12-25", base="kelly", must_see="ta-moulton-barn", end="13:30", offline=True,
        now=datetime(2026, 11, 23, 11, tzinfo=DENVER),
    )  # fmt: skip
    day = plan.days[0]
    barn = next(stop for stop in day.stops if stop.site == "ta-moulton-barn")
    now = barn.arrive + timedelta(minutes=10)
    left = [leg.end for leg in day.legs if leg.mode == "car" and leg.arrive <= now][-1]
    frost = plan.forecast.model_copy(
        update={
            "spells": tuple(
                spell.model_copy(
                    update={
                        "hours": tuple(
                            hour.model_copy(update={"air_temp_c": -18.0, "wind_speed_kmh": 12.0})
                            for hour in spell.hours
                        )
                    }
                )
                for spell in plan.forecast.spells
            )
        }
    )
    new = replan(plan, now=now, weather=frost)
    assert faults(new) == []
    drives = [leg for leg in new.days[0].legs if leg.mode == "car" and leg.depart > now]
    assert drives[0].start == left
    assert barn in new.days[0].stops
    assert new.changes != ()


def test_days_that_are_over_stay_as_they_are(trip):
    """The second day is planned again, from where one slept; the first stays, record by record."""
    assert [len(day.stops) > 0 for day in trip.days] == [True, True]
    for now in (at(22), at(0, 10, NEXT), at(6, 30, NEXT)):
        new = again(trip, now, weather=sky(DAY, 2, air_temp_c=-5.0, wind_speed_kmh=20.0))
        assert new.days[0] == trip.days[0]
        assert [day.date for day in new.days] == [DAY, NEXT]
        assert new.days[1].legs[0].start == "independence"
        assert new.days[1].legs[-1].end == "lone-pine"
        assert new.request == trip.request
        assert new.score == sum(sum(stop.score.values()) for day in new.days for stop in day.stops)
        seen = [stop.site for day in new.days for stop in day.stops]
        assert len(seen) == len(set(seen))


def test_a_site_dropped_today_can_be_seen_tomorrow(trip):
    """The days left share the sites that are left: a storm today moves a stop to tomorrow."""
    storm = sky(DAY, 2, alerts=(warning(at(7, 30), at(23)),))
    new = again(trip, at(7, 50), weather=storm)
    gone = {stop.site for stop in trip.days[0].stops} - {stop.site for stop in new.days[0].stops}
    assert gone
    assert gone & {stop.site for stop in new.days[1].stops}
    assert any(each.startswith("Moved: ") and "on 27 Dec" in each for each in new.changes)


def test_wishes_that_were_fulfilled_are_kept_and_not_asked_twice():
    """A must-see that was seen is no duty of the rest; the request stays what it was."""
    plan = planned(must_see="mobius-arch", wishes=Wishes(order=("mobius-arch", "movie-flat")))
    new = again(plan, at(9), weather=sky(DAY, air_temp_c=-5.0))
    assert new.request == plan.request
    assert new.days[0].stops[0].site == "mobius-arch"
    assert not any("wish" in each for each in new.changes)


def test_an_order_that_was_begun_is_kept():
    """What was to come before a stop that has been seen is not visited after it."""
    order = ("gunga-din-marker", "mobius-arch")
    plan = planned()
    asked = plan.request.model_copy(update={"wishes": Wishes(order=order)})
    new = again(plan.model_copy(update={"request": asked}), at(7))
    assert "gunga-din-marker" not in {stop.site for stop in new.days[0].stops}
    told = {each.site: each.text for each in new.left_out}
    assert "was to come before" in told["gunga-din-marker"]


def test_who_is_on_the_way_always_gets_a_plan():
    """A must-see that a storm forbids is given up with a word; before the trip begins it is an error."""
    plan = planned(must_see="western-film-museum")
    storm = sky(DAY, alerts=(warning(at(9, 30), at(23)),))
    new = again(plan, at(8), weather=storm)
    assert "western-film-museum" not in {stop.site for stop in new.days[0].stops}
    assert any("not every wish can be met any more" in each for each in new.changes)
    assert new.days[0].legs[-1].end == plan.days[0].legs[-1].end
    with pytest.raises(NoPlanError):
        again(plan, at(1), weather=storm)


def test_a_meal_is_had_once():
    """A meal that was had is no duty of the rest, and stays where it was."""
    plan = planned(wishes=Wishes(meal_from="08:00", meal_until="11:30", meal_minutes=30))
    meal = plan.days[0].breaks[0]
    new = again(plan, meal.end, weather=sky(DAY, air_temp_c=0.0))
    assert new.days[0].breaks == (meal,)
    early = again(plan, at(6, 50), weather=sky(DAY, air_temp_c=0.0))
    assert len(early.days[0].breaks) == 1
    assert faults(new) == []


def test_a_days_limit_holds_for_the_whole_day():
    """What was driven by now counts: the whole day keeps to the limit that the first plan kept to."""
    plan = planned(wishes=Wishes(most_drive_minutes=50))
    driven = sum(leg.minutes for leg in plan.days[0].legs if leg.mode == "car")
    new = again(plan, at(8), weather=sky(DAY, air_temp_c=2.0))
    assert driven <= 50 < sum(leg.minutes for leg in planned().days[0].legs if leg.mode == "car")
    assert sum(leg.minutes for leg in new.days[0].legs if leg.mode == "car") <= 50


def test_before_the_trip_it_is_a_plan_with_new_weather(plan):
    """As `plan_trip` with the weather of now, which is asked for once."""
    source = Asked(sky(DAY, air_temp_c=-5.0, issued_at=at(6)))
    now = at(1)
    new = again(plan, now, weather=source)
    fresh = planned(weather=source, now=now)
    assert len(source.calls) == 2
    assert new.days == fresh.days
    assert new.score == fresh.score


def test_a_trip_that_is_over_stays(plan):
    """On the way home, and after, there is nothing left to plan."""
    for now in (plan.days[0].legs[-1].depart, at(23), at(12, 0, NEXT)):
        new = again(plan, now)
        assert new.days == plan.days
        assert "the trip is over" in new.changes[0]


def test_a_new_plan_reads_as_json(plan):
    """The JSON of a replanned plan is a plan's: it reads back the same, and can be planned again."""
    new = again(plan, at(8), weather=sky(DAY, air_temp_c=-12.0, wind_speed_kmh=25.0))
    read = Itinerary.model_validate_json(new.to_json())
    assert read == new
    assert json.loads(new.to_json())["changes"] == list(new.changes) != []
    assert compare(new, again(read, at(8), weather=new.forecast)).changes == ()


def test_who_walks_towards_nothing_is_told_to_turn_around():
    """A stop that is dropped while one walks to it need not be reached: the changes say so."""
    plan = planned()
    walk = next(leg for leg in plan.days[0].legs if leg.mode == "walk")
    now = walk.depart + timedelta(minutes=2)
    new = again(plan, now, weather=sky(DAY, alerts=(warning(now, at(23)),)))
    assert new.days[0].stops == ()
    assert any("turn around now" in each for each in new.changes)
    assert new.days[0].legs[-1].end == plan.days[0].legs[-1].end


def test_what_cannot_be_meant_is_refused(plan):
    """A moment before the plan was made, one without a zone, and another place."""
    with pytest.raises(InvalidRequestError, match="before the plan was made"):
        again(plan, NOW - timedelta(hours=1))
    with pytest.raises(InvalidRequestError, match="time zone"):
        again(plan, datetime(2026, 12, 26, 8))  # noqa: DTZ001 - that is the fault
    with pytest.raises(InvalidRequestError, match="give its destination"):
        replan(plan, now=NOW, offline=True)


def test_the_rest_never_changes_for_a_plan_of_equal_worth(plan, monkeypatch):
    """Without the rule that keeps an equal rest some moment of the day would move a stop for nothing."""
    kept = []
    original = replanning.kept_if_as_good

    def spy(prepared, plan, solution):
        found = original(prepared, plan, solution)
        kept.append(found.score == solution.score)
        return found

    monkeypatch.setattr(replanning, "kept_if_as_good", spy)
    again(plan, at(8, 20))
    assert kept == [True]
