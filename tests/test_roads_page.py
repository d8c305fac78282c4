"""What a person reads of roads: the list of a day, and the words of a plan on turning back and the dark."""

import json
from datetime import date, datetime, timedelta

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tripplanner.catalog import load_destination
from tripplanner.cli import main
from tripplanner.export.roads_page import roads_page
from tripplanner.itinerary import Itinerary
from tripplanner.planning.turning import back_by_dusk, leave_by, turn_around_at
from tripplanner.planning.windows import Piece, Window
from tripplanner.roads import Walk, roads_on
from tripplanner.units import clock_text

NOW = "2026-11-23T11:00:00-07:00"
PLACE = load_destination()


def run(*arguments):
    return CliRunner().invoke(main, ["roads", *arguments, "--now", NOW])


def listed(*arguments):
    done = run(*arguments, "--format", "json")
    assert done.exit_code == 0, done.output
    payload = json.loads(done.stdout)
    return payload, {road["id"]: road for road in payload["roads"]}


def section(page, title):
    """The lines under a title, up to the next blank one."""
    lines = page.splitlines()
    start = lines.index(title) + 1
    return "\n".join(lines[start : lines.index("", start)])


# --- the command ------------------------------------------------------------------------------------


def test_christmas_lists_what_is_open_and_what_is_not():
    """The highway is open; Antelope Flats Road goes by conditions; Teton Park Road is shut, and groomed."""
    page = run("2026-12-25").stdout
    assert page.splitlines()[0] == "Roads of Mormon Row and Jackson Hole, Friday 25 December 2026"
    assert "(us-191)" in section(page, "Open to cars")
    flats = section(page, "By conditions, here taken as closed to cars")
    assert "(antelope-flats-road)" in flats
    assert "cautious: closed, typical: closed, optimistic: open" in flats
    shut = " ".join(section(page, "Closed to cars").split())
    assert (
        "until 30 April 2027, then open groomed; for walking, skiing, snowshoeing; ask 307-739-3682" in shut
    )
    assert "closed to everyone; ask 307-739-3682" in shut
    assert "(ta-moulton-path)" in section(page, "Paths, never for cars")


def test_the_numbers_to_call_come_first():
    """The park's road line and the state's (visit facts, section 5) stand above the roads."""
    page = run("2026-12-25").stdout
    before = page[: page.index("Open to cars")]
    assert "307-739-3682" in before
    assert "511" in before


def test_tomorrow_is_the_default():
    """Without a date the day after `--now` is meant, in the destination's time zone."""
    assert listed()[0]["date"] == "2026-11-24"
    late = CliRunner().invoke(main, ["roads", "--now", "2026-11-24T06:30:00+00:00", "--format", "json"])
    assert json.loads(late.stdout)["date"] == "2026-11-24"  # it is still the 23rd in Wyoming


def test_json_has_all_that_the_page_tells():
    """Status, what is taken, for whom, until when and then, whom to ask, sources: for every road."""
    payload, roads = listed("2026-12-25")
    assert (payload["destination"], payload["outlook"]) == ("mormon-row", "cautious")
    assert set(roads) == {road.id for road in PLACE.roads}
    park = roads["teton-park-road"]
    assert (park["status"], park["taken"], park["kept"]) == ("closed", "closed", "groomed")
    assert (park["until"], park["then"], park["phone"]) == ("2027-04-30", "open", "307-739-3682")
    assert roads["us-191"]["until"] is None
    assert roads["schwabacher-road"]["modes"] == []


@pytest.mark.parametrize(("outlook", "taken"), [("cautious", "closed"), ("typical", "open")])
def test_the_outlook_decides(outlook, taken):
    """On 24 November Antelope Flats Road is as a rule still plowed: typical takes it as open."""
    road = listed("2026-11-24", "--outlook", outlook)[1]["antelope-flats-road"]
    assert (road["taken"], "car" in road["modes"]) == (taken, taken == "open")


def test_what_the_user_knows_is_taken():
    """`--road ID=STATUS` holds for the road and its parts, and is told as the user's word."""
    _, roads = listed("2026-12-25", "--road", "antelope-flats-road=open")
    assert roads["antelope-flats-first-mile"]["taken"] == "open"
    page = run("2026-12-25", "--road", "antelope-flats-road=open").stdout
    assert "As you said." in section(page, "Open to cars")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("2026-11-22",), "has passed"),
        (("9999-12-31",), "too far away"),
        (("2026-12-25..2026-12-26",), "one day at a time"),
        (("2026-12-25", "--road", "antelope=open"), "no road 'antelope'"),
        (("2026-12-25", "--road", "us-191=shut"), "write ROAD=open"),
        (("2026-12-25", "--outlook", "rosy"), "'rosy' is not one of"),
    ],
)
def test_bad_input_is_one_line(arguments, fault):
    """Exit code 2, nothing on stdout, one line on stderr."""
    done = run(*arguments)
    assert done.exit_code == 2
    assert fault in done.stderr
    assert (done.stdout, len(done.stderr.splitlines())) == ("", 1)


