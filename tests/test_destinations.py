"""Other places than the bundled one: the example, pared and faraway ones, their faults and their schema."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, get_args
from zoneinfo import ZoneInfo

import jsonschema
import pytest
from click.testing import CliRunner, Result
from pydantic import ValidationError

from tests.plans import plan_faults
from tripplanner import Itinerary, UnknownNameError, WeatherUnavailableError, load_destination, plan_trip
from tripplanner.catalog import faults
from tripplanner.cli import main
from tripplanner.light.skyline import peak_angle
from tripplanner.models import Destination, Hours, Mode, Position, Record, Sourced, Unknown, Zone
from tripplanner.planning.build import hours_on
from tripplanner.request import TripRequest
from tripplanner.roads import Network
from tripplanner.weather.normals import normals_hours

EXAMPLE = Path(__file__).parent.parent / "examples" / "alabama_hills"
KM_PER_MILE = 1.609344
# The day the facts were last read. Move it on with them, never past the day you do it on.
SURVEYED = date(2026, 11, 23)
AT = ("--destination", str(EXAMPLE), "--offline", "--now", "2026-11-23T11:00:00-08:00")
NOW = datetime(2026, 11, 23, 11, tzinfo=ZoneInfo("America/Los_Angeles"))
SUMMER, WINTER = "2027-07-10", "2026-12-26"


@pytest.fixture(scope="module")
def example() -> Destination:
    """The destination that others copy."""
    return load_destination(EXAMPLE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the example's files, to spoil."""
    for file in EXAMPLE.glob("*.toml"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def planned(*arguments: str) -> Itinerary:
    done = run("plan", *arguments, "--format", "json")
    assert done.exit_code == 0, done.stderr
    return Itinerary.model_validate_json(done.stdout)


def within(record: Record) -> Iterator[Record]:
    """The record and all records inside it."""
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from within(each)


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace text in one file, where it stands first."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")


# Planning with the example


@pytest.mark.parametrize("day", [SUMMER, WINTER])
@pytest.mark.parametrize("modes", [(), ("--mode", "walk"), ("--mode", "car", "--mode", "ski")])
def test_a_plan_of_the_example_has_no_fault(day: str, modes: tuple[str, ...]) -> None:
    """A summer and a winter day hold together as records, in each way of moving."""
    plan = planned(day, *modes, *AT)
    assert plan_faults(plan) == []
    assert plan.destination == "alabama-hills"
    assert plan.base_name == "Lone Pine"
    assert plan.weather.kind == "normals"


def test_the_high_road_is_driven_in_summer_and_not_in_winter() -> None:
    """Whitney Portal Road is closed in winter, as Inyo County's road department reports each year."""
    summer, winter = planned(SUMMER, *AT), planned(WINTER, *AT)
    assert "whitney-portal" in {stop.site for stop in summer.days[0].stops}
    assert {each.site: each.reason for each in winter.left_out}["whitney-portal"] == "road-closed"
    high = "upper-whitney-portal-road"
    assert high in {road.id for leg in summer.days[0].legs for road in leg.roads}
    assert high not in {road.id for leg in winter.days[0].legs for road in leg.roads}
    assert len(winter.days[0].stops) >= 5
    assert ["Ask" in line for line in winter.to_text().splitlines()].count(True) >= 1


def test_what_is_said_of_the_whole_road_opens_its_upper_part() -> None:
    """`--road` on the whole holds for the part that has rules of its own."""
    plan = planned(WINTER, "--road", "whitney-portal-road=open", *AT)
    assert "whitney-portal" in {stop.site for stop in plan.days[0].stops}


def test_the_museum_is_shut_on_christmas_day() -> None:
    """A season of one day closes a site on that day alone, as the museum does."""
    left_out = {each.site: each.reason for each in planned("2026-12-25", *AT).left_out}
    assert left_out["western-film-museum"] == "closed-season"


def test_the_numbers_to_call_are_those_of_the_roads() -> None:
    """The evening before, one asks whoever the destination's roads name, whatever their ids."""
    assert planned(SUMMER, *AT).to_check[0].endswith("760-876-6222")


# Where the day starts


