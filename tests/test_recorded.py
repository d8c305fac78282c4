"""The command against a local server that replays a recorded answer of the National Weather Service."""

import json
from datetime import datetime, timedelta

import pytest
from click.testing import CliRunner

from tests.fake_nws import FakeNws, alerts_answer, hourly_answer, ok, problem
from tests.plans import plan_faults
from tripplanner import Itinerary
from tripplanner.cli import main
from tripplanner.weather._http import WeatherClient

NOW = "2026-08-16T10:30:00-06:00"


def plan_json(*arguments):
    done = CliRunner().invoke(main, ["plan", *arguments, "--format", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.fixture
def service(monkeypatch):
    with FakeNws(now=datetime.fromisoformat(NOW)) as fake:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", fake.url)
        yield fake


def test_the_recorded_forecast_becomes_the_plans_weather(service, samples):
    """Kind, hours and light as recorded: T.A. Moulton Barn in its sunrise light of 17 August 2026."""
    [path] = (samples / "nws").glob("forecast_hourly_RIW_*")
    recorded = json.loads(path.read_text(encoding="utf-8"))
    service.script["hourly"] = [ok(recorded)]
    plan = plan_json("2026-08-17", "--now", NOW)
    assert plan["weather"]["kind"] == "forecast"
    assert plan["weather"]["issued_at"].startswith("2026-08-16T15:31:54")
    periods = {
        datetime.fromisoformat(period["startTime"]): period for period in recorded["properties"]["periods"]
    }
    hours = [hour for day in plan["days"] for stop in day["stops"] for hour in stop["weather"]["hours"]]
    assert len(hours) >= 10
    for hour in hours:
        period = periods[datetime.fromisoformat(hour["starts_at"])]
        assert hour["air_temp_c"] == pytest.approx((period["temperature"] - 32) * 5 / 9)
        assert hour["wind_speed_kmh"] == pytest.approx(int(period["windSpeed"].split()[0]) * 1.609344)
        assert hour["precipitation_percent"] == period["probabilityOfPrecipitation"]["value"]
        assert hour["text"] == period["shortForecast"]
    barn = next(stop for stop in plan["days"][0]["stops"] if stop["site"] == "ta-moulton-barn")
    sunrise = datetime.fromisoformat(plan["days"][0]["sunrise"])
    assert datetime.fromisoformat(barn["arrive"]) < sunrise + timedelta(minutes=60)
    assert datetime.fromisoformat(barn["leave"]) > datetime.fromisoformat(barn["light"]["front_lit_from"])
    assert plan_faults(Itinerary.model_validate(plan)) == []


def test_a_warm_cache_asks_nothing(service):
    """The same plan a minute later is made from the disk: no request, the same weather."""
    service.script["hourly"] = [ok(hourly_answer(datetime.fromisoformat(NOW)))]
    first = plan_json("2026-08-17", "--now", NOW, "--end", "10:00")
    asked = len(service.paths)
    assert asked >= 3
    again = plan_json("2026-08-17", "--now", "2026-08-16T10:31:00-06:00", "--end", "10:00")
    assert len(service.paths) == asked
    assert again["weather"]["kind"] == first["weather"]["kind"] == "forecast"
    assert again["weather"]["age_minutes"] == first["weather"]["age_minutes"] + 1


def test_a_failing_service_is_passed_over_aloud(service):
    """404 for the place: the plan comes all the same, from climate, and says who failed and how."""
    service.script["points"] = [problem(404, "Data Unavailable For Requested Point")]
    plan = plan_json("2026-08-17", "--now", NOW, "--end", "10:00")
    assert plan["weather"]["kind"] == "normals"
    assert "404" in plan["weather"]["passed_over"][0]["why"]


def test_an_announced_alert_is_told_on_its_day(service):
    """An alert whose text lapses before its onset is shown on the day it is for."""
    service.script["hourly"] = [ok(hourly_answer(datetime.fromisoformat(NOW)))]
    watch = {
        "id": "urn:oid:1",
        "status": "Actual",
        "messageType": "Alert",
        "event": "High Wind Watch",
        "severity": "Severe",
        "sent": "2026-08-16T09:00:00-06:00",
        "effective": "2026-08-16T09:00:00-06:00",
        "onset": "2026-08-17T09:00:00-06:00",
        "expires": "2026-08-16T21:00:00-06:00",
        "ends": "2026-08-17T21:00:00-06:00",
        "headline": "High Wind Watch issued August 16",
        "geocode": {"UGC": ["WYZ013"]},
    }
    service.script["alerts"] = [ok(alerts_answer(watch))]
    plan = plan_json("2026-08-17", "--now", NOW, "--end", "10:00")
    assert next(each["code"] for each in plan["warnings"]) == "alert"
    later = plan_json("2026-08-18", "--now", NOW, "--end", "10:00")
    assert "alert" not in [each["code"] for each in later["warnings"]]


def test_a_warning_for_the_mountains_is_told_and_forbids_no_stop_below(service):
    """A severe warning for the ranges alone (WYZ012) is labelled so, and the valley is visited."""
    service.script["hourly"] = [ok(hourly_answer(datetime.fromisoformat(NOW)))]
    warning = {
        "id": "urn:oid:2",
        "status": "Actual",
        "messageType": "Alert",
        "event": "Winter Storm Warning",
        "severity": "Severe",
        "sent": "2026-08-16T09:00:00-06:00",
        "onset": "2026-08-16T12:00:00-06:00",
        "expires": "2026-08-18T21:00:00-06:00",
        "ends": "2026-08-18T21:00:00-06:00",
        "headline": "Winter Storm Warning for the Tetons",
        "geocode": {"UGC": ["WYZ012"]},
    }
    service.script["alerts"] = [ok(alerts_answer(warning))]
    plan = plan_json("2026-08-17", "--now", NOW, "--end", "10:00")
    [told] = [each["text"] for each in plan["warnings"] if each["code"] == "alert"]
    assert told.startswith("for the country around, not the stops (WYZ012): Winter Storm Warning")
    assert plan["days"][0]["stops"]
    assert "weather-alert" not in {each["reason"] for each in plan["left_out"]}
    below = {**warning, "geocode": {"UGC": ["WYZ013"]}}
    service.script["alerts"] = [ok(alerts_answer(below))]
    forbidden = plan_json("2026-08-17", "--now", "2026-08-16T13:00:00-06:00", "--end", "10:00")
    assert "weather-alert" in {each["reason"] for each in forbidden["left_out"]}


def test_alerts_that_cannot_be_learnt_are_told(service, monkeypatch):
    """A good forecast without an answer on alerts: the plan warns in its lead, and is made without delay.

    No alert told must not read as no alert. Of the waits only those of one failing question are spent.
    """
    waits_s = []
    monkeypatch.setitem(WeatherClient.__init__.__kwdefaults__, "sleep", waits_s.append)
    service.script["alerts"] = [problem(500)]
    arguments = ["2026-08-17", "--now", NOW, "--end", "10:00"]
    plan = plan_json(*arguments)
    assert plan["weather"]["kind"] == "forecast"
    [warning] = [each for each in plan["warnings"] if each["code"] == "alert"]
    assert warning["text"].startswith("whether alerts hold is not known: NWS: answered 500")
    assert sum(waits_s) < 5
    text = " ".join(CliRunner().invoke(main, ["plan", *arguments]).stdout.split())
    assert "Whether alerts hold is not known: NWS: answered 500" in text.partition("This is the best")[0]
    shown = CliRunner().invoke(main, ["weather", "2026-08-17", "--now", NOW]).stdout
    assert "ALERTS: whether alerts hold is not known: NWS: answered 500" in shown


@pytest.mark.parametrize("arguments", [("2026-08-17", "--offline"), ("2026-09-17",)])
def test_what_was_not_asked_is_not_told_twice(service, arguments):
    """Offline, and too far ahead for any alert, the plan calls its weather climate, and says no more."""
    plan = plan_json(*arguments, "--now", NOW, "--end", "10:00")
    assert service.paths == []
    assert plan["weather"]["kind"] == "normals"
    assert "alert" not in [each["code"] for each in plan["warnings"]]


def test_a_reason_stands_once_in_the_weather_line(service):
    """Hours and alerts that are not asked for the same reason give it once."""
    done = CliRunner().invoke(main, ["plan", "2026-09-17", "--now", NOW, "--end", "10:00"])
    assert service.paths == []
    assert done.stdout.count("not asked") == 1
