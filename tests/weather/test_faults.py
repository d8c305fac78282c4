"""Every fault of the reference against every endpoint of every service.

Whatever one endpoint does, a forecast comes out that says who said what and who was passed over, in time;
or, with nothing to fall back on, one typed error. Waits are counted on a clock of the tests, never waited.
"""

import json
import re
import sqlite3
import subprocess
import sys
import time
import tomllib
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from importlib import resources
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fake_nws import (
    FakeNws,
    Step,
    alerts_answer,
    answer,
    cut_body,
    grid_answer,
    hourly_answer,
    observation_answer,
    ok,
    points_answer,
    problem,
    redirect,
    slow_body,
    slow_headers,
    stations_answer,
)
from tests.fake_open_meteo import FakeOpenMeteo, air_answer, forecast_answer, notices_answer, refusal
from tests.weather.conftest import DENVER, MORMON_ROW, NOW, Clock
from tests.weather.test_nws_alerts import WATCH
from tripplanner.cli import main
from tripplanner.errors import WeatherUnavailableError
from tripplanner.models import Climate
from tripplanner.weather import _http
from tripplanner.weather._cache import AnswerCache, Entry
from tripplanner.weather._http import LARGEST_BODY_BYTES, WeatherClient
from tripplanner.weather._settings import Settings
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import Forecast, Hour, Spell
from tripplanner.weather.normals import normals_hours

Ask = Callable[..., Forecast]
Json = dict[str, Any]
Steps = Callable[[Json], list[Step]]

HOUR = timedelta(hours=1)
TODAY = ("2026-08-16T10:00:00-06:00", "2026-08-16T16:00:00-06:00")
STORM = WATCH | {"onset": "2026-08-16T11:00:00-06:00", "ends": "2026-08-17T23:00:00-06:00"}


def sound(at: datetime) -> dict[str, Json]:
    """A good answer of every endpoint, made at a time."""
    return {
        "points": points_answer(),
        "hourly": hourly_answer(at, count=24),
        "grid": grid_answer(at, count=24),
        "alerts": alerts_answer(STORM),
        "stations": stations_answer(),
        "observation": observation_answer(at),
        "forecast": forecast_answer(at, days=2),
        "air": air_answer(at),
        "notices": notices_answer(),
    }


SOUND = sound(NOW)
HEALTHY = {name: ok(payload) for name, payload in SOUND.items()}
ENDPOINTS = tuple(SOUND)
NAMED = dict.fromkeys(ENDPOINTS, "NWS") | {
    "forecast": "Open-Meteo",
    "air": "Open-Meteo air quality",
    "notices": "NPS",
}
# What is not there when an endpoint fails. Climate has no air, and without a cell there is no station.
LOST = {
    "points": {"observation"},
    "alerts": {"alerts"},
    "stations": {"observation"},
    "observation": {"observation"},
    "forecast": {"observation", "air"},
    "air": {"air"},
    "notices": {"notices"},
}
# Who then gives the hours, where it is not the weather service.
INSTEAD = {"points": "Open-Meteo", "forecast": "climate"}


@dataclass
class World:
    """All the services, and a way to ask them."""

    nws: FakeNws
    meteo: FakeOpenMeteo
    clock: Clock = field(default_factory=Clock)

    def plays(self, endpoint: str, *steps: Step) -> None:
        """Let an endpoint take these steps, the last one for ever."""
        script = self.nws.script if endpoint in self.nws.script else self.meteo.script
        script[endpoint] = list(steps)

    def spoil(self, endpoint: str, *steps: Step) -> None:
        """The same; Open-Meteo is only asked for a forecast when the weather service has none."""
        if endpoint == "forecast":
            self.plays("points", problem(404))
        self.plays(endpoint, *steps)

    def ask(self, *, deadline_s: float = 20.0, **options: Any) -> Forecast:
        """Ask for today, so that every endpoint is asked."""
        given: Json = {"climate": moose(), "zones": ("WYZ012",), "park": "grte", "now": NOW} | options
        with WeatherClient(clock=self.clock, sleep=self.clock.sleep, deadline_s=deadline_s) as client:
            times = (datetime.fromisoformat(each) for each in TODAY)
            return get_forecast(MORMON_ROW, *times, tz=DENVER, client=client, **given)


@cache
def moose() -> Climate:
    """The bundled table."""
    file = resources.files("tripplanner").joinpath("data/mormon_row/climate.toml")
    return Climate.model_validate(tomllib.loads(file.read_text(encoding="utf-8"))["climate"])


