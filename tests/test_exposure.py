"""Whole plans in the cold: how long the party may be out, and that the plan says so."""

import json
from datetime import datetime, timedelta

import pytest

import tripplanner
from tests.conftest import DENVER
from tests.plans import plan_faults
from tripplanner import NoPlanError, Party
from tripplanner.hazards import outdoor_limit_minutes
from tripplanner.units import c_from_f, kmh_from_mph
from tripplanner.weather.model import Alert, Forecast, Hour, Provenance, Spell, WeatherPlace

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
MIDNIGHT = datetime(2026, 12, 25, tzinfo=DENVER)


def made_weather(figures, alerts=()):
    """A day of hours, each after `figures(hour of the day)`."""
    hours = tuple(Hour(starts_at=MIDNIGHT + timedelta(hours=hour), **figures(hour)) for hour in range(24))
    place = WeatherPlace(lat=43.66, lon=-110.66)
    provenance = Provenance(kind="forecast", provider="made", place=place, issued_at=NOW)
    return Forecast(spells=(Spell(provenance=provenance, hours=hours),), alerts=alerts)


def minus_twenty(hour):
    """-20 F with 5 mph until 11:00 (chill -34 F), 5 F and calm after it."""
    if hour < 11:
        return {"air_temp_c": c_from_f(-20), "wind_speed_kmh": kmh_from_mph(5)}
    return {"air_temp_c": c_from_f(5), "wind_speed_kmh": 0}


def planned(figures=minus_twenty, alerts=(), **options):
    return tripplanner.plan_trip("2026-12-25", weather=made_weather(figures, alerts), now=NOW, **options)


@pytest.fixture(scope="module")
def cold_morning():
    return planned(pace="relaxed")


def outdoors(plan):
    return [stop for day in plan.days for stop in day.stops]


def test_a_minus_twenty_morning_bounds_every_stop(cold_morning):
    """No stop is longer than its coldest hour allows; relaxed stays are shorter than on a mild day."""
    assert plan_faults(cold_morning) == []
    early = [stop for stop in outdoors(cold_morning) if stop.arrive.hour < 11]
    assert early
    for stop in outdoors(cold_morning):
        minutes = (stop.leave - stop.arrive) / timedelta(minutes=1)
        for hour in stop.weather.hours:
            limit = outdoor_limit_minutes(hour.air_temp_c, hour.wind_speed_kmh, Party())
            assert limit is None or minutes <= limit
    assert {stop.weather.outdoor_limit_minutes for stop in early} == {30}
    mild = planned(lambda _: {"air_temp_c": -2, "wind_speed_kmh": 5}, pace="relaxed")
    assert max(stop.leave - stop.arrive for stop in outdoors(mild)) > timedelta(minutes=30)


def test_a_minus_twenty_morning_says_so(cold_morning):
    """The warning, the stop and the clothes each name the time and the number."""
    text = " ".join(str(cold_morning).split())
    [warning] = [each for each in cold_morning.warnings if each.code == "cold"]
    assert "within 10 to 30 minutes" in warning.text
    assert "felt -34 F (-37 C)" in warning.text
    assert "keeps a stay to 30 minutes" in warning.text
    assert "cold: 30 min outdoors at most, then warm up" in text
    assert "bare skin can freeze within 10 to 30 minutes; felt temperature -34 F at" in text


def test_nobody_walks_for_long_through_it(cold_morning):
    """Where it is -20 F with wind no way on foot takes more than 75 minutes (the schedule's cell)."""
    ways = [leg for leg in cold_morning.days[0].legs if leg.mode != "car" and leg.depart.hour < 11]
    assert all(leg.minutes <= 75 for leg in ways)
    assert any(leg.minutes > 75 for leg in planned(minus_two).days[0].legs if leg.mode == "snowshoe")


def minus_two(_):
    return {"air_temp_c": -2, "wind_speed_kmh": 5}


def test_children_are_not_taken_out_below_minus_fifteen():
    """American Academy of Pediatrics: below -15 F felt the stops wait until it is warmer."""
    plan = planned(party=Party(children=(6,)))
    assert plan_faults(plan) == []
    assert outdoors(plan)
    assert min(stop.arrive for stop in outdoors(plan)).hour >= 11


