"""Places and facts as frozen records: what a destination's files are read into.

Every fact carries the ids of its sources; what sources disagree on carries a confidence.
"""

from pydantic import Field

from tripplanner.models.base import (
    Box,
    Claim,
    Confidence,
    Degrees,
    Identifier,
    Latitude,
    Longitude,
    Mode,
    Outlook,
    Pace,
    Position,
    Record,
    RoadStatus,
    Source,
    Sourced,
    Text,
    Zone,
)
from tripplanner.models.details import (
    Built,
    Elevation,
    Face,
    Ground,
    MinAge,
    Restroom,
    Signal,
    VisitMinutes,
    Worth,
)
from tripplanner.models.facts import Climate, ClimateMonth, Dated, Fact, HiddenHills, Peak, Phone, Unknown
from tripplanner.models.fees import Entrance, Fee, FreeDays, Unstaffed
from tripplanner.models.films import Account, Film, ReportedCold, Scene
from tripplanner.models.notes import Note, NoteTopic
from tripplanner.models.places import Base, Node, Site, Topic
from tripplanner.models.roads import Road, RoadSeason, Segment
from tripplanner.models.seasons import DayOfYear, Hours, Parking, Season

__all__ = [
    "Account",
    "Base",
    "Box",
    "Built",
    "Claim",
    "Climate",
    "ClimateMonth",
    "Confidence",
    "Dated",
    "DayOfYear",
    "Degrees",
    "Destination",
    "Elevation",
    "Entrance",
    "Face",
    "Fact",
    "Fee",
    "Film",
    "FreeDays",
    "Ground",
    "HiddenHills",
    "Hours",
    "Identifier",
    "Latitude",
    "Longitude",
    "MinAge",
    "Mode",
    "Node",
    "Note",
    "NoteTopic",
    "Outlook",
    "Pace",
    "Parking",
    "Peak",
    "Phone",
    "Position",
    "Record",
    "ReportedCold",
    "Restroom",
    "Road",
    "RoadSeason",
    "RoadStatus",
    "Scene",
    "Season",
    "Segment",
    "Signal",
    "Site",
    "Source",
    "Sourced",
    "Text",
    "Topic",
    "Unknown",
    "Unstaffed",
    "VisitMinutes",
    "Worth",
    "Zone",
]


class Destination(Record):
    """
    One folder of facts: everything the planner knows of a place.

    Attributes
    ----------
    id, name
        How plans and people name it.
    timezone
        The zone of its days and times, as `America/Denver`.
    box
        What every coordinate lies in.
    default_base
        Where a day starts and ends unless asked for otherwise.
    weather_site
        The site whose weather stands for all where one must do.
    alert_zones, nearby_alert_zones
        Zones of the National Weather Service: of the stops, and of the country around, whose alerts are told
        and forbid no stop.
    nps_park
        The National Park Service's code, to ask it for notices; None: no park of theirs.
    sites, bases, nodes, roads
        The map: where one can stop, where days start and end, junctions and parking places, and the roads.
    films
        Films that were shot here, with their scenes.
    climate
        What the weather is like by month; None: no plan without a forecast.
    phones
        Numbers to call.
    entrance, fees
        Where a fee is due, and how much.
    facts, unknowns
        What a visitor must or may want to know, and what nobody has published.
    peaks, hidden_hills
        The skyline: summits, and hills known only by how long they hide the sun.
    sources
        Where all that comes from.

    Examples
    --------
    >>> import tripplanner
    >>> place = tripplanner.load_destination()
    >>> place.id, place.timezone, place.default_base
    ('mormon-row', 'America/Denver', 'jackson')
    """

    id: Identifier
    name: Text
    timezone: Text
    box: Box
    default_base: Identifier
    weather_site: Identifier
    alert_zones: tuple[str, ...] = ()
    nearby_alert_zones: tuple[str, ...] = ()
    nps_park: Text | None = None
    sites: tuple[Site, ...]
    bases: tuple[Base, ...] = Field(min_length=1)
    nodes: tuple[Node, ...] = ()
    roads: tuple[Road, ...] = Field(min_length=1)
    films: tuple[Film, ...] = ()
    climate: Climate | None = None
    phones: tuple[Phone, ...] = ()
    entrance: Entrance | None = None
    fees: tuple[Fee, ...] = ()
    facts: tuple[Fact, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    peaks: tuple[Peak, ...] = ()
    hidden_hills: HiddenHills | None = None
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def places(self) -> tuple[Site | Base | Node, ...]:
        """Everything that roads lead to: sites, bases, junctions and parking places."""
        return (*self.sites, *self.bases, *self.nodes)

    @property
    def hidden_minutes(self) -> tuple[float, float]:
        """Least and most minutes by which hills without a listed summit delay the sun; none: 0. [min]"""
        hills = self.hidden_hills
        return (0.0, 0.0) if hills is None else (hills.least_minutes, hills.most_minutes)
