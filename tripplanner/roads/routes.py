"""Fastest routes over road segments, exact in whole microseconds and millimetres."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from tripplanner.models import Road

_US_PER_HOUR = 3_600_000_000
_US_PER_MINUTE = 60_000_000
_MM_PER_KM = 1_000_000
# Each segment is rounded to a microsecond, so a sum may pass a whole minute by a few of them: up to a
# millisecond past the minute is rounding, not time.
_SLACK_US = 1_000


@dataclass(frozen=True, slots=True)
class Way:
    """A road as one mode of travel finds it: its speeds in the light and in the dark. [km/h]"""

    road: Road
    speed_kmh: float
    speed_dark_kmh: float


class Route(NamedTuple):
    """The fastest route to a place: the places passed, the roads used (each once), what it costs."""

    path: tuple[str, ...]
    roads: tuple[str, ...]
    time_us: int
    distance_mm: int
    dark_us: int

    @property
    def distance_km(self) -> float:
        """Length of the route. [km]"""
        return self.distance_mm / _MM_PER_KM

    @property
    def minutes(self) -> int:
        """Time by daylight, rounded up. [min]"""
        return _whole_minutes(self.time_us)

    @property
    def minutes_dark(self) -> int:
        """Time in the dark, rounded up. [min]"""
        return _whole_minutes(self.dark_us)


def _whole_minutes(time_us: int) -> int:
    return -((_SLACK_US - time_us) // _US_PER_MINUTE)


def _time_us(distance_km: float, speed_kmh: float) -> int:
    # At least one, so that no segment is free and the order of equals stays well defined.
    return max(1, round(distance_km / speed_kmh * _US_PER_HOUR))


# Where it leads, its microseconds by day, millimetres and microseconds in the dark, the road's id. A bare
# tuple and not a record: the search takes apart many thousands of them for one plan.
_Edge = tuple[str, int, int, int, str]


class Graph:
    """
    All the ways open to one mode of travel; routes are worked out once per place they start from.

    Times are whole numbers, so that a route takes as long back as forth and equal routes are seen to
    be equal. Among equally fast ones the shortest is taken, then the one faster in the dark, then the
    one whose place before the end comes first by id.
    """

    def __init__(self, ways: Iterable[Way]) -> None:
        self._edges: dict[str, list[_Edge]] = {}
        self._routes: dict[str, dict[str, Route]] = {}
        for way in ways:
            self._join(way)

    def _join(self, way: Way) -> None:
        for segment in way.road.segments:
            time_us = _time_us(segment.distance_km, way.speed_kmh)
            dark_us = _time_us(segment.distance_km, way.speed_dark_kmh)
            distance_mm = max(1, round(segment.distance_km * _MM_PER_KM))
            for start, end in ((segment.start, segment.end), (segment.end, segment.start)):
                edge = (end, time_us, distance_mm, dark_us, way.road.id)
                self._edges.setdefault(start, []).append(edge)

    def routes_from(self, start: str) -> dict[str, Route]:
        """
        Find the fastest route from one place to every place that can be reached, itself included.

        Parameters
        ----------
        start
            Id of the place; one that no way touches reaches only itself.
        """
        if start not in self._routes:
            self._routes[start] = self._search(start)
        return self._routes[start]

    def _search(self, start: str) -> dict[str, Route]:
        """Dijkstra's algorithm; the order of the tuple in the queue is the order of preference."""
        found: dict[str, Route] = {}
        queue = [(0, 0, 0, start, "", "")]
        while queue:
            time_us, distance_mm, dark_us, place, before, road = heapq.heappop(queue)
            if place in found:
                continue
            path, roads = _extend(found.get(before), place, road)
            found[place] = Route(path, roads, time_us, distance_mm, dark_us)
            for to, us, mm, us_dark, via in self._edges.get(place, ()):
                if to not in found:
                    step = (time_us + us, distance_mm + mm, dark_us + us_dark, to, place, via)
                    heapq.heappush(queue, step)
        return found


def _extend(route: Route | None, place: str, road: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if route is None:
        return (place,), ()
    roads = route.roads if road in route.roads else (*route.roads, road)
    return (*route.path, place), roads
