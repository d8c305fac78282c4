"""The command `tripplanner`: thin; results on stdout, notices and errors on stderr."""

import json
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

import click

from tripplanner import catalog
from tripplanner.dates import parse_dates
from tripplanner.errors import (
    DestinationError,
    NoPlanError,
    OutputError,
    PlanFaultError,
    TripPlannerError,
    WeatherUnavailableError,
)
from tripplanner.export import files, tables
from tripplanner.itinerary import Itinerary
from tripplanner.trip import get_forecast, plan_trip

_EXIT_CODES: tuple[tuple[type[TripPlannerError], int], ...] = (
    (NoPlanError, 3),
    (DestinationError, 4),
    (WeatherUnavailableError, 4),
    (PlanFaultError, 5),
    (TripPlannerError, 2),
)
_MODES = ("car", "walk", "ski", "snowshoe", "bike")
_EPILOG = (
    "Exit codes: 0 done; 2 bad input; 3 the request cannot be met; 4 nothing to plan from; 5 a fault of ours."
)


class _Commands(click.Group):
    """A group whose every problem is one line on stderr and an exit code, never a traceback."""

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command; ours and click's own complaints look alike."""
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except TripPlannerError as error:
            _fail(str(error), next(code for kind, code in _EXIT_CODES if isinstance(error, kind)))
        except click.ClickException as error:
            _fail(error.format_message(), 2)
        except click.Abort:
            _fail("stopped", 130)
        except BrokenPipeError:
            sys.exit(0)  # the reader of the pipe has seen enough
        except Exception as error:  # noqa: BLE001 - the last edge: a fault of ours is told in one line
            _fail(f"a fault of ours, please report it: {type(error).__name__}: {error}", 5)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"tripplanner: {' '.join(message.split())}", err=True)
    sys.exit(code)


def _now(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time; write 2026-12-24T18:00:00-07:00") from None
    if moment.tzinfo is None:
        raise click.BadParameter(f"{value!r} needs an offset; write 2026-12-24T18:00:00-07:00")
    return moment


def _stated_roads(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    stated = {}
    for value in values:
        road, equals, status = value.partition("=")
        if equals == "" or status not in ("open", "closed", "by-condition"):
            raise click.BadParameter(f"{value!r}: write ROAD=open, ROAD=closed or ROAD=by-condition")
        stated[road] = status
    return stated


def _shared(command: Callable[..., None]) -> Callable[..., None]:
    """Options that every command takes."""
    options = (
        click.option("--offline", is_flag=True, help="Do not touch the network."),
        click.option("--now", callback=_now, metavar="ISO", help="Plan as if it were this moment."),
        click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file."),
        click.option(
            "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
        ),
        click.option("--clock", type=click.Choice(["12", "24"]), default="24", show_default=True),
        click.option("--units", type=click.Choice(["us", "metric"]), default="us", show_default=True),
    )
    for option in options:
        command = option(command)
    return command


@click.group(cls=_Commands, epilog=_EPILOG)
@click.version_option(package_name="tripplanner", prog_name="tripplanner")
def main() -> None:
    """
    Plan a visit to Mormon Row, where Rocky IV's Siberia was filmed.

    \b
    tripplanner plan                      tomorrow, from Jackson
    tripplanner plan 2026-12-25 --offline
    tripplanner sites
    """  # noqa: D301 - click reads the \\b itself


@main.command(epilog=_EPILOG)
@click.argument("dates", nargs=-1, metavar="[DATE]...")
@click.option("--base", default="jackson", show_default=True, help="A base, a site, or LAT,LON.")
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
@click.option(
    "--outlook",
    type=click.Choice(["cautious", "typical", "optimistic"]),
    default="cautious",
    show_default=True,
    help="How to take a road that is open or shut by conditions.",
)
@click.option(
    "--road", "roads", multiple=True, callback=_stated_roads, metavar="ROAD=STATUS", help="What you know."
)
@click.option("--pace", type=click.Choice(["relaxed", "usual", "brisk"]), default="usual", show_default=True)
@click.option("--accept-alerts", is_flag=True, help="Stop at places under a severe warning too.")
@_shared
def plan(
    dates: tuple[str, ...],
    *,
    modes: tuple[Any, ...],
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
    """  # noqa: D301 - click reads the \\b itself
    itinerary = plan_trip(dates or "tomorrow", modes=modes or None, **options)
    _put(_rendered(itinerary, format_, units, clock), output)


def _rendered(itinerary: Itinerary, format_: str, units: Any, clock: Any) -> str:
    return itinerary.to_json() if format_ == "json" else itinerary.to_text(units=units, clock=clock) + "\n"


@main.command()
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path), metavar="PATH", help="Write to a file.")
def sites(format_: str, output: Path | None) -> None:
    """List the places that can be planned, and those that people ask for in vain."""
    found = catalog.load_destination().sites
    if format_ == "json":
        _put(json.dumps([site.model_dump(mode="json") for site in found], indent=2) + "\n", output)
    else:
        _put(tables.sites_table(found) + "\n", output)


@main.command()
def unknowns() -> None:
    """List what nobody is known to have published."""
    for each in catalog.load_destination().unknowns:
        click.echo(f"{each.id}: {each.text}")


@main.command()
def sources() -> None:
    """List where the facts come from, and when they were read."""
    for each in catalog.load_destination().sources:
        where = each.how if each.url is None else each.url
        via = "" if each.via is None else f" (via {each.via})"
        click.echo(f"{each.id}: {each.title}. {each.publisher}, read {each.read_on}{via}. {where}")


@main.command()
@click.argument("date", default="tomorrow")
@click.option("--site", "site_id", default="ta-moulton-barn", show_default=True, help="Where.")
@_shared
def weather(
    date: str,
    *,
    site_id: str,
    units: Any,
    clock: Any,
    format_: str,
    output: Path | None,
    now: datetime | None,
    offline: bool,
) -> None:
    """Show the weather of DATE (default: tomorrow) hour by hour, and who said so."""
    place = catalog.load_destination()
    tz = ZoneInfo(place.timezone)
    moment = datetime.now(tz) if now is None else now
    days = parse_dates(date, today=moment.astimezone(tz).date())
    start = datetime.combine(days[0], time(), tz)
    end = datetime.combine(days[-1] + timedelta(days=1), time(), tz)
    site = catalog.find_site(place, site_id)
    forecast = get_forecast(site, start, end, offline=offline, now=moment)
    if format_ == "json":
        _put(forecast.model_dump_json(indent=2) + "\n", output)
    else:
        _put(tables.weather_table(site.name, forecast, tz, units=units, clock=clock) + "\n", output)


def _put(text: str, output: Path | None) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    if output.is_dir():
        raise OutputError(f"cannot write {str(output)!r}: it is a folder")
    files.write_text(output, text)
    click.echo(f"written: {output}", err=True)