class InMemory(dict[str, Entry]):
    """Remembers answers as the file does, without the time that a disk takes."""

    def put(self, url: str, entry: Entry) -> None:
        """Remember an answer in place of an earlier one."""
        self[url] = entry

    def close(self) -> None:
        """Nothing to close."""


@pytest.fixture(scope="module")
def services() -> Iterator[tuple[FakeNws, FakeOpenMeteo]]:
    """The servers, started once: each test scripts them anew."""
    with FakeNws(NOW) as nws, FakeOpenMeteo(NOW) as meteo:
        yield nws, meteo


@contextmanager
def running(nws: FakeNws, meteo: FakeOpenMeteo) -> Iterator[World]:
    """All services in health, pointed at by the environment, with nothing remembered."""
    remembered = InMemory()
    made = World(nws, meteo)
    for endpoint, step in HEALTHY.items():
        made.plays(endpoint, step)
    nws.paths.clear()
    meteo.paths.clear()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("TRIPPLANNER_NWS_URL", nws.url)
        environment.setenv("TRIPPLANNER_OPEN_METEO", "free")
        environment.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        environment.setenv("TRIPPLANNER_NPS_URL", meteo.url)
        environment.setenv("TRIPPLANNER_NPS_KEY", "s3cret-key")
        environment.setattr(_http, "AnswerCache", lambda _: remembered)
        yield made


@pytest.fixture
def world(services: tuple[FakeNws, FakeOpenMeteo]) -> Iterator[World]:
    """All services in health, and a cache in memory."""
    with running(*services) as made:
        yield made


@pytest.fixture
def on_disk(world: World) -> Iterator[World]:
    """All services in health, and a cache on the disk."""
    # A patch of its own, undone before the world's: `monkeypatch` is undone last, and would leave that.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_http, "AnswerCache", AnswerCache)
        yield world


def told(found: Forecast, endpoint: str) -> str:
    """What the forecast says was missed, at the place where a loss of this endpoint is said."""
    if endpoint == "alerts":
        said = [] if found.alerts_passed_over is None else [found.alerts_passed_over]
    elif endpoint in ("stations", "observation", "air", "notices"):
        said = list(found.also_passed_over)
    else:
        said = [each for spell in found.spells for each in spell.provenance.passed_over]
    return "; ".join(f"{each.provider}: {each.why}" for each in said)


def absent(found: Forecast) -> set[str]:
    """Which of the things beside the hours are not there."""
    there = {
        "alerts": bool(found.alerts),
        "observation": found.observation is not None,
        "notices": bool(found.notices),
        "air": any(hour.us_aqi is not None for hour in found.hours),
    }
    return {name for name, is_there in there.items() if not is_there}


def figures_of(hour: Hour, spell: Spell) -> set[float | None]:
    """The temperatures that the one named really sent for an hour [°C]."""
    sent: dict[str, set[float | None]] = {
        # The text's 50 °F and more by the hour of the day, or the grid's -5 °C.
        "NWS": {round((18 + hour.starts_at.hour) / 1.8, 6), -5.0},
        "Open-Meteo": {hour.starts_at.astimezone(UTC).hour - 20.0},
    }
    own = normals_hours(moose(), NOW.date(), DENVER)
    sent["climate"] = {round(each.air_temp_c, 6) for each in own if each.starts_at == hour.starts_at}  # type: ignore[arg-type]
    return sent[spell.provenance.provider]


def assert_nothing_is_made_up(found: Forecast) -> None:
    """Six hours, each with the very figures that the one it names has sent, or with none."""
    assert [hour.starts_at.hour for hour in found.hours] == [10, 11, 12, 13, 14, 15]
    for spell, hour in ((each, hour) for each in found.spells for hour in each.hours):
        assert hour.air_temp_c is not None
        assert round(hour.air_temp_c, 6) in figures_of(hour, spell)
        gusts: dict[str, set[float | None]] = {
            "NWS": {37.04, None},
            "Open-Meteo": {30.0, None},
            "climate": {None},
        }
        assert hour.wind_gust_kmh in gusts[spell.provenance.provider]
        assert (hour.us_aqi, hour.pm2_5_ugm3) in ((None, None), (42, 8.5))


def assert_whole(found: Forecast, endpoint: str) -> None:
    """Nothing was lost by this endpoint."""
    assert_nothing_is_made_up(found)
    assert NAMED[endpoint] not in told(found, endpoint).replace("NWS: answered 404", "")
    assert absent(found) == ({"observation"} if endpoint == "forecast" else set())
    assert found.kind == "forecast"


