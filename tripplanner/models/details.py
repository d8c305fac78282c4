"""What is told of a site beside where it is: its face, its worth, the ground, when it was built."""

from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import (
    Degrees,
    Sourced,
    Text,
)


class Face(Sourced):
    """
    What the light should fall on.

    Attributes
    ----------
    subject
        What one looks at, in words.
    azimuth_deg
        The compass direction that the subject's face looks to. [° from north, clockwise; 0 to below 360]
    view_azimuth_deg
        The direction one looks in. [° from north, clockwise; 0 to below 360] None: not known.
    far
        True where the subject is a range far from the spot one looks from: it has the sun when its own
        summits have, not when that spot has.
    stand
        Where to stand, in words.
    """

    subject: Text
    azimuth_deg: Degrees
    view_azimuth_deg: Degrees | None = None
    far: bool = False
    stand: Text | None = None


class VisitMinutes(Sourced):
    """
    Minutes to allow at a place.

    Attributes
    ----------
    short, usual, photographer
        How long a short visit, a usual one, and one with a camera takes; none is shorter than the one before.
        [min, 1 to 600]
    """

    short: int = Field(ge=1, le=600)
    usual: int = Field(ge=1, le=600)
    photographer: int = Field(ge=1, le=600)

    @model_validator(mode="after")
    def _in_order(self) -> "VisitMinutes":
        if not self.short <= self.usual <= self.photographer:
            raise ValueError("visit minutes must not fall from short to usual to photographer")
        return self


class Worth(Sourced):
    """
    What a visit is worth to each interest: a judgement, so its source is an estimate.

    Attributes
    ----------
    film, history, photography, wildlife, ease
        The worth to that interest. [0 to 10, no unit]
    """

    film: int = Field(default=0, ge=0, le=10)
    history: int = Field(default=0, ge=0, le=10)
    photography: int = Field(default=0, ge=0, le=10)
    wildlife: int = Field(default=0, ge=0, le=10)
    ease: int = Field(default=0, ge=0, le=10)


class Built(Sourced):
    """
    When a thing at a site was built, as one party has it.

    Parties that disagree each have a record with the same `what`.

    Attributes
    ----------
    what
        The thing.
    year
        The year it was built, or the first of several. [year CE, 1800 to 2100]
    until_year
        The last year of building, where it went on for longer than one. [year CE, 1800 to 2100]
    text
        What else is said of it.
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
    Height above sea level, how well it is known, and who says so.

    The weather uses the position's `elevation_m` alone; the light takes this one where that is missing.

    Attributes
    ----------
    elevation_m
        The height. [m, -430 to 8900]
    precision_m
        How far off it may be. [m, more than 0, at most 500]
    """

    elevation_m: float = Field(ge=-430, le=8900)
    precision_m: float = Field(gt=0, le=500)


class Ground(Sourced):
    """
    What one stands and walks on, and whether one gets there from the car without a step.

    Attributes
    ----------
    surface
        `paved`, `gravel` or `dirt`; None: not known.
    step_free
        `yes`, `partly` or `no`; None: not known.
    text
        The same in words.
    """

    surface: Literal["paved", "gravel", "dirt"] | None = None
    step_free: Literal["yes", "partly", "no"] | None = None
    text: Text


class Restroom(Sourced):
    """
    The restroom at a site: water or a vault, or that there is none.

    Attributes
    ----------
    kind
        `flush`, `vault` or `none`.
    text
        What to know of it.
    """

    kind: Literal["flush", "vault", "none"]
    text: Text


class Signal(Sourced):
    """
    Phone signal at a site.

    Attributes
    ----------
    level
        `good`, `patchy` or `none`.
    text
        Who found it so, and when.
    """

    level: Literal["good", "patchy", "none"]
    text: Text


class MinAge(Sourced):
    """
    How old one must be to be let in.

    Attributes
    ----------
    years
        The age. [years, 1 to 30]
    text
        The rule in words.
    """

    years: int = Field(ge=1, le=30)
    text: Text
