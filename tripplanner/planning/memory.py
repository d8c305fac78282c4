"""What the completion bound remembers: at each stand, which of some sites were visited already."""

from collections.abc import Callable, Iterable, Mapping, Sequence
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

    def __init__(self, network: Network, mask: Sequence[int]) -> None:
        self._network = network
        self.mask = list(mask)
        self.sets: list[Mapping[int, int]] = [
            {bits: number for number, bits in enumerate(_subsets(mask))} for mask in self.mask
        ]
        self.size = [len(each) for each in self.sets]
        self._ways: dict[tuple[int, int], Getter] = {}

    @classmethod
    def of_the_nearest(cls, network: Network, near_sites: int) -> "Memory":
        """At each stand so many of the nearest sites."""
        near = nearest_sites(network)
        return cls(network, [sum(1 << each for each in near[site][:near_sites]) for site in network.site])

    def widened(self, walks: Iterable[Sequence[int]], *, most_sites: int) -> "Memory":
        """
        A memory that no longer allows the shortest round trips in some walks (Roberti and Mingozzi 2014).

        Of each walk the shortest way from a site back to itself is taken for which no stand would have to
        remember more than so many sites: from now on the places in between remember the site.
        """
        network, mask = self._network, list(self.mask)
        for walk in walks:
            for site, between in _round_trips([network.site[stand] for stand in walk]):
                there = [stand for stand, other in enumerate(network.site) if other in between]
                if all((mask[stand] | 1 << site).bit_count() <= most_sites for stand in there):
                    for stand in there:
                        mask[stand] |= 1 << site
                    break
        return Memory(network, mask)

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


def _round_trips(sites: Sequence[int]) -> list[tuple[int, set[int]]]:
    """Sites that come again in a walk, each with the sites in between, the shortest way round first."""
    last: dict[int, int] = {}
    found = []
    for place, site in enumerate(sites):
        if site in last:
            found.append((site, {*sites[last[site] + 1 : place]}))
        last[site] = place
    return sorted(found, key=lambda each: len(each[1]))


def _subsets(mask: int) -> list[int]:
    """All sets of bits of a mask, the empty one first."""
    found = [0]
    while mask:
        low = mask & -mask
        found += [each | low for each in found]
        mask ^= low
    return found