def assert_loss_is_told(found: Forecast, endpoint: str, why: str) -> None:
    """What the endpoint gives is missing and its reason is said; all the rest is there."""
    assert_nothing_is_made_up(found)
    assert re.search(f"{NAMED[endpoint]}: .*({why})", told(found, endpoint))
    assert absent(found) == LOST.get(endpoint, set())
    assert {each.provenance.provider for each in found.spells} == {INSTEAD.get(endpoint, "NWS")}
    assert found.kind == ("normals" if endpoint == "forecast" else "forecast")


def nearby(handler: Any) -> None:
    """301 with a Location that is only the last part of the address."""
    redirect(handler.path.rpartition("/")[2])(handler)


def on_the_host(handler: Any) -> None:
    """301 with a Location that is an address without its host, as the weather service sends them."""
    redirect(handler.path)(handler)


HTML = b"<html><body>Bad Gateway</body></html>"
HEALING: dict[str, tuple[list[Step], list[float]]] = {
    "301-relative": ([nearby], []),
    "301-path": ([on_the_host, on_the_host], []),
    "429-in-time": ([problem(429, Retry_After="2")], [2.0]),
    "503-in-time": ([problem(503, Retry_After="2")], [2.0]),
    "500-twice": ([problem(500), problem(500)], [1.0, 3.0]),
    "502-html-once": ([answer(502, HTML, "text/html")], [1.0]),
    "cut-once": ([cut_body(SOUND["hourly"])], [1.0]),
    "html-once": ([answer(200, HTML, "text/html")], [1.0]),
}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("fault", HEALING)
def test_what_heals_costs_only_its_wait(world: World, endpoint: str, fault: str) -> None:
    """Nothing is missing from the forecast, and no longer was waited than the rules of retrying say."""
    steps, waits_s = HEALING[fault]
    world.spoil(endpoint, *steps, HEALTHY[endpoint])
    assert_whole(world.ask(), endpoint)
    assert world.clock.waits_s == waits_s


def nulled(payload: Any) -> Any:
    """The same answer with null for every figure, text and flag."""
    if isinstance(payload, dict):
        return {key: nulled(value) for key, value in payload.items()}
    return [nulled(each) for each in payload] if isinstance(payload, list) else None


INVALID_POINT = json.dumps(
    {
        "type": "https://api.weather.gov/problems/InvalidPoint",
        "title": "Data Unavailable For Requested Point",
        "status": 404,
        "detail": "Unable to provide data for requested point",
    }
).encode()
NO_SENSE = (
    "answer about|hourly answer|the raw grid|the report of|the answer has no|the answer is|the alert|an alert"
)
LOSING: dict[str, tuple[Steps, str]] = {
    "500-for-ever": (lambda _: [problem(500)], "answered 500"),
    "403-html": (lambda _: [answer(403, HTML, "text/html")], "answered 403"),
    "502-html": (lambda _: [answer(502, HTML, "text/html")], "answered 502"),
    "404-invalid-point": (
        lambda _: [answer(404, INVALID_POINT, "application/problem+json")],
        r"answered 404 \(Data Unavailable For Requested Point\)",
    ),
    "400-reason": (lambda _: [refusal(400, "Cannot initialize")], r"answered 400 \(Cannot initialize\)"),
    "429-too-long": (lambda _: [problem(429, Retry_After="3600")], "answered 429"),
    "503-for-ever": (lambda _: [problem(503, "Expired", Retry_After="1")], r"answered 503 \(Expired\)"),
    "cut": (lambda good: [cut_body(good)], "the connection broke"),
    "wrong-type": (
        lambda good: [answer(200, json.dumps(good).encode(), "text/html")],
        "text/html instead of JSON",
    ),
    "broken-json": (lambda good: [answer(200, json.dumps(good).encode()[:-1], "a/json")], "broken JSON"),
    "list": (lambda good: [ok([good])], "broken JSON"),
    "no-key-known": (lambda _: [ok({"status": "ok"})], NO_SENSE),
    "lists-for-all": (lambda good: [ok({key: [[1, 2], [3, 4]] for key in good})], NO_SENSE),
    "texts-for-all": (lambda good: [ok(dict.fromkeys(good, "fine"))], NO_SENSE),
    "nulls-everywhere": (lambda good: [ok(nulled(good))], NO_SENSE),
}


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("fault", LOSING)
def test_what_does_not_heal_is_told_and_costs_nothing_else(world: World, endpoint: str, fault: str) -> None:
    """One endpoint down: the reason is said where its figures would be, and the rest stands."""
    steps, why = LOSING[fault]
    world.spoil(endpoint, *steps(SOUND[endpoint]))
    assert_loss_is_told(world.ask(), endpoint, why)
    assert sum(world.clock.waits_s) < 10  # half of the 20 s for all (CONTRACT.md)


