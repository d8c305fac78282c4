"""Options on who travels and on what the trip should keep to, and the records made of them."""

from collections.abc import Callable
from typing import Any

import click

from tripplanner.cli.names import complete_base, complete_film, complete_site
from tripplanner.request import MOST_ADULTS, OLDEST_CHILD, Party
from tripplanner.wishes import MOST_MINUTES, Wishes

_PARTY = ("adults", "children", "residents", "pass_held", "mobility", "cold_tolerance")


def _ages(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[int, ...] | None:
    if value is None:
        return None
    ages = [each.strip() for each in value.split(",")]
    if not all(
        each.isascii() and each.isdigit() and len(each) <= 2 and int(each) <= OLDEST_CHILD for each in ages
    ):
        raise click.BadParameter(f"{value!r}: write the age of each child, 0 to {OLDEST_CHILD}, as in 5,9")
    return tuple(int(each) for each in ages)


def party_options(command: Callable[..., None]) -> Callable[..., None]:
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


def take_party(options: dict[str, Any]) -> Party:
    """Make the party of what was said of it, and take that out of the options."""
    asked = {name: options.pop(name) for name in _PARTY}
    return Party(**{name: value for name, value in asked.items() if value is not None})


def _span(_context: click.Context, _option: click.Parameter, value: str | None) -> tuple[str, str] | None:
    if value is None:
        return None
    first, dash, last = value.partition("-")
    if dash == "":
        raise click.BadParameter(f"{value!r}: write from when until when, as in 12:00-13:30")
    return first, last


def _orders(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(site.strip() for site in value.split(",")) for value in values)


_MINUTES = click.IntRange(0, MOST_MINUTES)


_LIMITS = (
    click.option(
        "--most-cold", "most_cold_minutes", type=_MINUTES, metavar="MIN", help="Of a day in hard cold."
    ),
    click.option("--most-walk", "most_walk_minutes", type=_MINUTES, metavar="MIN", help="Of a day on foot."),
    click.option(
        "--most-drive", "most_drive_minutes", type=_MINUTES, metavar="MIN", help="Of a day driving."
    ),
)


def wish_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options on what the trip should keep to."""
    options = (
        click.option(
            "--film-order",
            metavar="FILM",
            shell_complete=complete_film,
            help="See a film's scenes in the film's order.",
        ),
        click.option(
            "--order",
            multiple=True,
            callback=_orders,
            metavar="SITE,SITE...",
            shell_complete=complete_site,
            help="Places in the order wanted; repeatable.",
        ),
        click.option(
            "--first-light",
            "first_light_at",
            multiple=True,
            metavar="SITE",
            shell_complete=complete_site,
            help="See the first light here on one of the days; repeatable: at one of these.",
        ),
        click.option(
            "--short-visits", is_flag=True, help="Plan a place's short visit too, for fewer points."
        ),
        click.option("--meal-minutes", type=click.IntRange(5, 240), metavar="MIN", help="Default: 45."),
        click.option("--meal", callback=_span, metavar="HH:MM-HH:MM", help="A meal a day, within this time."),
        click.option(
            "--night",
            "nights",
            multiple=True,
            metavar="PLACE",
            shell_complete=complete_base,
            help="Where to sleep after each day; repeatable (default: the base).",
        ),
    )
    for option in (*_LIMITS, *options):
        command = option(command)
    return command


def take_wishes(options: dict[str, Any]) -> Wishes:
    """Make the wishes of the options on them, and take those out of the options."""
    meal = options.pop("meal") or (None, None)
    minutes = options.pop("meal_minutes")
    names = ("nights", "first_light_at", "order", "film_order", "short_visits")
    limits = ("most_drive_minutes", "most_walk_minutes", "most_cold_minutes")
    return Wishes(
        meal_from=meal[0],
        meal_until=meal[1],
        **({} if minutes is None else {"meal_minutes": minutes}),
        **{name: options.pop(name) for name in (*names, *limits)},
    )
