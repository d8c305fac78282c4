"""The bundled facts: complete, sourced, inside the valley, and as long as published."""

import heapq
import itertools
import math
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.catalog import faults, find_road, find_site, load_destination
from tripplanner.models import (
    Claim,
    Destination,
    Mode,
    Position,
    Record,
    Season,
    Site,
    Sourced,
    Unknown,
    Zone,
)

KM_PER_MILE = 1.609344
READ_ON = date(2026, 11, 23)

# The ids that CONTRACT promises.
SITES = [
    "ta-moulton-barn",
    "john-moulton-homestead",
    "murphy-homestead",
    "andy-chambers-homestead",
    "roy-chambers-homestead",
    "clark-moulton-homestead",
    "rocky-iv-cabin",
    "jackson-hole-airport",
    "blacktail-ponds-overlook",
    "glacier-view-turnout",
    "schwabacher-landing",
    "teton-point-turnout",
    "snake-river-overlook",
    "cunningham-cabin",
    "elk-ranch-flats",
    "oxbow-bend",
    "craig-thomas-visitor-center",
    "chapel-of-the-transfiguration",
    "jenny-lake",
    "kelly-warm-spring",
    "shane-cabin",
    "miller-ranch",
    "jackson-town-square",
]
BASES = ["jackson", "jackson-hole-airport", "moose", "kelly", "teton-village"]
ROADS = [
    "us-191",
    "antelope-flats-road",
    "mormon-row-road",
    "gros-ventre-road",
    "upper-gros-ventre-road",
    "teton-park-road",
    "moose-wilson-road",
    "schwabacher-road",
    "elk-refuge-road",
]
MORMON_ROW = [each for each in SITES if each.endswith(("-homestead", "-barn"))]


@pytest.fixture(scope="module")
def destination() -> Destination:
    """The bundled destination."""
    return load_destination()


def within(record: Record) -> Iterator[Record]:
    """The record and all records inside it."""
    yield record
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from within(each)


def neighbours(destination: Destination, mode: Mode) -> dict[str, list[tuple[str, float]]]:
    """Neighbours of each place with distances, over roads open to the mode."""
    graph: dict[str, list[tuple[str, float]]] = {}
    for road in destination.roads:
        for segment in road.segments if mode in road.open_modes else ():
            graph.setdefault(segment.start, []).append((segment.end, segment.distance_km))
            graph.setdefault(segment.end, []).append((segment.start, segment.distance_km))
    return graph


def distances_km(destination: Destination, start: str, mode: Mode = "car") -> dict[str, float]:
    """Shortest way from one place to every other (Dijkstra), all roads open."""
    graph, best, queue = neighbours(destination, mode), {start: 0.0}, [(0.0, start)]
    while queue:
        so_far, place = heapq.heappop(queue)
        for there, length in graph.get(place, ()) if so_far == best[place] else ():
            if so_far + length < best.get(there, math.inf):
                best[there] = so_far + length
                heapq.heappush(queue, (best[there], there))
    return best


def minutes(destination: Destination, places: list[str], *, dark: bool = False) -> float:
    """Driving time along named places, each pair one stretch. [min]"""
    speed = {
        frozenset((segment.start, segment.end)): (segment.distance_km, road)
        for road in destination.roads
        for segment in road.segments
    }
    total = 0.0
    for pair in itertools.pairwise(places):
        length, road = speed[frozenset(pair)]
        total += 60 * length / (road.speed_dark_kmh if dark else road.speed_kmh)
    return total


def straight_km(a: Position, b: Position) -> float:
    """Great-circle distance on a sphere."""
    lat_a, lat_b, lon = math.radians(a.lat), math.radians(b.lat), math.radians(b.lon - a.lon)
    cosine = math.sin(lat_a) * math.sin(lat_b) + math.cos(lat_a) * math.cos(lat_b) * math.cos(lon)
    return 6371.0 * math.acos(min(1.0, cosine))


def places(destination: Destination) -> dict[str, Position]:
    """Positions of all places of the road graph."""
    sites = {each.id: each.position for each in destination.sites if each.position is not None}
    return sites | {each.id: each.position for each in (*destination.bases, *destination.nodes)}


