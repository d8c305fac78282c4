"""Ask Open-Meteo: the forecast where the weather service has none, and the air."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather import air_quality, open_meteo
from tripplanner.weather._policy import Answer, Keep
from tripplanner.weather._question import STALE_UP_TO, Question, answer
from tripplanner.weather._settings import Settings
from tripplanner.weather._spells import Offer
from tripplanner.weather.freshness import GENERATED_WITHIN
from tripplanner.weather.model import PassedOver, Provenance, Spell

if TYPE_CHECKING:
    from tripplanner.weather._http import WeatherClient

KEEP = Keep(timedelta(minutes=30), timedelta(minutes=60))
_DAY = timedelta(days=1)


def ask_open_meteo(client: WeatherClient | None, question: Question) -> Offer | PassedOver | None:
    """
    What Open-Meteo has, or why it is passed over; None when its user has switched it off.

    An answer does not say which model run it comes from. It is made when it is asked for, so it counts as
    fresh for two hours from then, as one of the weather service does from its `generatedAt`; and it begins
    with midnight (GMT) of the day it was made, so an old one from some node's store shows by its first hour.
    An answer that is not fresh is not used.
    """
    settings = _settings(client)
    if settings.open_meteo == "off":
        return None
    refused = settings.open_meteo_refused or question.not_asked(open_meteo.HORIZON)
    if refused is not None:
        return PassedOver(provider=open_meteo.PROVIDER, why=refused)
    try:
        sent, why_old = answer(
            client,
            open_meteo.forecast_url(settings.forecast_base, question.place),
            open_meteo.parse_forecast,
            now=question.now,
            keep=KEEP,
            usable=lambda sent, at: not _overdue(sent, at),
        )
    except WeatherUnavailableError as exc:
        return PassedOver(provider=open_meteo.PROVIDER, why=str(exc))
    return _offer(sent, why_old, question)


def ask_air(
    client: WeatherClient | None, question: Question, spells: Sequence[Spell]
) -> tuple[tuple[Spell, ...], PassedOver | None]:
    """The spells with the air of their hours (never those of climate), and why it is missing."""
    settings = _settings(client)
    forecast = any(spell.provenance.kind != "normals" for spell in spells)
    no_use = settings.open_meteo == "off" or question.not_asked(air_quality.HORIZON) is not None
    if no_use or not forecast:
        return tuple(spells), None
    try:
        sent = _air(client, settings, question)
    except WeatherUnavailableError as exc:
        return tuple(spells), PassedOver(provider=air_quality.PROVIDER, why=str(exc))
    return tuple(_with_air(each, sent) for each in spells), None


def _air(
    client: WeatherClient | None, settings: Settings, question: Question
) -> dict[datetime, air_quality.Air]:
    if settings.open_meteo_refused is not None:
        raise WeatherUnavailableError(settings.open_meteo_refused)
    url = air_quality.air_quality_url(settings.air_quality_base, question.place)
    sent, _ = answer(client, url, air_quality.parse_air_quality, now=question.now, keep=KEEP)
    if question.now - sent.fetched_at > STALE_UP_TO:
        raise WeatherUnavailableError(f"the remembered answer is too old: {sent.fetched_at.isoformat()}")
    # As of a forecast: it begins with midnight of the day it was made, whatever day it was sent on.
    if sent.fetched_at - min(sent.value) > _DAY + GENERATED_WITHIN:
        raise WeatherUnavailableError(f"not fresh: its first hour is {min(sent.value).isoformat()}")
    return sent.value


def _with_air(spell: Spell, air: dict[datetime, air_quality.Air]) -> Spell:
    if spell.provenance.kind == "normals":
        return spell
    return spell.model_copy(update={"hours": air_quality.with_air(spell.hours, air)})


def _settings(client: WeatherClient | None) -> Settings:
    return Settings.from_environment() if client is None else client.settings


def _overdue(sent: open_meteo.OpenMeteoAnswer, now: datetime) -> bool:
    """Whether the day that it begins with ended too long ago for it to have been made just now."""
    return now - sent.sent_from > _DAY + GENERATED_WITHIN


def _offer(
    found: Answer[open_meteo.OpenMeteoAnswer], why_old: str | None, question: Question
) -> Offer | PassedOver:
    sent, age = found.value, question.now - found.fetched_at
    faults = [why_old]
    if age > GENERATED_WITHIN:
        faults.append(f"not fresh: fetched {age / timedelta(hours=1):.1f} h before now (at most 2)")
    if _overdue(sent, question.now):
        faults.append(f"not fresh: its first hour is {sent.sent_from.isoformat()}")
    reasons = [each for each in faults if each is not None]
    if any(each.startswith("not fresh") for each in reasons):
        return PassedOver(provider=open_meteo.PROVIDER, why="; ".join(reasons))
    provenance = Provenance(
        kind="forecast",
        provider=open_meteo.PROVIDER,
        place=question.place if sent.place is None else sent.place,
        fetched_at=found.fetched_at,
        passed_over=tuple(PassedOver(provider=open_meteo.PROVIDER, why=each) for each in reasons),
    )
    hours = {hour.starts_at: hour for hour in sent.hours}
    return Offer(provenance, hours, sent.sent_from, sent.sent_until)
