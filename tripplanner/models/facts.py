"""What is known of a place beside its map: films, climate, prices, numbers to call, rules, summits."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import (
    Claim,
    DayOfYear,
    Degrees,
    Identifier,
    Position,
    Record,
    Sourced,
    Text,
    within_year,
)


class Scene(Sourced):
    """
    A part of a film tied to a site or, in words, to a zone; without either the place is not known.

    Its confidence is that of what was shot and where. What sources say differently stands in `claims`,
    each account with its own confidence; a `disputed` scene needs at least two.

    `stands_for` is what the place plays in the story. `stand` and `look_azimuth_deg` [° from north,
    clockwise] are for a visitor of today, not the camera of then.
    """

    id: Identifier
    title: Text
    shot: Text
    site: Identifier | None = None
    zone: Text | None = None
    stands_for: Text | None = None
    stand: Text | None = None
    look_azimuth_deg: Degrees | None = None
    still_to_see: Text | None = None
    claims: tuple[Claim, ...] = ()

    @model_validator(mode="after")
    def _in_one_place(self) -> "Scene":
        if self.site is not None and self.zone is not None:
            raise ValueError("a scene has a site or a zone, not both")
        return self

    @model_validator(mode="after")
    def _a_dispute_has_two_sides(self) -> "Scene":
        if self.confidence == "disputed" and len(self.claims) < 2:
            raise ValueError("a disputed scene needs both accounts (claims)")
        return self


class Account(Claim):
    """A claim on how a film was made; those on one `topic` are told together, so that they can differ."""

    topic: Text


class ReportedCold(Sourced):
    """How cold a shoot was, as reports have it: air temperature or wind chill [°C]; not a measurement."""

    what: Literal["air", "wind-chill"]
    temp_c: float = Field(ge=-80, le=20)
    text: Text


class Film(Sourced):
    """A film or a television episode, with the scenes that were shot here."""

    id: Identifier
    title: Text
    year: int = Field(ge=1888, le=2100)
    summary: Text
    claims: tuple[Account, ...] = ()
    scenes: tuple[Scene, ...] = ()
    reported_cold: tuple[ReportedCold, ...] = ()


class ClimateMonth(Record):
    """
    Long-term means of one month; `snow_depth_cm` is None where the table has no figure.

    `min_sd_c` and `max_sd_c` say how far the daily minimum and maximum of single days usually lie from
    their means: one standard deviation [°C], None where the table has none.
    """

    month: int = Field(ge=1, le=12)
    mean_max_c: float = Field(ge=-60, le=60)
    mean_min_c: float = Field(ge=-80, le=50)
    snowfall_mm: float = Field(ge=0)
    snow_depth_cm: float | None = Field(default=None, ge=0)
    max_sd_c: float | None = Field(default=None, ge=0, le=30)
    min_sd_c: float | None = Field(default=None, ge=0, le=30)


class Climate(Sourced):
    """Climate by month for one spot, with what the table is called and covers."""

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
    """A number to call, and for what."""

    id: Identifier
    name: Text
    number: Text
    text: Text


class Dated(Sourced):
    """What is true for a time only, both days included; without dates it holds on any day."""

    valid_from: date | None = None
    valid_until: date | None = None

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> "Dated":
        start, end = self.valid_from, self.valid_until
        if start is not None and end is not None and start > end:
            raise ValueError("valid_until must not be before valid_from")
        return self

    def holds_on(self, on: date) -> bool:
        """Whether the record speaks of this day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_until is None or on <= self.valid_until)


class Fee(Dated):
    """
    What entering costs, or a pass that covers it. [USD]

    `per` says what is paid for: each vehicle, motorcycle or person that enters, for `days` days (None:
    for life), or a pass. A fee `on_top` is a surcharge beside the entrance. Who is younger than
    `from_age` [years] pays nothing. `for_residents` True is for residents of the country only, False for
    visitors from abroad only. A pass covers all in one vehicle, on foot `covers_people` who would pay;
    `only_for` names those who alone can get it, `aliases` are other names that it is asked for by.
    """

    id: Identifier
    name: Text
    amount_usd: float = Field(ge=0)
    per: Literal["vehicle", "person", "motorcycle", "pass"]
    days: int | None = Field(default=None, gt=0)
    on_top: bool = False
    from_age: int = Field(default=0, ge=0, le=120)
    for_residents: bool | None = None
    covers_people: int = Field(default=1, gt=0)
    only_for: Text | None = None
    aliases: tuple[Identifier, ...] = ()
    text: Text | None = None

    @model_validator(mode="after")
    def _only_a_pass_is_held(self) -> "Fee":
        if self.per != "pass" and (self.aliases or self.only_for is not None or self.covers_people != 1):
            raise ValueError("only a pass has aliases, only_for and covers_people")
        if self.per == "pass" and self.on_top:
            raise ValueError("a pass is never on top of the entrance")
        if self.per != "pass" and self.days is None:
            raise ValueError("only a pass is for life; give the days that a fee is paid for")
        return self


class FreeDays(Sourced):
    """Days without an entrance fee, for all or for residents of the country only."""

    days: tuple[date, ...] = Field(min_length=1)
    for_residents: bool = False


class Unstaffed(Sourced):
    """A part of each year (it may run over New Year) in which nobody asks for the fee before some sites."""

    sites: tuple[Identifier, ...] = Field(min_length=1)
    from_day: DayOfYear
    until_day: DayOfYear
    text: Text

    def holds_on(self, on: date) -> bool:
        """Whether nobody asks on this day."""
        return within_year(self.from_day, self.until_day, on)


class Entrance(Sourced):
    """
    Where the entrance fee is due.

    It is due at every site but the `free_sites`; only those `behind_station` lie past a place where
    somebody asks for it, unless it is `unstaffed` that day, and `no_station` is what a visitor of the
    others should know.
    """

    name: Text
    free_sites: tuple[Identifier, ...] = ()
    behind_station: tuple[Identifier, ...] = ()
    no_station: Text | None = None
    unstaffed: tuple[Unstaffed, ...] = ()
    free_days: tuple[FreeDays, ...] = ()


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
    Something a visitor must or may want to know; `topic` says where it is shown.

    `brief` is what a plan says of it; without one it stands on pages only. A plan says it where the day
    stops at one of the `sites`, or without those wherever the entrance fee is due; from `from_day` to
    `until_day` of each year where they are given; and where the day is driven (`travel` car) or not. Past its
    `valid_until` it warns with `once_past`, or, where nothing newer is known, that it may have changed.
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
        """Whether the day lies in the part of the year that the fact is of."""
        return (
            self.from_day is None or self.until_day is None or within_year(self.from_day, self.until_day, on)
        )


class Unknown(Sourced):
    """Something nobody is known to have published; `film` is the film it is about, if any."""

    id: Identifier
    text: Text
    film: Identifier | None = None


class HiddenHills(Sourced):
    """
    How long hills of which no summit is listed hide the sun after its almanac rise.

    Least and most minutes, as visitors report them; the light takes them where no listed range stands.
    """

    least_minutes: float = Field(ge=0, le=240)
    most_minutes: float = Field(ge=0, le=240)

    @model_validator(mode="after")
    def _in_order(self) -> "HiddenHills":
        if self.least_minutes > self.most_minutes:
            raise ValueError("least_minutes must not be above most_minutes")
        return self


class Peak(Sourced):
    """A summit on the skyline."""

    id: Identifier
    name: Text
    position: Position
