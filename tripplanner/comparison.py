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
    """
    A stop as one of the plans has it.

    Attributes
    ----------
    date
        The day.
    arrive, leave
        When.
    points
        What it earns. [points]
    """

    date: date
    arrive: AwareDatetime
    leave: AwareDatetime
    points: int


class StopChange(Record):
    """
    What became of one stop.

    The three differences are None for a stop that only one of the plans has.

    Attributes
    ----------
    change
        `kept`, `moved`, `added` or `dropped`. A stop at its time is kept, though perhaps for longer.
    site, name
        How the destination and people name it.
    before, after
        The visit in each plan; None: it has none.
    later_minutes
        How much later in the day one arrives. [min; negative: earlier]
    days_later
        On how much later a day. [days; negative: earlier]
    longer_minutes
        How much longer one stays. [min; negative: shorter]
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
    """
    One term of the score in both plans.

    Attributes
    ----------
    term
        Its name, as `photography`.
    before, after
        What it adds in each. [points]
    """

    term: str
    before: int
    after: int


class RoadChange(Record):
    """
    A road that is taken as open to cars in one plan and not in the other.

    Attributes
    ----------
    id, name
        How the destination and people name it.
    date
        The day.
    drivable_before, drivable_after
        Whether each plan counts with driving it.
    why
        The reason of the second plan.
    """

    id: Identifier
    name: str
    date: date
    drivable_before: bool
    drivable_after: bool
    why: str


class DayHours(Record):
    """
    When a day leaves the base and is back.

    Attributes
    ----------
    date
        The day.
    leave, back
        When; None for a day without a stop.
    """

    date: date
    leave: AwareDatetime | None
    back: AwareDatetime | None


class PlanFigures(Record):
    """
    The figures of one plan; None is not known, or of a plan without stops.

    Attributes
    ----------
    score, bound
        What it earns, and what no plan can earn more than. [points]
    proven_optimal
        Whether no better plan exists in the problem as built.
    days
        When each day leaves and is back.
    stops
        How many. [stops]
    drive_minutes, on_foot_minutes
        Time on the way of all days. [min]
    cost_usd
        What all days cost at the gate. [USD]
    weather_kind, weather_provider, issued_at
        The weather it stands on.
    lowest_c, highest_c
        The lowest and highest air temperature at the stops. [°C]
    wind_chill_c
        The lowest wind chill at the stops. [°C]
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
    share one, or else by their number in the trip. `print(comparison)` is a page of 80 columns.

    Attributes
    ----------
    before, after
        The plans; they are not part of `to_json()`.
    figures_before, figures_after
        The figures of each.
    stops
        What became of each stop of either plan.
    terms
        Where the points come from in each.
    roads
        Those that only one of the plans takes as open.
    warnings_gone, warnings_new, warnings_changed
        Warnings that only the first has, only the second, and that the second has in other words.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> found = tripplanner.what_if(plan, end="10:00")
    >>> [change.site for change in found.having("added")], found.score_change
    (['snake-river-overlook', 'jackson-town-square'], 39)
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
        """What the second plan earns more than the first. [points]"""
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
        """
        The stops of which one thing became.

        Parameters
        ----------
        change
            `kept`, `moved`, `added` or `dropped`.

        Returns
        -------
        tuple of StopChange
            In the order of `stops`; none is an empty one.
        """
        return tuple(each for each in self.stops if each.change == change)

    def to_json(self) -> str:
        """
        The comparison as JSON, without the two plans.

        Returns
        -------
        str
            The same text for the same plans.
        """
        return self.model_dump_json(indent=2) + "\n"
