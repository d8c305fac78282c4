"""Ask the services in order for what they may know, and put their answers together with climate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from tripplanner.models import Climate
from tripplanner.weather import air_quality, open_meteo
from tripplanner.weather._ask_nps import ask_notices
from tripplanner.weather._ask_nws import ask_alerts, ask_grid, ask_nws, ask_observation
from tripplanner.weather._ask_open_meteo import ask_air, ask_open_meteo
from tripplanner.weather._question import Question, Source, nothing_known
from tripplanner.weather._settings import Settings
from tripplanner.weather._spells import Offer, compose, fresh_with
from tripplanner.weather.cells import spots
from tripplanner.weather.model import Credit, Forecast, Observation, PassedOver, Spell, WeatherPlace

if TYPE_CHECKING:
    import requests

    from tripplanner.weather._http import WeatherClient

# In order of preference among answers of one kind; a fresh answer of any comes before a stale one.
SOURCES: tuple[Source, ...] = (ask_nws, ask_open_meteo)

_HOUR = timedelta(hours=1)


def ask_services(
    question: Question,
    starts: Sequence[datetime],
    *,
    climate: Climate | None,
    tz: tzinfo,
    zones: tuple[str, ...],
    park: str | None,
    sites: tuple[WeatherPlace, ...],
    offline: bool,
    deadline_s: float,
    session: requests.Session | None,
    client: WeatherClient | None,
) -> Forecast:
    """The forecast for these hours, of a time that a service may know; the rest as in `get_forecast`."""
    with _opened(client, offline=offline, deadline_s=deadline_s, session=session) as source:
        found = _asked(source, question, starts)
        alerts, alerts_passed_over = ask_alerts(source, question, zones)
        observed = ask_observation(source, question) if not sites and _holds_today(question, tz) else None
        compose_with_air = partial(_compose_with_air, source, question, starts, climate=climate, tz=tz)
        spells, no_air = compose_with_air(found)
        notices, no_notices = ask_notices(source, question, park)
        spot = _second_spot(question, found, sites)
        other = None if spot is None else ask_grid(source, replace(question, place=spot), question)
        there = compose_with_air((other, *found))[0] if isinstance(other, Offer) else ()
    if not spells:
        raise nothing_known(question, found)
    here = Forecast(
        place=question.place,
        spells=spells,
        alerts=alerts,
        alerts_passed_over=alerts_passed_over,
        observation=observed if isinstance(observed, Observation) else None,
        notices=notices,
        also_passed_over=tuple(
            each for each in (no_air, no_notices, observed, other) if isinstance(each, PassedOver)
        ),
        credits=tuple(_credits(spells)),
    )
    if not there:
        return here
    elsewhere = here.model_copy(update={"place": spot, "spells": there})
    return here.model_copy(update={"elsewhere": (elsewhere,)})


def _compose_with_air(
    client: WeatherClient | None,
    question: Question,
    starts: Sequence[datetime],
    found: Sequence[Offer | PassedOver],
    *,
    climate: Climate | None,
    tz: tzinfo,
) -> tuple[tuple[Spell, ...], PassedOver | None]:
    """The spells with the air of their hours, which is asked for once, and why it is missing."""
    return ask_air(client, question, compose(starts, found, climate=climate, tz=tz))


def _second_spot(
    question: Question, found: Sequence[Offer | PassedOver], sites: Sequence[WeatherPlace]
) -> WeatherPlace | None:
    """Where a second cell is asked for: nowhere when the first had nothing fresh for every hour."""
    if len(found) != 1 or not isinstance(found[0], Offer) or found[0].provenance.kind != "forecast":
        return None
    return next(iter(spots(question.place, sites)[1:]), None)


def _asked(
    client: WeatherClient | None, question: Question, starts: Sequence[datetime]
) -> tuple[Offer | PassedOver, ...]:
    """What each source says, in order; none is asked once every hour to come has a fresh answer."""
    found: list[Offer | PassedOver] = []
    wanted = [start for start in starts if start + _HOUR > question.now]
    for source in SOURCES:
        if not found or not all(any(fresh_with(start, each) for each in found) for start in wanted):
            said = source(client, question)
            found += [] if said is None else [said]
    return tuple(found)


def _holds_today(question: Question, tz: tzinfo) -> bool:
    """Whether the time asked for is of today, and not over: only then is the present weather of use."""
    first, last, today = (each.astimezone(tz).date() for each in (question.start, question.end, question.now))
    return first <= today <= last and question.end > question.now


def _credits(spells: Iterable[Spell]) -> Iterator[Credit]:
    """Whom to name for what is in the hours."""
    if any(spell.provenance.provider == open_meteo.PROVIDER for spell in spells):
        yield open_meteo.CREDIT
    hours = (hour for spell in spells for hour in spell.hours)
    if any(hour.us_aqi is not None or hour.pm2_5_ugm3 is not None for hour in hours):
        yield air_quality.CREDIT


@contextmanager
def _opened(
    client: WeatherClient | None, *, offline: bool, deadline_s: float, session: requests.Session | None
) -> Iterator[WeatherClient | None]:
    """The client given, or one of our own; None when offline with nothing remembered."""
    if client is not None:
        yield client
    elif offline and not Settings.from_environment().has_cache:
        yield None
    else:
        # Imported when used: it loads requests, which takes longer than a plan from climate does.
        from tripplanner.weather._http import WeatherClient  # noqa: PLC0415

        with WeatherClient(offline=offline, deadline_s=deadline_s, session=session) as own:
            yield own
