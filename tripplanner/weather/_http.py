"""The one module that touches the network: ask for JSON within a deadline, remember it, never hang.

Every try runs in a thread of its own that is left behind when its time is up. A read timeout bounds only
the wait for the next byte; a service that drips its headers, or a name server that does not answer,
would otherwise hold a plan for as long as it likes.
"""

import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Self

import requests
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError, NewConnectionError, ReadTimeoutError

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._bounded import bounded
from tripplanner.weather._cache import AnswerCache, Entry
from tripplanner.weather._policy import (
    NOT_MODIFIED,
    Answer,
    Fault,
    Keep,
    T,
    endpoint,
    judge,
    origin,
    redirect_target,
    unless_same,
)
from tripplanner.weather._settings import Settings

LARGEST_BODY_BYTES = 20_000_000
_MOST_REDIRECTS = 4
_CHUNK_BYTES = 8192
# Who fails takes no more than this from the others: one try of the whole time, one question of what is left.
_TRY_SHARE, _QUESTION_SHARE = 1 / 4, 1 / 2
_UNREACHABLE = "cannot be reached: no network, or the service is down"

_Raw = tuple[int, CaseInsensitiveDict[str], bytes]


class _Session(requests.Session):
    """A session that leaves redirects alone: requests would read their bodies, however long."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:  # noqa: ARG002
        return None


class WeatherClient:
    """
    Asks weather services on behalf of one plan.

    All requests together take at most `deadline_s`, counted from the first. One try takes at most a quarter
    of it, and one question with all its tries at most half of what is left, so that whatever fails leaves
    time for the others. An endpoint that failed is asked another question only once, for half as long.
    Use one client per plan, from one thread, and close it (it is a context manager).

    Parameters
    ----------
    settings
        Addresses, contact, key and cache file; from the environment when not given.
    offline
        Only remembered answers are used.
    deadline_s
        Time for all requests together. [s]
    session
        A `requests.Session` of your own (proxy, certificates); it is left open.
    clock, sleep
        A clock that only runs forward, and how to wait; for tests. [s]
    waits_s
        Waits before the second try and later ones. [s]
    """

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        offline: bool = False,
        deadline_s: float = 20.0,
        session: requests.Session | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        waits_s: tuple[float, ...] = (1.0, 3.0, 10.0),
    ) -> None:
        self.settings = Settings.from_environment() if settings is None else settings
        self.offline = offline
        self._deadline_s = deadline_s
        self._session = _Session() if session is None else session
        self._owns_session = session is None
        self._clock = clock
        self._sleep = sleep
        self._waits_s = waits_s
        self._cache = AnswerCache(self.settings.cache_path)
        self._began: float | None = None
        self._unreachable: set[object] = set()
        self._failed: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the cache file, and the session if it is our own."""
        self._cache.close()
        if self._owns_session:
            self._session.close()

    def ask(
        self,
        url: str,
        parse: Callable[[dict[str, Any]], T],
        *,
        now: datetime,
        keep: Keep,
        usable: Callable[[T, datetime], bool] = lambda *_: True,
    ) -> Answer[T]:
        """
        Ask for one answer, or recall it while it is new enough.

        A remembered one that is no longer new is asked for with what it was stamped with; where the service
        says that it is still the same (304), it counts as fetched now.

        Parameters
        ----------
        url
            A whole address on the configured host.
        parse
            Reads the JSON object; raises `WeatherUnavailableError` for one it cannot use, which is then
            not remembered.
        now
            What the age of remembered answers is measured against.
        keep
            How long an answer stands for a new one.
        usable
            Whether an answer is good at a time, whatever its age. A remembered one that no longer is is asked
            for anew; one that never was only after `keep.at_least`, since the service would say the same. A
            new one that is not good does not displace a remembered one that is.

        Raises
        ------
        WeatherUnavailableError
            When there is no answer in time; the message says why, in words for the user.
        """
        entry = self._cache.get(url)
        known = None if entry is None else _recalled(entry, parse)
        if known is not None and not usable(known.value, now):
            if keep.is_too_soon(known.fetched_at, now) and not usable(known.value, known.fetched_at):
                return known
            known = None
        if known is not None and entry is not None and keep.covers(entry.fetched_at, entry.headers, now):
            return known
        since = {} if known is None or entry is None else unless_same(entry.headers)
        (status, headers, body), payload = self._fetched(url, since)
        if known is not None and entry is not None and status == NOT_MODIFIED:
            kept = {**entry.headers, **headers, "Content-Type": entry.headers["Content-Type"]}
            self._remember(url, Entry(entry.body, CaseInsensitiveDict(kept), now))
            return Answer(known.value, now, from_cache=False)
        value = parse(payload)
        if known is not None and not usable(value, now):
            return known
        self._remember(url, Entry(body, headers, now))
        return Answer(value, now, from_cache=False)

    def recall(self, url: str, parse: Callable[[dict[str, Any]], T]) -> Answer[T] | None:
        """The remembered answer, however old, if there is one that can be read."""
        entry = self._cache.get(url)
        return None if entry is None else _recalled(entry, parse)

    def _remember(self, url: str, entry: Entry) -> None:
        """Remember an answer, unless it quotes a key of ours: no key is ever written to the disk."""
        if not self.settings.has_key_in(entry.body):
            self._cache.put(url, entry)

    def _fetched(self, url: str, since: Mapping[str, str]) -> tuple[_Raw, dict[str, Any]]:
        """Try, wait and try again; what came and what it says, or WeatherUnavailableError."""
        if self.offline:
            raise WeatherUnavailableError("offline was asked")
        failed_before = endpoint(url) in self._failed
        waits_s = iter(() if failed_before else self._waits_s)
        try_s = self._deadline_s * _TRY_SHARE * (0.5 if failed_before else 1)
        ends = self._left_s() * _QUESTION_SHARE + self._clock()
        found = self._tried(url, since, min(try_s, ends - self._clock()))
        while isinstance(found, Fault):
            pause_s = _pause_s(found, next(waits_s, None), ends - self._clock())
            if pause_s is None:
                self._failed.add(endpoint(url))
                raise WeatherUnavailableError(self.settings.without_keys(found.why))
            self._sleep(pause_s)
            found = self._tried(url, since, min(try_s, ends - self._clock()))
        return found

    def _left_s(self) -> float:
        if self._began is None:
            self._began = self._clock()
        return self._deadline_s - (self._clock() - self._began)

    def _tried(
        self, url: str, since: Mapping[str, str], most_s: float
    ) -> tuple[_Raw, dict[str, Any]] | Fault:
        """One try within `most_s`: what came and what it says, or what went wrong."""
        if origin(url) in self._unreachable:
            return Fault(_UNREACHABLE)
        left_s = self._left_s()
        if left_s <= 0:
            return Fault(f"no time was left of {self._deadline_s:g} s for all requests")
        time_s = max(0.001, min(left_s, most_s))
        try:
            raw = bounded(lambda: self._exchanged(url, since, self._clock() + time_s), time_s)
        except TimeoutError:
            return Fault(f"timed out after {time_s:.3g} s")
        except (OSError, ValueError, HTTPError) as exc:  # requests lets errors of the layers below it through
            return self._fault_of(exc, url, time_s)
        if since and raw[0] == NOT_MODIFIED:
            return raw, {}
        found = judge(*raw)
        return found if isinstance(found, Fault) else (raw, found)

    def _fault_of(self, exc: OSError | ValueError | HTTPError, url: str, time_s: float) -> Fault:
        """What went wrong below HTTP; texts of the lower library are left out, they may quote headers."""
        inner = exc.args[0] if exc.args else None
        inner = getattr(inner, "reason", inner)
        if isinstance(exc, requests.Timeout) or isinstance(inner, ReadTimeoutError):
            return Fault(f"timed out after {time_s:.3g} s")
        if isinstance(exc, requests.exceptions.SSLError | requests.exceptions.ProxyError):
            return Fault(f"cannot be reached: {type(exc).__name__}")
        if isinstance(inner, NewConnectionError):
            self._unreachable.add(origin(url))
            return Fault(_UNREACHABLE)
        if isinstance(exc, requests.ConnectionError | requests.exceptions.ChunkedEncodingError):
            return Fault("the connection broke", 0)
        if isinstance(exc, requests.exceptions.ContentDecodingError):
            return Fault("answered with a body that cannot be decoded", 0)
        return Fault(f"cannot be asked: {type(exc).__name__}")

    def _exchanged(self, url: str, since: Mapping[str, str], ends: float) -> _Raw:
        """Send one request and read its answer, following redirects on the host that was asked."""
        asked, headers = origin(url), {**self._headers(url), **since}
        for _ in range(_MOST_REDIRECTS + 1):
            timeout_s = max(0.001, ends - self._clock())
            with self._session.get(
                url, headers=headers, timeout=timeout_s, stream=True, allow_redirects=False
            ) as response:
                target = redirect_target(url, response.status_code, response.headers)
                if target is None:
                    return response.status_code, response.headers, self._body(response, ends)
            if asked is None or origin(target) != asked:
                raise WeatherUnavailableError("redirects to another host, which is not followed")
            url = target
        raise WeatherUnavailableError(f"redirects more than {_MOST_REDIRECTS} times")

    def _headers(self, url: str) -> dict[str, str]:
        headers = {"User-Agent": self.settings.user_agent, "Accept": self.settings.accept_for(url)}
        key = self.settings.key_for(url)
        if key is not None:
            if not (key.secret.isascii() and key.secret.isprintable()):
                raise WeatherUnavailableError(f"{key.variable} holds a character that cannot be sent")
            headers[key.header] = key.secret
        return headers

    def _body(self, response: requests.Response, ends: float) -> bytes:
        body = bytearray()
        for chunk in response.iter_content(_CHUNK_BYTES):
            body += chunk
            if len(body) > LARGEST_BODY_BYTES:
                raise WeatherUnavailableError(f"answered with more than {LARGEST_BODY_BYTES:,} bytes")
            if self._clock() > ends:
                raise TimeoutError
        return bytes(body)


def _recalled(entry: Entry, parse: Callable[[dict[str, Any]], T]) -> Answer[T] | None:
    payload = judge(200, entry.headers, entry.body)
    if isinstance(payload, Fault):
        return None
    try:
        return Answer(parse(payload), entry.fetched_at, from_cache=True)
    except WeatherUnavailableError:
        return None


def _pause_s(fault: Fault, wait_s: float | None, left_s: float) -> float | None:
    """How long to wait before the next try; None when there is to be none."""
    if fault.again_after_s is None or wait_s is None:
        return None
    pause_s = max(wait_s, fault.again_after_s)
    return pause_s if pause_s < left_s else None
