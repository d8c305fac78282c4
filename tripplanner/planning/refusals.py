"""Why a site is not in the plan: before anything is solved, and after."""

from datetime import date

from tripplanner.errors import NoPlanError
from tripplanner.models import Destination, Site
from tripplanner.planning.build import DayProblem, Refusal, hours_on
from tripplanner.planning.problem import Problem, Solution
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


def not_chosen(day: DayProblem, solution: Solution) -> tuple[Refusal, ...]:
    """Sites that could have been visited and were not: no time even alone, or others are worth more."""
    visited = {day.problem.stands[stop.stand].site for stop in solution.stops}
    seen: dict[int, bool] = {}
    sites: dict[int, Site] = {}
    for number, stand in enumerate(day.problem.stands):
        if stand.site not in visited:
            sites[stand.site] = day.candidates[number].site
            seen[stand.site] = seen.get(stand.site, False) or _fits_alone(day.problem, number)
    return tuple(
        Refusal(site, "lower-value", "it would fit only in place of stops that are worth more")
        if seen[number]
        else Refusal(site, "no-time", "even alone there and back it does not fit into the day")
        for number, site in sites.items()
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


def check_must_see(day: DayProblem, request: TripRequest) -> None:
    """
    Refuse a must-see that cannot be visited that day.

    Raises
    ------
    NoPlanError
        With one reason for each such site.
    """
    refused = {each.site.id: each for each in day.refusals}
    reasons = [
        f"{refused[each].site.name} ({refused[each].reason}): {refused[each].text}"
        for each in request.must_see
        if each in refused
    ]
    for each in request.must_see:
        stands = [number for number, found in enumerate(day.candidates) if found.site.id == each]
        if stands and not any(_fits_alone(day.problem, number) for number in stands):
            name = day.candidates[stands[0]].site.name
            reasons.append(
                f"{name} (no-time): even alone there and back it does not fit into the hours given"
            )
    if reasons:
        raise NoPlanError(f"what must be seen cannot be reached on {day.on}", tuple(reasons))


def clash(day: DayProblem, request: TripRequest) -> NoPlanError:
    """Build the error for must-sees that each fit alone but not together."""
    names = ", ".join(request.must_see)
    return NoPlanError(
        f"the places that must be seen do not fit into {day.on} together",
        (
            f"must see {names}",
            f"the hours at the stops and {request.pace} pace",
            "drop one, or give more time",
        ),
    )
