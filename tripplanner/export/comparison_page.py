"""Two plans compared, as a page of text: what moved, what it cost, and what else is different."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from tripplanner.comparison import Comparison, PlanFigures, RoadChange, StopChange, Visit
from tripplanner.export.day_names import day_name, span_text
from tripplanner.export.phrases import WEATHER_WORDS, capital, points_text, temps_text
from tripplanner.export.references import wrapped
from tripplanner.export.steps import Style
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units, minutes_text, temperature_text

_LABEL = 18
_COLUMN = 24


def comparison_page(found: Comparison, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    A comparison as text, without a line end after the last line.

    Parameters
    ----------
    found
        The comparison.
    units
        `us` or `metric`.
    clock
        `24` or `12`.
    """
    style = Style(units, clock)
    lines = [
        *wrapped(f"Before: {plan_name(found.before)}", rest="  "),
        *wrapped(f"After:  {plan_name(found.after)}", rest="  "),
        "",
        *wrapped(verdict(found)),
    ]
    for title, rows in _sections(found, style):
        listed = list(rows)
        if listed:
            lines += ["", title, *listed]
    return "\n".join(lines)


def verdict(found: Comparison) -> str:
    """
    What the whole comes to, in one sentence or two.

    Parameters
    ----------
    found
        The comparison.
    """
    if found.is_same:
        return "Nothing is different."
    change = found.score_change
    was, now = found.figures_before, found.figures_after
    if change == 0:
        worth = f"Both plans are worth {was.score} points."
    else:
        more = "more" if change > 0 else "less"
        worth = f"The second plan is worth {points_text(abs(change))} {more}: {now.score}, not {was.score}."
    counts = [
        f"{len(listed)} {word}"
        for word in ("added", "dropped", "moved", "kept")
        if (listed := found.having(word))
    ]
    stops = f" Stops: {', '.join(counts)}." if counts else ""
    doubt = "" if was.proven_optimal and now.proven_optimal else " Not both plans are proven to be the best."
    return f"{worth}{stops}{doubt}"


def is_of_days(found: Comparison) -> bool:
    """Whether one of the plans has several days, so that a time alone does not say when."""
    return max(len(found.figures_before.days), len(found.figures_after.days)) > 1


def change_text(change: StopChange, style: Style, *, dated: bool = False) -> str:
    """
    What became of a stop, in words that follow its name.

    Parameters
    ----------
    change
        The stop.
    style
        How times are written.
    dated
        Whether the day is told of a stop that only one plan has.
    """
    was, now = change.before, change.after
    if now is None:
        return "" if was is None else f"was {_at(was, style, dated=dated)}, {points_text(was.points)}"
    if was is None:
        return f"{_at(now, style, dated=dated)}, {points_text(now.points)}"
    parts = [_moved(change, now, was, style), _longer(change.longer_minutes)]
    if now.points != was.points:
        more = "more" if now.points > was.points else "less"
        parts.append(f"{points_text(abs(now.points - was.points))} {more}")
    return ", ".join(each for each in parts if each)


def _at(visit: Visit, style: Style, *, dated: bool) -> str:
    day = f"on {day_name(visit.date)}, " if dated else ""
    return f"{day}{style.between(visit.arrive, visit.leave)}"


def _moved(change: StopChange, now: Visit, was: Visit, style: Style) -> str:
    later = change.later_minutes
    times = f"{style.at(now.arrive)}, was {style.at(was.arrive)}"
    if change.days_later:
        return f"on {day_name(now.date)} at {times} on {day_name(was.date)}"
    if later is None or later == 0:
        return ""
    return f"{minutes_text(abs(later))} {'later' if later > 0 else 'earlier'}: {times}"


def _longer(minutes: int | None) -> str:
    if minutes is None or minutes == 0:
        return ""
    return f"{minutes_text(abs(minutes))} {'longer' if minutes > 0 else 'shorter'}"


