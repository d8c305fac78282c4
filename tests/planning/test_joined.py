from dataclasses import replace
from itertools import accumulate, pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.strategies import trips
from tripplanner.planning.check import trip_faults
from tripplanner.planning.exact import solve
from tripplanner.planning.joined import joined, parted
from tripplanner.planning.problem import Problem, Solution, Stand, Stop, Tour, Trip, Way, Window
from tripplanner.planning.trips import solve_trip

some = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
ruled = {"required": True, "wishes": True, "order": True, "limits": True}

NEAR = Way(5, 20, 40, 5)


def _day(opens: int, points: int, *, light: tuple[int, int] = (0, 600)) -> Problem:
    """From minute 30 to 200; one site, 30 minutes away by daylight."""
    stand = Stand(0, (Window(opens, opens + 20, 15, points),))
    return Problem(1, (stand,), ((None, NEAR), (NEAR, None)), *light, 30, 200)


def _shifts(trip: Trip) -> list[int]:
    """What a day's minutes are ahead of the long problem's: a day begins when the one before must end."""
    return list(accumulate((a.back_by - b.leave_from for a, b in pairwise(trip.days)), initial=0))


@some
@given(trips(max_days=2, order=True, limits=True), st.integers(-90, 0), st.integers(0, 3))
def test_a_day_whose_hours_are_over_is_a_day_at_home(trip: Trip, minutes: int, place: int):
    """It has no visit, and takes nothing from the days before and after it, be there one such day or more."""
    over = replace(trip.days[0], back_by=trip.days[0].leave_from + minutes)
    for extra in ((over,), (over, over)):
        number = min(place, len(trip.days))
        longer = replace(trip, days=(*trip.days[:number], *extra, *trip.days[number:]))
        plan, alone = solve_trip(longer), solve_trip(trip)
        assert plan is not None
        assert alone is not None
        assert (plan.score, plan.proven) == (alone.score, True)
        assert trip_faults(longer, plan) == []
        assert not any(tour.stops for tour in plan.tours[number : number + len(extra)])


@some
@given(trips(max_days=1, **ruled))
def test_one_day_joined_is_that_day_with_the_wishes_of_the_trip(trip: Trip):
    """There is no night; what is required and its order are the trip's."""
    assert joined(trip) == replace(trip.days[0], required=trip.required, order=trip.order)


@some
@given(trips(order=True, limits=True))
def test_a_plan_parted_is_the_same_visits_day_by_day(trip: Trip):
    """Every visit but the nights comes on its day, at its minute there, for the same points."""
    solution = solve(joined(trip))
    assert solution is not None
    plan, first = parted(trip, solution), 0
    visits = []
    for day, tour, shift in zip(trip.days, plan.tours, _shifts(trip), strict=True):
        for stop in tour.stops:
            assert day.leave_from <= stop.start <= stop.end <= day.back_by
            visits.append(Stop(first + stop.stand, stop.start + shift, stop.end + shift, stop.points))
        first += len(day.stands)
    assert tuple(visits) == tuple(stop for stop in solution.stops if stop.stand < first)
    assert (plan.score, plan.bound, plan.proven) == (solution.score, solution.bound, solution.proven)


@some
@given(trips(order=True, limits=True))
def test_one_leaves_and_comes_back_in_the_minutes_of_the_day(trip: Trip):
    """Nobody leaves before the day begins or is back after it must end, with no visit either."""
    solution = solve(joined(trip))
    assert solution is not None
    for day, tour in zip(trip.days, parted(trip, solution).tours, strict=True):
        if not tour.stops:
            move = day.ways[day.base][day.base]
            if tour != Tour((), None, None):
                assert day.leave_from <= tour.leave <= tour.back <= day.back_by
                assert tour.back == day.arrival(move, tour.leave)
            continue
        home = day.ways[tour.stops[-1].stand][day.base]
        assert tour.leave is not None
        assert home is not None
        assert day.leave_from <= tour.leave <= tour.stops[0].start
        assert tour.back == day.arrival(home, tour.stops[-1].end)
        assert tour.back <= day.back_by