def test_another_destination_and_a_file(tmp_path):
    """`--destination` takes its roads and numbers from there; `--output` writes the page."""
    target = tmp_path / "roads.txt"
    done = run("2026-12-25", "--destination", "examples/alabama_hills", "--output", str(target))
    assert done.exit_code == 0, done.stderr
    page = target.read_text(encoding="utf-8")
    assert "(us-395)" in page
    assert "307-739-3682" not in page


@given(
    st.dates(date(2026, 11, 23), date(2029, 12, 31)), st.sampled_from(["cautious", "typical", "optimistic"])
)
@settings(max_examples=40)
def test_every_road_is_on_the_page_once_within_80_columns(on, outlook):
    """On any day under any outlook: each road once, with its sources at the end, and no line too long."""
    page = roads_page(PLACE, on, roads_on(PLACE, on, outlook=outlook), outlook=outlook)
    body, _, sources = page.partition("\nSources\n")
    assert [body.count(f"({road.id})") for road in PLACE.roads] == [1] * len(PLACE.roads)
    assert max(len(line) for line in page.splitlines()) <= 80
    assert not any(line != line.rstrip() for line in page.splitlines())
    assert "None" not in page
    assert "read 2026-" in sources


# --- back before dark -------------------------------------------------------------------------------

walks = st.builds(
    Walk,
    mode=st.just("snowshoe"),
    path=st.just(("car", "site")),
    roads=st.just(("lane",)),
    distance_km=st.just(1.0),
    minutes=st.integers(1, 120),
    snow_assumed=st.just(False),
    on_snow=st.booleans(),
)


@given(walks, st.integers(900, 1300), st.integers(0, 1300), st.integers(0, 200), st.integers(5, 120))
def test_every_visit_over_snow_ends_in_time_to_be_back_before_dark(walk, dark, opens, width, minutes):
    """Whenever a visit may start, its end and the way back end before the dark; without snow all stays."""
    pieces = (Piece(Window(opens, opens + width, minutes, 1), {}, waits_for_light=False),)
    kept = back_by_dusk(pieces, walk, dark)
    if not walk.on_snow:
        assert kept == pieces
    for each in kept:
        assert not walk.on_snow or each.window.closes + minutes <= leave_by(walk, dark) <= dark - walk.minutes
        assert each.window.opens <= each.window.closes


@given(st.integers(300, 900), st.integers(1, 120), st.integers(0, 400))
def test_who_turns_around_then_is_back_before_dark(depart, minutes, spare):
    """As slow on the way back as on the way out, or on time: back before the dark either way."""
    arrive, dark = depart + minutes, depart + 2 * minutes + spare
    turn = turn_around_at(depart, arrive, dark)
    assert turn >= arrive
    assert turn + (turn - depart) <= dark


@pytest.fixture(scope="module")
def christmas():
    """The plan for Christmas from Jackson: Mormon Row on snowshoes."""
    return tripplanner.plan_trip("2026-12-25", offline=True, now=datetime.fromisoformat(NOW))


def test_the_plan_says_when_to_turn_back(christmas):
    """Each way out over snow has a time to turn around, each stop on it one to leave by, also in the text."""
    day = christmas.days[0]
    out = [leg for leg in day.legs if leg.turn_around_at is not None]
    over_snow = [stop for stop in day.stops if stop.leave_by is not None]
    assert out
    assert {leg.mode for leg in out} == {"snowshoe"}
    assert "ta-moulton-barn" in {stop.site for stop in over_snow}
    assert all(leg.arrive <= leg.turn_around_at <= day.civil_dusk for leg in out)
    assert all(stop.leave <= stop.leave_by <= day.civil_dusk for stop in over_snow)
    text = " ".join(str(christmas).split())
    for leg in out:
        assert f"not there by {leg.turn_around_at:%H:%M}: turn around" in text
    farthest = min(over_snow, key=lambda stop: stop.leave_by)
    assert f"turn back by {farthest.leave_by:%H:%M} at the latest" in text


def test_the_way_back_fits_before_dark(christmas):
    """From the last stop on snow: leaving at the last moment, the leg to the car ends in the twilight."""
    day = christmas.days[0]
    last = [stop for stop in day.stops if stop.leave_by is not None and stop.arrive.hour < 12][-1]
    back = next(leg for leg in day.legs if leg.depart >= last.leave)
    assert (back.start, back.mode) == (last.site, "snowshoe")
    spare = day.civil_dusk - (last.leave_by + timedelta(minutes=back.minutes))
    assert timedelta(0) <= spare < timedelta(minutes=6)


