"""Days as people write them: ISO, `today`, a weekday, `25 Dec`, lists and ranges."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Sequence
from datetime import MINYEAR, date, datetime, timedelta

from tripplanner.errors import InvalidRequestError

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_MONTH = re.compile(r"(?:\d{1,2} [a-z]{3,9}|[a-z]{3,9} \d{1,2})(?:,? (?P<year>\d{4}))?", re.IGNORECASE)
_MAX_DAYS = 31
FIRST_YEAR, LAST_YEAR = 1970, 2200  # beyond, nobody plans, and calendars end
HOW_TO_WRITE = "write it as 2026-12-25, '25 Dec', a weekday, 'today' or 'tomorrow'"

DatesLike = str | date | Iterable[str | date]


def parse_dates(given: DatesLike, *, today: date) -> tuple[date, ...]:
    """
    The days of one trip, in order.

    Parameters
    ----------
    given
        A date, a text (see `parse_date`), a range `A..B` (both days included), or several of these.
    today
        The day at the destination from which `tomorrow`, weekdays and days without a year count.

    Raises
    ------
    InvalidRequestError
        When a day cannot be read, has passed, comes twice, or a range runs backwards or beyond 31 days.

    Examples
    --------
    >>> [f"{day}" for day in parse_dates("25 Dec..27 Dec", today=date(2026, 11, 23))]
    ['2026-12-25', '2026-12-26', '2026-12-27']
    """
    texts = [given] if isinstance(given, str | date) else list(given)
    days = [day for text in texts for day in _span(text, today)]
    if not days:
        raise InvalidRequestError(f"no date was given; {HOW_TO_WRITE}")
    if len(days) > _MAX_DAYS:
        raise InvalidRequestError(f"{len(days)} days are more than a trip of {_MAX_DAYS}")
    if len(set(days)) < len(days):
        raise InvalidRequestError("the same day was given twice")
    for day in days:
        if day.year > LAST_YEAR:
            raise InvalidRequestError(f"{day} is too far away; plans reach to {LAST_YEAR}")
        if day < today:
            raise InvalidRequestError(f"{day} has passed (today is {today} at the destination)")
    return tuple(sorted(days))


def parse_date(text: str, *, today: date) -> date:
    """
    One day from text; a day without a year is the next such day, today included.

    Raises
    ------
    InvalidRequestError
        When the text is not a day; numbers with slashes are refused because 01/02 means two things.

    Examples
    --------
    >>> parse_date("25 Dec", today=date(2026, 12, 26))
    datetime.date(2027, 12, 25)
    >>> parse_date("friday", today=date(2026, 11, 23))
    datetime.date(2026, 11, 27)
    """
    words = " ".join(text.strip().lower().split())
    if words in ("today", "tomorrow"):
        return today + timedelta(days=words == "tomorrow")
    for number, name in enumerate(_WEEKDAYS):
        if words in (name, name[:3]):
            return today + timedelta(days=(number - today.weekday()) % 7)
    if ISO_DAY.fullmatch(words):
        return iso_day(words)
    match = _DAY_MONTH.fullmatch(words)
    if match is None:
        more = "; numbers with slashes mean two things" if "/" in words else ""
        raise InvalidRequestError(f"cannot read the date {text!r}{more}: {HOW_TO_WRITE}")
    return _named(words, today, has_year=match["year"] is not None)


def joined_words(words: Sequence[str]) -> tuple[str, ...]:
    """
    The days in words as a shell hands them over: `25` and `Dec` are one day.

    Examples
    --------
    >>> joined_words(["25", "Dec", "2026-12-27"]), joined_words(["Dec", "25", "2027", "friday"])
    (('25 Dec', '2026-12-27'), ('Dec 25 2027', 'friday'))
    """
    found: list[str] = []
    for word in words:
        if found and _DAY_MONTH.fullmatch(f"{found[-1]} {word}"):
            found[-1] += f" {word}"
        else:
            found.append(word)
    return tuple(found)


def single_day(given: str | date, *, today: Callable[[], date]) -> date:
    """
    One day, whenever it is: a date or text; `today` is asked for only where the text counts from it.

    Raises
    ------
    InvalidRequestError
        When it is no day, or more than one.

    Examples
    --------
    >>> single_day("2026-01-31", today=lambda: date(2026, 11, 23))
    datetime.date(2026, 1, 31)
    """
    if isinstance(given, str):
        if ".." in given:
            raise InvalidRequestError(f"{given!r} is more than one day; give one")
        text = given.strip()
        return iso_day(text) if ISO_DAY.fullmatch(text) else parse_date(text, today=today())
    if isinstance(given, date) and not isinstance(given, datetime):
        return given
    raise InvalidRequestError(f"{given!r} is not a day; {HOW_TO_WRITE}")


def _span(given: str | date, today: date) -> list[date]:
    if isinstance(given, datetime):
        raise InvalidRequestError(f"{given} is a moment; give its date, as in moment.date()")
    if isinstance(given, date):
        return [given]
    if not isinstance(given, str):
        raise InvalidRequestError(f"cannot read a date from {given!r}; {HOW_TO_WRITE}")
    first_text, dots, last_text = given.partition("..")
    first = parse_date(first_text, today=today)
    if dots == "":
        return [first]
    # The end counts from the start, so that "25 Dec..3 Jan" runs over New Year.
    last = parse_date(last_text, today=max(first, today))
    if last < first:
        raise InvalidRequestError(f"the range {given!r} ends before it starts")
    if (last - first).days >= _MAX_DAYS:
        raise InvalidRequestError(f"the range {given!r} is longer than a trip of {_MAX_DAYS} days")
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def iso_day(text: str) -> date:
    """The day of `YYYY-MM-DD`; InvalidRequestError when the calendar has none such."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidRequestError(f"there is no day {text}: {_no_such_day(text)}; {HOW_TO_WRITE}") from error


def _no_such_day(text: str) -> str:
    year, month, _ = map(int, text.split("-"))
    if year < MINYEAR:
        return f"years begin with {MINYEAR:04}"
    if not 1 <= month <= 12:
        return "months run from 01 to 12"
    return f"that month has the days 01 to {monthrange(year, month)[1]}"


def _named(words: str, today: date, *, has_year: bool) -> date:
    # Loaded when used: most days are written in digits.
    from dateutil import parser  # noqa: PLC0415

    # Eight years, because 29 February may be that far away (1896 to 1904, 2096 to 2104).
    years = (today.year,) if has_year else range(today.year, today.year + 9)
    for year in years:
        try:
            day = parser.parse(words if has_year else f"{words} {year}").date()
        except (parser.ParserError, OverflowError):
            continue
        if has_year or day >= today:
            return day
    raise InvalidRequestError(f"cannot read the date {words!r}: {HOW_TO_WRITE}")
