"""How to get to a place, what one finds on the spot, and when it is open: lines for the page of a site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from tripplanner.export.references import HOW_SURE, Citations
from tripplanner.models import Claim, Destination, Node, Parking, RoadStatus, Season, Site, Sourced
from tripplanner.roads import Network
from tripplanner.roads.network import Drive, Walk
from tripplanner.units import Units, date_text, distance_text, minutes_text

_A_SUMMER_DAY: Final = date(2026, 7, 1)  # every road is stated open: the day only has to be some day


@dataclass(frozen=True, slots=True)
class Telling:
    """What a page is written with: the destination, the numbers of its sources, the units."""

    destination: Destination
    cited: Citations
    units: Units

    def told(self, text: str, record: Sourced) -> str:
        """The text with how sure it is, unless that is sure, and the numbers of its sources."""
        sure = "" if record.confidence == "high" else f"({HOW_SURE[record.confidence]}) "
        return f"{text} {sure}{self.cited.mark(record.sources)}"

    def claims(self, claims: tuple[Claim, ...]) -> Iterator[str]:
        """Each claim in the order of the file."""
        return (self.told(each.text, each) for each in claims)


@dataclass(frozen=True, slots=True)
class _Way:
    """A drive from the usual base to a parking place, and the walk from there."""

    lot: Site | Node
    drive: Drive
    walk: Walk


def getting_there(site: Site, page: Telling) -> Iterator[str]:
    """
    The way from the usual base with every road open, the parking, and what is said of the access.

    Parameters
    ----------
    site
        A place of the page's destination.
    page
        What the page is written with.
    """
    if site.not_visitable is None:
        way = _way(page.destination, site)
        if way is not None:
            yield from _journey(way, page)
        parking = site.parking if way is None else way.lot.parking
        if parking is not None:
            yield from _parking(parking, page)
    yield from page.claims(site.access)


def _way(destination: Destination, site: Site) -> _Way | None:
    """The way with the shortest walk; where one may park at the site itself, there is none."""
    open_all: dict[str, RoadStatus] = {road.id: "open" for road in destination.roads}
    network = Network(destination, _A_SUMMER_DAY, stated=open_all, modes=("car", "walk"))
    lots = [each for each in destination.nodes if each.parking is not None]
    ways = [
        _Way(lot, drive, walk)
        for lot in ([site] if site.parking is not None else lots)
        if (drive := network.drive(destination.default_base, lot.id)) is not None
        and (walk := network.on_foot(lot.id, site.id)) is not None
    ]
    return min(ways, key=lambda way: (way.walk.distance_km, way.drive.minutes), default=None)


def _journey(way: _Way, page: Telling) -> Iterator[str]:
    base = next(each for each in page.destination.bases if each.id == page.destination.default_base)
    end = "" if isinstance(way.lot, Site) else f" to {way.lot.name}"
    far = f"{distance_text(way.drive.distance_km, page.units)}, {minutes_text(way.drive.minutes)} by day"
    yield f"By car from {base.name}{end}: {far}."
    if way.walk.distance_km > 0:
        # Below a hundred metres a distance reads as none.
        length = f"{distance_text(way.walk.distance_km, page.units)}, " if way.walk.distance_km >= 0.1 else ""
        yield f"Then on foot: {length}{minutes_text(way.walk.minutes)} each way on bare ground."
    used = {*way.drive.roads, *way.walk.roads}
    roads = [road for road in page.destination.roads if road.id in used and road.seasons]
    if roads:
        numbers = {each.id: each.number for each in page.destination.phones}
        ask = sorted({numbers[road.phone] for road in roads if road.phone is not None})
        call = f" Ask {' or '.join(ask)}." if ask else ""
        yield f"Not open all year: {', '.join(road.name for road in roads)}.{call}"


def _parking(parking: Parking, page: Telling) -> Iterator[str]:
    spaces = None if parking.spaces is None else f"{parking.spaces} spaces."
    words = " ".join(each for each in (spaces, parking.text) if each is not None)
    yield page.told(f"Parking: {words or 'nothing more is known'}", parking)
    for season in parking.seasons:
        yield _season(season, page)


def on_the_spot(site: Site, page: Telling) -> Iterator[str]:
    """
    Ground, step-free access, restroom and phone signal, each told or said to be not known.

    Parameters
    ----------
    site, page
        As in `getting_there`.
    """
    ground, restroom, signal = site.ground, site.restroom, site.signal
    if ground is None:
        yield "Ground: not known. Step-free: not known."
    else:
        known = f"Ground: {ground.surface or 'not known'}. Step-free: {ground.step_free or 'not known'}."
        yield page.told(f"{known} {ground.text}", ground)
    if restroom is None:
        yield "Restroom: not known."
    else:
        yield page.told(f"Restroom: {restroom.kind}. {restroom.text}", restroom)
    if signal is None:
        yield "Phone signal: not known."
    else:
        yield page.told(f"Phone signal: {signal.level}. {signal.text}", signal)


def opening(site: Site, page: Telling) -> Iterator[str]:
    """
    Opening hours and seasons, or that none are on record.

    Parameters
    ----------
    site, page
        As in `getting_there`.
    """
    for each in site.hours:
        span = f"{_day(each.from_day)} to {_day(each.until_day)}"
        yield page.told(f"{span}: {each.opens:%H:%M} to {each.closes:%H:%M}.", each)
    for season in site.seasons:
        yield _season(season, page)
    for season in site.inside:
        yield f"Inside: {_season(season, page)}"
    if site.min_age is not None:
        yield page.told(site.min_age.text, site.min_age)
    if not (site.hours or site.seasons or site.inside):
        yield "No opening hours and no closed season on record."


def _season(season: Season, page: Telling) -> str:
    span = f"{_day(season.from_day)} to {_day(season.until_day)}"
    status = "by condition" if season.status == "by-condition" else season.status
    return page.told(f"{span}: {status}. {season.text}", season)


def _day(day_of_year: str) -> str:
    """A day without its year, as a person writes it."""
    moment = datetime.fromisoformat(f"2024-{day_of_year}")  # a leap year, so that 02-29 has a name
    return " ".join(date_text(moment).split()[1:3])
