"""Plans of several days as text: what is said once, what is said by day, and where one sleeps."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tripplanner import Wishes
from tripplanner.catalog import find_site, load_destination
from tripplanner.export.day_names import days_text, span_text
from tripplanner.export.lead import lead
from tripplanner.export.steps import Style
from tripplanner.export.words import page
from tripplanner.itinerary import Cost, HazardNote, PlanWarning, Wear
from tripplanner.planning.build import Refusal
from tripplanner.summary import _one_reason
from tripplanner.weather.model import Forecast, Hour, Provenance, Spell, WeatherPlace
from tripplanner.worst import each_once

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
BUNDLED = load_destination()
FEW = (
    "ta-moulton-barn",
    "john-moulton-homestead",
    "oxbow-bend",
    "jackson-town-square",
    "cunningham-cabin",
    "rocky-iv-cabin",
)
SMALL = BUNDLED.model_copy(
    update={"sites": tuple(site for site in BUNDLED.sites if site.id in {*FEW, BUNDLED.weather_site})}
)
CHRISTMAS = [date(2026, 12, day) for day in (25, 26, 27)]


def planned(dates="2026-12-25..2026-12-27", **options):
    return tripplanner.plan_trip(dates, destination=SMALL, offline=True, now=NOW, **options)


@pytest.fixture(scope="module")
def three_days():
    """Three days with two nights away and a meal a day; on the second nothing fits but the meal."""
    wishes = Wishes(
        nights=("moose", "moose"),
        meal_from="12:00",
        meal_until="13:30",
        starts=(None, "12:00", None),
        ends=(None, "13:00", None),
    )
    return planned(wishes=wishes)


def flat(lines):
    """The lines as one line, so that no rule depends on where a line ends."""
    return " ".join(" ".join(lines).split())


def lead_of(plan):
    return flat(page(plan, Style()).lead)


def section(plan, title):
    """The rows of the one section whose title starts so."""
    [found] = [each for each in page(plan, Style()).sections if each.title.startswith(title)]
    return found.rows


def test_the_title_says_the_days_as_a_range_and_the_nights_away(three_days):
    """Whoever reads the first line knows from when to when, and where one sleeps."""
    assert flat(str(three_days).split("\n\n")[:1]) == (
        f"{SMALL.name}, Friday 25 to Sunday 27 December 2026, from Jackson (Town Square), nights at Moose"
    )


def test_a_meal_stands_in_the_agenda_at_its_time(three_days):
    """Each meal is a row of its day, with place and length, and the rows are in order of time."""
    met = 0
    for day, title in zip(three_days.days, ("Friday", "Saturday", "Sunday"), strict=True):
        rows = section(three_days, title)
        times = [row.label for row in rows if row.label]
        assert times == sorted(times)
        for meal in day.breaks:
            text = f"meal at {meal.name}, 45 min"
            assert [row.label for row in rows if row.text == text] == [f"{meal.start:%H:%M}"]
            met += 1
    assert met == 3


def test_free_time_before_a_meal_is_told(three_days):
    """Who has left the last stop an hour before the meal reads that the time between is free."""
    day = three_days.days[0]
    last, meal = day.legs[-1].model_copy(update={"arrive": at(0, 11)}), day.breaks[0]
    early = {"legs": (), "stops": (), "breaks": (meal.model_copy(update={"start": at(0, 12)}),)}
    for legs, notes in ((), ()), ((last,), ("free from 11:00 until then",)):
        plan = with_days(three_days, {**early, "legs": legs}, {}, {})
        [row] = [each for each in section(plan, "Friday") if each.text.startswith("meal")]
        assert row.notes == notes


def test_a_meal_of_a_single_day_is_told_too():
    """One day with a meal has its row as well."""
    plan = planned("2026-12-25", wishes=Wishes(meal_from="12:00", meal_until="13:30"))
    [meal] = plan.days[0].breaks
    told = [row for row in page(plan, Style()).sections[0].rows if row.text.startswith("meal at ")]
    assert [row.label for row in told] == [f"{meal.start:%H:%M}"]


def test_each_day_ends_with_where_one_sleeps(three_days):
    """The last way of a day says the place of the night, the last day's that one is back at the base."""
    first, last = (section(three_days, title) for title in ("Friday", "Sunday"))
    assert [row.text for row in first if "night" in row.text] == ["at Moose for the night"]
    assert [row.text for row in last if row.text.startswith("back")] == ["back at Jackson (Town Square)"]


def test_a_trip_from_one_base_names_no_night():
    """Who sleeps at the base each night reads no list of nights, and is back each day."""
    plan = planned("2026-12-25..2026-12-26")
    assert "night" not in page(plan, Style()).title
    assert [each.split(",")[1].split()[0] for each in page(plan, Style()).lead[:2]] == ["back", "back"]


