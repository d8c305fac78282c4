"""Weather from a provider, a session, a deadline and threads of the caller's own."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
import requests

import tripplanner
from tests.fake_nws import FakeNws, slow_headers
from tests.weather.conftest import NOW
from tripplanner.errors import InvalidRequestError
from tripplanner.weather.model import Forecast, Hour, Provenance, Spell, WeatherPlace

START = datetime.fromisoformat("2026-08-17T06:00:00-06:00")
END = START + timedelta(hours=4)


class Made:
    """A provider that notes what it is asked and gives back what it was made with."""

    def __init__(self, *given: Any) -> None:
        self.given = list(given)
        self.asked: list[tuple[WeatherPlace, datetime, datetime, datetime]] = []

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Any:
        """What is asked for, or a day at -10 °C."""
        self.asked.append((place, start, end, now))
        if self.given:
            return self.given[0]
        midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
        hours = tuple(
            Hour(starts_at=midnight + timedelta(hours=number), air_temp_c=-10, wind_speed_kmh=0)
            for number in range(24)
        )
        return Forecast(
            spells=(Spell(provenance=Provenance(kind="forecast", provider="mine", place=place), hours=hours),)
        )


def test_a_provider_of_ones_own_is_asked_in_place_of_all_others(service: FakeNws) -> None:
    """The plan stands on what it said, for the place and time of the plan; no service is asked."""
    mine = Made()
    plan = tripplanner.plan_trip("2026-08-17", weather=mine, now=NOW, end="10:00")
    assert (plan.weather.provider, plan.weather.kind) == ("mine", "forecast")
    [(place, start, end, now)] = mine.asked
    assert (round(place.lat, 1), round(place.lon, 1), now) == (43.7, -110.7, NOW)
    assert start < end
    found = tripplanner.get_forecast("ta-moulton-barn", START, END, weather=mine, now=NOW)
    assert found.hours[0].air_temp_c == -10
    assert mine.asked[1][1:] == (START, END, NOW)
    assert service.paths == []


@pytest.mark.parametrize("given", [{}, [], "sunny", 0, (Hour(starts_at=START),)])
def test_a_provider_that_gives_back_something_else_is_our_error(given: object) -> None:
    """One typed error that names the provider and what it gave, from both calls."""
    mine = Made(given)
    expected = f"Made gave back {type(given).__name__}, not a Forecast"
    with pytest.raises(InvalidRequestError, match=expected):
        tripplanner.plan_trip("2026-08-17", weather=mine, now=NOW)
    with pytest.raises(InvalidRequestError, match=expected):
        tripplanner.get_forecast("ta-moulton-barn", START, END, weather=mine, now=NOW)


@pytest.mark.parametrize("weather", ["text", 5, [], {"kind": "forecast"}, Made, object()])
def test_what_is_no_provider_is_refused(weather: Any) -> None:
    """Neither a forecast nor something with `get_forecast`: not an AttributeError. A class is no provider."""
    with pytest.raises(InvalidRequestError, match="weather cannot be"):
        tripplanner.plan_trip("2026-08-17", weather=weather, now=NOW)
    with pytest.raises(InvalidRequestError, match="weather cannot be"):
        tripplanner.get_forecast("ta-moulton-barn", START, END, weather=weather, now=NOW)


def test_what_a_provider_raises_reaches_the_caller() -> None:
    """A fault of the caller's own code is not dressed up as ours."""

    class Broken:
        def get_forecast(self, *_: object, **__: object) -> Forecast:
            raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        tripplanner.plan_trip("2026-08-17", weather=Broken(), now=NOW)


def test_a_session_of_ones_own_is_used_and_left_open(service: FakeNws) -> None:
    """Its headers go with each request (as its proxies and certificates would), and it can ask again."""
    with requests.Session() as session:
        session.headers["X-Mine"] = "yes"
        plan = tripplanner.plan_trip("2026-08-17", session=session, now=NOW, end="10:00")
        assert plan.weather.kind == "forecast"
        assert {each.get("X-Mine") for each in service.headers} == {"yes"}
        asked = len(service.paths)
        tripplanner.get_forecast(
            "ta-moulton-barn", START, END, session=session, now=NOW + timedelta(hours=1, minutes=1)
        )
        assert len(service.paths) > asked
        assert session.get(f"{service.url}/points/1,1", timeout=5).status_code == 200


@pytest.mark.parametrize("session", ["http://proxy", requests.Session, 5])
def test_what_is_no_session_is_refused(session: Any) -> None:
    """Said before anything is asked."""
    with pytest.raises(InvalidRequestError, match="session cannot be"):
        tripplanner.plan_trip("2026-08-17", session=session, now=NOW)


def test_the_deadline_can_be_set(service: FakeNws) -> None:
    """A service that drips its headers holds neither call for longer than was allowed."""
    service.script |= {key: [slow_headers(9.0)] for key in service.script}
    began = time.monotonic()
    found = tripplanner.get_forecast("ta-moulton-barn", START, END, deadline_s=0.4, now=NOW)
    assert time.monotonic() - began < 1.0
    began = time.monotonic()
    plan = tripplanner.plan_trip("2026-08-17", deadline_s=0.4, now=NOW, end="08:00")
    assert time.monotonic() - began < 4.0
    assert found.kind == plan.weather.kind == "normals"


@pytest.mark.parametrize("deadline_s", [0, -1, float("nan"), float("inf"), 3601, "20", None, True])
def test_a_deadline_that_cannot_be_meant_is_refused(deadline_s: Any) -> None:
    """Seconds, more than none and at most an hour."""
    with pytest.raises(InvalidRequestError, match="deadline_s cannot be"):
        tripplanner.get_forecast("ta-moulton-barn", START, END, deadline_s=deadline_s, now=NOW)
    with pytest.raises(InvalidRequestError, match="deadline_s cannot be"):
        tripplanner.plan_trip("2026-08-17", deadline_s=deadline_s, now=NOW)


def test_threads_may_plan_at_once(service: FakeNws) -> None:
    """Eight plans in four threads on one cold cache are all the plan that one thread makes."""

    def planned(_: int) -> str:
        return tripplanner.plan_trip("2026-08-17", now=NOW, end="09:00").to_json()

    with ThreadPoolExecutor(4) as threads:
        plans = set(threads.map(planned, range(8)))
    assert plans == {planned(0)}
    assert '"kind": "forecast"' in plans.pop()
    assert service.paths
