"""What pydantic finds wrong with a value, in plain words."""

from collections.abc import Mapping
from typing import Any

_WORDS = {
    "missing": "is missing",
    "extra_forbidden": "is no known field",
    "greater_than": "must be greater than {gt}",
    "greater_than_equal": "must be at least {ge}",
    "less_than": "must be less than {lt}",
    "less_than_equal": "must be at most {le}",
    "finite_number": "must be a finite number",
    "literal_error": "must be {expected}",
    "string_too_short": "must not be empty",
    "string_too_long": "must have at most {max_length} characters",
    "too_short": "must have an entry",
    "too_long": "must have at most {max_length} entries",
    "int_from_float": "must be a whole number",
}
_KINDS = {
    "string": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "date": "a date, as 2026-12-25",
    "time": "a time, as 07:30",
    "datetime": "a moment, as 2026-12-25T08:00:00-07:00",
    "timezone": "a moment with its offset, as 2026-12-25T08:00:00-07:00",
    "tuple": "a list",
    "list": "a list",
    "dict": "a table",
    "model": "a table",
}
_LONGEST_NAME = 200
_ID_PATTERN = "[a-z0-9]+(-[a-z0-9]+)*"
_NO_DAY = ("day is out of range for month", "month must be in 1..12")


def fault_text(fault: Mapping[str, Any]) -> str:
    """
    Words for one of pydantic's errors, to stand behind the name of the field; without the value.

    Examples
    --------
    >>> fault_text({"type": "greater_than", "msg": "Input should be ...", "ctx": {"gt": 0.0}})
    'must be greater than 0'
    >>> fault_text({"type": "float_parsing", "msg": "Input should be ..."})
    'must be a number'
    """
    kind, context = fault["type"], fault.get("ctx", {})
    if kind in _WORDS:
        return _WORDS[kind].format(**{name: _number(value) for name, value in context.items()})
    if kind == "string_pattern_mismatch":
        is_id = _ID_PATTERN in context["pattern"]
        what = "small letters and digits joined by hyphens" if is_id else f"written as {context['pattern']}"
        return f"must be {what}"
    begins = kind.partition("_")[0]
    if begins in _KINDS:
        return f"must be {_KINDS[begins]}"
    message = str(fault["msg"]).removeprefix("Value error, ")
    return "is no day of the year" if message.startswith(_NO_DAY) else message


def name_text(name: str) -> str:
    r"""
    A name as it may stand in a line: a field or a file that nobody knows can be called anything.

    Examples
    --------
    >>> name_text("sites[0].name"), name_text("two\nlines")
    ('sites[0].name', "'two\\nlines'")
    """
    short = name[:_LONGEST_NAME]
    return short if short.isprintable() else repr(short)


def _number(value: object) -> object:
    return f"{value:g}" if isinstance(value, float) else value
