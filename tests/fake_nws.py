"""A National Weather Service on your own machine, for tests: real sockets, made answers, faults on demand.

Copy this file to test your own code against the weather as it really behaves. It needs nothing but the
standard library::

    with FakeNws(now=datetime(2026, 8, 16, 16, 30, tzinfo=UTC)) as service:
        monkeypatch.setenv("TRIPPLANNER_NWS_URL", service.url)
        ...                                       # plan: a cell, its hours and no alerts are answered
        assert service.paths == [...]             # what was asked, in order

Script an endpoint (`points`, `hourly`, `grid`, `alerts`, `stations`, `observation`) with a list of steps;
the last one repeats::

    service.script["hourly"] = [problem(500), problem(500), ok(hourly_answer(now))]
    service.script["points"] = [slow_headers(3.0)]

Ready steps: `ok` and `stamped` (answered, the second with an ETag and 304), `problem` (errors), `redirect`,
`cut_body`, `slow_headers`, `slow_body`, `silence`, `large_body`, and `answer` for any bytes at all. A step
is any function that takes the request handler and writes to it, so faults of your own are easy. The answers
(`hourly_answer`, `grid_answer`, `alerts_answer`, ...) are plain dictionaries: change what your test is
about, say `grid["properties"]["temperature"]["values"][0]["value"] = -29`. Set `TRIPPLANNER_CACHE_DIR` to an
empty folder, and `TRIPPLANNER_OPEN_METEO` to `off` or run `fake_open_meteo` too: nothing real is then asked.
"""

import json
import re
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

Step = Callable[["_Handler"], None]
Json = dict[str, Any]

GEO_JSON = "application/geo+json"
LOCAL_OFFSET = timedelta(hours=-6)


def points_answer() -> Json:
    """An answer about a point; its body names the real service's address, as a recorded one does."""
    cell = "https://api.weather.gov/gridpoints/RIW/46,147"
    return {
        "type": "Feature",
        "properties": {
            "gridId": "RIW",
            "gridX": 46,
            "gridY": 147,
            "forecast": f"{cell}/forecast",
            "forecastHourly": f"{cell}/forecast/hourly",
            "timeZone": "America/Denver",
        },
    }


def hourly_answer(issued_at: datetime, *, count: int = 156) -> Json:
    """Hours from the one that `issued_at` lies in; temperatures run 50 to 73 °F by the hour of the day."""
    first = issued_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return {
        "type": "Feature",
        "geometry": {
            "type": "Polygon",
            "coordinates": [[[-110.67, 43.65], [-110.67, 43.67], [-110.64, 43.67], [-110.64, 43.65]]],
        },
        "properties": {
            "units": "us",
            "generatedAt": issued_at.isoformat(),
            "updateTime": issued_at.isoformat(),
            "validTimes": f"{first.isoformat()}/P7DT16H",
            "elevation": {"unitCode": "wmoUnit:m", "value": 2000.5},
            "periods": [_period(number, first + timedelta(hours=number)) for number in range(count)],
        },
    }


def _period(number: int, start: datetime) -> Json:
    local = (start + LOCAL_OFFSET).replace(tzinfo=None)
    return {
        "number": number + 1,
        "name": "",
        "startTime": f"{local.isoformat()}-06:00",
        "endTime": f"{(local + timedelta(hours=1)).isoformat()}-06:00",
        "isDaytime": 6 <= local.hour < 18,
        "temperature": 50 + local.hour,
        "temperatureUnit": "F",
        "temperatureTrend": None,
        "probabilityOfPrecipitation": {"unitCode": "wmoUnit:percent", "value": 0},
        "windSpeed": "5 to 10 mph",
        "windDirection": "SW",
        "shortForecast": "Sunny",
        "detailedForecast": "",
    }