def test_the_promised_ids_are_there(destination: Destination) -> None:
    """Every id of the contract names a record."""
    assert set(SITES) <= {each.id for each in destination.sites}
    assert set(BASES) <= {each.id for each in destination.bases}
    assert set(ROADS) <= {each.id for each in destination.roads}
    assert {"rocky-iv", "shane", "django-unchained", "spencers-mountain", "any-which-way-you-can"} <= {
        each.id for each in destination.films
    }
    assert destination.default_base == "jackson"
    assert destination.timezone == "America/Denver"


def test_no_fault_between_the_records(destination: Destination) -> None:
    """Sources known and used, coordinates in the box, names that exist."""
    assert faults(destination) == []


def test_every_fact_was_read_by_the_day_of_the_survey(destination: Destination) -> None:
    """No source claims to have been read after 2026-11-23, the day the facts were collected."""
    assert len(destination.sources) > 100
    assert [each.id for each in destination.sources if each.read_on > READ_ON] == []


def test_addresses_are_web_pages(destination: Destination) -> None:
    """Each source but an estimate has an http address with a host."""
    for source in destination.sources:
        if source.url is not None:
            parts = urlsplit(source.url)
            assert parts.scheme in {"http", "https"}, source.id
            assert "." in parts.netloc, source.id
    assert any(each.url is None for each in destination.sources)


def test_what_rests_on_estimates_alone_is_never_of_high_confidence(destination: Destination) -> None:
    """A guess is never dressed as a fact: resting on estimates alone, nothing is of high confidence."""
    estimates = {each.id for each in destination.sources if each.kind == "estimate"}
    # That something was looked for and not found may well be certain.
    records = [
        each for each in within(destination) if isinstance(each, Sourced) and not isinstance(each, Unknown)
    ]
    found = [each for each in records if set(each.sources) <= estimates]
    assert len(found) > 50
    assert [each for each in found if each.confidence == "high"] == []
    assert [each for each in found if isinstance(each, Claim) and each.confidence != "low"] == []


def test_an_estimated_position_is_rough_and_of_low_confidence(destination: Destination) -> None:
    """A position we placed ourselves says so: confidence low and at least 100 m off."""
    guessed = [
        each
        for each in within(destination)
        if isinstance(each, Position | Zone) and "position-estimate" in each.sources
    ]
    assert len(guessed) > 10
    assert {each.confidence for each in guessed} == {"low"}
    assert min(each.precision_m for each in guessed if isinstance(each, Position)) >= 100


def test_disputed_claims_are_kept(destination: Destination) -> None:
    """Where sources disagree the claim says so, with at least two sources."""
    disputed = [
        each for each in within(destination) if isinstance(each, Claim) and each.confidence == "disputed"
    ]
    assert len(disputed) >= 5
    assert [each.text for each in disputed if len(each.sources) < 2] == []


# What nobody knows


def test_the_cabin_cannot_be_visited(destination: Destination) -> None:
    """Nobody has published where Rocky's cabin stood: a zone with a reason, no position, no road to it."""
    cabin = find_site(destination, "rocky-iv-cabin")
    assert cabin.not_visitable is not None
    assert cabin.position is None
    assert cabin.zone is not None
    assert cabin.zone.radius_m >= 5000
    ends = {end for road in destination.roads for each in road.segments for end in (each.start, each.end)}
    assert "rocky-iv-cabin" not in ends


def site_texts(site: Site) -> str:
    """All that is said of a site, in lower case."""
    claims = (*site.today, *site.history, *site.access)
    spot = (site.ground, site.restroom, site.signal, site.parking, *site.built)
    told = (each.text for each in spot if each is not None and each.text is not None)
    return " ".join((site.summary, *(each.text for each in claims), *told)).lower()


@pytest.mark.parametrize("name", MORMON_ROW)
def test_no_barn_is_said_to_be_in_the_montage(destination: Destination, name: str) -> None:
    """No source tells which barn Rocky runs past, so no site and no scene may."""
    text = site_texts(find_site(destination, name))
    assert "rocky" not in text
    assert "montage" not in text
    scenes = [each for film in destination.films if film.id == "rocky-iv" for each in film.scenes]
    assert len(scenes) >= 1
    assert name not in {each.site for each in scenes}


