"""Checks between the records of a destination, each a generator of faults."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tripplanner.catalog.tables import fault_line
from tripplanner.models import Destination, Position, Record, Sourced, Zone


class Fault(NamedTuple):
    """One fault: `missing` is the id looked for in vain, `unused` marks a source nobody cites."""

    section: str
    record: str | None
    field: str
    text: str
    missing: str | None = None
    unused: bool = False

    def line(self, file: str | None = None) -> str:
        """The fault in one line, with the file it is in if that is known."""
        return fault_line(file, self.section, record=self.record, field=self.field, text=self.text)

    def is_within(self, places: Iterable[tuple[str, str | None, str]]) -> bool:
        """Whether it speaks of a field, or of what a field is in, that one of the places names."""
        return any(
            (section, record) == (self.section, self.record) and f"{field}.".startswith(f"{self.field}.")
            for section, record, field in places
        )


class _Part(NamedTuple):
    """A record at any depth, and where it stands."""

    section: str
    record: str | None
    field: str
    value: Record


def cross_faults(destination: Destination) -> Iterator[Fault]:
    """Every fault between records, check by check."""
    for check in _CHECKS:
        yield from check(destination)


def _parts(destination: Destination) -> Iterator[_Part]:
    for section in type(destination).model_fields:
        value = getattr(destination, section)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _parts_within(_Part(section, getattr(each, "id", None), "", each))


def _parts_within(whole: _Part) -> Iterator[_Part]:
    yield whole
    for name in type(whole.value).model_fields:
        value = getattr(whole.value, name)
        place = f"{whole.field}.{name}".removeprefix(".")
        if isinstance(value, Record):
            yield from _parts_within(whole._replace(field=place, value=value))
        elif isinstance(value, tuple):
            for number, each in enumerate(value):
                if isinstance(each, Record):
                    yield from _parts_within(whole._replace(field=f"{place}[{number}]", value=each))


def _repeated_ids(destination: Destination) -> Iterator[Fault]:
    for section in (
        "sites",
        "bases",
        "nodes",
        "roads",
        "films",
        "phones",
        "fees",
        "facts",
        "unknowns",
        "peaks",
    ):
        yield from _repeated(section, [each.id for each in getattr(destination, section)])
    yield from _repeated("sources", [each.id for each in destination.sources])
    for film in destination.films:
        for scene, count in Counter(each.id for each in film.scenes).items():
            if count > 1:
                yield Fault("films", film.id, "scenes", f"the id {scene!r} is used {count} times")


def _repeated(section: str, ids: list[str]) -> Iterator[Fault]:
    for each, count in Counter(ids).items():
        if count > 1:
            yield Fault(section, each, "id", f"is used {count} times")


def _graph_ids_shared(destination: Destination) -> Iterator[Fault]:
    """A place may be site and base at once, at one position; otherwise graph ids are one namespace."""
    sites = {each.id: each.position for each in destination.sites}
    bases = {each.id for each in destination.bases}
    for base in destination.bases:
        there = sites.get(base.id)
        if base.id in sites and (there is None or _point(there) != _point(base.position)):
            yield Fault("bases", base.id, "id", "is also a site, at another position")
    for node in destination.nodes:
        if node.id in sites or node.id in bases:
            yield Fault("nodes", node.id, "id", "is also a site or a base")


def _point(position: Position) -> tuple[float, float]:
    return position.lat, position.lon


def _unknown_sources(destination: Destination) -> Iterator[Fault]:
    known = {each.id for each in destination.sources}
    for part in _parts(destination):
        if isinstance(part.value, Sourced):
            place = f"{part.field}.sources".removeprefix(".")
            for source in part.value.sources:
                if source not in known:
                    yield Fault(
                        part.section, part.record, place, f"unknown source {source!r}", missing=source
                    )


def _unused_sources(destination: Destination) -> Iterator[Fault]:
    cited = (part.value.sources for part in _parts(destination) if isinstance(part.value, Sourced))
    used = {source for sources in cited for source in sources}
    for each in destination.sources:
        if each.id not in used:
            yield Fault("sources", each.id, "", "is used by nothing", unused=True)


def _outside_the_box(destination: Destination) -> Iterator[Fault]:
    for section, record, place, value in _parts(destination):
        if isinstance(value, Position | Zone) and not destination.box.contains(value.lat, value.lon):
            yield Fault(section, record, place, f"{value.lat}, {value.lon} lies outside the box")


def _unknown_segment_ends(destination: Destination) -> Iterator[Fault]:
    places = {each.id for each in destination.sites if each.position is not None}
    places |= {each.id for each in destination.bases} | {each.id for each in destination.nodes}
    for road in destination.roads:
        for number, segment in enumerate(road.segments):
            for name, end in (("start", segment.start), ("end", segment.end)):
                if end not in places:
                    field = f"segments[{number}].{name}"
                    yield Fault("roads", road.id, field, f"unknown place {end!r}", missing=end)


def _unknown_names(destination: Destination) -> Iterator[Fault]:
    bases = {each.id for each in destination.bases}
    sites = {each.id for each in destination.sites}
    phones = {each.id for each in destination.phones}
    roads = {each.id for each in destination.roads}
    standing = {each.id for each in destination.sites if each.position is not None}
    for section, kind, name, known in (
        ("default_base", "base", destination.default_base, bases),
        ("weather_site", "site with a position", destination.weather_site, standing),
    ):
        if name not in known:
            yield Fault(section, None, "", f"unknown {kind} {name!r}", missing=name)
    for film in destination.films:
        for number, scene in enumerate(film.scenes):
            if scene.site is not None and scene.site not in sites:
                field = f"scenes[{number}].site"
                yield Fault("films", film.id, field, f"unknown site {scene.site!r}", missing=scene.site)
    for road in destination.roads:
        if road.phone is not None and road.phone not in phones:
            yield Fault("roads", road.id, "phone", f"unknown phone {road.phone!r}", missing=road.phone)
        if road.part_of is not None and road.part_of not in roads:
            yield Fault("roads", road.id, "part_of", f"unknown road {road.part_of!r}", missing=road.part_of)


def _unknown_films(destination: Destination) -> Iterator[Fault]:
    films = {each.id for each in destination.films}
    for each in destination.unknowns:
        if each.film is not None and each.film not in films:
            yield Fault("unknowns", each.id, "film", f"unknown film {each.film!r}", missing=each.film)


def _unknown_entrance_sites(destination: Destination) -> Iterator[Fault]:
    sites = {each.id for each in destination.sites}
    for name in ("free_sites", "behind_station"):
        for site in getattr(destination.entrance, name, ()):
            if site not in sites:
                yield Fault("entrance", None, name, f"unknown site {site!r}", missing=site)
    for number, each in enumerate(getattr(destination.entrance, "unstaffed", ())):
        for site in set(each.sites) - sites:
            yield Fault("entrance", None, f"unstaffed[{number}]", f"unknown site {site!r}", missing=site)


def _unknown_fact_sites(destination: Destination) -> Iterator[Fault]:
    sites = {each.id for each in destination.sites}
    for fact in destination.facts:
        for site in fact.sites:
            if site not in sites:
                yield Fault("facts", fact.id, "sites", f"unknown site {site!r}", missing=site)


def _unknown_timezone(destination: Destination) -> Iterator[Fault]:
    if not _is_time_zone(destination.timezone):
        none = "" if _is_time_zone("UTC") else "; this machine knows none at all: install the package tzdata"
        yield Fault("timezone", None, "", f"unknown time zone {destination.timezone!r}{none}")


def _is_time_zone(key: str) -> bool:
    try:
        ZoneInfo(key)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


_CHECKS: tuple[Callable[[Destination], Iterator[Fault]], ...] = (
    _repeated_ids,
    _graph_ids_shared,
    _unknown_sources,
    _unused_sources,
    _outside_the_box,
    _unknown_segment_ends,
    _unknown_names,
    _unknown_films,
    _unknown_entrance_sites,
    _unknown_fact_sites,
    _unknown_timezone,
)
