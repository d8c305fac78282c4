"""What could hurt or spoil the day, said before what is nice to know."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tripplanner.itinerary import Day, PlanWarning, PlanWeather
from tripplanner.models import Destination, Fact, Identifier
from tripplanner.units import KM_PER_MILE
from tripplanner.weather.model import Forecast

_BANDS = ("10-30 min", "5-10 min", "2-5 min", "under 2 min")
FORECAST_DAYS = 7  # the National Weather Service sends about a week
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
        *_alerts(day, forecast, ZoneInfo(destination.timezone)),
        *_cold(day),
        *_weather_kind(day, weather),
        *_roads(destination, day),
        *_drives(destination, day),
        *_facts(destination, day.date),
        *_dated(destination, day),
        *_proof(proven=proven),
    )


def _alerts(day: Day, forecast: Forecast, tz: ZoneInfo) -> Iterator[PlanWarning]:
    start = datetime.combine(day.date, time(), tz)
    end = datetime.combine(day.date + timedelta(days=1), time(), tz)
    held = [alert for alert in forecast.alerts if alert.holds_between(start, end)]
    held.sort(key=lambda alert: (_rank(alert.severity), alert.onset, alert.id))
    for alert in held:
        text = alert.headline or alert.event
        yield PlanWarning(
            code="alert",
            text=f"{text}: from {alert.onset.astimezone(tz):%d %B %H:%M}",
            until=alert.ends,
            source=alert.url,
        )


def _rank(severity: str | None) -> int:
    return _SEVERE_FIRST.index(severity) if severity in _SEVERE_FIRST else len(_SEVERE_FIRST)


def _cold(day: Day) -> Iterator[PlanWarning]:
    """One warning for the worst stop, however many are cold."""
    cold = [stop for stop in day.stops if stop.weather.frostbite in _BANDS]
    if cold:
        worst = max(cold, key=lambda stop: _BANDS.index(stop.weather.frostbite or ""))
        band = worst.weather.frostbite or ""
        minutes = band.replace("-", " to ").replace("min", "minutes").replace("under ", "")
        text = f"bare skin can freeze within {minutes} at {worst.name}"
        yield PlanWarning(code="cold", text=text, site=worst.site)


def _weather_kind(day: Day, weather: PlanWeather) -> Iterator[PlanWarning]:
    if weather.kind == "normals":
        ask = day.date - timedelta(days=FORECAST_DAYS)
        text = f"weather is climate for the time of year, not a forecast; a forecast can be had from {ask}"
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


def _drives(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    in_the_dark = [leg for leg in day.legs if leg.mode == "car" and leg.dark_minutes > 0]
    if in_the_dark:
        dark = -(-sum(leg.dark_minutes for leg in in_the_dark) // 5) * 5
        limit = _dark_limit(destination, {road.id for leg in in_the_dark for road in leg.roads})
        text = f"about {dark} minutes of driving are in the dark: {limit}animals stand on the road"
        yield PlanWarning(code="dark-drive", text=text)
    temps = [
        hour.air_temp_c for stop in day.stops for hour in stop.weather.hours if hour.air_temp_c is not None
    ]
    if any(leg.mode == "car" for leg in day.legs) and temps and min(temps) <= 0:
        yield PlanWarning(code="icy-drive", text="it freezes during the day: the roads can be icy")


def _dark_limit(destination: Destination, used: set[str]) -> str:
    """The speed that the times count with on the fastest road, as a sign would have it: in steps of 5 mph."""
    speeds_kmh = [road.speed_dark_kmh for road in destination.roads if road.id in used]
    if not speeds_kmh:
        return ""
    return f"keep to {max(1, round(max(speeds_kmh) / KM_PER_MILE / 5)) * 5} mph or less, "


def _facts(destination: Destination, on: date) -> Iterator[PlanWarning]:
    """Hunting as of this year, or else as it is in other years; and where there is no signal."""
    held = [fact for fact in destination.facts if holds_on(fact, on)]
    hunting = [fact for fact in held if fact.topic == "hunting"]
    this_year = [fact for fact in hunting if fact.valid_from is not None]
    if HUNTING_FROM <= f"{on:%m-%d}" <= HUNTING_UNTIL:
        yield from (_of("hunting-season", fact) for fact in this_year or hunting)
    yield from (_of("no-signal", fact) for fact in held if fact.topic == "signal")


def _of(code: str, fact: Fact) -> PlanWarning:
    source: Identifier = fact.sources[0]
    return PlanWarning.model_validate({"code": code, "text": fact.text, "source": source})


def holds_on(fact: Fact, on: date) -> bool:
    """Whether a dated fact speaks of this day; one without dates always does."""
    return fact.holds_on(on)


def _dated(destination: Destination, day: Day) -> Iterator[PlanWarning]:
    """One warning, however many figures of the day's cost are of another time."""
    prices = destination.fees if day.cost.items else ()
    other = [fee for fee in prices if not fee.holds_on(day.date)]
    ends = [fee.valid_until for fee in other if fee.valid_until is not None and fee.valid_until < day.date]
    if other:
        known = f" known until {max(ends):%d %B %Y}" if ends else " of a later time"
        yield PlanWarning(
            code="dated-fact",
            text=f"the entrance fees are those{known}: the figures may have changed",
            until=_end_of(max(ends), ZoneInfo(destination.timezone)) if ends else None,
            source=other[0].sources[0],
        )


def _end_of(day: date, tz: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), tz)


def _proof(*, proven: bool) -> Iterator[PlanWarning]:
    if not proven:
        yield PlanWarning(
            code="unproven", text="the search was cut short: a better plan may exist; give it more time"
        )
