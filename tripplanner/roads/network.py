"""The roads of one day as a network: what can be driven, what can be walked, skied or cycled."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, get_args

from tripplanner.errors import InvalidRequestError
from tripplanner.models import Destination, Mode, Node, Outlook, Pace, Road, RoadStatus, Site
from tripplanner.roads.routes import Graph, Route, Way
from tripplanner.roads.speeds import PACE_FACTOR, FootMode, Ground, foot_speed_kmh, ground_on
from tripplanner.roads.status import RoadState, check_name, parking_usable, road_states

DEFAULT_MODES: Final[tuple[Mode, ...]] = ("car", "walk", "snowshoe")

# Between equally fast ways the simplest gear wins: skis carried all the way are a walk.
_FOOT_MODES: Final[tuple[FootMode, ...]] = ("walk", "bike", "ski", "snowshoe")


@dataclass(frozen=True, slots=True)
class Drive:
    """A drive: the places passed, the roads used (each once), the minutes by day and in the dark."""

    path: tuple[str, ...]
    roads: tuple[str, ...]
    distance_km: float
    minutes: int
    minutes_dark: int


@dataclass(frozen=True, slots=True)
class Walk:
    """
    A way without a car, all of it in one mode.

    `snow_assumed` tells that the snow depth is not known and that some of the way is neither plowed nor
    groomed: the minutes then hold for bare ground. `on_snow` tells that some of the way is known to lie
    under snow, groomed or not.
    """

    mode: FootMode
    path: tuple[str, ...]
    roads: tuple[str, ...]
    distance_km: float
    minutes: int
    snow_assumed: bool
    on_snow: bool = False


class Network:
    """
    The roads on one day; places are the ids of sites, bases and nodes.

    A road that cannot be driven is not plowed, unless a rule says that it is, or that it is groomed:
    under deep snow it takes skis or snowshoes, and boots and bikes stay away. On a plowed road skis and
    snowshoes are carried.

    Parameters
    ----------
    destination
        The place whose roads these are.
    on
        The day, in the destination's time zone.
    outlook
        How to decide roads and parking places that depend on conditions.
    stated
        What the user knows of roads, by road id.
    modes
        How the party is willing to travel.
    snow_depth_cm
        Depth of the snow where it is not plowed, 0 or more. [cm] None where it is not known: then no
        snow is assumed, and the walks say so.
    pace
        How fast the party goes without a car.

    Raises
    ------
    UnknownNameError
        When there is no such outlook, road, road status, mode or pace.
    InvalidRequestError
        When the snow depth is negative or not a finite number.
    """

    def __init__(
        self,
        destination: Destination,
        on: date,
        *,
        outlook: Outlook = "cautious",
        stated: Mapping[str, RoadStatus] | None = None,
        modes: Iterable[Mode] = DEFAULT_MODES,
        snow_depth_cm: float | None = None,
        pace: Pace = "usual",
    ) -> None:
        self.states = road_states(destination, on, outlook=outlook, stated=stated)
        self.modes = tuple(modes)
        self.snow_depth_cm = snow_depth_cm
        self.pace = pace
        self._check_options()
        stops: tuple[Site | Node, ...] = (*destination.sites, *destination.nodes)
        self._places = frozenset(each.id for each in (*stops, *destination.bases))
        self._lots = tuple(sorted(each.id for each in stops if _has_parking(each, on, outlook)))
        self._roads = destination.roads
        self._graphs: dict[Mode, Graph] = {}
        self._opened: tuple[Graph, Graph] | None = None

    def _check_options(self) -> None:
        check_name("pace", self.pace, PACE_FACTOR)
        for mode in self.modes:
            check_name("mode", mode, get_args(Mode))
        depth_cm = self.snow_depth_cm
        if depth_cm is not None and not 0 <= depth_cm < math.inf:
            raise InvalidRequestError(f"snow depth must be 0 cm or more, and finite: {depth_cm}")

    def _check_places(self, *places: str) -> None:
        if not self._places.issuperset(places):  # one quick test, as planning asks thousands of times
            for place in places:
                check_name("place", place, self._places)

    def drive(self, start: str, end: str) -> Drive | None:
        """
        Find the fastest drive by daylight over roads that are drivable that day.

        Parameters
        ----------
        start, end
            Ids of a site, base or node.

        Returns
        -------
        Drive | None
            None where there is no such drive, or the party does not go by car.

        Raises
        ------
        UnknownNameError
            When there is no such place.
        """
        self._check_places(start, end)
        if "car" not in self.modes:
            return None
        route = self._graph("car").routes_from(start).get(end)
        if route is None:
            return None
        return Drive(route.path, route.roads, route.distance_km, route.minutes, route.minutes_dark)

    def on_foot(self, start: str, end: str) -> Walk | None:
        """
        Find the fastest way without a car, in the best of the party's other modes.

        Parameters
        ----------
        start, end
            Ids of a site, base or node. From a place to itself there is always a way.

        Returns
        -------
        Walk | None
            None where none of the modes leads there.

        Raises
        ------
        UnknownNameError
            When there is no such place.
        """
        self._check_places(start, end)
        if start == end:
            return Walk("walk", (start,), (), 0.0, 0, snow_assumed=False)
        found = [
            (route.time_us, route.distance_mm, rank, route)
            for rank, mode in enumerate(_FOOT_MODES)
            if mode in self.modes and (route := self._graph(mode).routes_from(start).get(end)) is not None
        ]
        if not found:
            return None
        *_, rank, route = min(found)
        return self._walk(_FOOT_MODES[rank], route)

    def _walk(self, mode: FootMode, route: Route) -> Walk:
        grounds = {self._ground(road) for road in route.roads}
        as_it_fell = any(self.states[road].kept is None for road in route.roads)
        assumed = as_it_fell and self.snow_depth_cm is None
        on_snow = grounds != {"bare"}
        return Walk(mode, route.path, route.roads, route.distance_km, route.minutes, assumed, on_snow)

    def _ground(self, road: str) -> Ground:
        return ground_on(self.states[road].kept, self.snow_depth_cm)

    def parkings(self, base: str) -> tuple[str, ...]:
        """
        List the sites and nodes where a car from this base may be left that day, in order of id.

        Parameters
        ----------
        base
            Id of the place the car comes from; itself listed only if it has a parking place.

        Raises
        ------
        UnknownNameError
            When there is no such place.
        """
        self._check_places(base)
        return tuple(lot for lot in self._lots if self.drive(base, lot) is not None)

    def blocking_roads(self, base: str, target: str) -> tuple[RoadState, ...]:
        """
        Name the shut roads on what would be the fastest drive if every road were open.

        Parameters
        ----------
        base
            Id of the place the drive starts from.
        target
            Id of the place that cannot be driven to. Where no road for cars leads there on any day,
            the place nearest to it that cars could reach stands for it.

        Returns
        -------
        tuple
            The states in the order of the drive; empty where one can drive there, where no road leads
            there at all, or where the party does not go by car.

        Raises
        ------
        UnknownNameError
            When there is no such place.
        """
        self._check_places(base, target)
        stop = self._where_cars_end(base, target)
        if "car" not in self.modes or stop is None or self.drive(base, stop) is not None:
            return ()
        cars, _ = self._if_all_were_open()
        used = cars.routes_from(base)[stop].roads
        return tuple(self.states[road] for road in used if not self.states[road].drivable)

    def _where_cars_end(self, base: str, target: str) -> str | None:
        cars, anyone = self._if_all_were_open()
        by_car = cars.routes_from(base)
        onward = anyone.routes_from(target)
        reach = [(onward[place].distance_mm, place) for place in by_car if place in onward]
        return min(reach)[1] if reach else None

    def _if_all_were_open(self) -> tuple[Graph, Graph]:
        """Give the network for cars, and the one of every road at one speed, whatever the day."""
        if self._opened is None:
            for_cars = [road for road in self._roads if "car" in road.open_modes]
            cars = Graph(Way(road, road.speed_kmh, road.speed_dark_kmh) for road in for_cars)
            self._opened = cars, Graph(Way(road, 1.0, 1.0) for road in self._roads)
        return self._opened

    def _graph(self, mode: Mode) -> Graph:
        if mode not in self._graphs:
            self._graphs[mode] = Graph(self._ways(mode))
        return self._graphs[mode]

    def _ways(self, mode: Mode) -> Iterator[Way]:
        for road in self._roads:
            speeds_kmh = self._speeds_kmh(road, mode) if mode in self.states[road.id].modes else None
            if speeds_kmh is not None:
                yield Way(road, *speeds_kmh)

    def _speeds_kmh(self, road: Road, mode: Mode) -> tuple[float, float] | None:
        if mode == "car":
            return road.speed_kmh, road.speed_dark_kmh
        speed_kmh = foot_speed_kmh(mode, self._ground(road.id), pace=self.pace)
        return None if speed_kmh is None else (speed_kmh, speed_kmh)


def _has_parking(place: Site | Node, on: date, outlook: Outlook) -> bool:
    return place.parking is not None and parking_usable(place.parking, on, outlook=outlook)