def test_a_night_away_after_a_single_day_is_said():
    """A day that ends elsewhere is not back at the base."""
    text = flat(str(planned("2026-12-25", wishes=Wishes(nights="moose"))).splitlines())
    assert ", night at Moose" in text
    assert "at Moose for the night" in text
    assert "back at the base" not in text


def test_the_lead_has_a_line_a_day_and_the_roads_once(three_days):
    """When to leave stands behind the short name of its day; what holds for all days stands once."""
    first, second, third = page(three_days, Style()).lead[:3]
    leave = three_days.days[0].legs[0].depart
    assert first.startswith(f"Fri 25 Dec: leave {leave:%H:%M}, at Moose for the night ")
    assert second == "Sat 26 Dec: nothing to visit fits; stay at Moose."
    assert third.startswith("Sun 27 Dec: leave ")
    assert ", back " in third
    lead = lead_of(three_days)
    assert lead.count("Antelope Flats Road") == 1
    assert lead.count("Roads decide") == 1


def test_a_road_that_changes_within_the_trip_is_told_with_its_days():
    """
    Schwabacher Landing Road is taken as closed before the winter closure begins on 15 December, and is
    then closed for certain: the doubt is told for the days before only.
    """
    place = BUNDLED.model_copy(update={"sites": (*SMALL.sites, find_site(BUNDLED, "schwabacher-landing"))})
    plan = tripplanner.plan_trip("2026-12-14..2026-12-15", destination=place, offline=True, now=NOW)
    assert {road.id: road.status for road in plan.days[1].roads}["schwabacher-road"] == "closed"
    assert "Taken as closed to cars on 14 Dec: Schwabacher Landing" in lead_of(plan)


def test_a_day_without_a_visit_says_what_to_do(three_days):
    """Where nothing fits the day's section says so before its meal, and where to stay."""
    rows = section(three_days, "Saturday")
    assert [row.text for row in rows] == [
        "Nothing to visit fits; stay at Moose.",
        "meal at Moose, 45 min",
    ]


def test_a_day_with_nothing_but_the_way_to_the_night_tells_its_hours():
    """From Jackson to Moose on a day too short for a visit: the drive stands in the lead and the agenda."""
    wishes = Wishes(nights=("moose", "moose"), ends=("07:40", None))
    plan = planned("2026-12-25..2026-12-26", wishes=wishes)
    first = plan.days[0]
    assert [(leg.start, leg.end, leg.mode) for leg in first.legs] == [("jackson", "moose", "car")]
    assert first.stops == ()
    leg = first.legs[0]
    assert (leg.arrive - leg.depart).total_seconds() == leg.minutes * 60
    hours = f"leave {leg.depart:%H:%M}, at Moose for the night {leg.arrive:%H:%M}"
    assert f"Fri 25 Dec: nothing to visit fits; {hours}" in lead_of(plan)
    assert section(plan, "Friday")[0].text.startswith("drive to Moose")


def test_a_trip_on_which_nothing_fits_says_it_once():
    """No line a day for three days that are all empty."""
    plan = planned(start="09:00", end="09:15")
    lead = lead_of(plan)
    assert lead.count("Nothing can be visited in the hours asked for") == 1
    assert "25 Dec" not in lead.split("Weather")[0]
    assert [each.title for each in page(plan, Style()).sections if "December" in each.title] == []


@pytest.mark.parametrize(("units", "clock"), [("us", "24"), ("metric", "12")])
def test_no_line_is_longer_than_a_terminal(three_days, units, clock):
    """80 columns, in either units and clock."""
    lines = three_days.to_text(units=units, clock=clock).splitlines()
    assert len(lines) > 80
    assert max(map(len, lines)) <= 80


def with_days(plan, *updates):
    """The plan with its days changed one by one."""
    days = zip(plan.days, updates, strict=True)
    return plan.model_copy(update={"days": tuple(day.model_copy(update=each) for day, each in days)})


def at(number, hour):
    return datetime.combine(CHRISTMAS[number], time(hour), DENVER)


def test_each_thing_to_wear_stands_once_with_its_worst_day(three_days):
    """Of the cold the coldest, of sun cover the hottest, of the rest the greatest figure: with its day."""

    def cold(felt_c, number):
        return Wear(item="warm layers", why="felt temperature", at=at(number, 8), felt_c=felt_c)

    def lamp(minutes, number):
        why = f"{minutes} minutes on foot are in the dark, the first"
        return Wear(item="headlamp", why=why, at=at(number, 6))

    def sun(felt_c, number):
        return Wear(item="sun hat, water", why="air temperature", at=at(number, 14), felt_c=felt_c)

    plan = with_days(
        three_days,
        {"wear": (cold(-5, 0), lamp(100, 0), sun(26, 0))},
        {"wear": (cold(-20, 1), lamp(60, 1), sun(31, 1))},
        {"wear": (cold(9, 2),)},
    )
    rows = [(row.label, row.text) for row in section(plan, "Wear and carry")]
    assert rows[:3] == [
        ("warm layers", "felt temperature -4 F on 26 Dec at 08:00"),
        ("headlamp", "100 minutes on foot are in the dark, the first on 25 Dec at 06:00"),
        ("sun hat, water", "air temperature 88 F on 26 Dec at 14:00"),
    ]
    assert len({label for label, _ in rows}) == len(rows)


