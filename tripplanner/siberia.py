"""How Siberian is it? The cold of a visit beside what is reported of a film's shoot, for fans."""

from collections.abc import Iterable

from tripplanner.conditions import chill_c
from tripplanner.hazards import felt_temp_c
from tripplanner.itinerary import Siberia, Stop
from tripplanner.light.skyline import distance_m
from tripplanner.models import Destination, Film, Position, Site, Zone
from tripplanner.weather.model import Hour


def siberia(destination: Destination, stops: Iterable[Stop]) -> Siberia | None:
    """
    The coldest hour at the stops where, or near where, a film with a reported winter was shot.

    Parameters
    ----------
    destination
        Its films say which reports there are; the first film with any counts. A stop is near where it
        lies in the zone of one of the film's sites.
    stops
        The stops of a day.

    Returns
    -------
    Siberia | None
        None where no such stop is made, or its temperature is not known.
    """
    film = next((each for each in destination.films if each.reported_cold), None)
    if film is None:
        return None
    sites = {site.id: site for site in destination.sites}
    shot_at = [sites[scene.site] for scene in film.scenes if scene.site in sites]
    found = [
        (felt_temp_c(hour.air_temp_c, hour.wind_speed_kmh), hour, stop)
        for stop in stops
        if any(_is_near(sites.get(stop.site), each) for each in shot_at)
        for hour in stop.weather.hours
        if hour.air_temp_c is not None
    ]
    if not found:
        return None
    _, hour, stop = min(found, key=lambda each: each[0])
    return _record(film, stop, hour)


def _is_near(site: Site | None, shot_at: Site) -> bool:
    if site is None or site.position is None:
        return False
    if site.id == shot_at.id:
        return True
    zone = shot_at.zone
    return zone is not None and distance_m(site.position, _middle(zone)) <= zone.radius_m


def _middle(zone: Zone) -> Position:
    return Position(lat=zone.lat, lon=zone.lon, precision_m=zone.radius_m, sources=zone.sources)


def _record(film: Film, stop: Stop, hour: Hour) -> Siberia:
    assert hour.air_temp_c is not None  # noqa: S101 - only such hours are compared
    chill = chill_c(hour)
    return Siberia(
        film=film.id,
        title=film.title,
        year=film.year,
        site=stop.site,
        name=stop.name,
        at=max(hour.starts_at, stop.arrive).astimezone(stop.arrive.tzinfo),
        air_temp_c=hour.air_temp_c,
        wind_chill_c=None if chill is None else round(chill, 1),
        kind=stop.weather.kind,
        reported=film.reported_cold,
    )
