"""Two plans side by side as records: which stops differ, and what that means in points, hours and weather."""

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from tripplanner.itinerary import Itinerary, PlanWarning
from tripplanner.models import Identifier, Record
from tripplanner.shown import Printed
from tripplanner.weather.model import WeatherKind

Change = Literal["kept", "moved", "added", "dropped"]


class Visit(Record):
    """A stop as one of the plans has it."""

    date: date
    arrive: AwareDatetime
    leave: AwareDatetime
    points: int


class StopChange(Record):
    """
    What became of one stop.

    `moved` is one at another time of day (`later_minutes`, negative for earlier) or on another day
    (`days_later`); `kept` is one at its time, though perhaps for longer (`longer_minutes`). All three are
    None for a stop that only one of the plans has.
    """

    change: Change
    site: Identifier
    name: str
    before: Visit | None = None
    after: Visit | None = None
    later_minutes: int | None = None
    days_later: int | None = None
    longer_minutes: int | None = None


class TermChange(Record):
    """The points of one term of the score in both plans."""

    term: str
    before: int
    after: int


class RoadChange(Record):
    """A road that is taken as open to cars in one plan and not in the other."""

    id: Identifier
    name: str
    date: date
    drivable_before: bool
    drivable_after: bool
    why: str


class DayHours(Record):
    """When a day leaves the base and is back; None for a day without a stop."""

    date: date
    leave: AwareDatetime | None
    back: AwareDatetime | None


class PlanFigures(Record):
    """
    The figures of one plan.

    Times on the way are of all days; the temperatures are the lowest and highest at the stops, and the lowest
    wind chill. None is not known, or of a plan without stops.
    """

    score: int
    bound: int
    proven_optimal: bool
    days: tuple[DayHours, ...]
    stops: int
    drive_minutes: int
    on_foot_minutes: int
    cost_usd: float
    weather_kind: WeatherKind
    weather_provider: str
    issued_at: AwareDatetime | None
    lowest_c: float | None
    highest_c: float | None
    wind_chill_c: float | None


class Comparison(Printed, Record):
    """
    Two plans compared: what moved, and what it cost.

    A stop is known by its site, which a trip has once at most. Days are matched by date where the plans
    share one, or else by their number in the trip. `print(comparison)` is a page of 80 columns; the plans
    themselves, `before` and `after`, are not part of `to_json()`. `warnings_changed` are those of the second
    plan that the first has in other words.
    """

    before: Itinerary = Field(exclude=True, repr=False)
    after: Itinerary = Field(exclude=True, repr=False)
    figures_before: PlanFigures
    figures_after: PlanFigures
    stops: tuple[StopChange, ...]
    terms: tuple[TermChange, ...]
    roads: tuple[RoadChange, ...]
    warnings_gone: tuple[PlanWarning, ...]
    warnings_new: tuple[PlanWarning, ...]
    warnings_changed: tuple[PlanWarning, ...]

    @property
    def score_change(self) -> int:
        """Points that the second plan has more than the first."""
        return self.figures_after.score - self.figures_before.score

    @property
    def changes(self) -> tuple[StopChange, ...]:
        """The stops that are not the same in both plans: added, dropped, moved, or made longer or shorter."""
        return tuple(each for each in self.stops if each.change != "kept" or each.longer_minutes != 0)

    @property
    def is_same(self) -> bool:
        """Whether the plans have the same stops at the same times, and the same figures and warnings."""
        return (
            not self.changes
            and not (self.roads or self.warnings_gone or self.warnings_new or self.warnings_changed)
            and self.figures_before == self.figures_after
        )

    def having(self, change: Change) -> tuple[StopChange, ...]:
        """The stops that were kept, moved, added or dropped."""
        return tuple(each for each in self.stops if each.change == change)

    def to_json(self) -> str:
        """The comparison as JSON, without the two plans."""
        return self.model_dump_json(indent=2) + "\n"
