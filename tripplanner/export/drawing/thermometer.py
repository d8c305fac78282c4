"""The temperatures at the stops as a small chart, hour by hour, with the wind chill where it is known."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from operator import itemgetter

from tripplanner.export.drawing.frame import Box, Frame, Place, Point, Room, around
from tripplanner.export.drawing.hours import Hours
from tripplanner.export.drawing.svg import DRIVE, ON_FOOT, tag, text, text_width
from tripplanner.itinerary import Day, Stop
from tripplanner.units import Units, temperature_text

_HIGH = 52.0
_TITLE = 13.0


def thermometer(day: Day, hours: Hours, *, top: float, units: Units) -> tuple[str, float]:
    """
    The chart as markup, and its height [px]; nothing where no temperature is known.

    Parameters
    ----------
    day
        The day.
    hours
        Where each moment stands.
    top
        Where the chart begins. [px]
    units
        Of the figures.
    """
    lines = [points for stop in day.stops if (points := list(_points(stop)))]
    chills = [
        (_between(stop.arrive, stop.leave), stop.weather.wind_chill_c)
        for stop in day.stops
        if stop.weather.wind_chill_c is not None
    ]
    figures = [temp_c for points in lines for _, temp_c in points] + [each[1] for each in chills]
    if not figures:
        return "", 0.0
    low, high = min(figures), max(figures)

    def y(temp_c: float) -> float:
        share = (temp_c - low) / (high - low) if high > low else 0.5
        return top + _TITLE + 10 + (1 - share) * (_HIGH - 20)

    air = [(hours.x(at), y(temp_c), temp_c) for points in lines for at, temp_c in points]
    felt = [(hours.x(at), y(temp_c), temp_c) for at, temp_c in chills]
    drawn = [
        *(_path([(hours.x(at), y(temp_c)) for at, temp_c in points]) for points in lines),
        *(tag("circle", cx=x, cy=at, r=2.2, fill=ON_FOOT) for x, at, _ in air),
        *(_diamond(x, at) for x, at, _ in felt),
        *_figures(air, felt, units),
    ]
    return _title(day, top, felt=bool(felt)) + "".join(drawn), _TITLE + _HIGH


def _points(stop: Stop) -> Iterator[tuple[datetime, float]]:
    """The air temperature [°C] of each hour, in the middle of what of it the visit takes."""
    for hour in stop.weather.hours:
        if hour.air_temp_c is not None:
            ends_at = hour.starts_at.astimezone(UTC) + timedelta(hours=1)
            start = max(hour.starts_at, stop.arrive, key=datetime.timestamp)
            yield _between(start, min(ends_at, stop.leave, key=datetime.timestamp)), hour.air_temp_c


def _between(start: datetime, end: datetime) -> datetime:
    first = start.astimezone(UTC)
    return first + (end.astimezone(UTC) - first) / 2


def _title(day: Day, top: float, *, felt: bool) -> str:
    mean = any(stop.weather.kind == "normals" for stop in day.stops)
    about = ", an average year" if mean else ""
    words = f"Air temperature at the stops{about}"
    dot = tag("circle", cx=10, cy=top + 6.5, r=2.2, fill=ON_FOOT)
    told = dot + text(words, 16, top + 10, 9)
    if not felt:
        return told
    x = 16 + text_width(words, 9) + 12
    return told + _diamond(x, top + 6.5) + text("worst wind chill", x + 7, top + 10, 9)


def _path(points: list[tuple[float, float]]) -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return tag("polyline", points=joined, fill="none", stroke=ON_FOOT, stroke_width=1.5)


def _diamond(x: float, y: float) -> str:
    """A mark of what is felt, by its shape and not by its colour alone."""
    return tag(
        "path",
        d=f"M{x:.1f} {y - 3.5:.1f}l3.5 3.5l-3.5 3.5l-3.5 -3.5z",
        fill="none",
        stroke=DRIVE,
        stroke_width=1.5,
    )


def _figures(
    air: list[tuple[float, float, float]], felt: list[tuple[float, float, float]], units: Units
) -> Iterator[str]:
    """Figures beside the marks while there is room, the extremes first."""
    room = Room(Frame(360, 1e5, Place(0, 0), 1))
    room.take(around(Point(x, y), 2.5) for x, y, _ in (*air, *felt))
    extremes = [pick(each, key=itemgetter(2)) for each in (felt, air) if each for pick in (min, max)]
    for x, y, temp_c in dict.fromkeys((*extremes, *air)):
        words = temperature_text(temp_c, units)
        half = text_width(words, 9) / 2
        for base in (y - 4.5, y + 11):
            box = Box(x - half, base - 7.5, x + half, base + 1)
            if room.free(box):
                room.take([box])
                yield text(words, x, base, 9, text_anchor="middle")
                break
