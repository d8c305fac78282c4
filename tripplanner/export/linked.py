"""The plan as linked data: JSON-LD in the words of schema.org, for search engines and other programs."""

from collections.abc import Iterator, Sequence
from typing import Any

from tripplanner.chart import FilmScene, Spot
from tripplanner.export.markup import json_text
from tripplanner.export.steps import Style, leave_and_back
from tripplanner.export.waypoints import MappedDay, MappedStop, plan_map
from tripplanner.itinerary import CostItem, Day, Itinerary
from tripplanner.units import Clock, Units

# What each confidence allows to say of a scene.
_HOW_SURE = {
    "high": "Filmed here",
    "medium": "Likely, but not surely, filmed here",
    "low": "Said to be filmed here, which is doubtful",
    "disputed": "Accounts disagree whether it was filmed here",
}


def jsonld(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as JSON-LD: a `TouristTrip` with its stops in order, and a part for each of several days.

    A film is tied to a stop as shot there only where that is sure; where it is likely or doubtful, its
    description says so; where accounts disagree, the stop's description tells it and no statement is made.

    Parameters
    ----------
    plan
        The plan.
    units, clock
        How the descriptions read.

    Raises
    ------
    OutputError
        When the plan has no map.
    """
    mapped = plan_map(plan, Style(units, clock))
    whole: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "TouristTrip",
        "name": mapped.title,
        "description": "\n".join(mapped.about),
        **_hours(plan.days),
    }
    if mapped.home is not None:
        whole["tripOrigin"] = _place("Place", mapped.home, mapped.home.name)
    whole["itinerary"] = _in_order([_attraction(each) for each in mapped.stops])
    offers = [_offer(item) for day in plan.days for item in day.cost.items]
    if offers:
        whole["offers"] = offers
    if len(mapped.days) > 1:
        whole["subTrip"] = [_part(day) for day in mapped.days]
    # A page may hold this in a script element, which "</script>" in a name would end.
    return json_text(whole).replace("<", "\\u003c")


def _hours(days: Sequence[Day]) -> dict[str, str]:
    """When the trip leaves and is back; nothing where it goes nowhere."""
    ends = [leave_and_back(day) for day in days if day.stops or day.legs]
    if not ends:
        return {}
    return {"departureTime": ends[0][0].isoformat(), "arrivalTime": ends[-1][1].isoformat()}


def _part(day: MappedDay) -> dict[str, Any]:
    """One day of several; its stops are those of the whole trip, by their ids."""
    return {
        "@type": "TouristTrip",
        "name": f"{day.title} {day.day.date.year}",
        **_hours([day.day]),
        "itinerary": _in_order([{"@id": _id(stop)} for stop in day.stops]),
    }


def _in_order(places: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {
        "@type": "ItemList",
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "numberOfItems": len(places),
        "itemListElement": [
            {"@type": "ListItem", "position": number, "item": place}
            for number, place in enumerate(places, start=1)
        ],
    }


def _attraction(stop: MappedStop) -> dict[str, Any]:
    disputed = [_scene(each) for each in stop.scenes if each.confidence == "disputed"]
    visit = stop.stop
    attraction = {
        **_place("TouristAttraction", stop.spot, visit.name),
        "@id": _id(stop),
        "description": "\n".join((stop.when, *stop.notes, *disputed)),
        "potentialAction": {
            "@type": "Action",
            "name": "Visit",
            "startTime": visit.arrive.isoformat(),
            "endTime": visit.leave.isoformat(),
        },
    }
    films = [*_films(stop)]
    return {**attraction, "subjectOf": films} if films else attraction


def _films(stop: MappedStop) -> Iterator[dict[str, Any]]:
    """The films with a scene that is not disputed there."""
    by_film: dict[str, list[FilmScene]] = {}
    for each in stop.scenes:
        if each.confidence != "disputed":
            by_film.setdefault(each.film, []).append(each)
    for scenes in by_film.values():
        film: dict[str, Any] = {
            "@type": "Movie",
            "name": scenes[0].film_title,
            "datePublished": str(scenes[0].year),
            "description": "\n".join(map(_scene, scenes)),
        }
        if any(each.confidence == "high" for each in scenes):
            film["locationCreated"] = {"@id": _id(stop)}
        yield film


def _scene(scene: FilmScene) -> str:
    return f"{_HOW_SURE[scene.confidence]}: {scene.film_title} ({scene.year}), {scene.scene}. {scene.shot}"


def _place(kind: str, spot: Spot, name: str) -> dict[str, Any]:
    geo = {"@type": "GeoCoordinates", "latitude": round(spot.lat, 7), "longitude": round(spot.lon, 7)}
    if spot.elevation_m is not None:
        geo["elevation"] = f"{spot.elevation_m:g} m"  # schema.org has feet or metres, and wants the unit
    return {"@type": kind, "name": name, "geo": geo}


def _offer(item: CostItem) -> dict[str, Any]:
    offer = {
        "@type": "Offer",
        "name": item.name,
        "price": f"{item.amount_usd:.2f}",
        "priceCurrency": "USD",
    }
    return offer if item.text is None else {**offer, "description": item.text}


def _id(stop: MappedStop) -> str:
    """A name within the file alone: nobody publishes these places under an address of ours."""
    return f"_:{stop.stop.site}"