def test_a_day_starts_at_the_destination_s_own_base(example: Destination) -> None:
    """Who names no base starts at the default of the destination, and the plan keeps its id."""
    for plan in (
        plan_trip(SUMMER, destination=example, offline=True, now=NOW),
        plan_trip(TripRequest(dates=SUMMER), destination=EXAMPLE, offline=True, now=NOW),
    ):
        assert plan.request.base == "lone-pine"
        assert {plan.days[0].legs[0].start, plan.days[0].legs[-1].end} == {"lone-pine"}


def test_another_place_s_base_is_refused(example: Destination) -> None:
    """`jackson` is only a default: named for another destination, it is not known there."""
    with pytest.raises(UnknownNameError, match=r"no base 'jackson'; known: .*lone-pine"):
        plan_trip(SUMMER, base="jackson", destination=example, offline=True, now=NOW)
    done = run("plan", SUMMER, "--base", "jackson", *AT)
    assert (done.exit_code, done.stdout) == (2, "")


@pytest.mark.parametrize("base", ["independence", "mobius-arch", "36.6,-118.07"])
def test_a_day_may_start_elsewhere(base: str) -> None:
    """At another base, at a site, or at a point inside the box."""
    assert plan_faults(planned(SUMMER, "--base", base, *AT)) == []


# Facts of the example, against those who published them


def test_the_climate_is_that_of_the_official_table(example: Destination) -> None:
    """NOAA's normals 1981-2010 for Independence: 18.4 to 37.7 °C in July, -1.9 to 13.1 °C in January."""
    assert example.climate is not None
    for month, coldest, warmest in ((7, 18.4, 37.7), (1, -1.9, 13.1)):
        hours = normals_hours(example.climate, date(2027, month, 15), ZoneInfo(example.timezone))
        temps = [hour.air_temp_c for hour in hours if hour.air_temp_c is not None]
        assert (min(temps), max(temps)) == (coldest, warmest)


@pytest.mark.parametrize(
    ("end", "miles"), [("whitney-portal", 13.7), ("arch-trailhead", 4.0), ("independence", 16.0)]
)
def test_distances_are_those_published(example: Destination, end: str, miles: float) -> None:
    """From Lone Pine, as Wikipedia and the directions to the arch give them, within 2 percent."""
    drive = Network(example, date(2027, 7, 10)).drive("lone-pine", end)
    assert drive is not None
    assert drive.distance_km == pytest.approx(miles * KM_PER_MILE, rel=0.02)


def test_lone_pine_peak_hides_how_high_mount_whitney_is(example: Destination) -> None:
    """From the arch Lone Pine Peak looks higher, and Mount Whitney stands to the right of it.

    So photographers say who were there (robinsontwins-mobius-arch, loricarey-arches).
    """
    [arch] = [site for site in example.sites if site.id == "mobius-arch"]
    assert arch.position is not None
    peaks = {peak.id: peak_angle(arch.position, peak) for peak in example.peaks}
    assert peaks["lone-pine-peak"].altitude_deg > peaks["mount-whitney"].altitude_deg > 5
    assert peaks["lone-pine-peak"].azimuth_deg < peaks["mount-whitney"].azimuth_deg < 270


# Where facts come from, for every destination of ours


@pytest.mark.parametrize("path", [None, EXAMPLE], ids=["bundled", "example"])
def test_facts_are_sourced_and_in_place(path: Path | None) -> None:
    """Every source is known and used, every coordinate in the box, every road's end known."""
    assert faults(load_destination(path)) == []


@pytest.mark.parametrize("path", [None, EXAMPLE], ids=["bundled", "example"])
def test_no_source_was_read_in_the_future(path: Path | None) -> None:
    """No source claims to have been read after the survey."""
    assert [each.id for each in load_destination(path).sources if each.read_on > SURVEYED] == []


@pytest.mark.parametrize("path", [None, EXAMPLE], ids=["bundled", "example"])
def test_no_fact_can_do_without_a_source(path: Path | None) -> None:
    """Each record that states something is refused without a source."""
    facts = [each for each in within(load_destination(path)) if isinstance(each, Sourced)]
    assert len(facts) > 100
    for each in facts:
        with pytest.raises(ValidationError, match="at least 1 item"):
            type(each).model_validate(each.model_dump() | {"sources": ()})


