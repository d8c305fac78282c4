"""What is known of a place beside its map: climate, numbers to call, rules, summits, what nobody knows."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import CivilDay, Identifier, Position, Record, Sourced, Text
from tripplanner.models.seasons import DayOfYear, within_year


class ClimateMonth(Record):
    """
    Long-term means of one month.

    Attributes
    ----------
    month
        Its number. [1 to 12, no unit]
    mean_max_c
        Mean of the highest temperature of each day. [°C, -60 to 60]
    mean_min_c
        Mean of the lowest temperature of each day. [°C, -80 to 50]
    snowfall_mm
        Mean fall of fresh snow in the month. [mm of depth, 0 to 100,000]
    snow_depth_cm
        Mean depth of the snow that lies. [cm, 0 to 3000] None: the table has no figure.
    max_sd_c, min_sd_c
        How far the maximum and the minimum of single days usually lie from their means: one standard
        deviation. [°C, 0 to 30] None: the table has none.
    """

    month: int = Field(ge=1, le=12)
    mean_max_c: float = Field(ge=-60, le=60)
    mean_min_c: float = Field(ge=-80, le=50)
    snowfall_mm: float = Field(ge=0, le=100_000)
    snow_depth_cm: float | None = Field(default=None, ge=0, le=3000)
    max_sd_c: float | None = Field(default=None, ge=0, le=30)
    min_sd_c: float | None = Field(default=None, ge=0, le=30)


class Climate(Sourced):
    """
    Climate by month for one spot, with what the table is called and covers.

    Attributes
    ----------
    title
        What the table is called, with its years.
    place
        The spot in words.
    position
        The spot.
    months
        Twelve, January to December.
    """

    title: Text
    place: Text
    position: Position
    months: tuple[ClimateMonth, ...] = Field(min_length=12, max_length=12)

    @model_validator(mode="after")
    def _january_to_december(self) -> "Climate":
        if [each.month for each in self.months] != list(range(1, 13)):
            raise ValueError("the months must run from 1 to 12, each once")
        return self


class Phone(Sourced):
    """
    A number to call, and for what.

    Attributes
    ----------
    id, name
        How roads and people name it.
    number
        The number, as one dials it in the country.
    text
        What is to be heard there.
    """

    id: Identifier
    name: Text
    number: Text
    text: Text


class Dated(Sourced):
    """
    What is true for a time only, both days included; without dates it holds on any day.

    Attributes
    ----------
    valid_from, valid_until
        First and last day; None: open at that end.
    """

    valid_from: date | None = None
    valid_until: CivilDay | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "Dated":
        start, end = self.valid_from, self.valid_until
        if start is not None and end is not None and start > end:
            raise ValueError("valid_until must not be before valid_from")
        return self

    def holds_on(self, on: date) -> bool:
        """
        Whether the record speaks of this day.

        Parameters
        ----------
        on
            The day.

        Returns
        -------
        bool
            True if it lies between the two dates.
        """
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


FactTopic = Literal[
    "fee",
    "hours",
    "rule",
    "wildlife",
    "hunting",
    "signal",
    "transport",
    "works",
    "fuel",
    "parking",
    "dispute",
]


class Fact(Dated):
    """
    Something a visitor must or may want to know.

    A plan says it where the day stops at one of its sites, or without those wherever the entrance fee is
    due; and in its part of the year. Past its last day it warns instead.

    Attributes
    ----------
    id
        How it is named.
    topic
        Where it is shown, as `rule`, `wildlife` or `fuel`.
    text
        The fact, as pages tell it.
    brief
        What a plan says of it; None: it stands on pages only.
    once_past
        What a plan says past the last day; None: that it may have changed.
    sites
        Ids of the sites it is of.
    from_day, until_day
        First and last day of each year that it is of, as `12-15`; None: the whole year.
    travel
        `car`: for days that are driven; `no-car`: for the others; None: for all.
    """

    id: Identifier
    topic: FactTopic
    text: Text
    brief: Text | None = None
    once_past: Text | None = None
    sites: tuple[Identifier, ...] = ()
    from_day: DayOfYear | None = None
    until_day: DayOfYear | None = None
    travel: Literal["car", "no-car"] | None = None

    @model_validator(mode="after")
    def _a_span_has_two_ends(self) -> "Fact":
        if (self.from_day is None) is not (self.until_day is None):
            raise ValueError("from_day and until_day go together")
        return self

    def in_its_season(self, on: date) -> bool:
        """
        Whether the day lies in the part of the year that the fact is of.

        Parameters
        ----------
        on
            The day.

        Returns
        -------
        bool
            True if it does, and for a fact of the whole year.
        """
        return (
            self.from_day is None or self.until_day is None or within_year(self.from_day, self.until_day, on)
        )


class Unknown(Sourced):
    """
    Something nobody is known to have published.

    Attributes
    ----------
    id
        How it is named.
    text
        What is not known, and what is said of it.
    film
        The film it is about, if any.

    Examples
    --------
    >>> import tripplanner
    >>> [each.id for each in tripplanner.unknowns() if each.film == "rocky-iv"][:2]
    ['barn-in-the-montage', 'cabin-spot']
    """

    id: Identifier
    text: Text
    film: Identifier | None = None


class HiddenHills(Sourced):
    """
    How long hills of which no summit is listed hide the sun after its almanac rise, as visitors report it.

    The light takes them where no listed range stands.

    Attributes
    ----------
    least_minutes, most_minutes
        The shortest and the longest delay. [min, 0 to 240]
    """

    least_minutes: float = Field(ge=0, le=240)
    most_minutes: float = Field(ge=0, le=240)

    @model_validator(mode="after")
    def _in_order(self) -> "HiddenHills":
        if self.least_minutes > self.most_minutes:
            raise ValueError("least_minutes must not be above most_minutes")
        return self


class Peak(Sourced):
    """
    A summit on the skyline.

    Attributes
    ----------
    id, name
        How it is named.
    position
        Where it is, with its height.
    """

    id: Identifier
    name: Text
    position: Position
