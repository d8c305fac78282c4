"""The command that plans."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import EPILOG, destination_option, put, road_options, shared
from tripplanner.itinerary import Itinerary
from tripplanner.request import MOST_ADULTS, OLDEST_CHILD, Party
from tripplanner.trip import plan_trip

_MODES = ("car", "walk", "ski", "snowshoe", "bike")


def _ages(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, ...] | None:
    if value is None:
        return None
    ages = [each.strip() for each in value.split(",")]
    if not all(each.isascii() and each.isdigit() and int(each) <= OLDEST_CHILD for each in ages):
        raise click.BadParameter(f"{value!r}: write the age of each child, 0 to {OLDEST_CHILD}, as in 5,9")
    return tuple(int(each) for each in ages)


def _party_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options on who travels."""
    options = (
        click.option(
            "--cold-tolerance",
            type=click.Choice(["low", "usual", "high"]),
            help="How well you bear the cold (default: usual): shorter or longer stays.",
        ),
        click.option(
            "--mobility",
            type=click.Choice(["usual", "limited"]),
            help="limited: who hardly moves gets cold sooner (default: usual).",
        ),
        click.option("--pass", "pass_held", metavar="NAME", help="A pass you hold, as in senior."),
        click.option(
            "--resident/--non-resident",
            "residents",
            default=None,
            help="Whether you live in the United States (default: both prices are told).",
        ),
        click.option("--children", callback=_ages, metavar="AGES", help="The children's ages, as in 5,9."),
        click.option(
            "--adults", type=click.IntRange(1, MOST_ADULTS), metavar="N", help="How many adults (default: 2)."
        ),
    )
    for option in options:
        command = option(command)
    return command


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
@_party_options
@destination_option
@shared
def plan(
    dates: tuple[str, ...],
    *,
    base: str | None,
    modes: tuple[Any, ...],
    adults: int | None,
    children: tuple[int, ...] | None,
    residents: bool | None,
    pass_held: str | None,
    mobility: Any,
    cold_tolerance: Any,
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
    tripplanner plan 2026-12-25 --adults 2 --children 5,9 --non-resident
    """  # noqa: D301 - click reads the \\b itself
    if base is not None:
        options["base"] = base
    asked = {
        "adults": adults,
        "children": children,
        "residents": residents,
        "pass_held": pass_held,
        "mobility": mobility,
        "cold_tolerance": cold_tolerance,
    }
    party = Party(**{name: value for name, value in asked.items() if value is not None})
    itinerary = plan_trip(dates or "tomorrow", modes=modes or None, party=party, **options)
    put(_rendered(itinerary, format_, units, clock), output)


def _rendered(itinerary: Itinerary, format_: str, units: Any, clock: Any) -> str:
    return itinerary.to_json() if format_ == "json" else itinerary.to_text(units=units, clock=clock) + "\n"