def test_what_the_trip_costs_stands_once(three_days):
    """The day that has the prices has them for the trip; a later day adds no row of nothing to pay."""
    text = str(three_days)
    assert text.count("\nCost\n") == 1
    assert " 0 USD" not in text
    assert len([row for row in section(three_days, "Cost") if "vehicle" in row.text]) == 1


def test_a_trip_that_costs_nothing_says_why_once(three_days):
    """Where nothing is to pay, that and its reason stand there once."""
    free = {"cost": Cost(amount_usd=0.0, notes=("no entrance on this way",))}
    none = {"cost": Cost(amount_usd=0.0)}
    rows = section(with_days(three_days, none, free, none), "Cost")
    assert [(row.label, row.text, row.notes) for row in rows] == [
        ("0 USD", "to pay", ("no entrance on this way",))
    ]


def test_the_coldest_visit_alone_is_set_beside_the_film(three_days):
    """One figure of one's own, the coldest of the trip with its day, and each report once."""
    mild = next(day.siberia for day in three_days.days if day.siberia is not None)
    colder = {"air_temp_c": -20.0, "kind": "forecast"}
    plan = with_days(
        three_days,
        {"siberia": mild.model_copy(update={"air_temp_c": -10.0})},
        {"siberia": None},
        {"siberia": mild.model_copy(update=colder)},
    )
    own, *reports = section(plan, "How Siberian is it?")
    assert "-4 F" in own.text
    assert "on 27 Dec at" in own.text
    assert len(reports) == len(mild.reported)
    assert reports


def test_of_each_danger_the_worst_is_told_and_when_else(three_days):
    """Thunder of 60 % on the 27th is told in full; that of 20 % on the 25th by its day and hour."""

    def thunder(percent, number, hour):
        text = f"a chance of thunder ({percent} %) at T.A. Moulton barn at {hour}:00: wait in the car"
        return {"hazards": (HazardNote(kind="lightning", text=text, at=at(number, hour)),)}

    told = lead_of(with_days(three_days, thunder(20, 0, 15), {}, thunder(60, 2, 13)))
    assert (
        "27 Dec: a chance of thunder (60 %) at T.A. Moulton barn at 13:00: wait in the car. "
        "Also on 25 Dec at 15:00."
    ) in told
    assert "20 %" not in told


def test_dangers_have_the_clock_of_the_reader(three_days):
    """With a 12-hour clock no time of a danger is told by 24 hours, neither the worst's nor the others'."""

    def gusts(mph, number, hour):
        text = f"gusts of {mph} mph at Oxbow Bend at {hour}:00: hold on to the doors"
        return {"hazards": (HazardNote(kind="high-wind", text=text, at=at(number, hour)),)}

    plan = with_days(three_days, gusts(50, 0, 15), {}, gusts(60, 2, 13))
    told = " ".join(lead(plan, Style("us", "12")))
    assert "at Oxbow Bend at 1:00 pm: hold on" in told
    assert "Also on 25 Dec at 3:00 pm." in told


def made_weather(temps_c):
    """A forecast with one temperature a day from 25 December, in a wind of 20 km/h."""
    place = WeatherPlace(lat=43.66, lon=-110.66)
    hours = tuple(
        Hour(starts_at=at(number, 0) + timedelta(hours=hour), air_temp_c=temp_c, wind_speed_kmh=20)
        for number, temp_c in enumerate(temps_c)
        for hour in range(24)
    )
    provenance = Provenance(kind="forecast", provider="made", place=place, issued_at=NOW)
    return Forecast(spells=(Spell(provenance=provenance, hours=hours),))


def test_of_one_warning_on_several_days_the_worst_is_told():
    """-25 °C in 20 km/h freezes skin within 10 to 30 minutes, -5 °C does not; icy are both days."""
    plan = tripplanner.plan_trip(
        "2026-12-25..2026-12-26", destination=SMALL, weather=made_weather((-5, -25)), now=NOW, end="13:00"
    )
    assert all(day.stops for day in plan.days)
    told = {warning.code: warning.text for warning in plan.warnings}
    assert len([each for each in plan.warnings if each.code in ("cold", "icy-drive")]) == 2
    assert told["icy-drive"].startswith(
        "every day, worst on 26 Dec: it freezes during the day, down to -13 F"
    )
    assert told["cold"].startswith("26 Dec: bare skin can freeze within 10 to 30 minutes")


