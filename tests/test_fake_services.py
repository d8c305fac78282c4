"""The services that users are told to copy do what is said at their head."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
RECIPE = """
import json, os, sys, urllib.request
from datetime import UTC, datetime
from tests.fake_nws import FakeNws, grid_answer, hourly_answer, ok, problem
from tests.fake_open_meteo import FakeOpenMeteo, refusal

assert not {name.partition(".")[0] for name in sys.modules} & {"requests", "pytest", "tripplanner"}
now = datetime(2026, 8, 16, 16, 30, tzinfo=UTC)
with FakeNws(now=now) as service, FakeOpenMeteo(now=now) as meteo:
    grid = grid_answer(now)
    for run in grid["properties"]["temperature"]["values"]:
        run["value"] = -29
    service.script["hourly"] = [problem(403)]
    service.script["grid"] = [ok(grid)]
    meteo.script["air"] = [refusal(429, "Daily API request limit exceeded.")]
    os.environ["TRIPPLANNER_NWS_URL"] = service.url
    os.environ["TRIPPLANNER_OPEN_METEO_URL"] = meteo.url
    from tripplanner import get_forecast
    noon = datetime(2026, 8, 17, 18, tzinfo=UTC)
    found = get_forecast("ta-moulton-barn", noon, noon.replace(hour=20), now=now)
    print([hour.air_temp_c for hour in found.hours], found.kind, len(service.paths), len(meteo.paths))
    print([each.provider for each in found.also_passed_over])
"""


def test_a_copy_works_as_it_says(tmp_path):
    """Two files in a folder of one's own, the standard library, and the steps told at their head."""
    (tmp_path / "tests").mkdir()
    for name in ("fake_nws.py", "fake_open_meteo.py"):
        (tmp_path / "tests" / name).write_text((HERE / name).read_text(encoding="utf-8"), encoding="utf-8")
    found = subprocess.run(
        [sys.executable, "-c", RECIPE],
        cwd=tmp_path,
        env={
            "PYTHONPATH": os.pathsep.join((str(tmp_path), str(HERE.parent))),
            "TRIPPLANNER_CACHE_DIR": str(tmp_path / "cache"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert found.stdout == "[-29.0, -29.0] forecast 5 1\n['Open-Meteo air quality']\n"
