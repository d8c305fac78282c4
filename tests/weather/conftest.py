"""Shared by the weather tests: a service of our own, an empty cache, a clock that can be moved.

`service` is a running `FakeNws` that the environment points at; `ask` asks it through `get_forecast`
with sensible defaults; `clock` counts waits instead of waiting.
"""

import time
import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from importlib import resources
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.fake_nws import FakeNws
from tests.fake_open_meteo import FakeOpenMeteo
from tripplanner.models import Climate
from tripplanner.weather._http import WeatherClient
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import Forecast, WeatherPlace

NOW = datetime.fromisoformat("2026-08-16T10:30:00-06:00")
DENVER = ZoneInfo("America/Denver")
MORMON_ROW = WeatherPlace(lat=43.66, lon=-110.66, elevation_m=2040)


class Clock:
    """Real seconds plus those that were only pretended to be waited."""

    def __init__(self) -> None:
        self.waits_s: list[float] = []

    def __call__(self) -> float:
        """Seconds since some moment, waits included."""
        return time.monotonic() + sum(self.waits_s)

    def sleep(self, seconds: float) -> None:
        """Pretend to wait."""
        self.waits_s.append(seconds)


@pytest.fixture(autouse=True)
def _own_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test asks the real service or touches the user's cache."""
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / "cache"))
    for name in ("TRIPPLANNER_NWS_KEY", "TRIPPLANNER_CONTACT", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def clock() -> Clock:
    """A clock that has not waited yet."""
    return Clock()


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeNws]:
    """A service that answers, and that the environment points at."""
    with FakeNws(NOW) as running:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", running.url)
        yield running


@pytest.fixture
def meteo(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeOpenMeteo]:
    """Open-Meteo and the park service that answer, the first in use; who wants the second sets its key."""
    with FakeOpenMeteo(NOW) as running:
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", running.url)
        monkeypatch.setenv("TRIPPLANNER_NPS_URL", running.url)
        yield running


@pytest.fixture
def client_of(clock: Clock) -> Iterator[Callable[..., WeatherClient]]:
    """Make clients that pretend to wait, and close them afterwards."""
    made: list[WeatherClient] = []

    def make(**options: Any) -> WeatherClient:
        made.append(WeatherClient(clock=clock, sleep=clock.sleep, **options))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture(scope="session")
def climate() -> Climate:
    """The bundled table of Moose."""
    file = resources.files("tripplanner").joinpath("data/mormon_row/climate.toml")
    return Climate.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))["climate"])


@pytest.fixture
def ask(climate: Climate, client_of: Callable[..., WeatherClient]) -> Callable[..., Forecast]:
    """Ask for the morning of 2026-08-17, from 05:00 until 10:00, unless told otherwise."""

    def forecast(
        start: str = "2026-08-17T05:00:00-06:00",
        end: str = "2026-08-17T10:00:00-06:00",
        *,
        client: dict[str, Any] | None = None,
        **options: Any,
    ) -> Forecast:
        given = {"now": NOW, "climate": climate, "tz": DENVER, **options}
        with client_of(**(client or {})) as source:
            times = datetime.fromisoformat(start), datetime.fromisoformat(end)
            return get_forecast(MORMON_ROW, *times, client=source, **given)

    return forecast
