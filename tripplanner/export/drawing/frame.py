"""The part of the map that a panel shows, and the room that is still free on it."""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

KM_PER_DEG = 111.32  # of a great circle of 6378.1 km, good enough for a sketch
_LEAST_KM = 0.9
_SQUARE = 40  # px


class Point(NamedTuple):
    """A place on a panel. [px]"""

    x: float
    y: float


class Place(NamedTuple):
    """A place on the earth. [deg]"""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Frame:
    """A panel: its size [px], the place in its middle [deg], and its scale [px/km]."""

    width: float
    height: float
    middle: Place
    px_per_km: float

    def point(self, place: Place) -> Point:
        """Where a place lies on the panel, or beyond it."""
        east_km, north_km = offset_km(self.middle, place)
        return Point(self.width / 2 + east_km * self.px_per_km, self.height / 2 - north_km * self.px_per_km)

    def edge(self, towards_deg: float) -> Point:
        """Where a line of sight from the middle leaves the panel, with room for a mark."""
        east, north = math.sin(math.radians(towards_deg)), math.cos(math.radians(towards_deg))
        wide, high = self.width / 2 - 9, self.height / 2 - 9
        reach = min(wide / max(abs(east), 1e-9), high / max(abs(north), 1e-9))
        return Point(self.width / 2 + east * reach, self.height / 2 - north * reach)

    def crossed(self, start: Place, end: Place) -> tuple[Point, Point] | None:
        """A straight piece as points, if any of it may lie on the panel."""
        first, last = self.point(start), self.point(end)
        beyond = (
            max(first.x, last.x) < 0
            or min(first.x, last.x) > self.width
            or max(first.y, last.y) < 0
            or min(first.y, last.y) > self.height
        )
        return None if beyond else (first, last)

    def holds(self, at: Point, margin: float = 4) -> bool:
        """Whether a point lies on the panel, this far from its edge at least. [px]"""
        return margin <= at.x <= self.width - margin and margin <= at.y <= self.height - margin


def offset_km(start: Place, end: Place) -> tuple[float, float]:
    """How far east and north of a place another one lies, on a plane. [km]"""
    lon_deg = (end.lon - start.lon + 180) % 360 - 180
    return lon_deg * KM_PER_DEG * math.cos(math.radians(start.lat)), (end.lat - start.lat) * KM_PER_DEG


def extent_km(places: Sequence[Place]) -> float:
    """The longer side of the box around some places. [km]"""
    return max(_box(places)[1:]) if places else 0.0


def _box(places: Sequence[Place]) -> tuple[Place, float, float]:
    """The middle, the width and the height of the box around some places. [km]"""
    offsets = [offset_km(places[0], each) for each in places]
    east = [each[0] for each in offsets]
    north = [each[1] for each in offsets]
    lat = places[0].lat + (max(north) + min(north)) / 2 / KM_PER_DEG
    per_deg = KM_PER_DEG * max(math.cos(math.radians(places[0].lat)), 0.01)
    lon = places[0].lon + (max(east) + min(east)) / 2 / per_deg
    return Place(lat, lon), max(east) - min(east), max(north) - min(north)


def fitted(places: Sequence[Place], *, width: float, least: float, most: float) -> Frame:
    """
    The panel that shows all of some places with some room around them.

    Parameters
    ----------
    places
        At least one.
    width
        Its width. [px]
    least, most
        Its height lies between them. [px]
    """
    middle, east_km, north_km = _box(places)
    east_km, north_km = max(east_km, _LEAST_KM), max(north_km, _LEAST_KM / 2)
    height = min(max(width * north_km / east_km, least), most)
    return Frame(width, height, middle, min((width - 64) / east_km, (height - 56) / north_km))


class Box(NamedTuple):
    """A rectangle on a panel. [px]"""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def around(at: Point, radius: float) -> Box:
    """The square around a point. [px]"""
    return Box(at.x - radius, at.y - radius, at.x + radius, at.y + radius)


@dataclass(slots=True)
class Room:
    """What is taken on a panel already, kept by the squares that it lies in."""

    frame: Frame
    taken: dict[tuple[int, int], list[Box]] = field(default_factory=lambda: defaultdict(list))

    def take(self, boxes: Iterable[Box]) -> None:
        """Let nothing else be written there."""
        for box in boxes:
            for square in _squares(box):
                self.taken[square].append(box)

    def free(self, box: Box) -> bool:
        """Whether a rectangle lies on the panel and on nothing else."""
        inside = (
            box.left >= 2
            and box.top >= 2
            and box.right <= self.frame.width - 2
            and box.bottom <= self.frame.height - 2
        )
        return inside and not any(
            box.meets(other) for square in _squares(box) for other in self.taken.get(square, ())
        )


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for across in range(int(box.left // _SQUARE), int(box.right // _SQUARE) + 1):
        for down in range(int(box.top // _SQUARE), int(box.bottom // _SQUARE) + 1):
            yield across, down


def along(start: Point, end: Point, every: float) -> Iterator[Point]:
    """Points along a line, this far apart, none at its ends. [px]"""
    count = min(int(math.dist(start, end) / every), 200)
    for number in range(1, count + 1):
        share = (number - 0.5) / count
        yield Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def beside(at: Point, gap: float, size: float) -> Iterator[tuple[str, float, float]]:
    """Where a name may stand: right, left, above, below, and at the corners."""
    level = at.y + size * 0.35
    yield "start", at.x + gap, level
    yield "end", at.x - gap, level
    for up in (at.y - gap, at.y + gap + size * 0.7):
        yield "middle", at.x, up
        yield "start", at.x + gap * 0.6, up
        yield "end", at.x - gap * 0.6, up


def bearing_deg(start: Place, end: Place) -> float:
    """The direction from a place to another one, from north, clockwise, on a plane. [deg]"""
    east, north = offset_km(start, end)
    return math.degrees(math.atan2(east, north)) % 360
