"""The command that tells what to know before a visit."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from tripplanner import catalog
from tripplanner.cli.lists import listing
from tripplanner.cli.options import now_option, put
from tripplanner.dates import parse_date
from tripplanner.export import visit_page


@click.command(short_help="Tell what to know before: hours, rules, parking, fuel.")
@click.option("--date", "day", metavar="DATE", help="Only what holds on this day.")
@now_option
@listing
def visit(
    *,
    day: str | None,
    destination: Path | None,
    format_: str,
    output: Path | None,
    now: datetime | None,
) -> None:
    """
    Tell what to know before a visit: hours, rules, animals, works, parking, fuel, whom to call.

    \b
    tripplanner visit
    tripplanner visit --date 2027-07-04
    """  # noqa: D301 - click reads the \\b itself
    place = catalog.load_destination(destination)
    tz = ZoneInfo(place.timezone)
    today = (datetime.now(tz) if now is None else now).astimezone(tz).date()
    on = None if day is None else parse_date(day, today=today)
    if format_ == "json":
        put(json.dumps(visit_page.visit_payload(place, on=on), indent=2) + "\n", output, is_page=False)
    else:
        put(visit_page.visit_page(place, on=on) + "\n", output)
