"""Prices a visit for the completion bound: where they start, and which way they move."""

from collections.abc import Sequence

from tripplanner.planning.network import Network


def first_prices(network: Network) -> list[float]:
    """What a visit earns beyond its time, at the price of time at which the day is just full."""
    worth, cost = _worth_and_cost(network)
    left = network.problem.back_by - network.problem.leave_from
    rate = 0.0
    for site in sorted(
        (each for each in range(len(worth)) if worth[each]), key=lambda each: -worth[each] / cost[each]
    ):
        left -= cost[site]
        if left < 0:
            rate = worth[site] / cost[site]
            break
    return [
        max(0.0, (each - rate * minutes) * network.unit) for each, minutes in zip(worth, cost, strict=True)
    ]


def _worth_and_cost(network: Network) -> tuple[list[int], list[int]]:
    """The most points of each site, and the least minutes that a visit for them costs. [min]"""
    worth, cost = [0] * network.problem.sites, [0] * network.problem.sites
    for stand, windows in enumerate(network.windows):
        site = network.site[stand]
        for window in windows:
            if window.points > worth[site]:
                ways = [row[stand] for row in network.problem.ways]
                near = min(way.nominal for way in ways if way is not None)
                worth[site], cost[site] = window.points, max(1, window.minutes + near)
    return worth, cost


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
