"""A good plan fast, for many places or days: ruin and recreate on visits whose windows are chosen with them.

Again and again some visits are taken out of the plan, and absent ones are put in where they bring the most
for the minutes they take (Schrimpf and others 2000, doi:10.1006/jcph.1999.6413; what fits is known as in
Vansteenwegen and others 2009, doi:10.1016/j.cor.2009.03.008). A visit is put in with one of its windows, so
that one look says whether it fits; the other search times an order of stands exactly, and costs more. The
random numbers are seeded and rounds are counted: the same problem, seed and rounds have the same plan.
"""

import random
import time
from collections.abc import Callable, Sequence

from tripplanner.planning.dark import gaps_of
from tripplanner.planning.gaps import FAR
from tripplanner.planning.problem import Problem, Stop
from tripplanner.planning.recreate import FIRST, Recreation
from tripplanner.planning.routes import Route
from tripplanner.planning.rules import Rules

_POWERS = 1.5, 2.0, 3.0
_NOISE, _NOISE_OF_DAYS = 0.6, 0.4
_DRAWN, _DRAWN_AGAIN = 64, 1 / 3  # weights kept, and how often they are drawn again
_IDLE_ROUNDS = 300
# What a plan may be worse than the best since the last restart, as a share of it or of one of its visits.
_SLACK, _SLACK_OF_DAYS, _SLACK_VISIT = 0.018, 0.02, 0.3
# A minute of travel is held to cost the points of a minute, times the share had of all points to this power.
_TRAVEL_POWER, _TRAVEL_POWER_OF_DAYS = 6, 2
_RUN_SHARE, _RUN_PART = 0.6, 0.35
_SINGLES = 5
# Of several days: how often visits near to each other go from all of them, how often in a run of each day
# (the part of it at most, and whether another day loses one), and how many they are else.
_NEAR_SHARE, _NEAR_RUN_SHARE, _NEAR_RUN_PART, _OTHER_DAY_SHARE, _NEAR_MOST = 0.7, 0.6, 0.25, 0.7, 12
_SEEDED_SHARE = 0.5
_ROUNDS_AT_ONCE = 10

# Duties done, points, minus travel: the greatest is the best.
Worth = tuple[int, int, int]


