"""A folder of facts that anybody may have written: every fault is told, and what has none can be planned."""

import json
import tomllib
from contextlib import suppress
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import DENVER
from tests.fuzz.spoiling import WILD, Edit, often, spoilt, spoilt_bytes
from tests.test_catalog import FILES, SITES
from tripplanner import (
    DestinationError,
    InvalidRequestError,
    Itinerary,
    NoPlanError,
    WeatherUnavailableError,
    load_destination,
    plan_trip,
)
from tripplanner.export import film_page, references, roads_page, site_page, tables, visit_page
from tripplanner.export.formats import NAMES, rendered
from tripplanner.models import Destination
from tripplanner.roads import roads_on

EXAMPLE = Path(__file__).parents[2] / "examples" / "alabama_hills"
NOW = datetime(2026, 11, 23, 11, tzinfo=DENVER)
DAY = date(2026, 12, 25)

_FACTS = """
[[peaks]]
id = "peak"
name = "Peak"
sources = ["map"]
position = { lat = 43.6, lon = -110.9, precision_m = 10.0, elevation_m = 4000.0, sources = ["map"] }

[[facts]]
id = "rule"
topic = "rule"
text = "Stay on the road, the whole year."
brief = "Stay on the road."
once_past = "The rule may have changed."
valid_until = 2026-12-01
from_day = "12-01"
until_day = "03-31"
sites = ["barn"]
travel = "car"
sources = ["map"]

[[unknowns]]
id = "who"
text = "Who built the barn."
film = "film"
sources = ["map"]

[[fees]]
id = "vehicle"
name = "Car"
amount_usd = 35.0
per = "vehicle"
days = 7
sources = ["map"]

[[fees]]
id = "pass"
name = "Pass"
amount_usd = 80.0
per = "pass"
aliases = ["yearly"]
only_for = "Friends"
covers_people = 4
valid_from = 2026-01-01
sources = ["map"]

[entrance]
name = "The park"
sources = ["map"]
behind_station = ["barn"]
no_station = "Nobody asks."
unstaffed = [{ sites = ["barn"], from_day = "11-01", until_day = "12-15", text = "shut", sources = ["map"] }]
free_days = [{ days = [2026-11-11], for_residents = true, sources = ["map"] }]

[hidden_hills]
least_minutes = 3.0
most_minutes = 9.0
sources = ["map"]
"""
_OF_A_SITE = """
seasons = [{ from_day = "06-01", until_day = "06-30", status = "closed", text = "Shut.", sources = ["map"] }]
hours = [{ from_day = "01-01", until_day = "12-31", opens = 06:00:00, closes = 21:00:00, sources = ["map"] }]
today = [{ text = "It stands.", sources = ["map"] }]
built = [{ what = "The barn", year = 1913, until_year = 1914, sources = ["map"] }]
elevation = { elevation_m = 2040.0, precision_m = 5.0, sources = ["map"] }
ground = { surface = "gravel", step_free = "yes", text = "Flat.", sources = ["map"] }
restroom = { kind = "vault", text = "One.", sources = ["map"] }
signal = { level = "none", text = "None.", sources = ["map"] }
not_known = ["spaces"]
face = { subject = "its east side", azimuth_deg = 100.0, view_azimuth_deg = 280.0, sources = ["map"] }
parking = { text = "Beside the road.", sources = ["map"] }
dangers = [{ text = "Bison.", sources = ["map"] }]
min_age = { years = 6, text = "From 6.", sources = ["map"] }
"""
_OF_A_ROAD = """
[[seasons]]
from_day = "11-01"
until_day = "04-30"
status = "by-condition"
typical = "open"
kept = "plowed"
closed_modes = ["walk", "ski"]
text = "Snow."
sources = ["map"]
[[notes]]
text = "Slow."
sources = ["map"]
"""


@cache
def _small() -> Any:
    """A place with one site, one road and one of every other kind of record."""
    document: dict[str, Any] = {}
    for text in (*FILES.values(), _FACTS, (EXAMPLE / "climate.toml").read_text(encoding="utf-8")):
        document |= tomllib.loads(text)
    where = {"lat": 43.6, "lon": -110.6, "precision_m": 100.0, "sources": ["map"]}
    document["climate"] |= {"position": where, "sources": ["map"]}
    document["sites"][0] |= tomllib.loads(_OF_A_SITE)
    document["roads"][0] |= tomllib.loads(_OF_A_ROAD)
    return document


