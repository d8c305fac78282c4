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
    Fact,
    Fee,
    Film,
    Peak,
    Phone,
    Scene,
    Unknown,
)
from tripplanner.models.places import (
    Base,
    Built,
    Elevation,
    Face,
    Ground,
    Node,
    Restroom,
    Road,
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
    "DayOfYear",
    "Degrees",
    "Destination",
    "Elevation",
    "Face",
    "Fact",
    "Fee",
    "Film",
    "Ground",
    "Hours",
    "Identifier",
    "Latitude",
    "Longitude",
    "Mode",
    "Node",
    "Outlook",
    "Pace",
    "Parking",
    "Peak",
    "Phone",
    "Position",
    "Record",
    "Restroom",
    "Road",
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
    sites: tuple[Site, ...]
    bases: tuple[Base, ...] = Field(min_length=1)
    nodes: tuple[Node, ...] = ()
    roads: tuple[Road, ...] = Field(min_length=1)
    films: tuple[Film, ...] = ()
    climate: Climate | None = None
    phones: tuple[Phone, ...] = ()
    fees: tuple[Fee, ...] = ()
    facts: tuple[Fact, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    peaks: tuple[Peak, ...] = ()
    sources: tuple[Source, ...] = Field(min_length=1)

    @property
    def places(self) -> tuple[Site | Base | Node, ...]:
        """Everything that roads lead to: sites, bases, junctions and parking places."""
        return (*self.sites, *self.bases, *self.nodes)
