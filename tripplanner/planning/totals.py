"""Which totals of points a day can have at all: between two of them no bound need be brought down."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import NamedTuple

from tripplanner.planning.network import Network
from tripplanner.planning.problem import Window

_SHORT_MINUTES = 60


class _Moment(NamedTuple):
    """A short window of a stand."""

    stand: int
    site: int
    window: Window


class Totals:
    """
    The totals that can come of one window a site, of short windows that exclude each other at most one.

    At dawn one stands in the first light at one place only. That, and that a site has few different
    points to give, leaves gaps between the totals that a day can have.
    """

    def __init__(self, network: Network) -> None:
        moments = _exclusive_moments(network)
        short = {(each.stand, each.window) for each in moments}
        usual: dict[int, set[int]] = {site: {0} for site in network.site}
        for stand, windows in enumerate(network.windows):
            usual[network.site[stand]] |= {each.points for each in windows if (stand, each) not in short}
        self._bits = _sums(usual)
        # A day that loses points somewhere may have any total.
        self._any = min(map(min, usual.values()), default=0) < 0
        for each in moments:
            self._bits |= _sums(_without(usual, each.site)) << max(0, each.window.points)
            self._any = self._any or each.window.points < 0

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


def _without(choices: Mapping[int, set[int]], site: int) -> dict[int, set[int]]:
    return {key: points for key, points in choices.items() if key != site}


def _exclusive_moments(network: Network) -> list[_Moment]:
    """Short windows worth more than all long ones of their site, when no two sites' can be had on one day."""
    most: dict[int, int] = {}
    moments = []
    for stand, windows in enumerate(network.windows):
        for window in windows:
            if window.closes - window.opens < _SHORT_MINUTES:
                moments.append(_Moment(stand, network.site[stand], window))
            else:
                most[network.site[stand]] = max(window.points, most.get(network.site[stand], 0))
    moments = [each for each in moments if each.window.points > most.get(each.site, 0)]
    if network.problem.nights:
        return []
    for one, other in combinations(moments, 2):
        if one.site != other.site and (_can_follow(network, one, other) or _can_follow(network, other, one)):
            return []
    return moments


def _can_follow(network: Network, first: _Moment, then: _Moment) -> bool:
    leaves = first.window.opens + first.window.minutes
    return leaves + network.least[first.stand][then.stand] <= then.window.closes
