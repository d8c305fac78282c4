"""What strangers could try: answers that send us elsewhere, hostile facts, leaks of keys, pickles, shells."""

import ast
import base64
import logging
import os
import pickle
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

import tripplanner
from tests.fake_nws import FakeNws, Step, ok, points_answer, problem, redirect, stations_answer
from tests.fake_open_meteo import FakeOpenMeteo
from tripplanner import DestinationError, WeatherUnavailableError
from tripplanner.export.formats import NAMES, rendered
from tripplanner.weather._settings import Settings
from tripplanner.weather.chain import get_forecast
from tripplanner.weather.model import WeatherPlace

NOW = datetime.fromisoformat("2026-08-16T10:30:00-06:00")
PLACE = WeatherPlace(lat=43.66, lon=-110.66, elevation_m=2040)
EXAMPLE = Path(__file__).parent.parent / "examples" / "alabama_hills"
PACKAGE = Path(tripplanner.__file__).parent
KEYS = {name: f"s3cret-{name}" for name in ("NWS", "OPEN_METEO", "NPS")}


@pytest.fixture
def service(monkeypatch) -> Iterator[FakeNws]:
    """The weather service of our own that the environment points at."""
    with FakeNws(NOW) as running:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", running.url)
        yield running


@pytest.fixture
def other() -> Iterator[FakeNws]:
    """A server of somebody else's that must hear nothing."""
    with FakeNws(NOW) as running:
        yield running
        assert running.paths == []


def asked(**options):
    """The weather of this noon, all services asked, without a climate to fall back on."""
    times = (NOW.replace(hour=11), NOW.replace(hour=13))
    return get_forecast(PLACE, *times, now=NOW, climate=None, tz=NOW.tzinfo, **options)


# Addresses from the network

ELSEWHERE = {
    "host-in-user": "http://{us}@{them}/points/1,1",
    "host-before-backslash": "http://{them}\\@{us}/points/1,1",
    "backslashes": "\\\\{them}/points/1,1",
    "no-scheme": "//{them}/points/1,1",
    "tab-in-host": "http://{us}\t@{them}/points/1,1",
    "password": "http://me:{us}@{them}/points/1,1",
    "another-scheme": "https://{us}/points/1,1",
    "another-name": "http://localhost:{port}/points/1,1",
    "longer-name": "http://{us}.example/points/1,1",
    "file": "file:///etc/passwd",
    "ftp": "ftp://{us}/points/1,1",
}


@pytest.mark.parametrize("shape", ELSEWHERE)
def test_a_redirect_goes_nowhere_but_to_the_host_that_was_asked(service, other, monkeypatch, shape):
    """However an address is disguised: two readers of it must not take it for two hosts."""
    monkeypatch.setenv("TRIPPLANNER_NWS_KEY", KEYS["NWS"])
    us, them = (each.url.partition("://")[2] for each in (service, other))
    target = ELSEWHERE[shape].format(us=us, them=them, port=us.rpartition(":")[2])
    for endpoint in list(service.script):
        service.script[endpoint] = [redirect(target)]
    with pytest.raises(WeatherUnavailableError, match=r"another host|answered 404"):
        asked()
    assert {service.endpoint(each) for each in service.paths} <= {"points", "alerts", "unknown"}


ADDRESSES = (
    "forecast",
    "forecastHourly",
    "forecastGridData",
    "observationStations",
    "forecastZone",
    "county",
)


@pytest.mark.parametrize("address", ["http://{them}/", "//{them}/", "file:///etc/passwd", "{us}@{them}"])
def test_addresses_in_an_answer_are_not_asked(service, other, address):
    """What is asked is built on the configured base from office and cell, whatever an answer names."""
    us, them = (each.url.partition("://")[2] for each in (service, other))
    foreign = address.format(us=us, them=them)
    for endpoint, payload in (("points", points_answer()), ("stations", stations_answer())):
        features = payload.get("features", [payload])
        for each in features:
            each["id"] = each["properties"]["@id"] = foreign
            each["properties"].update(dict.fromkeys(ADDRESSES, foreign))
        service.script[endpoint] = [ok({**payload, "pagination": {"next": foreign}})]
    assert asked().kind == "forecast"
    assert "unknown" not in {service.endpoint(each) for each in service.paths}


@pytest.mark.parametrize(
    "name", ["../../points/1,1", "K?x=", "K#", "K/../..", "//h/", "K\\..", "K%2f..", "K\r\nX: 1"]
)
def test_a_station_cannot_name_an_address(service, name):
    """The name of a station becomes part of an address only if it is a name."""
    payload = stations_answer()
    for each in payload["features"]:
        each["properties"]["stationIdentifier"] = name
    service.script["stations"] = [ok(payload)]
    found = asked()
    assert (found.kind, found.observation) == ("forecast", None)
    assert {service.endpoint(each) for each in service.paths} <= {
        "points",
        "hourly",
        "grid",
        "alerts",
        "stations",
    }


