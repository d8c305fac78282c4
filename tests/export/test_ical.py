"""The calendar of a plan: read alike by five readers, the same events in each revision, any name."""

import io
import json
import os
import re
import shutil
import subprocess
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil.tz import tzical
from hypothesis import given, settings
from hypothesis import strategies as st
from ical.calendar_stream import IcsCalendarStream

from tests.conftest import DENVER
from tripplanner import Wishes, load_plan, plan_trip, write
from tripplanner.cli import main
from tripplanner.export.events import events, fallen_away
from tripplanner.export.formats import rendered
from tripplanner.export.ical import calendar
from tripplanner.export.zones import zone_of
from tripplanner.itinerary import Fallen, Itinerary

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
# Looked up before the surroundings of a test hide what is ours.
NODE_FOLDERS = [
    *filter(None, (os.environ.get("TRIPPLANNER_NODE_MODULES"),)),
    *filter(None, os.environ.get("NODE_PATH", "").split(os.pathsep)),
]


@cache
def winter_plan():
    return plan_trip("2026-12-25", offline=True, end="12:00", now=NOW)


@pytest.fixture(scope="module")
def winter():
    return winter_plan()


@pytest.fixture(scope="module")
def summer():
    return plan_trip("2027-07-15..2027-07-17", offline=True, now=NOW)


@pytest.fixture(scope="module")
def fold_night():
    """
    The night of 7 November 2027, when Denver has the hour from 01:00 twice.

    One leaves at 00:20, is at the first stop from 01:30 to 45 minutes later, 01:15, and comes to the second
    at 01:45 of the second time, until 02:45.
    """
    plan = plan_trip("2027-11-07", offline=True, end="12:00", now=NOW)
    day, (first, second, *_) = plan.days[0], plan.days[0].stops
    times = [
        datetime(2027, 11, 7, hour, minute, fold=fold, tzinfo=DENVER)
        for hour, minute, fold in ((0, 20, 0), (1, 30, 0), (1, 15, 1), (1, 45, 1), (2, 45, 0))
    ]
    leave = day.legs[0].model_copy(update={"depart": times[0], "arrive": times[0] + timedelta(minutes=30)})
    stops = (
        first.model_copy(update={"arrive": times[1], "leave": times[2]}),
        second.model_copy(update={"arrive": times[3], "leave": times[4]}),
        *day.stops[2:],
    )
    changed = day.model_copy(update={"legs": (leave, *day.legs[2:]), "stops": stops})
    return plan.model_copy(update={"days": (changed,)})


def unfolded(text):
    return text.replace("\r\n ", "").split("\r\n")


def read_by_icalendar(text):
    return {
        str(each["UID"]): (each["DTSTART"].dt.astimezone(UTC), each["DTEND"].dt.astimezone(UTC))
        for each in icalendar.Calendar.from_ical(text).walk("VEVENT")
    }


def read_by_ical(text):
    found = IcsCalendarStream.calendar_from_ics(text)
    return {each.uid: (each.dtstart.astimezone(UTC), each.dtend.astimezone(UTC)) for each in found.events}


def read_by_vobject(text):
    found = vobject.readOne(text)
    assert found.validate(raiseException=True)
    return {
        each.uid.value: (each.dtstart.value.astimezone(UTC), each.dtend.value.astimezone(UTC))
        for each in found.vevent_list
    }


def read_by_dateutil(text):
    """Times by the zone that dateutil reads from the file; the lines themselves are cut by hand."""
    zones = tzical(io.StringIO(text)) if "BEGIN:VTIMEZONE" in text else None
    found = {}
    for event in "\n".join(unfolded(text)).split("BEGIN:VEVENT\n")[1:]:
        times = []
        for name in ("DTSTART", "DTEND"):
            zone, wall = re.search(rf"^{name}(?:;TZID=([^:]+))?:(\S+)$", event, re.MULTILINE).groups()
            tz = UTC if zone is None else zones.get(zone)
            assert wall.endswith("Z") == (zone is None)
            times.append(
                datetime.strptime(wall.rstrip("Z"), "%Y%m%dT%H%M%S").replace(tzinfo=tz).astimezone(UTC)
            )
        found[re.search(r"^UID:(\S+)$", event, re.MULTILINE)[1]] = tuple(times)
    return found


