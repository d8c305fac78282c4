"""What all records are made of: ids, positions, and where a fact comes from."""

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, model_validator

from tripplanner.models.signature import PlainSignature

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
# The years that are planned in, with room at both ends: at those of the calendar no clock can be moved on.
AwareTime = Annotated[
    AwareDatetime, Field(ge=datetime(1969, 1, 1, tzinfo=UTC), lt=datetime(2202, 1, 1, tzinfo=UTC))
]
CivilDay = Annotated[date, Field(ge=date(1969, 1, 1), lt=date(2202, 1, 1))]


class Record(BaseModel):
    """The one base of all our records: frozen, no unknown fields, no infinities."""

    model_config: ClassVar[ConfigDict] = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    if not TYPE_CHECKING:

        @classmethod
        def __pydantic_init_subclass__(cls, **options: Any) -> None:
            super().__pydantic_init_subclass__(**options)
            cls.__signature__ = PlainSignature()


class Sourced(Record):
    """
    A record that says where it comes from and how sure that is.

    Attributes
    ----------
    confidence
        How sure it is: `high`, `medium`, `low`, or `disputed` where the sources disagree.
    sources
        Ids of the sources, at least one; `tripplanner.sources` lists them.
    """

    confidence: Confidence = "high"
    sources: tuple[Identifier, ...] = Field(min_length=1)


class Source(Record):
    """
    Where a fact was read, or how an estimate was made.

    Attributes
    ----------
    id
        How facts name it.
    title, publisher
        What was read, and whose it is.
    kind
        What kind of source it is, from `official` to `blog`; an `estimate` is our own.
    url
        Its address; only an estimate has none.
    read_on
        The day it was read.
    via
        Where it was read, if that was at second hand.
    how
        How an estimate was made; None for all others.

    Examples
    --------
    >>> import tripplanner
    >>> estimates = [each for each in tripplanner.sources() if each.kind == "estimate"]
    >>> all(each.how for each in estimates)
    True
    """

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
    """
    A statement with its sources and confidence, because sources disagree.

    Attributes
    ----------
    text
        The statement, in our words.
    """

    text: Text


class Position(Sourced):
    """
    A point on the WGS 84 ellipsoid, with how well it is known.

    Attributes
    ----------
    lat
        Latitude, north. [°, -90 to 90]
    lon
        Longitude, east. [°, -180 to 180]
    precision_m
        The true point lies within this distance, as far as is known. [m, more than 0, at most 1,000,000]
    elevation_m
        Height above sea level. [m, -430 to 8900] None: not known.
    """

    lat: Latitude
    lon: Longitude
    precision_m: float = Field(gt=0, le=1_000_000)
    elevation_m: float | None = Field(default=None, ge=-430, le=8900)


class Zone(Sourced):
    """
    A place known only roughly: the words say what is known.

    Attributes
    ----------
    text
        What is known of where it is.
    lat
        Latitude of its middle, north. [°, -90 to 90]
    lon
        Longitude of its middle, east. [°, -180 to 180]
    radius_m
        How far around its middle the place may lie. [m, more than 0, at most 1,000,000]
    """

    text: Text
    lat: Latitude
    lon: Longitude
    radius_m: float = Field(gt=0, le=1_000_000)


class Box(Record):
    """
    The rectangle that every coordinate of a destination lies in.

    Attributes
    ----------
    lat_min, lat_max
        Its southern and northern edge. [°, -90 to 90]
    lon_min, lon_max
        Its western and eastern edge. [°, -180 to 180]
    """

    lat_min: Latitude
    lat_max: Latitude
    lon_min: Longitude
    lon_max: Longitude

    def contains(self, lat: float, lon: float) -> bool:
        """
        Whether the point lies inside, edges included.

        Parameters
        ----------
        lat, lon
            The point, WGS 84. [°]

        Returns
        -------
        bool
            True if it does.
        """
        return self.lat_min <= lat <= self.lat_max and self.lon_min <= lon <= self.lon_max
