"""The solved trip as an itinerary: its days, what was left out and why, warnings, weather and sources."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tripplanner import costs
from tripplanner.assemble import Solved, day_record
from tripplanner.cautions import plan_warnings
from tripplanner.charting import chart_of
from tripplanner.export.day_names import days_text
from tripplanner.itinerary import (
    Cost,
    CostItem,
    Day,
    Itinerary,
    LeftOut,
    PlanWarning,
    PlanWeather,
    SourceNote,
    Stop,
)
from tripplanner.models import Destination
from tripplanner.planning.build import Refusal
from tripplanner.planning.problem import TripSolution
from tripplanner.planning.refusals import not_chosen
from tripplanner.prepared import Prepared
from tripplanner.siberia import siberia
from tripplanner.underway import Underway
from tripplanner.units import day_text
from tripplanner.weather.model import Credit, Forecast, PassedOver, one_each, worst_kind
from tripplanner.worst import each_once


def itinerary(prepared: Prepared, solution: TripSolution) -> Itinerary:
    """The records of a solved trip."""
    place, forecast = prepared.place, prepared.forecast
    ahead = [
        day_record(Solved(place, each.day, tour, forecast, each.sun, each.day_light, prepared.request.party))
        for each, tour in zip(prepared.outings, solution.tours, strict=True)
    ]
    done = prepared.underway
    records = _with_costs(prepared, _with_done(place, done, ahead))
    due = {day.date: day.cost for day in records}
    ahead = [day.model_copy(update={"cost": due[day.date]}) for day in ahead]
    weather = _plan_weather(forecast, ahead, prepared.now)
    plan = Itinerary(
        planned_at=prepared.now,
        destination=place.id,
        destination_name=place.name,
        base_name=prepared.base_name,
        request=prepared.request,
        score=done.score + solution.score,
        bound=done.score + solution.bound,
        proven_optimal=solution.proven,
        sites_considered=len(place.sites),
        weather=_with_done_weather(weather, done.done, prepared.now),
        days=tuple(records),
        left_out=tuple(_left_out(prepared, solution)),
        warnings=tuple(_warnings(place, ahead, weather, forecast, proven=solution.proven)),
        unknowns=_unknowns_here(place, records),
        to_check=_to_check(place),
        notices=forecast.notices,
        sources=_sources(place, forecast.credits, prepared.now),
        chart=chart_of(place),
    )
    return plan.planned_with(forecast)


def _with_done(place: Destination, done: Underway, ahead: Sequence[Day]) -> list[Day]:
    """The days that are over as they were, then those ahead, the first of them with what is done of it."""
    if done.begun is None:
        return [*done.past, *ahead]
    part, rest = done.begun.day, ahead[0]
    seen = {stop.site for stop in part.stops}
    stops = (*part.stops, *rest.stops)
    today = rest.model_copy(
        update={
            "legs": (*part.legs, *rest.legs),
            "stops": stops,
            "breaks": (*part.breaks, *rest.breaks),
            "notes": (*(note for note in part.notes if note.site in seen), *rest.notes),
            "siberia": siberia(place, stops),
        }
    )
    return [*done.past, today, *ahead[1:]]


def _with_costs(prepared: Prepared, days: Sequence[Day]) -> list[Day]:
    """The days with what the whole trip costs, told on the day on which it is due first."""
    out = [day for day in days if day.stops] or [*days[:1]]
    found = costs.visit_cost(
        prepared.place,
        prepared.request.party,
        on=tuple(day.date for day in out),
        drives_in=any(leg.mode == "car" for day in days for leg in day.legs),
        sites=[stop.site for day in days for stop in day.stops],
    )
    items = tuple(_cost_item(charge) for charge in found.charges)
    whole = Cost(amount_usd=found.amount_usd, items=items, notes=found.notes)
    paid = f"what is paid on {day_text(out[0].date)} holds for the whole trip"
    later = Cost(amount_usd=0.0, notes=(paid,) if items else ())
    return [day.model_copy(update={"cost": whole if day.date == out[0].date else later}) for day in days]


def _cost_item(charge: costs.Charge) -> CostItem:
    fee = charge.fee
    return CostItem(name=fee.name, amount_usd=charge.amount_usd, text=charge.text, source=fee.sources[0])


def _left_out(prepared: Prepared, solution: TripSolution) -> Iterator[LeftOut]:
    """Every site that is on no day, once, with a reason for each day where they differ."""
    days = prepared.days
    chosen = {
        day.candidates[stop.stand].site.id
        for day, tour in zip(days, solution.tours, strict=True)
        for stop in tour.stops
        if stop.stand < len(day.candidates)
    } | {stop.site for stop in prepared.underway.done}
    told: dict[str, dict[date, Refusal]] = {}
    for day, refusals in zip(days, not_chosen(days, chosen), strict=True):
        for each in (*day.refusals, *refusals):
            told.setdefault(each.site.id, {})[day.on] = each
    for site in prepared.place.sites:
        if site.id in told and site.id not in chosen:
            reason, text = _one_reason(told[site.id])
            yield LeftOut.model_validate({"site": site.id, "name": site.name, "reason": reason, "text": text})


# Of the reasons on several days the one told is that of the day on which the site came nearest to a visit.
_NEAREST_FIRST = ("lower-value", "no-time")


def _one_reason(by_day: dict[date, Refusal]) -> tuple[str, str]:
    """The reason nearest to a visit, or the one of all days in its fewest words, or each with its days."""
    first = min(
        by_day.values(),
        key=lambda each: _NEAREST_FIRST.index(each.reason) if each.reason in _NEAREST_FIRST else 9,
    )
    if first.reason in _NEAREST_FIRST:
        return first.reason, first.text
    held: dict[str, list[date]] = {}
    for on, each in by_day.items():
        held.setdefault(each.reason, []).append(on)
    told = {
        reason: min((by_day[on].text for on in days), key=len).removesuffix(".")
        for reason, days in held.items()
    }
    if len(told) == 1:
        return first.reason, min((each.text for each in by_day.values()), key=len)
    return first.reason, ". ".join(f"{days_text(held[reason])}: {text}" for reason, text in told.items())


def _warnings(
    place: Destination, days: Sequence[Day], weather: PlanWeather, forecast: Forecast, *, proven: bool
) -> Iterator[PlanWarning]:
    """The warnings of all days, each once."""
    told = []
    for day in days:
        last = proven or day is not days[-1]
        told.append((day, plan_warnings(place, day, weather, forecast, proven=last)))
    return each_once(told, forecast)


def _sources(place: Destination, credits_due: tuple[Credit, ...], now: datetime) -> tuple[SourceNote, ...]:
    """What the facts come from, and whose weather must be credited."""
    today = now.astimezone(ZoneInfo(place.timezone)).date()
    return (
        *(
            SourceNote(
                id=each.id, title=each.title, publisher=each.publisher, url=each.url, read_on=each.read_on
            )
            for each in place.sources
        ),
        *(SourceNote(**each.model_dump(), read_on=today, credit=True) for each in credits_due),
    )


def _unknowns_here(place: Destination, days: Sequence[Day]) -> tuple[str, ...]:
    """What nobody knows of the place, of its first film, and of films with a scene at a stop."""
    stops = {stop.site for day in days for stop in day.stops}
    seen = {film.id for film in place.films for scene in film.scenes if scene.site in stops}
    seen.update(film.id for film in place.films[:1])
    return tuple(each.text for each in place.unknowns if each.film is None or each.film in seen)


def _to_check(place: Destination) -> tuple[str, ...]:
    """The numbers that know the roads."""
    asked = {road.phone for road in place.roads}
    return tuple(f"{phone.name}: {phone.number}" for phone in place.phones if phone.id in asked)


def _plan_weather(forecast: Forecast, days: Sequence[Day], now: datetime) -> PlanWeather:
    """The worst kind among the stops, and the provenance that goes with it."""
    used = [stop.weather.kind for day in days for stop in day.stops] or [forecast.kind]
    kind = next(each for each in ("normals", "stale", "forecast") if each in used)
    said = next(each.provenance for each in forecast.spells if each.provenance.kind == kind)
    issued = said.issued_at
    return PlanWeather(
        kind=said.kind,
        provider=said.provider,
        issued_at=issued,
        fetched_at=said.fetched_at,
        age_minutes=None if issued is None else int((now - issued).total_seconds() // 60),
        passed_over=_passed_over(forecast),
    )


def _with_done_weather(weather: PlanWeather, done: Sequence[Stop], now: datetime) -> PlanWeather:
    """The worst of all stops, those that have begun included: they keep the weather of their plan."""
    kind = worst_kind([weather.kind, *(stop.weather.kind for stop in done)])
    if kind == weather.kind:
        return weather
    worst = next(stop.weather for stop in done if stop.weather.kind == kind)
    issued = worst.issued_at
    return PlanWeather(
        kind=kind,
        provider=worst.provider,
        issued_at=issued,
        fetched_at=None,
        age_minutes=None if issued is None else int((now - issued).total_seconds() // 60),
        passed_over=weather.passed_over,
    )


def _passed_over(forecast: Forecast) -> tuple[PassedOver, ...]:
    """Everyone who was passed over for anything, each named once."""
    told = [each for spell in forecast.spells for each in spell.provenance.passed_over]
    alerts = forecast.alerts_passed_over
    if alerts is not None and alerts not in told:
        same = any(alerts.why in each.why for each in told if each.provider == alerts.provider)
        told += [] if same else [alerts.model_copy(update={"why": f"alerts: {alerts.why}"})]
    return one_each((*told, *forecast.also_passed_over))
