"""What the pictures of `tripplanner.plots` share: axes, the hours along them, lines, bars and the night."""

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from tripplanner.chart import Chart
from tripplanner.dayplan import Day
from tripplanner.export.drawing.svg import DRIVE, ON_FOOT
from tripplanner.export.legible import legible
from tripplanner.extras import extra
from tripplanner.itinerary import Itinerary
from tripplanner.units import Units, f_from_c
from tripplanner.weather.model import Hour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NIGHT = "#27364f"
_HEAT = "#c92a2a"


def new_axes(ax: "Axes | None", height: float) -> "Axes":
    """The axes given, or those of a new figure of that height. [in]"""
    if ax is not None:
        return ax
    made: Axes = extra("matplotlib.pyplot", "plot").subplots(figsize=(9, height), layout="constrained")[1]
    return made


def numbers(*moments: datetime) -> list[float]:
    """Moments as matplotlib counts them."""
    return [float(each) for each in extra("matplotlib.dates", "plot").date2num(moments)]


def bar(ax: "Axes", row: int, span: tuple[datetime, datetime], **style: Any) -> None:
    """A time in a row."""
    start, end = numbers(*span)
    ax.barh(row, end - start, left=start, **style)


def line(ax: "Axes", chart: Chart, places: Sequence[str], **style: Any) -> None:
    """A line through places, by id, as far as they are on the map."""
    spots = [spot for place in places if (spot := chart.spot(place)) is not None]
    ax.plot([each.lon for each in spots], [each.lat for each in spots], **style)


def color_of(mode: str) -> str:
    """The colour of a way by car, or of one on foot."""
    return DRIVE if mode == "car" else ON_FOOT


def plain(words: str) -> str:
    """Words that matplotlib does not read as mathematics."""
    return legible(words).replace("$", r"\$")


def zone_of(plan: Itinerary, day: Day) -> tzinfo | None:
    """The zone of a plan's chart; of an older plan, which has none, that of the day's first way."""
    if plan.chart is not None:
        return ZoneInfo(plan.chart.timezone)
    return next((leg.depart.tzinfo for leg in day.legs), None)


def clock_axis(ax: "Axes", zone: tzinfo | None) -> None:
    """Times of day in a zone along the lower edge."""
    dates = extra("matplotlib.dates", "plot")
    locator = dates.AutoDateLocator(tz=zone)
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(locator, tz=zone))
    ax.set_xlabel(f"time ({zone})")


def temperatures(ax: "Axes", hours: Sequence[Hour], units: Units) -> None:
    """The temperature of each hour at its middle, where it is known."""
    known = [(hour.starts_at, hour.air_temp_c) for hour in hours if hour.air_temp_c is not None]
    temps = [f_from_c(temp_c) if units == "us" else temp_c for _, temp_c in known]
    middles = [at + timedelta(minutes=30) for at, _ in known]
    ax.plot(numbers(*middles), temps, color=_HEAT, marker=".", linewidth=1)
    ax.set_ylabel(f"air temperature [{'°F' if units == 'us' else '°C'}]", color=_HEAT)


def night(ax: "Axes", day: Day) -> None:
    """The dark at both ends of what is drawn."""
    if day.civil_dawn is None or day.civil_dusk is None:
        return
    left, right = ax.get_xlim()
    room = 0.02 * (right - left)
    left, right = left - room, right + room
    dawn, dusk = numbers(day.civil_dawn, day.civil_dusk)
    for start, end in ((left, dawn), (dusk, right)):
        if start < end:
            ax.axvspan(start, end, color=NIGHT, alpha=0.15)
    ax.set_xlim(left, right)
