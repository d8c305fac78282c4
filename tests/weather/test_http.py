"""Asking over real sockets: what is retried, what is not, and that nothing takes longer than it may."""

import gc
import logging
import socket
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.fake_nws import (
    FakeNws,
    Step,
    alerts_answer,
    answer,
    cut_body,
    large_body,
    ok,
    problem,
    redirect,
    silence,
    slow_body,
    slow_headers,
    stamped,
)
from tests.weather.conftest import NOW, Clock
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._http import LARGEST_BODY_BYTES, WeatherClient
from tripplanner.weather._policy import Answer, Keep, unless_same
from tripplanner.weather._settings import Settings

GOOD = alerts_answer()
KEEP = Keep(timedelta(minutes=5), timedelta(minutes=60))
HTML = answer(502, b"<html>Bad Gateway</html>", "text/html")

SUNDAY, MONDAY = "Sun, 16 Aug 2026 16:30:00 GMT", "Mon, 17 Aug 2026 16:30:00 GMT"

MakeClient = Callable[..., WeatherClient]


def asked(client: WeatherClient, *, now: datetime = NOW, **options: Any) -> Answer[dict[str, Any]]:
    """Ask about the alerts of a point."""
    url = f"{client.settings.nws_url}/alerts/active?point=1,1"
    return client.ask(url, lambda payload: payload, now=now, keep=KEEP, **options)


@pytest.mark.parametrize(
    "fault",
    [
        problem(500),
        HTML,
        cut_body(GOOD),
        answer(200, b'{"features": [', "application/geo+json"),
        answer(200, b"[1, 2]", "application/geo+json"),
        answer(200, b"", "application/geo+json"),
        answer(200, b"<html>all is well</html>", "text/html"),
    ],
    ids=["500", "502-html", "cut", "broken-json", "not-an-object", "empty", "html-200"],
)
def test_server_errors_and_broken_bodies_are_asked_for_again(
    service: FakeNws, client_of: MakeClient, clock: Clock, fault: Step
) -> None:
    """What often heals by itself is tried again after growing waits: here it heals on the third try."""
    service.script["alerts"] = [fault, fault, ok(GOOD)]
    assert asked(client_of()).value == GOOD
    assert clock.waits_s == [1.0, 3.0]


@pytest.fixture
def _no_collection() -> Iterator[None]:
    """Hypothesis hooks the garbage collector, and would itself run out of stack in a deep parse."""
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_no_collection")
def test_a_body_of_nothing_but_brackets_is_a_broken_one(service: FakeNws, client_of: MakeClient) -> None:
    """JSON nested deeper than Python can follow is asked for again like any broken body."""
    service.script["alerts"] = [answer(200, b"[" * 100_000, "application/geo+json"), ok(GOOD)]
    assert asked(client_of()).value == GOOD


def test_an_error_that_stays_ends_after_three_tries(
    service: FakeNws, client_of: MakeClient, clock: Clock
) -> None:
    """Waits grow and end; the message names the answer and what the service calls it.

    Of 20 s a question takes at most half: waits of 1 s and 3 s fit, one of 10 s more does not.
    """
    service.script["alerts"] = [problem(500, "Unexpected Problem")]
    with pytest.raises(WeatherUnavailableError, match=r"^answered 500 \(Unexpected Problem\)$"):
        asked(client_of())
    assert clock.waits_s == [1.0, 3.0]
    assert len(service.paths) == 3


def test_no_wait_is_begun_that_does_not_fit(service: FakeNws, client_of: MakeClient, clock: Clock) -> None:
    """Half of 6 s is 3: the first wait takes 1, the second would need 3 of the 2 left of that half."""
    service.script["alerts"] = [problem(500)]
    with pytest.raises(WeatherUnavailableError, match="answered 500"):
        asked(client_of(deadline_s=6))
    assert clock.waits_s == [1.0]


