"""A day's legs and stops in words, one row each: when, what, and what to know on the spot."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from tripplanner.errors import InvalidRequestError
from tripplanner.itinerary import Break, Day, Leg, Stop, StopWeather
from tripplanner.units import (
    Clock,
    Units,
    clock_text,
    distance_text,
    minutes_text,
    speed_text,
    temperature_range_text,
    temperature_text,
)

_WAITING_TOLD_MINUTES = 15
_GUST_TOLD_KMH = 15  # gusts are told where they are more than this above the wind
_ON_THE_WAY = {"car": "drive", "walk": "walk", "ski": "ski", "snowshoe": "snowshoe", "bike": "ride a bike"}
_LIGHT = {
    "first-light": "first light",
    "golden": "low golden light",
    "front-lit": "the sun on it",
    "day": "daylight, not on the front",
    "twilight": "twilight, no direct sun",
    "dark": "dark",
}


@dataclass(frozen=True, slots=True)
class Row:
    """A labelled line with notes under it; the label is a time, an item or a name."""

    label: str
    text: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Style:
    """How quantities are written."""

    units: Units = "us"
    clock: Clock = "24"

    def __post_init__(self) -> None:
        for name, given, known in (
            ("units", self.units, get_args(Units)),
            ("clock", self.clock, get_args(Clock)),
        ):
            if given not in known:
                raise InvalidRequestError(f"{name} cannot be {given!r}: give {' or '.join(map(repr, known))}")

    def at(self, moment: datetime) -> str:
        """A time of day."""
        return clock_text(moment, self.clock)

    def between(self, start: datetime, end: datetime) -> str:
        """A span of time; one time where both read alike."""
        first, last = self.at(start), self.at(end)
        return first if first == last else f"{first} to {last}"


def leave_and_back(day: Day) -> tuple[datetime, datetime]:
    """Start and end of a day with stops; the base itself may be the first or the last of them."""
    starts = [*(leg.depart for leg in day.legs), *(stop.arrive for stop in day.stops)]
    ends = [*(leg.arrive for leg in day.legs), *(stop.leave for stop in day.stops)]
    return min(starts), max(ends)


def agenda_rows(day: Day, style: Style, *, arrived: str = "back at the base") -> Iterator[Row]:
    """
    Legs, stops and meals in order of time, and being back.

    Parameters
    ----------
    day, style
        The day, and how quantities are written.
    arrived
        Words for being where the day ends.
    """
    rows = [(leg.depart, 0, _leg(leg, style)) for leg in day.legs]
    if day.stops or day.legs:
        back = leave_and_back(day)[1]
        rows.append((back, 1, Row(style.at(back), arrived)))
    farthest = _farthest(day)
    rows += [
        (stop.arrive, 2, _stop(stop, style, known=_known(day, stop), turn_back=stop in farthest))
        for stop in day.stops
    ]
    # A meal where one stays comes after being back there.
    rows += [(each.start, 2, _break(day, each, style)) for each in day.breaks]
    rows.sort(key=lambda each: each[:2])
    yield from (row for _, _, row in rows)


def _break(day: Day, pause: Break, style: Style) -> Row:
    minutes = int((pause.end - pause.start).total_seconds() // 60)
    ends = [*(leg.arrive for leg in day.legs), *(stop.leave for stop in day.stops)]
    free_from = max((each for each in ends if each <= pause.start), default=pause.start)
    free = (f"free from {style.at(free_from)} until then",) if free_from < pause.start else ()
    return Row(style.at(pause.start), f"{pause.kind} at {pause.name}, {minutes_text(minutes)}", free)


def _farthest(day: Day) -> list[Stop]:
    """Of the stops of each way over snow the one to leave first: the one farthest from the car."""
    drives = [leg.depart for leg in day.legs if leg.mode == "car"]
    found: dict[int, Stop] = {}
    for stop in day.stops:
        outing = sum(depart < stop.arrive for depart in drives)
        first = found.get(outing, stop)
        if stop.leave_by is not None and (first.leave_by is None or stop.leave_by <= first.leave_by):
            found[outing] = stop
    return list(found.values())


def _leg(leg: Leg, style: Style) -> Row:
    # Below a hundred metres a distance reads as none.
    far = f", {distance_text(leg.distance_km, style.units)}" if leg.distance_km >= 0.1 else ""
    length = f"{minutes_text(leg.minutes)}{far}"
    notes = []
    if leg.dark_minutes > 0:
        about = -(-leg.dark_minutes // 5) * 5
        part = "in the dark" if about >= leg.minutes else f"{about} min of it in the dark"
        notes.append(f"{part}: slow down for animals" if leg.mode == "car" else f"{part}: headlamp")
    if leg.turn_around_at is not None:
        slow = "the way may lie under snow" if leg.mode == "walk" else "untracked snow is slow"
        notes.append(f"not there by {style.at(leg.turn_around_at)}: turn around; {slow}")
    return Row(style.at(leg.depart), f"{_ON_THE_WAY[leg.mode]} to {leg.end_name}, {length}", tuple(notes))


def _known(day: Day, stop: Stop) -> list[str]:
    """What is to be known of one stop, dangers first."""
    return [note.text for note in day.notes if note.site == stop.site]


def _stop(stop: Stop, style: Style, *, known: list[str], turn_back: bool) -> Row:
    minutes = int((stop.leave - stop.arrive).total_seconds() // 60)
    notes = [
        stop.summary,
        _waiting(stop, style),
        *known,
        _stop_light(stop, style),
        weather_text(stop.weather, style),
        _view(stop.weather),
        _time_out(stop.weather),
    ]
    if turn_back and stop.leave_by is not None:
        notes.append(
            f"turn back by {style.at(stop.leave_by)} at the latest, to be back at the car before dark"
        )
    return Row(
        style.at(stop.arrive),
        f"{stop.name.upper()}, {minutes_text(minutes)}",
        tuple(each for each in notes if each),
    )


def _waiting(stop: Stop, style: Style) -> str:
    """That one is early, where it is long enough to matter."""
    if stop.visit_from is None:
        return ""
    minutes = int((stop.visit_from - stop.arrive).total_seconds() // 60)
    if minutes < _WAITING_TOLD_MINUTES:
        return ""
    return f"{minutes_text(minutes)} of it are waiting: what counts begins at {style.at(stop.visit_from)}"


def _view(weather: StopWeather) -> str:
    if weather.range_visible_percent is None or weather.range_summit is None:
        return ""
    chance = f"{weather.range_visible_percent} %"
    return f"view of {weather.range_summit}: {chance} by a rule of thumb from cloud and smoke"


def _time_out(weather: StopWeather) -> str:
    """How long to be out in the cold, where it sets a limit."""
    limit = weather.outdoor_limit_minutes
    return "" if limit is None else f"cold: {limit} min outdoors at most, then warm up; less if you shiver"


def _stop_light(stop: Stop, style: Style) -> str:
    light = stop.light
    parts = [] if light.quality is None else [_LIGHT.get(light.quality, light.quality)]
    if light.quality == "first-light" and light.direct_sun_from is not None:
        latest = light.direct_sun_latest or light.direct_sun_from
        parts.append(_first_sun(light.direct_sun_from, latest, style))
    if (
        light.front_lit_from is not None
        and light.front_lit_until is not None
        and light.quality in ("first-light", "front-lit")
        and light.front_lit_until > stop.arrive
    ):
        parts.append(f"front-lit {style.between(light.front_lit_from, light.front_lit_until)}")
    subject = f" on {light.subject}" if light.subject is not None else ""
    return f"light{subject}: {', '.join(parts)}" if parts else ""


def _first_sun(earliest: datetime, latest: datetime, style: Style) -> str:
    first, last = style.at(earliest), style.at(latest)
    when = f"at {first}" if first == last else f"between {first} and {last}"
    return f"first direct sun {when} (estimate)"


def weather_text(weather: StopWeather, style: Style) -> str:
    """The weather of a stop in one line, and what climate figures lack."""
    temps = [hour.air_temp_c for hour in weather.hours if hour.air_temp_c is not None]
    if not temps:
        return "weather: not known for these hours"
    span = temperature_range_text(min(temps), max(temps), style.units)
    if weather.kind == "normals":
        return f"weather: about {span} in an average year"
    winds = [hour.wind_speed_kmh for hour in weather.hours if hour.wind_speed_kmh is not None]
    chances = [hour.precipitation_percent for hour in weather.hours if hour.precipitation_percent is not None]
    skies = dict.fromkeys(hour.text.lower() for hour in weather.hours if hour.text)
    parts = [span, *skies]
    gusts = [hour.wind_gust_kmh for hour in weather.hours if hour.wind_gust_kmh is not None]
    if winds:
        parts.append(f"wind {speed_text(max(winds), style.units)}")
    if gusts and max(gusts) > max(winds, default=0.0) + _GUST_TOLD_KMH:
        parts.append(f"gusts {speed_text(max(gusts), style.units)}")
    if weather.wind_chill_c is not None and weather.wind_chill_c < min(temps) - 1:
        parts.append(f"feels like {temperature_text(weather.wind_chill_c, style.units)}")
    if chances and max(chances) > 0:
        parts.append(f"{max(chances):.0f} % chance of rain or snow")
    old = ", from an old forecast" if weather.kind == "stale" else ""
    return f"weather: {', '.join(parts)}{old}"
