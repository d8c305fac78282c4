"""Documents spoilt in every way that a file or an answer can be, for Hypothesis and for atheris.

A real document is taken, and one to four of its values are changed for near ones (another time, another
id, a huge number), for wild ones, or are dropped, doubled or moved. Each field has the same chance, however
many records a document has of it. Set `TRIPPLANNER_FUZZ_EXAMPLES=20000` to run each test at such length.
"""

import copy
import json
import os
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from typing import Any, NamedTuple

from hypothesis import settings
from hypothesis import strategies as st

Path = tuple[str | int, ...]

_LENGTH = int(os.environ.get("TRIPPLANNER_FUZZ_EXAMPLES", "0"))
MOMENTS = (
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    "1969-12-31T23:59:59+00:00",
    "1883-11-18T12:00:00-07:00",
    "2026-12-25T08:00:00",
    "2026-12-25T08:00:00.123456-07:00",
    "2026-12-25T08:00:59-07:00",
    "2026-12-26T08:00:00+14:00",
    "2026-11-01T01:30:00-06:00",
    "2026-12-25T08:00:00Z",
    "2200-12-31T23:00:00-12:00",
    "2026-12-25T24:00:00-07:00",
)
DAYS = ("0001-01-01", "9999-12-31", "1969-12-31", "2024-02-29", "2200-12-31", "2026-02-30", "2026-12-26")
WORDS = (
    "",
    " ",
    "\n",
    "\x00",
    "\x1b[31m",
    "\ud800",
    "\u202e",
    "\ufeff",
    "\U0001f3d4" * 40,
    "<script>alert(1)</script>",
    "]]>",
    "&amp;",
    "%s{0}{x}",
    "{{ x }}",
    "../../etc",
    "x" * 5000,
    "a-b",
    "x\ny",
    "x\r\ny",
    "x\u2028y\x85z",
    "BEGIN:VEVENT",
    "Mars/Olympus",
    "UTC",
    "javascript:alert(1)",
    "http://[::1",
    "-",
    "nan",
    "0",
)
NUMBERS = (
    0,
    -1,
    1,
    2,
    -0.0,
    0.1,
    90,
    180,
    -180,
    360,
    2**31,
    2**63,
    10**30,
    10**400,
    1e308,
    -1e308,
    5e-324,
    float("nan"),
    float("inf"),
    float("-inf"),
)

_BITS = (b"\x00", b"\xff", b"\xed\xa0\x80", b'"', b"{", b"]]")
_TEXT = st.sampled_from(WORDS) | st.text(max_size=12)
_NUMBER = st.sampled_from(NUMBERS) | st.integers() | st.floats()
_MOMENT = st.sampled_from(MOMENTS) | st.datetimes().map(lambda moment: f"{moment.isoformat()}-07:00")
_DAY = st.sampled_from(DAYS) | st.dates().map(date.isoformat)
SCALAR = st.none() | st.booleans() | _NUMBER | _TEXT | _MOMENT | _DAY
WILD = st.recursive(
    SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXT, inner, max_size=3),
    max_leaves=6,
)


def often(in_suite: int) -> settings:
    """As many examples as the suite has time for, or as many as the environment asks for."""
    return settings(max_examples=_LENGTH or in_suite)


def spoilt(good: Any, most: int = 4) -> st.SearchStrategy[Any]:
    """A good document with one to `most` of its values changed; a mapping or a list stays one at the top."""
    places = _places(good)
    return _changed(good, places, st.lists(_place_in(places), min_size=1, max_size=most))


def _place_in(places: dict[str, list[Path]]) -> st.SearchStrategy[Path]:
    shapes = [st.sampled_from(paths) for _, paths in sorted(places.items())]
    return st.sampled_from(shapes).flatmap(lambda paths: paths)


def _places(document: Any) -> dict[str, list[Path]]:
    """The paths of all values, by shape: what the path is with every number in it the same."""
    found: defaultdict[str, list[Path]] = defaultdict(list)
    todo: list[tuple[Path, Any]] = [((), document)]
    while todo:
        path, value = todo.pop()
        if path:
            found["/".join("*" if isinstance(step, int) else repr(step) for step in path)].append(path)
        if isinstance(value, dict):
            todo += [((*path, key), each) for key, each in value.items()]
        elif isinstance(value, list):
            todo += [((*path, number), each) for number, each in enumerate(value)]
    return found


