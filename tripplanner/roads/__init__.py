"""Which roads are open on a day, and how long it takes to get about on them by car, on foot or on snow."""

from tripplanner.roads.network import DEFAULT_MODES, Drive, Network, Walk
from tripplanner.roads.report import RoadDay, next_change, roads_on
from tripplanner.roads.speeds import DEEP_SNOW_CM, FootMode, Ground, foot_speed_kmh, ground_on
from tripplanner.roads.status import RoadState, parking_usable, road_states, rule_on, taken_open

__all__ = [
    "DEEP_SNOW_CM",
    "DEFAULT_MODES",
    "Drive",
    "FootMode",
    "Ground",
    "Network",
    "RoadDay",
    "RoadState",
    "Walk",
    "foot_speed_kmh",
    "ground_on",
    "next_change",
    "parking_usable",
    "road_states",
    "roads_on",
    "rule_on",
    "taken_open",
]
