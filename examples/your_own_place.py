"""Another place than Mormon Row: a film day in the Alabama Hills, planned from a folder of facts.

Copy the folder `alabama_hills` to describe a place of your own; its README tells how. Run this live, or
with `--offline` to plan from climate normals without a network.
"""

import sys
from datetime import date
from pathlib import Path

import tripplanner

FOLDER = Path(__file__).parent / "alabama_hills"


def next_new_year(today: date) -> date:
    """The next 2 January, today included: the museum is open, the high road is not."""
    this_year = date(today.year, 1, 2)
    return this_year if today <= this_year else date(today.year + 1, 1, 2)


def main(arguments: list[str]) -> None:
    """Print the plan, and what it would take to see the end of High Sierra too."""
    offline = "--offline" in arguments
    place = tripplanner.load_destination(FOLDER)
    day = next_new_year(date.today())  # noqa: DTZ011 - the reader's own calendar
    plan = tripplanner.plan_trip(day, destination=place, interests={"film": 2.0}, offline=offline)
    print(plan)

    higher = tripplanner.plan_trip(
        day,
        destination=place,
        interests={"film": 2.0},
        roads={"whitney-portal-road": "open"},
        offline=offline,
    )
    print()
    print(f"With the road to Whitney Portal open the day earns {higher.score} points, not {plan.score}.")
    scenes = sum(len(film.scenes) for film in place.films)
    print(f"{len(place.films)} films, {scenes} scenes, {len(place.unknowns)} things that nobody knows.")


if __name__ == "__main__":
    main(sys.argv[1:])