def test_murphy_heninger_and_reed_moulton_are_one_place(destination: Destination) -> None:
    """One property under three names is one stop."""
    text = find_site(destination, "murphy-homestead").name
    assert "Heninger" in text
    assert "Reed Moulton" in text
    assert not [each.id for each in destination.sites if "heninger" in each.id or "reed" in each.id]


# The road graph

PUBLISHED_MILES = [
    ("antelope-flats-gate", "antelope-flats-east-pulloff", 3.6),  # angelfire.com, Movie Locations Plus
    ("antelope-flats-gate", "mormon-row-junction", 1.5),  # nomadicniko.com, yiftahshahar.com, afar.com
    ("kelly", "antelope-flats-east-pulloff", 3.8),  # jhnordic.com, Hunter Ranch trail
    ("moose-junction", "cunningham-cabin", 12.5),  # chrislabascophotography.com
    ("moose-junction", "moran-junction", 18.0),  # Yellowstone Treasures, at what-when-how.com
    ("moose-junction", "antelope-flats-gate", 1.05),  # gaperguide.com (1.0), paintingthewest (1.1)
    ("glacier-view-turnout", "antelope-flats-gate", 2.1),  # travelinusa.us: a little over 2
    ("teton-point-turnout", "snake-river-overlook", 3.0),  # a public trip-planning file
    ("moran-junction", "jackson-lake-junction", 3.5),  # travelsfinders.com
    ("moran-junction", "oxbow-bend", 2.4),  # worked out from the line above
    ("jackson", "moose-junction", 13.0),  # travelsfinders.com
    ("moose-junction", "craig-thomas-visitor-center", 0.5),  # nationalparked.com
    ("moose-junction", "taggart-trailhead", 3.4),  # nationalparked.com
    ("moose-junction", "jenny-lake", 7.9),  # nationalparked.com
    ("mormon-row-junction", "antelope-flats-east-pulloff", 2.1),  # 3.6 less 1.5
    ("jackson", "jackson-hole-airport", 9.5),  # road 9 to 10
    ("elk-refuge-gate", "elk-refuge-winter-gate", 3.5),  # fws.gov: open in winter
    ("schwabacher-turn", "schwabacher-landing", 1.0),  # National Park Service, Park Roads
]


@pytest.mark.parametrize(("start", "end", "miles"), PUBLISHED_MILES)
def test_distances_agree_with_published_ones(
    destination: Destination, start: str, end: str, miles: float
) -> None:
    """The shortest drive over the graph is within a tenth of the published distance."""
    found = distances_km(destination, start)[end] / KM_PER_MILE
    assert found == pytest.approx(miles, rel=0.1)


def test_the_summer_loop_is_42_miles(destination: Destination) -> None:
    """Moose, Moran, Jackson Lake, Moose: 42 to 43 miles (ohranger.com)."""
    around = (
        distances_km(destination, "moose-junction")["moran-junction"]
        + distances_km(destination, "moran-junction")["jackson-lake-junction"]
        + sum(
            segment.distance_km
            for name in ("teton-park-road-south", "teton-park-road", "teton-park-road-north")
            for segment in find_road(destination, name).segments
            if segment.end != "moose"
        )
    )
    assert around / KM_PER_MILE == pytest.approx(42.5, abs=1.5)


TO_MORMON_ROW = [
    "jackson",
    "jackson-north-edge",
    "gros-ventre-junction",
    "airport-turn",
    "moose-junction",
    "antelope-flats-gate",
    "mormon-row-junction",
    "mormon-row-south-lot",
]


def test_the_drive_from_jackson_takes_what_is_published(destination: Destination) -> None:
    """Jackson to Mormon Row: 23 to 28 minutes by day, 26 to 30 at the night limit."""
    assert 23 <= minutes(destination, TO_MORMON_ROW) <= 28
    assert 26 <= minutes(destination, TO_MORMON_ROW, dark=True) <= 30


def test_roads_are_no_shorter_than_the_straight_line(destination: Destination) -> None:
    """No stretch is shorter than the straight line, as far as the ends are known."""
    where = places(destination)
    for road in destination.roads:
        for segment in road.segments:
            start, end = where[segment.start], where[segment.end]
            slack_km = (start.precision_m + end.precision_m) / 1000
            assert segment.distance_km >= straight_km(start, end) - slack_km, segment


