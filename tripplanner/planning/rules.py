"""What a plan has to keep to beside its windows, asked while visits are put in and taken out."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tripplanner.planning.gaps import FAR, Gaps
from tripplanner.planning.problem import DayLimits
from tripplanner.planning.routes import Route


class Rules:
    """What a plan has to keep to beside its windows: duties, the order of visits, limits of the days."""

    def __init__(self, gaps: Gaps) -> None:
        problem = gaps.problem
        stands = problem.stands
        nights = {stands[night].site for night in problem.nights}
        self._gaps = gaps
        self.duties = problem.required - nights
        self._marks = [stands[stand].grants | {stands[stand].site} for stand in gaps.stand[: gaps.count]]
        self.helps = [choice for choice, marks in enumerate(self._marks) if marks & self.duties]
        self._order = problem.order
        self._ordered = {site for pair in problem.order for site in pair}
        self._most = [_most(day.limits) for day in gaps.days]
        self._limited = any(day.limits for day in gaps.days)
        # Without duties and order a visit put in one day changes nothing for the others, and for its own
        # day only what still fits.
        self.is_free = not (self._order or self.duties)
        self.allow_all = self.is_free and not self._limited

    def done(self, routes: Sequence[Route]) -> frozenset[int]:
        """The duties that a plan fulfils."""
        if not self.duties:
            return self.duties
        marks = [self._marks[choice] for route in routes for choice in route.visits[1:-1]]
        return self.duties & frozenset[int]().union(*marks)

    def left(self, routes: Sequence[Route]) -> set[int]:
        """The choices, of sites not yet visited, that fulfil a duty that is not done."""
        undone = self.duties - self.done(routes)
        if not undone:
            return set()
        site = self._gaps.site
        used = {site[choice] for route in routes for choice in route.visits[1:-1]}
        return {each for each in self.helps if self._marks[each] & undone and site[each] not in used}

    def allow(self, routes: Sequence[Route], day: int, gap: int, choice: int) -> bool:
        """Whether order and limits let a choice be put into a gap of a day."""
        within = not self._limited or choice in self.within(routes[day], gap, (choice,))
        return within and self.in_order(routes, day, gap, choice)

    def in_order(self, routes: Sequence[Route], day: int, gap: int, choice: int) -> bool:
        """Whether the order lets a choice be put into a gap of a day."""
        site = self._gaps.site[choice]
        if site not in self._ordered:
            return True
        site_of = self._gaps.site
        before = [site_of[each] for each in _visits_until(routes, day, gap)]
        rest = [site_of[each] for each in _visits_from(routes, day, gap)]
        return not (
            any((site, each) in self._order for each in before)
            or any((each, site) in self._order for each in rest)
        )

    def keeps_limits(self, route: Route) -> bool:
        """Whether a whole day keeps its limits; days that lost a visit may drive more where roads are odd."""
        if not self._limited:
            return True
        most = self._most[route.day]
        return all(each <= limit for each, limit in zip(self._spent(route.visits), most, strict=True))

    def within(self, route: Route, gap: int, choices: Iterable[int]) -> Iterable[int]:
        """Of choices for a gap of a day those with which it keeps its limits."""
        if not self._limited:
            return choices
        gaps, (before, after) = self._gaps, route.visits[gap : gap + 2]
        straight, spent, most = gaps.way(before, after), self._spent(route.visits), self._most[route.day]
        drives, walks, colds = (limit - each for limit, each in zip(most, spent, strict=True))
        if straight is not None:
            drives, walks = drives + straight.drive, walks + straight.on_foot
        ways, stand, walk, cold = gaps.problem.ways, gaps.stand, gaps.walk, gaps.cold
        there, target = ways[stand[before]], stand[after]
        return [
            choice
            for choice in choices
            if (to := there[stand[choice]]) is not None
            and (on := ways[stand[choice]][target]) is not None
            and to.drive + on.drive <= drives
            and to.on_foot + on.on_foot + walk[choice] <= walks
            and cold[choice] <= colds
        ]

    def _spent(self, visits: Sequence[int]) -> tuple[int, int, int]:
        gaps = self._gaps
        drive, walk, cold = 0, 0, 0
        for before, after in pairwise(visits):
            way = gaps.way(before, after)
            if way is not None:
                drive, walk = drive + way.drive, walk + way.on_foot
            walk, cold = walk + gaps.walk[after], cold + gaps.cold[after]
        return drive, walk, cold


def _most(limits: DayLimits) -> tuple[int, int, int]:
    """The limits as numbers; without one there is more than any day has."""
    drive, walk, cold = limits.drive_minutes, limits.walk_minutes, limits.cold_minutes
    return FAR if drive is None else drive, FAR if walk is None else walk, FAR if cold is None else cold


def _visits_until(routes: Sequence[Route], day: int, gap: int) -> list[int]:
    earlier = [choice for route in routes[:day] for choice in route.visits[1:-1]]
    return earlier + routes[day].visits[1 : gap + 1]


def _visits_from(routes: Sequence[Route], day: int, gap: int) -> list[int]:
    later = [choice for route in routes[day + 1 :] for choice in route.visits[1:-1]]
    return routes[day].visits[gap + 1 : -1] + later