def test_what_the_example_guesses_is_called_a_guess(example: Destination) -> None:
    """What rests on estimates alone is never of high confidence, and a guessed point is a rough one."""
    estimates = {each.id for each in example.sources if each.kind == "estimate"}
    records = [
        each for each in within(example) if isinstance(each, Sourced) and not isinstance(each, Unknown)
    ]
    guessed = [each for each in records if set(each.sources) <= estimates]
    assert len(guessed) >= 10
    assert {each.confidence for each in guessed} == {"low"}
    placed = [
        each for each in records if isinstance(each, Position | Zone) and "position-estimate" in each.sources
    ]
    assert {each.confidence for each in placed} == {"low"}
    assert min(each.precision_m for each in placed if isinstance(each, Position)) >= 500


# Pared and faraway places


PARED = """
id = "small"
name = "Small"
timezone = "{zone}"
default_base = "town"
weather_site = "barn"
box = {{ lat_min = {south}, lat_max = {north}, lon_min = {west}, lon_max = {east} }}

[[sites]]
id = "barn"
name = "The barn"
kind = "homestead"
summary = "A barn."
sources = ["map"]
position = {{ lat = {lat}, lon = {lon}, precision_m = 10, sources = ["map"] }}
visit_minutes = {{ short = 5, usual = 10, photographer = 20, sources = ["map"] }}
worth = {{ film = 3, photography = 9, sources = ["map"] }}
parking = {{ sources = ["map"] }}

[[bases]]
id = "town"
name = "Town"
sources = ["map"]
position = {{ lat = {lat}, lon = {lon}, precision_m = 10, sources = ["map"] }}

[[roads]]
id = "lane"
name = "Lane"
surface = "dirt"
speed_kmh = 30
speed_dark_kmh = 25
sources = ["map"]
segments = [{{ start = "town", end = "barn", distance_km = 12, sources = ["map"] }}]

[[sources]]
id = "map"
title = "Map"
publisher = "Nobody"
kind = "database"
url = "https://example.org"
read_on = 2026-11-23
"""


def pared(path: Path, zone: str, lat: float, lon: float) -> Path:
    """A destination with only what it must have: no films, skyline, climate, phones, fees or facts."""
    box = {"south": lat - 0.5, "north": lat + 0.5, "west": lon - 0.5, "east": lon + 0.5}
    text = PARED.format(zone=zone, lat=lat, lon=lon, **box)
    (path / "all.toml").write_text(text, encoding="utf-8")
    return path


def test_without_climate_a_day_beyond_the_forecast_cannot_be_planned(tmp_path: Path) -> None:
    """No forecast and no table: our error in Python, one line and exit 4 at the command line."""
    place = pared(tmp_path, "America/Denver", 43.5, -110.5)
    with pytest.raises(WeatherUnavailableError, match="no weather for 2027-06-20"):
        plan_trip("2027-06-20", destination=place, offline=True, now=NOW)
    for command in ("plan", "weather"):
        done = run(command, "2027-06-20", "--destination", str(place), *AT[2:])
        assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)


@pytest.mark.parametrize(
    ("zone", "lat", "lon", "day"),
    [
        ("America/Denver", 43.5, -110.5, "2027-03-14"),  # a day of 23 hours
        ("Europe/Berlin", 47.5, 11.1, "2027-03-28"),  # the same, by other rules
        ("Europe/Berlin", 47.5, 11.1, "2027-10-31"),  # a day of 25 hours
        ("Australia/Lord_Howe", -31.55, 159.08, "2027-04-04"),  # half an hour is turned back
        ("Pacific/Chatham", -43.9, -176.5, "2027-01-15"),  # 13:45 ahead, west of the date line
        ("Pacific/Kiritimati", 1.9, -157.4, "2027-06-20"),  # a day ahead of its longitude
        ("Asia/Kathmandu", 27.7, 85.3, "2027-06-20"),  # 5:45, no daylight saving time
        ("Asia/Tokyo", 36.4, 138.3, "2027-02-01"),
        ("Arctic/Longyearbyen", 78.2, 15.6, "2026-12-21"),  # the sun does not rise
        ("Arctic/Longyearbyen", 78.2, 15.6, "2027-06-21"),  # nor set
    ],
)
def test_a_pared_place_anywhere_can_be_planned(
    tmp_path: Path, example: Destination, zone: str, lat: float, lon: float, day: str
) -> None:
    """In any time zone and hemisphere, on days of odd length, the plan is whole and on the day asked for."""
    place = load_destination(pared(tmp_path, zone, lat, lon)).model_copy(update={"climate": example.climate})
    plan = plan_trip(day, destination=place, offline=True, now=NOW)
    assert plan_faults(plan) == []
    [found] = plan.days
    assert found.date == date.fromisoformat(day)
    assert plan.warnings is not None
    assert plan.to_text().startswith("Small, ")
    assert (plan.to_check, plan.unknowns, found.cost.items) == ((), (), ())
    for stop in found.stops:
        local = stop.arrive.astimezone(ZoneInfo(zone))
        assert (local.date(), local.utcoffset()) == (found.date, stop.arrive.utcoffset())
    if zone != "Arctic/Longyearbyen":
        assert [stop.site for stop in found.stops] == ["barn"]


