import errno
import os
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tripplanner.catalog import (
    _build,
    bundled_ids,
    faults,
    find_base,
    find_film,
    find_road,
    find_site,
    load_destination,
)
from tripplanner.catalog.tables import Tables
from tripplanner.errors import DestinationError, UnknownNameError
from tripplanner.models import Destination

PLAIN = """
id = "small"
name = "Small"
timezone = "America/Denver"
default_base = "town"
weather_site = "barn"
box = { lat_min = 43.0, lat_max = 44.0, lon_min = -111.0, lon_max = -110.0 }
"""

SITES = """
[[sites]]
id = "barn"
name = "The barn"
kind = "homestead"
summary = "A barn."
sources = ["map"]
position = { lat = 43.6, lon = -110.6, precision_m = 10.0, sources = ["map"] }
visit_minutes = { short = 5, usual = 10, photographer = 20, sources = ["map"] }
worth = { film = 3, sources = ["map"] }
"""

ROADS = """
[[bases]]
id = "town"
name = "Town"
sources = ["map"]
position = { lat = 43.5, lon = -110.7, precision_m = 10.0, sources = ["map"] }

[[nodes]]
id = "lot"
name = "Lot"
kind = "parking"
sources = ["map"]
position = { lat = 43.59, lon = -110.6, precision_m = 10.0, sources = ["map"] }
parking = { sources = ["map"] }

[[roads]]
id = "lane"
name = "Lane"
surface = "dirt"
speed_kmh = 30.0
speed_dark_kmh = 25.0
phone = "office"
sources = ["map"]

[[roads.segments]]
start = "town"
end = "lot"
distance_km = 12.0
sources = ["map"]

[[roads.segments]]
start = "lot"
end = "barn"
distance_km = 1.0
sources = ["map"]

[[phones]]
id = "office"
name = "Office"
number = "1"
text = "Roads."
sources = ["map"]
"""

FILMS = """
[[films]]
id = "film"
title = "Film"
year = 1985
summary = "A film."
sources = ["map"]

[[films.scenes]]
id = "run"
title = "The run"
shot = "A run."
site = "barn"
sources = ["map"]
"""

SOURCES = """
[[sources]]
id = "map"
title = "Map"
publisher = "Nobody"
kind = "database"
url = "https://example.org/map"
read_on = 2026-11-23
"""

