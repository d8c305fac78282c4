"""What every test stands on: no network but loopback, a cache folder of its own, real samples if at hand.

Only tests marked `live`, which are off by default, may ask the real services.

Fixtures to use: `samples` (the folder of recorded answers; the test is skipped without it) and
`now` (a fixed moment: 23 November 2026, 11:00 in Wyoming).
"""

import os
import socket
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings

# On the build machine the same examples each time, so that it tells of changes and not of chance.
settings.register_profile(
    "ours",
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("ours")

DENVER = ZoneInfo("America/Denver")
_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect
_getaddrinfo = socket.getaddrinfo


def _guarded_connect(sock, address):
    host = address[0] if isinstance(address, tuple) else str(address)
    if sock.family in (socket.AF_INET, socket.AF_INET6) and not str(host).startswith(_LOOPBACK):
        raise ConnectionRefusedError(f"tests do not reach {host}")
    return _connect(sock, address)


def _guarded_getaddrinfo(host, *rest, **options):
    if host is not None and not str(host).startswith(_LOOPBACK):
        raise socket.gaierror(socket.EAI_NONAME, f"tests do not look up {host}")
    return _getaddrinfo(host, *rest, **options)


@pytest.fixture(autouse=True)
def _no_network(request, monkeypatch):
    if request.node.get_closest_marker("live") is not None:
        return
    monkeypatch.setattr(socket.socket, "connect", _guarded_connect)
    monkeypatch.setattr(socket, "getaddrinfo", _guarded_getaddrinfo)


@pytest.fixture(scope="session", autouse=True)
def _only_the_weather_service():
    """Fixtures wider than a test are made before its own surroundings: they too leave Open-Meteo alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRIPPLANNER_OPEN_METEO", "off")
        yield


@pytest.fixture(autouse=True)
def _own_surroundings(monkeypatch, tmp_path):
    """A cache folder of the test's own, and none of the user's settings."""
    for name in list(os.environ):
        if name.startswith("TRIPPLANNER_") and name not in ("TRIPPLANNER_SAMPLES", "TRIPPLANNER_BENCH"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("TRIPPLANNER_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("TRIPPLANNER_OPEN_METEO", "off")  # who tests it turns it on beside a server of its own


@pytest.fixture
def now():
    return datetime(2026, 11, 23, 11, tzinfo=DENVER)


@pytest.fixture(scope="session")
def samples():
    folder = os.environ.get("TRIPPLANNER_SAMPLES")
    if not folder:
        pytest.skip("TRIPPLANNER_SAMPLES is not set")
    return Path(folder)
