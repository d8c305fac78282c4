"""What a terminal gets and a pipe does not; what a shell completes; the help of every command."""

import io
import json
import re
import time
from contextlib import contextmanager
from importlib import import_module
from itertools import pairwise

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.cli import main, screen
from tripplanner.cli.screen import fitted, for_terminal, signs_of_life

AT = ("--now", "2026-11-23T11:00:00-07:00", "--offline")
PAGE = """\
Mormon Row

Leave 05:50.

08:00  T.A. MOULTON BARN, 50 min
         a barn

Wear and carry
  hat  why
"""


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        """What it is asked."""
        return True


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


@pytest.fixture
def terminal(monkeypatch):
    """A terminal of 80 columns that can do bold."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    return Terminal()


def test_only_a_terminal_gets_bold_headings(terminal):
    """Title, headings and stops stand out on a terminal; a pipe or a file gets the plain text."""
    assert for_terminal(PAGE, io.StringIO()) == PAGE
    shown = for_terminal(PAGE, terminal)
    assert click.unstyle(shown) == PAGE
    bold = re.findall(r"\x1b\[1m(.*?)\x1b\[0m", shown)
    assert bold == ["Mormon Row", "08:00  T.A. MOULTON BARN, 50 min", "Wear and carry"]


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colour_can_be_turned_off(terminal, monkeypatch, name, value):
    """By https://no-color.org any value that is not empty does; a dumb terminal shows no escapes."""
    monkeypatch.setenv(name, value)
    assert for_terminal(PAGE, terminal) == PAGE


