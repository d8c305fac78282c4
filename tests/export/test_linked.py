"""The JSON-LD file: expanded by pyld, a graph to rdflib, and only as sure of films as the facts are."""

import json
from datetime import datetime

import pytest
import rdflib
from hypothesis import given, settings
from pyld import jsonld as pyld

import tripplanner
from tests.export import map_plans as made_of
from tripplanner import OutputError
from tripplanner.export.linked import jsonld

# rdflib's parser uses a class of its own that it has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

SCHEMA = rdflib.Namespace("https://schema.org/")
# Made here: all words are of schema.org, which is what its own context says too, at greater length.
CONTEXT = {"@vocab": str(SCHEMA)}
# What schema.org has for each type (its page of that name, with what it inherits), as far as it is used.
TERMS = {
    "TouristTrip": {
        "name", "description", "departureTime", "arrivalTime", "tripOrigin", "itinerary", "offers", "subTrip",
    },
    "ItemList": {"itemListOrder", "numberOfItems", "itemListElement"},
    "ListItem": {"position", "item"},
    "Place": {"name", "geo"},
    "TouristAttraction": {"name", "geo", "description", "potentialAction", "subjectOf"},
    "GeoCoordinates": {"latitude", "longitude", "elevation"},
    "Action": {"name", "startTime", "endTime"},
    "Movie": {"name", "datePublished", "description", "locationCreated"},
    "Offer": {"name", "description", "price", "priceCurrency"},
}  # fmt: skip


def loader(url, options):  # noqa: ARG001 - pyld hands over both
    """The one document that the file names, without a network."""
    assert url == "https://schema.org"
    return {
        "contextUrl": None,
        "documentUrl": url,
        "document": {"@context": CONTEXT},
        "contentType": "application/ld+json",
    }


def expanded(text):
    (whole,) = pyld.expand(json.loads(text), {"documentLoader": loader})
    return whole


def graph(text):
    """The file as rdflib reads it, with the context in place of its address."""
    whole = json.loads(text)
    assert whole["@context"] == "https://schema.org"
    return rdflib.Graph().parse(data=json.dumps({**whole, "@context": CONTEXT}), format="json-ld")


def of_type(found, name):
    return [*found.subjects(rdflib.RDF.type, SCHEMA[name])]


def nodes(node):
    """Every object of an expanded document that has a type."""
    if isinstance(node, list):
        return [each for part in node for each in nodes(part)]
    if not isinstance(node, dict):
        return []
    return [*([node] if "@type" in node else []), *(each for part in node.values() for each in nodes(part))]


@pytest.mark.parametrize("name", made_of.NAMES)
def test_every_word_is_of_the_vocabulary(name):
    """As pyld expands it: nothing is dropped, and each type has properties that schema.org gives it."""
    found = nodes(expanded(jsonld(made_of.made(name))))
    assert found
    for node in found:
        (kind,) = node["@type"]
        properties = {each.removeprefix(str(SCHEMA)) for each in node if not each.startswith("@")}
        assert properties <= TERMS[kind.removeprefix(str(SCHEMA))]
    assert len(found) == len(nodes(json.loads(jsonld(made_of.made(name)))))


@pytest.mark.parametrize("name", made_of.NAMES)
def test_the_itinerary_is_the_stops_in_order(name):
    """As rdflib reads it: by position, each an attraction with the name and the place of the stop."""
    plan = made_of.made(name)
    found = graph(jsonld(plan))
    (trip,) = set(of_type(found, "TouristTrip")) - {*found.objects(None, SCHEMA.subTrip)}
    order = found.value(trip, SCHEMA.itinerary)
    listed = sorted(
        (found.value(each, SCHEMA.position).toPython(), found.value(each, SCHEMA.item))
        for each in found.objects(order, SCHEMA.itemListElement)
    )
    told = [
        (
            number,
            str(found.value(place, SCHEMA.name)),
            found.value(found.value(place, SCHEMA.geo), SCHEMA.latitude).toPython(),
            found.value(found.value(place, SCHEMA.geo), SCHEMA.longitude).toPython(),
        )
        for number, place in listed
    ]
    assert told == [
        (number, stop.name, *made_of.lat_lon(plan, stop.site))
        for number, stop in enumerate(made_of.stops(plan), start=1)
    ]
    assert {place for _, place in listed} == set(of_type(found, "TouristAttraction"))
    assert found.value(order, SCHEMA.numberOfItems).toPython() == len(told)


