"""The cards of a place and of its weather."""

from collections.abc import Iterator
from datetime import tzinfo

from tripplanner.export.card import Card, Link, Listing, Part, Table, Words
from tripplanner.export.day_names import weekday_name
from tripplanner.export.phrases import WEATHER_NAMES, capital
from tripplanner.export.references import HOW_SURE
from tripplanner.export.steps import Style
from tripplanner.export.tables import alert_text, figures, measured_text, said_by
from tripplanner.models import Claim, Site, Sourced
from tripplanner.units import M_PER_FOOT, distance_text, temperature_range_text
from tripplanner.weather.model import Forecast, Hour

_STYLE = Style()
_LONG_HOURS = 16
_INTERESTS = ("photography", "history", "film", "wildlife", "ease")


def site_card(site: Site) -> Card:
    """A place: what it is, where, how long to stay, what stands there, and how sure each statement is."""
    claims = (
        ("There today", site.today),
        ("History", site.history),
        ("Access", site.access),
    )
    dangers = (Words(f"Danger: {_told(each)}", strong=True) for each in site.dangers)
    shut = () if site.not_visitable is None else (Words(f"Cannot be visited: {site.not_visitable}"),)
    lists = tuple((name, tuple(_told(each) for each in told)) for name, told in claims if told)
    return Card(
        site.name,
        (
            Words(site.summary),
            *shut,
            *dangers,
            Table(("", ""), tuple(_facts(site))),
            Listing(" · ".join(name for name, _ in lists), lists),
            *_on_a_map(site),
        ),
    )


def _told(claim: Claim) -> str:
    return f"{claim.text}{_sure(claim)}"


def _sure(record: Sourced) -> str:
    return "" if record.confidence == "high" else f" ({HOW_SURE[record.confidence]})"


def _facts(site: Site) -> Iterator[tuple[str, str]]:
    yield "id", f"{site.id} ({site.kind})"
    if site.position is not None:
        at = site.position
        within = f"to within {at.precision_m / M_PER_FOOT:,.0f} ft"
        yield "where", f"{at.lat:.5f}, {at.lon:.5f}, {within}{_sure(at)}"
    elif site.zone is not None:
        radius = distance_text(site.zone.radius_m / 1000)
        yield "where", f"not known: {site.zone.text} That leaves {radius} around{_sure(site.zone)}"
    if site.standpoint is not None and site.standpoint.elevation_m is not None:
        yield "height", f"{site.standpoint.elevation_m / M_PER_FOOT:,.0f} ft above the sea"
    if site.worth is not None:
        worth = ((name, getattr(site.worth, name)) for name in _INTERESTS)
        marks = ", ".join(f"{name} {points}" for name, points in worth if points > 0)
        yield "worth", f"{marks} (of 10, in our judgement)"
    if site.visit_minutes is not None:
        stay = site.visit_minutes
        yield "to allow", f"{stay.usual} min ({stay.short} in a hurry, {stay.photographer} with a camera)"
    yield from _on_the_spot(site)
    yield "sources", ", ".join(site.sources)


def _on_the_spot(site: Site) -> Iterator[tuple[str, str]]:
    if site.face is not None:
        yield "light", f"{site.face.subject} looks to {site.face.azimuth_deg:.0f}°{_sure(site.face)}"
    if site.ground is not None:
        yield "ground", f"{site.ground.text}{_sure(site.ground)}"
    if site.restroom is not None:
        yield "restroom", f"{site.restroom.text}{_sure(site.restroom)}"
    if site.signal is not None:
        yield "signal", f"{site.signal.text}{_sure(site.signal)}"
    if site.min_age is not None:
        yield "age", site.min_age.text
    if site.not_known:
        yield "not found", f"looked for in vain: {', '.join(site.not_known)}"


def _on_a_map(site: Site) -> Iterator[Link]:
    if site.position is not None:
        spot = f"mlat={site.position.lat:.5f}&mlon={site.position.lon:.5f}"
        yield Link("on OpenStreetMap", f"https://www.openstreetmap.org/?{spot}&zoom=14")


def forecast_card(forecast: Forecast) -> Card:
    """Weather: who says so for which spot, the alerts, and the hours, in the zone of the first of them."""
    spells, tz = forecast.spells, _zone(forecast)
    parts: list[Part] = [
        Words(f"Alert: {alert_text(each, tz, '24')}", strong=True) for each in forecast.alerts
    ]
    if forecast.alerts_doubt is not None:
        parts.append(Words(f"Alerts: {forecast.alerts_doubt}", strong=True))
    if forecast.observation is not None:
        seen = measured_text(forecast.observation, tz, units=_STYLE.units, clock=_STYLE.clock)
        parts.append(Words(capital(seen)))
    for spell in spells:
        said = said_by(spell.provenance, tz, units=_STYLE.units, clock=_STYLE.clock)
        parts += [Words(capital(said)), _hours(spell.hours, tz)]
    notices = tuple(f"{each.category or 'notice'}: {each.title}" for each in forecast.notices)
    parts.append(Listing("The park says", (("", notices),) if notices else ()))
    parts += [Link(each.title, each.url) for each in forecast.credits]
    return Card(f"{capital(WEATHER_NAMES[forecast.kind])}{_temps(forecast)}", tuple(parts))


def _zone(forecast: Forecast) -> tzinfo:
    zone = forecast.hours[0].starts_at.tzinfo
    if zone is None:
        raise AssertionError("the hours of a forecast are aware")
    return zone


def _temps(forecast: Forecast) -> str:
    temps = [hour.air_temp_c for hour in forecast.hours if hour.air_temp_c is not None]
    return f": {temperature_range_text(min(temps), max(temps), _STYLE.units)}" if temps else ""


def _hours(hours: tuple[Hour, ...], tz: tzinfo) -> Table:
    """A row an hour, the day told with its first; no column of which nothing is known."""
    rows: list[tuple[str, ...]] = []
    day = None
    for hour in hours:
        local = hour.starts_at.astimezone(tz)
        name = "" if local.date() == day else f"{weekday_name(local.date())} "
        day = local.date()
        rows.append((f"{name}{_STYLE.at(local)}", *figures(hour, _STYLE.units)))
    heads = (f"UTC{hours[0].starts_at.astimezone(tz):%z}", "temp", "wind", "gusts", "rain or snow", "sky")
    known = [index for index in range(len(heads)) if any(row[index] not in ("", "-") for row in rows)]
    told = tuple(tuple(row[index] for index in known) for row in rows)
    return Table(tuple(heads[index] for index in known), told, long=len(rows) > _LONG_HOURS)
