"""
Pictures with matplotlib (extra `plot`): a day's timeline and map, the light of a day, the weather.

Each draws into the `ax` given, or into a new figure, and gives back the axes: nothing is shown or saved, and
no backend is chosen. matplotlib is imported when the first picture is drawn.

Examples
--------
>>> import tripplanner
>>> from datetime import datetime, timezone
>>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
>>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
>>> tripplanner.plots.timeline(plan).figure.savefig("timeline.png")  # doctest: +SKIP
>>> tripplanner.plots.map(plan, day=1)
Traceback (most recent call last):
...
tripplanner.errors.InvalidRequestError: no day 1; the plan has 1, numbered from 0
"""

from datetime import date
from itertools import groupby
from math import cos, radians
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from tripplanner.dates import single_day
from tripplanner.errors import InvalidRequestError
from tripplanner.export.axes import (
    NIGHT,
    bar,
    clock_axis,
    color_of,
    line,
    new_axes,
    night,
    numbers,
    plain,
    temperatures,
    zone_of,
)
from tripplanner.export.chosen import chosen
from tripplanner.export.day_names import span_text
from tripplanner.export.drawing.svg import DRIVE, shortened
from tripplanner.export.phrases import WEATHER_NAMES, capital
from tripplanner.extras import extra
from tripplanner.itinerary import Itinerary
from tripplanner.light import DayLight, LightQuality, Skyline, summit_dip_deg, sun_track
from tripplanner.lookup import DestinationLike, as_destination, find_site
from tripplanner.models import Site
from tripplanner.prepared import point_of
from tripplanner.units import KM_PER_MILE, Units
from tripplanner.weather.model import Forecast, worst_kind

if TYPE_CHECKING:
    from matplotlib.axes import Axes

__all__ = ["light", "map", "timeline", "weather"]

_STOP, _LIT = "#1c63b0", "#e0a800"
_ROAD = "#9ca3af"
_QUALITY: dict[LightQuality, str] = {
    "first-light": "#f76707",
    "golden": "#f59f00",
    "front-lit": "#ffd43b",
    "day": "#fff3bf",
    "twilight": "#7284b0",
    "dark": NIGHT,
}


def timeline(plan: Itinerary, day: int = 0, *, units: Units = "us", ax: "Axes | None" = None) -> "Axes":
    """
    A day's hours: stops and the ways to them as bars, when a face is lit, the night, and temperatures.

    Parameters
    ----------
    plan
        The plan.
    day
        Which of its days. [number, from 0]
    units
        Of the temperatures: `us` or `metric`.
    ax
        Where to draw; None makes a figure.

    Returns
    -------
    matplotlib.axes.Axes
        The one given, or a new figure's.

    Raises
    ------
    InvalidRequestError
        For a day that the plan does not have.
    MissingExtraError
        Without matplotlib: `pip install 'tripplanner[plot]'`.
    """
    its = chosen(plan, day)
    ax = new_axes(ax, 2.0 + 0.35 * len(its.stops))
    for row, stop in enumerate(its.stops):
        lit = stop.light
        if lit.front_lit_from is not None and lit.front_lit_until is not None:
            bar(ax, row, (lit.front_lit_from, lit.front_lit_until), height=0.8, color=_LIT, alpha=0.35)
        bar(ax, row, (stop.arrive, stop.leave), height=0.6, color=_STOP)
    for leg in its.legs:
        row = next((row for row, stop in enumerate(its.stops) if stop.arrive >= leg.arrive), len(its.stops))
        bar(ax, row, (leg.depart, leg.arrive), height=0.15, color=color_of(leg.mode))
    ax.set_yticks(range(len(its.stops) + 1), [*(plain(stop.name) for stop in its.stops), "way back"])
    ax.set_ylim(len(its.stops) + 0.6, -0.6)
    night(ax, its)
    clock_axis(ax, zone_of(plan, its))
    hours = {hour.starts_at: hour for stop in its.stops for hour in stop.weather.hours}
    if hours:
        beside = ax.twinx()
        temperatures(beside, [hours[each] for each in sorted(hours)], units)
    kind = f", {WEATHER_NAMES[worst_kind(stop.weather.kind for stop in its.stops)]}" if its.stops else ""
    ax.set_title(f"{plain(plan.destination_name)}, {span_text([its.date])}{kind}")
    return ax


