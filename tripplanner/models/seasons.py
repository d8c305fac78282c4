"""What holds in a part of each year: days without a year, seasons and opening hours; and parking."""

from datetime import date, time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from tripplanner.models.base import RoadStatus, Sourced, Text


def _real_day_of_year(text: str) -> str:
    date.fromisoformat(f"2024-{text}")  # a leap year, so that 02-29 may be named
    return text


def within_year(from_day: str, until_day: str, on: date) -> bool:
    """Whether a day lies in a part of each year (month and day, both included); it may run over New Year."""
    day = f"{on:%m-%d}"
    if from_day <= until_day:
        return from_day <= day <= until_day
    return day >= from_day or day <= until_day


DayOfYear = Annotated[str, Field(pattern=r"^\d\d-\d\d$"), AfterValidator(_real_day_of_year)]


class Season(Sourced):
    """
    A rule for part of the year, both days included; it may run over New Year.

    Where several rules hold, the last one in the file decides.

    Attributes
    ----------
    from_day, until_day
        First and last day of each year, as `12-15`.
    status
        `open`, `closed` or `by-condition`.
    typical
        What a road that is open by condition usually is in that time; None: not known.
    years
        The years of the day asked for that the rule is limited to [years CE]; None: all.
    text
        The rule in words.
    """

    from_day: DayOfYear
    until_day: DayOfYear
    status: RoadStatus
    typical: Literal["open", "closed"] | None = None
    years: tuple[int, ...] | None = None
    text: Text

    def holds_on(self, on: date) -> bool:
        """
        Whether the rule speaks of this day.

        Parameters
        ----------
        on
            The day.

        Returns
        -------
        bool
            True if it lies in the rule's part of the year, and in one of its years.
        """
        if self.years is not None and on.year not in self.years:
            return False
        return within_year(self.from_day, self.until_day, on)


class Hours(Sourced):
    """
    Opening hours in a part of the year, both days included; it may run over New Year.

    Attributes
    ----------
    from_day, until_day
        First and last day of each year, as `12-15`.
    opens, closes
        Local time.
    """

    from_day: DayOfYear
    until_day: DayOfYear
    opens: time
    closes: time

    def holds_on(self, on: date) -> bool:
        """
        Whether these are the hours of this day.

        Parameters
        ----------
        on
            The day.

        Returns
        -------
        bool
            True if it lies in their part of the year.
        """
        return within_year(self.from_day, self.until_day, on)


class Parking(Sourced):
    """
    A place where a car may be left.

    Attributes
    ----------
    spaces
        How many cars it holds. [cars, 1 to 100,000] None: not known.
    seasons
        When it is shut; without a rule it is open.
    text
        What to know of it.
    """

    spaces: int | None = Field(default=None, ge=1, le=100_000)
    seasons: tuple[Season, ...] = ()
    text: Text | None = None
