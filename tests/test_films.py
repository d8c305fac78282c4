"""Guards of the facts about films, visit, climate and peaks: nothing guessed, nothing without a source."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from itertools import groupby
from math import atan2, cos, degrees, hypot, radians

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from tripplanner import catalog, models

FOLDER = resources.files("tripplanner") / "data" / "mormon_row"

# NPS means of "fifty recent years" at Moose, as copied on
# marydonahue.org (storyReader 1538), read 2026-11-23: max °F, min °F, snowfall in, snow depth in.
PUBLISHED_CLIMATE = (
    (25.7, 1.2, 44.4, 28),
    (31.1, 3.6, 30.0, 34),
    (39.0, 11.9, 20.6, 32),
    (49.0, 22.1, 9.3, 13),
    (60.9, 30.9, 2.8, None),
    (70.6, 37.2, 0.1, 0),
    (79.8, 41.2, 0.0, 0),
    (78.8, 39.6, 0.0, 0),
    (68.9, 32.2, 0.5, 0),
    (55.9, 23.2, 4.4, None),
    (38.0, 13.7, 25.2, 4),
    (26.0, 1.5, 39.2, 16),
)

# Heights in feet from Wikipedia (SummitPost for Static Peak and Mount Leidy), read 2026-11-23.
PUBLISHED_HEIGHTS_FT = {
    "grand-teton": 13775,
    "teewinot-mountain": 12330,
    "mount-moran": 12605,
    "buck-mountain": 11943,
    "static-peak": 11303,
    "sheep-mountain": 11244,
    "blacktail-butte": 7688,
    "mount-leidy": 10326,
    "signal-mountain": 7720,
    "jackson-peak": 10741,
    "pinnacle-peak": 10808,
}

# Homesteaders of Mormon Row: their names are how its barns are told apart.
BARN_NAMES = ("Moulton", "Murphy", "Heninger", "Chambers")


DESTINATION = catalog.load_destination()
FILMS = {each.id: each for each in DESTINATION.films}
FEES = {each.id: each for each in DESTINATION.fees}
FACTS = {each.id: each for each in DESTINATION.facts}
PHONES = {each.id: each for each in DESTINATION.phones}
UNKNOWNS = {each.id: each for each in DESTINATION.unknowns}
PEAKS = {each.id: each for each in DESTINATION.peaks}
SOURCES = {each.id: each for each in DESTINATION.sources}
HOMESTEADS = tuple(each.id for each in DESTINATION.sites if each.kind == "homestead")
CLIMATE = DESTINATION.climate
assert CLIMATE is not None
ROCKY = FILMS["rocky-iv"]
SCENES = {each.id: each for each in ROCKY.scenes}
RECORDS = (*FILMS.values(), *FEES.values(), *FACTS.values(), *PHONES.values(), *UNKNOWNS.values(), CLIMATE)


def _sourced(record: BaseModel) -> Iterator[models.Sourced]:
    if isinstance(record, models.Sourced):
        yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                yield from _sourced(each)


def _texts(record: BaseModel) -> Iterator[str]:
    for each in record.model_dump(exclude={"id", "sources"}).values():
        yield from _strings(each)


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, each in value.items():
            if key not in {"id", "sources"}:
                yield from _strings(each)
    elif isinstance(value, tuple | list):
        for each in value:
            yield from _strings(each)


def _all_texts() -> list[str]:
    return [text for record in RECORDS for text in _texts(record)]


def _claims(*words: str) -> list[models.Account]:
    return [each for each in ROCKY.claims if all(word in each.text for word in words)]


def _barns_named(film: models.Film) -> list[str]:
    """Where a film's record ties it to one homestead, by the site of a scene or by a homesteader's name."""
    sites = [each.site for each in film.scenes if each.site in HOMESTEADS]
    return sites + [text for text in _texts(film) if any(name in text for name in BARN_NAMES)]


def _seen_from_the_row(peak: models.Peak) -> tuple[float, float]:
    """Azimuth and height angle from 43.6600, -110.6640, 2030 m, on a flat map with the earth's curve."""
    east_m = (peak.position.lon + 110.664) * 111_195 * cos(radians(43.68))
    north_m = (peak.position.lat - 43.66) * 111_195
    distance_m = hypot(east_m, north_m)
    assert peak.position.elevation_m is not None
    rise_m = peak.position.elevation_m - 2030 - distance_m**2 / (2 * 6_371_000) * (1 - 0.13)
    return degrees(atan2(east_m, north_m)) % 360, degrees(atan2(rise_m, distance_m))


# Films


