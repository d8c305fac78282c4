"""The plan as records: days, legs, stops, what was left out, and where every figure comes from.

The shape is the JSON that others rely on (`schema_version` 1): SI units whatever is displayed,
absent values None, times with their offset.
"""

from datetime import date
from typing import TYPE_CHECKING, Literal, Self

from pydantic import AwareDatetime, ConfigDict, Field

from tripplanner.chart import Chart
from tripplanner.models import Identifier, Mode, Note, Record, ReportedCold, RoadStatus
from tripplanner.request import TripRequest
from tripplanner.shown import Mapped, Printed, Tabled
from tripplanner.weather.model import Hour, ParkNotice, PassedOver, WeatherKind, WeatherPlace

if TYPE_CHECKING:
    from tripplanner.weather.model import Forecast

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


class RoadOnDay(Record):
    """A road as the plan takes it that day; `drivable` False means no leg drives it."""

    id: Identifier
    name: str
    status: RoadStatus
    drivable: bool
    why: str
    phone: str | None = None


class RoadOnLeg(Record):
    """A road a leg runs along, with its status that day."""

    id: Identifier
    status: RoadStatus


class Leg(Record):
    """
    Getting from one place to the next in one mode; `dark_minutes` of it are in the dark.

    `via` are the places of the roads that it passes, both ends included, by id. `turn_around_at` stands on a
    way over snow that leads away from the car: who has not arrived by then turns around, so as to be back at
    the car before dark at the pace of the way out.
    """

    model_config = ConfigDict(populate_by_name=True)

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    start_name: str
    end_name: str
    mode: Mode
    depart: AwareDatetime
    arrive: AwareDatetime
    minutes: int
    dark_minutes: int
    distance_km: float
    roads: tuple[RoadOnLeg, ...]
    turn_around_at: AwareDatetime | None = None
    via: tuple[Identifier, ...] = ()


class StopLight(Record):
    """The light at a stop: what the sun does to the subject that day (None: it does not happen)."""

    front_lit_from: AwareDatetime | None = None
    front_lit_until: AwareDatetime | None = None
    direct_sun_from: AwareDatetime | None = None
    direct_sun_latest: AwareDatetime | None = None
    quality: str | None = None
    subject: str | None = None


class StopWeather(Record):
    """
    The weather of a stop's hours, as it was sent, with what it means for bare skin and for the view.

    `frostbite_minutes` is told only where its equation holds. `outdoor_limit_minutes` is how long the
    party may be outdoors there in the cold (None: no limit by cold, which is no promise). By a rule of
    thumb `range_summit` is in view with a chance of `range_visible_percent`.
    """

    kind: WeatherKind
    provider: str
    place: WeatherPlace
    issued_at: AwareDatetime | None
    hours: tuple[Hour, ...]
    wind_chill_c: float | None
    frostbite: str | None
    frostbite_minutes: int | None = None
    outdoor_limit_minutes: int | None = None
    range_visible_percent: int | None = None
    range_summit: str | None = None


class Stop(Record):
    """One visit; `leave_by` is the last moment to go back over snow to the car before dark."""

    site: Identifier
    name: str
    arrive: AwareDatetime
    leave: AwareDatetime
    leave_by: AwareDatetime | None = None
    score: dict[str, int]
    light: StopLight
    weather: StopWeather
    summary: str


class Wear(Record):
    """Something to wear or carry, the reason, and the hour (and felt temperature) that asks for it."""

    item: str
    why: str
    at: AwareDatetime | None = None
    felt_c: float | None = None


class HazardNote(Record):
    """A danger of the day's weather beside the cold, the smoke and the roads, with its hour and number."""

    kind: Literal["lightning", "heavy-snow", "high-wind", "heat"]
    text: str
    at: AwareDatetime
    site: Identifier | None = None


