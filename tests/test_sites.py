"""Each place as a page and as data: sourced, with every dispute and gap said, held against outside papers."""

import json
import re

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tripplanner import catalog
from tripplanner.cli import main
from tripplanner.export.site_page import site_page, site_payload
from tripplanner.models import Built, Elevation, Record, Site, Sourced

PLACE = catalog.load_destination()
SITES = {each.id: each for each in PLACE.sites}
VISITABLE = [each for each in PLACE.sites if each.not_visitable is None]
M_PER_FOOT = 0.3048
SURE = {"high": "sure", "medium": "likely", "low": "doubtful", "disputed": "accounts disagree"}


def flat(text):
    """The words alone, however they are broken into lines."""
    return " ".join(text.split())


def page(site, units="us"):
    return site_page(PLACE, site, units=units)


def body(site):
    """The page without its list of sources, as one line."""
    return flat(page(site).split("\nSources\n")[0])


def section(site, title):
    """The lines of one section as one line; empty where the page has no such section."""
    found = re.search(rf"^{title}\n(.*?)\n\n", page(site), flags=re.MULTILINE | re.DOTALL)
    return "" if found is None else flat(found[1])


def sources_in(record):
    """The sources of a record and of all records inside it."""
    found = set(record.sources) if isinstance(record, Sourced) else set()
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                found |= sources_in(each)
    return found


def disputes(site):
    return [each for each in (*site.today, *site.history, *site.access) if each.confidence == "disputed"]


# The page


@pytest.mark.parametrize("units", ["us", "metric"])
@pytest.mark.parametrize("name", SITES)
def test_every_site_has_a_page_of_eighty_columns(name, units):
    """Name and id in the first lines, 80 columns, no gap of ours showing, no shouting."""
    text = page(SITES[name], units)
    assert flat(text).startswith(f"{SITES[name].name} ({name}) {SITES[name].summary}")
    assert max(len(line) for line in text.splitlines()) <= 80
    assert not text.endswith("\n")
    assert "None" not in text
    assert "!" not in text


@pytest.mark.parametrize("name", SITES)
def test_every_source_of_a_site_is_named_on_its_page(name):
    """All that the site's record rests on stands at the end, with id, title, publisher and date read."""
    listed = flat(page(SITES[name]).split("\nSources\n")[1])
    named = sources_in(SITES[name])
    assert len(named) >= 2
    for source in (each for each in PLACE.sources if each.id in named):
        about = f"] {source.id}: {source.title}. {source.publisher}, read {source.read_on}"
        assert flat(about) in listed, source.id


@pytest.mark.parametrize("name", SITES)
def test_the_numbers_lead_to_the_sources(name):
    """A claim's numbers are those of its own sources in the list, and no number leads nowhere."""
    text = page(SITES[name])
    listed = dict(re.findall(r"^\[(\d+)\] ([a-z0-9-]+):", text, flags=re.MULTILINE))
    marks = re.findall(r"\[([\d,]+)\]", text.split("\nSources\n")[0])
    assert {number for mark in marks for number in mark.split(",")} == set(listed)
    for claim in (*SITES[name].today, *SITES[name].history, *SITES[name].access):
        mark = re.search(re.escape(claim.text) + r"(?: \([a-z ]+\))? \[([\d,]+)\]", body(SITES[name]))
        assert mark is not None, claim.text
        assert {listed[number] for number in mark[1].split(",")} == set(claim.sources)


@pytest.mark.parametrize("name", [each.id for each in PLACE.sites if disputes(each)])
def test_a_disputed_claim_says_so_twice(name):
    """Where it stands and under what is disputed, so that nobody takes one side for the fact."""
    site = SITES[name]
    for claim in disputes(site):
        assert f"{claim.text} (accounts disagree)" in body(site)
        assert f"Accounts disagree: {claim.text}" in section(site, "Disputed or not known")


def test_there_are_disputes_to_show():
    """The facts file names these: sunset at the barn, the claim's year, pets, and what this file adds."""
    assert {"ta-moulton-barn", "oxbow-bend", "cunningham-cabin"} <= {
        each.id for each in PLACE.sites if disputes(each)
    }


