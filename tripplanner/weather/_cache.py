"""Answers remembered on disk. A cache that cannot be read or written is replaced or done without."""

import hashlib
import logging
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from requests.structures import CaseInsensitiveDict
from requests_cache.backends.sqlite import SQLiteCache
from requests_cache.models.request import CachedRequest
from requests_cache.models.response import CachedResponse

from tripplanner.weather._policy import without_user

logger = logging.getLogger(__name__)

_BUSY_S = 1.0
# Nothing that names the user or a session is written to disk.
_KEPT_HEADERS = ("Cache-Control", "Content-Type", "Date", "ETag", "Last-Modified")


@dataclass(frozen=True, slots=True)
class Entry:
    """A remembered answer; `fetched_at` is the `now` of the plan that fetched it."""

    body: bytes
    headers: Mapping[str, str]
    fetched_at: datetime


class AnswerCache:
    """
    A file of answers by address, safe to share between processes.

    Trouble with the file is never the caller's: it is logged in one line, a damaged file is replaced,
    and one that cannot be used, or None, is done without. What was asked of it or put into it stays known.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._own: dict[str, Entry] = {}
        self._store = _opened(path)

    def get(self, url: str) -> Entry | None:
        """The remembered answer, however old; None when there is none that can be read."""
        if self._store is None:
            return self._own.get(url)
        try:
            found = self._store.responses.get(_key(url))
        except sqlite3.Error as exc:
            self._give_up(exc)
            return self._own.get(url)
        except ExceptionGroup as exc:  # what cattrs raises for an entry of another shape
            logger.warning("a remembered answer cannot be read: %s: %s", self._path, exc)
            return None
        entry = _entry(found)
        if entry is not None:
            self._own[url] = entry
        return entry

    def put(self, url: str, entry: Entry) -> None:
        """Remember an answer in place of an earlier one."""
        self._own[url] = entry
        if self._store is None:
            return
        headers = {name: entry.headers[name] for name in _KEPT_HEADERS if name in entry.headers}
        shown = without_user(url)
        response = CachedResponse(
            content=entry.body,
            created_at=entry.fetched_at,
            headers=CaseInsensitiveDict(headers),
            request=CachedRequest(method="GET", url=shown),
            status_code=200,
            url=shown,
        )
        try:
            _insert(self._store, url, response)
        except sqlite3.Error as exc:
            self._give_up(exc)

    def close(self) -> None:
        """Close the file; nothing is remembered after that."""
        self._own.clear()
        self._shut()

    def _shut(self) -> None:
        if self._store is not None:
            self._store.close()  # type: ignore[no-untyped-call]
            self._store = None

    def _give_up(self, exc: sqlite3.Error) -> None:
        logger.warning("weather answers are no longer remembered: %s: %s", self._path, exc)
        self._shut()
        if self._path is not None and not isinstance(exc, sqlite3.OperationalError):
            _remove(self._path)


def _insert(store: SQLiteCache, url: str, response: CachedResponse) -> None:
    """Write one answer; requests-cache would wait for a lock for ever, and say nothing of a full disk."""
    table = store.responses
    row = (_key(url), table.serialize(response), None)
    with table.connection() as connection:
        sql = f"INSERT OR REPLACE INTO {table.table_name} (key, value, expires) VALUES (?, ?, ?)"  # noqa: S608
        connection.execute(sql, row)


def _opened(path: Path | None) -> SQLiteCache | None:
    if path is None:
        logger.warning("weather answers are not remembered: no home folder, and no TRIPPLANNER_CACHE_DIR")
        return None
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        return _sound_store(path)
    except (OSError, sqlite3.Error) as exc:
        logger.warning("weather answers are not remembered: %s: %s", path, exc)
        return None


def _sound_store(path: Path) -> SQLiteCache:
    try:
        return _store_at(path)
    except sqlite3.OperationalError:  # busy, read-only, full: the file may be good, so it is left alone
        raise
    except sqlite3.DatabaseError as exc:
        logger.warning("the damaged file of remembered weather is replaced: %s: %s", path, exc)
        _remove(path)
        return _store_at(path)


def _store_at(path: Path) -> SQLiteCache:
    _probe(path)
    return SQLiteCache(path, serializer="json", busy_timeout=int(_BUSY_S * 1000))


def _entry(found: object) -> Entry | None:
    """A stored answer as an entry; None for what somebody else has put there."""
    if not isinstance(found, CachedResponse):
        return None
    fetched_at = found.created_at
    if not isinstance(fetched_at, datetime) or fetched_at.utcoffset() is None:
        return None
    headers = {name: str(value) for name, value in found.headers.items()}
    return Entry(found.content or b"", CaseInsensitiveDict(headers), fetched_at)


def _key(url: str) -> str:
    """A key that SQL can hold whatever the address is made of."""
    return hashlib.sha256(url.encode()).hexdigest()


def _probe(path: Path) -> None:
    """Fail now if the file cannot be written: requests-cache would try for ever to begin a transaction."""
    with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")


def _remove(path: Path) -> None:
    """Remove the file and what SQLite keeps beside it, unless another process still holds them."""
    for suffix in ("", "-journal", "-wal", "-shm"):
        try:
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        except OSError as exc:
            logger.warning("the file of remembered weather cannot be removed: %s", exc)
