"""Words of others made fit to be shown: one line each, and nothing that steers what shows them."""

import re

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
# Marks that turn all letters after them around, to the end of the line: a name has no use for them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")


def legible(words: str) -> str:
    r"""
    Words on one line, with a mark in place of each character that neither XML nor HTML may hold.

    Marks that turn the letters after them around are left out; letters that run from right to left do so
    all the same.

    Parameters
    ----------
    words
        Any text.

    Examples
    --------
    >>> legible("the  barn\n by the road")
    'the barn by the road'
    """
    if words.isascii() and words.isprintable() and "  " not in words:
        return words.strip()
    return _SPACE.sub(" ", _TURNS.sub("", _FORBIDDEN.sub("\ufffd", words))).strip()
