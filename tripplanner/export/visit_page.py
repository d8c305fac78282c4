"""What is known of a visit as a whole, by topic: rules, works, parking, with dates and sources."""

from datetime import date
from typing import Any, Final

from tripplanner.export.references import LEGEND, Citations, dates_text, wrapped
from tripplanner.export.site_access import Telling
from tripplanner.models import Destination, Fact
from tripplanner.units import day_text

_TITLES: Final = {
    "hours": "Hours",
    "rule": "Rules",
    "wildlife": "Animals",
    "hunting": "Hunting",
    "works": "Building works",
    "parking": "Parking",
    "transport": "Without a car of your own",
    "fuel": "Fuel",
    "signal": "Phone signal",
    "fee": "Fees",
    "dispute": "Mixed up or disputed",
}


def visit_page(destination: Destination, *, on: date | None = None) -> str:
    """
    The facts of a visit by topic, 80 columns, without a line end after the last line.

    Parameters
    ----------
    destination
        Whose facts are told.
    on
        Only what holds on this day; None: everything, each with its dates.

    Examples
    --------
    >>> from tripplanner.catalog import load_destination
    >>> print(visit_page(load_destination()).splitlines()[0])
    Visiting Mormon Row and Jackson Hole
    """
    page = Telling(destination, Citations(destination.sources), "us")
    when = "" if on is None else f" on {day_text(on)}"
    lines = wrapped(f"Visiting {destination.name}{when}")
    facts = facts_on(destination, on)
    for topic, title in _TITLES.items():
        told = [page.told(f"{each.text}{dates_text(each)}", each) for each in facts if each.topic == topic]
        lines += ["", title] if told else []
        lines += [line for each in told for line in wrapped(each, first="  ", rest="    ")]
    if destination.phones:
        lines += ["", "Numbers to call"]
    for phone in destination.phones:
        told_of = page.told(f"{phone.name}, {phone.number}: {phone.text}", phone)
        lines += wrapped(told_of, first="  ", rest="    ")
    return "\n".join([*lines, "", *wrapped(LEGEND), "", "Sources", *page.cited.lines()])


def facts_on(destination: Destination, on: date | None) -> tuple[Fact, ...]:
    """
    The facts that hold on a day, in the order of the file.

    Parameters
    ----------
    destination
        Whose facts.
    on
        The day; None: all of them.
    """
    return tuple(
        each for each in destination.facts if on is None or (each.holds_on(on) and each.in_its_season(on))
    )


def visit_payload(destination: Destination, *, on: date | None = None) -> dict[str, Any]:
    """
    The facts and phones as plain data, with their sources as whole records.

    Parameters
    ----------
    destination, on
        As in `visit_page`.
    """
    facts = facts_on(destination, on)
    named = {source for each in (*facts, *destination.phones) for source in each.sources}
    return {
        "date": None if on is None else on.isoformat(),
        "facts": [each.model_dump(mode="json") for each in facts],
        "phones": [each.model_dump(mode="json") for each in destination.phones],
        "sources": [each.model_dump(mode="json") for each in destination.sources if each.id in named],
    }
