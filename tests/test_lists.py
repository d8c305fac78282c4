"""The story of each film as a page, and the lists of films, sources and unknowns, in words and as data."""

import json
import re
import shutil
from importlib import resources
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import tripplanner
from tripplanner import catalog, models
from tripplanner.cli import main
from tripplanner.export.film_page import film_page, film_payload, unknowns_of
from tripplanner.export.references import source_lines, wrapped

PLACE = catalog.load_destination()
FILMS = {each.id: each for each in PLACE.films}
ROCKY = FILMS["rocky-iv"]
SURE = {"high": "sure", "medium": "likely", "low": "doubtful", "disputed": "accounts disagree"}
# Homesteaders of Mormon Row: their names are how its barns are told apart.
BARN_NAMES = ("Moulton", "Murphy", "Heninger", "Chambers")


def run(*arguments):
    return CliRunner().invoke(main, list(arguments))


def flat(text):
    """The words alone, however they are broken into lines."""
    return " ".join(text.split())


def page(film):
    return film_page(PLACE, film)


def body(film):
    """The page without its list of sources."""
    return page(film).split("\nSources\n")[0]


def references(film):
    """The numbered sources at the end of the page, put together line by line."""
    entries = re.split(r"^\[(\d+)\] ", page(film).split("\nSources\n")[1], flags=re.MULTILINE)
    return dict(zip(map(int, entries[1::2]), entries[2::2], strict=True))


def named_in(film):
    """The sources of the film, its scenes, its claims, and of what nobody knows of it."""
    claims = [*film.claims, *(claim for scene in film.scenes for claim in scene.claims)]
    records = (film, *film.scenes, *claims, *unknowns_of(PLACE, film))
    return {source for each in records for source in each.sources}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The bundled facts as a folder of one's own, with Rocky IV renamed."""
    target = tmp_path_factory.mktemp("elsewhere") / "facts"
    bundled = resources.files("tripplanner") / "data" / "mormon_row"
    with resources.as_file(bundled) as source:
        shutil.copytree(source, target)
    films = target / "films.toml"
    text = films.read_text(encoding="utf-8")
    films.write_text(text.replace('title = "Rocky IV"', 'title = "Rocky the Fourth"'), encoding="utf-8")
    return target


# The page of a film


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_page_fits_eighty_columns(film):
    """A terminal and a printed sheet have 80 columns; no line is longer, none ends in blanks."""
    lines = page(film).splitlines()
    assert lines[0] == f"{film.title} ({film.year})"
    assert max(map(len, lines)) <= 80
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_page_tells_every_scene_and_how_sure_it_is(film):
    """Each scene stands there in order, with its word of confidence, place, stand and what is left."""
    text = flat(body(film))
    at = 0
    for number, scene in enumerate(film.scenes, start=1):
        at = text.index(f"{number}. {scene.title} ({SURE[scene.confidence]}) [", at)
        where = scene.zone if scene.site is None else catalog.find_site(PLACE, scene.site).name
        for part in (scene.shot, scene.stands_for, where, scene.stand, scene.still_to_see):
            if part is not None:
                at = text.index(flat(part), at)


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_page_tells_every_account_with_its_confidence(film):
    """How sure an account is comes before it: who only skims must not take a guess for a fact."""
    text = flat(body(film))
    claims = [*film.claims, *(claim for scene in film.scenes for claim in scene.claims)]
    assert [each.text for each in claims if f"{SURE[each.confidence]}: {flat(each.text)}" not in text] == []


