"""The command that ranks days."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import destination_option, put_record, shared
from tripplanner.cli.screen import signs_of_life
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.reasons import ranking
from tripplanner.request import TripRequest


@click.command("best-days", short_help="Rank the days of a span by what a visit is worth.")
@click.argument("span", metavar="START..END")
@click.option(
    "--days",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    metavar="N",
    help="Rank runs of so many days.",
)
@trip_options
@destination_option
@shared
def best_days(
    span: str,
    *,
    days: int,
    units: Any,
    clock: Any,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """
    Rank every day from START to END by what a visit on it is worth.

    Each day is planned for itself, which takes about a second; the weather is asked for once.

    \b
    tripplanner best-days 2026-12-20..2027-01-05 --offline
    tripplanner best-days "20 Dec..5 Jan" --days 2 --night moose
    """  # noqa: D301 - click reads the \\b itself
    start, _, end = span.partition("..")
    request = TripRequest(dates=start, **take_wanted(options))
    with signs_of_life("asking for the weather") as doing:

        def progress(done: int, total: int, on: date) -> None:
            doing(f"{done} of {total} planned: {on}")

        found = ranking.best_days(start, end or start, request, days=days, on_progress=progress, **options)
    put_record(found, format_, output, units=units, clock=clock)
