"""The services that may be asked: their names and addresses, and how far ahead they look."""

from datetime import timedelta
from typing import NamedTuple


class Service(NamedTuple):
    """A service; `paid_url` is asked by those who pay, and `horizon` is how far ahead it knows anything."""

    provider: str
    url: str
    path: str = ""
    paid_url: str = ""
    horizon: timedelta = timedelta.max


# The grid reaches seven and a half days; the hourly text forecast of 156 periods six and a half.
NWS = Service("NWS", "https://api.weather.gov", horizon=timedelta(days=7, hours=12))
OPEN_METEO = Service(
    "Open-Meteo",
    "https://api.open-meteo.com",
    path="/v1/forecast",
    paid_url="https://customer-api.open-meteo.com",
    horizon=timedelta(days=16),
)
AIR_QUALITY = Service(
    "Open-Meteo air quality",
    "https://air-quality-api.open-meteo.com",
    path="/v1/air-quality",
    paid_url="https://customer-air-quality-api.open-meteo.com",
    horizon=timedelta(days=7),
)
NPS = Service("NPS", "https://developer.nps.gov", path="/api/v1/alerts")