def test_the_words_of_confidence_are_explained():
    """Every page says what sure, likely, doubtful and disagree mean."""
    text = flat(body(FILMS["wyoming-1940"]))
    assert [word for word in SURE.values() if f"`{word}`" not in text] == []


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_page_ends_with_its_sources(film):
    """The sources cited are listed by number, each with title, date read and whole address, and no other."""
    listed = references(film)
    wanted = [each for each in PLACE.sources if each.id in named_in(film)]
    cited = {int(each) for group in re.findall(r"\[([\d,]+)\]", body(film)) for each in group.split(",")}
    assert cited == set(listed) == set(range(1, len(wanted) + 1))
    entries = [flat(each) for each in listed.values()]
    joined = ["".join(each.split()) for each in listed.values()]
    for source in wanted:
        assert any(each.startswith(flat(source.title)) for each in entries), source.id
        assert source.url is None or any(each.endswith(source.url) for each in joined), source.id
    assert all("read 2026-" in each for each in entries)


@pytest.mark.parametrize("film", FILMS.values(), ids=FILMS)
def test_a_page_tells_what_nobody_knows_of_this_film(film):
    """The unknowns of the film are on its page, those of others are not."""
    text = flat(body(film))
    shown = [each.id for each in PLACE.unknowns if flat(each.text) in text]
    assert shown == [each.id for each in PLACE.unknowns if each.film == film.id]
    assert ("What nobody knows" in text) == bool(shown)


def test_rocky_iv_in_words_names_no_barn():
    """No source says which barn is in the montage; the page, its sources included, does not either."""
    text = page(ROCKY)
    assert "Which barn, if any, Rocky runs past. No source says." in text
    assert [name for name in BARN_NAMES if name in text] == []
    assert len(unknowns_of(PLACE, ROCKY)) >= 6


def test_both_reports_of_the_cold_stand_side_by_side():
    """Air of -10 F (American Cinematographer, 1986) is sure, -20 F of wind chill (later accounts) likely."""
    text = flat(body(ROCKY))
    cold = text[text.index("The cold - ") : text.index("The equipment - ")]
    assert re.search(r"sure: [^\[]*-10 F \(-23 C\)", cold)
    assert re.search(r"likely: [^\[]*-20 F \(-29 C\) of wind chill", cold)


def test_a_set_that_is_gone_says_why_it_cannot_be_visited():
    """Rocky's cabin has a record and no place to go to: the page gives the reason, not only the name."""
    assert "(site rocky-iv-cabin). Cannot be visited: The set is said" in flat(body(ROCKY))


def test_what_is_not_known_of_a_scene_is_said():
    """A scene of which neither place nor remains are known says so twice, and says nothing of a stand."""
    bare = models.Scene(id="a", title="A scene", shot="It snows.", sources=("afi-rocky-iv",))
    film = ROCKY.model_copy(update={"scenes": (bare,), "claims": ()})
    lines = [line.strip() for line in body(film).splitlines()]
    assert "Where   not known" in lines
    assert "Today   not known" in lines
    assert [line for line in lines if line.startswith(("Stand", "Look", "Plays", "Said"))] == []


@given(azimuth_deg=st.floats(0, 360, exclude_max=True))
def test_the_word_for_a_direction_is_the_nearest_of_eight(azimuth_deg):
    """The eight winds stand 45 degrees apart, so the nearest one is never more than 22.5 away."""
    winds = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
    scene = ROCKY.scenes[0].model_copy(update={"look_azimuth_deg": azimuth_deg})
    text = body(ROCKY.model_copy(update={"scenes": (scene,)}))
    word, degrees = re.search(r"Look    ([a-z-]+), about (\d+) degrees", text).groups()
    off = abs((winds.index(word) * 45 - azimuth_deg + 180) % 360 - 180)
    assert off <= 22.5
    assert int(degrees) % 360 == round(azimuth_deg) % 360
    assert int(degrees) < 360


# The building blocks


@given(words=st.lists(st.text("abc-/.", min_size=1, max_size=60), min_size=1), indent=st.integers(0, 15))
def test_wrapping_loses_nothing_and_keeps_the_width(words, indent):
    """Whatever the words (of up to 60 letters), they are all there, in order, in 80 columns."""
    lines = wrapped(" ".join(words), first=" " * indent, rest=" " * indent)
    assert max(map(len, lines)) <= 80
    assert " ".join(lines).split() == words


