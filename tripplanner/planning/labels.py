"""Labels: partial plans, and the searches that extend them under a completion bound.

A label is a partial plan that has just finished a visit. Labels are taken in order of time; of those at
one stand with the same sites still to be had, a later one is dropped when an earlier one is worth as
much. A label that cannot lead to more points than the best plan found (see `relaxation`) is dropped
too. When no label is left, no better plan exists.
"""

from collections.abc import Callable, Iterator, Sequence
from heapq import heappop, heappush
from typing import NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Problem, Stop, Window
from tripplanner.planning.relaxation import NEVER, Reach, Relaxation

_BEAM_MINUTES = 15
_COARSE_MINUTES, _FINE_MINUTES = 10, 5


class Label(NamedTuple):
    """A partial plan that has just finished a visit; `worse` is minus its value, so the least is best."""

    end: int
    worse: int
    sites: tuple[int, ...]
    stand: int
    visited: int
    bound: int
    stop: Stop | None
    before: "Label | None"


class Plan(NamedTuple):
    """A complete plan; the least `rank` (minus value, minute back, sites) is the best."""

    rank: tuple[int, int, tuple[int, ...]]
    last: Label


class Limits:
    """When to stop: after so many labels, or at a time; a limit that was hit stays hit."""

    def __init__(self, max_steps: int, time_limit_s: float | None, clock: Callable[[], float]) -> None:
        self.steps = 0
        self.reached = False
        self.most = max_steps
        self._clock = clock
        self._ends_at_s = None if time_limit_s is None else clock() + time_limit_s

    def step(self) -> bool:
        """Count a step; False when there must be none."""
        late = self._ends_at_s is not None and self._clock() >= self._ends_at_s
        self.reached = self.reached or late or self.steps >= self.most
        self.steps += not self.reached
        return not self.reached


