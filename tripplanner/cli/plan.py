"""The command that plans."""

from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import EPILOG, destination_option, put, road_options, shared
from tripplanner.cli.party import party_options, take_party, take_wishes, wish_options
from tripplanner.itinerary import Itinerary
from tripplanner.trip import plan_trip

_MODES = ("car", "walk", "ski", "snowshoe", "bike")


@click.command(epilog=EPILOG)
@click.argument("dates", nargs=-1, metavar="[DATE]...")
@click.option("--base", help="A base, a site, or LAT,LON (default: the destination's, here jackson).")
@click.option("--start", metavar="HH:MM", help="Leave the base not before.")
@click.option("--end", metavar="HH:MM", help="Be back at the base not after.")
@click.option("--must-see", multiple=True, metavar="SITE", help="A place the plan must hold; repeatable.")
@click.option("--avoid", multiple=True, metavar="SITE", help="A place to leave out; repeatable.")
@click.option(
    "--mode",
    "modes",
    multiple=True,
    type=click.Choice(_MODES),
    help="How to move; repeatable, replaces the default.",
)
@road_options
@click.option("--pace", type=click.Choice(["relaxed", "usual", "brisk"]), default="usual", show_default=True)
@click.option("--accept-alerts", is_flag=True, help="Stop at places under a severe warning too.")
@wish_options
@party_options
@destination_option
@shared
def plan(
    dates: tuple[str, ...],
    *,
    base: str | None,
    modes: tuple[Any, ...],
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
    if base is not None:
        options["base"] = base
    party, wishes = take_party(options), take_wishes(options)
    itinerary = plan_trip(dates or "tomorrow", modes=modes or None, party=party, wishes=wishes, **options)
    put(_rendered(itinerary, format_, units, clock), output)


def _rendered(itinerary: Itinerary, format_: str, units: Any, clock: Any) -> str:
    return itinerary.to_json() if format_ == "json" else itinerary.to_text(units=units, clock=clock) + "\n"
