"""What may be put between two visits, and by when: the tables that ruin and recreate looks up.

A *choice* is a visit to a stand in one of its windows, numbered. Behind the choices come two numbers for each
day, its start and its end. A day of `n` visits has `n + 1` *gaps*; whether a choice fits into one is known
from when the visit before ends at the earliest and when the one after must start at the latest.
"""

from array import array
from collections.abc import Iterable
from operator import add
from typing import NamedTuple

from tripplanner.planning.problem import NO_DAY_LIMITS, DayLimits, Problem, Way

FAR = 10**9
_MOST_KEPT = 10_000_000  # numbers of choices, 20 MB; what is forgotten is made again
# What a choice is worth for each minute it takes, and the choice; (0.0, -1) when nothing fits.
Option = tuple[float, int]
NOTHING: Option = 0.0, -1
# A gap: the visits before and after it, when the first ends and when the second must start.
Place = tuple[int, int, int, int]
# Of a gap: the minutes straight on, those to and from all choices, and the choices by their detour.
_Known = tuple[int, list[int], list[int], "array[int]"]


class Day(NamedTuple):
    """A day of the problem: where it starts and ends, when, its stands, its light and its limits."""

    start: int
    end: int
    leave_from: int
    back_by: int
    stands: tuple[int, ...]
    light: tuple[int, int]
    limits: DayLimits


def days_of(problem: Problem) -> list[Day]:
    """The days between the nights of a problem; a stand belongs to the day whose ways reach it."""
    moments = [problem.stands[night].windows[0].opens for night in problem.nights]
    count = len(moments) + 1
    return [
        Day(start, end, leave_from, back_by, _reached(problem, start), light, limits)
        for start, end, leave_from, back_by, light, limits in zip(
            [problem.base, *problem.nights],
            [*problem.nights, problem.base],
            [problem.leave_from, *moments],
            [*moments, problem.back_by],
            [(problem.light_from, problem.light_until), *problem.later_lights],
            [*problem.limits, *[NO_DAY_LIMITS] * count][:count],
            strict=True,
        )
    ]


def _reached(problem: Problem, start: int) -> tuple[int, ...]:
    shut = {*problem.nights, problem.base}
    found: set[int] = set()
    todo = [start]
    while todo:
        row = problem.ways[todo.pop()]
        fresh = {to for to, way in enumerate(row) if way is not None} - shut - found
        found |= fresh
        todo += fresh
    return tuple(sorted(found))


class _Minutes(dict[int, list[int]]):
    """Minutes by daylight from each stand to the others, by their numbers; made when asked for."""

    def __init__(self, problem: Problem, days: list[Day]) -> None:
        super().__init__()
        self._ways = problem.ways
        self._ends = {day.start: day.end for day in days}

    def __missing__(self, stand: int) -> list[int]:
        made = self[stand] = [FAR if way is None else way.nominal for way in self._ways[stand]]
        if stand in self._ends:
            made[self._ends[stand]] = 0  # who never leaves is home already
        return made


class _Rows(dict[int, list[int]]):
    """Minutes to each choice from a stand, or from each choice's start to a stand; made when asked for."""

    def __init__(self, gaps: "Gaps", *, forward: bool) -> None:
        super().__init__()
        self._gaps, self._forward = gaps, forward
        # The innermost loop is fast while all it looks at is near in memory: equal numbers are one object.
        self._same: dict[int, int] = {}

    def __missing__(self, stand: int) -> list[int]:
        gaps, same = self._gaps, self._same
        places = gaps.stand[: gaps.count]
        if self._forward:
            row = gaps.to[stand]
            made = [row[place] for place in places]
        else:
            ways = [each[stand] for each in gaps.problem.ways]
            made = [
                FAR if (way := ways[place]) is None else minutes + way.nominal
                for place, minutes in zip(places, gaps.minutes, strict=False)
            ]
        made = self[stand] = [same.setdefault(each, each) for each in made]
        return made


