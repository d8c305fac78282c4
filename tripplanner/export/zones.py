"""A time zone as calendars need it: yearly rules, made from the last line of the zone's IANA file."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

_NAME = r"(<[+-]?\w+>|[A-Za-z]+)"
_CLOCK = r"([+-]?\d+(?::\d+){0,2})"
_RULE = rf",M(\d+)\.(\d)\.(\d)(?:/{_CLOCK})?"
_FOOTER: Final = re.compile(rf"{_NAME}{_CLOCK}(?:{_NAME}{_CLOCK}?{_RULE}{_RULE})?")
_WEEKDAYS: Final = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")
_SINCE = 1970  # the rules are written as of this year, as others write them
_CYCLE_YEARS = (
    28  # in which each date falls on each day of the week (none of 1901 to 2099 leaves out a leap day)
)
_DAY, _AT_TWO = timedelta(days=1), "2"
_FEBRUARY, _LAST_WEEK = 2, 5


@dataclass(frozen=True, slots=True)
class Turn:
    """
    What sets the clock once a year: on the weekday (0: Sunday) of a week of the month (5: the last).

    `at` counts from the midnight that begins that day, by the clock before the turn; it may be less than
    zero and more than a day.
    """

    name: str
    before: timedelta
    after: timedelta
    month: int
    week: int
    weekday: int
    at: timedelta

    @property
    def shift(self) -> int:
        """Days from the day the rule names to the one on which the clock is set."""
        return self.at // _DAY

    def dates(self, year: int) -> list[date]:
        """The seven days of which one is the turn's."""
        month_days = monthrange(year, self.month)[1]
        first = month_days - 6 if self.week == _LAST_WEEK else 7 * self.week - 6
        return [date(year, self.month, first) + (self.shift + number) * _DAY for number in range(7)]

    def moment(self, year: int) -> datetime:
        """The turn of a year. [UTC]"""
        return _moment(self, year)

    def rules(self) -> Iterator[tuple[datetime, dict[str, object]]]:
        """Yearly rules, each with its first turn by the clock before; two for days of two months."""
        weekday = _WEEKDAYS[(self.weekday + self.shift) % 7]
        if self.shift == 0:
            week = -1 if self.week == _LAST_WEEK else self.week
            yield self._first(), {"BYMONTH": self.month, "BYDAY": f"{week}{weekday}"}
            return
        days = self.dates(_SINCE)
        for month in sorted({each.month for each in days}):
            numbers = [each.day for each in days if each.month == month]
            yield self._first(month), {"BYMONTH": month, "BYMONTHDAY": numbers, "BYDAY": weekday}

    @property
    def has_rules(self) -> bool:
        """Whether yearly rules can say it: not where the length of February decides."""
        months = {self.month, *(each.month for each in self.dates(_SINCE))}
        return self.shift == 0 or _FEBRUARY not in months

    def _first(self, month: int | None = None) -> datetime:
        """The first turn, in any month or in this one, by the clock before it."""
        turns = (self.moment(_SINCE + number) + self.before for number in range(_CYCLE_YEARS))
        return next(each for each in turns if month in (None, each.month)).replace(tzinfo=None)


@lru_cache(maxsize=256)
def _moment(turn: Turn, year: int) -> datetime:
    weekday = (turn.weekday + turn.shift) % 7
    on = next(each for each in turn.dates(year) if each.isoweekday() % 7 == weekday)
    return datetime(on.year, on.month, on.day, tzinfo=UTC) + turn.at % _DAY - turn.before


