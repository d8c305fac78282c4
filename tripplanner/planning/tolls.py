"""Tolls: a price a minute on what a day's limits hold down, so that the completion bound feels them."""

from collections.abc import Iterator, Sequence
from itertools import accumulate

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Way

# A toll is the price of so many minutes: then its steps are as long as those of the price of a visit.
BLOCK_MINUTES = 30
# Minutes driven, walked and spent in the cold.
Minutes = tuple[int, int, int]
NOTHING: Minutes = 0, 0, 0


class Tolls:
    """
    What the minutes of a day cost under its limits, day by day.

    A relaxed day may break its limits, but pays for each minute and gets back what the limit allows: a
    Lagrange multiplier for each limit, as the prices are for "at most once".

    Parameters
    ----------
    network
        The days.
    blocks
        Tolls for `BLOCK_MINUTES` of driving, walking and cold, three for each day. [value]
    """

    def __init__(self, network: Network, blocks: Sequence[float]) -> None:
        self._network = network
        a_minute = [round(each / BLOCK_MINUTES) for each in blocks]
        self._rates = [tuple(a_minute[first : first + 3]) for first in range(0, len(a_minute), 3)]
        self.are_free = not any(a_minute)
        allowed = [
            sum(rate * (most or 0) for rate, most in zip(rates, limits, strict=True))
            for rates, limits in zip(self._rates, day_limits(network), strict=True)
        ]
        # What the limits of a day and of all later ones allow.
        self._allowed = list(accumulate(reversed(allowed)))[::-1]
        self._day_after = [network.days.index(network.day_of(stand)) for stand in range(len(network.site))]
        self._day_before = [day_before(network, stand) for stand in range(len(network.site) + 1)]

    @property
    def allowance(self) -> int:
        """What all limits allow together."""
        return self._allowed[0]

    def of_way(self, way: Way, stand: int) -> int:
        """The toll of a way to a stand or to the base."""
        drive, walk, _ = self._rates[self._day_before[stand]]
        return drive * way.drive + walk * way.on_foot

    def of_visit(self, stand: int, walk_minutes: int, cold_minutes: int) -> int:
        """The toll of a visit."""
        _, walk, cold = self._rates[self._day_before[stand]]
        return walk * walk_minutes + cold * cold_minutes

    def left(self, stand: int, spent: Sequence[int]) -> int:
        """What is left of the allowance at a stand after minutes that were spent since the last night."""
        day = 0 if stand == self._network.problem.base else self._day_after[stand]
        rates = self._rates[day]
        return self._allowed[day] - sum(rate * each for rate, each in zip(rates, spent, strict=True))


def day_limits(network: Network) -> Iterator[tuple[int | None, int | None, int | None]]:
    """The limits of each day, in the order of the tolls."""
    for each in network.problem.limits:
        yield each.drive_minutes, each.walk_minutes, each.cold_minutes


def day_before(network: Network, stand: int) -> int:
    """Which day's limits a way to a stand falls under: a night's are those of the day before it."""
    nights = network.problem.nights
    if stand in nights:
        return nights.index(stand)
    return network.days.index(network.day_of(stand))


def slack(network: Network, visits: Sequence[tuple[int, int, int]]) -> list[float]:
    """
    How far relaxed days stay under each limit, in blocks; below 0 where they are above it, 0 without one.

    Parameters
    ----------
    network
        The days.
    visits
        Stands in order, with the minutes of walking and in the cold there.
    """
    problem = network.problem
    spent = [[0, 0, 0] for _ in network.days]
    origin = problem.base
    for stand, walk_minutes, cold_minutes in [*visits, (problem.base, 0, 0)]:
        today, way = spent[day_before(network, stand)], problem.ways[origin][stand]
        if way is not None and (visits or problem.nights):
            today[0] += way.drive
            today[1] += way.on_foot
        today[1] += walk_minutes
        today[2] += cold_minutes
        origin = stand
    return [
        0.0 if most is None else (most - minutes) / BLOCK_MINUTES
        for limits, today in zip(day_limits(network), spent, strict=True)
        for most, minutes in zip(limits, today, strict=True)
    ]
