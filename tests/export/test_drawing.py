"""The pictures of a day: well-formed, readable by everybody, and true to the plan."""

import re
from datetime import UTC, datetime, timedelta
from math import atan2, cos, degrees, radians, sin

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.export import map_plans as made_of
from tests.fake_nws import FakeNws
from tripplanner import Itinerary, plan_trip
from tripplanner.export.drawing import map_sketch, timeline
from tripplanner.export.drawing.frame import Box, Frame, Place, Point, Room, bearing_deg, fitted
from tripplanner.export.drawing.groups import groups, numbers_text
from tripplanner.export.drawing.hours import hours_of
from tripplanner.export.drawing.scene import Numbered, scene
from tripplanner.export.drawing.svg import shortened, tag
from tripplanner.export.legible import legible

_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "title", "desc", "g", "line", "rect", "circle", "path", "polyline", "text"}
BARN = Place(43.6606, -110.6650)  # T.A. Moulton barn, Wikipedia


def drawings(plan):
    """Both pictures of every day that has them."""
    return [each for day in plan.days for each in (map_sketch(plan, day), timeline(plan, day)) if each]


def words(svg):
    """All texts of a picture."""
    return [each.text for each in made_of.parsed(svg).iter(f"{_SVG}text")]


def label_of(svg):
    return made_of.parsed(svg).get("aria-label")


@pytest.fixture(scope="module")
def cold():
    """A plan on a forecast with wind, so that a wind chill is known."""
    issued = datetime(2026, 8, 16, 16, 30, tzinfo=UTC)
    with FakeNws(issued) as service, pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPPLANNER_NWS_URL", service.url)
        plan = plan_trip("2026-08-17", end="12:00", now=issued)
    data = plan.model_dump(mode="json", by_alias=True)
    data["days"][0]["stops"][0]["weather"]["wind_chill_c"] = -28.6
    return Itinerary.model_validate(data)


@pytest.mark.parametrize("name", ["winter", "trip"])
def test_both_pictures_are_there_for_every_day(name):
    """A day with stops has a map and a timeline, each with its name for who cannot see it."""
    plan = made_of.made(name)
    for day in plan.days:
        assert label_of(map_sketch(plan, day)) == "Map sketch of the day"
        assert label_of(timeline(plan, day)) == "Timeline of the day"


@pytest.mark.parametrize("name", made_of.NAMES)
def test_they_are_plain_svg_and_load_nothing(name):
    """Well-formed XML of a few harmless elements, no style, no link, no id that could meet another one."""
    for each in drawings(made_of.made(name)):
        root = made_of.parsed(each)
        assert {node.tag.removeprefix(_SVG) for node in root.iter()} <= _ALLOWED
        names = {attribute for node in root.iter() for attribute in node.attrib}
        assert not [n for n in names if n.startswith("on") or n in ("id", "style", "class", "href", "src")]
        assert root.get("role") == "img"
        assert len(root.findtext(f"{_SVG}title")) > 5
        assert len(root.findtext(f"{_SVG}desc")) > 40
        assert "url(" not in each


@settings(max_examples=25)
@given(made_of.HOSTILE)
def test_hostile_names_stay_text(text):
    """Whatever a place is called, the picture has the same elements as ever, and the name only as text."""
    for each in drawings(made_of.called(text)):
        root = made_of.parsed(each)
        assert {node.tag.removeprefix(_SVG) for node in root.iter()} <= _ALLOWED
        assert all(len(node.text) < 90 for node in root.iter(f"{_SVG}text"))


def test_no_name_is_lost():
    """Every stop stands in the list under the map by its number, and in the description in full."""
    plan = made_of.made("winter")
    for day in plan.days:
        told = words(map_sketch(plan, day))
        description = made_of.parsed(map_sketch(plan, day)).findtext(f"{_SVG}desc")
        for number, stop in enumerate(day.stops, start=1):
            assert str(number) in told
            assert shortened(stop.name, 28) in told
            assert f"{number} {stop.name}" in description


def test_an_older_plan_has_a_timeline_and_no_map():
    """Without a chart there is nothing to draw a map of; the hours are known all the same."""
    plan = made_of.without_map()
    assert map_sketch(plan, plan.days[0]) == ""
    assert timeline(plan, plan.days[0]) != ""


def test_a_day_at_home_has_no_pictures():
    """Where nobody goes anywhere nothing is drawn."""
    plan = made_of.made("nothing")
    assert [map_sketch(plan, plan.days[0]), timeline(plan, plan.days[0])] == ["", ""]


def test_the_car_and_the_feet_are_drawn_differently():
    """On 25 December the Row is reached on snowshoes from the pull-off: dashed, and the car stays there."""
    plan = made_of.made("winter")
    here = scene(plan.chart, plan.days[0])
    driven = {place for piece in here.pieces(driven=True) for place in piece}
    on_foot = {place for piece in here.pieces(driven=False) for place in piece}
    assert here.places["ta-moulton-barn"] in on_foot - driven
    assert [each for each in here.parked() if "pulloff" in each]
    drawn = map_sketch(plan, plan.days[0])
    assert drawn.count('stroke-dasharray="6 3"') >= len(here.pieces(driven=False))
    assert "P" in words(drawn)


