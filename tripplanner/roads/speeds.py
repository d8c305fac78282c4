"""How fast people go without a car, on plowed roads and on snow."""

from collections.abc import Mapping
from typing import Final, Literal

from tripplanner.models import Pace

FootMode = Literal["walk", "bike", "ski", "snowshoe"]

DEEP_SNOW_CM: Final = 20.0
"""Snow that goes over the top of an ordinary hiking boot (15 to 20 cm). Visitors to Mormon Row in
winter report that people on foot flounder there while skis and snowshoes carry. [cm]"""

# All speeds are estimates for level ground at the usual pace, short stops for breath included. [km/h]
_WALK_KMH: Final = 4.5  # a little under the 3 mph of Naismith's rule (1892), for the height of 1970 m
_WALK_IN_SNOW_KMH: Final = 3.5  # some snow, but less than deep
_BIKE_KMH: Final = 12.0  # people who stop to look, on gravel too
_ON_DEEP_SNOW_KMH: Final[Mapping[FootMode, float]] = {
    "ski": 4.0,  # touring skis in an old track
    "snowshoe": 2.7,  # 2.1 miles, from the plowed pull-off in the east to Mormon Row, in about 75 minutes
}

PACE_FACTOR: Final[Mapping[Pace, float]] = {"relaxed": 0.8, "usual": 1.0, "brisk": 1.2}
"""What a pace makes of the usual speed: an estimate."""


def foot_speed_kmh(mode: FootMode, *, plowed: bool, snow_depth_cm: float | None) -> float | None:
    """
    Speed without a car on level ground at the usual pace.

    Where there is no deep snow to use them on, skis and snowshoes are carried; in shallow snow a bike
    is pushed.

    Parameters
    ----------
    mode
        How one goes.
    plowed
        Whether the road is kept clear of snow, as every road open to cars is.
    snow_depth_cm
        Depth of the snow beside the road, 0 or more. [cm] None where it is not known: then no snow is
        assumed.

    Returns
    -------
    float | None
        Speed [km/h], an estimate; None where one cannot go that way.

    Examples
    --------
    >>> foot_speed_kmh("walk", plowed=True, snow_depth_cm=70)
    4.5
    >>> foot_speed_kmh("walk", plowed=False, snow_depth_cm=70) is None
    True
    >>> foot_speed_kmh("snowshoe", plowed=False, snow_depth_cm=70)
    2.7
    """
    snow_cm = 0 if plowed or snow_depth_cm is None else snow_depth_cm
    if snow_cm >= DEEP_SNOW_CM:
        return _ON_DEEP_SNOW_KMH.get(mode)
    if snow_cm > 0:
        return _WALK_IN_SNOW_KMH
    return _BIKE_KMH if mode == "bike" else _WALK_KMH