def test_alerts_and_roads_are_never_merged_away(three_days):
    """Two alerts are two, on whichever days; one that holds on all days is told once without a day."""
    storm, wind = (PlanWarning(code="alert", text=text) for text in ("Winter Storm Watch", "High Wind Watch"))
    roads = tuple(PlanWarning(code="road-assumed", text=name, road=name) for name in ("a", "b"))
    days = three_days.days
    told = [(days[0], (*roads, storm)), (days[1], (storm, wind)), (days[2], (*roads, storm))]
    assert [each.text for each in each_once(told, made_weather((-5,)))] == [
        "Winter Storm Watch",
        "26 Dec: High Wind Watch",
        "25 and 27 Dec: a",
        "25 and 27 Dec: b",
    ]


def refused(*reasons):
    site = find_site(BUNDLED, "cunningham-cabin")
    return {on: Refusal(site, *each) for on, each in zip(CHRISTMAS, reasons, strict=True)}


def test_one_reason_on_all_days_is_told_in_its_fewest_words():
    """A road closed on all days is one reason, whatever else is closed on one of them."""
    days = refused(
        ("road-closed", "One and two."), ("road-closed", "One."), ("road-closed", "One and three.")
    )
    assert _one_reason(days) == ("road-closed", "One.")


def test_different_reasons_are_told_with_their_days():
    """Each reason once, with all the days on which it holds."""
    days = refused(("road-closed", "Gated."), ("weather-alert", "blizzard"), ("road-closed", "Gated, long."))
    assert _one_reason(days) == ("road-closed", "25 and 27 Dec: Gated. 26 Dec: blizzard")


def test_a_site_that_would_fit_on_one_day_is_left_out_for_its_worth():
    """The day on which a site came nearest to a visit decides."""
    days = refused(("road-closed", "Gated."), ("lower-value", "worth less"), ("no-time", "too far"))
    assert _one_reason(days) == ("lower-value", "worth less")


@given(st.sets(st.integers(0, 40), min_size=1, max_size=12))
def test_every_day_of_a_list_is_named_once(numbers):
    """`25 to 27 and 29 Dec` read back, without the rules that wrote it, gives the days again."""
    first = date(2026, 11, 20)
    days = [first + timedelta(days=number) for number in sorted(numbers)]
    months = {"Nov": (2026, 11), "Dec": (2026, 12)}
    read, open_range = [], False
    words = days_text(days).replace(",", "").split()
    for position, word in enumerate(words):
        if word == "to":
            open_range = True
        elif word.isdigit():
            month = next(each for each in words[position:] if each in months)
            on = date(*months[month], int(word))
            while open_range and read[-1] + timedelta(days=1) < on:
                read.append(read[-1] + timedelta(days=1))
            read.append(on)
            open_range = False
    assert read == days


@pytest.mark.parametrize(
    ("days", "text"),
    [
        ([date(2026, 12, 25)], "Friday 25 December 2026"),
        ([date(2026, 12, 25), date(2026, 12, 26)], "Friday 25 and Saturday 26 December 2026"),
        ([date(2026, 12, 25), date(2026, 12, 28)], "Friday 25 and Monday 28 December 2026"),
        ([date(2026, 12, day) for day in (30, 31)] + [date(2027, 1, 1)],
         "Wednesday 30 December 2026 to Friday 1 January 2027"),
        ([date(2026, 9, 29), date(2026, 9, 30), date(2026, 10, 1)],
         "Tuesday 29 September to Thursday 1 October 2026"),
    ],
)  # fmt: skip
def test_the_days_of_a_trip_say_month_and_year_once(days, text):
    """Weekdays by the calendar of 2026: 25 December is a Friday, 30 September a Wednesday."""
    assert span_text(days) == text


def test_a_single_day_reads_as_it_did():
    """No range, no night, no day's name: the words of one day have not changed."""
    plan = planned("2026-12-25")
    words = page(plan, Style())
    assert words.title == f"{SMALL.name}, Friday 25 December 2026, from Jackson (Town Square)"
    day = plan.days[0]
    assert words.lead[0].startswith(f"Leave {day.legs[0].depart:%H:%M}, back {day.legs[-1].arrive:%H:%M} (")
    assert "Sunrise 07:55, sunset 16:51." in words.lead[0]
    assert "Roads decide this day, taken as closed to cars: " in flat(words.lead)
    assert words.sections[0].title == ""
    assert words.sections[0].rows[-1].text == "back at the base"
    assert [row for row in section(plan, "Wear and carry") if "25 Dec" in row.text] == []
