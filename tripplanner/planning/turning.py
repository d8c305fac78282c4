"""When to turn around on snow, so that the party is back at the car before dark."""

from collections.abc import Iterable
from dataclasses import replace

from tripplanner.planning.windows import GRID_MINUTES, Piece, rounded_up
from tripplanner.roads import Walk


def leave_by(walk: Walk, dark_from: int) -> int | None:
    """
    The last minute to leave a site, in steps of 5: the way back ends before the dark.

    Parameters
    ----------
    walk
        The way between the car and the site.
    dark_from
        Minute in which the twilight ends. [min since local midnight]

    Returns
    -------
    int | None
        None where no snow lies on the way.
    """
    return _rounded_down(dark_from - rounded_up(walk.minutes)) if walk.on_snow else None


def turn_around_at(depart: int, arrive: int, dark_from: int) -> int:
    """
    The minute to turn around on the way out, wherever one is then, in steps of 5.

    It lies halfway between setting out and the dark, as who was slow on the way out is as slow on the
    way back; never before the planned arrival.

    Parameters
    ----------
    depart, arrive
        Planned minutes of the way out. [min since local midnight]
    dark_from
        Minute in which the twilight ends. [min since local midnight]

    Examples
    --------
    >>> turn_around_at(8 * 60, 9 * 60, 17 * 60) / 60
    12.5
    """
    return max(arrive, _rounded_down((depart + dark_from) // 2))


def back_by_dusk(pieces: Iterable[Piece], walk: Walk, dark_from: int) -> tuple[Piece, ...]:
    """
    The windows cut so that a visit ends in time to go back over snow before the dark.

    Parameters
    ----------
    pieces
        The windows of a site.
    walk
        The way between the car and the site; without snow nothing is cut.
    dark_from
        Minute in which the twilight ends. [min since local midnight]
    """
    by = leave_by(walk, dark_from)
    if by is None:
        return tuple(pieces)
    cut = [
        replace(each, window=replace(each.window, closes=min(each.window.closes, by - each.window.minutes)))
        for each in pieces
    ]
    return tuple(each for each in cut if each.window.opens <= each.window.closes)


def _rounded_down(minute: int) -> int:
    return minute // GRID_MINUTES * GRID_MINUTES
