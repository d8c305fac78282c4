"""The command line as a person types it: answers, exit codes, one clear line for what is wrong."""

import json
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from tripplanner import plan_trip
from tripplanner.cli import main
from tripplanner.cli.options import put
from tripplanner.errors import OutputError

AT = ("--now", "2026-11-23T11:00:00-07:00", "--offline")


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("plan", "2026-12-25", "--must-see", "ta-moulton-bran"), 2, "did you mean 'ta-moulton-barn'"),
        (("plan", "2026-12-25", "--base", "jacksn"), 2, "did you mean 'jackson'"),
        (("plan", "01/02/2027"), 2, "numbers with slashes"),
        (("plan", "2026-11-22"), 2, "has passed"),
        (("plan", "2026-12-25", "--start", "09:00", "--end", "08:00"), 2, "before it starts"),
        (("plan", "2026-12-25", "--base", "40,-110"), 2, "lies outside"),
        (("plan", "2026-12-25", "--avoid", "oxbow-bend", "--must-see", "oxbow-bend"), 2, "also avoided"),
        (("plan", "2026-12-25", "--end", "12:00", "--output", "no/such/folder/plan.txt"), 2, "cannot write"),
        (("plan", "2026-12-25", "--road", "antelope=open"), 2, "no road 'antelope'"),
        (("plan", "2026-12-25", "--road", "antelope-flats-road=shut"), 2, "write ROAD=open"),
        (("plan", "2026-12-25", "--mode", "sled"), 2, "'sled' is not one of"),
        (("plan", "2026-12-25", "--format", "docx"), 2, "'docx' is not one of"),
        (("plan", "2026-12-25", "--night", "kelly", "--night", "moose"), 2, "2 nights were given for 1 day"),
        (("plan", "2026-12-25", "--meal", "noon"), 2, "12:00-13:30"),
        (("plan", "2026-12-25", "--meal", "12:00-12:30"), 2, "does not fit between 12:00 and 12:30"),
        (("plan", "2026-12-25", "--order", "ta-moulton-barn"), 2, "at least two sites"),
        (("plan", "2026-12-25", "--film-order", "rocky-v"), 2, "rocky-v"),
        (("plan", "2026-12-25", "--first-light", "oxbow"), 2, "did you mean"),
        (("plan", "2026-12-25", "--most-drive", "-5"), 2, "-5 is not in the range"),
        (("plan", "2026-12-25", "--must-see", "rocky-iv-cabin"), 3, "not-visitable"),
        (("plan", "2026-12-25", "--must-see", "jenny-lake"), 3, "Teton Park Road"),
        (("plan", "9999-12-31"), 2, "too far away"),
        (("plan", "2026-12-25", "--end", "12:00", "--output", "."), 2, "cannot write"),
        (("plan", "2026-12-25", "--speed", "9"), 2, "No such option"),
        (("plan", "2026-12-25", "--base", ""), 2, "base must not be empty"),
        (("plam",), 2, "did you mean 'plan'?"),
        (("weather", "9999-12-31"), 2, "too far away"),
        (("weather", "someday"), 2, "cannot read the date"),
        (("weather", "--site", "x"), 2, "no site 'x'"),
    ],
)
def test_bad_input_is_told_in_one_line(arguments, code, fault):
    """Exit 2 for what cannot be meant, 3 for what the day forbids; no traceback, nothing on stdout."""
    done = run(*arguments, *(() if arguments == ("plam",) else AT))
    assert done.exit_code == code, done.output
    assert fault in done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("tripplanner: ")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("moment", ["yesterday", "2026-12-24T18:00:00"])
def test_a_moment_without_an_offset_is_refused(moment):
    """`--now` needs an offset: a time without one means another moment on every machine."""
    done = run("plan", "--offline", "--now", moment)
    assert done.exit_code == 2
    assert "2026-12-24T18:00:00-07:00" in done.stderr


def test_the_agenda_fits_eighty_columns():
    """When to leave comes first, no line is longer than 80 columns, and climate is called so."""
    done = run("plan", "2026-12-25", *AT)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("Mormon Row")
    assert lines[2].startswith("Leave ")
    assert max(len(line) for line in lines) <= 80
    assert "climate" in done.stdout


