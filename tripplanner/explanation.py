"""Why a plan is as it is, as records: each stop, each place left out, and what would make it better."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from tripplanner.itinerary import Itinerary, LeftOut
from tripplanner.models import Identifier, Record
from tripplanner.shown import Printed

Edge = Literal[
    "free",
    "light",
    "first-light",
    "daylight",
    "opening-hours",
    "weather",
    "visit-length",
    "stop-before",
    "next-stop",
    "day-start",
    "day-end",
]
Certainty = Literal["exact", "bound", "impossible", "unpriced", "not-asked"]
EffectKind = Literal[
    "hour-later",
    "hour-earlier",
    "road-open",
    "day-more",
    "milder",
    "must-see",
    "first-light",
    "order",
    "film-order",
    "meal",
    "drive",
    "walk",
    "cold",
    "start",
    "end",
]


class StopReason(Record):
    """
    Why a stop is when it is.

    Attributes
    ----------
    date
        The day.
    site, name
        How the destination and people name it.
    arrive, leave
        When.
    points
        What it earns, by term of the score. [points]
    quality
        The best light of the visit, as `first-light`.
    begins
        When the visit that earns the points begins: later than `arrive` for who waits there.
    window_from, window_until
        When it may begin for as many points.
    earlier_points, later_points
        What the site alone would earn an hour earlier and later. [points] None: it cannot be visited then.
    not_earlier, not_later
        What keeps the visit from beginning at least 5 minutes earlier or later, the rest of the plan as it
        is; `free`: nothing does, for some minutes.
    before, after
        The stops next to it, by name.
    opens, closes
        Its opening hours that day.
    known
        False where the stop can no longer be had in the weather of now: its window is then not known.
    """

    date: date
    site: Identifier
    name: str
    arrive: AwareDatetime
    leave: AwareDatetime
    points: dict[str, int]
    quality: str | None
    begins: AwareDatetime | None = None
    window_from: AwareDatetime | None = None
    window_until: AwareDatetime | None = None
    earlier_points: int | None = None
    later_points: int | None = None
    not_earlier: Edge | None = None
    not_later: Edge | None = None
    before: str | None = None
    after: str | None = None
    opens: AwareDatetime | None = None
    closes: AwareDatetime | None = None
    known: bool = True

    @property
    def total(self) -> int:
        """All that it earns. [points]"""
        return sum(self.points.values())


class LeftOutPrice(LeftOut):
    """
    A place left out, with what it would cost to see it all the same.

    The price is the plan's points less those of the best plan with this place in it, found by solving again.

    Attributes
    ----------
    certainty
        What the price is worth: `exact` is proven, `bound` means that it is at most that, `impossible` that
        no plan holds the place, `unpriced` that the time for questions was over, `not-asked` that it cannot
        be visited then.
    instead_of, with_it
        Names of the stops that would fall out, and that would come in as well.
    clashes_with
        The wishes that an impossible one cannot be had together with.
    """

    certainty: Certainty
    instead_of: tuple[str, ...] = ()
    with_it: tuple[str, ...] = ()
    clashes_with: tuple[str, ...] = ()


class Effect(Record):
    """
    What would come of one thing being otherwise: a rule given up, an hour or a day more, an open road.

    Attributes
    ----------
    kind, subject, text
        The thing: its kind as a word, what it is of, and the question in words.
    gain
        What it would bring. [points] None: the time for questions was over.
    proven
        True: the gain is exact; False: it is at least that.
    at_most
        A bound on a gain that is not proven. [points]
    comes_in, falls_out
        Names of the stops that would be added and dropped.
    works
        False: no plan holds it.
    """

    kind: EffectKind
    subject: str
    text: str
    gain: int | None = None
    proven: bool = False
    at_most: int | None = None
    comes_in: tuple[str, ...] = ()
    falls_out: tuple[str, ...] = ()
    works: bool = True

    @property
    def binds(self) -> bool:
        """Whether the plan would be better without it, as far as is known."""
        return self.gain is not None and self.gain > 0


class WeatherSince(Record):
    """
    A plan in the weather of now, where that is not the weather it was made in.

    Attributes
    ----------
    planned_score
        What it was to earn. [points]
    stops_score
        What its own stops earn now, as far as they can still be had at their times. [points]
    best_score
        What the best plan found now earns. [points] None: not solved.
    works
        False: no plan keeps all that was asked for.
    lost, worth_less
        Names of its stops that can no longer be had, and that earn less.
    """

    planned_score: int
    stops_score: int
    best_score: int | None = None
    works: bool = True
    lost: tuple[str, ...] = ()
    worth_less: tuple[str, ...] = ()


class Explanation(Printed, Record):
    """
    Why a plan is as it is.

    `print(explanation)` shows it as a page; `to_json()` is for programs.

    Attributes
    ----------
    plan
        The plan as it was.
    asked_at
        The moment it is explained for.
    score, bound
        What the plan it is compared with earns, and what none can earn more than. [points]
    proven_optimal
        Whether that one is proven to be the best.
    weather_since
        What the weather of now changes; None: nothing.
    stops
        Each stop, and why then.
    left_out
        Each place left out, and its price.
    effects
        What would come of one thing being otherwise.
    budget_s
        The time that solving was given. [s, 0 or more]

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> found = tripplanner.explain(plan, budget_s=0)
    >>> found.stops[0].quality, found.stops[0].not_later
    ('first-light', 'day-end')
    """

    plan: Itinerary
    asked_at: AwareDatetime
    score: int
    bound: int
    proven_optimal: bool
    weather_since: WeatherSince | None = None
    stops: tuple[StopReason, ...] = ()
    left_out: tuple[LeftOutPrice, ...] = ()
    effects: tuple[Effect, ...] = ()
    budget_s: float = Field(ge=0)

    @property
    def unpriced(self) -> tuple[str, ...]:
        """The questions for which the budget was not enough, in words."""
        return (
            *(each.name for each in self.left_out if each.certainty == "unpriced"),
            *(each.text for each in self.effects if each.gain is None and each.works),
        )

    def to_json(self) -> str:
        """
        The explanation as JSON.

        Returns
        -------
        str
            All of it, the plan too.
        """
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
