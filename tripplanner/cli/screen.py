"""What a terminal gets and a file does not: headings that stand out, lines that fit, signs of life."""

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TextIO

import click

_WIDEST = 80  # the pages are written for so many columns
_LONGEST_TITLE = 4
_PATIENCE_S, _STEP_S = 2.0, 1.0
# What a name could steer a terminal with.
_CONTROLS = re.compile(r"\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_TIMED = re.compile(r" *\d\d?:\d\d(?: [ap]m)?  ")
_STOP = re.compile(r"[^a-z]+, ")
_LABEL = re.compile(r"( *)(\S.*?)(?: {2,}(?=\S)|$)")


def for_terminal(text: str, stream: TextIO, *, is_page: bool = True) -> str:
    """
    The text as that stream shows it: on a terminal headings are bold, and lines fit a narrow one.

    With `NO_COLOR` set to anything (https://no-color.org), or on a terminal that cannot, nothing is bold.
    What is no page but for programs, as JSON or a calendar, keeps its lines.
    """
    if not stream.isatty():
        return text
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    if not is_page:
        return text
    columns = shutil.get_terminal_size((_WIDEST, 24)).columns
    lines = text.split("\n") if columns >= _WIDEST else fitted(text, columns).split("\n")
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return "\n".join(lines)
    return "\n".join(_bold(lines))


def fitted(text: str, columns: int) -> str:
    """
    The text with longer lines broken, and what follows a label kept under its beginning.

    >>> print(fitted("  headlamp      60 minutes on foot are in the dark", 40))
      headlamp      60 minutes on foot are
                    in the dark
    """
    return "\n".join(_broken(line, columns) for line in _unwrapped(text.split("\n")))


def _unwrapped(lines: list[str]) -> list[str]:
    """The lines with those put together again that were broken for the width of the pages."""
    whole: list[str] = []
    last = ""
    columns: tuple[int, ...] = (0,)
    for line in lines:
        if whole and _indent(line) in columns and _is_full(last, line):
            whole[-1] = f"{whole[-1]} {line.lstrip()}"
        else:
            whole.append(line)
            columns = _goes_on_at(line)
        last = line
    return whole


def _is_full(last: str, line: str) -> bool:
    """Whether the first word of a line did not fit on the last."""
    if not line.strip() or not last.strip():
        return False
    return len(last) + 1 + len(line.split(maxsplit=1)[0]) > _WIDEST


def _goes_on_at(line: str) -> tuple[int, ...]:
    """Where the pages go on with a line: under what follows its label, or deeper; a paragraph as it began."""
    indent = _indent(line)
    if _hang(line) > indent:
        return (_hang(line),)
    # Lines that begin alike may be rows: they stay apart.
    return (0, 2) if indent == 0 else (indent + 2,)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _hang(line: str) -> int:
    """Where what follows a label begins; without a label, where the line does."""
    found = _LABEL.match(line)
    if found is None:
        return 0
    return found.end() if found.end() < len(line) else len(found[1])


def _broken(line: str, columns: int) -> str:
    if len(line) <= columns:
        return line
    indent = _hang(line)
    hang = " " * (indent if indent <= columns * 3 // 5 else _indent(line))
    words = line[len(hang) :] if line[: len(hang)].strip() == "" else line
    first = hang if words is not line else ""
    broken = wrap(
        words,
        max(columns, len(hang) + 10),
        initial_indent=first,
        subsequent_indent=hang,
        drop_whitespace=True,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(broken) or line


def _bold(lines: list[str]) -> Iterator[str]:
    """The title, the headings after an empty line and before an indented one, and the stops."""
    titles = _title_lines(lines)
    for number, line in enumerate(lines):
        after_gap, after = lines[max(0, number - 1)] == "", lines[number + 1 : number + 2]
        is_heading = after_gap and line[:1].strip() != "" and after != [] and after[0].startswith("  ")
        timed = _TIMED.match(line)
        stands_out = is_heading if timed is None else _STOP.match(line[timed.end() :]) is not None
        yield click.style(line, bold=True) if number < titles or stands_out else line


def _title_lines(lines: list[str]) -> int:
    """How many lines the title takes; a list has none, and a table's is a line alone."""
    first = lines.index("") if "" in lines else len(lines)
    if first <= _LONGEST_TITLE:
        return first
    return 0 if lines[1].startswith(" ") else 1


@contextmanager
def signs_of_life(doing: str) -> Iterator[Callable[[str], None]]:
    """
    On a terminal, after two seconds, tell that it goes on and for how long; wiped in the end.

    What is given can be called with what is being done from now on.
    """
    doings = [doing]
    if not sys.stderr.isatty():
        yield doings.append
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(doings, done), daemon=True)
    teller.start()
    try:
        yield doings.append
    finally:
        done.set()
        teller.join()


def _tell(doings: list[str], done: threading.Event) -> None:
    began = time.monotonic()
    text = ""
    pause = _PATIENCE_S
    while not done.wait(pause):
        told = f"{doings[-1]}, {time.monotonic() - began:.0f} s so far"
        click.echo(f"\r{told.ljust(len(text))}", nl=False, err=True)
        text, pause = told, _STEP_S
    if text:
        click.echo("\r" + " " * len(text) + "\r", nl=False, err=True)
