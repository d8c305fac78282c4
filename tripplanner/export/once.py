"""What the days of a plan have in common, told once: what to wear, good to know, the cost, the cold."""

from collections.abc import Iterator

from tripplanner.export.day_names import day_name
from tripplanner.export.lead import first_figure
from tripplanner.export.steps import Row, Style
from tripplanner.itinerary import Itinerary, Siberia, Wear
from tripplanner.units import temperature_text

# Between what warm layers are asked for (below 10) and sun cover (from 25): farther off is worse.
_MILD_C = 17.5
_TOPICS = {
    "hours": "open",
    "wildlife": "animals",
    "rule": "rules",
    "transport": "without a car",
    "works": "building works",
    "dispute": "mixed up",
}


def wear_rows(plan: Itinerary, style: Style) -> Iterator[Row]:
    """What to wear and carry, each item with the worst of its reasons and that reason's day."""
    items: dict[str, list[tuple[str, Wear]]] = {}
    for day in plan.days:
        on = "" if len(plan.days) == 1 else f" on {day_name(day.date)}"
        for item in day.wear:
            items.setdefault(item.item, []).append((on, item))
    for name, held in items.items():
        on, worst = max(held, key=lambda each: _weight(each[1]))
        yield Row(name, _why(worst, on, style))
    for warning in plan.warnings:
        if warning.code == "no-signal":
            yield Row("this plan, saved", warning.text)


def _weight(item: Wear) -> float:
    """How much an item is asked for: by what is felt, or by the minutes or the figure of the reason."""
    return first_figure(item.why) if item.felt_c is None else abs(item.felt_c - _MILD_C)


def _why(item: Wear, on: str, style: Style) -> str:
    felt = "" if item.felt_c is None else f" {temperature_text(item.felt_c, style.units)}"
    at = "" if item.at is None else f"{on} at {style.at(item.at)}"
    return f"{item.why}{felt}{at}"


def good_to_know(plan: Itinerary) -> Iterator[Row]:
    """One row for each topic; what is of one stop is told there."""
    by_topic: dict[str, list[str]] = {}
    for day in plan.days:
        for note in day.notes:
            if note.site is None and note.text not in by_topic.get(note.topic, []):
                by_topic.setdefault(note.topic, []).append(note.text)
    for topic, texts in by_topic.items():
        yield Row(_TOPICS.get(topic, topic), " ".join(texts))


def cost_rows(plan: Itinerary) -> Iterator[Row]:
    """The prices, then their sum where there are several; what to know of them stands under the last."""
    costs = [day.cost for day in plan.days]
    # The day that has the prices has them for the whole trip.
    cost = next((each for each in costs if each.items), costs[0])
    cost = cost if cost.items else next((each for each in costs if each.notes), cost)
    prices = [
        (each.amount_usd, each.name + ("" if each.text is None else f", {each.text}")) for each in cost.items
    ]
    if len(prices) != 1 and (prices or cost.notes):
        prices.append((cost.amount_usd, "in all" if prices else "to pay"))
    for number, (amount_usd, text) in enumerate(prices, start=1):
        yield Row(f"{amount_usd:g} USD", text, cost.notes if number == len(prices) else ())


def siberian_rows(plan: Itinerary, style: Style) -> Iterator[Row]:
    """The coldest visit of the plan beside what is reported of the shoot."""
    found = [(day, day.siberia) for day in plan.days if day.siberia is not None]
    if not found:
        return
    day, coldest = min(found, key=lambda each: _felt_c(each[1]))
    on = "" if len(plan.days) == 1 else f" on {day_name(day.date)}"
    yield Row("you", _the_visit(coldest, on, style))
    for each in coldest.reported:
        what = "of wind chill, " if each.what == "wind-chill" else ""
        reported = f"{temperature_text(each.temp_c, style.units)} {what}{each.text}: a report"
        yield Row(f"{coldest.title}, {coldest.year}", reported)


def _felt_c(visit: Siberia) -> float:
    return visit.air_temp_c if visit.wind_chill_c is None else visit.wind_chill_c


def _the_visit(visit: Siberia, on: str, style: Style) -> str:
    """The coldest hour of the visit; what climate figures lack is said."""
    text = f"{temperature_text(visit.air_temp_c, style.units)} at {visit.name}{on} at {style.at(visit.at)}"
    if visit.kind == "normals":
        return f"about {text}, in an average year; no wind figure"
    if visit.wind_chill_c is None:
        return f"{text}, no wind chill"
    return f"{text}, {temperature_text(visit.wind_chill_c, style.units)} of wind chill"
