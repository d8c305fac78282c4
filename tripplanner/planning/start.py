"""Where the day starts: a base, a site, or a point that is joined to the nearest road."""

import re
from collections.abc import Sequence

from tripplanner.errors import InvalidRequestError, UnknownNameError
from tripplanner.light.skyline import distance_m
from tripplanner.models import Base, Destination, Position, Road, Segment, Site

POINT_ID = "your-base"
POINT_ROAD_ID = "way-to-your-base"
_POINT = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*")
_DETOUR = 1.3  # a road is longer than the straight line; typical factor, an estimate


def with_nights(
    destination: Destination, base: str, nights: Sequence[str], days: int
) -> tuple[Destination, tuple[str, ...], str]:
    """
    The destination with the base and all places of the night on its map, their ids, the base's name.

    The ids are of the place where the first day starts, and where each day ends.

    Raises
    ------
    InvalidRequestError
        More nights than days, and as `with_base`.
    """
    if len(nights) > days:
        plural = "" if days == 1 else "s"
        raise InvalidRequestError(
            f"{len(nights)} nights were given for {days} day{plural}: one a day at most"
        )
    mapped, first, name = with_base(destination, base)
    known, ends = {base: first}, [first]
    for number in range(days):
        night = nights[number] if number < len(nights) else base
        if night not in known:
            mapped, known[night], _ = with_base(mapped, night)
        ends.append(known[night])
    return mapped, tuple(ends), name


def with_base(destination: Destination, base: str) -> tuple[Destination, str, str]:
    """
    The destination with the base on its map, the base's id and its name.

    Parameters
    ----------
    destination
        The place to plan in.
    base
        A base id, a site id, or `"lat,lon"` inside the destination's box. A point is joined to the
        nearest known place on a road that no rule ever closes (on any road where there is none such) by a way
        of 1.3 times the straight line at 40 km/h: an estimate.

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
    points = sum(each.id.startswith(POINT_ID) for each in destination.bases)
    number = f"-{points + 1}" if points else ""
    position = Position(lat=lat, lon=lon, precision_m=10, sources=(source,))
    name = f"{lat:g},{lon:g}"
    base = Base(id=POINT_ID + number, name=name, position=position, sources=(source,))
    away_m, nearest = min(_places_on_roads(destination, position))
    segment = Segment(
        start=POINT_ID + number,
        end=nearest,
        distance_km=max(0.1, away_m / 1000 * _DETOUR),
        confidence="low",
        sources=(source,),
    )
    road = Road(
        id=POINT_ROAD_ID + number,
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
    return placed, POINT_ID + number, name


def _places_on_roads(destination: Destination, position: Position) -> list[tuple[float, str]]:
    """Distance [m] and id of the places on roads for cars that are open all year, or else on any for cars."""
    for_cars = [road for road in destination.roads if "car" in road.open_modes]
    all_year = [road for road in for_cars if not road.seasons]
    on_roads = {
        place for road in all_year or for_cars for part in road.segments for place in (part.start, part.end)
    }
    return [
        (distance_m(position, each.position), each.id)
        for each in destination.places
        if each.position is not None and each.id in on_roads
    ]
