"""The handout: one valid page that stands alone, reads well for everybody, and says what the agenda says."""

import re
from importlib.resources import files
from itertools import pairwise

import html5lib
import pytest
from hypothesis import given, settings

import tripplanner
from tests.export import map_plans as made_of
from tripplanner.export.drawing import svg, timeline
from tripplanner.export.handout import handout
from tripplanner.export.steps import Style
from tripplanner.export.words import page

_HTML = "{http://www.w3.org/1999/xhtml}"
_SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "main", "section", "div", "figure", "span",
    "h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "dl", "dt", "dd", "a", "code",
    "details", "summary",
}  # fmt: skip


def tree(text):
    """The page as html5lib reads it, which in strict mode raises at the first fault."""
    return html5lib.HTMLParser(strict=True).parse(text)


def shape(root):
    """The elements outside the pictures in their order; links and commands are of the words' making."""
    names = [each.tag.removeprefix(_HTML) for each in root.iter() if str(each.tag).startswith(_HTML)]
    return [each for each in names if each not in ("a", "code", "span")]


def text_of(node):
    return " ".join("".join(node.itertext()).split())


def luminance(colour):
    """Relative luminance (WCAG 2.2, "relative luminance")."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return sum(part * each for part, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    """The contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def palettes():
    """The colours of the page by name: on light, on dark, and in print."""
    style = files("tripplanner.export").joinpath("templates", "handout.html").read_text(encoding="utf-8")
    found = [
        dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", each)) for each in re.findall(r":root {(.*?)}", style)
    ]
    assert len(found) == 3
    return found


@pytest.fixture(scope="module", params=made_of.NAMES)
def root(request):
    return tree(handout(made_of.made(request.param)))


def test_it_is_valid_html_that_stands_alone(root):
    """Strictly valid, without a script, and with nothing that a reader would have to load."""
    assert {each.tag.removeprefix(_HTML) for each in root.iter() if _HTML in str(each.tag)} <= _ALLOWED
    for each in root.iter():
        names = [str(name).rpartition("}")[2] for name in each.attrib]
        assert not [name for name in names if name.startswith("on") or name in ("src", "srcset", "style")]
        assert "href" not in names or each.tag == f"{_HTML}a"
    [style] = root.iter(f"{_HTML}style")
    assert "@import" not in style.text
    assert "url(" not in style.text


def test_it_tells_its_language_and_its_title(root):
    """What a browser and a reader aloud ask first; and it fits a phone."""
    assert root.get("lang") == "en"
    assert "Mormon Row" in root.findtext(f".//{_HTML}title")
    metas = {each.get("name"): each.get("content") for each in root.iter(f"{_HTML}meta")}
    assert metas["viewport"] == "width=device-width, initial-scale=1"


