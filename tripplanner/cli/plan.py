"""The command that plans."""

from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import destination_option, put, shared_for
from tripplanner.cli.screen import signs_of_life
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.dates import joined_words
from tripplanner.export.formats import NAMES, format_of, rendered
from tripplanner.trip import plan_trip


@click.command(short_help="Plan the best visit on a day, or a trip of several.")
@click.argument("dates", nargs=-1, metavar="[DATE]...")
@trip_options
@destination_option
@shared_for(*NAMES, by_suffix=True)
def plan(
    dates: tuple[str, ...],
    *,
    units: Any,
    clock: Any,
    format_: str | None,
    output: Path | None,
    **options: Any,
) -> None:
    """
    Plan the best visit on DATE (default: tomorrow).

    DATE is 2026-12-25, "25 Dec", a weekday, today or tomorrow. Several days, or
    2026-12-25..2026-12-27, are one trip that sees each place once at most.

    \b
    tripplanner plan friday --base kelly --must-see ta-moulton-barn
    tripplanner plan 2026-12-25 --mode car --mode ski --offline
    tripplanner plan 2026-12-25..2026-12-26 --night moose --meal 12:00-13:30
    tripplanner plan 2026-12-25 --adults 2 --children 5,9 --non-resident
    tripplanner plan saturday --interest film=3 --output saturday.html
    """  # noqa: D301 - click reads the \\b itself
    name = format_for(format_, output)
    with signs_of_life("planning"):
        itinerary = plan_trip(joined_words(dates) or "tomorrow", **take_wanted(options), **options)
    put(rendered(itinerary, name, units=units, clock=clock), output, is_page=name == "text")


def format_for(asked: str | None, output: Path | None) -> str:
    """The format asked for, or that of the file's suffix; text without either."""
    if asked is not None:
        return asked
    return "text" if output is None or output.suffix == "" else format_of(output)
