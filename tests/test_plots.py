"""Pictures with matplotlib: what is on the axes, in which units and words, and what is left alone."""

from datetime import datetime, timedelta

import pytest

import tripplanner
from tests.conftest import DENVER
from tests.export import map_plans as made_of
from tripplanner import InvalidRequestError, light, plots
from tripplanner.weather.model import Forecast

matplotlib = pytest.importorskip("matplotlib")
START = datetime(2026, 12, 25, 6, tzinfo=DENVER)


@pytest.fixture(scope="module", autouse=True)
def _agg():
    """The tests draw without a screen; the library leaves the choice to its user."""
    before = matplotlib.get_backend()
    matplotlib.use("Agg")
    yield
    matplotlib.pyplot.close("all")
    matplotlib.use(before)


@pytest.fixture
def ax():
    from matplotlib import pyplot as plt

    figure, made = plt.subplots()
    yield made
    plt.close(figure)


@pytest.fixture(scope="module")
def climate():
    return tripplanner.get_forecast(
        "ta-moulton-barn", START, START + timedelta(hours=6), offline=True, now=made_of.NOW
    )


def test_a_timeline_has_a_row_for_each_stop(ax):
    """By name, in order, with the day and the kind of weather in the title and units at the temperatures."""
    plan = made_of.made("winter")
    assert plots.timeline(plan, ax=ax) is ax
    names = [each.get_text() for each in ax.get_yticklabels()]
    assert names == [*(stop.name for stop in plan.days[0].stops), "way back"]
    assert "climate, not a forecast" in ax.get_title()
    assert "25 December 2026" in ax.get_title()
    assert "America/Denver" in ax.get_xlabel()
    beside = [each for each in ax.figure.axes if each is not ax]
    assert [each.get_ylabel() for each in beside] == ["air temperature [°F]"]


def test_bars_are_at_the_times_of_the_plan(ax):
    """The widest bar of a row spans its stop: checked against matplotlib's own dates."""
    plan = made_of.made("winter")
    plots.timeline(plan, ax=ax)
    spans = {
        (round(bar.get_x(), 6), round(bar.get_width(), 6)) for bar in ax.patches if hasattr(bar, "get_x")
    }
    for stop in plan.days[0].stops:
        start, end = matplotlib.dates.date2num((stop.arrive, stop.leave))
        assert (round(start, 6), round(end - start, 6)) in spans


def test_each_day_of_a_trip_has_its_picture(ax):
    """By number from 0; another number is refused."""
    plan = made_of.made("trip")
    plots.timeline(plan, 2, ax=ax)
    assert "17 July 2027" in ax.get_title()
    for day in (3, -1, None):
        with pytest.raises(InvalidRequestError, match="no day"):
            plots.timeline(plan, day, ax=ax)


def test_a_day_without_stops_is_drawn_too(ax):
    """Nothing to see is no reason to fall over."""
    assert plots.timeline(made_of.made("nothing"), ax=ax) is ax
    ax.clear()
    assert plots.map(made_of.made("nothing"), ax=ax) is ax
    ax.clear()
    assert plots.timeline(made_of.without_map(), ax=ax) is ax
    assert "-07:00" in ax.get_xlabel()


def test_a_map_has_every_stop(ax):
    """At its place, in degrees; a plan of an older version has no map and says so."""
    plan = made_of.made("winter")
    assert plots.map(plan, ax=ax) is ax
    spots = {(line.get_ydata()[0], line.get_xdata()[0]) for line in ax.lines if len(line.get_xdata()) == 1}
    assert {made_of.lat_lon(plan, stop.site) for stop in made_of.stops(plan)} <= spots
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("longitude [°]", "latitude [°]")
    with pytest.raises(InvalidRequestError, match="chart"):
        plots.map(made_of.without_map(), ax=ax)


def test_nothing_of_a_map_is_cut_off():
    """Saved as it is, the title and the longest of the names lie inside the picture."""
    plan = made_of.made("winter")
    assert max(len(stop.name) for stop in made_of.stops(plan)) > 40
    ax = plots.map(plan)
    ax.figure.canvas.draw()
    for part in (ax.title, ax.get_legend()):
        box = part.get_window_extent()
        assert ax.figure.bbox.x0 <= box.x0
        assert box.x1 <= ax.figure.bbox.x1
    matplotlib.pyplot.close(ax.figure)