def events_by_ical_js(text):
    node = shutil.which("node")
    folder = next((each for each in NODE_FOLDERS if (Path(each) / "ical.js").is_dir()), None)
    if node is None or folder is None:
        pytest.skip("no node, or no folder with ical.js in TRIPPLANNER_NODE_MODULES or NODE_PATH")
    script = Path(__file__).with_name("ical_read.mjs")
    # In a zone that no plan here is in: what is read as floating time comes out wrong.
    surroundings = {**os.environ, "NODE_PATH": folder, "TZ": "Asia/Kathmandu"}
    done = subprocess.run(
        [node, script], input=text.encode(), env=surroundings, capture_output=True, check=True
    )
    return json.loads(done.stdout)


def read_by_ical_js(text):
    return {
        each["uid"]: tuple(datetime.fromisoformat(each[end]["utc"]) for end in ("start", "end"))
        for each in events_by_ical_js(text)
    }


READERS = (read_by_icalendar, read_by_ical, read_by_vobject, read_by_dateutil, read_by_ical_js)


def components(text, kind="VEVENT"):
    return list(icalendar.Calendar.from_ical(text).walk(kind))


def by_summary(text, start):
    found = [each for each in components(text) if str(each["SUMMARY"]).startswith(start)]
    assert len(found) == 1, (start, [str(each["SUMMARY"]) for each in components(text)])
    return found[0]


def uid_of(plan, key):
    """The UID of an event by its key; events and components are in the same order."""
    [index] = [number for number, each in enumerate(events(plan)) if each.key == key]
    return str(components(calendar(plan))[index]["UID"])


def format_faults(text):
    """What RFC 5545 forbids, seen in the bytes (sections 3.1, 3.6.1, 3.8.7.2)."""
    data = text.encode("utf-8")
    faults = [] if data.endswith(b"\r\n") else ["no line end at the end"]
    for line in data.split(b"\r\n"):
        if len(line) > 75:
            faults.append(f"{len(line)} octets: {line!r}")
        if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line):
            faults.append(f"a control character: {line!r}")
        line.decode("utf-8")  # a line that cuts a character in two is an error here
    stamps = [each for each in unfolded(text) if each.startswith(("DTSTAMP", "LAST-MODIFIED"))]
    faults += [each for each in stamps if not re.fullmatch(r"[A-Z-]+:\d{8}T\d{6}Z", each)]
    uids = [each for each in unfolded(text) if each.startswith("UID:")]
    if len(set(uids)) != len(uids):
        faults.append("a UID twice")
    return faults


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", ["winter", "summer", "fold_night"])
def test_all_readers_see_the_plans_moments(name, reader, request):
    """January's and July's offsets and the night with an hour twice: the instants are the plan's own."""
    plan = request.getfixturevalue(name)
    text = calendar(plan)
    due = [(each.start.astimezone(UTC), each.end.astimezone(UTC)) for each in events(plan)]
    assert len(due) >= 10
    assert sorted(reader(text).values()) == sorted(due)


def test_ical_js_sees_zone_alarms_and_places(winter):
    """Times are in the zone of the place and not floating; the first way rings half an hour before."""
    found = events_by_ical_js(calendar(winter))
    assert {each["start"]["zone"] for each in found} == {"America/Denver"}
    assert found[0]["alarms"] == [-1800]
    chart = winter.chart
    assert found[1]["geo"] == [chart.spot("oxbow-bend").lat, chart.spot("oxbow-bend").lon]


def test_one_event_for_each_stop_and_each_way_that_matters(summer):
    """Short walks have no event, drives have; the first way of each day is the one to leave by."""
    text = calendar(summer)
    ways = [leg for day in summer.days for leg in day.legs]
    later = [leg for day in summer.days for leg in day.legs[1:]]
    short = [leg for leg in later if leg.mode == "walk" and leg.minutes < 10]
    assert short
    assert not [leg for leg in short if leg.turn_around_at is not None]
    stops = sum(len(day.stops) for day in summer.days)
    assert len(components(text)) == stops + len(ways) - len(short)
    leaving = [str(each["SUMMARY"]) for each in components(text) if str(each["SUMMARY"]).startswith("Leave ")]
    assert len(leaving) == len(summer.days)