def test_two_years_for_one_building_are_both_told_with_how_sure():
    """Where parties differ on a year, each account stands there with its own confidence."""
    seen = 0
    for site in PLACE.sites:
        names = [each.what for each in site.built]
        for built in (each for each in site.built if names.count(each.what) > 1):
            seen += 1
            told = section(site, "Built")
            assert f"{built.what[1:]}, accounts disagree:" in told
            assert re.search(rf"\b{built.year}\b.*?\({SURE[built.confidence]}\)", told), (site.id, built)
            assert f"the years of {built.what}" in section(site, "Disputed or not known")
    assert seen >= 6


@pytest.mark.parametrize("site", VISITABLE, ids=lambda site: site.id)
def test_nothing_asked_for_is_passed_over(site):
    """Elevation, ground, step-free way, restroom and signal, spaces where one parks, year of a building:
    each is told, or named among what was looked for and not found.
    """
    asked = {"elevation", "surface", "step-free", "restroom", "signal"}
    asked |= {"spaces"} if site.parking is not None else set()
    asked |= {"built"} if site.kind in ("homestead", "building", "ruin", "town") else set()
    assert asked - site.told - set(site.not_known) == set()
    assert site.position is not None
    assert site.visit_minutes is not None


@pytest.mark.parametrize("site", VISITABLE, ids=lambda site: site.id)
def test_what_is_not_known_is_said_to_be_so(site):
    """Each gap is named in words; the four practical questions are answered or said to be open."""
    doubts = section(site, "Disputed or not known")
    words = {"built": "when it was built", "surface": "what the ground is like", "restroom": "restroom",
             "step-free": "step-free access", "spaces": "number of parking spaces",
             "elevation": "elevation", "signal": "phone signal"}  # fmt: skip
    for topic in site.not_known:
        assert words[topic] in doubts.split("Looked for and not found: ")[1]
    spot = section(site, "On the spot")
    for label in ("Ground:", "Step-free:", "Restroom:", "Phone signal:"):
        assert label in spot
    assert ("Restroom: not known." in spot) == (site.restroom is None)


def test_a_place_that_cannot_be_visited_sends_nobody_there():
    """Rocky's cabin: why, a zone instead of a point, no drive, no minutes, and what nobody knows."""
    cabin = SITES["rocky-iv-cabin"]
    text = body(cabin)
    assert f"Cannot be visited: {cabin.not_visitable}" in text
    for title in ("Why go", "Getting there", "On the spot", "Time to allow", "When it is open"):
        assert section(cabin, title) == ""
        assert section(SITES["ta-moulton-barn"], title) != ""
    assert "6.2 mi around 43.66, -110.66" in section(cabin, "Where")  # the zone's radius of 10 km
    assert "The exact spot of the cabin." in section(cabin, "Disputed or not known")


def test_a_site_without_a_face_has_no_light_to_wait_for():
    """No section on light where there is no subject for it; with one, which way it and the eye look."""
    assert section(SITES["jackson-hole-airport"], "Light and where to stand") == ""
    light = section(SITES["ta-moulton-barn"], "Light and where to stand")
    assert "looks east, about 90 degrees, so that the morning sun lights it" in light
    assert "Look: north-west, about 309 degrees." in light


def test_the_way_there_is_that_of_the_road_graph():
    """Jackson to Mormon Row about 15.5 mi (visit facts, 4b), then the walk; the lots hold 14 cars (NPS)."""
    there = section(SITES["ta-moulton-barn"], "Getting there")
    miles = re.search(r"By car from Jackson.*?: (\d+) mi", there)
    assert miles is not None
    assert int(miles[1]) == pytest.approx(15.5, abs=1)
    assert "Then on foot:" in there
    assert "Parking: Dirt lot with a vault toilet" in there
    assert "14 cars" in there
    assert "Ask 307-739-3682." in there
    assert "Then on foot" not in section(SITES["oxbow-bend"], "Getting there")


def test_films_are_told_where_a_scene_is_tied_to_the_place():
    """Every scene with a site stands on that site's page; elsewhere the page says that there is none."""
    scenes = [(film, scene) for film in PLACE.films for scene in film.scenes if scene.site is not None]
    assert len(scenes) >= 5
    for film, scene in scenes:
        assert flat(f"{film.title} ({film.year}), {scene.title}: {scene.shot}") in body(SITES[scene.site])
    assert "No source ties a scene" in section(SITES["andy-chambers-homestead"], "Filmed here")


