"""Time to read the weather, and requests per plan: run by hand as `python -m tests.benchmarks.weather`."""

import gc
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from tests.fake_nws import FakeNws, grid_answer, hourly_answer, ok
from tests.fake_open_meteo import FakeOpenMeteo, forecast_answer
from tripplanner import plan_trip
from tripplanner.weather import nws, nws_grid, open_meteo

NOW = datetime.fromisoformat("2026-08-16T10:30:00-06:00")
RUNS = 50


def _reading(name: str, answer: Mapping[str, Any], read: Callable[[Any], object]) -> None:
    """Milliseconds of CPU from the bytes of an answer to our records, each time as if it were the first."""
    body, times_ms = json.dumps(answer), []
    for _ in range(RUNS):
        nws_grid._hours_of.cache_clear()
        gc.collect()
        began = time.process_time()
        read(json.loads(body))
        times_ms.append((time.process_time() - began) * 1000)
    print(  # noqa: T201 - the table is what the script is for
        f"{name:24} best {min(times_ms):6.2f} ms  median {statistics.median(times_ms):6.2f} ms  "
        f"({len(body):,} bytes)",
        flush=True,
    )


def _asking(nws_service: FakeNws, meteo: FakeOpenMeteo, day: str, state: str) -> None:
    """What a cold plan of that day asks, and a warm one a minute later; issue 4 allows 9 and none."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ["TRIPPLANNER_CACHE_DIR"] = folder
        for name, later in (("cold", 0), ("warm", 1)):
            nws_service.paths.clear()
            meteo.paths.clear()
            plan_trip(day, end="15:00", now=NOW + timedelta(minutes=later))
            asked = [*nws_service.paths, *meteo.paths]
            print(f"{name} plan of {day}, {state}: {len(asked)} requests", flush=True)  # noqa: T201
            for path in asked:
                print(f"    {path[:100]}")  # noqa: T201


def main() -> None:
    """Print both tables."""
    _reading("hourly text, 156 hours", hourly_answer(NOW), nws.parse_hourly)
    _reading("raw grid, 156 hours", grid_answer(NOW), nws_grid.parse_grid)
    _reading("Open-Meteo, 384 hours", forecast_answer(NOW), open_meteo.parse_forecast)
    with FakeNws(NOW) as service, FakeOpenMeteo(NOW) as meteo:
        os.environ |= {
            "TRIPPLANNER_NWS_URL": service.url,
            "TRIPPLANNER_OPEN_METEO": "free",
            "TRIPPLANNER_OPEN_METEO_URL": meteo.url,
            "TRIPPLANNER_NPS_URL": meteo.url,
            "TRIPPLANNER_NPS_KEY": "a-key",
        }
        for state, issued_at in (("all fresh", NOW), ("NWS stale", NOW - timedelta(hours=13))):
            service.script["hourly"] = [ok(hourly_answer(issued_at))]
            service.script["grid"] = [ok(grid_answer(issued_at))]
            for day in ("2026-08-16", "2026-08-17"):
                _asking(service, meteo, day, state)


if __name__ == "__main__":
    main()
