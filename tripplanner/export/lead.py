"""The first lines of a plan: when to leave, which roads and weather decide, and what could hurt."""

import re
from collections.abc import Iterator
from datetime import date, datetime

from tripplanner.export.ahead import weather_ahead
from tripplanner.export.day_names import and_list, day_name, days_text, weekday_name
from tripplanner.export.nights import Ends, day_ends
from tripplanner.export.phrases import capital
from tripplanner.export.steps import Style, leave_and_back
from tripplanner.export.tables import spot_text
from tripplanner.itinerary import Day, HazardNote, Itinerary, RoadOnDay
from tripplanner.units import day_text, minutes_text
from tripplanner.weather.reach import first_day_to_ask

# Said elsewhere in the plan: with the drive, or under what to carry.
_NOT_IN_THE_LEAD = ("dark-drive", "no-signal", "climate-not-forecast", "road-assumed", "unproven")
_NEVER_THAT_DAY = {"not-visitable", "closed-season", "avoided"}
_OUT_OF_REACH = {"beyond-reach", "road-closed"}
_FIGURE = re.compile(r"-?\d+(?:\.\d+)?")


def lead(plan: Itinerary, style: Style) -> Iterator[str]:
    """
    The lead, a paragraph each: what answers whether it works and when to leave comes first.

    Parameters
    ----------
    plan
        The plan.
    style
        How quantities are written.
    """
    yield from _hours(plan, style)
    if any(day.stops for day in plan.days):
        yield from _roads(plan)
    yield _weather(plan, style)
    for warning in plan.warnings:
        if warning.code not in _NOT_IN_THE_LEAD:
            yield _sentence(warning.text)
    yield from _hazards(plan, style)
    if any(day.stops for day in plan.days):
        yield _proof(plan)


def first_figure(words: str) -> float:
    """
    The first figure of a reason, by which one reason of its kind is worse than another; 0 without any.

    Parameters
    ----------
    words
        A reason as a plan tells it.

    Examples
    --------
    >>> first_figure("gusts of 58 mph (93 km/h)"), first_figure("in snow and fog")
    (58.0, 0.0)
    """
    found = _FIGURE.search(words)
    return 0.0 if found is None else float(found[0])


def _hours(plan: Itinerary, style: Style) -> Iterator[str]:
    """When to leave and when one is back, a line a day; one where no day has anything to visit."""
    if not any(day.stops or day.legs for day in plan.days):
        yield _nowhere(plan)
    elif len(plan.days) == 1:
        day = plan.days[0]
        yield f"{_leave(day, day_ends(plan)[0], style)}.{_sun(day, style)}"
        if not day.stops:
            yield _nowhere(plan)
    else:
        for day, ends in zip(plan.days, day_ends(plan), strict=True):
            out = day.stops or day.legs
            told = _leave(day, ends, style) if out else ends.idle
            nothing = "nothing to visit fits; " if out and not day.stops else ""
            yield f"{weekday_name(day.date)}: {nothing}{told[:1].lower()}{told[1:]}."


def _nowhere(plan: Itinerary) -> str:
    """Why no day has a stop, as far as one reason holds for all places that could be visited."""
    reasons = {each.reason for each in plan.left_out} - _NEVER_THAT_DAY
    when = "that day" if len(plan.days) == 1 else "on these days"
    if reasons and reasons <= _OUT_OF_REACH:
        return (
            f"Nothing is within reach of {plan.base_name} {when} ({', '.join(plan.request.modes)}); "
            "see what was left out."
        )
    given = plan.request.start is not None or plan.request.end is not None
    hours = "in the hours asked for" if given else when
    return f"Nothing can be visited {hours}; see what was left out."


