"""What the day's weather means where the plan goes: at each stop, and on foot between them."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from tripplanner.clothing import Need, Outing, clothing_needs, kit_needs
from tripplanner.hazards import (
    FrostbiteBand,
    frostbite_band,
    frostbite_minutes,
    outdoor_limit_minutes,
    range_visible_percent,
    smoke_of,
    wind_chill_c,
)
from tripplanner.itinerary import Day, Leg, Stop, StopWeather, Wear
from tripplanner.light.skyline import distance_m
from tripplanner.models import Peak, Site
from tripplanner.request import Party
from tripplanner.weather.model import Forecast, Hour, Provenance, worst_kind

BANDS: tuple[FrostbiteBand | None, ...] = (None, "low", "10-30 min", "5-10 min", "2-5 min", "under 2 min")
PICTURES_FROM = 8  # worth of a site for photography from which the view of the range is told


class Outside(NamedTuple):
    """An hour in which somebody is outdoors, and where."""

    hour: Hour
    where: str
    site: str | None = None


def hours_between(
    forecast: Forecast, start: datetime, end: datetime
) -> tuple[tuple[Hour, ...], tuple[Provenance, ...]]:
    """The hours that overlap a time, and who said them (all spells where no hour does)."""
    hours: list[Hour] = []
    said_by: list[Provenance] = []
    for spell in forecast.spells:
        found = [
            hour
            for hour in spell.hours
            if hour.starts_at < end and hour.starts_at + timedelta(hours=1) > start
        ]
        if found:
            hours += found
            said_by.append(spell.provenance)
    return tuple(hours), tuple(said_by) or tuple(spell.provenance for spell in forecast.spells)


def outdoor_hours(forecast: Forecast, legs: Iterable[Leg], stops: Iterable[Stop]) -> list[Outside]:
    """The hours on foot and at the stops."""
    on_foot = [
        Outside(hour, f"on the way to {leg.end_name}")
        for leg in legs
        if leg.mode != "car"
        for hour in hours_between(forecast, leg.depart, leg.arrive)[0]
    ]
    return on_foot + [
        Outside(hour, f"at {stop.name}", stop.site) for stop in stops for hour in stop.weather.hours
    ]


def outings(legs: Iterable[Leg], stops: Iterable[Stop]) -> list[tuple[datetime, datetime]]:
    """
    The times away from the car, ways on foot and stops together.

    A way on foot that ends where nothing is visited ends at the car.
    """
    visited = {stop.site for stop in stops}
    found: list[tuple[datetime, datetime]] = []
    began: datetime | None = None
    for leg in legs:
        if leg.mode != "car":
            began = leg.depart if began is None else began
            if leg.end in visited:
                continue
            found.append((began, leg.arrive))
        began = None
    return found


def unbounded_text(day: Day, cold: Iterable[Hour], most_minutes: int) -> str:
    """What no limit bounds: ways and stays of one outing together, if it is cold in it and long in all."""
    starts = [hour.starts_at for hour in cold]
    touched = [
        (end - start, start)
        for start, end in outings(day.legs, day.stops)
        if any(start - timedelta(hours=1) < each < end for each in starts)
    ]
    length, start = max(touched, default=(timedelta(0), None))
    minutes = int(length / timedelta(minutes=1))
    if start is None or minutes <= most_minutes:
        return ""
    return (
        f"; each way and each stay is bounded, but not their sum: from {start:%H:%M} you are {minutes} "
        "minutes away from the car"
    )


def stop_weather(
    forecast: Forecast, start: datetime, end: datetime, *, site: Site, peaks: Iterable[Peak], party: Party
) -> StopWeather:
    """
    The weather of a stop, as its record.

    Parameters
    ----------
    forecast
        The weather of the day.
    start, end
        Arriving at and leaving the stop.
    site, peaks
        Where the stop is, and the summits around.
    party
        Who is out in it.
    """
    hours, said_by = hours_between(forecast, start, end)
    kind = worst_kind(each.kind for each in said_by)
    source = next(each for each in said_by if each.kind == kind)
    chills = [chill for hour in hours if (chill := chill_c(hour)) is not None]
    summit = _summit(site, peaks)
    chances = [_view_percent(site, summit, hour) for hour in hours] if summit is not None else []
    chance = _least(chances)
    return StopWeather(
        kind=kind,
        provider=source.provider,
        place=source.place,
        issued_at=source.issued_at,
        hours=hours,
        wind_chill_c=round(min(chills), 1) if chills else None,
        frostbite=max(map(band, hours), key=BANDS.index, default=None),
        frostbite_minutes=_least(map(_freezing_minutes, hours)),
        outdoor_limit_minutes=_least(_limit_minutes(hour, party) for hour in hours),
        range_visible_percent=chance,
        range_summit=None if chance is None or summit is None else summit.name,
    )


def _least(values: Iterable[int | None]) -> int | None:
    return min((each for each in values if each is not None), default=None)


def chill_c(hour: Hour) -> float | None:
    """Wind chill of an hour [°C]; None where it is not known or not defined."""
    if hour.air_temp_c is None or hour.wind_speed_kmh is None:
        return None
    return wind_chill_c(hour.air_temp_c, hour.wind_speed_kmh)


def band(hour: Hour) -> FrostbiteBand | None:
    """The band of frostbite in an hour; None where temperature or wind is not known."""
    if hour.air_temp_c is None or hour.wind_speed_kmh is None:
        return None
    return frostbite_band(hour.air_temp_c, hour.wind_speed_kmh)


def _freezing_minutes(hour: Hour) -> int | None:
    if hour.air_temp_c is None or hour.wind_speed_kmh is None:
        return None
    minutes = frostbite_minutes(hour.air_temp_c, hour.wind_speed_kmh)
    return None if minutes is None else int(minutes)


def _limit_minutes(hour: Hour, party: Party) -> int | None:
    if hour.air_temp_c is None:
        return None
    return outdoor_limit_minutes(hour.air_temp_c, hour.wind_speed_kmh, party)


def _summit(site: Site, peaks: Iterable[Peak]) -> Peak | None:
    """The highest listed summit, for a site that one goes to for pictures."""
    if site.worth is None or site.worth.photography < PICTURES_FROM:
        return None
    known = [each for each in peaks if each.position.elevation_m is not None]
    return max(known, key=_top_m, default=None)


def _top_m(peak: Peak) -> float:
    assert peak.position.elevation_m is not None  # noqa: S101 - callers pass only such peaks
    return peak.position.elevation_m


def _view_percent(site: Site, summit: Peak, hour: Hour) -> int | None:
    position, top_m = site.position, summit.position.elevation_m
    if position is None or top_m is None:
        return None
    foot_m = position.elevation_m
    if foot_m is None and site.elevation is not None:
        foot_m = site.elevation.elevation_m
    if foot_m is None:
        return None
    return range_visible_percent(
        sky_cover_percent=hour.sky_cover_percent,
        foot_m=foot_m,
        summit_m=top_m,
        distance_km=distance_m(position, summit.position) / 1000,
        cloud_base_m=hour.cloud_base_m,
        visibility_km=hour.visibility_km,
        smoke=smoke_of(hour),
    )


def wear(forecast: Forecast, legs: Iterable[Leg], stops: Iterable[Stop], tz: ZoneInfo) -> tuple[Wear, ...]:
    """Clothes and kit for a day, each with what asks for it; times are the destination's."""
    legs = tuple(legs)
    needs = clothing_needs(each.hour for each in outdoor_hours(forecast, legs, stops))
    needs += kit_needs(
        Outing(leg.mode, leg.depart, leg.minutes, leg.dark_minutes) for leg in legs if leg.mode != "car"
    )
    return tuple(_wear_item(need, tz) for need in needs)


def _wear_item(need: Need, tz: ZoneInfo) -> Wear:
    at = None if need.at is None else need.at.astimezone(tz)
    return Wear(item=need.item, why=need.why, at=at, felt_c=need.felt_c)
