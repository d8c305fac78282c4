"""Wind chill and frostbite against the published tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.hazards import felt_temp_c, frostbite_band, wind_chill_c
from tripplanner.units import c_from_f, f_from_c, kmh_from_mph

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
