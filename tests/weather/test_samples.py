"""Recorded answers of the real service, from the folder that TRIPPLANNER_SAMPLES names.

Expected values were read from the recordings by hand.
"""

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fake_nws import FakeNws, ok, problem
from tests.weather.conftest import NOW
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._policy import Fault, judge
from tripplanner.weather.model import Forecast
from tripplanner.weather.nws import parse_hourly, parse_points
from tripplanner.weather.nws_alerts import parse_alerts, read_notices

SAMPLES = os.environ.get("TRIPPLANNER_SAMPLES")
pytestmark = pytest.mark.skipif(SAMPLES is None, reason="TRIPPLANNER_SAMPLES is not set")


def sample(pattern: str) -> dict[str, Any]:
    """The one recording whose name matches."""
    [path] = (Path(SAMPLES or "") / "nws").glob(pattern)
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content


def test_riverton_hours() -> None:
    """156 hours; the first is 56 °F, wind 6 mph, 15 %: 13.333 °C and 9.656 km/h."""
    answer = parse_hourly(sample("forecast_hourly_RIW_*"))
    first, last = answer.hours[0], answer.hours[-1]
    assert len(answer.hours) == 156
    assert datetime.fromisoformat("2026-08-16T10:00-06:00") == first.starts_at
    assert pytest.approx(13.333, abs=1e-3) == first.air_temp_c
    assert pytest.approx(9.656, abs=1e-3) == first.wind_speed_kmh
    assert (first.precipitation_percent, first.text) == (15.0, "Isolated Rain Showers")
    assert first.relative_humidity_percent == 62
    assert datetime.fromisoformat("2026-08-22T21:00-06:00") == last.starts_at
    assert datetime.fromisoformat("2026-08-16T15:31:54Z") == answer.times.updated_at
    assert answer.place is not None
    assert pytest.approx(2582.8752) == answer.place.elevation_m
    assert (answer.place.lat, answer.place.lon) == (43.4899, -110.9601)


def test_riverton_replayed(service: FakeNws, ask: Callable[..., Forecast]) -> None:
    """At 10:30 on 16 August 2026 the recording is fresh for the 17th; its 07:00 is 50 °F with 5 mph."""
    service.script["hourly"] = [ok(sample("forecast_hourly_RIW_*"))]
    found = ask("2026-08-17T00:00:00-06:00", "2026-08-18T00:00:00-06:00", now=NOW)
    assert (found.kind, len(found.hours)) == ("forecast", 24)
    seven = found.hours[7]
    assert datetime.fromisoformat("2026-08-17T07:00-06:00") == seven.starts_at
    assert pytest.approx(10.0) == seven.air_temp_c
    assert pytest.approx(8.04672) == seven.wind_speed_kmh


@pytest.mark.parametrize(
    ("later_h", "kind"), [(3, "stale"), (12, "stale"), (13, "normals"), (9 * 24, "normals")]
)
def test_riverton_moved_in_time(
    service: FakeNws, ask: Callable[..., Forecast], later_h: int, kind: str
) -> None:
    """The same recording some hours later is stale, and after 12 h past freshness it is not used."""
    service.script |= {"hourly": [ok(sample("forecast_hourly_RIW_*"))], "grid": [problem(404)]}
    now = NOW + timedelta(hours=later_h)
    start = max(now, datetime.fromisoformat("2026-08-17T10:00:00-06:00"))
    assert kind == ask(start.isoformat(), (start + timedelta(hours=2)).isoformat(), now=now).kind


def test_older_recordings_are_read() -> None:
    """Birmingham, 23 February 2024, 13:00: 67 °F (19.444 °C), 10 mph, 0 %; its shape is that of 2024."""
    answer = parse_hourly(sample("forecast_hourly_BMX_*"))
    first = answer.hours[0]
    assert len(answer.hours) == 156
    assert datetime.fromisoformat("2024-02-23T13:00-06:00") == first.starts_at
    assert pytest.approx(19.444, abs=1e-3) == first.air_temp_c
    assert pytest.approx(16.093, abs=1e-3) == first.wind_speed_kmh
    assert first.precipitation_percent == 0.0


