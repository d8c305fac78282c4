"""Weather for a place and time from the best source there is, and who was passed over and why.

With nothing remembered a plan costs at most nine requests: of the National Weather Service the grid cell of
its place, the hourly text, the raw grid, the alerts by point and by zone, and a second cell with its raw
grid; of Open-Meteo the air, and in place of the second cell the forecast, where the weather service does not
know every hour to come; of the National Park Service its notices, with a key.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

from tripplanner.models import Climate
from tripplanner.weather._question import Question, checked, nothing_known, too_far_ahead
from tripplanner.weather._services import NWS, OPEN_METEO
from tripplanner.weather._settings import Settings
from tripplanner.weather._spells import compose, hours_touching
from tripplanner.weather.model import Forecast, PassedOver, WeatherPlace

if TYPE_CHECKING:
    import requests

    from tripplanner.weather._http import WeatherClient


def get_forecast(
    place: WeatherPlace,
    start: datetime,
    end: datetime,
    *,
    now: datetime,
    climate: Climate | None,
    tz: tzinfo,
    zones: tuple[str, ...] = (),
    park: str | None = None,
    sites: tuple[WeatherPlace, ...] = (),
    offline: bool = False,
    deadline_s: float = 20.0,
    session: requests.Session | None = None,
    client: WeatherClient | None = None,
) -> Forecast:
    """
    Weather for a place and time: fresh, else up to 12 h stale, else climate; always saying which.

    Parameters
    ----------
    place
        The spot asked for; each spell says the spot and height its figures are for.
    start, end
        The time asked for. The hours given are whole ones of `tz` that touch it.
    now
        What all ages are measured against.
    climate
        The table that fills hours no service knows; None to do without.
    tz
        Time zone that hours begin and are written in.
    zones
        Forecast zones whose alerts are asked for beside those of the point.
    park
        Code of the national park whose notices are asked for, if the user has a key for them.
    sites
        Other places that may be visited, of a plan: one of them in another grid cell may get a forecast of
        its own. Without any, what the station nearest to the place measured last is asked for instead.
    offline, deadline_s
        Use remembered answers only; time for all requests together [s].
    session
        A `requests.Session` to ask with (proxy, certificates); it is left open.
    client
        A client to ask with, kept open, so that several calls share one deadline and cache; `offline`,
        `deadline_s` and `session` are then its own.

    Returns
    -------
    Forecast
        Spells in order of time, and the alerts that are not over by `now`. Hours that neither a service
        nor `climate` knows are left out.

    Raises
    ------
    WeatherUnavailableError
        When there is not one hour to give.
    InvalidRequestError
        When a time has no offset, or `end` is not after `start`.

    Notes
    -----
    With nothing remembered at most nine requests are made for a plan, one that names `sites`: the point, its
    hourly text and raw grid, the alerts by point and by zone, the air, and with a key the park's notices are
    seven. Then come either the point and the raw grid of a second cell, where the first has fresh figures for
    every hour, or else Open-Meteo's forecast. For one place today the two more are the stations and the
    latest observation; only there, with a key and a forecast that is stale or breaks off, does Open-Meteo
    make it ten. Asking again after a fault is not counted, nor a cell that is no more (404).

    May be called from several threads at once: each call has a client of its own unless it is given one,
    and the file of remembered answers can be shared. A client is for one thread at a time.
    """
    question = checked(Question(place, start, end, now))
    starts = hours_touching(start, end, tz)
    settings = Settings.from_environment() if client is None else client.settings
    if question.start >= now + OPEN_METEO.horizon and (park is None or settings.nps_key is None):
        passed_over = tuple(_too_far_ahead(settings))
        spells = compose(starts, passed_over, climate=climate, tz=tz)
        if not spells:
            raise nothing_known(question, passed_over)
        return Forecast(place=place, spells=spells, alerts_passed_over=passed_over[0])
    # Imported when used: most plans are for days that no service knows yet, and it loads much.
    from tripplanner.weather._asked import ask_services  # noqa: PLC0415

    return ask_services(
        question,
        starts,
        climate=climate,
        tz=tz,
        zones=zones,
        park=park,
        sites=sites,
        offline=offline,
        deadline_s=deadline_s,
        session=session,
        client=client,
    )


def _too_far_ahead(settings: Settings) -> Iterator[PassedOver]:
    """Who is not asked for a time beyond every forecast: the weather service first."""
    yield PassedOver(provider=NWS.provider, why=too_far_ahead(NWS.horizon))
    if settings.open_meteo != "off":
        why = settings.open_meteo_refused or too_far_ahead(OPEN_METEO.horizon)
        yield PassedOver(provider=OPEN_METEO.provider, why=why)
