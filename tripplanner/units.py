"""Conversions at the two edges, and how quantities are shown to a person (US or metric)."""

from datetime import date, datetime, timedelta
from typing import Literal

Units = Literal["us", "metric"]
Clock = Literal["12", "24"]

KM_PER_MILE = 1.609344  # international mile, exact
MM_PER_INCH = 25.4  # exact
M_PER_FOOT = 0.3048  # exact


def c_from_f(temp_f: float) -> float:
    """
    Degrees Celsius from degrees Fahrenheit.

    Examples
    --------
    >>> c_from_f(-40)
    -40.0
    """
    return (temp_f - 32) * 5 / 9


def f_from_c(temp_c: float) -> float:
    """
    Degrees Fahrenheit from degrees Celsius.

    Examples
    --------
    >>> f_from_c(0)
    32.0
    """
    return temp_c * 9 / 5 + 32


def kmh_from_mph(speed_mph: float) -> float:
    """
    Kilometres per hour from miles per hour.

    Examples
    --------
    >>> kmh_from_mph(10)
    16.09344
    """
    return speed_mph * KM_PER_MILE


def temperature_text(temp_c: float, units: Units = "us") -> str:
    """
    A temperature in whole degrees, with its unit.

    Examples
    --------
    >>> temperature_text(-17.8), temperature_text(-17.8, "metric")
    ('0 F', '-18 C')
    """
    return f"{_whole(f_from_c(temp_c))} F" if units == "us" else f"{_whole(temp_c)} C"


def temperature_both_text(temp_c: float) -> str:
    """
    A temperature in both units, for sentences that are stored: US first.

    Examples
    --------
    >>> temperature_both_text(-36.7)
    '-34 F (-37 C)'
    """
    return f"{temperature_text(temp_c)} ({temperature_text(temp_c, 'metric')})"


def temperature_range_text(low_c: float, high_c: float, units: Units = "us") -> str:
    """
    A span of temperatures in whole degrees, as one figure where both round alike.

    Examples
    --------
    >>> temperature_range_text(-17, -13)
    '1 to 9 F'
    >>> temperature_range_text(-17.1, -17)
    '1 F'
    """
    low, high = temperature_text(low_c, units), temperature_text(high_c, units)
    return low if low == high else f"{low.split()[0]} to {high}"


def speed_text(speed_kmh: float, units: Units = "us") -> str:
    """
    A speed in whole units.

    Examples
    --------
    >>> speed_text(16.1), speed_text(16.1, "metric")
    ('10 mph', '16 km/h')
    """
    return f"{_whole(speed_kmh / KM_PER_MILE)} mph" if units == "us" else f"{_whole(speed_kmh)} km/h"


def speed_both_text(speed_kmh: float) -> str:
    """
    A speed in both units, for sentences that are stored: US first.

    Examples
    --------
    >>> speed_both_text(93.3)
    '58 mph (93 km/h)'
    """
    return f"{speed_text(speed_kmh)} ({speed_text(speed_kmh, 'metric')})"


def distance_text(distance_km: float, units: Units = "us") -> str:
    """
    A distance to one decimal below ten, in whole units from there.

    Examples
    --------
    >>> distance_text(3.38), distance_text(24.1), distance_text(3.38, "metric")
    ('2.1 mi', '15 mi', '3.4 km')
    """
    value, unit = (distance_km / KM_PER_MILE, "mi") if units == "us" else (distance_km, "km")
    return f"{value:.1f} {unit}" if value < 9.95 else f"{_whole(value)} {unit}"


def clock_text(moment: datetime, clock: Clock = "24") -> str:
    """
    The time of day, rounded to the nearest minute of its day.

    Examples
    --------
    >>> from datetime import datetime
    >>> clock_text(datetime(2026, 12, 25, 16, 50, 40)), clock_text(datetime(2026, 12, 25, 23, 59, 40))
    ('16:51', '23:59')
    >>> clock_text(datetime(2026, 12, 25, 6, 5)), clock_text(datetime(2026, 12, 25, 18, 5), "12")
    ('06:05', '6:05 pm')
    """
    nearest = moment + timedelta(seconds=30)
    if nearest.date() == moment.date():
        moment = nearest
    if clock == "24":
        return f"{moment:%H:%M}"
    hour = moment.hour % 12 or 12
    return f"{hour}:{moment.minute:02d} {'am' if moment.hour < 12 else 'pm'}"


def minutes_text(minutes: int) -> str:
    """
    A duration in words: minutes below 100, hours and minutes from there.

    Examples
    --------
    >>> minutes_text(35), minutes_text(135), minutes_text(120)
    ('35 min', '2 h 15 min', '2 h')
    """
    if minutes < 100:
        return f"{minutes} min"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest} min" if rest > 0 else f"{hours} h"


def date_text(day: date) -> str:
    """
    A date as a person writes it, with its weekday.

    Examples
    --------
    >>> date_text(date(2026, 12, 5))
    'Saturday 5 December 2026'
    """
    return f"{_WEEKDAYS[day.weekday()]} {day_text(day)}"


def day_text(day: date) -> str:
    """
    A date as a person writes it.

    Examples
    --------
    >>> day_text(date(2027, 7, 4))
    '4 July 2027'
    """
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


# Own names, because strftime speaks the language of the machine it runs on.
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _whole(value: float) -> int:
    """Nearest whole number; never -0."""
    return int(round(value, 0))