def test_without_snow_nobody_is_told_to_turn_back():
    """In August there is no such time, in the records (null in JSON) or in the text."""
    plan = tripplanner.plan_trip(
        "2027-08-17", offline=True, now=datetime.fromisoformat(NOW), end="12:00", time_limit_s=0.5
    )
    assert {leg.turn_around_at for leg in plan.days[0].legs} == {None}
    assert {stop.leave_by for stop in plan.days[0].stops} == {None}
    assert "turn back" not in str(plan)
    assert json.loads(plan.to_json())["days"][0]["stops"][0]["leave_by"] is None


def test_a_plan_written_before_these_fields_is_read(christmas):
    """Old files have neither time: they are read, and the text is silent on turning back."""
    payload = json.loads(christmas.to_json())
    for leg in payload["days"][0]["legs"]:
        del leg["turn_around_at"]
    for stop in payload["days"][0]["stops"]:
        del stop["leave_by"]
    old = Itinerary.model_validate_json(json.dumps(payload))
    assert "turn" not in str(old)


# --- small words ------------------------------------------------------------------------------------


def test_first_light_also_says_until_when_the_face_is_lit(christmas):
    """At the barn: first light, when direct sun comes, and the span in which the front is lit."""
    barn = next(stop for stop in christmas.days[0].stops if stop.site == "ta-moulton-barn")
    assert barn.light.quality == "first-light"
    span = f"front-lit {clock_text(barn.light.front_lit_from)} to {clock_text(barn.light.front_lit_until)}"
    assert span in " ".join(str(christmas).split())


@pytest.mark.parametrize(("dark_kmh", "words"), [(None, "45 mph"), (57.0, "35 mph")])
def test_the_speed_after_dark_is_the_destinations(dark_kmh, words):
    """45 mph on the park's highway (nps.gov); where the roads are slower after dark, less is told."""
    place = PLACE
    if dark_kmh is not None:
        slower = [
            road.model_copy(update={"speed_dark_kmh": min(dark_kmh, road.speed_dark_kmh)})
            for road in PLACE.roads
        ]
        place = PLACE.model_copy(update={"roads": tuple(slower)})
    plan = tripplanner.plan_trip(
        "2026-12-25",
        end="12:00",
        destination=place,
        offline=True,
        now=datetime.fromisoformat(NOW),
        time_limit_s=0.5,
    )
    [text] = [warning.text for warning in plan.warnings if warning.code == "dark-drive"]
    assert f"keep to {words} or less" in text


def test_the_plan_and_the_light_page_give_one_sunset(christmas):
    """Sunset at Mormon Row on Christmas 2026 reads alike on both: times are rounded to the minute."""
    page = CliRunner().invoke(main, ["light", "ta-moulton-barn", "2026-12-25", "--now", NOW]).stdout
    sunset = christmas.days[0].sunset.astimezone(DENVER)
    assert f"sunset {clock_text(sunset)}" in str(christmas)
    row = next(line for line in page.splitlines() if line.strip().startswith("sunrise, sunset"))
    assert clock_text(sunset) in row


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)))  # noqa: DTZ001 - a clock has no zone
def test_a_clock_is_never_off_by_more_than_half_a_minute(moment):
    """Rounded to the nearest minute, but not into the next day."""
    hour, minute = map(int, clock_text(moment).split(":"))
    shown = moment.replace(hour=hour, minute=minute, second=0, microsecond=0)
    last = (moment.hour, moment.minute) == (23, 59)
    assert abs(shown - moment) <= timedelta(seconds=60 if last else 30)


@pytest.mark.parametrize("bundled", [True, False])
def test_the_commands_named_in_a_plan_are_for_its_own_facts(bundled):
    """A plan with other facts than the bundled ones names the option that brings them."""
    place = PLACE if bundled else tripplanner.load_destination("examples/alabama_hills")
    plan = tripplanner.plan_trip(
        "2026-12-25",
        end="12:00",
        destination=place,
        offline=True,
        now=datetime.fromisoformat(NOW),
        time_limit_s=0.5,
    )
    text = " ".join(str(plan).split())
    assert ("`tripplanner sources`" in text) == bundled
    assert ("`tripplanner sources --destination PATH`" in text) != bundled


def test_a_plan_in_september_tells_the_range_that_visitors_report():
    """Where hills in the east are not listed, direct sun comes within a range of 10 minutes (10 to 20)."""
    plan = tripplanner.plan_trip(
        "2027-09-21",
        end="10:00",
        must_see="ta-moulton-barn",
        offline=True,
        now=datetime.fromisoformat(NOW),
        time_limit_s=0.5,
    )
    light = next(stop.light for stop in plan.days[0].stops if stop.site == "ta-moulton-barn")
    assert light.direct_sun_latest - light.direct_sun_from == timedelta(minutes=10)
