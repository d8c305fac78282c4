"""What a user's program may rely on from the hints: checked by mypy and pyright, never run.

`assert_type` holds what comes back. A line with ignore comments is a mistake that both checkers must find:
one that does not calls its comment unnecessary. `tests/test_typing.py` asks them.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal, assert_type

import tripplanner
from tripplanner import Forecast, Itinerary, NoPlanError, Party, TripRequest, WeatherUnavailableError, Wishes
from tripplanner.comparison import PlanFigures, StopChange
from tripplanner.explanation import Effect, LeftOutPrice, StopReason
from tripplanner.itinerary import (
    Cost,
    Day,
    LeftOut,
    Leg,
    PlanWarning,
    PlanWeather,
    Stop,
    StopLight,
    StopWeather,
    Wear,
)
from tripplanner.light import SunTimes
from tripplanner.models import Claim, Face, Mode, Position, Road, RoadStatus, Scene
from tripplanner.ranked import RankedDay
from tripplanner.weather.model import Alert, Hour, Provenance, Spell, WeatherPlace

Kind = Literal["forecast", "stale", "normals"]
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)


def plan_a_day() -> Itinerary:
    """The one call, with every option as people write it."""
    plan = tripplanner.plan_trip(
        "2026-12-25",
        base="kelly",
        start="07:30",
        end=time(16, 30),
        must_see=["ta-moulton-barn"],
        avoid="jackson-hole-airport",
        interests={"film": 3, "photography": 2.5},
        party=Party(adults=2, children=(5, 9), residents=True, pass_held="senior"),  # noqa: S106 - a pass of the park
        pace="relaxed",
        modes=["car", "ski"],
        outlook="typical",
        roads={"gros-ventre-road": "closed"},
        offline=True,
        wishes=Wishes(meal_from="12:00", meal_until=time(13, 30), order=("oxbow-bend", "ta-moulton-barn")),
        now=NOW,
        time_limit_s=5,
    )
    assert_type(plan, Itinerary)
    assert_type(tripplanner.plan_trip(date(2026, 12, 25), modes="car"), Itinerary)
    assert_type(tripplanner.plan_trip(["2026-12-25", date(2026, 12, 26)]), Itinerary)
    request = TripRequest(dates="2026-12-25", end="09:00", must_see="oxbow-bend", modes=("car", "walk"))
    assert_type(tripplanner.plan_trip(request, offline=True), Itinerary)
    return plan


def read_a_plan(plan: Itinerary) -> Iterator[str]:
    """What is read most: stops, legs, weather, what was left out."""
    assert_type(plan.score, int)
    assert_type(plan.proven_optimal, bool)
    assert_type(plan.planned_at, datetime)
    assert_type(plan.weather, PlanWeather)
    assert_type(plan.weather.kind, Kind)
    assert_type(plan.weather.age_minutes, int | None)
    assert_type(plan.days, tuple[Day, ...])
    assert_type(plan.left_out, tuple[LeftOut, ...])
    assert_type(plan.warnings, tuple[PlanWarning, ...])
    assert_type(plan.request, TripRequest)
    assert_type(plan.forecast, Forecast | None)
    for day in plan.days:
        assert_type(day.date, date)
        assert_type(day.sunrise, datetime | None)
        assert_type(day.cost, Cost)
        assert_type(day.cost.amount_usd, float)
        assert_type(day.wear, tuple[Wear, ...])
        for leg in day.legs:
            assert_type(leg, Leg)
            assert_type(leg.mode, Mode)
            assert_type(leg.minutes, int)
            assert_type(leg.distance_km, float)
        for stop in day.stops:
            assert_type(stop, Stop)
            assert_type(stop.arrive, datetime)
            assert_type(stop.score, dict[str, int])
            assert_type(stop.light, StopLight)
            assert_type(stop.light.front_lit_from, datetime | None)
            assert_type(stop.weather, StopWeather)
            assert_type(stop.weather.wind_chill_c, float | None)
            assert_type(stop.weather.hours, tuple[Hour, ...])
            yield stop.name


def keep_a_plan(plan: Itinerary) -> None:
    """Text, JSON and files."""
    assert_type(plan.to_text(units="metric", clock="12"), str)
    assert_type(plan.to_json(), str)
    assert_type(tripplanner.write(plan, "plan.ics"), Path)
    assert_type(tripplanner.write(plan, Path("plan.json")), Path)
    assert_type(tripplanner.load_plan("plan.json"), Itinerary)


def ask_about_a_plan(plan: Itinerary) -> None:
    """Why, what if, and once more."""
    why = tripplanner.explain(plan, budget_s=1)
    assert_type(why, tripplanner.Explanation)
    assert_type(why.stops, tuple[StopReason, ...])
    assert_type(why.stops[0].total, int)
    assert_type(why.left_out, tuple[LeftOutPrice, ...])
    assert_type(why.left_out[0].price, int | None)
    assert_type(why.effects, tuple[Effect, ...])
    assert_type(why.unpriced, tuple[str, ...])
    found = tripplanner.what_if(plan, base="kelly", end="15:00")
    assert_type(found, tripplanner.Comparison)
    assert_type(tripplanner.compare(plan, found.after), tripplanner.Comparison)
    assert_type(found.figures_after, PlanFigures)
    assert_type(found.score_change, int)
    assert_type(found.having("moved"), tuple[StopChange, ...])
    again = tripplanner.replan(plan, now=NOW, offline=True)
    assert_type(again, Itinerary)
    assert_type(again.changes, tuple[str, ...])


def plan_many_days(report: Callable[[int, int], None]) -> None:
    """Ranked days, and many requests on an executor."""
    wanted = TripRequest(dates="2026-12-25", start=time(7), party=Party(children=[3]))
    ranked = tripplanner.best_days("2026-12-20", date(2026, 12, 27), wanted, days=2, now=NOW)
    assert_type(ranked, tripplanner.RankedDays)
    assert_type(ranked.days, tuple[RankedDay, ...])
    assert_type(ranked.days[0].score, int | None)
    assert_type(ranked.best, Itinerary | None)
    assert_type(ranked.plans, tuple[Itinerary, ...])
    with ThreadPoolExecutor() as threads, ProcessPoolExecutor() as processes:
        tripplanner.best_days("2026-12-20", "2026-12-27", executor=threads)
        outcomes = tripplanner.plan_many([wanted], executor=processes, on_progress=report)
    assert_type(outcomes, list[Itinerary | NoPlanError | WeatherUnavailableError])
    for each in outcomes:
        if isinstance(each, NoPlanError):
            assert_type(each.reasons, tuple[str, ...])


def look_things_up() -> None:
    """Sites, films, sources, and what nobody knows."""
    assert_type(tripplanner.sites(), tuple[tripplanner.Site, ...])
    site = tripplanner.find_site("ta-moulton-barn")
    assert_type(site, tripplanner.Site)
    assert_type(site.position, Position | None)
    assert_type(site.face, Face | None)
    assert_type(site.history, tuple[Claim, ...])
    film = tripplanner.find_film("rocky-iv")
    assert_type(tripplanner.films(), tuple[tripplanner.Film, ...])
    assert_type(film.scenes, tuple[Scene, ...])
    assert_type(film.scenes[0].site, str | None)
    assert_type(tripplanner.unknowns(), tuple[tripplanner.Unknown, ...])
    assert_type(tripplanner.sources(), tuple[tripplanner.Source, ...])
    assert_type(tripplanner.sources()[0].read_on, date)
    place = tripplanner.load_destination(Path("here"))
    assert_type(place, tripplanner.Destination)
    assert_type(place.roads, tuple[Road, ...])
    assert_type(tripplanner.plan_trip("tomorrow", destination=place), Itinerary)
    status: RoadStatus = "open"
    assert_type(tripplanner.plan_trip("tomorrow", destination="here", roads={"here": status}), Itinerary)


def ask_for_light_and_weather() -> None:
    """The sun of a day, and the hours of a place."""
    sun = tripplanner.sun_times("ta-moulton-barn", "2026-12-25")
    assert_type(sun, SunTimes)
    assert_type(sun.sunrise, datetime | None)
    assert_type(tripplanner.sun_times((43.66, -110.66), date(2026, 12, 25)), SunTimes)
    forecast = tripplanner.get_forecast("oxbow-bend", NOW, NOW, offline=True, now=NOW)
    assert_type(forecast, Forecast)
    assert_type(forecast.kind, Kind)
    assert_type(forecast.hours, tuple[Hour, ...])
    assert_type(forecast.hours[0].air_temp_c, float | None)
    assert_type(forecast.alerts, tuple[Alert, ...])
    assert_type(tripplanner.plan_trip("2026-12-25", weather=forecast), Itinerary)


class Frost:
    """A provider of one's own, by its shape alone."""

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Forecast:
        """The same cold hour, whatever is asked for."""
        del end
        said = Provenance(kind="forecast", provider="frost", place=place, fetched_at=now)
        return Forecast(spells=(Spell(provenance=said, hours=(Hour(starts_at=start, air_temp_c=-20),)),))


