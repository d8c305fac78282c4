"""Days and runs of days in words, short and whole, without what the next word says as well."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from tripplanner.units import date_text

_SHORT = 3  # letters of a weekday or a month
_RUN = 3  # days in a row from which the first and the last are enough


def day_name(on: date) -> str:
    """
    A day without its year.

    Examples
    --------
    >>> day_name(date(2026, 12, 5))
    '5 Dec'
    """
    return _short(on, None)


def weekday_name(on: date) -> str:
    """
    A day with its weekday, both short.

    Examples
    --------
    >>> weekday_name(date(2026, 12, 25))
    'Fri 25 Dec'
    """
    return f"{_words(on)[0][:_SHORT]} {day_name(on)}"


def heading(on: date) -> str:
    """
    A day with its weekday, without its year.

    Examples
    --------
    >>> heading(date(2026, 12, 25))
    'Friday 25 December'
    """
    return " ".join(_words(on)[:3])


def days_text(days: Sequence[date]) -> str:
    """
    Several days without their year, three or more in a row as a range.

    Parameters
    ----------
    days
        At least one, in order.

    Examples
    --------
    >>> days_text([date(2026, 12, day) for day in (25, 26, 27, 29)])
    '25 to 27 and 29 Dec'
    >>> days_text([date(2026, 12, 31), date(2027, 1, 1)])
    '31 Dec and 1 Jan'
    """
    return _told(days, _short)


def span_text(days: Sequence[date]) -> str:
    """
    The days of a trip in full, three or more in a row as a range.

    Parameters
    ----------
    days
        At least one, in order.

    Examples
    --------
    >>> span_text([date(2026, 12, day) for day in (25, 26, 27)])
    'Friday 25 to Sunday 27 December 2026'
    >>> span_text([date(2026, 12, 31), date(2027, 1, 1)])
    'Thursday 31 December 2026 and Friday 1 January 2027'
    """
    return _told(days, _whole)


def and_list(texts: Sequence[str]) -> str:
    """
    Words with commas, and `and` before the last.

    Examples
    --------
    >>> and_list(["Moose", "Kelly", "Moran"])
    'Moose, Kelly and Moran'
    """
    return " and ".join([", ".join(texts[:-1]), texts[-1]] if len(texts) > 1 else texts)


def _told(days: Sequence[date], write: Callable[[date, date | None], str]) -> str:
    runs = [*_runs(days)]
    ends = [on for run in runs for on in dict.fromkeys((run[0], run[-1]))]
    texts = {on: write(on, after) for on, after in zip(ends, [*ends[1:], None], strict=True)}
    return and_list([" to ".join(dict.fromkeys((texts[run[0]], texts[run[-1]]))) for run in runs])


def _runs(days: Sequence[date]) -> Iterator[Sequence[date]]:
    """The days in groups: those in a row together where they are enough for a range, else one by one."""
    start = 0
    for number in range(1, len(days) + 1):
        if number == len(days) or days[number] - days[number - 1] != timedelta(days=1):
            row = days[start:number]
            yield from [row] if len(row) >= _RUN else [[each] for each in row]
            start = number


def _short(on: date, after: date | None) -> str:
    _, day, month, _ = _words(on)
    return day if _same_month(on, after) else f"{day} {month[:_SHORT]}"


def _whole(on: date, after: date | None) -> str:
    weekday, day, month, year = _words(on)
    rest = "" if _same_month(on, after) else f" {month}"
    return f"{weekday} {day}{rest}" + ("" if after is not None and after.year == on.year else f" {year}")


def _same_month(on: date, after: date | None) -> bool:
    return after is not None and (on.year, on.month) == (after.year, after.month)


def _words(on: date) -> list[str]:
    """The weekday, day, month and year."""
    return date_text(on).split()
