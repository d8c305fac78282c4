"""Weather for a place and time from the best source there is, and who was passed over and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.models import Climate
from tripplanner.weather import nws, nws_alerts
from tripplanner.weather._policy import Answer, Keep, T
from tripplanner.weather._settings import Settings
from tripplanner.weather._spells import Offer, compose, hours_touching
from tripplanner.weather.freshness import freshness_faults, overdue
from tripplanner.weather.model import Alert, Forecast, PassedOver, Provenance, WeatherPlace

if TYPE_CHECKING:
    from tripplanner.weather._http import WeatherClient

STALE_UP_TO = timedelta(hours=12)
KEEP_POINT = Keep(timedelta(days=7), timedelta(days=7))
KEEP_FORECAST = Keep(timedelta(minutes=5), timedelta(minutes=60))


@dataclass(frozen=True, slots=True)
class _Question:
    place: WeatherPlace
    start: datetime
    end: datetime
    now: datetime

    @property
    def not_asked(self) -> str | None:
        """Why no service is asked, when none can know."""
        if self.end <= self.now:
            return "not asked: the time has passed"
        if self.start >= self.now + nws.HORIZON:
            return f"not asked: its forecast reaches {nws.HORIZON / timedelta(days=1):g} days ahead at most"
        return None


def get_forecast(
    place: WeatherPlace,
    start: datetime,
    end: datetime,
    *,
    now: datetime,
    climate: Climate | None,
    tz: tzinfo,
    zones: tuple[str, ...] = (),
    offline: bool = False,
    deadline_s: float = 20.0,
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
    offline, deadline_s
        Use remembered answers only; time for all requests together [s].
    client
        A client to ask with, kept open, so that several calls share one deadline and cache; `offline`
        and `deadline_s` are then its own.

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
    """
    question = _Question(place, start, end, now)
    _check(question)
    with _opened(client, offline=offline, deadline_s=deadline_s) as source:
        found = _ask_nws(source, question)
        alerts, alerts_passed_over = _ask_alerts(source, question, zones)
    offers = [found] if isinstance(found, Offer) else []
    passed_over = [found] if isinstance(found, PassedOver) else []
    spells = compose(hours_touching(start, end, tz), offers, passed_over, climate=climate, tz=tz)
    if not spells:
        reasons = "; ".join(f"{each.provider}: {each.why}" for each in passed_over)
        raise WeatherUnavailableError(f"no weather for {start.isoformat()} to {end.isoformat()}: {reasons}")
    return Forecast(spells=spells, alerts=alerts, alerts_passed_over=alerts_passed_over)


def _check(question: _Question) -> None:
    if any(each.utcoffset() is None for each in (question.start, question.end, question.now)):
        raise InvalidRequestError("start, end and now need an offset from UTC")
    if question.end <= question.start:
        raise InvalidRequestError(f"{question.end} is not after {question.start}")


@contextmanager
def _opened(
    client: WeatherClient | None, *, offline: bool, deadline_s: float
) -> Iterator[WeatherClient | None]:
    """The client given, or one of our own; None when offline with nothing remembered."""
    if client is not None:
        yield client
    elif offline and not Settings.from_environment().has_cache:
        yield None
    else:
        # Imported when used: it loads requests, which takes longer than a plan from climate does.
        from tripplanner.weather._http import WeatherClient  # noqa: PLC0415

        with WeatherClient(offline=offline, deadline_s=deadline_s) as own:
            yield own


def _answer(
    client: WeatherClient | None,
    url: str,
    parse: Callable[[dict[str, Any]], T],
    *,
    now: datetime,
    keep: Keep,
    usable: Callable[[T], bool] = lambda _: True,
) -> tuple[Answer[T], str | None]:
    """Ask, and fall back on what is remembered; then also why there is nothing new."""
    if client is None:
        raise WeatherUnavailableError("offline was asked")
    try:
        return client.ask(url, parse, now=now, keep=keep, usable=usable), None
    except WeatherUnavailableError as exc:
        known = client.recall(url, parse)
        if known is None:
            raise
        return known, f"no new answer ({exc}); one remembered from {known.fetched_at.isoformat()} is used"


