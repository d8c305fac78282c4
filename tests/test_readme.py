"""The README: all code and commands in it run, what is shown is what comes out, and all it names exists."""

import ast
import inspect
import re
import shlex
import shutil
import tomllib
from contextlib import chdir, redirect_stdout
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import get_args

import click
import pytest
from click.testing import CliRunner

import tripplanner
from tripplanner.cli import main
from tripplanner.export.formats import BY_SUFFIX
from tripplanner.weather import freshness
from tripplanner.weather.model import WeatherKind

TOP = Path(__file__).parent.parent
PACKAGE = TOP / "tripplanner"
README = (TOP / "README.md").read_text(encoding="utf-8")
NOW = "2026-11-23T11:00:00-07:00"
THE_TWO = (
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/tripplanner plan",
    "python3 -m venv .venv && .venv/bin/pip install '.[test]' && .venv/bin/python -m pytest",
)
# Read by click itself, for the script that `tripplanner completion` prints.
OF_CLICK = {"TRIPPLANNER_COMPLETE"}

FENCED = re.findall(r"^```(\w*)\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
UNFENCED = re.sub(r"^```.*?^```$", "", README, flags=re.DOTALL | re.MULTILINE)
INDENTED = [line.strip() for line in UNFENCED.splitlines() if line.startswith("    ")]
SPANS = re.findall(r"`([^`\n]+)`", UNFENCED)

Ran = tuple[dict[str, object], str, Path]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """The first block of Python, run in a folder of its own: what it left behind, printed, and wrote."""
    folder = tmp_path_factory.mktemp("readme")
    names: dict[str, object] = {}
    with pytest.MonkeyPatch.context() as patch, chdir(folder), redirect_stdout(StringIO()) as printed:
        patch.setenv("TRIPPLANNER_CACHE_DIR", str(folder / "cache"))
        exec(compile(FENCED[0][1], "README.md", "exec"), names)  # noqa: S102 - our own README
    return names, printed.getvalue(), folder


# Its shape


def test_it_is_short_and_narrow() -> None:
    """80 to 180 lines (issue 7), none over 120 characters, and one picture."""
    lines = README.splitlines()
    assert 80 <= len(lines) <= 180
    assert [line for line in lines if len(line) > 120] == []
    assert len(re.findall(r"!\[[^]]+\]\(", README)) == 1


def test_the_two_commands_stand_in_the_readme() -> None:
    """One command sets up and runs the main job, one the tests; .ci/run reads the second from there."""
    first, second = THE_TWO
    assert INDENTED[:2] == [first, second]
    # As `grep -m1` in .ci/run finds it.
    assert next(line for line in README.splitlines() if "pip install '.[test]'" in line).strip() == second


def test_nothing_in_it_is_left_untested() -> None:
    """Each block is Python or what Python printed; each indented line is one of the two commands or ours."""
    assert [kind for kind, _ in FENCED] == ["python", "text", "python"]
    assert [line for line in INDENTED[2:] if not line.startswith("tripplanner ")] == []
    assert len(INDENTED) > 12


# What it shows


def test_the_code_prints_what_is_shown(ran: Ran) -> None:
    """The block below the code is its output, to the letter; the calendar is there."""
    _, printed, folder = ran
    assert printed == FENCED[1][1]
    assert (folder / "christmas.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")


def test_the_notebook_lines_run(ran: Ran, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They go on with the plan of the first block, and give a table, a picture and a map."""
    pytest.importorskip("pandas")
    pytest.importorskip("folium")
    pyplot = pytest.importorskip("matplotlib.pyplot")
    pyplot.switch_backend("Agg")
    names = dict(ran[0])
    monkeypatch.chdir(tmp_path)
    exec(compile(FENCED[2][1], "README.md", "exec"), names)  # noqa: S102 - our own README
    pyplot.close("all")
    assert len(names["table"]) > 0  # type: ignore[arg-type]
    assert names["axes"].get_title() is not None  # type: ignore[attr-defined]
    assert "leaflet" in (tmp_path / "map.html").read_text(encoding="utf-8")


def commands() -> list[list[str]]:
    """Every command line of ours, in the README's order, without the remarks behind it."""
    lines = [line for line in (*INDENTED, *SPANS) if line.startswith("tripplanner ")]
    return [shlex.split(re.split(r" {3,}", line)[0])[1:] for line in lines]


def in_a_test(arguments: list[str]) -> list[str]:
    """The same, offline, as of one moment, and without looking long for what is better still."""
    extra = {"--offline": [], "--now": [NOW], "--budget": ["0.5"]}
    if "--plan" not in arguments:  # a saved plan has a limit of its own
        extra["--time-limit"] = ["0.5"]
    known = {} if arguments[0].startswith("-") else options(arguments[0])
    return [*arguments, *(word for name in extra if name in known for word in (name, *extra[name]))]


def options(command: str) -> set[str]:
    """The options of one command."""
    found = main.get_command(click.Context(main), command)
    assert found is not None, command
    return {name for each in found.params for name in (*each.opts, *each.secondary_opts)}


def test_every_command_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of the README, so that what one writes the next can read, each ends with 0."""
    shutil.copytree(TOP / "examples" / "alabama_hills", tmp_path / "examples" / "alabama_hills")
    monkeypatch.chdir(tmp_path)
    assert len(commands()) >= 15
    for arguments in commands():
        done = CliRunner().invoke(main, in_a_test(arguments))
        assert done.exit_code == 0, (arguments, done.output)
        assert done.output != "", arguments
    assert "</html>" in (tmp_path / "christmas.html").read_text(encoding="utf-8")


# What it names


def test_the_links_lead_somewhere() -> None:
    """Each file linked to is there, and no example goes without a link."""
    linked = {each for each in re.findall(r"\]\(([^)]+)\)", README) if "://" not in each}
    assert [each for each in linked if not (TOP / each).is_file()] == []
    examples = {f"examples/{path.name}" for path in (TOP / "examples").glob("*.*")}
    assert examples - linked - set(SPANS) == set()


@pytest.mark.parametrize(
    "span", sorted({each for each in SPANS if re.search(r"/|\.(py|toml)$", each) and ".venv" not in each})
)
def test_the_files_named_are_there(span: str) -> None:
    """Each path exists; NAME stands for one's own provider, where ours has a file of that name."""
    if span.startswith(".ci/") and not (TOP / ".ci").is_dir():
        pytest.skip("a source distribution has no .ci")
    path = span.replace("NAME", "open_meteo")
    homes = (TOP, PACKAGE / "data" / "mormon_row", PACKAGE / "weather")
    assert any((home / path).is_file() for home in homes)


def test_all_settings_are_told() -> None:
    """The variables of the table are those that the package reads, none more and none less."""
    name = r"TRIPPLANNER_[A-Z_]*[A-Z]\b"
    table = README.split("## Settings")[1].split("\n\n**")[0]
    assert set(re.findall(name, table)) == set(re.findall(name, source_text(PACKAGE))) - OF_CLICK


def test_all_formats_are_told() -> None:
    """The suffixes of the table are those that `write` knows; `.htm` is the same as `.html`."""
    told = {each for each in SPANS if re.fullmatch(r"\.[a-z]+", each)}
    assert told == set(BY_SUFFIX) - {".htm"}


def test_the_options_named_exist() -> None:
    """Each option in the running text, and in what the changelog tells, is one of some command."""
    known = {name for command in main.list_commands(click.Context(main)) for name in options(command)}
    spans = SPANS + re.findall(r"`([^`]+)`", (TOP / "CHANGELOG.md").read_text(encoding="utf-8"))
    named = {name for each in spans for name in re.findall(r"(?:^|\s)(--[a-z][a-z-]*)", each)}
    assert len(named) > 20
    assert named - {"--help"} <= known


def test_the_calls_named_exist() -> None:
    """Each call in the running text is a public function that takes what stands in its brackets."""
    calls = [ast.parse(each, mode="eval").body for each in SPANS if re.fullmatch(r"[a-z_]+\(.+\)", each)]
    assert len(calls) >= 4
    for call in calls:
        assert isinstance(call, ast.Call)
        assert isinstance(call.func, ast.Name)
        given = {word.arg: None for word in call.keywords if word.arg is not None}
        function = print if call.func.id == "print" else getattr(tripplanner, call.func.id)
        inspect.signature(function).bind_partial(*call.args, **given)


def test_all_other_names_stand_in_the_sources() -> None:
    """What is set as code and is none of the above is found, as it stands, in the package or its tests."""
    words = {each.removesuffix("()") for each in SPANS if re.fullmatch(r"\w+(\(\))?", each)}
    text = source_text(PACKAGE, TOP / "tests" / "weather")
    assert len(words) > 10
    assert {each for each in words if not re.search(rf"\b{each}\b", text)} == {"DeprecationWarning"}


def test_the_extras_exist() -> None:
    """What pip is told to install, pyproject.toml offers."""
    offered = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {each for group in re.findall(r"\.\[([a-z,]+)\]", README) for each in group.split(",")}
    assert named == {"test", "data", "plot", "map"}
    assert named <= set(offered["optional-dependencies"])


# What it says


def test_the_labels_of_weather_are_those_of_the_code() -> None:
    """All three kinds, and the two ages that make a forecast fresh (CONTRACT: 12 h and 2 h)."""
    table = README.split("## What the weather labels mean")[1].split("##")[0]
    assert set(re.findall(r"^\| [a-z ]+ \| `(\w+)` \|", table, re.MULTILINE)) == set(get_args(WeatherKind))
    assert "issued within 12 hours, sent within 2" in table
    ages = {value for value in vars(freshness).values() if isinstance(value, timedelta)}
    assert {timedelta(hours=12), timedelta(hours=2)} <= ages


def test_the_age_of_the_facts_is_told() -> None:
    """How many sources there are, and the days on which the oldest and the newest were read."""
    read_on = sorted(each.read_on for each in tripplanner.sources())
    text = " ".join(README.split())
    assert f"the oldest read on {read_on[0]}, the newest on {read_on[-1]}" in text
    [at_least] = re.findall(r"More than (\d+) sources", text)
    assert int(at_least) < len(read_on) <= int(at_least) + 50


def source_text(*folders: Path) -> str:
    """All Python below some folders."""
    return "\n".join(path.read_text(encoding="utf-8") for each in folders for path in each.rglob("*.py"))
