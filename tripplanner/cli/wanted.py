"""Options on what is wanted of a trip, for every command that plans one."""

from collections.abc import Callable
from typing import Any

import click

from tripplanner.cli.names import complete_base, complete_site
from tripplanner.cli.options import road_options
from tripplanner.cli.party import party_options, take_party, take_wishes, wish_options
from tripplanner.request import TERMS

_MODES = ("car", "walk", "ski", "snowshoe", "bike")
_PLAIN = (
    "start",
    "end",
    "must_see",
    "avoid",
    "roads",
    "outlook",
    "pace",
    "accept_alerts",
    "interests",
    "time_limit_s",
)


def _weights(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> dict[str, float]:
    weights = {}
    for value in values:
        name, _, weight = value.partition("=")
        try:
            weights[name.strip()] = float(weight)
        except ValueError as error:
            raise click.BadParameter(f"{value!r}: write NAME=WEIGHT, as in film=2") from error
    return weights


_HOW = (
    click.option(
        "--interest",
        "interests",
        multiple=True,
        callback=_weights,
        metavar="NAME=WEIGHT",
        help=f"What counts more, or less: {', '.join(TERMS)}; 0 to 10, 1 each; repeatable.",
    ),
    click.option(
        "--time-limit",
        "time_limit_s",
        type=click.FloatRange(0, min_open=True),
        metavar="SECONDS",
        help="Look no longer for a better plan, or for a proof; the plan says so then.",
    ),
    click.option("--accept-alerts", is_flag=True, help="Stop at places under a severe warning too."),
    click.option(
        "--pace", type=click.Choice(["relaxed", "usual", "brisk"]), default="usual", show_default=True
    ),
)
_WHERE = (
    click.option(
        "--mode",
        "modes",
        multiple=True,
        type=click.Choice(_MODES),
        help="How to move; repeatable, replaces the default.",
    ),
    click.option(
        "--avoid",
        multiple=True,
        metavar="SITE",
        shell_complete=complete_site,
        help="A place to leave out; repeatable.",
    ),
    click.option(
        "--must-see",
        multiple=True,
        metavar="SITE",
        shell_complete=complete_site,
        help="A place the plan must hold; repeatable.",
    ),
    click.option("--end", metavar="HH:MM", help="Be back at the base not after."),
    click.option("--start", metavar="HH:MM", help="Leave the base not before."),
    click.option(
        "--base",
        shell_complete=complete_base,
        help="A base, a site, or LAT,LON (default: the destination's, here jackson).",
    ),
)


def trip_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options on the base, the hours, the places, the roads, the wishes and the party."""
    for option in (party_options, wish_options, *_HOW, road_options, *_WHERE):
        command = option(command)
    return command


def take_wanted(options: dict[str, Any]) -> dict[str, Any]:
    """Take what is wanted of a trip out of the options, named as `plan_trip` and `TripRequest` have it."""
    wanted = {name: options.pop(name) for name in _PLAIN}
    for name in ("base", "modes"):
        value = options.pop(name)
        if value is not None and value != ():
            wanted[name] = value
    return {**wanted, "party": take_party(options), "wishes": take_wishes(options)}
