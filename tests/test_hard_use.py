"""Real conditions: threads, full disks, read-only folders, no home, odd clocks, locales and paths."""

import json
import os
import pwd
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zoneinfo
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import requests
from click.testing import CliRunner

import tripplanner
from tests.fake_nws import FakeNws, silence
from tests.fake_open_meteo import FakeOpenMeteo
from tripplanner import DestinationError, OutputError, catalog
from tripplanner.cli import main
from tripplanner.export.formats import NAMES

# Two cells of the weather service, and little to plan.
FEW = ("ta-moulton-barn", "jackson-hole-airport", "oxbow-bend")
NOW = datetime.fromisoformat("2026-08-16T10:30:00-06:00")
WINTER = ("--now", "2026-11-23T11:00:00-07:00", "--offline")
FOR_PROGRAMS = [each for each in NAMES if each != "text"]
EXAMPLE = Path(__file__).parent.parent / "examples" / "alabama_hills"
PACKAGE = Path(tripplanner.__file__).parent


@pytest.fixture
def services(monkeypatch) -> Iterator[FakeNws]:
    """Both weather services, and an environment that points at them."""
    with FakeNws(NOW) as nws, FakeOpenMeteo(NOW) as meteo:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", nws.url)
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        yield nws


@pytest.fixture(scope="module")
def plan():
    return tripplanner.plan_trip("2026-12-25", end="12:00", offline=True, now=NOW.replace(month=11))


def planned(day: int = 17, end: str = "08:00", **options) -> str:
    avoid = [each.id for each in tripplanner.sites() if each.id not in FEW]
    return tripplanner.plan_trip(f"2026-08-{day}", end=end, now=NOW, avoid=avoid, **options).to_json()


def run(*arguments):
    return CliRunner().invoke(main, [str(each) for each in arguments])


def child(*arguments, **options) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "tripplanner", *map(str, arguments)]
    return subprocess.run(command, check=False, timeout=60, **{"capture_output": True, **options})


# Many at once


def test_fifty_plans_at_once_are_those_made_one_by_one(services, monkeypatch, tmp_path):
    """Threads that share one session and one cache, cold at first: each plan has the bytes it has alone."""
    asked = [(day, "08:00") for day in range(17, 22)] * 10
    with requests.Session() as session:
        alone = {each: planned(*each, session=session) for each in dict.fromkeys(asked)}
    services.headers.clear()
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / "shared"))
    with requests.Session() as session, ThreadPoolExecutor(50) as threads:
        session.headers["X-Mine"] = "yes"
        together = list(threads.map(lambda each: planned(*each, session=session), asked))
    assert together == [alone[each] for each in asked]
    assert '"kind": "forecast"' in together[0]
    assert {each.get("X-Mine") for each in services.headers} == {"yes"}


# Disks and folders


