"""What cold air does to people: wind chill and frostbite, each only where its formula is defined.

Nothing here says that a time outdoors is safe: the figures are for healthy adults, bare dry skin.
"""

from typing import Literal

from tripplanner.units import kmh_from_mph
from tripplanner.weather.model import Hour

FrostbiteBand = Literal["low", "10-30 min", "5-10 min", "2-5 min", "under 2 min"]
_BANDS: tuple[FrostbiteBand, ...] = ("low", "10-30 min", "5-10 min", "2-5 min", "under 2 min")

WIND_CHILL_MAX_TEMP_C = 10.0  # 50 F, the chart's upper edge
WIND_CHILL_MIN_WIND_KMH = kmh_from_mph(3)
FROSTBITE_MIN_WIND_KMH = 25.0
MOST_FROSTBITE_MINUTES = 15.0


def wind_chill_c(air_temp_c: float, wind_speed_kmh: float) -> float | None:
    """
    Wind chill: how cold moving air feels on bare skin.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    wind_speed_kmh
        Wind speed at 10 m. [km/h]

    Returns
    -------
    float | None
        Wind chill [°C]; None above 10 °C, and at 3 mph (4.8 km/h) and below, where the index is not
        defined and the air temperature itself is what one feels.

    References
    ----------
    .. [1] National Weather Service, Wind Chill Chart (2001 formula),
       https://www.weather.gov/safety/cold-wind-chill-chart

    Examples
    --------
    >>> round(wind_chill_c(-10, 30), 2)
    -19.52
    >>> wind_chill_c(12, 30) is None
    True
    """
    if air_temp_c > WIND_CHILL_MAX_TEMP_C or wind_speed_kmh <= WIND_CHILL_MIN_WIND_KMH:
        return None
    power: float = wind_speed_kmh**0.16
    return 13.12 + 0.6215 * air_temp_c - 11.37 * power + 0.3965 * air_temp_c * power


def felt_temp_c(air_temp_c: float, wind_speed_kmh: float | None) -> float:
    """Wind chill where it is defined, else the air temperature. [°C]"""
    chill = None if wind_speed_kmh is None else wind_chill_c(air_temp_c, wind_speed_kmh)
    return air_temp_c if chill is None else chill


def felt_c_of(hour: Hour) -> float:
    """How cold an hour feels, of one whose air temperature is known. [°C]"""
    assert hour.air_temp_c is not None  # noqa: S101 - callers pass only such hours
    return felt_temp_c(hour.air_temp_c, hour.wind_speed_kmh)


def frostbite_band(air_temp_c: float, wind_speed_kmh: float) -> FrostbiteBand | None:
    """
    How soon bare skin can freeze, as a band: the worse of two published rules.

    The Canadian public table goes by wind chill: low from -10 °C, 10 to 30 minutes from -28 °C, 5 to
    10 from -40 °C, 2 to 5 from -48 °C, under 2 from -55 °C. In wind of 25 km/h and more the facial
    freezing time of Nelson et al. is computed too, and whichever is sooner holds.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    wind_speed_kmh
        Sustained wind speed at 10 m. [km/h]

    Returns
    -------
    FrostbiteBand | None
        None above a wind chill of -10 °C, where neither rule speaks.

    References
    ----------
    .. [1] Environment and Climate Change Canada, wind chill hazards table.
    .. [2] Nelson et al. (2002), facial freezing time, restated in USARIEM TR-26-5, equation 5.

    Examples
    --------
    >>> frostbite_band(-18, 24)
    '10-30 min'
    >>> frostbite_band(5, 20) is None
    True
    """
    felt = felt_temp_c(air_temp_c, wind_speed_kmh)
    if felt > -10:
        return None
    by_table = sum(felt <= edge for edge in (-28, -40, -48, -55))
    minutes = _facial_freezing_minutes(air_temp_c, wind_speed_kmh)
    by_equation = 0 if minutes is None else sum(minutes <= edge for edge in (30, 10, 5, 2))
    return _BANDS[max(by_table, by_equation)]


def frostbite_minutes(air_temp_c: float, wind_speed_kmh: float) -> float | None:
    """
    Minutes until a bare, dry cheek can freeze, for the one person in twenty who freezes soonest.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    wind_speed_kmh
        Sustained wind speed at 10 m. [km/h]

    Returns
    -------
    float | None
        Minutes [min]; None below 25 km/h, at -4.8 °C and warmer, above 15 minutes and from 122 km/h,
        where the equation is not meant to be used: there only the band is told. None is no safety.

    References
    ----------
    .. [1] Nelson et al. (2002), facial freezing time, restated in USARIEM TR-26-5, equation 5. Its
       limits (wind from 25 km/h, times up to 15 minutes) are as commonly stated, not from the paper.

    Examples
    --------
    >>> round(frostbite_minutes(-25, 40), 1)
    8.9
    >>> frostbite_minutes(-25, 20) is None, frostbite_minutes(-20, 25) is None
    (True, True)
    """
    minutes = _facial_freezing_minutes(air_temp_c, wind_speed_kmh)
    return minutes if minutes is not None and 0 < minutes <= MOST_FROSTBITE_MINUTES else None


def _facial_freezing_minutes(air_temp_c: float, wind_speed_kmh: float) -> float | None:
    """The equation itself; None in light wind and from -4.8 °C, 0 where the wind is beyond its range."""
    if air_temp_c >= -4.8 or wind_speed_kmh < FROSTBITE_MIN_WIND_KMH:
        return None
    numerator = 2111 - 24.5 * (0.667 * wind_speed_kmh + 4.8)
    return float(max(numerator, 0.0) * (-4.8 - air_temp_c) ** -1.668)
