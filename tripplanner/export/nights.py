"""Where each day of a plan starts and ends, in words: back at the base, or somewhere else for the night."""

from dataclasses import dataclass

from tripplanner.export.day_names import and_list
from tripplanner.itinerary import Itinerary


@dataclass(frozen=True, slots=True)
class Ends:
    """
    The names of where a day starts and ends.

    `night` True: one sleeps there as a part of the trip; `home` True: it ends where the trip started.
    """

    start: str
    end: str
    night: bool
    home: bool

    @property
    def arrived(self) -> str:
        """Words for being where the day ends."""
        back = "back at" if self.start == self.end or not self.night else "at"
        return f"{back} {self.end}" + (" for the night" if self.night else "")

    @property
    def arrived_short(self) -> str:
        """The same, without the name of where the trip started."""
        return "back" if self.home else self.arrived

    @property
    def idle(self) -> str:
        """What to do on a day on which nothing fits, not even the way to the next night, if there is one."""
        if self.start == self.end:
            return f"nothing to visit fits; stay at {self.end}"
        return f"nothing to visit fits; go on to {self.end} (the way is not timed here)"


def day_ends(plan: Itinerary) -> tuple[Ends, ...]:
    """
    Where each day starts and ends.

    Parameters
    ----------
    plan
        The plan; a place that none of its legs names is told by its id.
    """
    request, last = plan.request, len(plan.days) - 1
    wished = request.wishes.nights[: len(plan.days)]
    ids = [request.base, *wished, *[request.base] * (len(plan.days) - len(wished))]
    names = _names(plan)
    told = [names.get(each, each) for each in ids]
    home = [each == request.base for each in ids]
    return tuple(
        Ends(told[number], told[after], night=number < last or not home[after], home=home[after])
        for number, after in enumerate(range(1, len(ids)))
    )


def _names(plan: Itinerary) -> dict[str, str]:
    legs = [leg for day in plan.days for leg in day.legs]
    return {
        **{stop.site: stop.name for day in plan.days for stop in day.stops},
        **{leg.start: leg.start_name for leg in legs},
        **{leg.end: leg.end_name for leg in legs},
        plan.request.base: plan.base_name,
    }


def nights_text(plan: Itinerary) -> str:
    """Where one sleeps, for the plan's title; nothing where all nights are at the base."""
    nights = [each.end for each in day_ends(plan) if each.night]
    places = [*dict.fromkeys(nights)]
    if not [each for each in places if each != plan.base_name]:
        return ""
    return f", night{'' if len(nights) == 1 else 's'} at {and_list(places)}"
