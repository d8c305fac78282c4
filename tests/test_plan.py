"""Whole plans on the bundled destination, offline, and what they must say."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tests.plans import plan_faults
from tripplanner import InvalidRequestError, NoPlanError, TripRequest, UnknownNameError, Wishes, prepared
from tripplanner.catalog import find_site, load_destination
from tripplanner.light import sun_range, sun_times
from tripplanner.planning import trips
from tripplanner.planning.bounds import day_bounds
from tripplanner.planning.windows import Weather, site_pieces
from tripplanner.weather.model import Alert, Forecast, Hour, Provenance, Spell, WeatherPlace

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
BUNDLED = load_destination()


def planned(dates="2026-12-25", **options):
    return tripplanner.plan_trip(dates, offline=True, now=NOW, **options)


@pytest.fixture(scope="module")
def christmas():
    return tripplanner.plan_trip("2026-12-25", offline=True, now=NOW)


def test_christmas_drives_no_closed_road_and_goes_on_snow(christmas):
    """On 25 December Antelope Flats Road is taken as closed: Mormon Row is reached on snowshoes."""
    assert plan_faults(christmas) == []
    assert christmas.proven_optimal
    day = christmas.days[0]
    assert "ta-moulton-barn" in [stop.site for stop in day.stops]
    to_the_row = [leg for leg in day.legs if leg.mode == "snowshoe"]
    assert to_the_row
    assert {road.id for leg in to_the_row for road in leg.roads} & {"antelope-flats-road", "mormon-row-road"}
    assert "antelope-flats-road" not in {
        road.id for leg in day.legs if leg.mode == "car" for road in leg.roads
    }


def test_christmas_says_that_its_weather_is_climate(christmas):
    """Beyond the horizon and offline: climate, no wind, no wind chill, and the text says so."""
    assert christmas.weather.kind == "normals"
    assert [each.why for each in christmas.weather.passed_over]
    assert {stop.weather.kind for stop in christmas.days[0].stops} == {"normals"}
    assert {stop.weather.wind_chill_c for stop in christmas.days[0].stops} == {None}
    assert "climate-not-forecast" in [warning.code for warning in christmas.warnings]
    text = str(christmas)
    assert "Weather: climate for the time of year, not a forecast" in text
    assert "no wind figure" in text


def test_a_refused_network_is_told_once(monkeypatch):
    """Forecast and alerts both fail for one reason: the plan says it once, and plans with climate."""
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", "http://127.0.0.1:9")
    plan = tripplanner.plan_trip("2026-11-25", now=NOW)
    assert plan.weather.kind == "normals"
    assert [each.provider for each in plan.weather.passed_over] == ["NWS"]


def test_what_nobody_knows_of_films_seen_elsewhere_is_not_told(christmas):
    """Of the films only the first, and those with a scene at a stop, have their unknowns in the plan."""
    place = load_destination()
    stops = {stop.site for stop in christmas.days[0].stops}
    at_stops = {film.id for film in place.films if stops & {scene.site for scene in film.scenes}}
    told = {each.film for each in place.unknowns if each.text in christmas.unknowns}
    every = {each.film for each in place.unknowns}
    assert told == (at_stops | {None, "rocky-iv"}) & every
    assert told < every


def test_the_roads_that_decide_are_named_with_a_number(christmas):
    """A road taken as closed is a warning with the number to call."""
    assumed = {warning.road: warning.text for warning in christmas.warnings if warning.code == "road-assumed"}
    assert "307-739-3682" in assumed["antelope-flats-road"]


def test_the_cabin_is_left_out_for_what_it_is(christmas):
    """Rocky's cabin is listed as not visitable, not as too far."""
    cabin = next(each for each in christmas.left_out if each.site == "rocky-iv-cabin")
    assert cabin.reason == "not-visitable"


def test_a_summer_day_has_first_light_on_a_barn():
    """With a car in August the day starts at a barn or a view in the first light."""
    plan = planned("2027-08-17", end="10:00", must_see="ta-moulton-barn", avoid=("oxbow-bend",))
    assert plan_faults(plan) == []
    barn = next(stop for stop in plan.days[0].stops if stop.site == "ta-moulton-barn")
    assert barn.light.front_lit_from is not None
    assert barn.light.front_lit_from < barn.leave


