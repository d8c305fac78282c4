"""From a destination's facts to the map that its plans carry."""

from collections.abc import Iterator

from tripplanner.chart import Chart, FilmScene, RoadLine, Spot, Summit
from tripplanner.models import Destination, Position


def chart_of(destination: Destination) -> Chart:
    """The map of a destination."""
    return Chart(
        timezone=destination.timezone,
        spots=tuple(_spots(destination)),
        roads=tuple(
            RoadLine(
                id=road.id,
                name=road.name,
                part_of=road.part_of,
                stretches=tuple((part.start, part.end) for part in road.segments),
            )
            for road in destination.roads
        ),
        summits=tuple(
            Summit(
                name=peak.name,
                lat=peak.position.lat,
                lon=peak.position.lon,
                elevation_m=peak.position.elevation_m,
            )
            for peak in destination.peaks
        ),
        scenes=tuple(_scenes(destination)),
    )


def _spots(destination: Destination) -> Iterator[Spot]:
    """Each place once: a place that is a site and a base is a site."""
    found: list[tuple[str, str, str, Position | None]] = [
        *((each.id, each.name, "site", each.standpoint) for each in destination.sites),
        *((each.id, each.name, "base", each.position) for each in destination.bases),
        *((each.id, each.name, each.kind, each.position) for each in destination.nodes),
    ]
    seen = set()
    for place, name, kind, at in found:
        if at is not None and place not in seen:
            seen.add(place)
            yield Spot.model_validate(
                {
                    "id": place,
                    "name": name,
                    "kind": kind,
                    "lat": at.lat,
                    "lon": at.lon,
                    "precision_m": at.precision_m,
                    "elevation_m": at.elevation_m,
                }
            )


def _scenes(destination: Destination) -> Iterator[FilmScene]:
    for film in destination.films:
        for scene in film.scenes:
            if scene.site is not None:
                yield FilmScene(
                    site=scene.site,
                    film=film.id,
                    film_title=film.title,
                    year=film.year,
                    scene=scene.title,
                    shot=scene.shot,
                    confidence=scene.confidence,
                )
