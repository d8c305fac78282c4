"""A plan in words, in the order a traveller needs them; the formats only dress what is written here."""

from collections.abc import Iterator
from dataclasses import dataclass

from tripplanner.export.day_names import heading, span_text
from tripplanner.export.lead import lead
from tripplanner.export.nights import Ends, day_ends, nights_text
from tripplanner.export.once import cost_rows, good_to_know, siberian_rows, wear_rows
from tripplanner.export.phrases import capital
from tripplanner.export.steps import Row, Style, agenda_rows
from tripplanner.itinerary import Day, Itinerary

_UNKNOWNS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of rows; the agenda of a single day has no title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole plan in words: a title, what decides the day, and the sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def page(plan: Itinerary, style: Style) -> Page:
    """Write a plan in words: when to leave, what decides the day, the agenda, and then the rest."""
    sections = [
        Section("Changed by planning again", tuple(Row("", each) for each in plan.changes)),
        *_agenda(plan, style),
        Section("The park says", tuple(_notices(plan))),
        Section("Left out", tuple(_left_out(plan))),
        Section("Wear and carry", tuple(wear_rows(plan, style))),
        Section("Good to know", tuple(good_to_know(plan))),
        Section("Cost", tuple(cost_rows(plan))),
        Section("The evening before", tuple(_evening_before(plan))),
        Section("How Siberian is it?", tuple(siberian_rows(plan, style))),
        Section("Doubtful", tuple(_doubtful(plan))),
        Section("Sources", tuple(_sources(plan))),
    ]
    days = span_text([day.date for day in plan.days])
    return Page(
        title=f"{plan.destination_name}, {days}, from {plan.base_name}{nights_text(plan)}",
        lead=tuple(lead(plan, style)),
        sections=tuple(each for each in sections if each.rows),
    )


def _agenda(plan: Itinerary, style: Style) -> Iterator[Section]:
    """A section a day; a day of a trip has a title, and a word where nothing fits."""
    ends = day_ends(plan)
    if len(plan.days) == 1:
        yield Section("", tuple(agenda_rows(plan.days[0], style, arrived=_arrived(ends[0]))))
        return
    empty = not any(day.stops or day.legs for day in plan.days)
    for day, its in zip(plan.days, ends, strict=True):
        rows = [*agenda_rows(day, style, arrived=its.arrived)]
        if not day.stops and not day.legs and not empty:
            rows.insert(0, Row("", f"{capital(its.idle)}."))
        yield Section(_title(day, style), tuple(rows))


def _arrived(ends: Ends) -> str:
    return ends.arrived if ends.night else "back at the base"


def _title(day: Day, style: Style) -> str:
    if day.sunrise is None or day.sunset is None:
        return heading(day.date)
    return f"{heading(day.date)}, sunrise {style.at(day.sunrise)}, sunset {style.at(day.sunset)}"


def _left_out(plan: Itinerary) -> Iterator[Row]:
    """One row for each reason in words, with all the places it holds for."""
    by_text: dict[str, list[str]] = {}
    for each in plan.left_out:
        by_text.setdefault(each.text, []).append(each.name)
    for text, names in by_text.items():
        yield Row("; ".join(names), text)


def _notices(plan: Itinerary) -> Iterator[Row]:
    """What the park tells its visitors, each with where to read more."""
    for each in plan.notices:
        listed = "" if each.listed_on is None else f", listed {each.listed_on}"
        more = "" if each.url is None else f": {each.url}"
        notes = (*(() if each.text is None else (each.text,)), f"National Park Service{listed}{more}")
        yield Row(each.category or "", each.title, notes)


def _sources(plan: Itinerary) -> Iterator[Row]:
    """How many there are, and those whose licence wants them named here."""
    facts = [each for each in plan.sources if not each.credit]
    yield Row("", f"{len(facts)}, listed with {_command(plan, 'sources')}")
    for each in plan.sources:
        if each.credit:
            yield Row("", f"{each.title}: {each.url}")


def _doubtful(plan: Itinerary) -> Iterator[Row]:
    for each in plan.unknowns[:_UNKNOWNS_SHOWN]:
        yield Row("", each)
    more = len(plan.unknowns) - _UNKNOWNS_SHOWN
    if more > 0:
        yield Row("", f"{more} more: {_command(plan, 'unknowns')}")


def _command(plan: Itinerary, name: str) -> str:
    """The command that lists more of what the plan stands on."""
    elsewhere = "" if plan.destination == "mormon-row" else " --destination PATH"
    return f"`tripplanner {name}{elsewhere}`"


def _evening_before(plan: Itinerary) -> Iterator[Row]:
    for each in plan.to_check:
        yield Row("", each)
    day = "the day" if len(plan.days) == 1 else "the next day, each evening"
    yield Row("", f"the forecast and the alerts for {day}, by planning again")
