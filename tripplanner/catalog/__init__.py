"""Reading a destination's folder of facts, checking it as a whole, and finding records in it by id.

A destination is a folder of TOML files. Each top-level key is a field of `Destination`; lists of
tables may be spread over several files. All faults are told at once, each with its file and record.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Protocol, TypeVar

from pydantic import ValidationError

from tripplanner.catalog.crosschecks import Fault, cross_faults
from tripplanner.catalog.tables import Tables, mended, places, read_folder, schema_faults, without_faulty
from tripplanner.errors import DestinationError, UnknownNameError
from tripplanner.models import Base, Destination, Film, Road, Site

__all__ = [
    "bundled_ids",
    "faults",
    "find_base",
    "find_film",
    "find_road",
    "find_site",
    "load_destination",
]

_BUNDLED = {"mormon-row": "mormon_row"}


def load_destination(path: Path | str | None = None) -> Destination:
    """
    Read and check a destination.

    Parameters
    ----------
    path
        Folder with the destination's `.toml` files; None for the bundled `mormon-row`. Other files
        in it are ignored; symbolic links are refused, so that nothing outside the folder is read.

    Returns
    -------
    Destination
        The bundled one is read once and shared; a folder of yours is read anew each time, so that
        an edit shows.

    Raises
    ------
    DestinationError
        If the folder is missing or holds faults. The message has one line for each fault found, with
        file, record, field and value.

    Examples
    --------
    >>> load_destination().default_base
    'jackson'
    """
    if path is None:
        return _load_bundled("mormon-row")
    folder = Path(path)
    try:
        if not folder.is_dir():
            raise DestinationError(f"no destination folder at {str(path)!r}")
        tables = read_folder(folder)
    except OSError as error:
        raise DestinationError(f"cannot read the folder {str(path)!r}: {error.strerror}") from error
    return _build(tables, str(path))


def bundled_ids() -> tuple[str, ...]:
    """
    Ids of the destinations that come with the library.

    Examples
    --------
    >>> bundled_ids()
    ('mormon-row',)
    """
    return tuple(sorted(_BUNDLED))


def faults(destination: Destination) -> list[str]:
    """
    Faults between the records of a destination; empty when all is well.

    Checked are: ids used twice, sources unknown or never used, ends of road segments, coordinates
    against the box, the default base, the weather site, sites of scenes, phones of roads, time zone.

    Parameters
    ----------
    destination
        A destination whose records are valid one by one.

    Examples
    --------
    >>> faults(load_destination().model_copy(update={"default_base": "jacksn"}))
    ["default_base: unknown base 'jacksn'"]
    """
    return [fault.line() for fault in cross_faults(destination)]


def find_site(destination: Destination, name: str) -> Site:
    """
    Look up a site by its id.

    Raises
    ------
    UnknownNameError
        If there is none; the message offers the nearest ids.

    Examples
    --------
    >>> find_site(load_destination(), "oxbow-bend").kind
    'viewpoint'
    """
    return _find("site", destination.sites, name)


def find_base(destination: Destination, name: str) -> Base:
    """Look up a base by its id; UnknownNameError offers the nearest ids."""
    return _find("base", destination.bases, name)


def find_road(destination: Destination, name: str) -> Road:
    """Look up a road by its id; UnknownNameError offers the nearest ids."""
    return _find("road", destination.roads, name)


def find_film(destination: Destination, name: str) -> Film:
    """Look up a film by its id; UnknownNameError offers the nearest ids."""
    return _find("film", destination.films, name)


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Named = TypeVar("_Named", bound=_HasId)


def _find(kind: str, records: Iterable[_Named], name: str) -> _Named:
    by_id = {each.id: each for each in records}
    if name not in by_id:
        raise UnknownNameError.of(kind, name, by_id)
    return by_id[name]


@lru_cache(maxsize=len(_BUNDLED))
def _load_bundled(name: str) -> Destination:
    return _build(read_folder(resources.files("tripplanner") / "data" / _BUNDLED[name]), name)


def _build(tables: Tables, title: str) -> Destination:
    lines = list(tables.faults)
    try:
        destination = Destination.model_validate(tables.joined)
    except ValidationError as error:
        lines += schema_faults(error, tables) + _faults_behind(error, tables)
        raise _destination_error(title, lines, tables) from error
    lines += [_line(fault, tables) for fault in cross_faults(destination) if _is_sure(fault, tables)]
    if lines:
        raise _destination_error(title, lines, tables)
    return destination


def _faults_behind(error: ValidationError, tables: Tables) -> list[str]:
    """Cross faults behind those of the schema, without any that only follow from them."""
    better = mended(error, tables)
    content, lost = better.joined, frozenset[str]()
    try:
        Destination.model_validate(content)
    except ValidationError as still:
        content, lost = without_faulty(still, better)
    try:
        destination = Destination.model_validate(content)
    except ValidationError:
        return []
    told = places(error, tables)
    return [
        _line(fault, tables)
        for fault in cross_faults(destination)
        if _is_sure(fault, tables, lost=lost) and not fault.is_within(told)
    ]


def _is_sure(fault: Fault, tables: Tables, *, lost: frozenset[str] = frozenset()) -> bool:
    """Whether the fault would stand if the unread files were read and the lost records were there."""
    if fault.unused:
        return not lost and not tables.may_hold(fault.record or "")
    return fault.missing is None or not (fault.missing in lost or tables.may_hold(fault.missing))


def _line(fault: Fault, tables: Tables) -> str:
    return fault.line(tables.file_of(fault.section, fault.record))


def _destination_error(title: str, lines: list[str], tables: Tables) -> DestinationError:
    count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    unread = ", ".join(tables.closed)
    note = [f"not checked: what is missing or unused, for it may stand in {unread}"] if unread else []
    return DestinationError("\n".join((f"destination {title!r} has {count}", *lines, *note)))
