"""A good plan before any proof: ruin and recreate on the order of the visits.

Again and again a few visits are taken out of the plan at random, and absent sites are put in where they
bring the most (Schrimpf and others 2000, doi:10.1006/jcph.1999.6413). An order of stands does not say when
each visit starts: that is worked out exactly, by the few best pairs of end and value after each visit.
The random numbers are seeded and steps are counted, so that the same day always has the same plan.
"""

import random
from collections.abc import Sequence
from typing import NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Stop

NEVER = -(10**18)
_SEED = 1985
_MOST_TAKEN_OUT = 6
_BLINK = 0.1
_SLACK = 0.03

Front = list[tuple[int, int]]


class Visit(NamedTuple):
    """How a visit may go: its end, its value less the travel to it, its start, its points."""

    end: int
    gain: int
    start: int
    points: int


class Days:
    """What orders of stands are worth."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.base = network.problem.base
        # A required site outweighs all points.
        most = 1 + sum(max((each.points for each in row), default=0) for row in network.windows)
        self._bonus = [most * (network.required >> site & 1) for site in network.site]
        self._visits: dict[tuple[int, int, int], list[Visit]] = {}

    def visits(self, origin: int, leave: int, stand: int) -> list[Visit]:
        """The visits to a stand that one can have after leaving another: longer or later ones earn more."""
        key = origin, leave, stand
        known = self._visits.get(key)
        if known is None:
            known = self._visits[key] = self._all_visits(origin, leave, stand)
        return known

    def _all_visits(self, origin: int, leave: int, stand: int) -> list[Visit]:
        problem, unit = self.network.problem, self.network.unit
        way = problem.ways[origin][stand]
        if way is None:
            return []
        arrive, found, most = problem.arrival(way, leave), [], -1
        for window in self.network.windows[stand]:
            start = max(arrive, window.opens)
            if start <= window.closes:
                gain = (window.points + self._bonus[stand]) * unit - way.nominal
                found.append(Visit(start + window.minutes, gain, start, window.points))
        kept = []
        for each in sorted(found):
            if each.points > most:
                kept.append(each)
                most = each.points
        return kept

    def home(self, stand: int, leave: int) -> int:
        """The value of going home."""
        if stand == self.base:
            return 0
        straight = self.network.way_home(stand, leave)
        return NEVER if straight is None else -straight[0]

    def onward(self, front: Front, origin: int, stand: int) -> Front:
        """The ends and values after one more visit."""
        pairs = [
            (end, value + gain)
            for leave, value in front
            for end, gain, _, _ in self.visits(origin, leave, stand)
        ]
        pairs.sort(key=lambda pair: (pair[0], -pair[1]))
        kept, most = [], NEVER
        for pair in pairs:
            if pair[1] > most:
                kept.append(pair)
                most = pair[1]
        return kept


class Order:
    """One order of stands, ready to have more put in."""

    def __init__(self, days: Days, stands: Sequence[int]) -> None:
        self.days = days
        self.stands = list(stands)
        self.places = [days.base, *stands]
        self.fronts: list[Front] = [[(days.network.problem.leave_from, 0)]]
        for origin, stand in zip(self.places, stands, strict=False):
            self.fronts.append(days.onward(self.fronts[-1], origin, stand))
        self._rest: list[dict[int, int]] = [{} for _ in self.places]
        self.value = max(
            (value + self.rest(len(stands), end) for end, value in self.fronts[-1]), default=NEVER
        )

    def rest(self, done: int, leave: int) -> int:
        """What the rest is worth after so many visits, the last ending at a minute."""
        known = self._rest[done].get(leave)
        if known is None:
            known = self._rest[done][leave] = self.after(self.places[done], done, leave)
        return known

    def after(self, origin: int, done: int, leave: int) -> int:
        """What the visits from number `done` on are worth to who leaves any stand at a minute."""
        if done == len(self.stands):
            return self.days.home(origin, leave)
        best = NEVER
        for end, gain, _, _ in self.days.visits(origin, leave, self.stands[done]):
            value = gain + self.rest(done + 1, end)
            best = max(best, value)
        return best

    def with_stand(self, place: int, stand: int) -> int:
        """The value with a stand put in at a place."""
        best, visits = NEVER, self.days.visits
        for leave, value in self.fronts[place]:
            for end, gain, _, _ in visits(self.places[place], leave, stand):
                best = max(best, value + gain + self.after(stand, place, end))
        return best

    def stops(self) -> list[Stop]:
        """The visits with their times."""
        days, found = self.days, []
        origin, leave = days.base, days.network.problem.leave_from
        for done, stand in enumerate(self.stands):
            visit = max(
                days.visits(origin, leave, stand),
                key=lambda each: each.gain + self.rest(done + 1, each.end),
            )
            found.append(Stop(stand, visit.start, visit.end, visit.points))
            origin, leave = stand, visit.end
        return found


def good_plan(network: Network, steps: int) -> list[Stop]:
    """The visits of a good plan, after so many rounds of ruin and recreate."""
    dice = random.Random(_SEED)  # noqa: S311
    days = Days(network)
    best = current = _recreate(Order(days, ()), dice)
    for step in range(steps):
        tried = _recreate(Order(days, _ruin(current.stands, dice)), dice)
        slack = _SLACK * (1 - step / steps) * max(0, best.value)
        if tried.value > current.value - slack:
            current = tried
        if tried.value > best.value:
            best = tried
    return best.stops()


def _ruin(stands: Sequence[int], dice: random.Random) -> list[int]:
    """Take out one or two runs of visits."""
    left = list(stands)
    for _ in range(dice.randint(1, 2)):
        if left:
            first, count = dice.randrange(len(left)), dice.randint(1, _MOST_TAKEN_OUT)
            del left[first : first + count]
    return left


def _recreate(order: Order, dice: random.Random) -> Order:
    """Put in absent sites, in random order, as long as one brings something."""
    network = order.days.network
    absent = sorted(
        {network.site[stand] for stand in range(network.problem.base) if network.windows[stand]}
        - {network.site[stand] for stand in order.stands}
    )
    dice.shuffle(absent)
    for site in absent:
        order = _put_in(
            order, [stand for stand in range(network.problem.base) if network.site[stand] == site], dice
        )
    return order


def _put_in(order: Order, stands: Sequence[int], dice: random.Random) -> Order:
    best, chosen = order.value, None
    for place in range(len(order.places)):
        if dice.random() >= _BLINK:
            for stand in stands:
                value = order.with_stand(place, stand)
                if value > best:
                    best, chosen = value, (place, stand)
    if chosen is None:
        return order
    place, stand = chosen
    return Order(order.days, (*order.stands[:place], stand, *order.stands[place:]))
