"""The command that shows one place."""

import json
from pathlib import Path
from typing import Any

import click

from tripplanner import lookup
from tripplanner.cli.lists import listing
from tripplanner.cli.names import complete_site
from tripplanner.cli.options import put
from tripplanner.export.site_page import site_page, site_payload


@click.command(short_help="Show one place: what is there, and how to get there.")
@click.argument("site_id", metavar="SITE", shell_complete=complete_site)
@click.option("--units", type=click.Choice(["us", "metric"]), default="us", show_default=True)
@listing
def site(site_id: str, *, units: Any, format_: str, output: Path | None, destination: Path | None) -> None:
    """
    Show one place: what is there, how to get there, and what is not known of it.

    `tripplanner sites` lists the places.

    \b
    tripplanner site ta-moulton-barn
    tripplanner site oxbow-bend --units metric
    """  # noqa: D301 - click reads the \\b itself
    place = lookup.as_destination(destination)
    found = lookup.find_site(site_id, destination=place)
    if format_ == "json":
        put(json.dumps(site_payload(place, found), indent=2) + "\n", output, is_page=False)
    else:
        put(site_page(place, found, units=units) + "\n", output)