@pytest.mark.parametrize("mode", get_args(Mode))
def test_a_place_without_snow_figures_can_be_crossed_in_any_mode(tmp_path: Path, mode: Mode) -> None:
    """Where the climate has no snow depth no way fails for it; too far on foot is told as that."""
    (tmp_path / "climate.toml").write_bytes((EXAMPLE / "climate.toml").read_bytes())
    change(tmp_path, "climate.toml", "[climate.position]\nlat = 36.798\nlon = -118.2036", SPOT)
    text = (tmp_path / "climate.toml").read_text(encoding="utf-8").replace("noaa-independence-normals", "map")
    (tmp_path / "climate.toml").write_text(text, encoding="utf-8")
    place = pared(tmp_path, "America/Denver", 43.5, -110.5)
    plan = plan_trip("2027-01-20", destination=place, modes=(mode,), offline=True, now=NOW)
    assert plan_faults(plan) == []


SPOT = "[climate.position]\nlat = 43.5\nlon = -110.5"


def test_opening_hours_may_run_over_new_year(example: Destination) -> None:
    """Hours from November to March hold on 1 January and not on 1 July."""
    hours = Hours(
        from_day="11-01", until_day="03-31", opens=time(9), closes=time(15), sources=("planetwhitley-museum",)
    )
    site = example.sites[0].model_copy(update={"hours": (hours,)})
    assert hours_on(site, date(2027, 1, 1)) is hours
    assert hours_on(site, date(2027, 7, 1)) is None


# Faults


SPOILT = (
    ("peaks.toml", 'id = "mount-russell"', 'id = = "mount-russell"'),
    ("roads.toml", 'end = "movie-flat"', 'end = "movie-flt"'),
    ("roads.toml", "distance_km = 1.11", 'distance_km = "far"'),
    ("sites.toml", "lat = 36.61556", "lat = 46.61556"),
    ("sites.toml", "ease = 4", "ease = 14"),
    ("sites.toml", 'kind = "building"', 'kind = "museum"'),
    ("visit.toml", 'film = "tremors"', 'film = "tremor"'),
    ("films.toml", 'confidence = "high"', 'confidance = "high"'),
    ("climate.toml", "month = 3", "month = 13"),
    ("sources.toml", "read_on = 2026-11-23", 'read_on = "yesterday"'),
    ("destination.toml", '"America/Los_Angeles"', '"America/LosAngeles"'),
)
TOLD = (
    "peaks.toml: Invalid value (at line ",
    "roads.toml: road 'movie-road': segments[0].end: unknown place 'movie-flt'",
    "roads.toml: road 'movie-road': segments[1].distance_km: must be a number, not 'far'",
    "sites.toml: site 'eye-of-alabama': position: 46.61556, -118.11869 lies outside the box",
    "sites.toml: site 'eye-of-alabama': worth.ease: must be at most 10, not 14",
    "sites.toml: site 'western-film-museum': kind: must be 'homestead', ",
    "visit.toml: unknown 'tremors-spots': film: unknown film 'tremor'",
    "films.toml: film 'gunga-din': confidance: is no known field",
    "climate.toml: climate: months[2].month: must be at most 12, not 13",
    "sources.toml: source 'wikipedia-lone-pine': read_on: must be a date, as 2026-12-25, not 'yesterday'",
    "destination.toml: timezone: unknown time zone 'America/LosAngeles'",
)


