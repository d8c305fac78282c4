"""What entering a place costs, who asks for it and when, and what covers it."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from tripplanner.models.base import Identifier, Sourced, Text
from tripplanner.models.facts import Dated
from tripplanner.models.seasons import DayOfYear, within_year


class Fee(Dated):
    """
    What entering costs, or a pass that covers it.

    A pass covers all in one vehicle, on foot as many as it says.

    Attributes
    ----------
    id, name
        How parties and people name it.
    amount_usd
        The price. [USD, 0 to 10,000]
    per
        What is paid for: each `vehicle`, `motorcycle` or `person` that enters, or a `pass`.
    days
        How long it holds. [days, 1 to 36,500] None: for life.
    on_top
        True for a surcharge beside the entrance.
    from_age
        Who is younger pays nothing. [years, 0 to 120]
    for_residents
        True: for residents of the country only; False: for visitors from abroad only; None: for all.
    covers_people
        How many who would pay a pass covers on foot. [people, 1 to 1000]
    only_for
        Who alone can get the pass.
    aliases
        Other names that a pass is asked for by.
    text
        What to know of it.
    """

    id: Identifier
    name: Text
    amount_usd: float = Field(ge=0, le=10_000)
    per: Literal["vehicle", "person", "motorcycle", "pass"]
    days: int | None = Field(default=None, ge=1, le=36_500)
    on_top: bool = False
    from_age: int = Field(default=0, ge=0, le=120)
    for_residents: bool | None = None
    covers_people: int = Field(default=1, ge=1, le=1000)
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
    """
    Days without an entrance fee.

    Attributes
    ----------
    days
        The days.
    for_residents
        True: for residents of the country only.
    """

    days: tuple[date, ...] = Field(min_length=1)
    for_residents: bool = False


class Unstaffed(Sourced):
    """
    A part of each year in which nobody asks for the fee before some sites; it may run over New Year.

    Attributes
    ----------
    sites
        Ids of the sites.
    from_day, until_day
        First and last day of each year, as `12-15`.
    text
        What to know of it.
    """

    sites: tuple[Identifier, ...] = Field(min_length=1)
    from_day: DayOfYear
    until_day: DayOfYear
    text: Text

    def holds_on(self, on: date) -> bool:
        """
        Whether nobody asks on this day.

        Parameters
        ----------
        on
            The day.

        Returns
        -------
        bool
            True if it lies in that part of the year.
        """
        return within_year(self.from_day, self.until_day, on)


class Entrance(Sourced):
    """
    Where the entrance fee is due.

    Attributes
    ----------
    name
        What one enters.
    free_sites
        Where no fee is due; it is at every other site.
    behind_station
        The sites that lie past a place where somebody asks for it, unless nobody is there that day.
    no_station
        What a visitor of the other sites should know.
    unstaffed
        When nobody asks.
    free_days
        When there is no fee.
    """

    name: Text
    free_sites: tuple[Identifier, ...] = ()
    behind_station: tuple[Identifier, ...] = ()
    no_station: Text | None = None
    unstaffed: tuple[Unstaffed, ...] = ()
    free_days: tuple[FreeDays, ...] = ()
