"""What the seasons' rules, the outlook and the user's own word make of a road on one day."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal, TypeVar, get_args

from tripplanner.errors import UnknownNameError
from tripplanner.models import (
    Destination,
    Identifier,
    Mode,
    Outlook,
    Parking,
    Record,
    Road,
    RoadSeason,
    RoadStatus,
    Season,
    Text,
)

Kept = Literal["plowed", "groomed"]
_Rule = TypeVar("_Rule", bound=Season)


class RoadState(Record):
    """
    One road on one day.

    `status` is what the rules or the user say. `taken_open` is what the plan makes of it, and
    `assumed` tells that only the outlook decided that. `drivable` says that cars may use the road
    and that it is taken as open. `modes` is what one may then do on it, and `kept` how its snow is
    cleared (None: it lies as it fell). `why` is for a person; `sources` is empty when the user
    stated the status; `phone` is the id of the number to call.
    """

    id: Identifier
    name: Text
    status: RoadStatus
    taken_open: bool
    drivable: bool
    assumed: bool
    modes: tuple[Mode, ...]
    kept: Kept | None
    why: Text
    sources: tuple[Identifier, ...] = ()
    phone: Identifier | None = None


def check_name(kind: str, name: str, known: Collection[str]) -> None:
    """
    Refuse a name that is not known.

    Raises
    ------
    UnknownNameError
        When `name` is not in `known`; the message offers the nearest ones.

    Examples
    --------
    >>> check_name("mode", "walk", ["car", "walk"])
    """
    if name not in known:
        raise UnknownNameError.of(kind, name, known)


def rule_on(seasons: tuple[_Rule, ...], on: date) -> _Rule | None:
    """
    Find the rule that decides a day: the last of those that hold on it.

    Parameters
    ----------
    seasons
        The rules in the order of the file.
    on
        The day, in the destination's time zone.

    Returns
    -------
    Season | None
        None where no rule speaks of the day, which means open.

    Examples
    --------
    >>> rule_on((), date(2026, 12, 25)) is None
    True
    """
    return next((each for each in reversed(seasons) if each.holds_on(on)), None)


def outlook_opens(status: RoadStatus, typical: str | None, outlook: Outlook) -> bool:
    """Whether an outlook takes a status for open; `typical` is what a by-condition one usually is."""
    if status == "by-condition":
        return outlook == "optimistic" or (outlook == "typical" and typical == "open")
    return status == "open"


def taken_open(seasons: tuple[Season, ...], on: date, *, outlook: Outlook = "cautious") -> bool:
    """
    Whether a plan may count on something with these seasons being open that day.

    Parameters
    ----------
    seasons
        The rules; where several hold on the day, the last one decides.
    on
        The day, in the destination's time zone.
    outlook
        How to decide what depends on conditions: `cautious` takes it as closed, `optimistic` as
        open, `typical` as the rule says it usually is, and as closed where the rule says nothing.

    Returns
    -------
    bool
        True also where no rule speaks of the day.

    Raises
    ------
    UnknownNameError
        When there is no such outlook.

    Examples
    --------
    >>> rule = Season(
    ...     from_day="11-01", until_day="05-14", status="by-condition", typical="open",
    ...     text="closed when snow says so", sources=("park",),
    ... )
    >>> [taken_open((rule,), date(2026, 12, 1), outlook=each) for each in ("cautious", "typical")]
    [False, True]
    >>> taken_open((rule,), date(2026, 8, 1))
    True
    """
    check_name("outlook", outlook, get_args(Outlook))
    rule = rule_on(seasons, on)
    return rule is None or outlook_opens(rule.status, rule.typical, outlook)


def parking_usable(parking: Parking, on: date, *, outlook: Outlook = "cautious") -> bool:
    """
    Whether a car may be left in a parking place that day; the road to it is another question.

    Parameters
    ----------
    parking
        The parking place of a site or of a node.
    on
        The day, in the destination's time zone.
    outlook
        How to decide what depends on conditions, as in `taken_open`.

    Raises
    ------
    UnknownNameError
        When there is no such outlook.

    Examples
    --------
    >>> parking_usable(Parking(spaces=14, sources=("park",)), date(2026, 12, 25))
    True
    """
    return taken_open(parking.seasons, on, outlook=outlook)


def road_states(
    destination: Destination,
    on: date,
    *,
    outlook: Outlook = "cautious",
    stated: Mapping[str, RoadStatus] | None = None,
) -> dict[str, RoadState]:
    """
    Every road of a destination as a plan takes it on one day.

    Parameters
    ----------
    destination
        The place whose roads are asked for.
    on
        The day, in the destination's time zone.
    outlook
        How to decide what depends on conditions, as in `taken_open`.
    stated
        What the user knows better, by road id; it holds for the road's parts too. A stated
        `by-condition` goes through the outlook; it has no usual state, so `typical` takes it as closed.

    Returns
    -------
    dict
        The states by road id, in the destination's order.

    Raises
    ------
    UnknownNameError
        When there is no such outlook, road or road status.
    """
    stated = {} if stated is None else stated
    check_name("outlook", outlook, get_args(Outlook))
    known = {road.id for road in destination.roads}
    for road_id, status in stated.items():
        check_name("road", road_id, known)
        check_name("road status", status, get_args(RoadStatus))
    return {road.id: _state_on(road, on, outlook, stated_for(road, stated)) for road in destination.roads}


def stated_for(road: Road, stated: Mapping[str, RoadStatus]) -> RoadStatus | None:
    """What the user says of the road, or else of the road that it is a part of."""
    whole = None if road.part_of is None else stated.get(road.part_of)
    return stated.get(road.id, whole)


def _state_on(road: Road, on: date, outlook: Outlook, word: RoadStatus | None) -> RoadState:
    rule = rule_on(road.seasons, on)
    if word is not None:
        reason = "by conditions, as you said" if word == "by-condition" else "as you said"
        is_open = outlook_opens(word, None, outlook)
        return _state(road, word, rule, taken_open=is_open, reason=reason, sources=())
    if rule is None:
        reason = "no rule closes it on this day"
        return _state(road, "open", None, taken_open=True, reason=reason, sources=road.sources)
    is_open = outlook_opens(rule.status, rule.typical, outlook)
    return _state(road, rule.status, rule, taken_open=is_open, reason=rule.text, sources=rule.sources)


def _state(
    road: Road,
    status: RoadStatus,
    rule: RoadSeason | None,
    *,
    taken_open: bool,
    reason: str,
    sources: tuple[str, ...],
) -> RoadState:
    assumed = status == "by-condition"
    for_cars = "car" in road.open_modes
    drivable = taken_open and for_cars
    return RoadState(
        id=road.id,
        name=road.name,
        status=status,
        taken_open=taken_open,
        drivable=drivable,
        assumed=assumed,
        modes=road.open_modes if taken_open else modes_when_shut(road, rule),
        # Every road that cars may use is plowed; a path is not, and a shut road only where a rule says so.
        kept="plowed" if drivable else None if taken_open or rule is None else rule.kept,
        why=f"{'taken as ' if assumed else ''}{_verdict(for_cars=for_cars, taken_open=taken_open)}: {reason}",
        sources=sources,
        phone=road.phone,
    )


def modes_when_shut(road: Road, rule: RoadSeason | None) -> tuple[Mode, ...]:
    """
    What one may do on a road while it is taken as closed.

    Parameters
    ----------
    road
        The road.
    rule
        The rule that holds on the day. What it forbids is forbidden even where the user says that the
        road is closed: a closure for wildlife does not go by the state of the road.
    """
    return road.closed_modes if rule is None or rule.closed_modes is None else rule.closed_modes


def _verdict(*, for_cars: bool, taken_open: bool) -> str:
    if for_cars:
        return "open to cars" if taken_open else "closed to cars"
    return "open, never for cars" if taken_open else "closed"
