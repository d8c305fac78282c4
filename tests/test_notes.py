"""What a plan tells of rules, works, parking and dangers: only what is of the day, its stops and its travel.

The facts are those of the visit file: the park's page on road construction for the works, the park's warning
of August 2016 (National Parks Traveler) for the spring, TravelGumbo and Scenic USA for the chapel.
"""

import json
from datetime import date, datetime

import pytest
from click.testing import CliRunner

import tripplanner
from tests.conftest import DENVER
from tripplanner import NoPlanError, Party
from tripplanner.catalog import load_destination
from tripplanner.catalog.crosschecks import cross_faults
from tripplanner.cli.group import main
from tripplanner.models import Fact
from tripplanner.notes import day_notes

PLACE = load_destination()
ROW = ("ta-moulton-barn", "john-moulton-homestead", "andy-chambers-homestead")
BAR, CHAPEL, SPRING = "million-dollar-cowboy-bar", "chapel-of-the-transfiguration", "kelly-warm-spring"


def planned(day, *must_see, **options):
    now = datetime(2026, 4, 1, 11, tzinfo=DENVER)
    options = {"now": now, "destination": PLACE, "start": "11:00", "end": "16:00", **options}
    return tripplanner.plan_trip(day, offline=True, must_see=must_see, **options)


def notes(plan, topic):
    return [note for day in plan.days for note in day.notes if note.topic == topic]


def flat(text):
    return " ".join(text.split())


def dated(plan):
    return [warning for warning in plan.warnings if warning.code == "dated-fact"]


@pytest.fixture(scope="module")
def autumn():
    return planned("2026-09-25", "ta-moulton-barn")


@pytest.fixture(scope="module")
def next_summer():
    return planned("2027-07-04", "ta-moulton-barn")


# The facts of the place


def test_a_plan_tells_the_rules_of_the_place(autumn):
    """Wildlife distances, drones and dogs stand in a section of the plan, each topic in one row."""
    text = flat(str(autumn))
    assert "Good to know" in text
    for words in ("100 yd (91 m) from bears", "Drones are banned.", "Dogs only on the road"):
        assert text.count(words) == 1
    section = str(autumn).split("Good to know\n")[1].split("\n\n")[0]
    labels = [line[2:16].strip() for line in section.splitlines() if line[2] != " "]
    assert labels == ["open", "animals", "rules", "building works", "parking", "mixed up"]


def test_the_works_are_told_while_they_go_on(autumn):
    """From June to November 2026 the plan says so, and until when, as the park's page has it."""
    [going_on] = [note for note in notes(autumn, "works") if "Building goes on" in note.text]
    assert "noise, machines in the picture" in going_on.text
    assert going_on.until == datetime(2026, 12, 1, tzinfo=DENVER)
    assert going_on.source == "nps-road-construction-2026"
    assert dated(autumn) == []


def test_after_the_works_a_plan_warns_that_the_lots_may_be_gone(next_summer):
    """A plan that drives to the lots of before the works says first that cars may not reach them."""
    assert any(leg.end == "mormon-row-south-lot" for leg in next_summer.days[0].legs)
    [warning] = [each for each in dated(next_summer) if "lots" in each.text]
    assert "cars may no longer reach the lots" in warning.text
    assert warning.until == datetime(2026, 12, 1, tzinfo=DENVER)
    lead = flat(str(next_summer).split("\n\n")[1])
    assert "cars may no longer reach the lots" in lead
    assert all("noise, machines" not in note.text for note in notes(next_summer, "works"))


def test_a_past_fact_warns_where_nothing_newer_is_known(next_summer):
    """Fuel is known until 30 April 2027; a summer plan says so and does not tell the old fact."""
    assert notes(next_summer, "fuel") == []
    [warning] = [each for each in dated(next_summer) if "fuel" in each.text]
    assert warning.until == datetime(2027, 5, 1, tzinfo=DENVER)


def test_a_past_fact_is_silent_where_another_holds():
    """The winter closing of the visitor center is over in July 2027, but the park's hours are known."""
    assert all("hours" not in each.text for each in dated(planned("2027-07-04")))


