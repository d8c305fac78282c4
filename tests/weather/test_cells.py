"""Two grid cells at most: which places are asked for, and what each site is told."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fake_nws import FakeNws, alerts_answer, grid_answer, hourly_answer, ok, points_answer, problem
from tests.fake_open_meteo import FakeOpenMeteo
from tests.weather.conftest import MORMON_ROW, NOW
from tests.weather.test_nws_alerts import WATCH
from tripplanner.models import Position
from tripplanner.weather.cells import CELL_KM, spots
from tripplanner.weather.model import Forecast, WeatherPlace

Ask = Callable[..., Forecast]

BARN = WeatherPlace(lat=43.6606, lon=-110.665)
OXBOW = WeatherPlace(lat=43.865, lon=-110.548)
ELK_FLATS = WeatherPlace(lat=43.85, lon=-110.55)
TODAY = ("2026-08-16T10:00:00-06:00", "2026-08-16T16:00:00-06:00")
LAST_DAY = ("2026-08-22T16:00:00-06:00", "2026-08-23T02:00:00-06:00")
POINT = st.builds(WeatherPlace, lat=st.floats(43, 44), lon=st.floats(-111, -110))


def position(place: WeatherPlace) -> Position:
    """The same spot as a destination's files hold it."""
    return Position.model_construct(lat=place.lat, lon=place.lon)


@pytest.fixture
def two_cells(service: FakeNws) -> FakeNws:
    """A second point lies in another cell, where it is -15 °C."""
    there = points_answer()
    there["properties"] |= {"gridX": 48, "gridY": 156}
    colder = grid_answer(NOW)
    for run in colder["properties"]["temperature"]["values"]:
        run["value"] = -15
    colder["geometry"]["coordinates"] = [[[-110.56, 43.86], [-110.56, 43.88], [-110.53, 43.88]]]
    service.script |= {
        "points": [ok(points_answer()), ok(there)],
        "grid": [ok(grid_answer(NOW)), ok(colder)],
    }
    return service


def test_each_site_has_the_nearest_cell_and_its_place(two_cells: FakeNws, ask: Ask) -> None:
    """The barn's hours are the main cell's; Oxbow Bend's are those of its own, and say for which spot."""
    found = ask(sites=(BARN, OXBOW, ELK_FLATS))
    here, there = found.nearest(position(BARN)), found.nearest(position(OXBOW))
    assert (here is found, there is found.elsewhere[0]) == (True, True)
    assert found.nearest(position(ELK_FLATS)) is there
    assert found.nearest(None) is found
    assert {hour.air_temp_c for hour in there.hours} == {-15}
    assert -15 not in {hour.air_temp_c for hour in here.hours}
    assert there.spells[0].provenance.place.lat == pytest.approx(43.8733, abs=1e-4)
    assert [path for path in two_cells.paths if "alerts" not in path] == [
        "/points/43.66,-110.66",
        "/gridpoints/RIW/46,147/forecast/hourly",
        "/gridpoints/RIW/46,147",
        "/points/43.865,-110.548",
        "/gridpoints/RIW/48,156",
    ]


def test_a_cold_plan_makes_nine_requests_and_a_warm_one_none(
    two_cells: FakeNws, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Issue 4: the last two go to the second cell."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
    monkeypatch.setenv("TRIPPLANNER_NPS_KEY", "a-key")
    with FakeOpenMeteo(NOW) as meteo:
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        monkeypatch.setenv("TRIPPLANNER_NPS_URL", meteo.url)
        options = {"zones": ("WYZ013", "WYZ012"), "park": "grte", "sites": (BARN, OXBOW)}
        first = ask(**options)
        assert len(two_cells.paths) + len(meteo.paths) == 9
        assert len(first.elsewhere) == 1
        assert ask(**options) == first
        assert len(two_cells.paths) + len(meteo.paths) == 9


def test_today_a_plan_has_its_second_cell_too(two_cells: FakeNws, ask: Ask) -> None:
    """No station is asked for a plan, which does not show what was measured."""
    found = ask(*TODAY, sites=(BARN, OXBOW))
    assert (len(found.elsewhere), found.observation) == (1, None)
    assert not any("stations" in path for path in two_cells.paths)


@pytest.mark.parametrize("day", [TODAY, LAST_DAY], ids=["today", "the last day sent"])
@pytest.mark.parametrize(
    "spoilt",
    [
        {},
        {"hourly": 13, "grid": 13},
        {"hourly": 200, "grid": 200},
        {"hourly": None, "grid": None},
        {"points": None},
        {"alerts": None},
    ],
    ids=["fresh", "stale", "too old", "failing", "no point", "no alerts"],
)
def test_no_cold_plan_makes_more_than_nine_requests(
    two_cells: FakeNws,
    ask: Ask,
    monkeypatch: pytest.MonkeyPatch,
    day: tuple[str, str],
    spoilt: dict[str, int | None],
) -> None:
    """Issue 4, with all keys set and whatever is stale or refused: each address is asked once."""
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "free")
    monkeypatch.setenv("TRIPPLANNER_NPS_KEY", "a-key")
    answers = {"hourly": hourly_answer, "grid": grid_answer}
    for endpoint, hours in spoilt.items():
        step = problem(403) if hours is None else ok(answers[endpoint](NOW - timedelta(hours=hours)))
        two_cells.script[endpoint] = [step]
    with FakeOpenMeteo(NOW) as meteo:
        monkeypatch.setenv("TRIPPLANNER_OPEN_METEO_URL", meteo.url)
        monkeypatch.setenv("TRIPPLANNER_NPS_URL", meteo.url)
        ask(*day, zones=("WYZ013", "WYZ012"), park="grte", sites=(BARN, OXBOW))
        paths = [*two_cells.paths, *meteo.paths]
    assert 5 <= len(paths) <= 9
    assert len(set(paths)) == len(paths)


