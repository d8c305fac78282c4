"""A stand with all that it means: the site, the parking, the way on foot, and what its windows earn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tripplanner.models import Site
from tripplanner.planning.duties import Duties
from tripplanner.planning.windows import GRID_MINUTES, Piece, SiteLight, Weather, rounded_up
from tripplanner.request import Party
from tripplanner.roads import Walk
from tripplanner.wishes import Wishes


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


SHORT_VISIT_SHARE = 2 / 3  # of a full visit's points: a judgement


def with_wishes(candidate: Candidate, duties: Duties, wishes: Wishes) -> Iterator[Candidate]:
    """The candidate, or its visits that grant a wish and the others apart, and short ones where wanted."""
    if not candidate.pieces:
        return
    yield from _granting_apart(candidate, duties)
    if wishes.short_visits:
        pieces = tuple(_short_visits(candidate))
        if pieces:
            yield replace(candidate, pieces=pieces)


def _short_visits(candidate: Candidate) -> Iterator[Piece]:
    """The visits made short, but for those that wait for the light and those that are as short already."""
    visits = candidate.site.visit_minutes
    short = None if visits is None else rounded_up(visits.short)
    for piece in candidate.pieces:
        if short is not None and not piece.waits_for_light and short < piece.window.minutes:
            terms = {term: round(points * SHORT_VISIT_SHARE) for term, points in piece.terms.items()}
            points = sum(terms.values())
            if points >= 1:
                yield replace(piece, terms=terms, window=replace(piece.window, minutes=short, points=points))


def _granting_apart(candidate: Candidate, duties: Duties) -> Iterator[Candidate]:
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