def test_winter_has_the_last_fuel_and_the_winter_parking():
    """In December the pumps in the park are shut, and the lots of the summer are no matter."""
    plan = planned("2026-12-25", "ta-moulton-barn", start="07:00")
    [fuel] = notes(plan, "fuel")
    assert "Fill up in Jackson" in fuel.text
    parking = " ".join(note.text for note in notes(plan, "parking"))
    assert "plowed pull-off" in parking
    assert "before sunrise" not in parking


def test_what_is_of_other_stops_is_not_told():
    """A day without a stop on Mormon Row has nothing on its works, its barns or its dogs."""
    plan = planned("2026-09-25", avoid=[each.id for each in PLACE.sites if each.id != "oxbow-bend"])
    assert [stop.site for stop in plan.days[0].stops] == ["oxbow-bend"]
    assert {note.topic for note in plan.days[0].notes} == {"hours", "wildlife", "rule"}
    assert "Dogs" not in str(plan)


def test_a_day_in_town_has_no_rules_of_the_park():
    """Who walks in Jackson reads how to get to Mormon Row without a car, and of no wildlife or fuel."""
    plan = planned("2026-12-25", "jackson-town-square", modes=["walk"])
    assert {note.topic for note in plan.days[0].notes} <= {"transport", "age"}
    assert "Guided vans from Jackson" in str(plan)
    assert "Guided vans" not in str(planned("2026-12-25", "jackson-town-square"))


def test_a_fact_holds_on_its_first_and_last_day_only():
    """Both ends of a fact's dates and of its season are included."""
    [stop] = (
        planned("2026-09-25", avoid=[each.id for each in PLACE.sites if each.id != "oxbow-bend"])
        .days[0]
        .stops
    )
    fact = Fact.model_validate(
        {
            "id": "a",
            "topic": "rule",
            "text": "A rule.",
            "brief": "A rule.",
            "valid_from": "2026-09-01",
            "valid_until": "2027-09-30",
            "from_day": "09-10",
            "until_day": "09-20",
            "sources": ["nps-pets"],
        }
    )
    place = PLACE.model_copy(update={"facts": (fact,)})
    told = {
        on: day_notes(place, on, (), (stop,)) != () for on in (date(2026, 9, day) for day in range(1, 31))
    }
    assert [on.day for on, is_told in told.items() if is_told] == list(range(10, 21))
    assert day_notes(place, date(2027, 9, 15), (), (stop,)) != ()
    assert day_notes(place, date(2028, 9, 15), (), (stop,)) == ()


def test_a_span_of_the_year_needs_both_ends():
    """A fact from a day to no day is a fault."""
    with pytest.raises(ValueError, match="from_day and until_day go together"):
        Fact(id="a", topic="rule", text="A rule.", from_day="05-01", sources=("nps-pets",))


def test_a_fact_names_known_sites():
    """A misspelt site is a fault of the data."""
    wrong = PLACE.facts[0].model_copy(update={"sites": ("ta-moulton-barm",)})
    place = PLACE.model_copy(update={"facts": (wrong, *PLACE.facts[1:])})
    assert [each.missing for each in cross_faults(place)] == ["ta-moulton-barm"]


def test_notes_are_data_too(autumn, tmp_path):
    """JSON has each note with topic, text, site, until and source; a plan of before notes still loads."""
    payload = json.loads(autumn.to_json())
    found = payload["days"][0]["notes"]
    assert len(found) >= 6
    assert all(set(each) == {"topic", "text", "site", "until", "source"} for each in found)
    known = {each["id"] for each in payload["sources"]}
    assert {each["source"] for each in found} <= known
    del payload["days"][0]["notes"]
    path = tmp_path / "old.json"
    path.write_text(json.dumps(payload), encoding="utf-8")
    assert tripplanner.load_plan(path).days[0].notes == ()


# The stops


