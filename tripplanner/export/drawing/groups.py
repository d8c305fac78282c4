"""Stops that share a badge, because their own would lie on each other."""

from collections.abc import Sequence
from dataclasses import dataclass

from tripplanner.export.drawing.frame import Box, Frame, Point
from tripplanner.export.drawing.marks import BADGE_RADIUS
from tripplanner.export.drawing.scene import Numbered
from tripplanner.export.drawing.svg import text_width


@dataclass(frozen=True, slots=True)
class Group:
    """One or more stops by number, the middle of where they are, and half the width of their badge. [px]"""

    stops: tuple[Numbered, ...]
    at: Point
    half: float

    @property
    def words(self) -> str:
        """Their numbers."""
        return numbers_text([each.number for each in self.stops])

    @property
    def box(self) -> Box:
        """What the badge covers."""
        at, half = self.at, self.half
        return Box(at.x - half, at.y - BADGE_RADIUS, at.x + half, at.y + BADGE_RADIUS)

    def touches(self, other: "Group") -> bool:
        """Whether the badges would lie on each other."""
        return self.box.meets(other.box)


def groups(stops: Sequence[Numbered], frame: Frame) -> list[Group]:
    """
    The stops on a panel, first to last.

    Parameters
    ----------
    stops
        The stops of a day.
    frame
        The panel.
    """
    found: list[Group] = []
    for each in stops:
        group = _group([each], frame)
        while near := [other for other in found if group.touches(other)]:
            found = [other for other in found if other not in near]
            group = _group([stop for other in (*near, group) for stop in other.stops], frame)
        found.append(group)
    return [each for each in sorted(found, key=_first) if frame.holds(each.at)]


def _group(stops: Sequence[Numbered], frame: Frame) -> Group:
    points = [frame.point(each.at) for each in stops]
    middle = Point(sum(each.x for each in points) / len(points), sum(each.y for each in points) / len(points))
    together = tuple(sorted(stops, key=lambda each: each.number))
    words = numbers_text([each.number for each in together])
    return Group(together, middle, max(BADGE_RADIUS, text_width(words, 10) / 2 + 4))


def _first(group: Group) -> int:
    return group.stops[0].number


def numbers_text(numbers: list[int]) -> str:
    """
    Numbers of stops, runs of them as a range.

    Examples
    --------
    >>> numbers_text([1, 2, 3, 7, 8])
    '1-3,7-8'
    """
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return ",".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