@given(length=st.integers(0, 400), indent=st.integers(0, 15))
def test_a_long_address_can_be_put_together_again(length, indent):
    """An address over many lines, put together, is the address, to be copied as it is."""
    url = "https://example.org/" + "x-" * length
    source = PLACE.sources[0].model_copy(update={"url": url})
    lines = list(source_lines(source, first=" " * indent, rest=" " * indent))
    assert max(map(len, lines)) <= 80
    assert "".join(line.strip() for line in lines).endswith(url)


@pytest.mark.parametrize(("title", "shown"), [("Why", "Why. N"), ("Why?", "Why? N"), ("Why...", "Why... N")])
def test_a_title_ends_in_one_stop(title, shown):
    """A title that asks, or has its own stop, gets no second one."""
    source = PLACE.sources[0].model_copy(update={"title": title, "publisher": "N"})
    assert next(source_lines(source)).startswith(shown)


# The commands


def test_film_puts_out_the_page():
    """`tripplanner film` says what the page says."""
    done = run("film", "rocky-iv")
    assert done.exit_code == 0
    assert done.stdout == page(ROCKY) + "\n"


@pytest.mark.parametrize("film", FILMS)
def test_film_as_json_is_complete(film):
    """The record, the unknowns about it, and the sources that these name stand in one answer."""
    payload = json.loads(run("film", film, "--format", "json").stdout)
    assert models.Film.model_validate(payload["film"]) == FILMS[film]
    assert [each["id"] for each in payload["unknowns"]] == [
        each.id for each in PLACE.unknowns if each.film == film
    ]
    assert {each["id"] for each in payload["sources"]} == named_in(FILMS[film])


def test_json_has_the_source_of_a_single_account():
    """A source that only one account in one scene names is there too."""
    claim = models.Claim(text="It snowed.", sources=("noaa-moose-station",))
    scene = ROCKY.scenes[0].model_copy(update={"claims": (claim,)})
    payload = film_payload(PLACE, ROCKY.model_copy(update={"scenes": (scene,)}))
    assert "noaa-moose-station" not in named_in(ROCKY)
    assert [each["publisher"] for each in payload["sources"] if each["id"] == "noaa-moose-station"] == [
        "National Oceanic and Atmospheric Administration"
    ]


def test_film_without_a_name_lists_the_films():
    """Asked for no film, the command shows which there are, like `films`."""
    assert run("film").stdout == run("films").stdout
    assert run("film", "--format", "json").stdout == run("films", "--format", "json").stdout
    assert "list the films" in run("film", "--help").stdout


@pytest.mark.parametrize(("name", "near"), [("rocky4", "rocky-iv"), ("Shame", "shane"), ("django", "django")])
def test_an_unknown_film_is_answered_with_the_nearest(name, near):
    """Exit 2, one line on stderr with the nearest ids, nothing on stdout."""
    done = run("film", name)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"no film '{name}'; did you mean" in done.stderr
    assert near in done.stderr.split("did you mean")[1]
    assert len(done.stderr.splitlines()) == 1


LISTS = {
    "films": PLACE.films,
    "sites": PLACE.sites,
    "sources": PLACE.sources,
    "unknowns": PLACE.unknowns,
}


@pytest.mark.parametrize(("command", "records"), LISTS.items(), ids=LISTS)
def test_a_list_has_every_record_in_eighty_columns(command, records):
    """Each record is there by its id, in the catalogue's order, and no line is longer than 80 columns."""
    done = run(command)
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    starts = [line.split()[0] for line in lines if not line.startswith(" ")]
    assert starts == [each.id for each in records]
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize(("command", "records"), LISTS.items(), ids=LISTS)
def test_a_list_as_json_has_every_record(command, records):
    """`--format json` gives the whole records, which validate to what the library holds."""
    payload = json.loads(run(command, "--format", "json").stdout)
    kind = type(records[0])
    assert [kind.model_validate(each) for each in payload] == list(records)