def _at(document: Any, path: Path) -> Any:
    for step in path:
        document = document[step]
    return document


@st.composite
def _changed(
    draw: st.DrawFn, good: Any, places: dict[str, list[Path]], which: st.SearchStrategy[list[Path]]
) -> Any:
    document = copy.deepcopy(good)
    for path in draw(which):
        with suppress(LookupError, TypeError):  # what an earlier change has taken away
            _change(draw, document, path, good, places)
    return document


def _change(draw: st.DrawFn, document: Any, path: Path, good: Any, places: dict[str, list[Path]]) -> None:
    holder, last = _at(document, path[:-1]), path[-1]
    how = draw(st.sampled_from(["near"] * 6 + ["wild", "drop", "add", "moved", "doubled", "deep"]))
    if how == "near":
        holder[last] = draw(_near(holder[last]))
    elif how == "wild":
        holder[last] = draw(WILD)
    elif how == "drop":
        del holder[last]
    elif how == "add" and isinstance(holder, dict):
        holder[draw(_TEXT)] = draw(WILD)
    elif how == "moved":  # what stands elsewhere, and is right there
        holder[last] = copy.deepcopy(_at(good, draw(_place_in(places))))
    elif how == "doubled" and isinstance(holder, list) and isinstance(last, int):
        holder.insert(last, copy.deepcopy(holder[last]))
    elif how == "deep":
        holder[last] = _nested(draw(st.sampled_from([3, 90, 400])))


def _nested(depth: int) -> Any:
    value: Any = None
    for _ in range(depth):
        value = [value]
    return value


def _near(value: Any) -> st.SearchStrategy[Any]:
    """Values of the same kind, so that the document is often still a valid one."""
    near = next((near for kind, near in _NEAR.items() if isinstance(value, kind)), None)
    return SCALAR if near is None else near(value)


def _near_text(value: str) -> st.SearchStrategy[Any]:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return _TEXT | st.sampled_from([value.upper(), value[:-1], value + "x", value * 50, f" {value}"])
    return _MOMENT | _DAY


# In this order: True is an int too.
_NEAR: dict[type, Callable[[Any], st.SearchStrategy[Any]]] = {
    bool: lambda value: st.just(not value),
    int: lambda value: st.integers(value - 3, value + 3) | st.integers(-5, 5000) | _NUMBER,
    float: lambda value: st.floats(value - 1, value + 1) | st.integers(-400, 400).map(float) | _NUMBER,
    str: _near_text,
    list: lambda value: st.sampled_from([[], value * 2, value[:1], value[::-1], value * 40]),
    dict: lambda value: st.sampled_from([{}, {key: value[key] for key in list(value)[:1]}, [value]]),
    date: lambda _: st.dates() | st.datetimes(),  # TOML has days of its own
}


@st.composite
def spoilt_bytes(draw: st.DrawFn, good: bytes) -> bytes:
    """The bytes of a good document, cut, doubled, changed here and there, or saved by a strange editor."""
    content = bytearray(good)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(content)))
        end = min(len(content), start + draw(st.integers(0, 30)))
        bit = draw(
            st.binary(max_size=6) | st.sampled_from([b"\x00", b"\xff", b"\xed\xa0\x80", b'"', b"{", b"]]"])
        )
        content[start:end] = draw(st.sampled_from([bit, bytes(content[start:end]) * 2, b""]))
    return draw(
        st.sampled_from(
            [
                bytes(content),
                b"\xef\xbb\xbf" + content,
                content.replace(b"\n", b"\r\n"),
                content.replace(b"\n", b"\r"),
                bytes(content[: len(content) // 2]),
                bytes(content) * 2,
                bytes(content).decode("utf-8", "replace").encode("utf-16"),
            ]
        )
    )


class Edit(NamedTuple):
    """One value of a good document changed for another, `sites/0/name` for this: an example to remember."""

    where: str
    value: Any

    def made(self, good: Any) -> Any:
        """The document with the change."""
        document = copy.deepcopy(good)
        *path, last = (int(step) if step.isdigit() else step for step in self.where.split("/"))
        _at(document, tuple(path))[last] = self.value
        return document


def json_text(document: Any) -> str:
    """JSON as Python writes it: with NaN, Infinity and half surrogate pairs where the document has them."""
    return json.dumps(document)