def test_roads_do_not_wander(destination: Destination) -> None:
    """No stretch of more than 2 km is over twice the straight line: a slip in a coordinate would show."""
    where = places(destination)
    long = [each for road in destination.roads for each in road.segments if each.distance_km > 2]
    assert len(long) >= 15
    for segment in long:
        start, end = where[segment.start], where[segment.end]
        slack_km = (start.precision_m + end.precision_m) / 1000
        assert segment.distance_km <= 2 * (straight_km(start, end) + slack_km), segment


@pytest.mark.parametrize("base", BASES)
def test_every_place_can_be_reached(destination: Destination, base: str) -> None:
    """With all roads open one drives from each base to each site that has parking, and to every lot."""
    by_car = distances_km(destination, base)
    lots = [each.id for each in destination.nodes if each.parking is not None]
    parked = [each.id for each in destination.sites if each.parking is not None]
    assert len(lots) >= 5
    assert len(parked) >= 15
    assert [each for each in lots + parked if each not in by_car] == []


def test_a_site_without_parking_is_near_a_lot(destination: Destination) -> None:
    """Where one cannot park, a parking place is within 2 km on foot."""
    lots = [each.id for each in destination.nodes if each.parking is not None]
    walked = [each.id for each in destination.sites if each.parking is None and each.not_visitable is None]
    assert set(walked) == set(MORMON_ROW)
    for name in walked:
        on_foot = distances_km(destination, name, "walk")
        assert min(on_foot.get(lot, math.inf) for lot in lots) < 2, name


def test_nobody_walks_along_the_highway(destination: Destination) -> None:
    """US-191 is for cars and bikes: 55 mph posted, so no plan sends people along it on foot."""
    assert {"walk", "ski", "snowshoe"}.isdisjoint(find_road(destination, "us-191").open_modes)
    assert "blacktail-ponds-overlook" not in distances_km(destination, "antelope-flats-gate", "walk")


def test_the_north_lot_goes_with_the_paved_road(destination: Destination) -> None:
    """The north lot lies on Antelope Flats Road (nps.gov), so it is in reach whenever that road is open."""
    roads = [
        road.id
        for road in destination.roads
        for each in road.segments
        if {each.start, each.end} == {"mormon-row-junction", "mormon-row-north-lot"}
    ]
    assert roads == ["antelope-flats-road"]


def test_no_car_leaves_the_lots_of_mormon_row_for_the_barns_path(destination: Destination) -> None:
    """The T.A. Moulton barn and the north cluster are reached on foot from the lots."""
    by_car = distances_km(destination, "jackson")
    assert "mormon-row-north-lot" in by_car
    assert "mormon-row-south-lot" in by_car
    assert {"ta-moulton-barn", "john-moulton-homestead", "murphy-homestead"}.isdisjoint(by_car)


# The seasons


def status(rules: tuple[Season, ...], on: date) -> tuple[str, str | None]:
    """Status and usual state on a day; the last rule that holds decides."""
    holding = [each for each in rules if each.holds_on(on)]
    return (holding[-1].status, holding[-1].typical) if holding else ("open", None)


