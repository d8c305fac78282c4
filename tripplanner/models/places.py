"""Places one can stop at or start from, and the roads between them."""

from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import (
    Claim,
    Degrees,
    Hours,
    Identifier,
    Mode,
    Parking,
    Position,
    Season,
    Sourced,
    Text,
    Zone,
)
from tripplanner.shown import Shown


class Face(Sourced):
    """
    What the light should fall on.

    `azimuth_deg` is the compass direction the subject's face looks to [° from north, clockwise];
    `view_azimuth_deg` is the direction one looks in. `far` tells that the subject is a range far from
    the spot one looks from: it has the sun when its own summits have, not when that spot has.
    """

    subject: Text
    azimuth_deg: Degrees
    view_azimuth_deg: Degrees | None = None
    far: bool = False
    stand: Text | None = None


class VisitMinutes(Sourced):
    """Minutes to allow at a place. [min]"""

    short: int = Field(gt=0, le=600)
    usual: int = Field(gt=0, le=600)
    photographer: int = Field(gt=0, le=600)

    @model_validator(mode="after")
    def _in_order(self) -> "VisitMinutes":
        if not self.short <= self.usual <= self.photographer:
            raise ValueError("visit minutes must not fall from short to usual to photographer")
        return self


class Worth(Sourced):
    """What a visit is worth to each interest, 0 to 10 each: a judgement, so its source is an estimate."""

    film: int = Field(default=0, ge=0, le=10)
    history: int = Field(default=0, ge=0, le=10)
    photography: int = Field(default=0, ge=0, le=10)
    wildlife: int = Field(default=0, ge=0, le=10)
    ease: int = Field(default=0, ge=0, le=10)


class Built(Sourced):
    """
    When a thing at a site was built, as one party has it.

    Parties that disagree each have a record with the same `what`. `until_year` is the last year of
    building, where it went on for longer than one.
    """

    what: Text
    year: int = Field(ge=1800, le=2100)
    until_year: int | None = Field(default=None, ge=1800, le=2100)
    text: Text | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Built":
        if self.until_year is not None and self.until_year <= self.year:
            raise ValueError("until_year must be after year; leave it out for a single year")
        return self


class Elevation(Sourced):
    """
    Height above sea level [m], how well it is known, and who says so.

    The weather uses the position's `elevation_m` alone; the light takes this one where that is missing.
    """

    elevation_m: float = Field(ge=-430, le=8900)
    precision_m: float = Field(gt=0, le=500)


class Ground(Sourced):
    """What one stands and walks on, and whether one gets there from the car without a step."""

    surface: Literal["paved", "gravel", "dirt"] | None = None
    step_free: Literal["yes", "partly", "no"] | None = None
    text: Text


class Restroom(Sourced):
    """The restroom at a site: water or a vault, or that there is none."""

    kind: Literal["flush", "vault", "none"]
    text: Text


class Signal(Sourced):
    """Phone signal at a site."""

    level: Literal["good", "patchy", "none"]
    text: Text


class MinAge(Sourced):
    """How old one must be to be let in. [years]"""

    years: int = Field(gt=0, le=30)
    text: Text


Topic = Literal["built", "elevation", "surface", "step-free", "restroom", "spaces", "signal"]