def test_a_trip_has_a_part_a_day_of_the_same_stops():
    """Three days: three parts with hours of their own, that name the attractions of the whole by id."""
    plan = made_of.made("trip")
    found = graph(jsonld(plan))
    parts = sorted(
        found.objects(None, SCHEMA.subTrip), key=lambda each: found.value(each, SCHEMA.departureTime)
    )
    assert [str(found.value(each, SCHEMA.name)) for each in parts] == [
        "Thursday 15 July 2027",
        "Friday 16 July 2027",
        "Saturday 17 July 2027",
    ]
    for part, day in zip(parts, plan.days, strict=True):
        items = found.objects(found.value(part, SCHEMA.itinerary), SCHEMA.itemListElement)
        names = {str(found.value(found.value(each, SCHEMA.item), SCHEMA.name)) for each in items}
        assert names == {stop.name for stop in day.stops}
    assert len(of_type(found, "TouristAttraction")) == len(made_of.stops(plan))
    assert "subTrip" not in json.loads(jsonld(made_of.made("winter")))


def test_times_have_their_offset():
    """Leaving, being back, and each visit are moments, not hours of a clock that nobody names."""
    plan = made_of.made("winter")
    whole = json.loads(jsonld(plan))
    assert datetime.fromisoformat(whole["departureTime"]) == plan.days[0].legs[0].depart
    assert datetime.fromisoformat(whole["arrivalTime"]) == plan.days[0].legs[-1].arrive
    visits = [each["item"]["potentialAction"] for each in whole["itinerary"]["itemListElement"]]
    told = [(each["startTime"], each["endTime"]) for each in visits]
    assert told == [(stop.arrive.isoformat(), stop.leave.isoformat()) for stop in made_of.stops(plan)]
    assert all(text.endswith("-07:00") for span in told for text in span)


def test_prices_stand_only_where_they_are_known():
    """The charges of the plan are offers in dollars; without one there is no offer, and never one of 0."""
    plan = made_of.made("winter")
    items = [item for day in plan.days for item in day.cost.items]
    offers = json.loads(jsonld(plan))["offers"]
    assert items
    assert [(each["name"], float(each["price"]), each["priceCurrency"]) for each in offers] == [
        (item.name, item.amount_usd, "USD") for item in items
    ]
    data = made_of.payload()
    data["days"][0]["cost"].update(items=[], amount_usd=0)
    assert "offers" not in json.loads(jsonld(made_of.read(data)))


def with_scenes(*confidences):
    """The winter plan where a film has a scene of each confidence at the T.A. Moulton barn, and no other."""
    data = made_of.payload()
    data["chart"]["scenes"] = [
        {
            "site": "ta-moulton-barn",
            "film": "made-up",
            "film_title": "Made up",
            "year": 1985,
            "scene": f"Scene {number}",
            "shot": "A barn.",
            "confidence": confidence,
        }
        for number, confidence in enumerate(confidences, start=1)
    ]
    text = jsonld(made_of.read(data))
    found = graph(text)
    barn = next(
        each for each in of_type(found, "TouristAttraction") if "T.A." in found.value(each, SCHEMA.name)
    )
    return found, barn


