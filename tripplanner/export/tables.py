"""Sites and weather as tables for a terminal of 80 columns."""

import textwrap
from collections.abc import Iterable
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from tripplanner.models import Site
from tripplanner.units import (
    M_PER_FOOT,
    Clock,
    Units,
    clock_text,
    distance_text,
    speed_text,
    temperature_text,
)
from tripplanner.weather.model import Alert, Forecast, Hour, Observation, Provenance, WeatherPlace, is_told

_WIDTH = 80


def sites_table(sites: Iterable[Site]) -> str:
    """Ids, names and what is there; places that cannot be visited say so."""
    lines = []
    for site in sites:
        lines += textwrap.wrap(
            site.name, _WIDTH, initial_indent=f"{site.id:<29} ", subsequent_indent=" " * 30
        )
        text = site.summary if site.not_visitable is None else f"cannot be visited: {site.not_visitable}"
        lines += textwrap.wrap(text, _WIDTH, initial_indent=" " * 30, subsequent_indent=" " * 30)
    return "\n".join(lines)


def weather_table(name: str, forecast: Forecast, tz: ZoneInfo, *, units: Units, clock: Clock) -> str:
    """Hours as rows, under a line that says who said so; alerts first."""
    lines = [name]
    for alert in forecast.alerts:
        lines += textwrap.wrap(alert_text(alert, tz, clock), _WIDTH, subsequent_indent="  ")
    if forecast.alerts_doubt is not None:
        lines += textwrap.wrap(f"ALERTS: {forecast.alerts_doubt}", _WIDTH, subsequent_indent="  ")
    if forecast.observation is not None:
        lines += textwrap.wrap(
            measured_text(forecast.observation, tz, units=units, clock=clock), _WIDTH, subsequent_indent="  "
        )
    day = None
    for spell in forecast.spells:
        said = said_by(spell.provenance, tz, units=units, clock=clock)
        lines += textwrap.wrap(said, _WIDTH, subsequent_indent="  ")
        for hour in spell.hours:
            local = hour.starts_at.astimezone(tz)
            if local.date() != day:
                day = local.date()
                lines.append(f"{day}   temp   wind    gust   rain/snow")
            lines.append(f"  {clock_text(local, clock):<9} {_figures(hour, units)}".rstrip())
    lines += _afterwards(forecast)
    return "\n".join(lines)


def measured_text(seen: Observation, tz: tzinfo, *, units: Units, clock: Clock) -> str:
    """What the nearest station measured last, with when and how far away."""
    figures = [
        None if seen.air_temp_c is None else temperature_text(seen.air_temp_c, units),
        None if seen.wind_speed_kmh is None else f"wind {speed_text(seen.wind_speed_kmh, units)}",
        seen.text,
    ]
    said = ", ".join(each for each in figures if each is not None) or "no figure that stood its checks"
    local = seen.observed_at.astimezone(tz)
    away = distance_text(seen.distance_km, units)
    name = seen.station if seen.station_name is None else f"{seen.station_name} ({seen.station})"
    return f"measured {local:%Y-%m-%d} {clock_text(local, clock)} at {name}, {away} away: {said}"


def _afterwards(forecast: Forecast) -> list[str]:
    """Who had nothing to add, what the park says, and whose data must be credited."""
    told = [each for spell in forecast.spells for each in spell.provenance.passed_over]
    said = [
        f"{each.provider} passed over: {each.why}"
        for each in forecast.also_passed_over
        if not is_told(each.why, [other.why for other in told if other.provider == each.provider])
    ]
    for notice in forecast.notices:
        where = "" if notice.url is None else f" {notice.url}"
        said.append(f"PARK {notice.category or 'notice'}: {notice.title}{where}")
    said += [f"{each.title}: {each.url}" for each in forecast.credits]
    return [line for each in said for line in textwrap.wrap(each, _WIDTH, subsequent_indent="  ")]


def alert_text(alert: Alert, tz: tzinfo, clock: Clock) -> str:
    """An alert with the time it holds, which is not that of its text, and the zones it is for."""
    until = "until further notice" if alert.ends is None else f"until {_moment(alert.ends, tz, clock)}"
    where = f", for {', '.join(alert.zones)}" if alert.zones else ""
    text = alert.headline or alert.event
    return f"ALERT {text}: holds from {_moment(alert.onset, tz, clock)} {until}{where}"


def _moment(moment: datetime, tz: tzinfo, clock: Clock) -> str:
    local = moment.astimezone(tz)
    return f"{local:%Y-%m-%d} {clock_text(local, clock)}"


def spot_text(place: WeatherPlace, units: Units) -> str:
    """
    The spot and height that figures are for.

    Examples
    --------
    >>> spot_text(WeatherPlace(lat=43.66, lon=-110.6552, elevation_m=2000.5), "us")
    '43.66, -110.66 at 6,563 ft'
    """
    spot = f"{place.lat:.2f}, {place.lon:.2f}"
    if place.elevation_m is None:
        return spot
    high = f"{place.elevation_m / M_PER_FOOT:,.0f} ft" if units == "us" else f"{place.elevation_m:,.0f} m"
    return f"{spot} at {high}"


def said_by(provenance: Provenance, tz: tzinfo, *, units: Units, clock: Clock) -> str:
    """Who said it, for which spot, when, and who was passed over."""
    spot = spot_text(provenance.place, units)
    said = {
        "forecast": f"forecast by {provenance.provider} for {spot}",
        "stale": f"OLD forecast by {provenance.provider} for {spot}",
        "normals": f"climate, not a forecast, for {spot}",
    }[provenance.kind]
    issued = ""
    if provenance.issued_at is not None:
        issued = f", issued {_moment(provenance.issued_at, tz, clock)}"
    elif provenance.fetched_at is not None:
        issued = f", fetched {_moment(provenance.fetched_at, tz, clock)}"
    passed = "".join(f"; {each.provider} passed over: {each.why}" for each in provenance.passed_over)
    return f"{said}{issued}{passed}"


def figures(hour: Hour, units: Units) -> tuple[str, str, str, str, str]:
    """Temperature, wind, gusts, the chance of rain or snow, and the words of an hour."""
    return (
        "-" if hour.air_temp_c is None else temperature_text(hour.air_temp_c, units),
        "-" if hour.wind_speed_kmh is None else speed_text(hour.wind_speed_kmh, units),
        "-" if hour.wind_gust_kmh is None else speed_text(hour.wind_gust_kmh, units),
        "-" if hour.precipitation_percent is None else f"{hour.precipitation_percent:.0f} %",
        hour.text or "",
    )


def _figures(hour: Hour, units: Units) -> str:
    temp, wind, gust, chance, text = figures(hour, units)
    return f"{temp:>6}  {wind:>7} {gust:>7}  {chance:>6}  {text}"
