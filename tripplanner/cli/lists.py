"""Commands that list what the library knows."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from tripplanner import lookup
from tripplanner.cli.options import FILE, destination_option, put
from tripplanner.export import film_page, references, tables
from tripplanner.models import Record


def listing(command: Callable[..., None]) -> Callable[..., None]:
    """Options of every command that only tells what is known."""
    options = (
        destination_option,
        click.option("--output", type=FILE, metavar="PATH", help="Write to a file."),
        click.option(
            "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
        ),
    )
    for option in options:
        command = option(command)
    return command


def put_list(text: str, records: Iterable[Record], format_: str, output: Path | None) -> None:
    """Put out the text, or the records as JSON."""
    if format_ == "json":
        text = json.dumps([each.model_dump(mode="json") for each in records], indent=2)
    put(text + "\n", output, is_page=format_ == "text")


@click.command(short_help="List the places that can be planned, or not.")
@listing
def sites(*, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    List the places that can be planned, and those that people ask for in vain.

    \b
    tripplanner sites
    tripplanner sites --format json
    """  # noqa: D301 - click reads the \\b itself
    found = lookup.sites(destination)
    put_list(tables.sites_table(found), found, format_, output)


@click.command(short_help="List the films that were shot here.")
@listing
def films(*, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    List the films that were shot here; `tripplanner film FILM` tells one of them.

    \b
    tripplanner films
    tripplanner film shane
    """  # noqa: D301 - click reads the \\b itself
    found = lookup.films(destination)
    put_list(film_page.films_list(found), found, format_, output)


@click.command()
@listing
def unknowns(*, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    List what nobody is known to have published.

    \b
    tripplanner unknowns
    """  # noqa: D301 - click reads the \\b itself
    found = lookup.unknowns(destination)
    put_list(references.unknowns_list(found), found, format_, output)


@click.command()
@listing
def sources(*, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    List where the facts come from, and when they were read.

    \b
    tripplanner sources
    tripplanner sources --format json --output sources.json
    """  # noqa: D301 - click reads the \\b itself
    found = lookup.sources(destination)
    put_list(references.sources_list(found), found, format_, output)