def test_units_and_clock_change_only_the_words():
    """Metric and the 12-hour clock are shown on request; JSON stays SI."""
    us = run("plan", "2026-12-25", "--end", "12:00", *AT).stdout
    metric = run("plan", "2026-12-25", "--end", "12:00", "--units", "metric", "--clock", "12", *AT).stdout
    assert " mi" in us
    assert " km" in metric
    assert " km" not in us
    assert " am" in metric


def test_output_is_written_whole_or_not_at_all(tmp_path):
    """`--output` puts the plan into the file and a notice on stderr; a failed plan leaves no file."""
    target = tmp_path / "plan with ü.json"
    done = run("plan", "2026-12-25", "--end", "12:00", "--format", "json", "--output", str(target), *AT)
    assert done.exit_code == 0
    assert done.stdout == ""
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == 1
    failed = run("plan", "2026-12-25", "--must-see", "x", "--output", str(tmp_path / "no.json"), *AT)
    assert failed.exit_code == 2
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [target.name]


def test_sites_are_listed_with_what_cannot_be_visited():
    """The table names every place; the cabin says why not; JSON has the same ids."""
    table = run("sites").stdout
    payload = json.loads(run("sites", "--format", "json").stdout)
    assert "cannot be visited" in table
    assert len(payload) >= 23
    assert all(site["id"] in table for site in payload)
    assert max(len(line) for line in table.splitlines()) <= 80


def test_weather_says_who_said_so():
    """Offline the hours are climate, called that, and have no wind."""
    done = run("weather", "2026-12-25", *AT)
    assert "climate, not a forecast" in done.stdout
    payload = json.loads(run("weather", "2026-12-25", "--format", "json", *AT).stdout)
    hours = [hour for spell in payload["spells"] for hour in spell["hours"]]
    assert len(hours) == 24
    assert {hour["wind_speed_kmh"] for hour in hours} == {None}


def test_unknowns_and_sources_are_listed():
    """What nobody knows, and where the rest comes from."""
    assert "cabin" in run("unknowns").stdout
    assert "read 2026-" in run("sources").stdout


def test_a_wish_may_be_stated_of_a_road():
    """`--road ID=open` reaches the plan."""
    done = run(
        "plan", "2026-12-25", "--end", "12:00", "--road", "antelope-flats-road=open", "--format", "json", *AT
    )
    assert json.loads(done.stdout)["request"]["roads"] == {"antelope-flats-road": "open"}


def test_the_module_is_the_command():
    """`python -m tripplanner` answers like `tripplanner`."""
    done = subprocess.run(
        [sys.executable, "-m", "tripplanner", "--help"], capture_output=True, text=True, check=True
    )
    assert "Exit codes" in done.stdout
    assert "plan" in done.stdout


def test_a_fault_of_ours_is_one_line_too(monkeypatch):
    """Whatever goes wrong inside, the traveller sees one line and exit code 5, not a traceback."""

    def broken(*_arguments, **_options):
        raise ZeroDivisionError("division by zero")

    monkeypatch.setattr("tripplanner.cli.plan.plan_trip", broken)
    done = run("plan", "2026-12-25", *AT)
    assert done.exit_code == 5
    assert (
        done.stderr == "tripplanner: a fault of ours, please report it: ZeroDivisionError: division by zero\n"
    )


@pytest.mark.parametrize("base", ["jackson-hole-airport", "jackson-town-square"])
def test_the_base_may_be_the_only_stop(base):
    """A day spent at the base itself has no leg, and leaves and comes back there all the same."""
    done = run("plan", "2026-12-25", "--base", base, "--start", "09:00", "--end", "09:40", *AT)
    assert done.exit_code == 0, done.stderr
    assert "Leave 09:" in done.stdout


