"""Ask the National Weather Service: the forecast of the place's grid cell, and the alerts around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather import nws, nws_alerts, nws_grid, nws_observation
from tripplanner.weather._policy import Answer, Keep
from tripplanner.weather._question import KEEP_FORECAST, STALE_UP_TO, Question, answer
from tripplanner.weather._spells import Offer
from tripplanner.weather.freshness import freshness_faults, overdue
from tripplanner.weather.model import Alert, Observation, PassedOver, Provenance

if TYPE_CHECKING:
    from tripplanner.weather._http import WeatherClient

KEEP_POINT = Keep(timedelta(days=7), timedelta(days=7))
_NOT = Keep(timedelta(0), timedelta(0))
_CLOCKS_DIFFER_BY = timedelta(minutes=10)
_TEXT = "the hourly text forecast"
_GRID = "the raw grid"
_LACKING = "gusts, snowfall, sight and thunder are not known"


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the two answers about a cell, its faults of age, and what is to be told of it."""

    name: str
    found: Answer[nws.HourlyAnswer] | None
    faults: tuple[str, ...]
    told: tuple[str, ...]

    @property
    def is_fresh(self) -> bool:
        """Whether it came, and passes every test of age."""
        return self.found is not None and not self.faults

    @property
    def is_gone(self) -> bool:
        """Whether the service knows of no such cell: its offices redraw their grids."""
        return any("answered 404" in each for each in self.told)

    @property
    def said(self) -> str:
        """Its name and what is to be told of it."""
        return f"{self.name}: {'; '.join(self.told)}"


def ask_nws(client: WeatherClient | None, question: Question) -> Offer | PassedOver:
    """
    What the National Weather Service has, or why it is passed over.

    The hourly text comes first, completed by the raw grid. The grid stands in for a text that fails, or
    is older than the grid is.
    """
    not_asked = question.not_asked(nws.HORIZON)
    if not_asked is not None:
        return _passed_over(not_asked)
    try:
        cell = _point(client, question, KEEP_POINT)
        text, grid = _parts(client, cell.value, question.now)
        if cell.from_cache and text.is_gone and grid.is_gone:
            text, grid = _parts(client, _point(client, question, _NOT).value, question.now)
    except WeatherUnavailableError as exc:
        return _passed_over(str(exc))
    return _offer(text, grid, question)


def _parts(client: WeatherClient | None, cell: nws.GridCell, now: datetime) -> tuple[_Part, _Part]:
    """Both answers about a cell."""
    base = base_url(client)
    return (
        _part(_TEXT, client, nws.hourly_url(base, cell), nws.parse_hourly, now),
        _part(_GRID, client, nws_grid.grid_url(base, cell), nws_grid.parse_grid, now),
    )


def ask_grid(client: WeatherClient | None, question: Question, main: Question) -> Offer | PassedOver | None:
    """What the raw grid has for a place in another cell than the main one; None when it is the same."""
    where = f"near {question.place.lat:.2f},{question.place.lon:.2f}"
    try:
        cell = cell_of(client, question)
        if cell == _remembered_cell(client, main):
            return None
    except WeatherUnavailableError as exc:
        return _passed_over(f"{where}: {exc}; the nearest forecast is used there")
    grid = _part(_GRID, client, nws_grid.grid_url(base_url(client), cell), nws_grid.parse_grid, question.now)
    if not grid.is_fresh:
        return _passed_over(f"{where}: {grid.said}; the nearest forecast is used there")
    return _offered(grid, (), question)


def cell_of(client: WeatherClient | None, question: Question) -> nws.GridCell:
    """The grid cell of the place, remembered for days; WeatherUnavailableError when it cannot be learnt."""
    return _point(client, question, KEEP_POINT).value


def _point(client: WeatherClient | None, question: Question, keep: Keep) -> Answer[nws.GridCell]:
    url = _point_url(client, question)
    return answer(client, url, nws.parse_points, now=question.now, keep=keep)[0]


def ask_alerts(
    client: WeatherClient | None, question: Question, zones: tuple[str, ...]
) -> tuple[tuple[Alert, ...], PassedOver | None]:
    """Alerts not over by now, by point and by zone, and what could not be learnt of them."""
    not_asked = question.not_asked(nws.HORIZON)
    if not_asked is not None:
        return (), _passed_over(not_asked)
    notices: list[nws_alerts.Notice] = []
    missing: list[str] = []
    for url in nws.alerts_urls(base_url(client), question.place, zones):
        try:
            sent, why_old = answer(client, url, nws_alerts.read_notices, now=question.now, keep=KEEP_FORECAST)
        except WeatherUnavailableError as exc:
            missing.append(str(exc))
            continue
        if question.now - sent.fetched_at > STALE_UP_TO:
            missing.append(f"the remembered alerts are too old: {sent.fetched_at.isoformat()}")
            continue
        notices += sent.value
        missing += [] if why_old is None else [why_old]
    missing += [each.unreadable for each in notices if each.unreadable is not None]
    alerts = nws_alerts.standing(notices)
    why = "; ".join(dict.fromkeys(missing))
    return (
        tuple(each for each in alerts if each.ends is None or each.ends > question.now),
        _passed_over(why) if why else None,
    )


