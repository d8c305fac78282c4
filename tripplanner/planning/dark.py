"""What may be put between two visits where a drive takes longer in the dark: arrivals worked out and kept."""

from collections.abc import Iterable

from tripplanner.planning.gaps import FAR, Day, Gaps, Option, Place, days_of
from tripplanner.planning.network import latest_leave
from tripplanner.planning.problem import Problem

_MOST_KEPT = 500_000  # arrivals, some 80 MB; what is forgotten is worked out again


class DarkGaps(Gaps):
    """The choices and what fits between two, where drives may take longer in the dark."""

    is_dark = True

    def __init__(self, problem: Problem, days: list[Day]) -> None:
        super().__init__(problem, days)
        self._arrivals: dict[tuple[int, int, int], int] = {}
        self._leaves: dict[tuple[int, int, int], int] = {}
        lights = [day.light for day in days]
        self._light_of = [light for light, row in zip(lights, self.of_day, strict=True) for _ in row]
        self._light_of += [light for light in lights for _ in range(2)]

    def best(self, day: int, gap: Place, weights: list[float], most: float) -> Option:
        """As where it is never dark; that it is in most gaps of a day."""
        if self._is_light(gap):
            return super().best(day, gap, weights, most)
        return self.best_of(self.nearest(day, gap[0], gap[1]), gap, weights)

    def _is_light(self, gap: Place) -> bool:
        dawn, dusk = self._light_of[gap[0]]
        return dawn <= gap[2] and gap[3] <= dusk

    def best_of(self, choices: Iterable[int], gap: Place, weights: list[float]) -> Option:
        """As where it is never dark; minutes by daylight are the least."""
        if self._is_light(gap):
            return super().best_of(choices, gap, weights)
        before, after, leave, by = gap
        origin, target = self.stand[before], self.stand[after]
        there, onward = self._there[origin], self._onward[target]
        dawn, dusk = self._light_of[before]
        room, direct = by - leave, leave + self.to[origin][target]
        best, chosen = 0.0, -1
        for choice in choices:
            if weights[choice] <= 0.0 or there[choice] + onward[choice] > room:
                continue
            arrive = leave + there[choice]
            if leave < dawn or arrive > dusk:
                arrive = self.arrival(before, choice, leave)
            if arrive > self.closes[choice]:
                continue
            start = max(arrive, self.opens[choice])
            arrive, end = start + onward[choice], start + self.minutes[choice]
            if end < dawn or arrive > dusk:
                arrive = self.arrival(choice, after, end)
            if arrive <= by:
                best, chosen = max((best, chosen), (weights[choice] / max(1, arrive - direct), choice))
        return best, chosen

    def arrival(self, before: int, after: int, leave: int) -> int:
        """The minute of arrival at a choice after leaving another; after all days when there is no way."""
        key = self.stand[before], self.stand[after], leave
        known = self._arrivals.get(key)
        if known is None:
            way = self.way(before, after)
            plain = super().arrival(before, after, leave)
            if len(self._arrivals) >= _MOST_KEPT:
                self._arrivals.clear()
            known = self._arrivals[key] = plain if way is None else self.problem.arrival(way, leave)
        return known

    def leave_by(self, before: int, after: int, by: int) -> int:
        """The last minute of leaving a choice to be at another by a minute; before all days when never."""
        key = self.stand[before], self.stand[after], by
        known = self._leaves.get(key)
        if known is None:
            way = self.way(before, after)
            found = (
                super().leave_by(before, after, by) if way is None else latest_leave(self.problem, way, by)
            )
            if len(self._leaves) >= _MOST_KEPT:
                self._leaves.clear()
            known = self._leaves[key] = -FAR if found is None else found
        return known


def gaps_of(problem: Problem) -> Gaps:
    """The tables for a problem: plain ones where the dark makes no difference."""
    days = days_of(problem)
    return Gaps(problem, days) if _is_plain(problem, days) else DarkGaps(problem, days)


def _is_plain(problem: Problem, days: list[Day]) -> bool:
    if all(day.light[0] <= day.leave_from and day.back_by <= day.light[1] for day in days):
        return True
    rows = [[problem.ways[origin] for origin in (day.start, *day.stands)] for day in days]
    return all(
        way is None or way.drive == way.drive_dark
        for day, origins in zip(days, rows, strict=True)
        for row in origins
        for way in (*(row[stand] for stand in day.stands), row[day.end])
    )