@pytest.mark.parametrize("endpoint", ENDPOINTS)
@pytest.mark.parametrize("slow", [slow_headers, slow_body])
def test_a_slow_endpoint_is_left_in_time(world: World, endpoint: str, slow: Callable[[float], Step]) -> None:
    """A byte every tenth of a second: the time for all holds, and the others are still asked."""
    world.spoil(endpoint, slow(5.0))
    began = time.monotonic()
    found = world.ask(deadline_s=0.8)
    assert time.monotonic() - began < 1.5
    assert_loss_is_told(found, endpoint, "timed out after 0")


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_no_other_host_is_asked(world: World, endpoint: str) -> None:
    """A redirect away is not followed: the other service hears nothing, and so gets no key."""
    with FakeNws(NOW) as other:
        world.spoil(endpoint, redirect(f"{other.url}/points/1,1"))
        assert_loss_is_told(world.ask(), endpoint, "redirects to another host, which is not followed")
    assert other.paths == []


def endless(written: list[int], *, block: bytes = b" " * 1_000_000, **headers: str) -> Step:
    """200 MB, made and counted block by block while somebody reads."""

    def step(handler: Any) -> None:
        handler.begin(200, "application/json", 200 * len(block), **headers)
        for _ in range(200):
            handler.wfile.write(block)
            written.append(len(block))

    return step


@pytest.mark.parametrize("endpoint", ENDPOINTS)
def test_200_mb_are_not_read(world: World, endpoint: str) -> None:
    """The bound is 20 MB; what the sockets hold beside that is a few more."""
    written: list[int] = []
    world.spoil(endpoint, endless(written))
    asked = 2 if endpoint == "alerts" else 1  # by point and by zone
    assert_loss_is_told(world.ask(), endpoint, f"more than {LARGEST_BODY_BYTES:,} bytes")
    assert sum(written) < asked * 2 * LARGEST_BODY_BYTES


@pytest.mark.parametrize("endpoint", ["grid", "air"])
def test_200_mb_that_come_packed_are_not_unpacked(world: World, endpoint: str) -> None:
    """200 KB on the way are 200 MB in memory: the bound counts what comes out."""
    pack = zlib.compressobj(wbits=31)
    block = pack.compress(b" " * 1_000_000) + pack.flush()
    world.spoil(endpoint, endless([], block=block, Content_Encoding="gzip"))
    assert_loss_is_told(world.ask(), endpoint, f"more than {LARGEST_BODY_BYTES:,} bytes")


def emptied(endpoint: str) -> Json:
    """A good answer in form, with no item in its lists."""
    payload: Json = json.loads(json.dumps(SOUND[endpoint]))
    if endpoint in ("forecast", "air"):
        payload["hourly"] = {key: [] for key in payload["hourly"]}
    elif endpoint == "hourly":
        payload["properties"]["periods"] = []
    elif endpoint == "grid":
        layers = payload["properties"].values()
        for layer in (each for each in layers if isinstance(each, dict) and "values" in each):
            layer["values"] = []
    else:
        payload = {"features": []}
    return payload


@pytest.mark.parametrize("endpoint", ["hourly", "grid", "stations", "observation", "forecast", "air"])
def test_empty_lists_are_no_answer(world: World, endpoint: str) -> None:
    """A list without hours, stations or reports is told as such; it is not taken for good weather."""
    world.spoil(endpoint, ok(emptied(endpoint)))
    assert_loss_is_told(world.ask(), endpoint, NO_SENSE)


@pytest.mark.parametrize("endpoint", ["hourly", "grid", "observation", "forecast", "air"])
def test_an_answer_of_88_hours_ago_is_not_used(world: World, endpoint: str) -> None:
    """Status 200, a good form, and of another day (weather-gov/api issue 71): its age is said."""
    world.spoil(endpoint, ok(sound(NOW - 88 * HOUR)[endpoint]))
    assert_loss_is_told(world.ask(), endpoint, "too old|not fresh|is from 2026-08-12|first hour is 2026-08-1")


