"""The command that shows the light of a day, and when sun or moon stands in a direction."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import click

from tripplanner import catalog
from tripplanner.cli.names import complete_site
from tripplanner.cli.options import destination_option, put, shared
from tripplanner.cli.screen import signs_of_life
from tripplanner.dates import FIRST_YEAR, LAST_YEAR, parse_date
from tripplanner.errors import InvalidRequestError
from tripplanner.export import light_page
from tripplanner.export.references import zone_lines
from tripplanner.light import Body, Skyline, azimuth_passes, site_day, sky_at, standings
from tripplanner.light.standing import TOLERANCE_DEG
from tripplanner.models import Destination, Site


def _angles(
    _context: click.Context, _option: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    if value is None:
        return None
    try:
        low, high = (float(each) for each in value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value!r} is not two angles; write LOW,HIGH as in -4,6") from None
    return low, high


def _time(_context: click.Context, _option: click.Parameter, value: str | None) -> time | None:
    if value is None:
        return None
    try:
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time of day; write 07:30") from None


@click.command(short_help="Show the light of a day, or when the sun stands somewhere.")
@click.argument("site_id", metavar="SITE", shell_complete=complete_site)
@click.argument("day", metavar="[DATE]", required=False)
@click.option("--at", callback=_time, metavar="HH:MM", help="Also where sun and moon stand then.")
@click.option("--golden", callback=_angles, metavar="LOW,HIGH", help="Sun's height in golden hour [-4,6].")
@click.option("--blue", callback=_angles, metavar="LOW,HIGH", help="Sun's height in blue hour [-6,-4].")
@click.option("--azimuth", type=float, metavar="DEG", help="List when the sun or the moon stands there.")
@click.option("--altitude", type=float, metavar="DEG", help="Its height then [at or above the skyline].")
@click.option("--body", type=click.Choice(["sun", "moon"]), help="With --azimuth [sun].")
@click.option("--year", type=int, help="With --azimuth: the year to look through.")
@click.option("--from", "first", metavar="DATE", help="With --azimuth: the first day [today].")
@click.option("--until", "last", metavar="DATE", help="With --azimuth: the last day [a year later].")
@destination_option
@shared
def light(
    site_id: str,
    day: str | None,
    *,
    at: time | None,
    golden: tuple[float, float] | None,
    blue: tuple[float, float] | None,
    azimuth: float | None,
    destination: Path | None,
    clock: Any,
    format_: str,
    output: Path | None,
    now: datetime | None,
    **rest: Any,
) -> None:
    """
    Show the light at SITE on DATE (default: tomorrow), or when sun or moon stands at an azimuth.

    \b
    tripplanner light ta-moulton-barn 2026-12-25 --at 08:30
    tripplanner light snake-river-overlook --azimuth 250 --body moon --year 2027
    """  # noqa: D301 - click reads the \\b itself
    place = catalog.load_destination(destination)
    site = catalog.find_site(place, site_id)
    tz = ZoneInfo(place.timezone)
    today = (datetime.now(tz) if now is None else now).astimezone(tz).date()
    search = {name: rest[name] for name in ("altitude", "body", "year", "first", "last")}
    if azimuth is not None:
        _refuse({"a DATE": day, "--at": at, "--golden": golden, "--blue": blue}, "does not go with --azimuth")
        with signs_of_life("looking through the days"):
            text = _standing(
                place, site, azimuth, today=today, clock=clock, as_json=format_ == "json", **search
            )
    else:
        names = {"first": "from", "last": "until"}
        _refuse({f"--{names.get(name, name)}": each for name, each in search.items()}, "needs --azimuth")
        on = _day("tomorrow" if day is None else day, today)
        text = _page(place, site, on, at=at, golden=golden, blue=blue, clock=clock, as_json=format_ == "json")
    put(text + "\n", output, is_page=format_ == "text")


def _page(
    place: Destination,
    site: Site,
    on: date,
    *,
    at: time | None,
    golden: tuple[float, float] | None,
    blue: tuple[float, float] | None,
    clock: Any,
    as_json: bool,
) -> str:
    tz = ZoneInfo(place.timezone)
    angles = {} if golden is None else {"golden_deg": golden}
    found = site_day(site, place.peaks, on, tz, hidden_minutes=place.hidden_minutes, blue_deg=blue, **angles)
    moment = None if at is None else sky_at(site, datetime.combine(on, at, tz))
    if not as_json:
        return _of_zone(site) + light_page.light_page(found, clock=clock, at=moment)
    record = found.model_dump(mode="json")
    if site.position is None and site.zone is not None:
        record["zone"] = site.zone.model_dump(mode="json")
    if moment is not None:
        record["at"] = moment.model_dump(mode="json")
    return json.dumps(record, indent=2)


def _of_zone(site: Site) -> str:
    """First of all that the spot is not known, where it is not."""
    return "".join(f"{line}\n" for line in zone_lines(site))


def _standing(
    place: Destination,
    site: Site,
    azimuth_deg: float,
    *,
    today: date,
    clock: Any,
    as_json: bool,
    altitude: float | None,
    body: Body | None,
    year: int | None,
    first: str | None,
    last: str | None,
) -> str:
    tz = ZoneInfo(place.timezone)
    named: Body = "sun" if body is None else body
    days = _days(year, first, last, today)
    skyline = Skyline.of(site.standpoint, place.peaks)
    spot = site.position if site.position is not None else site.zone
    if spot is None:
        raise InvalidRequestError(f"nobody knows where {site.name} is")
    passes = azimuth_passes(
        spot.lat,
        spot.lon,
        azimuth_deg=azimuth_deg,
        first_day=days[0],
        last_day=days[1],
        tz=tz,
        body=named,
        lowest_deg=-1.0 if altitude is None else min(-1.0, altitude - TOLERANCE_DEG),
        skyline=skyline,
    )
    found = standings(passes, altitude_deg=altitude)
    if as_json:
        return json.dumps([each.model_dump(mode="json") for each in found], indent=2)
    return _of_zone(site) + light_page.standing_page(
        site.name,
        found,
        body=named,
        wanted=_wanted(azimuth_deg, altitude, skyline),
        days=days,
        highest=max(passes, key=lambda each: each.altitude_deg, default=None),
        tolerance_deg=TOLERANCE_DEG,
        clock=clock,
    )


def _wanted(azimuth_deg: float, altitude_deg: float | None, skyline: Skyline) -> str:
    if altitude_deg is not None:
        return f"{azimuth_deg:g} degrees, {altitude_deg:g} degrees high"
    horizon_deg = skyline.altitude_deg(azimuth_deg)
    level = f"the skyline there, {horizon_deg:.1f} degrees high" if horizon_deg > 0 else "the level horizon"
    return f"{azimuth_deg:g} degrees, not below {level}"


def _days(year: int | None, first: str | None, last: str | None, today: date) -> tuple[date, date]:
    if year is not None:
        _refuse({"--from": first, "--until": last}, "does not go with --year")
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidRequestError(f"{year} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
        return date(year, 1, 1), date(year, 12, 31)
    start = today if first is None else _day(first, today)
    end = start + timedelta(days=364) if last is None else _day(last, max(start, today))
    return start, end


def _day(text: str, today: date) -> date:
    found = parse_date(text, today=today)
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise InvalidRequestError(f"{found} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return found


def _refuse(given: dict[str, object], why: str) -> None:
    for name, value in given.items():
        if value is not None:
            raise click.UsageError(f"{name} {why}")
