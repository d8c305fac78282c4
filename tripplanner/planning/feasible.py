"""Whether a trip can keep all its duties at all: a quick question, asked before any points are counted.

Only what is required is looked at: which of it can be done, in which order, by when. A plan of required
visits alone shows that there is one. When there is none, visits on the way may still help where roads are
odd: only when even such visits, made as often as one likes, lead to no plan, it is proven that there is none.
"""

from collections.abc import Iterable, Iterator
from heapq import heappop, heappush

from tripplanner.planning.problem import DayLimits, Problem, Trip, Way, Window

MAX_STEPS = 200_000

# Minute of leaving, and driven, walked and spent in the cold so far that day. [min]
_Spent = tuple[int, int, int, int]


def fits(trip: Trip, *, max_steps: int = MAX_STEPS) -> bool | None:
    """
    Whether any plan visits all that is required, within hours, order and limits.

    Parameters
    ----------
    trip
        The days.
    max_steps
        Moves looked at, at most: the same on every machine.

    Returns
    -------
    bool | None
        True and False are sure; None: not found within the limit, which proves nothing.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Stand, Way, Window
    >>> way = Way(0, 20, 20, 0)
    >>> day = Problem(
    ...     sites=1, stands=(Stand(0, (Window(60, 90, 15, 7),)),), ways=((None, way), (way, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=95,
    ... )
    >>> fits(Trip((day,), required=frozenset({0})))
    True
    """
    steps = _Steps(max_steps)
    if _reached(trip, steps, on_the_way=False):
        return True
    if steps.left > 0 and not _reached(trip, steps, on_the_way=True) and steps.left > 0:
        return False
    return None


class _Steps:
    def __init__(self, most: int) -> None:
        self.left = most


def _reached(trip: Trip, steps: _Steps, *, on_the_way: bool) -> bool:
    """Whether all that is required can be done; with visits `on_the_way`, one may be there more than once."""
    needed = _bits(trip.required)
    counted = _bits(
        each.site
        for day in trip.days
        for each in day.stands
        if needed & (_bits(each.grants) | 1 << each.site)
    )
    masks = {0}
    for day in trip.days:
        masks |= _Day(trip, day, counted | needed, on_the_way=on_the_way).evenings(masks, steps)
    return any(needed & ~mask == 0 for mask in masks)


def _bits(numbers: Iterable[int]) -> int:
    found = 0
    for each in numbers:
        found |= 1 << each
    return found


class _Day:
    """One day: from what was done when it began to what may be done when it ends."""

    def __init__(self, trip: Trip, day: Problem, counted: int, *, on_the_way: bool) -> None:
        self._day, self._counted, self._limits = day, counted, day.limits[0]
        self._marks = [counted & (_bits(each.grants) | 1 << each.site) for each in day.stands]
        self._stands = [number for number, marks in enumerate(self._marks) if marks or on_the_way]
        self._after = {
            site: _bits(later for first, later in trip.order if first == site)
            for site in {each.site for each in day.stands}
        }

    def evenings(self, masks: set[int], steps: _Steps) -> set[int]:
        """What may be done by the end of the day, for each thing that may be done when it begins."""
        base, leave = self._day.base, self._day.leave_from
        todo: list[tuple[_Spent, int, int]] = [((leave, 0, 0, 0), base, mask) for mask in sorted(masks)]
        known: dict[tuple[int, int], list[_Spent]] = {}
        found: set[int] = set()
        while todo and steps.left > 0:
            spent, place, mask = heappop(todo)
            if place != base and mask not in found and self._is_home_in_time(place, spent):
                found.add(mask)
            for more in self._visits(spent, place, mask, steps):
                if _is_new(known.setdefault(more[1:], []), more[0]):
                    heappush(todo, more)
        return found

    def _visits(
        self, spent: _Spent, place: int, mask: int, steps: _Steps
    ) -> Iterator[tuple[_Spent, int, int]]:
        for number in self._stands:
            marks, stand, way = self._marks[number], self._day.stands[number], self._day.ways[place][number]
            done = mask & (1 << stand.site | self._after[stand.site] & self._counted)
            if way is None or number == place or done:
                continue
            steps.left -= 1
            arrive = self._day.arrival(way, spent[0])
            for window in stand.windows:
                start = max(arrive, window.opens)
                after = _more(spent, way, window, start + window.minutes)
                if start <= window.closes and after[0] <= self._day.back_by and _within(after, self._limits):
                    yield after, number, mask | marks

    def _is_home_in_time(self, place: int, spent: _Spent) -> bool:
        home = self._day.ways[place][self._day.base]
        if home is None:
            return False
        back = self._day.arrival(home, spent[0])
        return back <= self._day.back_by and _within(_more(spent, home, None, back), self._limits)


def _more(spent: _Spent, way: Way, window: Window | None, until: int) -> _Spent:
    _, drive, walk, cold = spent
    stay = (0, 0) if window is None else (window.walk_minutes, window.cold_minutes)
    return until, drive + way.drive, walk + way.on_foot + stay[0], cold + stay[1]


def _within(spent: _Spent, limits: DayLimits) -> bool:
    most = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
    return all(limit is None or each <= limit for each, limit in zip(spent[1:], most, strict=True))


def _is_new(known: list[_Spent], spent: _Spent) -> bool:
    """Whether nothing as early and as thrifty stood there with as much done; then it is remembered."""
    if any(all(one <= own for one, own in zip(each, spent, strict=True)) for each in known):
        return False
    known.append(spent)
    return True