def _leave(day: Day, ends: Ends, style: Style) -> str:
    leave, back = leave_and_back(day)
    hours = minutes_text(int((back - leave).total_seconds() // 60))
    return f"Leave {style.at(leave)}, {ends.arrived_short} {style.at(back)} ({hours})"


def _sun(day: Day, style: Style) -> str:
    if day.sunrise is None or day.sunset is None:
        return ""
    return f" Sunrise {style.at(day.sunrise)}, sunset {style.at(day.sunset)}."


def _roads(plan: Itinerary) -> Iterator[str]:
    """The roads that nobody can promise, as the plan takes them, with the number to call."""
    days = [day for day in plan.days if day.stops]
    roads = [(day.date, road) for day in days for road in _assumed(plan, day)]
    if not roads:
        return
    numbers = sorted({road.phone for _, road in roads if road.phone is not None})
    ask = f" Ask {' or '.join(numbers)}." if numbers else ""
    taken = ". ".join(capital(each) for each in _taken(roads, [day.date for day in days]))
    which = "this day" if len(plan.days) == 1 else "this trip"
    yield f"Roads decide {which}, {taken[:1].lower()}{taken[1:]}.{ask}"


def _assumed(plan: Itinerary, day: Day) -> list[RoadOnDay]:
    assumed = {warning.road for warning in plan.warnings if warning.code == "road-assumed"}
    return [road for road in day.roads if road.id in assumed and road.status == "by-condition"]


def _taken(roads: list[tuple[date, RoadOnDay]], days: list[date]) -> Iterator[str]:
    """The roads taken as closed and those taken as open, with the days where that is not all of them."""
    for word, open_ in (("closed to cars", False), ("open", True)):
        held: dict[str, list[date]] = {}
        for on, road in roads:
            if road.drivable is open_:
                held.setdefault(road.name, []).append(on)
        by_days: dict[str, list[str]] = {}
        for name, when in held.items():
            by_days.setdefault("" if when == days else f" on {days_text(when)}", []).append(name)
        for when_text, names in by_days.items():
            yield f"taken as {word}{when_text}: {'; '.join(names)}"


def _hazards(plan: Itinerary, style: Style) -> Iterator[str]:
    """The dangers of the weather: of each kind the worst in full, and when else there are such."""
    if len(plan.days) == 1:
        yield from (_sentence(_hazard(hazard, style)) for hazard in plan.days[0].hazards)
        return
    by_kind: dict[str, list[tuple[date, HazardNote]]] = {}
    for day in plan.days:
        for hazard in day.hazards:
            by_kind.setdefault(hazard.kind, []).append((day.date, hazard))
    for held in by_kind.values():
        on, worst = max(held, key=lambda each: first_figure(each[1].text))
        others = [f"{day_name(each)} at {style.at(note.at)}" for each, note in held if each != on]
        also = f" Also on {and_list(others)}." if others else ""
        yield _sentence(f"{day_name(on)}: {_hazard(worst, style)}") + also


def _hazard(note: HazardNote, style: Style) -> str:
    """The words that the plan has stored, with their time as the reader wants it."""
    return note.text.replace(f" at {note.at:%H:%M}", f" at {style.at(note.at)}")


def _weather(plan: Itinerary, style: Style) -> str:
    weather = weather_ahead(plan)
    if weather.kind == "normals":
        reason = "; ".join(f"{each.provider}: {each.why}" for each in weather.passed_over)
        why = f" ({reason})" if reason else ""
        return (
            f"Weather: climate for the time of year, not a forecast{why}; it has no wind figure, so no wind "
            f"chill is given{_spread(plan)}. {_ask_again(plan)}"
        )
    issued = ""
    if weather.issued_at is not None:
        issued = f", issued {_day_and_time(weather.issued_at, plan, style)}"
    elif weather.fetched_at is not None:
        issued = f", fetched {_day_and_time(weather.fetched_at, plan, style)}"
    age = "" if weather.age_minutes is None else f", {minutes_text(max(0, weather.age_minutes))} old"
    word = "forecast" if weather.kind == "forecast" else "old forecast"
    others = [each for each in weather.passed_over if each.provider != weather.provider]
    passed = (
        f" Passed over: {'; '.join(f'{each.provider}, {each.why}' for each in others)}." if others else ""
    )
    spots = _spots(plan, weather.provider, style)
    return f"Weather: {word} by {weather.provider}{spots}{issued}{age}.{passed}"


def _spots(plan: Itinerary, provider: str, style: Style) -> str:
    """The spots and heights that the figures are for."""
    told = [stop.weather for day in plan.days for stop in day.stops]
    places = dict.fromkeys(each.place for each in told if each.provider == provider)
    spots = " and ".join(spot_text(each, style.units) for each in places)
    return f" for {spots}{' (at each stop the nearer)' if len(places) > 1 else ''}" if spots else ""


def _spread(plan: Itinerary) -> str:
    """That nobody says how far single days lie from the mean, where nobody does."""
    hours = [hour for day in plan.days for stop in day.stops for hour in stop.weather.hours]
    if any(hour.air_temp_spread_c is not None for hour in hours):
        return ""
    return ", and it does not say how far single days differ from the mean"


def _ask_again(plan: Itinerary) -> str:
    first, last = (
        first_day_to_ask(day.date, plan.weather.passed_over) for day in (plan.days[0], plan.days[-1])
    )
    why = " ".join(each.why for each in plan.weather.passed_over)
    if "offline" in why or "cannot be reached" in why:
        return "Ask again when there is a network."
    if first is None or first <= plan.planned_at.date():
        return "Ask again tomorrow."
    later = "" if last is None or last == first else f", for the last day from {day_name(last)}"
    return f"Ask again from {day_text(first)}{later}."


def _day_and_time(moment: datetime, plan: Itinerary, style: Style) -> str:
    """The moment in the zone of the plan's first leg or day."""
    anchors = [*(leg.depart for day in plan.days for leg in day.legs), *(day.sunrise for day in plan.days)]
    zone = next((each.tzinfo for each in anchors if each is not None), moment.tzinfo)
    local = moment.astimezone(zone)
    return f"{day_text(local).rsplit(' ', 1)[0]} {style.at(local)}"


def _sentence(words: str) -> str:
    text = capital(words)
    return text if text.endswith(".") else f"{text}."


def _proof(plan: Itinerary) -> str:
    places = f"best of {plan.sites_considered} sites"
    if plan.proven_optimal:
        return f"This is the {places}: {plan.score} points, proven; no better plan exists in this weather."
    return f"The best found of {plan.sites_considered} sites: {plan.score} points, {plan.bound} at most."
