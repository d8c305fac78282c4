"""Every format a plan is written in: its name, its suffixes, and the module that writes it."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from tripplanner.errors import OutputError
from tripplanner.itinerary import Itinerary
from tripplanner.units import Clock, Units


class _Format(NamedTuple):
    """The suffixes of a format; its home is loaded when a plan is written in it, for some are heavy."""

    suffixes: tuple[str, ...]
    home: str
    function: str


_FORMATS = {
    "text": _Format((".txt",), "text", "text"),
    "json": _Format((".json",), "text", "json"),
    "md": _Format((".md",), "markdown", "markdown"),
    "html": _Format((".html", ".htm"), "handout", "handout"),
    "ics": _Format((".ics",), "ical", "calendar"),
    "gpx": _Format((".gpx",), "gpx", "gpx"),
    "kml": _Format((".kml",), "kml", "kml"),
    "geojson": _Format((".geojson",), "geojson", "geojson"),
    "jsonld": _Format((".jsonld",), "linked", "jsonld"),
}
NAMES = tuple(_FORMATS)
BY_SUFFIX = {suffix: name for name, each in _FORMATS.items() for suffix in each.suffixes}


def rendered(plan: Itinerary, name: str, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan in a format; the same plan gives the same text, to the byte.

    Parameters
    ----------
    plan
        The plan.
    name
        One of `NAMES`.
    units, clock
        How figures and times read, in the formats that are for people.
    """
    found = _FORMATS[name]
    write: Callable[..., str] = getattr(import_module(f"tripplanner.export.{found.home}"), found.function)
    return write(plan, units=units, clock=clock)


def format_of(path: Path) -> str:
    """
    The name of the format that a file's suffix asks for.

    Raises
    ------
    OutputError
        For a suffix that we do not write; the message has the list.
    """
    name = BY_SUFFIX.get(path.suffix.lower())
    if name is None:
        raise OutputError(
            f"cannot write {path.suffix!r} ({str(path)!r}); known: {', '.join(sorted(BY_SUFFIX))}"
        )
    return name
