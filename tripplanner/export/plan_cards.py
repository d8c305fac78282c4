"""The cards of a plan, of two plans compared, of a plan explained, and of ranked days."""

from collections.abc import Iterator

from tripplanner.comparison import Comparison
from tripplanner.explanation import Explanation, StopReason
from tripplanner.export.card import Card, Columns, Listing, Part, Picture, Table, Words
from tripplanner.export.comparison_page import change_text, figure_rows, is_of_days, plan_name, verdict
from tripplanner.export.day_names import heading, span_text, weekday_name
from tripplanner.export.drawing import map_sketch, timeline
from tripplanner.export.explain_page import effect_rows, lead, left_out_rows, whys
from tripplanner.export.phrases import WEATHER_WORDS, temps_text
from tripplanner.export.ranking_page import WHAT_KINDS_MEAN, remark, run_text, title
from tripplanner.export.steps import Row, Style
from tripplanner.export.words import Page, Section, page
from tripplanner.itinerary import Day, Itinerary, Stop
from tripplanner.ranked import RankedDay, RankedDays

_STYLE = Style()
_MANY = 10  # days, in a table of which one scrolls
_PLAIN_LIGHT = ": daylight, not on the front"


def plan_card(plan: Itinerary) -> Card:
    """A plan: what decides the day, the agenda of each day with its timeline and map, and the rest folded."""
    words = page(plan, _STYLE)
    agenda = _agenda_sections(plan, words)
    told = len(plan.days) if any(day.legs for day in plan.days) else 1  # a line a day says when to leave
    first = tuple(Words(each, strong=index < told) for index, each in enumerate(words.lead))
    parts: list[Part] = [] if len(plan.days) == 1 else [*first]
    for day, section in zip(plan.days, agenda, strict=True):
        parts += _day(plan, day, section, above=first if len(plan.days) == 1 else ())
    lists = tuple((each.title, tuple(_items(each))) for each in words.sections if each not in agenda)
    parts.append(Listing(" · ".join(each for each, _ in lists), lists))
    return Card(words.title, tuple(parts))


def _agenda_sections(plan: Itinerary, words: Page) -> list[Section]:
    """The section of each day, empty for a day of which there is nothing to say."""
    names = [""] if len(plan.days) == 1 else [heading(day.date) for day in plan.days]
    return [
        next((each for each in words.sections if each.title.partition(",")[0] == name), Section(name, ()))
        for name in names
    ]


def _day(plan: Itinerary, day: Day, section: Section, *, above: tuple[Words, ...]) -> Iterator[Part]:
    if section.title:
        yield Words(section.title, strong=True)
    on = weekday_name(day.date)
    hours = Picture(timeline(plan, day), f"Timeline of {on}")
    yield Columns((*above, hours), (Picture(map_sketch(plan, day), f"Map of {on}"),))
    yield _agenda(day, section)


def _agenda(day: Day, section: Section) -> Table:
    """The rows of the day, the stops strong and without what is said of them on other pages."""
    stops = {stop.name.upper(): stop for stop in day.stops}
    rows: list[tuple[str, ...]] = []
    strong = set()
    for index, row in enumerate(section.rows):
        name, _, rest = row.text.rpartition(",")
        stop = stops.get(name)
        if stop is None:
            rows.append((row.label, " · ".join((row.text, *row.notes))))
        else:
            strong.add(index)
            notes = (each.removeprefix("weather: ") for each in row.notes if _is_news(each, stop))
            number = day.stops.index(stop) + 1  # as in the pictures
            rows.append((row.label, f"{number} {stop.name},{rest}", " · ".join(notes)))
    return Table(("", "", ""), tuple(rows), strong=frozenset(strong))


def _is_news(note: str, stop: Stop) -> bool:
    """Whether a note says more than what the place is, and that it is daylight."""
    return note != stop.summary and not (note.startswith("light") and note.endswith(_PLAIN_LIGHT))


def _items(section: Section) -> Iterator[str]:
    for row in section.rows:
        yield _line(row)


