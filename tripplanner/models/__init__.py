"""Places and facts as frozen records: what a destination's files are read into.

Every fact carries the ids of its sources; what sources disagree on carries a confidence.
"""

from pydantic import Field

from tripplanner.models.base import (
    Box,
    Claim,
    Confidence,
    DayOfYear,
    Degrees,
    Hours,
    Identifier,
    Latitude,
    Longitude,
    Mode,
    Outlook,
    Pace,
    Parking,
    Position,
    Record,
    RoadStatus,
    Season,
    Source,
    Sourced,
    Text,
    Zone,
)
from tripplanner.models.facts import (
    Account,
    Climate,
    ClimateMonth,
    Dated,
    Entrance,
    Fact,
    Fee,
    Film,
    FreeDays,
    HiddenHills,
    Peak,
    Phone,
    ReportedCold,
    Scene,
    Unknown,
    Unstaffed,
)
from tripplanner.models.notes import Note, NoteTopic
from tripplanner.models.places import (
    Base,
    Built,
    Elevation,
    Face,
    Ground,
    MinAge,
    Node,
    Restroom,
    Road,
    RoadSeason,
    Segment,
    Signal,
    Site,
    Topic,
    VisitMinutes,
    Worth,
)

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
    """One folder of facts: everything the planner knows of a place."""

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
