"""Commands that list what the library knows."""

import json
from pathlib import Path

import click

from tripplanner import catalog
from tripplanner.cli.options import put
from tripplanner.export import tables


@click.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
def sites(format_: str, output: Path | None) -> None:
    """List the places that can be planned, and those that people ask for in vain."""
    found = catalog.load_destination().sites
    if format_ == "json":
        put(json.dumps([site.model_dump(mode="json") for site in found], indent=2) + "\n", output)
    else:
        put(tables.sites_table(found) + "\n", output)


@click.command()
def unknowns() -> None:
    """List what nobody is known to have published."""
    for each in catalog.load_destination().unknowns:
        click.echo(f"{each.id}: {each.text}")


@click.command()
def sources() -> None:
    """List where the facts come from, and when they were read."""
    for each in catalog.load_destination().sources:
        where = each.how if each.url is None else each.url
        via = "" if each.via is None else f" (via {each.via})"
        click.echo(f"{each.id}: {each.title}. {each.publisher}, read {each.read_on}{via}. {where}")