@pytest.mark.parametrize(
    ("road", "on", "expected"),
    [
        # nps.gov Park Roads: no fixed date; plowed until the hunt ends; gated after (goldenstudios.com)
        ("antelope-flats-road", date(2026, 11, 1), ("by-condition", "open")),
        ("antelope-flats-road", date(2026, 12, 15), ("by-condition", "open")),
        ("antelope-flats-road", date(2026, 12, 16), ("by-condition", "closed")),
        ("antelope-flats-road", date(2027, 2, 28), ("by-condition", "closed")),
        ("antelope-flats-road", date(2027, 4, 30), ("by-condition", "closed")),
        ("antelope-flats-road", date(2027, 5, 1), ("by-condition", "open")),
        ("antelope-flats-road", date(2027, 5, 15), ("open", None)),
        # nps.gov Park Roads: 1 November to 30 April
        ("teton-park-road", date(2026, 10, 31), ("open", None)),
        ("teton-park-road", date(2026, 11, 1), ("closed", None)),
        ("teton-park-road", date(2027, 4, 30), ("closed", None)),
        ("teton-park-road", date(2027, 5, 1), ("open", None)),
        ("teton-park-road-south", date(2027, 1, 10), ("open", None)),
        # nps.gov Road Construction: closed 8 September to 15 November 2026, in that year only
        ("moose-wilson-road", date(2026, 9, 20), ("closed", None)),
        ("moose-wilson-road", date(2027, 9, 20), ("open", None)),
        ("moose-wilson-road-south", date(2026, 9, 20), ("open", None)),
        # barricaded from mid November (bestofthetetons.com)
        ("mormon-row-road", date(2026, 11, 20), ("by-condition", "closed")),
        ("mormon-row-road", date(2026, 9, 20), ("open", None)),
        # travel.aarp.org: open all year
        ("us-191", date(2027, 1, 10), ("open", None)),
        ("gros-ventre-road", date(2027, 1, 10), ("open", None)),
    ],
)
def test_roads_close_when_the_park_says(
    destination: Destination, road: str, on: date, expected: tuple[str, str | None]
) -> None:
    """Status and usual state of a road on days around its published dates."""
    assert status(find_road(destination, road).seasons, on) == expected


@pytest.mark.parametrize(
    ("site", "on", "expected"),
    [
        ("craig-thomas-visitor-center", date(2026, 12, 25), "closed"),
        ("craig-thomas-visitor-center", date(2027, 1, 15), "closed"),
        ("craig-thomas-visitor-center", date(2027, 3, 20), "by-condition"),
        ("craig-thomas-visitor-center", date(2027, 7, 1), "open"),
        ("schwabacher-landing", date(2026, 12, 15), "closed"),
        ("schwabacher-landing", date(2027, 4, 1), "closed"),
        ("schwabacher-landing", date(2026, 10, 1), "open"),
        ("miller-ranch", date(2026, 12, 25), "closed"),
        ("miller-ranch", date(2027, 7, 1), "open"),
        ("ta-moulton-barn", date(2026, 12, 25), "open"),
    ],
)
def test_sites_close_when_sources_say(destination: Destination, site: str, on: date, expected: str) -> None:
    """Winter closures of sites: visitor center, wildlife zone on the river, museum house."""
    assert status(find_site(destination, site).seasons, on)[0] == expected


def test_winter_parking_differs_at_the_two_ends(destination: Destination) -> None:
    """The east pull-off is plowed; the turnout at mile 1 rests on one old source; the gate has no parking."""
    nodes = {each.id: each for each in destination.nodes}
    east = nodes["antelope-flats-east-pulloff"].parking
    mile_1 = nodes["antelope-flats-mile-1"].parking
    assert east is not None
    assert mile_1 is not None
    assert status(east.seasons, date(2027, 1, 10)) == ("open", None)
    assert status(mile_1.seasons, date(2027, 1, 10)) == ("by-condition", "open")
    assert mile_1.confidence == "low"
    assert nodes["antelope-flats-gate"].parking is None


@given(st.integers(min_value=0, max_value=4000))
def test_a_closed_day_never_names_a_usual_state(days: int) -> None:
    """`typical` belongs to by-condition rules only, so that no outlook can open what is closed."""
    on = date(2026, 1, 1) + timedelta(days=days)
    for road in load_destination().roads:
        state, typical = status(road.seasons, on)
        assert state == "by-condition" or typical is None


# The light


@pytest.mark.parametrize(
    ("site", "azimuth_deg"),
    [("ta-moulton-barn", 309), ("snake-river-overlook", 264), ("oxbow-bend", 259), ("jenny-lake", 260)],
)
def test_views_look_at_the_range(destination: Destination, site: str, azimuth_deg: float) -> None:
    """Grand Teton bears 309 degrees from the barn; the others follow from the summits."""
    face = find_site(destination, site).face
    assert face is not None
    assert face.view_azimuth_deg == pytest.approx(azimuth_deg, abs=2)
    assert 60 <= face.azimuth_deg <= 140


def test_every_view_is_of_an_east_face(destination: Destination) -> None:
    """All subjects look east: the range and the barns are lit in the morning."""
    found = [each.face for each in destination.sites if each.face is not None]
    assert len(found) >= 10
    assert [each for each in found if not 45 <= each.azimuth_deg <= 150] == []
