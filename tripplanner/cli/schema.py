"""The command that prints the JSON Schema of a destination or a plan."""

import json
from pathlib import Path
from typing import Any

import click

from tripplanner.cli.options import FILE, put
from tripplanner.itinerary import Itinerary
from tripplanner.models import Destination

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


@click.command(short_help="Print the JSON Schema of a destination or a saved plan.")
@click.argument("kind", type=click.Choice(["destination", "plan"]))
@click.option("--output", type=FILE, metavar="PATH", help="Write to a file.")
@click.option("--format", "format_", type=click.Choice(["json"]), default="json", show_default=True)
def schema(kind: str, *, format_: str, output: Path | None) -> None:  # noqa: ARG001 - there is one format
    """
    Print the JSON Schema of a destination's files taken together, or of a saved plan.

    What a schema cannot say, such as that every road ends somewhere, is checked when a folder is read.

    \b
    tripplanner schema plan
    tripplanner schema destination --output destination.schema.json
    """  # noqa: D301 - click reads the \\b itself
    found = _destination() if kind == "destination" else _plan()
    put(json.dumps({"$schema": _DIALECT, **found}, indent=2) + "\n", output, is_page=False)


def _destination() -> dict[str, Any]:
    """What the files of a folder may hold: only what has no default is required."""
    return Destination.model_json_schema(mode="validation")


def _plan() -> dict[str, Any]:
    """What `--format json` writes: every field is there, and null where nothing is known."""
    return Itinerary.model_json_schema(by_alias=True, mode="serialization")
