from dataclasses import replace

import pytest

from tripplanner.planning.check import faults, trip_faults
from tripplanner.planning.problem import (
    DayLimits,
    Problem,
    Solution,
    Stand,
    Stop,
    Tour,
    Trip,
    TripSolution,
    Way,
    Window,
)

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


def test_a_site_that_was_to_come_first_may_not_come_second():
    """Site 1 before site 0, and the plan goes to site 0 first."""
    assert faults(replace(DAY, order=frozenset({(0, 1)})), GOOD) == []
    assert faults(replace(DAY, order=frozenset({(1, 0)})), GOOD) == [
        "stop 2 (stand 1) visits site 1, which was to come before site 0, after stop 1"
    ]


def test_a_site_left_out_breaks_no_order():
    """An order says nothing of a site that is not visited."""
    alone = replace(GOOD, stops=GOOD.stops[:1], score=7, bound=7, back=135)
    assert faults(replace(DAY, order=frozenset({(0, 1), (1, 0)})), alone) == []


def _granting(wish: int) -> Problem:
    stands = (replace(DAY.stands[0], grants=frozenset({wish})), *DAY.stands[1:])
    return replace(DAY, stands=stands, required=frozenset({2}), sites=4)


def test_a_wish_must_be_granted_by_a_stop():
    """Wish 2 has no stand; the first stop grants it, or another wish."""
    assert faults(_granting(2), GOOD) == []
    assert faults(_granting(3), GOOD) == ["site 2 is required and not visited"]


# Out 5 + 20 + 5, on the same, home 60 by car; the first visit has 9 minutes of walking, 8 in the cold.
_HARD = (replace(DAY.stands[0].windows[0], walk_minutes=9, cold_minutes=8), DAY.stands[0].windows[1])
HARD = replace(DAY, stands=(Stand(0, _HARD), *DAY.stands[1:]))


@pytest.mark.parametrize(
    ("kept", "broken", "words"),
    [
        (DayLimits(drive_minutes=100), DayLimits(drive_minutes=99), "100 minutes are spent driving"),
        (DayLimits(walk_minutes=29), DayLimits(walk_minutes=28), "29 minutes are spent walking"),
        (DayLimits(cold_minutes=8), DayLimits(cold_minutes=7), "8 minutes are spent in the cold"),
    ],
)
def test_the_minutes_spent_stay_within_the_limits(kept: DayLimits, broken: DayLimits, words: str):
    """Driving 20 + 20 + 60, walking 10 + 10 on the ways and 9 at the first stop, in the cold 8."""
    assert faults(replace(HARD, limits=(kept,)), GOOD) == []
    assert [fault[: len(words)] for fault in faults(replace(HARD, limits=(broken,)), GOOD)] == [words]


def test_driving_in_the_dark_counts_at_the_speed_of_daylight():
    """A limit on driving is about the distance, not about the hour."""
    night = replace(DAY, light_until=0, limits=(DayLimits(drive_minutes=80),))
    plan = replace(GOOD, stops=(Stop(0, 60, 75, 7),), score=7, bound=7, leave=10, back=135)
    assert faults(night, plan) == []
    assert faults(replace(night, limits=(DayLimits(drive_minutes=79),)), plan) == [
        "80 minutes are spent driving, more than the limit of 79"
    ]


HOME = Tour((), None, None)
FIRST, SECOND = Tour((Stop(0, 60, 75, 7),), 30, 135), Tour((Stop(1, 60, 90, 4),), 0, 150)
TRIP = Trip((replace(DAY, required=frozenset({9})), DAY, DAY))
PLAN = TripSolution((FIRST, HOME, SECOND), 11, 11, proven=True, steps=9)


