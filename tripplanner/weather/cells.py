"""Which places a forecast is asked for, of all that may be visited. Pure."""

from collections.abc import Sequence

from tripplanner.weather.model import WeatherPlace

# A cell of the grid is about 2.5 km wide: closer places share a forecast, or might as well.
CELL_KM = 2.5
# Each more costs two requests (its cell, its raw grid), and a plan is to make no more than nine.
MOST_CELLS = 2


def spots(first: WeatherPlace, sites: Sequence[WeatherPlace], most: int = MOST_CELLS) -> list[WeatherPlace]:
    """
    Choose the places to ask for, so that the sites lie as near to one of them as can be.

    Parameters
    ----------
    first
        The place that is asked for in any case.
    sites
        What may be visited; each further place is one of these, the one that shortens the sum of the
        distances most, and more than `CELL_KM` from those chosen before.
    most
        How many places at most.

    Examples
    --------
    >>> row = WeatherPlace(lat=43.66, lon=-110.66)
    >>> barn, bend, dam = (WeatherPlace(lat=lat, lon=-110.6) for lat in (43.67, 43.86, 43.87))
    >>> [each.lat for each in spots(row, [barn, bend, dam])]
    [43.66, 43.86]
    """
    chosen = [first]
    while len(chosen) < most:
        far = [each for each in sites if _nearest_km(each, chosen) > CELL_KM]
        if not far:
            break
        chosen.append(min(far, key=lambda each: sum(_nearest_km(site, [*chosen, each]) for site in sites)))
    return chosen


def _nearest_km(place: WeatherPlace, chosen: Sequence[WeatherPlace]) -> float:
    return min(each.distance_km(place.lat, place.lon) for each in chosen)