@dataclass(frozen=True, slots=True)
class Zone:
    """
    A zone as calendars need it: a name, the offset outside the summer time, and the turns, two or none.

    Which of the two turns begins the summer time is told by their offsets and not by the zone's own words:
    Dublin calls its winter time the special one.
    """

    key: str
    name: str
    offset: timedelta
    turns: tuple[Turn, ...] = ()

    def offset_at(self, moment: datetime) -> timedelta:
        """The offset by the yearly rules."""
        turns = [(turn.moment(moment.year + back), turn) for back in (-1, 0, 1) for turn in self.turns]
        past = [each for each in turns if each[0] <= moment]
        return max(past, key=lambda each: each[0])[1].after if past else self.offset

    def on_the_wall(self, start: datetime, end: datetime) -> tuple[datetime, datetime] | None:
        """
        Two moments by the zone's clock, without their offset; None where a reader could take them wrong.

        That is where an hour that exists twice, or a turn of the clock, is a part of the time between
        them, and where the yearly rules do not hold (yet).
        """
        zone = ZoneInfo(self.key)
        walls = [moment.astimezone(zone) for moment in (start, end)]
        offsets = {
            offset
            for wall in walls
            for offset in (wall.replace(fold=0).utcoffset(), wall.replace(fold=1).utcoffset())
        } | {self.offset_at(moment) for moment in (start, end)}
        if len(offsets) > 1:
            return None
        first, last = (wall.replace(tzinfo=None, fold=0) for wall in walls)
        return first, last

    def component(self) -> Timezone:
        """The zone for a calendar, without any list of dates, which some readers take wrong."""
        zone = Timezone()
        zone.add("tzid", self.key)
        if not self.turns:
            zone.add_component(_part(TimezoneStandard(), self.name, self.offset, self.offset))
        for turn in self.turns:
            for first, rule in turn.rules():
                kind = TimezoneDaylight if turn.after > turn.before else TimezoneStandard
                part = _part(kind(), turn.name, turn.before, turn.after, first)
                part.add("rrule", {"FREQ": "YEARLY", **rule})
                zone.add_component(part)
        return zone


def _part(
    part: TimezoneStandard | TimezoneDaylight,
    name: str,
    before: timedelta,
    after: timedelta,
    first: datetime = datetime(_SINCE, 1, 1),  # noqa: DTZ001 - the clock's own time
) -> TimezoneStandard | TimezoneDaylight:
    part.add("dtstart", first)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", name)
    return part


@lru_cache(maxsize=16)
def zone_of(key: str) -> Zone | None:
    """
    The zone with this name; None for UTC, and for one that is not known or that yearly rules cannot say.

    Parameters
    ----------
    key
        A name of the IANA base. The rules come from the `tzdata` package, so that they are the same on
        every machine.

    References
    ----------
    .. [1] RFC 9636, "The Time Zone Information Format (TZif)", section 3.3, on the footer.
    .. [2] POSIX, "Base Definitions", chapter 8, on the variable TZ.

    Examples
    --------
    >>> [turn.name for turn in zone_of("America/Denver").turns]
    ['MDT', 'MST']
    >>> zone_of("Middle-earth/Shire") is None
    True
    """
    try:
        ZoneInfo(key)
        data = files("tzdata").joinpath("zoneinfo", *key.split("/")).read_bytes()
    except (LookupError, ValueError, OSError):
        return None
    found = _FOOTER.fullmatch(data.rstrip(b"\n").rpartition(b"\n")[2].decode("ascii", "replace"))
    zone = None if found is None or found[1] == "UTC" else _zone(key, found)
    return zone if zone is not None and all(turn.has_rules for turn in zone.turns) else None


def _zone(key: str, found: re.Match[str]) -> Zone:
    """What a footer says; its offsets count westwards, and its summer time is an hour if it does not say."""
    name, west, summer, summer_west, *rules = found.groups()
    offset = -_span(west)
    if summer is None:
        return Zone(key, name.strip("<>"), offset)
    ahead = offset + timedelta(hours=1) if summer_west is None else -_span(summer_west)
    turns = (
        _turn(summer, offset, ahead, rules[:4]),
        _turn(name, ahead, offset, rules[4:]),
    )
    return Zone(key, name.strip("<>"), offset, turns)


def _turn(name: str, before: timedelta, after: timedelta, rule: list[str | None]) -> Turn:
    month, week, weekday = (int(each) for each in rule[:3] if each is not None)
    return Turn(name.strip("<>"), before, after, month, week, weekday, _span(rule[3] or _AT_TWO))


def _span(clock: str) -> timedelta:
    """Hours, minutes and seconds with a sign, which holds for all of them."""
    hours, minutes, seconds = (*(abs(int(each)) for each in clock.split(":")), 0, 0)[:3]
    span = timedelta(hours=hours, minutes=minutes, seconds=seconds)
    return -span if clock.startswith("-") else span
