"""What a visit costs a party at the gate, and the cheapest way to pay it, from the destination's fees."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tripplanner.errors import UnknownNameError
from tripplanner.models import Destination, Fee
from tripplanner.request import Party


@dataclass(frozen=True, slots=True)
class Charge:
    """A fee, and how often it is paid."""

    fee: Fee
    times: int

    @property
    def amount_usd(self) -> float:
        """What it comes to. [USD]"""
        return self.fee.amount_usd * self.times

    @property
    def text(self) -> str:
        """How often, for how long, and of which year the figure is."""
        fee = self.fee
        times = f"{self.times} x {fee.amount_usd:g} USD, " if self.times > 1 else ""
        days = "for life" if fee.days is None else f"{fee.days} days"
        return f"{times}{days}" + (f" (as of {fee.valid_from.year})" if fee.valid_from is not None else "")


@dataclass(frozen=True, slots=True)
class VisitCost:
    """What is paid, and what the party should know of it; nothing is due where there are no charges."""

    charges: tuple[Charge, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def amount_usd(self) -> float:
        """All of it. [USD]"""
        return _total(self.charges)


@dataclass(frozen=True, slots=True)
class _Visit:
    """Who enters, when and how; residents None is neither: no free days, no surcharge, no bought pass."""

    destination: Destination
    party: Party
    on: tuple[date, ...]
    drives_in: bool
    residents: bool | None

    @property
    def fees(self) -> list[Fee]:
        """The fees and passes that are for this party."""
        return [fee for fee in self.destination.fees if fee.for_residents in (None, self.residents)]

    @property
    def by_vehicle(self) -> bool:
        """Whether one fee lets in all in the car."""
        return self.drives_in and any(fee.per == "vehicle" for fee in self.fees)

    @property
    def paid_days(self) -> tuple[date, ...]:
        """The days that are not free for them."""
        return tuple(day for day in self.on if not self._is_free(day))

    def _is_free(self, day: date) -> bool:
        free = () if self.destination.entrance is None else self.destination.entrance.free_days
        return any(day in each.days and (self.residents is True or not each.for_residents) for each in free)


def find_pass(destination: Destination, name: str) -> Fee:
    """
    A pass of the destination, by its id or another name that it is asked for by.

    Raises
    ------
    UnknownNameError
        The destination knows no such pass.

    Examples
    --------
    >>> from tripplanner.catalog import load_destination
    >>> find_pass(load_destination(), "annual-park").name
    'Grand Teton annual pass'
    """
    known = {each: fee for fee in destination.fees if fee.per == "pass" for each in (fee.id, *fee.aliases)}
    if name not in known:
        raise UnknownNameError.of("pass", name, known)
    return known[name]


def visit_cost(
    destination: Destination,
    party: Party,
    *,
    on: Collection[date],
    drives_in: bool,
    sites: Collection[str],
) -> VisitCost:
    """
    What the entrance costs a party, paid in the cheapest way that is known to be open to it.

    Parameters
    ----------
    destination
        Whose fees, passes and free days hold.
    party
        Who travels, where they live, and the pass they hold.
    on
        The days of the visit.
    drives_in
        Whether they come in one private vehicle, or else on foot, ski or bicycle.
    sites
        The ids of the sites they visit; the fee is due unless all of them are free of it.

    Returns
    -------
    VisitCost
        The charges, and notes. Where it is not said whether they are residents, the charges are the
        plain entrance fee, or on days that are free for residents only what visitors from abroad pay,
        so that it is always a price that somebody pays and nobody is surprised by more; a note gives
        what residents and what visitors from abroad would pay.

    Raises
    ------
    UnknownNameError
        The destination knows no pass of that name.

    Examples
    --------
    >>> from datetime import date
    >>> from tripplanner.catalog import load_destination
    >>> cost = visit_cost(
    ...     load_destination(),
    ...     Party(adults=2, residents=False),
    ...     on=[date(2026, 12, 25)],
    ...     drives_in=True,
    ...     sites=["ta-moulton-barn"],
    ... )
    >>> [(each.fee.id, each.amount_usd) for each in cost.charges]
    [('vehicle', 35.0), ('non-resident-surcharge', 200.0)]
    """
    held = None if party.pass_held is None else find_pass(destination, party.pass_held)
    due = _due(destination, sites)
    if not destination.fees or not sites:
        return VisitCost()
    if not due:
        return VisitCost(notes=("no entrance fee is due where this plan stops",))
    days = tuple(sorted(set(on)))
    visit = _Visit(destination, party, days, drives_in, party.residents)
    shown = _shown(visit, held)
    charges = _cheapest(shown, held)
    told = (*_held_notes(visit, held), *_station_notes(destination, due, days))
    ways = () if shown is not visit else _way_notes(visit, held, charges)
    return VisitCost(charges, (*told, *ways, *_residency_notes(visit, shown, held)))


def _due(destination: Destination, sites: Collection[str]) -> list[str]:
    """The sites where the fee is due."""
    free = () if destination.entrance is None else destination.entrance.free_sites
    return [site for site in sites if site not in free]


def _shown(visit: _Visit, held: Fee | None) -> _Visit:
    """Whose price is shown: the party's, or that of visitors from abroad where nobody pays the plain fee."""
    if visit.residents is not None:
        return visit
    at_home, abroad = replace(visit, residents=True), replace(visit, residents=False)
    if at_home.paid_days == visit.paid_days:
        return visit
    paid = {_total(_cheapest(each, held)) for each in (at_home, abroad)}
    return visit if _total(_cheapest(visit, held)) in paid else abroad


