"""The plan as Markdown (CommonMark), to keep in notes or to paste: whatever it says stays text."""

import re
from collections.abc import Iterator

from tripplanner.export.links import pieces
from tripplanner.export.steps import Row, Style
from tripplanner.export.words import Section, page
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units

_MARKS = re.compile(r"([\\`*_\[\]<>&|~$])")
_FIRST_MARK = re.compile(r"^(\d*)([-+=#.)])")


def markdown(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as a page of Markdown: the words of the agenda, as headings, paragraphs and lists.

    Parameters
    ----------
    plan
        The plan.
    units
        `us` or `metric`.
    clock
        `24` or `12`.
    """
    words = page(plan, Style(units, clock))
    blocks = [f"# {marked(words.title)}", *(marked(each) for each in words.lead)]
    for section in words.sections:
        blocks += [f"## {marked(section.title or 'The day')}", "\n".join(_items(section))]
    return "\n\n".join(blocks) + "\n"


def _items(section: Section) -> Iterator[str]:
    for row in section.rows:
        yield f"- {_item(row)}"
        for note in row.notes:
            yield f"  - {marked(note)}"


def _item(row: Row) -> str:
    return f"**{marked(row.label)}** {marked(row.text)}" if row.label else marked(row.text)


def marked(words: str) -> str:
    r"""
    A line in which nothing is a mark but links to the web and our own commands.

    Parameters
    ----------
    words
        The line.

    Examples
    --------
    >>> marked("1. a *star* on https://example.org/x_y")
    '1\\. a \\*star\\* on <https://example.org/x_y>'
    """
    told = "".join(_piece(each.kind, each.words) for each in pieces(words))
    # A line without anything to read would be a mark of its own, or end the list.
    return _FIRST_MARK.sub(r"\1\\\2", told) or "?"


def _piece(kind: str, words: str) -> str:
    if kind == "url":
        return f"<{words}>"
    return f"`{words}`" if kind == "command" else _MARKS.sub(r"\\\1", words)
