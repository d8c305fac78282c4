"""The figures by which plans are compared."""

from collections.abc import Iterator

from tripplanner.comparison import DayHours, PlanFigures, TermChange
from tripplanner.export.steps import leave_and_back
from tripplanner.itinerary import Day, Itinerary
from tripplanner.request import TERMS


def figures_of(plan: Itinerary) -> PlanFigures:
    """
    The figures by which plans are compared.

    Parameters
    ----------
    plan
        The plan.
    """
    legs = [leg for day in plan.days for leg in day.legs]
    stops = [stop for day in plan.days for stop in day.stops]
    temps_c = [
        hour.air_temp_c for stop in stops for hour in stop.weather.hours if hour.air_temp_c is not None
    ]
    chills_c = [stop.weather.wind_chill_c for stop in stops if stop.weather.wind_chill_c is not None]
    return PlanFigures(
        score=plan.score,
        bound=plan.bound,
        proven_optimal=plan.proven_optimal,
        days=tuple(map(_hours, plan.days)),
        stops=len(stops),
        drive_minutes=sum(leg.minutes for leg in legs if leg.mode == "car"),
        on_foot_minutes=sum(leg.minutes for leg in legs if leg.mode != "car"),
        cost_usd=sum(day.cost.amount_usd for day in plan.days),
        weather_kind=plan.weather.kind,
        weather_provider=plan.weather.provider,
        issued_at=plan.weather.issued_at,
        lowest_c=min(temps_c, default=None),
        highest_c=max(temps_c, default=None),
        wind_chill_c=min(chills_c, default=None),
    )


def _hours(day: Day) -> DayHours:
    leave, back = leave_and_back(day) if day.stops else (None, None)
    return DayHours(date=day.date, leave=leave, back=back)


def terms_of(before: Itinerary, after: Itinerary) -> Iterator[TermChange]:
    """
    Every term of the score that one of two plans has points in, in the usual order.

    Parameters
    ----------
    before, after
        The plans.
    """
    was, now = _points(before), _points(after)
    for term in sorted({*was, *now}, key=lambda each: (TERMS.index(each) if each in TERMS else 99, each)):
        yield TermChange(term=term, before=was.get(term, 0), after=now.get(term, 0))


def _points(plan: Itinerary) -> dict[str, int]:
    found: dict[str, int] = {}
    for day in plan.days:
        for stop in day.stops:
            for term, points in stop.score.items():
                found[term] = found.get(term, 0) + points
    return found
