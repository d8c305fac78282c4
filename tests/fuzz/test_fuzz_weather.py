"""The readers of weather answers against answers that nobody would send: hours come out, or our own error."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any
from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st
from requests.structures import CaseInsensitiveDict

from tests.fake_nws import (
    GEO_JSON,
    alerts_answer,
    grid_answer,
    hourly_answer,
    observation_answer,
    points_answer,
    stations_answer,
)
from tests.fake_open_meteo import air_answer, forecast_answer, notices_answer
from tests.fuzz.spoiling import WILD, json_text, often, spoilt, spoilt_bytes
from tests.weather.conftest import DENVER, MORMON_ROW, NOW
from tests.weather.test_nws_alerts import WATCH
from tripplanner import load_destination, plan_trip
from tripplanner.errors import TripPlannerError, WeatherUnavailableError
from tripplanner.export import tables
from tripplanner.export.formats import NAMES, rendered
from tripplanner.weather import _http, nws, nws_alerts, nws_grid, nws_observation, open_meteo
from tripplanner.weather._policy import Fault, judge, redirect_target
from tripplanner.weather._settings import Settings
from tripplanner.weather.air_quality import parse_air_quality
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import Forecast
from tripplanner.weather.nps import parse_notices

Json = dict[str, Any]

_STORM = WATCH | {"onset": "2026-08-16T11:00:00-06:00", "ends": "2026-08-17T23:00:00-06:00"}
_HALF_A_PAIR = "\ud83c"
_REPORTER = nws_observation.Station("KJAC", None, 43.6, -110.7)
PARSERS: dict[str, tuple[Callable[[Json], Any], Json]] = {
    "points": (nws.parse_points, points_answer()),
    "hourly": (nws.parse_hourly, hourly_answer(NOW, count=3)),
    "grid": (nws_grid.parse_grid, grid_answer(NOW, count=6)),
    "alerts": (nws_alerts.read_notices, alerts_answer(_STORM, _STORM | {"id": "urn:2"})),
    "standing": (nws_alerts.parse_alerts, alerts_answer(_STORM, _STORM | {"id": "urn:2"})),
    "stations": (nws_observation.parse_stations, stations_answer()),
    "observation": (
        lambda answer: nws_observation.parse_observation(answer, _REPORTER, MORMON_ROW),
        observation_answer(NOW),
    ),
    "forecast": (open_meteo.parse_forecast, forecast_answer(NOW, days=1)),
    "air": (parse_air_quality, air_answer(NOW)),
    "notices": (parse_notices, notices_answer()),
}
ENDPOINTS = {
    "/points/": "points",
    "/forecast/hourly": "hourly",
    "/stations/": "observation",
    "/stations": "stations",
    "/gridpoints/": "grid",
    "/alerts/active": "alerts",
    "/v1/forecast": "forecast",
    "/v1/air-quality": "air",
    "/api/v1/alerts": "notices",
}


@st.composite
def answers(draw: st.DrawFn) -> tuple[str, Json]:
    """One service's answer, spoilt."""
    name = draw(st.sampled_from(sorted(PARSERS)))
    answer = draw(spoilt(PARSERS[name][1]))
    return name, json.loads(json_text(answer))


@often(300)
@given(answers())
@example(("hourly", {"properties": {"periods": [{"shortForecast": _HALF_A_PAIR}]}}))
def test_a_spoilt_answer_is_read_or_refused(case: tuple[str, Json]) -> None:
    """Every reader gives records or `WeatherUnavailableError`, which the chain turns into provenance."""
    name, answer = case
    with suppress(WeatherUnavailableError):
        assert PARSERS[name][0](answer) is not None


@often(100)
@given(st.sampled_from(sorted(PARSERS)), st.dictionaries(st.text(max_size=12), WILD, max_size=4))
def test_any_object_is_read_or_refused(name: str, answer: Json) -> None:
    """The same for an object that is nothing like an answer."""
    with suppress(WeatherUnavailableError):
        assert PARSERS[name][0](answer) is not None


_HEADERS = st.fixed_dictionaries(
    {"Content-Type": st.sampled_from(["application/json", GEO_JSON, "text/html", "", "json;\x00"])},
    optional={
        name: st.text(max_size=20) | st.sampled_from(["max-age=600", "max-age=9" * 9, "-1", "0", "Thu"])
        for name in ("Cache-Control", "Retry-After", "Date", "Last-Modified", "ETag", "Location")
    },
)


