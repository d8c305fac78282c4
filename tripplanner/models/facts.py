"""What is known of a place beside its map: films, climate, prices, numbers to call, rules, summits."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import Claim, Degrees, Identifier, Position, Record, Sourced, Text


class Scene(Sourced):
    """
    A part of a film tied to a site or, in words, to a zone; without either the place is not known.

    Its confidence is that of what was shot and where. What sources say differently stands in `claims`,
    each account with its own confidence; a `disputed` scene needs at least two.

    `stands_for` is what the place plays in the story. `stand` and `look_azimuth_deg` [° from north,
    clockwise] are for a visitor of today, not the camera of then.
    """

    id: Identifier
    title: Text
    shot: Text
    site: Identifier | None = None
    zone: Text | None = None
    stands_for: Text | None = None
    stand: Text | None = None
    look_azimuth_deg: Degrees | None = None
    still_to_see: Text | None = None
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _in_one_place(self) -> "Scene":
        if self.site is not None and self.zone is not None:
            raise ValueError("a scene has a site or a zone, not both")
        return self

    @model_validator(mode="after")
    def _a_dispute_has_two_sides(self) -> "Scene":
        if self.confidence == "disputed" and len(self.claims) < 2:
            raise ValueError("a disputed scene needs both accounts (claims)")
        return self


class Account(Claim):
    """A claim on how a film was made; those on one `topic` are told together, so that they can differ."""

    topic: Text


class Film(Sourced):
    """A film or a television episode, with the scenes that were shot here."""

    id: Identifier
    title: Text
    year: int = Field(ge=1888, le=2100)
    summary: Text
    claims: tuple[Account, ...] = ()
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
    """Something nobody is known to have published; `film` is the film it is about, if any."""

    id: Identifier
    text: Text
    film: Identifier | None = None


class Peak(Sourced):
    """A summit on the skyline."""

    id: Identifier
    name: Text
    position: Position
