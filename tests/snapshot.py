"""
The catalogue as lines of text, so that a change of any fact shows as a diff.

Renew the stored lines with `python -m tests.snapshot` from the top folder.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tripplanner.catalog import load_destination
from tripplanner.models import Destination, Record

STORED = Path(__file__).parent / "snapshots" / "catalogue.txt"
_SHOWN_ELSEWHERE = ("id", "confidence", "sources")


def catalogue_text(destination: Destination) -> str:
    """One line a record, however deep it lies: where, its own figures and words, confidence, sources."""
    return "\n".join((f"destination[{destination.id}]", *_lines("", destination))) + "\n"


def _lines(place: str, record: Record) -> Iterator[str]:
    yield f"{place or 'itself'}: {_figures(record)}{_provenance(record)}"
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                # No numbers, so that a line put in between is the only one that changes.
                key = f"[{each.id}]" if hasattr(each, "id") else ""
                yield from _lines(f"{place}.{name}{key}".removeprefix("."), each)


def _figures(record: Record) -> str:
    values = ((name, getattr(record, name)) for name in type(record).model_fields)
    own = ((name, value) for name, value in values if value is not None and name not in _SHOWN_ELSEWHERE)
    return "; ".join(f"{name} {_word(value)}" for name, value in own if _is_plain(value))


def _is_plain(value: Any) -> bool:
    first = value[0] if isinstance(value, tuple) and value else value
    return value != () and not isinstance(first, Record)


def _word(value: Any) -> str:
    text = ", ".join(str(each) for each in value) if isinstance(value, tuple) else str(value)
    return " ".join(text.split())


def _provenance(record: Record) -> str:
    sources = getattr(record, "sources", ())
    if not sources or not isinstance(sources[0], str):
        return ""
    return f" ({getattr(record, 'confidence', 'no confidence')}: {', '.join(sources)})"


if __name__ == "__main__":
    STORED.write_text(catalogue_text(load_destination()), encoding="utf-8")