def plan_with_ones_own_weather() -> None:
    """Any object with the method will do."""
    assert_type(tripplanner.plan_trip("2026-12-25", weather=Frost()), Itinerary)
    assert_type(tripplanner.get_forecast("oxbow-bend", NOW, NOW, weather=Frost()), Forecast)


def tell_errors(wanted: Iterable[str]) -> str:
    """Each error is one of ours, and one of Python's kinds where that helps."""
    try:
        for each in wanted:
            tripplanner.find_site(each)
    except tripplanner.UnknownNameError as error:
        not_found: LookupError = error
        not_meant: ValueError = error
        return f"{not_found} {not_meant}"
    except tripplanner.MissingExtraError as error:
        not_there: ImportError = error
        return str(not_there)
    except tripplanner.TripPlannerError as error:
        return str(error)
    return ""


def make_mistakes(plan: Itinerary) -> None:
    """What a checker must find before the program runs."""
    tripplanner.plan_trip()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    tripplanner.plan_trip("2026-12-25", "kelly")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    tripplanner.plan_trip("tomorrow", basis="kelly")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    tripplanner.plan_trip("tomorrow", pace="fast")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.plan_trip("tomorrow", modes=["boat"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]
    tripplanner.plan_trip("tomorrow", start=7.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.plan_trip("tomorrow", now="18:00")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    TripRequest()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    TripRequest(dates="tomorrow", day=1)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Party(adults="two")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    Wishes(meal_minutes="45")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    len(plan.stops)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    abs(plan.days[0].stops[0].weather.wind_chill_c)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    len(plan.forecast.hours)  # type: ignore[union-attr]  # pyright: ignore[reportOptionalMemberAccess]
    plan.to_text(units="imperial")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.write("plan.ics", plan)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.compare(plan)  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    tripplanner.compare(plan, plan).having("gone")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.plan_many("tomorrow")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    len(tripplanner.plan_many([])[0].days)  # type: ignore[union-attr]  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
    tripplanner.sun_times("oxbow-bend")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    tripplanner.find_site(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    tripplanner.plan_trip("tomorrow", weather=object())  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
