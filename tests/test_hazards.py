"""Cold, heat, smoke, storm and the time one may be out in them, against the published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.hazards import (
    felt_temp_c,
    frostbite_band,
    frostbite_minutes,
    heat_category,
    heat_index_c,
    icy_road,
    outdoor_limit_minutes,
    range_visible_percent,
    smoke_category,
    smoke_category_of_pm2_5,
    snow_rate,
    thunder_word,
    walk_limit_minutes,
    wind_chill_c,
    wind_level,
)
from tripplanner.hazards.air import BAD_AIR
from tripplanner.hazards.cold import WIND_CHILL_MIN_WIND_KMH
from tripplanner.hazards.exposure import CHILDREN_FELT_C, _by_schedule
from tripplanner.request import Party
from tripplanner.units import KM_PER_MILE, c_from_f, f_from_c, kmh_from_mph

# Cells of the National Weather Service's wind chill chart (2001): air [F], wind [mph], chill [F].
CHART = [
    (40, 5, 36), (35, 45, 19), (30, 10, 21), (25, 15, 13), (20, 20, 4), (15, 30, -5), (10, 5, 1),
    (5, 25, -17), (0, 15, -19), (-5, 40, -36), (-10, 20, -35), (-15, 10, -35), (-20, 60, -62),
    (-30, 35, -69), (-40, 10, -66), (-45, 60, -98),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_f", "wind_mph", "chill_f"), CHART)
def test_wind_chill_is_the_charts(air_temp_f, wind_mph, chill_f):
    """Rounded to whole degrees, the metric formula gives the chart's cells within its rounding (0.6 F)."""
    chill = wind_chill_c(c_from_f(air_temp_f), kmh_from_mph(wind_mph))
    assert chill is not None
    assert f_from_c(chill) == pytest.approx(chill_f, abs=0.6)


def test_wind_chill_as_observed():
    """KMSP on 12 January 2024: -13.3 °C in 16.56 km/h was reported with -21.1993 °C of wind chill."""
    assert wind_chill_c(-13.3, 16.56) == pytest.approx(-21.1993, abs=0.05)


@pytest.mark.parametrize(("air_temp_c", "wind_kmh"), [(10.1, 30), (-5, 4.8), (-5, 0)])
def test_wind_chill_is_none_outside_its_domain(air_temp_c, wind_kmh):
    """Above 50 F and at 3 mph and less the index is not defined; the air temperature is felt."""
    assert wind_chill_c(air_temp_c, wind_kmh) is None
    assert felt_temp_c(air_temp_c, wind_kmh) == air_temp_c


@pytest.mark.parametrize(
    ("air_temp_c", "wind_kmh", "band"),
    [
        (c_from_f(0), kmh_from_mph(15), "10-30 min"),  # NWS: 0 F in 15 mph lies in the 30-minute zone
        (c_from_f(0), kmh_from_mph(50), "5-10 min"),  # NWS: 0 F becomes 10 minutes past 50 mph
        (-40, 30, "under 2 min"),  # chill -58.66 °C; Canada: -55 or colder
        (-30, 50, "2-5 min"),  # chill -49.03 °C
        (-25, 40, "5-10 min"),  # chill -40.82 °C
        (-20, 20, "10-30 min"),  # chill -30.48 °C
        (-10, 20, "low"),
        (-40, 0, "5-10 min"),  # no wind: the air temperature itself decides
        (0, 30, None),
    ],
)
def test_frostbite_is_the_worse_of_both_rules(air_temp_c, wind_kmh, band):
    """Canada's bands by wind chill, or the facial freezing time in wind, whichever is sooner."""
    assert frostbite_band(air_temp_c, wind_kmh) == band


@given(st.floats(-60, 20), st.floats(0, 150), st.floats(0.1, 5))
def test_colder_is_never_safer(air_temp_c, wind_kmh, colder_by):
    """At the same wind, colder air never has a milder band."""
    order = [None, "low", "10-30 min", "5-10 min", "2-5 min", "under 2 min"]
    warm, cold = frostbite_band(air_temp_c, wind_kmh), frostbite_band(air_temp_c - colder_by, wind_kmh)
    assert order.index(cold) >= order.index(warm)


