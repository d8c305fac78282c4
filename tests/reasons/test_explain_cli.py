"""`tripplanner explain` as a person types it."""

import json

import pytest
from click.testing import CliRunner

from tripplanner import Explanation
from tripplanner.cli import main

AT = ("--now", "2026-11-23T11:00:00-07:00", "--offline")
ASKED = ("2026-12-25", "--base", "kelly", "--end", "11:00")


def run(*arguments):
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    path = tmp_path_factory.mktemp("plans") / "plan.json"
    assert run("plan", *ASKED, *AT, "--format", "json", "--output", path).exit_code == 0
    return path


def test_it_plans_and_explains():
    """With a date it makes the plan first; without a budget it says what is not priced."""
    done = run("explain", *ASKED, *AT, "--budget", 0)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("Why this plan: ")
    assert "0 seconds were not enough" in " ".join(done.stdout.split())


def test_a_saved_plan_is_explained_as_it_is(saved):
    """The records, with the plan in them as it was saved."""
    done = run("explain", "--plan", saved, *AT, "--budget", 0, "--format", "json")
    assert done.exit_code == 0, done.output
    found = Explanation.model_validate_json(done.stdout)
    assert json.loads(done.stdout)["plan"] == json.loads(saved.read_text())
    assert found.weather_since is None
    assert all(each.known for each in found.stops)


def test_the_clock_and_the_hours_are_as_asked(saved):
    """12 hours on the page where that is wanted."""
    page = run("explain", "--plan", saved, *AT, "--budget", 0, "--clock", "12").stdout
    assert "7:25 am  Oxbow Bend" in page


def test_a_trip_that_has_begun_is_explained_as_it_was_made(saved):
    """The day after, its plan still has its reasons."""
    late = ("--now", "2026-12-26T11:00:00-07:00", "--offline")
    done = run("explain", "--plan", saved, *late, "--budget", 0)
    assert done.exit_code == 0, done.output
    assert done.stdout == run("explain", "--plan", saved, *AT, "--budget", 0).stdout


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("2026-12-25",), "leave out DATE"),
        (("--base", "kelly"), "leave out --base"),
        (("--must-see", "oxbow-bend"), "leave out --must-see"),
    ],
)
def test_a_saved_plan_has_wishes_of_its_own(saved, arguments, fault):
    """Exit 2 and one line: what is asked for besides would be passed over in silence."""
    done = run("explain", "--plan", saved, *arguments, *AT)
    assert (done.exit_code, done.stdout) == (2, "")
    assert fault in done.stderr


def test_what_is_no_saved_plan_is_refused(tmp_path):
    """A missing file is exit 2; so is a budget below 0."""
    assert run("explain", "--plan", tmp_path / "none.json", *AT).exit_code == 2
    assert run("explain", *ASKED, *AT, "--budget", -1).exit_code == 2


def test_wishes_that_clash_are_named():
    """Exit 3, with what clashes and what would work, in one line."""
    sites = ("--must-see", "oxbow-bend", "--must-see", "ta-moulton-barn")
    done = run("explain", *ASKED, *sites, *AT)
    assert (done.exit_code, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "the nearest plan that works: without '" in done.stderr