@pytest.mark.parametrize(
    ("pattern", "cell"),
    [
        ("points_AFG_*", ("AFG", 492, 119)),
        ("points_SEW_*", ("SEW", 125, 68)),
        ("points_BYZ_*", ("BYZ", 103, 92)),
        ("points_ALY_*", ("ALY", 71, 67)),
    ],
)
def test_points(pattern: str, cell: tuple[str, int, int]) -> None:
    """Cells of Fairbanks, Seattle, Billings and Albany."""
    found = parse_points(sample(pattern))
    assert cell == (found.office, found.x, found.y)


@pytest.mark.parametrize("pattern", ["forecast_BMX_*", "forecast_ALY_*"])
def test_periods_of_half_a_day_are_not_taken_for_hours(pattern: str) -> None:
    """We do not ask for them; sent by mistake, they are refused and not misread."""
    with pytest.raises(WeatherUnavailableError, match="no usable hour"):
        parse_hourly(sample(pattern))


@pytest.mark.parametrize(
    ("pattern", "status", "why", "again_after_s"),
    [
        ("problem_404_*", 404, "answered 404 (Data Unavailable For Requested Point)", None),
        ("problem_500_*", 500, "answered 500 (Unexpected Problem)", 0),
        ("problem_503_ForecastGridExpired*", 503, "answered 503 (Forecast Grid Expired)", None),
        ("problem_503_ForecastMissingData*", 503, "answered 503 (Forecast Grid Invalid)", None),
        ("problem_301_*", 301, "answered 301 (Adjusting Precision Of Point Coordinate)", None),
    ],
)
def test_problems(pattern: str, status: int, why: str, again_after_s: float | None) -> None:
    """Recorded errors: each by its own title; only the one that heals by itself is asked again."""
    body = json.dumps(sample(pattern)).encode()
    found = judge(status, {"Content-Type": "application/problem+json"}, body)
    assert found == Fault(why, again_after_s)


def test_a_lapsing_smoke_alert_ends_with_its_text() -> None:
    """Air Quality Alerts of July 2026 give no end and have no VTEC: 15 July 09:10 until the 16th 09:00."""
    alerts = parse_alerts(sample("alerts_active_2026-07-15_*"))
    smoke = [alert for alert in alerts if alert.event == "Air Quality Alert"]
    [one] = [each for each in smoke if each.onset == datetime.fromisoformat("2026-07-15T09:10:00-06:00")]
    assert one.ends == datetime.fromisoformat("2026-07-16T09:00:00-06:00")
    assert all(alert.ends is not None for alert in alerts)


def test_the_storm_whose_text_lapses_before_it_comes() -> None:
    """The Teton watch of December 2025: text until the 16th 04:00, storm from the 17th 01:00 until 23:00."""
    alerts = parse_alerts(sample("alerts_RIW_*"))
    [watch] = [alert for alert in alerts if "WYZ012" in alert.zones]
    assert len(alerts) == 6
    assert watch.event == "Winter Storm Watch"
    assert datetime.fromisoformat("2025-12-17T01:00-07:00") == watch.onset
    assert datetime.fromisoformat("2025-12-17T23:00-07:00") == watch.ends
    day = [datetime.fromisoformat(f"2025-12-17T{hour}:00-07:00") for hour in ("07", "17")]
    assert watch.holds_between(*day)


@pytest.mark.parametrize(
    ("pattern", "sent", "ended"),
    [("alerts_active_2025-12-15_*", 73, 2), ("alerts_active_2026-07-15_*", 49, 0)],
)
def test_national_snapshots(pattern: str, sent: int, ended: int) -> None:
    """Every message is read; one was cancelled and one upgraded in the winter set."""
    notices = read_notices(sample(pattern))
    assert sent == len(notices)
    assert [None] * sent == [notice.unreadable for notice in notices]
    assert ended == sum(notice.alert is None for notice in notices)
