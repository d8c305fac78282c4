"""A folder's TOML files joined into one table that still knows which file each item came from."""

import re
import reprlib
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field, replace
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from tripplanner.wording import fault_text, name_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

MAX_FILE_BYTES = 5_000_000
# The bound that a number breaks, and the step from there to a number that keeps it.
_INSIDE = {
    "greater_than": ("gt", 1),
    "greater_than_equal": ("ge", 0),
    "less_than": ("lt", -1),
    "less_than_equal": ("le", 0),
}
_WITHOUT_VALUE = {"missing", "extra_forbidden", "too_short"}
_WORD = re.compile(r"'([^']*)'")


@dataclass
class Tables:
    """
    The joined tables, the file of each item, and what was wrong with the files themselves.

    Lists of tables are joined over the files; `files` names the file by key and number in the list
    (0 for a key that is no list). `unread` is the text of files that are no TOML: what is missing may
    stand in there. `closed` names the files of which not even the text could be read.
    """

    joined: dict[str, Any] = field(default_factory=dict)
    files: dict[tuple[str, int], str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    unread: str = ""
    closed: list[str] = field(default_factory=list)

    def add(self, file: str, content: dict[str, Any]) -> None:
        """Join the content of one more file."""
        for key, value in content.items():
            if isinstance(value, list) and isinstance(self.joined.get(key, []), list):
                self._extend(file, key, value)
            elif key in self.joined:
                first = self.files.get((key, 0), "another file")
                self.faults.append(fault_line(file, key, text=f"already given in {first}"))
            else:
                self.joined[key] = value
                self.files[key, 0] = file

    def may_hold(self, word: str) -> bool:
        """Whether a file that could not be read speaks of an id or a section, as far as its text is known."""
        if self.closed:
            return True
        quoted = any(each in self.unread for each in (f'"{word}"', f"'{word}'", f"[{word}]"))
        return quoted or re.search(rf"^{re.escape(word)}\s*=", self.unread, re.MULTILINE) is not None

    def _extend(self, file: str, key: str, items: list[Any]) -> None:
        have = self.joined.setdefault(key, [])
        self.files.update({(key, len(have) + number): file for number in range(len(items))})
        have.extend(items)

    def item_id(self, section: str, index: int) -> str | None:
        """The id of one item of a list, as far as it has one."""
        items = self.joined.get(section)
        item = items[index] if isinstance(items, list) else None
        return str(item["id"]) if isinstance(item, dict) and "id" in item else None

    def file_of(self, section: str, record: str | None) -> str | None:
        """The file of a record; of the last one where an id is used twice."""
        numbers = [number for key, number in self.files if key == section]
        matches = [number for number in numbers if self.item_id(section, number) == record]
        return self.files[section, matches[-1]] if matches else None


def fault_line(
    file: str | None, section: str, *, record: str | None = None, field: str = "", text: str
) -> str:
    """One line that says where a fault is, from the file inwards, and what it is."""
    whole = name_text(section) if record is None else f"{name_text(section.removesuffix('s'))} {record!r}"
    return ": ".join(part for part in (file, whole, name_text(field), text) if part)


def read_folder(folder: Traversable) -> Tables:
    """Read every `.toml` file of a folder; files that cannot be read become faults."""
    tables = Tables()
    entries = [each for each in folder.iterdir() if each.name.endswith(".toml")]
    if not entries:
        tables.faults.append("the folder holds no .toml file")
    for entry in sorted(entries, key=lambda each: each.name):
        _read(entry, tables)
    return tables


def _read(entry: Traversable, tables: Tables) -> None:
    name = name_text(entry.name)
    try:
        content = _content(entry)
    except (OSError, ValueError) as exc:
        tables.faults.append(f"{name}: {_in_one_line(exc)}")
        tables.closed.append(name)
        return
    try:
        tables.add(name, tomllib.loads(_decode(content)))
    except (ValueError, RecursionError) as exc:
        tables.faults.append(f"{name}: {_in_one_line(exc)}")
        tables.unread += content.decode("utf-8", "replace")


def _in_one_line(exc: Exception) -> str:
    known = exc.strerror if isinstance(exc, OSError) else None
    return " ".join((str(exc) if known is None else f"cannot be read: {known}").split())


def _content(entry: Traversable) -> bytes:
    if isinstance(entry, Path) and entry.is_symlink():
        raise ValueError("is a symbolic link; copy the file into the folder instead")
    if not entry.is_file():
        raise ValueError("is not a plain file")
    if isinstance(entry, Path) and entry.stat().st_size > MAX_FILE_BYTES:
        raise ValueError(f"is larger than {MAX_FILE_BYTES} bytes")
    return entry.read_bytes()


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")  # some editors begin a file with a mark
    except UnicodeDecodeError as exc:
        line = content.count(b"\n", 0, exc.start) + 1
        raise ValueError(f"not UTF-8: byte 0x{content[exc.start]:02x} (at line {line})") from exc


def schema_faults(error: ValidationError, tables: Tables) -> list[str]:
    """Pydantic's errors in our words: file, record, field, what is wrong, and the value."""
    errors = error.errors()
    places = [each["loc"] for each in errors]
    told = [each for each in errors if not _only_follows(each, places) and not _is_elsewhere(each, tables)]
    return [_schema_fault(each, tables) for each in told]


def _is_elsewhere(error: "ErrorDetails", tables: Tables) -> bool:
    """Whether a whole section is missing only because its file could not be read."""
    return error["type"] == "missing" and len(error["loc"]) == 1 and tables.may_hold(str(error["loc"][0]))


def _only_follows(error: "ErrorDetails", places: list[tuple[int | str, ...]]) -> bool:
    """Whether a list is called too short only because its items are faulty."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(loc == each[: len(loc)] != each for each in places)


def _schema_fault(error: "ErrorDetails", tables: Tables) -> str:
    section, index, path = _split(error["loc"])
    text = fault_text(error)
    if error["type"] not in _WITHOUT_VALUE and not isinstance(error["input"], dict | list | tuple):
        text += f", not {reprlib.repr(error['input'])}"
    record = None if index is None else tables.item_id(section, index) or f"number {index + 1}"
    file = tables.files.get((section, 0 if index is None else index))
    return fault_line(file, section, record=record, field=_dotted(path), text=text)


def _split(loc: tuple[int | str, ...]) -> tuple[str, int | None, tuple[int | str, ...]]:
    """The section, the number in its list, and the path inside that item."""
    section, path = str(loc[0]), loc[1:]
    if path and isinstance(path[0], int):
        return section, path[0], path[1:]
    return section, None, path


def _dotted(path: tuple[int | str, ...]) -> str:
    return "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path).removeprefix(".")


def without_faulty(error: ValidationError, tables: Tables) -> tuple[dict[str, Any], frozenset[str]]:
    """The joined tables without the items that `error` speaks of, and the ids that went with them."""
    bad = {_split(each["loc"])[:2] for each in error.errors()}
    lost = {tables.item_id(section, index) for section, index in bad if index is not None}
    sound = {
        section: [each for index, each in enumerate(value) if (section, index) not in bad]
        if isinstance(value, list)
        else value
        for section, value in _untouched(tables.joined, bad)
    }
    return sound, frozenset(each for each in lost if each is not None)


def mended(error: ValidationError, tables: Tables) -> Tables:
    """
    The same tables with simple faults put right, so that faults behind them can be found.

    An unknown field is taken out; a number or a word out of its range is put inside it.
    """
    joined = deepcopy(tables.joined)
    for each in error.errors():
        _mend(joined, each)
    return replace(tables, joined=joined)


def _mend(joined: dict[str, Any], error: "ErrorDetails") -> None:
    *path, last = error["loc"]
    holder: Any = joined
    for step in path:
        holder = holder[step]
    context = error.get("ctx", {})
    if error["type"] == "extra_forbidden":
        del holder[last]
    elif error["type"] == "literal_error":
        holder[last] = _WORD.findall(context["expected"])[0]
    elif error["type"].endswith("_parsing"):
        holder[last] = 1
    elif error["type"] in _INSIDE:
        name, step_inside = _INSIDE[error["type"]]
        if isinstance(context[name], int | float):  # the bound of a day comes as text, and is left alone
            holder[last] = context[name] + step_inside


def places(error: ValidationError, tables: Tables) -> frozenset[tuple[str, str | None, str]]:
    """Section, record and field of each error."""
    return frozenset(
        (section, None if index is None else tables.item_id(section, index), _dotted(path))
        for section, index, path in (_split(each["loc"]) for each in error.errors())
    )


def _untouched(joined: dict[str, Any], bad: set[tuple[str, int | None]]) -> Iterator[tuple[str, Any]]:
    return ((section, value) for section, value in joined.items() if (section, None) not in bad)
