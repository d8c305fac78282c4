"""How users' words become values: times, names, and faults told in one line of our own."""

import re
import reprlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, ValidationError

from tripplanner.errors import InvalidRequestError
from tripplanner.models import Record
from tripplanner.wording import fault_text, name_text

_CLOCK_TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::00)?")  # saved plans write the seconds
_MOST_FAULTS = 10


def _clock_time(value: object) -> object:
    if value is None or (isinstance(value, time) and value.tzinfo is None):
        return value
    match = _CLOCK_TIME.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a time as 07:30 (24-hour clock, the destination's time)")
    return time(int(match[1]), int(match[2]))


def as_tuple(value: object) -> object:
    """One value or several as a tuple; what is neither stays as it is."""
    if isinstance(value, str | date) and not isinstance(value, datetime):
        return (value,)
    return tuple(value) if isinstance(value, Iterable) and not isinstance(value, Mapping) else value


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
Names = Annotated[tuple[str, ...], BeforeValidator(as_tuple)]
# What users may write for such fields; each record's `__init__` has them, for type checkers alone.
TimeLike = str | time
NamesLike = Iterable[str]


class Asked(Record):
    """A record made from a user's words: what cannot be meant is told in our own error."""

    if not TYPE_CHECKING:

        def __init__(self, **data: Any) -> None:
            try:
                super().__init__(**data)
            except ValidationError as error:
                raise InvalidRequestError(faults_text(error)) from error


def faults_text(error: ValidationError) -> str:
    """The faults of a pydantic error in one line: field, what is wrong, and the value given."""
    found = error.errors(include_url=False)
    more = len(found) - _MOST_FAULTS
    told = "; ".join(dict.fromkeys(_fault(fault) for fault in found[:_MOST_FAULTS]))
    return told if more <= 0 else f"{told}; and {more:,} more"


def _fault(fault: Any) -> str:
    where, text = _place(fault["loc"]), fault_text(fault)
    if where == "":
        return text
    given = reprlib.repr(fault["input"])
    if fault["type"] == "value_error":
        # Our own validators write sentences; some of them quote the value already.
        value = re.escape(str(fault["input"]))
        is_quoted = "(given: " in text or re.search(rf"(?<!\w){value}(?!\w)", text) is not None
        return f"{where}: {text}" + ("" if is_quoted else f" (given: {given})")
    return f"{where} {text}" + ("" if fault["type"] in ("missing", "too_short") else f", not {given}")


def _place(loc: tuple[int | str, ...]) -> str:
    """The field; an entry of a short list is known by its value, one deep in a file by its number."""
    parts = loc[:-1] if len(loc) == 2 and isinstance(loc[1], int) else loc
    return ".".join(name_text(str(part)) for part in parts)
