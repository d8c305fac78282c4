"""The command that plans."""

from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import EPILOG, destination_option, put, shared_for
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.export.formats import NAMES, rendered
from tripplanner.trip import plan_trip


@click.command(epilog=EPILOG)
@click.argument("dates", nargs=-1, metavar="[DATE]...")
@trip_options
@destination_option
@shared_for(*NAMES)
def plan(
    dates: tuple[str, ...],
    *,
    units: Any,
    clock: Any,
    format_: str,
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
    """  # noqa: D301 - click reads the \\b itself
    itinerary = plan_trip(dates or "tomorrow", **take_wanted(options), **options)
    put(rendered(itinerary, format_, units=units, clock=clock), output)
