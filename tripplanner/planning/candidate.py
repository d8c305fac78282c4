"""A stand with all that it means: the site, the parking, the way on foot, and what its windows earn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tripplanner.models import Site
from tripplanner.planning.duties import Duties
from tripplanner.planning.windows import GRID_MINUTES, Piece, SiteLight, Weather, rounded_up
from tripplanner.request import Party
from tripplanner.roads import Walk


@dataclass(frozen=True, slots=True)
class Candidate:
    """
    A stand with what it means: the site, where the car waits, the way on foot, what windows earn.

    A visit fulfils the wishes in `grants`.
    """

    site: Site
    parking: str
    walk: Walk
    light: SiteLight
    pieces: tuple[Piece, ...]
    grants: frozenset[int] = frozenset()


def with_wishes(candidate: Candidate, duties: Duties) -> Iterator[Candidate]:
    """The candidate, or its visits that grant a wish and the others apart."""
    if not candidate.pieces:
        return
    wish = duties.first_light
    if wish is None or candidate.site.id not in duties.first_light_at:
        yield candidate
        return
    granting = tuple(each for each in candidate.pieces if each.waits_for_light)
    others = tuple(each for each in candidate.pieces if not each.waits_for_light)
    if granting:
        yield replace(candidate, pieces=granting, grants=frozenset((wish,)))
    if others:
        yield replace(candidate, pieces=others)


def counting_cold(candidate: Candidate, duties: Duties, weather: Weather, party: Party) -> Candidate:
    """
    The candidate with the minutes outdoors in the cold counted, where the day has a limit on them.

    Cold is an hour that limits how long this party may be out; the ways from the car and back count too.
    """
    if duties.limits.cold_minutes is None or not weather.sets_limits(party):
        return candidate
    walk = rounded_up(candidate.walk.minutes)
    pieces = []
    for piece in candidate.pieces:
        window = piece.window
        # The whole window counts as its coldest visit does.
        starts = range(window.opens, window.closes + 1, GRID_MINUTES)
        outside = max(
            _cold_minutes(weather, start - walk, start + window.minutes + walk, party) for start in starts
        )
        pieces.append(replace(piece, window=replace(window, cold_minutes=outside)))
    return replace(candidate, pieces=tuple(pieces))


def _cold_minutes(weather: Weather, start: int, end: int, party: Party) -> int:
    steps = range(start, end, GRID_MINUTES)
    cold = sum(weather.limit_minutes(each, each, party) is not None for each in steps)
    return min(cold * GRID_MINUTES, end - start)
