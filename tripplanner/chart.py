"""What a plan's map needs: where its places are, how the roads join them, and the summits around."""

from typing import Literal

from pydantic import Field

from tripplanner.models import Identifier, Record
from tripplanner.models.base import Confidence, Latitude, Longitude


class Spot(Record):
    """
    A place on the map.

    Attributes
    ----------
    id, name
        How the plan and people name it.
    kind
        `site`, `base`, or `parking` and `junction`: places of the roads that are neither.
    lat
        Latitude, north. [°, -90 to 90]
    lon
        Longitude, east. [°, -180 to 180]
    precision_m
        The true point lies within this distance, as far as is known. [m]
    elevation_m
        Height above sea level. [m] None: not known.
    """

    id: Identifier
    name: str
    kind: Literal["site", "base", "parking", "junction"]
    lat: Latitude
    lon: Longitude
    precision_m: float = Field(ge=0, le=1_000_000)
    elevation_m: float | None = Field(default=None, ge=-430, le=8900)


class RoadLine(Record):
    """
    A road as stretches between places.

    Attributes
    ----------
    id, name
        How the plan and people name it.
    part_of
        The road whose stretch it is.
    stretches
        Pairs of ids of places.
    """

    id: Identifier
    name: str
    part_of: Identifier | None = None
    stretches: tuple[tuple[Identifier, Identifier], ...]


class Summit(Record):
    """
    A summit on the skyline.

    Attributes
    ----------
    name
        What it is called.
    lat
        Latitude, north. [°, -90 to 90]
    lon
        Longitude, east. [°, -180 to 180]
    elevation_m
        Height above sea level. [m] None: not known.
    """

    name: str
    lat: Latitude
    lon: Longitude
    elevation_m: float | None = Field(default=None, ge=-430, le=8900)


class FilmScene(Record):
    """
    A scene tied to a site, with what was shot there and how sure that is.

    Attributes
    ----------
    site, film
        Their ids.
    film_title
        What the film is called.
    year
        When it came out. [year CE]
    scene, shot
        What the scene is called, and what was shot.
    confidence
        How sure that is: `high`, `medium`, `low` or `disputed`.
    """

    site: Identifier
    film: Identifier
    film_title: str
    year: int = Field(ge=1888, le=2100)
    scene: str
    shot: str
    confidence: Confidence


class Chart(Record):
    """
    The map of a plan: all places of the destination, its roads, summits and film scenes.

    Attributes
    ----------
    timezone
        The name of the destination's zone, in which all times of the plan are meant.
    spots, roads, summits, scenes
        What is on it.
    """

    timezone: str
    spots: tuple[Spot, ...]
    roads: tuple[RoadLine, ...]
    summits: tuple[Summit, ...] = ()
    scenes: tuple[FilmScene, ...] = ()

    def spot(self, place: str) -> Spot | None:
        """
        The place with this id.

        Parameters
        ----------
        place
            The id.

        Returns
        -------
        Spot | None
            The place; None where its position is not known.
        """
        return next((each for each in self.spots if each.id == place), None)
