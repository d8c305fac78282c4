"""Which page of text shows a record: what `print` of it writes."""

from functools import singledispatch

from tripplanner.comparison import Comparison
from tripplanner.explanation import Explanation
from tripplanner.export.comparison_page import comparison_page
from tripplanner.export.explain_page import explain_page
from tripplanner.export.ranking_page import ranking_page
from tripplanner.export.text import agenda
from tripplanner.itinerary import Itinerary
from tripplanner.ranked import RankedDays
from tripplanner.shown import Printed
from tripplanner.units import Clock, Units


@singledispatch
def page_of(record: Printed, *, units: Units = "us", clock: Clock = "24") -> str:  # noqa: ARG001 - as below
    """
    A record as a page to read or print, without a line end after the last line.

    Parameters
    ----------
    record
        A plan, a comparison, an explanation or ranked days.
    units
        `us` or `metric`.
    clock
        `24` or `12`.
    """
    raise AssertionError(f"{type(record).__name__} has no page")


page_of.register(Itinerary, agenda)
page_of.register(Comparison, comparison_page)
page_of.register(Explanation, explain_page)
page_of.register(RankedDays, ranking_page)