def test_a_danger_is_told_at_its_stop():
    """The park asks people to keep out of Kelly Warm Spring: E. coli and Naegleria fowleri, August 2016."""
    plan = planned("2026-09-25", SPRING)
    [note] = notes(plan, "danger")
    assert (note.site, note.source) == (SPRING, "nationalparkstraveler-warm-springs-2016")
    at_the_stop = flat(str(plan)).split("KELLY WARM SPRING")[1][:260]
    assert "Stay out of the water" in at_the_stop
    assert notes(planned("2026-09-25", avoid=[SPRING]), "danger") == []


def test_children_are_not_sent_to_a_bar():
    """Nobody under 21 is let into the Million Dollar Cowboy Bar: a party with a child is told so."""
    reasons = {each.site: each for each in planned("2026-12-25", party=Party(children=(9, 14))).left_out}
    assert reasons[BAR].reason == "not-visitable"
    assert "Nobody under 21 is let in" in reasons[BAR].text
    with pytest.raises(NoPlanError) as caught:
        planned("2026-12-25", BAR, party=Party(children=(17,)))
    assert "Nobody under 21" in " ".join(caught.value.reasons)


def test_adults_read_at_the_bar_what_is_asked_of_them():
    """Adults of 18 to 20 cannot be told from others: the age stands at the stop."""
    plan = planned("2026-12-25", BAR)
    [note] = notes(plan, "age")
    assert note.site == BAR
    assert "Nobody under 21" in flat(str(plan)).split("MILLION DOLLAR COWBOY BAR")[1][:200]


def test_the_bar_is_not_visited_before_it_opens():
    """Open from 11:00 to 01:00: the morning is too early, the evening is not."""
    early = planned("2026-12-25", base="jackson", start="08:00", end="10:00")
    assert BAR not in {stop.site for stop in early.days[0].stops}
    late = planned("2026-12-25", BAR, start="16:00", end="17:45")
    [stop] = [each for each in late.days[0].stops if each.site == BAR]
    assert stop.arrive.hour >= 16


@pytest.mark.parametrize(
    ("day", "locked"), [("2026-09-30", False), ("2026-10-01", True), ("2027-04-30", True)]
)
def test_the_chapel_may_be_locked_out_of_season(day, locked):
    """Open to the public from May to September; at other times a plan goes there and says so."""
    plan = planned(day, CHAPEL)
    assert [note.site for note in notes(plan, "inside")] == ([CHAPEL] if locked else [])
    assert ("may be locked" in flat(str(plan))) is locked


# The page of the visit


def visit(*arguments):
    return CliRunner().invoke(main, ["visit", *arguments, "--now", "2026-11-23T11:00:00-07:00"])


def test_the_page_of_the_visit_tells_every_fact():
    """Nothing that is known of a visit is without a place where it is shown, and no line is too wide."""
    done = visit()
    assert done.exit_code == 0
    text = flat(done.output)
    assert len(PLACE.facts) >= 25
    for each in (*PLACE.facts, *PLACE.phones):
        assert flat(each.text) in text
    assert max(len(line) for line in done.output.splitlines() if "http" not in line) <= 80


def test_the_page_of_a_day_tells_what_holds_then():
    """On 4 July 2027 the works of 2026 are over and those of 2027 are told, with their dates."""
    text = flat(visit("--date", "2027-07-04").output)
    assert "Visiting Mormon Row and Jackson Hole on 4 July 2027" in text
    assert "Building goes on in the district" not in text
    assert "is to follow. (Holds from 1 January 2027 until 31 December 2027.)" in text
    assert "plowed pull-off" not in text


def test_the_visit_as_data():
    """JSON has the facts, the phones and the sources of both, and no source beside."""
    payload = json.loads(visit("--format", "json").output)
    assert [each["id"] for each in payload["facts"]] == [each.id for each in PLACE.facts]
    named = {source for each in (*payload["facts"], *payload["phones"]) for source in each["sources"]}
    assert {each["id"] for each in payload["sources"]} == named


def test_a_bad_day_is_one_line():
    """A date that cannot be read is one line and exit 2."""
    done = visit("--date", "4/7/2027")
    assert (done.exit_code, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
