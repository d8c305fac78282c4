"""Calls that look something up in a destination: its sites, films, sources, and what nobody knows."""

from pathlib import Path

from tripplanner import catalog
from tripplanner.catalog import load_destination
from tripplanner.errors import InvalidRequestError
from tripplanner.models import Destination, Film, Site, Source, Unknown

__all__ = [
    "DestinationLike",
    "as_destination",
    "films",
    "find_film",
    "find_site",
    "load_destination",
    "sites",
    "sources",
    "unknowns",
]

DestinationLike = Destination | str | Path | None


def as_destination(destination: DestinationLike) -> Destination:
    """The destination itself, or the one in a folder; None is the bundled one."""
    if destination is None or isinstance(destination, str | Path):
        return catalog.load_destination(destination)
    if isinstance(destination, Destination):
        return destination
    raise InvalidRequestError(f"{destination!r} is no destination: give a folder, or a Destination")


def sites(destination: DestinationLike = None) -> tuple[Site, ...]:
    """
    All sites of a destination, in the catalogue's order.

    Parameters
    ----------
    destination
        The place: bundled (None), a folder of the same files, or a `Destination`.

    Returns
    -------
    tuple of Site
        With those that nobody can visit, which say why.

    Raises
    ------
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> sites()[0].id
    'ta-moulton-barn'
    """
    return as_destination(destination).sites


def find_site(site_id: str, *, destination: DestinationLike = None) -> Site:
    """
    One site by its id.

    Parameters
    ----------
    site_id
        As `sites` lists it.
    destination
        As in `sites`.

    Returns
    -------
    Site
        With its facts, each with its sources; a notebook shows it as a card.

    Raises
    ------
    UnknownNameError
        With the nearest ids.
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> find_site("oxbow-bend").name
    'Oxbow Bend'
    """
    return catalog.find_site(as_destination(destination), site_id)


def films(destination: DestinationLike = None) -> tuple[Film, ...]:
    """
    All films that were shot at a destination, in the catalogue's order, each with its scenes.

    Parameters
    ----------
    destination
        As in `sites`.

    Returns
    -------
    tuple of Film
        Television episodes too.

    Raises
    ------
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> film = films()[0]
    >>> film.title, film.year
    ('Rocky IV', 1985)
    """
    return as_destination(destination).films


def find_film(film_id: str, *, destination: DestinationLike = None) -> Film:
    """
    One film by its id.

    Parameters
    ----------
    film_id
        As `films` lists it.
    destination
        As in `sites`.

    Returns
    -------
    Film
        With its scenes. Each scene has a site or, in words, a zone, and says how sure that is.

    Raises
    ------
    UnknownNameError
        With the nearest ids.
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> scene = find_film("shane").scenes[0]
    >>> scene.site, scene.confidence
    ('shane-cabin', 'high')
    """
    return catalog.find_film(as_destination(destination), film_id)


def unknowns(destination: DestinationLike = None) -> tuple[Unknown, ...]:
    """
    What nobody is known to have published, so that no guess takes its place.

    Parameters
    ----------
    destination
        As in `sites`.

    Returns
    -------
    tuple of Unknown
        `film` is the film an unknown is about, or None.

    Raises
    ------
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> unknowns()[0].id
    'barn-in-the-montage'
    """
    return as_destination(destination).unknowns


def sources(destination: DestinationLike = None) -> tuple[Source, ...]:
    """
    Where the facts come from: every fact of a destination names one of these, or more.

    Parameters
    ----------
    destination
        As in `sites`.

    Returns
    -------
    tuple of Source
        With title, publisher, address and the day it was read; an estimate says how it was made, and
        `via` says where a source was read at second hand.

    Raises
    ------
    DestinationError
        The destination's files are missing or faulty.

    Examples
    --------
    >>> afi = next(each for each in sources() if each.id == "afi-rocky-iv")
    >>> afi.publisher, afi.kind
    ('AFI Catalog of Feature Films', 'database')
    """
    return as_destination(destination).sources