@given(
    st.sampled_from(VISITABLE),
    st.lists(st.text("abcdefghij. ", min_size=1, max_size=60).filter(str.strip), min_size=1, max_size=4),
)
def test_no_text_makes_a_page_too_wide(site, words):
    """Whatever is written of a place, as long as its words are no longer than a line, the page holds it."""
    words = [word for text in words for word in text.split()]
    changed = site.model_copy(update={"summary": " ".join(words)})
    lines = page(changed).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert " ".join(words) in flat("\n".join(lines))


def test_a_danger_stands_first():
    """Before why to go: what can hurt; a place without one has no such section."""
    text = page(SITES["kelly-warm-spring"])
    assert text.index("Danger\n  Stay out of the water") < text.index("Why go")
    assert section(SITES["oxbow-bend"], "Danger") == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("million-dollar-cowboy-bar", ("11:00 to 01:00", "Nobody under 21 is let in")),
        ("chapel-of-the-transfiguration", ("Inside: 1 October to 30 April", "may be locked")),
    ],
)
def test_hours_and_doors_are_told_in_one_place(name, words):
    """Where hours, the season of the inside or an age are on record, the page does not say that none are."""
    opening = section(SITES[name], "When it is open")
    assert all(each in opening for each in words)
    assert "on record" not in opening
    assert "on record" in section(SITES["oxbow-bend"], "When it is open")


def test_facts_of_the_place_stand_on_its_page():
    """What is of this place among the facts of the visit, with the time it holds for."""
    known = section(SITES["ta-moulton-barn"], "Good to know")
    assert "Building goes on in the district" in known
    assert "(Holds from 1 June 2026 until 30 November 2026.)" in known
    assert "Dogs:" in known
    assert "Building goes on" not in page(SITES["jenny-lake"])


@pytest.mark.parametrize("what", [("2026-12-25",), ("--azimuth", "309")])
def test_light_says_first_that_the_spot_is_not_known(what):
    """Before any time of a place known as a zone only: 10 km are 6.2 mi; other places have no such words."""
    now = ("--now", "2026-11-23T11:00:00-07:00")
    text = CliRunner().invoke(main, ["light", "rocky-iv-cabin", *what, *now]).output
    assert text.startswith("The spot is not known. Somewhere on Mormon Row")
    assert "6.2 mi to its edge" in flat(text)
    assert (
        "not known"
        not in CliRunner().invoke(main, ["light", "oxbow-bend", *what, *now]).output.split("\n")[0]
    )


def test_light_as_data_has_the_zone():
    """JSON of such a place holds the zone."""
    done = CliRunner().invoke(main, ["light", "rocky-iv-cabin", "2026-12-25", "--format", "json"])
    assert json.loads(done.output)["zone"]["radius_m"] == 10000


# The record

HEIGHTS_FT = [
    ("jackson-hole-airport", 6451),  # Wikipedia, Jackson Hole Airport
    ("jenny-lake", 6783),  # Wikipedia, Jenny Lake: surface
    ("jackson-town-square", 6237),  # jacksonhole.com, Town of Jackson
    ("craig-thomas-visitor-center", 6466),  # NOAA, station Moose 1 NNE
]


@pytest.mark.parametrize(("name", "feet"), HEIGHTS_FT)
def test_heights_agree_with_published_ones(name, feet):
    """Within what the record itself allows."""
    high = SITES[name].elevation
    assert high is not None
    assert high.elevation_m == pytest.approx(feet * M_PER_FOOT, abs=high.precision_m)


def test_the_floor_of_the_valley_is_where_it_is():
    """Mormon Row at 6,600 to 6,660 ft (visit facts, 1a); all else between Jackson and 7,000 ft."""
    for site in VISITABLE:
        assert site.elevation is not None
        assert 6237 <= site.elevation.elevation_m / M_PER_FOOT + 1 <= 7000, site.id
        if site.id.endswith(("-homestead", "-barn")):
            assert 6600 <= site.elevation.elevation_m / M_PER_FOOT <= 6660