def test_the_films_of_the_contract_are_there():
    """Users may rely on these ids (CONTRACT, Ids)."""
    assert set(FILMS) >= {
        "rocky-iv",
        "shane",
        "django-unchained",
        "spencers-mountain",
        "any-which-way-you-can",
    }
    assert len(FILMS) >= 10


def test_rocky_iv_is_told_in_full():
    """Every part of the story that visitors ask for is a scene."""
    assert set(SCENES) >= {
        "arrival",
        "cabin",
        "homesteads",
        "runs-with-the-car",
        "farm-work",
        "creeks",
        "mountain",
        "villagers",
        "paulie-falls",
        "fight",
    }
    topics = {each.topic for each in ROCKY.claims}
    assert topics >= {"The place", "Why Wyoming", "The dates", "The cold", "The equipment", "The jacket"}
    assert SCENES["arrival"].site == "jackson-hole-airport"
    assert SCENES["cabin"].site == "rocky-iv-cabin"


def test_everything_said_has_a_known_source():
    """No film, scene, claim, fee, fact, phone, unknown, peak or climate speaks without a source we list."""
    cited = [
        (each, source)
        for record in (*RECORDS, *PEAKS.values())
        for each in _sourced(record)
        for source in each.sources
    ]
    assert len(cited) > 200
    assert [(type(each).__name__, source) for each, source in cited if source not in SOURCES] == []


def test_no_barn_is_named_in_rocky_iv():
    """No source says which barn is in the montage, so no word and no site of the film says it."""
    assert len(list(_texts(ROCKY))) > 40
    assert len(HOMESTEADS) >= 6
    assert _barns_named(ROCKY) == []
    assert {each.site for each in ROCKY.scenes} - {None} == {"jackson-hole-airport", "rocky-iv-cabin"}


@given(scene=st.sampled_from(ROCKY.scenes), homestead=st.sampled_from(HOMESTEADS))
def test_a_barn_slipped_into_rocky_iv_is_seen(scene, homestead):
    """The guard itself works: whichever scene were put at whichever homestead, it would be found."""
    guessed = scene.model_copy(update={"site": homestead, "zone": None})
    scenes = tuple(guessed if each is scene else each for each in ROCKY.scenes)
    assert _barns_named(ROCKY.model_copy(update={"scenes": scenes})) == [homestead]


def test_no_text_at_all_ties_a_barn_to_the_montage():
    """No sentence of sites, roads, facts or unknowns speaks of Rocky and of one homesteader's barn."""
    texts = list(_strings(DESTINATION.model_dump(exclude={"sources"})))
    assert len(texts) > 1000
    about_rocky = [each for each in texts if re.search("rocky iv|rocky's|rocky runs|montage", each.lower())]
    assert len(about_rocky) >= 3
    assert [each for each in about_rocky if any(name in each for name in BARN_NAMES)] == []


def test_no_peak_is_named_for_the_climb():
    """The trade press gives 11,000 ft and no name (AFI Catalog, from American Cinematographer, 1986)."""
    scene = SCENES["mountain"]
    text = " ".join(_texts(scene))
    assert scene.site is None
    assert "11,000 ft" in text
    assert "helicopter" in text
    assert [peak.name for peak in PEAKS.values() if peak.name in text] == []


def test_both_reports_of_the_cold_are_kept():
    """Night air of -10 F (trade press, 1986) and -20 F of wind chill (later accounts) are two claims."""
    (air,) = _claims("-10 F")
    (chill,) = _claims("-20 F")
    assert air.sources == ("american-cinematographer-1986",)
    assert "wind chill" in chill.text
    assert "night" in air.text
    assert "cowboystatedaily-rocky-iv" in chill.sources


@pytest.mark.parametrize(
    ("scene", "confidence"),
    [
        ("runs-with-the-car", "disputed"),
        ("villagers", "low"),
        ("paulie-falls", "low"),
        ("cabin", "low"),
        ("arrival", "medium"),
        ("homesteads", "medium"),
    ],
)
def test_doubtful_scenes_say_so(scene, confidence):
    """A scene is no surer than its sources (visit facts 2a and 8, read 2026-11-23)."""
    assert confidence == SCENES[scene].confidence


def test_the_jacket_is_disputed():
    """Shearling (Cowboy State Daily) against leather (rockymarquette.com): both are told."""
    (claim,) = _claims("shearling", "leather")
    assert claim.confidence == "disputed"


def test_the_runs_name_both_zones():
    """General accounts and one blog differ on the road; neither is dropped."""
    zone = SCENES["runs-with-the-car"].zone
    assert zone is not None
    assert "Mormon Row" in zone
    assert "upper Gros Ventre" in zone