@often(100)
@given(st.integers(100, 599), _HEADERS, st.binary(max_size=40) | spoilt_bytes(b'{"title": "no", "a": [1]}'))
@example(200, {"Content-Type": "application/json"}, b"[" * 100_000)
@example(503, {"Content-Type": "application/json", "Retry-After": "9" * 400}, b"{}")
@example(301, {"Content-Type": "", "Location": "http://[::1"}, b"")
def test_any_status_headers_and_body_are_judged(status: int, headers: dict[str, str], body: bytes) -> None:
    """Whatever comes over the wire is an object or a fault that is told in one line."""
    stored = CaseInsensitiveDict(headers)
    found = judge(status, stored, body)
    assert isinstance(found, dict) or len(found.why.splitlines()) == 1
    assert isinstance(found, dict | Fault)
    redirect_target("https://api.weather.gov/points/1,2", status, stored)


class _Wire:
    """Stands where the network is: bodies by endpoint."""

    def __init__(self, bodies: dict[str, bytes]) -> None:
        self.bodies = bodies

    def answer(self, url: str) -> tuple[int, CaseInsensitiveDict[str], bytes]:
        """What comes for an address: status, headers, body."""
        name = next(name for part, name in ENDPOINTS.items() if part in url)
        return 200, CaseInsensitiveDict({"Content-Type": GEO_JSON}), self.bodies[name]


@contextmanager
def _asking(wire: _Wire) -> Iterator[_http.WeatherClient]:
    """A client whose answers come from there, that waits for nothing and remembers nothing."""
    settings = Settings("https://w", None, nps_key="k", open_meteo="free")
    with (
        mock.patch.object(_http.WeatherClient, "_exchanged", lambda _, url, *__: wire.answer(url)),
        mock.patch.object(_http, "bounded", lambda job, _: job()),
        _http.WeatherClient(settings, sleep=lambda _: None) as client,
    ):
        yield client


def _body(answer: Any) -> st.SearchStrategy[bytes]:
    """An answer as sent: whole, with values spoilt, or with bytes spoilt."""
    sound = json_text(answer).encode()
    return st.just(sound) | spoilt(answer).map(lambda each: json_text(each).encode()) | spoilt_bytes(sound)


BODIES = st.fixed_dictionaries(
    {name: _body(answer) for name, (_, answer) in PARSERS.items() if name != "standing"}
)
SOUND = {name: json_text(answer).encode() for name, (_, answer) in PARSERS.items() if name != "standing"}


def _forecast(bodies: dict[str, bytes], **options: Any) -> Forecast:
    with _asking(_Wire(bodies)) as client:
        return get_forecast(
            MORMON_ROW,
            NOW,
            NOW + timedelta(hours=2),
            now=NOW,
            climate=load_destination().climate,
            tz=DENVER,
            zones=("WYZ012",),
            park="grte",
            client=client,
            **options,
        )


def test_sound_answers_are_used() -> None:
    """Nothing spoilt, nothing passed over: what the tests below change is what is really read."""
    found = _forecast(SOUND)
    assert found.kind == "forecast"
    assert found.observation is not None
    assert len(found.alerts) == 2
    assert len(found.notices) == 2
    assert found.also_passed_over == ()


@often(60)
@given(BODIES)
def test_a_forecast_is_made_of_whatever_comes(bodies: dict[str, bytes]) -> None:
    """With every service gone mad at once there is still weather, it prints, and it can be saved as UTF-8."""
    found = _forecast(bodies)
    assert found.hours
    assert Forecast.model_validate_json(found.model_dump_json()) == found
    tables.weather_table("Mormon Row", found, DENVER, units="us", clock="24")
    assert found._repr_html_()


@often(4)
@given(BODIES)
@example(SOUND | {"alerts": json_text(alerts_answer(_STORM | {"event": _HALF_A_PAIR})).encode()})
def test_a_plan_is_made_in_whatever_weather_comes(bodies: dict[str, bytes]) -> None:
    """A plan with such a forecast is one in every format, or is refused with an error of ours."""
    forecast = _forecast(bodies)
    with suppress(TripPlannerError):
        made = plan_trip(NOW.date(), weather=forecast, now=NOW, end="13:00")
        assert all(rendered(made, name).encode() for name in NAMES)
