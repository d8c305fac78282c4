"""What to wear and carry, each with the number that asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from tripplanner.clothing import Outing, clothing_needs, kit_needs
from tripplanner.weather.model import Hour

START = datetime(2026, 12, 25, 14, tzinfo=UTC)


def hours(*figures):
    return [
        Hour(
            starts_at=START + timedelta(hours=number),
            air_temp_c=temp,
            wind_speed_kmh=wind,
            precipitation_percent=chance,
        )
        for number, (temp, wind, chance) in enumerate(figures)
    ]


def items(needs):
    return " / ".join(need.item for need in needs)


@pytest.mark.parametrize(
    ("figures", "asked", "not_asked"),
    [
        ([(-25, 20, 0)], ("face cover", "hat", "warm layers"), ("shell", "sun hat")),
        ([(-20, None, None)], ("face cover", "hat"), ("shell",)),
        ([(-5, 0, 0)], ("hat", "warm layers"), ("face cover",)),
        ([(5, 0, 0)], ("warm layers",), ("hat, gloves", "face cover")),
        ([(0, 0, 0)], ("warm layers",), ("hat, gloves",)),
        ([(28, 0, 0)], ("sun hat, water",), ("warm layers",)),
        ([(15, 10, 40)], ("shell",), ("warm layers",)),
        ([(15, 10, 0)], (), ("shell", "warm layers", "sun hat")),
        ([(None, None, None)], (), ("warm layers",)),
    ],
)
def test_each_item_has_its_limit(figures, asked, not_asked):
    """Layers below 10 °C felt, hat below 0, face cover below -18, a shell from 40 %, sun cover from 25 °C."""
    found = items(clothing_needs(hours(*figures)))
    for item in asked:
        assert item in found
    for item in not_asked:
        assert item not in found


def test_the_coldest_hour_asks():
    """The item carries the hour and the felt temperature that ask for it."""
    needs = clothing_needs(hours((-5, 0, 0), (-25, 20, 0), (0, 0, 0)))
    face = next(need for need in needs if "face cover" in need.item)
    assert face.at == START + timedelta(hours=1)
    assert face.felt_c == pytest.approx(-36.7, abs=0.1)


def test_dark_and_snow_ask_for_kit():
    """A headlamp for the dark on foot; poles, food and a map for snowshoes; nothing for a summer walk."""
    assert kit_needs([Outing("walk", START, 20)]) == []
    needs = kit_needs([Outing("snowshoe", START, 75, 35), Outing("snowshoe", START + timedelta(hours=2), 40)])
    found = {need.item: need for need in needs}
    assert "35 minutes" in found["headlamp"].why
    assert "115 minutes" in found["snowshoes, poles, gaiters"].why
    assert "75 minutes from the car" in found["dry gloves and socks, food, a hot drink"].why
    assert {need.at for name, need in found.items() if "map" not in name} == {START}
    assert "map and compass or GPS" in found
    assert "skis" in items(kit_needs([Outing("ski", START, 30)]))


@pytest.mark.parametrize(
    ("figures", "item", "number"),
    [
        ({"us_aqi": 165}, "N95 mask", "165, unhealthy"),
        ({"pm2_5_ugm3": 60}, "N95 mask", "60 µg/m³, unhealthy"),
        ({"thunder_percent": 40}, "the car near by", "40 %"),
        ({"wind_gust_kmh": 80, "wind_speed_kmh": 30}, "windproof shell", "gusts of 50 mph (80 km/h)"),
        ({"wind_speed_kmh": 55}, "windproof shell", "wind of 34 mph (55 km/h)"),
        ({"snowfall_mm": 30}, "goggles", "1.2 in (30 mm)"),
    ],
)
def test_each_danger_has_its_item_hour_and_number(figures, item, number):
    """Smoke, thunder, wind and heavy snow each ask for one thing, by the worst hour and its number."""
    calm = Hour(starts_at=START)
    bad = Hour(starts_at=START + timedelta(hours=1), **figures)
    [need] = clothing_needs([calm, bad, calm])
    assert need.item == item
    assert number in need.why
    assert need.at == bad.starts_at


def test_good_air_and_still_sky_ask_for_nothing():
    """Below each limit nothing is asked for."""
    hour = Hour(
        starts_at=START, us_aqi=100, thunder_percent=10, wind_gust_kmh=70, wind_speed_kmh=40, snowfall_mm=20
    )
    assert clothing_needs([hour]) == []


def test_the_worst_hour_asks():
    """Of two smoky hours the worse one is told."""
    smoke = [
        Hour(starts_at=START + timedelta(hours=hour), us_aqi=aqi) for hour, aqi in enumerate((110, 210, 160))
    ]
    [mask] = clothing_needs(smoke)
    assert mask.at == START + timedelta(hours=1)
    assert "210, very unhealthy" in mask.why


def test_humid_heat_counts_as_it_feels():
    """24 °C of air at 95 % is no 25; 30 °C at 70 % feels like 35 (NWS chart: 86 F, 70 % is 95 F)."""
    [hat] = clothing_needs([Hour(starts_at=START, air_temp_c=30, relative_humidity_percent=70)])
    assert hat.felt_c == pytest.approx(35, abs=0.4)
    assert "heat index" in hat.why


def test_minutes_are_told_where_the_equation_holds():
    """At -20 °C in 40 km/h (14.3 minutes in the table) the whole minutes are told beside the band."""
    face = next(need for need in clothing_needs(hours((-20, 40, 0))) if "face" in need.item)
    assert "within 10 to 30 minutes, about 14 by the equation" in face.why