def test_json_has_the_contracts_shape(christmas):
    """Top-level, day, leg and stop keys are those that others rely on; `from` and `to` are spelt so."""
    payload = json.loads(christmas.to_json())
    assert payload["schema_version"] == 1
    assert {
        "planned_at", "revision", "request", "score", "bound", "proven_optimal", "weather", "days",
        "left_out", "warnings", "unknowns", "sources",
    } <= set(payload)  # fmt: skip
    assert {"kind", "provider", "issued_at", "fetched_at", "age_minutes", "passed_over"} <= set(
        payload["weather"]
    )
    day = payload["days"][0]
    assert {"date", "sunrise", "sunset", "roads", "legs", "stops", "wear", "cost"} <= set(day)
    assert {"from", "to", "mode", "depart", "arrive", "minutes", "distance_km", "roads"} <= set(
        day["legs"][0]
    )
    stop = day["stops"][0]
    assert {"site", "name", "arrive", "leave", "score", "light", "weather"} <= set(stop)
    assert {"kind", "provider", "place", "issued_at", "hours", "wind_chill_c", "frostbite"} <= set(
        stop["weather"]
    )
    assert datetime.fromisoformat(stop["arrive"]).utcoffset() == timedelta(hours=-7)
    assert stop["weather"]["hours"][0]["wind_speed_kmh"] is None
    assert set(payload["left_out"][0]) == {"site", "name", "reason", "text", "price"}


def test_same_request_same_bytes(christmas):
    """Nothing but the request and `now` decides: planned again, the plan is the same to the byte."""
    assert planned().to_json() == christmas.to_json()


def test_a_request_object_is_as_good_as_options(christmas):
    """A TripRequest may be passed in place of the dates."""
    plan = tripplanner.plan_trip(TripRequest(dates="2026-12-25"), offline=True, now=NOW)
    assert plan.to_json() == christmas.to_json()


@pytest.mark.parametrize(
    ("options", "kind", "fault"),
    [
        ({"dates": "2026-11-22"}, InvalidRequestError, "has passed"),
        ({"wishes": Wishes(nights=("kelly", "moose"))}, InvalidRequestError, "2 nights were given for 1 day"),
        ({"base": "jacksn"}, UnknownNameError, "did you mean 'jackson"),
        ({"base": "0,0"}, InvalidRequestError, "lies outside"),
        ({"base": "rocky-iv-cabin"}, InvalidRequestError, "nobody knows where it is"),
        ({"must_see": "ta-moulton-bran"}, UnknownNameError, "did you mean 'ta-moulton-barn'"),
        ({"avoid": "x"}, UnknownNameError, "no site 'x'"),
        ({"roads": {"antelope-road": "open"}}, UnknownNameError, "no road 'antelope-road'"),
        ({"now": datetime(2026, 11, 23)}, InvalidRequestError, "has no time zone"),  # noqa: DTZ001
        ({"must_see": "rocky-iv-cabin"}, NoPlanError, "not-visitable"),
        ({"must_see": "jenny-lake"}, NoPlanError, "Teton Park Road"),
        ({"must_see": "oxbow-bend", "start": "08:00", "end": "09:00"}, NoPlanError, "no-time"),
    ],
)
def test_what_cannot_be_is_one_clear_error(options, kind, fault):
    """Bad values are InvalidRequestErrors; wishes that the day forbids are NoPlanErrors with the rules."""
    wanted = {"dates": "2026-12-25", "now": NOW, **options}
    with pytest.raises(kind, match=fault):
        tripplanner.plan_trip(wanted.pop("dates"), offline=True, **wanted)


def test_stating_a_road_open_lets_the_car_drive_it():
    """What the user knows of a road beats the calendar."""
    plan = planned(roads={"antelope-flats-road": "open"}, must_see="john-moulton-homestead")
    driven = {road.id for leg in plan.days[0].legs if leg.mode == "car" for road in leg.roads}
    assert "antelope-flats-road" in driven
    assert plan_faults(plan) == []


def test_stating_a_road_closed_in_summer_keeps_the_car_off_it():
    """A closed road is not driven in August either, and the plan walks or leaves out."""
    plan = planned(
        "2027-08-17", roads={"antelope-flats-road": "closed", "mormon-row-road": "closed"}, end="14:00"
    )
    driven = {road.id for leg in plan.days[0].legs if leg.mode == "car" for road in leg.roads}
    assert not driven & {"antelope-flats-road", "mormon-row-road"}
    assert plan_faults(plan) == []


def test_the_seed_reaches_the_search(monkeypatch):
    """What is asked for is handed on: a search that uses chance gets the request's seed."""
    seeds, solve = [], trips.solve

    def noted(problem, *, seed, **options):
        seeds.append(seed)
        return solve(problem, seed=seed, **options)

    monkeypatch.setattr(trips, "solve", noted)
    planned(end="09:00", seed=7)
    assert set(seeds) == {7}


