"""When a visit may start, what it takes and what it earns."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.light import SunTimes
from tripplanner.models import Position, Site, VisitMinutes, Worth
from tripplanner.planning.bounds import day_bounds, minute_of
from tripplanner.planning.candidate import Candidate, counting_cold, with_wishes
from tripplanner.planning.duties import Duties
from tripplanner.planning.problem import DayLimits, Window
from tripplanner.planning.turning import back_by_dusk, leave_by, turn_around_at
from tripplanner.planning.windows import (
    Piece,
    SiteLight,
    Weather,
    site_pieces,
    stay_minutes,
    visit_light,
    warm_on_the_way,
)
from tripplanner.request import Party
from tripplanner.roads import Walk
from tripplanner.weather.model import Alert, Forecast, Hour, Provenance, Spell, WeatherPlace
from tripplanner.wishes import Wishes

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


@pytest.mark.parametrize(("month", "first"), [(4, 470), (5, 430), (10, 430), (11, 470)])
def test_who_waits_comes_as_early_as_the_season_asks_and_no_earlier(month, first):
    """From May to October 45 minutes before sunrise, else 15 before the light; 5 to spare, gone 20 after."""
    [piece] = [each for each in pieces(made_site(), month=month) if each.waits_for_light]
    assert (piece.window.opens, piece.window.closes) == (first, first + 9)
    assert piece.window.minutes == 490 + 20 - first


def test_a_window_of_one_minute_is_kept():
    """What the dusk has cut to a single start is a start."""
    weather = made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH)
    single = Piece(Window(900, 900, 20, 5), {"film": 5}, waits_for_light=False)
    early = Piece(Window(500, 509, 20, 5), {"film": 5}, waits_for_light=False)
    assert warm_on_the_way((early, single), 80, weather, Party()) == (single,)


def snow_walk(minutes, *, on_snow=True):
    return Walk("snowshoe", ("car", "barn"), ("road",), 3.0, minutes, snow_assumed=False, on_snow=on_snow)


def test_one_leaves_a_site_in_time_to_be_back_before_dark():
    """By hand: dark at 17:02, 33 minutes back are 35 on the grid: 16:25 is the last full five minutes."""
    assert leave_by(snow_walk(33), 17 * 60 + 2) == 16 * 60 + 25
    assert leave_by(snow_walk(33, on_snow=False), 17 * 60 + 2) is None


def test_one_turns_around_halfway_to_the_dark():
    """Between 8:04 and 17:01 that is 12:32, told as 12:30; never before one has arrived."""
    assert turn_around_at(484, 560, 1021) == 12 * 60 + 30
    assert turn_around_at(484, 800, 1021) == 800


def test_windows_end_so_that_one_is_back_before_dark():
    """By 16:25 one leaves: 20 minutes start at 16:05 at the latest; what opens later is dropped."""
    early, late, last = (
        Piece(Window(opens, opens + 60, 20, 5), {}, waits_for_light=False) for opens in (930, 965, 970)
    )
    cut = back_by_dusk((early, late, last), snow_walk(33), 17 * 60 + 2)
    assert [(each.window.opens, each.window.closes) for each in cut] == [(930, 965), (965, 965)]
    assert back_by_dusk((last,), snow_walk(33, on_snow=False), 17 * 60 + 2) == (last,)
    assert (
        back_by_dusk((replace(early, window=Window(600, 700, 20, 5)),), snow_walk(33), 1022)[0].window.closes
        == 700
    )


DENVER = ZoneInfo("America/Denver")
LONG_DAY = date(2026, 11, 1)  # the clocks go back: 25 hours


def sun_of(on, **events):
    """The sun's events on a day, those given; the others do not happen."""
    known = dict.fromkeys(name for name in SunTimes.model_fields if name != "on")
    return SunTimes(
        on=on, **{**known, **{name: datetime.combine(on, at, DENVER) for name, at in events.items()}}
    )


def bounds_of(on=LONG_DAY, now=datetime(2026, 10, 1, tzinfo=UTC), start=None, end=None, **events):
    return day_bounds(on, DENVER, sun_of(on, **events), now, start=start, end=end)


def test_a_day_reaches_from_before_sunrise_to_after_sunset():
    """Two hours before and one after; an hour more once the clocks went back; light by twilight."""
    found = bounds_of(sunrise=time(7, 0), sunset=time(17, 30), civil_dawn=time(6, 30), civil_dusk=time(18, 0))
    assert (found.stops_from, found.stops_until) == (8 * 60 - 120, 18 * 60 + 30 + 60)
    assert (found.light_from, found.light_until) == (7 * 60 + 30, 19 * 60)
    assert (found.sunrise, found.sunset) == (8 * 60, 18 * 60 + 30)
    assert (found.leave_from, found.back_by) == (None, None)
    assert found.moment(8 * 60, DENVER) == datetime(2026, 11, 1, 7, tzinfo=DENVER)


def test_without_a_sunrise_the_day_is_as_long_as_the_clock_says():
    """25 hours on the day the clocks go back, 24 on the next."""
    found = bounds_of()
    assert (found.sunrise, found.sunset, found.light_from, found.light_until) == (0, 1500, 0, 1500)
    assert (found.stops_from, found.stops_until) == (-120, 1560)
    assert bounds_of(on=date(2026, 11, 2)).light_until == 1440


