"""The signs of the drawings, and the line that says what they mean."""

from collections.abc import Iterable

from tripplanner.export.drawing.frame import Point
from tripplanner.export.drawing.svg import (
    BADGE,
    DRIVE,
    ON_BADGE,
    ON_FOOT,
    line,
    rect,
    tag,
    text,
    text_width,
)

BADGE_RADIUS = 8
_SIZE = 9.5


def badge(words: str, at: Point, half: float = BADGE_RADIUS) -> str:
    """The number of a stop, or of several that lie together, white on blue."""
    shape = rect(at.x - half, at.y - 8, 2 * half, 16, rx=8, fill=BADGE, stroke=ON_BADGE, stroke_width=1)
    return shape + text(words, at.x, at.y + 3.6, 10, fill=ON_BADGE, text_anchor="middle", font_weight="bold")


def way_line(start: Point, end: Point, *, driven: bool) -> str:
    """A piece of the way: solid where it is driven, dashed where it is not."""
    if driven:
        return line(*start, *end, stroke=DRIVE, stroke_width=3, stroke_linecap="round")
    return line(*start, *end, stroke=ON_FOOT, stroke_width=2.5, stroke_dasharray="6 3")


def parking(at: Point) -> str:
    """Where the car stands."""
    box = rect(at.x - 6, at.y - 6, 12, 12, rx=2, fill=BADGE, stroke=ON_BADGE, stroke_width=0.8)
    return box + text("P", at.x, at.y + 3.4, 9.5, fill=ON_BADGE, text_anchor="middle", font_weight="bold")


def base(at: Point) -> str:
    """Where one stays: a small house."""
    return tag("path", d=f"M{at.x - 5:.1f} {at.y:.1f}l5 -5l5 5v5h-10z", fill="currentColor")


def gate(at: Point) -> str:
    """Where cars must stop."""
    ring = tag("circle", cx=at.x, cy=at.y, r=3.6, fill=ON_FOOT)
    return ring + line(at.x - 2.2, at.y, at.x + 2.2, at.y, stroke=ON_BADGE, stroke_width=1.4)


def unseen(at: Point) -> str:
    """A site that is not seen that day."""
    return tag("circle", cx=at.x, cy=at.y, r=2, fill="none", stroke="currentColor", stroke_width=0.9)


def peak(at: Point) -> str:
    """A summit."""
    return tag(
        "path", d=f"M{at.x - 4.5:.1f} {at.y + 3.5:.1f}l4.5 -8l4.5 8z", fill="currentColor", fill_opacity="0.7"
    )


def cross(at: Point) -> str:
    """A mark of a closed road."""
    return tag(
        "path", d=f"M{at.x - 2.5:.1f} {at.y - 2.5:.1f}l5 5m0 -5l-5 5", stroke="currentColor", stroke_width=1
    )


def legend(entries: Iterable[tuple[str, str, float]], *, top: float, width: float) -> tuple[str, float]:
    """
    Signs with their meanings, in lines; and the height that they take. [px]

    Parameters
    ----------
    entries
        Each a sign drawn around y = 0 from x = 0, its meaning, and where the meaning begins. [px]
    top, width
        Where the lines begin, and how long they may be. [px]
    """
    x, row, parts = 4.0, top + 8, []
    for sign, words, indent in entries:
        wide = indent + text_width(words, _SIZE)
        if x + wide > width and x > 4:
            x, row = 4.0, row + 15
        parts.append(
            tag("g", sign, text(words, indent, 3.2, _SIZE), transform=f"translate({x:.1f} {row:.1f})")
        )
        x += wide + 8
    return "".join(parts), row - top + 9