@contextmanager
def disk_full_after(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes: to what writes, that is a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("before", [None, "an older plan"])
@pytest.mark.parametrize("size", [0, 5000])
def test_a_plan_that_does_not_fit_on_the_disk_is_not_half_written(plan, tmp_path, size, before):
    """One error of ours; nothing is left behind, and what was there before is still whole."""
    target = tmp_path / "plan.json"
    if before is not None:
        target.write_text(before, encoding="utf-8")
    with disk_full_after(size), pytest.raises(OutputError, match=r"cannot write .*: File too large"):
        tripplanner.write(plan, target)
    assert [each.read_text(encoding="utf-8") for each in tmp_path.glob("*") if each.is_file()] == (
        [] if before is None else [before]
    )


@pytest.mark.parametrize("size", [0, 8192, 30_000])
def test_a_cache_on_a_full_disk_costs_the_memory_and_not_the_plan(
    services, caplog, monkeypatch, tmp_path, size
):
    """The plan has the bytes it has with room to spare; one line of warning; later the file is used again."""
    good = planned()
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / "full"))
    with disk_full_after(size):
        assert planned() == good
    assert [each for each in caplog.messages if "remembered" in each] == caplog.messages
    assert len(caplog.messages) == 1
    assert planned() == good
    services.paths.clear()
    assert planned() == good
    assert services.paths == []


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("folder", ["a-file/cache", "/proc/tripplanner"])
def test_a_cache_folder_that_cannot_be_made_costs_no_figure(caplog, monkeypatch, tmp_path, folder):
    """Without a file of answers a plan still knows those it was given itself: the second cell is there."""
    good = planned()
    (tmp_path / "a-file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / folder))
    assert planned() == good
    [warning] = caplog.messages
    assert warning.startswith("weather answers are not remembered: ")


READ_ONLY = """
import os, sys
from click.testing import CliRunner
from tripplanner.cli import main
import tripplanner.weather._http  # before the rights to read it are gone
first = CliRunner().invoke(main, sys.argv[1:])
assert first.exit_code == 0, first.output
os.chmod("cache", 0o555)
if os.geteuid() == 0:  # whom a mode does not stop
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
assert not os.access("cache", os.W_OK)
again = CliRunner().invoke(main, [*sys.argv[1:-2], "--now", "2026-08-16T14:30:00-06:00"])
assert again.exit_code == 0, again.output
assert "forecast" in again.stdout, again.stdout
print(again.stderr.rstrip())
"""


def test_a_read_only_cache_folder_is_done_without(services):
    """A folder made by somebody else, such as a system's: the weather is asked for, and not remembered."""
    services.script["hourly"] *= 2
    with tempfile.TemporaryDirectory() as folder:  # one that everybody may enter, unlike pytest's
        Path(folder).chmod(0o755)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, "weather", "2026-08-16", "--now", NOW.isoformat()],
            cwd=folder,
            env={**os.environ, "TRIPPLANNER_CACHE_DIR": "cache", "PYTHONPATH": str(PACKAGE.parent)},
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "weather answers are no longer remembered: cache/weather.sqlite: attempt to write a readonly database"
    ]


@pytest.mark.usefixtures("services")
@pytest.mark.parametrize("caches", [None, "relative"])
def test_without_a_home_nothing_is_kept_in_the_working_folder(caplog, monkeypatch, tmp_path, caches):
    """No HOME, no user of that number, no XDG folder (or one that XDG says to ignore): no cache."""

    def unknown(_: int):
        raise KeyError

    good = planned()
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    for name in [each for each in os.environ if each.startswith("XDG_")] + ["HOME", "TRIPPLANNER_CACHE_DIR"]:
        monkeypatch.delenv(name, raising=False)
    if caches is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", caches)
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert planned() == good
    assert planned(offline=True) != good
    assert list(folder.iterdir()) == []
    assert "no home folder" in caplog.text


@pytest.mark.parametrize("name", ["folder", "n" * 300, "no/such/plan.txt"])
def test_an_output_that_cannot_be_is_told_in_one_line(tmp_path, name):
    """A folder, a name that is too long, a folder that is not there: exit 2, not a fault of ours."""
    (tmp_path / "folder").mkdir()
    done = run("sites", "--output", tmp_path / name)
    assert done.exit_code == 2, done.stderr
    assert done.stderr.startswith("tripplanner: ")
    assert len(done.stderr.splitlines()) == 1


ODD = "Größe mit  Leerzeichen, 日本 и 'so'"