# Code that runs code

FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "yaml",
    "subprocess",
    "code",
    "runpy",
    "ctypes",
    "pty",
}
FORBIDDEN_CALLS = {
    *("eval", "exec", "compile", "__import__", "os.system", "os.popen", "os.startfile", "tempfile.mktemp"),
    *("jinja2.Template", "Template"),
}
EVALS = re.compile(r"os\.(exec|spawn|posix_spawn)\w*|\w+\.(from_string|render_string)|re\.template")


def called(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (each.name.partition(".")[0] for each in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def dangers(text: str) -> list[str]:
    """What in a module could run what somebody else wrote."""
    tree = ast.parse(text)
    found = sorted(FORBIDDEN_MODULES & set(imported(tree)))
    for call in called(tree):
        name = ast.unparse(call.func)
        if name in FORBIDDEN_CALLS or EVALS.fullmatch(name):
            found.append(name)
        options = {each.arg: ast.unparse(each.value) for each in call.keywords}
        if options.get("shell", "False") != "False":
            found.append("shell=")
        if name.rpartition(".")[2] == "Environment" and options.get("autoescape") != "True":
            found.append("templates that do not escape")
        if (
            name.rpartition(".")[2] in ("SQLiteCache", "CachedSession")
            and options.get("serializer") != "'json'"
        ):
            found.append("a cache of pickles")
    return found


@pytest.mark.parametrize(
    ("text", "danger"),
    [
        ("import pickle", "pickle"),
        ("from subprocess import run", "subprocess"),
        ("import os\nos.system('ls')", "os.system"),
        ("os.execvp('ls', [])", "os.execvp"),
        ("eval('1')", "eval"),
        ("run('ls', shell=True)", "shell="),
        ("Environment(loader=x)", "templates that do not escape"),
        ("Environment(autoescape=False)", "templates that do not escape"),
        ("SQLiteCache(path)", "a cache of pickles"),
        ("env.from_string(x)", "env.from_string"),
    ],
)
def test_the_scan_sees_each_danger(text, danger):
    """A scan that finds nothing proves nothing before it has found something."""
    assert dangers(text) == [danger]


def test_nothing_runs_what_somebody_else_wrote():
    """No pickle, no eval, no shell, no other program; every template escapes; the cache is JSON."""
    found = {
        str(path.relative_to(PACKAGE)): dangers(path.read_text(encoding="utf-8"))
        for path in PACKAGE.rglob("*.py")
    }
    assert len(found) > 200
    assert {name: each for name, each in found.items() if each} == {}


def test_no_template_switches_escaping_off():
    """Neither `safe` nor an `autoescape` block stands in a template."""
    templates = list((PACKAGE / "export" / "templates").iterdir())
    assert templates
    for each in templates:
        assert not re.search(
            r"\|\s*safe\b|autoescape|\{%\s*(include|import|extends)", each.read_text("utf-8")
        )


class _Bomb:
    """Makes a folder when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_a_pickle_in_the_cache_is_not_opened(service, tmp_path):
    """A cache file that somebody else has filled runs nothing: it costs a request."""
    asked()
    bomb = pickle.dumps(_Bomb(tmp_path / "gone-off"))
    with closing(sqlite3.connect(Settings.from_environment().cache_path)) as file:
        file.execute("UPDATE responses SET value = ?", (bomb,))
        file.commit()
    service.paths.clear()
    assert asked().kind == "forecast"
    assert service.paths
    assert not (tmp_path / "gone-off").exists()
    pickle.loads(bomb)  # it would have gone off
    assert (tmp_path / "gone-off").exists()


# Facts of somebody else's

HOSTILE = (
    "/etc/passwd",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "{{ self.__init__.__globals__ }}{% include '/etc/passwd' %}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    '\\"><svg onload=alert(1)>',
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
    "__import__('os').system('id') $(id) `id`",
)
TOLD = re.compile(r'^((?:name|text|title|summary|why|note|then_text|publisher) = )"[^"\\]*"$', re.MULTILINE)
WATCHED = """
import os, sys, sysconfig
import tripplanner
from tripplanner.export import files, formats
folder, out = sys.argv[1:]
opened, ran = [], []
def watch(event, values):
    if event == "open":
        opened.append(os.path.realpath(os.fsdecode(values[0])) if not isinstance(values[0], int) else "")
    elif event.startswith(("subprocess", "os.system", "os.exec", "os.posix_spawn", "pickle", "socket")):
        ran.append(event)
sys.addaudithook(watch)
plan = tripplanner.plan_trip("2026-12-25", destination=folder, offline=True, end="12:00",
                             now=tripplanner.trip.datetime.fromisoformat("2026-11-23T11:00:00-07:00"))
for name in formats.NAMES:
    files.write_text(files.Path(out, "plan." + name), formats.rendered(plan, name))
plan._repr_html_()
own = [os.path.realpath(each) for each in (*sysconfig.get_paths().values(), sys.base_prefix, sys.prefix,
       os.path.dirname(tripplanner.__file__), "/usr/share/zoneinfo", "/usr/lib/zoneinfo", out, folder)]
print([each for each in opened if each and not any(each.startswith(top + os.sep) for top in own)], ran)
print(sum(each.startswith(os.path.realpath(folder) + os.sep) for each in opened))
"""


def test_facts_read_no_other_file_and_run_nothing(tmp_path):
    """Texts that are paths, addresses, templates and markup stay texts: only the folder's files are read."""
    folder, out = tmp_path / "place", tmp_path / "out"
    folder.mkdir()
    out.mkdir()
    replaced = 0
    for each in sorted(EXAMPLE.glob("*.toml")):
        text, count = TOLD.subn(
            lambda found: f'{found[1]}"{HOSTILE[len(found[0]) % len(HOSTILE)]}"',
            each.read_text(encoding="utf-8"),
        )
        replaced += count
        (folder / each.name).write_text(text, encoding="utf-8")
    assert replaced > 50
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), str(out)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[0] == "[] []"
    assert int(done.stdout.splitlines()[1]) == len(list(folder.glob("*.toml")))
    page = (out / "plan.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)" in page
    assert not re.search(r"<(script|img|svg onload|iframe)|\son\w+=\w", re.sub(r"&lt;.*?&gt;", "", page))
    written = "".join(each.read_text(encoding="utf-8") for each in out.iterdir())
    assert "root:" not in written


@pytest.mark.parametrize("zone", ["../../../../etc/passwd", "/etc/passwd", "America/../../secret", "."])
def test_a_time_zone_cannot_name_a_file(tmp_path, zone):
    """Zones are looked up by name: one that leads out of their folder is an unknown one."""
    for each in EXAMPLE.glob("*.toml"):
        text = re.sub("(?m)^timezone = .*$", f'timezone = "{zone}"', each.read_text(encoding="utf-8"))
        (tmp_path / each.name).write_text(text, encoding="utf-8")
    with pytest.raises(DestinationError, match="timezone"):
        tripplanner.load_destination(tmp_path)


@pytest.mark.parametrize("name", ["folder.toml", "../elsewhere.toml", "/etc/passwd"])
def test_a_link_out_of_the_folder_is_not_followed(tmp_path, name):
    """Whatever a link is named and wherever it points, what lies there is not in the message either."""
    folder = tmp_path / "place"
    (folder / "folder.toml").mkdir(parents=True)
    (tmp_path / "elsewhere.toml").write_text('secret = "s3cret"\n', encoding="utf-8")
    (folder / "link.toml").symlink_to(name)
    with pytest.raises(DestinationError, match=r"link\.toml: is a symbolic link") as caught:
        tripplanner.load_destination(folder)
    assert "s3cret" not in str(caught.value)


# Secrets


@pytest.fixture
def secrets(monkeypatch, caplog) -> Callable[[str], None]:
    """All keys are set and everything is logged; called with a text, it must hold none of them."""
    for name, key in KEYS.items():
        monkeypatch.setenv(f"TRIPPLANNER_{name}_KEY", key)
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "paid")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    caplog.set_level(logging.DEBUG)

    def holds_none(text: str) -> None:
        folder = Path(os.environ["TRIPPLANNER_CACHE_DIR"])
        kept = b"".join(each.read_bytes() for each in folder.glob("*"))
        everything = text + caplog.text + kept.decode("latin-1") + repr(Settings.from_environment())
        hidden = base64.b64encode(b"me:s3cret-PROXY").decode()
        assert re.findall(f"s3cret[-\\w]*|{hidden}", everything) == []

    return holds_none


def told(plan) -> str:
    """A plan in every format, and its records."""
    return "".join(rendered(plan, name) for name in NAMES) + repr(plan)


def planned(**options):
    return tripplanner.plan_trip("2026-08-17", end="08:00", now=NOW, **options)


def quoting(status: int) -> Step:
    """A service that tells us the keys it was sent."""
    return problem(status, f"no such key: {' '.join(KEYS.values())}")


@pytest.mark.parametrize("fault", [None, quoting(403), "quoted"])
def test_keys_are_sent_and_stand_nowhere(service, secrets, caplog, monkeypatch, fault):
    """Not in logs (ours and the libraries'), the cache, the plan in any format, addresses or errors."""
    with FakeOpenMeteo(NOW) as meteo:
        for name in ("OPEN_METEO", "NPS"):
            monkeypatch.setenv(f"TRIPPLANNER_{name}_URL", meteo.url)
        for each in (service, meteo):
            for endpoint in each.script:
                if fault == "quoted":
                    each.script[endpoint] = [ok({"title": "hello", **KEYS})]
                elif fault is not None:
                    each.script[endpoint] = [fault]
        plan = planned()
        addresses = "".join(service.paths + meteo.paths)
        sent = [*service.headers, *meteo.headers]
    assert {value for each in sent for value in each.values() if "s3cret" in value} == set(KEYS.values())
    assert plan.weather.kind == ("forecast" if fault is None else "normals")
    assert "urllib3" in {each.name.partition(".")[0] for each in caplog.records}
    secrets(told(plan) + addresses)


@pytest.mark.parametrize("fault", [quoting(403), "refused"])
def test_an_error_names_no_key(service, secrets, monkeypatch, fault):
    """With nothing to fall back on the one error says what happened, and no key."""
    if fault == "refused":
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", "http://me:s3cret-URL@127.0.0.1:9")
    else:
        service.script |= {endpoint: [fault] for endpoint in service.script}
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", service.url)
    with pytest.raises(WeatherUnavailableError) as caught:
        asked()
    secrets(f"{caught.value}{caught.value!r}{caught.value.__cause__}{caught.value.__context__}")


@pytest.mark.usefixtures("secrets")
def test_a_password_in_an_address_is_not_kept(service, monkeypatch):
    """Who reaches the service through a gate of his own may name himself; the cache does not hold it."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "off")
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", service.url.replace("://", "://me:s3cret-URL@"))
    plan = planned()
    assert plan.weather.kind == "forecast"
    assert base64.b64encode(b"me:s3cret-URL").decode() in service.headers[0]["Authorization"]
    written = Path(os.environ["TRIPPLANNER_CACHE_DIR"], "weather.sqlite").read_bytes()
    assert b"/points/" in written
    assert b"s3cret" not in written
    assert "s3cret" not in told(plan)


@pytest.mark.parametrize("answers", [True, False])
def test_the_password_of_a_proxy_is_not_told(service, secrets, monkeypatch, answers):
    """A proxy that answers, and one that does not: its password is in no log, plan, or error."""
    proxy = service.url if answers else "http://127.0.0.1:9"
    monkeypatch.setenv("HTTP_PROXY", proxy.replace("://", "://me:s3cret-PROXY@"))
    monkeypatch.setenv("NO_PROXY", "")
    for name in ("http_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    for name in ("NWS", "OPEN_METEO", "NPS"):
        monkeypatch.setenv(f"TRIPPLANNER_{name}_URL", "http://weather.example")
    plan = planned()
    assert plan.weather.kind == "normals"
    if answers:
        hidden = base64.b64encode(b"me:s3cret-PROXY").decode()
        assert service.headers[0]["Proxy-Authorization"] == f"Basic {hidden}"
    secrets(told(plan))


# Modes of files


@pytest.mark.parametrize(("mask", "mode"), [(0o077, 0o600), (0o022, 0o644)])
def test_a_new_file_has_the_rights_that_its_user_gives(tmp_path, mask, mode):
    """A plan says where somebody will be and when: who lets nobody read his files is heard."""
    plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=NOW)
    before = os.umask(mask)
    try:
        path = tripplanner.write(plan, tmp_path / "plan.json")
    finally:
        os.umask(before)
    assert path.stat().st_mode & 0o777 == mode


def test_a_private_file_is_private_all_the_time(tmp_path, monkeypatch):
    """What is written beside a file that only its user may read is no more open than that file."""
    plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=NOW)
    target = tmp_path / "plan.json"
    target.touch(mode=0o600)
    modes = []
    replace, opening = Path.replace, os.open

    def opened(name, flags, mode=0o777):
        modes.append(mode)
        return opening(name, flags, mode)

    def replaced(self, to):
        modes.append(self.stat().st_mode & 0o777)
        return replace(self, to)

    monkeypatch.setattr(os, "open", opened)
    monkeypatch.setattr(Path, "replace", replaced)
    tripplanner.write(plan, target)
    assert modes == [0o600, 0o600]
    assert target.stat().st_mode & 0o777 == 0o600


def test_the_cache_folder_is_its_users_own(service, monkeypatch, tmp_path):
    """Where somebody wants to go is nobody else's business: a folder that we make only its user may enter."""
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / "new" / "cache"))
    asked()
    assert (tmp_path / "new" / "cache").stat().st_mode & 0o777 == 0o700
    assert service.paths