def test_an_output_that_is_a_link_is_followed(tmp_path):
    """The file a link points to is written; the link stays a link, and the file keeps its mode."""
    real, link = tmp_path / "real.txt", tmp_path / "link.txt"
    real.write_text("old", encoding="utf-8")
    real.chmod(0o600)
    link.symlink_to(real)
    done = run("plan", "2026-12-25", "--end", "12:00", "--output", str(link), *AT)
    assert done.exit_code == 0
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8").startswith("Mormon Row")
    assert real.stat().st_mode & 0o777 == 0o600


def test_help_shows_its_examples_as_lines():
    """Each example stands on a line of its own."""
    lines = [line.strip() for line in run("plan", "--help").stdout.splitlines()]
    assert "tripplanner plan 2026-12-25 --mode car --mode ski --offline" in lines


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("arguments", [("sites",), ("schema", "plan"), ("--help",), ("plan", "--help")])
def test_a_full_disk_is_told_as_what_it_is(arguments):
    """Where the standard output cannot be written there is one clear line and exit code 2."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "tripplanner", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "tripplanner: cannot write to the standard output: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_an_output_on_a_full_disk_is_named():
    """`--output` says which file cannot be written, and why."""
    done = run("sites", "--output", "/dev/full")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "tripplanner: cannot write '/dev/full': No space left on device\n"


def test_a_closed_output_is_told(monkeypatch):
    """A command without a standard output does not seem to have succeeded."""
    monkeypatch.setattr(sys, "stdout", None)
    with pytest.raises(OutputError, match="it is closed"):
        put("text", None)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_result_that_does_not_fit_is_our_error(monkeypatch):
    """A full disk ends in OutputError, which has the reason and the exit code 2."""
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(
            OutputError, match=r"^cannot write to the standard output: No space left on device$"
        ):
            put("text", None)


def test_nothing_within_reach_is_called_so():
    """Without hours asked for, a day that has no stop does not blame the hours; with them it may."""
    far = run("plan", "2026-12-25", "--mode", "walk", "--base", "moose", *AT).stdout
    assert "Nothing is within reach of Moose that day (walk)" in far
    assert "hours" not in far.partition("Left out")[0]
    short = run("plan", "2026-12-25", "--start", "09:00", "--end", "09:01", *AT).stdout
    assert "Nothing can be visited in the hours asked for" in short


def test_each_known_base_is_offered_once():
    """A place that is base and site stands once in the list of what would be understood."""
    known = run("plan", "2026-12-25", "--base", "zzzz", *AT).stderr.partition("known: ")[2].split(", ")
    assert len(known) > 20
    assert len(set(known)) == len(known)


@pytest.mark.parametrize("arguments", [(), ("-h",), ("--help",)])
def test_who_asks_for_nothing_is_helped(arguments):
    """The bare command, `-h` and `--help` print the same help, whole and in lines, and are no mistake."""
    done = run(*arguments)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == run("--help").stdout
    assert "\n  best-days " in done.stdout


def test_a_day_without_its_command_is_told_where_it_goes():
    """`tripplanner friday` is a beginner's first try: the answer names the command."""
    done = run("friday")
    assert done.exit_code == 2
    assert "tripplanner plan friday" in done.stderr


def test_a_day_in_two_words_is_one_day():
    """A shell hands over `25 Dec` as two words; they are read as the day they were meant to be."""
    joined, quoted = (run("plan", *words, "--end", "09:00", *AT) for words in (("25", "Dec"), ("25 Dec",)))
    assert joined.exit_code == 0
    assert joined.stdout == quoted.stdout


def test_a_long_wait_is_called_waiting():
    """Who is at a place long before the visit that counts is told so, and when that begins."""
    plan = plan_trip("2026-12-25", offline=True, end="10:00", now=datetime.fromisoformat(AT[1]))
    stop = plan.days[0].stops[0]
    early = stop.model_copy(update={"visit_from": stop.arrive + timedelta(minutes=65)})
    day = plan.days[0].model_copy(update={"stops": (early, *plan.days[0].stops[1:])})
    text = " ".join(plan.model_copy(update={"days": (day,)}).to_text().split())
    begins = f"{early.visit_from:%H:%M}"
    assert f"65 min of it are waiting: what counts begins at {begins}" in text
    assert "are waiting" not in plan.to_text()
