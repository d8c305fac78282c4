"""Days ranked, as a table of text: the best first, why the others are behind it, the best in short."""

from collections.abc import Iterator

from tripplanner.export.day_names import day_name, span_text, weekday_name
from tripplanner.export.phrases import WEATHER_WORDS, temps_text
from tripplanner.export.references import wrapped
from tripplanner.export.steps import Style, leave_and_back
from tripplanner.itinerary import Itinerary
from tripplanner.ranked import RankedDay, RankedDays
from tripplanner.units import Clock, Units, minutes_text

_HANG = " " * 6
WHAT_KINDS_MEAN = {
    "forecast": "forecast: made for that day.",
    "stale": "old forecast: real, but made too long ago; ask again.",
    "normals": (
        "climate: the average of the time of year. It knows no single day better than another, so a "
        "forecast may turn the order of such days round."
    ),
}


def ranking_page(found: RankedDays, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    A ranking as text, without a line end after the last line.

    Parameters
    ----------
    found
        The ranking.
    units
        `us` or `metric`.
    clock
        `24` or `12`.
    """
    style = Style(units, clock)
    lines = [*wrapped(title(found)), "", *_table(found, style)]
    nothing = [line for day in found.days if day.nothing is not None for line in _nothing(day)]
    if nothing:
        lines += ["", "Nothing to plan", *nothing]
    kinds = [kind for kind in WEATHER_WORDS if any(day.weather_kind == kind for day in found.days)]
    if kinds:
        lines += ["", "Weather"]
        lines += [line for kind in kinds for line in wrapped(WHAT_KINDS_MEAN[kind], first="  ", rest="    ")]
    if found.best is not None:
        lines += ["", *_in_short(found.best, style)]
    return "\n".join(lines)


def title(found: RankedDays) -> str:
    """What was ranked."""
    what = "Best days" if found.run_of_days == 1 else f"Best {found.run_of_days} days on end"
    ends = [found.start] if found.start == found.end else [found.start, found.end]
    span = " to ".join(span_text([each]) for each in ends)
    return f"{what}: {found.destination_name}, {span}, from {found.base_name}"


def _table(found: RankedDays, style: Style) -> Iterator[str]:
    rows = [day for day in found.days if day.nothing is None]
    if rows:
        yield f"      {'day':<18}{'points':>6}  {'weather':<14}{'at the stops':<14}first stop"
    for rank, day in enumerate(rows, start=1):
        temps = temps_text(day.lowest_c, day.highest_c, style.units)
        first = "" if day.first_stop_at is None else style.at(day.first_stop_at)
        kind = "" if day.weather_kind is None else WEATHER_WORDS[day.weather_kind]
        yield f"{rank:>4}  {run_text(day):<18}{day.score:>6}  {kind:<14}{temps:<14}{first}"
        yield from wrapped(remark(day, style), first=_HANG, rest=_HANG)


def run_text(day: RankedDay) -> str:
    """The day, or the run of days, in short."""
    first, last = day.dates[0], day.dates[-1]
    return weekday_name(first) if first == last else f"{day_name(first)} to {day_name(last)}"


def remark(day: RankedDay, style: Style) -> str:
    """Where the day begins, what is different from the best day, and what could spoil it."""
    parts = [] if day.first_stop is None else [day.first_stop]
    if day.first_light is not None and day.first_light_at is not None:
        where = "" if day.first_light == day.first_stop else f" at {day.first_light}"
        parts.append(f"first light {style.at(day.first_light_at)}{where}")
    return "; ".join([", ".join(parts), *day.reasons])


def _nothing(day: RankedDay) -> list[str]:
    return wrapped(f"{run_text(day)}: {day.nothing}", first="  ", rest=_HANG)


def _in_short(plan: Itinerary, style: Style) -> Iterator[str]:
    """The best day: when to leave and be back, and its stops."""
    yield from wrapped(f"The best: {span_text([day.date for day in plan.days])}")
    for day in plan.days:
        if day.stops:
            leave, back = leave_and_back(day)
            name = "Leave" if len(plan.days) == 1 else f"{weekday_name(day.date)}: leave"
            yield f"{name} {style.at(leave)}, back {style.at(back)}"
        for stop in day.stops:
            minutes = int((stop.leave - stop.arrive).total_seconds() // 60)
            yield from wrapped(
                f"{stop.name}, {minutes_text(minutes)}", first=f"  {style.at(stop.arrive)}  ", rest=_HANG * 2
            )
    yield f"All of it: `tripplanner plan {_argument(plan)}` with the same options"


def _argument(plan: Itinerary) -> str:
    first, last = plan.days[0].date, plan.days[-1].date
    return f"{first}" if first == last else f"{first}..{last}"
