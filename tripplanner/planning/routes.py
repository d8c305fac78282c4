"""A day's visits while they are being looked for: put in and taken out, each at the earliest."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tripplanner.planning.gaps import FAR, Gaps


class Route:
    """
    The visits of a day between its start and its end.

    `leaves` says when each ends at the earliest, `latest` when it must start at the latest; both are kept
    when a visit is put in, so that whether one more fits in a gap needs no walk along the day.
    """

    __slots__ = ("day", "latest", "leaves", "points", "travel", "visits")

    def __init__(self, gaps: Gaps, day: int, choices: Iterable[int] = ()) -> None:
        self.day = day
        self.visits = [gaps.start_of(day)]
        self.leaves = [gaps.days[day].leave_from]
        if gaps.is_dark:
            for choice in choices:
                self._append(gaps, choice)
        else:
            self._append_all(gaps, choices)
        self._close(gaps)
        self.measure(gaps)

    def _append(self, gaps: Gaps, choice: int) -> None:
        """Add a visit at the end of the day; one that comes too late is left out."""
        start = gaps.arrival(self.visits[-1], choice, self.leaves[-1])
        if start <= gaps.closes[choice]:
            self.visits.append(choice)
            self.leaves.append(max(start, gaps.opens[choice]) + gaps.minutes[choice])

    def _append_all(self, gaps: Gaps, choices: Iterable[int]) -> None:
        """As `_append` one after another, where it is never dark: faster."""
        to, stand, opens, minutes, closes = gaps.to, gaps.stand, gaps.opens, gaps.minutes, gaps.closes
        row, leave = to[stand[self.visits[-1]]], self.leaves[-1]
        for choice in choices:
            place = stand[choice]
            start = leave + row[place]
            if start <= closes[choice]:
                if start < opens[choice]:  # noqa: PLR1730 - faster than max()
                    start = opens[choice]
                leave, row = start + minutes[choice], to[place]
                self.visits.append(choice)
                self.leaves.append(leave)

    def _close(self, gaps: Gaps) -> None:
        """Go home; where that is too late, from the visit before."""
        end = gaps.end_of(self.day)
        while len(self.visits) > 1 and gaps.arrival(self.visits[-1], end, self.leaves[-1]) > gaps.closes[end]:
            self.visits.pop()
            self.leaves.pop()
        self.leaves.append(gaps.arrival(self.visits[-1], end, self.leaves[-1]))
        self.visits.append(end)
        self.latest = [-FAR * 2] * len(self.visits)
        self.latest[-1] = gaps.closes[end]
        backward(gaps, self.visits, self.latest, len(self.visits) - 2)

    def measure(self, gaps: Gaps) -> None:
        """Add up points and travel."""
        stand, points, to = gaps.stand, gaps.points, gaps.to
        self.points = sum([points[choice] for choice in self.visits])
        places = [stand[choice] for choice in self.visits]
        self.travel = sum([to[before][after] for before, after in pairwise(places)])

    def copy(self) -> "Route":
        """The same day, to be changed apart."""
        made = Route.__new__(Route)
        made.day, made.points, made.travel = self.day, self.points, self.travel
        made.visits, made.leaves, made.latest = self.visits[:], self.leaves[:], self.latest[:]
        return made

    def put_in(self, gaps: Gaps, gap: int, choice: int) -> bool:
        """Put a choice into a gap, counted from 0; False when it does not fit."""
        visits, leaves, latest = self.visits, self.leaves, self.latest
        start = max(gaps.arrival(visits[gap], choice, leaves[gap]), gaps.opens[choice])
        minutes = gaps.minutes[choice]
        last = gaps.leave_by(choice, visits[gap + 1], latest[gap + 1]) - minutes
        if start > last or start > gaps.closes[choice]:
            return False
        visits.insert(gap + 1, choice)
        leaves.insert(gap + 1, start + minutes)
        latest.insert(gap + 1, min(last, gaps.closes[choice]))
        forward(gaps, visits, leaves, gap + 2)
        backward(gaps, visits, latest, gap)
        return True


def forward(gaps: Gaps, visits: Sequence[int], leaves: list[int], first: int) -> None:
    """Bring the earliest ends up to date from a visit on, as far as they change."""
    to, stand, opens, minutes = gaps.to, gaps.stand, gaps.opens, gaps.minutes
    dark = gaps.is_dark
    before, leave = visits[first - 1], leaves[first - 1]
    for place in range(first, len(visits)):
        choice = visits[place]
        if dark:
            leave = gaps.arrival(before, choice, leave)
        else:
            leave += to[stand[before]][stand[choice]]
        if leave < opens[choice]:  # noqa: PLR1730 - faster than max()
            leave = opens[choice]
        leave += minutes[choice]
        if leave == leaves[place]:
            return
        leaves[place] = leave
        before = choice


def backward(gaps: Gaps, visits: Sequence[int], latest: list[int], last: int) -> None:
    """Bring the latest starts up to date from a visit back, as far as they change."""
    to, stand, closes, minutes = gaps.to, gaps.stand, gaps.closes, gaps.minutes
    dark = gaps.is_dark
    after, by = visits[last + 1], latest[last + 1]
    for place in range(last, 0, -1):
        choice = visits[place]
        if dark:
            by = gaps.leave_by(choice, after, by) - minutes[choice]
        else:
            by -= to[stand[choice]][stand[after]] + minutes[choice]
        if by > closes[choice]:  # noqa: PLR1730 - faster than min()
            by = closes[choice]
        if by == latest[place]:
            return
        latest[place] = by
        after = choice