@pytest.mark.parametrize("arguments", [("film", "shane"), ("films",), ("sources",), ("unknowns",)])
@pytest.mark.parametrize("format_", ["text", "json"])
def test_output_goes_into_the_file(tmp_path, arguments, format_):
    """`--output` puts the same text into the file, a notice on stderr and nothing on stdout."""
    target = tmp_path / "list.out"
    done = run(*arguments, "--format", format_, "--output", str(target))
    assert (done.exit_code, done.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == run(*arguments, "--format", format_).stdout
    assert str(target) in done.stderr


def test_sources_tell_where_each_was_read():
    """Title, publisher, date, address; where it was read second-hand; how an estimate was made."""
    text = flat(run("sources").stdout)
    addresses = "".join(run("sources").stdout.split())
    for each in PLACE.sources:
        assert flat(f"{each.title.rstrip('.')}. {each.publisher}, read {each.read_on}") in text
        assert each.via is None or f"(via {flat(each.via)})" in text
        assert each.how is None or flat(each.how) in text
        assert each.url is None or each.url in addresses


def test_unknowns_name_the_film_they_are_about():
    """What nobody knows of a film says which; the rest is about the visit."""
    lines = run("unknowns").stdout.splitlines()
    assert "barn-in-the-montage (film: rocky-iv)" in lines
    assert "restroom-in-winter" in lines


@pytest.mark.parametrize("arguments", [("film", "rocky-iv"), ("film",), ("films",)])
def test_another_destination_is_asked(folder, arguments):
    """`--destination` reads that folder: its changed title is shown, ours is not."""
    done = run(*arguments, "--destination", str(folder))
    assert "Rocky the Fourth (1985)" in done.stdout
    assert "Rocky IV (1985)\n" not in done.stdout.split("\nSources\n")[0]


def test_a_missing_destination_is_told():
    """Exit 4 and one line, as for every broken destination."""
    done = run("films", "--destination", "no/such/folder")
    assert done.exit_code == 4
    assert len(done.stderr.splitlines()) == 1


# The calls


def test_the_calls_give_what_the_destination_holds(folder):
    """films, sites, sources and unknowns are the records of the bundled place, or of the folder named."""
    assert tripplanner.films() == PLACE.films
    assert tripplanner.sites() == PLACE.sites
    assert tripplanner.sources() == PLACE.sources
    assert tripplanner.unknowns() == PLACE.unknowns
    assert tripplanner.films(Path(folder))[0].title == "Rocky the Fourth"
    assert tripplanner.films(tripplanner.load_destination(folder))[0].title == "Rocky the Fourth"
    assert tripplanner.find_film("rocky-iv", destination=str(folder)).title == "Rocky the Fourth"


def test_load_destination_without_a_folder_is_the_bundled_place():
    """No folder: Mormon Row, as a `Destination`."""
    assert isinstance(tripplanner.load_destination(), tripplanner.Destination)
    assert tripplanner.load_destination().id == "mormon-row"


@pytest.mark.parametrize(
    ("ask", "near"),
    [
        (lambda: tripplanner.find_film("rocky-5"), "rocky-iv"),
        (lambda: tripplanner.find_site("oxbow"), "oxbow-bend"),
    ],
)
def test_an_unknown_name_offers_the_nearest(ask, near):
    """A typing error is answered with what may have been meant."""
    with pytest.raises(tripplanner.UnknownNameError, match=f"did you mean.*'{near}'"):
        ask()


@pytest.mark.parametrize("wrong", [1985, ["mormon-row"], {"id": "mormon-row"}])
def test_what_is_no_destination_is_refused(wrong):
    """A folder or a `Destination`; anything else is ours to refuse, not pydantic's."""
    with pytest.raises(tripplanner.InvalidRequestError, match="is no destination"):
        tripplanner.films(wrong)