def test_what_is_asked_for_bounds_the_day():
    """Start and end by the clock, for the base and for the stops."""
    found = bounds_of(
        on=date(2026, 12, 25), start=time(7, 15), end=time(16, 40), sunrise=time(8), sunset=time(17)
    )
    assert (found.leave_from, found.stops_from) == (435, 435)
    assert (found.back_by, found.stops_until) == (1000, 1000)


@pytest.mark.parametrize(
    ("now", "start", "leave"),
    [
        (time(10, 3), None, 605),
        (time(10, 4), None, 605),
        (time(10, 5), None, 610),
        (time(10, 4), time(9), 605),
        (time(10, 4), time(11), 660),
    ],
)
def test_nothing_starts_before_now(now, start, leave):
    """On the day itself one leaves at the next full five minutes, or when asked if that is later."""
    on = date(2026, 12, 25)
    found = bounds_of(on=on, now=datetime.combine(on, now, DENVER), start=start)
    assert (found.leave_from, found.stops_from) == (leave, leave)


def test_minutes_are_rounded_down():
    """Also before midnight."""
    assert [minute_of(MIDNIGHT + timedelta(seconds=each), MIDNIGHT) for each in (0, 59, 60, -1)] == [
        0,
        0,
        1,
        -1,
    ]


def candidate_of(*found, walk=None):
    return Candidate(made_site(), "car", walk or snow_walk(11), LIGHT, tuple(found))


FIRST = Piece(Window(470, 479, 40, 30), {"film": 3, "photography": 27}, waits_for_light=True)
PLAIN = Piece(Window(480, 600, 20, 12), {"film": 3, "photography": 9}, waits_for_light=False)


def test_a_short_visit_is_worth_two_thirds():
    """Term by term, rounded; who waits for the light stays; what is short already is not offered twice."""
    as_short = Piece(Window(700, 800, 10, 9), {"film": 9}, waits_for_light=False)
    worthless = Piece(Window(900, 950, 20, 0), {"film": 1, "safety": -1}, waits_for_light=False)
    worth_one = Piece(Window(960, 970, 20, 1), {"film": 1}, waits_for_light=False)
    every = FIRST, PLAIN, as_short, worthless, worth_one
    found = list(with_wishes(candidate_of(*every), Duties(1), Wishes(short_visits=True)))
    assert [each.pieces for each in found] == [
        every,
        (
            Piece(Window(480, 600, 10, 8), {"film": 2, "photography": 6}, waits_for_light=False),
            Piece(Window(960, 970, 10, 1), {"film": 1}, waits_for_light=False),
        ),
    ]
    assert [
        each.pieces for each in with_wishes(candidate_of(FIRST), Duties(1), Wishes(short_visits=True))
    ] == [(FIRST,)]
    assert len(list(with_wishes(candidate_of(PLAIN), Duties(1), Wishes()))) == 1
    assert list(with_wishes(candidate_of(), Duties(1), Wishes(short_visits=True))) == []


def test_the_first_light_grants_its_wish_and_the_other_visits_do_not():
    """At the sites of the wish only; a site without the one or the other has no empty candidate."""
    wish = Duties(2, first_light=1, first_light_at=frozenset({"barn"}))
    elsewhere = replace(wish, first_light_at=frozenset({"chapel"}))

    def apart(duties, *found):
        return [
            (each.pieces, set(each.grants)) for each in with_wishes(candidate_of(*found), duties, Wishes())
        ]

    assert apart(wish, FIRST, PLAIN) == [((FIRST,), {1}), ((PLAIN,), set())]
    assert apart(wish, FIRST) == [((FIRST,), {1})]
    assert apart(wish, PLAIN) == [((PLAIN,), set())]
    assert apart(elsewhere, FIRST, PLAIN) == [((FIRST, PLAIN), set())]
    assert apart(Duties(2), FIRST, PLAIN) == [((FIRST, PLAIN), set())]


def test_minutes_in_the_cold_count_with_the_ways():
    """
    -20 F with wind until 11:00: 11 minutes on foot are 15 on the grid, there and back, and 20 at the barn.

    By hand: from 10:00 on all 50 are cold; at 10:45 those before 11:00; of a window the coldest start counts.
    """
    weather = made_weather(COLD_MORNING, wind_kmh=BREEZE_KMH)
    limited = Duties(1, DayLimits(cold_minutes=90))

    def cold(opens, closes, duties=limited, during=weather):
        piece = Piece(Window(opens, closes, 20, 5), {"film": 5}, waits_for_light=False)
        return counting_cold(candidate_of(piece), duties, during, Party()).pieces[0].window.cold_minutes

    assert cold(600, 604) == 50
    assert cold(645, 649) == 30
    assert cold(645, 800) == 30
    assert cold(600, 800) == 50
    assert cold(645, 645) == 30
    assert cold(700, 800) == 0
    assert cold(600, 604, duties=Duties(1)) == 0
    assert cold(600, 604, during=made_weather([0] * 24)) == 0
