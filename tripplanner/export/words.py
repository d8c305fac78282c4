"""A plan in words, in the order a traveller needs them; the formats only dress what is written here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from tripplanner.export.steps import Row, Style, agenda_rows, leave_and_back
from tripplanner.export.tables import spot_text
from tripplanner.itinerary import Day, Itinerary, Siberia, Wear
from tripplanner.units import date_text, minutes_text, temperature_text
from tripplanner.weather.reach import first_day_to_ask

# Said elsewhere in the plan: with the drive, or under what to carry.
_NOT_IN_THE_LEAD = ("dark-drive", "no-signal", "climate-not-forecast", "road-assumed", "unproven")
_UNKNOWNS_SHOWN = 4
_NEVER_THAT_DAY = {"not-visitable", "closed-season", "avoided"}
_OUT_OF_REACH = {"beyond-reach", "road-closed"}
_TOPICS = {
    "hours": "open",
    "wildlife": "animals",
    "rule": "rules",
    "transport": "without a car",
    "works": "building works",
    "dispute": "mixed up",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A titled list of rows; the agenda has no title."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The whole plan in words: a title, what decides the day, and the sections."""

    title: str
    lead: tuple[str, ...]
    sections: tuple[Section, ...]


def page(plan: Itinerary, style: Style) -> Page:
    """Write a plan in words: when to leave, what decides the day, the agenda, and then the rest."""
    titles = [date_text(datetime.combine(day.date, datetime.min.time())) for day in plan.days]
    sections = [
        *(Section("" if len(plan.days) == 1 else title, tuple(agenda_rows(day, style)))
          for title, day in zip(titles, plan.days, strict=True)),
        Section("The park says", tuple(_notices(plan))),
        Section("Left out", tuple(_left_out(plan))),
        Section("Wear and carry", tuple(_wear(plan, style))),
        Section("Good to know", tuple(_good_to_know(plan))),
        Section("Cost", tuple(_cost(plan))),
        Section("The evening before", tuple(_evening_before(plan))),
        Section("How Siberian is it?", tuple(_siberian(plan, style))),
        Section("Doubtful", tuple(_doubtful(plan))),
        Section("Sources", tuple(_sources(plan))),
    ]  # fmt: skip
    return Page(
        title=f"{plan.destination_name}, {' and '.join(titles)}, from {plan.base_name}",
        lead=tuple(_lead(plan, style)),
        sections=tuple(each for each in sections if each.rows),
    )


def _lead(plan: Itinerary, style: Style) -> Iterator[str]:
    for day in plan.days:
        yield _leave(day, style) if day.stops else _nowhere(plan)
        if day.stops:
            yield from _roads(plan, day)
    yield _weather(plan, style)
    for warning in plan.warnings:
        if warning.code not in _NOT_IN_THE_LEAD:
            yield _sentence(warning.text)
    for day in plan.days:
        for hazard in day.hazards:
            yield _sentence(hazard.text)
    if any(day.stops for day in plan.days):
        yield _proof(plan)


def _nowhere(plan: Itinerary) -> str:
    """Why a day has no stop, as far as one reason holds for all places that could be visited."""
    reasons = {each.reason for each in plan.left_out} - _NEVER_THAT_DAY
    if reasons and reasons <= _OUT_OF_REACH:
        return (
            f"Nothing is within reach of {plan.base_name} that day ({', '.join(plan.request.modes)}); "
            "see what was left out."
        )
    given = plan.request.start is not None or plan.request.end is not None
    hours = "in the hours asked for" if given else "that day"
    return f"Nothing can be visited {hours}; see what was left out."


