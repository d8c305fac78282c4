"""What every source of weather is asked, and how it falls back on what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias

from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather._policy import Answer, Keep, T
from tripplanner.weather._spells import Offer
from tripplanner.weather.model import TOO_FAR_AHEAD, PassedOver, WeatherPlace

if TYPE_CHECKING:
    from tripplanner.weather._http import WeatherClient

STALE_UP_TO = timedelta(hours=12)
KEEP_FORECAST = Keep(timedelta(minutes=5), timedelta(minutes=60))


@dataclass(frozen=True, slots=True)
class Question:
    """The place and the time asked for, and the time that all ages are measured against."""

    place: WeatherPlace
    start: datetime
    end: datetime
    now: datetime

    def not_asked(self, horizon: timedelta) -> str | None:
        """Why a service that looks so far ahead is not asked, when it cannot know."""
        if self.end <= self.now:
            return "not asked: the time has passed"
        if self.start >= self.now + horizon:
            return too_far_ahead(horizon)
        return None


def too_far_ahead(horizon: timedelta) -> str:
    """Why a service that looks so far ahead is not asked for later days."""
    return f"{TOO_FAR_AHEAD[0]} {horizon / timedelta(days=1):g} days ahead at most"


# None: its user has switched it off, so that there is nothing to tell.
Source: TypeAlias = "Callable[[WeatherClient | None, Question], Offer | PassedOver | None]"


def checked(question: Question) -> Question:
    """The question itself, or InvalidRequestError when its times cannot be meant."""
    if any(each.utcoffset() is None for each in (question.start, question.end, question.now)):
        raise InvalidRequestError("start, end and now need an offset from UTC")
    if question.end <= question.start:
        raise InvalidRequestError(f"{question.end} is not after {question.start}")
    return question


def nothing_known(question: Question, found: Iterable[Offer | PassedOver]) -> WeatherUnavailableError:
    """What to raise when there is not one hour to give."""
    reasons = "; ".join(f"{each.provider}: {each.why}" for each in found if isinstance(each, PassedOver))
    times = f"{question.start.isoformat()} to {question.end.isoformat()}"
    return WeatherUnavailableError(f"no weather for {times}: {reasons}")


def answer(
    client: WeatherClient | None,
    url: str,
    parse: Callable[[dict[str, Any]], T],
    *,
    now: datetime,
    keep: Keep,
    usable: Callable[[T, datetime], bool] = lambda *_: True,
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