def grid_answer(issued_at: datetime, *, count: int = 156) -> Json:
    """
    A raw grid from the hour that `issued_at` lies in, with layers in runs as the service sends them.

    Temperature -5 °C and wind 18.52 km/h throughout; gusts of 37.04 km/h; 3 mm of water and 30 mm of snow
    in every six hours; sight 16,093 m; thunder (without a unit) 1 %; an empty layer and one unknown.
    """
    first = issued_at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)

    def layer(uom: str | None, value: object, run_h: int = count) -> Json:
        values = [
            {"validTime": f"{(first + timedelta(hours=at)).isoformat()}/PT{run_h}H", "value": value}
            for at in range(0, count, run_h)
        ]
        return {"values": values} if uom is None else {"uom": f"wmoUnit:{uom}", "values": values}

    return {
        "type": "Feature",
        "geometry": hourly_answer(issued_at, count=0)["geometry"],
        "properties": {
            "updateTime": issued_at.isoformat(),
            "validTimes": f"{first.isoformat()}/PT{count}H",
            "elevation": {"unitCode": "wmoUnit:m", "value": 2000.5},
            "gridId": "RIW",
            "gridX": 46,
            "gridY": 147,
            "temperature": layer("degC", -5, 3),
            "relativeHumidity": layer("percent", 60),
            "windChill": layer("degC", None),
            "skyCover": layer("percent", 40),
            "windSpeed": layer("km_h-1", 18.52),
            "windGust": layer("km_h-1", 37.04),
            "weather": layer(None, [{"coverage": "chance", "weather": "snow_showers", "intensity": "light"}]),
            "probabilityOfPrecipitation": layer("percent", 20),
            "quantitativePrecipitation": layer("mm", 3, 6),
            "snowfallAmount": layer("mm", 30, 6),
            "snowLevel": layer("m", 1500),
            "visibility": layer("m", 16093.44),
            "probabilityOfThunder": layer(None, 1),
            "hainesIndex": {"values": []},
            "somethingNew": layer("one", 7),
        },
    }


def stations_answer() -> Json:
    """Two stations, the farther one first: the airport, 15 km from Mormon Row, and a made one close by."""
    places = {"KJAC": ("Jackson Hole Airport", -110.7377, 43.6073), "TEST1": ("Near", -110.67, 43.66)}
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [lon, lat]},
                "properties": {"stationIdentifier": name, "name": title},
            }
            for name, (title, lon, lat) in places.items()
        ],
    }


def observation_answer(at: datetime) -> Json:
    """-13.3 °C and 16.56 km/h, both verified, and no gusts."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [-110.67, 43.66]},
        "properties": {
            "timestamp": at.isoformat(),
            "textDescription": "Cloudy",
            "temperature": {"unitCode": "wmoUnit:degC", "value": -13.3, "qualityControl": "V"},
            "windSpeed": {"unitCode": "wmoUnit:km_h-1", "value": 16.56, "qualityControl": "V"},
            "windGust": {"unitCode": "wmoUnit:km_h-1", "value": None, "qualityControl": "Z"},
            "visibility": {"unitCode": "wmoUnit:m", "value": 16090, "qualityControl": "C"},
            "relativeHumidity": {"unitCode": "wmoUnit:percent", "value": 66.0, "qualityControl": "V"},
        },
    }


def alerts_answer(*alerts: Json) -> Json:
    """A list of alerts, each given by its properties."""
    features = [{"id": each.get("id"), "type": "Feature", "properties": each} for each in alerts]
    return {"type": "FeatureCollection", "features": features}


def ok(payload: object, **headers: str) -> Step:
    """200 with this as GeoJSON, kept for ten minutes; keywords are headers with `_` for `-`."""
    return answer(200, json.dumps(payload).encode(), GEO_JSON, **headers)


def problem(status: int, title: str = "A Problem", **headers: str) -> Step:
    """An error of the service's own kind."""
    body = json.dumps({"title": title, "status": status}).encode()
    return answer(status, body, "application/problem+json", **headers)


def answer(status: int, body: bytes, content_type: str, **headers: str) -> Step:
    """Any answer at all."""

    def step(handler: "_Handler") -> None:
        handler.begin(status, content_type, len(body), **headers)
        handler.wfile.write(body)

    return step


def stamped(payload: object, etag: str, **headers: str) -> Step:
    """200 with this and a stamp; 304 without a body for who names the same stamp."""

    def step(handler: "_Handler") -> None:
        body = json.dumps(payload).encode()
        same = handler.headers.get("If-None-Match") == etag
        handler.begin(304 if same else 200, GEO_JSON, 0 if same else len(body), ETag=etag, **headers)
        handler.wfile.write(b"" if same else body)

    return step


