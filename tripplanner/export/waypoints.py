"""A plan on the map, for every map format: its stops and ways with positions, and what is said of them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tripplanner.chart import Chart, FilmScene, Spot
from tripplanner.errors import OutputError
from tripplanner.export.day_names import heading, weekday_name
from tripplanner.export.steps import Row, Style, agenda_rows
from tripplanner.export.words import page
from tripplanner.itinerary import Day, Itinerary, Leg, SourceNote, Stop
from tripplanner.units import M_PER_FOOT, minutes_text

# Red, blue and green of Brewer's "Set1", which differ in print too; where one starts and parks is grey.
STOP_COLOR, DRIVE_COLOR, ON_FOOT_COLOR, PLACE_COLOR = "#e41a1c", "#377eb8", "#4daf4a", "#666666"
_ON_WHEELS = ("car", "bike")
_SKETCHED = (
    "Lines join known places of the roads with straight lines: they are no track to follow. "
    "Each marked place says how far off it may be."
)


@dataclass(frozen=True, slots=True)
class MappedStop:
    """A stop with its position and the film scenes shot there; `number` counts through the trip, from 1."""

    number: int
    stop: Stop
    spot: Spot
    when: str
    notes: tuple[str, ...]
    scenes: tuple[FilmScene, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A leg with the positions of the places along it, two at least."""

    leg: Leg
    spots: tuple[Spot, ...]
    text: str
    notes: tuple[str, ...]

    @property
    def on_wheels(self) -> bool:
        """Whether it is driven or ridden, not gone on foot, skis or snowshoes."""
        return self.leg.mode in _ON_WHEELS


@dataclass(frozen=True, slots=True)
class MappedDay:
    """A day with its stops and ways, each in order of time."""

    day: Day
    title: str
    stops: tuple[MappedStop, ...]
    ways: tuple[Way, ...]

    @property
    def drive(self) -> tuple[Spot, ...]:
        """All places along the day's drive, in order; the ways on foot come back to where it goes on."""
        return _joined([way.spots for way in self.ways if way.on_wheels])

    @property
    def walks(self) -> tuple[tuple[Spot, ...], ...]:
        """The lines gone on foot, one each time that the car is left."""
        walks: list[list[tuple[Spot, ...]]] = []
        driven = True
        for way in self.ways:
            if not way.on_wheels:
                walks += [[]] if driven else []
                walks[-1].append(way.spots)
            driven = way.on_wheels
        return tuple(_joined(each) for each in walks)


@dataclass(frozen=True, slots=True)
class PlanMap:
    """
    A plan with positions for all of it.

    `about` are paragraphs: what decides the day, which weather it stands on, whom to credit. `places` are
    those where one starts, parks or sleeps and that are no stop; `home` is where the trip starts.
    """

    title: str
    about: tuple[str, ...]
    home: Spot | None
    places: tuple[Spot, ...]
    days: tuple[MappedDay, ...]
    credits: tuple[SourceNote, ...]

    @property
    def about_drawn(self) -> tuple[str, ...]:
        """The same, and what the drawn map is good for."""
        return (*self.about, _SKETCHED)

    @property
    def stops(self) -> tuple[MappedStop, ...]:
        """All stops of the trip, in order."""
        return tuple(each for day in self.days for each in day.stops)


def plan_map(plan: Itinerary, style: Style) -> PlanMap:
    """
    Put a plan on the map.

    Parameters
    ----------
    plan
        The plan.
    style
        How quantities are written.

    Raises
    ------
    OutputError
        For a plan saved by an older version, which has no map, or one whose map lacks a place it goes to.
    """
    if plan.chart is None:
        raise OutputError("this saved plan has no map, for an older version made it: plan again to get one")
    days, stops = [], 0
    for day in plan.days:
        days.append(_mapped(day, plan.chart, style, stops))
        stops += len(day.stops)
    ends = [end for day in days for way in day.ways for end in (way.spots[0], way.spots[-1])]
    ends = ends or _base(plan, plan.chart)
    words = page(plan, style)
    credited = tuple(each for each in plan.sources if each.credit)
    return PlanMap(
        title=words.title,
        about=(*words.lead, *(credit_text(each) for each in credited)),
        home=next(iter(ends), None),
        places=tuple(_no_stops(ends, days)),
        days=tuple(days),
        credits=credited,
    )


