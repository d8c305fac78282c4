"""Labels that keep to a day's limits on driving, on walking and on time in the cold."""

from collections.abc import Iterator
from typing import NamedTuple

from tripplanner.planning.cells import Reach
from tripplanner.planning.labels import Label, Layer, Search, Seen, Spent
from tripplanner.planning.problem import DayLimits, Problem, Stop, Way
from tripplanner.planning.tolls import NOTHING, day_before


class _Counted(NamedTuple):
    """The minutes that a day counts (1) or not (0: they have no limit), and the most of each."""

    drives: int
    walks: int
    colds: int
    most_drive: int
    most_walk: int
    most_cold: int

    @classmethod
    def of(cls, limits: DayLimits) -> "_Counted":
        most = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
        return cls(*(int(each is not None) for each in most), *(each or 0 for each in most))


class ThriftySearch(Search):
    """
    A search with limits: a label is dropped only for one that is worth as much and has spent no more.

    The completion bound knows of the limits by their tolls.
    """

    nothing_spent: Spent = NOTHING

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        days = [_Counted.of(limits) for limits in problem.limits]
        self._counted = [days[day_before(self.network, stand)] for stand in range(problem.base + 1)]

    def spend(self, origin: int, stop: Stop, spent: Spent) -> Spent | None:
        """What is spent after one more visit; None when it is too much."""
        way = self.network.problem.ways[origin][stop.stand]
        windows = self.network.problem.stands[stop.stand].windows
        window = next(each for each in windows if each.opens <= stop.start <= each.closes)
        if way is None:
            return None
        return self._after(stop.stand, way, spent, (window.walk_minutes, window.cold_minutes))

    def _after(self, stand: int, way: Way, spent: Spent, visit: tuple[int, int]) -> Spent | None:
        drive, walk, cold = spent
        drives, walks, colds, most_drive, most_walk, most_cold = self._counted[stand]
        drive += drives * way.drive
        walk += walks * (way.before + way.after + visit[0])
        cold += colds * visit[1]
        if drive > most_drive or walk > most_walk or cold > most_cold:
            return None
        return NOTHING if stand in self.network.problem.nights else (drive, walk, cold)

    def offer(self, label: Label, home: tuple[int, int] | None) -> None:
        """Take the plan that goes home from here, when the way home is not too much."""
        way = self.network.home[label[2]]
        if home is None or way is None:
            return
        if self._after(self.network.problem.base, way, label[7], (0, 0)) is not None:
            super().offer(label, home)

    def is_known(self, seen: Seen, key: tuple[int, int], label: Label) -> bool:
        """Whether a label worth as much that had spent no more stood there before."""
        rank = (label[0], *label[7])
        others = seen.setdefault(key, [])
        if any(all(one <= own for one, own in zip(other, rank, strict=True)) for other in others):
            return True
        others.append(rank)
        return False

    def extend(
        self, label: Label, onward: list[Reach], closed: int, least: int, layers: dict[int, Layer]
    ) -> Iterator[int | None]:
        """Make the labels one visit further that may still lead to a good enough plan; yield new ends."""
        network, cells, memory = self.network, self.cells, self.memory
        worse, sites, origin, visited, _, _, _, spent = label
        tolls = self.tolls
        needed = least - self.total + worse + self.price_of(closed) - tolls.left(origin, spent)
        for first, stand, arrive, travel in onward:
            way = network.problem.ways[origin][stand]
            if network.bit[stand] & closed or way is None:
                continue
            done = memory.sets[stand][closed & memory.mask[stand]]
            cell, cost = first, travel + tolls.of_way(way, stand)
            while cell and self.tables.arriving[cell][done] - cost >= needed:
                window = cells.window[cell]
                spare = self.tables.starting[cell][done] - cost - needed
                after = self._after(stand, way, spent, window[4:])
                if spare >= 0 and after is not None:
                    start = max(arrive, window[0])
                    end, seen = start + window[2], visited | network.marks[stand]
                    yield None if end in layers else end
                    layer = layers.setdefault(end, {})
                    child = worse + travel - window[3] * network.unit, (*sites, network.site[stand])
                    known = layer.get((stand, seen, *after))
                    if known is None or child < known[:2]:
                        stop = Stop(stand, start, end, window[3])
                        layer[stand, seen, *after] = (*child, stand, seen, spare + least, stop, label, after)
                cell = cells.later[cell]