def map(plan: Itinerary, day: int = 0, *, ax: "Axes | None" = None) -> "Axes":  # noqa: A001 - its name there
    """
    A day's map: the roads, the way by mode, the stops by number, and the summits near them.

    Parameters
    ----------
    plan
        The plan.
    day
        Which of its days. [number, from 0]
    ax
        Where to draw; None makes a figure. Roads are straight between their places.

    Returns
    -------
    matplotlib.axes.Axes
        As in `timeline`.

    Raises
    ------
    InvalidRequestError
        For a day that the plan does not have, or a plan of an older version, which has no chart.
    MissingExtraError
        Without matplotlib.
    """
    its, chart = chosen(plan, day), plan.chart
    if chart is None:
        raise InvalidRequestError("the plan has no chart, for an older version saved it: plan it again")
    ax = new_axes(ax, 7.0)
    for road in chart.roads:
        for stretch in road.stretches:
            line(ax, chart, stretch, color=_ROAD, linewidth=1)
    for leg in its.legs:
        ends = leg.via or (leg.start, leg.end)
        style = "solid" if leg.mode == "car" else "dashed"
        line(ax, chart, ends, color=color_of(leg.mode), linewidth=2, linestyle=style)
    ax.autoscale_view()
    spots = [(number, stop, chart.spot(stop.site)) for number, stop in enumerate(its.stops, start=1)]
    for number, stop, spot in spots:
        if spot is not None:
            # Beside a map, whose shape is fixed, matplotlib makes no room for a longer name.
            name = plain(shortened(stop.name, 32))
            ax.plot([spot.lon], [spot.lat], "o", color=_STOP, label=f"{number} {name}")
            ax.annotate(f"{number}", (spot.lon, spot.lat), xytext=(4, 4), textcoords="offset points")
    for summit in chart.summits:
        ax.plot([summit.lon], [summit.lat], "^", color=_ROAD, markersize=5)
    middle = sum(each.lat for each in chart.spots) / max(1, len(chart.spots))
    ax.set_aspect(1 / max(0.05, cos(radians(middle))))
    ax.set_xlabel("longitude [°]")
    ax.set_ylabel("latitude [°]")
    ax.set_title(f"{plain(plan.destination_name)}, {span_text([its.date])}\na sketch, roads drawn straight")
    if its.stops:
        ax.legend(fontsize="small", loc="center left", bbox_to_anchor=(1, 0.5))
    return ax


