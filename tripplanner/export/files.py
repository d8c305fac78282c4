"""Plans on disk: written whole or not at all, and read back."""

import os
import reprlib
import secrets
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import from_json

from tripplanner.asked import faults_text
from tripplanner.errors import InvalidRequestError, OutputError, PlanFileError
from tripplanner.export.formats import format_of, rendered
from tripplanner.itinerary import Itinerary

# A trip of 31 days takes less than a tenth of it; what is larger would fill the memory before it is refused.
_LARGEST_PLAN_BYTES = 50_000_000


def write(plan: Itinerary, path: str | os.PathLike[str]) -> Path:
    """
    Write a plan in the format its suffix names.

    `.txt` and `.md` are the agenda, `.html` a handout to print or to send, `.ics` a calendar, `.gpx`, `.kml`
    and `.geojson` maps, `.jsonld` for search engines; `.json` is what `load_plan` reads back.

    The file is there whole or not at all: it is written beside its place and then moved.

    Parameters
    ----------
    plan
        The plan.
    path
        Where to; an existing file is replaced.

    Returns
    -------
    Path
        The file written.

    Raises
    ------
    InvalidRequestError
        What is no plan.
    OutputError
        For a suffix we do not write, or a place that cannot be written.

    Examples
    --------
    >>> import tempfile, tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     [tripplanner.write(plan, f"{folder}/plan{suffix}").name for suffix in (".ics", ".html")]
    ['plan.ics', 'plan.html']
    """
    if not isinstance(plan, Itinerary):
        raise InvalidRequestError(f"{type(plan).__name__} is no plan; write an itinerary to a path")
    target = Path(path)
    write_text(target, rendered(plan, format_of(target)))
    return target


def write_text(target: Path, text: str) -> None:
    """
    Write a text whole or not at all; into what is not a regular file (a pipe, a device) directly.

    Raises
    ------
    OutputError
        When the place cannot be written.
    """
    try:
        place = target.resolve()
        if place.is_dir():
            raise IsADirectoryError(None, "it is a folder")
        if place.exists() and not place.is_file():
            place.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(place, text)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise OutputError(f"cannot write {str(target)!r}: {why}") from error


def _replace(place: Path, text: str) -> None:
    """Write beside the place and move there; a file that was there keeps its mode."""
    kept = place.stat().st_mode & 0o777 if place.exists() else None
    part = place.with_name(f".{place.name[:40]}.{secrets.token_hex(8)}")
    opener = partial(os.open, mode=0o666 if kept is None else kept)
    try:
        with open(part, "x", encoding="utf-8", newline="\n", opener=opener) as file:
            file.write(text)
        if kept is not None:
            part.chmod(kept)
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def load_plan(path: str | os.PathLike[str]) -> Itinerary:
    """
    Read back a plan that `write` saved as JSON.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    Itinerary
        The same plan, but that it no longer knows its `forecast`.

    Raises
    ------
    PlanFileError
        When the file is missing, not JSON, of another schema, or damaged.

    Examples
    --------
    >>> import tempfile, tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     again = tripplanner.load_plan(tripplanner.write(plan, f"{folder}/plan.json"))
    >>> again == plan
    True
    """
    source = Path(path)
    text = _text(source)
    try:
        payload = from_json(text)  # it refuses half a surrogate pair, which no file could hold again
    except ValueError as error:
        raise PlanFileError(f"{str(source)!r} is not a saved plan: not JSON ({error})") from error
    version = payload.get("schema_version") if isinstance(payload, dict) else None
    if version != 1:
        found = reprlib.repr(version)
        raise PlanFileError(f"{str(source)!r} is not a plan of schema_version 1 (found: {found})")
    try:
        plan = Itinerary.model_validate(payload)
    except ValidationError as error:
        raise PlanFileError(f"{str(source)!r} is damaged: {faults_text(error)}") from error
    except InvalidRequestError as error:
        raise PlanFileError(f"{str(source)!r} is damaged: its request: {error}") from error
    if tuple(each.date for each in plan.days) != plan.request.dates:
        raise PlanFileError(f"{str(source)!r} is damaged: its days are not those of its request")
    return plan


def _text(source: Path) -> str:
    """What the file holds, with or without the mark that some editors put first."""
    try:
        with source.open("rb") as file:
            content = file.read(_LARGEST_PLAN_BYTES + 1)
    except OSError as error:
        raise PlanFileError(f"cannot read the plan {str(source)!r}: {error.strerror}") from error
    except ValueError as error:  # a name with a null in it
        raise PlanFileError(f"cannot read the plan {str(source)!r}: {error}") from error
    if len(content) > _LARGEST_PLAN_BYTES:
        raise PlanFileError(f"{str(source)!r} is no saved plan: larger than {_LARGEST_PLAN_BYTES:,} bytes")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanFileError(f"{str(source)!r} is not a saved plan: not UTF-8 text") from error