class Search:
    """One search: the tables for the present prices, and the best plan so far."""

    def __init__(self, problem: Problem) -> None:
        self.network = Network(problem)
        self.relaxation = Relaxation(self.network, _COARSE_MINUTES)
        self.best: Plan | None = None
        self.value = NEVER  # of the best plan
        self.least = NEVER  # labels that cannot lead to this value are dropped
        self.root = Label(problem.leave_from, 0, (), problem.base, 0, 0, None, None)
        self.offer(self.root)

    @property
    def score(self) -> int:
        """Points of the best plan so far; 0 when there is none."""
        return max(0, -(-self.value // self.network.unit))

    def refine(self) -> None:
        """From now on bound by the fine grid."""
        self.relaxation = Relaxation(self.network, _FINE_MINUTES)

    def load(self, prices: Sequence[float]) -> None:
        """Compute the tables for these prices, and with them the bound on every plan."""
        self.prices = [round(each) for each in prices]
        self.total = sum(self.prices)
        self.tables = self.relaxation.sweep(self.prices)
        self._paid = {0: 0}
        ahead = [
            self.tables.afresh[each.cell] - each.travel
            for each in self.relaxation.reach(self.root.stand, self.root.end)
        ]
        self.root = self.root._replace(bound=self.total + max([0, *ahead]))

    def walk(self) -> list[int]:
        """How often the relaxed day visits each site."""
        counts = [0] * self.network.problem.sites
        for stand in self.relaxation.walk(self.tables, self.prices):
            counts[self.network.site[stand]] += 1
        return counts

    def offer(self, label: Label) -> None:
        """Take the plan that goes home from here, when it is better than the best so far."""
        network = self.network
        if network.required & ~label.visited:
            return
        home = (0, label.end) if label.stop is None else network.way_home(label.stand, label.end)
        if home is None:
            return
        travel, back = home
        rank = (label.worse + travel, back, label.sites)
        if self.best is None or rank < self.best.rank:
            self.best = Plan(rank, label)
            self.value = -rank[0]

    def take(self, stops: Sequence[Stop]) -> None:
        """Take these visits as a plan."""
        label, network = self.root, self.network
        for stop in stops:
            origin, site = label.stand, network.site[stop.stand]
            way = network.problem.ways[origin][stop.stand]
            travel = 0 if way is None else way.nominal
            label = Label(
                stop.end,
                label.worse + travel - stop.points * network.unit,
                (*label.sites, site),
                stop.stand,
                label.visited | network.bit[stop.stand],
                0,
                stop,
                label,
            )
            self.offer(label)

    def seek_points(self) -> None:
        """Drop from now on what cannot bring a point more than the best plan."""
        self.least = self.score * self.network.unit + 1 if self.best is not None else NEVER

    def seek_ties(self) -> None:
        """Drop from now on what is worth less than the best plan, travel counted."""
        self.least = self.value

    def extend(self, label: Label, closed: int) -> Iterator[Label]:
        """The labels one visit further that may still lead to a plan good enough."""
        network, relaxation, arriving = self.network, self.relaxation, self.tables.arriving
        ahead = self.total - label.worse - self._price_of(closed)
        for reach in relaxation.reach(label.stand, label.end):
            if network.bit[reach.stand] & closed:
                continue
            group = relaxation.group_of(reach.stand)
            visited = group.visited(closed)
            cell, most = reach.cell, 0
            while cell and ahead - reach.travel + arriving[cell][visited] >= self.least:
                window = relaxation.window_of(cell)
                if window.points > most:
                    start = max(reach.arrive, window.opens)
                    child = self._visit(label, ahead - reach.travel, reach, start, window, visited)
                    if child.bound >= self.least:
                        yield child
                    # A longer visit for fewer points is never better; a shorter one may be.
                    most = window.points if self._is_shortest(reach.stand, window.minutes) else most
                cell = relaxation.later[cell]

    def _is_shortest(self, stand: int, minutes: int) -> bool:
        return all(minutes <= each.minutes for each in self.network.windows[stand])

    def _visit(
        self, label: Label, ahead: int, reach: Reach, start: int, window: Window, visited: int
    ) -> Label:
        network, relaxation = self.network, self.relaxation
        site, end = network.site[reach.stand], start + window.minutes
        here = relaxation.cell_at(reach.stand, start)
        onward = self.tables.leaving[here][visited | relaxation.groups[site].bit[site]]
        gain = window.points * network.unit
        return Label(
            end,
            label.worse + reach.travel - gain,
            (*label.sites, site),
            reach.stand,
            label.visited | network.bit[reach.stand],
            ahead + gain - self.prices[site] + onward,
            Stop(reach.stand, start, end, window.points),
            label,
        )

    def _price_of(self, bits: int) -> int:
        """Sum of the prices of these sites."""
        known = self._paid.get(bits)
        if known is None:
            low = bits & -bits
            known = self._paid[bits] = self.prices[low.bit_length() - 1] + self._price_of(bits ^ low)
        return known

    def closed(self, label: Label) -> int:
        """The sites that this label can no longer visit, as bits."""
        return label.visited | self.network.out_of_reach(label.stand, label.end)

    def beam(self, width: int) -> None:
        """Look along the most promising labels of each quarter of an hour only, to have a good plan early."""
        quarters: dict[int, dict[tuple[int, int], Label]] = {
            self.root.end // _BEAM_MINUTES: {(0, 0): self.root}
        }
        while quarters:
            now = min(quarters)
            labels = sorted(quarters.pop(now).values(), key=lambda each: (-each.bound, each.end, each.sites))
            for label in labels[:width]:
                closed = self.closed(label)
                if self.network.required & closed & ~label.visited:
                    continue
                for child in self.extend(label, closed):
                    self.offer(child)
                    # A child in the same quarter would come too late to be looked at.
                    slot = quarters.setdefault(max(child.end // _BEAM_MINUTES, now + 1), {})
                    key = (child.stand, child.visited)
                    if key not in slot or child.bound > slot[key].bound:
                        slot[key] = child

    def exhaust(self, limits: Limits, *, at_most: int, most_open: int, ties: bool) -> int:
        """
        Look at all labels that matter; the answer bounds the value of what was not looked at.

        It gives up after `at_most` labels, or when more than `most_open` wait to be looked at.
        """
        until = limits.steps + at_most
        heap: list[tuple[int, int, tuple[int, ...], int, Label]] = [(0, 0, (), 0, self.root)]
        seen: dict[tuple[int, int], int] = {}
        serial = 0
        while heap:
            label = heap[0][-1]
            if label.bound < self.least:
                heappop(heap)
                continue
            if len(heap) > most_open or limits.steps >= until or not limits.step():
                return max(entry[-1].bound for entry in heap)
            heappop(heap)
            closed = self.closed(label)
            key = (label.stand, closed)
            if (
                self.network.required & closed & ~label.visited
                or seen.get(key, label.worse + 1) <= label.worse
            ):
                continue
            seen[key] = label.worse
            for child in self.extend(label, closed):
                self.offer(child)
                serial += 1
                heappush(heap, (child.end, child.worse, child.sites, serial, child))
            self.seek_ties() if ties else self.seek_points()
        return NEVER