class Siberia(Record):
    """The cold of a visit beside what is reported of a film's shoot: for fans, not for safety."""

    film: Identifier
    title: str
    year: int
    site: Identifier
    name: str
    at: AwareDatetime
    air_temp_c: float
    wind_chill_c: float | None
    kind: WeatherKind
    reported: tuple[ReportedCold, ...]


class CostItem(Record):
    """One price."""

    name: str
    amount_usd: float
    text: str | None = None
    source: Identifier


class Cost(Record):
    """What the day costs the party at the gate [USD], and how best to pay it."""

    amount_usd: float
    items: tuple[CostItem, ...] = ()
    notes: tuple[str, ...] = ()


class Break(Record):
    """A pause between the visits: a meal at the car, or where one stays."""

    kind: Literal["meal"]
    place: Identifier
    name: str
    start: AwareDatetime
    end: AwareDatetime


class Day(Record):
    """One day of a plan."""

    date: date
    sunrise: AwareDatetime | None
    sunset: AwareDatetime | None
    civil_dawn: AwareDatetime | None
    civil_dusk: AwareDatetime | None
    roads: tuple[RoadOnDay, ...]
    legs: tuple[Leg, ...]
    stops: tuple[Stop, ...]
    wear: tuple[Wear, ...]
    cost: Cost
    breaks: tuple[Break, ...] = ()
    hazards: tuple[HazardNote, ...] = ()
    notes: tuple[Note, ...] = ()
    siberia: Siberia | None = None


class LeftOut(Record):
    """A site that is not in the plan, and why; `price` is what forcing it in would cost, where known."""

    site: Identifier
    name: str
    reason: LeftOutReason
    text: str
    price: int | None = None


class PlanWarning(Record):
    """Something that could hurt or spoil the day."""

    code: WarningCode
    text: str
    site: Identifier | None = None
    road: Identifier | None = None
    until: AwareDatetime | None = None
    source: str | None = None


class SourceNote(Record):
    """A source as the plan quotes it; `credit` True wants to be named wherever the plan is shown."""

    id: Identifier
    title: str
    publisher: str
    url: str | None
    read_on: date
    credit: bool = False


class PlanWeather(Record):
    """Which weather the plan stands on; the kind is the worst among its stops."""

    kind: WeatherKind
    provider: str
    issued_at: AwareDatetime | None
    fetched_at: AwareDatetime | None
    age_minutes: int | None
    passed_over: tuple[PassedOver, ...] = ()


class Fallen(Record):
    """
    What an earlier revision had and this one has no more, with its times there.

    `key` names it through all revisions of the trip, as in `stop oxbow-bend`; `place` is where it was, of a
    way where it began, and `name` the place one would have come to.
    """

    kind: Literal["stop", "leg", "meal"]
    key: str
    place: str
    place_name: str
    name: str
    start: AwareDatetime
    end: AwareDatetime


class Itinerary(Printed, Tabled, Mapped, Record):
    """
    A plan: what to do when, why, and how sure that is.

    `print(plan)` shows it as an agenda; `plan.to_text(units="metric")` in other units;
    `plan.to_json()` is what `tripplanner.load_plan` reads back. `proven_optimal` means that no better
    plan exists in the problem as built: these sites, minutes, scores and this weather. `revision` counts how
    often it was planned again, `changes` say what was different the last time, and why, and `fallen` has what
    an earlier revision had and this one has no more. `chart` is the map; only plans saved by older versions
    have none.
    """

    schema_version: Literal[1] = 1
    revision: int = Field(default=0, ge=0)
    planned_at: AwareDatetime
    destination: Identifier
    destination_name: str
    base_name: str
    request: TripRequest
    score: int
    bound: int
    proven_optimal: bool
    sites_considered: int
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
        """The same plan, knowing its forecast: no field, for it is neither compared nor saved."""
        same = self.model_copy()
        same.__dict__["_forecast"] = forecast
        return same

    def to_json(self) -> str:
        """The plan as JSON (`schema_version` 1), the same bytes for the same plan."""
        return self.model_dump_json(by_alias=True, indent=2) + "\n"
