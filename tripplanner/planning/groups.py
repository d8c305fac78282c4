"""Groups of sites that lie close together: within one the completion bound visits no site twice."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from tripplanner.planning.network import Network

ON_FOOT_SITES = 6  # a group's tables double with each site
BY_CAR_SITES = 2


class Group:
    """
    Some sites, with a bit for each: `bit` by site, `size` the number of sets of them.

    `visiting[site]` picks, from values by the set visited with one more at the end, for each set the
    value of the set with the site added, and that last one where the site is in the set already.
    """

    def __init__(self, sites: Sequence[int]) -> None:
        self.mask = sum(1 << site for site in sites)
        self.bit = {site: 1 << number for number, site in enumerate(sites)}
        self.size = 1 << len(sites)
        self.visiting: Mapping[int, itemgetter[Any]] = {
            site: itemgetter(*(self.size if done & bit else done | bit for done in range(self.size)))
            for site, bit in self.bit.items()
        }
        self._known: dict[int, int] = {}

    def visited(self, sites: int) -> int:
        """The set of this group's sites among some sites, all given as bits."""
        mine = sites & self.mask
        if mine not in self._known:
            self._known[mine] = sum(bit for site, bit in self.bit.items() if mine >> site & 1)
        return self._known[mine]


def groups_of(network: Network) -> dict[int, Group]:
    """
    The group of each site: closest sites are put together first, those joined on foot before others.

    Up to six sites that can be walked between, or two that are driven between.
    """
    together: dict[int, tuple[int, ...]] = {site: (site,) for site in sorted(set(network.site))}
    for (driven, _), one, other in _closeness(network):
        joined = tuple(sorted({*together[one], *together[other]}))
        if len(joined) <= (BY_CAR_SITES if driven else ON_FOOT_SITES):
            together.update(dict.fromkeys(joined, joined))
    made = {sites: Group(sites) for sites in set(together.values())}
    return {site: made[sites] for site, sites in together.items()}


def _closeness(network: Network) -> list[tuple[tuple[bool, int], int, int]]:
    """Pairs of sites, the closest first: whether one drives between them, and the minutes."""
    least: dict[tuple[int, int], tuple[bool, int]] = {}
    for origin in range(network.problem.base):
        for stand, way in network.targets[origin]:
            pair = (
                min(network.site[origin], network.site[stand]),
                max(network.site[origin], network.site[stand]),
            )
            cost = way.drive > 0, way.nominal
            least[pair] = min(cost, least.get(pair, cost))
    return sorted((cost, *pair) for pair, cost in least.items())