def test_a_stop_tells_what_to_know_there(winter):
    """Place, position, light, weather and its kind, and the time to leave stand in the event itself."""
    event = by_summary(calendar(winter), "Oxbow Bend")
    told = str(event["DESCRIPTION"])
    assert "Light on Mount Moran and its mirror image: first light" in told
    assert "Weather: about 1 to 2 F in an average year" in told
    assert "Leave by 08:20." in told
    assert "climate for the time of year, not a forecast" in told
    assert (event["LOCATION"], event["STATUS"]) == ("Oxbow Bend", "TENTATIVE")
    spot = winter.chart.spot("oxbow-bend")
    assert (event["GEO"].latitude, event["GEO"].longitude) == (spot.lat, spot.lon)


def test_the_first_way_tells_what_to_wear_and_what_decides(winter):
    """Who leaves reads what to wear, and the roads, the weather and the doubts of the plan."""
    told = str(
        by_summary(calendar(winter), "Leave Jackson (Town Square): drive to Oxbow Bend")["DESCRIPTION"]
    )
    assert "Leave by 06:35." in told
    assert "Wear and carry: hat, gloves, insulated boots" in told
    assert "Ask 307-739-3682." in told


def test_a_forecast_is_confirmed_and_climate_is_tentative(winter):
    """RFC 5545, 3.8.1.11: TENTATIVE where only the climate is known; who forecast it is told."""
    day = winter.days[0]
    weather = day.stops[0].weather.model_copy(
        update={"kind": "forecast", "provider": "NWS", "issued_at": datetime(2026, 12, 24, 12, tzinfo=UTC)}
    )
    stops = (day.stops[0].model_copy(update={"weather": weather}), *day.stops[1:])
    text = calendar(winter.model_copy(update={"days": (day.model_copy(update={"stops": stops}),)}))
    event = by_summary(text, "Oxbow Bend")
    assert event["STATUS"] == "CONFIRMED"
    assert "The weather is a forecast by NWS, issued 24 Dec 05:00." in event["DESCRIPTION"]
    assert by_summary(text, "Snake River Overlook")["STATUS"] == "TENTATIVE"


def test_alarms_ring_before_leaving_and_at_first_light(winter):
    """06:35 less 30 minutes, later ways less 5; the first sun at Oxbow Bend comes 19 minutes after 07:25."""
    text = calendar(winter)
    leave = by_summary(text, "Leave Jackson").walk("VALARM")
    light = by_summary(text, "Oxbow Bend").walk("VALARM")
    later = by_summary(text, "Drive to Snake River Overlook").walk("VALARM")
    rings = [each["TRIGGER"].dt for each in leave + light + later]
    assert rings == [timedelta(minutes=each) for each in (-30, 19, -5)]
    assert "Leave by 08:20: drive to Snake River Overlook" in later[0]["DESCRIPTION"]
    assert "first direct sun 07:44 to 07:55 (estimate)" in light[0]["DESCRIPTION"]


def test_each_stay_has_one_call_to_leave(summer):
    """Five minutes before it ends, be it for a drive that a short walk leads to; none for the next house."""
    called = 0
    for day in summer.days:
        ends = {stop.leave for stop in day.stops}
        for each in (each for each in events(summer) if each.day == day and not each.is_leaving):
            by = each.leave_by
            assert by is None or (by in ends and by <= each.start and each.item.minutes >= 10)
            ends.discard(by)
            called += by is not None
    walked_to = [each for each in events(summer) if each.leave_by not in (None, each.start)]
    assert called >= 10
    assert walked_to
    rings = {each["TRIGGER"].dt for each in components(calendar(summer), "VALARM")}
    assert walked_to[0].leave_by - walked_to[0].start - timedelta(minutes=5) in rings


def test_meals_are_events():
    """A meal is one, at its place and with its time."""
    wishes = Wishes(meal_from="11:00", meal_until="12:30")
    plan = plan_trip("2026-12-25", offline=True, end="13:00", now=NOW, wishes=wishes)
    [meal] = plan.days[0].breaks
    event = by_summary(calendar(plan), "Meal at")
    assert event["DTSTART"].dt == meal.start
    assert event["DTEND"].dt == meal.end