def _sections(found: Comparison, style: Style) -> Iterator[tuple[str, Iterable[str]]]:
    dated = is_of_days(found)
    yield "Dropped", _stop_rows(found.having("dropped"), style, dated=dated)
    yield "Added", _stop_rows(found.having("added"), style, dated=dated)
    yield "Moved", _stop_rows(found.having("moved"), style)
    kept = found.having("kept")
    yield "At its time, but different", _stop_rows((each for each in kept if change_text(each, style)), style)
    same = [each.name for each in kept if not change_text(each, style)]
    yield "The same", wrapped("; ".join(same), first="  ", rest="  ")
    if not found.is_same:
        yield "In figures", (_row(*each) for each in figure_rows(found, style))
    yield "Roads", (line for road in found.roads for line in _road(road))
    yield "Warnings no more", _warning_rows(each.text for each in found.warnings_gone)
    yield "New warnings", _warning_rows(each.text for each in found.warnings_new)
    yield "Warnings that read otherwise", _warning_rows(each.text for each in found.warnings_changed)


def _stop_rows(changes: Iterable[StopChange], style: Style, *, dated: bool = False) -> Iterator[str]:
    for each in changes:
        text = f"{each.name}: {change_text(each, style, dated=dated)}"
        yield from wrapped(text, first="  ", rest="    ")


def _road(road: RoadChange) -> list[str]:
    word = "open" if road.drivable_after else "closed"
    text = f"{road.name}: now taken as {word} to cars on {day_name(road.date)}: {road.why}"
    return wrapped(text, first="  ", rest="    ")


def _warning_rows(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from wrapped(capital(text), first="  ", rest="    ")


def figure_rows(found: Comparison, style: Style) -> Iterator[tuple[str, str, str]]:
    """
    What a figure is, and it in both plans; terms of the score and days only where they differ.

    Parameters
    ----------
    found
        The comparison.
    style
        How quantities are written.
    """
    was, now = found.figures_before, found.figures_after
    yield "", "before", "after"
    yield "points", f"{was.score}", f"{now.score}"
    for term in found.terms:
        if term.before != term.after:
            yield f"  {term.term}", f"{term.before}", f"{term.after}"
    yield from _hour_rows(was, now, style)
    yield "driving", minutes_text(was.drive_minutes), minutes_text(now.drive_minutes)
    yield "on foot", minutes_text(was.on_foot_minutes), minutes_text(now.on_foot_minutes)
    yield "cost", f"{was.cost_usd:g} USD", f"{now.cost_usd:g} USD"
    yield "weather", _weather(was), _weather(now)
    yield "temperatures", _temps(was, style.units), _temps(now, style.units)
    if was.wind_chill_c is not None or now.wind_chill_c is not None:
        yield "wind chill", _chill(was, style), _chill(now, style)


def _hour_rows(was: PlanFigures, now: PlanFigures, style: Style) -> Iterator[tuple[str, str, str]]:
    many = max(len(was.days), len(now.days)) > 1
    for number in range(max(len(was.days), len(now.days))):
        for word in ("leave", "back"):
            both = [
                _moment(getattr(each.days[number], word), style) if number < len(each.days) else "-"
                for each in (was, now)
            ]
            if not many or both[0] != both[1]:
                yield f"{word}, day {number + 1}" if many else word, both[0], both[1]


def _moment(moment: datetime | None, style: Style) -> str:
    return "nothing to visit" if moment is None else style.at(moment)


def _weather(figures: PlanFigures) -> str:
    word = WEATHER_WORDS[figures.weather_kind]
    return word if figures.weather_kind == "normals" else f"{word}, {figures.weather_provider}"


def _temps(figures: PlanFigures, units: Units) -> str:
    return temps_text(figures.lowest_c, figures.highest_c, units)


def _chill(figures: PlanFigures, style: Style) -> str:
    return "-" if figures.wind_chill_c is None else temperature_text(figures.wind_chill_c, style.units)


def _row(label: str, before: str, after: str) -> str:
    return f"  {label:<{_LABEL}}{before:<{_COLUMN}}{after}".rstrip()


def plan_name(plan: Itinerary) -> str:
    """Which plan it is: its days, where it starts, and how often it was planned again."""
    again = "" if plan.revision == 0 else f", revision {plan.revision}"
    return f"{span_text([day.date for day in plan.days])}, from {plan.base_name}{again}"
