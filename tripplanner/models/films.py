"""Films that were shot at a place: scene by scene, how they were made, and how cold that was."""

from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import (
    Claim,
    Degrees,
    Identifier,
    Sourced,
    Text,
)


class Scene(Sourced):
    """
    A part of a film tied to a site or, in words, to a zone; without either the place is not known.

    Its confidence is that of what was shot and where; a `disputed` scene has at least two claims.

    Attributes
    ----------
    id, title
        How it is named.
    shot
        What was shot.
    site
        The site it was shot at.
    zone
        About where, in words, if at no site.
    stands_for
        What the place plays in the story.
    stand
        Where a visitor of today stands to see it; not the camera of then.
    look_azimuth_deg
        Where that visitor looks. [° from north, clockwise; 0 to below 360]
    still_to_see
        What is left of it.
    claims
        What sources say differently, each account with its own confidence.
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
    """
    A claim on how a film was made.

    Attributes
    ----------
    topic
        What it is about; those on one topic are told together, so that they can differ.
    """

    topic: Text


class ReportedCold(Sourced):
    """
    How cold a shoot was, as reports have it; not a measurement.

    Attributes
    ----------
    what
        `air` temperature or `wind-chill`.
    temp_c
        The figure reported. [°C, -80 to 20]
    text
        What was reported, in words.
    """

    what: Literal["air", "wind-chill"]
    temp_c: float = Field(ge=-80, le=20)
    text: Text


class Film(Sourced):
    """
    A film or a television episode, with the scenes that were shot here.

    Attributes
    ----------
    id, title
        How calls and people name it.
    year
        When it came out. [year CE, 1888 to 2100]
    summary
        What of it was made here.
    claims
        Accounts of how it was made.
    scenes
        Its scenes, in the film's order.
    reported_cold
        How cold the shoot was, as reports have it.

    Examples
    --------
    >>> import tripplanner
    >>> film = tripplanner.find_film("rocky-iv")
    >>> film.year, film.confidence, "rocky-iv-cabin" in {scene.site for scene in film.scenes}
    (1985, 'high', True)
    """

    id: Identifier
    title: Text
    year: int = Field(ge=1888, le=2100)
    summary: Text
    claims: tuple[Account, ...] = ()
    scenes: tuple[Scene, ...] = ()
    reported_cold: tuple[ReportedCold, ...] = ()
