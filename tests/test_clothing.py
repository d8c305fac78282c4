"""What to wear and carry, each with the number that asks for it."""

from datetime import UTC, datetime, timedelta

import pytest

from tripplanner.clothing import clothing_needs, kit_needs
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
    """A headlamp for the dark on foot; poles and a map for snowshoes; nothing for a summer drive."""
    assert kit_needs(["car", "walk"], dark_foot_minutes=0) == []
    found = items(kit_needs(["car", "snowshoe"], dark_foot_minutes=35))
    assert "headlamp" in found
    assert "snowshoes" in found
    assert "map" in found
    assert "skis" in items(kit_needs(["ski"], dark_foot_minutes=0))
