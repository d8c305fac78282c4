"""Labels that keep to a day's limits on driving, on walking and on time in the cold."""

from collections.abc import Iterator

from tripplanner.planning.cells import Reach
from tripplanner.planning.labels import Label, Layer, Search, Seen, Spent
from tripplanner.planning.problem import DayLimits, Problem, Stop, Way

_NOTHING = 0, 0, 0


class ThriftySearch(Search):
    """
    A search with limits: a label is dropped only for one that is worth as much and has spent no more.

    The completion bound does not know the limits, so that such days take longer to prove.
    """

    nothing_spent: Spent = _NOTHING

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        # On the days of trips whose limits differ a night's way has the limits of the day before it.
        network = self.network
        self._limits = [
            problem.limits[network.days.index(network.day_of(stand))] for stand in range(problem.base)
        ]
        for night, limits in zip(problem.nights, problem.limits, strict=False):
            self._limits[night] = limits

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
        after = drive + way.drive, walk + way.on_foot + visit[0], cold + visit[1]
        if not _fits(after, self._limits[stand]):
            return None
        return _NOTHING if stand in self.network.problem.nights else after

    def offer(self, label: Label, home: tuple[int, int] | None) -> None:
        """Take the plan that goes home from here, when the way home is not too much."""
        way = self.network.home[label[2]]
        if home is None or way is None:
            return
        drive, walk, cold = label[7]
        if _fits((drive + way.drive, walk + way.on_foot, cold), self.network.problem.limits[-1]):
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
        needed = least - self.total + worse + self.price_of(closed)
        for first, stand, arrive, travel in onward:
            way = network.problem.ways[origin][stand]
            if network.bit[stand] & closed or way is None:
                continue
            done = memory.sets[stand][closed & memory.mask[stand]]
            cell = first
            while cell and self.tables.arriving[cell][done] - travel >= needed:
                window = cells.window[cell]
                spare = self.tables.starting[cell][done] - travel - needed
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


def _fits(spent: Spent, limits: DayLimits) -> bool:
    most = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
    return all(limit is None or minutes <= limit for minutes, limit in zip(spent, most, strict=True))
