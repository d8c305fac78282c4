from dataclasses import replace

import pytest

from tripplanner.planning.check import faults
from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Way, Window

NEAR, FAR = Way(5, 20, 40, 5), Way(0, 60, 60, 0)
DAY = Problem(
    sites=2,
    stands=(
        Stand(0, (Window(60, 90, 15, 7), Window(100, 120, 10, 3))),
        Stand(1, (Window(0, 500, 30, 4),)),
        Stand(1, (Window(0, 500, 30, 4),)),
    ),
    ways=((None, NEAR, None, FAR), (NEAR, None, NEAR, FAR), (NEAR, NEAR, None, FAR), (NEAR, FAR, FAR, None)),
    light_from=0,
    light_until=400,
    leave_from=0,
    back_by=300,
)
GOOD = Solution((Stop(0, 60, 75, 7), Stop(1, 105, 135, 4)), 11, 11, proven=True, leave=30, back=195, steps=9)


def test_a_sound_plan_has_no_fault():
    """Out 30 minutes, 15 there, 30 on, 30 there, 60 home."""
    assert faults(DAY, GOOD) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"stops": (Stop(0, 95, 110, 7), GOOD.stops[1])}, "starts at minute 95, in none of its windows"),
        ({"stops": (Stop(0, 60, 74, 7), GOOD.stops[1])}, "lasts 14 minutes instead of 15"),
        ({"stops": (Stop(0, 60, 75, 8), GOOD.stops[1])}, "counts 8 points, its window gives 7"),
        ({"stops": (GOOD.stops[0], Stop(1, 104, 134, 4))}, "one arrives at minute 105 at the earliest"),
        ({"stops": (GOOD.stops[0], Stop(2, 105, 135, 4))}, "no way to stop 2"),
        ({"stops": (*GOOD.stops, Stop(2, 165, 195, 4)), "back": 255}, "visits site 1 again, after stop 2"),
        ({"stops": (Stop(3, 60, 75, 7),)}, "names stand 3, which does not exist"),
        ({"leave": 31}, "starts at minute 60, but one arrives at minute 61"),
        ({"leave": 29}, "later would still reach stop 1"),
        ({"leave": None}, "the base is left at None"),
        ({"back": 194}, "reached at minute 195, not at 194"),
        ({"score": 12}, "the score is 12, the stops add up to 11"),
        ({"bound": 10}, "the score 11 is above its bound 10"),
        ({"bound": 12}, "proven at 11, but its bound is 12"),
        ({"stops": (), "score": 0, "bound": 0}, "nothing is visited, yet"),
    ],
)
def test_each_kind_of_fault_is_named(change: dict[str, object], words: str):
    """A sound plan with one thing changed has a fault that says what, with the numbers."""
    assert any(words in fault for fault in faults(DAY, replace(GOOD, **change)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"back_by": 190}, "reached at minute 195, after minute 190"),
        ({"leave_from": 40}, "left at minute 30, before minute 40"),
        ({"required": frozenset({0, 1})}, None),
    ],
)
def test_the_limits_of_the_day_are_kept(change: dict[str, object], words: str | None):
    """The same plan on a day with other limits."""
    found = faults(replace(DAY, **change), GOOD)
    assert found == [] if words is None else any(words in fault for fault in found)


def test_a_required_site_must_be_visited():
    """A plan without it has a fault."""
    short = replace(GOOD, stops=GOOD.stops[:1], score=7, bound=7, back=135)
    assert faults(replace(DAY, required=frozenset({1})), short) == ["site 1 is required and not visited"]


def test_a_drive_into_the_dark_is_followed_minute_by_minute():
    """Half of a 20-minute drive in the light, the other half at 40 minutes the whole: 30 minutes."""
    dusk = replace(DAY, light_until=45)
    assert (
        faults(dusk, replace(GOOD, stops=(Stop(0, 65, 80, 7),), score=7, bound=7, leave=30, back=140)) != []
    )
    sound = replace(GOOD, stops=(Stop(0, 70, 85, 7),), score=7, bound=7, leave=30, back=145)
    assert faults(dusk, sound) == []
