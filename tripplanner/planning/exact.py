"""Proving the best day: label setting with dominance under a completion bound.

A label is a partial plan that has just finished a visit. Of two labels at one stand the later one is
dropped when the other is no worse in minutes, points, travel and in the sites still to be had. A label
whose completion bound (see `relaxation`) lies below the best plan found so far is dropped too.
"""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import NamedTuple

from tripplanner.planning.problem import Problem, Solution, Stop
from tripplanner.planning.relaxation import NEVER, Network, Relaxation, latest_leave


Entry = tuple[int, int, tuple[int, ...], int, "Label"]


class Label(NamedTuple):
    """A partial plan that has just finished a visit."""

    end: int
    worse: int  # minus its value, so that the least is the best
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
    """When to stop: after so many labels, or at a time."""

    def __init__(self, max_steps: int, time_limit_s: float | None, clock: Callable[[], float]) -> None:
        self.max_steps = max_steps
        self.clock = clock
        self.ends_at_s = None if time_limit_s is None else clock() + time_limit_s

    def reached(self, steps: int) -> bool:
        """Whether the search must stop before another step."""
        if steps >= self.max_steps:
            return True
        return self.ends_at_s is not None and steps % 32 == 0 and self.clock() >= self.ends_at_s


class Search:
    """One search: the prices, the tables and the best plan so far."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.best: Plan | None = None
        self.floor = NEVER  # the value of the best plan so far
        self.root = Label(network.problem.leave_from, 0, (), network.problem.base, 0, 0, None, None)
        self.offer(self.root)

    def load(self, relaxation: Relaxation, prices: list[int]) -> None:
        """Compute the tables for these prices, and with them the bound on every plan."""
        self.relaxation = relaxation
        self.prices = prices
        self.total = sum(prices)
        self.tables = relaxation.sweep(prices)
        self.arriving = self.tables.arriving
        self._paid: dict[int, int] = {0: 0}
        ahead = [self.arriving[cell] - travel for cell, _, _, travel in relaxation.row(self.root.stand, self.root.end)]
        self.root = self.root._replace(bound=self.total + max(0, *ahead, 0))

    def price_of(self, bits: int) -> int:
        """Sum of the prices of these sites."""
        known = self._paid.get(bits)
        if known is None:
            low = bits & -bits
            known = self._paid[bits] = self.prices[low.bit_length() - 1] + self.price_of(bits ^ low)
        return known

    def offer(self, label: Label) -> None:
        """Take the plan that goes home from here, when it is better than the best so far."""
        network = self.network
        if network.required & ~label.visited:
            return
        way = network.home[label.stand] if label.stop is not None else None
        if way is None:
            rank = (label.worse, label.end, label.sites)
        else:
            if label.worse + way.nominal > -self.floor:
                return
            rank = (label.worse + way.nominal, network.problem.arrival(way, label.end), label.sites)
        if self.best is None or rank < self.best.rank:
            self.best = Plan(rank, label)
            self.floor = -rank[0]

    def extend(self, label: Label, closed: int) -> Iterator[Label]:
        """The labels one visit further that may still lead to a plan as good as the best."""
        network = self.network
        arriving, arriving_else, arriving_next, leaving, leaving_else, leaving_next = self.tables
        later_of, window_of, cell_of = self.relaxation.later, self.relaxation.window, self.relaxation.cell
        value = -label.worse
        ahead = value + self.total - self.price_of(closed)
        for first, stand, arrive, travel in self.relaxation.row(label.stand, label.end):
            if ahead - travel + arriving[first] < self.floor or network.bit[stand] & closed:
                continue
            cell, seen = first, []
            while cell and ahead - travel + arriving[cell] >= self.floor:
                window = network.windows[stand][window_of[cell]]
                start = arrive if arrive > window.opens else window.opens
                cell, here = later_of[cell], cell_of(stand, start)
                end, points = start + window.minutes, window.points
                gain = points * network.unit - travel
                then = leaving_next[here]
                onward = leaving[here] if then < 0 or not closed >> then & 1 else leaving_else[here]
                bound = ahead + gain - self.prices[network.site[stand]] + onward
                if bound < self.floor or any(e <= end and p >= points for e, p in seen):
                    continue
                seen.append((end, points))
                yield Label(
                    end,
                    -(value + gain),
                    (*label.sites, network.site[stand]),
                    stand,
                    label.visited | network.bit[stand],
                    bound,
                    Stop(stand, start, end, points),
                    label,
                )

    def follow(self, stands: list[int]) -> None:
        """Offer the plans that visit these stands in this order, leaving out what does not fit."""
        labels = [self.root]
        for stand in stands:
            reached = [child for label in labels for child in self._visit(label, stand)]
            for child in reached:
                self.offer(child)
            labels = sorted(reached or labels)[:20] if reached else labels

    def _visit(self, label: Label, stand: int) -> Iterator[Label]:
        network = self.network
        if network.bit[stand] & label.visited:
            return
        for _, target, arrive, travel in self.relaxation.row(label.stand, label.end):
            if target != stand:
                continue
            for window in network.windows[stand]:
                if arrive <= window.closes:
                    start = max(arrive, window.opens)
                    yield Label(start + window.minutes, label.worse + travel - window.points * network.unit,
                                (*label.sites, network.site[stand]), stand, label.visited | network.bit[stand], 0,
                                Stop(stand, start, start + window.minutes, window.points), label)

    def closed(self, label: Label) -> int:
        return label.visited | self.network.out_of_reach(label.stand, label.end)

    def beam(self, width: int) -> None:
        """Look along the most promising labels only, to have a good plan early."""
        labels = [self.root]
        while labels:
            best: dict[tuple[int, int], Label] = {}
            for label in labels:
                for child in self.extend(label, self.closed(label)):
                    self.offer(child)
                    key = (child.stand, child.visited)
                    if key not in best or child.bound > best[key].bound:
                        best[key] = child
            labels = sorted(best.values(), key=lambda each: -each.bound)[:width]

    def prove(self, limits: Limits) -> tuple[int, int]:
        """Look at all labels that matter; answer the steps made and the bound on what was not seen."""
        heap = [(0, 0, (), 0, self.root)]
        kept = [[] for _ in range(self.network.problem.base + 1)]
        steps = serial = 0
        while heap:
            if limits.reached(steps):
                return steps, max(entry[-1].bound for entry in heap)
            label = heappop(heap)[-1]
            if label.bound < self.floor:
                continue
            steps += 1
            closed = self.closed(label)
            if self.network.required & closed & ~label.visited or self.dominated(label, closed, kept[label.stand]):
                continue
            for child in self.extend(label, closed):
                self.offer(child)
                serial += 1
                heappush(heap, (child.end, child.worse, child.sites, serial, child))
        return steps, NEVER

    def dominated(self, label, closed, kept) -> bool:
        required = self.network.required
        owed = required & label.visited
        place = bisect_left(kept, (label.worse, label.sites))
        for worse, sites, visited in kept[:place] :
            if not visited & ~closed and not owed & ~visited:
                return True
        kept.insert(place, (label.worse, label.sites, label.visited))
        return False


def walk(search: Search) -> list[int]:
    """The stands of the best walk with revisits allowed, but not at once."""
    relaxation, network = search.relaxation, search.network
    a1, a2, an, l1, l2, ln = search.tables
    stands: list[int] = []
    origin, leave = network.problem.base, network.problem.leave_from
    prior = here = -1  # sites
    best = NEVER
    while True:
        row = relaxation.row(origin, leave)
        options = [((a1[cell] if an[cell] != here else a2[cell]) - travel, cell, stand) for cell, stand, _, travel in row if network.site[stand] != prior]
        value, cell, stand = max(options, default=(NEVER, 0, 0))
        if value < best or value <= NEVER // 2 or not stands and value <= 0:
            return stands
        value = a1[cell] if an[cell] != here else a2[cell]
        prior, here = here, network.site[stand]
        gain = lambda c: network.windows[stand][relaxation.window[c]].points * network.unit - search.prices[here]
        left = lambda c: l1[c] if ln[c] != prior or prior < 0 else l2[c]
        while gain(cell) + left(cell) != value:
            cell = relaxation.later[cell]
        stands.append(stand)
        origin, leave = stand, relaxation.start[cell] + network.windows[stand][relaxation.window[cell]].minutes
        best = left(cell)


def first_prices(network):
    """What a visit earns beyond its time, at the price of time at which the day is just full."""
    n = network.problem.sites
    worth, cost = [0]*n, [0]*n
    day = network.problem.back_by - network.problem.leave_from
    for k, ws in enumerate(network.windows):
        if ws:
            w = max(ws, key=lambda w: w.points)
            near = min([way.nominal for row in network.problem.ways for way in [row[k]] if way is not None], default=0)
            s = network.site[k]
            if w.points > worth[s]:
                worth[s], cost[s] = w.points, max(1, w.minutes + near)
    full = 0; rate = 0
    for s in sorted(range(n), key=lambda s: -(worth[s] / cost[s] if worth[s] else 0)):
        if not worth[s]: continue
        full += cost[s]
        if full > day:
            rate = worth[s] / cost[s]; break
    return [max(0.0, (worth[s] - rate * cost[s]) * network.unit) for s in range(n)]


def price(search: Search, relaxation: Relaxation, iters: int) -> list[int]:
    network = search.network
    n = network.problem.sites
    prices = first_prices(network)
    bestbound, bestprices = None, [0]*n
    theta = 1.0
    stale = 0
    d = [0.0]*n
    req = network.required
    for it in range(iters):
        search.load(relaxation, [round(x) for x in prices])
        if it % 4 == 0: search.beam(3)
        stands = walk(search)
        search.follow(stands)
        if bestbound is None or search.root.bound < bestbound:
            bestbound, bestprices = search.root.bound, search.prices
            stale = 0
        else:
            stale += 1
            if stale >= 3:
                theta /= 2; stale = 0
                prices = list(bestprices)
        if DEBUG: print(it, round(search.root.bound/network.unit,2), round(bestbound/network.unit,2), round(search.floor/network.unit), round(theta,3), len(stands))
        if bestbound < search.floor + network.unit//1000: break
        g = [1] * n
        for s in stands: g[network.site[s]] -= 1
        d = [(x if x < 0 or prices[s] > 0 or req >> s & 1 else 0) + MOM * y for s, (x, y) in enumerate(zip(g, d))]
        norm = sum(x*x for x in d)
        if norm == 0: break
        alpha = theta * (search.root.bound - (search.floor if search.floor > NEVER else search.root.bound*0.8)) / norm
        prices = [x - alpha * e for x, e in zip(prices, d)]
        prices = [x if x > 0 or req >> s & 1 else 0.0 for s, x in enumerate(prices)]
    return bestprices

MOM=0.5
DEBUG=False
def solve(problem: Problem, *, max_steps: int = 200_000, time_limit_s: float | None = None, clock: Callable[[], float] = time.monotonic, step=5, coarse=15, iters=30, width=20):
    limits = Limits(max_steps, time_limit_s, clock)
    T=time.perf_counter
    t0=T()
    network = Network(problem)
    mv = network.shortest_move()
    search = Search(network)
    t1=T()
    rel = Relaxation(network, min(coarse, mv))
    t2=T()
    prices = price(search, rel, iters)
    t3=T()
    if step < coarse and step<mv: rel = Relaxation(network, min(step, mv))
    search.load(rel, prices)
    t4=T()
    f0=search.floor
    search.beam(width)
    f1=search.floor
    t5=T()
    steps, left = search.prove(limits)
    t6=T()
    if STAT: print(f"cells {len(rel.stand)} net {t1-t0:.3f} coarse {t2-t1:.3f} price {t3-t2:.3f} fine {t4-t3:.3f} beam {t5-t4:.3f} prove {t6-t5:.3f} steps {steps} root {search.root.bound/network.unit:.2f} follow {f0/network.unit:.2f} beam {f1/network.unit:.2f} final {search.floor/network.unit:.2f} {left==NEVER} tot {t6-t0:.3f}")
    return answer(search, steps, left)
STAT=False

def answer(search: Search, steps, left) -> Solution | None:
    network=search.network; problem = network.problem
    if search.best is None: return None
    unit=network.unit
    plan=search.best
    stops=[]
    label=plan.last
    while label.stop is not None:
        stops.append(label.stop); label=label.before
    stops=tuple(reversed(stops))
    score=sum(s.points for s in stops)
    proven = left < search.floor
    bound = score if proven else max(score, -(-left//unit))
    if not stops: return Solution((),0,bound,proven,None,None,steps)
    first=stops[0]
    leave=latest_leave(problem, problem.ways[problem.base][first.stand], first.start)
    return Solution(stops,score,bound,proven,leave,plan.rank[1],steps)
