"""Random days and trips for the planner, small enough to see through and odd enough to hurt."""

import random
from itertools import pairwise

from hypothesis import strategies as st

from tripplanner.planning.problem import NO_DAY_LIMITS, DayLimits, Problem, Stand, Trip, Way, Window


@st.composite
def windows(draw: st.DrawFn, horizon: int, shortest: int) -> tuple[Window, ...]:
    """One to four windows in order of time that do not overlap; some touch."""
    cuts = sorted(draw(st.sets(st.integers(0, horizon), min_size=2, max_size=5)))
    found = []
    for opens, end in pairwise(cuts):
        if draw(st.integers(0, 3)) > 0 or not found:
            minutes, points = draw(st.integers(shortest, 60)), draw(st.integers(1, 9))
            found.append(Window(opens, end - 1, minutes, points))
    return tuple(found)


@st.composite
def ways(draw: st.DrawFn) -> Way | None:
    """On foot, by car, on foot; seldom no way at all."""
    if draw(st.integers(0, 9)) == 0:
        return None
    drive = draw(st.integers(0, 40))
    slower = draw(st.integers(0, 20)) if drive > 0 else 0
    return Way(draw(st.integers(0, 10)), drive, drive + slower, draw(st.integers(0, 10)))


@st.composite
def problems(
    draw: st.DrawFn, *, max_sites: int = 5, with_required: bool = False, shortest: int = 1
) -> Problem:
    """A day with up to so many sites, one or two stands each."""
    sites = draw(st.integers(1, max_sites))
    horizon = draw(st.integers(60, 480))
    owners = sorted([*range(sites), *draw(st.lists(st.integers(0, sites - 1), max_size=2))])
    stands = tuple(Stand(site, draw(windows(horizon, shortest))) for site in owners)
    matrix = tuple(tuple(draw(ways()) for _ in range(len(stands) + 1)) for _ in range(len(stands) + 1))
    dawn = draw(st.integers(0, horizon))
    required = draw(st.sets(st.integers(0, sites - 1), max_size=2)) if with_required else set()
    return Problem(
        sites=sites,
        stands=stands,
        ways=matrix,
        light_from=dawn,
        light_until=draw(st.integers(dawn, horizon)),
        leave_from=draw(st.integers(0, 30)),
        back_by=horizon,
        required=frozenset(required),
    )


@st.composite
def trips(
    draw: st.DrawFn,
    *,
    max_days: int = 3,
    max_sites: int = 4,
    required: bool = False,
    wishes: bool = False,
    order: bool = False,
    limits: bool = False,
) -> Trip:
    """
    Up to so many days among the same sites, each with windows and ways of its own.

    Every rule that is asked for is there: `required` sites, `wishes` (granted by some stands, and required),
    pairs of sites in `order`, `limits` on the days. Days and sites are drawn, their numbers are diced: drawn
    one by one, nearly all trips would be trips of nothing to do, and take longer to draw than to plan.
    """
    days, sites = draw(st.integers(1, max_days)), draw(st.integers(1, max_sites))
    dice = random.Random(draw(st.integers(0, 2**32 - 1)))  # noqa: S311 - the same seed, the same trip
    granted = range(sites, sites + (dice.randint(1, 2) if wishes else 0))
    must = dice.sample(range(sites), min(sites, dice.randint(1, 2))) if required else []
    pairs = [tuple(dice.sample(range(sites), 2)) for _ in range(2)] if order and sites > 1 else []
    return Trip(
        tuple(_day(dice, sites, granted, limits=limits) for _ in range(days)),
        required=frozenset({*must, *granted}),
        order=frozenset((first, second) for first, second in pairs),
    )


def _day(dice: random.Random, sites: int, granted: range, *, limits: bool) -> Problem:
    """
    A day of a trip: a site has a stand or two, or none that day.

    Where one slept (the base's row) and where one will sleep (its column) have nothing to do with each other.
    """
    leave_from, horizon = dice.randint(0, 60), dice.randint(120, 400)
    owners = [site for site in range(sites) for _ in range(dice.choice((0, 1, 1, 1, 1, 2)))]
    stands = tuple(
        Stand(site, _windows(dice, horizon), frozenset(wish for wish in granted if dice.random() < 1 / 2))
        for site in owners
    )
    size, dawn = len(stands) + 1, dice.randint(0, horizon)
    return Problem(
        sites=sites + len(granted),
        stands=stands,
        ways=tuple(tuple(_way(dice) for _ in range(size)) for _ in range(size)),
        light_from=dawn,
        light_until=dice.randint(dawn, horizon + 60),
        leave_from=leave_from,
        back_by=horizon,
        limits=(_limits(dice) if limits else NO_DAY_LIMITS,),
    )


def _windows(dice: random.Random, horizon: int) -> tuple[Window, ...]:
    """One to three windows; some touch."""
    cuts = sorted(dice.sample(range(horizon), dice.randint(2, 4)))
    pieces = [each for each in pairwise(cuts) if dice.random() < 3 / 4] or [(cuts[0], cuts[-1])]
    return tuple(_window(dice, opens, end - 1) for opens, end in pieces)


def _window(dice: random.Random, opens: int, closes: int) -> Window:
    minutes = dice.randint(1, 60)
    walk, cold = dice.randint(0, minutes), dice.randint(0, minutes)
    return Window(opens, closes, minutes, dice.randint(0, 9), walk, cold)


def _way(dice: random.Random) -> Way | None:
    if dice.random() < 1 / 16:
        return None
    drive = dice.choice((0, *range(40)))
    slower = dice.randint(0, 20) if drive > 0 else 0
    return Way(dice.randint(0, 6), drive, drive + slower, dice.randint(0, 6))


def _limits(dice: random.Random) -> DayLimits:
    """A limit of each kind, or none of it; some are so tight that little fits."""
    drive, walk, cold = (dice.choice((None, dice.randint(0, most))) for most in (120, 120, 90))
    return DayLimits(drive, walk, cold)
