"""When a visit may start, what it takes and what it earns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.models import Position, Site, VisitMinutes, Worth
from tripplanner.planning.windows import (
    SiteLight,
    Weather,
    site_pieces,
    stay_minutes,
    visit_light,
    warm_on_the_way,
)
from tripplanner.request import Party
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


def made_weather(temps_c, alerts=(), chance=None, wind_kmh=0, zones=(), **figures):
    place = WeatherPlace(lat=43.6, lon=-110.6)
    hours = tuple(
        Hour(
            starts_at=MIDNIGHT + timedelta(hours=number),
            air_temp_c=temp,
            wind_speed_kmh=wind_kmh,
            precipitation_percent=chance,
            **figures,
        )
        for number, temp in enumerate(temps_c)
    )
    provenance = Provenance(kind="forecast", provider="made", place=place)
    forecast = Forecast(spells=(Spell(provenance=provenance, hours=hours),), alerts=alerts)
    return Weather(forecast, MIDNIGHT, zones=zones)


LIGHT = SiteLight(
    quality=lambda minute: "front-lit" if 490 <= minute < 600 else "day",
    lit_from=490,
    sunrise=480,
    sunset=1020,
)


def pieces(
    site,
    *,
    weather=None,
    light=LIGHT,
    first=360,
    last=1080,
    opening=None,
    pace="usual",
    month=12,
    party=Party(),  # noqa: B008 - a frozen record
    accept_alerts=False,
):
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
        party=party,
        accept_alerts=accept_alerts,
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


@pytest.mark.parametrize(("month", "latest"), [(12, 490 - 15), (5, 480 - 45), (7, 480 - 45), (10, 480 - 45)])
def test_one_comes_ahead_of_the_first_light(month, latest):
    """
    15 minutes ahead of the light, in the season 45 ahead of sunrise.

    The visit facts, section 1c: spaces are tight 40 minutes before sunrise, be in place 45 before it.
    """
    waiting = [piece for piece in pieces(made_site(), month=month) if piece.waits_for_light]
    assert len(waiting) == 1
    window = waiting[0].window
    assert window.closes // 5 * 5 == latest
    assert window.opens == latest - 5
    assert window.opens + window.minutes >= 490 + 20
    assert window.points > max(
        piece.window.points for piece in pieces(made_site()) if not piece.waits_for_light
    )


@given(
    st.integers(420, 480),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(1, 12),
    st.sampled_from(["brisk", "usual", "relaxed"]),
)
def test_who_waits_for_the_light_sees_it(sunrise, wait, spread, month, pace):
    """Whenever one comes, one stays until 20 minutes after the latest time at which the light can come."""
    light = replace(LIGHT, sunrise=sunrise, lit_from=sunrise + wait, lit_latest=sunrise + wait + spread)
    (piece,) = (
        each for each in pieces(made_site(), light=light, month=month, pace=pace) if each.waits_for_light
    )
    window = piece.window
    assert window.opens + window.minutes >= sunrise + wait + spread + 20
    assert window.closes < sunrise + wait - 10
    assert window.minutes % 5 == 0
    if month in range(5, 11):
        assert window.closes < sunrise - 40


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


COLD_MORNING = [-28.9] * 11 + [-10] * 13  # -20 F until 11:00
BREEZE_KMH = 8  # 5 mph: chill -34 F, bare skin can freeze within 10 to 30 minutes


def test_climate_without_wind_has_the_windows_it_had():
    """No wind figure and no bitter cold: nothing shrinks and nothing is dropped, whoever travels."""
    mean_day = [-17.1] * 10 + [-5] * 14
    calm = pieces(made_site(), weather=made_weather([10] * 24))
    for party in (Party(), Party(children=(3,), mobility="limited", cold_tolerance="low")):
        found = pieces(made_site(), weather=made_weather(mean_day, wind_kmh=None), party=party)
        spans = [(each.window.opens, each.window.minutes, each.waits_for_light) for each in found]
        # the cold costs points, which may part a window, so starts and stays are compared minute by minute
        assert every_start(found) == every_start(calm)
        assert spans


def every_start(found):
    """Each minute a visit may start in, with its stay."""
    return {
        minute: (each.window.minutes, each.waits_for_light)
        for each in found
        for minute in range(each.window.opens, each.window.closes + 1)
    }


def test_long_stops_shrink_in_the_cold():
    """Relaxed, 60 minutes: on a -20 F morning with wind 20 at most, the whole hour after it."""
    found = every_start(
        pieces(made_site(), weather=made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH), pace="relaxed")
    )
    assert {stay for start, (stay, _) in found.items() if start < 11 * 60 - 20} == {20}
    assert {stay for start, (stay, _) in found.items() if start >= 11 * 60} == {60}
    assert min(found) == 480


def test_nobody_waits_for_the_light_longer_than_the_cold_allows():
    """Waiting for the first light takes 50 minutes: too long for -20 F with wind; one comes at sunrise."""
    cold = pieces(made_site(), weather=made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH))
    assert any(piece.waits_for_light for piece in pieces(made_site()))
    assert not any(piece.waits_for_light for piece in cold)


def test_who_is_sensitive_stays_shorter_or_not_at_all():
    """Low tolerance allows the 10-minute visit, with a child there is none before it warms up."""
    weather = made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH)
    low = every_start(pieces(made_site(), weather=weather, party=Party(cold_tolerance="low")))
    child = every_start(pieces(made_site(), weather=weather, party=Party(children=(7,))))
    assert low[8 * 60] == (10, False)
    assert min(child) == 11 * 60


@given(
    st.lists(st.floats(-45, 10), min_size=24, max_size=24),
    st.floats(0, 60),
    st.sampled_from(["brisk", "usual", "relaxed"]),
    st.integers(0, 120),
)
def test_windows_stay_in_order_whatever_the_cold(temps_c, wind_kmh, pace, walk_minutes):
    """Apart, in order, stays in steps of 5 minutes and within the limit of every hour they touch."""
    weather = made_weather(temps_c, wind_kmh=wind_kmh)
    found = pieces(made_site(), weather=weather, pace=pace)
    for each in (found, warm_on_the_way(found, walk_minutes, weather, Party())):
        for before, after in pairwise(each):
            assert before.window.closes < after.window.opens
        for piece in each:
            window = piece.window
            assert window.minutes % 5 == 0
            assert window.opens % 5 == 0
            assert window.opens <= window.closes
            limit = weather.limit_minutes(window.opens, window.closes + window.minutes, Party())
            assert limit is None or window.minutes <= limit


def test_the_way_on_foot_is_bounded_by_the_cold():
    """80 minutes through a -20 F morning in 5 mph: 75 are allowed, so one sets out when it warms up."""
    weather = made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH)
    found = pieces(made_site(), weather=weather)
    assert warm_on_the_way(found, 75, weather, Party()) == found
    assert min(each.window.opens for each in warm_on_the_way(found, 80, weather, Party())) == 11 * 60 + 80
    assert warm_on_the_way(found, 80, made_weather([-5] * 24), Party()) == found


def test_only_a_warning_for_the_zone_forbids():
    """A severe warning of another zone, a watch, or an accepted warning leaves the windows."""
    everything = every_start(pieces(made_site()))

    def under(event, zones=("WYZ013",), **options):
        alert = Alert(id="a", event=event, severity="Severe", onset=MIDNIGHT, ends=None, zones=zones)
        return every_start(
            pieces(made_site(), weather=made_weather([0] * 24, (alert,), zones=("WYZ013",)), **options)
        )

    assert under("Winter Storm Warning") == {}
    assert under("Winter Storm Warning", zones=()) == {}
    assert under("Winter Storm Warning", zones=("WYZ012",)) == everything
    assert under("Winter Storm Watch").keys() == everything.keys()
    assert under("Winter Storm Warning", accept_alerts=True).keys() == everything.keys()


@pytest.mark.parametrize(
    ("figures", "points"),
    [
        ({"thunder_percent": 40}, 3),
        ({"us_aqi": 170}, 5),
        ({"snowfall_mm": 26}, 5),
        ({"wind_gust_kmh": 95}, 8),
        ({"wind_gust_kmh": 95, "us_aqi": 170}, 8),
        ({"thunder_percent": 10, "us_aqi": 90, "snowfall_mm": 5, "wind_gust_kmh": 40}, 0),
    ],
)
def test_storm_and_smoke_cost_points(figures, points):
    """The worst of them counts, once."""
    calm = max(piece.window.points for piece in pieces(made_site()))
    bad = max(piece.window.points for piece in pieces(made_site(), weather=made_weather([0] * 24, **figures)))
    assert calm - bad == points
