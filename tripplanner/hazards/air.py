"""What is in the air: smoke by the U.S. air quality index, and whether a far range can be seen."""

from bisect import bisect_left
from typing import Literal

from tripplanner.units import KM_PER_MILE
from tripplanner.weather.model import Hour

SmokeCategory = Literal[
    "good", "moderate", "unhealthy for sensitive groups", "unhealthy", "very unhealthy", "hazardous"
]
SMOKE_CATEGORIES: tuple[SmokeCategory, ...] = (
    "good",
    "moderate",
    "unhealthy for sensitive groups",
    "unhealthy",
    "very unhealthy",
    "hazardous",
)
BAD_AIR: tuple[SmokeCategory, ...] = SMOKE_CATEGORIES[2:]
_AQI_UNTIL = (50, 100, 150, 200, 300)
_PM2_5_UNTIL_UGM3 = (9.0, 35.4, 55.4, 125.4, 225.4)

# How far one sees in smoke of each category, least and most. [mi]
_SIGHT_MILES = {
    "moderate": (6.0, 10.0),
    "unhealthy for sensitive groups": (3.0, 5.0),
    "unhealthy": (1.5, 2.75),
    "very unhealthy": (1.0, 1.25),
    "hazardous": (0.0, 1.0),
}
FARTHEST_REPORTED_KM = 10 * KM_PER_MILE  # visibility is commonly reported up to 10 miles


def smoke_category(us_aqi: float) -> SmokeCategory | None:
    """
    The class of air by the U.S. air quality index: up to 50, 100, 150, 200, 300, and above.

    Parameters
    ----------
    us_aqi
        Air quality index of the U.S. EPA, rounded to whole numbers as it is published.

    Returns
    -------
    SmokeCategory | None
        None for a negative index, which does not exist. Beyond 500 it stays hazardous.

    References
    ----------
    .. [1] U.S. Environmental Protection Agency, Air Quality Index; as told on
       http://www.vcapcd.org/aqindex.htm, read 2026-11-23.

    Examples
    --------
    >>> smoke_category(42), smoke_category(165)
    ('good', 'unhealthy')
    """
    if us_aqi < 0:
        return None
    return SMOKE_CATEGORIES[bisect_left(_AQI_UNTIL, round(us_aqi))]


def smoke_category_of_pm2_5(pm2_5_ugm3: float) -> SmokeCategory | None:
    """
    The class of air by its fine particles; the classes are meant for a mean of 24 hours.

    Parameters
    ----------
    pm2_5_ugm3
        Particles up to 2.5 µm. [µg/m³]

    Returns
    -------
    SmokeCategory | None
        None for a negative amount.

    References
    ----------
    .. [1] U.S. Environmental Protection Agency, breakpoints of the Air Quality Index since 6 May 2024 (40
       CFR 58, appendix G): the first and the fourth as told by
       https://www.aiha.org/news/240215-epa-finalizes-revised-pm2-5-standard, the second by
       https://www.wmcac.org/air-quality-index, the third (unchanged since 2013) by
       https://slochamber.org/air-quality-index-change/, the fifth by tables in several public programs.
       Read 2026-11-23.

    Examples
    --------
    >>> smoke_category_of_pm2_5(40)
    'unhealthy for sensitive groups'
    """
    if pm2_5_ugm3 < 0:
        return None
    return SMOKE_CATEGORIES[bisect_left(_PM2_5_UNTIL_UGM3, round(pm2_5_ugm3, 1))]


def smoke_of(hour: Hour) -> SmokeCategory | None:
    """The class of air in an hour: by its index, else by its fine particles; None where neither is known."""
    if hour.us_aqi is not None:
        return smoke_category(hour.us_aqi)
    return None if hour.pm2_5_ugm3 is None else smoke_category_of_pm2_5(hour.pm2_5_ugm3)


def range_visible_percent(
    *,
    sky_cover_percent: float | None,
    foot_m: float,
    summit_m: float,
    distance_km: float,
    cloud_base_m: float | None = None,
    visibility_km: float | None = None,
    smoke: SmokeCategory | None = None,
) -> int | None:
    """
    The chance that a far range is visible, in steps of 10 % (rounded down): a rule of thumb, not a forecast.

    In the clear share of the sky the range is seen whole. In the clouded share it is seen as far up as
    the cloud base: the part of it between foot and summit that lies below; half, where the base is not
    known. Smoke and haze then count: nothing is seen beyond the visibility, and in smoke the chance is
    the part of the usual sight in that class which reaches the range.

    Parameters
    ----------
    sky_cover_percent
        Share of the sky under cloud [%]; None: not known.
    foot_m, summit_m
        Heights of the place one looks from and of the highest summit, above the sea. [m]
    distance_km
        To the summit. [km]
    cloud_base_m
        Height of the cloud base above the sea. [m]
    visibility_km
        Visibility [km], commonly reported up to 16 km only: that much counts as clear.
    smoke
        Class of the air.

    Returns
    -------
    int | None
        Chance [%]; None where the sky cover is not known, or the summit is not above the foot.

    References
    ----------
    .. [1] Sight in smoke: Wildfire Smoke, A Guide for Public Health Officials (2008, revised 2012), as
       adapted by the Nevada Division of Environmental Protection, read 2026-11-23 in a public copy.
    .. [2] The rule for clouds is our own estimate.

    Examples
    --------
    >>> range_visible_percent(sky_cover_percent=50, foot_m=2000, summit_m=4200, distance_km=13)
    70
    >>> range_visible_percent(sky_cover_percent=None, foot_m=2000, summit_m=4200, distance_km=13) is None
    True
    """
    if sky_cover_percent is None or summit_m <= foot_m:
        return None
    clouded = sky_cover_percent / 100
    below = 0.5 if cloud_base_m is None else (cloud_base_m - foot_m) / (summit_m - foot_m)
    through_clouds = 1 - clouded + clouded * min(1.0, max(0.0, below))
    through_air = min(_through_haze(visibility_km, distance_km), _through_smoke(smoke, distance_km))
    return int(through_clouds * through_air * 10 + 1e-9) * 10  # rounded down; 1e-9 for what floats lose


def _through_haze(visibility_km: float | None, distance_km: float) -> float:
    if visibility_km is None or visibility_km >= min(distance_km, FARTHEST_REPORTED_KM - 0.1):
        return 1.0
    return 0.0


def _through_smoke(smoke: SmokeCategory | None, distance_km: float) -> float:
    if smoke is None or smoke == "good":
        return 1.0
    least_km, most_km = (miles * KM_PER_MILE for miles in _SIGHT_MILES[smoke])
    return min(1.0, max(0.0, (most_km - distance_km) / (most_km - least_km)))