# Facial freezing time (Nelson et al. 2002 as restated in USARIEM TR-26-5, equation 5), worked out for the
# project's reference of 2026-11: air [°C], wind [km/h], minutes.
FREEZING = [
    (-20, 40, 14.3), (-20, 70, 9.1), (-25, 25, 10.5), (-25, 40, 8.9), (-30, 25, 7.3), (-30, 60, 4.7),
    (-35, 30, 5.1), (-40, 50, 3.1), (-45, 25, 3.3), (-45, 70, 1.8),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_c", "wind_kmh", "minutes"), FREEZING)
def test_freezing_minutes_are_the_equations(air_temp_c, wind_kmh, minutes):
    """Within the rounding of the table."""
    assert frostbite_minutes(air_temp_c, wind_kmh) == pytest.approx(minutes, abs=0.06)


@pytest.mark.parametrize(
    ("air_temp_c", "wind_kmh"), [(-20, 25), (-20, 30), (-25, 24.9), (-4.8, 40), (0, 60), (-30, 125)]
)
def test_no_minutes_are_told_where_the_equation_is_not_meant_for(air_temp_c, wind_kmh):
    """Light wind, mild air, times above 15 minutes (16.9 and 16.1 in the table), winds beyond its range."""
    assert frostbite_minutes(air_temp_c, wind_kmh) is None


# Cells of the National Weather Service's heat index chart: air [F], humidity [%], index [F].
HEAT_CHART = [
    (80, 40, 80), (84, 50, 85), (86, 60, 91), (88, 75, 103), (90, 50, 95), (90, 60, 100), (92, 55, 101),
    (92, 70, 112), (94, 60, 110), (96, 50, 108), (98, 45, 109), (100, 40, 109), (102, 50, 124),
    (104, 50, 131), (108, 45, 137), (110, 40, 136),
]  # fmt: skip

# Where an adjustment, or the simple formula, holds: worked out for the project's reference of 2026-11 from
# the equation of the Weather Prediction Center.
HEAT_BEYOND_THE_CHART = [
    (95, 10, 89.45), (100, 5, 92.50), (110, 8, 103.11), (85, 10, 81.40), (82, 95, 93.97), (84, 90, 98.34),
    (80, 90, 86.34), (75, 50, 74.55), (70, 80, 70.46), (79, 60, 79.42), (78, 90, 79.73),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_f", "humidity", "index_f"), HEAT_CHART)
def test_heat_index_is_the_charts(air_temp_f, humidity, index_f):
    """Rounded to whole degrees it gives the chart's cells."""
    assert round(f_from_c(heat_index_c(c_from_f(air_temp_f), humidity))) == index_f


@pytest.mark.parametrize(("air_temp_f", "humidity", "index_f"), HEAT_BEYOND_THE_CHART)
def test_heat_index_is_adjusted_in_dry_and_in_humid_air(air_temp_f, humidity, index_f):
    """Both adjustments hold, and the simple formula below 80 F of its own result."""
    assert f_from_c(heat_index_c(c_from_f(air_temp_f), humidity)) == pytest.approx(index_f, abs=0.01)


@pytest.mark.parametrize(("air_temp_c", "humidity"), [(19.9, 50), (50.1, 20), (30, -1), (30, 101)])
def test_heat_index_is_none_outside_its_domain(air_temp_c, humidity):
    """Steadman's data run from 20 to 50 °C; a humidity is 0 to 100 %."""
    assert heat_index_c(air_temp_c, humidity) is None


@pytest.mark.parametrize(
    ("index_f", "category"),
    [(79, None), (80, "caution"), (90, "extreme caution"), (103, "danger"), (125, "extreme danger")],
)
def test_heat_has_the_weather_services_classes(index_f, category):
    """Caution from 80, extreme caution 90, danger 103, extreme danger 125 F."""
    assert heat_category(c_from_f(index_f) + 0.001) == category


@pytest.mark.parametrize(
    ("aqi", "category"),
    [
        (0, "good"), (50, "good"), (50.4, "good"), (51, "moderate"), (100, "moderate"),
        (101, "unhealthy for sensitive groups"), (150, "unhealthy for sensitive groups"), (151, "unhealthy"),
        (200, "unhealthy"), (201, "very unhealthy"), (300, "very unhealthy"), (301, "hazardous"),
        (700, "hazardous"), (-1, None),
    ],
)  # fmt: skip
def test_smoke_has_the_classes_of_the_epa(aqi, category):
    """The six classes of the U.S. air quality index; beyond 500 the air is still hazardous."""
    assert smoke_category(aqi) == category


@pytest.mark.parametrize(
    ("pm2_5", "category"),
    [
        (9.0, "good"), (9.1, "moderate"), (35.4, "moderate"), (35.5, "unhealthy for sensitive groups"),
        (55.5, "unhealthy"), (125.4, "unhealthy"), (125.5, "very unhealthy"), (225.5, "hazardous"),
        (-0.1, None),
    ],
)  # fmt: skip
def test_fine_particles_have_the_breakpoints_of_2024(pm2_5, category):
    """EPA, May 2024: 9.0, 35.4, 55.4, 125.4 and 225.4 µg/m³."""
    assert smoke_category_of_pm2_5(pm2_5) == category


def test_thunder_is_worded_as_a_forecaster_would():
    """NWS terms: 20 % slight chance, 30 to 50 chance, 60 and 70 likely; nothing said at 10 and below."""
    words = [thunder_word(percent) for percent in (0, 10, 20, 30, 50, 60, 70, 80, 100)]
    assert words == [
        None, None, "slight chance", "chance", "chance", "likely", "likely", "expected", "expected",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("snowfall_mm", "visibility_km", "rate"),
    [
        (25.4, None, "heavy"),
        (12.7, None, "moderate"),
        (12.6, None, "light"),
        (1, 0.4, "heavy"),  # a quarter mile is 0.402 km
        (1, 0.8, "moderate"),
        (1, 0.9, "light"),
        (0, 0.1, None),
        (None, 0.1, None),
    ],
)
def test_snow_is_heavy_from_an_inch_an_hour_or_by_sight(snowfall_mm, visibility_km, rate):
    """An inch an hour, or a quarter mile of sight while it snows; fog alone is no snow."""
    assert snow_rate(snowfall_mm, visibility_km) == rate


@pytest.mark.parametrize(
    ("wind_mph", "gust_mph", "level"),
    [(30, 45, None), (31, 31, "windy"), (20, 46, "windy"), (40, 40, "high"), (20, 58, "high")],
)
def test_wind_is_told_from_what_the_weather_service_warns_of(wind_mph, gust_mph, level):
    """Advisory: 31 mph or gusts of 46; High Wind Warning: 40 mph or gusts of 58."""
    assert wind_level(kmh_from_mph(wind_mph), kmh_from_mph(gust_mph)) == level
    assert wind_level(None, None) is None


@pytest.mark.parametrize(
    ("air_temp_c", "snowfall_mm", "icy"),
    [(0, None, True), (0.1, None, False), (3, 1, True), (3, 0, False), (None, 2, True), (None, None, None)],
)
def test_roads_are_icy_where_it_freezes_or_snows(air_temp_c, snowfall_mm, icy):
    """0 °C is freezing; what is not known is not called safe."""
    assert icy_road(air_temp_c, snowfall_mm) is icy


# Cells of the work/warm-up schedule (Saskatchewan Labour, "Cold Conditions Guidelines for Outside Workers"):
# air [°C], wind [mph], longest work period [min], None for normal breaks, 0 for work that should stop.
SCHEDULE = [
    (-26, 0, None), (-29, 0, None), (-32, 0, 75), (-35, 0, 55), (-38, 0, 40), (-40, 0, 30), (-43, 0, 0),
    (-26, 5, None), (-29, 5, 75), (-35, 5, 40), (-40, 5, 0), (-28, 10, 75), (-34, 10, 40), (-26, 15, 55),
    (-26, 20, 40), (-29, 20, 30), (-32, 20, 0),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_c", "wind_mph", "minutes"), SCHEDULE)
def test_the_schedule_is_the_published_one(air_temp_c, wind_mph, minutes):
    """For people who move, in dry clothing."""
    assert _by_schedule(air_temp_c, kmh_from_mph(wind_mph), Party(), standing=False) == minutes


def test_the_schedule_is_silent_above_its_first_row():
    """Warmer than -26 °C it says nothing, whatever the wind: other rules must."""
    assert _by_schedule(-25, 100, Party()) is None
    assert outdoor_limit_minutes(-25, 20, Party()) == 30  # chill -36.7 °C: bare skin


def test_standing_about_is_one_step_lower():
    """The schedule's own example: at -35 °C without wind little movement allows 40 minutes, not 55."""
    assert walk_limit_minutes(-35, 0, Party()) == 55
    assert _by_schedule(-35, 0, Party()) == 40


def test_nobody_walks_where_skin_freezes_within_ten_minutes():
    """-26 °C in 20 mph (chill -42 °C, 5 to 10 minutes): the schedule allows 40 minutes, the plan none."""
    assert walk_limit_minutes(-26, kmh_from_mph(20), Party()) == 0
    assert outdoor_limit_minutes(-26, kmh_from_mph(20), Party(cold_tolerance="high")) == 0


def test_without_wind_still_air_is_taken():
    """The mildest case: what is forbidden then is forbidden in any wind."""
    assert outdoor_limit_minutes(-41, None, Party()) == outdoor_limit_minutes(-41, 0, Party()) == 0
    assert outdoor_limit_minutes(-20, None, Party()) is None


@pytest.mark.parametrize(
    ("party", "minutes"),
    [
        (Party(), 30),
        (Party(cold_tolerance="high"), 75),
        (Party(mobility="limited"), 10),
        (Party(cold_tolerance="low"), 10),
        (Party(children=(9,)), 0),  # -36.6 °C felt lies below -15 F
        (Party(children=(9,), cold_tolerance="high"), 0),
    ],
)
def test_the_party_decides_how_long(party, minutes):
    """-20 F in 5 mph (chill -34 F): 30 minutes, 10 for the sensitive, none for children."""
    assert outdoor_limit_minutes(c_from_f(-20), kmh_from_mph(5), party) == minutes


@given(st.floats(-60, 20), st.none() | st.floats(0, 120), st.floats(0.1, 10))
def test_colder_never_allows_more(air_temp_c, wind_kmh, colder_by):
    """Colder air never allows a longer stay or walk, nor does any sensitivity; a stay never beats a walk."""
    long = 10_000

    def minutes(rule, temp_c, **who):
        found = rule(temp_c, wind_kmh, Party(**who))
        return long if found is None else found

    for rule in (outdoor_limit_minutes, walk_limit_minutes):
        usual = minutes(rule, air_temp_c)
        assert minutes(rule, air_temp_c - colder_by) <= usual
        for who in ({"children": (5,)}, {"mobility": "limited"}, {"cold_tolerance": "low"}):
            assert minutes(rule, air_temp_c, **who) <= usual
        assert minutes(rule, air_temp_c, cold_tolerance="high") >= usual
    assert minutes(outdoor_limit_minutes, air_temp_c) <= minutes(walk_limit_minutes, air_temp_c)


VIEW = {"foot_m": 2000, "summit_m": 4000, "distance_km": 12}


@pytest.mark.parametrize(
    ("known", "percent"),
    [
        ({"sky_cover_percent": 0}, 100),
        ({"sky_cover_percent": 100}, 50),
        ({"sky_cover_percent": 100, "cloud_base_m": 4500}, 100),
        ({"sky_cover_percent": 100, "cloud_base_m": 3000}, 50),
        ({"sky_cover_percent": 60, "cloud_base_m": 1900}, 40),
        ({"sky_cover_percent": 0, "visibility_km": 5}, 0),
        ({"sky_cover_percent": 0, "visibility_km": 16.1}, 100),
        ({"sky_cover_percent": 0, "smoke": "moderate"}, 60),  # 6 to 10 miles, the range stands at 7.5
        ({"sky_cover_percent": 0, "smoke": "unhealthy"}, 0),
        ({"sky_cover_percent": None, "cloud_base_m": 4500}, None),
    ],
)
def test_the_view_is_a_rule_of_thumb(known, percent):
    """Clear share of the sky, plus what lies below the clouds in the rest; then haze and smoke."""
    assert range_visible_percent(**{**VIEW, **known}) == percent


def test_a_range_below_the_viewer_is_none():
    """Nothing is said of a summit that is not above the place, nor is it divided by its height."""
    assert range_visible_percent(sky_cover_percent=0, foot_m=2000, summit_m=2000, distance_km=1) is None


def test_wind_chill_is_defined_up_to_its_edges():
    """At 50 F itself it is defined, and just above 3 mph; at the least wind itself it is not."""
    assert wind_chill_c(10, 30) is not None
    assert wind_chill_c(-5, 4.9) is not None
    assert wind_chill_c(-5, WIND_CHILL_MIN_WIND_KMH) is None
    assert wind_chill_c(-5, 3 * 1.609344) is None  # three miles an hour to the metre


@pytest.mark.parametrize(
    ("air_temp_c", "band"),
    [
        (-9.9, None), (-10, "low"), (-27.9, "low"), (-28, "10-30 min"), (-39.9, "10-30 min"),
        (-40, "5-10 min"), (-47.9, "5-10 min"), (-48, "2-5 min"), (-54.9, "2-5 min"), (-55, "under 2 min"),
    ],
)  # fmt: skip
def test_each_band_begins_at_its_temperature(air_temp_c, band):
    """Canada's table without wind, where the air itself is what is felt: -10, -28, -40, -48 and -55 °C."""
    assert frostbite_band(air_temp_c, 0) == band


# Nelson's equation in strong wind, where it is sooner than Canada's table: air [°C], wind [km/h], the
# minutes it gives (worked out apart from the code, to check which side of an edge they lie on), band.
SOONER = [
    (-11.31, 80, 30.1, "low"), (-11.35, 80, 29.9, "10-30 min"), (-17.38, 80, 10.03, "10-30 min"),
    (-17.46, 80, 9.95, "5-10 min"), (-17.73, 100, 5.03, "5-10 min"), (-17.81, 100, 4.97, "2-5 min"),
    (-20.35, 110, 2.01, "2-5 min"), (-20.48, 110, 1.98, "under 2 min"),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_c", "wind_kmh", "minutes", "band"), SOONER)
def test_each_band_begins_at_its_minutes(air_temp_c, wind_kmh, minutes, band):
    """Where the equation is the sooner one, its 30, 10, 5 and 2 minutes are the edges."""
    given = (2111 - 24.5 * (0.667 * wind_kmh + 4.8)) * (-4.8 - air_temp_c) ** -1.668
    assert given == pytest.approx(minutes, rel=0.004)
    assert frostbite_band(air_temp_c, wind_kmh) == band


@pytest.mark.parametrize(
    ("air_temp_c", "wind_kmh", "minutes"), [(-25, 40, 8.9062), (-30, 60, 4.6562), (-40, 115, 0.3004)]
)
def test_freezing_minutes_are_the_equations_to_the_second(air_temp_c, wind_kmh, minutes):
    """Worked out by hand from the equation; below one minute it is told too."""
    assert frostbite_minutes(air_temp_c, wind_kmh) == pytest.approx(minutes, abs=0.0002)


def test_fifteen_minutes_are_the_most_that_are_told():
    """-19.51 °C in 40 km/h gives 15.1 minutes, -19.6 °C gives 14.96."""
    assert frostbite_minutes(-19.51, 40) is None
    assert frostbite_minutes(-19.6, 40) == pytest.approx(14.96, abs=0.01)


# The equation of the Weather Prediction Center on both sides of each of its edges, worked out by hand.
HEAT_EDGES = [
    (95, 13.5, 90.4607), (95, 12.5, 90.2405), (111.5, 10, 106.0922), (112.5, 10, 107.2837),
    (79.5, 95, 84.8695), (87.5, 95, 114.8432), (86.5, 95, 110.5529), (80.5, 85.5, 86.3031),
    (80.5, 84.5, 86.0654), (80.5, 50, 81.2569),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_f", "humidity", "index_f"), HEAT_EDGES)
def test_the_adjustments_hold_from_edge_to_edge(air_temp_f, humidity, index_f):
    """Dry: below 13 % up to 112 F. Humid: above 85 %, 80 to 87 F. The simple formula: below 80 F."""
    assert f_from_c(heat_index_c(c_from_f(air_temp_f), humidity)) == pytest.approx(index_f, abs=0.0005)


@pytest.mark.parametrize(("air_temp_c", "humidity"), [(20, 50), (50, 5), (30, 0), (30, 100)])
def test_heat_index_is_defined_at_the_edges_of_its_domain(air_temp_c, humidity):
    """20 and 50 °C, 0 and 100 % belong to it."""
    assert heat_index_c(air_temp_c, humidity) is not None


@pytest.mark.parametrize(
    ("index_f", "category"),
    [
        (80, "caution"),
        (89.9, "caution"),
        (90, "extreme caution"),
        (102.9, "extreme caution"),
        (124.9, "danger"),
    ],
)
def test_a_class_of_heat_ends_where_the_next_begins(index_f, category):
    """A tenth of a degree below 90, 103 and 125 F the milder class holds; at the edge itself the next."""
    assert heat_category(c_from_f(index_f)) == category


def test_bad_air_begins_where_some_people_fall_ill():
    """The EPA's orange class (101 to 150) is the first that is unhealthy for anybody."""
    assert BAD_AIR[0] == smoke_category(101)
    assert smoke_category(100) not in BAD_AIR


@pytest.mark.parametrize(("pm2_5", "category"), [(0, "good"), (0.5, "good"), (9.04, "good")])
def test_fine_particles_are_rounded_to_tenths(pm2_5, category):
    """The EPA's breakpoints have one decimal; none at all is good air."""
    assert smoke_category_of_pm2_5(pm2_5) == category


@pytest.mark.parametrize(
    ("percent", "word"),
    [
        (14.9, None), (15, "slight chance"), (24.9, "slight chance"), (25, "chance"), (54.9, "chance"),
        (55, "likely"), (74.9, "likely"), (75, "expected"),
    ],
)  # fmt: skip
def test_a_chance_of_thunder_is_rounded_to_the_nearest_word(percent, word):
    """Between the tens of the forecasters' table the edge lies halfway; 15 % is said, 14 % is not."""
    assert thunder_word(percent) == word


@pytest.mark.parametrize(
    ("miles", "rate"), [(0.5, "moderate"), (0.505, "light"), (0.25, "heavy"), (0.2525, "moderate")]
)
def test_snow_is_as_heavy_as_the_sight_in_it(miles, rate):
    """A quarter mile and a half are still heavy and moderate; a few steps farther it is the milder one."""
    assert snow_rate(1, miles * KM_PER_MILE) == rate


@pytest.mark.parametrize(("wind_mph", "gust_mph"), [(39.5, 0), (31, 57.5)])
def test_below_a_high_wind_warning_it_is_windy(wind_mph, gust_mph):
    """Half a mile an hour below 40, and below gusts of 58."""
    assert wind_level(kmh_from_mph(wind_mph), kmh_from_mph(gust_mph)) == "windy"


# The last degree of a row, and just past a column, of the same schedule (Saskatchewan Labour).
SCHEDULE_EDGES = [
    (-31, 0, None), (-37, 0, 55), (-39, 0, 40), (-42, 0, 30), (-26, 5.5, 75), (-26, 10.5, 55),
    (-26, 15.5, 40), (-26, 20.5, 30),
]  # fmt: skip


@pytest.mark.parametrize(("air_temp_c", "wind_mph", "minutes"), SCHEDULE_EDGES)
def test_a_row_holds_to_its_last_degree_and_wind_counts_upwards(air_temp_c, wind_mph, minutes):
    """Rows end at -31, -37, -39 and -42 °C; wind between two columns counts as the stronger."""
    assert _by_schedule(air_temp_c, kmh_from_mph(wind_mph), Party(), standing=False) == minutes


def test_unknown_wind_is_the_column_without_wind():
    """-35 °C in still air allows people at work 55 minutes."""
    assert _by_schedule(-35, None, Party(), standing=False) == 55


@pytest.mark.parametrize("party", [Party(cold_tolerance="low"), Party(mobility="limited")])
def test_who_is_sensitive_walks_one_step_shorter(party):
    """-29 °C in still air: the row of normal breaks, so one step lower is 75 minutes, not two."""
    assert walk_limit_minutes(-29, 0, party) == 75


def test_children_stay_in_below_minus_fifteen_fahrenheit():
    """American Academy of Pediatrics: below -15 F; at -15 F itself the schedule decides."""
    family = Party(children=(9,))
    assert c_from_f(-15) == CHILDREN_FELT_C
    assert outdoor_limit_minutes(CHILDREN_FELT_C, None, family) == 75
    assert outdoor_limit_minutes(c_from_f(-15.1), None, family) == 0


# Sight in smoke, least and most [mi], of the Nevada Division of Environmental Protection's guide.
SIGHT_MILES = [
    ("moderate", 6, 10), ("unhealthy for sensitive groups", 3, 5), ("unhealthy", 1.5, 2.75),
    ("very unhealthy", 1, 1.25), ("hazardous", 0, 1),
]  # fmt: skip


@pytest.mark.parametrize(("smoke", "least", "most"), SIGHT_MILES)
def test_sight_in_smoke_falls_from_the_least_to_the_most(smoke, least, most):
    """All of it at the least sight, a tenth a tenth before the most, nothing at the most and beyond."""

    def seen(miles):
        return range_visible_percent(
            sky_cover_percent=0, foot_m=2000, summit_m=4000, distance_km=miles * KM_PER_MILE, smoke=smoke
        )

    span = most - least
    assert [seen(least), seen(least + 0.0005)] == [100, 90]
    assert [seen(most - 0.11 * span), seen(most - 0.09 * span), seen(most), seen(most + 1)] == [10, 0, 0, 0]


@pytest.mark.parametrize(
    ("known", "percent"),
    [
        ({"sky_cover_percent": 4}, 90),  # 98 %, rounded down
        ({"sky_cover_percent": 4, "visibility_km": 16.1}, 90),
        ({"sky_cover_percent": 4, "smoke": "moderate", "distance_km": 8}, 90),
        ({"sky_cover_percent": 0, "smoke": "good"}, 100),
        ({"sky_cover_percent": 60.2, "cloud_base_m": 2000}, 30),  # 39.8 %
        ({"sky_cover_percent": 40.5}, 70),  # 79.75 %
        ({"sky_cover_percent": 90.005, "cloud_base_m": 1900}, 0),  # 9.995 %
        ({"sky_cover_percent": 100, "cloud_base_m": 4500, "smoke": "moderate", "distance_km": 9.785}, 90),
        ({"sky_cover_percent": 0, "visibility_km": 12}, 100),
        ({"sky_cover_percent": 0, "visibility_km": 13}, 100),
        ({"sky_cover_percent": 0, "visibility_km": 16, "distance_km": 30}, 100),  # the most that is reported
        ({"sky_cover_percent": 0, "visibility_km": 15, "distance_km": 30}, 0),
    ],
)
def test_a_view_is_never_rounded_up(known, percent):
    """What is short of a ten is told as the ten below; 10 miles of sight reach any range."""
    assert range_visible_percent(**{**VIEW, **known}) == percent