def test_the_head_of_the_file(winter):
    """Published, not an invitation (RFC 5546); with the name that calendars show."""
    lines = unfolded(calendar(winter))
    assert lines[:6] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//tripplanner//tripplanner//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Mormon Row and Jackson Hole\\, Friday 25 December 2026",
    ]
    assert "DTSTAMP:20261123T180000Z" in lines
    assert not [each for each in lines if "RDATE" in each]


@pytest.mark.parametrize("name", ["winter", "summer", "fold_night"])
def test_the_same_bytes_each_time_and_from_a_file(name, request, tmp_path):
    """The same plan, exported twice or saved and read back, is the same calendar, byte for byte."""
    plan = request.getfixturevalue(name)
    text = calendar(plan)
    assert format_faults(text) == []
    assert calendar(plan) == text
    again = load_plan(write(plan, tmp_path / "plan.json"))
    assert calendar(again) == text
    assert write(plan, tmp_path / "plan.ics").read_bytes() == text.encode()


def test_what_touches_the_hour_that_comes_twice_is_in_utc(fold_night):
    """Denver has 01:00 to 02:00 twice on 7 November 2027: its events are in UTC, the others in the zone."""
    lines = unfolded(calendar(fold_night))
    starts = [each.removeprefix("DTSTART") for each in lines if each.startswith("DTSTART")][2:]
    assert starts[:3] == [
        ";TZID=America/Denver:20271107T002000",
        ":20271107T073000Z",
        ":20271107T084500Z",
    ]
    assert {each[:21] for each in starts[3:]} == {";TZID=America/Denver:"}


def test_a_stop_keeps_its_uid_at_another_time_or_day(summer):
    """Known by its site: another time, another day of the trip, another revision, the same event."""
    first, second, third = summer.days
    stop = first.stops[1]
    moved = stop.model_copy(
        update={"arrive": stop.arrive + timedelta(days=1), "leave": stop.leave + timedelta(days=1)}
    )
    days = (
        first.model_copy(update={"stops": (first.stops[0], *first.stops[2:])}),
        second.model_copy(update={"stops": (moved, *second.stops)}),
        third,
    )
    later = summer.planned_at + timedelta(hours=1)
    plan = summer.model_copy(update={"days": days, "revision": 3, "planned_at": later})
    key = f"stop {stop.site}"
    assert uid_of(plan, key) == uid_of(summer, key)
    lines = unfolded(calendar(plan))
    assert "SEQUENCE:3" in lines
    assert "SEQUENCE:0" not in lines
    assert "LAST-MODIFIED:20261123T190000Z" in lines


def test_the_first_way_of_a_day_keeps_its_uid_wherever_it_leads(winter):
    """Leaving for another place moves the event and makes no second one."""
    day = winter.days[0]
    other = day.model_copy(update={"legs": (day.legs[0].model_copy(update={"end": "moose"}), *day.legs[1:])})
    plan = winter.model_copy(update={"days": (other,)})
    assert uid_of(plan, "leave 2026-12-25") == uid_of(winter, "leave 2026-12-25")


def test_another_trip_has_other_uids(winter, summer):
    """Two trips to one place share a site and no event."""
    elsewhere = winter.model_copy(update={"destination": "elsewhere"})
    found = [
        {str(each["UID"]) for each in components(calendar(plan))} for plan in (winter, summer, elsewhere)
    ]
    assert found[0].isdisjoint(found[1])
    assert found[0].isdisjoint(found[2])


def test_uids_are_the_same_for_ever(winter):
    """A change here would double the events of everyone who imports a plan again."""
    assert uid_of(winter, "stop oxbow-bend") == "12856572-6f26-53c9-8791-72be969d4041"


