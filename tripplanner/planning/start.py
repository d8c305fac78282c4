"""Where the day starts: a base, a site, or a point that is joined to the nearest road."""

import re

from tripplanner.errors import InvalidRequestError, UnknownNameError
from tripplanner.light.skyline import distance_m
from tripplanner.models import Base, Destination, Position, Road, Segment, Site

POINT_ID = "your-base"
POINT_ROAD_ID = "way-to-your-base"
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
_DETOUR = 1.3  # a road is longer than the straight line; typical factor, an estimate


def with_base(destination: Destination, base: str) -> tuple[Destination, str, str]:
    """
    The destination with the base on its map, the base's id and its name.

    Parameters
    ----------
    destination
        The place to plan in.
    base
        A base id, a site id, or `"lat,lon"` inside the destination's box. A point is joined to the
        nearest known place by a way of 1.3 times the straight line at 40 km/h: an estimate.

    Raises
    ------
    UnknownNameError
        No such base or site; the message offers the nearest names.
    InvalidRequestError
        A point outside the destination, or a site without a position.
    """
    point = _POINT.fullmatch(base)
    if point is not None:
        return _with_point(destination, float(point[1]), float(point[2]))
    bases_and_sites: tuple[Base | Site, ...] = (*destination.bases, *destination.sites)
    for place in bases_and_sites:
        if place.id == base:
            if place.position is None:
                raise InvalidRequestError(f"{place.name} cannot be a base: nobody knows where it is")
            return destination, place.id, place.name
    raise UnknownNameError.of("base", base, {place.id for place in bases_and_sites})


def _with_point(destination: Destination, lat: float, lon: float) -> tuple[Destination, str, str]:
    if not destination.box.contains(lat, lon):
        box = destination.box
        raise InvalidRequestError(
            f"the base {lat},{lon} lies outside {destination.name}: give lat,lon within "
            f"{box.lat_min} to {box.lat_max}, {box.lon_min} to {box.lon_max}"
        )
    source = destination.sources[0].id
    position = Position(lat=lat, lon=lon, precision_m=10, sources=(source,))
    name = f"{lat:g},{lon:g}"
    base = Base(id=POINT_ID, name=name, position=position, sources=(source,))
    places = [
        (distance_m(position, each.position), each.id)
        for each in destination.places
        if each.position is not None and _on_a_road(destination, each.id)
    ]
    away_m, nearest = min(places)
    segment = Segment(
        start=POINT_ID,
        end=nearest,
        distance_km=max(0.1, away_m / 1000 * _DETOUR),
        confidence="low",
        sources=(source,),
    )
    road = Road(
        id=POINT_ROAD_ID,
        name="the way from your base",
        surface="paved",
        speed_kmh=40,
        speed_dark_kmh=40,
        segments=(segment,),
        confidence="low",
        sources=(source,),
    )
    placed = destination.model_copy(
        update={"bases": (*destination.bases, base), "roads": (*destination.roads, road)}
    )
    return placed, POINT_ID, name


def _on_a_road(destination: Destination, place: str) -> bool:
    return any(
        place in (segment.start, segment.end)
        for road in destination.roads
        if "car" in road.open_modes
        for segment in road.segments
    )