@pytest.mark.parametrize("place", ["ta-moulton-barn", (43.66, -110.66), tripplanner.find_site("oxbow-bend")])
def test_light_shows_the_sun_of_that_day(ax, place):
    """Highest at 90° less the latitude, plus the declination: -23.4° on 25 December, by the almanac."""
    assert plots.light(place, "2026-12-25", ax=ax) is ax
    sun = next(line for line in ax.lines if line.get_label() == "sun")
    lat = place[0] if isinstance(place, tuple) else 43.75
    assert max(sun.get_ydata()) == pytest.approx(90 - lat - 23.4, abs=0.2)
    assert "estimate" in ax.get_title()
    assert ax.get_ylabel().endswith("[°]")


def test_light_of_a_day_that_is_known(ax):
    """A `DayLight` brings its own day; a place needs one, and no clock is read for `tomorrow`."""
    day = light.DayLight(light.sun_track(43.66, -110.66, START.date(), DENVER))
    assert plots.light(day, ax=ax) is ax
    assert "25 December 2026" in ax.get_title()
    for on in (None, "tomorrow"):
        with pytest.raises(InvalidRequestError, match="2026-12-25"):
            plots.light("ta-moulton-barn", on, ax=ax)


def test_weather_says_which_kind_it_is(ax, climate):
    """Climate is never shown as a forecast; temperatures are in the unit that the axis names."""
    assert plots.weather(climate, ax=ax) is ax
    assert ax.get_title().startswith("Climate, not a forecast")
    assert ax.get_ylabel() == "air temperature [°F]"
    assert list(ax.lines[0].get_ydata()) == pytest.approx(
        [hour.air_temp_c * 9 / 5 + 32 for hour in climate.hours]
    )
    assert len(ax.figure.axes) == 1


def test_a_forecast_has_its_wind(ax, climate):
    """In mph or km/h, calm as 0; the title names who said so."""
    data = climate.model_dump(mode="json")
    data["spells"][0]["provenance"].update(kind="forecast", provider="NWS")
    for hour in data["spells"][0]["hours"]:
        hour["wind_speed_kmh"] = 0.0
    data["spells"][0]["hours"][0]["wind_speed_kmh"] = 16.09344
    plots.weather(Forecast.model_validate(data), ax=ax)
    [beside] = [each for each in ax.figure.axes if each is not ax]
    assert ax.get_title().startswith("Forecast by NWS")
    assert beside.get_ylabel() == "wind [mph]"
    assert list(beside.lines[0].get_ydata()) == pytest.approx([10, *[0] * (len(climate.hours) - 1)])


def test_metric_units(ax, climate):
    """Degrees Celsius where they are asked for."""
    plots.weather(climate, units="metric", ax=ax)
    assert ax.get_ylabel() == "air temperature [°C]"
    assert list(ax.lines[0].get_ydata()) == pytest.approx([hour.air_temp_c for hour in climate.hours])


def test_names_are_not_read_as_mathematics(ax):
    """A dollar is a dollar: matplotlib would take two of them for a formula, and fail at this one."""
    plan = made_of.called(r"$\frac{1}$ barn")
    plots.timeline(plan, ax=ax)
    ax.figure.canvas.draw()
    assert r"\$" in ax.get_yticklabels()[0].get_text()


def test_nothing_is_shown_or_chosen(monkeypatch, climate):
    """Without axes a figure is made; no window, no backend, no file."""
    from matplotlib import pyplot as plt

    def refused(*_args, **_options):
        raise AssertionError("that is for the user to do")

    for name in ("show", "savefig", "switch_backend"):
        monkeypatch.setattr(plt, name, refused)
    monkeypatch.setattr(matplotlib, "use", refused)
    plan = made_of.made("winter")
    sky = plots.light("oxbow-bend", "2026-12-25")
    for made in (plots.timeline(plan), plots.map(plan), sky, plots.weather(climate)):
        assert made.figure.axes[0] is made
        made.figure.canvas.draw()
        plt.close(made.figure)
    assert plt.get_fignums() == []
