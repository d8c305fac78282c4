"""The roads of one day as a page of text: what is open, for whom, until when, and whom to ask."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, Final

from tripplanner.export.phrases import capital
from tripplanner.export.references import Citations, wrapped
from tripplanner.models import Destination, Mode, Outlook
from tripplanner.roads import RoadDay
from tripplanner.units import date_text, day_text

_GROUPS: Final[tuple[tuple[str, Callable[[RoadDay], bool]], ...]] = (
    ("Open to cars", lambda road: road.for_cars and road.taken == "open" and not road.assumed),
    (
        "By conditions, here taken as open to cars",
        lambda road: road.for_cars and road.taken == "open" and road.assumed,
    ),
    (
        "By conditions, here taken as closed to cars",
        lambda road: road.for_cars and road.taken == "closed" and road.assumed,
    ),
    ("Closed to cars", lambda road: road.for_cars and road.taken == "closed" and not road.assumed),
    ("Paths, never for cars", lambda road: not road.for_cars),
)
_MODES: Final[dict[Mode, str]] = {
    "car": "cars",
    "walk": "walking",
    "ski": "skiing",
    "snowshoe": "snowshoeing",
    "bike": "cycling",
}
_NOTE = (
    "Statuses are rules and custom, read where the numbers say, and not a live report. Whether one may "
    "does not tell whether one can: under deep snow boots and bicycles get nowhere."
)


def roads_page(place: Destination, on: date, roads: Iterable[RoadDay], *, outlook: Outlook) -> str:
    """
    The roads of a day by what cars may do on them, without a line end after the last line.

    Parameters
    ----------
    place
        The destination, for its name, numbers to call and sources.
    on
        The day.
    roads
        From `tripplanner.roads.roads_on`.
    outlook
        The outlook they were asked for with.
    """
    listed = tuple(roads)
    cited = Citations(place.sources)
    lines = [*wrapped(f"Roads of {place.name}, {date_text(on)}"), "", *_asked(place, listed)]
    lines += wrapped(f"What goes by conditions is taken with the {outlook} outlook.")
    for title, belongs in _GROUPS:
        group = [road for road in listed if belongs(road)]
        if group:
            lines += ["", title]
            lines += [line for road in group for line in _road(road, cited)]
    return "\n".join([*lines, "", *wrapped(_NOTE), "", "Sources", *cited.lines()])


def roads_payload(
    place: Destination, on: date, roads: Iterable[RoadDay], *, outlook: Outlook
) -> dict[str, Any]:
    """
    The same as plain data for JSON.

    Parameters
    ----------
    place, on, roads, outlook
        As for `roads_page`.
    """
    return {
        "destination": place.id,
        "date": on.isoformat(),
        "outlook": outlook,
        "roads": [road.model_dump(mode="json") for road in roads],
    }


def _asked(place: Destination, roads: tuple[RoadDay, ...]) -> Iterator[str]:
    numbers = {road.phone for road in roads}
    phones = [phone for phone in place.phones if phone.number in numbers]
    if phones:
        asked = "; ".join(f"{phone.name}: {phone.number}" for phone in phones)
        yield from wrapped(f"Ask before you leave. {asked}.")


def _road(road: RoadDay, cited: Citations) -> Iterator[str]:
    yield from wrapped(f"{road.name} ({road.id})", first="  ", rest="    ")
    for text in (_why(road, cited), _outlooks(road), _until(road), _allowed(road)):
        if text is not None:
            yield from wrapped(text, first="      ", rest="      ")


def _why(road: RoadDay, cited: Citations) -> str:
    verdict, _, reason = road.why.rstrip(".").partition(": ")
    text = capital(reason) if road.for_cars else f"{verdict}: {reason}"
    mark = f" {cited.mark(road.sources)}" if road.sources else ""
    return f"{text}.{mark}"


def _outlooks(road: RoadDay) -> str | None:
    if not road.assumed:
        return None
    usually = "" if road.usually is None else f"usually {road.usually}; "
    return usually + ", ".join(f"{outlook}: {taken}" for outlook, taken in road.by_outlook.items())


def _until(road: RoadDay) -> str | None:
    if road.until is None or road.then is None:
        return None
    usually = "" if road.then_usually is None else f", usually {road.then_usually}"
    then = "by conditions" if road.then == "by-condition" else road.then
    return f"until {day_text(road.until)}, then {then}{usually}"


def _allowed(road: RoadDay) -> str:
    kept = "groomed; " if road.kept == "groomed" else "plowed; " if _plowed_though_shut(road) else ""
    allowed = ", ".join(_MODES[mode] for mode in road.modes) or "closed to everyone"
    ask = "" if road.phone is None else f"; ask {road.phone}"
    return f"{kept}{'for ' if road.modes else ''}{allowed}{ask}"


def _plowed_though_shut(road: RoadDay) -> bool:
    return road.kept == "plowed" and road.taken == "closed"