def test_all_faults_in_all_files_are_told_at_once(folder: Path) -> None:
    """Eleven slips of eleven kinds in eight files, two of them behind others in one record: eleven lines."""
    for name, old, new in SPOILT:
        change(folder, name, old, new)
    done = run("plan", SUMMER, "--destination", str(folder), *AT[2:])
    assert (done.exit_code, done.stdout) == (4, "")
    head, *lines = done.stderr.splitlines()
    assert head == f"tripplanner: destination '{folder}' has 11 faults"
    for told in TOLD:
        assert len([line for line in lines if line.startswith(f"tripplanner: {told}")]) == 1, told
    assert len(lines) == len(TOLD)


@pytest.mark.parametrize("name", [file.name for file in sorted(EXAMPLE.glob("*.toml"))])
def test_a_file_that_is_no_toml_is_one_fault(folder: Path, name: str) -> None:
    """Who mends the one slip has mended all: nothing that stands in the broken file is called missing."""
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(f"{text}\nbroken = = 1\n", encoding="utf-8")
    done = run("sites", "--destination", str(folder))
    assert done.exit_code == 4
    head, line = done.stderr.splitlines()
    assert head.endswith("has 1 fault")
    assert line.startswith(f"tripplanner: {name}: Invalid value (at line ")


def test_a_reference_that_no_broken_file_explains_is_still_told(folder: Path) -> None:
    """Beside a file that is no TOML, a name that stands nowhere is unknown all the same."""
    change(folder, "peaks.toml", "[[peaks]]", "[[peaks")
    change(folder, "films.toml", 'site = "whitney-portal"', 'site = "whitney-portel"')
    lines = run("sites", "--destination", str(folder)).stderr.splitlines()
    assert len(lines) == 3
    assert "unknown site 'whitney-portel'" in lines[2]


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    """Every command that takes a destination says so, with exit 4."""
    for command in (("plan",), ("sites",), ("sources",), ("unknowns",), ("weather", SUMMER)):
        done = run(*command, "--destination", str(tmp_path / "nowhere"))
        assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (4, "", 1)
        assert "no destination folder" in done.stderr


# The command line and the schemas


def test_the_lists_and_the_weather_are_the_destination_s() -> None:
    """What the commands list with `--destination` is that place's."""
    assert "mobius-arch" in run("sites", *AT[:2]).stdout
    assert "ta-moulton-barn" not in run("sites", *AT[:2]).stdout
    assert run("unknowns", *AT[:2]).stdout.startswith("plaque-distance")
    assert "noaa-independence-normals" in run("sources", *AT[:2]).stdout
    weather = run("weather", SUMMER, *AT)
    assert weather.exit_code == 0
    assert "Mobius Arch" in weather.stdout


def schema_of(kind: str) -> jsonschema.Draft202012Validator:
    done = run("schema", kind)
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    jsonschema.Draft202012Validator.check_schema(found)
    return jsonschema.Draft202012Validator(found, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("path", [None, EXAMPLE], ids=["bundled", "example"])
def test_a_destination_keeps_its_schema(path: Path | None) -> None:
    """The facts as JSON pass the printed schema by another reader's judgement; spoilt ones do not."""
    schema = schema_of("destination")
    facts: dict[str, Any] = load_destination(path).model_dump(mode="json")
    assert [error.message for error in schema.iter_errors(facts)] == []
    facts["sites"][0]["position"]["lat"] = 91
    facts["sites"][0]["sumary"] = "A barn."
    del facts["timezone"]
    found = [error.message for error in schema.iter_errors(facts)]
    assert len(found) == 3


def test_a_plan_keeps_its_schema() -> None:
    """A saved plan passes the printed schema; one without its legs' ends does not."""
    schema = schema_of("plan")
    plan = json.loads(planned(WINTER, *AT).to_json())
    assert [error.message for error in schema.iter_errors(plan)] == []
    del plan["days"][0]["legs"][0]["from"]
    assert [error.message for error in schema.iter_errors(plan)] == ["'from' is a required property"]


def test_a_schema_of_something_else_is_refused() -> None:
    """Only a destination and a plan have a schema."""
    done = run("schema", "site")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "'site' is not one of 'destination', 'plan'" in done.stderr
