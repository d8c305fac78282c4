"""The plan for a GPS unit or a phone's map: GPX 1.1 with waypoints, a route for the drive, tracks on foot.

Most readers show waypoints and one of the others only; units for the car follow routes, apps draw tracks.
The order of all elements is that of the schema, https://www.topografix.com/GPX/1/1/gpx.xsd.
"""

from xml.etree import ElementTree as ET

from tripplanner.chart import Spot
from tripplanner.export.markup import child, decimal_text, document, lon_text, utc_text
from tripplanner.export.steps import Style
from tripplanner.export.waypoints import (
    DRIVE_COLOR,
    ON_FOOT_COLOR,
    PLACE_COLOR,
    STOP_COLOR,
    MappedDay,
    MappedStop,
    PlanMap,
    plan_map,
    precision_text,
)
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units

_NAMESPACES = {"xmlns": "http://www.topografix.com/GPX/1/1", "xmlns:osmand": "https://osmand.net"}
# The symbols are names that Garmin units know (GPSBabel's table); OsmAnd reads its own extension alone.
_SYMBOLS = {"site": "Scenic Area", "base": "Residence", "parking": "Parking Area", "junction": "Waypoint"}
_ICONS = {"site": "special_star", "base": "special_flag_stroke", "parking": "parking"}


def gpx(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as GPX 1.1.

    Parameters
    ----------
    plan
        The plan.
    units, clock
        How the descriptions read; times in fields are UTC and heights metres, as GPX has them.

    Raises
    ------
    OutputError
        When the plan has no map.
    """
    style = Style(units, clock)
    mapped = plan_map(plan, style)
    root = ET.Element("gpx", {**_NAMESPACES, "version": "1.1", "creator": "tripplanner"})
    _metadata(root, mapped, plan)
    for stop in mapped.stops:
        _stop(root, stop)
    for spot in mapped.places:
        _place(root, spot, style)
    for day in mapped.days:
        _route(root, day)
    for day in mapped.days:
        _track(root, day)
    return document(root)


def _metadata(root: ET.Element, mapped: PlanMap, plan: Itinerary) -> None:
    metadata = child(root, "metadata")
    child(metadata, "name", mapped.title)
    child(metadata, "desc", "\n".join(mapped.about_drawn))
    child(metadata, "time", utc_text(plan.planned_at))


def _stop(root: ET.Element, stop: MappedStop) -> None:
    point = _point(root, "wpt", stop.spot)
    child(point, "time", utc_text(stop.stop.arrive))
    child(point, "name", stop.stop.name)
    child(point, "cmt", stop.when)
    child(point, "desc", "\n".join((stop.when, *stop.notes)))
    child(point, "sym", _SYMBOLS["site"])
    child(point, "type", "stop")
    _osmand(point, icon=_ICONS["site"], background="circle", color=STOP_COLOR)


def _place(root: ET.Element, spot: Spot, style: Style) -> None:
    point = _point(root, "wpt", spot)
    child(point, "name", spot.name)
    child(point, "desc", precision_text(spot, style))
    child(point, "sym", _SYMBOLS[spot.kind])
    child(point, "type", spot.kind)
    _osmand(point, icon=_ICONS.get(spot.kind, "special_marker"), background="square", color=PLACE_COLOR)


def _route(root: ET.Element, day: MappedDay) -> None:
    drive = day.drive
    if not drive:
        return
    route = child(root, "rte")
    by_car = any(way.leg.mode == "car" for way in day.ways)
    child(route, "name", f"{day.title}: {'drive' if by_car else 'ride'}")
    child(route, "desc", "\n".join(way.text for way in day.ways if way.on_wheels))
    _osmand(route, color=DRIVE_COLOR)
    for spot in drive:
        child(_point(route, "rtept", spot), "name", spot.name)


def _track(root: ET.Element, day: MappedDay) -> None:
    """One track a day; its points carry no time, for nobody has gone there yet."""
    walks = day.walks
    if not walks:
        return
    track = child(root, "trk")
    child(track, "name", f"{day.title}: on foot")
    child(track, "desc", "\n".join(way.text for way in day.ways if not way.on_wheels))
    _osmand(track, color=ON_FOOT_COLOR)
    for walk in walks:
        segment = child(track, "trkseg")
        for spot in walk:
            _point(segment, "trkpt", spot)


def _point(parent: ET.Element, kind: str, spot: Spot) -> ET.Element:
    point = child(parent, kind, lat=decimal_text(spot.lat), lon=lon_text(spot))
    if spot.elevation_m is not None:
        child(point, "ele", decimal_text(spot.elevation_m, 1))
    return point


def _osmand(parent: ET.Element, **values: str) -> None:
    """What OsmAnd draws by."""
    extensions = child(parent, "extensions")
    for name, value in values.items():
        child(extensions, f"osmand:{name}", value)
