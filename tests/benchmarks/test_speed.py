"""How long things take, and how much memory, measured with pytest-benchmark (extra `bench`). Run by hand:

python -m pytest tests/benchmarks/test_speed.py -n0 --benchmark-only --benchmark-columns=min,median,rounds

All times are seconds of one core (not of the clock on the wall: a busy machine slows that). Nothing is
asserted of them; the aims stand in the docstrings. Extra figures are in the JSON of `--benchmark-json`, and
printed with `-s`.
"""

import json
import resource
import statistics
import subprocess
import sys
import time
from datetime import datetime

import pytest

import tripplanner
from tests.fake_nws import grid_answer, hourly_answer
from tests.fake_open_meteo import forecast_answer
from tripplanner import Itinerary, catalog
from tripplanner.export.formats import NAMES, rendered
from tripplanner.light import shared
from tripplanner.weather import nws, nws_grid, open_meteo

NOW = datetime.fromisoformat("2026-11-23T11:00:00-07:00")
DAYS = "2026-11-24", "2026-12-25", "2027-03-25", "2027-07-15", "2027-10-18"
THREE_DAYS = "2026-12-25..2026-12-27"
FETCH = "import tripplanner; tripplanner.plan_trip"
NOW_THERE = f"import tripplanner, datetime; now = datetime.datetime.fromisoformat('{NOW.isoformat()}')"
ONE_DAY = f"{NOW_THERE}; print(tripplanner.plan_trip('2026-12-25', offline=True, now=now))"
SOME_DAYS = f"{NOW_THERE}; tripplanner.plan_trip({THREE_DAYS!r}, offline=True, now=now)"
MONTH = f"{NOW_THERE}; tripplanner.best_days('2026-12-01', '2026-12-30', offline=True, now=now)"
COMMAND = "import sys; from tripplanner.__main__ import main; sys.argv = ['tripplanner', {}]; main()"
PEAK = """
import resource, sys
from pathlib import Path
status = Path("/proc/self/status")  # what getrusage tells begins with the parent's on Linux
lines = status.read_text().splitlines() if status.exists() else []
peaks = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
most = peaks[0] if peaks else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
sys.stderr.write(str(most))
"""
pytestmark = pytest.mark.benchmark(timer=time.process_time, disable_gc=True)


def children_s():
    """Seconds of processor time of all processes that have ended. [s]"""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run(code):
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)


def median_ms(code, rounds=15):
    spent = []
    for _ in range(rounds):
        began = children_s()
        run(code)
        spent.append(1000 * (children_s() - began))
    return statistics.median(spent)


def tell(benchmark, **figures):
    """Keep figures beside the times."""
    benchmark.extra_info.update(figures)
    sys.stdout.write(f"\n{benchmark.name}: {figures}\n")


def planned(dates, **options):
    return tripplanner.plan_trip(dates, offline=True, now=NOW, **options)


@pytest.fixture(scope="module")
def trip():
    return planned(THREE_DAYS)


@pytest.mark.benchmark(timer=children_s, group="start")
@pytest.mark.parametrize(
    ("code", "without"),
    [
        pytest.param("import tripplanner", "pass", id="import: under 50 ms"),
        pytest.param(FETCH, "import tripplanner", id="what a first plan imports: under 250 ms"),
        pytest.param(f"{FETCH}; tripplanner.load_destination()", FETCH, id="the bundled destination"),
        pytest.param(ONE_DAY, "pass", id="a first plan, printed"),
        pytest.param(COMMAND.format("'--help'"), "pass", id="tripplanner --help"),
        pytest.param(
            COMMAND.format("'plan', '2026-12-25', '--offline'"), "pass", id="tripplanner plan --offline"
        ),
    ],
)
def test_start(benchmark, code, without):
    """A fresh process, and `more_ms`: what it takes more than one that does less."""
    benchmark.pedantic(run, (code,), rounds=15, warmup_rounds=1)
    least = median_ms(without)
    tell(benchmark, more_ms=round(1000 * benchmark.stats.stats.median - least, 1))


