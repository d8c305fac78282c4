"""The plan for Google Earth and its kin: KML 2.2 with a folder a day, nothing loaded from outside.

The order of all elements is that of the schema, OGC 07-147r2.
"""

import html
from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree as ET

from tripplanner.chart import Spot
from tripplanner.export.markup import child, decimal_text, document, utc_text
from tripplanner.export.steps import Style
from tripplanner.export.waypoints import (
    DRIVE_COLOR,
    ON_FOOT_COLOR,
    PLACE_COLOR,
    STOP_COLOR,
    MappedDay,
    MappedStop,
    Way,
    plan_map,
    precision_text,
)
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units

_POINTS = {"stop": STOP_COLOR, "place": PLACE_COLOR}
_LINES = {"drive": DRIVE_COLOR, "on-foot": ON_FOOT_COLOR}


def kml(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as KML 2.2.

    Parameters
    ----------
    plan
        The plan.
    units, clock
        How the descriptions read; times in fields are UTC and heights metres, as KML has them.

    Raises
    ------
    OutputError
        When the plan has no map.
    """
    style = Style(units, clock)
    mapped = plan_map(plan, style)
    root = ET.Element("kml", {"xmlns": "http://www.opengis.net/kml/2.2"})
    whole = _feature(root, "Document", mapped.title, mapped.about_drawn)
    _styles(whole)
    for day in mapped.days:
        _day(whole, day)
    if mapped.places:
        folder = _feature(whole, "Folder", "Start and parking", ())
        for spot in mapped.places:
            _place(folder, spot, style)
    return document(root)


def _styles(parent: ET.Element) -> None:
    for name, color in _POINTS.items():
        icon = child(child(parent, "Style", id=name), "IconStyle")
        child(icon, "color", _color(color))
    for name, color in _LINES.items():
        line = child(child(parent, "Style", id=name), "LineStyle")
        child(line, "color", _color(color))
        child(line, "width", "4")


def _day(parent: ET.Element, day: MappedDay) -> None:
    """Stops and ways as they follow each other; a way ends before the stop that it leads to begins."""
    folder = _feature(parent, "Folder", day.title, () if day.ways or day.stops else ("Nothing to visit.",))
    steps: list[tuple[datetime, int, MappedStop | Way]] = [
        *((way.leg.depart, 0, way) for way in day.ways),
        *((stop.stop.arrive, 1, stop) for stop in day.stops),
    ]
    for _, _, step in sorted(steps, key=lambda each: each[:2]):
        if isinstance(step, Way):
            _way(folder, step)
        else:
            _stop(folder, step)


def _stop(parent: ET.Element, stop: MappedStop) -> None:
    mark = _feature(parent, "Placemark", stop.stop.name, (stop.when, *stop.notes))
    _span(mark, stop.stop.arrive, stop.stop.leave)
    child(mark, "styleUrl", "#stop")
    _point(mark, stop.spot)


def _way(parent: ET.Element, way: Way) -> None:
    mark = _feature(parent, "Placemark", way.text, way.notes)
    _span(mark, way.leg.depart, way.leg.arrive)
    child(mark, "styleUrl", "#drive" if way.on_wheels else "#on-foot")
    line = child(mark, "LineString")
    child(line, "tessellate", "1")
    child(line, "coordinates", " ".join(_lon_lat(spot) for spot in way.spots))


def _place(parent: ET.Element, spot: Spot, style: Style) -> None:
    mark = _feature(parent, "Placemark", spot.name, (precision_text(spot, style),))
    child(mark, "styleUrl", "#place")
    _point(mark, spot)


def _feature(parent: ET.Element, kind: str, name: str, about: Iterable[str]) -> ET.Element:
    """A feature; its description is HTML to those who show it, so that the words are escaped for HTML too."""
    feature = child(parent, kind)
    child(feature, "name", name)
    text = "<br>\n".join(html.escape(each, quote=False) for each in about)
    if text:
        child(feature, "description", text)
    return feature


def _span(parent: ET.Element, start: datetime, end: datetime) -> None:
    span = child(parent, "TimeSpan")
    child(span, "begin", utc_text(start))
    child(span, "end", utc_text(end))


def _point(parent: ET.Element, spot: Spot) -> None:
    """The place on the ground, with how far off it may be; the height is for readers who look for it."""
    data = child(child(parent, "ExtendedData"), "Data", name="precision_m")
    child(data, "value", decimal_text(spot.precision_m))
    high = "" if spot.elevation_m is None else f",{decimal_text(spot.elevation_m, 1)}"
    child(child(parent, "Point"), "coordinates", f"{_lon_lat(spot)}{high}")


def _lon_lat(spot: Spot) -> str:
    return f"{decimal_text(spot.lon)},{decimal_text(spot.lat)}"


def _color(rgb: str) -> str:
    """KML has the colours the other way round, after how dense they are."""
    return f"ff{rgb[5:7]}{rgb[3:5]}{rgb[1:3]}"
