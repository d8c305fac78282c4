"""Answers generated from the service's own specification: what we know, or our error, nothing else."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.weather.conftest import MORMON_ROW, NOW
from tests.weather.openapi import Schema
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.freshness import overdue
from tripplanner.weather.nws import HourlyAnswer, parse_hourly, parse_points
from tripplanner.weather.nws_alerts import parse_alerts
from tripplanner.weather.nws_grid import completed, parse_grid
from tripplanner.weather.nws_observation import Station, parse_observation, parse_stations

STATION = Station("KJAC", None, 43.6, -110.7)
READERS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "PointGeoJson": parse_points,
    "GridpointHourlyForecastGeoJson": parse_hourly,
    "GridpointGeoJson": parse_grid,
    "AlertCollectionGeoJson": parse_alerts,
    "ObservationStationCollectionGeoJson": parse_stations,
    "ObservationGeoJson": lambda sent: parse_observation(sent, STATION, MORMON_ROW),
}


@pytest.fixture(scope="module")
def schema(samples: Path) -> Schema:
    """The specification of 2026."""
    [path] = (samples / "nws").glob("openapi_*")
    return Schema(json.loads(path.read_text(encoding="utf-8")))


def read(schema: Schema, name: str, seed: int) -> Any:
    """What is made of an answer, or None when it is refused; any other error is a fault of ours."""
    answer = schema.answer(name, seed)
    try:
        return READERS[name](answer if isinstance(answer, dict) else {})
    except WeatherUnavailableError:
        return None


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=1000, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_generated_answers_are_read_or_refused(schema: Schema, name: str, seed: int) -> None:
    """As specified, with nulls, keys and values nobody has seen: a record, or WeatherUnavailableError."""
    found = read(schema, name, seed)
    if isinstance(found, HourlyAnswer):
        assert found.hours
        assert overdue(found.times, NOW).total_seconds() >= 0
        assert completed(found, found).hours == found.hours


@pytest.mark.parametrize("name", READERS)
def test_the_generator_makes_readable_answers_too(schema: Schema, name: str) -> None:
    """A test that saw only refusals would prove nothing: of 300 answers, at least 5 are read."""
    assert sum(bool(read(schema, name, seed)) for seed in range(300)) >= 5
