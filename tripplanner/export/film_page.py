"""The story of a film scene by scene, with what is certain, what is not, and what nobody knows."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from tripplanner.catalog import find_site
from tripplanner.export.phrases import direction_text
from tripplanner.export.references import HOW_SURE, LEGEND, Citations, wrapped
from tripplanner.models import Account, Claim, Destination, Film, Scene, Unknown

_LABEL = 8
_INDENT = " " * 4


def film_page(destination: Destination, film: Film) -> str:
    """
    A film as a page of 80 columns, without a line end after the last line.

    Each scene says what was shot, what the place plays, where it is, where to stand and which way to
    look as far as that is known, what is still to be seen, and how sure all this is. Then come the
    accounts of how the film was made, what nobody knows, and the sources by number.

    Parameters
    ----------
    destination
        Where the film was shot: for its sites, unknowns and sources.
    film
        One of its films.

    Examples
    --------
    >>> from tripplanner.catalog import find_film, load_destination
    >>> place = load_destination()
    >>> print(film_page(place, find_film(place, "wyoming-1940")).splitlines()[0])
    Wyoming (1940)
    """
    cited = Citations(destination.sources)
    lines = [
        f"{film.title} ({film.year})",
        "",
        *wrapped(f"{film.summary} {_sure(film, cited)}"),
        "",
        *wrapped(LEGEND),
        "",
        *_scenes(destination, film.scenes, cited),
        *_making(film.claims, cited),
        *_unknown(unknowns_of(destination, film), cited),
        "Sources",
        *cited.lines(),
    ]
    return "\n".join(lines)


def film_payload(destination: Destination, film: Film) -> dict[str, Any]:
    """
    The film as plain data, with its unknowns and the sources it names as whole records.

    Parameters
    ----------
    destination, film
        As in `film_page`.

    Examples
    --------
    >>> from tripplanner.catalog import find_film, load_destination
    >>> place = load_destination()
    >>> sorted(film_payload(place, find_film(place, "shane")))
    ['film', 'sources', 'unknowns']
    """
    unknowns = unknowns_of(destination, film)
    named = {*_sources_in(film), *(source for each in unknowns for source in each.sources)}
    return {
        "film": film.model_dump(mode="json"),
        "unknowns": [each.model_dump(mode="json") for each in unknowns],
        "sources": [each.model_dump(mode="json") for each in destination.sources if each.id in named],
    }


def unknowns_of(destination: Destination, film: Film) -> tuple[Unknown, ...]:
    """
    What nobody knows of a film.

    Parameters
    ----------
    destination, film
        As in `film_page`.
    """
    return tuple(each for each in destination.unknowns if each.film == film.id)


def films_list(films: Iterable[Film]) -> str:
    """
    Ids, titles, years and what was shot, without a line end after the last line.

    Parameters
    ----------
    films
        In the order wanted.
    """
    lines: list[str] = []
    for film in films:
        hang = " " * 30
        lines += wrapped(f"{film.title} ({film.year})", first=f"{film.id:<29} ", rest=hang)
        lines += wrapped(film.summary, first=hang, rest=hang)
    return "\n".join(lines)


def _scenes(destination: Destination, scenes: tuple[Scene, ...], cited: Citations) -> Iterator[str]:
    yield "Scene by scene"
    if not scenes:
        yield from wrapped("No scene is tied to a place.", first="  ")
    for number, scene in enumerate(scenes, start=1):
        yield from wrapped(f"{number:>2}. {scene.title} {_sure(scene, cited)}", rest=_INDENT)
        yield from wrapped(scene.shot, first=_INDENT, rest=_INDENT)
        for label, text in _details(destination, scene, cited):
            yield from wrapped(text, first=_INDENT + label.ljust(_LABEL), rest=_INDENT + " " * _LABEL)
        yield ""
    if not scenes:
        yield ""


def _details(destination: Destination, scene: Scene, cited: Citations) -> Iterator[tuple[str, str]]:
    if scene.stands_for is not None:
        yield "Plays", scene.stands_for
    yield "Where", _where(destination, scene)
    if scene.stand is not None:
        yield "Stand", scene.stand
    if scene.look_azimuth_deg is not None:
        yield "Look", direction_text(scene.look_azimuth_deg)
    yield "Today", "not known" if scene.still_to_see is None else scene.still_to_see
    for number, claim in enumerate(scene.claims):
        yield "Said" if number == 0 else "", _claim(claim, cited)


def _where(destination: Destination, scene: Scene) -> str:
    if scene.site is None:
        return "not known" if scene.zone is None else scene.zone
    site = find_site(destination, scene.site)
    where = f"{site.name} (site {site.id})"
    return where if site.not_visitable is None else f"{where}. Cannot be visited: {site.not_visitable}"


def _making(claims: tuple[Account, ...], cited: Citations) -> Iterator[str]:
    if not claims:
        return
    yield "How it was made"
    for topic, accounts in groupby(claims, key=lambda each: each.topic):
        yield f"  {topic}"
        for account in accounts:
            yield from wrapped(_claim(account, cited), first=f"{_INDENT}- ", rest=f"{_INDENT}  ")
    yield ""


def _unknown(unknowns: tuple[Unknown, ...], cited: Citations) -> Iterator[str]:
    if not unknowns:
        return
    yield "What nobody knows"
    for each in unknowns:
        yield from wrapped(f"{each.text} {cited.mark(each.sources)}", first="  - ", rest=_INDENT)
    yield ""


def _claim(claim: Claim, cited: Citations) -> str:
    """How sure comes first: who only skims must not take a doubtful account for a fact."""
    return f"{HOW_SURE[claim.confidence]}: {claim.text} {cited.mark(claim.sources)}"


def _sure(record: Film | Scene, cited: Citations) -> str:
    return f"({HOW_SURE[record.confidence]}) {cited.mark(record.sources)}"


def _sources_in(film: Film) -> Iterator[str]:
    claims = [*film.claims, *(claim for scene in film.scenes for claim in scene.claims)]
    for each in (film, *film.scenes, *claims):
        yield from each.sources
