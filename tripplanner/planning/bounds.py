"""The limits of a day: at the base, at the stops, and in the light, in minutes since local midnight."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.light import SunTimes
from tripplanner.planning.windows import rounded_up

BEFORE_SUNRISE_MINUTES = 120
AFTER_SUNSET_MINUTES = 60


@dataclass(frozen=True, slots=True)
class DayBounds:
    """A day in minutes since local midnight: at the base, at the stops, and in the light."""

    midnight: datetime
    leave_from: int | None
    stops_from: int
    stops_until: int
    back_by: int | None
    light_from: int
    light_until: int
    sunrise: int
    sunset: int

    def moment(self, minute: int, tz: ZoneInfo) -> datetime:
        """The local time at a minute."""
        return (self.midnight + timedelta(minutes=minute)).astimezone(tz)


def minute_of(moment: datetime, midnight: datetime) -> int:
    """Elapsed whole minutes since local midnight, rounded down; negative before it."""
    return int((moment - midnight).total_seconds() // 60)


def day_bounds(
    on: date, tz: ZoneInfo, sun: SunTimes, now: datetime, *, start: time | None, end: time | None
) -> DayBounds:
    """
    The day's limits: as asked, or from two hours before sunrise to one hour after sunset at the stops.

    On the day itself nothing starts before `now`.
    """
    midnight = datetime.combine(on, time(), tz).astimezone(UTC)
    length = minute_of(datetime.combine(on + timedelta(days=1), time(), tz), midnight)
    passed = rounded_up(minute_of(now, midnight) + 1) if now > midnight else None

    def local(at: time) -> int:
        return minute_of(datetime.combine(on, at, tz), midnight)

    def event(moment: datetime | None, default: int) -> int:
        return default if moment is None else minute_of(moment, midnight)

    leave_from = None if start is None else local(start)
    if passed is not None:
        leave_from = passed if leave_from is None else max(leave_from, passed)
    stops_from = event(sun.sunrise, 0) - BEFORE_SUNRISE_MINUTES
    stops_until = event(sun.sunset, length) + AFTER_SUNSET_MINUTES
    back_by = None if end is None else local(end)
    return DayBounds(
        midnight=midnight,
        leave_from=leave_from,
        stops_from=stops_from if leave_from is None else leave_from,
        stops_until=stops_until if back_by is None else back_by,
        back_by=back_by,
        light_from=event(sun.civil_dawn, 0),
        light_until=event(sun.civil_dusk, length),
        sunrise=event(sun.sunrise, 0),
        sunset=event(sun.sunset, length),
    )
