"""Why a plan is as it is, as a page of text: 80 columns, for who is tired and wants to know."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from tripplanner.explanation import Effect, Explanation, LeftOutPrice, StopReason, WeatherSince
from tripplanner.export.day_names import and_list, heading, span_text
from tripplanner.export.phrases import points_text
from tripplanner.export.references import wrapped
from tripplanner.export.steps import Style
from tripplanner.units import Clock, Units

_SHORT_WAIT = timedelta(minutes=5)
_NAMED = 3  # places named in a row of effects
_NARROW_MINUTES = 60
_NEAR_POINTS = 10
_LIGHT = {
    "first-light": "for the first light",
    "golden": "in low golden light",
    "front-lit": "with the sun on it",
    "day": "by daylight",
    "twilight": "in twilight",
    "dark": "in the dark",
}
_TOO_EARLY = {
    "light": "earlier the light is worse",
    "first-light": "earlier one would only wait longer",
    "daylight": "earlier it is too dark",
    "weather": "earlier the weather is worse",
    "visit-length": "earlier the cold allows only a shorter visit",
    "day-start": "earlier the day has not begun",
}
_TOO_LATE = {
    "light": "later the light is worse",
    "first-light": "later is too late for the first light",
    "daylight": "later it gets too dark",
    "weather": "later the weather is worse",
    "visit-length": "later the cold allows only a shorter visit",
    "day-end": "later one is not back in time",
}
_INDENT, _LABEL = "  ", 26


def explain_page(found: Explanation, *, units: Units = "us", clock: Clock = "24") -> str:
    """
    An explanation as text, without a line end after the last line.

    Parameters
    ----------
    found
        The explanation.
    units
        `us` or `metric`.
    clock
        `24` or `12`.
    """
    style = Style(units, clock)
    days = [day.date for day in found.plan.days]
    where = f"{found.plan.destination_name}, {span_text(days)}, from {found.plan.base_name}"
    lines = wrapped(f"Why this plan: {where}", rest=_INDENT)
    lines += ["", *(line for each in lead(found) for line in wrapped(each))]
    for title, rows in _sections(found, style):
        listed = list(rows)
        if listed:
            lines += ["", title, *listed]
    return "\n".join(lines)


def lead(found: Explanation) -> Iterator[str]:
    """The first sentences: how good the plan is, and what would help most."""
    places = f"of {found.plan.sites_considered} sites"
    if found.weather_since is not None:
        yield from _since(found.weather_since)
    if found.proven_optimal:
        yield f"The best {places}: {found.score} points, proven; no better plan exists in this weather."
    else:
        yield f"The best found {places}: {found.score} points, and {found.bound} at most."
    # That a whole day more is worth the most is no news.
    better = sorted((each for each in found.effects if each.binds), key=lambda each: each.kind == "day-more")
    if better:
        yield f"What would help most: {_otherwise(better[0])} ({_gain(better[0])})."
    elif found.effects and not found.unpriced:
        yield "Nothing that was asked makes it better."


def _since(since: WeatherSince) -> Iterator[str]:
    yield (
        f"The weather is not that of the plan: its stops now earn {since.stops_score} points, "
        f"not {since.planned_score}."
    )
    if not since.works:
        yield "No plan keeps all that was asked for any more: plan again, and ask for less."
    if since.lost:
        yield f"No longer to be had at its time: {_list(since.lost)}."
    if since.worth_less:
        yield f"Worth less now: {_list(since.worth_less)}."
    if since.best_score is not None and since.best_score > since.stops_score:
        yield f"Plan again: {since.best_score} points are within reach; what follows is measured by that."


def _sections(found: Explanation, style: Style) -> Iterator[tuple[str, Iterable[str]]]:
    days = dict.fromkeys(each.date for each in found.stops)
    for on in days:
        title = "Why then" if len(days) == 1 else f"Why then, {heading(on)}"
        yield title, _stops([each for each in found.stops if each.date == on], style)
    yield "Left out", (line for each in left_out_rows(found.left_out) for line in _row(*each))
    yield "What would make it better", (line for each in effect_rows(found) for line in _row(*each))
    yield "What would change nothing", _idle(found.effects)
    yield "Not priced", _unpriced(found)


def _binding(found: Explanation) -> list[Effect]:
    """What brings points, what may, and what cannot be."""
    known = [each for each in found.effects if each.gain is not None or not each.works]
    return [each for each in known if not _is_idle(each)]


def _is_idle(effect: Effect) -> bool:
    return effect.works and effect.gain == 0 and effect.proven


def _stops(stops: Sequence[StopReason], style: Style) -> Iterator[str]:
    for each in stops:
        terms = sorted(each.points.items(), key=lambda pair: -pair[1])
        told = ", ".join(f"{term} {points}" for term, points in terms)
        label = f"{_INDENT}{style.at(each.arrive)}  "
        hang = " " * len(label)
        yield from wrapped(f"{each.name}: {each.total} points ({told})", first=label, rest=hang)
        for sentence in whys(each, style):
            yield from wrapped(sentence, first=hang + _INDENT, rest=hang + _INDENT)


def whys(stop: StopReason, style: Style) -> Iterator[str]:
    """Why a stop is at its time, a sentence each."""
    if not stop.known:
        yield "no longer to be had at this time"
        return
    if stop.begins is not None and stop.begins - stop.arrive > _SHORT_WAIT:
        yield f"what counts begins at {style.at(stop.begins)}: one is there earlier, and waits"
    yield f"{_window(stop, style)}; {_hours(stop)}"
    if stop.not_earlier == "stop-before" and stop.not_later == "next-stop":
        yield f"straight from {stop.before}, and no slack before {stop.after}"
        return
    held = [each for each in (_not_earlier(stop, style), _not_later(stop, style)) if each]
    if held:
        yield "; ".join(held)


def _window(stop: StopReason, style: Style) -> str:
    light = _LIGHT.get(stop.quality or "", "by daylight")
    if stop.window_from is None or stop.window_until is None:
        return light
    minutes = (stop.window_until - stop.window_from).total_seconds() / 60
    span = f"{style.at(stop.window_from)} and {style.at(stop.window_until)}"
    if minutes <= _NARROW_MINUTES:
        return f"{light}: one must begin between {span}"
    return f"{light}; as good when begun between {span}"


def _hours(stop: StopReason) -> str:
    earlier, later = (_points(each, stop.total) for each in (stop.earlier_points, stop.later_points))
    if earlier == later:
        return f"an hour earlier or later {earlier}"
    return f"an hour earlier {earlier}, an hour later {later}"


def _points(points: int | None, own: int) -> str:
    if points is None:
        return "no visit is possible"
    return "the same" if points == own else f"{points} points"


def _not_earlier(stop: StopReason, style: Style) -> str:
    if stop.not_earlier == "opening-hours":
        return "not open earlier" if stop.opens is None else f"opens at {style.at(stop.opens)}"
    if stop.not_earlier == "stop-before":
        return f"straight from {stop.before}"
    return _TOO_EARLY.get(stop.not_earlier or "", "")


def _not_later(stop: StopReason, style: Style) -> str:
    if stop.not_later == "opening-hours":
        return "closes then" if stop.closes is None else f"closes at {style.at(stop.closes)}"
    if stop.not_later == "next-stop":
        return f"no slack before {stop.after}"
    return _TOO_LATE.get(stop.not_later or "", "")


def left_out_rows(left: Sequence[LeftOutPrice]) -> Iterator[tuple[str, str]]:
    """First what could be seen at a price, the cheapest first; then what cannot be, by reason."""
    asked = [each for each in left if each.certainty in ("exact", "bound")]
    for each in sorted(asked, key=lambda one: 0 if one.price is None else one.price):
        yield each.name, _price(each)
    by_text: dict[str, list[str]] = {}
    for each in left:
        if each not in asked:
            by_text.setdefault(_reason(each), []).append(each.name)
    for text, names in by_text.items():
        yield "; ".join(names), text


def _reason(left: LeftOutPrice) -> str:
    if left.certainty == "impossible":
        return _impossible(left)
    return f"{left.text} (not priced)" if left.certainty == "unpriced" else left.text


def _impossible(left: LeftOutPrice) -> str:
    if not left.clashes_with:
        return "fits into no plan: even alone there and back the day is too short"
    wishes = [f"'{each}'" for each in left.clashes_with]
    return f"cannot be had together with {_list(wishes)}"


def _price(left: LeftOutPrice) -> str:
    price = 0 if left.price is None else left.price
    instead = f" without {_list(left.instead_of)}" if left.instead_of else ""
    also = f"; {_list(left.with_it)} would come in too" if left.with_it else ""
    at_most = " at most" if left.certainty == "bound" else ""
    if price < 0:
        return f"a better plan was found with it{instead}: {points_text(-price)} more{also}"
    if price == 0:
        return f"a tie: it would fit{instead or ' as well'} for as many points{also}"
    if not instead:
        return f"would fit, with others at worse times: {points_text(price)} less{at_most}{also}"
    return f"would fit only{instead}: {points_text(price)} less{at_most}{also}"


def effect_rows(found: Explanation) -> Iterator[tuple[str, str]]:
    """What would be otherwise, and what would come of it, where that is not nothing."""
    return ((_otherwise(each), _outcome(each)) for each in _binding(found))


def _outcome(effect: Effect) -> str:
    if not effect.works:
        return "no plan would be left"
    changes = [
        f"{_list(_few(names))} {verb}"
        for names, verb in ((effect.comes_in, "in"), (effect.falls_out, "out"))
        if names
    ]
    return _gain(effect) + (f": {'; '.join(changes)}" if changes else "")


def _few(names: Sequence[str]) -> list[str]:
    more = len(names) - _NAMED
    return [*names] if more <= 1 else [*names[:_NAMED], f"{more} more"]


def _list(names: Sequence[str]) -> str:
    """Names with commas, or with semicolons where one of them has commas of its own."""
    return "; ".join(names) if len(names) > 1 and any("," in each for each in names) else and_list(names)


def _gain(effect: Effect) -> str:
    gain = 0 if effect.gain is None else effect.gain
    if effect.proven:
        return f"{points_text(gain)} more"
    # A bound far off says nothing.
    near = effect.at_most is not None and effect.at_most <= gain + _NEAR_POINTS
    most = f", {effect.at_most} at most" if near else ""
    return f"at least {points_text(gain)} more{most}" if gain > 0 else f"nothing better was found{most}"


def _otherwise(effect: Effect) -> str:
    """What would be otherwise, in words."""
    if effect.kind in ("hour-later", "hour-earlier", "road-open", "day-more", "milder"):
        return effect.text
    return f"without '{effect.text}'"


def _idle(effects: Sequence[Effect]) -> Iterator[str]:
    texts = [_otherwise(each) for each in effects if _is_idle(each)]
    if texts:
        yield from wrapped("; ".join(texts), first=_INDENT, rest=_INDENT)


def _unpriced(found: Explanation) -> Iterator[str]:
    """What the time was not enough for."""
    names = [each.name for each in found.left_out if each.certainty == "unpriced"]
    names += [_otherwise(each) for each in found.effects if each.gain is None and each.works]
    if names:
        text = f"{'; '.join(names)}. {found.budget_s:g} seconds were not enough; ask with more: --budget."
        yield from wrapped(text, first=_INDENT, rest=_INDENT)


def _row(label: str, text: str) -> Iterator[str]:
    hang = " " * (len(_INDENT) + _LABEL)
    if len(label) + 2 > _LABEL:
        yield from wrapped(label, first=_INDENT, rest=_INDENT)
        yield from wrapped(text, first=hang, rest=hang)
    else:
        yield from wrapped(text, first=_INDENT + label.ljust(_LABEL), rest=hang)
