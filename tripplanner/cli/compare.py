"""The command that compares two plans."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import destination_option, put_record, shared
from tripplanner.cli.screen import signs_of_life
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.export.files import load_plan
from tripplanner.itinerary import Itinerary
from tripplanner.reasons import comparing
from tripplanner.trip import plan_trip


@click.command()
@click.argument("before", metavar="BEFORE")
@click.argument("after", metavar="AFTER")
@trip_options
@destination_option
@shared
def compare(
    before: str,
    after: str,
    *,
    units: Any,
    clock: Any,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """
    Compare two plans: what moved, and what it cost.

    BEFORE and AFTER are files of saved plans, or days (as for `plan`) that are planned with the options
    given.

    \b
    tripplanner compare monday.json tuesday.json
    tripplanner compare 2026-12-24 2026-12-25 --base kelly --offline
    """  # noqa: D301 - click reads the \\b itself
    wanted = take_wanted(options)

    def planned(dates: str) -> Itinerary:
        return plan_trip(dates, **wanted, **options)

    with signs_of_life("planning both"):
        found = comparing.compare(_plan(before, planned), _plan(after, planned))
    put_record(found, format_, output, units=units, clock=clock)


def _plan(given: str, planned: Callable[[str], Itinerary]) -> Itinerary:
    """A saved plan, where the name is that of a file; else the plan for a day."""
    is_file = given.lower().endswith(".json") or _is_file(given)
    return load_plan(given) if is_file else planned(given)


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except OSError:  # a name longer than any file's
        return False
