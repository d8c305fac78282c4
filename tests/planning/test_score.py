"""What a visit earns, term by term: the tables of the docstrings, at each of their edges."""

from datetime import UTC, datetime

import pytest

from tripplanner.models import Worth
from tripplanner.planning.score import (
    comfort_points,
    photography_points,
    safety_points,
    storm_points,
    visit_terms,
    weighted,
    wildlife_points,
)
from tripplanner.units import kmh_from_mph
from tripplanner.weather.model import Hour

S = ("made",)
LIGHTS = ("first-light", "golden", "front-lit", "day", "twilight", "dark")


@pytest.mark.parametrize(
    ("worth", "points"), [(10, [40, 16, 16, 10, 6, 0]), (8, [32, 12.8, 12.8, 8, 4.8, 0]), (7, [7] * 5 + [0])]
)
def test_pictures_are_worth_what_the_light_makes_of_them(worth, points):
    """4 times at first light, 1.6 golden or front-lit, 0.6 in twilight; below 8 only the dark counts."""
    site = Worth(photography=worth, sources=S)
    assert [photography_points(site, light) for light in LIGHTS] == pytest.approx(points)


@pytest.mark.parametrize(
    ("worth", "points"), [(10, [14, 14, 10, 10, 14, 0]), (8, [11.2, 11.2, 8, 8, 11.2, 0]), (7, [7] * 5 + [0])]
)
def test_animals_are_seen_in_low_light(worth, points):
    """1.4 times at first light, in golden light and in twilight, where it is 8 or more; none in the dark."""
    site = Worth(wildlife=worth, sources=S)
    assert [wildlife_points(site, light) for light in LIGHTS] == pytest.approx(points)


@pytest.mark.parametrize(
    ("felt_temp_c", "points"),
    [(-25.1, -5), (-25, -2), (-15.1, -2), (-15, 0), (30, 0), (30.1, -2), (None, 0)],
)
def test_comfort_falls_with_the_cold_and_the_heat(felt_temp_c, points):
    """0 from -15 to 30 °C felt, -2 down to -25 and above 30, -5 below; what is not known counts nothing."""
    assert comfort_points(felt_temp_c, None) == points


@pytest.mark.parametrize(("percent", "points"), [(59, 0), (60, -2), (100, -2), (0, 0), (None, 0)])
def test_likely_rain_or_snow_costs_two(percent, points):
    """From 60 % on precipitation is likely."""
    assert comfort_points(10, percent) == points


@pytest.mark.parametrize(
    ("band", "points"),
    [(None, 0), ("low", 0), ("10-30 min", -3), ("5-10 min", -8), ("2-5 min", -12), ("under 2 min", -12)],
)
def test_danger_costs_by_how_soon_skin_freezes(band, points):
    """-3, -8 and -12; five more while an official alert holds."""
    assert safety_points(band, under_alert=False) == points
    assert safety_points(band, under_alert=True) == points - 5


@pytest.mark.parametrize(
    ("figures", "points"),
    [
        ({}, 0),
        ({"thunder_percent": 20}, 0),  # a slight chance
        ({"thunder_percent": 30}, -3),
        ({"thunder_percent": 60}, -8),
        ({"thunder_percent": 90}, -8),
        ({"us_aqi": 100}, 0),
        ({"us_aqi": 101}, -2),
        ({"us_aqi": 151}, -5),
        ({"us_aqi": 201}, -8),
        ({"us_aqi": 301}, -8),
        ({"pm2_5_ugm3": 60}, -5),
        ({"snowfall_mm": 13}, 0),
        ({"snowfall_mm": 26}, -5),
        ({"snowfall_mm": 1, "visibility_km": 0.3}, -5),
        ({"wind_speed_kmh": kmh_from_mph(32)}, -3),
        ({"wind_gust_kmh": kmh_from_mph(47)}, -3),
        ({"wind_speed_kmh": kmh_from_mph(41)}, -8),
        ({"wind_gust_kmh": kmh_from_mph(59), "us_aqi": 160, "thunder_percent": 40}, -8),  # the worst, once
    ],
)
def test_a_storm_costs_as_much_as_its_worst(figures, points):
    """Thunder -3 and -8, smoke -2, -5 and -8, heavy snow -5, wind -3 and -8."""
    assert storm_points(Hour(starts_at=datetime(2026, 8, 1, 15, tzinfo=UTC), **figures)) == points


def test_points_are_whole_and_go_by_the_interests():
    """Weighted, rounded, in the terms' order; nothing is not told, what has no weight counts once."""
    terms = {"comfort": -2.0, "film": 8.0, "history": 0.0, "ease": 2.5}
    found = weighted(terms, {"film": 1.5, "comfort": 0.4})
    assert list(found.items()) == [("film", 12), ("ease", 2), ("comfort", -1)]


def test_a_visit_earns_by_all_its_terms():
    """Film and history as they are, ease by half, the rest as above."""
    worth = Worth(film=9, history=6, photography=8, wildlife=8, ease=5, sources=S)
    found = visit_terms(
        worth,
        "golden",
        felt_temp_c=-20,
        precipitation_percent=80,
        frostbite="10-30 min",
        under_alert=True,
    )
    assert found == pytest.approx(
        {
            "film": 9,
            "history": 6,
            "photography": 12.8,
            "wildlife": 11.2,
            "ease": 2.5,
            "comfort": -4,
            "safety": -8,
        }
    )
