"""What the map formats write alike: XML and JSON of allowed characters only, figures, times."""

import json
import re
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

from tripplanner.chart import Spot

# All that XML 1.0 does not allow, whether escaped or not (section 2.2, `Char`).
_FORBIDDEN = re.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_HALVES = re.compile(r"[\uD800-\uDFFF]")
_LINE_ENDS = re.compile(r"\r\n?")


def child(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> ET.Element:
    r"""
    Add an element; what XML forbids in its text becomes a replacement character.

    Parameters
    ----------
    parent
        Where to, after all that is there.
    name
        Its name as it is written, with a prefix where it has one.
    text
        Its text.
    attributes
        Its attributes, without such characters.

    Examples
    --------
    >>> ET.tostring(child(ET.Element("gpx"), "name", "a\x00b & <c>"))
    b'<name>a&#65533;b &amp; &lt;c&gt;</name>'
    """
    added = ET.SubElement(parent, name, attributes)
    if text is not None:
        # A reader takes every line end for a line feed; so it is written as one.
        added.text = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))
    return added


def document(root: ET.Element) -> str:
    """The whole file, indented, with its declaration and a line end."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, "unicode")}\n'


def json_text(value: Any) -> str:
    r"""
    The whole file as JSON; halves of characters, which no file can hold, become replacement characters.

    Parameters
    ----------
    value
        Of what JSON has.

    Examples
    --------
    >>> ascii(json_text("a\ud800b"))
    '\'"a\\ufffdb"\\n\''
    """
    return _HALVES.sub("\N{REPLACEMENT CHARACTER}", json.dumps(value, ensure_ascii=False, indent=1)) + "\n"


def utc_text(moment: datetime) -> str:
    """
    A moment in UTC, in whole seconds, as XML Schema writes it.

    Examples
    --------
    >>> from datetime import timedelta, timezone
    >>> utc_text(datetime(2026, 12, 25, 7, 25, tzinfo=timezone(timedelta(hours=-7))))
    '2026-12-25T14:25:00Z'
    """
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def decimal_text(value: float, digits: int = 7) -> str:
    """
    A figure without an exponent, and without zeros at its end.

    Examples
    --------
    >>> decimal_text(-110.665), decimal_text(0.00000001), decimal_text(2020.0, 1)
    ('-110.665', '0', '2020')
    """
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def lon_text(spot: Spot) -> str:
    """The longitude, where 180 degrees east are written as west, for GPX knows no other."""
    text = decimal_text(spot.lon)
    return "-180" if text == "180" else text
