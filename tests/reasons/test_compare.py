"""Two plans side by side, and a plan beside the one for other wishes."""

import json
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reasons.skies import HILLS_TZ, Asked, sky
from tripplanner import (
    InvalidRequestError,
    Itinerary,
    NoPlanError,
    UnknownNameError,
    Wishes,
    compare,
    load_destination,
    plan_trip,
    what_if,
    write,
)

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "alabama_hills"
NOW = datetime(2026, 11, 23, 11, tzinfo=HILLS_TZ)
DAY, NEXT = date(2026, 12, 26), date(2026, 12, 27)
HILLS = load_destination(EXAMPLE)
CHANGES = st.sampled_from(
    [
        {"end": "10:00"},
        {"start": "09:00"},
        {"avoid": "movie-flat"},
        {"must_see": "gunga-din-marker", "end": "09:00"},
        {"interests": {"film": 5}},
        {"pace": "relaxed"},
        {"roads": {"whitney-portal-road": "open"}},
        {"dates": "2027-05-08"},
        {"dates": "2026-12-26..2026-12-27"},
    ]
)


def planned(dates="2026-12-26", **options):
    return plan_trip(dates, destination=HILLS, **{"offline": True, "now": NOW, **options})


@cache
def the_plan():
    return planned()


@pytest.fixture(scope="module")
def plan():
    return the_plan()


def later(plan: Itinerary, number: int, minutes: int) -> Itinerary:
    """The plan with one stop at another time, as a file may have it."""
    day = plan.days[0]
    stop, shift = day.stops[number], timedelta(minutes=minutes)
    moved = stop.model_copy(update={"arrive": stop.arrive + shift, "leave": stop.leave + shift})
    stops = (*day.stops[:number], moved, *day.stops[number + 1 :])
    return plan.model_copy(update={"days": (day.model_copy(update={"stops": stops}),)})


def test_a_plan_beside_itself_is_the_same(plan):
    """Nothing is different between a plan and itself, nor the one read back from its JSON."""
    again = Itinerary.model_validate_json(plan.to_json())
    for other in (plan, again):
        found = compare(plan, other)
        assert found.is_same
        assert found.changes == ()
        assert found.score_change == 0
        assert {each.change for each in found.stops} == {"kept"}
        assert "Nothing is different." in str(found)


@settings(max_examples=10)
@given(change=CHANGES)
def test_comparing_the_other_way_round_is_the_mirror_image(change):
    """What one way was added was dropped the other way, later is earlier, and all figures change sides."""
    found = what_if(the_plan(), destination=HILLS, offline=True, **change)
    back = compare(found.after, found.before)
    assert not found.is_same
    opposite = {"added": "dropped", "dropped": "added", "moved": "moved", "kept": "kept"}
    assert {(each.site, opposite[each.change], each.before, each.after) for each in found.stops} == {
        (each.site, each.change, each.after, each.before) for each in back.stops
    }
    minutes = {each.site: (each.later_minutes, each.days_later, each.longer_minutes) for each in back.stops}
    for each in found.stops:
        mirrored = tuple(None if value is None else -value for value in minutes[each.site])
        assert (each.later_minutes, each.days_later, each.longer_minutes) == mirrored
    assert (found.figures_before, found.figures_after) == (back.figures_after, back.figures_before)
    assert (found.warnings_gone, found.warnings_new) == (back.warnings_new, back.warnings_gone)
    assert [(each.id, each.drivable_before) for each in found.roads] == [
        (each.id, each.drivable_after) for each in back.roads
    ]


@settings(max_examples=10)
@given(change=CHANGES)
def test_every_stop_is_told_once_and_the_points_add_up(change):
    """Each stop of either plan is in the comparison once; the terms' differences make that of the score."""
    plan = the_plan()
    found = what_if(plan, destination=HILLS, offline=True, **change)
    was, now = ({stop.site for day in each.days for stop in day.stops} for each in (plan, found.after))
    assert sorted(each.site for each in found.stops) == sorted(was | now)
    assert {each.site for each in found.having("added")} == now - was
    assert {each.site for each in found.having("dropped")} == was - now
    assert sum(each.after - each.before for each in found.terms) == found.score_change
    assert found.score_change == found.after.score - plan.score