FILES = {
    "destination.toml": PLAIN,
    "sites.toml": SITES,
    "roads.toml": ROADS,
    "films.toml": FILMS,
    "sources.toml": SOURCES,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small destination without faults."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, name: str, old: str, new: str) -> None:
    """Replace text in one file, which must hold it."""
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


def fault_lines(folder: Path) -> list[str]:
    """The fault lines of a folder that is refused."""
    with pytest.raises(DestinationError) as caught:
        load_destination(folder)
    head, *lines = str(caught.value).splitlines()
    told = [line for line in lines if not line.startswith("not checked: ")]
    assert head.startswith(f"destination {str(folder)!r} has {len(told)} fault")
    return lines


def test_a_small_destination_is_read_from_several_files(folder: Path) -> None:
    """Top-level keys of all files are joined into one destination."""
    destination = load_destination(folder)
    assert destination.sites[0].id == "barn"
    assert destination.roads[0].segments[1].end == "barn"
    assert destination.sources[0].read_on == date(2026, 11, 23)
    assert faults(destination) == []


def test_a_list_may_be_spread_over_files(folder: Path) -> None:
    """Records of one kind from two files are all there, and a fault names the right file of the two."""
    (folder / "zz.toml").write_text(SITES.replace("barn", "mill"), encoding="utf-8")
    assert [each.id for each in load_destination(folder).sites] == ["barn", "mill"]
    change(folder, "zz.toml", "lat = 43.6,", "lat = 99.0,")
    assert fault_lines(folder) == ["zz.toml: site 'mill': position.lat: must be at most 90, not 99.0"]


def test_the_path_may_be_text(folder: Path) -> None:
    """A folder may be named by text as well as by a Path."""
    assert load_destination(str(folder)) == load_destination(folder)


def test_an_edited_folder_is_read_anew(folder: Path) -> None:
    """Only the bundled destination is kept; an edit of one's own folder shows at once."""
    load_destination(folder)
    change(folder, "destination.toml", '"Small"', '"Smaller"')
    assert load_destination(folder).name == "Smaller"


def test_the_bundled_destination_is_read_once() -> None:
    """Loading without a path twice gives the same object."""
    assert load_destination() is load_destination()
    assert bundled_ids() == ("mormon-row",)
    assert load_destination().id == "mormon-row"


def test_a_schema_fault_names_file_record_field_and_value(folder: Path) -> None:
    """One bad value is told in one line from the file inwards."""
    change(folder, "roads.toml", "distance_km = 1.0", "distance_km = -1.0")
    assert fault_lines(folder) == [
        "roads.toml: road 'lane': segments[1].distance_km: must be greater than 0, not -1.0"
    ]


def test_a_list_of_faulty_records_is_not_called_too_short(folder: Path) -> None:
    """Where the only road is faulty, only its fault is told; where there is none at all, that is told."""
    change(folder, "roads.toml", "speed_kmh = 30.0", "speed_kmh = 0.0")
    assert fault_lines(folder) == ["roads.toml: road 'lane': speed_kmh: must be at least 1, not 0.0"]
    (folder / "roads.toml").write_text("roads = []\nbases = []\n", encoding="utf-8")
    assert "roads: must have an entry" in fault_lines(folder)


def test_a_misspelt_field_is_a_fault(folder: Path) -> None:
    """A field nobody knows is refused, not ignored."""
    change(folder, "sites.toml", "summary", "sumary")
    lines = fault_lines(folder)
    assert "sites.toml: site 'barn': summary: is missing" in lines
    assert "sites.toml: site 'barn': sumary: is no known field" in lines


def test_a_record_without_id_is_named_by_its_number(folder: Path) -> None:
    """Where the id itself is missing, the place in the list stands for it."""
    change(folder, "sites.toml", 'id = "barn"\n', "")
    assert "sites.toml: site 'number 1': id: is missing" in fault_lines(folder)


def test_an_unknown_top_level_key_is_a_fault(folder: Path) -> None:
    """A misspelt section is refused with its file."""
    (folder / "more.toml").write_text("[[site]]\nid = 'x'\n", encoding="utf-8")
    assert fault_lines(folder) == ["more.toml: site: is no known field"]


def test_a_missing_plain_key_is_a_fault(folder: Path) -> None:
    """What no file gives has no file, but is named."""
    change(folder, "destination.toml", 'timezone = "America/Denver"\n', "")
    assert fault_lines(folder) == ["timezone: is missing"]


def test_a_plain_key_given_twice_is_a_fault(folder: Path) -> None:
    """Two files must not both say what the default base is; the first is named."""
    (folder / "zz.toml").write_text('default_base = "barn"\n', encoding="utf-8")
    assert fault_lines(folder) == ["zz.toml: default_base: already given in destination.toml"]


SECOND_LANE = """
[[roads]]
id = "lane"
name = "Lane"
surface = "dirt"
speed_kmh = 9
speed_dark_kmh = 9
sources = ["map"]
segments = [{ start = "town", end = "lot", distance_km = 1.0, sources = ["map"] }]

[[phones]]"""

CROSS_FAULTS = {
    "duplicate site": (
        "sites.toml",
        SITES,
        SITES + SITES,
        "sites.toml: site 'barn': id: is used 2 times",
    ),
    "duplicate road": (
        "roads.toml",
        "[[phones]]",
        SECOND_LANE,
        "roads.toml: road 'lane': id: is used 2 times",
    ),
    "node named as a site": (
        "roads.toml",
        'id = "lot"',
        'id = "barn"',
        "roads.toml: node 'barn': id: is also a site or a base",
    ),
    "base named as a site elsewhere": (
        "roads.toml",
        'id = "town"',
        'id = "barn"',
        "roads.toml: base 'barn': id: is also a site, at another position",
    ),
    "scene twice": (
        "films.toml",
        "[[films.scenes]]",
        '[[films.scenes]]\nid = "run"\ntitle = "T"\nshot = "S"\nsources = ["map"]\n[[films.scenes]]',
        "films.toml: film 'film': scenes: the id 'run' is used 2 times",
    ),
    "unknown source": (
        "roads.toml",
        'distance_km = 12.0\nsources = ["map"]',
        'distance_km = 12.0\nsources = ["mop"]',
        "roads.toml: road 'lane': segments[0].sources: unknown source 'mop'",
    ),
    "unused source": (
        "sources.toml",
        SOURCES,
        SOURCES + SOURCES.replace('"map"', '"idle"'),
        "sources.toml: source 'idle': is used by nothing",
    ),
    "segment end": (
        "roads.toml",
        'end = "barn"',
        'end = "bern"',
        "roads.toml: road 'lane': segments[1].end: unknown place 'bern'",
    ),
    "outside the box": (
        "sites.toml",
        "lon = -110.6",
        "lon = 110.6",
        "sites.toml: site 'barn': position: 43.6, 110.6 lies outside the box",
    ),
    "default base": (
        "destination.toml",
        '"town"',
        '"barn"',
        "destination.toml: default_base: unknown base 'barn'",
    ),
    "weather site": (
        "destination.toml",
        'weather_site = "barn"',
        'weather_site = "lot"',
        "destination.toml: weather_site: unknown site with a position 'lot'",
    ),
    "scene site": (
        "films.toml",
        'site = "barn"',
        'site = "ring"',
        "films.toml: film 'film': scenes[0].site: unknown site 'ring'",
    ),
    "road phone": (
        "roads.toml",
        'phone = "office"',
        'phone = "police"',
        "roads.toml: road 'lane': phone: unknown phone 'police'",
    ),
    "time zone": (
        "destination.toml",
        "America/Denver",
        "America/Jackson",
        "destination.toml: timezone: unknown time zone 'America/Jackson'",
    ),
    "time zone that is a folder": (
        "destination.toml",
        "America/Denver",
        "America",
        "destination.toml: timezone: unknown time zone 'America'",
    ),
    "time zone outside the database": (
        "destination.toml",
        "America/Denver",
        "../../etc/passwd",
        "destination.toml: timezone: unknown time zone '../../etc/passwd'",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "line"), CROSS_FAULTS.values(), ids=CROSS_FAULTS)
def test_each_fault_between_records_is_told(folder: Path, name: str, old: str, new: str, line: str) -> None:
    """Each kind of fault between records is found, with its file and record."""
    change(folder, name, old, new)
    assert line in fault_lines(folder)


def test_a_base_may_be_a_site_at_the_same_spot(folder: Path) -> None:
    """An airport is a place to start from and a place to see: one id, one position, one node."""
    change(folder, "roads.toml", "lat = 43.5, lon = -110.7", "lat = 43.6, lon = -110.6")
    change(folder, "roads.toml", '"town"', '"barn"')
    change(folder, "destination.toml", '"town"', '"barn"')
    assert load_destination(folder).default_base == "barn"


def test_a_site_without_position_is_no_place_of_the_graph(folder: Path) -> None:
    """A place known only as a zone cannot be the end of a road."""
    text = (folder / "sites.toml").read_text(encoding="utf-8")
    lost = (
        '[[sites]]\nid = "cabin"\nname = "C"\nkind = "film-set"\nsummary = "S"\nnot_visitable = "Gone."\n'
        'sources = ["map"]\n'
        'zone = { text = "There", lat = 43.5, lon = -110.5, radius_m = 9.0, sources = ["map"] }\n'
    )
    (folder / "sites.toml").write_text(text + lost, encoding="utf-8")
    assert load_destination(folder).sites[1].position is None
    change(folder, "roads.toml", 'end = "barn"', 'end = "cabin"')
    assert "roads.toml: road 'lane': segments[1].end: unknown place 'cabin'" in fault_lines(folder)


def test_all_faults_are_told_at_once(folder: Path) -> None:
    """A broken file, a bad value and a bad reference stand in one message."""
    (folder / "aa.toml").write_text("[broken\n", encoding="utf-8")
    change(folder, "roads.toml", "lat = 43.59", "lat = 143.59")
    change(folder, "films.toml", 'site = "barn"', 'site = "ring"')
    change(folder, "destination.toml", "America/Denver", "Mars/Base")
    lines = fault_lines(folder)
    assert lines[0].startswith("aa.toml: ")
    assert "roads.toml: node 'lot': position.lat: must be at most 90, not 143.59" in lines
    assert "films.toml: film 'film': scenes[0].site: unknown site 'ring'" in lines
    assert "destination.toml: timezone: unknown time zone 'Mars/Base'" in lines
    assert len(lines) == 4


def test_a_faulty_record_draws_no_faults_after_it(folder: Path) -> None:
    """Who mends the one bad record has mended all: references to it are not called unknown."""
    (folder / "more.toml").write_text(SOURCES.replace('"map"', '"barns"'), encoding="utf-8")
    change(folder, "sites.toml", 'film = 3, sources = ["map"]', 'film = 3, sources = ["barns"]')
    assert load_destination(folder).sites[0].worth is not None
    change(folder, "sites.toml", "precision_m = 10.0", "precision_m = 0.0")
    assert fault_lines(folder) == [
        "sites.toml: site 'barn': position.precision_m: must be greater than 0, not 0.0"
    ]


def test_faults_of_a_destination_made_by_hand(folder: Path) -> None:
    """The check works on any destination, without files."""
    destination = load_destination(folder)
    assert faults(destination.model_copy(update={"weather_site": "town"})) == [
        "weather_site: unknown site with a position 'town'"
    ]


# Hostile folders


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """The message names the path that is not there; a file is no folder either."""
    with pytest.raises(DestinationError, match=r"no destination folder at .*nowhere"):
        load_destination(tmp_path / "nowhere")
    (tmp_path / "file.toml").write_text(PLAIN, encoding="utf-8")
    with pytest.raises(DestinationError, match=r"no destination folder at .*file\.toml"):
        load_destination(tmp_path / "file.toml")


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    """A folder without TOML files is told as that, beside what is missing."""
    assert fault_lines(tmp_path)[0] == "the folder holds no .toml file"


def test_a_syntax_error_names_file_and_line(folder: Path) -> None:
    """A slip in the TOML is told with its line."""
    (folder / "sites.toml").write_text(SITES + "\nname = = 3\n", encoding="utf-8")
    number = len(SITES.splitlines()) + 2
    assert any(
        line.startswith("sites.toml: ") and f"at line {number}" in line for line in fault_lines(folder)
    )


def test_text_that_is_not_utf8_names_file_and_line(folder: Path) -> None:
    """A Latin-1 file is refused with the line of the first bad byte."""
    (folder / "sites.toml").write_bytes(SITES.encode() + b"# caf\xe9\n")
    number = len(SITES.splitlines()) + 1
    assert f"sites.toml: not UTF-8: byte 0xe9 (at line {number})" in fault_lines(folder)


def link(folder: Path) -> None:
    """A link to a file outside the folder."""
    outside = folder.parent / "outside.toml"
    outside.write_text("facts = []\n", encoding="utf-8")
    (folder / "link.toml").symlink_to(outside)


def dead_link(folder: Path) -> None:
    """A link to nothing."""
    (folder / "link.toml").symlink_to(folder / "nothing")


def subfolder(folder: Path) -> None:
    """A folder with the name of a file."""
    (folder / "link.toml").mkdir()


def pipe(folder: Path) -> None:
    """A named pipe, which would block a reader for ever."""
    os.mkfifo(folder / "link.toml")


def huge(folder: Path) -> None:
    """A file larger than any list of facts."""
    with (folder / "link.toml").open("wb") as file:
        file.truncate(6_000_000)


def deep(folder: Path) -> None:
    """Lists nested deeper than the reader can follow."""
    (folder / "link.toml").write_text("facts = " + "[" * 50_000 + "]" * 50_000, encoding="utf-8")


def long_number(folder: Path) -> None:
    """A number with more digits than Python reads."""
    (folder / "link.toml").write_text("facts = " + "9" * 10_000, encoding="utf-8")


@pytest.mark.parametrize("harm", [link, dead_link, subfolder, pipe, huge, deep, long_number])
def test_a_hostile_file_is_refused_by_name(folder: Path, harm: Callable[[Path], None]) -> None:
    """Links, folders, pipes, huge and deeply nested files end in one fault line, not in a hang or crash."""
    harm(folder)
    lines = fault_lines(folder)
    assert [line for line in lines if line.startswith("link.toml: ")] == lines[:1]


def test_a_closed_file_draws_no_faults_after_it(folder: Path) -> None:
    """What may stand in a file that cannot be read is not called missing or unused; that is said once."""
    (folder / "sources.toml").unlink()
    (folder / "sources.toml").mkdir()
    (folder / "more.toml").write_text(SOURCES.replace('"map"', '"idle"'), encoding="utf-8")
    change(folder, "roads.toml", 'phone = "office"', 'phone = "police"')
    change(folder, "destination.toml", "America/Denver", "Mars/Base")
    assert fault_lines(folder) == [
        "sources.toml: is not a plain file",
        "destination.toml: timezone: unknown time zone 'Mars/Base'",
        "not checked: what is missing or unused, for it may stand in sources.toml",
    ]


def test_a_missing_section_may_stand_in_a_closed_file(folder: Path) -> None:
    """Without the file of the sites, their absence and what refers to them are no faults of their own."""
    (folder / "sites.toml").unlink()
    (folder / "sites.toml").symlink_to(folder / "nothing")
    assert fault_lines(folder) == [
        "sites.toml: is a symbolic link; copy the file into the folder instead",
        "not checked: what is missing or unused, for it may stand in sites.toml",
    ]


WORDS = [
    ("speed_kmh = 30.0", 'speed_kmh = "fast"', "speed_kmh: must be a number, not 'fast'"),
    ("speed_kmh = 30.0", "speed_kmh = nan", "speed_kmh: must be a finite number, not nan"),
    ('name = "Lane"', "name = 7", "name: must be text, not 7"),
    ('name = "Lane"', 'name = ""', "name: must not be empty, not ''"),
    ('surface = "dirt"', 'surface = "mud"', "surface: must be 'paved', "),
    (
        'phone = "office"',
        'phone = "Of fice"',
        "phone: must be small letters and digits joined by hyphens, not 'Of ",
    ),
    ('phone = "office"', "seasons = 3", "seasons: must be a list, not 3"),
]


@pytest.mark.parametrize(("old", "new", "words"), WORDS)
def test_a_fault_is_told_in_plain_words(folder: Path, old: str, new: str, words: str) -> None:
    """What a field must be stands in words of a user, with the value, for the common faults."""
    change(folder, "roads.toml", old, new)
    assert any(line.startswith(f"roads.toml: road 'lane': {words}") for line in fault_lines(folder))


def test_other_files_are_ignored(folder: Path) -> None:
    """Notes, pictures and sockets beside the facts do not matter."""
    (folder / "README.md").write_bytes(b"\xff")
    (folder / "notes.toml.bak").write_text("[", encoding="utf-8")
    (folder / "old").mkdir()
    with socket.socket(socket.AF_UNIX) as listener:
        try:
            listener.bind(str(folder / "s"))
        except OSError as exc:  # a long temporary path does not fit into a socket's name
            assert "too long" in str(exc) or exc.errno == errno.EPERM  # noqa: PT017
        assert load_destination(folder).id == "small"


@given(
    st.dictionaries(
        st.text(max_size=8),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=8),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
            ),
            max_leaves=8,
        ),
        max_size=4,
    ),
    st.sampled_from(sorted(Destination.model_fields)),
)
def test_any_table_gives_fault_lines_and_never_crashes(content: dict[str, Any], section: str) -> None:
    """Whatever stands in a section, the answer is our error with one line a fault."""
    tables = Tables()
    tables.add("any.toml", content | {section: [content]})
    with pytest.raises(DestinationError) as caught:
        _build(tables, "any")
    assert len(str(caught.value).splitlines()) >= 2


# Looking up


@pytest.mark.parametrize(
    ("find", "known", "wrong", "kind"),
    [
        (find_site, "ta-moulton-barn", "ta-moulton-bran", "site"),
        (find_base, "jackson", "jacksn", "base"),
        (find_road, "us-191", "us-911", "road"),
        (find_film, "rocky-iv", "rocky-4", "film"),
    ],
)
def test_a_record_is_found_by_id_or_the_nearest_is_offered(
    find: Callable[[Destination, str], Any], known: str, wrong: str, kind: str
) -> None:
    """A known id gives its record; a misspelt one gives an error that offers it."""
    destination = load_destination()
    assert find(destination, known).id == known
    with pytest.raises(UnknownNameError, match=f"no {kind} '{wrong}'; did you mean .*'{known}'"):
        find(destination, wrong)