def test_a_sure_scene_is_a_statement():
    """A film surely shot there is a Movie about the place, created at it."""
    found, barn = with_scenes("high")
    (movie,) = of_type(found, "Movie")
    assert (barn, SCHEMA.subjectOf, movie) in found
    assert (movie, SCHEMA.locationCreated, barn) in found
    assert str(found.value(movie, SCHEMA.datePublished)) == "1985"
    assert str(found.value(movie, SCHEMA.description)) == "Filmed here: Made up (1985), Scene 1. A barn."


@pytest.mark.parametrize(
    ("confidence", "words"), [("medium", "Likely, but not surely,"), ("low", "doubtful")]
)
def test_a_scene_that_is_not_sure_is_told_as_that(confidence, words):
    """What is likely or doubtful is said in words, and no program is told that it was shot there."""
    found, _ = with_scenes(confidence)
    (movie,) = of_type(found, "Movie")
    assert found.value(movie, SCHEMA.locationCreated) is None
    assert words in found.value(movie, SCHEMA.description)


def test_a_disputed_scene_is_no_statement():
    """Where accounts disagree there is no Movie; the place's description tells that they do."""
    found, barn = with_scenes("disputed")
    assert of_type(found, "Movie") == []
    assert "Accounts disagree whether it was filmed here: Made up (1985)" in found.value(
        barn, SCHEMA.description
    )


def test_a_film_is_as_sure_as_its_surest_scene_there():
    """Scenes of a film at one place make one Movie, a sentence each; a disputed one is not among them."""
    found, barn = with_scenes("low", "high", "disputed")
    (movie,) = of_type(found, "Movie")
    assert (movie, SCHEMA.locationCreated, barn) in found
    told = found.value(movie, SCHEMA.description)
    assert "Scene 1" in told
    assert "Scene 2" in told
    assert "Scene 3" not in told


def test_scenes_elsewhere_are_left_out():
    """A film of a place that the plan does not visit, such as Rocky's cabin, is no part of the trip."""
    plan = made_of.made("winter")
    assert "rocky-iv-cabin" in {each.site for each in plan.chart.scenes}
    visited = {stop.site for stop in made_of.stops(plan)}
    films = {(each.film, each.site) for each in plan.chart.scenes if each.site in visited}
    assert len(of_type(graph(jsonld(plan)), "Movie")) == len(films) > 0


def test_it_says_the_weather_and_whom_to_credit():
    """Climate is told from a forecast, and the sources that want to be named are."""
    assert (
        "climate for the time of year, not a forecast"
        in json.loads(jsonld(made_of.made("winter")))["description"]
    )
    told = json.loads(jsonld(made_of.forecast_with_credit()))["description"]
    assert "Weather: forecast by Open-Meteo" in told
    assert "Weather data by Open-Meteo.com: https://open-meteo.com/" in told


@given(text=made_of.HOSTILE)
@settings(max_examples=25)
def test_no_name_breaks_it(text):
    """Whatever a place is called: no tag can end a script element around it, and the same graph is read."""
    written = jsonld(made_of.called(text))
    assert "<" not in written
    names = {
        each[f"{SCHEMA}name"][0]["@value"] for each in nodes(expanded(written)) if f"{SCHEMA}geo" in each
    }
    assert names == {text.replace("\ud800", "\ufffd")}
    assert len(nodes(expanded(written))) == len(nodes(expanded(jsonld(made_of.made("winter")))))


def test_the_same_plan_gives_the_same_bytes(tmp_path):
    """Written twice, and from the plan read back from disk, the bytes are the same."""
    plan = made_of.made("winter")
    first = tripplanner.write(plan, tmp_path / "one.jsonld").read_bytes()
    again = tripplanner.load_plan(tripplanner.write(plan, tmp_path / "plan.json"))
    assert first == jsonld(plan).encode() == tripplanner.write(again, tmp_path / "two.jsonld").read_bytes()


def test_a_plan_without_a_map_is_refused():
    """A plan saved by an older version is answered with what to do."""
    with pytest.raises(OutputError, match=r"has no map.*plan again"):
        jsonld(made_of.without_map())
