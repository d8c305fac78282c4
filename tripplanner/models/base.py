"""What all records are made of: ids, positions, seasons, and where a fact comes from."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

Confidence = Literal["high", "medium", "low", "disputed"]
RoadStatus = Literal["open", "closed", "by-condition"]
Outlook = Literal["cautious", "typical", "optimistic"]
Mode = Literal["car", "walk", "ski", "snowshoe", "bike"]
Pace = Literal["relaxed", "usual", "brisk"]

Identifier = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]
Degrees = Annotated[float, Field(ge=0, lt=360)]
Text = Annotated[str, Field(min_length=1)]


def _real_day_of_year(text: str) -> str:
    date.fromisoformat(f"2024-{text}")  # a leap year, so that 02-29 may be named
    return text


def within_year(from_day: str, until_day: str, on: date) -> bool:
    """Whether a day lies in a part of each year (month and day, both included); it may run over New Year."""
    day = f"{on:%m-%d}"
    if from_day <= until_day:
        return from_day <= day <= until_day
    return day >= from_day or day <= until_day


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
        return within_year(self.from_day, self.until_day, on)


class Hours(Sourced):
    """Opening hours in a part of the year, local time, both days included; it may run over New Year."""

    from_day: DayOfYear
    until_day: DayOfYear
    opens: time
    closes: time

    def holds_on(self, on: date) -> bool:
        """Whether these are the hours of this day."""
        return within_year(self.from_day, self.until_day, on)


class Parking(Sourced):
    """A place where a car may be left."""

    spaces: int | None = Field(default=None, gt=0)
    seasons: tuple[Season, ...] = ()
    text: Text | None = None


class Box(Record):
    """The rectangle that every coordinate of a destination lies in."""

    lat_min: Latitude
    lat_max: Latitude
    lon_min: Longitude
    lon_max: Longitude

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point lies inside, edges included."""
        return self.lat_min <= lat <= self.lat_max and self.lon_min <= lon <= self.lon_max
