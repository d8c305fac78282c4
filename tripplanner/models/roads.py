"""The roads between places, with what one may do on them and when."""

from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import Claim, Identifier, Mode, Sourced, Text
from tripplanner.models.seasons import Season


class Segment(Sourced):
    """
    A stretch of a road between two places, the same both ways.

    Attributes
    ----------
    start, end
        Ids of nodes, sites or bases.
    distance_km
        Its length along the road. [km, more than 0, at most 500]
    """

    start: Identifier
    end: Identifier
    distance_km: float = Field(gt=0, le=500)


class RoadSeason(Season):
    """
    A rule for a road in part of the year, with what one may do on it, and how it is kept, while shut.

    Attributes
    ----------
    closed_modes
        What one may do while the rule shuts the road to cars; None: what the road says.
    kept
        `groomed` or `plowed`, although it is shut; None: the snow lies as it fell.
    """

    closed_modes: tuple[Mode, ...] | None = None
    kept: Literal["groomed", "plowed"] | None = None


class Road(Sourced):
    """
    An edge of the access graph, with what one may do on it and when.

    Attributes
    ----------
    id, name
        How requests and people name it.
    part_of
        The road whose stretch this is: what a user states of that road holds for it too.
    surface
        `paved`, `gravel`, `dirt` or `path`.
    speed_kmh, speed_dark_kmh
        How fast a car gets on by day, and in the dark, which is never faster.
        [km/h, 1 to 120]
    open_modes, closed_modes
        The modes that are allowed while it is open, and while it is shut to cars.
    seasons
        When it is open, shut, or open by condition; of several rules that hold the last decides.
    phone
        The id of the number to ask.
    segments
        Its stretches.
    notes
        What else is said of it.
    """

    id: Identifier
    part_of: Identifier | None = None
    name: Text
    surface: Literal["paved", "gravel", "dirt", "path"]
    speed_kmh: float = Field(ge=1, le=120)
    speed_dark_kmh: float = Field(ge=1, le=120)
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
