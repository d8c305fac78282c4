"""The plan as records: days, legs, stops, what was left out, and where every figure comes from.

The shape is the JSON that others rely on (`schema_version` 1): SI units whatever is displayed,
absent values None, times with their offset.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal, Self

from pydantic import Field

from tripplanner.chart import Chart
from tripplanner.dayplan import Cost, CostItem, Day, HazardNote, RoadOnDay, Siberia, Wear
from tripplanner.models import Identifier, Record
from tripplanner.models.base import AwareTime
from tripplanner.request import TripRequest
from tripplanner.shown import Mapped, Printed, Tabled
from tripplanner.visits import Break, Fallen, Leg, RoadOnLeg, Stop, StopLight, StopWeather, Whole
from tripplanner.weather.model import ParkNotice, PassedOver, WeatherKind

if TYPE_CHECKING:
    from tripplanner.weather.model import Forecast

__all__ = [
    "Break",
    "Cost",
    "CostItem",
    "Day",
    "Fallen",
    "HazardNote",
    "Itinerary",
    "LeftOut",
    "LeftOutReason",
    "Leg",
    "PlanWarning",
    "PlanWeather",
    "RoadOnDay",
    "RoadOnLeg",
    "Siberia",
    "SourceNote",
    "Stop",
    "StopLight",
    "StopWeather",
    "WarningCode",
    "Wear",
]
LeftOutReason = Literal[
    "not-visitable",
    "closed-season",
    "road-closed",
    "beyond-reach",
    "outside-daylight",
    "cold-exposure",
    "weather-alert",
    "avoided",
    "no-time",
    "lower-value",
]
WarningCode = Literal[
    "climate-not-forecast",
    "stale-weather",
    "alert",
    "road-assumed",
    "dated-fact",
    "cold",
    "dark-drive",
    "icy-drive",
    "smoke",
    "hunting-season",
    "no-signal",
    "unproven",
]


class LeftOut(Record):
    """
    A site that is not in the plan, and why.

    Attributes
    ----------
    site, name
        How the destination and people name it.
    reason
        A word, as `road-closed`, `cold-exposure` or `lower-value`.
    text
        The reason in words.
    price
        What forcing it in would cost, where that is known. [points]
    """

    site: Identifier
    name: str
    reason: LeftOutReason
    text: str
    price: Whole | None = None


class PlanWarning(Record):
    """
    Something that could hurt or spoil the day.

    Attributes
    ----------
    code
        A word, as `climate-not-forecast`, `alert` or `cold`.
    text
        What is to be feared.
    site, road
        What it is of, where it is of one.
    until
        Until when, where that is known.
    source
        Who says so.
    """

    code: WarningCode
    text: str
    site: Identifier | None = None
    road: Identifier | None = None
    until: AwareTime | None = None
    source: str | None = None


class SourceNote(Record):
    """
    A source as the plan quotes it.

    Attributes
    ----------
    id
        How facts name it.
    title, publisher, url
        What it is, whose, and where.
    read_on
        The day it was read.
    credit
        True: its licence wants it named wherever the plan is shown.
    """

    id: Identifier
    title: str
    publisher: str
    url: str | None
    read_on: date
    credit: bool = False


class PlanWeather(Record):
    """
    Which weather the plan stands on.

    Attributes
    ----------
    kind
        The worst among its stops: `forecast`, `stale` or `normals`.
    provider
        Who said it.
    issued_at, fetched_at
        When it was issued, and when we had it; None: climate.
    age_minutes
        From when it was issued to when the plan was made. [min]
    passed_over
        Who could not be used, and why.
    """

    kind: WeatherKind
    provider: str
    issued_at: AwareTime | None
    fetched_at: AwareTime | None
    age_minutes: Whole | None
    passed_over: tuple[PassedOver, ...] = ()


class Itinerary(Printed, Tabled, Mapped, Record):
    """
    A plan: what to do when, why, and how sure that is.

    `print(plan)` shows it as an agenda, a notebook as a card, `plan.to_json()` as what
    `tripplanner.load_plan` reads back. Times have their offset; figures are SI units whatever is displayed;
    what is absent is None.

    Attributes
    ----------
    schema_version
        The shape of the JSON. [1, no unit]
    revision
        How often it was planned again. [times, 0 or more]
    planned_at
        The moment it was made for.
    destination, destination_name, base_name
        The place, and where the first day begins.
    request
        What was asked for.
    score
        What all its stops earn. [points]
    bound
        No plan can earn more. [points]
    proven_optimal
        Whether no better plan exists in the problem as built: these sites, minutes, scores and this weather.
    sites_considered
        How many sites were looked at. [sites]
    weather
        The weather it stands on.
    days
        One for each day asked for, in order.
    left_out
        Each site that it does not visit, and why.
    warnings
        What could hurt or spoil it.
    unknowns
        What nobody knows of the place.
    to_check
        What to ask the evening before.
    notices
        What the park tells its visitors.
    sources
        Where its facts come from.
    changes
        What `tripplanner.replan` made different the last time, and why.
    fallen
        What an earlier revision had and this one has no more.
    chart
        The map; None in plans that an older version saved.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> day = plan.days[0]
    >>> [(stop.site, f"{stop.arrive:%H:%M}", stop.light.quality) for stop in day.stops]
    [('oxbow-bend', '07:20', 'first-light')]
    >>> plan.score == sum(sum(stop.score.values()) for stop in day.stops)
    True
    >>> print(plan.to_text(units="metric", clock="12").splitlines()[2])
    Leave 6:30 am, back 9:00 am (2 h 30 min). Sunrise 7:55 am, sunset 4:51 pm.
    """

    schema_version: Literal[1] = 1
    revision: Whole = Field(default=0, ge=0)
    planned_at: AwareTime
    destination: Identifier
    destination_name: str
    base_name: str
    request: TripRequest
    score: Whole
    bound: Whole
    proven_optimal: bool
    sites_considered: Whole
    weather: PlanWeather
    days: tuple[Day, ...] = Field(min_length=1)
    left_out: tuple[LeftOut, ...] = ()
    warnings: tuple[PlanWarning, ...] = ()
    unknowns: tuple[str, ...] = ()
    to_check: tuple[str, ...] = ()
    notices: tuple[ParkNotice, ...] = ()
    sources: tuple[SourceNote, ...] = ()
    changes: tuple[str, ...] = ()
    fallen: tuple[Fallen, ...] = ()
    chart: Chart | None = None

    @property
    def forecast(self) -> "Forecast | None":
        """The weather it was planned with; None in a plan that was read from a file."""
        found: Forecast | None = self.__dict__.get("_forecast")
        return found

    def planned_with(self, forecast: "Forecast") -> Self:
        """
        The same plan, knowing its forecast: no field, for it is neither compared nor saved.

        Parameters
        ----------
        forecast
            The weather it was planned with.

        Returns
        -------
        Itinerary
            A copy.
        """
        same = self.model_copy()
        same.__dict__["_forecast"] = forecast
        return same

    def to_json(self) -> str:
        """
        The plan as JSON (`schema_version` 1).

        Returns
        -------
        str
            The same text for the same plan, with a line's end at its end.
        """
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
