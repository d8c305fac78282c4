"""A plan over two grid cells: every stop says for which spot its figures are."""

import json
from datetime import datetime

import pytest
from click.testing import CliRunner

from tests.fake_nws import FakeNws, grid_answer, ok, points_answer
from tripplanner.cli import main

NOW = "2026-08-16T10:30:00-06:00"


def corner(payload, lat, lon):
    """The same answer for a cell around another spot."""
    ring = [[lon, lat], [lon + 0.02, lat], [lon + 0.02, lat + 0.02], [lon, lat + 0.02]]
    payload["geometry"] = {"type": "Polygon", "coordinates": [ring]}
    return payload


def test_a_stop_far_away_has_the_figures_of_its_own_cell(monkeypatch):
    """Jackson lies 20 km from Mormon Row: -5 °C in its cell, summer at the barn; record and text say so."""
    issued = datetime.fromisoformat(NOW)
    there = points_answer()
    there["properties"] |= {"gridX": 44, "gridY": 139}
    with FakeNws(issued) as service:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", service.url)
        service.script["points"] = [ok(points_answer()), ok(there)]
        service.script["grid"] = [ok(grid_answer(issued)), ok(corner(grid_answer(issued), 43.47, -110.77))]
        asked = ["plan", "2026-08-17", "--now", NOW, "--end", "12:00", "--format", "json"]
        must = ["--must-see", "jackson-town-square", "--must-see", "ta-moulton-barn"]
        done = CliRunner().invoke(main, [*asked, *must])
        assert done.exit_code == 0, done.output
        stops = {stop["site"]: stop["weather"] for stop in json.loads(done.stdout)["days"][0]["stops"]}
        assert sum("gridpoints" in path for path in service.paths) == 3
        text = " ".join(CliRunner().invoke(main, [*asked[:-2], *must]).stdout.split())
    spots = "43.66, -110.66 at 6,563 ft and 43.48, -110.76 at 6,563 ft (at each stop the nearer)"
    other = "43.48, -110.76 at 6,563 ft and 43.66, -110.66 at 6,563 ft (at each stop the nearer)"
    assert f"forecast by NWS for {spots}, issued" in text or f"forecast by NWS for {other}, issued" in text
    town, barn = stops["jackson-town-square"], stops["ta-moulton-barn"]
    assert {hour["air_temp_c"] for hour in town["hours"]} == {-5}
    assert town["place"]["lat"] == pytest.approx(43.48)
    assert min(hour["air_temp_c"] for hour in barn["hours"]) > 10
    assert barn["place"]["lat"] == pytest.approx(43.66)
