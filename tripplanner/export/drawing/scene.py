"""What a map shows of a day: roads and how they are, the way, the stops, and where the car must stop."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from tripplanner.chart import Chart
from tripplanner.export.drawing.frame import Place
from tripplanner.itinerary import Day, Leg, RoadOnDay, Stop


@dataclass(frozen=True, slots=True)
class Stretch:
    """A straight piece of road between two places, with what it is to a car that day."""

    start: Place
    end: Place
    name: str
    to_cars: Literal["open", "closed", "path"]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A stop with its number of the day, and its place."""

    number: int
    stop: Stop
    at: Place


@dataclass(frozen=True, slots=True)
class Scene:
    """The places and lines of a day."""

    chart: Chart
    day: Day
    places: dict[str, Place]
    roads: tuple[Stretch, ...]
    stops: tuple[Numbered, ...]

    def way(self, leg: Leg) -> list[Place]:
        """The places along a leg whose positions are known."""
        along = leg.via or (leg.start, leg.end)
        return [self.places[each] for each in along if each in self.places]

    def pieces(self, *, driven: bool) -> list[tuple[Place, Place]]:
        """The straight pieces of the way that are driven, or that are not, each once."""
        found: dict[frozenset[Place], tuple[Place, Place]] = {}
        for leg in self.day.legs:
            if (leg.mode == "car") is driven:
                way = self.way(leg)
                for start, end in pairwise(way):
                    found.setdefault(frozenset((start, end)), (start, end))
        return list(found.values())

    def parked(self) -> dict[str, str]:
        """Where the car stands while one goes on without it: id and name."""
        return {
            before.end: before.end_name
            for before, after in pairwise(self.day.legs)
            if before.mode == "car" and after.mode != "car" and before.end == after.start
        }

    def gates(self) -> list[Place]:
        """Where a road that is closed to cars leaves one that is driven freely."""
        free = {each for road in self.roads if road.to_cars == "open" for each in (road.start, road.end)}
        shut = {each for road in self.roads if road.to_cars == "closed" for each in (road.start, road.end)}
        return sorted(free & shut)

    def outings(self) -> Iterator[list[Leg]]:
        """The ways without the car, each from the car and back to it."""
        run: list[Leg] = []
        for leg in self.day.legs:
            if leg.mode != "car":
                run.append(leg)
            elif run:
                yield run
                run = []
        if run:
            yield run


def _to_cars(road: RoadOnDay) -> Literal["open", "closed", "path"]:
    """A way that is open and yet not driven is a path."""
    if road.drivable:
        return "open"
    return "path" if road.status == "open" else "closed"


def scene(chart: Chart, day: Day) -> Scene:
    """The places and lines of a day on a plan's chart."""
    places = {spot.id: Place(spot.lat, spot.lon) for spot in chart.spots}
    state = {road.id: _to_cars(road) for road in day.roads}
    roads = tuple(
        Stretch(places[start], places[end], road.name, state.get(road.id, "open"))
        for road in chart.roads
        for start, end in road.stretches
        if start in places and end in places
    )
    stops = tuple(
        Numbered(number, stop, places[stop.site])
        for number, stop in enumerate(day.stops, start=1)
        if stop.site in places
    )
    return Scene(chart, day, places, roads, stops)
