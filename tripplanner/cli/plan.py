"""The command that plans."""

from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import EPILOG, destination_option, put, shared
from tripplanner.itinerary import Itinerary
from tripplanner.trip import plan_trip

_MODES = ("car", "walk", "ski", "snowshoe", "bike")


def _stated_roads(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    stated = {}
    for value in values:
        road, equals, status = value.partition("=")
        if equals == "" or status not in ("open", "closed", "by-condition"):
            raise click.BadParameter(f"{value!r}: write ROAD=open, ROAD=closed or ROAD=by-condition")
        stated[road] = status
    return stated


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
@click.option(
    "--outlook",
    type=click.Choice(["cautious", "typical", "optimistic"]),
    default="cautious",
    show_default=True,
    help="How to take a road that is open or shut by conditions.",
)
@click.option(
    "--road", "roads", multiple=True, callback=_stated_roads, metavar="ROAD=STATUS", help="What you know."
)
@click.option("--pace", type=click.Choice(["relaxed", "usual", "brisk"]), default="usual", show_default=True)
@click.option("--accept-alerts", is_flag=True, help="Stop at places under a severe warning too.")
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

    DATE is 2026-12-25, "25 Dec", a weekday, today or tomorrow.

    \b
    tripplanner plan friday --base kelly --must-see ta-moulton-barn
    tripplanner plan 2026-12-25 --mode car --mode ski --offline
    """  # noqa: D301 - click reads the \\b itself
    if base is not None:
        options["base"] = base
    itinerary = plan_trip(dates or "tomorrow", modes=modes or None, **options)
    put(_rendered(itinerary, format_, units, clock), output)


def _rendered(itinerary: Itinerary, format_: str, units: Any, clock: Any) -> str:
    return itinerary.to_json() if format_ == "json" else itinerary.to_text(units=units, clock=clock) + "\n"
