"""Problems too large for a proof: the best plan that the search finds, and a bound by time alone."""

from tripplanner.planning.cells import grid_minutes
from tripplanner.planning.joined import idle_tour
from tripplanner.planning.labels import Limits
from tripplanner.planning.network import latest_leave
from tripplanner.planning.problem import Problem, Solution
from tripplanner.planning.ruin import Ruin

_MOST_MOVES = 1_500_000  # from cells to stands: beyond, the tables take too long and too much room
_ROUNDS, _ROUNDS_AT_ONCE = 6_000, 20


def is_beyond_reach(problem: Problem) -> bool:
    """Whether the tables of the exact engine would be too large."""
    step = grid_minutes(problem)
    cells = sum(
        1 + (window.closes - window.opens) // step for stand in problem.stands for window in stand.windows
    )
    return cells * len(problem.stands) // len(problem.firsts) > _MOST_MOVES


def best_found(problem: Problem, limits: Limits, *, seed: int) -> Solution | None:
    """
    The best plan found; `proven` only where the bound says so.

    Parameters
    ----------
    problem
        A day, or days that were joined.
    limits
        A round of the search counts as a step.
    seed
        Of the random numbers.

    Returns
    -------
    Solution | None
        None when no plan was found that keeps all duties.
    """
    ruin, bound = Ruin(problem, seed=seed), bound_by_time(problem)
    stops = ruin.go_on(1)
    for _ in range(_ROUNDS // _ROUNDS_AT_ONCE):
        if (ruin.keeps_duties and ruin.score >= bound) or not limits.step(_ROUNDS_AT_ONCE):
            break
        stops = ruin.go_on(_ROUNDS_AT_ONCE)
    if not ruin.keeps_duties:
        return None
    if not stops:
        idle = idle_tour(problem)
        return Solution((), 0, bound, bound == 0, idle.leave, idle.back, limits.steps)
    base = problem.base
    out, home = problem.ways[base][stops[0].stand], problem.ways[stops[-1].stand][base]
    leave = latest_leave(problem, out, stops[0].start)
    back = None if home is None else problem.arrival(home, stops[-1].end)
    score = sum(stop.points for stop in stops)
    return Solution(tuple(stops), score, max(score, bound), score >= bound, leave, back, limits.steps)


def bound_by_time(problem: Problem) -> int:
    """
    What could be earned if only the minutes counted: of visits, and of the shortest way to each of them.

    Sites are taken by points a minute, the last one in part (Dantzig 1957, doi:10.1287/opre.5.2.266).
    """
    least_way = _least_ways(problem)
    points: dict[int, int] = {}
    minutes: dict[int, int] = {}
    for number, stand in enumerate(problem.stands):
        for window in stand.windows:
            needed = window.minutes + least_way[number]
            points[stand.site] = max(0, window.points, points.get(stand.site, 0))
            minutes[stand.site] = min(needed, minutes.get(stand.site, needed))
    left, total = float(problem.back_by - problem.leave_from), 0.0
    for site in sorted(points, key=lambda each: -points[each] / max(1, minutes[each])):
        share = min(1.0, left / max(1, minutes[site]))
        total += points[site] * share
        left -= minutes[site] * share
    return int(total)


def _least_ways(problem: Problem) -> list[int]:
    """The shortest way to each stand from anywhere; far where there is none."""
    least = [problem.back_by - problem.leave_from + 1] * len(problem.stands)
    for row in problem.ways:
        for number, way in enumerate(row[: problem.base]):
            if way is not None:
                least[number] = min(least[number], way.least)
    return least
