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
                near = min(
                    way.nominal for row in network.problem.ways for way in (row[stand],) if way is not None
                )
                worth[site], cost[site] = window.points, max(1, window.minutes + near)
    return worth, cost


def next_prices(
    network: Network, prices: Sequence[float], visits: Sequence[int], gap: int, theta: float
) -> list[float] | None:
    """
    One subgradient step (Polyak's): dearer where the relaxed day visits more than once, cheaper where never.

    A required site's price may become negative. None when the relaxed day is a plan: no step helps.
    """
    slack = [
        1 - visits[site] if prices[site] > 0 or visits[site] > 1 or network.required >> site & 1 else 0
        for site in range(len(prices))
    ]
    norm = sum(each * each for each in slack)
    if norm == 0:
        return None
    stride = theta * max(1, gap) / norm
    moved = [price - stride * each for price, each in zip(prices, slack, strict=True)]
    return [price if price > 0 or network.required >> site & 1 else 0.0 for site, price in enumerate(moved)]