@given(number=st.integers(0, 5), minutes=st.integers(-90, 90))
def test_a_stop_at_another_time_has_moved_by_so_many_minutes(number, minutes):
    """The minutes between the arrivals are told, later ones positive; at its time a stop is kept."""
    plan = the_plan()
    found = compare(plan, later(plan, number, minutes))
    change = next(each for each in found.stops if each.site == plan.days[0].stops[number].site)
    assert change.change == ("kept" if minutes == 0 else "moved")
    assert (change.later_minutes, change.days_later, change.longer_minutes) == (minutes, 0, 0)
    assert {each.site for each in found.changes} == ({change.site} if minutes else set())


def test_the_page_says_what_moved_and_by_how_much(plan):
    """A move reads as minutes later or earlier, with both times."""
    text = str(compare(plan, later(plan, 2, 20)))
    assert "20 min later: 08:35, was 08:15" in text
    assert "20 min earlier: 07:55, was 08:15" in str(compare(plan, later(plan, 2, -20)))
    assert "8:35 am" in compare(plan, later(plan, 2, 20)).to_text(clock="12")


def test_days_are_matched_by_date_or_else_by_number(plan):
    """A stop at the same time on the only day of two plans is kept; in trips that share a date it moved."""
    other = planned("2027-01-03")
    same = compare(plan, other)
    assert {each.days_later for each in same.stops if each.before and each.after} == {0}
    trip = planned("2026-12-26..2026-12-27")
    shifted = trip.model_copy(
        update={
            "days": tuple(
                day.model_copy(update={"stops": stops})
                for day, stops in zip(trip.days, ((), trip.days[0].stops), strict=True)
            )
        }
    )
    moved = compare(trip, shifted)
    assert {each.days_later for each in moved.stops} == {1}
    assert {each.change for each in moved.stops} == {"moved"}
    assert "on 27 Dec at" in str(moved)
    alone = shifted.model_copy(update={"days": shifted.days[1:]})
    assert compare(shifted, alone).changes == ()


def test_of_a_trip_the_day_of_what_came_is_told():
    """A stop that only one plan has stands with its day where days are several, and without it elsewhere."""
    short, trip = planned(end="08:30"), planned("2026-12-26..2026-12-27")
    found = compare(short, trip)
    assert found.having("added")
    for told in (found.to_text(), found._repr_html_(), compare(trip, short).to_text()):
        assert "on 26 Dec, " in told
    alone = compare(short, planned())
    assert alone.having("added")
    assert "on 26 Dec, " not in alone.to_text()


def test_what_comes_and_goes_is_told(plan):
    """A warning that only one plan has came or went; one in other words is told as that."""
    cold = plan_trip(
        "2026-12-26", destination=HILLS, now=NOW, weather=sky(DAY, air_temp_c=-18.0, wind_speed_kmh=30.0)
    )
    found = compare(plan, cold)
    assert "cold" in [each.code for each in found.warnings_new]
    assert "climate-not-forecast" in [each.code for each in found.warnings_gone]
    assert found.figures_after.weather_kind == "forecast"
    assert found.figures_after.lowest_c == -18.0
    assert "New warnings" in str(found)
    assert "forecast, NWS" in str(found)
    assert "0 F" in str(found)
    assert "-18 C" in found.to_text(units="metric")


def test_an_open_road_is_told_as_one(plan):
    """What the visitor knows of a road is among the differences, with the stop it opens."""
    found = what_if(plan, destination=HILLS, offline=True, roads={"whitney-portal-road": "open"})
    assert [(each.id, each.drivable_before, each.drivable_after) for each in found.roads] == [
        ("upper-whitney-portal-road", False, True)
    ]
    assert "whitney-portal" in {each.site for each in found.having("added")}
    assert "now taken as open to cars on 26 Dec" in " ".join(str(found).split())


def test_two_places_are_not_compared(plan):
    """Points of two destinations, and what is no plan, mean nothing side by side."""
    elsewhere = plan.model_copy(update={"destination": "mormon-row"})
    with pytest.raises(InvalidRequestError, match="compare two for one place"):
        compare(plan, elsewhere)
    with pytest.raises(InvalidRequestError, match="is no plan"):
        compare(plan, "plan.json")