def credit_text(source: SourceNote) -> str:
    """A source that wants to be named, with its address."""
    return source.title if source.url is None else f"{source.title}: {source.url}"


def precision_text(spot: Spot, style: Style) -> str:
    """
    How far off a position may be.

    Parameters
    ----------
    spot
        The place.
    style
        How quantities are written.

    Examples
    --------
    >>> barn = Spot(id="barn", name="Barn", kind="site", lat=43.66, lon=-110.66, precision_m=30)
    >>> precision_text(barn, Style()), precision_text(barn, Style("metric"))
    ('position good to about 100 ft', 'position good to about 30 m')
    """
    if style.units == "metric":
        return f"position good to about {spot.precision_m:,.0f} m"
    return f"position good to about {round(spot.precision_m / M_PER_FOOT, -1):,.0f} ft"


def _mapped(day: Day, chart: Chart, style: Style, before: int) -> MappedDay:
    return MappedDay(
        day=day,
        title=heading(day.date),
        stops=tuple(
            _stop(day, each, chart, style, number=before + count)
            for count, each in enumerate(sorted(day.stops, key=lambda stop: stop.arrive), start=1)
        ),
        ways=tuple(_way(day, each, chart, style) for each in sorted(day.legs, key=lambda leg: leg.depart)),
    )


def _stop(day: Day, stop: Stop, chart: Chart, style: Style, *, number: int) -> MappedStop:
    spot = _spot(chart, stop.site)
    minutes = int((stop.leave - stop.arrive).total_seconds() // 60)
    when = f"{weekday_name(day.date)}, {style.between(stop.arrive, stop.leave)}, {minutes_text(minutes)}"
    notes = (*_row(day, style, stops=(stop,)).notes, precision_text(spot, style))
    scenes = tuple(each for each in chart.scenes if each.site == stop.site)
    return MappedStop(number, stop, spot, when, notes, scenes)


def _way(day: Day, leg: Leg, chart: Chart, style: Style) -> Way:
    """A leg on the map; plans made before legs knew their places have its ends alone."""
    start, *between, end = leg.via if len(leg.via) > 1 else (leg.start, leg.end)
    known = [each for each in map(chart.spot, between) if each is not None]
    row = _row(day, style, legs=(leg,))
    return Way(leg, (_spot(chart, start), *known, _spot(chart, end)), f"{row.label} {row.text}", row.notes)


def _row(day: Day, style: Style, *, stops: tuple[Stop, ...] = (), legs: tuple[Leg, ...] = ()) -> Row:
    """The words of one stop or leg; on a map each is read by itself, so each stop says when to turn back."""
    alone = day.model_copy(update={"stops": stops, "legs": legs, "breaks": ()})
    return next(row for row in agenda_rows(alone, style, arrived="") if row.text)


def _spot(chart: Chart, place: str) -> Spot:
    found = chart.spot(place)
    if found is None:
        raise OutputError(f"the map of this saved plan lacks {place!r}: plan again to get a whole one")
    return found


def _joined(lines: list[tuple[Spot, ...]]) -> tuple[Spot, ...]:
    """Lines put together to one, without saying twice where one ends and the next begins."""
    spots = [spot for line in lines for spot in line]
    return tuple(spot for number, spot in enumerate(spots) if number == 0 or spot.id != spots[number - 1].id)


def _no_stops(ends: list[Spot], days: list[MappedDay]) -> Iterator[Spot]:
    """The ends of the ways, each once, without the stops."""
    seen = {each.spot.id for day in days for each in day.stops}
    for spot in ends:
        if spot.id not in seen:
            seen.add(spot.id)
            yield spot


def _base(plan: Itinerary, chart: Chart) -> list[Spot]:
    """The base of a plan without legs; one given as a point has another id, and its name."""
    found = [each for each in chart.spots if each.id == plan.request.base or each.name == plan.base_name]
    return found[:1]
