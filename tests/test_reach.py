"""From which day on a forecast can be had, as told in a plan that stands on climate."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fake_nws import FakeNws, grid_answer, ok
from tests.fake_open_meteo import FakeOpenMeteo, refusal
from tripplanner import plan_trip
from tripplanner.weather.model import PassedOver
from tripplanner.weather.reach import DAYS_AHEAD, first_day_to_ask

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
FAR_NWS = PassedOver(provider="NWS", why="not asked: its forecast reaches 7.5 days ahead at most")
FAR_METEO = PassedOver(provider="Open-Meteo", why="not asked: its forecast reaches 16 days ahead at most")


@pytest.mark.parametrize(
    ("passed_over", "first"),
    [
        ((FAR_NWS,), date(2026, 12, 18)),
        ((FAR_NWS, FAR_METEO), date(2026, 12, 11)),
        ((FAR_NWS, PassedOver(provider="Open-Meteo", why="not asked: no key is set")), date(2026, 12, 18)),
        ((PassedOver(provider="NWS", why="answered 500; timed out after 5 s"),), None),
        ((PassedOver(provider="NWS", why="beyond its horizon: its forecast ends X"),), date(2026, 12, 18)),
        ((PassedOver(provider="mine", why="not asked: its forecast reaches 1 day"),), None),
        ((), None),
    ],
    ids=["week", "fortnight", "no key", "failed", "sent too little", "another", "nobody"],
)
def test_only_who_cannot_see_so_far_is_waited_for(passed_over, first):
    """A service that failed, or that may not be asked, is promised for no day."""
    assert first_day_to_ask(date(2026, 12, 25), passed_over) == first


@pytest.mark.parametrize(("use", "first"), [("off", "2026-12-18"), ("free", "2026-12-11")])
def test_the_plan_counts_on_open_meteo_only_where_it_is_on(monkeypatch, use, first):
    """NWS sends a week; Open-Meteo 16 days, with two spared, since its last day ends in our afternoon."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", use)
    plan = plan_trip("2026-12-25", offline=True, now=NOW)
    [told] = [each.text for each in plan.warnings if each.code == "climate-not-forecast"]
    assert told.endswith(f"a forecast can be had from {first}")
    assert f"Ask again from {date.fromisoformat(first):%-d %B %Y}." in " ".join(str(plan).split())


@pytest.mark.parametrize("provider", sorted(DAYS_AHEAD))
def test_on_the_day_told_there_is_a_forecast(monkeypatch, provider):
    """What is promised is kept: asked on that day at eight, every stop stands on that provider's forecast.

    The raw grids in the samples (ALY 2026-07-15, FGZ 2024-02-20) end at 01:00 GMT of the eighth day after.
    """
    asked_at = datetime(2026, 12, 25, 15, tzinfo=UTC) - timedelta(days=DAYS_AHEAD[provider])
    with FakeNws(asked_at) as service, FakeOpenMeteo(asked_at) as meteo:
        service.script["grid"] = [ok(grid_answer(asked_at, count=7 * 24 + 10))]
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", service.url)
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free" if provider == "Open-Meteo" else "off")
        plan = plan_trip("2026-12-25", now=asked_at)
    assert {stop.weather.provider for day in plan.days for stop in day.stops} == {provider}


def test_a_service_that_failed_is_not_promised_for_a_past_day(monkeypatch):
    """Two days ahead, with nobody answering: no "can be had from" a day that is over."""
    with FakeNws(NOW) as service, FakeOpenMeteo(NOW) as meteo:
        service.script["points"] = [refusal(403, "no")]
        meteo.script["forecast"] = [refusal(400, "no")]
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", service.url)
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        plan = plan_trip("2026-11-25", now=NOW)
    [told] = [each.text for each in plan.warnings if each.code == "climate-not-forecast"]
    assert told.endswith("ask again before you leave")
