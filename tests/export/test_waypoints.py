"""A plan on the map: where it starts, what is driven, what is gone on foot."""

from itertools import pairwise

import tripplanner
from tests.export import map_plans as made_of
from tripplanner.export.steps import Style
from tripplanner.export.waypoints import plan_map

STYLE = Style()


def ids(spots):
    return [each.id for each in spots]


def test_a_base_given_as_a_point_is_on_the_map():
    """A point has an id of its own on the map, which legs know; without legs it is known by its name."""
    base = "43.6,-110.7"
    plan = tripplanner.plan_trip(
        "2026-12-25", offline=True, now=made_of.NOW, base=base, start="02:00", end="02:30"
    )
    assert plan.days[0].legs == ()
    home = plan_map(plan, STYLE).home
    assert (home.lat, home.lon, home.name) == (43.6, -110.7, plan.base_name)


def test_legs_of_older_plans_have_their_ends():
    """Where a leg does not know the places along it, its line joins its ends."""
    data = made_of.payload()
    for leg in data["days"][0]["legs"]:
        leg["via"] = []
    plan = made_of.read(data)
    ways = plan_map(plan, STYLE).days[0].ways
    assert [ids(way.spots) for way in ways] == [[leg.start, leg.end] for leg in made_of.legs(plan)]


def test_each_outing_on_foot_is_one_line():
    """Legs on foot that follow each other are one walk; a drive between them begins another."""
    plan = made_of.made("winter")
    walks = [ids(walk) for walk in plan_map(plan, STYLE).days[0].walks]
    legs = made_of.legs(plan)
    outings = [before for before, leg in pairwise(legs) if before.mode == "car" != leg.mode]
    assert [walk[0] for walk in walks] == [each.end for each in outings]
    assert len(walks) > 1
    on_foot = [leg for leg in legs if leg.mode != "car"]
    assert sum(map(len, walks)) == sum(len(leg.via) for leg in on_foot) - (len(on_foot) - len(walks))


def test_a_bicycle_is_ridden_on_the_route():
    """Without a car the ride is the route, for a bicycle follows roads as a car does."""
    data = made_of.payload()
    for leg in data["days"][0]["legs"]:
        if leg["mode"] == "car":
            leg["mode"] = "bike"
    by_car = plan_map(made_of.made("winter"), STYLE).days[0]
    assert ids(plan_map(made_of.read(data), STYLE).days[0].drive) == ids(by_car.drive)


def test_every_stop_over_snow_says_when_to_turn_back():
    """The agenda tells it of the farthest stop of an outing alone; a mark on a map is read by itself."""
    plan = made_of.made("winter")
    mapped = plan_map(plan, STYLE).stops
    told = [each.stop.site for each in mapped if any("turn back by" in note for note in each.notes)]
    assert told == [stop.site for stop in made_of.stops(plan) if stop.leave_by is not None]
    assert len(told) > 2
    assert [each.number for each in mapped] == [*range(1, len(mapped) + 1)]


def test_places_are_no_stops_and_told_once():
    """Where one starts and parks is marked once, and not where there is a stop already."""
    mapped = plan_map(made_of.made("trip"), STYLE)
    places = ids(mapped.places)
    assert places[0] == "jackson"
    assert "mormon-row-south-lot" in places
    assert len(set(places)) == len(places)
    assert not set(places) & {each.stop.site for each in mapped.stops}
