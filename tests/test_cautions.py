"""What could hurt or spoil the day: each warning and hazard with its place, hour and number."""

from datetime import datetime, timedelta

import pytest

import tripplanner
from tests.conftest import DENVER
from tripplanner.conditions import outings
from tripplanner.weather.model import Forecast, Hour, Provenance, Spell, WeatherPlace

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)


def planned(figures, day="2026-12-25", **options):
    """A morning under the figures given, at one figure for each hour or the same for all."""
    midnight = datetime.fromisoformat(day).replace(tzinfo=DENVER)
    hours = tuple(
        Hour(starts_at=midnight + timedelta(hours=hour), **(figures(hour) if callable(figures) else figures))
        for hour in range(24)
    )
    place = WeatherPlace(lat=43.66, lon=-110.66)
    provenance = Provenance(kind="forecast", provider="made", place=place, issued_at=NOW)
    forecast = Forecast(spells=(Spell(provenance=provenance, hours=hours),))
    return tripplanner.plan_trip(day, weather=forecast, now=NOW, **{"end": "11:00", **options})


CALM = {"air_temp_c": 5, "wind_speed_kmh": 5}


def told(plan, code):
    return [warning.text for warning in plan.warnings if warning.code == code]


def test_smoke_is_a_warning_with_its_number():
    """Index 165 is unhealthy: told with hour and class, first among the lines of the plan."""
    plan = planned({**CALM, "us_aqi": 165})
    [text] = told(plan, "smoke")
    assert "air quality index 165" in text
    assert "unhealthy" in text
    assert "N95 mask" in {item.item for item in plan.days[0].wear}
    assert "Air quality index 165" in str(plan)


@pytest.mark.parametrize("figures", [{"us_aqi": 100}, {"pm2_5_ugm3": 35.4}, {}])
def test_no_smoke_no_warning(figures):
    """Up to 100, or 35.4 µg/m³, and where nothing is known, nothing is said."""
    assert told(planned({**CALM, **figures}), "smoke") == []


def test_the_worst_air_outdoors_is_told():
    """Of several hours the worst counts, by index or by fine particles."""
    plan = planned(lambda hour: {**CALM, "pm2_5_ugm3": 60 if hour == 9 else 20})
    [text] = told(plan, "smoke")
    assert "fine particles 60 µg/m³" in text
    assert "09:00" in text


@pytest.mark.parametrize(
    ("figures", "icy"),
    [
        ({"air_temp_c": 0, "wind_speed_kmh": 5}, "it freezes during the day, down to 32 F (0 C):"),
        (
            {"air_temp_c": 2, "wind_speed_kmh": 5, "snowfall_mm": 4},
            "snow falls during the day: the roads can be icy",
        ),
        (CALM, None),
        ({"wind_speed_kmh": 5}, None),
    ],
)
def test_icy_drives_are_told_where_it_freezes_or_snows(figures, icy):
    """0 °C freezes; snow is slippery above it too; what is not known is not told."""
    texts = told(planned(figures), "icy-drive")
    assert (texts == []) if icy is None else (icy in texts[0])


def test_frost_on_the_drive_alone_is_told():
    """It freezes at 7 and not at the stops later: the way there can be icy."""
    plan = planned(
        lambda hour: {"air_temp_c": -1 if hour <= 7 else 4, "wind_speed_kmh": 0}, start="07:00", end="12:00"
    )
    assert plan.days[0].legs[0].depart.hour == 7
    assert told(plan, "icy-drive") != []


def test_no_drive_no_icy_roads():
    """On foot in the town nobody is warned of roads."""
    plan = planned({"air_temp_c": -5, "wind_speed_kmh": 0}, modes=["walk"])
    assert plan.days[0].stops
    assert told(plan, "icy-drive") == []


def test_dark_drives_are_told():
    """Leaving before dawn in winter."""
    assert "are in the dark" in told(planned(CALM), "dark-drive")[0]


def test_the_cold_on_the_way_counts_too():
    """Cold until 9 only, when nobody stops but somebody walks or waits: told for the hour it is in."""
    plan = planned(
        lambda hour: {"air_temp_c": -25 if hour < 9 else -5, "wind_speed_kmh": 20 if hour < 9 else 0},
        end="12:00",
    )
    early = [leg for leg in plan.days[0].legs if leg.mode != "car" and leg.depart.hour < 9]
    early += [stop for stop in plan.days[0].stops if stop.arrive.hour < 9]
    assert early
    assert "within 10 to 30 minutes" in told(plan, "cold")[0]


