"""Weather made for tests: the same every hour, told of any days, by anyone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.weather.model import Alert, Forecast, Hour, Provenance, Spell, WeatherPlace

HILLS_TZ = ZoneInfo("America/Los_Angeles")
SPOT = WeatherPlace(lat=36.6, lon=-118.1)


def spell(first: date, days: int, *, kind="forecast", provider="NWS", issued_at=None, **figures) -> Spell:
    """Hours of some days, all alike."""
    start = datetime.combine(first, time(), HILLS_TZ)
    values = {"air_temp_c": 10.0, "wind_speed_kmh": 5.0, **figures}
    hours = tuple(Hour(starts_at=start + timedelta(hours=n), **values) for n in range(24 * days))
    said = Provenance(kind=kind, provider=provider, place=SPOT, issued_at=issued_at, fetched_at=issued_at)
    return Spell(provenance=said, hours=hours)


def sky(first: date, days: int = 1, *, alerts=(), **figures) -> Forecast:
    """A forecast of some days, all hours alike."""
    return Forecast(place=SPOT, spells=(spell(first, days, **figures),), alerts=alerts)


def warning(start: datetime, end: datetime) -> Alert:
    """A severe warning: no stop is planned while it holds."""
    return Alert(id="a", event="Winter Storm Warning", severity="Severe", onset=start, ends=end)


class Asked:
    """A provider that counts how often it is asked."""

    def __init__(self, forecast: Forecast) -> None:
        self.forecast = forecast
        self.calls = []

    def get_forecast(self, place, start, end, *, now):  # noqa: ARG002 - what a provider must take
        """Always the same."""
        self.calls.append((start, end))
        return self.forecast