def test_what_fell_away_is_cancelled_under_its_uid(winter):
    """A dropped stop, and the ways to and from it: same UIDs, the new SEQUENCE, the times they had."""
    day = winter.days[0]
    stop = day.stops[1]
    assert (day.legs[1].end, day.legs[2].start) == (stop.site, stop.site)
    direct = day.legs[2].model_copy(update={"start": day.legs[1].start, "start_name": day.legs[1].start_name})
    changed = day.model_copy(
        update={"stops": (day.stops[0], *day.stops[2:]), "legs": (day.legs[0], direct, *day.legs[3:])}
    )
    plan = winter.model_copy(update={"days": (changed,), "revision": 1})
    plan = plan.model_copy(update={"fallen": fallen_away(winter, plan)})
    cancelled = [each for each in components(calendar(plan)) if each["STATUS"] == "CANCELLED"]
    was = {str(each["UID"]): each for each in components(calendar(winter))}
    assert {str(each["SUMMARY"]) for each in cancelled} == {
        "No more in the plan: Snake River Overlook",
        "No more in the plan: the way to Snake River Overlook",
        "No more in the plan: the way to Jackson Hole Airport",
    }
    assert len(cancelled) == 3
    for each in cancelled:
        assert each["DTSTART"].dt == was[str(each["UID"])]["DTSTART"].dt
        assert (each["SEQUENCE"], each.walk("VALARM")) == (1, [])
    live = {str(each["UID"]) for each in components(calendar(plan)) if each["STATUS"] != "CANCELLED"}
    assert set(was) <= live | {str(each["UID"]) for each in cancelled}
    assert read_by_ical(calendar(plan)).keys() == read_by_vobject(calendar(plan)).keys()


def test_what_comes_back_is_not_cancelled(winter):
    """An event is cancelled or there, never both; what fell away long ago stays cancelled."""
    [stop] = [each for each in events(winter) if each.key == "stop oxbow-bend"]
    gone = Fallen(
        kind="stop", key=stop.key, place=stop.place, place_name="", name="", start=stop.start, end=stop.end
    )
    old = gone.model_copy(update={"key": "stop elsewhere"})
    before = winter.model_copy(update={"fallen": (gone, old)})
    assert fallen_away(before, winter) == (old,)


def test_an_old_plan_without_a_map_is_in_utc(winter):
    """Without the map nobody knows the zone: UTC, no zone block, no positions, and the names stay."""
    text = calendar(winter.model_copy(update={"chart": None}))
    assert "TZID" not in text
    assert "GEO" not in text
    assert by_summary(text, "Oxbow Bend")["LOCATION"] == "Oxbow Bend"
    assert sorted(read_by_ical_js(text).values()) == sorted(read_by_ical_js(calendar(winter)).values())


@pytest.mark.parametrize(
    "zone", ["UTC", "Middle-earth/Shire", "../secret", "America", "", "a\0b", "X:Y;Z\r\nA"]
)
def test_a_zone_that_has_no_rules_is_in_utc(winter, zone):
    """A name that is no zone, or UTC itself, never comes into the file."""
    chart = winter.chart.model_copy(update={"timezone": zone})
    text = calendar(winter.model_copy(update={"chart": chart}))
    assert "TZID" not in text
    assert read_by_icalendar(text) == read_by_icalendar(calendar(winter))


def test_an_empty_day_is_a_valid_file(winter):
    """A plan with nothing in it has no event, and a day of stops alone still tells what to wear."""
    day = winter.days[0].model_copy(update={"legs": (), "stops": ()})
    text = calendar(winter.model_copy(update={"days": (day,)}))
    assert components(text) == []
    assert format_faults(text) == []
    alone = winter.days[0].model_copy(update={"legs": (), "stops": winter.days[0].stops[1:2]})
    [event] = components(calendar(winter.model_copy(update={"days": (alone,)})))
    assert "Wear and carry" in event["DESCRIPTION"]


# Free text of a plan; ids and words with one meaning are not a destination's to choose.
FREE = {
    "name", "start_name", "end_name", "base_name", "destination_name", "summary", "text", "item", "why",
    "subject", "provider", "place_name",
}  # fmt: skip
HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert('x')</script>",
            '"; BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT',
            "a\nEND:VCALENDAR\n\nBEGIN:VCALENDAR",
            "\N{RIGHT-TO-LEFT OVERRIDE}txt.ics\N{POP DIRECTIONAL FORMATTING}",
            "\x00\x07\x0b\x0c\x1b\x1f\x7f\x85\u2028\u2029",
            "\\N \\n \\, \\; ;,:\\",
            "x" * 10_000,
            "\N{MOUNTAIN}é" * 3_000,
            "TZID=America/Denver:^n^'",
        ]
    ),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200),
)