TIMES = {"startTime", "endTime", "validTime", "time", "timestamp", "updateTime", "generatedAt", "geometry"}


def unmeasured(payload: Any) -> Any:
    """The same answer with null for every number that is no time or place; units and words are kept."""
    if isinstance(payload, dict):
        return {key: each if key in TIMES else unmeasured(each) for key, each in payload.items()}
    if isinstance(payload, list):
        return [unmeasured(each) for each in payload]
    return None if isinstance(payload, int | float) else payload


@pytest.mark.parametrize("endpoint", ["hourly", "grid", "observation", "forecast", "air"])
def test_null_figures_at_good_times_are_no_figures(world: World, endpoint: str) -> None:
    """An hour whose temperature is null has none: never 0 °C, and never that of another hour."""
    world.spoil(endpoint, ok(unmeasured(SOUND[endpoint])))
    found = world.ask()
    assert_nothing_is_made_up(found)
    assert absent(found) == LOST.get(endpoint, set())


def without_noon(endpoint: str) -> Json:
    """A good answer in which the hour from 12:00 (18:00 GMT) is missing, or its figures are null."""
    payload: Json = json.loads(json.dumps(SOUND[endpoint]))
    if endpoint == "hourly":
        periods = payload["properties"]["periods"]
        payload["properties"]["periods"] = [each for each in periods if "16T12:" not in each["startTime"]]
    elif endpoint == "grid":
        values = payload["properties"]["temperature"]["values"]
        payload["properties"]["temperature"]["values"] = [
            each for each in values if "16T16:00" not in each["validTime"]
        ]
    else:
        at = payload["hourly"]["time"].index(int(datetime(2026, 8, 16, 18, tzinfo=UTC).timestamp()))
        for name in ("temperature_2m", "us_aqi", "pm2_5"):
            payload["hourly"].get(name, [None] * 999)[at] = None
    return payload


def test_a_missing_hour_is_filled_by_the_next_one_who_knows(world: World) -> None:
    """Text and grid lack noon: Open-Meteo gives that hour alone, and says why it does."""
    for endpoint in ("hourly", "grid"):
        world.plays(endpoint, ok(without_noon(endpoint)))
    found = world.ask()
    assert_nothing_is_made_up(found)
    whose = {hour.starts_at.hour: each.provenance.provider for each in found.spells for hour in each.hours}
    assert (whose[12], whose[11], whose[13]) == ("Open-Meteo", "NWS", "NWS")
    assert "NWS: sent no usable figures for these hours" in told(found, "hourly")


def test_an_hour_that_nobody_knows_is_climate_and_says_so(world: World) -> None:
    """Noon is missing everywhere: it is climate, the hours around it are not; or it is left out."""
    for endpoint in ("hourly", "grid", "forecast", "air"):
        world.plays(endpoint, ok(without_noon(endpoint)))
    found = world.ask()
    assert_nothing_is_made_up(found)
    kinds = {hour.starts_at.hour: each.provenance.kind for each in found.spells for hour in each.hours}
    assert (kinds[11], kinds[12], kinds[13], found.kind) == ("forecast", "normals", "forecast", "normals")
    bare = world.ask(climate=None)
    assert 12 not in [hour.starts_at.hour for hour in bare.hours]


def test_air_that_lacks_an_hour_is_not_stretched_over_it(world: World) -> None:
    """Smoke at 11:00 and 13:00 says nothing that we would print for noon."""
    world.plays("air", ok(without_noon("air")))
    found = world.ask()
    assert_nothing_is_made_up(found)
    assert [hour.starts_at.hour for hour in found.hours if hour.us_aqi is None] == [12]


@pytest.mark.parametrize("fault", LOSING)
def test_with_everything_down_there_is_climate_or_one_error(world: World, fault: str) -> None:
    """All nine endpoints at once: climate that names every service passed over, or one typed error."""
    for endpoint in ENDPOINTS:
        world.plays(endpoint, *LOSING[fault][0](SOUND[endpoint]))
    found = world.ask()
    assert_nothing_is_made_up(found)
    assert (found.kind, absent(found)) == ("normals", {"alerts", "observation", "notices", "air"})
    for endpoint in ("points", "forecast", "alerts", "observation", "notices"):
        assert f"{NAMED[endpoint]}: " in told(found, endpoint)
    with pytest.raises(WeatherUnavailableError, match=r"NWS: .*; Open-Meteo: "):
        world.ask(climate=None)