def test_the_dates_of_the_shoot():
    """18 March 1985 (Hollywood Reporter, 12 March 1985, in the AFI Catalog) and early May in Vancouver."""
    (start,) = _claims("18 March 1985 in Jackson Hole")
    assert "hollywood-reporter-1985" in start.sources
    assert _claims("early May 1985", "Vancouver")
    assert "Vancouver" in (SCENES["fight"].zone or "")


def test_a_sure_statement_does_not_hang_on_one_blog():
    """What is called sure rests on two sources, or on one that is no blog."""
    sure = [each for film in FILMS.values() for each in _sourced(film) if each.confidence == "high"]
    assert len(sure) > 20
    weak = [each.sources for each in sure if all(SOURCES[source].kind == "blog" for source in each.sources)]
    assert [sources for sources in weak if len(sources) < 2] == []


def test_a_disputed_statement_shows_both_sides():
    """A dispute needs two sources, or it is none."""
    disputed = [each for record in RECORDS for each in _sourced(record) if each.confidence == "disputed"]
    assert len(disputed) >= 5
    assert [each for each in disputed if len(each.sources) < 2] == []


def test_a_scene_is_in_one_place():
    """A site and a zone would be two answers to one question."""
    with pytest.raises(ValidationError, match="a site or a zone, not both"):
        models.Scene.model_validate(SCENES["creeks"].model_dump() | {"site": "jenny-lake"})


def test_our_scenes_have_a_site_or_a_zone():
    """A reader can always tell where a scene was shot, or in words what is known of it."""
    scenes = [scene for film in FILMS.values() for scene in film.scenes]
    assert len(scenes) >= 30
    assert [each.id for each in scenes if each.site is None and each.zone is None] == []


def test_scenes_are_at_sites_that_exist():
    """Every site that a scene names has a record, so that one can plan to go there or read why not."""
    sites = [scene.site for film in FILMS.values() for scene in film.scenes if scene.site is not None]
    assert len(sites) >= 10
    assert [each for each in sites if catalog.find_site(DESTINATION, each).id != each] == []


@pytest.mark.parametrize("count", [0, 1])
def test_a_disputed_scene_tells_both_accounts(count):
    """Calling a scene disputed and telling one side, or none, is refused."""
    runs = SCENES["runs-with-the-car"]
    assert len(runs.claims) == 2
    with pytest.raises(ValidationError, match="needs both accounts"):
        models.Scene.model_validate(runs.model_dump() | {"claims": runs.model_dump()["claims"][:count]})


def test_accounts_of_one_matter_stand_together():
    """The claims on a topic follow one another, so that a page shows them under one heading, once."""
    for film in FILMS.values():
        headings = [topic for topic, _ in groupby(film.claims, key=lambda each: each.topic)]
        assert len(headings) == len(set(headings)), film.id


def test_unknowns_are_about_films_that_exist():
    """What nobody knows of a film is told on that film's page, so its id must be one of ours."""
    about = {each.film for each in UNKNOWNS.values()} - {None}
    assert len(about) >= 5
    assert about <= set(FILMS)


def test_the_two_years_of_shane():
    """1951 (Washington Times, with two who were there; AFI on The Big Sky) and 1952 (local television)."""
    sure, doubtful = [each for each in FILMS["shane"].claims if each.topic == "The dates"]
    assert ("1951" in sure.text, sure.confidence) == (True, "high")
    assert ("1952" in doubtful.text, doubtful.confidence) == (True, "low")


@pytest.mark.parametrize(
    ("film", "scene", "site"),
    [
        ("shane", "wright-cabin", "shane-cabin"),
        ("django-unchained", "hot-bath", "kelly-warm-spring"),
        ("spencers-mountain", "ranch", "triangle-x-ranch"),
        ("spencers-mountain", "chapel", "chapel-of-the-transfiguration"),
        ("any-which-way-you-can", "brawl", "jackson-town-square"),
        ("any-which-way-you-can", "bar", "million-dollar-cowboy-bar"),
    ],
)
def test_the_places_one_can_go_to(film, scene, site):
    """Where local press, markers and location guides agree (visit facts 2b), the scene has its site."""
    (found,) = [each for each in FILMS[film].scenes if each.id == scene]
    assert (found.site, found.confidence) == (site, "high")


@given(scene=st.sampled_from(ROCKY.scenes), field=st.sampled_from(["id", "title", "shot", "sources"]))
def test_a_scene_cannot_lose_what_makes_it_a_fact(scene, field):
    """Without its sources or its content a scene is refused, not shown with a gap."""
    with pytest.raises(ValidationError, match=field):
        models.Scene.model_validate(scene.model_dump(exclude={field}))