def test_a_sound_trip_has_no_fault():
    """Two days out, one at home; what a day of its own requires is not asked of the trip."""
    assert trip_faults(TRIP, PLAN) == []
    assert trip_faults(replace(TRIP, required=frozenset({0, 1}), order=frozenset({(0, 1)})), PLAN) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"tours": (FIRST, SECOND)}, "the trip has 3 days, the plan 2"),
        (
            {"tours": (FIRST, HOME, Tour((Stop(7, 60, 75, 4),), 30, 105))},
            "day 3: stop 1 names stand 7, which",
        ),
        (
            {"tours": (FIRST, HOME, replace(SECOND, back=149))},
            "day 3: the base is reached at minute 150, not",
        ),
        (
            {"tours": (FIRST, FIRST, SECOND)},
            "day 2: stop 1 (stand 0) visits site 0 again, after stop 1 of day 1",
        ),
        ({"score": 12}, "the score is 12, the stops add up to 11"),
        ({"bound": 10}, "the score 11 is above its bound 10"),
        ({"bound": 12}, "the plan is called proven at 11, but its bound is 12"),
    ],
)
def test_each_kind_of_fault_of_a_trip_is_named(change: dict[str, object], words: str):
    """A sound trip with one thing changed has a fault that says what, with day and numbers."""
    assert any(fault.startswith(words) for fault in trip_faults(TRIP, replace(PLAN, **change)))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"required": frozenset({0, 2})}, "site 2 is required and not visited"),
        (
            {"order": frozenset({(1, 0)})},
            "day 3: stop 1 (stand 1) visits site 1, which was to come before site 0, after stop 1 of day 1",
        ),
    ],
)
def test_wishes_and_order_hold_over_the_whole_trip(change: dict[str, object], fault: str):
    """What day 1 has done counts on day 3."""
    assert trip_faults(replace(TRIP, **change), PLAN) == [fault]


def test_a_wish_of_a_trip_may_be_granted_on_any_day():
    """The stop of day 3 grants wish 2."""
    granting = (DAY.stands[0], replace(DAY.stands[1], grants=frozenset({2})), DAY.stands[2])
    days = (*TRIP.days[:2], replace(DAY, stands=granting))
    assert trip_faults(replace(TRIP, days=days, required=frozenset({2})), PLAN) == []


def test_each_day_has_limits_of_its_own():
    """80 minutes of driving on day 1, 120 on day 3."""
    days = [replace(DAY, limits=(DayLimits(drive_minutes=most),)) for most in (80, 0, 119)]
    assert trip_faults(replace(TRIP, days=tuple(days)), PLAN) == [
        "day 3: 120 minutes are spent driving, more than the limit of 119"
    ]


def test_the_edges_of_hours_and_windows_are_within():
    """A plan that leaves at the first minute, is back at the last, and starts as a window closes is sound."""
    assert faults(replace(DAY, leave_from=30, back_by=195), GOOD) == []
    closing = replace(GOOD, stops=(Stop(0, 90, 105, 7),), score=7, bound=7, leave=60, back=165)
    assert faults(DAY, closing) == []


EMPTY = Solution((), 0, 0, proven=True, leave=None, back=None, steps=1)


def _to_the_next_base(way: Way | None, **change: object) -> Problem:
    ways = (*DAY.ways[:-1], (*DAY.ways[-1][:-1], way))
    return replace(DAY, ways=ways, **change)


@pytest.mark.parametrize("way", [Way(1, 0, 0, 0), Way(0, 1, 1, 0), Way(0, 0, 0, 1), Way(5, 20, 40, 5)])
def test_a_day_without_a_visit_has_the_way_to_where_one_sleeps(way: Way):
    """Any minute of it, on foot before or after or by car, must be planned where it fits into the day."""
    took = way.before + way.drive + way.after
    day = _to_the_next_base(way)
    assert faults(day, EMPTY) == ["nothing is visited, and the way to where one sleeps is missing"]
    assert faults(day, replace(EMPTY, leave=10, back=10 + took)) == []
    assert faults(day, replace(EMPTY, leave=10, back=11 + took)) == [
        f"the base is reached at minute {10 + took}, not at {11 + took}"
    ]
    for half in ({"leave": 10}, {"back": 10}):
        assert faults(day, replace(EMPTY, **half)) != []


def test_a_way_to_where_one_sleeps_keeps_the_hours():
    """Left before the first minute or reached after the last it has a fault, each with its numbers."""
    day = _to_the_next_base(Way(5, 20, 40, 5), leave_from=50, back_by=100)
    assert faults(day, replace(EMPTY, leave=50, back=80)) == []
    assert faults(day, replace(EMPTY, leave=49, back=79)) == [
        "the base is left at minute 49, before minute 50"
    ]
    assert faults(day, replace(EMPTY, leave=71, back=101)) == [
        "the base is reached at minute 101, after minute 100"
    ]


