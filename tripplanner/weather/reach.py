"""How far ahead the services look, and so from which day on one can ask again. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from tripplanner.weather._services import NWS, OPEN_METEO
from tripplanner.weather.model import PassedOver

# Days from the one on which it is asked. The raw grid ends about seven and a half days after it was made.
# Open-Meteo sends sixteen days of Greenwich, the present one among them, of which the last ends in our
# afternoon; one more is spared, so that a stop in the evening is in it.
DAYS_AHEAD = {NWS.provider: 7, OPEN_METEO.provider: 14}


def first_day_to_ask(on: date, passed_over: Iterable[PassedOver]) -> date | None:
    """
    The first day on which a service that could not know the weather of a day will.

    Parameters
    ----------
    on
        The day of the visit.
    passed_over
        Who was not used for it, and why. Only those count for which it lay too far ahead: a service that
        is switched off, or failed, is not there, and is promised for no day.

    Returns
    -------
    date | None
        None where it lay too far ahead for nobody, so that waiting is no help by itself.

    Examples
    --------
    >>> far = PassedOver(provider="NWS", why="not asked: its forecast reaches 7.5 days ahead at most")
    >>> first_day_to_ask(date(2026, 12, 25), [far])
    datetime.date(2026, 12, 18)
    >>> first_day_to_ask(date(2026, 12, 25), [PassedOver(provider="NWS", why="answered 500")]) is None
    True
    """
    reached = [
        DAYS_AHEAD[each.provider]
        for each in passed_over
        if each.provider in DAYS_AHEAD and each.is_too_far_ahead
    ]
    return on - timedelta(days=max(reached)) if reached else None
