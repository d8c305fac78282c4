"""The plan as GeoJSON (RFC 7946): a point for each stop, a line for each leg, longitude before latitude."""

from collections.abc import Iterator
from typing import Any

from tripplanner.chart import Spot
from tripplanner.export.markup import json_text
from tripplanner.export.steps import Style
from tripplanner.export.waypoints import (
    DRIVE_COLOR,
    ON_FOOT_COLOR,
    PLACE_COLOR,
    STOP_COLOR,
    MappedDay,
    MappedStop,
    PlanMap,
    Way,
    plan_map,
)
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units

_DIGITS = 7  # about a centimetre; more would only look exact


def geojson(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as a GeoJSON FeatureCollection, with title, weather and credits as foreign members.

    Parameters
    ----------
    plan
        The plan.
    units, clock
        How the descriptions read; figures in fields are SI and times have their offset.

    Raises
    ------
    OutputError
        When the plan has no map.
    """
    mapped = plan_map(plan, Style(units, clock))
    features = [*_features(mapped)]
    whole = {
        "type": "FeatureCollection",
        "title": mapped.title,
        "description": "\n".join(mapped.about_drawn),
        "weather": plan.weather.model_dump(mode="json", include={"kind", "provider", "issued_at"}),
        "attribution": [{"title": each.title, "url": each.url} for each in mapped.credits],
        **_bbox(mapped),
        "features": features,
    }
    return json_text(whole)


def _features(mapped: PlanMap) -> Iterator[dict[str, Any]]:
    for day in mapped.days:
        yield from (_stop(day, stop) for stop in day.stops)
        yield from (_way(day, number, way) for number, way in enumerate(day.ways, start=1))
    yield from (_place(spot) for spot in mapped.places)


def _stop(day: MappedDay, stop: MappedStop) -> dict[str, Any]:
    visit = stop.stop
    return _point(
        stop.spot,
        f"stop-{visit.site}",
        {
            "kind": "stop",
            "name": visit.name,
            "description": "\n".join((stop.when, *stop.notes)),
            "number": stop.number,
            "date": day.day.date.isoformat(),
            "arrive": visit.arrive.isoformat(),
            "leave": visit.leave.isoformat(),
            "weather": visit.weather.kind,
            "marker-color": STOP_COLOR,
        },
    )


def _place(spot: Spot) -> dict[str, Any]:
    about = {"kind": spot.kind, "name": spot.name, "marker-color": PLACE_COLOR}
    return _point(spot, f"place-{spot.id}", about)


def _point(spot: Spot, name: str, properties: dict[str, Any]) -> dict[str, Any]:
    """A point; its height is above the sea and not above the ellipsoid, so it is no part of the position."""
    known = {"precision_m": spot.precision_m, "elevation_m": spot.elevation_m}
    geometry = {"type": "Point", "coordinates": _position(spot)}
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": {**properties, **known}}


def _way(day: MappedDay, number: int, way: Way) -> dict[str, Any]:
    leg = way.leg
    return {
        "type": "Feature",
        "id": f"leg-{day.day.date.isoformat()}-{number}",
        "geometry": {"type": "LineString", "coordinates": [_position(spot) for spot in way.spots]},
        "properties": {
            "kind": "leg",
            "name": way.text,
            "description": "\n".join(way.notes),
            "date": day.day.date.isoformat(),
            "mode": leg.mode,
            "from": leg.start,
            "to": leg.end,
            "depart": leg.depart.isoformat(),
            "arrive": leg.arrive.isoformat(),
            "distance_km": leg.distance_km,
            "roads": [{"id": each.id, "status": each.status} for each in leg.roads],
            "precision_m": max(spot.precision_m for spot in way.spots),
            "stroke": DRIVE_COLOR if way.on_wheels else ON_FOOT_COLOR,
        },
    }


def _position(spot: Spot) -> list[float]:
    return [round(spot.lon, _DIGITS), round(spot.lat, _DIGITS)]


def _bbox(mapped: PlanMap) -> dict[str, list[float]]:
    """West, south, east and north end of all positions; nothing where there is none."""
    spots = [
        *mapped.places,
        *(stop.spot for stop in mapped.stops),
        *(spot for day in mapped.days for way in day.ways for spot in way.spots),
    ]
    if not spots:
        return {}
    lons, lats = zip(*map(_position, spots), strict=True)
    return {"bbox": [min(lons), min(lats), max(lons), max(lats)]}
