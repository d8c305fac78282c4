"""Why a site is not in the plan: before anything is solved, and after."""

from collections.abc import Collection, Sequence
from datetime import date

from tripplanner.models import Destination, Site
from tripplanner.planning.build import DayProblem, Refusal, hours_on
from tripplanner.planning.problem import Problem
from tripplanner.request import TripRequest
from tripplanner.roads import rule_on, taken_open


def out_of_question(destination: Destination, request: TripRequest, on: date) -> dict[str, Refusal]:
    """
    Sites that are out whatever the roads and the weather do, by id.

    Those that cannot be visited at all, those the visitor avoids, and those closed on the day.
    """
    found = (_refusal(site, request, on) for site in destination.sites)
    return {each.site.id: each for each in found if each is not None}


def _refusal(site: Site, request: TripRequest, on: date) -> Refusal | None:
    if site.not_visitable is not None:
        return Refusal(site, "not-visitable", site.not_visitable)
    if site.min_age is not None and any(age < site.min_age.years for age in request.party.children):
        return Refusal(site, "not-visitable", site.min_age.text)
    if site.id in request.avoid:
        return Refusal(site, "avoided", "you asked to leave it out")
    rule = rule_on(site.seasons, on)
    if rule is not None and not taken_open(site.seasons, on, outlook=request.outlook):
        assumed = "taken as closed: " if rule.status == "by-condition" else ""
        return Refusal(site, "closed-season", assumed + rule.text)
    if site.hours and hours_on(site, on) is None:
        return Refusal(site, "closed-season", "its opening hours do not include this day")
    return None


def not_chosen(days: Sequence[DayProblem], chosen: Collection[str]) -> list[tuple[Refusal, ...]]:
    """Per day, sites that could have been visited and are on no day: no time even alone, or less worth."""
    return [_not_chosen(day, chosen) for day in days]


def _not_chosen(day: DayProblem, chosen: Collection[str]) -> tuple[Refusal, ...]:
    fits: dict[str, bool] = {}
    sites: dict[str, Site] = {}
    for number, found in enumerate(day.candidates):
        if found.site.id not in chosen:
            sites[found.site.id] = found.site
            fits[found.site.id] = fits.get(found.site.id, False) or _fits_alone(day.problem, number)
    return tuple(
        Refusal(site, "lower-value", "it would fit only in place of stops that are worth more")
        if fits[name]
        else Refusal(site, "no-time", "even alone there and back it does not fit into the day")
        for name, site in sites.items()
    )


def _fits_alone(problem: Problem, stand: int) -> bool:
    there, home = problem.ways[problem.base][stand], problem.ways[stand][problem.base]
    if there is None or home is None:
        return False
    arrive = problem.arrival(there, problem.leave_from)
    return any(
        arrive <= window.closes
        and problem.arrival(home, max(arrive, window.opens) + window.minutes) <= problem.back_by
        for window in problem.stands[stand].windows
    )


def unreachable(days: Sequence[DayProblem], request: TripRequest) -> tuple[str, ...]:
    """
    Why sites that must be seen cannot be visited on any day: each with a reason, by day where they differ.

    Parameters
    ----------
    days
        The days' problems.
    request
        What is asked for.
    """
    reasons = []
    for each in request.must_see:
        told = [_why_not(day, each) for day in days]
        if all(told):
            whys = {text: day.on for text, day in reversed([*zip(told, days, strict=True)])}
            one = len(whys) == 1
            reasons += [text if one else f"{on}: {text}" for text, on in reversed(whys.items())]
    return tuple(map(str, reasons))


def _why_not(day: DayProblem, wanted: str) -> str | None:
    """Why a site cannot be visited that day; None: it can."""
    refused = next((each for each in day.refusals if each.site.id == wanted), None)
    if refused is not None:
        return f"{refused.site.name} ({refused.reason}): {refused.text.rstrip('.')}"
    stands = [number for number, found in enumerate(day.candidates) if found.site.id == wanted]
    if any(_fits_alone(day.problem, number) for number in stands):
        return None
    name = day.candidates[stands[0]].site.name
    return f"{name} (no-time): even alone there and back it does not fit into the hours given"
