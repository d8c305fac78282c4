"""All roads of a destination on one day, with what each outlook makes of them and until when."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, get_args

from tripplanner.models import Destination, Identifier, Mode, Outlook, Record, Road, RoadStatus, Text
from tripplanner.roads.status import (
    Kept,
    RoadState,
    outlook_opens,
    road_states,
    rule_on,
    stated_for,
)

Taken = Literal["open", "closed"]
_DAYS_AHEAD = 366  # every rule comes round within a year


class RoadDay(Record):
    """
    One road on one day.

    `status` is what the rules or the user say; `usually` what a by-condition road is as a rule at that
    time, where that is known. `by_outlook` is what each outlook takes it for, `taken` what the one
    asked for does. `modes` may be used on it as it is taken, `kept` is how its snow is then cleared.
    `until` is the last day on which the same holds by the rules, `then` and `then_usually` what comes
    next; None where nothing changes within a year, or the user stated the status. `phone` is a number.
    """

    id: Identifier
    name: Text
    part_of: Identifier | None
    distance_km: float
    for_cars: bool
    status: RoadStatus
    usually: Taken | None
    by_outlook: dict[Outlook, Taken]
    taken: Taken
    assumed: bool
    stated: bool
    modes: tuple[Mode, ...]
    kept: Kept | None
    why: Text
    until: date | None
    then: RoadStatus | None
    then_usually: Taken | None
    phone: str | None
    sources: tuple[Identifier, ...]


def roads_on(
    destination: Destination,
    on: date,
    *,
    outlook: Outlook = "cautious",
    stated: Mapping[str, RoadStatus] | None = None,
) -> tuple[RoadDay, ...]:
    """
    Every road of a destination on one day, in the destination's order.

    Parameters
    ----------
    destination
        The place whose roads are asked for.
    on
        The day, in the destination's time zone.
    outlook
        How to decide what depends on conditions, as in `taken_open`.
    stated
        What the user knows better, by road id, as in `road_states`.

    Raises
    ------
    UnknownNameError
        When there is no such outlook, road or road status.
    """
    said = {} if stated is None else stated
    states = road_states(destination, on, outlook=outlook, stated=said)
    numbers = {phone.id: phone.number for phone in destination.phones}
    return tuple(
        _road_on(
            road,
            states[road.id],
            on,
            stated=stated_for(road, said) is not None,
            phone=numbers.get(road.phone or ""),
        )
        for road in destination.roads
    )


def _road_on(road: Road, state: RoadState, on: date, *, stated: bool, phone: str | None) -> RoadDay:
    rule = None if stated else rule_on(road.seasons, on)
    usually = None if rule is None else rule.typical
    change = None if stated else next_change(road, on)
    then, then_usually = (None, None) if change is None else _rules_word(road, change)
    return RoadDay(
        id=road.id,
        name=road.name,
        part_of=road.part_of,
        distance_km=round(sum(each.distance_km for each in road.segments), 2),
        for_cars="car" in road.open_modes,
        status=state.status,
        usually=usually,
        by_outlook={each: _taken(state.status, usually, each) for each in get_args(Outlook)},
        taken="open" if state.taken_open else "closed",
        assumed=state.assumed,
        stated=stated,
        modes=state.modes,
        kept=state.kept,
        why=state.why,
        until=None if change is None else change - timedelta(days=1),
        then=then,
        then_usually=then_usually,
        phone=phone,
        sources=state.sources,
    )


def _taken(status: RoadStatus, usually: Taken | None, outlook: Outlook) -> Taken:
    return "open" if outlook_opens(status, usually, outlook) else "closed"


def next_change(road: Road, on: date) -> date | None:
    """
    The first day after `on` on which the rules give a road another status.

    Parameters
    ----------
    road
        The road.
    on
        The day, in the destination's time zone.

    Returns
    -------
    date | None
        None where its status, and what it usually is, stay the same for a year.
    """
    now = _rules_word(road, on)
    days = (on + timedelta(days=ahead) for ahead in range(1, _DAYS_AHEAD + 1))
    return next((day for day in days if _rules_word(road, day) != now), None)


def _rules_word(road: Road, on: date) -> tuple[RoadStatus, Taken | None]:
    rule = rule_on(road.seasons, on)
    return ("open", None) if rule is None else (rule.status, rule.typical)