def test_the_loader_gives_the_films_as_written():
    """What the library shows is what the file says, word for word and in its order."""
    file = resources.files("tripplanner") / "data" / "mormon_row" / "films.toml"
    written = tomllib.loads(file.read_text(encoding="utf-8"))["films"]
    assert [models.Film.model_validate(each) for each in written] == list(DESTINATION.films)


# What nobody knows


def test_what_nobody_knows_is_listed():
    """The barn, the cabin, the peak and the road of the runs are told as unknown (DESIGN, last section)."""
    assert set(UNKNOWNS) >= {
        "barn-in-the-montage",
        "cabin-spot",
        "peak-of-the-climb",
        "road-of-the-runs",
        "restroom-in-winter",
        "pass-needed",
        "winter-parking-west",
        "wind-climate",
    }
    assert not any(name in UNKNOWNS["barn-in-the-montage"].text for name in BARN_NAMES)


# Visit


@pytest.mark.parametrize(
    ("fee", "amount_usd", "per", "days"),
    [
        ("vehicle", 35, "vehicle", 7),
        ("motorcycle", 30, "motorcycle", 7),
        ("person", 20, "person", 7),
        ("park-annual-pass", 70, "pass", 365),
        ("america-the-beautiful-resident", 80, "pass", 365),
        ("america-the-beautiful-non-resident", 250, "pass", 365),
        ("non-resident-surcharge", 100, "person", 7),
    ],
)
def test_the_fees_of_2026(fee, amount_usd, per, days):
    """Park fees (Wyo4News 2018, NPS 2026) and passes (Interior, 25 November 2025), read 2026-11-23."""
    record = FEES[fee]
    assert (amount_usd, per, days) == (record.amount_usd, record.per, record.days)
    assert (str(record.valid_from), str(record.valid_until)) == ("2026-01-01", "2026-12-31")


def test_the_fee_free_days_are_for_residents():
    """Interior, 25 November 2025: eight occasions on ten days, for US residents only."""
    text = FACTS["fee-free-days-2026"].text
    assert "US residents only" in text
    for day in ("16 February", "25 May", "14 June", "3 to 5 July", "25 August", "17 September", "27 October"):
        assert day in text
    assert "11 November" in text


def test_the_hunt_of_2026():
    """Wyoming's chapter 7 for 2026: 14 November to 6 December in hunt area 75; bright colours advised."""
    fact = FACTS["elk-reduction-2026"]
    assert (str(fact.valid_from), str(fact.valid_until)) == ("2026-11-14", "2026-12-06")
    assert "orange" in fact.text


def test_the_works_are_dated():
    """What is said of the building site of 2026 ends with it, so that a later plan can warn."""
    works = [each for each in FACTS.values() if each.topic == "works"]
    assert len(works) >= 4
    assert all(each.valid_from is not None for each in works)
    assert str(FACTS["works-2026"].valid_until) == "2026-11-30"


def test_no_record_ends_before_it_begins():
    """valid_from is not after valid_until."""
    dated = [each for each in (*FEES.values(), *FACTS.values()) if each.valid_from and each.valid_until]
    assert len(dated) >= 12
    assert [each.id for each in dated if each.valid_from > each.valid_until] == []


def test_both_winter_accounts_of_the_west_side_are_told():
    """One account of 2009 has a plowed mile, others a gate at the highway; the fact tells both."""
    fact = FACTS["winter-parking-west"]
    assert fact.confidence == "disputed"
    assert "plowed" in fact.text
    assert "gated" in fact.text


def test_every_topic_a_visitor_asks_for_is_there():
    """Fees, hours, rules, animals, hunting, signal, transport, works, fuel and parking are covered."""
    topics = {each.topic for each in FACTS.values()}
    assert topics >= {
        "fee",
        "hours",
        "rule",
        "wildlife",
        "hunting",
        "signal",
        "transport",
        "works",
        "fuel",
        "parking",
    }


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("park-roads", "307-739-3682"),
        ("dispatch", "307-739-3301"),
        ("visitor-information", "307-739-3300"),
        ("weather", "307-739-3611"),
        ("county-dispatch", "307-733-2331"),
        ("hospital", "307-733-3636"),
        ("emergency", "911"),
    ],
)
def test_numbers_to_call(phone, number):
    """As printed in the park's pocket reference and guide and by the chamber of commerce."""
    assert number == PHONES[phone].number


def test_wyoming_roads_has_short_and_long_number():
    """The short number and the long one, both as the park's pocket reference prints them."""
    assert "511" in PHONES["wydot"].number
    assert "1-888-996-7623" in PHONES["wydot"].number


