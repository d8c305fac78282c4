"""Prices a visit for the completion bound: where they start, and which way they move."""

from collections.abc import Sequence

from tripplanner.planning.network import Network

_USUAL_MINUTES = 60


def first_prices(network: Network) -> list[float]:
    """
    What a visit to each site usually earns.

    Usual is what can be had for an hour or longer: the high points of a few minutes at dawn, put on every
    visit, would make the bound on the whole day too large. On a day with time for everything these prices
    are right, and on a full one the steps that follow bring them down.
    """
    worth = [0] * network.problem.sites
    for site, windows in zip(network.site, network.windows, strict=True):
        usual = [each.points for each in windows if each.closes - each.opens >= _USUAL_MINUTES]
        worth[site] = max(worth[site], *usual, 0)
    return [float(each * network.unit) for each in worth]


class Slope:
    """
    Which way the prices move: subgradient steps (Polyak's) that remember half of the step before.

    A site gets dearer where the relaxed day visits it more than once, cheaper where never; a required
    site's price may become negative.
    """

    def __init__(self, network: Network) -> None:
        self._required = network.required
        self._moving = [0.0] * network.problem.sites

    def next_prices(
        self, prices: Sequence[float], visits: Sequence[int], gap: int, theta: float
    ) -> list[float] | None:
        """The prices one step on; None when the relaxed day is a plan and no step helps."""
        slack = [
            1 - visits[site] if prices[site] > 0 or visits[site] > 1 or self._required >> site & 1 else 0
            for site in range(len(prices))
        ]
        if not any(slack):
            return None
        self._moving = [each + 0.5 * before for each, before in zip(slack, self._moving, strict=True)]
        stride = theta * max(1, gap) / max(1e-9, sum(each * each for each in self._moving))
        moved = [price - stride * each for price, each in zip(prices, self._moving, strict=True)]
        return [price if price > 0 or self._required >> site & 1 else 0.0 for site, price in enumerate(moved)]