class Ruin:
    """
    Looks for better and better plans of a day, or of days that were joined.

    Best is: most required sites and wishes, then most points, then least travel.

    Parameters
    ----------
    problem
        The day or days.
    seed
        Of the random numbers: the same seed has the same plans.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Stand, Way, Window
    >>> way = Way(0, 20, 20, 0)
    >>> day = Problem(
    ...     sites=1, stands=(Stand(0, (Window(60, 90, 15, 7),)),), ways=((None, way), (way, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=600,
    ... )
    >>> ruin = Ruin(day, seed=1)
    >>> ruin.go_on(5)
    [Stop(stand=0, start=60, end=75, points=7)]
    >>> ruin.score
    7
    """

    def __init__(self, problem: Problem, *, seed: int) -> None:
        self._gaps = gaps = gaps_of(problem)
        self._rules = Rules(gaps)
        self._dice = random.Random(seed).random  # noqa: S311 - the same seed, the same plan
        worth = [max(0, each) for each in gaps.points[: gaps.count]]
        self._weights = [[each**power for each in worth] for power in _POWERS]
        self._noisy: list[list[float]] = []
        self._empty = [Route(gaps, day) for day in range(len(gaps.days))]
        self._best = self._current = self._empty
        self._best_worth = self._current_worth = self._local_worth = self._worth(self._empty)
        self._idle = _IDLE_ROUNDS
        most = [max(gaps.points[each] for each in choices) for choices in gaps.of_site.values()]
        minutes = sum(day.back_by - day.leave_from for day in gaps.days)
        self._all_points, self._all_minutes = max(1, sum(most)), max(1, minutes)
        self._travel_power = _TRAVEL_POWER if len(gaps.days) == 1 else _TRAVEL_POWER_OF_DAYS

    @property
    def score(self) -> int:
        """Points of the best plan so far."""
        return self._best_worth[1]

    @property
    def keeps_duties(self) -> bool:
        """Whether the best plan so far has all required sites and wishes."""
        return self._best_worth[0] == len(self._rules.duties)

    def go_on(self, rounds: int) -> list[Stop]:
        """
        The best plan after so many more rounds: its visits in order.

        The nights between joined days are among them, so that the stops are a whole plan of the problem.
        """
        for _ in range(rounds):
            self._round()
        return self._stops()

    def _round(self) -> None:
        if self._idle >= _IDLE_ROUNDS:
            self._restart()
            return
        tried = self._tried()
        worth = self._worth(tried)
        self._idle += 1
        if worth > self._local_worth:
            self._local_worth, self._idle = worth, 0
        if self._is_good_enough(worth, sum([len(route.visits) - 2 for route in tried])):
            self._current, self._current_worth = tried, worth
        self._keep(tried, worth)

    def _is_good_enough(self, worth: Worth, visits: int) -> bool:
        """
        Whether to go on from a plan that may be somewhat worse, less so in time.

        A single day is compared with the current plan, days with the best since the last restart: a round
        changes a small part of them, and what many rounds lost would not come back.
        """
        points, days = self._local_worth[1], len(self._empty)
        known = self._current_worth if days == 1 else self._local_worth
        share = _SLACK if days == 1 else _SLACK_OF_DAYS / days
        slack = max(share, _SLACK_VISIT / max(1, visits)) * points * self._dice()
        slack *= 1 - self._idle / _IDLE_ROUNDS
        # Only where nearly all there is has been visited does saved travel make room for better.
        per_minute = (points / self._all_points) ** self._travel_power * points / self._all_minutes
        duties, more, less_travel = (new - old for new, old in zip(worth, known, strict=True))
        return duties >= 0 and more + per_minute * less_travel >= -slack

    def _keep(self, routes: list[Route], worth: Worth) -> None:
        if worth > self._best_worth:
            self._best, self._best_worth = routes, worth

    def _restart(self) -> None:
        """Begin again from nothing, half the time with a visit drawn at random."""
        self._idle = 0
        weights = self._drawn()[:]
        if weights and self._dice() < _SEEDED_SHARE:
            weights[int(self._dice() * len(weights))] *= FIRST
        routes = [route.copy() for route in self._empty]
        made = Recreation(self._gaps, self._rules, routes, weights, set(range(len(routes))))
        made.fill()
        self._current, self._current_worth = self._measured(made), self._worth(made.routes)
        self._local_worth = self._current_worth
        self._keep(self._current, self._current_worth)

    def _worth(self, routes: Sequence[Route]) -> Worth:
        points = sum([route.points for route in routes])
        return len(self._rules.done(routes)), points, -sum([route.travel for route in routes])

    def _drawn(self) -> list[float]:
        """What each choice weighs this time."""
        number = int(self._dice() * _DRAWN)
        if number >= len(self._noisy) or self._dice() < _DRAWN_AGAIN:
            weights = self._weights[int(self._dice() * len(_POWERS))]
            noise = _NOISE if len(self._empty) == 1 else _NOISE_OF_DAYS
            dice, least, more = self._dice, 1 - noise, 2 * noise
            noisy = [weight * (least + more * dice()) for weight in weights]
            self._noisy[number : number + 1] = [noisy]
            return noisy
        return self._noisy[number]

    def _tried(self) -> list[Route]:
        """The current plan with some visits taken out, and others put in."""
        routes, kept = self._current[:], self._kept()
        freed: set[int] = set()
        for day, visits in kept.items():
            before = routes[day].visits
            routes[day] = self._rebuilt(day, visits)
            freed |= set(before) - set(routes[day].visits)
        made = Recreation(self._gaps, self._rules, routes, self._drawn(), set(kept))
        made.refill(sorted(freed))
        return self._measured(made)

    def _kept(self) -> dict[int, list[int]]:
        """The days that lose visits, and what they keep."""
        days = [route.visits[1:-1] for route in self._current]
        if len(days) > 1 and any(days) and self._dice() < _NEAR_SHARE:
            return self._kept_of_near(days)
        day = int(self._dice() * len(days))
        return {day: self._ruined(days[day]) if days[day] else []}

    def _ruined(self, visits: list[int]) -> list[int]:
        """The visits without a run of them, or without some here and there."""
        if self._dice() < _RUN_SHARE:
            length = self._length(visits, _RUN_PART)
            first = int(self._dice() * (len(visits) - length + 1))
            return visits[:first] + visits[first + length :]
        share = (1 + self._dice() * (_SINGLES - 1)) / len(visits)
        return [each for each in visits if self._dice() >= share]

    def _length(self, visits: list[int], part: float) -> int:
        return 1 + int(self._dice() * min(len(visits), 2 + len(visits) * part))

    def _kept_of_near(self, days: list[list[int]]) -> dict[int, list[int]]:
        """All days without visits near to one of them: a run of each day, or the nearest of all."""
        every = [each for visits in days for each in visits]
        middle = every[int(self._dice() * len(every))]
        minutes, site = self._gaps.near(middle), self._gaps.site

        def away(choice: int) -> int:
            return minutes.get(site[choice], FAR)

        if self._dice() < _NEAR_RUN_SHARE:
            return {
                day: self._without_run(visits, min(visits, key=away))
                for day, visits in enumerate(days)
                if visits and (middle in visits or self._dice() < _OTHER_DAY_SHARE)
            }
        gone = set(sorted(every, key=away)[: 1 + int(self._dice() * _NEAR_MOST)])
        return {
            day: [each for each in visits if each not in gone]
            for day, visits in enumerate(days)
            if not gone.isdisjoint(visits)
        }

    def _without_run(self, visits: list[int], choice: int) -> list[int]:
        length = self._length(visits, _NEAR_RUN_PART)
        first = max(0, min(len(visits) - length, visits.index(choice) - int(self._dice() * length)))
        return visits[:first] + visits[first + length :]

    def _measured(self, made: Recreation) -> list[Route]:
        for day in made.own:
            made.routes[day].measure(self._gaps)
        return made.routes

    def _rebuilt(self, day: int, visits: list[int]) -> Route:
        route = Route(self._gaps, day, visits)
        while not self._rules.keeps_limits(route):
            route = Route(self._gaps, day, route.visits[1:-2])
        return route

    def _stops(self) -> list[Stop]:
        gaps, stops = self._gaps, []
        for route in self._best:
            for choice, leave in zip(route.visits[1:], route.leaves[1:], strict=True):
                if choice < gaps.count:
                    stops.append(
                        Stop(gaps.stand[choice], leave - gaps.minutes[choice], leave, gaps.points[choice])
                    )
                elif route.day + 1 < len(self._best):
                    night = gaps.days[route.day].back_by
                    stops.append(Stop(gaps.stand[choice], night, night, 0))
        return stops


