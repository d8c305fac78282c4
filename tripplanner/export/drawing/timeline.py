"""A day from left to right: the sky, what one does, the light on what one sees, and how cold it is."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from tripplanner.export.drawing.frame import Point
from tripplanner.export.drawing.hours import Hours, hour_text, hours_of
from tripplanner.export.drawing.marks import legend, way_line
from tripplanner.export.drawing.svg import (
    BADGE,
    LIGHT,
    drawing,
    line,
    rect,
    shortened,
    tag,
    text,
    text_width,
)
from tripplanner.export.drawing.thermometer import thermometer
from tripplanner.itinerary import Break, Day, Itinerary, Leg, Stop
from tripplanner.units import Clock, Units, clock_text

_WIDTH = 360
_LEFT, _WIDE = 6.0, 348.0
_SKY_TOP = 18.0
_ROWS_TOP = 56.0
_ROW = 17.0
_NIGHT, _TWILIGHT, _DAY = "#27364f", "#6d7fa8", "#f6d365"
_ON_DARK, _ON_DAY = "#ffffff", "#3a2c00"


def timeline(plan: Itinerary, day: Day, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    A day's hours as an SVG: night, twilight and day, legs and stops, direct light, and temperatures.

    Empty where the day has neither legs nor stops.

    Parameters
    ----------
    plan
        The plan.
    day
        One of its days.
    units
        Of the temperatures.
    clock
        Of the hours.
    """
    hours = hours_of(plan, day, left=_LEFT, width=_WIDE)
    if hours is None:
        return ""
    rows = _rows(day)
    end = _ROWS_TOP + len(rows) * _ROW
    chart, high = thermometer(day, hours, top=end + 4, units=units)
    bottom = end + 4 + high
    parts = [
        *_grid(hours, clock, bottom),
        *_sky(day, hours, clock),
        *(part for number, row in enumerate(rows) for part in row.drawn(hours, _ROWS_TOP + number * _ROW)),
        chart,
    ]
    meanings, height = legend(_meanings(day), top=bottom + 4, width=_WIDTH)
    return drawing(
        *parts,
        meanings,
        width=_WIDTH,
        height=bottom + 4 + height,
        name="Timeline of the day",
        description=_description(day, clock),
    )


class _Row:
    """One line of the drawing: a stop or a pause with the ways that lead there, or the way home."""

    def __init__(self, legs: list[Leg], stop: Stop | None, number: int, pause: Break | None = None) -> None:
        self.legs = legs
        self.stop = stop
        self.number = number
        self.pause = pause

    def drawn(self, hours: Hours, top: float) -> Iterator[str]:
        """Its bars and its words."""
        middle = top + 7
        yield from self._light(hours, top)
        for leg in self.legs:
            start, end = hours.x(leg.depart), hours.x(leg.arrive)
            yield way_line(Point(start, middle), Point(end, middle), driven=leg.mode == "car")
        if self.stop is not None:
            left, right = hours.x(self.stop.arrive), hours.x(self.stop.leave)
            yield rect(left, top + 1, max(right - left, 2), 12, rx=2, fill=BADGE)
            sun = _first_sun(self.stop)
            if sun is not None:
                yield _sun(hours.x(sun), middle)
        elif self.pause is not None:
            left, right = hours.x(self.pause.start), hours.x(self.pause.end)
            yield rect(left, top + 1, max(right - left, 2), 12, rx=2, fill="none", stroke="currentColor")
        yield self._name(hours, middle)

    def _light(self, hours: Hours, top: float) -> Iterator[str]:
        """The hours of direct light on the stop's front, behind its bar."""
        if self.stop is None:
            return
        light = self.stop.light
        if light.front_lit_from is not None and light.front_lit_until is not None:
            left, right = hours.x(light.front_lit_from), hours.x(light.front_lit_until)
            if right - left >= 1:
                yield rect(left, top - 0.5, right - left, 15, fill=LIGHT, fill_opacity="0.28")

    def _name(self, hours: Hours, middle: float) -> str:
        """The name on that side of the bars that has more room."""
        left, right = self._ends(hours)
        before, after = left - _LEFT, _LEFT + _WIDE - right
        number = "" if self.stop is None else f"{self.number} "
        room = max(before, after) - 4
        words = number + shortened(self._words(), max(int(room / text_width("n", 9.5)) - len(number), 3))
        if after >= before:
            return text(words, right + 4, middle + 3.4, 9.5)
        return text(words, left - 4, middle + 3.4, 9.5, text_anchor="end")

    def _words(self) -> str:
        if self.stop is not None:
            return self.stop.name
        if self.pause is not None:
            return f"{self.pause.kind} at {self.pause.name}"
        return self.legs[-1].end_name

    def _ends(self, hours: Hours) -> tuple[float, float]:
        spans = [(leg.depart, leg.arrive) for leg in self.legs]
        if self.stop is not None:
            spans.append((self.stop.arrive, self.stop.leave))
        if self.pause is not None:
            spans.append((self.pause.start, self.pause.end))
        return min(hours.x(each[0]) for each in spans), max(hours.x(each[1]) for each in spans)


