"""Plans for the tests of the map formats: made once in a process, and what can be done to their words."""

import json
from datetime import datetime
from functools import cache
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

import tripplanner
from tests.conftest import DENVER
from tripplanner import Itinerary
from tripplanner.catalog import load_destination

NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
BOX = load_destination().box
NAMES = ("winter", "trip", "nothing")
_WORDS = {"name", "start_name", "end_name", "base_name", "destination_name", "summary", "subject", "text"}
_FILM_WORDS = {"film_title", "scene", "shot"}

# What a destination of a user's own may be called.
HOSTILE = st.one_of(
    st.text(min_size=1, max_size=40),
    st.text(alphabet="<>&'\"]\\;,:\r\n\t\x00\x0b\x1f\x7f\x85\u200f\u202e\u2028\ufffe\U0001f3da", min_size=1),
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "]]><name>x</name><!--",
            "\"'</description></Placemark>",
            "x\r\nBEGIN:VEVENT\r\nEND:VCALENDAR",
            "&lt;b&gt; &amp;amp; &#0; &x;",
            "\u202egnp.nrab",
            "\ud800",
            "x" * 10_000,
        ]
    ),
)


@cache
def made(name):
    """A winter day on snowshoes, a trip of three days in July, or a day on which nothing can be visited."""
    dates, options = {
        "winter": ("2026-12-25", {"end": "14:00", "must_see": ("ta-moulton-barn", "kelly-warm-spring")}),
        "trip": ("2027-07-15..2027-07-17", {}),
        "nothing": ("2026-12-25", {"start": "02:00", "end": "02:30"}),
    }[name]
    return tripplanner.plan_trip(dates, offline=True, now=NOW, **options)


def payload(name="winter"):
    """A fresh copy of a plan's JSON."""
    return json.loads(made(name).to_json())


def read(data):
    """A plan from JSON, as `load_plan` reads it."""
    return Itinerary.model_validate(data)


def called(text, name="winter"):
    """The plan where every name and every sentence of the destination is this text."""
    data = payload(name)
    _rename(data, text)
    return read(data)


def _rename(node, text):
    if isinstance(node, list):
        for each in node:
            _rename(each, text)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in _WORDS | _FILM_WORDS and isinstance(value, str):
                node[key] = text
            elif key != "reported":  # refuses halves of characters, and is in no map
                _rename(value, text)


def without_map():
    """A plan as older versions saved it: no map, and legs that do not know the places along them."""
    data = payload()
    del data["chart"]
    for leg in data["days"][0]["legs"]:
        del leg["via"]
    return read(data)


def forecast_with_credit():
    """The winter plan as if by a forecast of Open-Meteo, which wants to be named."""
    data = payload()
    data["weather"].update(kind="forecast", provider="Open-Meteo", passed_over=[])
    for stop in data["days"][0]["stops"]:
        stop["weather"].update(kind="forecast", provider="Open-Meteo")
    data["sources"].append(
        {
            "id": "open-meteo-licence",
            "title": "Weather data by Open-Meteo.com",
            "publisher": "Open-Meteo",
            "url": "https://open-meteo.com/",
            "read_on": "2026-11-23",
            "credit": True,
        }
    )
    return read(data)


def parsed(text):
    """The root of an XML file as a reader of its bytes has it."""
    return ET.fromstring(text.encode())  # noqa: S314 - of our own making


def stops(plan):
    return [stop for day in plan.days for stop in day.stops]


def legs(plan):
    return [leg for day in plan.days for leg in day.legs]


def lat_lon(plan, place):
    spot = plan.chart.spot(place)
    return (spot.lat, spot.lon)
