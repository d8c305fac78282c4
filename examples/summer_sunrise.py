"""First light on the barns in summer: when to leave Jackson, and what the morning holds until noon.

Run it live, or with `--offline` to plan from climate normals without a network.
"""

import sys
from datetime import date, timedelta

import tripplanner


def next_midsummer(today: date) -> date:
    """The next 20 July, today included."""
    this_year = date(today.year, 7, 20)
    return this_year if today <= this_year else date(today.year + 1, 7, 20)


def main(arguments: list[str]) -> None:
    """Print the morning, then the light at the barn for the week around it."""
    offline = "--offline" in arguments
    day = next_midsummer(date.today())  # noqa: DTZ011 - the reader's own calendar
    plan = tripplanner.plan_trip(
        day,
        end="13:00",
        must_see="ta-moulton-barn",
        interests={"photography": 2.0},
        offline=offline,
    )
    print(plan)
    print()
    for days in range(7):
        sun = tripplanner.sun_times("ta-moulton-barn", day + timedelta(days=days))
        print(f"{sun.on}  first twilight {sun.civil_dawn:%H:%M}, sunrise {sun.sunrise:%H:%M}")


if __name__ == "__main__":
    main(sys.argv[1:])
