"""Notebook cards: what records show of themselves, to who trusts the notebook and to who does not."""

import json
import pickle
import re
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings

import tripplanner
from tests.conftest import DENVER
from tests.export import map_plans as made_of
from tripplanner import light
from tripplanner.catalog import load_destination
from tripplanner.export.cards import card_of
from tripplanner.export.legible import legible
from tripplanner.itinerary import Itinerary
from tripplanner.models import Site
from tripplanner.shown import Shown
from tripplanner.weather.model import Forecast

html5lib = pytest.importorskip("html5lib")
EXAMPLES = Path(__file__).parents[2] / "examples"

# Of the elements and inline styles that JupyterLab's sanitizer lets through (packages/apputils/src, file
# sanitizer.ts, of jupyterlab/jupyterlab, read 2026-11-23) those that we use; it takes out pictures, but
# leaves their words.
ELEMENTS = {
    "a", "code", "details", "div", "li", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
STYLES = {
    "border", "border-collapse", "border-radius", "border-top", "color", "display", "font-size",
    "font-weight", "line-height", "margin", "margin-top", "max-height", "max-width", "min-width",
    "overflow-wrap", "overflow-x", "overflow-y", "padding", "padding-left", "padding-right", "text-align",
    "vertical-align", "white-space", "width",
}  # fmt: skip
ATTRIBUTES = {"style", "title", "colspan", "scope", "href"}
SVG = "{http://www.w3.org/2000/svg}"
HTML = "{http://www.w3.org/1999/xhtml}"


@cache
def shown():
    """One record of every kind that is shown."""
    place, zone, on = load_destination(), ZoneInfo("America/Denver"), date(2026, 12, 25)
    barn, plan = tripplanner.find_site("ta-moulton-barn"), made_of.made("winter")
    track = light.sun_track(43.66, -110.66, on, zone)
    start = datetime(2026, 12, 25, 6, tzinfo=DENVER)
    return {
        "Comparison": tripplanner.compare(plan, made_of.made("nothing")),
        "DayLight": light.DayLight(track, face_azimuth_deg=90.0),
        "Explanation": tripplanner.explain(plan, budget_s=0),
        "Forecast": tripplanner.get_forecast(
            barn, start, start + timedelta(hours=30), offline=True, now=start
        ),
        "Itinerary": plan,
        "RankedDays": tripplanner.best_days(
            on, on, offline=True, now=made_of.NOW, base="kelly", avoid="jenny-lake"
        ),
        "Site": barn,
        "SiteDay": light.site_day(barn, place.peaks, on, zone, hidden_minutes=place.hidden_minutes),
        "SunTimes": tripplanner.sun_times(barn, on),
    }


KINDS = sorted(each.__name__ for each in (
    tripplanner.Comparison, light.DayLight, tripplanner.Explanation, Forecast, Itinerary,
    tripplanner.RankedDays, Site, light.SiteDay, light.SunTimes,
))  # fmt: skip


def tree(fragment):
    """The fragment as a strict reader has it: any mistake in it is an error."""
    return html5lib.HTMLParser(strict=True).parseFragment(fragment)


def words(element):
    return "".join(element.itertext())


def is_harmless(fragment):
    """Nothing in it runs, loads or is styled from elsewhere; a sanitizer leaves all of it but pictures."""
    outside = [each for each in tree(fragment).iter() if isinstance(each.tag, str)]
    for each in outside:
        if each.tag.startswith(SVG):
            assert each.tag.removeprefix(SVG) not in {"script", "style", "image", "use", "foreignObject", "a"}
            assert not [
                name for name in each.attrib if name.startswith("on") or "href" in name or name == "style"
            ]
            assert "url(" not in " ".join(each.attrib.values())
        elif each.tag != "DOCUMENT_FRAGMENT":
            assert each.tag.removeprefix(HTML) in ELEMENTS
            assert set(each.attrib) <= ATTRIBUTES
            assert each.attrib.get("href", "https://").startswith(("https://", "http://"))
            rules = [rule.partition(":") for rule in each.attrib.get("style", "").split(";") if rule]
            assert {name for name, _, _ in rules} <= STYLES
            assert all(re.fullmatch(r"[#0-9a-z. %-]+", value) for _, _, value in rules)
    return True


def everything(base):
    return {base, *(under for each in base.__subclasses__() for under in everything(each))}


def test_every_record_that_is_shown_has_a_card():
    """None is left out here, and each has a card of its own kind."""
    public = {each for each in everything(Shown) if each.__module__ != "tripplanner.shown"}
    assert {each.__name__ for each in public if each.__module__.startswith("tripplanner.")} == set(KINDS)
    assert [type(shown()[kind]).__name__ for kind in KINDS] == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_both_cards_say_what_the_card_says(kind):
    """Title and tables are in the HTML, which a strict reader takes and which is harmless; Markdown too."""
    record = shown()[kind]
    card = card_of(record)
    html, markdown = record._repr_html_(), record._repr_markdown_()
    assert is_harmless(html)
    assert legible(card.title) in words(tree(html))
    assert markdown.startswith("### ")
    assert len(card.parts) >= 2
    for table in (each for each in card.parts if hasattr(each, "rows")):
        for row in table.rows:
            assert legible(row[0].replace("`", "")) in words(tree(html))


@pytest.mark.parametrize("kind", KINDS)
def test_a_card_is_the_same_each_time(kind):
    """Same record, same bytes."""
    record = shown()[kind]
    again = pickle.loads(pickle.dumps(record))
    assert record._repr_html_() == again._repr_html_()
    assert record._repr_markdown_() == again._repr_markdown_()


@pytest.mark.parametrize("name", made_of.NAMES)
def test_the_card_of_a_plan(name):
    """Lead, agenda with every leg and stop at its time, and for each day with legs two pictures."""
    plan = made_of.made(name)
    html = plan._repr_html_()
    text = words(tree(html))
    assert is_harmless(html)
    for day in plan.days:
        for leg in day.legs:
            assert f"{leg.depart:%H:%M}" in text
        for number, stop in enumerate(day.stops, start=1):
            assert f"{stop.arrive:%H:%M}{number} {stop.name}, " in text
    assert html.count('role="img"') == 2 * sum(1 for day in plan.days if day.legs)
    assert "climate" in text
    assert "Left out" in text


def test_pictures_leave_no_words_behind():
    """Where a notebook takes a picture out its words stay: they are then of size 0, as all around is."""
    root = tree(made_of.made("winter")._repr_html_())
    pictures = list(root.iter(f"{SVG}svg"))
    holders = [each for each in root.iter(f"{HTML}div") if any(under in pictures for under in each)]
    assert len(holders) == 2
    assert all("font-size:0" in each.attrib["style"] for each in holders)
    letters = [each for picture in pictures for each in picture.iter(f"{SVG}text")]
    assert len(letters) > 20
    assert all(float(each.attrib["font-size"]) > 0 for each in letters)


def test_a_plan_without_a_map_is_shown_too():
    """An older plan has no chart: its card has the timeline alone."""
    html = made_of.without_map()._repr_html_()
    assert is_harmless(html)
    assert html.count('role="img"') == 1


def test_only_what_is_known_has_a_column():
    """Climate has no wind: there is no column of dashes, and the card says that it is no forecast."""
    html = shown()["Forecast"]._repr_html_()
    assert "Climate, not a forecast" in html
    assert "temp" in words(tree(html))
    assert "wind" not in words(tree(html))


def test_a_forecast_says_who_and_when():
    """Provider, spot and time of issue, its alerts first, and each hour in the zone of the first."""
    data = shown()["Forecast"].model_dump(mode="json")
    data["spells"][0]["provenance"].update(
        kind="forecast", provider="NWS", issued_at="2026-12-25T05:00:00-07:00"
    )
    data["spells"][0]["hours"][0]["wind_speed_kmh"] = 0
    data["alerts"] = [{"id": "1", "event": "Winter Storm Warning", "onset": "2026-12-25T06:00:00-07:00"}]
    text = words(tree(Forecast.model_validate(data)._repr_html_()))
    assert text.index("Winter Storm Warning") < text.index("Forecast by NWS")
    assert "issued 2026-12-25 05:00" in text
    assert "UTC-0700" in text
    assert "Fri 25 Dec 06:00" in text
    assert "0 mph" in text


def test_a_forecast_shows_what_was_measured_and_what_the_park_says():
    """Beside the hours, never in their place."""
    data = shown()["Forecast"].model_dump(mode="json")
    data["observation"] = {
        "station": "KJAC",
        "distance_km": 7.2,
        "observed_at": "2026-12-25T05:55:00-07:00",
        "air_temp_c": -12.0,
    }
    data["notices"] = [{"id": "1", "title": "Road work at Moose", "category": "Information"}]
    data["alerts_passed_over"] = {"provider": "NWS", "why": "did not answer"}
    text = words(tree(Forecast.model_validate(data)._repr_html_()))
    assert "Measured 2026-12-25 05:55 at KJAC" in text
    assert "10 F" in text
    assert "Information: Road work at Moose" in text
    assert "whether alerts hold is not known" in text


@pytest.mark.parametrize("folder", [None, EXAMPLES / "alabama_hills"])
def test_every_place_and_its_light_have_cards(folder):
    """Of both destinations, also where face, position or skyline are missing; what is known is told."""
    place = load_destination(folder)
    zone, on = ZoneInfo(place.timezone), date(2026, 12, 25)
    for site in place.sites:
        html = site._repr_html_()
        assert is_harmless(html)
        for fact in (*site.today, *site.history, *site.access, *site.dangers):
            assert legible(fact.text) in words(tree(html))
        day = light.site_day(site, place.peaks, on, zone)
        assert is_harmless(day._repr_html_())
        assert ("front-lit" in words(tree(day._repr_html_()))) == (
            day.face is not None and any(span.light == "front-lit" for span in day.face.spans)
        )


def test_light_without_a_face():
    """How good the light is takes the place of how it falls; the sun never comes up in the polar night."""
    day = light.DayLight(light.sun_track(43.66, -110.66, date(2026, 6, 21), DENVER))
    text = words(tree(day._repr_html_()))
    assert "golden" in text
    assert "No summit around is listed" in text
    night = light.DayLight(light.sun_track(78.2, 15.6, date(2026, 12, 21), ZoneInfo("Arctic/Longyearbyen")))
    assert "Direct sun neither comes nor goes that day." in words(tree(night._repr_html_()))


def test_an_explanation_of_a_trip_names_the_days():
    """Each stop with its day; what there was no time for is told as such."""
    found = tripplanner.explain(made_of.made("trip"), budget_s=0)
    text = words(tree(found._repr_html_()))
    assert "Fri 16 Jul" in text
    assert "Not priced" in text


def test_a_place_that_cannot_be_visited_says_so():
    """The card says why, gives no point on a map, and how sure it is."""
    text = words(tree(tripplanner.find_site("rocky-iv-cabin")._repr_html_()))
    assert "Cannot be visited: " in text
    assert "OpenStreetMap" not in text
    assert "(doubtful)" in text


@settings(max_examples=25)
@given(made_of.HOSTILE)
def test_no_name_of_a_plan_gets_out_of_its_place(name):
    """Whatever places are called, the card is harmless, and a strict reader finds the name as text."""
    plan = made_of.called(name)
    html = plan._repr_html_()
    assert is_harmless(html)
    shown_as = legible(re.sub("[\u202a-\u202e\u2066-\u2069]", "", name)).replace("`", "")
    assert shown_as in words(tree(html)).replace("`", "")


@settings(max_examples=15)
@given(made_of.HOSTILE)
def test_no_fact_of_a_place_gets_out_of_its_place(text):
    """Nor do the words of a site or of a forecast."""
    text = text.replace("\ud800", "?")
    for record in (tripplanner.find_site("ta-moulton-barn"), shown()["Forecast"]):
        data = _said(record.model_dump(mode="json"), text)
        hostile = type(record).model_validate(data)
        assert is_harmless(hostile._repr_html_())
        assert not re.search(r"(?<!\\)<(?!https?://)", hostile._repr_markdown_())


def _said(node, text):
    """The same record where every sentence is this text."""
    if isinstance(node, list):
        return [_said(each, text) for each in node]
    if isinstance(node, dict):
        said = {"name", "summary", "text", "subject", "provider", "why", "what", "stand"}
        return {
            key: text if key in said and isinstance(value, str) else _said(value, text)
            for key, value in node.items()
        }
    return node


@settings(max_examples=25)
@given(made_of.HOSTILE)
def test_no_name_breaks_the_markdown(name):
    """A reader of CommonMark with tables finds as many tables, rows and headings as with plain names."""
    markdown_it = pytest.importorskip("markdown_it")
    reader = markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"])

    def shape(plan):
        tokens = [each.type for each in reader.parse(plan._repr_markdown_())]
        return {
            kind: tokens.count(kind)
            for kind in ("table_open", "tr_open", "td_open", "heading_open", "html_block")
        }

    assert shape(made_of.called(name)) == shape(made_of.called("Barn"))


def test_links_go_to_the_web_alone():
    """An address of another kind, which a licence or a notice could name, becomes plain words."""
    data = shown()["Forecast"].model_dump(mode="json")
    data["credits"] = [
        {"id": "a", "title": "Open-Meteo", "publisher": "p", "url": "https://open-meteo.com/"},
        {"id": "b", "title": "Bad one", "publisher": "p", "url": "javascript:alert(1)"},
    ]
    forecast = Forecast.model_validate(data)
    links = [each.attrib["href"] for each in tree(forecast._repr_html_()).iter(f"{HTML}a")]
    assert links == ["https://open-meteo.com/"]
    assert "Bad one" in words(tree(forecast._repr_html_()))
    assert "javascript" not in forecast._repr_markdown_()


def test_the_records_stay_as_they_were():
    """Cards are no fields: not in the JSON, the schema, the copy, or the comparison of two plans."""
    plan = made_of.made("winter")
    assert set(json.loads(plan.to_json())) == {
        each.alias or name for name, each in Itinerary.model_fields.items()
    }
    assert set(Itinerary.model_json_schema()["properties"]) == set(Itinerary.model_fields)
    assert tripplanner.Itinerary.model_validate_json(plan.to_json()) == plan
    assert repr(plan).startswith("Itinerary(schema_version=1")
    assert repr(tripplanner.find_site("ta-moulton-barn")).startswith("Site(")
    with pytest.raises(ValueError, match="frozen"):
        plan.score = 0


def test_printing_is_the_page_of_text():
    """`print` and `to_text` of plan, comparison, explanation and ranking agree; units are as asked for."""
    for kind in ("Itinerary", "Comparison", "Explanation", "RankedDays"):
        record = shown()[kind]
        assert str(record) == record.to_text()
        told = []
        record._repr_pretty_(SimpleNamespace(text=told.append), False)  # what IPython's prompt shows
        assert told == [str(record)]
    plan = shown()["Itinerary"]
    assert " mi" in str(plan)
    assert " km" in plan.to_text(units="metric")
