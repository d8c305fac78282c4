"""What can be asked about a plan: an hour or a day more, a wish given up, an open road, no cold."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from tripplanner.explanation import Effect, EffectKind
from tripplanner.export.day_names import heading
from tripplanner.pipeline import as_mapped
from tripplanner.planning.problem import Trip
from tripplanner.planning.windows import Weather
from tripplanner.planning.wishlist import Wishlist
from tripplanner.prepared import Prepared
from tripplanner.reasons.variants import a_day_more, an_hour_more, milder, rebuilt, roads_shut

_EDGES: tuple[tuple[str, EffectKind, str], ...] = (
    ("end", "hour-later", "an hour more in the evening"),
    ("start", "hour-earlier", "an hour more in the morning"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What an effect would be about, and the trip that answers it; None: nothing can come of it."""

    effect: Effect
    trip: Callable[[], Trip] | None


def questions(prepared: Prepared) -> Iterator[Question]:
    """
    All questions about a plan, the most telling first.

    Parameters
    ----------
    prepared
        The plan's problem.
    """
    roads = [*_roads(prepared)]
    yield from _hours(prepared)
    yield from _wishes(prepared)
    yield from roads[:1]
    yield _day_more(prepared)
    yield from _no_cold(prepared)
    yield from roads[1:]


def _question(kind: EffectKind, subject: str, text: str, trip: Callable[[], Trip] | None) -> Question:
    return Question(Effect(kind=kind, subject=subject, text=text), trip)


def _hours(prepared: Prepared) -> Iterator[Question]:
    """An hour more; where no hours were asked for, the light ends the visits and not the clock."""
    request = as_mapped(prepared)
    for edge, kind, text in _EDGES:
        given = (getattr(request, edge), *getattr(request.wishes, f"{edge}s"))
        if any(each is not None for each in given):
            longer = an_hour_more(request, edge)
            if longer is not None:
                yield _question(kind, "", text, partial(rebuilt, prepared, longer))
        elif edge == "end" or all(day.bounds.leave_from is None for day in prepared.days):
            yield _question(kind, "", text, None)


def wishlist_here(prepared: Prepared) -> Wishlist:
    """What was asked of the plan, wish by wish, with climate for hours beyond its own."""
    rebuild = partial(rebuilt, prepared)
    return Wishlist(prepared.place, as_mapped(prepared), trip=prepared.trip, rebuild=rebuild)


def _wishes(prepared: Prepared) -> Iterator[Question]:
    """Each wish given up, but for the hours: an hour more is asked about instead."""
    wishlist = wishlist_here(prepared)
    for wish in wishlist.wishes:
        if wish.kind not in ("start", "end"):
            yield _question(wish.kind, wish.subject, wish.text, partial(wishlist.trip_without, [wish]))


def _roads(prepared: Prepared) -> Iterator[Question]:
    request = as_mapped(prepared)
    names = {road.id: road.name for road in prepared.place.roads}
    for road in roads_shut(prepared):
        opened = request.model_copy(update={"roads": {**request.roads, road: "open"}})
        text = f"{names[road]} open to cars"
        yield _question("road-open", road, text, partial(rebuilt, prepared, opened))


def _day_more(prepared: Prepared) -> Question:
    longer = a_day_more(as_mapped(prepared))
    last = longer.dates[-1]
    name = last if isinstance(last, str) else heading(last)
    known = "" if prepared.forecast.kind == "normals" else " (in the weather that is known offline)"
    text = f"one more day, {name}{known}"
    return _question("day-more", str(last), text, partial(rebuilt, prepared, longer))


def _no_cold(prepared: Prepared) -> Iterator[Question]:
    """Where the cold sets limits at all."""
    cells = (prepared.forecast, *prepared.forecast.elsewhere)
    days = [day.bounds.midnight for day in prepared.days]
    if any(Weather(cell, day).sets_limits(prepared.request.party) for cell in cells for day in days):
        text = "no colder than freezing, in little wind"
        mild = milder(prepared.forecast)
        yield _question("milder", "", text, partial(rebuilt, prepared, as_mapped(prepared), weather=mild))
