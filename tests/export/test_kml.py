"""The KML file: valid by the OGC's schema, read by fastkml, and safe in a balloon of HTML."""

import html
import re
from datetime import UTC
from html.parser import HTMLParser

import fastkml
import pytest
from fastkml.validator import get_schema_parser, validate
from hypothesis import given, settings
from lxml import etree

import tripplanner
from tests.export import map_plans as made_of
from tripplanner import OutputError
from tripplanner.export.kml import kml
from tripplanner.export.waypoints import DRIVE_COLOR

_KML = "{http://www.opengis.net/kml/2.2}"


def is_valid(text):
    """By the schema that fastkml ships (OGC KML 2.2), which imports nothing but files beside it."""
    return get_schema_parser().validate(etree.fromstring(text.encode()))


def placemarks(text):
    """Name, kind of geometry and coordinates as text, of each placemark with a time, in order."""
    return [
        (mark.findtext(f"{_KML}name"), shape.tag.removeprefix(_KML), shape.findtext(f"{_KML}coordinates"))
        for mark in made_of.parsed(text).iter(f"{_KML}Placemark")
        for shape in mark
        if shape.tag in (f"{_KML}Point", f"{_KML}LineString") and mark.find(f"{_KML}TimeSpan") is not None
    ]


@pytest.mark.parametrize("name", made_of.NAMES)
def test_it_is_valid_by_the_schema(name):
    """The schema of the OGC accepts it: order, types, colours, times."""
    assert validate(element=etree.fromstring(kml(made_of.made(name)).encode()))


@pytest.mark.parametrize(
    "fault", [("</name>", "</name><name>x</name>"), ("#drive", "a b%%"), ("Z</begin>", "</begin>x")]
)
def test_the_schema_tells_faults(fault):
    """The check above can fail: a second name, a style that is no address, and a stray word are refused."""
    text = kml(made_of.made("winter"))
    assert is_valid(text)
    assert not is_valid(text.replace(*fault, 1))


@pytest.mark.parametrize("name", made_of.NAMES)
def test_fastkml_reads_a_folder_a_day(name):
    """As fastkml reads it: the plan's title, a folder for each day and one for where one starts and parks."""
    plan = made_of.made(name)
    (document,) = fastkml.KML.from_string(kml(plan).split("\n", 1)[1]).features
    assert document.name.startswith("Mormon Row and Jackson Hole, ")
    days = document.features[:-1]
    assert [len(each.features) for each in days] == [len(day.stops) + len(day.legs) for day in plan.days]
    assert document.features[-1].name == "Start and parking"
    for folder, day in zip(days, plan.days, strict=True):
        read = [(each.begin.dt, each.end.dt) for each in folder.features]
        true = sorted(
            [(leg.depart, leg.arrive) for leg in day.legs] + [(stop.arrive, stop.leave) for stop in day.stops]
        )
        assert read == true
        assert {moment.tzinfo.utcoffset(moment) for span in read for moment in span} <= {UTC.utcoffset(None)}


def test_a_placemark_stands_where_its_stop_is():
    """KML has longitude before latitude, then metres above the sea; lines have every place along the leg."""
    plan = made_of.made("winter")
    marks = placemarks(kml(plan))
    points = {name: coordinates for name, shape, coordinates in marks if shape == "Point"}
    for stop in made_of.stops(plan):
        spot = plan.chart.spot(stop.site)
        assert [float(each) for each in points[stop.name].split(",")] == [
            spot.lon,
            spot.lat,
            spot.elevation_m,
        ]
    lines = [coordinates.split() for _, shape, coordinates in marks if shape == "LineString"]
    assert [len(each) for each in lines] == [len(leg.via) for leg in made_of.legs(plan)]
    for line, leg in zip(lines, made_of.legs(plan), strict=True):
        lat, lon = made_of.lat_lon(plan, leg.end)
        assert [float(each) for each in line[-1].split(",")] == [lon, lat]


def test_lines_are_told_apart():
    """What is driven and what is gone on snowshoes have styles of their own, and KML writes blue first."""
    plan = made_of.made("winter")
    root = made_of.parsed(kml(plan))
    used = [
        mark.findtext(f"{_KML}styleUrl")
        for mark in root.iter(f"{_KML}Placemark")
        if mark.find(f"{_KML}LineString") is not None
    ]
    assert used == ["#drive" if leg.mode == "car" else "#on-foot" for leg in made_of.legs(plan)]
    styles = {style.get("id"): style for style in root.iter(f"{_KML}Style")}
    red, green, blue = DRIVE_COLOR[1:3], DRIVE_COLOR[3:5], DRIVE_COLOR[5:7]
    assert styles["drive"].findtext(f"{_KML}LineStyle/{_KML}color") == f"ff{blue}{green}{red}"
    assert {each.text.removeprefix("#") for each in root.iter(f"{_KML}styleUrl")} == set(styles)


def test_a_day_without_a_stop_says_so():
    """With nothing to visit there is the day's folder with a word, and the base."""
    root = made_of.parsed(kml(made_of.made("nothing")))
    folders = root.findall(f".//{_KML}Folder")
    assert [each.findtext(f"{_KML}description") for each in folders] == ["Nothing to visit.", None]
    assert placemarks(kml(made_of.made("nothing"))) == []


def test_it_says_the_weather_and_whom_to_credit():
    """Climate is told from a forecast, and the sources that want to be named are."""
    assert "climate for the time of year, not a forecast" in kml(made_of.made("winter"))
    told = kml(made_of.forecast_with_credit())
    assert "Weather: forecast by Open-Meteo" in told
    assert "Weather data by Open-Meteo.com: https://open-meteo.com/" in told


def test_nothing_is_loaded_from_outside():
    """No icon, link or overlay of another server: the file shows the same without a network."""
    text = kml(made_of.made("trip"))
    assert not re.search(r"<(Icon|href|Link|NetworkLink|.*Overlay)\b", text)


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attrs):
        self.found.add((tag, *attrs))


@given(text=made_of.HOSTILE)
@settings(max_examples=25)
def test_no_name_breaks_it(text):
    """Whatever a place is called: valid by the schema, and the HTML of a balloon has line breaks alone."""
    written = kml(made_of.called(text))
    assert is_valid(written)
    root = made_of.parsed(written)
    assert len(root.findall(f".//{_KML}Placemark")) == kml(made_of.made("winter")).count("<Placemark>")
    tags = _Tags()
    for each in root.iter(f"{_KML}description"):
        tags.feed(each.text)
    assert tags.found == {("br",)}
    legal = re.sub("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    shown = legal.replace("\r\n", "\n").replace("\r", "\n")
    point = next(each for each in root.iter(f"{_KML}Placemark") if each.find(f"{_KML}Point") is not None)
    assert point.findtext(f"{_KML}name") == shown
    assert html.escape(shown, quote=False) in point.findtext(f"{_KML}description")


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Written twice, and from the plan read back from disk, the bytes are the same."""
    plan = made_of.made("winter")
    first = tripplanner.write(plan, tmp_path / "one.kml").read_bytes()
    again = tripplanner.load_plan(tripplanner.write(plan, tmp_path / "plan.json"))
    assert first == kml(plan).encode() == tripplanner.write(again, tmp_path / "two.kml").read_bytes()


def test_a_plan_without_a_map_is_refused():
    """A plan saved by an older version is answered with what to do."""
    with pytest.raises(OutputError, match=r"has no map.*plan again"):
        kml(made_of.without_map())
