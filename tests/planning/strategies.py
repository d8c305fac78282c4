"""Random days for the planner, small enough to see through and odd enough to hurt."""

from itertools import pairwise

from hypothesis import strategies as st

from tripplanner.planning.problem import Problem, Stand, Way, Window


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