@pytest.mark.parametrize("party", [Party(mobility="limited"), Party(cold_tolerance="low")])
def test_the_sensitive_stay_ten_minutes(party):
    """With limited mobility or low tolerance the morning's visits take 10 minutes, of the usual party 30."""

    def longest_minutes(plan):
        early = [stop for stop in outdoors(plan) if stop.arrive.hour < 10]
        return max((stop.leave - stop.arrive) / timedelta(minutes=1) for stop in early)

    sensitive = planned(party=party, end="11:30")
    assert {stop.weather.outdoor_limit_minutes for stop in outdoors(sensitive)} == {10}
    # the few minutes over are spent in the car, waiting for the light
    assert longest_minutes(sensitive) < 20 <= longest_minutes(planned(end="11:30"))


def test_who_is_early_waits_in_the_car():
    """Warned from 9:30 to 13:00, with the airport before it: one waits before the walk, not at its end."""
    storm = Alert(
        id="1",
        event="Winter Storm Warning",
        severity="Severe",
        onset=MIDNIGHT + timedelta(hours=9, minutes=30),
        ends=MIDNIGHT + timedelta(hours=13),
    )
    both = ("jackson-hole-airport", "ta-moulton-barn")
    others = [site.id for site in tripplanner.sites() if site.id not in both]
    plan = planned(minus_two, (storm,), avoid=others, start="07:45", end="16:10")
    assert plan_faults(plan) == []
    airport, barn = outdoors(plan)
    assert (airport.site, barn.site) == both
    walk = next(leg for leg in plan.days[0].legs if leg.end == barn.site)
    before = next(leg for leg in plan.days[0].legs if leg.end == walk.start)
    assert barn.arrive == walk.arrive
    assert walk.depart - before.arrive >= timedelta(hours=1)
    assert barn.leave - barn.arrive <= timedelta(minutes=30)


def test_what_the_cold_forbids_is_left_out_with_its_numbers():
    """All day at -31 F in 5 mph: every place is left out as cold-exposure, the felt temperature told."""
    plan = planned(lambda _: {"air_temp_c": -35, "wind_speed_kmh": kmh_from_mph(5)}, end="14:00")
    assert outdoors(plan) == []
    texts = {each.text for each in plan.left_out if each.reason == "cold-exposure"}
    assert texts
    for text in texts:
        assert "-47 F (-44 C) felt" in text
        assert "within 5 to 10 minutes" in text
        assert "nobody of this party should be out" in text


def test_too_long_a_way_is_told_with_its_numbers():
    """All day -26 F in still air: the schedule allows 75 minutes on foot, and the Row lies farther away."""
    plan = planned(lambda _: {"air_temp_c": -32, "wind_speed_kmh": 0}, must_see=())
    barn = next(each for each in plan.left_out if each.site == "ta-moulton-barn")
    assert barn.reason == "cold-exposure"
    assert "75 minutes out at most, and the way on foot takes" in barn.text


def test_a_must_see_in_the_cold_is_refused_with_the_reason():
    """Who insists is told why not, with the number."""
    with pytest.raises(NoPlanError, match=r"cold-exposure.*should be out"):
        planned(lambda _: {"air_temp_c": -35, "wind_speed_kmh": 20}, must_see="jackson-town-square")


def test_climate_sets_no_limit():
    """Climate has no wind: no limit is told, and who bears it badly has the same plan."""
    plain = tripplanner.plan_trip("2026-12-25", offline=True, now=NOW)
    family = tripplanner.plan_trip("2026-12-25", offline=True, now=NOW, party=Party(cold_tolerance="low"))
    assert {stop.weather.outdoor_limit_minutes for stop in outdoors(plain)} == {None}
    assert [(stop.site, stop.arrive, stop.leave) for stop in outdoors(plain)] == [
        (stop.site, stop.arrive, stop.leave) for stop in outdoors(family)
    ]