def _total(charges: Collection[Charge]) -> float:
    return sum((each.amount_usd for each in charges), 0.0)


def _cheapest(visit: _Visit, held: Fee | None) -> tuple[Charge, ...]:
    """The cheapest way; among equals the one with the fewest passes."""
    return min(_ways(visit, held), key=_total) if visit.paid_days else ()


def _ways(visit: _Visit, held: Fee | None) -> Iterator[tuple[Charge, ...]]:
    """At the gate, and with one pass or more of each kind that is sold to them."""
    covered = 0 if held is None else _covers(visit, held)
    yield _gate(visit, covered)
    for fee in visit.fees:
        if fee.per == "pass" and fee.only_for is None:
            for count in range(1, _payers(visit, covered) + 1):
                bought = Charge(fee, count * _terms(visit.paid_days, fee.days))
                yield (bought, *_gate(visit, covered + count * _covers(visit, fee)))


def _covers(visit: _Visit, fee: Fee) -> int:
    """How many a pass lets in: all in the vehicle, or some on foot."""
    return visit.party.count_from(0) if visit.by_vehicle else fee.covers_people


def _payers(visit: _Visit, covered: int) -> int:
    ages = [fee.from_age for fee in visit.fees if fee.per != "pass"]
    return max(0, visit.party.count_from(min(ages, default=0)) - covered)


def _gate(visit: _Visit, covered: int) -> tuple[Charge, ...]:
    """The entrance fee and what comes on top, for those who are not covered by a pass."""
    per = "vehicle" if visit.by_vehicle else "person"
    entrance = [fee for fee in visit.fees if fee.per == per and not fee.on_top][:1]
    on_top = [fee for fee in visit.fees if fee.on_top]
    charges = (Charge(fee, _times(visit, fee, covered)) for fee in (*entrance, *on_top))
    return tuple(each for each in charges if each.times > 0)


def _times(visit: _Visit, fee: Fee, covered: int) -> int:
    """How often a fee is paid: by whom, times how many of its terms the days ask for."""
    payers = max(0, visit.party.count_from(fee.from_age) - covered)
    return (min(1, payers) if fee.per == "vehicle" else payers) * _terms(visit.paid_days, fee.days)


def _terms(days: Collection[date], length: int | None) -> int:
    """How many terms of so many days, each from the first day not yet paid for, hold all the days."""
    terms, paid_until = 0, None
    for day in days:
        if paid_until is None or day >= paid_until:
            terms, paid_until = terms + 1, date.max if length is None else day + timedelta(days=length)
    return terms


def _held_notes(visit: _Visit, held: Fee | None) -> Iterator[str]:
    if held is not None:
        whom = "all in the car" if visit.by_vehicle else f"{held.covers_people} who would pay"
        yield f"your {held.name} covers {whom}"
        if held.for_residents is True and visit.residents is False:
            yield "that pass is for residents: its holder must be one, and show it"


def _way_notes(visit: _Visit, held: Fee | None, charges: tuple[Charge, ...]) -> Iterator[str]:
    """Which way of paying was taken, and what the next best would be."""
    if not visit.paid_days and held is None:
        yield "no entrance fee on this day" + (" for residents" if visit.residents else "")
    if not charges:
        return
    bought = [each for each in charges if each.fee.per == "pass"]
    others = [way for way in _ways(visit, held) if any(each.fee.per == "pass" for each in way)]
    if bought:
        gate = _gate(visit, 0 if held is None else _covers(visit, held))
        yield f"{_named(bought)}: the cheapest way; at the entrance it would be {_total(gate):g} USD"
    elif others:
        way = min(others, key=_total)
        yield f"the entrance fee is the cheapest way; with {_named(way)} it would be {_total(way):g} USD"


def _named(charges: Collection[Charge]) -> str:
    """The passes among some charges, in words."""
    passes = [each for each in charges if each.fee.per == "pass"]
    return " and ".join(each.fee.name + (f" ({each.times})" if each.times > 1 else "") for each in passes)


def _residency_notes(visit: _Visit, shown: _Visit, held: Fee | None) -> Iterator[str]:
    """Both figures, where it was not said who they are and it makes a difference."""
    if visit.residents is not None:
        return
    at_home, abroad = (_cheapest(replace(visit, residents=each), held) for each in (True, False))
    if _total(at_home) != _total(abroad):
        which = "" if shown is visit else "; the sum shown is theirs, for residents entry is free that day"
        yield f"residents pay {_figure(at_home)}, visitors from abroad {_figure(abroad)}{which}"


def _figure(charges: tuple[Charge, ...]) -> str:
    """The sum, and what it is made of where that is more than one fee."""
    parts = " and ".join(f"{each.times} x {each.fee.amount_usd:g}" for each in charges if each.times > 1)
    why = _named(charges) or parts
    return f"{_total(charges):g} USD" + (f" ({why})" if why else "")


def _station_notes(destination: Destination, due: list[str], on: tuple[date, ...]) -> Iterator[str]:
    """Where the fee is asked for; where it is not on these days, why, or that nobody sells a pass there."""
    entrance = destination.entrance
    if entrance is None:
        return
    past = set(due) & set(entrance.behind_station)
    breaks = [each for each in entrance.unstaffed if all(each.holds_on(day) for day in on)]
    asked = past - {site for each in breaks for site in each.sites}
    if asked:
        names = [site.name for site in destination.sites if site.id in asked]
        yield f"asked for at the entrance station on the way to {', '.join(names)}"
    unasked = [each.text for each in breaks if past & set(each.sites)]
    yield from unasked
    if not asked and not unasked and entrance.no_station is not None:
        yield entrance.no_station
