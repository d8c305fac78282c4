"""Absent visits put into a plan, the one that weighs the most for the minutes it takes first."""

from collections.abc import Sequence

from tripplanner.planning.gaps import NOTHING, Gaps, Option, Place
from tripplanner.planning.routes import Route
from tripplanner.planning.rules import Rules

FIRST = 1e9  # what raises a weight above all others


class Recreation:
    """
    One plan being filled: for each gap the best that is known to fit, looked at again when that fails.

    Routes of days that are not in `own` are copied before they are changed.
    """

    def __init__(
        self, gaps: Gaps, rules: Rules, routes: Sequence[Route], weights: list[float], own: set[int]
    ) -> None:
        self._gaps, self._rules = gaps, rules
        self.routes, self.own = list(routes), own
        self._plain, self._weights = weights, weights[:]
        # The only choices that can fit in a day; None where all may.
        self._few: list[list[int] | None] = [None] * len(routes)
        alike, left = gaps.alike, self._weights
        for route in routes:
            for choice in route.visits[1:-1]:
                for each in alike[choice]:
                    left[each] = 0.0

    def refill(self, freed: Sequence[int]) -> None:
        """
        Fill a plan that was full before some visits were taken out of the days of our own.

        In the other days nothing but these, `freed` now, can fit.
        """
        gaps = self._gaps
        if self._rules.is_free:
            again = [each for choice in freed for each in gaps.of_site[gaps.site[choice]]]
            for day, choices in enumerate(gaps.of_day):
                if day not in self.own:
                    self._few[day] = [each for each in again if each in choices]
        self.fill()

    def fill(self) -> None:
        """Fill all days with whatever fits."""
        self._look_at_all()
        weights = self._weights
        while True:
            top = max(self._tops)
            if top <= 0.0:
                return
            day = self._tops.index(top)
            values, picks = self._values[day], self._picks[day]
            gap = values.index(top)
            choice = picks[gap]
            # The gap may have changed, or the site been visited, since it was looked at.
            if self._is_still_allowed(day, gap, choice) and self._route(day).put_in(self._gaps, gap, choice):
                self._put_in(day, gap, choice)
            else:
                again = self._look(day, gap)
                if again == (top, choice) and weights[choice] > 0.0:
                    again = NOTHING
                values[gap], picks[gap] = again
            self._tops[day] = max(self._values[day])

    def _is_still_allowed(self, day: int, gap: int, choice: int) -> bool:
        if self._weights[choice] <= 0.0:
            return False
        return self._rules.allow_all or self._rules.allow(self.routes, day, gap, choice)

    def _route(self, day: int) -> Route:
        if day not in self.own:
            self.own.add(day)
            self.routes[day] = self.routes[day].copy()
        return self.routes[day]

    def _put_in(self, day: int, gap: int, choice: int) -> None:
        self._use_up(choice)
        if self._rules.is_free:
            one, two = self._look(day, gap), self._look(day, gap + 1)
            self._values[day][gap : gap + 1] = one[0], two[0]
            self._picks[day][gap : gap + 1] = one[1], two[1]
        else:
            self._look_at_all()

    def _use_up(self, choice: int) -> None:
        for each in self._gaps.alike[choice]:
            self._weights[each] = 0.0

    def _look_at_all(self) -> None:
        self._help()
        self._most = max(self._weights, default=0.0)
        rows = [self._look_at_day(day) for day in range(len(self.routes))]
        self._values = [[value for value, _ in row] for row in rows]
        self._picks = [[choice for _, choice in row] for row in rows]
        self._tops = [max(row) for row in self._values]

    def _help(self) -> None:
        """Raise above all others what fulfils a duty that is not done, and nothing else."""
        left = self._rules.left(self.routes)
        for choice in self._rules.helps:
            if self._weights[choice] > 0.0 or choice in left:
                plain = self._plain[choice]
                self._weights[choice] = (1.0 + plain) * FIRST if choice in left else plain

    def _look_at_day(self, day: int) -> list[Option]:
        route, gaps, few, weights, most = (
            self.routes[day],
            self._gaps,
            self._few[day],
            self._weights,
            self._most,
        )
        if not self._rules.allow_all:
            return [self._look(day, gap) for gap in range(len(route.visits) - 1)]
        visits = route.visits
        places = zip(visits, visits[1:], route.leaves, route.latest[1:], strict=False)
        if few is None:
            best = gaps.best
            return [best(day, place, weights, most) for place in places]
        return [gaps.best_of(few, place, weights) for place in places]

    def _look(self, day: int, gap: int) -> Option:
        route, few = self.routes[day], self._few[day]
        visits = route.visits
        place = visits[gap], visits[gap + 1], route.leaves[gap], route.latest[gap + 1]
        if not self._rules.allow_all:
            return self._best_allowed(day, gap, place)
        if few is not None:
            return self._gaps.best_of(few, place, self._weights)
        return self._gaps.best(day, place, self._weights, self._most)

    def _best_allowed(self, day: int, gap: int, place: Place) -> Option:
        gaps, rules, weights, few = self._gaps, self._rules, self._weights, self._few[day]
        nearest = gaps.nearest(day, place[0], place[1]) if few is None else few
        left = rules.within(self.routes[day], gap, [each for each in nearest if weights[each] > 0.0])
        option = gaps.best_of(left, place, weights)
        while option[1] >= 0 and not rules.in_order(self.routes, day, gap, option[1]):
            left = [each for each in left if each != option[1]]
            option = gaps.best_of(left, place, weights)
        return option
