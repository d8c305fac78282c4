"""Prices a visit for the completion bound: where they start, and which way they move."""

import math
from collections.abc import Sequence

from tripplanner.planning.network import Network

_USUAL_MINUTES = 60
_KEEP_MEAN, _KEEP_SQUARE = 0.8, 0.9
_LEAST_SPREAD = 0.3
_SHORTER = 0.92


def usual_prices(network: Network) -> list[float]:
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
    Which way the prices move: subgradient steps, scaled for each site by how restless its visits are.

    A site gets dearer where the relaxed day visits it more than once, cheaper where never; a required
    site's price may become negative. The steps are Adam's (Kingma and Ba 2015, arXiv:1412.6980), which
    need no guess of how far the bound can come down; sites with long visits take longer ones, because
    what a full day makes dear is time.
    """

    def __init__(self, network: Network, stride: float) -> None:
        self.stride = stride
        self._required, self._wishes = network.required, network.wishes
        self._steps = 0
        self._scale = _scale(network)
        self._scale += [1.0] * (3 * len(network.days))
        self._mean = [0.0] * len(self._scale)
        self._square = [0.0] * len(self._scale)

    def next_prices(
        self, prices: Sequence[float], visits: Sequence[int], tolls: Sequence[float], spare: Sequence[float]
    ) -> tuple[list[float], list[float]] | None:
        """
        The prices and the tolls one step on; None when the relaxed day is a plan and no step helps.

        Parameters
        ----------
        prices, visits
            The price of each site, and how often the relaxed day visits it.
        tolls, spare
            The toll of each limit, and how far the relaxed day stays under it (see `tolls`).
        """
        slack: list[float] = [
            1 - count if price > 0 or count > 1 or self._required >> site & 1 else 0
            for site, (price, count) in enumerate(zip(prices, visits, strict=True))
        ]
        slack += [room if toll > 0 or room < 0 else 0 for toll, room in zip(tolls, spare, strict=True)]
        if not any(slack):
            return None
        moved = self._moved([*prices, *tolls], slack)
        count = len(prices)
        moved_prices = [self._allowed(site, price) for site, price in enumerate(moved[:count])]
        return moved_prices, [max(0.0, each) for each in moved[count:]]

    def _allowed(self, site: int, price: float) -> float:
        """What is required may have to be paid for; a wish may be granted twice, and never costs."""
        price = min(price, 0.0) if site in self._wishes else price
        return price if price > 0 or self._required >> site & 1 else 0.0

    def _moved(self, prices: Sequence[float], slack: Sequence[float]) -> list[float]:
        self._steps += 1
        self._mean = _blend(_KEEP_MEAN, self._mean, slack)
        self._square = _blend(_KEEP_SQUARE, self._square, [each * each for each in slack])
        mean_share, square_share = 1 - _KEEP_MEAN**self._steps, 1 - _KEEP_SQUARE**self._steps
        moved = [
            price
            - self.stride * scale * (mean / mean_share) / max(_LEAST_SPREAD, math.sqrt(square / square_share))
            for price, scale, mean, square in zip(prices, self._scale, self._mean, self._square, strict=True)
        ]
        self.stride *= _SHORTER
        return moved


def _scale(network: Network) -> list[float]:
    """The root of each site's shortest visit against the mean of all."""
    least: dict[int, int] = {}
    for site, windows in zip(network.site, network.windows, strict=True):
        for window in windows:
            least[site] = min(window.minutes, least.get(site, window.minutes))
    mean = max(1.0, sum(least.values()) / max(1, len(least)))
    return [math.sqrt(least.get(site, mean) / mean) for site in range(network.problem.sites)]


def _blend(keep: float, before: Sequence[float], now: Sequence[float]) -> list[float]:
    return [keep * old + (1 - keep) * new for old, new in zip(before, now, strict=True)]
