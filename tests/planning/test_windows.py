"""When a visit may start, what it takes and what it earns."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tripplanner.models import Position, Site, VisitMinutes, Worth
from tripplanner.planning.windows import SiteLight, Weather, site_pieces, stay_minutes, visit_light
from tripplanner.weather.model import Alert, Forecast, Hour, Provenance, Spell, WeatherPlace

MIDNIGHT = datetime(2026, 12, 25, 7, tzinfo=UTC)
S = ("made",)


def made_site(photography=9, wildlife=0):
    return Site(
        id="barn",
        name="Barn",
        kind="homestead",
        summary="A barn.",
        sources=S,
        position=Position(lat=43.6, lon=-110.6, precision_m=10, sources=S),
        visit_minutes=VisitMinutes(short=10, usual=20, photographer=60, sources=S),
        worth=Worth(film=3, photography=photography, wildlife=wildlife, sources=S),
    )


def made_weather(temps_c, alerts=(), chance=None):
    place = WeatherPlace(lat=43.6, lon=-110.6)
    hours = tuple(
        Hour(
            starts_at=MIDNIGHT + timedelta(hours=number),
            air_temp_c=temp,
            wind_speed_kmh=0,
            precipitation_percent=chance,
        )
        for number, temp in enumerate(temps_c)
    )
    provenance = Provenance(kind="forecast", provider="made", place=place)
    return Weather(Forecast(spells=(Spell(provenance=provenance, hours=hours),), alerts=alerts), MIDNIGHT)


LIGHT = SiteLight(
    quality=lambda minute: "front-lit" if 490 <= minute < 600 else "day",
    lit_from=490,
    sunrise=480,
    sunset=1020,
)


def pieces(site, *, weather=None, light=LIGHT, first=360, last=1080, opening=None, pace="usual", month=12):
    return site_pieces(
        site,
        light=light,
        weather=weather or made_weather([0] * 24),
        first=first,
        last=last,
        opening=opening,
        pace=pace,
        month=month,
        interests={},
    )


def test_windows_do_not_overlap_and_lie_in_daylight():
    """In order, apart, on the grid, and over by sunset; only waiting for the light starts before sunrise."""
    found = pieces(made_site())
    assert len(found) >= 3
    for before, after in pairwise(found):
        assert before.window.closes < after.window.opens
    for piece in found:
        assert piece.window.opens % 5 == 0
        assert piece.window.closes + piece.window.minutes <= 1020
        assert piece.window.opens >= 480 or piece.waits_for_light
        assert piece.window.points == sum(piece.terms.values())


@pytest.mark.parametrize(("month", "margin"), [(12, 15), (7, 30)])
def test_one_comes_ahead_of_the_first_light(month, margin):
    """15 minutes ahead, 30 in the season when the parking fills, and stays 20 minutes after it has come."""
    waiting = [piece for piece in pieces(made_site(), month=month) if piece.waits_for_light]
    assert len(waiting) == 1
    window = waiting[0].window
    assert window.closes // 5 * 5 == 490 - margin
    assert window.opens == 490 - margin - 15
    assert window.opens + window.minutes >= 490 + 20 - margin
    assert window.points > max(
        piece.window.points for piece in pieces(made_site()) if not piece.waits_for_light
    )


def test_nobody_waits_where_pictures_are_not_the_point():
    """A site worth little for photography has no first-light window."""
    assert not any(piece.waits_for_light for piece in pieces(made_site(photography=5)))


def test_opening_hours_hold_to_the_last_minute():
    """The visit lies within the opening hours, whenever in its window it starts."""
    found = pieces(made_site(), opening=(600, 660))
    assert found
    assert min(piece.window.opens for piece in found) >= 600
    assert max(piece.window.closes + piece.window.minutes for piece in found) <= 660


@pytest.mark.parametrize(("pace", "minutes"), [("brisk", 10), ("usual", 20), ("relaxed", 60)])
def test_the_pace_decides_the_stay(pace, minutes):
    """Brisk is the short visit, relaxed the photographer's."""
    assert stay_minutes(made_site(), pace) == minutes


def test_cold_and_alerts_cost_points():
    """A severe alert and bitter cold lower the points of the hours they hold in, and of no other."""
    alert = Alert(id="a", event="Winter Storm Watch", severity="Severe", onset=MIDNIGHT, ends=None)
    calm = max(piece.window.points for piece in pieces(made_site()))
    warned = max(
        piece.window.points for piece in pieces(made_site(), weather=made_weather([0] * 24, (alert,)))
    )
    cold = max(piece.window.points for piece in pieces(made_site(), weather=made_weather([-28] * 24)))
    assert warned == calm - 5
    assert cold < calm


def test_an_hour_is_found_at_any_of_its_minutes():
    """Every minute of the day lies in the hour that began before it; outside there is none."""
    weather = made_weather(range(24))
    for minute in range(24 * 60):
        hour = weather.hour_at(minute)
        assert hour is not None
        assert hour.air_temp_c == minute // 60
    assert weather.hour_at(-1) is None
    assert weather.hour_at(24 * 60) is None


def test_late_comers_do_not_get_the_first_light():
    """Only who waits for it is said to see the first light; the places are taken then."""
    first = SiteLight(quality=lambda _: "first-light", lit_from=490, sunrise=480, sunset=1020)
    assert visit_light(first, 490, 510, waits_for_light=False) == "front-lit"
    assert visit_light(first, 470, 520, waits_for_light=True) == "first-light"