def test_closing_a_road_never_raises_the_score():
    """What may be done on a closed road may be done on it when it is open."""
    open_plan = planned("2027-08-17", end="12:00")
    closed = planned("2027-08-17", end="12:00", roads={"mormon-row-road": "closed"})
    assert closed.score <= open_plan.score


@pytest.fixture(scope="module")
def light_of():
    """The light at a site of the bundled destination on a day, and what its windows know of it."""
    spot = next(site for site in BUNDLED.sites if site.id == BUNDLED.weather_site)
    request = TripRequest(dates="2026-12-25")

    @cache
    def shared(on):
        sun = sun_times(spot.position.lat, spot.position.lon, on, DENVER)
        return prepared._day_light(BUNDLED, spot, on, DENVER), day_bounds(
            on, DENVER, sun, NOW, start=request.start, end=request.end
        )

    def of(name, on):
        site = find_site(BUNDLED, name)
        day_light, bounds = shared(on)
        return site, day_light(site), prepared._site_light(day_light, bounds, site)

    return of


@pytest.mark.parametrize("name", ["ta-moulton-barn", "john-moulton-homestead"])
def test_nobody_leaves_before_the_first_light(light_of, name):
    """
    Through a year who waits for the light stays 20 minutes or more after it is sure to have come.

    Every fourth day is looked at. Sure is the later end of the range that `tripplanner light` gives. In the
    season one is there 40 minutes before sunrise, when spaces get tight (visit facts, section 1c).
    """
    calm = Weather(made_weather(10, 0), datetime(2026, 12, 25, tzinfo=DENVER))
    waits = 0
    for on in (date(2027, 1, 1) + timedelta(days=each) for each in range(0, 365, 4)):
        site, light, known = light_of(name, on)
        sure = light.track.day.minute(sun_range(light.track, light.skyline).from_latest)
        found = site_pieces(
            site,
            light=known,
            weather=calm,
            first=180,
            last=1200,
            opening=None,
            pace="usual",
            month=on.month,
            interests={},
        )
        for window in (each.window for each in found if each.waits_for_light):
            waits += 1
            assert window.opens + window.minutes >= sure + 20, on
            assert window.minutes % 5 == 0
            if 5 <= on.month <= 10:
                assert window.closes <= known.sunrise - 40, on
    assert waits == 92


@pytest.mark.parametrize(("day", "sun"), [("2026-09-25", "07:33"), ("2027-09-20", "07:28")])
def test_the_barn_is_not_left_before_the_sun_is_on_it(day, sun):
    """Two mornings on which an earlier version left the barn before the sun it had promised."""
    plan = tripplanner.plan_trip(day, offline=True, now=datetime(2026, 9, 20, 11, tzinfo=DENVER))
    (stop,) = [each for each in plan.days[0].stops if each.light.quality == "first-light"]
    assert stop.site == "ta-moulton-barn"
    promised = datetime.combine(stop.arrive.date(), time.fromisoformat(sun), DENVER)
    assert abs(stop.light.direct_sun_latest - promised) <= timedelta(minutes=1)
    assert stop.leave >= stop.light.direct_sun_latest + timedelta(minutes=10)
    assert plan_faults(plan) == []


RANGE_SITES = [site.id for site in BUNDLED.sites if site.face is not None and site.face.far]


@pytest.mark.parametrize("on", [date(2027, 6, 20), date(2026, 11, 24), date(2027, 3, 20)])
def test_the_range_is_lit_at_the_same_times_from_everywhere(light_of, on):
    """One range, one face: within 2 minutes, as Mount Moran's summit has the sun later than Grand Teton's."""
    spans = [light_of(name, on)[1].front_lit_minutes for name in RANGE_SITES]
    assert len(spans) >= 10
    starts, ends = ([each[end] for each in spans] for end in (0, 1))
    assert max(starts) - min(starts) <= 2
    assert max(ends) - min(ends) <= 2


@given(st.integers(0, 364), st.sampled_from(RANGE_SITES), st.integers(12 * 60, 24 * 60 - 1))
@settings(max_examples=60)
def test_a_sun_behind_the_range_does_not_gild_it(light_of, number, name, minute):
    """Whoever looks at the range in the afternoon has the sun behind it: no golden light, in no season."""
    _, light, known = light_of(name, date(2027, 1, 1) + timedelta(days=number))
    assert known.quality(minute) not in ("golden", "first-light")
    assert light.at(light.front_lit_minutes[0]).quality == "first-light"


def test_a_point_is_a_base_too():
    """`lat,lon` inside the box is joined to the nearest road."""
    plan = planned(base="43.62,-110.63", end="12:00")
    assert plan.days[0].legs[0].start == "your-base"
    assert plan.days[0].legs[-1].end == "your-base"