@pytest.mark.usefixtures("services")
def test_paths_may_have_spaces_and_any_letters(monkeypatch, tmp_path):
    """Cache, facts, output and a saved plan in such a folder: all is found again."""
    folder = tmp_path / ODD
    shutil.copytree(EXAMPLE, folder / "Orte")
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(folder / "Speicher"))
    at = ("--now", NOW.isoformat())
    target = folder / ("ü" * 100 + " plan.json")
    made = run(
        "plan", "2026-08-17", "--end", "09:00", "--destination", folder / "Orte", "--output", target, *at
    )
    assert made.exit_code == 0, made.stderr
    assert made.stderr == f"written: {target}\n"
    assert (folder / "Speicher" / "weather.sqlite").stat().st_size > 0
    shown = run("show", target, "--output", folder / "plän.html")
    assert shown.exit_code == 0, shown.stderr
    assert sorted(each.name for each in folder.iterdir()) == sorted(
        ["Orte", "Speicher", target.name, "plän.html"]
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only there a name may be any bytes")
def test_a_name_in_no_encoding_can_be_written_and_read(tmp_path):
    """A file named on another machine, in Latin-1: it is a name like any other."""
    target = tmp_path / os.fsdecode(b"pl\xe4n.json")
    assert run("plan", "2026-12-25", "--end", "10:00", "--output", target, *WINTER).exit_code == 0
    assert run("show", target).stdout.startswith("Mormon Row")
    missing = run("show", tmp_path / os.fsdecode(b"k\xe4in.json"))
    assert (missing.exit_code, len(missing.stderr.splitlines())) == (2, 1)


# Files from elsewhere


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_facts_may_have_windows_line_ends(tmp_path, mark):
    """A folder edited on Windows, with or without its byte order mark, holds the same facts."""
    folder = shutil.copytree(EXAMPLE, tmp_path / "place")
    for each in folder.glob("*.toml"):
        each.write_bytes(mark + each.read_bytes().replace(b"\n", b"\r\n"))
    assert tripplanner.load_destination(folder) == tripplanner.load_destination(EXAMPLE)


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_saved_plan_may_have_windows_line_ends(plan, tmp_path, mark):
    """A plan that went through a Windows editor is the same plan."""
    path = tripplanner.write(plan, tmp_path / "plan.json")
    path.write_bytes(mark + path.read_bytes().replace(b"\n", b"\r\n"))
    assert tripplanner.load_plan(path) == plan


# Clocks and zones


@pytest.fixture
def no_system_zones() -> Iterator[None]:
    """As with PYTHONTZPATH="", or on Windows: the operating system has no time zones."""
    catalog._load_bundled.cache_clear()
    zoneinfo.reset_tzpath(to=[])
    zoneinfo.ZoneInfo.clear_cache()
    yield
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()
    catalog._load_bundled.cache_clear()


@pytest.mark.usefixtures("no_system_zones")
def test_without_zones_of_the_system_those_of_tzdata_are_used(plan):
    """The package brings its own: the same plan comes out."""
    again = tripplanner.plan_trip("2026-12-25", end="12:00", offline=True, now=NOW.replace(month=11))
    assert again.to_json() == plan.to_json()


@pytest.mark.usefixtures("no_system_zones")
def test_without_any_zone_it_is_said_what_is_missing(monkeypatch):
    """Neither the system's nor the package: one error of ours that says what to install."""
    for name in [each for each in sys.modules if each.partition(".")[0] == "tzdata"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tzdata", None)
    with pytest.raises(DestinationError, match="knows none at all: install the package tzdata"):
        tripplanner.load_destination()
    done = run("plan", "2026-12-25", *WINTER)
    assert (done.exit_code, done.stdout) == (4, "")


@pytest.mark.parametrize("now", [datetime(1970, 1, 1, tzinfo=UTC), datetime(1999, 11, 23, 18, tzinfo=UTC)])
def test_a_clock_of_another_century_still_plans(tmp_path, now):
    """In each format, and read back the same."""
    plan = tripplanner.plan_trip("tomorrow", end="12:00", offline=True, now=now)
    assert plan.days[0].date.year == now.year
    for name in NAMES:
        tripplanner.write(plan, tmp_path / f"plan.{'txt' if name == 'text' else name}")
    assert tripplanner.load_plan(tmp_path / "plan.json") == plan


@pytest.mark.usefixtures("services")
def test_a_clock_that_is_wrong_by_decades_trusts_no_forecast():
    """Weather of 2026 told to a machine in 1999 is not fresh; the plan is of climate and says why."""
    done = run("plan", "--end", "10:00", "--format", "json", "--now", "1999-08-16T10:30:00-06:00")
    assert done.exit_code == 0, done.stderr
    weather = json.loads(done.stdout)["weather"]
    assert weather["kind"] == "normals"
    assert {each["provider"] for each in weather["passed_over"]} >= {"NWS", "Open-Meteo"}


# Locales and streams

FOREIGN = """
import locale, sys
if sys.argv[1]:
    locale.setlocale(locale.LC_ALL, sys.argv[1])
    assert locale.format_string("%.1f", 1.5) == "1,5"
from tripplanner.cli import main
for name in sys.argv[3:]:
    main(["show", sys.argv[2], "--format", name], standalone_mode=False)
for page in ("sites", "unknowns"):
    main([page], standalone_mode=False)
"""
LOCALES = {
    "POSIX-ascii": {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"},
    "cp1252": {"PYTHONIOENCODING": "cp1252"},
    "de_DE": {"LC_ALL": "de_DE.UTF-8"},
}


@pytest.fixture(scope="session")
def german(tmp_path_factory) -> Path:
    """A folder with the German locale, made from its text."""
    folder = tmp_path_factory.mktemp("locales")
    made = shutil.which("localedef") and subprocess.run(
        ["localedef", "-i", "de_DE", "-f", "UTF-8", str(folder / "de_DE.UTF-8")],
        check=False,
        capture_output=True,
    )
    if not made or not (folder / "de_DE.UTF-8").exists():
        pytest.skip("no locale de_DE here, nor what it is made of")
    return folder


@pytest.fixture(scope="module")
def odd(plan, tmp_path_factory) -> tuple[Path, bytes, bytes]:
    """A plan of a place with letters from everywhere; it in each format for programs, and pages, as here."""
    place = plan.model_copy(update={"destination_name": "Plätze, 日本, 25 °C"})
    path = tripplanner.write(place, tmp_path_factory.mktemp("odd") / "plan.json")
    good = b"".join(run("show", path, "--format", each).stdout_bytes for each in FOR_PROGRAMS)
    return path, good, b"".join(run(each).stdout_bytes for each in ("sites", "unknowns"))


@pytest.mark.parametrize("name", LOCALES)
def test_no_locale_changes_a_plan(odd, request, name):
    """Numbers, dates and letters are the same bytes in every locale; what programs read is always UTF-8."""
    path, good, pages = odd
    places = {"LOCPATH": str(request.getfixturevalue("german"))} if name == "de_DE" else {}
    done = subprocess.run(
        [sys.executable, "-c", FOREIGN, "de_DE.UTF-8" if places else "", str(path), *FOR_PROGRAMS, "text"],
        env={**os.environ, "PYTHONUTF8": "0", **places, **LOCALES[name]},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.stderr == b""
    assert done.stdout.startswith(good)
    assert done.stdout.endswith(pages)
    assert b"Friday 25 December 2026" in done.stdout[len(good) :]


def test_no_word_comes_from_the_locale():
    """Names of days and months are our own: strftime speaks the language that the program was set to."""
    spoken = [
        f"{path.relative_to(PACKAGE)}: {line.strip()}"
        for path in PACKAGE.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if re.search(r"\{[^{}]*:[^{}]*%[aAbBcpxX]|strftime\(", line)
        and not line.lstrip().startswith((">>>", "..."))
    ]
    assert spoken == []


def test_a_reader_who_has_seen_enough_is_no_failure():
    """`tripplanner sites | head -1`: exit 0 and not a word, though the pipe is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = child("sites", capture_output=False, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_error_that_nobody_can_be_told_keeps_its_exit_code():
    """The standard error on a full disk: bad input is still 2."""
    with Path("/dev/full").open("w") as full:
        assert child("plan", "someday", capture_output=False, stderr=full).returncode == 2


INTERRUPTED = """
import os, signal, sys
moment = sys.argv[1]
class Stopping:
    def find_spec(self, name, path, target=None):
        if name == moment:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Stopping())
from tripplanner.__main__ import main
sys.argv[1:] = ["plan", "2026-12-25", "--offline"]
main()
"""


@pytest.mark.parametrize("loading", ["tripplanner.cli.group", "tripplanner.cli.plan"])
def test_whoever_stops_it_while_it_loads_sees_no_traceback(loading):
    """Ctrl-C in the first half second, while modules are imported: exit 130 and one line."""
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, loading], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr.strip()) == (130, "tripplanner: stopped")


def test_whoever_stops_it_while_it_waits_sees_no_traceback(services):
    """Ctrl-C while a service is silent: exit 130 and one line, without waiting for its end."""
    services.script["points"] = [silence(30)]
    command = [sys.executable, "-m", "tripplanner", "plan", "2026-08-17", "--now", NOW.isoformat()]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        while not services.paths and running.poll() is None:
            time.sleep(0.02)
        running.send_signal(2)
        said = running.communicate(timeout=20)
    assert (running.returncode, said[0], said[1].strip()) == (130, "", "tripplanner: stopped")
