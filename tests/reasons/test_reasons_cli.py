"""`best-days` and `compare` as a person types them."""

import json
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from tripplanner import load_plan
from tripplanner.cli import best_days as command
from tripplanner.cli import main

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "alabama_hills"
AT = ("--now", "2026-11-23T11:00:00-08:00", "--offline", "--destination", str(EXAMPLE))


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def done(*arguments):
    found = run(*arguments, *AT)
    assert found.exit_code == 0, found.stderr
    return found


def test_best_days_shows_a_table_and_the_best_day():
    """A row for every day, best first, the best one in short; nothing on stderr that is no terminal."""
    found = done("best-days", "2026-12-24..2026-12-26")
    assert found.stderr == ""
    for day in ("Thu 24 Dec", "Fri 25 Dec", "Sat 26 Dec"):
        assert day in found.stdout
    assert found.stdout.index("Thu 24 Dec") < found.stdout.index("Fri 25 Dec")
    assert "The best: Thursday 24 December 2026" in found.stdout
    assert "tripplanner plan 2026-12-24" in found.stdout
    assert max(len(line) for line in found.stdout.splitlines()) <= 80


def test_best_days_takes_plans_options():
    """Wishes, the hours and the party are said as for `plan`; a day alone is a span of one."""
    as_json = done("best-days", "26 Dec", "--end", "10:00", "--avoid", "movie-flat", "--format", "json")
    payload = json.loads(as_json.stdout)
    alone = done("plan", "26 Dec", "--end", "10:00", "--avoid", "movie-flat", "--format", "json")
    assert [day["score"] for day in payload["days"]] == [json.loads(alone.stdout)["score"]]
    runs = done("best-days", "2026-12-24..2026-12-26", "--days", "2", "--night", "independence")
    assert "24 Dec to 25 Dec" in runs.stdout


def test_progress_is_told_from_the_first_question_on(monkeypatch):
    """Before the first day is planned the weather is asked for, which may take long; then days count."""
    said = []

    @contextmanager
    def signs(doing):
        said.append(doing)
        yield said.append

    monkeypatch.setattr(command, "signs_of_life", signs)
    done("best-days", "2026-12-24..2026-12-25", "--end", "10:00")
    assert said[0] == "asking for the weather"
    assert said[1:] == ["1 of 2 planned: 2026-12-24", "2 of 2 planned: 2026-12-25"]


def test_compare_plans_two_days():
    """Two days, planned with the same options, side by side."""
    found = done("compare", "2026-12-25", "2026-12-26", "--end", "13:00")
    assert found.stdout.startswith("Before: Friday 25 December 2026")
    added = found.stdout.partition("\nAdded\n")[2].partition("\n\n")[0]
    assert "Museum of Western Film History" in added
    assert max(len(line) for line in found.stdout.splitlines()) <= 80


def test_compare_reads_saved_plans(tmp_path):
    """Files of saved plans need no weather and no destination; a file and a day may be mixed."""
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    for file, end in ((first, "09:00"), (second, "11:00")):
        done("plan", "2026-12-26", "--end", end, "--format", "json", "--output", str(file))
    found = run("compare", str(first), str(second), "--format", "json")
    assert found.exit_code == 0, found.stderr
    payload = json.loads(found.stdout)
    assert payload["figures_before"]["score"] == load_plan(first).score
    assert payload["figures_after"]["score"] == load_plan(second).score
    assert {each["change"] for each in payload["stops"]} & {"added"}
    assert "Nothing is different." in run("compare", str(first), str(first)).stdout
    mixed = done("compare", str(first), "2026-12-26", "--end", "09:00")
    assert "Nothing is different." in mixed.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "fault"),
    [
        (("best-days", "2026-12-26..2026-12-24"), 2, "is before"),
        (("best-days", "someday..2026-12-24"), 2, "cannot read the date"),
        (("best-days", "2026-12-24..2026-12-26", "--days", "9"), 2, "does not lie within"),
        (("best-days", "2026-12-24..2026-12-26", "--days", "0"), 2, "0 is not in the range"),
        (("best-days",), 2, "Missing argument"),
        (("best-days", "2026-12-24", "--base", "lone-pin"), 2, "did you mean 'lone-pine'"),
        (("compare", "2026-12-24"), 2, "Missing argument"),
        (("compare", "no.json", "2026-12-24"), 2, "cannot read the plan"),
        (("compare", "2026-12-24", "yesteryear"), 2, "cannot read the date"),
        (("compare", "2026-12-24", "2026-12-25", "--must-see", "western-film-museum"), 3, "closed-season"),
    ],
)
def test_bad_input_is_told_in_one_line(arguments, code, fault):
    """Exit 2 for what cannot be meant, 3 for what the day forbids; no traceback, nothing on stdout."""
    found = run(*arguments, *AT)
    assert (found.exit_code, found.stdout) == (code, "")
    assert fault in found.stderr
    assert len(found.stderr.splitlines()) == 1


def test_a_weight_counts_in_every_command_that_plans():
    """What a term is worth is said on the command line as in Python; a word in place of a number is told."""
    points = [
        json.loads(done("plan", "2026-12-24", "--format", "json", "--end", "09:00", *weight).stdout)["score"]
        for weight in ((), ("--interest", "film=3"), ("--interest", "film=3", "--interest", "history=0"))
    ]
    assert points[0] < points[1]
    assert points[2] < points[1]
    for bad in ("film", "film=much", "fame=2", "film=11", "film=nan"):
        found = run("plan", "2026-12-24", "--interest", bad, *AT)
        assert (found.exit_code, found.stdout) == (2, "")
        assert found.stderr.count("\n") == 1


def test_a_saved_plan_is_shown_and_planned_again(tmp_path):
    """`show` gives a saved plan in any format; `replan` plans the rest of it, as a revision of its own."""
    saved, again, ics = (tmp_path / name for name in ("plan.json", "again.json", "again.ics"))
    made = run("plan", "2026-12-25", *AT, "--output", str(saved))
    assert made.exit_code == 0
    assert run("show", str(saved)).stdout == f"{load_plan(saved)}\n"
    later = ("--now", "2026-12-25T11:00:00-08:00", *AT[2:])
    found = run("replan", str(saved), *later, "--output", str(again))
    assert (found.exit_code, load_plan(again).revision) == (0, 1)
    assert run("show", str(again), "--output", str(ics)).exit_code == 0
    assert "SEQUENCE:1" in ics.read_text(encoding="utf-8")
    for each in ("show", "replan"):
        assert run(each, str(tmp_path / "none.json")).exit_code == 2