def search(
    problem: Problem,
    *,
    seed: int,
    max_rounds: int,
    time_limit_s: float | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> list[Stop]:
    """
    A good plan after so many rounds, or after a time.

    Parameters
    ----------
    problem
        The day, or days that were joined.
    seed
        Of the random numbers.
    max_rounds
        Rounds of ruin and recreate, at most.
    time_limit_s
        Stop after this time. [s] The answer then depends on the machine.
    clock
        What the time is told by. [s]

    Returns
    -------
    list[Stop]
        The visits in order, nights between joined days included. Where no plan with all required sites and
        wishes was found, one with as many of them as could be had.

    Examples
    --------
    >>> from tripplanner.planning.problem import Problem, Stand, Way, Window
    >>> way = Way(0, 20, 20, 0)
    >>> day = Problem(
    ...     sites=1, stands=(Stand(0, (Window(60, 90, 15, 7),)),), ways=((None, way), (way, None)),
    ...     light_from=0, light_until=600, leave_from=0, back_by=600,
    ... )
    >>> search(day, seed=1, max_rounds=5)
    [Stop(stand=0, start=60, end=75, points=7)]
    """
    ends_at_s = None if time_limit_s is None else clock() + time_limit_s
    ruin = Ruin(problem, seed=seed)
    stops = ruin.go_on(0)
    for done in range(0, max_rounds, _ROUNDS_AT_ONCE):
        if ends_at_s is not None and clock() >= ends_at_s:
            break
        stops = ruin.go_on(min(_ROUNDS_AT_ONCE, max_rounds - done))
    return stops