def test_a_point_near_a_closed_road_is_joined_to_an_open_one():
    """The chapel's road is not plowed: who sleeps 300 m from it still drives out on the highway in winter."""
    plan = planned(base="43.66,-110.71", end="10:00", must_see="jackson-hole-airport")
    assert plan.days[0].legs[0].start == "your-base"
    drivable = {road.id: road.drivable for road in plan.days[0].roads}
    drives = [leg for leg in plan.days[0].legs if leg.mode == "car"]
    assert all(drivable[road.id] for leg in drives for road in leg.roads)


def test_on_the_day_nothing_starts_before_now():
    """Planned at 11:00 for today, the day begins after 11:00."""
    plan = planned("today")
    assert plan.days[0].legs[0].depart > NOW
    assert plan_faults(plan) == []


def test_at_night_there_is_nothing_left_of_today():
    """Late in the evening the plan for today is empty, and says why for every place."""
    plan = tripplanner.plan_trip("today", offline=True, now=NOW.replace(hour=22))
    assert plan.days[0].stops == ()
    assert plan.days[0].legs == ()
    assert "Nothing can be visited" in str(plan)
    assert plan_faults(plan) == []


def made_weather(air_temp_c, wind_speed_kmh, alerts=()):
    """A day of one temperature and wind, as a forecast of our own."""
    place = WeatherPlace(lat=43.66, lon=-110.66)
    start = datetime(2026, 12, 25, tzinfo=DENVER)
    hours = tuple(
        Hour(starts_at=start + timedelta(hours=number), air_temp_c=air_temp_c, wind_speed_kmh=wind_speed_kmh)
        for number in range(24)
    )
    provenance = Provenance(kind="forecast", provider="made", place=place, issued_at=NOW)
    return Forecast(spells=(Spell(provenance=provenance, hours=hours),), alerts=alerts)


def test_a_cold_day_is_dressed_for_with_its_number():
    """At -25 °C in 20 km/h skin can freeze within 10 to 30 minutes: said, and face cover asked for."""
    plan = tripplanner.plan_trip("2026-12-25", weather=made_weather(-25, 20), now=NOW, end="13:00")
    assert plan.weather.kind == "forecast"
    assert plan.days[0].stops[0].weather.frostbite == "10-30 min"
    assert plan.days[0].stops[0].weather.wind_chill_c == pytest.approx(-36.7, abs=0.1)
    face = next(item for item in plan.days[0].wear if "face cover" in item.item)
    assert "10 to 30 minutes" in face.why
    assert face.felt_c == pytest.approx(-36.7, abs=0.1)
    assert "cold" in [warning.code for warning in plan.warnings]


def test_zero_degrees_is_a_temperature():
    """0 °C and 0 km/h are figures like any other, not missing ones."""
    plan = tripplanner.plan_trip("2026-12-25", weather=made_weather(0, 0), now=NOW, end="11:00")
    hour = plan.days[0].stops[0].weather.hours[0]
    assert (hour.air_temp_c, hour.wind_speed_kmh) == (0, 0)
    assert "32 F" in str(plan)
    assert "0 C" in plan.to_text(units="metric")


def test_an_alert_of_the_day_is_the_first_warning():
    """An alert that holds on the day is told with its time; one of another day is not."""
    start = datetime(2026, 12, 25, 6, tzinfo=DENVER)
    alerts = (
        Alert(
            id="1",
            event="Winter Storm Watch",
            severity="Severe",
            onset=start,
            ends=start + timedelta(hours=9),
        ),
        Alert(id="2", event="High Wind Watch", severity="Severe", onset=start + timedelta(days=2)),
    )
    plan = tripplanner.plan_trip("2026-12-25", weather=made_weather(-5, 10, alerts), now=NOW, end="13:00")
    assert plan.warnings[0].code == "alert"
    assert "Winter Storm Watch" in plan.warnings[0].text
    assert "High Wind Watch" not in str(plan)


def test_a_warned_day_needs_the_users_word():
    """Under a severe warning nothing is planned, and the reason is told, unless alerts are accepted."""
    start = datetime(2026, 12, 25, tzinfo=DENVER)
    blizzard = (Alert(id="1", event="Blizzard Warning", severity="Extreme", onset=start, ends=None),)
    weather = made_weather(-5, 10, blizzard)
    kept_in = tripplanner.plan_trip("2026-12-25", weather=weather, now=NOW, end="12:00")
    assert kept_in.days[0].stops == ()
    assert "weather-alert" in {each.reason for each in kept_in.left_out}
    out = tripplanner.plan_trip("2026-12-25", weather=weather, now=NOW, end="12:00", accept_alerts=True)
    assert out.days[0].stops
    assert out.warnings[0].code == "alert"