YEARS = [
    ("ta-moulton-barn", 1913),  # Western Lifestyle Magazine, winter 2013-14
    ("john-moulton-homestead", 1938),  # NPS news release of 11 May 2021: the pink house
    ("andy-chambers-homestead", 1917),  # mormonrow.com: granary
    ("roy-chambers-homestead", 1911),  # NPS, as told by National Parks Traveler, 29 August 2023
    ("cunningham-cabin", 1885),  # Wikipedia
    ("cunningham-cabin", 1888),  # Outdoor Project, and the park's own text at saunterthrulife.com
    ("chapel-of-the-transfiguration", 1925),  # Wikipedia
    ("miller-ranch", 1898),  # National Register, at Wikipedia
    ("miller-ranch", 1895),  # the refuge's text, at Wyoming Dude Ranch Adventure
    ("craig-thomas-visitor-center", 2007),  # Wikipedia
    ("jackson-town-square", 1934),  # Town of Jackson
    ("million-dollar-cowboy-bar", 1937),  # Best Blues Clubs, Wake Up Wyo
    ("triangle-x-ranch", 1926),  # Triangle X Ranch
    ("shane-cabin", 1916),  # Ross Walker
]


@pytest.mark.parametrize(("name", "year"), YEARS)
def test_years_agree_with_published_ones(name, year):
    """The year that the named party gives is kept, also where another gives another."""
    assert year in {each.year for each in SITES[name].built}


def test_a_barn_that_grew_has_a_first_and_a_last_year():
    """Western Lifestyle Magazine: T.A. Moulton's barn was begun in 1913, its last lean-to is of 1938."""
    spans = {(each.what, each.year, each.until_year) for each in SITES["ta-moulton-barn"].built}
    assert ("the barn", 1913, 1938) in spans


DEGREES = [
    ("ta-moulton-barn", (43, 39, 38), (110, 39, 54)),  # Wikipedia, T. A. Moulton Barn
    ("cunningham-cabin", (43, 46, 44), (110, 33, 28)),  # Wikipedia, Cunningham Cabin
    ("miller-ranch", (43, 29, 22), (110, 44, 12)),  # Wikipedia, Grace and Robert Miller Ranch
    ("glacier-view-turnout", (43, 41, 27.06), (110, 40, 21.33)),  # parksandtrips.com: 43.690851, -110.672593
]


@pytest.mark.parametrize(("name", "north", "west"), DEGREES)
def test_positions_agree_with_published_ones(name, north, west):
    """To half a second of arc, 15 m at most."""
    at = SITES[name].position
    assert at is not None
    for value, (degrees, minutes, seconds) in ((at.lat, north), (-at.lon, west)):
        assert value == pytest.approx(degrees + minutes / 60 + seconds / 3600, abs=0.5 / 3600)


@pytest.mark.parametrize(("name", "spaces"), [("schwabacher-landing", 20), ("jenny-lake", 300)])
def test_spaces_agree_with_the_park(name, spaces):
    """About 20 (NPS, Park Roads, 2 September 2026); 300 (NPS, Jenny Lake Renewal Project, 2016)."""
    assert SITES[name].parking.spaces == spaces


def test_mormon_row_takes_one_to_two_hours():
    """NPS, Explore Mormon Row: one to two hours for the district, all homesteads together."""
    stays = [each.visit_minutes.usual for each in VISITABLE if each.id.endswith(("-homestead", "-barn"))]
    assert len(stays) == 6
    assert 60 <= sum(stays) <= 120


def test_the_only_toilet_of_mormon_row_is_by_the_barn():
    """NPS, planning page: vault toilets by the T.A. Moulton homestead, none elsewhere in the district."""
    kinds = {each.id: each.restroom.kind for each in VISITABLE if each.id.endswith(("-homestead", "-barn"))}
    assert {name for name, kind in kinds.items() if kind == "vault"} == {"ta-moulton-barn"}
    assert set(kinds.values()) == {"vault", "none"}


@pytest.mark.parametrize("name", ["oxbow-bend", "glacier-view-turnout", "teton-point-turnout"])
def test_turnouts_the_park_calls_accessible(name):
    """NPS place pages, Quick Facts: wheelchair accessible."""
    assert SITES[name].ground.step_free == "yes"


BARN = SITES["ta-moulton-barn"].model_dump()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"not_known": ["signal"]}, "not_known must not name what the site tells: signal"),
        (
            {"elevation": {"elevation_m": 1000, "precision_m": 5, "sources": ["x"]}},
            "must be the position's, 2020",
        ),
        ({"not_known": ["wifi"]}, "Input should be"),
        ({"restroom": {"kind": "tree", "text": "a tree", "sources": ["x"]}}, "Input should be"),
    ],
)
def test_a_site_that_contradicts_itself_is_refused(change, fault):
    """What is told cannot be unknown, a height is one height, and kinds are from a short list."""
    with pytest.raises(ValidationError, match=fault):
        Site.model_validate(BARN | change)


