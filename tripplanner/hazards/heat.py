"""What hot, humid air does to people: the heat index of the National Weather Service."""

from math import sqrt
from typing import Literal

from tripplanner.units import c_from_f, f_from_c

HeatCategory = Literal["caution", "extreme caution", "danger", "extreme danger"]
_CATEGORIES: tuple[HeatCategory, ...] = ("caution", "extreme caution", "danger", "extreme danger")
_CATEGORY_FROM_F = (80, 90, 103, 125)

HEAT_INDEX_MIN_TEMP_C, HEAT_INDEX_MAX_TEMP_C = 20.0, 50.0  # Steadman's table of 1979


def heat_index_c(air_temp_c: float, relative_humidity_percent: float) -> float | None:
    """
    Heat index: how hot the air feels in the shade, in light wind; the sun can add 8 °C.

    Where the simple formula gives less than 80 °F it holds; otherwise the Rothfusz regression with both
    of its adjustments, for very dry and for very humid air. (The printed chart omits the latter.)

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    relative_humidity_percent
        Relative humidity. [%]

    Returns
    -------
    float | None
        Heat index [°C]; None below 20 and above 50 °C, the span of the data it was fitted to, and for
        a humidity outside 0 to 100 %.

    References
    ----------
    .. [1] National Weather Service, Weather Prediction Center, The Heat Index Equation,
       https://www.wpc.ncep.noaa.gov/html/heatindex_equation.shtml, read 2026-11-23.

    Examples
    --------
    >>> round(heat_index_c(32.2, 60), 1)
    37.5
    >>> heat_index_c(10, 60) is None
    True
    """
    within = HEAT_INDEX_MIN_TEMP_C <= air_temp_c <= HEAT_INDEX_MAX_TEMP_C
    if not within or not 0 <= relative_humidity_percent <= 100:
        return None
    temp_f, humidity = f_from_c(air_temp_c), relative_humidity_percent
    simple_f = 0.5 * (temp_f + 61 + 1.2 * (temp_f - 68) + 0.094 * humidity)
    if simple_f < 80:
        return c_from_f(simple_f)
    return c_from_f(_rothfusz_f(temp_f, humidity) + _adjustment_f(temp_f, humidity))


def _rothfusz_f(temp_f: float, humidity: float) -> float:
    return (
        -42.379
        + 2.04901523 * temp_f
        + 10.14333127 * humidity
        - 0.22475541 * temp_f * humidity
        - 0.00683783 * temp_f**2
        - 0.05481717 * humidity**2
        + 0.00122874 * temp_f**2 * humidity
        + 0.00085282 * temp_f * humidity**2
        - 0.00000199 * temp_f**2 * humidity**2
    )


def _adjustment_f(temp_f: float, humidity: float) -> float:
    if humidity < 13 and 80 <= temp_f <= 112:
        return -(13 - humidity) / 4 * sqrt((17 - abs(temp_f - 95)) / 17)
    if humidity > 85 and 80 <= temp_f <= 87:
        return (humidity - 85) / 10 * (87 - temp_f) / 5
    return 0.0


def heat_category(index_c: float) -> HeatCategory | None:
    """
    The warning class of a heat index: from 80, 90, 103 and 125 °F; None below.

    Parameters
    ----------
    index_c
        Heat index. [°C]

    References
    ----------
    .. [1] National Weather Service, classification of the heat index, as copied on
       https://w12thrd.blogspot.com/2015/07/what-is-heat-index.html, read 2026-11-23. Older pages of its
       offices draw the lines at 105 and 130 °F; the lower, more careful ones are used.

    Examples
    --------
    >>> heat_category(33), heat_category(20)
    ('extreme caution', None)
    """
    passed = sum(f_from_c(index_c) >= edge for edge in _CATEGORY_FROM_F)
    return None if passed == 0 else _CATEGORIES[passed - 1]
