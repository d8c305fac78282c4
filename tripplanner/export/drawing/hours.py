"""The hours of a day from left to right, in time that passes: a day of 23 or 25 hours fits as well."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner.itinerary import Day, Itinerary
from tripplanner.units import Clock

_STEPS = (1, 2, 3, 6)


@dataclass(frozen=True, slots=True)
class Hours:
    """From `start` to `end` on `width` px, beginning at `left`; both are whole hours of `zone`."""

    start: datetime
    end: datetime
    zone: tzinfo
    left: float
    width: float

    def x(self, moment: datetime) -> float:
        """Where a moment stands, not beyond the ends. [px]"""
        whole = self.end.timestamp() - self.start.timestamp()
        share = (moment.timestamp() - self.start.timestamp()) / whole
        return self.left + min(max(share, 0.0), 1.0) * self.width

    def holds(self, moment: datetime) -> bool:
        """Whether a moment lies within."""
        return self.start.timestamp() <= moment.timestamp() <= self.end.timestamp()

    def ticks(self, least_px: float) -> Iterator[datetime]:
        """Whole hours, as many as leave this much room for each."""
        count = round((self.end.timestamp() - self.start.timestamp()) / 3600)
        step = next((each for each in _STEPS if self.width / count * each >= least_px), _STEPS[-1])
        for number in range(count + 1):
            moment = (self.start.astimezone(UTC) + timedelta(hours=number)).astimezone(self.zone)
            if moment.hour % step == 0:
                yield moment


def hours_of(plan: Itinerary, day: Day, *, left: float, width: float) -> Hours | None:
    """
    The hours that a day's legs and stops take, and its sunrise if that is near; None where there are none.

    Parameters
    ----------
    plan, day
        The day and its plan, which knows the zone.
    left, width
        Where the hours begin, and how much room they have. [px]
    """
    moments = [
        *(moment for leg in day.legs for moment in (leg.depart, leg.arrive)),
        *(moment for stop in day.stops for moment in (stop.arrive, stop.leave)),
        *(moment for each in day.breaks for moment in (each.start, each.end)),
    ]
    if not moments:
        return None
    zone = _zone(plan, moments)
    first, last = (pick(moments, key=datetime.timestamp).astimezone(zone) for pick in (min, max))
    start = first.replace(minute=0, second=0, microsecond=0)
    end = last.replace(minute=0, second=0, microsecond=0)
    if end.timestamp() < last.timestamp() or end.timestamp() <= start.timestamp():
        end = (end.astimezone(UTC) + timedelta(hours=1)).astimezone(zone)
    return Hours(start, end, zone, left, width)


def _zone(plan: Itinerary, moments: Iterable[datetime]) -> tzinfo:
    """The zone of the chart; without one that of a moment, which has at least its offset."""
    if plan.chart is not None:
        try:
            return ZoneInfo(plan.chart.timezone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # a plan may come from a machine that knows more zones
    return next(each.tzinfo or UTC for each in moments)


def hour_text(moment: datetime, clock: Clock) -> str:
    """
    A whole hour in few characters.

    Examples
    --------
    >>> noon = datetime(2026, 12, 25, 12, tzinfo=UTC)
    >>> hour_text(noon, "24"), hour_text(noon, "12")
    ('12', '12 pm')
    """
    if clock == "24":
        return f"{moment:%H}"
    return f"{moment.hour % 12 or 12} {'am' if moment.hour < 12 else 'pm'}"
