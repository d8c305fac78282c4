"""Places one can stop at or start from, and the junctions and parking places on the way."""

from typing import Literal

from pydantic import model_validator

from tripplanner.models.base import Claim, Identifier, Position, Sourced, Text, Zone
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
from tripplanner.models.seasons import Hours, Parking, Season
from tripplanner.shown import Shown

Topic = Literal["built", "elevation", "surface", "step-free", "restroom", "spaces", "signal"]


class Site(Shown, Sourced):
    """
    A place one can stop at, or one that people ask for and that cannot be visited.

    What is absent was not looked for, or does not apply; `not_known` names what was looked for in vain.

    Attributes
    ----------
    id, name
        How calls and people name it.
    kind
        `homestead`, `viewpoint`, `building`, `natural`, `film-set`, `ruin`, `town` or `airport`.
    summary
        One or two sentences on it.
    position
        Where it is; None: only its zone is known.
    zone
        About where it is, where nobody has published the spot.
    not_visitable
        Why nobody can visit it; None: one can, and then position, `visit_minutes` and `worth` are there.
    today, history, access
        What it is now, what it was, and how one gets in: statements with their sources.
    built
        When its parts were built, as each party has it.
    elevation
        Its height above sea level.
    ground, restroom, signal
        What one walks on, the restroom, and the phone signal.
    not_known
        The topics on which nothing was found.
    face
        What the light should fall on.
    visit_minutes
        How long a visit takes.
    worth
        What a visit is worth to each interest.
    parking
        Where to leave the car.
    seasons, hours
        When the whole place is shut, and its hours; without a rule it is open all day.
    inside
        When its doors are shut, while one may walk around it.
    min_age
        How old one must be to be let in.
    dangers
        What is told wherever a plan stops there.

    Examples
    --------
    >>> import tripplanner
    >>> barn = tripplanner.find_site("ta-moulton-barn")
    >>> barn.kind, barn.face.azimuth_deg, barn.visit_minutes.usual
    ('homestead', 90.0, 30)
    >>> tripplanner.find_site("rocky-iv-cabin").position is None
    True
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
    """
    A place where a day starts and ends.

    Attributes
    ----------
    id, name
        How requests and people name it.
    position
        Where it is.
    """

    id: Identifier
    name: Text
    position: Position


class Node(Sourced):
    """
    A junction, gate or parking place of the road graph that is neither site nor base.

    Attributes
    ----------
    id, name
        How segments and people name it.
    kind
        `junction` or `parking`.
    position
        Where it is.
    parking
        Its parking, where a car may be left there.
    """

    id: Identifier
    name: Text
    kind: Literal["junction", "parking"]
    position: Position
    parking: Parking | None = None