def test_a_chain_of_ways_in_the_cold_is_told_with_its_sum():
    """-20 F and 5 mph all day: each stop is kept to 30 minutes; what they take together is told."""
    plan = planned({"air_temp_c": -28.9, "wind_speed_kmh": 8.0}, end=None)
    day = plan.days[0]
    away = [(end - start, start) for start, end in outings(day.legs, day.stops)]
    longest, start = max(away)
    minutes = longest // timedelta(minutes=1)
    assert minutes > 75  # more than the schedule gives even to people at work
    [text] = told(plan, "cold")
    assert text.endswith(f"their sum: from {start:%H:%M} you are {minutes} minutes away from the car")


def test_an_outing_in_mild_hours_is_not_called_cold():
    """Cold before dawn only, on the drive: the long way on foot at noon is nobody's warning."""
    plan = planned(
        lambda hour: {"air_temp_c": -30 if hour < 10 else 2, "wind_speed_kmh": 8}, start="09:00", end=None
    )
    day = plan.days[0]
    assert max(end - start for start, end in outings(day.legs, day.stops)) > timedelta(minutes=60)
    assert not any("their sum" in text for text in told(plan, "cold"))


def test_an_outing_ends_at_the_car():
    """Every way on foot lies in an outing, and no drive in any."""
    plan = planned({"air_temp_c": -2, "wind_speed_kmh": 5}, end=None)
    day = plan.days[0]
    found = outings(day.legs, day.stops)
    walked = [leg for leg in day.legs if leg.mode != "car"]
    assert found
    assert found[0][0] == walked[0].depart
    assert found[-1][1] == walked[-1].arrive
    drives = [leg for leg in day.legs if leg.mode == "car"]
    assert not any(start < leg.depart < end for start, end in found for leg in drives)
    assert all(any(start <= leg.depart < end for start, end in found) for leg in walked)


def test_the_coldest_hour_is_told():
    """-23 °C, then -25 °C from 9 on (chill -36.7 °C): the warning has the colder figure and its hour."""
    plan = planned(lambda hour: {"air_temp_c": -25 if hour >= 9 else -23, "wind_speed_kmh": 20})
    [text] = told(plan, "cold")
    assert "felt -34 F (-37 C)" in text
    assert "at 09:00" in text


@pytest.mark.parametrize(
    ("kind", "figures", "words"),
    [
        ("lightning", {"thunder_percent": 60}, ("thunder likely (60 %)", "leave open ground")),
        ("lightning", {"thunder_percent": 20}, ("slight chance of thunder (20 %)",)),
        ("heavy-snow", {"snowfall_mm": 26}, ("heavy snow, 1.0 in (26 mm)",)),
        ("high-wind", {"wind_gust_kmh": 75}, ("gusts of 47 mph (75 km/h)", "a Wind Advisory")),
        ("high-wind", {"wind_gust_kmh": 95}, ("gusts of 59 mph (95 km/h)", "a High Wind Warning")),
        (
            "heat",
            {"air_temp_c": 34, "relative_humidity_percent": 50},
            ("heat index 101 F (38 C)", "extreme caution"),
        ),
    ],
)
def test_each_hazard_has_place_hour_and_number(kind, figures, words):
    """One note a kind, and the plan says it among what decides the day."""
    plan = planned({**CALM, **figures}, day="2027-08-17")
    [note] = plan.days[0].hazards
    assert note.kind == kind
    assert all(word in note.text for word in words)
    assert f"at {note.at:%H:%M}" in note.text
    assert note.at.utcoffset() == timedelta(hours=-6)
    lead = " ".join(str(plan).split("\n\n")[1].split())
    assert note.text[1:] in lead


def test_a_fair_day_has_no_hazard():
    """Below each limit, and where nothing is known, nothing is said."""
    assert planned(CALM).days[0].hazards == ()
    assert planned({}).days[0].hazards == ()


def test_the_worst_hour_is_told():
    """Thunder of 30 % at 8 and 70 % at 9: the second is told."""
    plan = planned(lambda hour: {**CALM, "thunder_percent": {8: 30, 9: 70}.get(hour, 0)}, day="2027-08-17")
    [note] = plan.days[0].hazards
    assert note.at.hour == 9
    assert "70 %" in note.text