def test_headings_are_in_order_and_tables_have_headers(root):
    """One h1, no level left out; every table has a header row, every header says what it is for."""
    levels = [int(each.tag[-1]) for each in root.iter() if re.fullmatch(rf"{_HTML}h\d", str(each.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in root.iter(f"{_HTML}table"):
        assert [each.get("scope") for each in table.find(f"{_HTML}thead").iter(f"{_HTML}th")] == [
            "col",
            "col",
        ]
        assert {each.get("scope") for each in table.find(f"{_HTML}tbody").iter(f"{_HTML}th")} == {"row"}


def test_links_are_plain_and_lead_to_the_web(root):
    """Only http and https, and the page that is opened learns nothing of this one."""
    links = list(root.iter(f"{_HTML}a"))
    assert len(links) > 100
    assert all(re.match(r"https?://[a-z0-9]", each.get("href")) for each in links)
    assert {each.get("rel") for each in links} == {"noopener"}
    assert all(text_of(each) for each in links)


@pytest.mark.parametrize("name", made_of.NAMES)
def test_it_says_all_that_the_agenda_says(name):
    """Title, lead, and every row with its notes, in the order of the agenda."""
    plan = made_of.made(name)
    told = text_of(tree(handout(plan)).find(f"{_HTML}body"))
    words = page(plan, Style())
    parts = [words.title, *words.lead]
    for section in words.sections:
        for row in section.rows:
            parts += [row.label, row.text, *row.notes]
    at = 0
    for part in parts:
        found = told.find(" ".join(part.replace("`", "").split()), at)
        assert found >= 0, part
        at = found


@pytest.mark.parametrize(("name", "count"), [("winter", 1), ("trip", 3), ("nothing", 0)])
def test_each_day_has_its_pictures(name, count):
    """A map and a timeline a day, each with words for who cannot see them; none for a day at home."""
    drawn = list(tree(handout(made_of.made(name))).iter(f"{_HTML}figure"))
    assert len(drawn) == 2 * count
    for figure in drawn:
        picture = figure.find(f"{_SVG}svg")
        assert picture.get("role") == "img"
        assert picture.get("aria-label")
        assert len(picture.findtext(f"{_SVG}desc")) > 40


def test_stops_have_the_numbers_of_the_map():
    """The agenda counts the stops as the map does."""
    plan = made_of.made("trip")
    bodies = list(tree(handout(plan)).iter(f"{_HTML}tbody"))
    for day, body in zip(plan.days, bodies, strict=True):
        numbers = [each for each in body.iter(f"{_HTML}span") if each.get("class") == "number"]
        assert [each.text for each in numbers] == [str(each) for each in range(1, len(day.stops) + 1)]


@pytest.mark.parametrize(("name", "count"), [("winter", 1), ("trip", 3)])
def test_when_to_leave_stands_out_for_every_day(name, count):
    """The first lines answer when to leave, a line a day; the rest of the lead is plainer."""
    strong = [
        each for each in tree(handout(made_of.made(name))).iter(f"{_HTML}p") if each.get("class") == "when"
    ]
    assert len(strong) == count
    assert all(re.search("[Ll]eave", each.text) for each in strong)


def test_an_older_plan_says_that_it_has_no_map():
    """No crash and no gap: one sentence where the map would be, and the timeline as ever."""
    told = handout(made_of.without_map())
    assert "carries no map" in told
    assert len(list(tree(told).iter(f"{_HTML}figure"))) == 1
    assert "carries no map" not in handout(made_of.made("winter"))


def test_units_and_clock_are_those_asked_for():
    """Kilometres and Celsius, am and pm, in the words and in the pictures."""
    plan = made_of.made("winter")
    told = text_of(tree(handout(plan, units="metric", clock="12")).find(f"{_HTML}body"))
    assert re.search(r"\d km\b", told)
    assert "Sunrise 7:55 am" in told
    assert "sunrise 7:55 am" in told  # of the timeline
    assert not re.search(r"snowshoe to [^,]*, \d+ min, [\d.]+ mi", told)


@settings(max_examples=25)
@given(made_of.HOSTILE)
def test_hostile_names_stay_text(text):
    """Whatever places are called, the page is valid, and has the elements of any other name."""
    assert shape(tree(handout(made_of.called(text)))) == shape(tree(handout(made_of.called("place"))))


@pytest.mark.parametrize(
    "text",
    [
        'see https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "javascript:alert(1)",
        "data:text/html,x",
        "`tripplanner <b>`",
        "HTTPS://EXAMPLE.ORG/' onclick=x",
    ],
)
def test_a_name_like_a_link_cannot_leave_it(text):
    """What becomes a link ends before the first character that could end the attribute."""
    root = tree(handout(made_of.called(text)))
    for each in root.iter(f"{_HTML}a"):
        assert set(each.attrib) == {"href", "rel"}
        assert re.fullmatch(r"https?://[^\s<>\"']+", each.get("href"))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", 'https://a.b/" x', "//a.b", ""])
def test_only_addresses_of_the_web_become_links(url):
    """A source's address of another kind is not linked; the source is named all the same."""
    data = made_of.payload("winter")
    data["sources"] = [dict(data["sources"][0], url=url, title="The one source")]
    root = tree(handout(made_of.read(data)))
    assert list(root.iter(f"{_HTML}a")) == []
    assert "The one source" in text_of(root)


def test_telephone_numbers_stay_on_one_line():
    """The park's road line can be read at one glance, wherever the line breaks."""
    spans = [each for each in tree(handout(made_of.made("winter"))).iter(f"{_HTML}span") if each.text]
    assert "307-739-3682" in [each.text for each in spans if each.get("class") == "phone"]
    assert "white-space: nowrap" in handout(made_of.made("winter"))


def test_whoever_wants_to_be_named_is_linked():
    """Open-Meteo's licence asks for a link beside the data."""
    root = tree(handout(made_of.forecast_with_credit()))
    assert [each for each in root.iter(f"{_HTML}a") if each.get("href") == "https://open-meteo.com/"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_text_has_enough_contrast(number):
    """At least 4.5 to 1 on light, on dark and in print (WCAG 2.2, 1.4.3)."""
    colours = palettes()[number]
    for ink in ("ink", "faint", "link"):
        for ground in ("paper", "panel"):
            assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(svg.BADGE, svg.ON_BADGE) >= 4.5


@pytest.mark.parametrize("ground", ["#ffffff", *(each["paper"] for each in palettes())])
def test_lines_of_the_pictures_can_be_told_from_the_ground(ground):
    """At least 3 to 1, on white and on dark (WCAG 2.2, 1.4.11)."""
    for colour in (svg.DRIVE, svg.ON_FOOT, svg.LIGHT):
        assert contrast(colour, ground) >= 3, (colour, ground)


def test_words_on_the_sky_have_enough_contrast():
    """Night, twilight and day are named on their own colours: at least 4.5 to 1."""
    plan = made_of.made("winter")
    drawn = timeline(plan, plan.days[0])
    pairs = re.findall(
        r'<rect [^>]*fill="(#\w+)"/><text [^>]*fill="(#\w+)"[^>]*>(night|twilight|day)<', drawn
    )
    assert {word for _, _, word in pairs} >= {"night", "day"}
    assert all(contrast(ground, ink) >= 4.5 for ground, ink, _ in pairs)


def test_contrast_is_that_of_the_formula():
    """Black on white is 21 to 1, and #767676 on white 4.54 to 1 (WCAG's own examples)."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_it_is_written_by_its_suffix(tmp_path):
    """`write` knows the handout by .html and the page of Markdown by .md."""
    plan = made_of.made("winter")
    html, md = (tripplanner.write(plan, tmp_path / name) for name in ("day.html", "day.md"))
    assert html.read_text(encoding="utf-8") == handout(plan)
    assert md.read_text(encoding="utf-8").startswith("# Mormon Row")


def test_the_same_plan_gives_the_same_bytes():
    """A plan read back from JSON gives the same page."""
    plan = made_of.made("winter")
    assert handout(made_of.read(made_of.payload("winter"))) == handout(plan)


def test_no_name_breaks_the_phone():
    """A name of 10,000 letters may break anywhere, and the agenda's times keep to their column."""
    text = handout(made_of.called("x" * 10_000))
    assert "overflow-wrap: anywhere" in text
    tree(text)