def _line(row: Row) -> str:
    text = f"{row.label}: {row.text}" if row.label else row.text
    return f"{text} ({'; '.join(row.notes)})" if row.notes else text


def comparison_card(found: Comparison) -> Card:
    """Two plans: what it comes to, what became of each stop, and the figures of both."""
    dated = is_of_days(found)
    stops = [(each.change, each.name, change_text(each, _STYLE, dated=dated)) for each in found.stops]
    figures = [(_label(row[0]), *row[1:]) for row in figure_rows(found, _STYLE) if row[0]]
    lists = (
        ("Roads", tuple(f"{each.name}, {weekday_name(each.date)}: {each.why}" for each in found.roads)),
        ("Warnings no more", tuple(each.text for each in found.warnings_gone)),
        ("New warnings", tuple(each.text for each in found.warnings_new)),
        ("Warnings that read otherwise", tuple(each.text for each in found.warnings_changed)),
    )
    told = tuple(each for each in lists if each[1])
    return Card(
        "Two plans compared",
        (
            Words(f"Before: {plan_name(found.before)}"),
            Words(f"After: {plan_name(found.after)}"),
            Words(verdict(found), strong=True),
            Table(("", "stop", "what became of it"), () if found.is_same else tuple(stops)),
            Table(("in figures", "before", "after"), () if found.is_same else tuple(figures)),
            Listing("Roads and warnings", told),
        ),
    )


def _label(name: str) -> str:
    """A term of the score is indented under the points: here a dot says so."""
    return f"· {name.strip()}" if name.startswith(" ") else name


def explanation_card(found: Explanation) -> Card:
    """A plan explained: why each stop is then, what another would cost, what would make it better."""
    days = [day.date for day in found.plan.days]
    stops = tuple(_reason(each, several=len(days) > 1) for each in found.stops)
    return Card(
        f"Why this plan: {found.plan.destination_name}, {span_text(days)}, from {found.plan.base_name}",
        (
            *(Words(each, strong=not index) for index, each in enumerate(lead(found))),
            Table(("", "stop", "points", "why then"), stops),
            Table(("left out", "why"), tuple(left_out_rows(found.left_out))),
            Table(("what would make it better", "by how much"), tuple(effect_rows(found))),
            Listing("Not priced: the time was over", (("", found.unpriced),) if found.unpriced else ()),
        ),
    )


def _reason(stop: StopReason, *, several: bool) -> tuple[str, ...]:
    day = f"{weekday_name(stop.date)} " if several else ""
    return f"{day}{_STYLE.at(stop.arrive)}", stop.name, f"{stop.total}", " · ".join(whys(stop, _STYLE))


def ranking_card(found: RankedDays) -> Card:
    """Days ranked: each with its points, its weather and what is different from the best."""
    planned = [day for day in found.days if day.nothing is None]
    kinds = [kind for kind in WEATHER_WORDS if any(day.weather_kind == kind for day in planned)]
    nothing = tuple(f"{run_text(day)}: {day.nothing}" for day in found.days if day.nothing is not None)
    return Card(
        title(found),
        (
            Table(
                ("", "day", "points", "weather", "at the stops", "first stop", ""),
                tuple(_ranked(rank, day) for rank, day in enumerate(planned, start=1)),
                long=len(planned) > _MANY,
                strong=frozenset({0}),
            ),
            *(Words(WHAT_KINDS_MEAN[kind].capitalize()) for kind in kinds),
            Listing("Nothing to plan", (("", nothing),) if nothing else ()),
        ),
    )


def _ranked(rank: int, day: RankedDay) -> tuple[str, ...]:
    temps = temps_text(day.lowest_c, day.highest_c, _STYLE.units)
    first = "" if day.first_stop_at is None else _STYLE.at(day.first_stop_at)
    kind = "" if day.weather_kind is None else WEATHER_WORDS[day.weather_kind]
    return f"{rank}", run_text(day), f"{day.score}", kind, temps, first, remark(day, _STYLE)
