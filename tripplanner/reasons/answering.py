"""Prices of places left out and effects of rules, found by solving again while the budget lasts."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from tripplanner.explanation import Effect, LeftOutPrice
from tripplanner.itinerary import Itinerary, LeftOut
from tripplanner.planning.clashes import find_clash
from tripplanner.planning.problem import Trip
from tripplanner.planning.wishlist import Wish, Wishlist
from tripplanner.prepared import Prepared
from tripplanner.reasons.questions import Question, questions, wishlist_here
from tripplanner.reasons.variants import Answer, Budget, solve_variant, with_site

_FIRST_PRICES = 2  # places priced before any other question
_LATE = ("road-open", "day-more", "milder")


@dataclass(frozen=True, slots=True)
class Reference:
    """What prices and gains are measured against: the plan's score, its bound, and its sites."""

    score: int
    bound: int
    proven: bool
    sites: tuple[str, ...]
    is_solved: bool = False

    @classmethod
    def of(cls, plan: Itinerary, *, score: int | None = None) -> "Reference":
        """
        The plan's own figures.

        Parameters
        ----------
        plan
            The plan.
        score
            What its stops are worth, where that is no longer what the plan says; then nothing is proven.
        """
        sites = tuple(stop.site for day in plan.days for stop in day.stops)
        if score is None:
            return cls(plan.score, plan.bound, plan.proven_optimal, sites)
        return cls(score, max(score, plan.bound), proven=False, sites=sites)


def answered(
    plan: Itinerary, prepared: Prepared, reference: Reference, budget: Budget
) -> tuple[tuple[LeftOutPrice, ...], tuple[Effect, ...]]:
    """
    Ask all questions, the most telling first, as long as the budget lasts.

    Parameters
    ----------
    plan, prepared
        The plan and its problem.
    reference
        What prices and gains are measured against.
    budget
        Seconds for solving.

    Returns
    -------
    tuple
        Every place left out, in the plan's order, and every effect, the largest gain first.
    """
    asker = _Asker(prepared, reference, budget)
    prices = {each.site: _left(each, "not-asked") for each in plan.left_out}
    visitable = asker.can_be_visited(plan)
    asked = list(questions(prepared))
    early = [each for each in asked if each.effect.kind not in _LATE]
    late = [each for each in asked if each.effect.kind in _LATE]
    for each in visitable[:_FIRST_PRICES]:
        prices[each.site] = asker.price(each)
    effects = [asker.effect(each) for each in (*early, *late[:_FIRST_PRICES])]
    for each in visitable[_FIRST_PRICES:]:
        prices[each.site] = asker.price(each)
    effects += [asker.effect(each) for each in late[_FIRST_PRICES:]]
    effects.sort(key=lambda each: -1 if each.gain is None else each.gain, reverse=True)
    return tuple(prices.values()), tuple(effects)


def _left(left: LeftOut, certainty: str) -> LeftOutPrice:
    return LeftOutPrice.model_validate({**left.model_dump(), "certainty": certainty})


class _WithSite:
    """The wishes of a plan, with one site more that must be seen whatever else is given up."""

    def __init__(self, wishlist: Wishlist, required: frozenset[int]) -> None:
        self._wishlist = wishlist
        self.wishes = wishlist.wishes
        self._more = required - wishlist.trip.required

    def trip_without(self, dropped: Collection[Wish]) -> Trip:
        """The trip that keeps all wishes but these, and holds the site."""
        trip = self._wishlist.trip_without(dropped)
        return replace(trip, required=trip.required | self._more)


class _Asker:
    """Solves one variant after the other while there is time."""

    def __init__(self, prepared: Prepared, reference: Reference, budget: Budget) -> None:
        self._prepared, self._reference, self._budget = prepared, reference, budget
        self._wishlist = wishlist_here(prepared)

    def can_be_visited(self, plan: Itinerary) -> list[LeftOut]:
        """The places left out that could be had on some day, those worth most first."""
        worth: dict[str, int] = {}
        for each in (candidate for day in self._prepared.days for candidate in day.candidates):
            most = max(piece.window.points for piece in each.pieces)
            worth[each.site.id] = max(most, worth.get(each.site.id, most))
        found = (each for each in plan.left_out if each.site in worth)
        return sorted(found, key=lambda left: -worth[left.site])

    def price(self, left: LeftOut) -> LeftOutPrice:
        """What it costs to see a place all the same."""
        if self._budget.is_over:
            return _left(left, "unpriced")
        trip = with_site(self._prepared, left.site)
        answer = solve_variant(trip, self._budget)
        if not answer.works:
            clash = find_clash(_WithSite(self._wishlist, trip.required))
            names = () if clash is None else tuple(each.text for each in clash.wishes)
            return _left(left, "impossible").model_copy(update={"clashes_with": names})
        if answer.points is None:
            return _left(left, "unpriced")
        comes_in, falls_out = self._names(answer, but=left.site)
        return _left(left, "unpriced").model_copy(
            update={
                "certainty": "exact" if answer.proven or self._is_best(answer.points) else "bound",
                "price": self._reference.score - answer.points,
                "instead_of": falls_out,
                "with_it": comes_in,
            }
        )

    def _is_best(self, points: int) -> bool:
        """Whether no plan can have more points: those of the plan itself are proven to be the most."""
        return self._reference.proven and points >= self._reference.score

    def effect(self, question: Question) -> Effect:
        """What would come of one thing being otherwise."""
        effect = question.effect
        if question.trip is None:
            return effect.model_copy(update={"gain": 0, "proven": True, "at_most": 0})
        if self._budget.is_over:
            return effect
        trip = question.trip()
        if trip == self._prepared.trip and self._reference.proven:
            return effect.model_copy(update={"gain": 0, "proven": True, "at_most": 0})
        answer = solve_variant(trip, self._budget)
        if not answer.works:
            return effect.model_copy(update={"works": False})
        if answer.points is None or answer.bound is None:
            return effect
        gain = max(0, answer.points - self._reference.score)
        # What nothing is gained by changes the plan only in what is worth the same.
        comes_in, falls_out = self._names(answer) if gain > 0 else ((), ())
        return effect.model_copy(
            update={
                "gain": gain,
                "proven": answer.proven,
                "at_most": max(gain, answer.bound - self._reference.score),
                "comes_in": comes_in,
                "falls_out": falls_out,
            }
        )

    def _names(self, answer: Answer, *, but: str = "") -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Names of the places that come in, and of those that fall out."""
        place = self._prepared.place
        there = {place.sites[number].id for number in answer.sites if number < len(place.sites)}
        ours = set(self._reference.sites)
        comes_in, falls_out = there - ours - {but}, ours - there
        return (
            tuple(each.name for each in place.sites if each.id in comes_in),
            tuple(each.name for each in place.sites if each.id in falls_out),
        )
