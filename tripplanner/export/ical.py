"""A plan as an iCalendar file (RFC 5545): an event for each stop, each way that matters, and each meal."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, vGeo, vText
from icalendar import Event as Component

from tripplanner.export.day_names import day_name, span_text
from tripplanner.export.events import Event, events
from tripplanner.export.lead import lead
from tripplanner.export.once import wear_rows
from tripplanner.export.phrases import capital
from tripplanner.export.steps import Row, Style, agenda_rows
from tripplanner.export.zones import Zone, zone_of
from tripplanner.itinerary import Fallen, Itinerary, PlanWeather, Stop, StopWeather
from tripplanner.units import Clock, Units

_NAMESPACE: Final = UUID("e6e84bd5-5d2b-5ba8-9fd8-c1f4e92bb7d7")
_LEAVE_IN: Final = timedelta(minutes=30)
_GO_IN: Final = timedelta(minutes=5)
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def calendar(plan: Itinerary, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    The plan as a calendar, with the line ends that the format wants; the same plan gives the same text.

    Importing a newer revision moves events and never doubles them: an event's UID is made from the
    destination, the first day of the trip, and the key of the event (see `tripplanner.export.events`), so
    that a site visited at another time or on another day of the trip keeps it, and so does the first way
    of a day, wherever it leads. The same destination from the same first day on is the same trip. SEQUENCE
    is the plan's revision. What `replan` found to have fallen away, a stop, a way or a meal, comes as
    CANCELLED under its old UID; to plan from the beginning knows nothing of earlier plans.

    Times are those of the destination's zone; those in UTC are the hours that a reader could take wrong,
    as in the night that has one hour twice, and all times of a plan saved without its map. Events are
    TENTATIVE where only the climate is known. The day's first way warns half an hour before, each longer
    way after a stop or a meal five minutes before one must leave, a stop in the first light when that comes.

    Parameters
    ----------
    plan
        The plan.
    units, clock
        How the descriptions write figures and times.
    """
    # As it is read from a file: of times with fixed offsets those of an hour that comes twice differ too.
    saved = type(plan).model_validate_json(plan.to_json())
    text: bytes = _Writer(saved, Style(units, clock)).calendar().to_ical()
    return text.decode("utf-8")


class _Text(vText):
    """A text for any property; the package leaves those it does not know (`X-...`) as they are."""

    def to_ical(self) -> bytes:
        text = self.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode("utf-8")


class _Geo(vGeo):
    """A position; the package would write a very small figure with an exponent, which the format forbids."""

    def to_ical(self) -> str:
        return f"{self.latitude:.6f};{self.longitude:.6f}"


def _line(text: str) -> str:
    """A text in one line, without what no reader can show."""
    return " ".join(_UNPRINTABLE.sub(" ", text).split())