def test_a_plan_with_everything_down_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each endpoint fails in its own way: a plan from climate that says so, no traceback, in 20 s."""
    for endpoint, fault in zip(ENDPOINTS, LOSING, strict=False):
        world.plays(endpoint, *LOSING[fault][0](SOUND[endpoint]))
    patched = partial(WeatherClient, clock=world.clock, sleep=world.clock.sleep)
    monkeypatch.setattr(_http, "WeatherClient", patched)
    began = world.clock()
    done = CliRunner().invoke(main, ["plan", f"{datetime.now(DENVER) + timedelta(days=2):%Y-%m-%d}"])
    assert world.clock() - began < 25  # 20 s for weather, the rest for planning
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert world.nws.paths
    assert "climate" in done.output.lower()
    assert "Traceback" not in done.output + done.stderr


ANY_STEP = st.sampled_from(sorted(LOSING)) | st.none()


@settings(max_examples=20, deadline=None)
@given(
    faults=st.fixed_dictionaries(dict.fromkeys(ENDPOINTS, ANY_STEP)),
    with_climate=st.booleans(),
)
def test_any_mixture_of_faults_is_a_forecast_or_our_error(
    services: tuple[FakeNws, FakeOpenMeteo], faults: dict[str, str | None], *, with_climate: bool
) -> None:
    """Never another exception, never a figure that nobody sent, and within the time for all."""
    with running(*services) as world:
        for endpoint, fault in faults.items():
            good = SOUND[endpoint]
            world.plays(endpoint, *([HEALTHY[endpoint]] if fault is None else LOSING[fault][0](good)))
        began = world.clock()
        try:
            found = world.ask(climate=moose() if with_climate else None)
        except WeatherUnavailableError:
            assert not with_climate
        else:
            assert_nothing_is_made_up(found)
        assert world.clock() - began < 21


def test_two_processes_share_one_cache(on_disk: World) -> None:
    """Two plans write the same file at once, many times; both get the forecast, and the file stays sound."""
    code = """
import sys
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import WeatherPlace
place, sign = WeatherPlace(lat=43.66, lon=-110.66, elevation_m=2040), {"a": 1, "b": -1}[sys.argv[1]]
start, noon = (datetime.fromisoformat(f"2026-08-16T{each}:00-06:00") for each in ("10:30", "12:00"))
for number in range(5):
    now = start + sign * timedelta(minutes=number)
    found = get_forecast(place, start, noon, now=now, climate=None, tz=ZoneInfo("America/Denver"))
    assert found.kind == "forecast", found
print("fine")
"""
    # A cache that trusts nothing from after `now`, so that both keep writing over each other.
    started = [
        subprocess.Popen([sys.executable, "-c", code, name], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in "ab"
    ]
    said = [each.communicate(timeout=60) for each in started]
    assert [(out.split(), err) for out, err in said] == [([b"fine"], b"")] * 2
    with closing(sqlite3.connect(Settings.from_environment().cache_path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    on_disk.nws.paths.clear()
    assert_whole(on_disk.ask(), "hourly")


KILLED = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")  # so that half-written pages reach the file
connection.execute("BEGIN IMMEDIATE")
connection.execute("UPDATE responses SET value = randomblob(200000)")
print("written", flush=True)
sys.stdin.read()
"""


def test_a_cache_killed_while_writing_is_recovered(on_disk: World) -> None:
    """Half of a write is on the disk when the process dies: what was remembered before stands again."""
    on_disk.ask()
    path = Settings.from_environment().cache_path
    before = path.read_bytes()
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"written\n"
        writer.kill()
    assert path.read_bytes() != before or path.with_name(path.name + "-journal").exists()
    on_disk.nws.paths.clear()
    on_disk.meteo.paths.clear()
    assert_whole(on_disk.ask(), "hourly")
    assert on_disk.nws.paths + on_disk.meteo.paths == []


@pytest.mark.parametrize("kept", [0, 100, 0.5])
def test_a_cache_cut_short_is_recovered(on_disk: World, kept: float) -> None:
    """A file of any length (a disk that was full, a copy that broke off) costs requests, never the plan."""
    on_disk.ask()
    path = Settings.from_environment().cache_path
    content = path.read_bytes()
    path.write_bytes(content[: round(kept * len(content)) if isinstance(kept, float) else kept])
    assert_whole(on_disk.ask(), "hourly")
    on_disk.nws.paths.clear()
    assert_whole(on_disk.ask(now=NOW), "hourly")
    assert_whole(on_disk.ask(now=NOW), "hourly")
