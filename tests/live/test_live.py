"""The real services, as they answer today: off by default, for they are other people's, and need a network.

`pytest -m live` runs these and nothing else; with `TRIPPLANNER_NPS_KEY` set the park service is asked too.
They hold what recordings cannot: that a service still speaks as our parsers expect.
"""

import json
import os
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner

import tripplanner
from tripplanner import Forecast
from tripplanner.cli import main

pytestmark = pytest.mark.live

NPS_KEY = os.environ.get("TRIPPLANNER_NPS_KEY")  # read before the tests' own surroundings take it away
NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def now() -> datetime:
    """The real one: a service says what the weather will be after it."""
    return datetime.now(UTC)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked but whom a test names."""
    for name in ("NWS", "OPEN_METEO", "NPS"):
        monkeypatch.setenv(f"TRIPPLANNER_{name}_URL", NOBODY)


def asked(now: datetime) -> Forecast:
    """The weather at the barn in the next twelve hours."""
    return tripplanner.get_forecast("ta-moulton-barn", now, now + timedelta(hours=12), now=now)


def heard(found: Forecast, provider: str) -> None:
    """Fail with the reason when a service was passed over."""
    why = [each for spell in found.spells for each in spell.provenance.passed_over]
    why += [*found.also_passed_over, *filter(None, [found.alerts_passed_over])]
    for each in why:
        if each.provider == provider:
            pytest.fail(f"{provider}: {each.why}", pytrace=False)


def test_the_weather_service_answers(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Fresh hours without a gap, a report of a station, and alerts, in figures that weather can have."""
    monkeypatch.delenv("TRIPPLANNER_NWS_URL")
    found = asked(now)
    heard(found, "NWS")
    assert {each.provenance.provider for each in found.spells if each.provenance.kind != "normals"} == {"NWS"}
    assert found.kind == "forecast"
    assert len(found.hours) in (12, 13)
    assert None not in {hour.wind_speed_kmh for hour in found.hours}
    assert found.observation is not None


def test_open_meteo_answers(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """Alone it gives every hour, and the air."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
    monkeypatch.delenv("TRIPPLANNER_OPEN_METEO_URL")
    found = asked(now)
    heard(found, "Open-Meteo")
    heard(found, "Open-Meteo air quality")
    assert found.kind == "forecast"
    assert {each.provenance.provider for each in found.spells} == {"Open-Meteo"}
    assert None not in {hour.air_temp_c for hour in found.hours}
    assert {hour.us_aqi for hour in found.hours} != {None}


@pytest.mark.skipif(NPS_KEY is None, reason="TRIPPLANNER_NPS_KEY is not set")
def test_the_park_service_answers(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    """What it tells its visitors can be read; there is always something."""
    monkeypatch.delenv("TRIPPLANNER_NPS_URL")
    monkeypatch.setenv("TRIPPLANNER_NPS_KEY", str(NPS_KEY))
    found = asked(now)
    heard(found, "NPS")
    assert found.notices


def test_a_plan_for_tomorrow_stands_on_a_forecast(monkeypatch: pytest.MonkeyPatch) -> None:
    """As a user types it, with the services as they are set up."""
    monkeypatch.delenv("TRIPPLANNER_NWS_URL")
    done = CliRunner().invoke(main, ["plan", "tomorrow", "--end", "12:00", "--format", "json"])
    assert done.exit_code == 0, done.stderr
    weather = json.loads(done.stdout)["weather"]
    if weather["kind"] != "forecast":
        pytest.fail(f"{weather['kind']}: {weather['passed_over']}", pytrace=False)
