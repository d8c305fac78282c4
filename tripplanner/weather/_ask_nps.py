"""Ask the National Park Service what it tells its visitors, where the user has a key for it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather import nps
from tripplanner.weather._policy import Keep
from tripplanner.weather._question import STALE_UP_TO, Question, answer
from tripplanner.weather.model import ParkNotice, PassedOver

if TYPE_CHECKING:
    from tripplanner.weather._http import WeatherClient

KEEP = Keep(timedelta(minutes=15), timedelta(minutes=60))


def ask_notices(
    client: WeatherClient | None, question: Question, park: str | None
) -> tuple[tuple[ParkNotice, ...], PassedOver | None]:
    """The park's notices as they stand now, or why they are not known; nothing at all without a key."""
    if client is None or client.settings.nps_key is None or park is None or question.end <= question.now:
        return (), None
    try:
        url = nps.notices_url(client.settings.nps_url, park)
        sent, why_old = answer(client, url, nps.parse_notices, now=question.now, keep=KEEP)
    except WeatherUnavailableError as exc:
        return (), PassedOver(provider=nps.PROVIDER, why=str(exc))
    if question.now - sent.fetched_at > STALE_UP_TO:
        why = f"the remembered notices are too old: {sent.fetched_at.isoformat()}"
        return (), PassedOver(provider=nps.PROVIDER, why=why)
    return sent.value, None if why_old is None else PassedOver(provider=nps.PROVIDER, why=why_old)