def _base(client: WeatherClient | None) -> str:
    return nws.DEFAULT_URL if client is None else client.settings.nws_url


def _ask_nws(client: WeatherClient | None, question: _Question) -> Offer | PassedOver:
    """What the National Weather Service has, or why it is passed over."""
    if question.not_asked is not None:
        return PassedOver(provider=nws.PROVIDER, why=question.not_asked)
    place, now = question.place, question.now
    try:
        point = nws.points_url(_base(client), place.lat, place.lon)
        cell, _ = _answer(client, point, nws.parse_points, now=now, keep=KEEP_POINT)
        answer, why_old = _answer(
            client,
            nws.hourly_url(_base(client), cell.value),
            nws.parse_hourly,
            now=now,
            keep=KEEP_FORECAST,
            usable=lambda sent: not _age_faults(sent, now),
        )
    except WeatherUnavailableError as exc:
        return PassedOver(provider=nws.PROVIDER, why=str(exc))
    return _offer(answer, why_old, question)


def _age_faults(sent: nws.HourlyAnswer, now: datetime) -> tuple[str, ...]:
    """The tests of freshness but the last: what lies outside the hours sent is filled from elsewhere."""
    return freshness_faults(sent.times, now, start=sent.times.sent_from, end=sent.times.sent_until)


def _offer(answer: Answer[nws.HourlyAnswer], why_old: str | None, question: _Question) -> Offer | PassedOver:
    sent, now = answer.value, question.now
    faults = _age_faults(sent, now)
    if overdue(sent.times, now) > STALE_UP_TO:
        reasons = [why_old, *faults]
        why = "too old: " + "; ".join(each for each in reasons if each is not None)
        return PassedOver(provider=nws.PROVIDER, why=why)
    reasons = [why_old, "not fresh: " + "; ".join(faults) if faults else None]
    provenance = Provenance(
        kind="stale" if faults else "forecast",
        provider=nws.PROVIDER,
        place=question.place if sent.place is None else sent.place,
        issued_at=sent.times.updated_at,
        fetched_at=answer.fetched_at,
        passed_over=tuple(
            PassedOver(provider=nws.PROVIDER, why=each) for each in reasons if each is not None
        ),
    )
    hours = {hour.starts_at: hour for hour in sent.hours if hour.air_temp_c is not None}
    return Offer(provenance, hours, sent.times.sent_from, sent.times.sent_until)


def _ask_alerts(
    client: WeatherClient | None, question: _Question, zones: tuple[str, ...]
) -> tuple[tuple[Alert, ...], PassedOver | None]:
    """Alerts not over by now, by point and by zone, and what could not be learnt of them."""
    if question.not_asked is not None:
        return (), PassedOver(provider=nws.PROVIDER, why=question.not_asked)
    notices: list[nws_alerts.Notice] = []
    missing: list[str] = []
    for url in nws.alerts_urls(_base(client), question.place, zones):
        try:
            answer, why_old = _answer(
                client, url, nws_alerts.read_notices, now=question.now, keep=KEEP_FORECAST
            )
        except WeatherUnavailableError as exc:
            missing.append(str(exc))
            continue
        if question.now - answer.fetched_at > STALE_UP_TO:
            missing.append(f"the remembered alerts are too old: {answer.fetched_at.isoformat()}")
            continue
        notices += answer.value
        missing += [] if why_old is None else [why_old]
    missing += [each.unreadable for each in notices if each.unreadable is not None]
    alerts = nws_alerts.standing(notices)
    why = "; ".join(dict.fromkeys(missing))
    return (
        tuple(each for each in alerts if each.ends is None or each.ends > question.now),
        PassedOver(provider=nws.PROVIDER, why=why) if why else None,
    )