class Site(Shown, Sourced):
    """
    A place one can stop at, or one that people ask for and that cannot be visited.

    What is absent was not looked for, or does not apply; `not_known` names what was looked for in vain.
    `hours` and `seasons` shut the whole place; those of `inside` only shut its doors. `dangers` are told
    wherever a plan stops there.
    """

    id: Identifier
    name: Text
    kind: Literal["homestead", "viewpoint", "building", "natural", "film-set", "ruin", "town", "airport"]
    summary: Text
    position: Position | None = None
    zone: Zone | None = None
    not_visitable: Text | None = None
    today: tuple[Claim, ...] = ()
    history: tuple[Claim, ...] = ()
    access: tuple[Claim, ...] = ()
    built: tuple[Built, ...] = ()
    elevation: Elevation | None = None
    ground: Ground | None = None
    restroom: Restroom | None = None
    signal: Signal | None = None
    not_known: tuple[Topic, ...] = ()
    face: Face | None = None
    visit_minutes: VisitMinutes | None = None
    worth: Worth | None = None
    parking: Parking | None = None
    seasons: tuple[Season, ...] = ()
    hours: tuple[Hours, ...] = ()
    inside: tuple[Season, ...] = ()
    min_age: MinAge | None = None
    dangers: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _visitable_or_says_why(self) -> "Site":
        if self.not_visitable is None and None in (self.position, self.visit_minutes, self.worth):
            raise ValueError("a site needs position, visit_minutes and worth, or not_visitable and why")
        if self.position is None and self.zone is None:
            raise ValueError("a site needs a position or a zone")
        return self

    @model_validator(mode="after")
    def _one_elevation(self) -> "Site":
        given = None if self.position is None else self.position.elevation_m
        if self.elevation is not None and given is not None and self.elevation.elevation_m != given:
            raise ValueError(f"elevation.elevation_m must be the position's, {given:g}")
        return self

    @model_validator(mode="after")
    def _not_known_is_not_told(self) -> "Site":
        both = sorted(self.told & set(self.not_known))
        if both:
            raise ValueError(f"not_known must not name what the site tells: {', '.join(both)}")
        return self

    @property
    def standpoint(self) -> Position | None:
        """The position, with the height of the elevation record where it has none of its own."""
        if self.position is None or self.position.elevation_m is not None or self.elevation is None:
            return self.position
        return self.position.model_copy(update={"elevation_m": self.elevation.elevation_m})

    @property
    def told(self) -> set[Topic]:
        """The topics on which the site says something."""
        values: dict[Topic, object] = {
            "built": self.built or None,
            "elevation": self.elevation,
            "surface": None if self.ground is None else self.ground.surface,
            "step-free": None if self.ground is None else self.ground.step_free,
            "restroom": self.restroom,
            "spaces": None if self.parking is None else self.parking.spaces,
            "signal": self.signal,
        }
        return {topic for topic, value in values.items() if value is not None}


class Base(Sourced):
    """A place where a day starts and ends."""

    id: Identifier
    name: Text
    position: Position


class Node(Sourced):
    """A junction, gate or parking place of the road graph that is neither site nor base."""

    id: Identifier
    name: Text
    kind: Literal["junction", "parking"]
    position: Position
    parking: Parking | None = None


class Segment(Sourced):
    """A stretch of a road between two nodes (nodes, sites or bases, by id), the same both ways."""

    start: Identifier
    end: Identifier
    distance_km: float = Field(gt=0, le=500)


class RoadSeason(Season):
    """
    A rule for a road in part of the year, with what one may do on it, and how it is kept, while shut.

    `closed_modes` is what one may do while the rule shuts the road to cars; None: what the road says.
    `kept` tells that it is groomed or plowed although it is shut; None: the snow lies as it fell.
    """

    closed_modes: tuple[Mode, ...] | None = None
    kept: Literal["groomed", "plowed"] | None = None


class Road(Sourced):
    """
    An edge of the access graph, with what one may do on it and when.

    `part_of` names the road whose stretch this is: what a user states of that road holds for it too.
    """

    id: Identifier
    part_of: Identifier | None = None
    name: Text
    surface: Literal["paved", "gravel", "dirt", "path"]
    speed_kmh: float = Field(gt=0, le=120)
    speed_dark_kmh: float = Field(gt=0, le=120)
    open_modes: tuple[Mode, ...] = ("car", "walk", "bike", "ski", "snowshoe")
    closed_modes: tuple[Mode, ...] = ("walk", "bike", "ski", "snowshoe")
    seasons: tuple[RoadSeason, ...] = ()
    phone: Identifier | None = None
    segments: tuple[Segment, ...] = Field(min_length=1)
    notes: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _closed_is_not_more_than_open(self) -> "Road":
        own = {mode for rule in self.seasons for mode in rule.closed_modes or ()}
        closed = own | set(self.closed_modes)
        if closed - set(self.open_modes) or "car" in closed:
            raise ValueError("closed_modes must be a part of open_modes and must not hold 'car'")
        if self.speed_dark_kmh > self.speed_kmh:
            raise ValueError("speed_dark_kmh must not be above speed_kmh")
        return self