def renamed(plan, text):
    """The plan with all its free text replaced, as a destination of one's own could have it."""

    def walked(node):
        if isinstance(node, dict):
            return {
                key: text if key in FREE and isinstance(value, str) else walked(value)
                for key, value in node.items()
            }
        return [walked(each) for each in node] if isinstance(node, list) else node

    return Itinerary.model_validate(walked(json.loads(plan.to_json())))


@settings(max_examples=20)
@given(text=HOSTILE)
def test_no_name_breaks_out_of_its_line(text):
    """Whatever a name holds: as many events as ever, valid lines, and readers see the same moments."""
    plan = renamed(winter_plan(), text)
    written = calendar(plan)
    assert format_faults(written) == []
    lines, usual = unfolded(written), unfolded(calendar(winter_plan()))
    for name in ("BEGIN:", "END:", "UID:", "DTSTART"):
        assert [each for each in lines if each.startswith(name)] == [
            each for each in usual if each.startswith(name)
        ]
    due = read_by_icalendar(calendar(winter_plan()))
    assert read_by_icalendar(written) == read_by_vobject(written) == due
    assert read_by_ical(written) == due


def test_ical_js_reads_a_hostile_name_as_it_is():
    """Escaped by RFC 5545, 3.3.11: backslash, semicolon and comma come back; line ends are spaces."""
    found = events_by_ical_js(calendar(renamed(winter_plan(), 'a\\N b\\;c, d;\r\ne\x00 "f" \u200f<g>')))
    assert found[1]["summary"] == 'a\\N b\\;c, d; e "f" \u200f<g>'


def test_texts_are_escaped_in_the_file():
    """RFC 5545, 3.3.11: a backslash before a backslash, a semicolon, a comma and the n of a line end."""
    lines = unfolded(calendar(renamed(winter_plan(), "a\\N b;c, d: e")))
    assert lines[5] == "X-WR-CALNAME:a\\\\N b\\;c\\, d: e\\, Friday 25 December 2026"
    assert "SUMMARY:a\\\\N b\\;c\\, d: e" in lines


