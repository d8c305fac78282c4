"""Labels: partial plans, extended under a completion bound until none is left.

A label is a partial plan that has just finished a visit. Labels are taken in order of time; of those at
one stand with the same sites still to be had, a later one is dropped when an earlier one is worth as
much. A label that cannot lead to the value asked for (see `relaxation`) is dropped too. When no label is
left, no plan has that value.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from operator import itemgetter
from typing import Any, NamedTuple

from tripplanner.planning.cells import Cells, Reach
from tripplanner.planning.memory import Memory
from tripplanner.planning.network import Network
from tripplanner.planning.problem import Problem, Stop
from tripplanner.planning.relaxation import NEVER, Tables
from tripplanner.planning.tolls import Tolls

# Driven, walked and spent in the cold since the last night [min]; empty where there are no limits.
Spent = tuple[int, ...]
# A partial plan that has just finished a visit. Plain tuples, because there are many: minus its value (so
# the least is best), its sites in order, stand, sites visited and wishes granted as bits, the most that it
# may lead to, the visit, the label before, and what it has spent of the day's limits.
Label = tuple[int, tuple[int, ...], int, int, int, "Stop | None", "Label | None", Spent]
# Minus value, minute back, sites in order: the least is the best plan.
Rank = tuple[int, int, tuple[int, ...]]


class Plan(NamedTuple):
    """A complete plan."""

    rank: Rank
    last: Label


class Junction(NamedTuple):
    """What is left after leaving a stand at a minute: sites out of reach, travel and minute home, visits."""

    out_of_reach: int
    home: tuple[int, int] | None
    onward: list[Reach]


class Limits:
    """When to stop: after so many labels, or at a time; a limit that was hit stays hit."""

    def __init__(self, max_steps: int, time_limit_s: float | None, clock: Callable[[], float]) -> None:
        self.steps = 0
        self.reached = False
        self.most = max_steps
        self._clock = clock
        self._ends_at_s = None if time_limit_s is None else clock() + time_limit_s

    def step(self, many: int = 1) -> bool:
        """Count steps; False when there must be none."""
        late = self._ends_at_s is not None and self._clock() >= self._ends_at_s
        self.reached = self.reached or late or self.steps + many > self.most
        self.steps += 0 if self.reached else many
        return not self.reached


Layer = dict[tuple[int, ...], Label]
# What was seen of a stand with the same sites still to be had.
Seen = dict[tuple[int, int], Any]
_PROMISE = itemgetter(4)


class Search:
    """One search: the tables for the present prices, and the best plan so far."""

    nothing_spent: Spent = ()

    def __init__(self, problem: Problem) -> None:
        self.network = Network(problem)
        self.cells = Cells(self.network)
        self._junctions: dict[tuple[int, int], Junction] = {}
        self.best: Plan | None = None
        self.value = NEVER  # of the best plan
        self.exhausted = False  # whether no label at all was left, the last time
        self.root: Label = (0, (), problem.base, 0, 0, None, None, self.nothing_spent)
        if not self.network.required:
            self._keep((0, problem.leave_from, ()), self.root)

    @property
    def score(self) -> int:
        """Points of the best plan so far; 0 when there is none."""
        return max(0, -(-self.value // self.network.unit))

    @property
    def least(self) -> int:
        """The least value of a plan with a point more than the best so far."""
        return NEVER if self.best is None else self.score * self.network.unit + 1

    def load(self, memory: Memory, prices: Sequence[int], tolls: Tolls, tables: Tables) -> None:
        """From now on bound with these prices, and the tables made for them and for what is remembered."""
        self.memory, self.prices, self.tolls, self.tables = memory, prices, tolls, tables
        self.total = sum(prices)
        self._paid = {0: 0}

    def _keep(self, rank: Rank, label: Label) -> None:
        self.best = Plan(rank, label)
        self.value = -rank[0]

    def offer(self, label: Label, home: tuple[int, int] | None) -> None:
        """Take the plan that goes home from here, when it is better than the best so far."""
        if home is None or self.network.required & ~label[3]:
            return
        rank = label[0] + home[0], home[1], label[1]
        if self.best is None or rank < self.best.rank:
            self._keep(rank, label)

    def take(self, stops: Sequence[Stop]) -> None:
        """Take these visits as a plan, where they keep to the order asked for and to the limits."""
        label, network = self.root, self.network
        for stop in stops:
            worse, sites, origin, visited, *_, spent = label
            after = self.spend(origin, stop, spent)
            if after is None or network.shut_after(visited) & network.bit[stop.stand]:
                return
            way = network.problem.ways[origin][stop.stand]
            travel = 0 if way is None else way.nominal
            label = (
                worse + travel - stop.points * network.unit,
                (*sites, network.site[stop.stand]),
                stop.stand,
                visited | network.marks[stop.stand],
                0,
                stop,
                label,
                after,
            )
            self.offer(label, network.way_home(stop.stand, stop.end))

    def spend(self, origin: int, stop: Stop, spent: Spent) -> Spent | None:
        """What is spent after one more visit; None when it is too much."""
        del origin, stop
        return spent

    def is_known(self, seen: Seen, key: tuple[int, int], label: Label) -> bool:
        """Whether a label worth as much stood there before; otherwise it is remembered."""
        worse = label[0]
        known = key in seen and seen[key] <= worse
        if not known:
            seen[key] = worse
        return bool(known)

    def _junction(self, stand: int, leave: int) -> Junction:
        known = self._junctions.get((stand, leave))
        if known is None:
            network = self.network
            home = None if stand == network.problem.base else network.way_home(stand, leave)
            known = self._junctions[stand, leave] = Junction(
                network.out_of_reach(stand, leave), home, self.cells.reach(stand, leave)
            )
        return known

    def exhaust(
        self, limits: Limits, least: int, *, at_most: int, ties: bool = False, width: int | None = None
    ) -> bool:
        """
        Look at all labels that may lead to a value of at least `least`; False when there were too many.

        A better plan raises `least`: to a point more than it has, or with `ties` to its own value. With a
        `width` only so many labels that end at one minute are followed, the most promising: then nothing is
        proven, but good plans are found.
        """
        until = limits.steps + at_most
        self.exhausted = False
        layers: dict[int, Layer] = {self.network.problem.leave_from: {(self.root[2], 0): self.root}}
        times = [self.network.problem.leave_from]
        seen: Seen = {}
        required, has_order = self.network.required, self.network.has_order
        while times:
            end = heappop(times)
            layer = layers.pop(end)
            made = 0
            labels = sorted(layer.values())
            if width is not None and len(labels) > width:
                labels = sorted(labels, key=_PROMISE, reverse=True)[:width]
            for label in labels:
                stand, visited = label[2:4]
                junction = self._junction(stand, end)
                self.offer(label, junction.home)
                closed = visited | junction.out_of_reach
                if has_order:
                    closed |= self.network.shut_after(visited)
                if required & closed & ~visited or self.is_known(seen, (stand, closed), label):
                    continue
                for new in self.extend(label, junction.onward, closed, least, layers):
                    made += 1
                    if new is not None:
                        heappush(times, new)
            if limits.steps + made > until or not limits.step(max(1, made)):
                return False
            least = max(least, self.value if ties else self.least)
        self.exhausted = width is None
        return True

    def extend(
        self, label: Label, onward: list[Reach], closed: int, least: int, layers: dict[int, Layer]
    ) -> Iterator[int | None]:
        """Make the labels one visit further that may still lead to a good enough plan; yield new ends."""
        # The innermost loop of all: as few steps and look-ups for each label as can be.
        network, cells, memory = self.network, self.cells, self.memory
        bits, masks, sets, later = network.bit, memory.mask, memory.sets, cells.later
        marks = network.marks
        (arriving, starting), window_of = self.tables, cells.window
        worse, sites, _, visited, *_ = label
        needed = least - self.total + worse + self.price_of(closed)
        for first, stand, arrive, travel in onward:
            if bits[stand] & closed:
                continue
            done = sets[stand][closed & masks[stand]]
            cell, most = first, NEVER
            while cell and arriving[cell][done] - travel >= needed:
                opens, _, minutes, points, _, _ = window_of[cell]
                if points > most:
                    spare = starting[cell][done] - travel - needed
                    if spare >= 0:
                        start = max(arrive, opens)
                        end, key = start + minutes, (stand, visited | marks[stand])
                        layer = layers.get(end)
                        if layer is None:
                            layer = layers[end] = {}
                            yield end
                        else:
                            yield None
                        child = worse + travel - points * network.unit, (*sites, network.site[stand])
                        known = layer.get(key)
                        if known is None or child < known[:2]:
                            stop = Stop(stand, start, end, points)
                            layer[key] = (*child, *key, spare + least, stop, label, ())
                    # A longer visit for fewer points is never better; a shorter one may be.
                    most = points if minutes == network.shortest[stand] else most
                cell = later[cell]

    def price_of(self, bits: int) -> int:
        """Sum of the prices of these sites."""
        known = self._paid.get(bits)
        if known is None:
            low = bits & -bits
            known = self._paid[bits] = self.prices[low.bit_length() - 1] + self.price_of(bits ^ low)
        return known
