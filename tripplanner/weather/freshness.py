"""How old an answer is by its own stamps, measured against `now`, and whether that is still fresh. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

UPDATED_WITHIN = timedelta(hours=12)
GENERATED_WITHIN = timedelta(hours=2)
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class AnswerTimes:
    """
    What an hourly answer says of its own age and reach.

    `sent_from` and `sent_until` bound the hours that were sent (`sent_until` exclusive). A raw grid is
    not made out of anything for the one who asks (`is_made` is False): it says when it was updated but not
    when it was generated, and begins hours ago, so that neither is held against it.
    """

    updated_at: datetime | None
    generated_at: datetime | None
    first_ends_at: datetime
    sent_from: datetime
    sent_until: datetime
    is_made: bool = True


def freshness_faults(times: AnswerTimes, now: datetime, *, start: datetime, end: datetime) -> tuple[str, ...]:
    """
    Name the tests of freshness that an answer fails; none means it is fresh.

    Parameters
    ----------
    times
        What the answer says of itself.
    now
        The time that ages are measured against.
    start, end
        The time asked for.

    Returns
    -------
    tuple[str, ...]
        At most four: updated more than 12 h ago (or not said), generated more than 2 h ago (or not
        said), first hour already over, hours asked for outside those sent.

    Examples
    --------
    >>> from datetime import UTC
    >>> noon = datetime(2026, 8, 16, 12, tzinfo=UTC)
    >>> times = AnswerTimes(noon, noon, noon + _HOUR, noon, noon + 156 * _HOUR)
    >>> freshness_faults(times, noon, start=noon, end=noon + 2 * _HOUR)
    ()
    >>> freshness_faults(times, noon + 13 * _HOUR, start=noon, end=noon + 2 * _HOUR)[0]
    'updated 13.0 h before now (at most 12)'
    """
    faults = [_age_fault("updated", times.updated_at, now, UPDATED_WITHIN)]
    if times.is_made:
        faults.append(_age_fault("generated", times.generated_at, now, GENERATED_WITHIN))
    if times.is_made and times.first_ends_at < now:
        faults.append(f"its first hour ended {_hours(now - times.first_ends_at):.1f} h before now")
    if start < times.sent_from or end > times.sent_until:
        faults.append(
            f"it was sent for {times.sent_from.isoformat()} to {times.sent_until.isoformat()}, "
            "which leaves out hours asked for"
        )
    return tuple(fault for fault in faults if fault is not None)


def overdue(times: AnswerTimes, now: datetime) -> timedelta:
    """
    How far past its freshness an answer is, by the worst of its own stamps; zero when by none.

    Examples
    --------
    >>> from datetime import UTC
    >>> noon = datetime(2026, 8, 16, 12, tzinfo=UTC)
    >>> times = AnswerTimes(noon, noon, noon + _HOUR, noon, noon + 156 * _HOUR)
    >>> overdue(times, noon + 5 * _HOUR) == 4 * _HOUR  # its first hour ended at 13:00
    True
    """
    past = [now - (times.first_ends_at if times.is_made else times.sent_until)]
    if times.updated_at is not None:
        past.append(now - times.updated_at - UPDATED_WITHIN)
    if times.is_made and times.generated_at is not None:
        past.append(now - times.generated_at - GENERATED_WITHIN)
    return max(timedelta(0), *past)


def _hours(span: timedelta) -> float:
    return span / _HOUR


def _age_fault(what: str, moment: datetime | None, now: datetime, limit: timedelta) -> str | None:
    if moment is None:
        return f"does not say when it was {what}"
    if now - moment > limit:
        return f"{what} {_hours(now - moment):.1f} h before now (at most {_hours(limit):.0f})"
    return None
