"""The planner's problem and answer, in whole minutes and points: all that the engines see.

A *stand* is one way to visit a site: the site itself reached on foot from one parking place where
the car waits. A site may have several stands and is visited at most once. Minutes count from local
midnight in elapsed time, so that days of 23 and 25 hours need no special case.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A visit started at a minute from `opens` to `closes` (included): takes `minutes`, earns `points`."""

    opens: int
    closes: int
    minutes: int
    points: int


@dataclass(frozen=True, slots=True)
class Stand:
    """One way to visit site number `site`; its windows do not overlap and are in order of time."""

    site: int
    windows: tuple[Window, ...]


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


@dataclass(frozen=True, slots=True)
class Problem:
    """
    One day to plan.

    `ways[i][j]` leads from stand i to stand j; index `len(stands)` is the base, where the day starts
    (not before `leave_from`) and ends (not after `back_by`). None means there is no way. Driving is
    in the light from `light_from` until `light_until`. Every site in `required` must be visited.
    """

    sites: int
    stands: tuple[Stand, ...]
    ways: tuple[tuple[Way | None, ...], ...]
    light_from: int
    light_until: int
    leave_from: int
    back_by: int
    required: frozenset[int] = frozenset()

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
        for until, rate in ((self.light_from, way.drive), (self.light_until, way.drive_dark)):
            if start < until:
                covered = (until - start) * rate
                if covered >= left:
                    return start - (-left // rate)
                left -= covered
                start = until
        return start - (-left // way.drive)


@dataclass(frozen=True, slots=True)
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