def test_an_empty_no_color_means_nothing(terminal, monkeypatch):
    """By https://no-color.org an empty value is as none."""
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b[1m" in for_terminal(PAGE, terminal)


def test_a_plan_fits_a_narrow_terminal(terminal, monkeypatch):
    """On 50 columns no line is longer, and no word is lost."""
    monkeypatch.setenv("COLUMNS", "50")
    monkeypatch.setenv("NO_COLOR", "1")
    text = run("plan", "2026-12-25", *AT, "--end", "12:00").stdout
    shown = for_terminal(text, terminal)
    assert max(len(line) for line in text.splitlines()) > 50
    assert max(len(line) for line in shown.splitlines()) <= 50
    assert shown.split() == text.split()


def test_a_paragraph_flows_anew():
    """What was broken for 80 columns fills 50 of them again; rows that stand under each other stay rows."""
    text = run("plan", "2026-12-25", *AT, "--end", "12:00").stdout
    lines = fitted(text, 50).split("\n\n")[1].split("\n")
    starts = ("Leave", "Roads", "Weather", "It freezes", "This is")
    assert len([line for line in lines if line.startswith(starts)]) == 5
    for line, after in pairwise(lines):
        assert after.startswith(starts) or len(line) + 1 + len(after.split()[0]) > 50
    for rows in (f"  10:00  {'x' * 71}\n  11:00  barn", f"  {'x ' * 39}\n  barn"):
        assert fitted(rows, 60).endswith(f"\n{rows.splitlines()[1]}")


@given(
    st.lists(st.text("ab cd:", max_size=120), max_size=5).map("\n".join),
    st.integers(20, 90),
)
def test_fitting_loses_no_word(text, columns):
    """Whatever the lines: the same words in the same order, and no longer line unless a word is."""
    shown = fitted(text, columns)
    assert shown.split() == text.split()
    longest = max([*map(len, text.split()), 0])
    assert all(len(line) <= max(columns, columns // 2 + 10 + longest) for line in shown.split("\n"))


def test_who_waits_long_is_told(monkeypatch):
    """After the first pause a line tells what is being done; it is wiped in the end."""
    errors = Terminal()
    monkeypatch.setattr("sys.stderr", errors)
    monkeypatch.setattr(screen, "_PATIENCE_S", 0.01)
    with signs_of_life("planning"):
        until = time.monotonic() + 10
        while not errors.getvalue() and time.monotonic() < until:
            time.sleep(0.01)
    assert "\rplanning, 0 s so far" in errors.getvalue()
    assert errors.getvalue().endswith(" \r")


def test_who_waits_little_or_reads_later_is_told_nothing(monkeypatch):
    """Nothing before two seconds, and nothing at all into a file."""
    for stream in (Terminal(), io.StringIO()):
        monkeypatch.setattr("sys.stderr", stream)
        with signs_of_life("planning"):
            pass
        assert stream.getvalue() == ""


def _commands():
    context = click.Context(main)
    return [(name, main.get_command(context, name)) for name in main.list_commands(context)]


@pytest.mark.parametrize(("name", "command"), _commands())
def test_every_help_has_an_example_and_the_exit_codes(name, command):
    """The help of each command shows how it is called, and what its exit codes mean, in 80 columns."""
    shown = run(name, "--help").stdout
    assert f"\n  tripplanner {name}" in shown or name == "completion"
    assert "tripplanner completion" in shown or name != "completion"
    assert "Exit codes: 0 done; 2 bad input" in shown
    assert max(len(line) for line in shown.splitlines()) <= 80
    assert command.help


def _completed(*words):
    *before, typed = words
    complete = ShellComplete(main, {}, "tripplanner", "_TRIPPLANNER_COMPLETE")
    return [each.value for each in complete.get_completions(before, typed)]


def test_names_are_completed():
    """Commands, sites, bases, roads with what to say of them, films, and the last of several sites."""
    assert "best-days" in _completed("be")
    assert _completed("site", "ta-m") == ["ta-moulton-barn"]
    assert "jackson" in _completed("plan", "--base", "jack")
    assert _completed("plan", "--road", "mormon-row-road=") == [
        "mormon-row-road=open",
        "mormon-row-road=closed",
        "mormon-row-road=by-condition",
    ]
    assert _completed("film", "rocky") == ["rocky-iv"]
    assert _completed("plan", "--order", "oxbow-bend,ta-m") == ["oxbow-bend,ta-moulton-barn"]


def test_a_broken_destination_completes_nothing(tmp_path):
    """Completing is no time to complain."""
    assert _completed("site", "--destination", str(tmp_path), "ta") == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_is_the_shells(shell):
    """It calls our command back with the variable that click reads."""
    found = run("completion", shell)
    assert found.exit_code == 0
    assert f"_TRIPPLANNER_COMPLETE={shell}_complete" in found.stdout


def test_the_suffix_of_the_output_chooses_the_format(tmp_path):
    """As `write` does; --format wins, and a name without a suffix gets the text."""
    day = ("plan", "2026-12-25", *AT, "--end", "12:00", "--output")
    for name, more, begins in (
        ("a.json", (), "{"),
        ("a.ics", (), "BEGIN:VCALENDAR"),
        ("a.HTML", (), "<!DOCTYPE html>"),
        ("a.ics", ("--format", "text"), "Mormon Row"),
        ("a", (), "Mormon Row"),
        ("a.out", ("--format", "text"), "Mormon Row"),
    ):
        assert run(*day, str(tmp_path / name), *more).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())


def test_a_suffix_that_is_not_written_is_refused(tmp_path):
    """As `write` does, with the list: nobody finds a text in a file that is called a PDF."""
    found = run("plan", "2026-12-25", *AT, "--output", str(tmp_path / "a.pdf"))
    assert found.exit_code == 2
    assert "cannot write '.pdf'" in found.stderr
    assert "known: .geojson, .gpx, .htm, .html, .ics, .json" in found.stderr
    assert [*tmp_path.iterdir()] == []


def test_what_is_for_programs_keeps_its_lines(terminal, monkeypatch):
    """A calendar's line ends and a line of JSON stay on the narrowest terminal, with nothing in bold."""
    monkeypatch.setenv("COLUMNS", "30")
    text = 'BEGIN:VCALENDAR\r\nX-WR-CALNAME:Mormon Row and Jackson Hole\r\n{"a": "\x9b31m\r"}\n'
    shown = for_terminal(text, terminal, is_page=False)
    assert shown == text.replace("\x9b", "\ufffd").replace('\r"', '\ufffd"')


@pytest.mark.parametrize("arguments", [("plan", "2026-12-25", *AT, "--end", "11:00"), ("sites",), ("film",)])
def test_json_on_a_terminal_is_json(terminal, monkeypatch, arguments):
    """Who reads JSON on a narrow terminal, or copies it from there, has JSON."""
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr("sys.stdout", terminal)
    with pytest.raises(SystemExit) as stopped:
        main([*arguments, "--format", "json"])
    assert stopped.value.code == 0
    assert json.loads(terminal.getvalue())


def test_schemas_are_json_by_name_too():
    """`--format json` is understood by every command with a result."""
    assert run("schema", "plan", "--format", "json").stdout == run("schema", "plan").stdout


def test_stops_of_a_trip_stand_out_and_drives_do_not(terminal):
    """A day of several is indented; what follows an empty line and has notes is not always a heading."""
    page = "Title\n\n06:45  drive to it, 5 min\n         dark\n\nFriday\n  08:00  BARN, 50 min\n    a barn\n"
    shown = for_terminal(page, terminal)
    assert re.findall(r"\x1b\[1m(.*?)\x1b\[0m", shown) == ["Title", "Friday", "  08:00  BARN, 50 min"]


def test_a_title_of_two_lines_stands_out_whole_and_a_list_has_none(terminal):
    """A long title is bold to its end, at once before the empty line; a list's first is as the others."""
    bold = r"\x1b\[1m(.*?)\x1b\[0m"
    assert re.findall(bold, for_terminal("From 24\nDecember\n\nLeave 05:50.\n", terminal)) == [
        "From 24",
        "December",
    ]
    assert re.findall(bold, for_terminal("barn\n  a\nlake\n  b\npond\n  c\n", terminal)) == []


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("plan", ("2026-12-25", "--end", "11:00", *AT)),
        ("best_days", ("2026-12-25..2026-12-25", "--end", "11:00", *AT)),
        ("explain", ("2026-12-25", "--end", "11:00", "--budget", "0", *AT)),
        ("compare", ("2026-12-25", "2026-12-25", "--end", "11:00", *AT)),
        ("weather", ("2026-12-25", *AT)),
        ("light", ("ta-moulton-barn", "--azimuth", "120", *AT)),
    ],
)
def test_what_may_take_long_shows_signs_of_life(monkeypatch, name, arguments):
    """Each command that plans, asks a service or looks through years."""
    said = []

    @contextmanager
    def signs(doing):
        said.append(doing)
        yield said.append

    monkeypatch.setattr(import_module(f"tripplanner.cli.{name}"), "signs_of_life", signs)
    assert run(name.replace("_", "-"), *arguments).exit_code == 0
    assert said


def test_the_list_of_commands_is_whole():
    """In 80 columns what each command does stands in one line, and none is cut short."""
    shown = run("--help").stdout
    assert "Commands:" in shown
    assert "..." not in shown.partition("Commands:")[2]


def test_a_time_limit_is_said_to_have_cut_the_search():
    """A plan in next to no time is a plan, not a proof."""
    found = run("plan", "2027-10-15", *AT, "--time-limit", "0.05", "--format", "json")
    plan = json.loads(found.stdout)
    assert plan["days"][0]["stops"]
    assert not plan["proven_optimal"]
    assert "unproven" in [each["code"] for each in plan["warnings"]]
    assert run("plan", "2026-12-25", *AT, "--time-limit", "0").exit_code == 2


def test_no_text_steers_a_terminal(terminal):
    """An escape sequence in a name or an alert is shown as a mark; a file gets it as it is."""
    text = "Mormon Row\n\x1b[2J\x9b31m\u202egnp.nrab\n"
    assert click.unstyle(for_terminal(text, terminal)) == "Mormon Row\n\ufffd[2J\ufffd31m\ufffdgnp.nrab\n"
    assert for_terminal(text, io.StringIO()) == text
