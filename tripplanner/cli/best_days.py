"""The command that ranks days."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import destination_option, put, shared
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.reasons import ranking
from tripplanner.reasons.ranking import Progress
from tripplanner.request import TripRequest


@click.command("best-days")
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
    found = ranking.best_days(start, end or start, request, days=days, on_progress=_progress(), **options)
    put(found.to_json() if format_ == "json" else found.to_text(units=units, clock=clock) + "\n", output)


def _progress() -> Progress | None:
    """Tell on a terminal how far it is, in one line that is wiped in the end."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int, on: date) -> None:
        text = f"{done} of {total} planned: {on}"
        click.echo("\r" + (" " * len(text) + "\r" if done == total else text), nl=False, err=True)

    return show
