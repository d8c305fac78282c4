"""The planner's problem and answer, in whole minutes and points: all that the engines see.

A *stand* is one way to visit a site: the site itself reached on foot from one parking place where
the car waits. A site may have several stands and is visited at most once. Minutes count from local
midnight in elapsed time, so that days of 23 and 25 hours need no special case.

A trip of several days is a `Trip` of such days; `joined.joined` makes one long `Problem` of it, in which the
days follow each other and every plan passes a *night* between two of them.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """
    A visit started at a minute from `opens` to `closes` (included): takes `minutes`, earns `points`.

    `walk_minutes` of it, and `cold_minutes`, count against the day's limits.
    """

    opens: int
    closes: int
    minutes: int
    points: int
    walk_minutes: int = 0
    cold_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Stand:
    """
    One way to visit site number `site`; its windows do not overlap and are in order of time.

    A visit here fulfils the wishes in `grants` too: numbers of sites that have no stand of their own.
    """

    site: int
    windows: tuple[Window, ...]
    grants: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Way:
    """
    Getting from one stand (or the base) to another: on foot, then by car, then on foot. [min]

    The middle part takes `drive` minutes in the light and `drive_dark` in the dark; a drive that
    crosses dawn or dusk is worked out at the two rates, so leaving later never means arriving earlier.
    """

    before: int
    drive: int
    drive_dark: int
    after: int

    @property
    def nominal(self) -> int:
        """Minutes by daylight: what ties between equal plans are broken by."""
        return self.before + self.drive + self.after

    @property
    def least(self) -> int:
        """Minutes by daylight or in the dark, whichever are fewer."""
        return self.before + min(self.drive, self.drive_dark) + self.after

    @property
    def on_foot(self) -> int:
        """Minutes of walking."""
        return self.before + self.after


@dataclass(frozen=True, slots=True)
class DayLimits:
    """
    The most of a day that may be spent driving, walking and in the cold. [min] None: no limit.

    Driving counts at the speeds of daylight, walking on the ways and within the visits.
    """

    drive_minutes: int | None = None
    walk_minutes: int | None = None
    cold_minutes: int | None = None

    def __bool__(self) -> bool:
        return (self.drive_minutes, self.walk_minutes, self.cold_minutes) != (None, None, None)


NO_DAY_LIMITS = DayLimits()


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One day to plan.

    `ways[i][j]` leads from stand i to stand j; index `len(stands)` is the base, where the day starts
    (not before `leave_from`) and ends (not after `back_by`): the row leads away from where one slept, the
    column to where one will sleep. None means there is no way. Driving is in the light from `light_from`
    until `light_until`. Every site (or wish) in `required` must be visited (or granted). Of a pair in
    `order` the first site is not visited after the second.

    Days that were joined have the light of the later ones in `later_lights`, the first stand of each in
    `firsts`, and in `nights` the stands that separate the days; the limits hold from night to night, each
    day with its own of `limits`.
    """

    sites: int
    stands: tuple[Stand, ...]
    ways: tuple[tuple[Way | None, ...], ...]
    light_from: int
    light_until: int
    leave_from: int
    back_by: int
    required: frozenset[int] = frozenset()
    order: frozenset[tuple[int, int]] = frozenset()
    limits: tuple[DayLimits, ...] = (NO_DAY_LIMITS,)
    later_lights: tuple[tuple[int, int], ...] = ()
    firsts: tuple[int, ...] = (0,)
    nights: tuple[int, ...] = ()

    @property
    def base(self) -> int:
        """The index of the base in `ways`."""
        return len(self.stands)

    def arrival(self, way: Way, leave: int) -> int:
        """The minute one arrives when leaving at minute `leave`; never earlier for leaving later."""
        return self._drive_end(way, leave + way.before) + way.after

    def _drive_end(self, way: Way, start: int) -> int:
        if way.drive == way.drive_dark:
            return start + way.drive
        # Work in units of drive*drive_dark, so that a minute of light covers drive_dark of them
        # and a minute of dark covers drive: exact in integers, rounded up once at the end.
        left = way.drive * way.drive_dark
        for light_from, light_until in ((self.light_from, self.light_until), *self.later_lights):
            for until, rate in ((light_from, way.drive), (light_until, way.drive_dark)):
                if start < until:
                    covered = (until - start) * rate
                    if covered >= left:
                        return start - (-left // rate)
                    left -= covered
                    start = until
        return start - (-left // way.drive)


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """One visit of a plan: which stand, when the visit starts and ends, what it earns."""

    stand: int
    start: int
    end: int
    points: int


@dataclass(frozen=True, slots=True)
class Solution:
    """
    The best plan found.

    `bound` is a score that no plan can exceed; `proven` says that none exceeds `score`.
    `leave` and `back` are the minutes at the base (both None when nothing is visited).
    """

    stops: tuple[Stop, ...]
    score: int
    bound: int
    proven: bool
    leave: int | None
    back: int | None
    steps: int


@dataclass(frozen=True, slots=True)
class Trip:
    """
    Several days to plan together: each site at most once in all.

    Each day counts its own minutes and numbers its own stands; the sites have the same numbers on all days.
    `required` and `order` hold for the whole trip (a day's own are not used), a day's `limits` for that day.
    """

    days: tuple[Problem, ...]
    required: frozenset[int] = frozenset()
    order: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Tour:
    """One day of a trip's plan: the visits, and the minutes of leaving and coming back (None: no visit)."""

    stops: tuple[Stop, ...]
    leave: int | None
    back: int | None


@dataclass(frozen=True, slots=True)
class TripSolution:
    """The best plan found for a trip, day by day; `bound` and `proven` as in `Solution`."""

    tours: tuple[Tour, ...]
    score: int
    bound: int
    proven: bool
    steps: int
