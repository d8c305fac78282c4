"""The notebook card of a record, as HTML and as Markdown."""

from functools import singledispatch

from tripplanner.comparison import Comparison
from tripplanner.explanation import Explanation
from tripplanner.export.card import Card, as_html, as_markdown
from tripplanner.export.light_cards import day_light_card, site_day_card, sun_card
from tripplanner.export.place_cards import forecast_card, site_card
from tripplanner.export.plan_cards import comparison_card, explanation_card, plan_card, ranking_card
from tripplanner.itinerary import Itinerary
from tripplanner.light import DayLight, SiteDay, SunTimes
from tripplanner.models import Site
from tripplanner.ranked import RankedDays
from tripplanner.shown import Shown
from tripplanner.weather.model import Forecast


@singledispatch
def card_of(record: Shown) -> Card:
    """
    The card of a record.

    Parameters
    ----------
    record
        One that is `Shown`.
    """
    raise AssertionError(f"{type(record).__name__} has no card")


card_of.register(Comparison, comparison_card)
card_of.register(DayLight, day_light_card)
card_of.register(Explanation, explanation_card)
card_of.register(Forecast, forecast_card)
card_of.register(Itinerary, plan_card)
card_of.register(RankedDays, ranking_card)
card_of.register(Site, site_card)
card_of.register(SiteDay, site_day_card)
card_of.register(SunTimes, sun_card)


def html(record: Shown) -> str:
    """The card of a record as a fragment of HTML: no script, no class, nothing loaded from anywhere."""
    return as_html(card_of(record))


def markdown(record: Shown) -> str:
    """The card of a record as Markdown, without pictures."""
    return as_markdown(card_of(record))
