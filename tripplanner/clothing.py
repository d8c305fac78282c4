"""What to wear and carry, each item with the hour and the number that asks for it."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from tripplanner.hazards import felt_temp_c, frostbite_band
from tripplanner.models import Mode
from tripplanner.weather.model import Hour


class Need(NamedTuple):
    """An item, and what asks for it; `value` is a temperature [°C] or minutes, as `why` says."""

    item: str
    why: str
    at: datetime | None = None
    felt_c: float | None = None


def clothing_needs(hours: Iterable[Hour]) -> list[Need]:
    """
    Clothes for the hours outdoors, asked for by the coldest, the warmest and the wettest of them.

    The limits are judgements: layers below 10 °C felt, hat and mitts below 0 °C, face cover below
    -18 °C or where bare skin can freeze within 30 minutes, a shell from 40 % chance of precipitation,
    sun cover and water from 25 °C.
    """
    known = [hour for hour in hours if hour.air_temp_c is not None]
    needs: list[Need] = []
    if known:
        coldest = min(known, key=_felt)
        warmest = max(known, key=_felt)
        needs += _for_cold(coldest)
        if _felt(warmest) >= 25:
            needs.append(Need("sun hat, water", _measure(warmest), warmest.starts_at, _felt(warmest)))
    wettest = max(known, key=_chance_percent, default=None)
    if wettest is not None and _chance_percent(wettest) >= 40:
        why = f"{_chance_percent(wettest):.0f} % chance of rain or snow"
        needs.append(Need("waterproof shell", why, wettest.starts_at))
    return needs


def kit_needs(modes: Iterable[Mode], *, dark_foot_minutes: int) -> list[Need]:
    """Kit for the ways of moving: light for the dark, and what a way over snow needs."""
    used = set(modes)
    needs = []
    if dark_foot_minutes > 0:
        about = -(-dark_foot_minutes // 5) * 5
        needs.append(Need("headlamp", f"{about} minutes on foot are in the dark"))
    if "snowshoe" in used:
        needs.append(Need("snowshoes, poles, gaiters", "the way on foot lies under deep snow"))
    if "ski" in used:
        needs.append(Need("touring skis, poles", "the way on foot lies under deep snow"))
    if used & {"snowshoe", "ski"}:
        needs.append(Need("map and compass or GPS", "in snow and fog visitors have missed the barns"))
    return needs


def _chance_percent(hour: Hour) -> float:
    return -1.0 if hour.precipitation_percent is None else hour.precipitation_percent


def _felt(hour: Hour) -> float:
    assert hour.air_temp_c is not None  # noqa: S101 - callers pass only such hours
    return felt_temp_c(hour.air_temp_c, hour.wind_speed_kmh)


def _for_cold(coldest: Hour) -> list[Need]:
    felt, at = _felt(coldest), coldest.starts_at
    needs = []
    band = None
    if coldest.air_temp_c is not None and coldest.wind_speed_kmh is not None:
        band = frostbite_band(coldest.air_temp_c, coldest.wind_speed_kmh)
    if band not in (None, "low"):
        why = f"bare skin can freeze within {_until(band)}; {_measure(coldest)}"
        needs.append(Need("face cover, mitts", why, at, felt))
    elif felt < -18:
        needs.append(Need("face cover, mitts", _measure(coldest), at, felt))
    if felt < 0:
        needs.append(Need("hat, gloves, insulated boots", _measure(coldest), at, felt))
    if felt < 10:
        needs.append(Need("warm layers", _measure(coldest), at, felt))
    return needs


def _measure(hour: Hour) -> str:
    """What the figure that follows is: without wind nobody can say what it feels like."""
    return "air temperature, wind not known" if hour.wind_speed_kmh is None else "felt temperature"


def _until(band: str | None) -> str:
    return {"10-30 min": "10 to 30 minutes", "5-10 min": "5 to 10 minutes", "2-5 min": "2 to 5 minutes"}.get(
        band or "", "2 minutes"
    )
