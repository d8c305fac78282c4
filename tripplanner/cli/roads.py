"""The command that tells which roads are open."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from tripplanner import catalog
from tripplanner.cli.lists import listing
from tripplanner.cli.options import now_option, put, road_options
from tripplanner.dates import parse_dates
from tripplanner.errors import InvalidRequestError
from tripplanner.export import roads_page
from tripplanner.roads import roads_on


@click.command(short_help="Tell which roads are open, for whom, until when.")
@click.argument("day", metavar="[DATE]", default="tomorrow")
@road_options
@now_option
@listing
def roads(
    day: str,
    *,
    outlook: Any,
    roads: dict[str, Any],
    destination: Path | None,
    format_: str,
    output: Path | None,
    now: datetime | None,
) -> None:
    """
    Tell which roads are open on DATE (default: tomorrow), for whom, until when, and whom to ask.

    \b
    tripplanner roads 2026-12-25
    tripplanner roads friday --outlook typical --road antelope-flats-road=open
    """  # noqa: D301 - click reads the \\b itself
    place = catalog.load_destination(destination)
    tz = ZoneInfo(place.timezone)
    moment = datetime.now(tz) if now is None else now
    on, *more = parse_dates(day, today=moment.astimezone(tz).date())
    if more:
        raise InvalidRequestError(f"{1 + len(more)} days were asked for; ask for one day at a time")
    found = roads_on(place, on, outlook=outlook, stated=roads)
    if format_ == "json":
        payload = roads_page.roads_payload(place, on, found, outlook=outlook)
        put(json.dumps(payload, indent=2) + "\n", output, is_page=False)
    else:
        put(roads_page.roads_page(place, on, found, outlook=outlook) + "\n", output)
