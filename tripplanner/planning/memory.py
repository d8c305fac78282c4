"""What the completion bound remembers: near each stand, which of the sites close by were visited already."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter

from tripplanner.planning.network import Network, nearest_sites

Getter = Callable[[Sequence[int]], tuple[int, ...]]


class Memory:
    """
    The sites that each stand remembers, and how what is remembered changes on the way to another.

    `mask[stand]` has the bits of its sites; `sets[stand]` numbers the sets of them, by their bits, and
    `size[stand]` is how many sets there are. Number `size[stand]` of a stand's values, one beyond the last
    set, stands for "never".
    """

    def __init__(self, network: Network, near_sites: int) -> None:
        self._network = network
        near = nearest_sites(network)
        self.mask = [sum(1 << each for each in near[site][:near_sites]) for site in network.site]
        self.sets: list[Mapping[int, int]] = [
            {bits: number for number, bits in enumerate(_subsets(mask))} for mask in self.mask
        ]
        self.size = [len(each) for each in self.sets]
        self._ways: dict[tuple[int, int], Getter] = {}

    def way(self, origin: int, stand: int) -> Getter:
        """Pick from a stand's values, for each set that another stand remembers, the one that holds there."""
        known = self._ways.get((origin, stand))
        if known is None:
            known = self._ways[origin, stand] = itemgetter(*self.numbers(origin, stand))
        return known

    def numbers(self, origin: int, stand: int) -> list[int]:
        """For each set that a stand remembers, the number of the set remembered after going to another."""
        here, there = self._network.closes[origin], self._network.bit[stand]
        never, mask, sets = self.size[stand], self.mask[stand], self.sets[stand]
        numbers = [never if done & there else sets[(done | here) & mask] for done in self.sets[origin]]
        # A getter of one item would not give a sequence.
        return numbers if len(numbers) > 1 else [*numbers, never]


def _subsets(mask: int) -> list[int]:
    """All sets of bits of a mask, the empty one first."""
    found = [0]
    while mask:
        low = mask & -mask
        found += [each | low for each in found]
        mask ^= low
    return found
