"""Plans on disk: written whole or not at all, and read back."""

import json
import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from tripplanner.asked import faults_text
from tripplanner.errors import InvalidRequestError, OutputError, PlanFileError
from tripplanner.export.formats import format_of, rendered
from tripplanner.itinerary import Itinerary


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
    OutputError
        For a suffix we do not write, or a place that cannot be written.
    """
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
        if place.exists() and not place.is_file():
            place.write_text(text, encoding="utf-8", newline="\n")
        else:
            _replace(place, text)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) else str(error)
        raise OutputError(f"cannot write {str(target)!r}: {why}") from error


def _replace(place: Path, text: str) -> None:
    """Write beside the place and move there; a file that was there keeps its mode."""
    handle, name = tempfile.mkstemp(prefix=f".{place.name[:80]}.", dir=place.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        part.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o644)
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

    Raises
    ------
    PlanFileError
        When the file is missing, not JSON, of another schema, or damaged.
    """
    source = Path(path)
    try:
        text = source.read_text(encoding="utf-8")
    except OSError as error:
        raise PlanFileError(f"cannot read the plan {str(source)!r}: {error.strerror}") from error
    except ValueError as error:  # bytes that are no UTF-8, or a name with a null in it
        raise PlanFileError(f"{str(source)!r} is not a saved plan: not UTF-8 text") from error
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PlanFileError(f"{str(source)!r} is not a saved plan: not JSON ({error})") from error
    version = payload.get("schema_version") if isinstance(payload, dict) else None
    if version != 1:
        raise PlanFileError(f"{str(source)!r} is not a plan of schema_version 1 (found: {version!r})")
    try:
        return Itinerary.model_validate(payload)
    except ValidationError as error:
        raise PlanFileError(f"{str(source)!r} is damaged: {faults_text(error)}") from error
    except InvalidRequestError as error:
        raise PlanFileError(f"{str(source)!r} is damaged: its request: {error}") from error
