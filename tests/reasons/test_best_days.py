"""Every day of a time planned and ranked, with one forecast for all of them."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reasons.skies import HILLS_TZ, SPOT, Asked, sky, spell
from tripplanner import (
    InvalidRequestError,
    TripRequest,
    UnknownNameError,
    WeatherUnavailableError,
    Wishes,
    best_days,
    load_destination,
    plan_trip,
)
from tripplanner.weather.cutting import cut_to
from tripplanner.weather.model import Forecast

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "alabama_hills"
NOW = datetime(2026, 11, 23, 11, tzinfo=HILLS_TZ)
HILLS = load_destination(EXAMPLE)
FIRST, LAST = date(2026, 12, 23), date(2026, 12, 26)
WORST_LAST = {"forecast": 0, "stale": 1, "normals": 2}


def ranked(start=FIRST, end=LAST, request=None, **options):
    return best_days(start, end, request, destination=HILLS, **{"offline": True, "now": NOW, **options})


@pytest.fixture(scope="module")
def found():
    return ranked()


def test_every_day_is_planned_as_it_would_be_alone(found):
    """The plans are those of `plan_trip` for each day, in climate to the byte."""
    assert len(found.days) == len(found.plans) == 4
    for day, plan in zip(found.days, found.plans, strict=True):
        alone = plan_trip(day.dates[0], destination=HILLS, offline=True, now=NOW)
        assert plan.to_json() == alone.to_json()
        assert (day.score, day.proven_optimal) == (alone.score, alone.proven_optimal)
        assert day.stops == len(alone.days[0].stops)
        assert day.first_stop == alone.days[0].stops[0].name
    assert found.best is found.plans[0]
    assert found.best.score == max(plan.score for plan in found.plans)


def in_order(days):
    """Most points first, then the better known weather, then the earlier day; what cannot be planned last."""
    return sorted(
        days,
        key=lambda day: (
            day.score is None,
            -(day.score or 0),
            WORST_LAST.get(day.weather_kind, 0),
            day.dates[0],
        ),
    )


@settings(max_examples=8)
@given(
    temps_c=st.lists(st.sampled_from([-18.0, 0.0, 12.0]), min_size=3, max_size=3),
    kinds=st.lists(st.sampled_from(["forecast", "stale", "normals"]), min_size=3, max_size=3),
)
def test_days_stand_in_order(temps_c, kinds):
    """Points decide, then how well the weather is known, then the date; no day is lost."""
    days = [FIRST + timedelta(days=number) for number in range(3)]
    spells = tuple(
        spell(day, 1, kind=kind, air_temp_c=temp_c)
        for day, kind, temp_c in zip(days, kinds, temps_c, strict=True)
    )
    found = ranked(days[0], days[-1], weather=Forecast(place=SPOT, spells=spells))
    assert list(found.days) == in_order(found.days)
    assert {day.dates[0] for day in found.days} == set(days)
    by_date = {day.dates[0]: day for day in found.days}
    assert [by_date[day].weather_kind for day in days] == kinds
    assert [by_date[day].lowest_c for day in days] == temps_c
    assert [len(plan.forecast.hours) for plan in found.plans] == [24] * len(found.plans)


def test_of_equal_days_the_better_known_comes_first():
    """The same weather on two days: the one with a forecast stands before the earlier one from climate."""
    spells = (spell(FIRST, 1, kind="normals", provider="climate"), spell(FIRST + timedelta(days=1), 1))
    found = ranked(FIRST, FIRST + timedelta(days=1), weather=Forecast(place=SPOT, spells=spells))
    assert found.days[0].score == found.days[1].score
    assert [day.weather_kind for day in found.days] == ["forecast", "normals"]
    assert "as many points as the best" in found.days[1].reasons


def test_the_weather_is_asked_for_once():
    """One question to the services for all days, from the first midnight to the last; none for the past."""
    source = Asked(sky(FIRST, 4))
    ranked(weather=source)
    assert source.calls == [
        (
            datetime(2026, 12, 23, tzinfo=HILLS_TZ),
            datetime(2026, 12, 27, tzinfo=HILLS_TZ),
        )
    ]
    today = Asked(sky(NOW.date(), 2))
    ranked("today", "tomorrow", weather=today)
    assert today.calls == [(NOW, datetime(2026, 11, 25, tzinfo=HILLS_TZ))]


def test_a_forecast_is_cut_to_the_days():
    """A day's plan knows the hours of its own day only, so that it tells of its own weather."""
    spells = (spell(FIRST, 2), spell(FIRST + timedelta(days=2), 2, kind="normals"))
    whole = Forecast(place=SPOT, spells=spells)
    cut = cut_to(whole, [FIRST + timedelta(days=1), FIRST + timedelta(days=2)], HILLS_TZ)
    assert len(cut.hours) == 48
    assert cut.hours[0].starts_at == datetime(2026, 12, 24, tzinfo=HILLS_TZ)
    assert cut_to(whole, [FIRST], HILLS_TZ).kind == "forecast"
    with pytest.raises(WeatherUnavailableError, match="2027-01-01"):
        cut_to(whole, [date(2027, 1, 1)], HILLS_TZ)