def ask_observation(client: WeatherClient | None, question: Question) -> Observation | PassedOver:
    """What the station nearest to the place measured last, or why that is not shown."""
    place, now, base = question.place, question.now, base_url(client)
    try:
        url = nws_observation.stations_url(base, _remembered_cell(client, question))
        near, _ = answer(client, url, nws_observation.parse_stations, now=now, keep=KEEP_POINT)
        station = nws_observation.nearest(near.value, place)
        found, _ = answer(
            client,
            nws_observation.observation_url(base, station),
            lambda sent: nws_observation.parse_observation(sent, station, place),
            now=now,
            keep=KEEP_FORECAST,
        )
    except WeatherUnavailableError as exc:
        return _passed_over(f"no latest observation: {exc}")
    age = now - found.value.observed_at
    if not -_CLOCKS_DIFFER_BY <= age <= nws_observation.SHOWN_UP_TO:
        when = found.value.observed_at.isoformat()
        return _passed_over(f"no latest observation: that of {station.id} is from {when}")
    return found.value


def _remembered_cell(client: WeatherClient | None, question: Question) -> nws.GridCell:
    """The cell as `ask_nws` learnt it: a point that failed then is not asked about again."""
    if client is None:
        raise WeatherUnavailableError("offline was asked")
    known = client.recall(_point_url(client, question), nws.parse_points)
    if known is None:
        raise WeatherUnavailableError("the grid cell of the place is not known")
    return known.value


def _point_url(client: WeatherClient | None, question: Question) -> str:
    return nws.points_url(base_url(client), question.place.lat, question.place.lon)


def base_url(client: WeatherClient | None) -> str:
    """Where the service is asked."""
    return nws.DEFAULT_URL if client is None else client.settings.nws_url


def _passed_over(why: str) -> PassedOver:
    return PassedOver(provider=nws.PROVIDER, why=why)


def _age_faults(sent: nws.HourlyAnswer, now: datetime) -> tuple[str, ...]:
    """The tests of freshness but the last: what lies outside the hours sent is filled from elsewhere."""
    return freshness_faults(sent.times, now, start=sent.times.sent_from, end=sent.times.sent_until)


def _part(
    name: str,
    client: WeatherClient | None,
    url: str,
    parse: Callable[[dict[str, Any]], nws.HourlyAnswer],
    now: datetime,
) -> _Part:
    try:
        found, why_old = answer(
            client,
            url,
            parse,
            now=now,
            keep=KEEP_FORECAST,
            usable=lambda sent, at: not _age_faults(sent, at),
        )
    except WeatherUnavailableError as exc:
        return _Part(name, None, (), (str(exc),))
    faults = _age_faults(found.value, now)
    reasons = () if why_old is None else (why_old,)
    if overdue(found.value.times, now) > STALE_UP_TO:
        return _Part(name, None, (), ("too old: " + "; ".join((*reasons, *faults)),))
    told = (*reasons, "not fresh: " + "; ".join(faults)) if faults else reasons
    return _Part(name, found, faults, told)


def _offer(text: _Part, grid: _Part, question: Question) -> Offer | PassedOver:
    """The text completed by the grid, or the better of the two alone, with what is to be told of both."""
    if text.found is None and grid.found is None:
        return _passed_over("; ".join(text.told if text.told == grid.told else (text.said, grid.said)))
    if text.found is None or (text.faults and grid.is_fresh):
        return _offered(grid, (f"{text.said}; {_GRID} is read instead",), question)
    if grid.found is None or (grid.faults and text.is_fresh):
        return _offered(text, (f"{grid.said}; {_LACKING}",), question)
    both = Answer(
        nws_grid.completed(text.found.value, grid.found.value),
        min(text.found.fetched_at, grid.found.fetched_at),
        text.found.from_cache,
    )
    notes = (grid.said,) if grid.told else ()
    return _offered(_Part(text.name, both, text.faults, text.told), notes, question)


def _offered(part: _Part, notes: Iterable[str], question: Question) -> Offer:
    found = part.found
    assert found is not None  # noqa: S101 - only parts that came are offered
    sent = found.value
    provenance = Provenance(
        kind="stale" if part.faults else "forecast",
        provider=nws.PROVIDER,
        place=question.place if sent.place is None else sent.place,
        issued_at=sent.times.updated_at,
        fetched_at=found.fetched_at,
        passed_over=tuple(_passed_over(each) for each in dict.fromkeys((*part.told, *notes))),
    )
    hours = {hour.starts_at: hour for hour in sent.hours if hour.air_temp_c is not None}
    return Offer(provenance, hours, sent.times.sent_from, sent.times.sent_until)
