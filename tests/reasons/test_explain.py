"""Explanations: prices and gains are differences of optima, and what is said of a stop holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import trips
from tripplanner import Explanation, InvalidRequestError, Itinerary, Wishes, explain, plan_trip
from tripplanner.planning.problem import Trip
from tripplanner.reasons.variants import Budget, an_hour_more, solve_variant
from tripplanner.request import TripRequest
from tripplanner.weather.model import Forecast, Hour, Provenance, Spell

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
ASKED = {"base": "kelly", "end": "11:00", "must_see": ("shane-cabin",)}
many = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))


def planned(**changes) -> Itinerary:
    return plan_trip("2026-12-25", offline=True, now=NOW, **{**ASKED, **changes})


def still() -> float:
    """A clock that stands still: the budget lasts for every question."""
    return 0.0


class Ticking:
    """A clock that goes on by a hundredth of a second whenever it is looked at."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        """Look at it. [s]"""
        self.now_s += 0.01
        return self.now_s


@pytest.fixture(scope="module")
def plan() -> Itinerary:
    return planned()


@pytest.fixture(scope="module")
def found(plan: Itinerary) -> Explanation:
    return explain(plan, clock=still)


@many
@given(trips(required=True, order=True, limits=True), st.data())
def test_the_price_of_a_site_is_what_the_optimum_loses(trip: Trip, data: st.DataObject):
    """The best of all plans that hold it, by brute force; no price where there is none."""
    site = data.draw(st.integers(0, trip.days[0].sites - 1))
    forced = replace(trip, required=trip.required | {site})
    answer, best = solve_variant(forced, Budget(5, still)), best_trip_rank(forced)
    if best is None:
        assert answer.points is None
    else:
        assert (answer.works, answer.proven, answer.points) == (True, True, -best[0])
        assert site in answer.sites


def test_prices_are_those_of_plans_that_must_hold_the_place(plan: Itinerary, found: Explanation):
    """The same by the front door: the plan's points less those of the plan with one must-see more."""
    priced = {each.site: each for each in found.left_out if each.price is not None}
    assert len(priced) >= 3
    for site in list(priced)[:2]:
        other = planned(must_see=(*ASKED["must_see"], site))
        assert priced[site].price == plan.score - other.score
        assert priced[site].certainty == "exact"
        there = {stop.name for stop in other.days[0].stops}
        ours = {stop.name for stop in plan.days[0].stops}
        assert set(priced[site].instead_of) == ours - there


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("hour-later", {"end": "12:00"}),
        ("must-see", {"must_see": ()}),
        ("road-open", {"roads": {"upper-gros-ventre-road": "open"}}),
    ],
)
def test_gains_are_those_of_plans_made_so(kind: str, changes: dict, plan: Itinerary, found: Explanation):
    """An hour more, a wish less, a road more: as many points as the plan for that has more."""
    subject = "upper-gros-ventre-road" if kind == "road-open" else None
    effect = next(
        each for each in found.effects if each.kind == kind and (subject is None or each.subject == subject)
    )
    assert effect.proven
    assert effect.gain == planned(**changes).score - plan.score > 0


def test_each_wish_is_given_up_alone():
    """What a wish costs is what the plan without it, and with all the others, has more."""
    wishes = {
        "meal_from": "09:30",
        "meal_until": "10:30",
        "most_drive_minutes": 75,
        "order": (("kelly-warm-spring", "jackson-hole-airport"),),
        "first_light_at": ("snake-river-overlook",),
    }
    plan = planned(must_see=(), wishes=Wishes(**wishes))
    gains = {each.kind: each.gain for each in explain(plan, clock=still).effects if each.proven}
    for kind, fields in {
        "meal": ("meal_from", "meal_until"),
        "drive": ("most_drive_minutes",),
        "order": ("order",),
        "first-light": ("first_light_at",),
    }.items():
        others = {field: value for field, value in wishes.items() if field not in fields}
        assert gains[kind] == planned(must_see=(), wishes=Wishes(**others)).score - plan.score, kind
    assert any(gains[kind] > 0 for kind in ("meal", "drive", "order", "first-light"))


def test_every_place_left_out_is_told_of(plan: Itinerary, found: Explanation):
    """In the plan's order, with the plan's reason; the plan itself has no prices still."""
    assert [(each.site, each.reason) for each in found.left_out] == [
        (each.site, each.reason) for each in plan.left_out
    ]
    assert {each.certainty for each in found.left_out} == {"exact", "impossible", "not-asked"}
    assert all(each.price is None for each in plan.left_out)
    assert found.plan == plan


def test_what_is_impossible_is_told_with_the_wishes_in_its_way(found: Explanation):
    """The barns and the cabin take more than the morning; with one of the two wishes less they would do."""
    barn = next(each for each in found.left_out if each.site == "ta-moulton-barn")
    assert barn.certainty == "impossible"
    assert [each.split()[0] for each in barn.clashes_with] == ["must", "be"]
    assert "ta-moulton-barn" in plan_sites(planned(must_see=("ta-moulton-barn",)))
    assert "ta-moulton-barn" in plan_sites(planned(must_see=("ta-moulton-barn", "shane-cabin"), end="15:00"))


def test_the_largest_gain_comes_first(found: Explanation):
    """Who reads only the first lines reads what matters most."""
    gains = [each.gain for each in found.effects]
    assert gains == sorted(gains, reverse=True)
    assert found.unpriced == ()


def test_a_stop_is_within_its_window(plan: Itinerary, found: Explanation):
    """The visit begins within it, not before one is there; its terms add up to the plan's score."""
    assert [each.site for each in found.stops] == [stop.site for stop in plan.days[0].stops]
    assert sum(each.total for each in found.stops) == plan.score
    for each in found.stops:
        assert each.known
        assert each.arrive <= each.begins <= each.leave
        assert each.window_from <= each.begins <= each.window_until


