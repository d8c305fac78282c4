"""Which wishes clash, and what would work: against brute force on made trips, and by example."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, assume, given, settings

from tests.planning.brute import best_trip_rank
from tests.planning.strategies import trips
from tripplanner import NoPlanError, Wishes, plan_trip
from tripplanner.planning.clashes import clash_error, find_clash, minutes_short, nearest_plan
from tripplanner.planning.feasible import fits
from tripplanner.planning.problem import DayLimits, Trip
from tripplanner.planning.wishlist import Wish

NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
some = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
KINDS = ("drive", "walk", "cold")


class Made:
    """The wishes of a made trip: each required site, all of the order, each kind of limit."""

    def __init__(self, trip: Trip) -> None:
        self.trip = trip
        kinds = ["order", *KINDS]
        self.wishes = (
            *(Wish("must-see", str(number), f"see {number}") for number in sorted(trip.required)),
            *(Wish(kind, "", f"the {kind}") for kind in kinds),
        )

    def trip_without(self, dropped: Collection[Wish]) -> Trip:
        """The trip that keeps all wishes but these."""
        gone = {wish.kind for wish in dropped}
        numbers = {int(wish.subject) for wish in dropped if wish.kind == "must-see"}
        free = {f"{kind}_minutes": None for kind in KINDS if kind in gone}
        days = [replace(day, limits=(replace(day.limits[0], **free),)) for day in self.trip.days]
        order = frozenset() if "order" in gone else self.trip.order
        return Trip(tuple(days), self.trip.required - numbers, order)

    def keeping(self, wishes: Collection[Wish]) -> Trip:
        """The trip that keeps these wishes alone."""
        return self.trip_without([each for each in self.wishes if each not in wishes])


def works(trip: Trip) -> bool:
    """Whether brute force finds a plan."""
    return best_trip_rank(trip) is not None


CLASHING = trips(required=True, wishes=True, order=True, limits=True).filter(lambda trip: fits(trip) is False)


@some
@given(CLASHING)
def test_a_clash_is_minimal(trip: Trip):
    """Its wishes cannot all be kept, and all but any one of them can."""
    wishlist = Made(trip)
    clash = find_clash(wishlist)
    assert clash is not None
    assert clash.wishes
    assert not works(wishlist.keeping(clash.wishes))
    if clash.sure:
        for wish in clash.wishes:
            assert works(wishlist.keeping([each for each in clash.wishes if each != wish]))


@some
@given(trips(required=True, wishes=True, order=True, limits=True))
def test_what_can_be_kept_does_not_clash(trip: Trip):
    """Nothing is called a clash for which there is a plan."""
    assume(works(trip))
    assert find_clash(Made(trip)) is None


@some
@given(CLASHING)
def test_the_nearest_plan_gives_up_the_fewest_wishes(trip: Trip):
    """A plan is left, no smaller number of wishes would do, and of those none leaves more points."""
    wishlist = Made(trip)
    clash = find_clash(wishlist)
    assert clash is not None
    found = nearest_plan(wishlist, clash)
    assume(found is not None)
    best = best_trip_rank(wishlist.trip_without(found.dropped))
    assert best is not None
    assert (found.points, found.proven) == (-best[0], True)
    if len(found.dropped) == 2:
        assert not any(works(wishlist.trip_without([wish])) for wish in wishlist.wishes)


@some
@given(CLASHING)
def test_the_minutes_that_a_limit_is_short_of_are_just_enough(trip: Trip):
    """With so many more minutes the clash is gone; with five fewer no plan is found at once."""
    wishlist = Made(trip)
    clash = find_clash(wishlist)
    assert clash is not None
    for wish in (each for each in clash.wishes if each.kind in KINDS):
        short = minutes_short(wishlist, clash, wish)
        assume(short is not None)
        kept = wishlist.keeping(clash.wishes)
        assert works(_looser(kept, wish.kind, short))
        assert fits(_looser(kept, wish.kind, short - 5)) is not True


def _looser(trip: Trip, kind: str, more: int) -> Trip:
    def limits(old: DayLimits) -> DayLimits:
        minutes = getattr(old, f"{kind}_minutes")
        return old if minutes is None else replace(old, **{f"{kind}_minutes": minutes + more})

    return replace(trip, days=tuple(replace(day, limits=(limits(day.limits[0]),)) for day in trip.days))


def test_nothing_found_is_not_called_a_clash():
    """A search that was cut short proves nothing: its error says so, and names no wish as the culprit."""
    wishlist = Made(Trip((), frozenset()))
    error = clash_error(wishlist, [NOW.date()], cut_short=True)
    assert "within the search's limit" in error.message
    assert error.reasons == ("the wishes do not clash", "give more time")


def refused(**wishes) -> NoPlanError:
    with pytest.raises(NoPlanError) as caught:
        plan_trip("2026-12-25", base="kelly", offline=True, now=NOW, **wishes)
    return caught.value


def test_an_end_that_is_too_early_is_told_with_its_minutes():
    """Two places that fit one by one, an end by which they do not: how much later it had to be."""
    sites = ("oxbow-bend", "ta-moulton-barn")
    error = refused(must_see=sites, end="10:30")
    *clash, nearest = error.reasons
    assert clash[:2] == ["must see Oxbow Bend", "must see T.A. Moulton barn"]
    minutes = int(clash[2].removeprefix("be back by 10:30 (").removesuffix(" minutes short)"))
    late = 10 * 60 + 30 + minutes
    back = plan_trip(
        "2026-12-25", base="kelly", offline=True, now=NOW, must_see=sites, end=f"{late // 60}:{late % 60:02}"
    )
    assert {stop.site for stop in back.days[0].stops} >= set(sites)
    assert "be back by" in nearest


def test_first_light_where_it_cannot_be_had_is_told_as_that():
    """Nobody goes to the town's square for it: no other wish is in the way."""
    error = refused(must_see=("kelly-warm-spring",), wishes=Wishes(first_light_at="jackson-town-square"))
    assert error.message == "this cannot be kept on 2026-12-25"
    assert error.reasons[0].endswith("Jackson Town Square (it cannot be waited for there then)")


def test_wishes_that_have_nothing_to_do_with_it_are_not_named():
    """First light is at one place only, and whoever is there comes from nowhere else before."""
    error = refused(
        must_see=("kelly-warm-spring", "ta-moulton-barn"),
        end="13:00",
        wishes=Wishes(
            first_light_at="oxbow-bend", order=("ta-moulton-barn", "oxbow-bend"), most_walk_minutes=300
        ),
    )
    assert error.reasons[:-1] == (
        "must see T.A. Moulton barn",
        "the first light at Oxbow Bend",
        "T.A. Moulton barn before Oxbow Bend",
    )
    assert error.reasons[-1].startswith("the nearest plan that works: without '")


def test_a_must_see_out_of_the_hours_is_told_with_what_it_clashes_with():
    """Not only that it does not fit: the hours in its way, by how much, and what works without them."""
    error = refused(must_see=("ta-moulton-barn",), end="08:00")
    assert error.reasons[0].startswith("T.A. Moulton barn (")
    assert "these clash: must see T.A. Moulton barn and be back by 08:00 (" in str(error)
    assert "the nearest plan that works: without 'be back by 08:00'" in error.reasons[-1]


def test_a_must_see_that_nobody_can_reach_is_told_with_the_nearest_plan():
    """The place itself is in the way: the plan without it is offered."""
    error = refused(must_see=("rocky-iv-cabin",), end="10:00")
    assert "not-visitable" in error.reasons[0]
    assert error.reasons[-1].startswith("the nearest plan that works: without 'must see Rocky")