def test_a_day_without_a_plan_is_listed_with_its_reason():
    """The museum is shut on Christmas Day, as it says itself: that day comes last, and says why."""
    found = ranked(must_see="western-film-museum")
    assert found.days[-1].dates == (date(2026, 12, 25),)
    assert "closed-season" in found.days[-1].nothing
    assert found.days[-1].score is None
    assert len(found.plans) == 3
    assert "Nothing to plan" in str(found)
    assert "Fri 25 Dec: what must be seen" in str(found)


def test_a_day_too_short_for_any_stop_is_listed_with_its_reason():
    """A plan without a stop is no best day, however it is the only one."""
    night = TripRequest(dates=FIRST, start="00:10", end="00:30")
    found = ranked(FIRST, FIRST, night)
    assert found.days[0].nothing.startswith("nothing can be visited")
    assert found.best is None
    assert "The best" not in str(found)


def test_runs_of_days_are_on_end():
    """Of four days three pairs can be had, each planned as one trip."""
    found = ranked(days=2, wishes=Wishes(nights=("lone-pine",)))
    assert sorted(day.dates for day in found.days) == [
        (FIRST + timedelta(days=n), FIRST + timedelta(days=n + 1)) for n in range(3)
    ]
    assert all(len(plan.days) == 2 for plan in found.plans)
    assert found.run_of_days == 2
    assert "2 days on end" in str(found)


def test_progress_is_told_after_each_day():
    """How many are done, of how many, and which day it was."""
    told = []
    ranked(on_progress=lambda *progress: told.append(progress))
    assert told == [(n + 1, 4, FIRST + timedelta(days=n)) for n in range(4)]


def test_options_stand_in_for_a_request():
    """What may be said by options may be said by a request, and options go before it."""
    request = TripRequest(dates="2030-01-01", avoid="movie-flat", pace="relaxed")
    by_request = ranked(FIRST, FIRST, request)
    assert by_request == ranked(FIRST, FIRST, avoid="movie-flat", pace="relaxed")
    assert ranked(FIRST, FIRST, request, pace="usual") == ranked(FIRST, FIRST, avoid="movie-flat")


@pytest.mark.parametrize(
    ("start", "end", "options", "fault"),
    [
        ("2026-12-26", "2026-12-23", {}, "is before"),
        ("2026-12-23", "2026-12-26", {"days": 5}, "does not lie within"),
        ("2026-12-23", "2026-12-26", {"days": 0}, "does not lie within"),
        ("2026-12-23", "2028-12-26", {}, "too many"),
        ("2026-11-01", "2026-12-26", {}, "has passed"),
        ("soon", "2026-12-26", {}, "cannot read the date"),
        (3, "2026-12-26", {}, "is not a day"),
        ("2026-12-23", "2026-12-26", {"dates": "2026-12-24"}, "no dates here"),
        ("2026-12-23", "2026-12-26", {"request": {"base": "x"}}, "is no TripRequest"),
        ("2026-12-23", "2026-12-26", {"base": "lone-pin"}, "did you mean 'lone-pine'"),
    ],
)
def test_what_cannot_be_meant_is_refused(start, end, options, fault):
    """Days that run backwards, past ones, too many, and options that mean nothing."""
    with pytest.raises(InvalidRequestError, match=fault):
        ranked(start, end, **options)


def test_an_unknown_option_names_the_nearest():
    """A slip of the pen in an option is told with what was meant."""
    with pytest.raises(UnknownNameError, match="did you mean 'avoid'"):
        ranked(avoids="movie-flat")


def test_climate_is_not_sold_as_better_known(found):
    """The page says that climate is an average and that a forecast may turn the order round."""
    text = str(found)
    assert max(len(line) for line in text.splitlines()) <= 80
    assert "climate: the average of the time of year" in text
    assert "may turn the order" in text
    assert "forecast: made for that day" not in text
    assert "The best: " in text


def test_the_json_has_the_figures_of_every_day(found):
    """Days in order with score, kind of weather and reasons; the plans are kept apart."""
    payload = json.loads(found.to_json())
    assert [day["score"] for day in payload["days"]] == [plan.score for plan in found.plans]
    assert {day["weather_kind"] for day in payload["days"]} == {"normals"}
    assert "plans" not in payload


def test_what_is_missed_is_told():
    """Against a day on which the museum is open, Christmas Day is without it, for the museum's own reason."""
    found = ranked(date(2026, 12, 24), date(2026, 12, 25))
    behind = found.days[1]
    assert behind.dates == (date(2026, 12, 25),)
    assert any(reason.startswith("without ") and "Museum" in reason for reason in behind.reasons)
    assert f"{found.days[0].score - behind.score} points less than the best" in behind.reasons