def test_an_hour_later_earns_what_is_said():
    """First light is over an hour later: the same place is worth as much as to one who sets out later."""
    plan = planned(must_see=("ta-moulton-barn",), end="13:00")
    first = next(each for each in explain(plan, budget_s=0).stops if each.site == "ta-moulton-barn")
    assert (first.quality, first.not_earlier) == ("first-light", "first-light")
    alone = [site for site in plan_sites(plan) if site != "ta-moulton-barn"]
    later = planned(must_see=("ta-moulton-barn",), start="07:15", end="13:00", avoid=alone)
    stop = next(each for each in later.days[0].stops if each.site == "ta-moulton-barn")
    assert first.later_points == sum(stop.score.values()) < first.total


def plan_sites(plan: Itinerary) -> list[str]:
    return [stop.site for day in plan.days for stop in day.stops]


def test_without_a_budget_nothing_is_priced(plan: Itinerary):
    """What was not solved is said to be unpriced, never guessed; what needs no solving is still said."""
    found = explain(plan, budget_s=0, clock=still)
    assert {each.certainty for each in found.left_out} == {"unpriced", "not-asked"}
    assert [each.kind for each in found.effects if each.gain is not None] == ["hour-earlier"]
    assert len(found.unpriced) > 5
    assert "ask with more: --budget" in str(found)


def test_when_the_budget_is_over_the_rest_is_left_open(plan: Itinerary):
    """The first questions are answered, and those after them are named as not priced."""
    found = explain(plan, budget_s=5, clock=Ticking())
    priced = [each for each in found.left_out if each.certainty in ("exact", "bound")]
    assert priced
    assert found.unpriced


def test_the_page_fits_and_says_what_falls_out(found: Explanation):
    """80 columns, no exclamation, and the price of a place with what it takes the room of."""
    page = str(found)
    assert max(map(len, page.splitlines())) <= 80
    assert "!" not in page
    flat = " ".join(page.split())
    assert (
        "Oxbow Bend would fit only without Snake River Overlook and Kelly Warm Spring: 15 points less" in flat
    )
    assert "What would help most: an hour more in the evening" in flat
    assert "without 'must see Shane cabin (Luther Taylor homestead)' 21 points more" in flat


def test_the_records_can_be_read_back(found: Explanation):
    """The JSON says all that the records say."""
    assert Explanation.model_validate_json(found.to_json()) == found


def frost(plan: Itinerary, air_temp_c: float) -> Forecast:
    """A forecast of the plan's day with the same cold all day."""
    midnight = datetime(2026, 12, 25, 7, tzinfo=UTC)
    place = plan.days[0].stops[0].weather.place
    hours = [
        Hour(starts_at=midnight + timedelta(hours=number), air_temp_c=air_temp_c, wind_speed_kmh=5)
        for number in range(24)
    ]
    said = Provenance(kind="forecast", provider="frost", place=place, fetched_at=NOW)
    return Forecast(spells=[Spell(provenance=said, hours=hours)])


def test_a_change_in_the_weather_is_said(plan: Itinerary):
    """Cold that costs points at every stop: what the stops earn now, and what the best plan would."""
    found = explain(plan, weather=frost(plan, -27.0), clock=still)
    since = found.weather_since
    assert since is not None
    assert since.planned_score == plan.score > since.best_score >= since.stops_score
    assert since.worth_less
    assert "The weather is not that of the plan" in str(found)
    assert "milder" in {each.kind for each in found.effects if each.binds}


def test_a_saved_plan_in_the_same_climate_has_no_news(plan: Itinerary, found: Explanation):
    """Read from a file it has no forecast at hand; climate says the same again."""
    read = Itinerary.model_validate_json(plan.to_json())
    again = explain(read, offline=True, clock=still)
    assert again.weather_since is None
    assert explain(read, offline=True, budget_s=0).proven_optimal
    assert (again.left_out, again.effects, again.stops) == (found.left_out, found.effects, found.stops)


def test_an_hour_more_stays_on_the_day():
    """23:30 has no hour after it; each day's own hours move with the usual one."""
    assert an_hour_more(TripRequest(dates="2026-12-25", end="23:30"), "end") is None
    request = TripRequest(dates="2026-12-25", start="06:00", wishes={"starts": (None, "07:30")})
    moved = an_hour_more(request, "start")
    assert (f"{moved.start:%H:%M}", f"{moved.wishes.starts[1]:%H:%M}") == ("05:00", "06:30")
    assert moved.wishes.starts[0] is None


def test_of_a_trip_on_the_way_the_rest_is_explained():
    """What is done is no question any more: its stops are not told of, its points are counted."""
    plan = planned(end="12:00", must_see=())
    second = plan.days[0].stops[1]
    found = explain(plan, now=second.leave, offline=True, clock=still)
    assert [each.site for each in found.stops] == plan_sites(plan)[2:]
    assert (found.score, found.proven_optimal) == (plan.score, True)
    assert found.weather_since is None
    with pytest.raises(InvalidRequestError, match="the trip is over"):
        explain(plan, now=plan.days[0].legs[-1].arrive)


@pytest.mark.parametrize("bad", [{"budget_s": -1}, {"budget_s": float("nan")}, {"budget_s": "5"}])
def test_a_budget_that_cannot_be_meant_is_refused(plan: Itinerary, bad: dict):
    """Seconds, 0 or more."""
    with pytest.raises(InvalidRequestError, match="budget_s"):
        explain(plan, **bad)


def test_what_is_no_plan_is_refused():
    """The error says what was given."""
    with pytest.raises(InvalidRequestError, match="str is no plan"):
        explain("2026-12-25")
