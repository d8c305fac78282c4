"""The plan as plain text for a terminal, a printer, or reading aloud: 80 columns, no colour."""

import textwrap
from collections.abc import Iterator

from tripplanner.export.legible import legible
from tripplanner.export.steps import Row, Style
from tripplanner.export.words import Section, page
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units

WIDTH = 80
MAX_LABEL = 24


def agenda(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as text, without a line end after the last line.

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
    lines = [*_wrapped(words.title), ""]
    for each in words.lead:
        lines += _wrapped(each)
    for section in words.sections:
        lines += ["", *_section(section)]
    return "\n".join(lines)


def text(plan: Itinerary, *, units: Units, clock: Clock) -> str:
    """The agenda as a file."""
    return agenda(plan, units=units, clock=clock) + "\n"


def json(plan: Itinerary, *, units: Units, clock: Clock) -> str:  # noqa: ARG001 - SI units always
    """The plan as JSON, which `load_plan` reads back."""
    return plan.to_json()


def _section(section: Section) -> Iterator[str]:
    if section.title == "":
        width = max(len(row.label) for row in section.rows) + 2
        for row in section.rows:
            yield from _row(row, indent=0, width=width)
        return
    yield from _wrapped(section.title)
    labels = [len(row.label) for row in section.rows if len(row.label) <= MAX_LABEL]
    width = max(labels, default=MAX_LABEL) + 2 if any(row.label for row in section.rows) else 0
    for row in section.rows:
        yield from _row(row, indent=2, width=width)


def _row(row: Row, *, indent: int, width: int) -> Iterator[str]:
    hang, label = " " * (indent + width), legible(row.label)
    if len(label) + 2 > width > 0:
        yield from _wrapped(label, first=" " * indent, rest=" " * indent)
        yield from _wrapped(row.text, first=hang, rest=hang)
    else:
        yield from _wrapped(row.text, first=" " * indent + label.ljust(width), rest=hang)
    for note in row.notes:
        yield from _wrapped(note, first=hang + "  ", rest=hang + "  ")


def _wrapped(text: str, *, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        legible(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    ) or [first.rstrip()]
