"""One day of a plan: its roads, ways and visits, what to wear, what to fear and what it costs."""

from typing import Literal

from pydantic import Field

from tripplanner.models import Identifier, Note, Record, ReportedCold, RoadStatus
from tripplanner.models.base import AwareTime, CivilDay
from tripplanner.visits import Break, Celsius, Leg, Stop, Whole
from tripplanner.weather.model import WeatherKind


class RoadOnDay(Record):
    """
    A road as the plan takes it that day.

    Attributes
    ----------
    id, name
        How the destination and people name it.
    status
        `open`, `closed` or `by-condition`, by its rules and what the user knows.
    drivable
        Whether the plan counts with driving it; if not, no leg does.
    why
        The reason, in words.
    phone
        The number to ask.
    """

    id: Identifier
    name: str
    status: RoadStatus
    drivable: bool
    why: str
    phone: str | None = None


class Wear(Record):
    """
    Something to wear or carry.

    Attributes
    ----------
    item
        What.
    why
        The reason.
    at
        The hour that asks for it.
    felt_c
        How cold that hour feels: the wind chill, else the temperature. [°C]
    """

    item: str
    why: str
    at: AwareTime | None = None
    felt_c: Celsius | None = None


class HazardNote(Record):
    """
    A danger of the day's weather beside the cold, the smoke and the roads.

    Attributes
    ----------
    kind
        `lightning`, `heavy-snow`, `high-wind` or `heat`.
    text
        What is to be feared, with its number.
    at
        The hour.
    site
        Where; None: all day's stops.
    """

    kind: Literal["lightning", "heavy-snow", "high-wind", "heat"]
    text: str
    at: AwareTime
    site: Identifier | None = None


class Siberia(Record):
    """
    The cold of a visit beside what is reported of a film's shoot: for fans, not for safety.

    Attributes
    ----------
    film, title
        How the destination and people name the film.
    year
        When it came out. [year CE]
    site, name
        Where the visit is.
    at
        Its coldest hour.
    air_temp_c
        The air temperature then. [°C]
    wind_chill_c
        The wind chill then. [°C] None: not defined, or no wind figure.
    kind
        What weather that is: `forecast`, `stale` or `normals`.
    reported
        What is reported of the shoot.
    """

    film: Identifier
    title: str
    year: Whole
    site: Identifier
    name: str
    at: AwareTime
    air_temp_c: Celsius
    wind_chill_c: Celsius | None
    kind: WeatherKind
    reported: tuple[ReportedCold, ...]


class CostItem(Record):
    """
    One price.

    Attributes
    ----------
    name
        What is paid for.
    amount_usd
        How much. [USD]
    text
        What to know of it.
    source
        The id of a source.
    """

    name: str
    amount_usd: float = Field(ge=0, le=1_000_000)
    text: str | None = None
    source: Identifier


class Cost(Record):
    """
    What the day costs the party at the gate, and how best to pay it.

    Attributes
    ----------
    amount_usd
        In all. [USD, 0 or more]
    items
        The prices that add up to it.
    notes
        What else to know: where it is asked for, what a pass would save.
    """

    amount_usd: float = Field(ge=0, le=1_000_000)
    items: tuple[CostItem, ...] = ()
    notes: tuple[str, ...] = ()


class Day(Record):
    """
    One day of a plan.

    Attributes
    ----------
    date
        The day, in the destination's zone.
    sunrise, sunset, civil_dawn, civil_dusk
        The sun's day over a level horizon; None: it does not happen.
    roads
        How each road is taken.
    legs, stops
        The ways and the visits, each in order of time.
    wear
        What to wear and carry.
    cost
        What it costs at the gate.
    breaks
        Meals.
    hazards
        Dangers of the weather.
    notes
        What else to know that day.
    siberia
        How cold it is beside the film's shoot.
    """

    date: CivilDay
    sunrise: AwareTime | None
    sunset: AwareTime | None
    civil_dawn: AwareTime | None
    civil_dusk: AwareTime | None
    roads: tuple[RoadOnDay, ...]
    legs: tuple[Leg, ...]
    stops: tuple[Stop, ...]
    wear: tuple[Wear, ...]
    cost: Cost
    breaks: tuple[Break, ...] = ()
    hazards: tuple[HazardNote, ...] = ()
    notes: tuple[Note, ...] = ()
    siberia: Siberia | None = None