def test_a_failing_endpoint_is_waited_for_only_once(
    service: FakeNws, client_of: MakeClient, clock: Clock
) -> None:
    """Another question of the same kind gets one try, and no wait; one of another kind gets all of them."""
    service.script |= {"alerts": [problem(500)], "points": [problem(500)]}
    client = client_of()
    for question, tries, waits_s in (
        ("alerts/active?point=1,1", 3, [1.0, 3.0]),
        ("alerts/active?zone=X", 4, [1.0, 3.0]),
        ("points/1,1", 7, [1.0, 3.0, 1.0, 3.0]),
    ):
        with pytest.raises(WeatherUnavailableError, match="answered 500"):
            client.ask(f"{client.settings.nws_url}/{question}", dict, now=NOW, keep=KEEP)
        assert (len(service.paths), clock.waits_s) == (tries, waits_s)


def test_whatever_fails_leaves_most_of_the_time(service: FakeNws, client_of: MakeClient) -> None:
    """A silent endpoint asked twice takes 3/8 of the deadline: a quarter, then half as long."""
    service.script["alerts"] = [silence(5.0)]
    with client_of(deadline_s=2) as client:
        for zone, time_s in (("X", "0.5"), ("Y", "0.25")):
            with pytest.raises(WeatherUnavailableError, match=f"^timed out after {time_s} s$"):
                client.ask(f"{client.settings.nws_url}/alerts/active?zone={zone}", dict, now=NOW, keep=KEEP)


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("headers", "waits_s"),
    [
        ({"Retry_After": "2"}, [2.0]),
        ({"Retry_After": "0"}, [1.0]),
        ({"Retry_After": "3600"}, []),
        ({"Retry_After": "soon"}, []),
        ({"Retry_After": "9" * 400}, []),
        ({}, []),
    ],
    ids=["fits", "at-once", "too-long", "odd", "absurd", "absent"],
)
def test_too_busy_is_asked_again_only_when_told(
    service: FakeNws,
    client_of: MakeClient,
    clock: Clock,
    status: int,
    headers: dict[str, str],
    waits_s: list[float],
) -> None:
    """429 and 503 are tried again only after a Retry-After that fits the deadline (CONTRACT.md)."""
    service.script["alerts"] = [problem(status, **headers), ok(GOOD)]
    if waits_s:
        assert asked(client_of()).value == GOOD
    else:
        with pytest.raises(WeatherUnavailableError, match=f"answered {status}"):
            asked(client_of())
    assert waits_s == clock.waits_s


def test_a_retry_after_may_name_a_time(service: FakeNws, client_of: MakeClient, clock: Clock) -> None:
    """RFC 9110, 10.2.3: a date is allowed; it is measured against the answer's own Date."""
    later = "Fri, 31 Dec 2100 23:59:59 GMT"
    service.script["alerts"] = [problem(503, Retry_After=later)]
    with pytest.raises(WeatherUnavailableError, match="answered 503"):
        asked(client_of())
    assert clock.waits_s == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410])
def test_what_the_client_did_wrong_is_not_repeated(
    service: FakeNws, client_of: MakeClient, clock: Clock, status: int
) -> None:
    """4xx is never retried, whether its body is the service's or the delivery network's HTML."""
    service.script["alerts"] = [answer(status, b"<html>Access Denied</html>", "text/html")]
    with pytest.raises(WeatherUnavailableError, match=f"^answered {status}$"):
        asked(client_of())
    assert clock.waits_s == []
    assert len(service.paths) == 1


@pytest.mark.parametrize(
    "fault", [slow_headers(5.0), slow_body(5.0), silence(5.0)], ids=["headers", "body", "silence"]
)
def test_a_service_that_drips_is_left_in_time(service: FakeNws, client_of: MakeClient, fault: Step) -> None:
    """A byte every tenth of a second never lets a read time out; the deadline holds all the same."""
    service.script["alerts"] = [fault]
    began = time.monotonic()
    with client_of(deadline_s=0.8) as client:
        with pytest.raises(WeatherUnavailableError, match=r"timed out after 0\.2 s"):
            asked(client)
        for _ in range(3):
            with pytest.raises(WeatherUnavailableError, match=r"timed out|no time was left"):
                asked(client)
    assert time.monotonic() - began < 1.5


