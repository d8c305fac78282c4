"""When nothing fits: the smallest set of wishes that clash, and the nearest plan that works."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from tripplanner.errors import NoPlanError
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import Trip
from tripplanner.planning.trips import solve_trip
from tripplanner.planning.wishlist import LIMITS, Wish

_NEAREST_STEPS = 3_000
_MOST_DROPPED = 3
_MOST_TRIED = 4  # solved for their points
_GRID_MINUTES, _DAY_MINUTES = 5, 24 * 60


@dataclass(frozen=True, slots=True)
class Clash:
    """
    Wishes that cannot be kept together.

    `sure` tells that each of them is needed for it: without any one of them, the others can be kept.
    """

    wishes: tuple[Wish, ...]
    sure: bool


class Wished(Protocol):
    """Wishes, and the trip without some of them."""

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """All of them."""

    def trip_without(self, dropped: Collection[Wish]) -> Trip:
        """The trip that keeps all wishes but these."""


@dataclass(frozen=True, slots=True)
class Nearest:
    """Wishes to give up so that a plan works, and its points; `proven`: no plan without them has more."""

    dropped: tuple[Wish, ...]
    points: int
    proven: bool


def find_clash(wishlist: Wished, *, dropped: Collection[Wish] = ()) -> Clash | None:
    """
    The smallest set of wishes that clash, by leaving out one after the other.

    Parameters
    ----------
    wishlist
        All wishes.
    dropped
        Those that are given up already.

    Returns
    -------
    Clash | None
        None where a clash is not proven: the wishes can be kept, or the search's limit was hit.
    """
    kept = [each for each in wishlist.wishes if each not in dropped]
    if fits(wishlist.trip_without(dropped)) is not False:
        return None
    sure = True
    for wish in [*kept]:
        fewer = [each for each in kept if each != wish]
        answer = fits(wishlist.trip_without([each for each in wishlist.wishes if each not in fewer]))
        sure = sure and answer is not None
        kept = fewer if answer is False else kept
    return Clash(tuple(kept), sure)


def minutes_short(wishlist: Wished, clash: Clash, wish: Wish) -> int | None:
    """
    How many minutes more one of the wishes that clash would have to give, for the others to be kept.

    Parameters
    ----------
    wishlist
        All wishes.
    clash
        Wishes that clash.
    wish
        One of them.

    Returns
    -------
    int | None
        Minutes, on a grid of 5. [min] None where the wish is not one of minutes, or none would do.
    """
    others = [each for each in wishlist.wishes if each not in clash.wishes]
    given = wishlist.trip_without(others)
    free = wishlist.trip_without([*others, wish])
    changed = _giving(wish, given, free)
    if changed is None or fits(free) is not True:
        return None
    low, high = 0, _DAY_MINUTES // _GRID_MINUTES
    while high - low > 1:
        middle = (low + high) // 2
        if fits(changed(middle * _GRID_MINUTES)) is True:
            high = middle
        else:
            low = middle
    return high * _GRID_MINUTES


def _giving(wish: Wish, given: Trip, free: Trip) -> Callable[[int], Trip] | None:
    """The trip with a wish that gives so many minutes more."""
    both = [*zip(given.days, free.days, strict=True)]
    if wish.kind == "end":
        return lambda more: replace(
            free,
            days=tuple(replace(day, back_by=min(day.back_by, old.back_by + more)) for old, day in both),
        )
    if wish.kind == "start":
        return lambda more: replace(
            free,
            days=tuple(
                replace(day, leave_from=max(day.leave_from, old.leave_from - more)) for old, day in both
            ),
        )
    if wish.kind not in LIMITS:
        return None
    field = f"{wish.kind}_minutes"

    def looser(more: int) -> Trip:
        days = ((day, day.limits[0], getattr(day.limits[0], field)) for day in given.days)
        changed = (
            day if most is None else replace(day, limits=(replace(limits, **{field: most + more}),))
            for day, limits, most in days
        )
        return replace(given, days=tuple(changed))

    return looser


def nearest_plan(wishlist: Wished, clash: Clash) -> Nearest | None:
    """
    The fewest wishes to give up so that a plan works, and its points; of several the best plan's.

    Parameters
    ----------
    wishlist
        All wishes.
    clash
        Wishes that clash: one of them has to go.

    Returns
    -------
    Nearest | None
        None where giving up three of them is not enough, or not known to be.
    """
    for dropped in _ways_out(wishlist, clash):
        found = [
            Nearest(each, solution.score, solution.proven)
            for each in dropped[:_MOST_TRIED]
            if (solution := solve_trip(wishlist.trip_without(each), max_steps=_NEAREST_STEPS)) is not None
        ]
        if found:
            return max(found, key=lambda each: each.points)
    return None


def _ways_out(wishlist: Wished, clash: Clash) -> Iterator[list[tuple[Wish, ...]]]:
    """Sets of wishes without which nothing clashes for sure: of one wish first, then of two and three."""
    tried: list[tuple[tuple[Wish, ...], Clash]] = [((), clash)]
    for _ in range(_MOST_DROPPED):
        known: set[frozenset[Wish]] = set()
        works, clashing = [], []
        for dropped, between in tried:
            for wish in between.wishes:
                more = (*dropped, wish)
                if frozenset(more) in known:
                    continue
                known.add(frozenset(more))
                left = find_clash(wishlist, dropped=more)
                if left is not None:
                    clashing.append((more, left))
                else:
                    works.append(more)
        yield works
        tried = clashing


def clash_error(
    wishlist: Wished, days: Sequence[date], *, unreachable: tuple[str, ...] = (), cut_short: bool = False
) -> NoPlanError:
    """
    Build the error for a trip for which no plan was found: what clashes, and what would work.

    Parameters
    ----------
    wishlist
        All wishes.
    days
        The days of the trip.
    unreachable
        Why sites that must be seen cannot be visited at all, where that is known.
    cut_short
        Whether the search had a limit in seconds, which may have been too short.
    """
    when = f"on {days[0]}" if len(days) == 1 else f"from {days[0]} to {days[-1]}"
    clash = find_clash(wishlist)
    if unreachable:
        more = () if clash is None else _clash_and_nearest(wishlist, clash)
        return NoPlanError(f"what must be seen cannot be reached {when}", (*unreachable, *more))
    if clash is None:
        return _not_found(wishlist, when, cut_short=cut_short)
    alone = len(clash.wishes) == 1
    what = "this cannot be kept" if alone else "these wishes cannot all be kept"
    reasons = [_reason(wishlist, clash, each) for each in clash.wishes]
    if not clash.sure:
        reasons.append("fewer of them may clash: the search's limit was reached")
    return NoPlanError(f"{what} {when}", (*reasons, _nearest(wishlist, clash)))


def _clash_and_nearest(wishlist: Wished, clash: Clash) -> tuple[str, ...]:
    """With what a site that must be seen clashes, if with anything but the place; and the nearest plan."""
    told = " and ".join(_reason(wishlist, clash, each) for each in clash.wishes)
    nearest = _nearest(wishlist, clash)
    return (nearest,) if len(clash.wishes) == 1 else (f"these clash: {told}", nearest)


def _not_found(wishlist: Wished, when: str, *, cut_short: bool) -> NoPlanError:
    keeps = fits(wishlist.trip_without(())) is True
    known = "the wishes do not clash" if keeps else "whether the wishes clash is not known"
    more = "give more time" if cut_short else "ask for less, or for fewer days"
    return NoPlanError(f"no plan {when} was found within the search's limit", (known, more))


def _reason(wishlist: Wished, clash: Clash, wish: Wish) -> str:
    stands = (stand for day in wishlist.trip_without(()).days for stand in day.stands)
    if wish.kind == "first-light" and not any(stand.grants for stand in stands):
        return f"{wish.text} (it cannot be waited for there then)"
    short = minutes_short(wishlist, clash, wish)
    return wish.text if short is None else f"{wish.text} ({short} minutes short)"


def _nearest(wishlist: Wished, clash: Clash) -> str:
    found = nearest_plan(wishlist, clash)
    if found is None:
        return "which of them to give up is not found within the search's limit"
    names = " and ".join(f"'{each.text}'" for each in found.dropped)
    least = "" if found.proven else "at least "
    return f"the nearest plan that works: without {names}, {least}{found.points} points"
