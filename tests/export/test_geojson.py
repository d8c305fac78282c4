"""The GeoJSON file: read by geojson-pydantic, inside the destination's box, and true to the plan."""

import json

import pytest
from geojson_pydantic import FeatureCollection
from hypothesis import given, settings

import tripplanner
from tests.export import map_plans as made_of
from tripplanner import OutputError
from tripplanner.export.geojson import geojson


def positions(node):
    """Every position of a GeoJSON object."""
    if isinstance(node, dict):
        return [each for key in ("features", "geometry", "coordinates") for each in positions(node.get(key))]
    if isinstance(node, list) and node and isinstance(node[0], float | int):
        return [node]
    return [each for part in node or () for each in positions(part)]


def outside_box(whole):
    """The positions that are not in the destination's box, read as longitude and latitude."""
    return [each for each in positions(whole) if not made_of.BOX.contains(lat=each[1], lon=each[0])]


def features(whole, kind):
    return [each for each in whole["features"] if each["properties"]["kind"] == kind]


@pytest.mark.parametrize("name", made_of.NAMES)
def test_it_is_valid_and_in_the_box(name):
    """As geojson-pydantic reads it (RFC 7946); and every position lies where the destination is."""
    text = geojson(made_of.made(name))
    FeatureCollection.model_validate_json(text)
    assert positions(json.loads(text))
    assert outside_box(json.loads(text)) == []


def test_swapped_positions_are_found_by_the_box_alone():
    """geojson-pydantic accepts latitude before longitude; the check of the box does not."""
    whole = json.loads(geojson(made_of.made("winter")))
    for each in positions(whole):
        each.reverse()
    whole.pop("bbox")
    FeatureCollection.model_validate(whole)
    assert len(outside_box(whole)) == len(positions(whole))


@pytest.mark.parametrize("name", made_of.NAMES)
def test_points_are_the_stops_and_lines_the_legs(name):
    """Each stop and leg once, in order of time, with its place, its time with offset, and its precision."""
    plan = made_of.made(name)
    whole = json.loads(geojson(plan))
    assert [
        (each["geometry"]["coordinates"][::-1], each["properties"]["name"], each["properties"]["arrive"])
        for each in features(whole, "stop")
    ] == [
        ([*made_of.lat_lon(plan, stop.site)], stop.name, stop.arrive.isoformat())
        for stop in made_of.stops(plan)
    ]
    for feature, leg in zip(features(whole, "leg"), made_of.legs(plan), strict=True):
        assert feature["geometry"]["type"] == "LineString"
        line = [tuple(each[::-1]) for each in feature["geometry"]["coordinates"]]
        assert line == [made_of.lat_lon(plan, each) for each in leg.via]
        assert feature["properties"]["mode"] == leg.mode
        spots = [plan.chart.spot(each) for each in leg.via]
        assert feature["properties"]["precision_m"] == max(each.precision_m for each in spots)


def test_precision_and_unknown_heights_are_told():
    """Every feature says how far off it may be; a height that is not known is null, never 0."""
    plan = made_of.made("trip")
    whole = json.loads(geojson(plan))
    assert all(each["properties"]["precision_m"] > 0 for each in whole["features"])
    heights = [
        each["properties"]["elevation_m"]
        for each in whole["features"]
        if "number" not in each["properties"] and each["geometry"]["type"] == "Point"
    ]
    assert None in heights
    assert 0 not in heights


@pytest.mark.parametrize("name", made_of.NAMES)
def test_the_bbox_is_the_least_that_holds_all(name):
    """RFC 7946, section 5: west, south, east, north of all positions."""
    whole = json.loads(geojson(made_of.made(name)))
    lons, lats = zip(*positions(whole), strict=True)
    assert whole["bbox"] == [min(lons), min(lats), max(lons), max(lats)]


@pytest.mark.parametrize("name", made_of.NAMES)
def test_ids_are_unique_and_stay(name):
    """A feature is known by its site, or by its day and number; two never share an id."""
    ids = [each["id"] for each in json.loads(geojson(made_of.made(name)))["features"]]
    assert len(set(ids)) == len(ids)
    if name == "winter":
        assert {"stop-ta-moulton-barn", "leg-2026-12-25-1", "place-jackson"} <= set(ids)


def test_figures_are_not_finer_than_they_can_be():
    """At most seven decimals, whatever a destination writes, and never an exponent of a long fraction."""
    data = made_of.payload()
    for spot in data["chart"]["spots"]:
        spot.update(lat=43.123456789012, lon=-110.123456789012)
    whole = json.loads(geojson(made_of.read(data)))
    assert {tuple(each) for each in positions(whole)} == {(-110.1234568, 43.1234568)}


def test_it_says_the_weather_and_whom_to_credit():
    """The kind of weather and the credits are members of the file, and stand in its description."""
    whole = json.loads(geojson(made_of.made("winter")))
    assert whole["weather"]["kind"] == "normals"
    assert "climate for the time of year, not a forecast" in whole["description"]
    assert whole["attribution"] == []
    told = json.loads(geojson(made_of.forecast_with_credit()))
    assert told["weather"] == {"kind": "forecast", "provider": "Open-Meteo", "issued_at": None}
    assert told["attribution"] == [
        {"title": "Weather data by Open-Meteo.com", "url": "https://open-meteo.com/"}
    ]
    assert "Weather data by Open-Meteo.com: https://open-meteo.com/" in told["description"]
    assert {each["properties"]["weather"] for each in features(told, "stop")} == {"forecast"}


@given(text=made_of.HOSTILE)
@settings(max_examples=25)
def test_no_name_breaks_it(text):
    """Whatever a place is called: the bytes are UTF-8, are read, and hold that name."""
    read = FeatureCollection.model_validate_json(geojson(made_of.called(text)).encode())
    names = {each.properties["name"] for each in read.features if each.properties["kind"] == "stop"}
    assert names == {text.replace("\ud800", "\ufffd")}


def test_a_plan_without_a_start_on_its_map_has_no_bbox():
    """With nothing to visit and a base that the map does not know, the collection is empty and valid."""
    data = made_of.payload("nothing")
    data["chart"]["spots"] = []
    text = geojson(made_of.read(data))
    FeatureCollection.model_validate_json(text)
    assert json.loads(text)["features"] == []
    assert "bbox" not in json.loads(text)


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Written twice, and from the plan read back from disk, the bytes are the same."""
    plan = made_of.made("winter")
    first = tripplanner.write(plan, tmp_path / "one.geojson").read_bytes()
    again = tripplanner.load_plan(tripplanner.write(plan, tmp_path / "plan.json"))
    assert first == geojson(plan).encode() == tripplanner.write(again, tmp_path / "two.geojson").read_bytes()


def test_a_plan_without_a_map_is_refused():
    """A plan saved by an older version is answered with what to do."""
    with pytest.raises(OutputError, match=r"has no map.*plan again"):
        geojson(made_of.without_map())