# Words


@pytest.mark.parametrize(
    ("pattern", "factor", "offset", "slack"),
    [
        (r"(-?[\d,.]+) F \((-?[\d,.]+) C\)", 5 / 9, -160 / 9, 0.5),
        (r"([\d,.]+) mi \(([\d,.]+) km\)", 1.609344, 0, 0.05),
        (r"([\d,.]+) mph \(([\d,.]+) km/h\)", 1.609344, 0, 0.6),
        (r"([\d,.]+) ft \(([\d,.]+) m\)", 0.3048, 0, 3),
        (r"([\d,.]+) yards \(([\d,.]+) m\)", 0.9144, 0, 0.6),
    ],
)
def test_figures_given_twice_agree(pattern, factor, offset, slack):
    """A figure in US units and its metric twin in brackets say the same (NIST definitions)."""
    pairs = re.findall(pattern, " ".join(_all_texts()))
    assert pairs
    for us, metric in pairs:
        converted = float(us.replace(",", "")) * factor + offset
        assert float(metric.replace(",", "")) == pytest.approx(converted, abs=slack)


def test_texts_are_plain():
    """No shouting, no line breaks, no double blanks: the texts go into agendas as they are."""
    texts = _all_texts()
    assert len(texts) > 200
    assert [text for text in texts if re.search(r"[!\n\t]|  ", text)] == []


# Climate


@pytest.mark.parametrize("month", range(1, 13))
def test_the_climate_is_the_published_table(month):
    """Converted back, each figure is the published one: 0.06 °F and 0.01 in at most apart."""
    ours = CLIMATE.months[month - 1]
    max_f, min_f, snowfall_in, depth_in = PUBLISHED_CLIMATE[month - 1]
    assert max_f == pytest.approx(ours.mean_max_c * 9 / 5 + 32, abs=0.06)
    assert min_f == pytest.approx(ours.mean_min_c * 9 / 5 + 32, abs=0.06)
    assert snowfall_in == pytest.approx(ours.snowfall_mm / 25.4, abs=0.01)
    if depth_in is None:
        assert ours.snow_depth_cm is None
    else:
        assert depth_in == pytest.approx(ours.snow_depth_cm / 2.54, abs=0.01)


def test_the_climate_is_not_called_the_official_normals():
    """It is an older table of the park, and its title says so."""
    assert "older" in CLIMATE.title.lower()
    assert "not the 1991-2020 normals" in CLIMATE.title


def test_the_height_of_the_station():
    """Moose 1 NNE lies at 6,466 ft (NOAA)."""
    assert CLIMATE.position.elevation_m == pytest.approx(6466 * 0.3048, abs=0.1)


# Peaks


@pytest.mark.parametrize(("peak", "height_ft"), PUBLISHED_HEIGHTS_FT.items())
def test_heights_are_the_published_ones(peak, height_ft):
    """Within a metre of the published height in feet."""
    assert PEAKS[peak].position.elevation_m == pytest.approx(height_ft * 0.3048, abs=1)


def test_grand_teton_from_mormon_row():
    """309 degrees and 8.5 degrees high (issue 3, Light); nothing on the skyline stands higher."""
    azimuth_deg, angle_deg = _seen_from_the_row(PEAKS["grand-teton"])
    assert azimuth_deg == pytest.approx(309, abs=0.5)
    assert angle_deg == pytest.approx(8.5, abs=0.1)
    assert max(PEAKS, key=lambda each: _seen_from_the_row(PEAKS[each])[1]) == "grand-teton"


def test_the_sunrise_side_has_summits():
    """Between 30 and 140 degrees, where the sun comes up over the year, the hills are not left out."""
    eastern = [each for each in PEAKS if 30 <= _seen_from_the_row(PEAKS[each])[0] <= 140]
    assert {"shadow-mountain", "mount-leidy", "sheep-mountain"} <= set(eastern)
    assert len(eastern) >= 6


def test_no_peak_is_an_estimate():
    """Each summit's point and height were published; none was read off by us."""
    kinds = {SOURCES[source].kind for peak in PEAKS.values() for source in peak.position.sources}
    assert len(PEAKS) >= 30
    assert "estimate" not in kinds
    assert all(peak.position.elevation_m is not None for peak in PEAKS.values())


@given(peak=st.sampled_from(list(PEAKS.values())))
def test_every_peak_is_a_mountain_in_sight(peak):
    """From the flats each summit stands above the eye and below ten degrees, within 45 km."""
    azimuth_deg, angle_deg = _seen_from_the_row(peak)
    assert 0 <= azimuth_deg < 360
    assert 0 < angle_deg < 10
