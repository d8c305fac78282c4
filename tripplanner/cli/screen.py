"""What a terminal gets and a file does not: headings that stand out, lines that fit, signs of life."""

import os
import re
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import wrap
from typing import TextIO

import click

_WIDEST = 80  # the pages are written for so many columns
_PATIENCE_S, _STEP_S = 2.0, 1.0
# What a name could steer a terminal with.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_LABEL = re.compile(r"( *)(\S.*?)(?: {2,}(?=\S)|$)")


def for_terminal(text: str, stream: TextIO) -> str:
    """
    The text as that stream shows it: on a terminal headings are bold, and lines fit a narrow one.

    With `NO_COLOR` set to anything (https://no-color.org), or on a terminal that cannot, nothing is bold.
    """
    if not stream.isatty():
        return text
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
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
    return "\n".join(_broken(line, columns) for line in text.split("\n"))


def _broken(line: str, columns: int) -> str:
    if len(line) <= columns:
        return line
    found = _LABEL.match(line)
    indent = 0 if found is None else found.end() if found.end() < len(line) else len(found[1])
    hang = " " * (indent if indent <= columns // 2 else len(line) - len(line.lstrip()))
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
    """The first line, the headings after an empty line and before an indented one, and the stops."""
    for number, line in enumerate(lines):
        before, after = lines[number - 1] if number else "", lines[number + 1 : number + 2]
        is_heading = before == "" and line[:1].strip() != "" and after != [] and after[0].startswith("  ")
        is_stop = re.match(r"\d\d?:\d\d(?: [ap]m)?  [^a-z]+, ", line) is not None
        yield click.style(line, bold=True) if number == 0 or is_heading or is_stop else line


@contextmanager
def signs_of_life(doing: str) -> Iterator[None]:
    """On a terminal, after two seconds, tell that it goes on and for how long; wiped in the end."""
    if not sys.stderr.isatty():
        yield
        return
    done = threading.Event()
    teller = threading.Thread(target=_tell, args=(doing, done), daemon=True)
    teller.start()
    try:
        yield
    finally:
        done.set()
        teller.join()


def _tell(doing: str, done: threading.Event) -> None:
    began = time.monotonic()
    text = ""
    pause = _PATIENCE_S
    while not done.wait(pause):
        text = f"{doing}, {time.monotonic() - began:.0f} s so far"
        click.echo(f"\r{text}", nl=False, err=True)
        pause = _STEP_S
    if text:
        click.echo("\r" + " " * len(text) + "\r", nl=False, err=True)
