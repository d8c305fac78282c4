"""One panel of the map: roads, the way, gates, stops, summits and as many names as there is room for."""

import math
from collections.abc import Iterator

from tripplanner.chart import Summit
from tripplanner.export.drawing.frame import (
    Box,
    Frame,
    Place,
    Point,
    Room,
    along,
    around,
    bearing_deg,
    beside,
)
from tripplanner.export.drawing.groups import groups
from tripplanner.export.drawing.marks import (
    badge,
    base,
    cross,
    gate,
    parking,
    peak,
    unseen,
    way_line,
)
from tripplanner.export.drawing.scene import Scene, Stretch
from tripplanner.export.drawing.svg import line, rect, shortened, tag, text, text_width
from tripplanner.units import KM_PER_MILE, Units

_SUMMITS = 6
_APART_DEG = 11
_SCALES = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200)


class Panel:
    """Draws one panel; what is drawn first has the first choice of the room."""

    def __init__(self, scene: Scene, frame: Frame, *, units: Units) -> None:
        self.scene = scene
        self.frame = frame
        self.units = units
        self.room = Room(frame)
        self.groups = groups(scene.stops, frame)
        self.bases: dict[str, Point] = {}

    def markup(self, *, zoomed: Frame | None) -> str:
        """The panel; `zoomed` is a part of it that another panel shows larger."""
        lines = [*self._roads(), *self._way(), *self._zoomed(zoomed)]
        corner = [self._scale(), self._north()]
        marks = [*self._parked(), *self._badges(), *self._base(), *self._gates(), *self._unseen()]
        names = [
            *self._stop_names(),
            *self._end_names(),
            *self._summits(),
            *self._unseen_names(),
            *self._road_names(),
        ]
        edge = rect(
            0.5, 0.5, self.frame.width - 1, self.frame.height - 1,
            rx=4, fill="none", stroke="currentColor", stroke_opacity="0.4",
        )  # fmt: skip
        return "".join((*lines, *marks, *corner, *names, edge))

    def _roads(self) -> Iterator[str]:
        for road in self.scene.roads:
            ends = self.frame.crossed(road.start, road.end)
            if ends is not None:
                yield self._road(road, *ends)

    def _road(self, road: Stretch, start: Point, end: Point) -> str:
        if road.to_cars == "open":
            return line(*start, *end, stroke_width=2.5, stroke_opacity="0.45", stroke_linecap="round")
        if road.to_cars == "path":
            return line(*start, *end, stroke_width=0.8, stroke_opacity="0.7")
        dots = line(*start, *end, stroke_width=1.5, stroke_opacity="0.75", stroke_dasharray="1 3")
        crosses = list(along(start, end, 36))
        self.room.take(around(each, 3) for each in crosses)
        return dots + "".join(cross(each) for each in crosses)

    def _way(self) -> Iterator[str]:
        for driven in (True, False):
            for piece in self.scene.pieces(driven=driven):
                ends = self.frame.crossed(*piece)
                if ends is not None:
                    self.room.take(around(each, 3) for each in along(*ends, 7))
                    yield way_line(*ends, driven=driven)

    def _zoomed(self, zoomed: Frame | None) -> Iterator[str]:
        if zoomed is None:
            return
        at = self.frame.point(zoomed.middle)
        ratio = self.frame.px_per_km / zoomed.px_per_km
        wide, high = zoomed.width * ratio, zoomed.height * ratio
        yield rect(
            at.x - wide / 2, at.y - high / 2, wide, high,
            fill="none", stroke="currentColor", stroke_dasharray="3 2", stroke_width=0.8,
        )  # fmt: skip

    def _badges(self) -> Iterator[str]:
        for group in self.groups:
            self.room.take([group.box])
            yield badge(group.words, group.at, group.half)

    def _parked(self) -> Iterator[str]:
        for place in self.scene.parked():
            if place in self.scene.places:
                at = self.frame.point(self.scene.places[place])
                if self.frame.holds(at):
                    self.room.take([around(at, 6)])
                    yield parking(at)

    def _base(self) -> Iterator[str]:
        for place in self._ends():
            at = self.frame.point(self.scene.places[place])
            shifts = ((0, 0), (-19, 0), (19, 0), (0, -15), (0, 15), (-24, 0), (24, 0), (-19, -12), (19, -12))
            spots = [Point(at.x + east, at.y + south) for east, south in shifts]
            here = next((each for each in spots if self.room.free(around(each, 5))), None)
            if here is not None:
                self.room.take([around(here, 5)])
                self.bases[place] = here
                yield base(here)

    def _ends(self) -> list[str]:
        """Where the day starts and where it ends, as far as that lies on the panel."""
        legs = self.scene.day.legs
        ids = dict.fromkeys((*(each.start for each in legs[:1]), *(each.end for each in legs[-1:])))
        places = self.scene.places
        return [each for each in ids if each in places and self.frame.holds(self.frame.point(places[each]))]

    def _gates(self) -> Iterator[str]:
        for place in self.scene.gates():
            at = self.frame.point(place)
            if self.frame.holds(at) and self.room.free(around(at, 1)):
                self.room.take([around(at, 4)])
                yield gate(at)

    def _unseen(self) -> Iterator[str]:
        for _, at in self._unseen_points():
            self.room.take([around(at, 2)])
            yield unseen(at)

    def _unseen_points(self) -> list[tuple[str, Point]]:
        seen = {stop.site for stop in self.scene.day.stops}
        ends = {each for leg in self.scene.day.legs for each in (leg.start, leg.end)}
        points = [
            (spot.name, self.frame.point(Place(spot.lat, spot.lon)))
            for spot in self.scene.chart.spots
            if spot.kind == "site" and spot.id not in seen | ends
        ]
        return [each for each in points if self.frame.holds(each[1])]

    def _stop_names(self) -> Iterator[str]:
        for group in self.groups:
            if len(group.stops) == 1:
                yield self._name(shortened(group.stops[0].stop.name, 24), group.at, 10, 10)

    def _end_names(self) -> Iterator[str]:
        names = {each.id: each.name for each in self.scene.chart.spots}
        for place, at in self.bases.items():
            yield self._name(shortened(names[place], 24), at, 8, 9)
        for place, name in self.scene.parked().items():
            if place in self.scene.places:
                at = self.frame.point(self.scene.places[place])
                if self.frame.holds(at):
                    yield self._name(shortened(name, 24), at, 9, 9)

    def _unseen_names(self) -> Iterator[str]:
        for name, at in self._unseen_points():
            yield self._name(shortened(name, 20), at, 5, 8, fill_opacity="0.75")

    def _road_names(self) -> Iterator[str]:
        longest: dict[str, tuple[float, Point]] = {}
        for road in self.scene.roads:
            ends = self.frame.crossed(road.start, road.end)
            if ends is not None:
                middle = Point((ends[0].x + ends[1].x) / 2, (ends[0].y + ends[1].y) / 2)
                name = shortened(road.name.partition(",")[0], 24)
                length = math.dist(*ends)
                if self.frame.holds(middle) and length > longest.get(name, (30.0, middle))[0]:
                    longest[name] = (length, middle)
        for name, (_, middle) in longest.items():
            yield self._name(name, middle, 5, 8, font_style="italic", fill_opacity="0.8")

    def _name(self, words: str, at: Point, gap: float, size: float, **attributes: str) -> str:
        """A name beside its place where there is room, else nothing: the list under the map has the stops."""
        width = text_width(words, size)
        for anchor, x, y in beside(at, gap, size):
            left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
            box = Box(left, y - size * 0.8, left + width, y + size * 0.25)
            if self.room.free(box):
                self.room.take([box])
                return text(words, x, y, size, text_anchor=anchor, **attributes)
        return ""

    def _summits(self) -> Iterator[str]:
        chosen: list[float] = []
        ranked = sorted(self.scene.chart.summits, key=lambda each: (-(each.elevation_m or 0), each.name))
        for summit in ranked:
            towards_deg = bearing_deg(self.frame.middle, Place(summit.lat, summit.lon))
            if all(abs((towards_deg - each + 180) % 360 - 180) >= _APART_DEG for each in chosen):
                drawn = self._summit(summit, towards_deg)
                if drawn and len(chosen) < _SUMMITS:
                    chosen.append(towards_deg)
                    yield drawn

    def _summit(self, summit: Summit, towards_deg: float) -> str:
        """A summit in its place, or at the edge where it would come in sight, with its bearing."""
        at = self.frame.point(Place(summit.lat, summit.lon))
        inside = self.frame.holds(at, 8)
        name = shortened(summit.name.partition(" (")[0], 22)
        if not inside:
            at = self.frame.edge(towards_deg)
            name = f"{name} {towards_deg:.0f}°"
        if not self.room.free(around(at, 5)):
            return ""
        told = self._name(name, at, 7, 8.5)
        if not told:
            return ""
        self.room.take([around(at, 5)])
        return peak(at) + told

    def _scale(self) -> str:
        """A bar of a round length, less than a third of the panel, in a corner that is free."""
        unit_km, unit = (KM_PER_MILE, "mi") if self.units == "us" else (1.0, "km")
        longest = self.frame.width / 3.2 / self.frame.px_per_km / unit_km
        length = max((each for each in _SCALES if each <= longest), default=_SCALES[0])
        width = length * unit_km * self.frame.px_per_km
        y = self.frame.height - 8
        boxes = [Box(x - 4, y - 16, x + width + 4, y + 6) for x in (8.0, self.frame.width - 8 - width)]
        box = next((each for each in boxes if self.room.free(each)), boxes[0])
        self.room.take([box])
        x = box.left + 4
        bar = tag(
            "path",
            d=f"M{x:.1f} {y - 4:.1f}v4h{width:.1f}v-4",
            fill="none",
            stroke="currentColor",
            stroke_width=1.2,
        )
        return bar + text(f"{length:g} {unit}", x + width / 2, y - 5, 9, text_anchor="middle")

    def _north(self) -> str:
        x, y = self.frame.width - 12, 8.0
        self.room.take([Box(x - 8, 2, x + 8, 34)])
        arrow = tag("path", d=f"M{x:.1f} {y:.1f}l4 10l-4 -3l-4 3z", fill="currentColor")
        return arrow + text("N", x, y + 21, 10, text_anchor="middle", font_weight="bold")
