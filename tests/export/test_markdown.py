"""The Markdown page: as a CommonMark reader takes it, it says what the agenda says, and nothing else."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export import map_plans as made_of
from tripplanner.export.legible import legible
from tripplanner.export.markdown import markdown, marked
from tripplanner.export.steps import Style
from tripplanner.export.words import page

markdown_it = pytest.importorskip("markdown_it")
READERS = [
    markdown_it.MarkdownIt("commonmark"),
    markdown_it.MarkdownIt("commonmark").enable(["table", "strikethrough"]),
]
# What is left of a page that has headings, paragraphs, lists, strong labels, links and commands.
_ALLOWED = {
    "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline",
    "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
    "text", "text_special", "strong_open", "strong_close", "code_inline", "link_open", "link_close",
}  # fmt: skip


def tokens(text, reader=READERS[1]):
    """All tokens, those within lines too."""
    for each in reader.parse(text):
        yield each
        yield from each.children or ()


def lines(text, reader=READERS[1]):
    """The words of each line as a reader shows them."""
    for each in reader.parse(text):
        if each.type == "inline":
            yield "".join(child.content for child in each.children)


def rows(plan):
    """Every line of the agenda."""
    words = page(plan, Style())
    yield words.title
    yield from words.lead
    for section in words.sections:
        yield section.title or "The day"
        for row in section.rows:
            yield f"{row.label} {row.text}".strip() if row.label else row.text
            yield from row.notes


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("name", made_of.NAMES)
def test_it_says_what_the_agenda_says(name, reader):
    """Line by line, and nothing besides."""
    plan = made_of.made(name)
    told = [legible(each.replace("`", "")) for each in rows(plan)]
    assert list(lines(markdown(plan), reader)) == told


@pytest.mark.parametrize("name", made_of.NAMES)
def test_headings_are_in_order(name):
    """One first heading, then second ones."""
    levels = [each.tag for each in tokens(markdown(made_of.made(name))) if each.type == "heading_open"]
    assert levels[0] == "h1"
    assert set(levels[1:]) == {"h2"}


def test_notes_belong_to_their_row():
    """A note is an item of a list within its row's item."""
    plan = made_of.made("winter")
    [note] = [
        each for each in tokens(markdown(plan)) if each.type == "inline" and "headlamp" in each.content
    ][:1]
    row = next(
        each for each in tokens(markdown(plan)) if each.type == "inline" and "snowshoe to" in each.content
    )
    assert note.level == row.level + 2


@settings(max_examples=40)
@given(made_of.HOSTILE)
def test_hostile_names_stay_text(text):
    """Whatever places are called: the same blocks as ever, no HTML, no picture, no link but to the web."""
    found = list(tokens(markdown(made_of.called(text))))
    assert {each.type for each in found} <= _ALLOWED
    blocks = [each.type for each in found if each.block]
    assert blocks == [each.type for each in tokens(markdown(made_of.called("place"))) if each.block]


MARKS = st.text(alphabet="*_`[]()<>!#+-=|~\\&;:.$1a \n\thttps://", max_size=30)


@given(
    st.one_of(st.text(max_size=40), MARKS), st.sampled_from(["- {}\n", "# {}\n", "{}\n", "  - **{}** x\n"])
)
def test_a_line_is_read_as_it_was_written(text, around):
    """Any text comes back the same from a reader, but for its spaces and what no page may hold."""
    told = legible(text)
    if told.strip("#") == told != "" and "`tripplanner" not in told:
        found = list(lines(around.format(marked(text))))
        assert found == [told + (" x" if "x" in around else "")]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("# no heading", "<p># no heading</p>"),
        ("- no item", "<p>- no item</p>"),
        ("12. no number", "<p>12. no number</p>"),
        ("| a | b |", "<p>| a | b |</p>"),
        ("<b>&copy;", "<p>&lt;b&gt;&amp;copy;</p>"),
        ("![x](https://a.b/c)", '<p>![x](<a href="https://a.b/c">https://a.b/c</a>)</p>'),
        ("`tripplanner sources`", "<p><code>tripplanner sources</code></p>"),
        ("`rm`", "<p>`rm`</p>"),
    ],
)
def test_marks_of_markdown_are_escaped(text, html):
    """As CommonMark 0.31 reads them, backslash escapes (section 2.4) leave the marks themselves."""
    assert READERS[1].render(marked(text)).strip() == html


def test_an_older_plan_is_written_too():
    """It has no map to miss."""
    assert "T.A. MOULTON BARN" in markdown(made_of.without_map())


def test_units_and_clock_are_those_asked_for():
    """Kilometres, and the other clock."""
    told = markdown(made_of.made("winter"), units="metric", clock="12")
    assert "Sunrise 7:55 am" in told
    assert re.search(r"snowshoe to [^,]*, \d+ min, [\d.]+ km", told)


def test_whoever_wants_to_be_named_is_linked():
    """Open-Meteo's licence asks for a link beside the data."""
    assert "<https://open-meteo.com/>" in markdown(made_of.forecast_with_credit())
