"""Parts of a forecast: the hours of some days only."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.model import Forecast


def midnight(on: date, tz: ZoneInfo) -> datetime:
    """The moment a day begins."""
    return datetime.combine(on, time(), tz)


def cut_to(forecast: Forecast, days: Sequence[date], tz: ZoneInfo) -> Forecast:
    """
    A forecast with the hours of some days only, so that each plan tells of its own weather.

    Parameters
    ----------
    forecast
        For a longer time.
    days
        Days on end, in order.
    tz
        The zone the days are of.

    Raises
    ------
    WeatherUnavailableError
        No hour of it is of these days.
    """
    first, end = midnight(days[0], tz), midnight(days[-1] + timedelta(days=1), tz)
    spells = []
    for spell in forecast.spells:
        hours = tuple(hour for hour in spell.hours if first <= hour.starts_at.astimezone(UTC) < end)
        if hours:
            spells.append(spell.model_copy(update={"hours": hours}))
    if not spells:
        raise WeatherUnavailableError(f"no weather is known for {days[0]}")
    elsewhere = tuple(cut_to(each, days, tz) for each in forecast.elsewhere)
    return forecast.model_copy(update={"spells": tuple(spells), "elsewhere": elsewhere})
