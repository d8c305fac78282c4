"""What the weather does to people and roads: pure functions, each None where its rule does not speak.

Nothing here says that something is safe; every figure is an estimate for healthy people.
"""

from tripplanner.hazards.air import (
    BAD_AIR,
    SmokeCategory,
    range_visible_percent,
    smoke_category,
    smoke_category_of_pm2_5,
    smoke_of,
)
from tripplanner.hazards.cold import (
    FrostbiteBand,
    felt_c_of,
    felt_temp_c,
    frostbite_band,
    frostbite_minutes,
    wind_chill_c,
)
from tripplanner.hazards.exposure import outdoor_limit_minutes, walk_limit_minutes
from tripplanner.hazards.heat import HeatCategory, heat_category, heat_index_c
from tripplanner.hazards.storm import (
    SnowRate,
    ThunderWord,
    WindLevel,
    icy_road,
    snow_rate,
    thunder_word,
    wind_level,
)

__all__ = [
    "BAD_AIR",
    "FrostbiteBand",
    "HeatCategory",
    "SmokeCategory",
    "SnowRate",
    "ThunderWord",
    "WindLevel",
    "felt_c_of",
    "felt_temp_c",
    "frostbite_band",
    "frostbite_minutes",
    "heat_category",
    "heat_index_c",
    "icy_road",
    "outdoor_limit_minutes",
    "range_visible_percent",
    "smoke_category",
    "smoke_category_of_pm2_5",
    "smoke_of",
    "snow_rate",
    "thunder_word",
    "walk_limit_minutes",
    "wind_chill_c",
    "wind_level",
]