class Gaps:
    """The choices of a problem, and which fit between two of them, where no drive is slower in the dark."""

    is_dark = False

    def __init__(self, problem: Problem, days: list[Day]) -> None:
        self.problem, self.days = problem, days
        self.stand: list[int] = []
        self.opens: list[int] = []
        self.closes: list[int] = []
        self.minutes: list[int] = []
        self.points: list[int] = []
        self.walk: list[int] = []
        self.cold: list[int] = []
        self.of_day = [self._add_choices(day) for day in days]
        self.count = len(self.stand)
        self.site = [problem.stands[stand].site for stand in self.stand]
        self.of_site: dict[int, list[int]] = {}
        for choice, site in enumerate(self.site):
            self.of_site.setdefault(site, []).append(choice)
        self.alike = [self.of_site[site] for site in self.site]
        for day in days:
            self._add(day.start, (day.leave_from, day.leave_from, 0, 0, 0, 0))
            self._add(day.end, (0, day.back_by, 0, 0, 0, 0))
        self.to = _Minutes(problem, days)
        self._there, self._onward = _Rows(self, forward=True), _Rows(self, forward=False)
        self._size = len(self.stand)
        self._known: dict[int, _Known] = {}
        self._kept = 0
        self._near: dict[int, dict[int, int]] = {}

    def _add_choices(self, day: Day) -> range:
        first = len(self.stand)
        for stand in day.stands:
            for each in self.problem.stands[stand].windows:
                opens, closes = max(each.opens, day.leave_from), min(each.closes, day.back_by - each.minutes)
                if opens <= closes:
                    spent = each.walk_minutes, each.cold_minutes
                    self._add(stand, (opens, closes, each.minutes, each.points, *spent))
        return range(first, len(self.stand))

    def _add(self, stand: int, window: tuple[int, int, int, int, int, int]) -> None:
        self.stand.append(stand)
        lists = self.opens, self.closes, self.minutes, self.points, self.walk, self.cold
        for values, value in zip(lists, window, strict=True):
            values.append(value)

    def near(self, choice: int) -> dict[int, int]:
        """Minutes from a choice to the sites that can be reached on its day."""
        stand = self.stand[choice]
        known = self._near.get(stand)
        if known is None:
            known = self._near[stand] = {}
            for each, minutes in zip(self.problem.stands, self.to[stand], strict=False):
                if minutes < known.get(each.site, FAR):
                    known[each.site] = minutes
        return known

    def start_of(self, day: int) -> int:
        """The number that stands for a day's start."""
        return self.count + 2 * day

    def end_of(self, day: int) -> int:
        """The number that stands for a day's end."""
        return self.count + 2 * day + 1

    def way(self, before: int, after: int) -> Way | None:
        """The way from one choice to another; None too when a day ends where it starts."""
        if before >= self.count and after >= self.count:
            return None
        return self.problem.ways[self.stand[before]][self.stand[after]]

    def nearest(self, day: int, before: int, after: int) -> "array[int]":
        """The choices of a day that may be had between two of them, the least detour first."""
        return self._of_gap(day, before, after)[3]

    def _of_gap(self, day: int, before: int, after: int) -> _Known:
        key = before * self._size + after
        known = self._known.get(key)
        if known is None:
            origin, target = self.stand[before], self.stand[after]
            nearest = self._all_nearest(day, before, after)
            self._kept += len(nearest)
            if self._kept > _MOST_KEPT:
                self._known.clear()
                self._kept = 0
            known = self.to[origin][target], self._there[origin], self._onward[target], nearest
            self._known[key] = known
        return known

    def _all_nearest(self, day: int, before: int, after: int) -> "array[int]":
        there, onward = self._there[self.stand[before]], self._onward[self.stand[after]]
        detours = list(map(add, there, onward))
        # Not what takes longer than from the earliest start before to the latest after.
        most = self.closes[after] - self.opens[before] - self.minutes[before]
        nearest = sorted(self.of_day[day], key=detours.__getitem__)
        return array("I", [choice for choice in nearest if detours[choice] <= most])

    def best(self, day: int, gap: Place, weights: list[float], most: float) -> Option:
        """
        The choice that is worth the most for each minute it takes in a gap, weighed with `weights`.

        A gap is the visits before and after it, when the first ends and the second must start; `most` is the
        largest weight. A weight of 0 is not looked at.
        """
        # The innermost loop of all: as few steps and look-ups for each choice as can be.
        before, after, leave, by = gap
        room: float = by - leave
        known = self._known.get(before * self._size + after) or self._of_gap(day, before, after)
        straight, there, onward, nearest = known
        opens, closes = self.opens, self.closes
        direct = leave + straight
        best, chosen = 0.0, -1
        for choice in nearest:
            weight = weights[choice]
            if weight > 0.0:
                to, on = there[choice], onward[choice]
                if to + on > room:
                    break
                arrive = leave + to
                if arrive <= closes[choice]:
                    if arrive < opens[choice]:  # noqa: PLR1730 - faster than max()
                        arrive = opens[choice]
                    arrive += on
                    if arrive <= by:
                        value = weight / (arrive - direct if arrive > direct else 1)
                        if value > best:
                            best, chosen = value, choice
                            # A longer detour than this cannot be worth more.
                            enough = straight + most / value
                            if enough < room:  # noqa: PLR1730
                                room = enough
        return best, chosen

    def best_of(self, choices: Iterable[int], gap: Place, weights: list[float]) -> Option:
        """The best of a few choices of a day, as `best` says."""
        before, after, leave, by = gap
        origin, target = self.stand[before], self.stand[after]
        there, onward = self._there[origin], self._onward[target]
        opens, closes = self.opens, self.closes
        direct = leave + self.to[origin][target]
        best, chosen = 0.0, -1
        for choice in choices:
            arrive = leave + there[choice]
            if arrive <= closes[choice]:
                if arrive < opens[choice]:  # noqa: PLR1730 - faster than max()
                    arrive = opens[choice]
                arrive += onward[choice]
                if arrive <= by:
                    value = weights[choice] / (arrive - direct if arrive > direct else 1)
                    if value > best:
                        best, chosen = value, choice
        return best, chosen

    def arrival(self, before: int, after: int, leave: int) -> int:
        """The minute of arrival at a choice after leaving another; after all days when there is no way."""
        return leave + self.to[self.stand[before]][self.stand[after]]

    def leave_by(self, before: int, after: int, by: int) -> int:
        """The last minute of leaving a choice to be at another by a minute; before all days when never."""
        return by - self.to[self.stand[before]][self.stand[after]]
