"""The GPX file: valid by its schema, read alike by gpxpy, and true to the plan."""

import re
from datetime import UTC
from itertools import pairwise

import gpxpy
import pytest
import xmlschema
from hypothesis import given, settings

import tripplanner
from tests.export import map_plans as made_of
from tripplanner import OutputError
from tripplanner.export.gpx import gpx

_GPX = "{http://www.topografix.com/GPX/1/1}"
_OSMAND = "{https://osmand.net}"


@pytest.fixture(scope="module")
def schema(samples):
    """The schema of GPX 1.1, read from disk alone."""
    return xmlschema.XMLSchema(samples / "schemas" / "gpx-1.1.xsd", allow="local")


@pytest.mark.parametrize("name", made_of.NAMES)
def test_it_is_valid_by_the_schema(schema, name):
    """The schema of GPX 1.1 (topografix.com) accepts it: order, ranges, types."""
    schema.validate(gpx(made_of.made(name)))


@pytest.mark.parametrize("fault", [("<name>", "<sym>x</sym><name>"), (' lat="43', ' lat="143')])
def test_the_schema_tells_faults(schema, fault):
    """The check above can fail: elements out of order and an impossible latitude are refused."""
    text = gpx(made_of.made("winter"))
    assert not schema.is_valid(text[:2000] + text[2000:].replace(*fault))


@pytest.mark.parametrize("name", made_of.NAMES)
def test_waypoints_are_the_stops_in_order(name):
    """As gpxpy reads it: place, name and UTC time of each stop, in order; then where one starts and parks."""
    plan = made_of.made(name)
    read = gpxpy.parse(gpx(plan)).waypoints
    found = [(each.name, each.latitude, each.longitude, each.time) for each in read if each.type == "stop"]
    assert found == [
        (stop.name, *made_of.lat_lon(plan, stop.site), stop.arrive.astimezone(UTC))
        for stop in made_of.stops(plan)
    ]
    others = [each for each in read if each.type != "stop"]
    assert "Jackson (Town Square)" in [each.name for each in others]
    assert {each.time for each in others} == {None}


def test_the_route_is_the_drive_and_the_tracks_are_the_walks():
    """On 25 December the Row is reached on snowshoes: no route enters it, and each walk ends at the car."""
    plan = made_of.made("winter")
    read = gpxpy.parse(gpx(plan))
    (route,), (track,) = read.routes, read.tracks
    driven = [(point.latitude, point.longitude) for point in route.points]
    assert driven[0] == driven[-1] == made_of.lat_lon(plan, "jackson")
    barn = made_of.lat_lon(plan, "ta-moulton-barn")
    assert barn not in driven
    on_foot = [[(point.latitude, point.longitude) for point in each.points] for each in track.segments]
    starts = [
        leg.start
        for before, leg in pairwise(made_of.legs(plan))
        if before.mode == "car" and leg.mode == "snowshoe"
    ]
    assert [(each[0], each[-1]) for each in on_foot] == [
        (made_of.lat_lon(plan, each),) * 2 for each in starts
    ]
    assert any(barn in each for each in on_foot)
    assert all(start in driven for start, *_ in on_foot)
    names = [point.name for point in route.points]
    assert not any(first == second for line in (names, *on_foot) for first, second in pairwise(line))


def test_a_trip_has_a_route_a_day():
    """Three days: three routes, each along the places of that day's drive, and tracks where one walks."""
    plan = made_of.made("trip")
    read = gpxpy.parse(gpx(plan))
    assert [each.name for each in read.routes] == [
        "Thursday 15 July: drive",
        "Friday 16 July: drive",
        "Saturday 17 July: drive",
    ]
    walked = [day for day in plan.days if any(leg.mode == "walk" for leg in day.legs)]
    assert len(read.tracks) == len(walked) > 0


def test_a_route_by_bicycle_is_no_drive():
    """Who rides a bicycle to the places has a route too, and it is not called a drive."""
    data = made_of.payload()
    for leg in data["days"][0]["legs"]:
        leg["mode"] = "bike" if leg["mode"] == "car" else leg["mode"]
    (route,) = gpxpy.parse(gpx(made_of.read(data))).routes
    assert route.name == "Friday 25 December: ride"
    assert route.description.startswith(
        made_of.legs(made_of.read(data))[0].depart.strftime("%H:%M ride a bike to ")
    )


def test_a_day_without_a_stop_has_its_start_alone():
    """With nothing to visit the file holds the base and what the plan says, and no line."""
    read = gpxpy.parse(gpx(made_of.made("nothing")))
    assert [each.name for each in read.waypoints] == ["Jackson (Town Square)"]
    assert (read.routes, read.tracks) == ([], [])
    assert "Nothing can be visited" in read.description


