"""Open-Meteo and the National Park Service on your own machine, for tests: real sockets, made answers.

Copy this file and `fake_nws.py`, whose steps it shares, into a folder `tests` of your own (or change the one
import of that file) to test your own code. It needs nothing but the standard library::

    with FakeOpenMeteo(now=datetime(2026, 8, 16, 16, 30, tzinfo=UTC)) as service:
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", service.url)
        monkeypatch.setenv("TRIPPLANNER_NPS_URL", service.url)
        ...                                       # plan: 16 days, 7 days of air, two notices are answered
        assert service.paths == [...]             # what was asked, in order

Script an endpoint (`forecast`, `air`, `notices`) with a list of steps; the last one repeats::

    service.script["forecast"] = [refusal(429, "Daily API request limit exceeded.")]
    service.script["air"] = [sent(air_answer(now, us_aqi=151))]

All steps of `fake_nws` work here too: `slow_headers`, `cut_body`, `redirect` and so on.
"""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.fake_nws import FakeNws, Step, answer

Json = dict[str, Any]

JSON = "application/json; charset=utf-8"


def forecast_answer(asked_at: datetime, *, days: int = 16, local_offset_h: int | None = None) -> Json:
    """
    Hours from midnight (GMT) of the day it was asked; temperatures run -20 to 3 °C by the hour (GMT).

    Wind 10 km/h throughout, gust 30 km/h, no rain; 1 cm of snow in the hour *before* 12:00 (GMT) each day,
    with a chance of 90 %; 0.5 m of snow on the ground. With `local_offset_h` the times are written on
    that clock, as the service does when it is asked for a time zone.
    """
    first = _midnight(asked_at)
    stamps = [first + timedelta(hours=number) for number in range(days * 24)]
    hours = [stamp.hour for stamp in stamps]
    return _head(local_offset_h) | {
        "elevation": 2040.0,
        "hourly_units": {
            "time": "unixtime" if local_offset_h is None else "iso8601",
            "temperature_2m": "°C",
            "relative_humidity_2m": "%",
            "precipitation_probability": "%",
            "precipitation": "mm",
            "snowfall": "cm",
            "snow_depth": "m",
            "weather_code": "wmo code",
            "cloud_cover": "%",
            "visibility": "m",
            "wind_speed_10m": "km/h",
            "wind_gusts_10m": "km/h",
        },
        "hourly": {
            "time": [_stamp(stamp, local_offset_h) for stamp in stamps],
            "temperature_2m": [hour - 20 for hour in hours],
            "relative_humidity_2m": [70] * len(hours),
            "precipitation_probability": [90 if hour == 12 else 5 for hour in hours],
            "precipitation": [0.0] * len(hours),
            "snowfall": [1.0 if hour == 12 else 0.0 for hour in hours],
            "snow_depth": [0.5] * len(hours),
            "weather_code": [73 if hour == 12 else 3 for hour in hours],
            "cloud_cover": [25] * len(hours),
            "visibility": [24140.0] * len(hours),
            "wind_speed_10m": [10.0] * len(hours),
            "wind_gusts_10m": [30.0] * len(hours),
        },
    }


def air_answer(asked_at: datetime, *, us_aqi: float | None = 42, pm2_5: float | None = 8.5) -> Json:
    """Seven days of the same air from midnight (GMT), the last three hours not yet known."""
    first = _midnight(asked_at)
    count = 7 * 24
    return _head(None) | {
        "hourly_units": {"time": "unixtime", "us_aqi": "USAQI", "pm2_5": "μg/m³"},
        "hourly": {
            "time": [_stamp(first + timedelta(hours=number), None) for number in range(count)],
            "us_aqi": [us_aqi] * (count - 3) + [None] * 3,
            "pm2_5": [pm2_5] * (count - 3) + [None] * 3,
        },
    }


def notices_answer() -> Json:
    """An envelope as the park service sends it (numbers as texts), with a piece of news and a closed road."""
    return {
        "total": "2",
        "limit": "50",
        "start": "0",
        "data": [
            {
                "id": "NEWS",
                "url": "",
                "title": "Winter hours",
                "parkCode": "grte",
                "description": "The visitor center closes at 4 pm.",
                "category": "Information",
                "relatedRoadEvents": [],
                "lastIndexedDate": "2026-08-16 00:00:00.0",
            },
            {
                "id": "ROAD",
                "url": "https://www.nps.gov/grte/planyourvisit/conditions.htm",
                "title": "Moose-Wilson Road closed",
                "parkCode": "grte",
                "description": "A bear is feeding beside it.",
                "category": "Park Closure",
                "relatedRoadEvents": [],
                "lastIndexedDate": "2026-08-15 00:00:00.0",
            },
        ],
    }


def sent(payload: object, **headers: str) -> Step:
    """200 with this as JSON; keywords are headers with `_` for `-`."""
    return answer(200, json.dumps(payload).encode(), JSON, **headers)


def refusal(status: int, reason: str, **headers: str) -> Step:
    """An error of the service's own kind."""
    return answer(status, json.dumps({"error": True, "reason": reason}).encode(), JSON, **headers)


class FakeOpenMeteo(FakeNws):
    """
    The services as a context manager.

    Parameters
    ----------
    now
        When the answers are made.
    """

    def __init__(self, now: datetime) -> None:
        super().__init__(now)
        self.script = {
            "forecast": [sent(forecast_answer(now))],
            "air": [sent(air_answer(now))],
            "notices": [sent(notices_answer())],
        }

    def endpoint(self, path: str) -> str:
        """Name what an address asks for."""
        named = {"/v1/forecast": "forecast", "/v1/air-quality": "air", "/api/v1/alerts": "notices"}
        return named.get(path.partition("?")[0], "unknown")


def _midnight(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def _head(local_offset_h: int | None) -> Json:
    offset_h = 0 if local_offset_h is None else local_offset_h
    return {
        "latitude": 43.655,
        "longitude": -110.664,
        "generationtime_ms": 0.3,
        "utc_offset_seconds": offset_h * 3600,
        "timezone": "GMT",
        "timezone_abbreviation": "GMT",
    }


def _stamp(moment: datetime, local_offset_h: int | None) -> int | str:
    if local_offset_h is None:
        return int(moment.timestamp())
    return f"{moment + timedelta(hours=local_offset_h):%Y-%m-%dT%H:%M}"