@some
@given(trips(), st.data())
def test_every_way_within_a_day_takes_as_long_as_on_that_day(trip: Trip, data: st.DataObject):
    """Whatever the minute: what is left of one day's light is not the next day's."""
    long, first = joined(trip), 0
    for day, shift in zip(trip.days, _shifts(trip), strict=True):
        for origin, row in enumerate(day.ways[: day.base]):
            leave = data.draw(st.integers(day.leave_from, day.back_by))
            for target, way in enumerate(row[: day.base]):
                long_way = long.ways[first + origin][first + target]
                assert long_way == way
                if way is not None and day.arrival(way, leave) <= day.back_by:
                    assert long.arrival(way, leave + shift) == day.arrival(way, leave) + shift
        first += len(day.stands)


@some
@given(trips())
def test_there_is_no_way_from_one_day_to_another_but_the_night(trip: Trip):
    """A stand leads to the stands of its own day and to where that day ends; so it is the other way round."""
    long, day_of = joined(trip), [number for number, day in enumerate(trip.days) for _ in day.stands]
    stands, last = len(day_of), len(trip.days) - 1
    for stand, number in enumerate(day_of):
        end = long.base if number == last else stands + number
        start = long.base if number == 0 else stands + number - 1
        away = {target for target, way in enumerate(long.ways[stand]) if way is not None}
        towards = {origin for origin, row in enumerate(long.ways) if row[stand] is not None}
        assert {*away, *towards} <= {start, end, *(each for each in range(stands) if day_of[each] == number)}
        assert long.ways[stand][end] == trip.days[number].ways[stand - day_of.index(number)][-1]
        assert long.ways[start][stand] == trip.days[number].ways[-1][stand - day_of.index(number)]


@some
@given(trips(**ruled))
def test_the_nights_are_one_moment_each_and_must_be_passed(trip: Trip):
    """One night less than days; its moment is the end of a day and the beginning of the next."""
    long = joined(trip)
    nights = [long.stands[each] for each in long.nights]
    ends = [day.back_by + shift for day, shift in zip(trip.days, _shifts(trip), strict=True)]
    assert [night.windows for night in nights] == [(Window(end, end, 0, 0),) for end in ends[:-1]]
    assert {night.site for night in nights} == set(range(trip.days[0].sites, long.sites))
    assert long.required == trip.required | {night.site for night in nights}
    assert long.back_by == ends[-1]
    assert long.limits == tuple(day.limits[0] for day in trip.days)


def test_a_long_plan_is_parted_into_the_minutes_of_each_day():
    """Day 2 begins at its minute 30 when day 1 ends at 200: 170 minutes later in the long problem."""
    trip = Trip((_day(60, 7), _day(100, 9)))
    solution = Solution((Stop(2, 200, 200, 0), Stop(1, 270, 285, 9)), 9, 9, True, 30, 315, 1)
    plan = parted(trip, solution)
    assert plan.tours == (Tour((), None, None), Tour((Stop(0, 100, 115, 9),), 70, 145))
    assert (plan.score, plan.bound, plan.proven) == (9, 9, True)


def test_the_light_of_one_evening_is_not_the_light_of_the_next_morning():
    """Day 1 is light until long after its end, day 2 dark until minute 100: the way out takes 50 minutes."""
    trip = Trip((_day(60, 7), _day(81, 9, light=(100, 600))))
    solution = solve(joined(trip))
    assert solution is not None
    tour = parted(trip, solution).tours[1]
    assert (tour.leave, tour.stops[0].start) == (31, 81)


def test_one_may_sleep_elsewhere_than_the_night_before():
    """The row of the base leads away from last night's bed, its column to tonight's."""
    far = Way(0, 80, 80, 0)
    moving = replace(_day(60, 7), ways=((None, far), (NEAR, None)))
    solution = solve(joined(Trip((moving, _day(60, 7)), required=frozenset({0}))))
    assert solution is not None
    first, second = parted(Trip((moving, _day(60, 7))), solution).tours
    assert (first, second.leave, second.back) == (Tour((), None, None), 30, 105)
