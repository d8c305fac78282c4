"""Rocky's Siberia in winter: what can be reached of it on Christmas Day, on snowshoes or on skis?

Run it live, or with `--offline` to plan from climate normals without a network.
"""

import sys
from datetime import date

import tripplanner


def next_christmas(today: date) -> date:
    """The next 25 December, today included."""
    this_year = date(today.year, 12, 25)
    return this_year if today <= this_year else date(today.year + 1, 12, 25)


def main(arguments: list[str]) -> None:
    """Print the plan on snowshoes, and what skis would change."""
    offline = "--offline" in arguments
    day = next_christmas(date.today())  # noqa: DTZ011 - the reader's own calendar
    film_fan = {"film": 2.0, "history": 1.0}
    on_snowshoes = tripplanner.plan_trip(day, interests=film_fan, offline=offline)
    print(on_snowshoes)

    on_skis = tripplanner.plan_trip(day, interests=film_fan, modes=("car", "walk", "ski"), offline=offline)
    print()
    print(f"On snowshoes the day earns {on_snowshoes.score} points, on skis {on_skis.score}.")
    for plan, name in ((on_snowshoes, "snowshoes"), (on_skis, "skis")):
        stops = ", ".join(stop.name for stop in plan.days[0].stops)
        print(f"With {name}: {stops}")
    cabin = next(each for each in on_skis.left_out if each.site == "rocky-iv-cabin")
    print(f"And the cabin? {cabin.text}")


if __name__ == "__main__":
    main(sys.argv[1:])
