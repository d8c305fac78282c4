"""What to wear and carry, each item with the hour and the number that asks for it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from tripplanner.hazards import (
    BAD_AIR,
    felt_c_of,
    frostbite_band,
    frostbite_minutes,
    heat_index_c,
    smoke_of,
    snow_rate,
    thunder_word,
    wind_level,
)
from tripplanner.models import Mode
from tripplanner.units import MM_PER_INCH, speed_both_text
from tripplanner.weather.model import Hour

_HOT_C = 25


class Need(NamedTuple):
    """An item, and what asks for it: the reason, the hour, and the felt temperature [°C] where it counts."""

    item: str
    why: str
    at: datetime | None = None
    felt_c: float | None = None


class Outing(NamedTuple):
    """A way made on foot, on snow or by bike, and how much of it is in the dark. [min]"""

    mode: Mode
    starts_at: datetime
    minutes: int
    dark_minutes: int = 0


def clothing_needs(hours: Iterable[Hour]) -> list[Need]:
    """
    Clothes for the hours outdoors, asked for by the worst of them in each respect.

    The limits are judgements: layers below 10 °C felt, hat and mitts below 0 °C, face cover below
    -18 °C or where bare skin can freeze within 30 minutes, a shell from 40 % chance of precipitation
    and in wind that an advisory is given for, goggles in heavy snow, a mask in air that is unhealthy
    for some or for all, the car near by from a chance of thunder, sun cover and water from 25 °C.
    """
    every = list(hours)
    known = [hour for hour in every if hour.air_temp_c is not None]
    needs: list[Need] = []
    if known:
        needs += _for_cold(min(known, key=felt_c_of))
        warmest = max(known, key=_hot)
        if _hot(warmest) >= _HOT_C:
            needs.append(Need("sun hat, water", _heat_measure(warmest), warmest.starts_at, _hot(warmest)))
    needs += _for_sky(every)
    return needs


def kit_needs(outings: Iterable[Outing]) -> list[Need]:
    """Kit for the ways of moving: light for the dark, and what a way over snow needs."""
    every = list(outings)
    needs = []
    dark = [each for each in every if each.dark_minutes > 0]
    if dark:
        about = _in_fives(sum(each.dark_minutes for each in dark))
        needs.append(
            Need("headlamp", f"{about} minutes on foot are in the dark, the first", dark[0].starts_at)
        )
    for mode, item in (("snowshoe", "snowshoes, poles, gaiters"), ("ski", "touring skis, poles")):
        ways = [each for each in every if each.mode == mode]
        if ways:
            about = _in_fives(sum(each.minutes for each in ways))
            needs.append(Need(item, f"{about} minutes on foot over deep snow, the first", ways[0].starts_at))
    snow = [each for each in every if each.mode in ("snowshoe", "ski")]
    if snow:
        about = _in_fives(max(each.minutes for each in snow))
        far = f"up to {about} minutes from the car on snow, the first"
        needs.append(Need("dry gloves and socks, food, a hot drink", far, snow[0].starts_at))
        needs.append(Need("map and compass or GPS", "in snow and fog visitors have missed the barns"))
    return needs


def _in_fives(minutes: int) -> int:
    return -(-minutes // 5) * 5


def _hot(hour: Hour) -> float:
    """The heat index where it is above the air temperature, else that. [°C]"""
    assert hour.air_temp_c is not None  # noqa: S101 - callers pass only such hours
    humidity = hour.relative_humidity_percent
    index_c = None if humidity is None else heat_index_c(hour.air_temp_c, humidity)
    return hour.air_temp_c if index_c is None else max(index_c, hour.air_temp_c)


def _heat_measure(hour: Hour) -> str:
    return "air temperature" if hour.air_temp_c == _hot(hour) else "heat index, in the shade"


def _for_cold(coldest: Hour) -> list[Need]:
    felt, at = felt_c_of(coldest), coldest.starts_at
    needs = []
    why = _freezing(coldest)
    if why is not None or felt < -18:
        measured = _measure(coldest) if why is None else f"{why}; {_measure(coldest)}"
        needs.append(Need("face cover, mitts", measured, at, felt))
    if felt < 0:
        needs.append(Need("hat, gloves, insulated boots", _measure(coldest), at, felt))
    if felt < 10:
        needs.append(Need("warm layers", _measure(coldest), at, felt))
    return needs


def _freezing(hour: Hour) -> str | None:
    """How soon bare skin can freeze, in words; None where no rule says that it can."""
    if hour.air_temp_c is None or hour.wind_speed_kmh is None:
        return None
    band = frostbite_band(hour.air_temp_c, hour.wind_speed_kmh)
    if band in (None, "low"):
        return None
    minutes = frostbite_minutes(hour.air_temp_c, hour.wind_speed_kmh)
    about = "" if minutes is None else f", about {int(minutes)} by the equation"
    return f"bare skin can freeze within {band_text(band)}{about}"


def _measure(hour: Hour) -> str:
    """What the figure that follows is: without wind nobody can say what it feels like."""
    return "air temperature, wind not known" if hour.wind_speed_kmh is None else "felt temperature"


def band_text(band: str | None) -> str:
    """The band of frostbite in words: `10 to 30 minutes`."""
    return (band or "").removeprefix("under ").replace("-", " to ").replace("min", "minutes")


def _for_sky(hours: list[Hour]) -> Iterator[Need]:
    """What rain, wind, snow, thunder and smoke ask for."""
    asked: tuple[tuple[str, Callable[[Hour], float | None], Callable[[Hour], str | None]], ...] = (
        ("waterproof shell", lambda hour: hour.precipitation_percent, _rain),
        ("windproof shell", gust_kmh, _wind),
        ("goggles", lambda hour: hour.snowfall_mm, _snow),
        ("the car near by", lambda hour: hour.thunder_percent, _thunder),
        ("N95 mask", _air_value, _smoke),
    )
    for item, measure, reason in asked:
        found = [(why, hour) for hour in hours if (why := reason(hour)) is not None]
        if found:
            why, worst = max(found, key=lambda each: _or_least(measure(each[1])))
            yield Need(item, why, worst.starts_at)


def _or_least(value: float | None) -> float:
    return -1.0 if value is None else value


def _rain(hour: Hour) -> str | None:
    chance = hour.precipitation_percent
    return None if chance is None or chance < 40 else f"{chance:.0f} % chance of rain or snow"


def gust_kmh(hour: Hour) -> float | None:
    """The gusts, or the wind where no gusts are told. [km/h]"""
    return hour.wind_speed_kmh if hour.wind_gust_kmh is None else hour.wind_gust_kmh


def _wind(hour: Hour) -> str | None:
    if wind_level(hour.wind_speed_kmh, hour.wind_gust_kmh) is None:
        return None
    return wind_text(hour)


def wind_text(hour: Hour) -> str:
    """The wind, or its gusts where they are told."""
    fastest = gust_kmh(hour)
    word = "wind" if hour.wind_gust_kmh is None else "gusts"
    return "wind not known" if fastest is None else f"{word} of {speed_both_text(fastest)}"


def _snow(hour: Hour) -> str | None:
    return snow_text(hour) if snow_rate(hour.snowfall_mm, hour.visibility_km) == "heavy" else None


def snow_text(hour: Hour) -> str:
    """The new snow of an hour."""
    if hour.snowfall_mm is None:
        return "snow not known"
    return f"heavy snow, {hour.snowfall_mm / MM_PER_INCH:.1f} in ({hour.snowfall_mm:.0f} mm) in the hour"


def _thunder(hour: Hour) -> str | None:
    chance = hour.thunder_percent
    if chance is None or thunder_word(chance) is None:
        return None
    return f"leave open ground when you hear thunder; {chance:.0f} % chance"


def _smoke(hour: Hour) -> str | None:
    smoke = smoke_of(hour)
    return f"{air_text(hour)}, {smoke}" if smoke in BAD_AIR else None


def _air_value(hour: Hour) -> float | None:
    return hour.pm2_5_ugm3 if hour.us_aqi is None else hour.us_aqi


def air_text(hour: Hour) -> str:
    """The number that the class of air goes by."""
    if hour.us_aqi is not None:
        return f"air quality index {hour.us_aqi:.0f}"
    return "air not known" if hour.pm2_5_ugm3 is None else f"fine particles {hour.pm2_5_ugm3:.0f} µg/m³"
