"""A plan as an interactive map of folium: the stops in order, the ways between them, the summits around."""

import re
from collections.abc import Iterator
from html import escape
from typing import Any

from tripplanner.chart import Chart, Spot
from tripplanner.errors import InvalidRequestError
from tripplanner.export.chosen import chosen
from tripplanner.export.day_names import weekday_name
from tripplanner.export.drawing.svg import DRIVE, ON_FOOT
from tripplanner.export.legible import legible
from tripplanner.export.steps import Style
from tripplanner.extras import extra
from tripplanner.itinerary import Day, Itinerary, Leg
from tripplanner.units import minutes_text

_STYLE = Style()
_SUMMIT = "#6b7280"
# Folium writes words into a script, between backquotes: what ends them or begins code there goes by number.
_CODE = re.compile(r"[`$\\{}]")


def folium_map(plan: Itinerary, *, day: int | None = None) -> Any:
    """
    A plan as a `folium.Map`; see `Itinerary.to_folium`.

    Parameters
    ----------
    plan
        The plan.
    day
        The number of one of its days, from 0; None is all.
    """
    folium = extra("folium", "map")
    if plan.chart is None:
        raise InvalidRequestError("the plan has no chart, for an older version saved it: plan it again")
    days = plan.days if day is None else (chosen(plan, day),)
    shown = folium.Map(tiles="OpenStreetMap", control_scale=True)
    spots = []
    for each in days:
        spots += [*_ways(folium, shown, plan.chart, each), *_stops(folium, shown, plan.chart, each)]
    for summit in plan.chart.summits:
        folium.CircleMarker(
            (summit.lat, summit.lon), radius=3, color=_SUMMIT, weight=2, tooltip=_words(summit.name)
        ).add_to(shown)
    around = spots or [*plan.chart.spots]
    shown.fit_bounds([_least(around), _most(around)])
    return shown


def _ways(folium: Any, shown: Any, chart: Chart, day: Day) -> Iterator[Spot]:
    for leg in day.legs:
        way = _way(chart, leg)
        if len(way) > 1:
            drive = leg.mode == "car"
            folium.PolyLine(
                [(each.lat, each.lon) for each in way],
                color=DRIVE if drive else ON_FOOT,
                weight=4,
                dash_array=None if drive else "6 6",
                tooltip=_words(
                    f"{_STYLE.at(leg.depart)} {leg.mode} to {leg.end_name}, {minutes_text(leg.minutes)}"
                ),
            ).add_to(shown)
        yield from way


def _way(chart: Chart, leg: Leg) -> list[Spot]:
    places = leg.via or (leg.start, leg.end)
    return [spot for place in places if (spot := chart.spot(place)) is not None]


def _stops(folium: Any, shown: Any, chart: Chart, day: Day) -> Iterator[Spot]:
    for number, stop in enumerate(day.stops, start=1):
        spot = chart.spot(stop.site)
        if spot is not None:
            when = f"{weekday_name(day.date)}, {_STYLE.between(stop.arrive, stop.leave)}"
            folium.Marker(
                (spot.lat, spot.lon),
                tooltip=_words(f"{number}. {_STYLE.at(stop.arrive)} {stop.name}"),
                popup=folium.Popup(f"<b>{_words(stop.name)}</b><br>{_words(when)}", max_width=260),
            ).add_to(shown)
            yield spot


def _words(text: str) -> str:
    """Any words, as HTML that may stand inside a script between backquotes."""
    return _CODE.sub(lambda found: f"&#{ord(found[0])};", escape(legible(text)))


def _least(spots: list[Spot]) -> tuple[float, float]:
    return min(each.lat for each in spots), min(each.lon for each in spots)


def _most(spots: list[Spot]) -> tuple[float, float]:
    return max(each.lat for each in spots), max(each.lon for each in spots)
