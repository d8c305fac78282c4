"""The plan as one HTML file to print, to send, or to keep on the phone: no script, nothing from outside."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from tripplanner.export.day_names import heading
from tripplanner.export.drawing import map_sketch, timeline
from tripplanner.export.legible import legible
from tripplanner.export.links import is_web, pieces
from tripplanner.export.steps import Row, Style
from tripplanner.export.words import Section, page
from tripplanner.itinerary import Day, Itinerary
from tripplanner.units import Clock, Units

_MANY_STOPS = 14  # of a day with more the pictures are printed smaller, so that it fits two pages
_NO_CHART = "This plan was saved by an older version and carries no map. Plan again to have one."
_ELEMENTS = {
    "text": Markup("{}"),
    "url": Markup('<a href="{0}" rel="noopener">{0}</a>'),
    "command": Markup("<code>{}</code>"),
    "phone": Markup('<span class="phone">{}</span>'),
}


@dataclass(frozen=True, slots=True)
class _DayPart:
    """A day as the page shows it: its agenda, its map and its timeline."""

    title: str
    rows: tuple[tuple[int | None, Row], ...]
    map: Markup
    timeline: Markup


def handout(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as a self-contained HTML page: agenda, map sketch, timeline, and all that is to be known.

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
    dated = [(_day_of(plan, section), section) for section in words.sections]
    first = next((number for number, (day, _) in enumerate(dated) if day is not None), 0)
    return _template().render(
        title=words.title,
        lead=words.lead,
        whens=len(plan.days),
        is_full=any(len(day.stops) > _MANY_STOPS for day in plan.days),
        before=words.sections[:first],
        days=[_day(plan, day, section, units, clock) for day, section in dated if day is not None],
        after=[section for day, section in dated[first:] if day is None],
        no_chart=_NO_CHART if plan.chart is None else "",
        sources=plan.sources,
    )


def _day(plan: Itinerary, day: Day, section: Section, units: Units, clock: Clock) -> _DayPart:
    return _DayPart(
        title=section.title or "The day",
        rows=tuple(_numbered(day, section.rows)),
        map=Markup(map_sketch(plan, day, units=units)),  # noqa: S704 - escaped where it is drawn
        timeline=Markup(timeline(plan, day, units=units, clock=clock)),  # noqa: S704 - so is this
    )


def _numbered(day: Day, rows: tuple[Row, ...]) -> Iterator[tuple[int | None, Row]]:
    """The rows of an agenda, those of stops with the numbers that the stops have on the map."""
    names = {number: f"{stop.name.upper()}, " for number, stop in enumerate(day.stops, start=1)}
    number = 1
    for row in rows:
        if number in names and row.text.startswith(names[number]):
            yield number, row
            number += 1
        else:
            yield None, row


def _day_of(plan: Itinerary, section: Section) -> Day | None:
    """The day whose agenda a section is; the agenda of a single day has no title."""
    if section.title == "":
        return plan.days[0]
    return next((day for day in plan.days if section.title.startswith(heading(day.date))), None)


@cache
def _template() -> Template:
    pages = Environment(
        loader=PackageLoader("tripplanner.export"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    pages.filters["legible"] = legible
    pages.filters["linked"] = _linked
    pages.filters["is_web"] = is_web
    return pages.get_template("handout.html")


def _linked(words: str) -> Markup:
    """A line with its web addresses as links and our commands as code; all else escaped."""
    return Markup().join(_ELEMENTS[each.kind].format(each.words) for each in pieces(words))