def light(
    place: str | Site | tuple[float, float] | DayLight,
    on: date | str | None = None,
    *,
    destination: DestinationLike = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """
    A day's light at a place: the height of the sun over that of the skyline, and how good the light is.

    Parameters
    ----------
    place
        A site (or its id), `(lat, lon)` inside the destination's box [°], or a `DayLight`.
    on
        The day, as a date or as `"2026-12-25"`; not needed with a `DayLight`, which has its own.
    destination
        As in `tripplanner.plan_trip`.
    ax
        Where to draw; None makes a figure.

    Returns
    -------
    matplotlib.axes.Axes
        As in `timeline`.

    Raises
    ------
    InvalidRequestError
        An unknown site, a point outside the destination, or no day.
    DestinationError
        The destination's files are missing or faulty.
    MissingExtraError
        Without matplotlib.
    """
    name, found = ("", place) if isinstance(place, DayLight) else _light(place, on, destination)
    ax = new_axes(ax, 4.0)
    day = found.track.day
    minutes = range(0, int(day.minutes) + 1, 5)
    moments = [day.moment(minute) for minute in minutes]
    positions = [found.track.at(minute) for minute in minutes]
    runs = groupby(range(len(minutes) - 1), key=lambda index: found.at(minutes[index]).quality)
    for quality, group in runs:
        part = list(group)
        ax.axvspan(*numbers(moments[part[0]], moments[part[-1] + 1]), color=_QUALITY[quality], alpha=0.6)
    told = dict.fromkeys(found.at(minute).quality for minute in minutes)
    handles = [extra("matplotlib.patches", "plot").Patch(color=_QUALITY[each], label=each) for each in told]
    (sun,) = ax.plot(numbers(*moments), [height for _, height in positions], color="black", label="sun")
    skyline = [found.skyline.altitude_deg(azimuth) for azimuth, _ in positions]
    (ridge,) = ax.plot(
        numbers(*moments), skyline, color="#5c4033", linestyle="dotted", label="skyline under it"
    )
    ax.legend(handles=[sun, ridge, *handles], fontsize="small", loc="upper right")
    ax.set_ylim(-20, max(20.0, *(height + 5 for _, height in positions)))
    ax.set_ylabel("height over the level horizon [°]")
    clock_axis(ax, day.tz)
    ax.set_title(f"Light{name}, {span_text([day.on])}: an estimate, clear sky")
    return ax


def weather(forecast: Forecast, *, units: Units = "us", ax: "Axes | None" = None) -> "Axes":
    """
    The weather hour by hour: temperature, and wind and the chance of rain or snow where they are known.

    Parameters
    ----------
    forecast
        From `tripplanner.get_forecast`; the title says whether it is a forecast, an old one, or climate.
    units
        `us` or `metric`.
    ax
        Where to draw; None makes a figure.

    Returns
    -------
    matplotlib.axes.Axes
        As in `timeline`.

    Raises
    ------
    MissingExtraError
        Without matplotlib.
    """
    ax = new_axes(ax, 4.0)
    temperatures(ax, forecast.hours, units)
    factor, unit = (1 / KM_PER_MILE, "mph") if units == "us" else (1.0, "km/h")
    winds = [(hour.starts_at, hour.wind_speed_kmh * factor) for hour in forecast.hours
             if hour.wind_speed_kmh is not None]  # fmt: skip
    if winds:
        beside = ax.twinx()
        beside.plot(numbers(*(at for at, _ in winds)), [speed for _, speed in winds], color=DRIVE)
        beside.set_ylabel(f"wind [{unit}]", color=DRIVE)
        beside.set_ylim(bottom=0)
    zone = forecast.hours[0].starts_at.tzinfo
    clock_axis(ax, zone)
    says = dict.fromkeys(spell.provenance.provider for spell in forecast.spells)
    by = "" if forecast.kind == "normals" else f" by {plain(', '.join(says))}"
    kind = WEATHER_NAMES[forecast.kind]
    ax.set_title(f"{capital(kind)}{by}, {forecast.hours[0].starts_at:%Y-%m-%d}")
    return ax


def _light(
    place: str | Site | tuple[float, float], on: date | str | None, destination: DestinationLike
) -> tuple[str, DayLight]:
    """How the place is called, and its light that day."""
    if on is None:
        raise InvalidRequestError("which day? give it as a date or as '2026-12-25'")
    where = as_destination(destination)
    lat, lon = point_of(where, place)
    track = sun_track(lat, lon, single_day(on, today=_no_clock), ZoneInfo(where.timezone))
    if isinstance(place, tuple):
        return f" at {lat:.4f}, {lon:.4f}", DayLight(track)
    site = find_site(place, destination=where) if isinstance(place, str) else place
    skyline = Skyline.of(site.standpoint, where.peaks, hidden_minutes=where.hidden_minutes)
    face = None if site.face is None else site.face.azimuth_deg
    dip_deg = summit_dip_deg(site, where.peaks)
    return f" at {plain(site.name)}", DayLight(track, skyline, face, dip_deg)


def _no_clock() -> date:
    raise InvalidRequestError("give the day as a date or as '2026-12-25'")