def test_heights_stand_only_where_they_are_known():
    """`ele` is the height of the place in metres; a place without a known one has none, and never 0."""
    plan = made_of.made("winter")
    root = made_of.parsed(gpx(plan))
    heights = {
        (float(point.get("lat")), float(point.get("lon"))): point.findtext(f"{_GPX}ele")
        for kind in ("wpt", "rtept", "trkpt")
        for point in root.iter(f"{_GPX}{kind}")
        if point.findtext(f"{_GPX}name") != "Jackson Town Square"
    }
    known = {(spot.lat, spot.lon): spot.elevation_m for spot in plan.chart.spots if spot.kind != "base"}
    told = {at: known[at] for at in heights if at in known and at != made_of.lat_lon(plan, "jackson")}
    assert None in told.values()
    assert len(set(told.values())) > 2
    for at, height in told.items():
        assert heights[at] is None if height is None else float(heights[at]) == height


def test_it_says_the_weather_and_whom_to_credit():
    """Climate is told from a forecast, and the sources that want to be named are."""
    assert (
        "climate for the time of year, not a forecast" in gpxpy.parse(gpx(made_of.made("winter"))).description
    )
    told = gpxpy.parse(gpx(made_of.forecast_with_credit())).description
    assert "Weather: forecast by Open-Meteo" in told
    assert "Weather data by Open-Meteo.com: https://open-meteo.com/" in told


def test_the_words_are_those_of_the_plan():
    """A stop is described with its light, weather and dangers; units and clock are those asked for."""
    pool = {each.name: each for each in gpxpy.parse(gpx(made_of.made("winter"))).waypoints}[
        "Kelly Warm Spring"
    ]
    assert re.search(
        r"Stay out of the water.*\nlight on the Teton Range: .*\nweather: about", pool.description
    )
    assert "position good to about 490 ft" in pool.description  # 150 m
    metric = gpx(made_of.made("winter"), units="metric", clock="12")
    assert "position good to about 150 m" in metric
    assert re.search(r"<cmt>Fri 25 Dec, \d+:\d\d am to ", metric)


def test_osmand_finds_its_icons():
    """OsmAnd ignores `sym` and reads icon and colour in its own namespace (its docs, `OsmAnd GPX`)."""
    points = made_of.parsed(gpx(made_of.made("winter"))).findall(f"{_GPX}wpt")
    for point in points:
        extensions = point.find(f"{_GPX}extensions")
        assert extensions.findtext(f"{_OSMAND}icon")
        assert re.fullmatch("#[0-9a-f]{6}", extensions.findtext(f"{_OSMAND}color"))
    assert {point.findtext(f"{_GPX}type"): point.findtext(f"{_GPX}sym") for point in points}[
        "stop"
    ] == "Scenic Area"


def test_the_date_line_is_written_as_the_schema_knows_it(schema):
    """GPX longitudes are below 180: a place at 180 degrees east is one at 180 west."""
    data = made_of.payload()
    for spot in data["chart"]["spots"]:
        spot.update(lat=-90.0, lon=180.0, elevation_m=1e-7)
    text = gpx(made_of.read(data))
    schema.validate(text)
    assert 'lat="-90" lon="-180"' in text


@given(text=made_of.HOSTILE)
@settings(max_examples=25)
def test_no_name_breaks_it(schema, text):
    """Whatever a place is called: the file is valid by the schema and as many places are read."""
    plan = made_of.called(text)
    written = gpx(plan)
    schema.validate(written.encode())
    read = made_of.parsed(written)
    names = [each.findtext(f"{_GPX}name") for each in read.findall(f"{_GPX}wpt")]
    assert len(names) == len(made_of.parsed(gpx(made_of.made("winter"))).findall(f"{_GPX}wpt"))
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    assert set(names) == {legal.replace("\r\n", "\n").replace("\r", "\n")}


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Written twice, and from the plan read back from disk, the bytes are the same."""
    plan = made_of.made("winter")
    first = tripplanner.write(plan, tmp_path / "one.gpx").read_bytes()
    again = tripplanner.load_plan(tripplanner.write(plan, tmp_path / "plan.json"))
    assert first == gpx(plan).encode() == tripplanner.write(again, tmp_path / "two.gpx").read_bytes()


def test_a_plan_without_a_map_is_refused():
    """A plan saved by an older version is answered with what to do."""
    with pytest.raises(OutputError, match=r"has no map.*plan again"):
        gpx(made_of.without_map())


def test_a_map_with_a_hole_is_refused():
    """A plan whose map lacks a stop is answered with its name, and nothing is left out in silence."""
    data = made_of.payload()
    gone = data["days"][0]["stops"][0]["site"]
    data["chart"]["spots"] = [each for each in data["chart"]["spots"] if each["id"] != gone]
    with pytest.raises(OutputError, match=f"lacks '{gone}'.*plan again"):
        gpx(made_of.read(data))