def test_closed_roads_differ_by_more_than_their_colour():
    """Teton Park Road is closed to cars in December and open in July: crosses on it, or none."""
    cross = "l5 5m0 -5l-5 5"
    winter, summer = made_of.made("winter"), made_of.made("trip")
    assert map_sketch(winter, winter.days[0]).count(cross) > 5
    assert map_sketch(summer, summer.days[0]).count(cross) == 1  # in the list of signs


def test_cars_stop_where_open_and_closed_roads_meet():
    """The gate of Antelope Flats Road on US-191 is one such place that day."""
    plan = made_of.made("winter")
    here = scene(plan.chart, plan.days[0])
    assert here.places["antelope-flats-gate"] in here.gates()
    assert here.places["moose-junction"] not in here.gates()


@pytest.mark.parametrize(
    ("summit", "low", "high"),
    [(Place(43.741208, -110.802414), 305, 314), (Place(43.54389, -110.52444), 135, 145)],
)
def test_bearings_agree_with_the_great_circle(summit, low, high):
    """Grand Teton stands north-west of the barn and Sheep Mountain south-east, as the formulary has it."""
    assert low < bearing_deg(BARN, summit) < high
    assert bearing_deg(BARN, summit) == pytest.approx(_initial_course_deg(BARN, summit), abs=0.5)


def _initial_course_deg(start, end):
    """The initial course on a sphere (Williams, Aviation Formulary 1.47, "Course between points")."""
    lat1, lat2 = radians(start.lat), radians(end.lat)
    dlon = radians(end.lon - start.lon)
    course = atan2(sin(dlon) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(dlon))
    return degrees(course) % 360


@given(
    st.lists(
        st.tuples(st.floats(-80, 80), st.floats(-180, 180)).map(lambda each: Place(*each)),
        min_size=1,
        max_size=3,
    ),
    st.lists(st.tuples(st.floats(-0.2, 0.2), st.floats(-0.2, 0.2)), min_size=1, max_size=6),
)
@example([Place(43.66, 179.95)], [(0.1, 0.1), (-0.1, -0.1)])
def test_a_frame_holds_all_it_is_made_for(centers, shifts):
    """Wherever on the earth a day goes, also across the date line, its places lie on the panel."""
    for center in centers:
        places = [Place(center.lat + lat, (center.lon + lon + 180) % 360 - 180) for lat, lon in shifts]
        frame = fitted(places, width=356, least=170, most=330)
        assert 170 <= frame.height <= 330
        assert frame.px_per_km > 4  # shifts of 0.2 degrees are 45 km at most
        assert all(frame.holds(frame.point(each)) for each in places)


def test_names_do_not_lie_on_each_other():
    """No box of room is given twice, and none beyond the edge."""
    room = Room(Frame(100, 100, BARN, 1))
    room.take([Box(10, 10, 50, 20)])
    assert not room.free(Box(45, 15, 60, 30))
    assert room.free(Box(51, 10, 90, 20))
    assert not room.free(Box(90, 10, 120, 20))


@given(st.lists(st.integers(1, 30), min_size=1, unique=True).map(sorted))
def test_numbers_are_told_once(numbers):
    """Runs become ranges; read back they are the same numbers."""
    read = []
    for part in numbers_text(numbers).split(","):
        first, _, last = part.partition("-")
        read += range(int(first), int(last or first) + 1)
    assert read == numbers


@given(st.lists(st.tuples(st.floats(0, 0.1), st.floats(0, 0.1)), min_size=1, max_size=12))
def test_badges_that_grow_never_cover_each_other(shifts):
    """A badge of several numbers is wider: what it then touches joins it too."""
    stops = [
        Numbered(number, None, Place(43.6 + lat, -110.7 + lon))
        for number, (lat, lon) in enumerate(shifts, start=1)
    ]
    found = groups(stops, Frame(356, 330, Place(43.65, -110.65), 20))
    assert [a.words for a in found for b in found if a is not b and a.touches(b)] == []


def test_badges_never_cover_each_other():
    """Stops that lie together share one; each stop is in one."""
    for plan in (made_of.made("winter"), made_of.made("trip")):
        for day in plan.days:
            here = scene(plan.chart, day)
            frame = fitted([each.at for each in here.stops], width=356, least=170, most=330)
            found = groups(here.stops, frame)
            assert [a.words for a in found for b in found if a is not b and a.touches(b)] == []
            assert sorted(each.number for group in found for each in group.stops) == [
                each.number for each in here.stops
            ]


