"""What a terminal gets and a pipe does not; what a shell completes; the help of every command."""

import io
import json
import re
import time

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
    """As `write` does; --format wins, and an unknown suffix gets the text."""
    day = ("plan", "2026-12-25", *AT, "--end", "12:00", "--output")
    for name, more, begins in (
        ("a.json", (), "{"),
        ("a.ics", (), "BEGIN:VCALENDAR"),
        ("a.HTML", (), "<!DOCTYPE html>"),
        ("a.ics", ("--format", "text"), "Mormon Row"),
        ("a.out", (), "Mormon Row"),
    ):
        assert run(*day, str(tmp_path / name), *more).exit_code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").lower().startswith(begins.lower())


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
