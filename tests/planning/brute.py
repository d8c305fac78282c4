"""The best plan by trying every order of every stand and window: slow, simple, and sure."""

from collections.abc import Iterator

from tripplanner.planning.problem import Problem, Window

Rank = tuple[int, int, int, tuple[int, ...]]
"""Minus points, travel, minute back, sites in order: the least is the best."""


def best_rank(problem: Problem) -> Rank | None:
    """Find the rank of the best plan, None when no plan visits every required site."""
    return min(_ranks(problem), default=None)


def _ranks(problem: Problem) -> Iterator[Rank]:
    if not problem.required:
        yield (0, 0, problem.leave_from, ())
    todo = [(problem.base, problem.leave_from, 0, 0, ())]
    while todo:
        origin, minute, points, travel, sites = todo.pop()
        for stand, window, start in _visits(problem, origin, minute, sites):
            end, earned = start + window.minutes, points + window.points
            way, home = problem.ways[origin][stand], problem.ways[stand][problem.base]
            assert way is not None
            gone, order = travel + way.nominal, (*sites, problem.stands[stand].site)
            todo.append((stand, end, earned, gone, order))
            if home is None or not problem.required <= set(order):
                continue
            back = problem.arrival(home, end)
            if back <= problem.back_by:
                yield (-earned, gone + home.nominal, back, order)


def _visits(
    problem: Problem, origin: int, minute: int, sites: tuple[int, ...]
) -> Iterator[tuple[int, Window, int]]:
    """Every next visit, each at its earliest start."""
    for number, stand in enumerate(problem.stands):
        way = problem.ways[origin][number]
        if way is None or stand.site in sites:
            continue
        arrive = problem.arrival(way, minute)
        for window in stand.windows:
            start = max(arrive, window.opens)
            if start <= window.closes and start + window.minutes <= problem.back_by:
                yield number, window, start
