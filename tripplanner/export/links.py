"""What stands out in a line of the plan's words: web addresses, telephone numbers and our own commands."""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from tripplanner.export.legible import legible

# An address ends before a mark that closes the sentence; what could leave an attribute or a link is no part.
_ADDRESS = r"https?://[^\s<>\"'`\\]*[^\s<>\"'`\\.,;:!?)\]]"
_PHONE = r"\b(?:1-)?[0-9]{3}-[0-9]{3}-[0-9]{4}\b"
_SPECIAL = re.compile(rf"(?P<url>{_ADDRESS})|`(?P<command>tripplanner [a-zA-Z -]+)`|(?P<phone>{_PHONE})")


class Piece(NamedTuple):
    """A part of a line."""

    kind: Literal["text", "url", "command", "phone"]
    words: str


def pieces(words: str) -> Iterator[Piece]:
    """
    The parts of a line, on one line and without characters that no page may hold.

    Parameters
    ----------
    words
        The line.

    Examples
    --------
    >>> [each.kind for each in pieces("see https://example.org/a, `tripplanner sources`, 307-739-3682")]
    ['text', 'url', 'text', 'command', 'text', 'phone']
    """
    told, at = legible(words), 0
    for match in _SPECIAL.finditer(told):
        if match.start() > at:
            yield Piece("text", told[at : match.start()])
        yield _special(match)
        at = match.end()
    if at < len(told):
        yield Piece("text", told[at:])


def _special(match: re.Match[str]) -> Piece:
    if match["url"] is not None:
        return Piece("url", match["url"])
    return Piece("phone", match[0]) if match["command"] is None else Piece("command", match["command"])


def is_web(url: str | None) -> bool:
    """
    Whether an address may become a link: http or https, and nothing in it that could leave the link.

    Examples
    --------
    >>> is_web("https://www.nps.gov/grte/"), is_web("javascript:alert(1)"), is_web(None)
    (True, False, False)
    """
    return url is not None and legible(url) == url and re.fullmatch(_ADDRESS + ".?", url) is not None