def _rows(day: Day) -> list[_Row]:
    """The rows in order of time; legs belong to what they lead to."""
    goals: list[tuple[float, Stop | None, int, Break | None]] = [
        *((stop.arrive.timestamp(), stop, number, None) for number, stop in enumerate(day.stops, start=1)),
        *((each.start.timestamp(), None, 0, each) for each in day.breaks),
    ]
    rows = []
    legs = sorted(day.legs, key=lambda leg: leg.depart.timestamp())
    for when, stop, number, pause in sorted(goals, key=lambda each: each[0]):
        before = [leg for leg in legs if leg.arrive.timestamp() <= when]
        legs = legs[len(before) :]
        rows.append(_Row(before, stop, number, pause))
    return [*rows, _Row(legs, None, 0)] if legs else rows


def _grid(hours: Hours, clock: Clock, bottom: float) -> Iterator[str]:
    """The hours along the top, with a thin line down from each."""
    for moment in hours.ticks(17 if clock == "24" else 36):
        x = hours.x(moment)
        anchor = "start" if x <= _LEFT + 2 else "end" if x >= _LEFT + _WIDE - 2 else "middle"
        yield text(hour_text(moment, clock), x, 11, 9.5, text_anchor=anchor)
        yield line(x, 14, x, bottom, stroke_width=0.5, stroke_opacity="0.25")


def _sky(day: Day, hours: Hours, clock: Clock) -> Iterator[str]:
    """Night, twilight and day as one band, and sunrise and sunset under it."""
    for start, end, fill, ink, word in _bands(day, hours):
        left, right = hours.x(start), hours.x(end)
        if right - left < 0.5:
            continue
        yield rect(left, _SKY_TOP, right - left, 14, fill=fill)
        if text_width(word, 9) + 4 <= right - left:
            yield text(word, (left + right) / 2, _SKY_TOP + 10.4, 9, fill=ink, text_anchor="middle")
    for moment, word in ((day.sunrise, "sunrise"), (day.sunset, "sunset")):
        if moment is not None and hours.holds(moment):
            x = hours.x(moment)
            told = f"{word} {clock_text(moment, clock)}"
            half = text_width(told, 9) / 2
            yield line(x, _SKY_TOP, x, _SKY_TOP + 17, stroke_width=1.2)
            yield text(
                told, min(max(x, _LEFT + half), _LEFT + _WIDE - half), _SKY_TOP + 27, 9, text_anchor="middle"
            )


def _bands(day: Day, hours: Hours) -> Iterator[tuple[datetime, datetime, str, str, str]]:
    """The parts of the sky, first to last: from, until, colour, colour of its word, word."""
    edges = [hours.start]
    for moment in (day.civil_dawn, day.sunrise, day.sunset, day.civil_dusk):
        edges.append(edges[-1] if moment is None else max(edges[-1], moment, key=datetime.timestamp))
    edges.append(max(edges[-1], hours.end, key=datetime.timestamp))
    looks = (
        (_NIGHT, _ON_DARK, "night"),
        (_TWILIGHT, _ON_DARK, "twilight"),
        (_DAY, _ON_DAY, "day"),
        (_TWILIGHT, _ON_DARK, "twilight"),
        (_NIGHT, _ON_DARK, "night"),
    )
    for (start, end), look in zip(pairwise(edges), looks, strict=True):
        yield start, end, *look


def _first_sun(stop: Stop) -> datetime | None:
    """The first direct sun, where the visit sees it come."""
    sun = stop.light.direct_sun_from
    if sun is None or not stop.arrive.timestamp() <= sun.timestamp() <= stop.leave.timestamp():
        return None
    return sun


def _sun(x: float, y: float) -> str:
    """The first direct sun."""
    return tag("circle", cx=x, cy=y, r=3, fill=_DAY, stroke=LIGHT, stroke_width=1.4)


def _meanings(day: Day) -> Iterator[tuple[str, str, float]]:
    """The signs that this day has."""
    yield rect(0, -6, 14, 12, rx=2, fill=BADGE), "stop", 18
    for mode, words in ((True, "drive"), (False, "without the car")):
        if any((leg.mode == "car") is mode for leg in day.legs):
            yield way_line(Point(0, 0), Point(18, 0), driven=mode), words, 22
    if any(each.light.front_lit_from is not None for each in day.stops):
        yield rect(0, -6, 18, 12, fill=LIGHT, fill_opacity="0.28"), "sun on its front", 22
    if any(_first_sun(each) is not None for each in day.stops):
        yield _sun(4, 0), "first direct sun (estimate)", 11


def _description(day: Day, clock: Clock) -> str:
    """The day in sentences, for who does not see it."""
    told = []
    if day.sunrise is not None and day.sunset is not None:
        told.append(f"Sunrise {clock_text(day.sunrise, clock)}, sunset {clock_text(day.sunset, clock)}.")
    for number, stop in enumerate(day.stops, start=1):
        span = f"{clock_text(stop.arrive, clock)} to {clock_text(stop.leave, clock)}"
        told.append(f"{number} {shortened(stop.name, 80)}, {span}.")
    return " ".join(told) or "Ways without a stop."