@dataclass(frozen=True, slots=True)
class _Writer:
    """One plan on its way into a calendar."""

    plan: Itinerary
    style: Style

    def calendar(self) -> Calendar:
        """All of it: the zone if an event needs it, the events, and those that fell away."""
        written = [self._event(each) for each in events(self.plan)]
        written += [self._cancelled(each) for each in self.plan.fallen]
        found = Calendar()
        for name, text in self._heading():
            found.add(name, _Text(_line(text)))
        zone = self._zone
        if zone is not None and any("TZID" in each["DTSTART"].params for each in written):
            found.add_component(zone.component())
        for each in written:
            found.add_component(each)
        return found

    def _heading(self) -> Iterator[tuple[str, str]]:
        days = span_text([day.date for day in self.plan.days])
        yield "version", "2.0"
        yield "prodid", "-//tripplanner//tripplanner//EN"
        yield "calscale", "GREGORIAN"
        yield "method", "PUBLISH"
        yield "x-wr-calname", f"{self.plan.destination_name}, {days}"

    @property
    def _zone(self) -> Zone | None:
        return None if self.plan.chart is None else zone_of(self.plan.chart.timezone)

    def _event(self, event: Event) -> Component:
        row = _row(event, self.style)
        found = self._dated(event)
        found.add("summary", _Text(_line(_title(event, row))))
        found.add("description", _Text("\n".join(_line(each) for each in self._told(event, row))))
        tentative = self._weather(event).kind == "normals"
        found.add("status", "TENTATIVE" if tentative else "CONFIRMED")
        for text, after in _alarms(event, row, self.style):
            found.add_component(_alarm(text, after))
        return found

    def _cancelled(self, fallen: Fallen) -> Component:
        found = self._dated(fallen)
        what = {"leg": "the way to ", "meal": "the meal at ", "stop": ""}[fallen.kind]
        found.add("summary", _Text(_line(f"No more in the plan: {what}{fallen.name}")))
        found.add("status", "CANCELLED")
        return found

    def _dated(self, event: Event | Fallen) -> Component:
        """What all events have: which one it is, of which revision, when and where."""
        trip = f"{self.plan.destination} {self.plan.days[0].date.isoformat()}"
        planned_at = self.plan.planned_at.astimezone(UTC)
        found = Component()
        found.add("uid", str(uuid5(_NAMESPACE, f"{trip} {event.key}")))
        found.add("sequence", self.plan.revision)
        found.add("dtstamp", planned_at)
        found.add("last-modified", planned_at)
        for name, moment, tzid in self._times(event):
            found.add(name, moment, parameters=tzid)
        spot = None if self.plan.chart is None else self.plan.chart.spot(event.place)
        found.add("location", _Text(_line(event.place_name if spot is None else spot.name)))
        if spot is not None:
            found.add("geo", _Geo((spot.lat, spot.lon)))
        return found

    def _times(self, event: Event | Fallen) -> Iterator[tuple[str, datetime, dict[str, str]]]:
        zone = self._zone
        walls = None if zone is None else zone.on_the_wall(event.start, event.end)
        if zone is None or walls is None:
            yield "dtstart", event.start.astimezone(UTC), {}
            yield "dtend", event.end.astimezone(UTC), {}
        else:
            yield "dtstart", walls[0], {"TZID": zone.key}
            yield "dtend", walls[1], {"TZID": zone.key}

    def _told(self, event: Event, row: Row) -> Iterator[str]:
        """The description, a paragraph each: the agenda's words, when to leave, how sure the weather is."""
        yield from (capital(note) for note in row.notes)
        if event.kind != "meal":
            # Again what the alarm says, and where a stop ends: some calendars drop alarms, or show no ends.
            yield f"Leave by {self.style.at(event.start if event.kind == 'leg' else event.end)}."
        yield _sureness(self._weather(event), event.start, self.style)
        if event.is_first:
            only = self.plan.model_copy(update={"days": (event.day,)})
            for each in wear_rows(only, self.style):
                yield f"Wear and carry: {each.label} ({each.text})"
            yield from lead(self.plan, self.style)

    def _weather(self, event: Event) -> StopWeather | PlanWeather:
        return self.plan.weather if event.stop is None else event.stop.weather


def _row(event: Event, style: Style) -> Row:
    """The agenda's row, told as if it were all that happens that day: an event is read alone."""
    part = {"leg": "legs", "stop": "stops", "meal": "breaks"}[event.kind]
    empty: dict[str, tuple[()]] = {"legs": (), "stops": (), "breaks": ()}
    day = event.day.model_copy(update={**empty, part: (event.item,)})
    return next(row for row in agenda_rows(day, style, arrived="") if row.text)


def _title(event: Event, row: Row) -> str:
    if event.is_leaving:
        return f"Leave {event.place_name}: {row.text}"
    return event.name if event.kind == "stop" else capital(row.text)


def _sureness(weather: StopWeather | PlanWeather, at: datetime, style: Style) -> str:
    """Whether the weather is a forecast, whose, and of when."""
    if weather.kind == "normals":
        return "The weather is climate for the time of year, not a forecast."
    word = "a forecast" if weather.kind == "forecast" else "an old forecast"
    if weather.issued_at is None:
        return f"The weather is {word} by {weather.provider}."
    issued = weather.issued_at.astimezone(at.tzinfo)
    return (
        f"The weather is {word} by {weather.provider}, issued {day_name(issued.date())} {style.at(issued)}."
    )


def _alarms(event: Event, row: Row, style: Style) -> Iterator[tuple[str, timedelta]]:
    """Words and the time after the event's start."""
    by = event.leave_by
    if by is not None:
        before = _LEAVE_IN if event.is_leaving else _GO_IN
        yield f"Leave by {style.at(by)}: {row.text}", by - before - event.start
    if not isinstance(event.item, Stop):
        return
    light = event.item.light
    if light.quality == "first-light" and light.direct_sun_from is not None:
        latest = light.direct_sun_latest or light.direct_sun_from
        sun = f"first direct sun {style.between(light.direct_sun_from, latest)} (estimate)"
        when = light.direct_sun_from.replace(second=0, microsecond=0)
        yield f"First light at {event.name}: {sun}", max(event.start, when) - event.start


def _alarm(text: str, after: timedelta) -> Alarm:
    found = Alarm()
    found.add("action", "DISPLAY")
    found.add("description", _Text(_line(text)))
    found.add("trigger", after)
    return found