@given(st.integers(1800, 2100), st.integers(1800, 2100))
def test_building_ends_after_it_begins(year, until_year):
    """A span runs forwards; a single year has no end."""
    data = {"what": "the barn", "year": year, "until_year": until_year, "sources": ["x"]}
    if until_year > year:
        assert Built.model_validate(data).until_year == until_year
    else:
        with pytest.raises(ValidationError, match="until_year must be after year"):
            Built.model_validate(data)


def test_a_height_of_zero_is_a_height():
    """0 m is the sea, not a missing figure."""
    shore = Elevation(elevation_m=0, precision_m=1, sources=("x",))
    position = BARN["position"] | {"elevation_m": 0.0}
    site = Site.model_validate(BARN | {"position": position, "elevation": shore})
    assert "elevation" in site.told


# Fees and other dated facts


def test_prices_of_2026_are_the_published_ones():
    """Interior Department, 25 November 2025 (dailyfly, deseret, particle); park prices of 2018 still held."""
    amounts = {each.id: each.amount_usd for each in PLACE.fees}
    assert amounts == {
        "vehicle": 35,
        "motorcycle": 30,
        "person": 20,
        "park-annual-pass": 70,
        "america-the-beautiful-resident": 80,
        "america-the-beautiful-non-resident": 250,
        "non-resident-surcharge": 100,
        "senior-annual-pass": 20,
        "senior-lifetime-pass": 80,
        "military-pass": 0,
        "access-pass": 0,
        "fourth-grade-pass": 0,
        "volunteer-pass": 0,
    }


def test_money_carries_its_dates():
    """A price holds for a time, and so does a fact on fees that names dollars or days of a year."""
    assert all(each.valid_from is not None and each.valid_until is not None for each in PLACE.fees)
    dated = [
        each for each in PLACE.facts if each.topic == "fee" and re.search(r"\b2026\b|dollars", each.text)
    ]
    assert len(dated) >= 3
    assert [each.id for each in dated if each.valid_from is None or each.valid_until is None] == []


def test_the_fee_free_days_of_2026():
    """Interior Department: Presidents' Day, Memorial Day, 14 June, 3 to 5 July, 25 August, 17 September,
    27 October, 11 November.
    """
    text = next(each.text for each in PLACE.facts if each.id == "fee-free-days-2026")
    for day in ("16 February", "25 May", "14 June", "3 to 5 July", "25 August", "17 September", "27 October"):
        assert day in text
    assert "11 November" in text
    assert "residents only" in text


# The command


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def test_the_command_prints_the_page():
    """The text is the page and a line end; metric units change the figures."""
    done = run("site", "ta-moulton-barn")
    assert done.exit_code == 0
    assert done.stdout == page(SITES["ta-moulton-barn"]) + "\n"
    assert "6,630 ft" in done.stdout
    assert "2,020 m above the sea" in run("site", "ta-moulton-barn", "--units", "metric").stdout


def test_the_command_gives_data_that_can_be_read_back():
    """JSON with the site's own record, its scenes, and whole sources for every id named."""
    data = json.loads(run("site", "kelly-warm-spring", "--format", "json").stdout)
    assert data == site_payload(PLACE, SITES["kelly-warm-spring"])
    assert Site.model_validate(data["site"]) == SITES["kelly-warm-spring"]
    assert "django-unchained" in {each["film"] for each in data["scenes"]}
    assert sources_in(SITES["kelly-warm-spring"]) <= {each["id"] for each in data["sources"]}


def test_an_unknown_place_is_told_with_the_nearest_names():
    """Exit 2, one line on stderr, nothing on stdout."""
    done = run("site", "ta-moulton-bran")
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "no site 'ta-moulton-bran'; did you mean 'ta-moulton-barn'" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_the_page_can_be_written_to_a_file(tmp_path):
    """`--output` writes what would have been printed."""
    target = tmp_path / "barn.txt"
    assert run("site", "ta-moulton-barn", "--output", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8") == page(SITES["ta-moulton-barn"]) + "\n"