def test_a_warning_is_named_where_it_forbids():
    """The event itself is told, and that one may accept it."""
    warning = (Alert(id="1", event="Blizzard Warning", severity="Extreme", onset=MIDNIGHT, ends=None),)
    plan = planned(minus_two, warning, end="12:00")
    texts = {each.text for each in plan.left_out if each.reason == "weather-alert"}
    assert texts == {"Blizzard Warning: plan it only if you accept alerts"}


def test_how_siberian_it_is(cold_morning):
    """Beside the trade press's -10 F at night and the later accounts' -20 F of wind chill, both reports."""
    siberia = cold_morning.days[0].siberia
    assert siberia is not None
    assert siberia.film == "rocky-iv"
    assert siberia.air_temp_c == pytest.approx(c_from_f(-20))
    assert siberia.wind_chill_c == pytest.approx(c_from_f(-34), abs=0.3)
    assert {each.what: round(each.temp_c, 1) for each in siberia.reported} == {
        "air": round(c_from_f(-10), 1),
        "wind-chill": round(c_from_f(-20), 1),
    }
    known = {each.id for each in cold_morning.sources}
    assert all(set(each.sources) <= known for each in siberia.reported)
    text = " ".join(str(cold_morning).split())
    assert "How Siberian is it?" in text
    assert "-10 F at night, as the trade press told it in 1986: a report" in text
    assert "-20 F of wind chill, as later accounts tell it: a report" in text
    assert json.loads(cold_morning.to_json())["days"][0]["siberia"]["film"] == "rocky-iv"


def test_far_from_the_film_nobody_asks_how_siberian_it_is():
    """A day in the town alone, 20 km from the film's zone, has no such line; nor has one without weather."""
    all_sites = [site.id for site in tripplanner.sites()]
    keep = "jackson-town-square"
    town = planned(minus_two, avoid=[each for each in all_sites if each != keep])
    assert [stop.site for stop in outdoors(town)] == [keep]
    assert town.days[0].siberia is None
    assert "Siberian" not in str(town)
    unknown = planned(lambda _: {}, end="12:00")
    assert outdoors(unknown)
    assert unknown.days[0].siberia is None


def test_the_view_is_told_to_photographers_only():
    """At sites worth 8 and more for pictures, called a rule of thumb; nowhere without a cloud figure."""
    worth = {site.id: site.worth.photography for site in tripplanner.sites() if site.worth is not None}
    plan = planned(lambda _: {"air_temp_c": -2, "wind_speed_kmh": 5, "sky_cover_percent": 40})
    told = {stop.site: stop.weather.range_visible_percent for stop in outdoors(plan)}
    assert {site for site, percent in told.items() if percent is not None} == {
        site for site in told if worth[site] >= 8
    }
    assert 80 in told.values()  # 60 % clear, and half of the clouded rest
    assert "view of Grand Teton: 80 % by a rule of thumb" in " ".join(str(plan).split())
    unknown = planned(minus_two)
    assert {stop.weather.range_visible_percent for stop in outdoors(unknown)} == {None}
    assert "rule of thumb" not in str(unknown)


def test_the_new_fields_come_back_from_a_file(cold_morning, tmp_path):
    """Limits, view and Siberia are written and read."""
    assert tripplanner.load_plan(tripplanner.write(cold_morning, tmp_path / "plan.json")) == cold_morning


def test_the_options_are_on_the_command_line():
    """`--mobility` and `--cold-tolerance` reach the party; what cannot be meant is refused."""
    from click.testing import CliRunner

    from tripplanner.cli.group import main

    asked = ["plan", "2026-12-25", "--offline", "--end", "11:00", "--format", "json"]
    cold = ["--mobility", "limited", "--cold-tolerance", "low", "--now", NOW.isoformat()]
    done = CliRunner().invoke(main, [*asked, *cold])
    assert done.exit_code == 0, done.output
    party = json.loads(done.stdout)["request"]["party"]
    assert (party["mobility"], party["cold_tolerance"]) == ("limited", "low")
    assert CliRunner().invoke(main, ["plan", "--mobility", "none"]).exit_code == 2