def _toml(value: Any) -> str:
    """A value as TOML has it, in one line; what TOML cannot say becomes a text."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_toml(each) for each in value) + "]"
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return str(value) if type(value) is int and value < 10**300 else json.dumps(str(value))


def _file(document: Any) -> bytes:
    lines = (f"{json.dumps(key)} = {_toml(value)}" for key, value in document.items())
    return "\n".join(lines).encode("utf-8", "surrogatepass")


def _loaded(*contents: bytes) -> Destination | None:
    """The place that a folder of these files is; None where it is refused as it should be."""
    with TemporaryDirectory() as folder:
        for number, content in enumerate(contents):
            (Path(folder) / f"{number}.toml").write_bytes(content)
        try:
            return load_destination(folder)
        except DestinationError as error:
            count, *lines = str(error).splitlines()
            assert count.endswith(("1 fault", f"{len(lines)} faults", f"{len(lines) - 1} faults"))
            return None


def _shown(place: Destination) -> None:
    """Every page about the place."""
    tables.sites_table(place.sites)
    film_page.films_list(place.films)
    references.unknowns_list(place.unknowns)
    references.sources_list(place.sources)
    for site in place.sites:
        site_page.site_page(place, site)
        json.dumps(site_page.site_payload(place, site), allow_nan=False).encode()
    for film in place.films:
        film_page.film_page(place, film)
    for on in (None, DAY):
        visit_page.visit_page(place, on=on)
    roads_page.roads_page(place, DAY, roads_on(place, DAY, outlook="cautious", stated={}), outlook="cautious")


SPOILT = st.deferred(lambda: spoilt(_small()))


def test_the_small_place_is_sound() -> None:
    """Nothing spoilt, nothing refused: what the tests below change is what is really read and planned."""
    place = _loaded(_file(_small()))
    assert place is not None
    _shown(place)
    assert [stop.site for stop in _planned(place).days[0].stops] == ["barn"]


def _planned(place: Destination) -> Itinerary:
    return plan_trip(DAY, destination=place, offline=True, now=NOW, end="12:00", outlook="typical")


@often(60)
@given(SPOILT)
def test_a_spoilt_destination_is_refused_or_shown(document: Any) -> None:
    """Each fault has a line of its own in one `DestinationError`; a place without one has all its pages."""
    place = _loaded(_file(document.made(_small()) if isinstance(document, Edit) else document))
    if place is not None:
        _shown(place)


@often(15)
@given(SPOILT)
@example(Edit("bases/0/position/precision_m", 2**31))
@example(Edit("facts/0/valid_until", date.min))
@example(Edit("facts/0/valid_until", date.max))
@example(Edit("fees/0/days", 2**31))
@example(Edit("roads/0/speed_dark_kmh", 5e-324))
def test_a_spoilt_destination_is_refused_or_planned(document: Any) -> None:
    """A place that can be read can be planned in every format, or what is in the way is said."""
    place = _loaded(_file(document.made(_small()) if isinstance(document, Edit) else document))
    if place is None:
        return
    with suppress(InvalidRequestError, NoPlanError, WeatherUnavailableError):
        plan = _planned(place)
        assert all(rendered(plan, name).encode() for name in NAMES)
        assert Itinerary.model_validate_json(plan.to_json()) == plan


@often(60)
@given(st.lists(spoilt_bytes(SITES.encode()) | st.binary(max_size=40), min_size=1, max_size=3))
@example([b"a = " + b"[" * 5000])
@example([b"a = " + b"9" * 5000])
@example([b"\x00", b"\xff"])
@example([b"[[sites]]\n" * 3, b"sites = 1", b"sites = []"])
def test_any_bytes_are_a_destination_or_refused(contents: list[bytes]) -> None:
    """No file at all makes `load_destination` raise anything but `DestinationError`."""
    assert _loaded(*contents) is None


@often(40)
@given(
    st.dictionaries(st.sampled_from(list(Destination.model_fields)) | st.text(max_size=5), WILD, max_size=5)
)
@example({"climate": {"two\nlines": 1}, "two\u2028lines": 2})
def test_any_tables_are_a_destination_or_refused(document: Any) -> None:
    """The same for TOML of any content."""
    assert _loaded(_file(document)) is None


@pytest.mark.parametrize(
    "changed",
    [lambda text: b"\xef\xbb\xbf" + text, lambda text: text.replace(b"\n", b"\r\n")],
    ids=["byte order mark", "Windows line ends"],
)
def test_what_an_editor_adds_is_no_fault(changed: Any) -> None:
    """A mark at the start and other line ends, as some editors save them, change nothing."""
    assert _loaded(changed(_file(_small()))) == _loaded(_file(_small()))