def redirect(location: str, status: int = 301) -> Step:
    """Sent elsewhere."""
    return answer(status, b"", "text/plain", Location=location)


def cut_body(payload: object) -> Step:
    """Half of the bytes that were promised, then the connection closes."""

    def step(handler: "_Handler") -> None:
        body = json.dumps(payload).encode()
        handler.begin(200, GEO_JSON, len(body))
        handler.wfile.write(body[: len(body) // 2])
        handler.close_connection = True

    return step


def slow_headers(seconds: float, payload: object = None) -> Step:
    """A header line every tenth of a second, so that no wait for the next byte is long."""

    def step(handler: "_Handler") -> None:
        handler.send_response(200)
        for number in range(round(seconds * 10)):
            handler.send_header(f"X-Slow-{number}", "1")
            handler.flush_headers()
            handler.pause(0.1)
        handler.begin_rest(GEO_JSON, 2)
        handler.wfile.write(json.dumps(payload or {}).encode())

    return step


def silence(seconds: float) -> Step:
    """The connection is taken and nothing comes."""

    def step(handler: "_Handler") -> None:
        handler.pause(seconds)
        handler.close_connection = True

    return step


def slow_body(seconds: float) -> Step:
    """A byte of the body every tenth of a second."""

    def step(handler: "_Handler") -> None:
        count = round(seconds * 10)
        handler.begin(200, GEO_JSON, count)
        for _ in range(count):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            handler.pause(0.1)

    return step


def large_body(count: int) -> Step:
    """More than anyone should read."""

    def step(handler: "_Handler") -> None:
        handler.begin(200, GEO_JSON, count)
        block = b" " * 1_000_000
        for _ in range(count // len(block)):
            handler.wfile.write(block)

    return step


class FakeNws:
    """
    The service as a context manager.

    Parameters
    ----------
    now
        When the answers are issued.
    """

    def __init__(self, now: datetime) -> None:
        self.script: dict[str, list[Step]] = {
            "points": [ok(points_answer())],
            "hourly": [ok(hourly_answer(now))],
            "grid": [ok(grid_answer(now))],
            "alerts": [ok(alerts_answer())],
            "stations": [ok(stations_answer())],
            "observation": [ok(observation_answer(now))],
        }
        self.paths: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.stopping = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.service = self
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()

    def endpoint(self, path: str) -> str:
        """Name what an address asks for."""
        return _endpoint(path)

    def next_step(self, path: str, headers: dict[str, str]) -> Step:
        """Note what was asked and take the next step of its endpoint; 404 for an address it has not."""
        with self._lock:
            self.paths.append(path)
            self.headers.append(headers)
            steps = self.script.get(self.endpoint(path), [problem(404, "Not Found")])
            return steps.pop(0) if len(steps) > 1 else steps[0]


_ENDPOINTS = {
    "points": re.compile(r"/points/[^/]+"),
    "hourly": re.compile(r"/gridpoints/\w+/\d+,\d+/forecast/hourly"),
    "grid": re.compile(r"/gridpoints/\w+/\d+,\d+"),
    "stations": re.compile(r"/gridpoints/\w+/\d+,\d+/stations"),
    "observation": re.compile(r"/stations/\w+/observations/latest"),
    "alerts": re.compile(r"/alerts/active(\?.*)?"),
}


def _endpoint(path: str) -> str:
    return next((name for name, shape in _ENDPOINTS.items() if shape.fullmatch(path)), "unknown")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    service: FakeNws

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that leaves before the end is what half of these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # header and body are two writes; the second would wait 40 ms

    def do_GET(self) -> None:
        self.server.service.next_step(self.path, dict(self.headers))(self)

    def begin(self, status: int, content_type: str, length: int, **headers: str) -> None:
        self.send_response(status)
        self.begin_rest(content_type, length, **headers)

    def begin_rest(self, content_type: str, length: int, **headers: str) -> None:
        given = {"Content-Type": content_type, "Content-Length": str(length), "Cache-Control": "max-age=600"}
        for name, value in (given | {key.replace("_", "-"): text for key, text in headers.items()}).items():
            self.send_header(name, value)
        self.end_headers()

    def pause(self, seconds: float) -> None:
        """Wait, unless the service is being stopped."""
        self.server.service.stopping.wait(seconds)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        """Keep the test run quiet."""
