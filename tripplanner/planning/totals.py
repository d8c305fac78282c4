"""Which totals of points a day can have at all: between two of them no bound need be brought down."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Window

_SHORT_MINUTES = 60
_MOST_MOMENTS = 10


class _Moment(NamedTuple):
    """A short window of a stand."""

    stand: int
    site: int
    window: Window


class Totals:
    """
    The totals that can come of one window a site, of short windows that exclude each other at most one a day.

    At dawn one stands in the first light at one place only, each day at another. That, and that a site has
    few different points to give, leaves gaps between the totals that a trip can have.
    """

    def __init__(self, network: Network) -> None:
        days = _exclusive_moments(network)
        short = {(each.stand, each.window) for moments in days for each in moments}
        usual: dict[int, set[int]] = {site: {0} for site in network.site}
        for stand, windows in enumerate(network.windows):
            usual[network.site[stand]] |= {each.points for each in windows if (stand, each) not in short}
        worth = (each.points for row in network.windows for each in row)
        self._sum = len(usual) * max(worth, default=0)
        # A day that loses points somewhere may have any total.
        self._any = any(each < 0 for points in usual.values() for each in points) or any(
            each.window.points < 0 for moments in days for each in moments
        )
        self._bits = 0
        if not self._any:
            for sites, sums in _chosen_moments(days).items():
                rest = _sums(_without(usual, sites))
                self._bits |= _added(rest, sums)

    @property
    def most(self) -> int:
        """No plan has more points than this."""
        return self.up_to(self._sum)

    def up_to(self, points: int) -> int:
        """The largest possible total that is not above a number of points."""
        if self._any or points < 0:
            return points
        return (self._bits & ((2 << points) - 1)).bit_length() - 1


def _sums(choices: Mapping[int, Iterable[int]]) -> int:
    """Bit n is set when n is a sum of one choice for each key."""
    bits = 1
    for points in choices.values():
        grown = 0
        for each in points:
            grown |= bits << max(0, each)
        bits = grown
    return bits


def _without(choices: Mapping[int, set[int]], sites: frozenset[int]) -> dict[int, set[int]]:
    return {key: points for key, points in choices.items() if key not in sites}


def _added(bits: int, others: int) -> int:
    """Bit n is set when n is a sum of the numbers of a set bit of each."""
    found = 0
    while others:
        low = others & -others
        found |= bits << (low.bit_length() - 1)
        others ^= low
    return found


def _chosen_moments(days: Iterable[Sequence[_Moment]]) -> dict[frozenset[int], int]:
    """Which sites may have their moment together, one a day at most, and the sums of points, as bits."""
    chosen: dict[frozenset[int], int] = {frozenset(): 1}
    for moments in days:
        for sites, sums in list(chosen.items()):
            for each in moments:
                if each.site not in sites:
                    with_it = sites | {each.site}
                    chosen[with_it] = chosen.get(with_it, 0) | sums << each.window.points
    return chosen


def _exclusive_moments(network: Network) -> list[list[_Moment]]:
    """Day by day the short windows worth more than all long ones of their site, of which a day has one."""
    most: dict[int, int] = {}
    days: list[list[_Moment]] = [[] for _ in network.days]
    for stand, windows in enumerate(network.windows):
        today = days[network.days.index(network.day_of(stand))]
        for window in windows:
            if window.closes - window.opens < _SHORT_MINUTES:
                today.append(_Moment(stand, network.site[stand], window))
            else:
                most[network.site[stand]] = max(window.points, most.get(network.site[stand], 0))
    best = [[each for each in moments if each.window.points > most.get(each.site, 0)] for moments in days]
    return [moments if _exclude_each_other(network, moments) else [] for moments in best]


def _exclude_each_other(network: Network, moments: Sequence[_Moment]) -> bool:
    """Whether no two sites' can be had on one day, and the sites are few enough to try all sets of them."""
    return len({each.site for each in moments}) <= _MOST_MOMENTS and not any(
        one.site != other.site and (_can_follow(network, one, other) or _can_follow(network, other, one))
        for one, other in combinations(moments, 2)
    )


def _can_follow(network: Network, first: _Moment, then: _Moment) -> bool:
    leaves = first.window.opens + first.window.minutes
    return leaves + network.least[first.stand][then.stand] <= then.window.closes
