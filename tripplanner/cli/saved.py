"""The commands that take a saved plan: show it in any format, and plan what is left of it again."""

from datetime import datetime
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import FILE, destination_option, put, shared_for, written_as
from tripplanner.cli.plan import format_for
from tripplanner.cli.screen import signs_of_life
from tripplanner.export.files import load_plan
from tripplanner.export.formats import NAMES, rendered
from tripplanner.reasons import replanning


@click.command(short_help="Show a saved plan, in any format.")
@click.argument("plan_file", metavar="PLAN", type=FILE)
@written_as(*NAMES, by_suffix=True)
def show(
    plan_file: Path,
    *,
    units: Any,
    clock: Any,
    format_: str | None,
    output: Path | None,
) -> None:
    """
    Show PLAN, a plan saved as JSON, in any format; nothing is planned or asked for.

    \b
    tripplanner show plan.json
    tripplanner show plan.json --output plan.ics
    """  # noqa: D301 - click reads the \\b itself
    name = format_for(format_, output)
    put(rendered(load_plan(plan_file), name, units=units, clock=clock), output, is_page=name == "text")


@click.command(short_help="Plan the rest of a saved plan again, with today's weather.")
@click.argument("plan_file", metavar="PLAN", type=FILE)
@destination_option
@shared_for(*NAMES, by_suffix=True)
def replan(
    plan_file: Path,
    *,
    destination: Path | None,
    offline: bool,
    now: datetime | None,
    units: Any,
    clock: Any,
    format_: str | None,
    output: Path | None,
) -> None:
    """
    Plan PLAN, a plan saved as JSON, again with the weather of now, and say what changed.

    What is done stays; the rest starts from where you are. In a calendar made of the new plan events move,
    and what fell away is cancelled.

    \b
    tripplanner replan plan.json --output plan.json
    tripplanner show plan.json --output plan.ics
    """  # noqa: D301 - click reads the \\b itself
    name = format_for(format_, output)
    before = load_plan(plan_file)
    with signs_of_life("planning again"):
        found = replanning.replan(before, now=now, destination=destination, offline=offline)
    put(rendered(found, name, units=units, clock=clock), output, is_page=name == "text")
