"""Thunder, snow, wind and ice: from when on each is worth a word."""

from typing import Literal

from tripplanner.units import KM_PER_MILE, MM_PER_INCH, kmh_from_mph

ThunderWord = Literal["slight chance", "chance", "likely", "expected"]
SnowRate = Literal["light", "moderate", "heavy"]
WindLevel = Literal["windy", "high"]

_WINDY_KMH, _WINDY_GUST_KMH = kmh_from_mph(31), kmh_from_mph(46)
_HIGH_KMH, _HIGH_GUST_KMH = kmh_from_mph(40), kmh_from_mph(58)


def thunder_word(thunder_percent: float) -> ThunderWord | None:
    """
    The word of a forecaster for a chance of thunder, which is when lightning can strike.

    Parameters
    ----------
    thunder_percent
        Probability of thunder in the hour. [%]

    Returns
    -------
    ThunderWord | None
        `slight chance` around 20 %, `chance` at 30 to 50, `likely` at 60 to 70, `expected` from 80 on;
        None below 15 %. None is no promise: lightning can strike from any thundercloud.

    References
    ----------
    .. [1] National Weather Service, forecast terminology, https://www.weather.gov/hun/zfp_terminology,
       read 2026-11-23. It speaks of rain by tens of percent; the steps between are rounded.

    Examples
    --------
    >>> thunder_word(40), thunder_word(5)
    ('chance', None)
    """
    words: tuple[ThunderWord | None, ...] = (None, "slight chance", "chance", "likely", "expected")
    return words[sum(thunder_percent >= edge for edge in (15, 25, 55, 75))]


def snow_rate(snowfall_mm: float | None, visibility_km: float | None = None) -> SnowRate | None:
    """
    How hard it snows, by the depth that falls in an hour or by how far one sees; the worse of both.

    Parameters
    ----------
    snowfall_mm
        Depth of new snow in the hour. [mm]
    visibility_km
        Visibility [km]; None: not known. It counts only while snow falls.

    Returns
    -------
    SnowRate | None
        `heavy` from 1 inch an hour or at a sight of a quarter mile and less, `moderate` from half an
        inch or at half a mile; None where no snow falls or nothing is known of it.

    References
    ----------
    .. [1] Visibility: the classes of U.S. weather observers, as told on
       http://www.theweatherprediction.com/habyhints2/434/, read 2026-11-23.
    .. [2] Depth: Chicago Tribune, Explaining weather terms, 2019-11-21 (heavy: an inch an hour and
       more; light: below half an inch), read 2026-11-23.

    Examples
    --------
    >>> snow_rate(30), snow_rate(3), snow_rate(0, 0.2)
    ('heavy', 'light', None)
    """
    if snowfall_mm is None or snowfall_mm <= 0:
        return None
    by_depth = sum(snowfall_mm >= depth * MM_PER_INCH for depth in (0.5, 1))
    sight_km = 100.0 if visibility_km is None else visibility_km
    by_sight = sum(sight_km <= miles * KM_PER_MILE for miles in (0.5, 0.25))
    rates: tuple[SnowRate, ...] = ("light", "moderate", "heavy")
    return rates[max(by_depth, by_sight)]


def wind_level(wind_speed_kmh: float | None, wind_gust_kmh: float | None = None) -> WindLevel | None:
    """
    Whether the wind, or its gusts, reach what the weather service warns of.

    Parameters
    ----------
    wind_speed_kmh
        Sustained wind at 10 m. [km/h]
    wind_gust_kmh
        Gusts. [km/h]

    Returns
    -------
    WindLevel | None
        `high` from 40 mph (64 km/h), or gusts of 58 mph (93 km/h): as in a High Wind Warning. `windy`
        from 31 mph (50 km/h), or gusts of 46 mph (74 km/h): as in a Wind Advisory. None below, and
        where neither is known.

    References
    ----------
    .. [1] National Weather Service criteria for low ground, as told on
       https://www.wmdt.com/2020/07/weather-tidbits-wind-alerts/, read 2026-11-23; offices differ.

    Examples
    --------
    >>> wind_level(20, 80), wind_level(None, 100), wind_level(20)
    ('windy', 'high', None)
    """
    wind = 0.0 if wind_speed_kmh is None else wind_speed_kmh
    gust = 0.0 if wind_gust_kmh is None else wind_gust_kmh
    if wind >= _HIGH_KMH or gust >= _HIGH_GUST_KMH:
        return "high"
    return "windy" if wind >= _WINDY_KMH or gust >= _WINDY_GUST_KMH else None


def icy_road(air_temp_c: float | None, snowfall_mm: float | None = None) -> bool | None:
    """
    Whether a road can be icy or snowy: the air freezes, or snow falls.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    snowfall_mm
        New snow in the hour. [mm]

    Returns
    -------
    bool | None
        None where neither is known. False is no promise: ice stays in the shade, and bridges freeze
        before the air does.

    References
    ----------
    .. [1] Our judgement: water freezes at 0 °C.

    Examples
    --------
    >>> icy_road(-3), icy_road(4), icy_road(None)
    (True, False, None)
    """
    if air_temp_c is None and snowfall_mm is None:
        return None
    return (air_temp_c is not None and air_temp_c <= 0) or (snowfall_mm is not None and snowfall_mm > 0)
