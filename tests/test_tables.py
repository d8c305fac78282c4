"""Tables for the terminal."""

from datetime import datetime, timedelta

from tests.conftest import DENVER
from tripplanner.export.tables import spot_text, weather_table
from tripplanner.weather.model import Alert, Forecast, Hour, Observation, Provenance, Spell, WeatherPlace

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)


def forecast(**options):
    provenance = Provenance(kind="forecast", provider="made", place=WeatherPlace(lat=43.66, lon=-110.66))
    spell = Spell(provenance=provenance, hours=(Hour(starts_at=NOW, air_temp_c=-5),))
    return Forecast(spells=(spell,), **options)


def table(found):
    return " ".join(weather_table("Mormon Row", found, DENVER, units="us", clock="24").split())


def test_the_latest_observation_is_told_with_its_age_and_distance():
    """A measurement stands beside the forecast with station, time and distance, and 0 F is a figure."""
    seen = Observation(
        station="KJAC",
        station_name="Jackson Hole Airport",
        distance_km=8.2,
        observed_at=NOW - timedelta(minutes=25),
        air_temp_c=-17.7778,
        text="Clear",
    )
    told = "measured 2026-11-23 10:35 at Jackson Hole Airport (KJAC), 5.1 mi away: 0 F, Clear"
    assert told in table(forecast(observation=seen))


def test_an_observation_without_figures_says_so():
    """What failed the service's own checks is not shown as a number."""
    seen = Observation(station="KJAC", distance_km=8.2, observed_at=NOW)
    assert "no figure that stood its checks" in table(forecast(observation=seen))


def test_an_alert_is_told_with_the_time_it_holds_and_its_zones():
    """From onset until its end, whatever its text says; the zones tell valley from mountains."""
    watch = Alert(
        id="1",
        event="Winter Storm Watch",
        onset=NOW,
        ends=NOW + timedelta(hours=22),
        zones=("WYZ012",),
    )
    told = "ALERT Winter Storm Watch: holds from 2026-11-23 11:00 until 2026-11-24 09:00, for WYZ012"
    assert told in table(forecast(alerts=(watch,)))
    endless = watch.model_copy(update={"ends": None, "zones": (), "headline": "Storm"})
    assert "ALERT Storm: holds from 2026-11-23 11:00 until further notice f" in table(
        forecast(alerts=(endless,))
    )


def test_figures_are_said_to_be_for_a_spot_and_height():
    """In feet or metres; a height that nobody said is not made up."""
    spot = WeatherPlace(lat=43.66, lon=-110.6552, elevation_m=2000.5)
    assert (spot_text(spot, "us"), spot_text(spot, "metric")) == (
        "43.66, -110.66 at 6,563 ft",
        "43.66, -110.66 at 2,000 m",
    )
    assert "forecast by made for 43.66, -110.66 2026-11-23 temp" in table(forecast())


def test_without_an_observation_nothing_is_said():
    """Nothing measured, nothing told."""
    assert "measured" not in table(forecast())
