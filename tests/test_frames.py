"""Plans, forecasts and ranked days as tables of pandas, and a plan as a map of folium."""

import importlib
import json
import re
import sys
from datetime import datetime, timedelta
from importlib.util import find_spec

import pytest

import tripplanner
from tests.conftest import DENVER
from tests.export import map_plans as made_of
from tripplanner import InvalidRequestError, MissingExtraError, TripPlannerError
from tripplanner.extras import extra

EVENING = datetime(2026, 10, 31, 20, tzinfo=DENVER)


needs_pandas = pytest.mark.skipif(find_spec("pandas") is None, reason="pandas is not installed")
needs_folium = pytest.mark.skipif(find_spec("folium") is None, reason="folium is not installed")


@pytest.fixture(scope="module")
def ranked():
    return tripplanner.best_days("2026-12-24", "2026-12-25", offline=True, now=made_of.NOW, base="kelly")


@needs_pandas
@pytest.mark.parametrize("name", made_of.NAMES)
def test_a_plan_has_a_row_for_each_stop_and_leg(name):
    """In order of time, with the times, points and distances of the records; nothing else is a row."""
    plan = made_of.made(name)
    table = plan.to_dataframe()
    assert type(table).__module__.startswith("pandas")
    stops, legs = made_of.stops(plan), made_of.legs(plan)
    assert list(table["kind"]).count("stop") == len(stops)
    assert list(table["kind"]).count("leg") == len(legs)
    assert table["start"].is_monotonic_increasing
    assert list(table[table["kind"] == "stop"]["start"]) == [stop.arrive for stop in stops]
    assert table["points"].sum() == plan.score
    assert table["distance_km"].sum() == pytest.approx(sum(leg.distance_km for leg in legs))
    assert table["minutes"].sum() == sum(leg.minutes for leg in legs) + sum(
        int((stop.leave - stop.arrive).total_seconds() // 60) for stop in stops
    )


@needs_pandas
def test_times_are_in_the_zone_of_the_place():
    """Not in offsets: a plan over the end of summer time keeps one column of one zone."""
    table = made_of.made("winter").to_dataframe()
    for column in ("start", "end", "front_lit_from", "leave_by"):
        assert str(table[column].dt.tz) == "America/Denver"
    assert str(table["day"].iloc[0].date()) == "2026-12-25"
    assert str(made_of.made("winter").to_dataframe(tz="UTC")["start"].dt.tz) == "UTC"
    assert str(made_of.without_map().to_dataframe()["start"].dt.tz) == "UTC-07:00"


@needs_pandas
def test_what_is_not_known_is_missing():
    """Climate has no wind, a leg no points: neither is 0; counts stay whole beside what is missing."""
    table = made_of.made("winter").to_dataframe()
    legs, stops = table[table["kind"] == "leg"], table[table["kind"] == "stop"]
    assert legs["points"].isna().all()
    assert stops["wind_speed_max_kmh"].isna().all()
    assert stops["distance_km"].isna().all()
    assert str(table["points"].dtype) == "Int64"
    assert stops["air_temp_low_c"].notna().all()


@needs_pandas
def test_zero_degrees_is_a_temperature():
    """0 is a value, of the coldest and of the only hour."""
    data = made_of.payload()
    for hour in data["days"][0]["stops"][0]["weather"]["hours"]:
        hour.update(air_temp_c=0.0, wind_speed_kmh=0.0)
    table = made_of.read(data).to_dataframe()
    first = table[table["kind"] == "stop"].iloc[0]
    assert (first["air_temp_low_c"], first["wind_speed_max_kmh"]) == (0.0, 0.0)


@needs_pandas
def test_a_forecast_is_indexed_by_its_hours():
    """Also through the night in which clocks go back: eight hours are eight rows, an hour apart."""
    forecast = tripplanner.get_forecast(
        "ta-moulton-barn", EVENING, EVENING + timedelta(hours=8), offline=True, now=EVENING
    )
    table = forecast.to_dataframe(tz="America/Denver")
    assert table.index.name == "starts_at"
    # As moments: Python never calls an hour that exists twice the same as one in another zone.
    assert [each.timestamp() for each in table.index] == [
        each.starts_at.timestamp() for each in forecast.hours
    ]
    assert set(table.index.diff()[1:]) == {timedelta(hours=1)}
    assert str(table.index.tz) == "America/Denver"
    assert list(table["air_temp_c"]) == [hour.air_temp_c for hour in forecast.hours]
    assert set(table["kind"]) == {"normals"}
    assert table["wind_speed_kmh"].isna().all()
    assert forecast.to_dataframe().index.tz is not None


@needs_pandas
def test_columns_name_their_units():
    """Every column of figures ends in its unit, or counts something."""
    counts = {"points", "score", "bound", "stops", "rank", "us_aqi"}
    units = re.compile(r".*_(c|kmh|mm|km|m|cm|percent|ugm3|minutes)$|minutes$")
    forecast = tripplanner.get_forecast(
        "ta-moulton-barn", EVENING, EVENING + timedelta(hours=2), offline=True, now=EVENING
    )
    tables = (made_of.made("winter").to_dataframe(), forecast.to_dataframe())
    names = [name for each in tables for name in each.select_dtypes("number").columns]
    assert len(names) > 15
    assert [name for name in names if name not in counts and not units.match(name)] == []


@needs_pandas
def test_ranked_days_are_rows_in_their_order(ranked):
    """The best first, with the days' own figures."""
    table = ranked.to_dataframe()
    assert list(table["rank"]) == [1, 2]
    assert list(table["score"]) == [day.score for day in ranked.days]
    assert [each.date() for each in table["first_day"]] == [day.dates[0] for day in ranked.days]
    assert str(table["leave"].dt.tz) == "America/Denver"


@needs_pandas
def test_a_day_without_a_plan_has_its_reason(ranked):
    """And no score: it is missing, not 0."""
    nothing = ranked.days[0].model_copy(update={"score": None, "leave": None, "nothing": "no way there"})
    table = ranked.model_copy(update={"days": (nothing,), "plans": ()}).to_dataframe()
    assert table["score"].isna().all()
    assert list(table["nothing"]) == ["no way there"]


@needs_pandas
def test_an_unknown_zone_is_refused():
    """With how to write one."""
    with pytest.raises(InvalidRequestError, match="America/Denver"):
        made_of.made("winter").to_dataframe(tz="Mountain Time")


@pytest.mark.parametrize(
    ("library", "call", "name"),
    [
        ("pandas", lambda plan: plan.to_dataframe(), "data"),
        ("folium", lambda plan: plan.to_folium(), "map"),
        ("matplotlib", tripplanner.plots.timeline, "plot"),
    ],
)
def test_a_missing_library_is_asked_for(monkeypatch, library, call, name):
    """The error is one of ours and an ImportError, and says what to install."""
    for module in [each for each in sys.modules if each.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, module)
    real = importlib.import_module

    def without(module, package=None):
        if module.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named {library!r}", name=library)
        return real(module, package)

    monkeypatch.setattr("tripplanner.extras.import_module", without)
    with pytest.raises(MissingExtraError, match=re.escape(f"pip install 'tripplanner[{name}]'")) as caught:
        call(made_of.made("winter"))
    assert isinstance(caught.value, ImportError)
    assert isinstance(caught.value, TripPlannerError)


def test_a_broken_library_is_not_called_missing(monkeypatch, tmp_path):
    """One that is there and lacks a part of its own is told as it is."""
    (tmp_path / "brokenlib.py").write_text("import no_such_part\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ModuleNotFoundError, match="no_such_part") as caught:
        extra("brokenlib", "data")
    assert not isinstance(caught.value, MissingExtraError)


@needs_folium
def test_the_map_has_every_stop_and_names_whose_it_is():
    """A marker a stop, in order; a line a leg; the credit that OpenStreetMap asks for."""
    plan = made_of.made("winter")
    drawn = plan.to_folium()
    html = drawn.get_root().render()
    kinds = [type(each).__name__ for each in drawn._children.values()]
    assert kinds.count("Marker") == len(made_of.stops(plan))
    assert kinds.count("PolyLine") == sum(1 for leg in made_of.legs(plan) if len(leg.via) > 1)
    assert kinds.count("CircleMarker") == len(plan.chart.summits)
    assert "openstreetmap.org/copyright" in html
    lat, lon = made_of.lat_lon(plan, made_of.stops(plan)[0].site)
    assert json.dumps([lat, lon]) in html


@needs_folium
def test_the_map_of_one_day():
    """Only its stops; a day that is not there is refused, as is a plan without a map."""
    plan = made_of.made("trip")
    kinds = [type(each).__name__ for each in plan.to_folium(day=1)._children.values()]
    assert kinds.count("Marker") == len(plan.days[1].stops)
    for day in (3, -1, True, "1"):
        with pytest.raises(InvalidRequestError, match="no day"):
            plan.to_folium(day=day)
    with pytest.raises(InvalidRequestError, match="chart"):
        made_of.without_map().to_folium()
    assert made_of.made("nothing").to_folium() is not None


@needs_folium
@pytest.mark.parametrize(
    "name",
    ["`);alert(1);(`", "${alert(1)}", "{{ 7 * 7 }}", "</script><script>alert(1)</script>", "\\`", "'\""],
)
def test_no_name_becomes_code_in_the_map(name):
    """Folium writes words into a script: what could end or begin code there is written by number."""
    html = made_of.called(name).to_folium().get_root().render()
    plain = made_of.called("Barn").to_folium().get_root().render()
    assert name not in html
    assert html.count("<script") == plain.count("<script")
    assert html.count("`") == plain.count("`")
    assert html.count("${") == plain.count("${")
    assert "49 " not in re.findall(r"<b>(.*?)</b>", html)[0]


@needs_folium
def test_a_map_asks_no_network(monkeypatch):
    """Making and writing it opens nothing."""

    def refused(*_args, **_options):
        raise AssertionError("a connection was opened")

    monkeypatch.setattr("socket.socket.connect", refused)
    monkeypatch.setattr("socket.getaddrinfo", refused)
    assert made_of.made("winter").to_folium().get_root().render()
