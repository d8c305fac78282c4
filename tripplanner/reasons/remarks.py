"""Why a day is not the best one, and what could spoil it, in few words."""

from collections.abc import Iterator, Sequence

from tripplanner.export.day_names import and_list
from tripplanner.export.phrases import points_text
from tripplanner.itinerary import Itinerary, Stop
from tripplanner.ranked import RankedDay
from tripplanner.reasons.figures import terms_of

_NAMES_TOLD = 2
_SPOILERS = ("alert", "cold", "smoke")


def with_reasons(planned: Sequence[tuple[RankedDay, Itinerary | None]]) -> Iterator[RankedDay]:
    """
    The days with what is to be said of them.

    Parameters
    ----------
    planned
        The days with their plans, the best first.
    """
    best_day, best = planned[0]
    for day, found in planned:
        if found is None or best is None or day.score is None:
            yield day
        else:
            yield day.model_copy(update={"reasons": tuple(_reasons(day, found, best_day, best))})


def _reasons(day: RankedDay, found: Itinerary, best_day: RankedDay, best: Itinerary) -> Iterator[str]:
    """What is different from the best day, and what could spoil this one."""
    if day.score is not None and best_day.score is not None and day is not best_day:
        less = best_day.score - day.score
        yield "as many points as the best" if less == 0 else f"{points_text(less)} less than the best"
        missed, more = _only_in(best, found), _only_in(found, best)
        if missed:
            yield f"without {_names(missed)}{_why(missed, found)}"
        if more:
            yield f"with {_names(more)}"
        if less > 0 and not missed and not more:
            yield f"most of it in {_worst_term(best, found)}"
    if not day.proven_optimal:
        yield f"{day.bound} points at most, not proven"
    yield from (each.text for each in found.warnings if each.code in _SPOILERS)


def _only_in(some: Itinerary, others: Itinerary) -> list[Stop]:
    """The stops that only the first of two plans has."""
    known = {stop.site for day in others.days for stop in day.stops}
    return [stop for day in some.days for stop in day.stops if stop.site not in known]


def _worst_term(best: Itinerary, found: Itinerary) -> str:
    """The term of the score in which a plan is farthest behind the best."""
    return max(terms_of(best, found), key=lambda each: each.before - each.after).term


def _names(stops: Sequence[Stop]) -> str:
    more = len(stops) - _NAMES_TOLD
    names = [stop.name for stop in stops]
    return and_list(names if more <= 1 else [*names[:_NAMES_TOLD], f"{more} more"])


def _why(missed: Sequence[Stop], found: Itinerary) -> str:
    """What keeps one from most of the stops that are missed, where it is not their worth."""
    sites = {stop.site for stop in missed}
    told = [each.text for each in found.left_out if each.site in sites and each.reason != "lower-value"]
    return f" ({max(told, key=told.count).rstrip('.')})" if told else ""
