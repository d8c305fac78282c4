"""One place on a page: why to go, what stands there, how to get there, and what is not known of it."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from tripplanner.export.film_page import unknowns_of
from tripplanner.export.phrases import capital, direction_text
from tripplanner.export.references import HOW_SURE, LEGEND, Citations, dates_text, source_lines, wrapped
from tripplanner.export.site_access import Telling, getting_there, on_the_spot, opening
from tripplanner.models import Built, Destination, Film, Record, Scene, Site, Sourced, Topic
from tripplanner.units import M_PER_FOOT, Units, distance_text

_INTERESTS: Final = {
    "photography": "pictures",
    "history": "history",
    "film": "film",
    "wildlife": "animals",
    "ease": "ease of access",
}
_TOPICS: Final[dict[Topic, str]] = {
    "built": "when it was built",
    "elevation": "elevation",
    "surface": "what the ground is like",
    "step-free": "step-free access",
    "restroom": "restroom",
    "spaces": "number of parking spaces",
    "signal": "phone signal",
}


def site_page(destination: Destination, site: Site, *, units: Units = "us") -> str:
    """
    A place as a page of 80 columns, without a line end after the last line.

    It says how sure each statement is, tells both sides where sources disagree, names what was looked
    for and not found, and ends with the sources by number.

    Parameters
    ----------
    destination
        The destination that the site belongs to.
    site
        One of its places; one that cannot be visited has a page too.
    units
        `us` or `metric`.

    Examples
    --------
    >>> from tripplanner.catalog import find_site, load_destination
    >>> place = load_destination()
    >>> print(site_page(place, find_site(place, "oxbow-bend")).splitlines()[0])
    Oxbow Bend (oxbow-bend)
    """
    page = Telling(destination, Citations(destination.sources), units)
    lines = wrapped(f"{site.name} ({site.id})")
    lines += ["", *wrapped(page.told(site.summary, site))]
    if site.not_visitable is not None:
        lines += wrapped(f"Cannot be visited: {site.not_visitable}")
    for title, items in _sections(site, page):
        told = [line for item in items for line in wrapped(item, first="  ", rest="    ")]
        lines += ["", title, *told] if told else []
    lines += ["", *wrapped(LEGEND), "", "Sources"]
    for number, source in enumerate(page.cited.cited, start=1):
        lines += source_lines(source, first=f"[{number}] {source.id}: ", rest="     ")
    return "\n".join(lines)


def site_payload(destination: Destination, site: Site) -> dict[str, Any]:
    """
    The site as plain data, with the scenes shot there and the sources of both as whole records.

    Parameters
    ----------
    destination, site
        As in `site_page`.

    Examples
    --------
    >>> from tripplanner.catalog import find_site, load_destination
    >>> place = load_destination()
    >>> sorted(site_payload(place, find_site(place, "oxbow-bend")))
    ['scenes', 'site', 'sources']
    """
    scenes = _scenes(destination, site)
    named = {source for each in (site, *(scene for _, scene in scenes)) for source in _sources_in(each)}
    return {
        "site": site.model_dump(mode="json"),
        "scenes": [{"film": film.id, **scene.model_dump(mode="json")} for film, scene in scenes],
        "sources": [each.model_dump(mode="json") for each in destination.sources if each.id in named],
    }


def _sections(site: Site, page: Telling) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Danger", page.claims(site.dangers)
    yield "Why go", _why(site, page)
    yield "Where", _where(site, page)
    yield "There today", page.claims(site.today)
    yield "Built", _built(site.built, page)
    yield "History", page.claims(site.history)
    yield "Filmed here", _filmed(site, page)
    yield "Light and where to stand", _light(site, page)
    yield "Getting there", getting_there(site, page)
    if site.not_visitable is None:
        yield "On the spot", on_the_spot(site, page)
        yield "Time to allow", _minutes(site, page)
        yield "When it is open", opening(site, page)
        yield "Good to know", _good_to_know(site, page)
    yield "Disputed or not known", _doubts(site, page)


def _why(site: Site, page: Telling) -> Iterator[str]:
    if site.worth is not None:
        points = {word: getattr(site.worth, name) for name, word in _INTERESTS.items()}
        ranked = sorted((word for word in points if points[word] > 0), key=lambda word: -points[word])
        marks = ", ".join(f"{word} {points[word]}" for word in ranked)
        yield f"Of 10, in our judgement: {marks}. {page.cited.mark(site.worth.sources)}"


def _where(site: Site, page: Telling) -> Iterator[str]:
    if site.position is not None:
        at = site.position
        within = _rough(at.precision_m, page.units)
        yield page.told(f"{at.lat:.5f}, {at.lon:.5f}, to within about {within}.", at)
    if site.zone is not None:
        zone = site.zone
        around = f"{_rough(zone.radius_m, page.units)} around {zone.lat:.2f}, {zone.lon:.2f}"
        yield page.told(f"{zone.text} That leaves {around}.", zone)
    if site.elevation is not None:
        high = site.elevation
        value, unit = (high.elevation_m / M_PER_FOOT, "ft") if page.units == "us" else (high.elevation_m, "m")
        step = 10 if high.precision_m > 10 else 1
        slack = _rough(high.precision_m, page.units)
        figure = f"{step * round(value / step):,} {unit} above the sea, give or take {slack}."
        yield page.told(figure if step == 1 else f"About {figure}", high)


def _rough(length_m: float, units: Units) -> str:
    """A length to one figure or two: a short one in feet or metres, a long one in miles or kilometres."""
    if length_m >= 1000:
        return distance_text(length_m / 1000, units)
    value, unit = (length_m / M_PER_FOOT, "ft") if units == "us" else (length_m, "m")
    step = 100 if value >= 200 else 10 if value >= 20 else 5
    return f"{step * max(1, round(value / step)):,} {unit}"


def _built(records: tuple[Built, ...], page: Telling) -> Iterator[str]:
    """One item for each thing; where the years differ, every account with how sure it is."""
    for what in dict.fromkeys(each.what for each in records):
        accounts = [each for each in records if each.what == what]
        name = capital(what)
        if len(accounts) == 1:
            yield page.told(f"{name}: {_years(accounts[0])}", accounts[0])
        else:
            sides = (f"{_years(each)} ({HOW_SURE[each.confidence]}) {page.cited.mark(each.sources)}"
                     for each in accounts)  # fmt: skip
            yield f"{name}, accounts disagree: {'; or '.join(sides)}"


def _years(built: Built) -> str:
    years = f"{built.year}" if built.until_year is None else f"{built.year} to {built.until_year}"
    return f"{years}." if built.text is None else f"{years}. {built.text}"


def _scenes(destination: Destination, site: Site) -> list[tuple[Film, Scene]]:
    return [(film, scene) for film in destination.films for scene in film.scenes if scene.site == site.id]


def _filmed(site: Site, page: Telling) -> Iterator[str]:
    found = _scenes(page.destination, site)
    for film, scene in found:
        yield page.told(f"{film.title} ({film.year}), {scene.title}: {scene.shot}", scene)
        if scene.still_to_see is not None:
            yield f"Still to be seen: {scene.still_to_see}"
    if not found:
        yield "No source ties a scene of a film to this spot."
    for film in {film.id: film for film, _ in found}.values():
        yield f"`tripplanner film {film.id}` tells the whole story."


def _light(site: Site, page: Telling) -> Iterator[str]:
    face = site.face
    if face is None:
        return
    when = "morning" if 0 < face.azimuth_deg < 180 else "afternoon"
    yield page.told(
        f"{capital(face.subject)}: looks {direction_text(face.azimuth_deg)}, so that "
        f"the {when} sun lights it from the front.",
        face,
    )
    if face.stand is not None:
        yield f"Stand: {face.stand}"
    if face.view_azimuth_deg is not None:
        yield f"Look: {direction_text(face.view_azimuth_deg)}."
    yield f"`tripplanner light {site.id} DATE` tells the times of a day."


def _minutes(site: Site, page: Telling) -> Iterator[str]:
    if site.visit_minutes is not None:
        stay = site.visit_minutes
        text = f"{stay.short} min in a hurry, {stay.usual} usually, {stay.photographer} with a camera."
        yield page.told(text, stay)


def _good_to_know(site: Site, page: Telling) -> Iterator[str]:
    """The facts that are of this place among others, with the time they are of."""
    for fact in page.destination.facts:
        if site.id in fact.sites:
            yield page.told(f"{fact.text}{dates_text(fact)}", fact)


def _doubts(site: Site, page: Telling) -> Iterator[str]:
    """What sources disagree on, once more in one place, and what was looked for in vain."""
    for claim in (*site.today, *site.history, *site.access):
        if claim.confidence == "disputed":
            yield f"Accounts disagree: {claim.text} {page.cited.mark(claim.sources)}"
    names = [each.what for each in site.built]
    for what in dict.fromkeys(each for each in names if names.count(each) > 1):
        yield f"Accounts disagree on the years of {what}: see above."
    if site.not_known:
        yield f"Looked for and not found: {', '.join(_TOPICS[each] for each in site.not_known)}."
    if site.not_visitable is not None:
        films = {film.id: film for film, _ in _scenes(page.destination, site)}
        for each in (each for film in films.values() for each in unknowns_of(page.destination, film)):
            yield f"Nobody is known to have published: {each.text} {page.cited.mark(each.sources)}"


def _sources_in(record: Record) -> Iterator[str]:
    if isinstance(record, Sourced):
        yield from record.sources
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Record):
                yield from _sources_in(each)