def _leave(day: Day, style: Style) -> str:
    leave, back = leave_and_back(day)
    hours = minutes_text(int((back - leave).total_seconds() // 60))
    sun = ""
    if day.sunrise is not None and day.sunset is not None:
        sun = f" Sunrise {style.at(day.sunrise)}, sunset {style.at(day.sunset)}."
    return f"Leave {style.at(leave)}, back {style.at(back)} ({hours}).{sun}"


def _roads(plan: Itinerary, day: Day) -> Iterator[str]:
    """The roads that nobody can promise, as the plan takes them, with the number to call."""
    assumed = {warning.road for warning in plan.warnings if warning.code == "road-assumed"}
    roads = [road for road in day.roads if road.id in assumed]
    if not roads:
        return
    numbers = sorted({road.phone for road in roads if road.phone is not None})
    ask = f" Ask {' or '.join(numbers)}." if numbers else ""
    taken = [
        f"taken as {word}: {'; '.join(names)}"
        for word, open_ in (("closed to cars", False), ("open", True))
        if (names := [road.name for road in roads if road.drivable is open_])
    ]
    yield f"Roads decide this day, {'. '.join(taken)}.{ask}"


def _left_out(plan: Itinerary) -> Iterator[Row]:
    """One row for each reason in words, with all the places it holds for."""
    by_text: dict[str, list[str]] = {}
    for each in plan.left_out:
        by_text.setdefault(each.text, []).append(each.name)
    for text, names in by_text.items():
        yield Row("; ".join(names), text)


def _notices(plan: Itinerary) -> Iterator[Row]:
    """What the park tells its visitors, each with where to read more."""
    for each in plan.notices:
        listed = "" if each.listed_on is None else f", listed {each.listed_on}"
        more = "" if each.url is None else f": {each.url}"
        notes = (*(() if each.text is None else (each.text,)), f"National Park Service{listed}{more}")
        yield Row(each.category or "", each.title, notes)


def _sources(plan: Itinerary) -> Iterator[Row]:
    """How many there are, and those whose licence wants them named here."""
    facts = [each for each in plan.sources if not each.credit]
    yield Row("", f"{len(facts)}, listed with {_command(plan, 'sources')}")
    for each in plan.sources:
        if each.credit:
            yield Row("", f"{each.title}: {each.url}")


def _doubtful(plan: Itinerary) -> Iterator[Row]:
    for each in plan.unknowns[:_UNKNOWNS_SHOWN]:
        yield Row("", each)
    more = len(plan.unknowns) - _UNKNOWNS_SHOWN
    if more > 0:
        yield Row("", f"{more} more: {_command(plan, 'unknowns')}")


def _command(plan: Itinerary, name: str) -> str:
    """The command that lists more of what the plan stands on."""
    elsewhere = "" if plan.destination == "mormon-row" else " --destination PATH"
    return f"`tripplanner {name}{elsewhere}`"


def _weather(plan: Itinerary, style: Style) -> str:
    weather = plan.weather
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
    return f"Weather: {word} by {weather.provider}{_spots(plan, style)}{issued}{age}.{passed}"


def _spots(plan: Itinerary, style: Style) -> str:
    """The spots and heights that the figures are for."""
    told = [stop.weather for day in plan.days for stop in day.stops]
    places = dict.fromkeys(each.place for each in told if each.provider == plan.weather.provider)
    spots = " and ".join(spot_text(each, style.units) for each in places)
    return f" for {spots}{' (at each stop the nearer)' if len(places) > 1 else ''}" if spots else ""


def _spread(plan: Itinerary) -> str:
    """That nobody says how far single days lie from the mean, where nobody does."""
    hours = [hour for day in plan.days for stop in day.stops for hour in stop.weather.hours]
    if any(hour.air_temp_spread_c is not None for hour in hours):
        return ""
    return ", and it does not say how far single days differ from the mean"


def _ask_again(plan: Itinerary) -> str:
    first = first_day_to_ask(plan.days[0].date, plan.weather.passed_over)
    why = " ".join(each.why for each in plan.weather.passed_over)
    if "offline" in why or "cannot be reached" in why:
        return "Ask again when there is a network."
    if first is None or first <= plan.planned_at.date():
        return "Ask again tomorrow."
    return f"Ask again from {_day_text(first)}."


def _day_text(day: date) -> str:
    return date_text(datetime.combine(day, datetime.min.time())).split(" ", 1)[1]


def _day_and_time(moment: datetime, plan: Itinerary, style: Style) -> str:
    """The moment in the zone of the plan's first leg or day."""
    anchors = [*(leg.depart for day in plan.days for leg in day.legs), *(day.sunrise for day in plan.days)]
    zone = next((each.tzinfo for each in anchors if each is not None), moment.tzinfo)
    local = moment.astimezone(zone)
    return f"{_day_text(local.date()).rsplit(' ', 1)[0]} {style.at(local)}"


def _sentence(words: str) -> str:
    text = words[:1].upper() + words[1:]
    return text if text.endswith(".") else f"{text}."


def _proof(plan: Itinerary) -> str:
    places = f"best of {plan.sites_considered} sites"
    if plan.proven_optimal:
        return f"This is the {places}: {plan.score} points, proven; no better plan exists in this weather."
    return f"The best found of {plan.sites_considered} sites: {plan.score} points, {plan.bound} at most."


def _wear(plan: Itinerary, style: Style) -> Iterator[Row]:
    for day in plan.days:
        for item in day.wear:
            yield Row(item.item, _why(item, style))
    for warning in plan.warnings:
        if warning.code == "no-signal":
            yield Row("this plan, saved", warning.text)


def _good_to_know(plan: Itinerary) -> Iterator[Row]:
    """One row for each topic; what is of one stop is told there."""
    by_topic: dict[str, list[str]] = {}
    for day in plan.days:
        for note in day.notes:
            if note.site is None and note.text not in by_topic.get(note.topic, []):
                by_topic.setdefault(note.topic, []).append(note.text)
    for topic, texts in by_topic.items():
        yield Row(_TOPICS.get(topic, topic), " ".join(texts))


def _why(item: Wear, style: Style) -> str:
    felt = "" if item.felt_c is None else f" {temperature_text(item.felt_c, style.units)}"
    at = "" if item.at is None else f" at {style.at(item.at)}"
    return f"{item.why}{felt}{at}"


def _siberian(plan: Itinerary, style: Style) -> Iterator[Row]:
    for day in plan.days:
        if day.siberia is not None:
            yield Row("you", _the_visit(day.siberia, style))
            for each in day.siberia.reported:
                what = "of wind chill, " if each.what == "wind-chill" else ""
                reported = f"{temperature_text(each.temp_c, style.units)} {what}{each.text}: a report"
                yield Row(f"{day.siberia.title}, {day.siberia.year}", reported)


def _the_visit(visit: Siberia, style: Style) -> str:
    """The coldest hour of the visit; what climate figures lack is said."""
    text = f"{temperature_text(visit.air_temp_c, style.units)} at {visit.name} at {style.at(visit.at)}"
    if visit.kind == "normals":
        return f"about {text}, in an average year; no wind figure"
    if visit.wind_chill_c is None:
        return f"{text}, no wind chill"
    return f"{text}, {temperature_text(visit.wind_chill_c, style.units)} of wind chill"


def _cost(plan: Itinerary) -> Iterator[Row]:
    """The prices, then their sum where there are several; what to know of them stands under the last."""
    for day in plan.days:
        cost = day.cost
        prices = [
            (each.amount_usd, each.name + ("" if each.text is None else f", {each.text}"))
            for each in cost.items
        ]
        if len(prices) != 1 and (prices or cost.notes):
            prices.append((cost.amount_usd, "in all" if prices else "to pay"))
        for number, (amount_usd, text) in enumerate(prices, start=1):
            yield Row(f"{amount_usd:g} USD", text, cost.notes if number == len(prices) else ())


def _evening_before(plan: Itinerary) -> Iterator[Row]:
    for each in plan.to_check:
        yield Row("", each)
    yield Row("", "the forecast and the alerts for the day, by planning again")
