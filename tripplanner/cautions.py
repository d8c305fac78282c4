"""What could hurt or spoil the day, said before what is nice to know."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from tripplanner.clothing import air_text, band_text, snow_text, wind_text
from tripplanner.conditions import BANDS, Outside, band, hours_between, outdoor_hours, unbounded_text
from tripplanner.hazards import (
    BAD_AIR,
    felt_c_of,
    heat_category,
    heat_index_c,
    icy_road,
    smoke_of,
    snow_rate,
    thunder_word,
    wind_level,
)
from tripplanner.itinerary import Day, HazardNote, PlanWarning, PlanWeather
from tripplanner.models import Destination, Fact, Identifier
from tripplanner.notes import dated_warnings
from tripplanner.units import KM_PER_MILE, day_text, temperature_both_text
from tripplanner.weather.model import Alert, Forecast, Hour
from tripplanner.weather.reach import first_day_to_ask

HazardKind = Literal["lightning", "heavy-snow", "high-wind", "heat"]
Judged = tuple[float, str]  # how grave, and the words for it
# The elk reduction lies between late October and about 12 December, whatever the year.
HUNTING_FROM, HUNTING_UNTIL = "10-20", "12-15"
_SEVERE_FIRST = ("Extreme", "Severe", "Moderate", "Minor")


def plan_warnings(
    destination: Destination, day: Day, weather: PlanWeather, forecast: Forecast, *, proven: bool
) -> tuple[PlanWarning, ...]:
    """
    All warnings of a day, the gravest first.

    Parameters
    ----------
    destination, day
        The place and its planned day.
    weather
        Which weather the plan stands on.
    forecast
        Where the alerts come from.
    proven
        Whether the plan is proven to be the best.
    """
    return (
        *_alerts(destination, day, forecast, ZoneInfo(destination.timezone)),
        *_alerts_not_known(forecast),
        *_cold(day, forecast),
        *_smoke(day, forecast),
        *_weather_kind(day, weather),
        *_roads(destination, day),
        *_dark_drives(destination, day),
        *_icy_drives(day, forecast),
        *_facts(destination, day.date),
        *dated_warnings(destination, day),
        *_proof(proven=proven),
    )


def _alerts(place: Destination, day: Day, forecast: Forecast, tz: ZoneInfo) -> Iterator[PlanWarning]:
    start = datetime.combine(day.date, time(), tz)
    end = datetime.combine(day.date + timedelta(days=1), time(), tz)
    held = [alert for alert in forecast.alerts if alert.holds_between(start, end)]
    held.sort(key=lambda alert: (_rank(alert.severity), alert.onset, alert.id))
    for alert in held:
        text, onset = alert.headline or alert.event, alert.onset.astimezone(tz)
        yield PlanWarning(
            code="alert",
            text=f"{_where(place, alert)}{text}: from {day_text(onset)} {onset:%H:%M}",
            until=alert.ends,
            source=alert.url,
        )


def _where(place: Destination, alert: Alert) -> str:
    """Words for an alert that is not for the zones the stops lie in."""
    nearby = set(place.nearby_alert_zones) & set(alert.zones)
    ours = set(place.alert_zones) & set(alert.zones)
    return (
        f"for the country around, not the stops ({', '.join(sorted(nearby))}): "
        if nearby and not ours
        else ""
    )


def _alerts_not_known(forecast: Forecast) -> Iterator[PlanWarning]:
    """No alert told is no sign of safety where nobody could tell of one."""
    if forecast.alerts_doubt is not None:
        yield PlanWarning(code="alert", text=forecast.alerts_doubt)


def _rank(severity: str | None) -> int:
    return _SEVERE_FIRST.index(severity) if severity in _SEVERE_FIRST else len(_SEVERE_FIRST)


def _cold(day: Day, forecast: Forecast) -> Iterator[PlanWarning]:
    """One warning for the worst hour outdoors, however many are cold."""
    found = [(band(each.hour), each) for each in outdoor_hours(forecast, day.legs, day.stops)]
    cold = [(how, each) for how, each in found if how not in (None, "low")]
    if cold:
        how, worst = max(cold, key=lambda each: (BANDS.index(each[0]), -felt_c_of(each[1].hour)))
        text = f"bare skin can freeze within {band_text(how)} {_where_and_when(worst, day)}"
        limits = [stop.weather.outdoor_limit_minutes for stop in day.stops]
        bound = min((each for each in limits if each is not None), default=None)
        kept = "" if bound is None else f"; in such cold this plan keeps a stay to {bound} minutes"
        kept += "" if bound is None else unbounded_text(day, [each.hour for _, each in cold], bound)
        text += f"{_felt(worst.hour)}{kept}"
        yield PlanWarning(code="cold", text=text, site=worst.site)


def _where_and_when(outside: Outside, day: Day) -> str:
    tz = day.stops[0].arrive.tzinfo if day.stops else outside.hour.starts_at.tzinfo
    return f"{outside.where} at {outside.hour.starts_at.astimezone(tz):%H:%M}"


def _felt(hour: Hour) -> str:
    return "" if hour.air_temp_c is None else f", felt {temperature_both_text(felt_c_of(hour))}"


def _smoke(day: Day, forecast: Forecast) -> Iterator[PlanWarning]:
    """One warning for the worst air outdoors, from the class that is unhealthy for some."""
    found = [(smoke_of(each.hour), each) for each in outdoor_hours(forecast, day.legs, day.stops)]
    bad = [(BAD_AIR.index(how), each) for how, each in found if how in BAD_AIR]
    if bad:
        grade, worst = max(bad, key=lambda each: each[0])
        effort = "stay in, if you can" if grade > 1 else "no long or hard effort"
        who = ", children least of all" if grade <= 1 else ""
        where = _where_and_when(worst, day)
        text = f"{air_text(worst.hour)} {where}, {BAD_AIR[grade]}: {effort}{who}"
        yield PlanWarning(code="smoke", text=text, site=worst.site)


def day_hazards(outside: Iterable[Outside], tz: ZoneInfo) -> tuple[HazardNote, ...]:
    """
    Thunder, heavy snow, high wind and heat of a day, each once, at its worst hour outdoors.

    Parameters
    ----------
    outside
        The hours outdoors.
    tz
        The zone of the times told.
    """
    hours = list(outside)
    judges: tuple[tuple[HazardKind, Callable[[Hour], Judged | None]], ...] = (
        ("lightning", _lightning),
        ("heavy-snow", _heavy_snow),
        ("high-wind", _high_wind),
        ("heat", _heat),
    )
    return tuple(note for kind, judge in judges if (note := _worst(kind, judge, hours, tz)) is not None)


def _worst(
    kind: HazardKind, judge: Callable[[Hour], Judged | None], hours: list[Outside], tz: ZoneInfo
) -> HazardNote | None:
    found = [(judged, each) for each in hours if (judged := judge(each.hour)) is not None]
    if not found:
        return None
    (_, text), worst = max(found, key=lambda each: each[0][0])
    at = worst.hour.starts_at.astimezone(tz)
    what, advice = text.split(": ", 1)
    return HazardNote(kind=kind, text=f"{what} {worst.where} at {at:%H:%M}: {advice}", at=at, site=worst.site)


def _lightning(hour: Hour) -> Judged | None:
    chance = hour.thunder_percent
    word = None if chance is None else thunder_word(chance)
    if chance is None or word is None:
        return None
    what = f"{word} of thunder" if word.endswith("chance") else f"thunder {word}"
    return chance, f"{what} ({chance:.0f} %): leave open ground when you hear it, and wait in the car"


def _heavy_snow(hour: Hour) -> Judged | None:
    if hour.snowfall_mm is None or snow_rate(hour.snowfall_mm, hour.visibility_km) != "heavy":
        return None
    return hour.snowfall_mm, f"{snow_text(hour)}: tracks and landmarks go; turn back in time"


def _high_wind(hour: Hour) -> Judged | None:
    level = wind_level(hour.wind_speed_kmh, hour.wind_gust_kmh)
    if level is None:
        return None
    official = "a High Wind Warning" if level == "high" else "a Wind Advisory"
    return float(level == "high"), f"{wind_text(hour)}: as strong as in {official}"


def _heat(hour: Hour) -> Judged | None:
    if hour.air_temp_c is None or hour.relative_humidity_percent is None:
        return None
    index_c = heat_index_c(hour.air_temp_c, hour.relative_humidity_percent)
    category = None if index_c is None else heat_category(index_c)
    if index_c is None or category in (None, "caution"):
        return None
    return index_c, f"heat index {temperature_both_text(index_c)}: {category}; shade, water, rests"


def _weather_kind(day: Day, weather: PlanWeather) -> Iterator[PlanWarning]:
    if weather.kind == "normals":
        first = first_day_to_ask(day.date, weather.passed_over)
        again = "ask again before you leave" if first is None else f"a forecast can be had from {first}"
        text = f"weather is climate for the time of year, not a forecast; {again}"
        yield PlanWarning(code="climate-not-forecast", text=text)
    if weather.kind == "stale":
        yield PlanWarning(code="stale-weather", text="the forecast is old; ask again before leaving")


def _roads(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    """By-condition roads that the plan drives, walks, or is kept from."""
    used = {road.id for leg in day.legs for road in leg.roads}
    numbers = {phone.id: phone.number for phone in destination.phones}
    phones = {road.id: numbers.get(road.phone or "") for road in destination.roads}
    wholes = {road.id: road.part_of for road in destination.roads}
    assumed = {road.id for road in day.roads if road.status == "by-condition"}
    for road in day.roads:
        if wholes.get(road.id) in assumed:
            continue  # what holds for the whole is said once
        if road.id in assumed and (road.id in used or not road.drivable):
            call = f"; ask {phones.get(road.id)}" if phones.get(road.id) is not None else ""
            yield PlanWarning(code="road-assumed", text=f"{road.name} {road.why}{call}", road=road.id)


def _dark_drives(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    in_the_dark = [leg for leg in day.legs if leg.mode == "car" and leg.dark_minutes > 0]
    if in_the_dark:
        dark = -(-sum(leg.dark_minutes for leg in in_the_dark) // 5) * 5
        limit = _dark_limit(destination, {road.id for leg in in_the_dark for road in leg.roads})
        text = f"about {dark} minutes of driving are in the dark: {limit}animals stand on the road"
        yield PlanWarning(code="dark-drive", text=text)


def _icy_drives(day: Day, forecast: Forecast) -> Iterator[PlanWarning]:
    """One warning where it freezes or snows on a drive, or at a stop between drives."""
    drives = [leg for leg in day.legs if leg.mode == "car"]
    if not drives:
        return
    hours = [hour for leg in drives for hour in hours_between(forecast, leg.depart, leg.arrive)[0]]
    hours += [hour for stop in day.stops for hour in stop.weather.hours]
    icy = [hour for hour in hours if icy_road(hour.air_temp_c, hour.snowfall_mm)]
    temps = [hour.air_temp_c for hour in icy if hour.air_temp_c is not None]
    if icy:
        cold = "" if not temps else f", down to {temperature_both_text(min(temps))}"
        snow = " and snow falls" if any(_snows(hour) for hour in icy) else ""
        freezes = f"it freezes during the day{cold}{snow}"
        what = freezes if temps and min(temps) <= 0 else "snow falls during the day"
        yield PlanWarning(code="icy-drive", text=f"{what}: the roads can be icy")


def _snows(hour: Hour) -> bool:
    return hour.snowfall_mm is not None and hour.snowfall_mm > 0


def _dark_limit(destination: Destination, used: set[str]) -> str:
    """The speed that the times count with on the fastest road, as a sign would have it: in steps of 5 mph."""
    speeds_kmh = [road.speed_dark_kmh for road in destination.roads if road.id in used]
    if not speeds_kmh:
        return ""
    return f"keep to {max(1, round(max(speeds_kmh) / KM_PER_MILE / 5)) * 5} mph or less, "


def _facts(destination: Destination, on: date) -> Iterator[PlanWarning]:
    """Hunting as of this year, or else as it is in other years; and where there is no signal."""
    held = [fact for fact in destination.facts if fact.holds_on(on)]
    hunting = [fact for fact in held if fact.topic == "hunting"]
    this_year = [fact for fact in hunting if fact.valid_from is not None]
    if HUNTING_FROM <= f"{on:%m-%d}" <= HUNTING_UNTIL:
        yield from (_of("hunting-season", fact) for fact in this_year or hunting)
    yield from (_of("no-signal", fact) for fact in held if fact.topic == "signal")


def _of(code: str, fact: Fact) -> PlanWarning:
    source: Identifier = fact.sources[0]
    return PlanWarning.model_validate({"code": code, "text": fact.text, "source": source})


def _proof(*, proven: bool) -> Iterator[PlanWarning]:
    if not proven:
        yield PlanWarning(
            code="unproven", text="the search was cut short: a better plan may exist; give it more time"
        )
