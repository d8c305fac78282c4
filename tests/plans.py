"""What any plan must keep, read from its records alone (no code of the planner is used)."""

from datetime import timedelta

from tripplanner import Itinerary


def plan_faults(plan: Itinerary) -> list[str]:
    """Sentences about everything that is wrong with a plan; none for a good one."""
    faults = []
    for day in plan.days:
        drivable = {road.id: road.drivable for road in day.roads}
        status = {road.id: road.status for road in day.roads}
        faults += [
            f"{leg.start} to {leg.end} drives {road.id} ({road.status})"
            for leg in day.legs
            if leg.mode == "car"
            for road in leg.roads
            if road.status == "closed" or not drivable[road.id]
        ]
        faults += [
            f"{road.id} is {road.status} on a leg and {status[road.id]} on the day"
            for leg in day.legs
            for road in leg.roads
            if road.status != status[road.id]
        ]
        faults += _line_faults(day)
        faults += [
            f"{stop.site} twice" for stop in day.stops if [s.site for s in day.stops].count(stop.site) > 1
        ]
        faults += [
            f"{leg.start} to {leg.end} by {leg.mode}"
            for leg in day.legs
            if leg.mode not in plan.request.modes
        ]
        faults += _hour_faults(plan, day)
        faults += _dusk_faults(day)
    visited = {stop.site for day in plan.days for stop in day.stops}
    left_out = [each.site for each in plan.left_out]
    faults += [f"{site} is visited and left out" for site in visited & set(left_out)]
    faults += [f"{site} must be seen and is not" for site in set(plan.request.must_see) - visited]
    faults += [f"{site} is avoided and visited" for site in set(plan.request.avoid) & visited]
    if len(visited) + len(left_out) != plan.sites_considered or len(set(left_out)) != len(left_out):
        faults.append("not every site is either visited or left out once")
    if plan.score != sum(sum(stop.score.values()) for day in plan.days for stop in day.stops):
        faults.append("the score is not the sum of its terms")
    if plan.score > plan.bound or (plan.proven_optimal and plan.score != plan.bound):
        faults.append(f"score {plan.score}, bound {plan.bound}, proven {plan.proven_optimal}")
    return faults


def _line_faults(day):
    """Legs and stops follow each other in place and time, from the base and back to it."""
    if not day.stops:
        return [] if not day.legs else ["legs without a stop"]
    events = sorted(
        [(leg.depart, 1, leg.arrive, leg.start, leg.end) for leg in day.legs]
        + [(stop.arrive, 0, stop.leave, stop.site, stop.site) for stop in day.stops],
        key=lambda event: (event[0], event[2], event[1]),
    )
    faults = []
    where, when = events[0][3], events[0][0]
    base = where
    for start, _, end, origin, goal in events:
        if origin != where:
            faults.append(f"one is at {where}, not at {origin}, at {start}")
        if start < when or end < start:
            faults.append(f"{origin} to {goal} starts at {start}, before {when}")
        where, when = goal, end
    if where != base:
        faults.append(f"the day starts at {base} and ends at {where}")
    return faults + [
        f"{leg.start} to {leg.end}: {leg.minutes} minutes"
        for leg in day.legs
        if leg.arrive - leg.depart != timedelta(minutes=leg.minutes) or leg.minutes <= 0
    ]


def _dusk_faults(day):
    """Nobody arrives over snow after the time to turn around, or stays longer than the way back allows."""
    return [
        f"{leg.end} is reached at {leg.arrive}, after {leg.turn_around_at}"
        for leg in day.legs
        if leg.turn_around_at is not None and leg.arrive > leg.turn_around_at
    ] + [
        f"{stop.site} is left at {stop.leave}, after {stop.leave_by}"
        for stop in day.stops
        if stop.leave_by is not None and stop.leave > stop.leave_by
    ]


def _hour_faults(plan, day):
    faults = []
    if not day.legs:
        return faults
    leave, back = day.legs[0].depart, day.legs[-1].arrive
    start, end = plan.request.start, plan.request.end
    if start is not None and leave.time() < start:
        faults.append(f"leaves at {leave}, before {start}")
    if end is not None and (back.time() > end or back.date() > day.date):
        faults.append(f"back at {back}, after {end}")
    if leave < plan.planned_at:
        faults.append(f"leaves at {leave}, before the plan is made")
    return faults + [
        f"{stop.site}: {hour.starts_at} is no hour of the visit"
        for stop in day.stops
        for hour in stop.weather.hours
        if hour.starts_at >= stop.leave or hour.starts_at + timedelta(hours=1) <= stop.arrive
    ]
