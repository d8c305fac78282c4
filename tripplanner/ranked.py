"""Days ranked by what a visit on them is worth, as records."""

from datetime import date

from pydantic import AwareDatetime, Field

from tripplanner.itinerary import Itinerary
from tripplanner.models import Record
from tripplanner.shown import Printed, Tabled
from tripplanner.weather.model import WeatherKind


class RankedDay(Record):
    """
    A day, or a run of days, and the best plan for it in figures; where nothing can be planned they are None.

    Attributes
    ----------
    dates
        The day or days.
    score, bound
        What the plan earns, and what none can earn more than. [points]
    proven_optimal
        Whether no better plan exists for it in the problem as built.
    weather_kind
        The worst among the stops: `forecast`, `stale` or `normals`, an average of the time of year, which
        does not know that day better than any other.
    weather_provider
        Who said it.
    lowest_c, highest_c
        The lowest and highest air temperature at the stops. [°C]
    stops
        How many. [stops]
    leave, back
        When one leaves the first day, and is back the last.
    first_stop, first_stop_at
        The first stop by name, and when one arrives.
    first_light, first_light_at
        The stop of the first light by name, and when it comes; None: none is planned.
    reasons
        In short: what is different from the best day, and what could spoil this one.
    nothing
        Why nothing can be planned; None: something is.
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
    nothing can be planned come last. `print(ranked)` is a page of 80 columns.

    Attributes
    ----------
    destination_name, base_name
        The place, and where the days begin.
    start, end
        The first and the last day that might be used.
    run_of_days
        How many days on end one trip has. [days, 1 or more]
    days
        Each of them in figures.
    plans
        The plans in the same order, of the days that have one; they are not part of `to_json()`.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> morning = tripplanner.TripRequest(dates="2026-12-24", end="09:00")
    >>> ranked = tripplanner.best_days("2026-12-24", "2026-12-25", morning, offline=True, now=now)
    >>> [(f"{day.dates[0]}", day.score, day.weather_kind) for day in ranked.days]
    [('2026-12-24', 46, 'normals'), ('2026-12-25', 46, 'normals')]
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
        """
        The ranking as JSON, without the plans.

        Returns
        -------
        str
            The same text for the same days.
        """
        return self.model_dump_json(indent=2) + "\n"
