"""What a plan's map needs: where its places are, how the roads join them, and the summits around."""

from typing import Literal

from tripplanner.models import Identifier, Record
from tripplanner.models.base import Confidence, Latitude, Longitude


class Spot(Record):
    """
    A place on the map; the position is known to within `precision_m` [m].

    A `parking` and a `junction` are places of the roads that are neither site nor base.
    """

    id: Identifier
    name: str
    kind: Literal["site", "base", "parking", "junction"]
    lat: Latitude
    lon: Longitude
    precision_m: float
    elevation_m: float | None = None


class RoadLine(Record):
    """A road as stretches between places, by id; `part_of` is the road whose stretch it is."""

    id: Identifier
    name: str
    part_of: Identifier | None = None
    stretches: tuple[tuple[Identifier, Identifier], ...]


class Summit(Record):
    """A summit on the skyline; height above sea level [m], None where it is not known."""

    name: str
    lat: Latitude
    lon: Longitude
    elevation_m: float | None = None


class FilmScene(Record):
    """A scene tied to a site, with what was shot there and how sure that is."""

    site: Identifier
    film: Identifier
    film_title: str
    year: int
    scene: str
    shot: str
    confidence: Confidence


class Chart(Record):
    """
    The map of a plan: all places of the destination, its roads, summits and film scenes.

    `timezone` is the name of the destination's zone, in which all times of the plan are meant.
    """

    timezone: str
    spots: tuple[Spot, ...]
    roads: tuple[RoadLine, ...]
    summits: tuple[Summit, ...] = ()
    scenes: tuple[FilmScene, ...] = ()

    def spot(self, place: str) -> Spot | None:
        """The place with this id; None where its position is not known."""
        return next((each for each in self.spots if each.id == place), None)