def test_nobody_is_sent_out_where_skin_freezes_within_ten_minutes():
    """At -27 °C in 40 km/h (chill about -43 °C) every place is left out for the cold."""
    plan = tripplanner.plan_trip("2026-12-25", weather=made_weather(-27, 40), now=NOW, end="12:00")
    assert plan.days[0].stops == ()
    assert "cold-exposure" in {each.reason for each in plan.left_out}


def test_a_provider_of_ones_own_is_asked_once():
    """Anything with `get_forecast` will do; it is told the place, the hours and `now`."""
    asked = []

    class Mine:
        def get_forecast(self, place, start, end, *, now):
            asked.append((place.lat, start, end, now))
            return made_weather(-5, 10)

    plan = tripplanner.plan_trip("2026-12-25", weather=Mine(), now=NOW, end="13:00")
    assert plan.weather.provider == "made"
    assert len(asked) == 1
    assert asked[0][3] == NOW


SITE_IDS = [site.id for site in BUNDLED.sites]


@st.composite
def small_requests(draw):
    """A request for one day, and the destination with at most ten of its sites."""
    chosen = set(draw(st.lists(st.sampled_from(SITE_IDS), min_size=1, max_size=10, unique=True)))
    place = BUNDLED.model_copy(
        update={"sites": tuple(site.model_copy(update={}) for site in BUNDLED.sites if site.id in chosen)}
    )
    start = draw(st.none() | st.integers(4, 12))
    modes = draw(
        st.lists(st.sampled_from(["car", "walk", "ski", "snowshoe", "bike"]), min_size=1, unique=True)
    )
    options = {
        "dates": NOW.date() + timedelta(days=draw(st.integers(0, 400))),
        "base": draw(st.sampled_from(["jackson", "moose", "kelly", "teton-village"])),
        "start": None if start is None else f"{start}:00",
        "end": draw(st.none() | st.integers(13, 20).map(lambda hour: f"{hour}:30")),
        "avoid": draw(st.lists(st.sampled_from(sorted(chosen)), max_size=2, unique=True)),
        "pace": draw(st.sampled_from(["relaxed", "usual", "brisk"])),
        "modes": modes,
        "outlook": draw(st.sampled_from(["cautious", "typical", "optimistic"])),
        "roads": draw(
            st.dictionaries(
                st.sampled_from(["antelope-flats-road", "us-191", "mormon-row-road", "schwabacher-road"]),
                st.sampled_from(["open", "closed", "by-condition"]),
                max_size=2,
            )
        ),
    }
    return place, options


def without_missing_sites(place):
    """The weather site and the films' sites may be gone; the planner needs the first of them."""
    spot = next(site for site in BUNDLED.sites if site.id == BUNDLED.weather_site)
    if all(site.id != spot.id for site in place.sites):
        place = place.model_copy(update={"sites": (*place.sites, spot)})
    return place


@pytest.mark.no_cover  # other tests reach the same lines
@settings(max_examples=500)
@given(small_requests())
def test_no_plan_has_a_fault(request_and_place):
    """500 random requests: every plan passes the checker within, and the one that reads its records."""
    place, options = request_and_place
    plan = tripplanner.plan_trip(
        options.pop("dates"),
        destination=without_missing_sites(place),
        offline=True,
        now=NOW,
        time_limit_s=0.2,
        **options,
    )
    assert plan_faults(plan) == []


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "day",
    [
        "2026-11-24",
        "2026-12-15",
        "2027-01-05",
        "2027-02-16",
        "2027-03-19",
        "2027-04-13",
        "2027-05-18",
        "2027-06-22",
        "2027-08-03",
        "2027-09-20",
        "2027-10-20",
        "2027-11-09",
    ],
)
def test_a_default_day_on_the_whole_destination_is_proven(day):
    """In every month: all sites, the whole day, and a proof within the default limit."""
    plan = planned(day)
    assert plan_faults(plan) == []
    assert plan.proven_optimal


def test_a_search_cut_short_says_so():
    """With no time to prove anything the plan is whole, has a bound, and warns that better may exist."""
    plan = planned("2027-10-26", time_limit_s=0.01)
    assert plan_faults(plan) == []
    assert not plan.proven_optimal
    assert plan.bound > plan.score
    assert "unproven" in [warning.code for warning in plan.warnings]
    assert f"{plan.bound} at most" in " ".join(str(plan).split())
