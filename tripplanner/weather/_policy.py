"""What to make of an answer: use it, ask again, or give up; and how long to remember it. Pure."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any, Generic, TypeVar
from urllib.parse import urljoin, urlsplit

T = TypeVar("T")

NOT_MODIFIED = 304

_REDIRECTS = {301, 302, 303, 307, 308}
_ONLY_WHEN_TOLD = {429, 503}  # asked again only after the time the service names


@dataclass(frozen=True, slots=True)
class Answer(Generic[T]):
    """What a service said, read; when it was fetched; and whether it was remembered or asked for now."""

    value: T
    fetched_at: datetime
    from_cache: bool


@dataclass(frozen=True, slots=True)
class Fault:
    """Why an answer cannot be used; `again_after_s` is the shortest wait before asking again, or None."""

    why: str
    again_after_s: float | None = None


@dataclass(frozen=True, slots=True)
class Keep:
    """How long an answer is remembered: what the service says, within bounds of ours."""

    at_least: timedelta
    at_most: timedelta

    def covers(self, fetched_at: datetime, headers: Mapping[str, str], now: datetime) -> bool:
        """Whether an answer fetched then still stands for a new one; never one from after `now`."""
        lifetime = max(self.at_least, min(self.at_most, _max_age(headers)))
        return timedelta(0) <= now - fetched_at < lifetime

    def is_too_soon(self, fetched_at: datetime, now: datetime) -> bool:
        """Whether an answer was fetched so lately that nothing else is to be expected."""
        return timedelta(0) <= now - fetched_at < self.at_least


def judge(status: int, headers: Mapping[str, str], body: bytes) -> dict[str, Any] | Fault:
    """Read an answer as a JSON object, or say what is wrong with it and whether asking again may help."""
    if status != 200:
        return _status_fault(status, headers, body)
    content_type = headers.get("Content-Type", "").partition(";")[0].strip()
    if "json" not in content_type.lower():
        return Fault(f"answered with {content_type[:40] or 'no content type'} instead of JSON", 0)
    payload = _json(body)
    return Fault("answered with broken JSON", 0) if payload is None else payload


def unless_same(headers: Mapping[str, str]) -> dict[str, str]:
    """
    Headers that ask whether an answer is still that remembered with these; none where that cannot be told.

    Stamps in the future were seen (weather-gov/api issues 71 and 108): asked since such a one, nothing
    would ever be new. They are measured against the answer's own Date.
    """
    tag = headers.get("ETag", "")
    if tag and tag.isascii() and tag.isprintable():
        return {"If-None-Match": tag}
    changed, sent = (_moment(headers.get(name, "")) for name in ("Last-Modified", "Date"))
    if changed is None or sent is None or changed > sent:
        return {}
    return {"If-Modified-Since": format_datetime(changed, usegmt=True)}


def redirect_target(url: str, status: int, headers: Mapping[str, str]) -> str | None:
    """Where an answer sends us, as a whole address; None when it does not."""
    location = headers.get("Location")
    if status not in _REDIRECTS or not location:
        return None
    try:
        return urljoin(url, location)
    except ValueError:
        return location


def origin(url: str) -> tuple[str, str, str | None, int | None] | None:
    r"""
    Scheme, user, host and port of an address; None of one that is broken, or that can be read in two ways.

    In `http://a\@b/` the standard library reads host b, and urllib3, which does the asking, host a.

    Examples
    --------
    >>> origin("https://api.weather.gov/points/1,1")
    ('https', '', 'api.weather.gov', 443)
    >>> origin(r"http://a\@b/") is None
    True
    """
    if "\\" in url or not url.isascii() or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        port = {"http": 80, "https": 443}.get(parts.scheme) if parts.port is None else parts.port
    except ValueError:
        return None
    return parts.scheme, parts.netloc.rpartition("@")[0], parts.hostname, port


def without_user(url: str) -> str:
    """
    An address without the name and password that may stand before its host.

    Examples
    --------
    >>> without_user("https://me:s3cret@example.org/a?b=@")
    'https://example.org/a?b=@'
    """
    head, mark, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return f"{head}{mark}{host.rpartition('@')[2]}{slash}{path}"


def endpoint(url: str) -> str:
    """An address without its question: the same for all questions of one kind."""
    return url.partition("?")[0]


def _status_fault(status: int, headers: Mapping[str, str], body: bytes) -> Fault:
    said = _said(_json(body) or {})
    why = f"answered {status}" + (f" ({said[:80]})" if isinstance(said, str) and said.isprintable() else "")
    if status in _ONLY_WHEN_TOLD:
        return Fault(why, _retry_after_s(headers))
    return Fault(why, 0 if status >= 500 else None)


def _said(problem: Mapping[str, Any]) -> object:
    """What an error calls itself: a title (NWS), a reason (Open-Meteo), or a code (NPS)."""
    inner = problem.get("error")
    code = inner.get("code") if isinstance(inner, Mapping) else None
    return problem.get("title") or problem.get("reason") or code


def _json(body: bytes) -> dict[str, Any] | None:
    try:
        payload = json.loads(body)
    except (ValueError, RecursionError):  # a body of a million brackets is a broken body too
        return None
    return payload if isinstance(payload, dict) else None


def _max_age(headers: Mapping[str, str]) -> timedelta:
    for part in headers.get("Cache-Control", "").split(","):
        name, _, seconds = part.strip().partition("=")
        if name.lower() == "max-age" and _is_count(seconds):
            return timedelta(seconds=int(seconds))
    return timedelta(0)


def _retry_after_s(headers: Mapping[str, str]) -> float | None:
    """Seconds of a Retry-After; one that names a time is measured against the answer's own Date."""
    value = headers.get("Retry-After", "").strip()
    if _is_count(value):
        return float(value)
    until, sent = _moment(value), _moment(headers.get("Date", ""))
    return None if until is None or sent is None else max(0.0, (until - sent).total_seconds())


def _moment(text: str) -> datetime | None:
    """The time that a header names, or None."""
    try:
        moment = parsedate_to_datetime(text)
        return None if moment.tzinfo is None else moment.astimezone(UTC)
    except (OverflowError, TypeError, ValueError):
        return None


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 9
