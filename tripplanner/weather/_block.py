"""Open-Meteo's blocks of parallel lists with their units, read as figures by time. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from tripplanner.weather._reading import number

Convert = Callable[[float], float]

_EARLIEST, _LATEST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2201, 1, 1, tzinfo=UTC)
_LARGEST_OFFSET_S = 18 * 3600


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an answer: its stamps (None: cannot be read), its lists, and the units they are in."""

    stamps: tuple[datetime | None, ...]
    lists: Mapping[str, Any]
    units: Mapping[str, Any]

    def figures(self, name: str, by_unit: Mapping[str, Convert]) -> dict[datetime, float]:
        """A variable's figures by time, without those that are no number or in a unit we do not know."""
        values, unit = self.lists.get(name), self.units.get(name)
        convert = by_unit.get(unit) if isinstance(unit, str) else None
        if not isinstance(values, list) or convert is None:
            return {}
        read = ((stamp, number(each)) for stamp, each in zip(self.stamps, values, strict=False))
        return {
            stamp: round(convert(each), 3) for stamp, each in read if stamp is not None and each is not None
        }


def hourly(payload: Mapping[str, Any]) -> Block | None:
    """
    The hourly block of an answer, or None when it has none.

    Times without an offset are on the clock that the answer itself names: one offset for all its rows,
    also beyond a change to or from daylight saving time, where that clock differs from the one on the wall.
    """
    return _block(payload, "hourly", _each)


def current(payload: Mapping[str, Any]) -> Block | None:
    """The block of figures for now as a block of one row, at the start of the hour they lie in."""
    return _block(payload, "current", _only)


def scaled(factor: float) -> Convert:
    """The conversion that multiplies."""
    return lambda value: value * factor


def _block(payload: Mapping[str, Any], name: str, rows: Callable[[object], list[Any]]) -> Block | None:
    found, units = payload.get(name), payload.get(f"{name}_units")
    if not isinstance(found, Mapping):
        return None
    offset_s = number(payload.get("utc_offset_seconds"))
    clock = None
    if offset_s is not None and abs(offset_s) <= _LARGEST_OFFSET_S:
        clock = timezone(timedelta(seconds=offset_s))
    stamps = tuple(_instant(each, clock) for each in rows(found.get("time")))
    lists = {key: rows(value) for key, value in found.items()}
    return Block(stamps, lists, units if isinstance(units, Mapping) else {})


def _each(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _only(value: object) -> list[Any]:
    return [value]


def _instant(value: object, clock: timezone | None) -> datetime | None:
    """A stamp in seconds since 1970, or on a clock; None for anything else."""
    try:
        if isinstance(value, str):
            local = datetime.fromisoformat(value)
            local = local.replace(tzinfo=clock) if local.tzinfo is None else local
            moment = None if local.tzinfo is None else local.astimezone(UTC)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            moment = datetime.fromtimestamp(value, UTC)
        else:
            moment = None
    except (ValueError, OverflowError, OSError):
        return None
    return moment if moment is not None and _EARLIEST <= moment < _LATEST else None