def test_a_name_server_that_does_not_answer_is_left_in_time(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looking up a name cannot be given a timeout, so it is waited for no longer than the deadline."""
    ends = threading.Event()

    def stuck(*_: object, **__: object) -> None:
        ends.wait(5)
        raise socket.gaierror("no answer")

    monkeypatch.setattr(socket, "getaddrinfo", stuck)
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", "http://weather.invalid")
    began = time.monotonic()
    with pytest.raises(WeatherUnavailableError, match="timed out"):
        asked(client_of(deadline_s=0.6))
    assert time.monotonic() - began < 1.5
    ends.set()


def test_a_refused_connection_is_not_tried_again(
    client_of: MakeClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody listens: no wait, and the next question does not even try."""
    tries: list[object] = []
    connect = socket.socket.connect

    def counted(self: socket.socket, where: Any) -> None:
        tries.append(where)
        connect(self, where)

    monkeypatch.setattr(socket.socket, "connect", counted)
    client = client_of()
    for _ in range(2):
        with pytest.raises(WeatherUnavailableError, match="cannot be reached"):
            asked(client)
    assert clock.waits_s == []
    assert len(tries) == 1


def test_a_name_that_is_not_found_is_not_tried_again(
    client_of: MakeClient, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A failing name look-up means there is no network; it is not repeated."""

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror("name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", "http://weather.invalid")
    with pytest.raises(WeatherUnavailableError, match="cannot be reached"):
        asked(client_of())
    assert clock.waits_s == []


@pytest.mark.parametrize(
    "base",
    ["nonsense", "http://", "http://[::1", "http://a:999999", "ftp://weather.invalid", "http://" + "a" * 300],
)
def test_an_address_that_is_none_is_told(
    client_of: MakeClient, monkeypatch: pytest.MonkeyPatch, base: str
) -> None:
    """A base address that cannot be asked is our own error, not the lower library's."""
    monkeypatch.setenv("TRIPPLANNER_NWS_URL", base)
    with pytest.raises(WeatherUnavailableError, match=r"cannot be (asked|reached)"):
        asked(client_of())


def test_a_redirect_on_the_same_host_is_followed(service: FakeNws, client_of: MakeClient) -> None:
    """A relative Location is taken from the address that was asked (RFC 9110, 10.2.2)."""
    service.script["alerts"] = [redirect("/points/1,1"), ok(GOOD)]
    service.script["points"] = [redirect("../alerts/active?again")]
    assert asked(client_of()).value == GOOD
    assert service.paths == ["/alerts/active?point=1,1", "/points/1,1", "/alerts/active?again"]


@pytest.mark.parametrize(
    "scheme", ["http://{host}:1/", "https://{host}:{port}/", "//{host}.example/", "http://["]
)
def test_a_redirect_to_another_host_is_not_followed(
    service: FakeNws, client_of: MakeClient, scheme: str
) -> None:
    """Another name, port or scheme is another host, and gets neither our request nor our key."""
    port = service.url.rpartition(":")[2]
    service.script["alerts"] = [redirect(scheme.format(host="127.0.0.1", port=port))]
    with pytest.raises(WeatherUnavailableError, match=r"another host|cannot be asked"):
        asked(client_of())
    assert len(service.paths) == 1


def test_a_circle_of_redirects_ends(service: FakeNws, client_of: MakeClient) -> None:
    """A service that sends us round in circles is left after four."""
    service.script["alerts"] = [redirect("/alerts/active")]
    with pytest.raises(WeatherUnavailableError, match="redirects more than 4 times"):
        asked(client_of())


def test_a_huge_body_is_not_read_to_its_end(service: FakeNws, client_of: MakeClient) -> None:
    """200 MB are refused as soon as the bound is passed."""
    service.script["alerts"] = [large_body(200_000_000)]
    with pytest.raises(WeatherUnavailableError, match=f"more than {LARGEST_BODY_BYTES:,} bytes"):
        asked(client_of())


def test_who_asks_is_said(service: FakeNws, client_of: MakeClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service wants a User-Agent with a contact and a pinned Accept (its documentation)."""
    monkeypatch.setenv("TRIPPLANNER_CONTACT", "Ivan\r\nX-Evil: 1 (Dr\N{LATIN SMALL LETTER A WITH ACUTE}go)")
    asked(client_of())
    [sent] = service.headers
    assert sent["User-Agent"].startswith("tripplanner/")
    assert sent["User-Agent"].endswith("(Ivan X-Evil: 1 Dr?go)")
    assert sent["Accept"] == "application/geo+json"
    assert "API-Key" not in sent


def test_the_key_is_sent_and_nowhere_else(
    service: FakeNws,
    client_of: MakeClient,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """The key is in the request and neither in the cache, the log nor a repr."""
    monkeypatch.setenv("TRIPPLANNER_NWS_KEY", "s3cret-key")
    caplog.set_level(logging.DEBUG)
    client = client_of()
    asked(client)
    assert service.headers[0]["API-Key"] == "s3cret-key"
    client.close()
    written = b"".join(each.read_bytes() for each in (tmp_path / "cache").iterdir())
    assert b"alerts/active" in written
    assert b"s3cret" not in written
    assert "s3cret" not in caplog.text + repr(client.settings)


def test_a_key_that_cannot_be_sent_is_not_shown(
    service: FakeNws, client_of: MakeClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lower library would quote it in its error."""
    monkeypatch.setenv("TRIPPLANNER_NWS_KEY", "s3cret\nkey")
    with pytest.raises(WeatherUnavailableError, match="TRIPPLANNER_NWS_KEY") as caught:
        asked(client_of())
    assert "s3cret" not in str(caught.value)
    assert service.paths == []


def test_an_answer_is_remembered_between_clients(service: FakeNws, client_of: MakeClient) -> None:
    """A second plan asks nothing, and knows when the answer was fetched."""
    assert not asked(client_of()).from_cache
    again = asked(client_of(), now=NOW + timedelta(minutes=4))
    assert (again.from_cache, again.fetched_at, again.value) == (True, NOW, GOOD)
    assert len(service.paths) == 1


@pytest.mark.parametrize(
    ("cache_control", "minutes", "requests"),
    [
        ("public, max-age=1", 4, 1),
        ("public, max-age=1", 5, 2),
        ("max-age=600", 9, 1),
        ("max-age=600", 10, 2),
        ("max-age=86400", 59, 1),
        ("max-age=86400", 60, 2),
        ("no-store", 4, 1),
        ("max-age=banana", 5, 2),
        ("max-age=600", -1, 2),
    ],
)
def test_expiry_is_judged_by_now(
    service: FakeNws, client_of: MakeClient, cache_control: str, minutes: int, requests: int
) -> None:
    """max-age holds between 5 and 60 minutes of the `now` given; an answer from after `now` is none."""
    service.script["alerts"] = [ok(GOOD, Cache_Control=cache_control)]
    asked(client_of())
    asked(client_of(), now=NOW + timedelta(minutes=minutes))
    assert requests == len(service.paths)


def test_what_cannot_be_read_is_not_remembered(service: FakeNws, client_of: MakeClient) -> None:
    """An answer that its reader refuses leaves the remembered one in place."""
    client = client_of()
    asked(client)
    service.script["alerts"] = [ok({"odd": True})]

    def strict(payload: dict[str, Any]) -> dict[str, Any]:
        if "features" not in payload:
            raise WeatherUnavailableError("no features")
        return payload

    url = f"{client.settings.nws_url}/alerts/active?point=1,1"
    with pytest.raises(WeatherUnavailableError, match="no features"):
        client.ask(url, strict, now=NOW + timedelta(hours=2), keep=KEEP)
    recalled = client.recall(url, strict)
    assert recalled is not None
    assert (recalled.fetched_at, recalled.value) == (NOW, GOOD)


def test_offline_never_asks(service: FakeNws, client_of: MakeClient) -> None:
    """Offline only what is remembered and new enough is given."""
    with pytest.raises(WeatherUnavailableError, match="offline was asked"):
        asked(client_of(offline=True))
    asked(client_of())
    assert asked(client_of(offline=True)).from_cache
    assert len(service.paths) == 1


def test_a_damaged_cache_file_is_replaced(
    service: FakeNws, client_of: MakeClient, caplog: pytest.LogCaptureFixture
) -> None:
    """One line of warning, and the next plan remembers again."""
    path = Settings.from_environment().cache_path
    path.parent.mkdir()
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    asked(client_of())
    assert asked(client_of()).from_cache
    assert len(service.paths) == 1
    assert len(caplog.records) == 1
    assert "replaced" in caplog.text


@pytest.mark.usefixtures("service")
def test_a_damaged_page_is_survived(client_of: MakeClient) -> None:
    """A file killed while being written may open well and fail later: the answer comes all the same."""
    for _ in range(2):
        asked(client_of()).value  # noqa: B018
    path = Settings.from_environment().cache_path
    content = bytearray(path.read_bytes())
    content[100:] = b"\xff" * (len(content) - 100)
    path.write_bytes(content)
    assert asked(client_of()).value == GOOD
    assert asked(client_of()).from_cache


@pytest.mark.parametrize(
    "stored",
    [
        '{"url": 5',
        "[]",
        "{}",
        '{"created_at": 5, "_content": "e30="}',
        '{"created_at": "2026-08-16T16:30:00", "_content": "e30="}',
        '{"headers": 5}',
        '{"headers": {"Content-Type": 5}, "created_at": "2026-08-16T16:30:00+00:00"}',
    ],
)
def test_a_damaged_entry_is_asked_for_anew(service: FakeNws, client_of: MakeClient, stored: str) -> None:
    """An entry that is not what was written is as good as none."""
    asked(client_of())
    with closing(sqlite3.connect(Settings.from_environment().cache_path)) as connection:
        connection.execute("UPDATE responses SET value = ?", (stored,))
        connection.commit()
    assert asked(client_of()).value == GOOD
    assert len(service.paths) == 2


@pytest.mark.parametrize("trouble", ["folder-is-a-file", "file-is-a-folder", "locked"])
def test_a_cache_that_cannot_be_used_is_done_without(
    service: FakeNws, client_of: MakeClient, caplog: pytest.LogCaptureFixture, tmp_path: Path, trouble: str
) -> None:
    """The plan goes on with one line of warning; a file somebody else holds is never waited for long."""
    path = Settings.from_environment().cache_path
    holder = None
    if trouble == "folder-is-a-file":
        path.parent.write_text("in the way")
    elif trouble == "file-is-a-folder":
        path.mkdir(parents=True)
    else:
        asked(client_of())
        holder = sqlite3.connect(path, isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        service.paths.clear()
    began = time.monotonic()
    assert asked(client_of()).value == GOOD
    assert time.monotonic() - began < 3
    assert len(service.paths) == 1
    assert len(caplog.records) == 1
    assert "not remembered" in caplog.text
    if holder is not None:
        holder.close()
    assert tmp_path.exists()


def test_two_plans_share_a_cache(service: FakeNws) -> None:
    """Eight clients at once write and read the same file; each gets its answer."""
    found: list[object] = []

    def plan(number: int) -> None:
        with WeatherClient() as client:
            url = f"{service.url}/alerts/active?point=1,{number % 4}"
            found.extend(client.ask(url, lambda each: each, now=NOW, keep=KEEP).value for _ in range(3))

    threads = [threading.Thread(target=plan, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert found == [GOOD] * 24


def test_what_is_still_the_same_is_not_sent_again(service: FakeNws, client_of: MakeClient) -> None:
    """RFC 9110, 13.1.2: asked with its stamp, a 304 makes the remembered answer count as fetched now."""
    service.script["alerts"] = [stamped(GOOD, '"v1"'), stamped(GOOD, '"v1"', Content_Type="text/html")]
    asked(client_of())
    later = NOW + timedelta(hours=2)
    again = asked(client_of(), now=later)
    assert (again.value, again.fetched_at, again.from_cache) == (GOOD, later, False)
    assert asked(client_of(), now=later + timedelta(minutes=4)).fetched_at == later
    assert [each.get("If-None-Match") for each in service.headers] == [None, '"v1"']


def test_what_has_changed_is_sent(service: FakeNws, client_of: MakeClient) -> None:
    """Another stamp comes with another answer, which is then the one remembered."""
    newer = alerts_answer({"id": "urn:1"})
    service.script["alerts"] = [stamped(GOOD, '"v1"'), stamped(newer, '"v2"')]
    asked(client_of())
    assert asked(client_of(), now=NOW + timedelta(hours=2)).value == newer
    asked(client_of(), now=NOW + timedelta(hours=4))
    assert [each.get("If-None-Match") for each in service.headers] == [None, '"v1"', '"v2"']


def test_an_answer_that_is_too_old_in_itself_is_not_confirmed(
    service: FakeNws, client_of: MakeClient
) -> None:
    """A node that says of an old answer that nothing has changed is asked for all of it."""
    service.script["alerts"] = [stamped(GOOD, '"v1"')]
    asked(client_of())
    asked(client_of(), now=NOW + timedelta(hours=2), usable=lambda _, at: at == NOW)
    assert [each.get("If-None-Match") for each in service.headers] == [None, None]


@pytest.mark.parametrize(("minutes", "requests"), [(1, 1), (4, 1), (5, 2)])
def test_what_was_of_no_use_at_once_is_not_asked_for_at_once(
    service: FakeNws, client_of: MakeClient, minutes: int, requests: int
) -> None:
    """A service that sends old answers sends them for a while: it is left alone for five minutes."""
    asked(client_of(), usable=lambda *_: False)
    again = asked(client_of(), now=NOW + timedelta(minutes=minutes), usable=lambda *_: False)
    assert len(service.paths) == requests
    assert again.from_cache == (requests == 1)


def test_what_has_just_lost_its_use_is_asked_for_at_once(service: FakeNws, client_of: MakeClient) -> None:
    """It was good when it came, so another will be: that one is fetched however new this is."""
    asked(client_of(), usable=lambda *_: True)
    asked(client_of(), now=NOW + timedelta(minutes=1), usable=lambda _, at: at == NOW)
    assert len(service.paths) == 2


def test_a_304_that_was_not_asked_for_is_a_fault(service: FakeNws, client_of: MakeClient) -> None:
    """With nothing remembered there is nothing that could be the same."""
    service.script["alerts"] = [answer(304, b"", "application/geo+json")]
    with pytest.raises(WeatherUnavailableError, match="answered 304"):
        asked(client_of())


@pytest.mark.parametrize(
    ("stamps", "asked_with"),
    [
        ({"ETag": '"v1"', "Last-Modified": SUNDAY, "Date": SUNDAY}, {"If-None-Match": '"v1"'}),
        ({"Last-Modified": SUNDAY, "Date": SUNDAY}, {"If-Modified-Since": SUNDAY}),
        ({"Last-Modified": MONDAY, "Date": SUNDAY}, {}),
        ({"Last-Modified": SUNDAY}, {}),
        ({"Last-Modified": "yesterday", "Date": SUNDAY}, {}),
        ({"ETag": '"v\n1"'}, {}),
        ({}, {}),
    ],
    ids=["tag", "time", "time to come", "no date", "no time", "broken tag", "nothing"],
)
def test_stamps_are_used_where_they_can_be_trusted(
    stamps: dict[str, str], asked_with: dict[str, str]
) -> None:
    """A Last-Modified in the future was seen (weather-gov/api issues 71, 108): it would hide all news."""
    assert unless_same(stamps) == asked_with
