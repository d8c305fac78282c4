"""The command that shows the weather."""

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from tripplanner import catalog
from tripplanner.cli.names import complete_site
from tripplanner.cli.options import destination_option, put, shared
from tripplanner.cli.screen import signs_of_life
from tripplanner.dates import parse_dates
from tripplanner.export import tables
from tripplanner.trip import get_forecast


@click.command(short_help="Show the weather hour by hour, and who said so.")
@click.argument("date", default="tomorrow")
@click.option(
    "--site",
    "site_id",
    metavar="SITE",
    shell_complete=complete_site,
    help="Where (default: the place the plans ask for).",
)
@destination_option
@shared
def weather(
    date: str,
    *,
    site_id: str | None,
    destination: Path | None,
    units: Any,
    clock: Any,
    format_: str,
    output: Path | None,
    now: datetime | None,
    offline: bool,
) -> None:
    """
    Show the weather of DATE (default: tomorrow) hour by hour, and who said so.

    \b
    tripplanner weather
    tripplanner weather saturday --site oxbow-bend --units metric
    """  # noqa: D301 - click reads the \\b itself
    place = catalog.load_destination(destination)
    tz = ZoneInfo(place.timezone)
    moment = datetime.now(tz) if now is None else now
    days = parse_dates(date, today=moment.astimezone(tz).date())
    start = datetime.combine(days[0], time(), tz)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), tz)
    site = catalog.find_site(place, place.weather_site if site_id is None else site_id)
    with signs_of_life("asking for the weather"):
        forecast = get_forecast(site, start, end, destination=place, offline=offline, now=moment)
    if format_ == "json":
        put(forecast.model_dump_json(indent=2) + "\n", output, is_page=False)
    else:
        put(tables.weather_table(site.name, forecast, tz, units=units, clock=clock) + "\n", output)