def test_summer_time_is_the_one_that_is_ahead():
    """Outlook wants both parts, DAYLIGHT the one ahead; Dublin's own words have it the other way round."""
    [zone] = components(zones_text(["Europe/Dublin"]), "VTIMEZONE")
    parts = [
        (each.name, each["TZOFFSETTO"].to_ical(), each["RRULE"].to_ical()) for each in zone.subcomponents
    ]
    assert parts == [
        ("STANDARD", "+0000", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        ("DAYLIGHT", "+0100", b"FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3"),
    ]


def tzdata(key):
    """The zone by the IANA base that the package has, whatever base the machine has."""
    with files("tzdata").joinpath("zoneinfo", *key.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=key)


def zones_text(keys, *events_in_them):
    found = icalendar.Calendar()
    found.add("version", "2.0")
    found.add("prodid", "-//tests//EN")
    for each in (*(zone_of(key).component() for key in keys), *events_in_them):
        found.add_component(each)
    return found.to_ical().decode()


def read_zone(key):
    return tzical(io.StringIO(zones_text([key]))).get(key)


# North, south, without summer time, and rules that few have: Dublin's winter time is the special one; Lord
# Howe moves half an hour; Nuuk, Cairo and Jerusalem set the clock before or after the day their rules name.
ZONES = (
    "America/Denver", "Australia/Sydney", "America/Phoenix", "Europe/Dublin", "Asia/Kathmandu",
    "Australia/Lord_Howe", "America/Nuuk", "Africa/Cairo", "Asia/Jerusalem", "Pacific/Chatham",
    "America/Santiago", "Asia/Beirut", "Antarctica/Troll", "America/St_Johns", "Pacific/Easter",
)  # fmt: skip


@pytest.mark.parametrize("key", ["America/Denver", "Europe/Dublin", "Australia/Sydney", "Africa/Cairo"])
def test_the_zone_block_gives_zoneinfos_offsets(key):
    """Every six hours from 2024 to 2036, but for hours that the clock has twice or leaves out."""
    ours, truth = read_zone(key), tzdata(key)
    wall, compared = datetime(2024, 1, 1, tzinfo=UTC).replace(tzinfo=None), 0
    while wall.year <= 2036:
        offset = wall.replace(tzinfo=truth).utcoffset()
        if offset == wall.replace(tzinfo=truth, fold=1).utcoffset():
            assert wall.replace(tzinfo=ours).utcoffset() == offset, wall
            compared += 1
        wall += timedelta(hours=6)
    assert compared > 18_900


@settings(max_examples=60)
@given(key=st.sampled_from(ZONES), hours=st.integers(0, 10 * 365 * 24), minute=st.integers(0, 59))
def test_yearly_rules_give_zoneinfos_offsets(key, hours, minute):
    """At any moment of ten years, in zones of every kind, once changes by decree lie behind."""
    moment = datetime(2030, 1, 1, minute=minute, tzinfo=UTC) + timedelta(hours=hours)
    assert zone_of(key).offset_at(moment) == moment.astimezone(tzdata(key)).utcoffset()


def test_ical_js_reads_every_kind_of_zone_right():
    """Around each turn of the clock from 2029 to 2031; the last Thursday of October 2030 is its last day."""
    written, due = [], []
    for key in ZONES:
        for wall in around_turns(tzdata(key)):
            event = icalendar.Event()
            event.add("uid", str(len(written)))
            for name in ("dtstart", "dtend"):
                event.add(name, wall.replace(tzinfo=None), parameters={"TZID": key})
            written.append(event)
            due.append((key, wall.astimezone(UTC)))
    read = read_by_ical_js(zones_text(ZONES, *written))
    assert len(due) > 3 * len(ZONES)
    assert [(key, read[str(number)][0]) for number, (key, _) in enumerate(due)] == due


def around_turns(zone):
    """Some hours before and after each change of the zone's offset, and New Year's noon."""
    for year in range(2029, 2032):
        yield datetime(year, 1, 1, 12, tzinfo=zone)
        for number in range(365 * 4):
            before = datetime(year, 1, 1, tzinfo=UTC) + number * timedelta(hours=6)
            after = before + timedelta(hours=6)
            if before.astimezone(zone).utcoffset() != after.astimezone(zone).utcoffset():
                yield (before - timedelta(hours=2)).astimezone(zone)
                yield (after + timedelta(hours=2)).astimezone(zone)


def test_a_moment_that_the_rules_get_wrong_is_in_utc(monkeypatch):
    """Where the zone's list of changes says something else than its last line, no rule is promised."""
    zone, noon = zone_of("America/Denver"), datetime(2027, 1, 1, 19, tzinfo=UTC)
    walls = zone.on_the_wall(noon, noon + timedelta(hours=1))
    assert [each.isoformat() for each in walls] == ["2027-01-01T12:00:00", "2027-01-01T13:00:00"]
    monkeypatch.setattr("tripplanner.export.zones.ZoneInfo", lambda _: ZoneInfo("America/Chicago"))
    assert zone.on_the_wall(noon, noon + timedelta(hours=1)) is None


def test_the_command_line_writes_a_calendar(capsys):
    """`--format ics` is the calendar and nothing else."""
    with pytest.raises(SystemExit) as ended:
        main(["plan", "2026-12-25", "--offline", "--format", "ics", "--now", "2026-11-23T11:00:00-07:00"])
    assert ended.value.code in (0, None)
    assert capsys.readouterr().out.startswith("BEGIN:VCALENDAR")


def test_the_registry_knows_it(winter):
    """By its name, in other units and hours."""
    text = rendered(winter, "ics", units="metric", clock="12")
    assert "Leave by 6:35 am." in str(by_summary(text, "Leave Jackson")["DESCRIPTION"])
    assert "about -17 to -16 C in an average year" in str(by_summary(text, "Oxbow Bend")["DESCRIPTION"])
    assert date(2026, 12, 25) == components(text)[0]["DTSTART"].dt.date()