def test_a_way_that_does_not_fit_into_the_day_need_not_be_made():
    """Too late by a minute, or more driving than the day's limit: one stays. On the minute one goes."""
    way, missing = Way(5, 20, 40, 5), "nothing is visited, and the way to where one sleeps is missing"
    assert faults(_to_the_next_base(way, back_by=30), EMPTY) == [missing]
    assert faults(_to_the_next_base(way, back_by=29), EMPTY) == []
    assert faults(_to_the_next_base(way, limits=(DayLimits(drive_minutes=20),)), EMPTY) == [missing]
    assert faults(_to_the_next_base(way, limits=(DayLimits(drive_minutes=19),)), EMPTY) == []


@pytest.mark.parametrize("way", [None, Way(0, 0, 0, 0)])
def test_who_visits_nothing_and_sleeps_at_the_same_base_stays_there(way: Way | None):
    """Neither leaving nor coming back may be told."""
    day = _to_the_next_base(way)
    assert faults(day, EMPTY) == []
    for change, told in (
        ({"leave": 30}, "left at 30 and reached at None"),
        ({"back": 40}, "left at None and reached at 40"),
        ({"leave": 30, "back": 40}, "left at 30 and reached at 40"),
    ):
        assert faults(day, replace(EMPTY, **change)) == [f"nothing is visited, yet the base is {told}"]


_LONE = Problem(
    sites=1,
    stands=(Stand(0, (Window(0, 500, 30, 4),)),),
    ways=((None, FAR), (NEAR, None)),
    light_from=0,
    light_until=400,
    leave_from=0,
    back_by=300,
)


def _arriving(minute: int) -> Solution:
    stop = Stop(0, minute, minute + 30, 4)
    return Solution((stop,), 4, 4, proven=True, leave=0, back=minute + 90, steps=1)


@pytest.mark.parametrize(
    ("light", "arrives"),
    [
        ((0, 5), 50), ((0, 6), 49), ((0, 15), 40), ((0, 24), 31), ((0, 25), 30),  # it gets dark
        ((5, 400), 30), ((7, 400), 31), ((25, 400), 40), ((45, 400), 50),  # it gets light
    ],
)  # fmt: skip
def test_each_minute_of_a_drive_is_by_day_or_in_the_dark(light: tuple[int, int], arrives: int):
    """
    Left at 0: five minutes on foot, a drive of 20 minutes or 40 in the dark, five on foot.

    By hand: each minute driven in the light saves one of the forty. Dusk is dark already, dawn is light.
    """
    day = replace(_LONE, light_from=light[0], light_until=light[1])
    assert faults(day, _arriving(arrives)) == []
    told = f"starts at minute {arrives - 1}, but one arrives at minute {arrives} at the earliest"
    assert faults(day, _arriving(arrives - 1)) == [f"stop 1 (stand 0) {told}"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            {"stops": (Stop(0, 95, 110, 7), Stop(1, 501, 531, 4)), "back": 591},
            [
                "stop 1 (stand 0) starts at minute 95, in none of its windows",
                "stop 2 (stand 1) starts at minute 501, in none of its windows",
                "the base is reached at minute 591, after minute 300",
                "the base is left at minute 30; later would still reach stop 1 at minute 95",
            ],
        ),
        (
            {"stops": (GOOD.stops[0], Stop(1, 105, 134, 5)), "back": 194, "score": 12, "bound": 12},
            [
                "stop 2 (stand 1) lasts 29 minutes instead of 30",
                "stop 2 (stand 1) counts 5 points, its window gives 4",
            ],
        ),
        ({"leave": None}, ["the plan has stops, but the base is left at None and reached at 195"]),
        (
            {"stops": (GOOD.stops[0], Stop(2, 105, 135, 4))},
            ["there is no way to stop 2 (stand 2) from stand 0"],
        ),
        (
            {"stops": (Stop(1, 70, 100, 4),), "leave": 0, "back": 160, "score": 4, "bound": 4},
            ["the base is left at minute 0; later would still reach stop 1 at minute 70"],
        ),
    ],
)
def test_a_fault_is_told_with_its_stop_and_numbers(change: dict[str, object], told: list[str]):
    """Whole sentences, all of them, and no other fault is invented."""
    assert faults(DAY, replace(GOOD, **change)) == told


def test_a_stop_from_which_no_way_leads_home_is_named():
    """The way home of stand 1 is taken away."""
    ways = (DAY.ways[0], (*DAY.ways[1][:-1], None), *DAY.ways[2:])
    assert faults(replace(DAY, ways=ways), GOOD) == ["there is no way home from stop 2 (stand 1)"]
