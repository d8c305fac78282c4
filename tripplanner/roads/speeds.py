"""How fast people go without a car, by what lies on the way and by their pace.

Minutes for a mile (1.6 km) on the level, short stops for breath included; `-` where one cannot go:

========  =======  =====  ========  =========  =========
mode      pace     bare   shallow   groomed    deep
========  =======  =====  ========  =========  =========
walk      relaxed  27     34        34         -
walk      usual    21     28        28         -
walk      brisk    18     23        23         -
ski       relaxed  27     34        19         30
ski       usual    21     28        15         24
ski       brisk    18     23        12         20
snowshoe  relaxed  27     34        36         45
snowshoe  usual    21     28        28         36
snowshoe  brisk    18     23        24         30
bike      relaxed  10     34        -          -
bike      usual    8      28        -          -
bike      brisk    7      23        -          -
========  =======  =====  ========  =========  =========

`bare` is plowed or free of snow: skis and snowshoes are carried. `shallow` is snow as it fell, less
than 20 cm (8 in) of it: boots do, and a bike is pushed. All of it is an estimate; `FOOT_SPEEDS_KMH`
says from what.
"""

from collections.abc import Mapping
from typing import Final, Literal

from tripplanner.models import Pace
from tripplanner.roads.status import Kept

FootMode = Literal["walk", "bike", "ski", "snowshoe"]
Ground = Literal["bare", "shallow", "groomed", "deep"]

DEEP_SNOW_CM: Final = 20.0
"""Snow that goes over the top of an ordinary hiking boot (15 to 20 cm). Visitors to Mormon Row in
winter report that people on foot flounder there while skis and snowshoes carry. [cm]"""

FOOT_SPEEDS_KMH: Final[Mapping[Ground, Mapping[FootMode, float]]] = {
    # On foot a little under the 3 mph of Naismith's rule (1892), for the height of 1970 m. People on
    # bikes stop to look, and ride on gravel too.
    "bare": {"walk": 4.5, "ski": 4.5, "snowshoe": 4.5, "bike": 12.0},
    # A fifth to a quarter slower than on bare ground, whatever one carries.
    "shallow": {"walk": 3.5, "ski": 3.5, "snowshoe": 3.5, "bike": 3.5},
    # Snowshoers who are used to them go 25 % slower on hard-packed snow than on bare ground [1]_; boots
    # sink in a little. Pages for beginners say 7 mph for skis on groomed tracks; 4 are taken, with rests
    # and first-timers in mind. Bikes are forbidden on the park's groomed road [2]_.
    "groomed": {"walk": 3.5, "ski": 6.5, "snowshoe": 3.4},
    # Touring skis in an old track; snowshoes take about 75 minutes for the 2.1 miles from the plowed
    # pull-off in the east to Mormon Row. Who breaks a trail in new powder may make less than 1 mph [3]_.
    "deep": {"ski": 4.0, "snowshoe": 2.7},
}
"""Speed on level ground at the usual pace: estimates. [km/h]

.. [1] T. Sobal in "Snowshoeing: How Far? How Fast?",
   http://esnowshoes.com/snowshoeing-101-2/snowshoeing-how-far-how-fast/, read 2026-11-23.
.. [2] Post Register, 9 December 2020, "Teton park opens roads to winter recreation", read 2026-11-23.
.. [3] T. Sobal, "Speed", https://www.snowshoemag.com/speed/, read 2026-11-23.
"""

PACE_FACTOR: Final[Mapping[Pace, float]] = {"relaxed": 0.8, "usual": 1.0, "brisk": 1.2}
"""What a pace makes of the usual speed, on any ground: an estimate."""


def ground_on(kept: Kept | None, snow_depth_cm: float | None) -> Ground:
    """
    What a way without a car leads over.

    Parameters
    ----------
    kept
        How the road's snow is cleared; None: it lies as it fell.
    snow_depth_cm
        Depth of the snow beside the road, 0 or more. [cm] None where it is not known: then no snow is
        assumed, but on a groomed road, for which there must be some.

    Examples
    --------
    >>> [ground_on(kept, 70) for kept in ("plowed", "groomed", None)]
    ['bare', 'groomed', 'deep']
    >>> [ground_on(None, depth_cm) for depth_cm in (None, 0, 10, 20)]
    ['bare', 'bare', 'shallow', 'deep']
    """
    if kept == "plowed" or snow_depth_cm == 0:
        return "bare"
    if kept == "groomed":
        return "groomed"
    if snow_depth_cm is None:
        return "bare"
    return "deep" if snow_depth_cm >= DEEP_SNOW_CM else "shallow"


def foot_speed_kmh(mode: FootMode, ground: Ground, *, pace: Pace = "usual") -> float | None:
    """
    Speed without a car on the level.

    Parameters
    ----------
    mode
        How one goes.
    ground
        What one goes over, see `ground_on`.
    pace
        How fast the party is.

    Returns
    -------
    float | None
        Speed [km/h], an estimate; None where one cannot go that way.

    Examples
    --------
    >>> foot_speed_kmh("walk", "bare"), foot_speed_kmh("ski", "groomed", pace="relaxed")
    (4.5, 5.2)
    >>> foot_speed_kmh("walk", "deep") is None
    True
    """
    usual_kmh = FOOT_SPEEDS_KMH[ground].get(mode)
    return None if usual_kmh is None else usual_kmh * PACE_FACTOR[pace]