@pytest.mark.benchmark(group="a plan: one day under 150 ms, three under 1 s, both proven")
@pytest.mark.parametrize("dates", [*DAYS, THREE_DAYS])
def test_warm_plan(benchmark, dates):
    """Everything is imported and loaded, and the day was planned before."""
    plan = benchmark.pedantic(planned, (dates,), rounds=5, warmup_rounds=1)
    assert plan.days[0].stops
    tell(benchmark, proven=plan.proven_optimal, points=plan.score)


@pytest.mark.benchmark(group="a plan: one day under 150 ms, three under 1 s, both proven")
def test_plan_of_a_day_not_seen_before(benchmark):
    """As a warm plan, but the light of the day is not known yet."""
    plan = benchmark.pedantic(planned, ("2026-12-25",), setup=shared.lights_of.cache_clear, rounds=5)
    assert plan.days[0].stops


@pytest.mark.benchmark(group="30 days compared: under 5 s")
def test_thirty_days_compared(benchmark):
    """`best_days` over a month of winter."""
    options = {"offline": True, "now": NOW}
    ranked = benchmark.pedantic(tripplanner.best_days, ("2026-12-01", "2026-12-30"), options, rounds=1)
    assert len(ranked.days) == 30


@pytest.mark.benchmark(group="a plan of three days written")
@pytest.mark.parametrize("name", NAMES)
def test_export(benchmark, trip, name):
    """One format."""
    text = benchmark(rendered, trip, name)
    tell(benchmark, characters=len(text))


@pytest.mark.benchmark(group="a plan of three days written")
def test_all_exports(benchmark, trip):
    """All formats, one after another."""
    texts = benchmark(lambda: [rendered(trip, name) for name in NAMES])
    assert all(texts)


@pytest.mark.benchmark(group="reading")
@pytest.mark.parametrize(
    ("answer", "read", "hours"),
    [
        pytest.param(hourly_answer(NOW), nws.parse_hourly, 156, id="hourly text of 156 hours"),
        pytest.param(grid_answer(NOW), nws_grid.parse_grid, 156, id="raw grid of 156 hours"),
        pytest.param(forecast_answer(NOW), open_meteo.parse_forecast, 384, id="Open-Meteo, 16 days"),
    ],
)
def test_reading_weather(benchmark, answer, read, hours):
    """From the bytes of an answer to our records, as if it were the first one."""
    body = json.dumps(answer)
    found = benchmark.pedantic(
        lambda: read(json.loads(body)), setup=nws_grid._hours_of.cache_clear, rounds=30
    )
    assert abs(len(found.hours) - hours) <= 24


@pytest.mark.benchmark(group="reading")
def test_loading_the_bundled_destination(benchmark):
    """Its TOML files read, checked and made records, which a process does once."""
    place = benchmark.pedantic(
        catalog.load_destination, setup=catalog._load_bundled.cache_clear, rounds=10, warmup_rounds=1
    )
    assert place.sites


@pytest.mark.benchmark(group="reading")
def test_loading_a_plan(benchmark, trip, tmp_path):
    """A saved plan of three days."""
    path = tripplanner.write(trip, tmp_path / "plan.json")
    assert isinstance(benchmark(tripplanner.load_plan, path), Itinerary)


@pytest.mark.benchmark(timer=children_s, group="memory: under 200 MB")
@pytest.mark.parametrize(
    "code",
    [
        pytest.param("pass", id="bare Python"),
        pytest.param(ONE_DAY, id="one day"),
        pytest.param(SOME_DAYS, id="three days"),
        pytest.param(MONTH, id="30 days"),
    ],
)
def test_peak_memory(benchmark, code):
    """The most that a process holds, in `peak_mb`."""
    done = benchmark.pedantic(run, (code + PEAK,), rounds=1)
    tell(benchmark, peak_mb=round(int(done.stderr) / 1000))