def test_the_same_cell_is_not_asked_twice(service: FakeNws, ask: Ask) -> None:
    """A site of the main cell costs one request, to learn that it is the same."""
    found = ask(sites=(OXBOW,))
    assert (found.elsewhere, found.also_passed_over) == ((), ())
    assert sum("/gridpoints/" in path for path in service.paths) == 2


@pytest.mark.parametrize("endpoint", ["points", "grid"])
def test_a_second_cell_that_fails_is_said_and_done_without(
    two_cells: FakeNws, ask: Ask, endpoint: str
) -> None:
    """The first forecast stands, for every site."""
    two_cells.script[endpoint][1] = problem(404, "Not Found")
    found = ask(sites=(OXBOW,))
    assert (found.kind, found.elsewhere) == ("forecast", ())
    [passed] = found.also_passed_over
    assert passed.why.startswith("near 43.87,-110.55: ")
    assert passed.why.endswith("answered 404 (Not Found); the nearest forecast is used there")


def test_an_old_second_cell_is_not_used(two_cells: FakeNws, ask: Ask) -> None:
    """Fresh figures from the next cell are better than old ones from the right one."""
    two_cells.script["grid"][1] = ok(grid_answer(NOW - timedelta(hours=13)))
    found = ask(sites=(OXBOW,))
    assert found.elsewhere == ()
    assert "the raw grid: not fresh: updated 13.0 h" in found.also_passed_over[0].why


def test_without_a_fresh_first_there_is_no_second(two_cells: FakeNws, ask: Ask) -> None:
    """Its requests are then kept for Open-Meteo."""
    two_cells.script |= {"hourly": [problem(404)], "grid": [problem(404)]}
    assert ask(sites=(OXBOW,)).elsewhere == ()
    assert sum(path.startswith("/points/") for path in two_cells.paths) == 1


def test_alerts_are_the_same_everywhere(two_cells: FakeNws, ask: Ask) -> None:
    """They are asked for by the main point and by zones, not for each cell."""
    storm = WATCH | {"onset": "2026-08-17T01:00:00-06:00", "ends": "2026-08-17T23:00:00-06:00"}
    two_cells.script["alerts"] = [ok(alerts_answer(storm))]
    found = ask(sites=(OXBOW,))
    assert found.elsewhere[0].alerts == found.alerts != ()


@given(POINT, st.lists(POINT, max_size=8), st.integers(1, 4))
def test_spots_are_few_apart_and_near(first: WeatherPlace, sites: list[WeatherPlace], most: int) -> None:
    """At most so many, the first always among them, none in the reach of another, none farther for it."""
    chosen = spots(first, sites, most)
    assert chosen[0] is first
    assert len(chosen) <= most
    for number, each in enumerate(chosen):
        assert all(each.distance_km(other.lat, other.lon) > CELL_KM for other in chosen[:number])
    assert all(each in sites for each in chosen[1:])
    if len(chosen) < most:
        reach = [min(spot.distance_km(site.lat, site.lon) for spot in chosen) for site in sites]
        assert all(each_km <= CELL_KM for each_km in reach)


def test_the_spot_that_serves_most_is_taken() -> None:
    """Of one lone site and two together, equally far, the two are served."""
    row = WeatherPlace(lat=43.66, lon=-110.66)
    south, north, norther = (WeatherPlace(lat=lat, lon=-110.66) for lat in (43.46, 43.86, 43.861))
    assert spots(row, [south, north, norther])[1] in (north, norther)
    assert spots(row, [south, south, north])[1] is south
    assert spots(MORMON_ROW, [MORMON_ROW, BARN]) == [MORMON_ROW]
