"""The map of a day as a sketch: where one drives, where the car must stop, where one goes on foot."""

from collections.abc import Iterator

from tripplanner.export.drawing.frame import Frame, Place, Point, extent_km, fitted
from tripplanner.export.drawing.groups import groups
from tripplanner.export.drawing.marks import (
    badge,
    base,
    cross,
    gate,
    legend,
    parking,
    peak,
    unseen,
    way_line,
)
from tripplanner.export.drawing.panel import Panel
from tripplanner.export.drawing.scene import Numbered, Scene, scene
from tripplanner.export.drawing.svg import drawing, line, shortened, tag, text
from tripplanner.itinerary import Day, Itinerary
from tripplanner.units import Units, distance_text

WIDTH = 360
_PANEL = 356
_ZOOM_FROM_KM = 0.3
_ZOOM_UP_TO = 0.45
_MANY = 3  # stops that share a badge on the whole map
_ROUGH_M = 200


def map_sketch(plan: Itinerary, day: Day, *, units: Units = "us") -> str:
    """
    The map of a day as an SVG, with a larger panel of the part where the stops lie closest.

    Roads are straight between their places: a sketch to understand the day by, not to find the way by.
    Empty where the plan carries no chart (an older one) or the day goes nowhere.

    Parameters
    ----------
    plan
        The plan.
    day
        One of its days.
    units
        Of the scale bar.
    """
    if plan.chart is None:
        return ""
    seen = scene(plan.chart, day)
    around = [*(each.at for each in seen.stops), *(each for leg in day.legs for each in seen.way(leg))]
    if not around:
        return ""
    whole = fitted(around, width=_PANEL, least=170, most=330)
    close = _zoomed(seen, whole)
    zoom = None if close is None else fitted(close, width=_PANEL, least=150, most=250)
    parts, height = _panels(seen, [whole] if zoom is None else [whole, zoom], units)
    for add in (_list, _signs, _note):
        part, high = add(seen, height, units)
        parts.append(part)
        height += high
    return drawing(
        *parts,
        width=WIDTH,
        height=height + 2,
        name="Map sketch of the day",
        description=_description(seen),
    )


def _panels(seen: Scene, frames: list[Frame], units: Units) -> tuple[list[str], float]:
    parts = []
    height = 2.0
    for number, frame in enumerate(frames):
        inside = Panel(seen, frame, units=units).markup(
            zoomed=frames[1] if frames[1:] and number == 0 else None
        )
        # A drawing in the drawing cuts off what lies beyond the panel.
        parts.append(tag("svg", inside, x=2, y=height, width=frame.width, height=frame.height))
        height += frame.height + 6
    return parts, height


def _zoomed(seen: Scene, whole: Frame) -> list[Place] | None:
    """What to show larger: where several stops lie close together, or the longest way without the car."""
    crowds = [[each.at for each in group.stops] for group in groups(seen.stops, whole)]
    outings = [[place for leg in run for place in seen.way(leg)] for run in seen.outings()]
    joined = [_with_outings(group, outings) for group in crowds if len(group) >= _MANY]
    most = _ZOOM_UP_TO * whole.width / whole.px_per_km
    fit = [each for each in (*joined, *outings) if each and _ZOOM_FROM_KM <= extent_km(each) <= most]
    stops = {each.at for each in seen.stops}
    return max(fit, key=lambda each: (len(stops & set(each)), extent_km(each)), default=None)


def _with_outings(group: list[Place], outings: list[list[Place]]) -> list[Place]:
    touched = [each for outing in outings if set(outing) & set(group) for each in outing]
    return [*group, *touched]


def _signs(_seen: Scene, top: float, _units: Units) -> tuple[str, float]:
    """What the lines and marks mean."""
    return legend(_meanings(), top=top, width=WIDTH)


def _note(seen: Scene, top: float, units: Units) -> tuple[str, float]:
    """What the sketch is not, and how far its places may be off."""
    ids = {each.stop.site for each in seen.stops}
    rough_m = max((each.precision_m for each in seen.chart.spots if each.id in ids), default=0)
    off = f"; places up to {distance_text(rough_m / 1000, units)} off" if rough_m >= _ROUGH_M else ""
    return text(f"A sketch, roads drawn straight{off}: not to find the way by.", 4, top + 12, 9), 16


def _meanings() -> Iterator[tuple[str, str, float]]:
    yield way_line(Point(0, 0), Point(18, 0), driven=True), "drive", 22
    yield way_line(Point(0, 0), Point(18, 0), driven=False), "without the car", 22
    yield line(0, 0, 18, 0, stroke_width=2.5, stroke_opacity="0.45"), "road", 22
    shut = line(0, 0, 18, 0, stroke_width=1.5, stroke_opacity="0.75", stroke_dasharray="1 3")
    yield shut + cross(Point(9, 0)), "closed to cars", 22
    yield gate(Point(5, 0)), "cars stop", 13
    yield parking(Point(6, 0)), "your car", 16
    yield base(Point(5, 0)), "start, end", 14
    yield unseen(Point(4, 0)), "not seen", 10
    yield peak(Point(5, 0)), "summit", 13


def _list(seen: Scene, top: float, _units: Units) -> tuple[str, float]:
    """The names of the stops by number, in two columns, down and then across."""
    half = -(-len(seen.stops) // 2)
    parts = [
        _entry(each, 4 + number // half * 180, top + 12 + number % half * 18)
        for number, each in enumerate(seen.stops)
    ]
    return "".join(parts), half * 18.0 + 4


def _entry(each: Numbered, x: float, y: float) -> str:
    return badge(str(each.number), Point(x + 8, y)) + text(shortened(each.stop.name, 28), x + 20, y + 3.5, 10)


def _description(seen: Scene) -> str:
    """The map in sentences, for who does not see it."""
    stops = "; ".join(f"{each.number} {shortened(each.stop.name, 80)}" for each in seen.stops)
    closed = sorted({shortened(each.name, 80) for each in seen.roads if each.to_cars == "closed"})
    parked = [shortened(each, 80) for each in seen.parked().values()]
    told = [
        f"Stops in order: {stops}." if stops else "No stops.",
        f"The car stays at: {'; '.join(dict.fromkeys(parked))}." if parked else "",
        f"Closed to cars: {'; '.join(closed)}." if closed else "",
        "Roads are drawn straight between places; not a map to find the way by.",
    ]
    return " ".join(each for each in told if each)
