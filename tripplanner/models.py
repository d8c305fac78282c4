"""Places and facts as frozen records: what a destination's files are read into.

Every fact carries the ids of its sources; what sources disagree on carries a confidence.
"""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Confidence = Literal["high", "medium", "low", "disputed"]
RoadStatus = Literal["open", "closed", "by-condition"]
Outlook = Literal["cautious", "typical", "optimistic"]
Mode = Literal["car", "walk", "ski", "snowshoe", "bike"]

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Degrees = Annotated[float, Field(ge=0, lt=360)]
Text = Annotated[str, Field(min_length=1)]


def _real_day_of_year(text: str) -> str:
    date.fromisoformat(f"2024-{text}")  # a leap year, so that 02-29 may be named
    return text


DayOfYear = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_real_day_of_year)]


class Record(BaseModel):
    """The one base of all our records: frozen, no unknown fields, no infinities."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Sourced(Record):
    """A record that says where it comes from and how sure that is."""

    confidence: Confidence = "high"
    sources: tuple[Identifier, ...] = Field(min_length=1)


class Source(Record):
    """Where a fact was read, or how an estimate was made."""

    id: Identifier
    title: Text
    publisher: Text
    kind: Literal[
        "official", "encyclopedia", "press", "trade", "photographer", "blog", "guide", "database", "estimate"
    ]
    url: str | None = None
    read_on: date
    via: Text | None = None
    how: Text | None = None

    @model_validator(mode="after")
    def _an_estimate_says_how(self) -> "Source":
        if self.kind == "estimate" and self.how is None:
            raise ValueError("a source of kind 'estimate' must say how it was made (field 'how')")
        if self.kind != "estimate" and self.url is None:
            raise ValueError("a source needs a url (only an estimate may do without)")
        return self


class Claim(Sourced):
    """A statement with its sources and confidence, because sources disagree."""

    text: Text


class Position(Sourced):
    """A point on the WGS 84 ellipsoid, with how well it is known."""

    lat: Latitude
    lon: Longitude
    precision_m: float = Field(gt=0)
    elevation_m: float | None = Field(default=None, ge=-430, le=8900)


class Zone(Sourced):
    """A place known only roughly: the words say what is known."""

    text: Text
    lat: Latitude
    lon: Longitude
    radius_m: float = Field(gt=0)


class Season(Sourced):
    """
    A rule for part of the year, both days included; it may run over New Year.

    `typical` is what a by-condition road usually is in that time; `years` limits the rule to these
    years (of the day asked for). Where several rules hold, the last one in the file decides.
    """

    from_day: DayOfYear
    until_day: DayOfYear
    status: RoadStatus
    typical: Literal["open", "closed"] | None = None
    years: tuple[int, ...] | None = None
    text: Text

    def holds_on(self, on: date) -> bool:
        """Whether the rule speaks of this day."""
        if self.years is not None and on.year not in self.years:
            return False
        day = f"{on:%m-%d}"
        if self.from_day <= self.until_day:
            return self.from_day <= day <= self.until_day
        return day >= self.from_day or day <= self.until_day


class Hours(Sourced):
    """Opening hours in a part of the year, local time."""

    from_day: DayOfYear
    until_day: DayOfYear
    opens: time
    closes: time


class Parking(Sourced):
    """A place where a car may be left."""

    spaces: int | None = Field(default=None, gt=0)
    seasons: tuple[Season, ...] = ()
    text: Text | None = None


class Face(Sourced):
    """
    What the light should fall on.

    `azimuth_deg` is the compass direction the subject's face looks to [° from north, clockwise];
    `view_azimuth_deg` is the direction one looks in.
    """

    subject: Text
    azimuth_deg: Degrees
    view_azimuth_deg: Degrees | None = None
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


class Site(Sourced):
    """A place one can stop at, or one that people ask for and that cannot be visited."""

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
    face: Face | None = None
    visit_minutes: VisitMinutes | None = None
    worth: Worth | None = None
    parking: Parking | None = None
    seasons: tuple[Season, ...] = ()
    hours: tuple[Hours, ...] = ()

    @model_validator(mode="after")
    def _visitable_or_says_why(self) -> "Site":
        if self.not_visitable is None and None in (self.position, self.visit_minutes, self.worth):
            raise ValueError("a site needs position, visit_minutes and worth, or not_visitable and why")
        if self.position is None and self.zone is None:
            raise ValueError("a site needs a position or a zone")
        return self


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


class Road(Sourced):
    """An edge of the access graph, with what one may do on it and when."""

    id: Identifier
    name: Text
    surface: Literal["paved", "gravel", "dirt", "path"]
    speed_kmh: float = Field(gt=0, le=120)
    speed_dark_kmh: float = Field(gt=0, le=120)
    open_modes: tuple[Mode, ...] = ("car", "walk", "bike", "ski", "snowshoe")
    closed_modes: tuple[Mode, ...] = ("walk", "bike", "ski", "snowshoe")
    seasons: tuple[Season, ...] = ()
    phone: Identifier | None = None
    segments: tuple[Segment, ...] = Field(min_length=1)
    notes: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _closed_is_not_more_than_open(self) -> "Road":
        more = set(self.closed_modes) - set(self.open_modes)
        if more or "car" in self.closed_modes:
            raise ValueError("closed_modes must be a part of open_modes and must not hold 'car'")
        if self.speed_dark_kmh > self.speed_kmh:
            raise ValueError("speed_dark_kmh must not be above speed_kmh")
        return self


class Scene(Sourced):
    """A part of a film tied to a site or a zone, as well as that is known."""

    id: Identifier
    title: Text
    shot: Text
    site: Identifier | None = None
    zone: Text | None = None
    stands_for: Text | None = None
    stand: Text | None = None
    look_azimuth_deg: Degrees | None = None
    still_to_see: Text | None = None


class Film(Sourced):
    """A film with the scenes that were shot here."""

    id: Identifier
    title: Text
    year: int = Field(ge=1888, le=2100)
    summary: Text
    claims: tuple[Claim, ...] = ()
    scenes: tuple[Scene, ...] = ()


class ClimateMonth(Record):
    """Long-term means of one month; `snow_depth_cm` is None where the table has no figure."""

    month: int = Field(ge=1, le=12)
    mean_max_c: float = Field(ge=-60, le=60)
    mean_min_c: float = Field(ge=-80, le=50)
    snowfall_mm: float = Field(ge=0)
    snow_depth_cm: float | None = Field(default=None, ge=0)


class Climate(Sourced):
    """Climate by month for one spot, with what the table is called and covers."""

    title: Text
    place: Text
    position: Position
    months: tuple[ClimateMonth, ...] = Field(min_length=12, max_length=12)

    @model_validator(mode="after")
    def _january_to_december(self) -> "Climate":
        if [each.month for each in self.months] != list(range(1, 13)):
            raise ValueError("the months must run from 1 to 12, each once")
        return self


class Phone(Sourced):
    """A number to call, and for what."""

    id: Identifier
    name: Text
    number: Text
    text: Text


class Fee(Sourced):
    """What an entrance costs. [USD]"""

    id: Identifier
    name: Text
    amount_usd: float = Field(ge=0)
    per: Literal["vehicle", "person", "motorcycle", "pass"]
    days: int = Field(gt=0)
    text: Text | None = None
    valid_from: date | None = None
    valid_until: date | None = None


class Fact(Sourced):
    """Something a visitor must or may want to know; `topic` says where it is shown."""

    id: Identifier
    topic: Literal[
        "fee",
        "hours",
        "rule",
        "wildlife",
        "hunting",
        "signal",
        "transport",
        "works",
        "fuel",
        "parking",
        "dispute",
    ]
    text: Text
    valid_from: date | None = None
    valid_until: date | None = None


class Unknown(Sourced):
    """Something nobody is known to have published."""

    id: Identifier
    text: Text


class Peak(Sourced):
    """A summit on the skyline."""

    id: Identifier
    name: Text
    position: Position


class Box(Record):
    """The rectangle that every coordinate of a destination lies in."""

    lat_min: Latitude
    lat_max: Latitude
    lon_min: Longitude
    lon_max: Longitude

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point lies inside, edges included."""
        return self.lat_min <= lat <= self.lat_max and self.lon_min <= lon <= self.lon_max


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