def test_pages_fit_and_json_reads(plan):
    """No line is longer than 80 columns; the JSON has the figures, and not the plans."""
    for change in ({"end": "09:00"}, {"dates": "2026-12-26..2026-12-27"}, {"base": "mobius-arch"}):
        found = what_if(plan, destination=HILLS, offline=True, **change)
        assert max(len(line) for line in str(found).splitlines()) <= 80
        payload = json.loads(found.to_json())
        assert payload["figures_before"]["score"] == plan.score
        assert {"before", "after"}.isdisjoint(payload)
        assert payload["stops"][0]["change"] in ("kept", "moved", "added", "dropped")


# What if


def test_an_unknown_change_names_the_nearest(plan):
    """Changes are named as in a request; a slip of the pen is told with what was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'avoid'"):
        what_if(plan, destination=HILLS, avoids="movie-flat")
    with pytest.raises(InvalidRequestError, match="at least one mode"):
        what_if(plan, destination=HILLS, modes=())
    with pytest.raises(InvalidRequestError, match="pace must be"):
        what_if(plan, destination=HILLS, pace="fast")
    with pytest.raises(InvalidRequestError, match="give its destination"):
        what_if(plan, end="10:00")


def test_the_new_plan_is_the_one_for_the_new_wishes(plan):
    """`after` is what planning with the changed request and the same weather gives."""
    found = what_if(plan, destination=HILLS, end="10:00", avoid=["movie-flat"])
    assert found.before is plan
    assert found.after == planned(end="10:00", avoid=["movie-flat"])
    assert f"{found.after.request.end:%H:%M}" == "10:00"
    wishes = Wishes(most_drive_minutes=30)
    assert what_if(plan, destination=HILLS, wishes=wishes).after == planned(wishes=wishes)
    assert what_if(found.after, destination=HILLS, end=None, avoid=None).after.days == plan.days


def test_wishes_that_clash_are_refused(plan):
    """What cannot be met raises as planning does."""
    with pytest.raises(NoPlanError):
        what_if(plan, destination=HILLS, must_see="western-film-museum", end="08:00")


def test_the_plans_own_weather_is_used_as_far_as_it_reaches():
    """Nobody is asked again for hours the plan knows; for other days, and for a plan from a file, one is."""
    source = Asked(sky(DAY))
    plan = plan_trip("2026-12-26", destination=HILLS, now=NOW, weather=source)
    found = what_if(plan, destination=HILLS, offline=True, start="08:00", avoid="movie-flat")
    assert len(source.calls) == 1
    assert found.after.weather.kind == "forecast"
    assert what_if(plan, destination=HILLS, offline=True, dates=NEXT).after.weather.kind == "normals"
    read = Itinerary.model_validate_json(plan.to_json())
    assert what_if(read, destination=HILLS, offline=True, start="08:00").after.weather.kind == "normals"
    given_anew = what_if(plan, destination=HILLS, weather=sky(DAY, air_temp_c=-5.0), start="08:00")
    assert given_anew.figures_after.lowest_c == -5.0


def test_what_is_done_stays_when_one_asks_on_the_way(plan):
    """Asked in the middle of the day, only what is left of it is planned otherwise."""
    now = plan.days[0].stops[1].arrive
    found = what_if(plan, destination=HILLS, now=now, must_see="mobius-arch", end="10:00")
    assert found.after.days[0].stops[:2] == plan.days[0].stops[:2]
    assert found.after.request.must_see == ("mobius-arch",)
    assert found.after.days[0].legs[-1].arrive.hour < 10 or found.after.days[0].legs[-1].arrive.minute == 0
    with pytest.raises(InvalidRequestError, match="the trip is over"):
        what_if(plan, destination=HILLS, now=now + timedelta(days=1), end="10:00")


@pytest.mark.parametrize("ask", [lambda: what_if("x", end="10:00"), lambda: write("plan.ics", "plan.ics")])
def test_what_is_no_plan_is_called_so(ask):
    """A text where a plan belongs is our error, and names what was given."""
    with pytest.raises(InvalidRequestError, match="str is no plan"):
        ask()