def test_the_scale_has_the_units_asked_for():
    """Miles in the US, kilometres elsewhere; degrees likewise."""
    plan = made_of.made("winter")
    day = plan.days[0]
    us, metric = (" ".join(words(map_sketch(plan, day, units=each))) for each in ("us", "metric"))
    assert re.search(r"\d mi\b", us)
    assert not re.search(r"\d mi\b", metric)
    assert re.search(r"\d km\b", metric)
    assert [each for each in words(timeline(plan, day, units="metric")) if re.fullmatch(r"-?\d+ C", each)]
    assert [each for each in words(timeline(plan, day)) if re.fullmatch(r"-?\d+ F", each)]


def test_the_hours_are_told_by_the_clock_asked_for():
    """07:55 is 7:55 am by the other clock, and the hours along the top say so too."""
    plan = made_of.made("winter")
    told = words(timeline(plan, plan.days[0], clock="12"))
    assert "sunrise 7:55 am" in told
    assert [each for each in told if re.fullmatch(r"\d+ am", each)]
    assert "sunrise 07:55" in words(timeline(plan, plan.days[0]))


def test_the_wind_chill_is_shown_where_it_is_known(cold):
    """Climate figures have no wind: no word of it; a forecast's -28.6 °C stands as -19 F (NWS chart)."""
    winter = made_of.made("winter")
    diamond = "l3.5 3.5l-3.5 3.5"
    assert "worst wind chill" not in words(timeline(winter, winter.days[0]))
    assert diamond not in timeline(winter, winter.days[0])
    told = words(timeline(cold, cold.days[0]))
    assert "worst wind chill" in told
    assert "-19 F" in told
    assert timeline(cold, cold.days[0]).count(diamond) == 2  # one visit, and the sign that explains it


@pytest.mark.parametrize("kept", ["legs", "stops"])
def test_a_day_of_ways_alone_or_of_stops_alone_is_drawn(kept):
    """A day may only lead to the next night, or its one stop may be where one stays."""
    data = made_of.payload("winter")
    day = data["days"][0]
    day["legs"] = day["legs"] if kept == "legs" else []
    day["stops"] = day["stops"][:1] if kept == "stops" else []
    plan = made_of.read(data)
    assert len(drawings(plan)) == 2
    for each in drawings(plan):
        assert len(made_of.parsed(each).findtext(f"{_SVG}desc")) > 15


def test_bars_stand_where_their_hours_are():
    """Noon is half way from 11 to 13 o'clock; what lies outside stays at the edge."""
    plan = made_of.made("winter")
    hours = hours_of(plan, plan.days[0], left=0, width=240)
    middle = hours.start + (hours.end - hours.start) / 2
    assert hours.x(middle) == pytest.approx(120)
    assert hours.x(hours.start - timedelta(hours=9)) == 0
    assert hours.x(hours.end + timedelta(hours=9)) == 240


def test_a_day_on_which_the_clock_is_set_has_its_hours_once():
    """On 14 March 2027 at 02:00 the clocks go to 03:00 (15 U.S.C. 260a): there is no hour 2."""
    data = made_of.payload("winter")
    day = data["days"][0]
    day["legs"], day["breaks"] = [], []
    day["stops"] = day["stops"][:1]
    day["stops"][0] |= {"arrive": "2027-03-14T00:30:00-07:00", "leave": "2027-03-14T05:10:00-06:00"}
    plan = made_of.read(data)
    hours = hours_of(plan, plan.days[0], left=0, width=360)
    assert [each.hour for each in hours.ticks(10)] == [0, 1, 3, 4, 5, 6]
    assert hours.x(hours.start + timedelta(0)) == 0


def test_an_unknown_zone_still_has_hours():
    """A plan from a machine that knows more zones is drawn by the offsets of its own times."""
    data = made_of.payload("winter")
    data["chart"]["timezone"] = "Mars/Olympus"
    plan = made_of.read(data)
    assert "sunrise 07:55" in words(timeline(plan, plan.days[0]))


@given(st.text())
def test_what_is_legible_can_stand_in_xml(text):
    """Expat reads it back the same, whatever it was made of."""
    told = legible(text)
    assert made_of.parsed(tag("text", "x", fill=text)).get("fill") == told
    assert legible(told) == told


def test_no_name_turns_the_words_after_it():
    """An override (Unicode Annex 9, section 2.2) would show a later 35 as 53; Hebrew needs none."""
    assert legible("a\u202eb\u2067c") == "abc"
    assert legible("\u05d0\u05d1 12") == "\u05d0\u05d1 12"


def test_the_same_plan_gives_the_same_bytes():
    """A plan read back from JSON is drawn alike."""
    plan = made_of.made("winter")
    again = Itinerary.model_validate_json(plan.to_json())
    assert drawings(plan) == drawings(again)


def test_points_lie_as_on_a_map():
    """North is up and east is right."""
    frame = Frame(100, 100, BARN, 10)
    assert frame.point(BARN) == Point(50, 50)
    there = frame.point(Place(BARN.lat + 0.01, BARN.lon + 0.01))
    assert there.x > 50
    assert there.y < 50
