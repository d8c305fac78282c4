"""A good plan before any proof: ruin and recreate on the order of the visits.

Again and again a few visits are taken out of the plan at random, and absent sites are put in where they
bring the most (Schrimpf and others 2000, doi:10.1006/jcph.1999.6413). An order of stands does not say when
each visit starts: that is worked out exactly, by the few best pairs of end and value after each visit.
The random numbers are seeded and steps are counted, so that the same day always has the same plan.
"""

import random
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from tripplanner.planning.network import Network, nearest_sites
from tripplanner.planning.problem import Stop

NEVER = -(10**18)
_SEED = 1985
_MOST_TAKEN_OUT = 6
_BLINK = 0.1
_RUN_SHARE = 0.6
_BEST_FIRST_SHARE, _NOISE = 0.3, (0.7, 1.3)
_SLACK, _SLACK_AT_BEST = 0.03, 0.004  # what a plan may be worse than the one before, as a share

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
        self.stands_of: dict[int, list[int]] = {}
        for stand, site in enumerate(network.site):
            if network.windows[stand]:
                self.stands_of.setdefault(site, []).append(stand)
        self.worth = {
            site: max(each.points for stand in stands for each in network.windows[stand])
            for site, stands in self.stands_of.items()
        }
        self.nearest = nearest_sites(network)
        self._closes = [[each.closes for each in row] for row in network.windows]
        self._windows = [
            [
                (each.opens, each.closes, each.minutes, each.points, (each.points + bonus) * network.unit)
                for each in row
            ]
            for bonus, row in zip(self._bonus, network.windows, strict=True)
        ]
        self._visits: dict[tuple[int, int, int], list[Visit]] = {}

    def visits(self, origin: int, leave: int, stand: int) -> list[Visit]:
        """The visits to a stand that one can have after leaving another: longer or later ones earn more."""
        key = origin, leave, stand
        known = self._visits.get(key)
        if known is None:
            known = self._visits[key] = self._all_visits(origin, leave, stand)
        return known

    def _all_visits(self, origin: int, leave: int, stand: int) -> list[Visit]:
        way = self.network.problem.ways[origin][stand]
        if way is None:
            return []
        arrive, travel = self.network.problem.arrival(way, leave), way.nominal
        windows = self.network.windows[stand]
        number = bisect_left(self._closes[stand], arrive)
        if number == len(windows):
            return []
        opens, _, minutes, points, value = self._windows[stand][number]
        start = max(arrive, opens)
        found = [Visit(start + minutes, value - travel, start, points)]
        for opens, _, minutes, points, value in self._windows[stand][number + 1 :]:
            if opens + minutes <= found[-1].end:
                found = [each for each in found if each.end < opens + minutes or each.points > points]
            if not found or points > max(found[-1].points, found[0].points):
                found.append(Visit(opens + minutes, value - travel, opens, points))
        return found

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
    """
    One order of stands, ready to have some taken out and more put in.

    What is known of its first visits (`fronts`) and of its last ones (`tails`) is passed on to the orders
    made from it.
    """

    def __init__(
        self,
        days: Days,
        stands: Sequence[int] = (),
        fronts: Sequence[Front] = (),
        tails: Sequence[dict[int, int]] = (),
    ) -> None:
        self.days = days
        self.stands = tuple(stands)
        self.places = (days.base, *self.stands)
        self.fronts: list[Front] = [*fronts] or [[(days.network.problem.leave_from, 0)]]
        for number in range(len(self.fronts) - 1, len(self.stands)):
            self.fronts.append(days.onward(self.fronts[-1], self.places[number], self.stands[number]))
        self._tails = [*({} for _ in range(len(self.places) - len(tails))), *tails]
        ends = [value + self.rest(len(self.stands), end) for end, value in self.fronts[-1]]
        self.value = max(ends, default=NEVER)

    def replaced(self, first: int, last: int, stands: Sequence[int]) -> "Order":
        """The order with other stands in place of the visits from number `first` to before `last`."""
        made = *self.stands[:first], *stands, *self.stands[last:]
        return Order(self.days, made, self.fronts[: first + 1], self._tails[last + 1 :])

    def rest(self, done: int, leave: int) -> int:
        """What the rest is worth after so many visits, the last ending at a minute."""
        known = self._tails[done].get(leave)
        if known is None:
            known = self._tails[done][leave] = self.after(self.places[done], done, leave)
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


class Improver:
    """Looks for better and better plans."""

    def __init__(self, network: Network) -> None:
        self._dice = random.Random(_SEED)  # noqa: S311
        self._days = Days(network)
        self._empty = self._best = Order(self._days, network.problem.nights)

    def go_on(self, rounds: int, *, afresh: bool) -> list[Stop]:
        """The visits of the best plan after so many more rounds, from nothing or the best so far."""
        dice = self._dice
        current = _recreate(self._empty if afresh else self._best, dice)
        most_slack = _SLACK if afresh else _SLACK_AT_BEST
        for left in range(rounds, 0, -1):
            ruined = current
            for _ in range(dice.randint(1, 2)):
                ruined = (_ruin_run if dice.random() < _RUN_SHARE else _ruin_near)(ruined, dice)
            tried = _recreate(ruined, dice)
            if tried.value > current.value - most_slack * left / rounds * max(0, self._best.value):
                current = tried
            if tried.value > self._best.value:
                self._best = tried
        return self._best.stops()


def _ruin_run(order: Order, dice: random.Random) -> Order:
    """Take out a run of visits."""
    if not order.stands:
        return order
    nights = order.days.network.problem.nights
    first, count = dice.randrange(len(order.stands)), dice.randint(1, _MOST_TAKEN_OUT)
    last = min(first + count, len(order.stands))
    return order.replaced(first, last, [each for each in order.stands[first:last] if each in nights])


def _ruin_near(order: Order, dice: random.Random) -> Order:
    """Take out a visit and most of those near it, whenever they are."""
    if not order.stands:
        return order
    site_of = order.days.network.site
    chosen = site_of[dice.choice(order.stands)]
    nights = order.days.network.problem.nights
    gone = {chosen, *order.days.nearest[chosen][: dice.randrange(_MOST_TAKEN_OUT)]}
    for place in range(len(order.stands) - 1, -1, -1):
        stand = order.stands[place]
        if site_of[stand] in gone and stand not in nights and dice.random() >= _BLINK:
            order = order.replaced(place, place + 1, ())
    return order


def _recreate(order: Order, dice: random.Random) -> Order:
    """Put in absent sites, each where it brings the most: in random order, or the best first, roughly."""
    days = order.days
    absent = sorted(set(days.stands_of) - {days.network.site[stand] for stand in order.stands})
    dice.shuffle(absent)
    if dice.random() < _BEST_FIRST_SHARE:
        absent.sort(key=lambda site: -days.worth[site] * dice.uniform(*_NOISE))
    for site in absent:
        order = _put_in(order, days.stands_of[site], dice)
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
    return order.replaced(place, place, (stand,))
