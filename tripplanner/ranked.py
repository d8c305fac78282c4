"""Days ranked by what a visit on them is worth, as records."""

from datetime import date

from pydantic import AwareDatetime, Field

from tripplanner.itinerary import Itinerary
from tripplanner.models import Record
from tripplanner.shown import Printed, Tabled
from tripplanner.weather.model import WeatherKind


class RankedDay(Record):
    """
    A day, or a run of days, and the best plan for it in figures.

    `nothing` says why nothing can be planned; `score` and the rest are then None. `weather_kind` is the worst
    among the stops: `normals` is an average of the time of year, which does not know that day better than
    any other. `reasons` are short: what is different from the best day, and what could spoil this one.
    """

    dates: tuple[date, ...] = Field(min_length=1)
    score: int | None = None
    bound: int | None = None
    proven_optimal: bool | None = None
    weather_kind: WeatherKind | None = None
    weather_provider: str | None = None
    lowest_c: float | None = None
    highest_c: float | None = None
    stops: int = 0
    leave: AwareDatetime | None = None
    back: AwareDatetime | None = None
    first_stop: str | None = None
    first_stop_at: AwareDatetime | None = None
    first_light: str | None = None
    first_light_at: AwareDatetime | None = None
    reasons: tuple[str, ...] = ()
    nothing: str | None = None


class RankedDays(Printed, Tabled, Record):
    """
    Every day, or run of days, of a time, the best first.

    Best is the most points; of equals the one whose weather is better known, then the earlier. Days on which
    nothing can be planned come last. `plans` has the plans in the same order, for the days that have one;
    they are not part of `to_json()`. `print(ranked)` is a page of 80 columns.
    """

    destination_name: str
    base_name: str
    start: date
    end: date
    run_of_days: int
    days: tuple[RankedDay, ...]
    plans: tuple[Itinerary, ...] = Field(default=(), exclude=True, repr=False)

    @property
    def best(self) -> Itinerary | None:
        """The plan of the best day; None where nothing can be visited on any day."""
        return next((plan for plan in self.plans if any(day.stops for day in plan.days)), None)

    def to_json(self) -> str:
        """The ranking as JSON, without the plans."""
        return self.model_dump_json(indent=2) + "\n"
