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

    `points` by term are what it earns. The visit that earns them begins at `begins`, later than `arrive` for
    who waits there; it may begin from `window_from` to `window_until` for as many. `earlier_points` and
    `later_points` are what the site alone would earn an hour earlier and later; None: it cannot be visited
    then. `not_earlier` and `not_later` say what keeps the visit from beginning at least 5 minutes earlier or
    later, the rest of the plan as it is; `free`: nothing does, for some minutes.
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
    """False where the stop can no longer be had in the weather of now: its window is then not known."""

    @property
    def total(self) -> int:
        """All its points."""
        return sum(self.points.values())


class LeftOutPrice(LeftOut):
    """
    A place left out, with what it would cost to see it all the same.

    `price` is in points: the plan's less those of the best plan with this place in it, found by solving
    again. `certainty` tells what it is worth: `exact` is proven, `bound` means that the price is at most
    that, `impossible` that no plan holds it, `unpriced` that the time for questions was over, `not-asked`
    that it cannot be visited then. `instead_of` would fall out, `with_it` come in as well; `clashes_with`
    are the wishes that an impossible one cannot be had together with.
    """

    certainty: Certainty
    instead_of: tuple[str, ...] = ()
    with_it: tuple[str, ...] = ()
    clashes_with: tuple[str, ...] = ()


class Effect(Record):
    """
    What would come of one thing being otherwise: a rule given up, an hour or a day more, an open road.

    `gain` is in points; `proven` says that it is exact, otherwise it is at least that. None: the time for
    questions was over. `at_most` is a bound on the gain where it is not proven.
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

    `stops_score` is what its own stops earn now, as far as they can still be had at their times;
    `lost` names those that cannot. `best_score` is that of the best plan found now (None: not solved);
    `works` False means that no plan keeps all that was asked for.
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

    `print(explanation)` shows it as a page; `to_json()` is for programs. `plan` is the plan as it was.
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
        """The explanation as JSON."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
