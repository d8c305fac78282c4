import json
from datetime import date
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner

from tripplanner.catalog import find_site, load_destination
from tripplanner.cli import main
from tripplanner.export.light_page import light_page
from tripplanner.light import SiteDay, moon_times, site_day
from tripplanner.models import Position

NOW = ("--now", "2026-11-23T11:00:00-07:00")
SITES = [each.id for each in load_destination().sites]


def run(*arguments):
    return CliRunner().invoke(main, ["light", *arguments, *NOW])


@pytest.fixture(scope="module")
def place():
    """The bundled destination."""
    return load_destination()


@pytest.fixture(scope="module")
def christmas():
    """The page of the T.A. Moulton barn on 25 December 2026."""
    done = run("ta-moulton-barn", "2026-12-25")
    assert done.exit_code == 0, done.output
    return done.stdout


def row(page: str, label: str) -> str:
    """The one line of a page with that label."""
    (found,) = [line for line in page.splitlines() if line.strip().startswith(label)]
    return found


def test_the_almanac_is_on_the_page(christmas):
    """NOAA's calculator has 07:54 and 16:50 at 122 and 238 degrees for this day, give or take a minute."""
    assert "07:54" in row(christmas, "sunrise") or "07:55" in row(christmas, "sunrise")
    assert "16:50" in row(christmas, "sunrise") or "16:51" in row(christmas, "sunrise")
    assert "at 122 deg" in row(christmas, "sunrise")
    assert "at 238 deg" in row(christmas, "sunrise")
    for label in ("astronomical twilight", "nautical twilight", "civil twilight", "blue hour", "golden hour"):
        assert row(christmas, label).count(":") >= 2


def test_the_skyline_is_on_the_page_as_an_estimate(christmas):
    """Direct sun is a range after sunrise and before sunset, the peaks come first, and it is called so."""
    assert "over its skyline: an estimate" in christmas
    assert "between 08:1" in row(christmas, "comes")
    assert "between 16:1" in row(christmas, "goes")
    assert "First light on the peaks opposite, at the earliest: an estimate" in christmas
    assert "Grand Teton, at 309 deg, 8.6 deg high" in christmas
    assert "front-lit" in christmas


def test_the_moon_is_on_the_page(christmas):
    """Two days after the full moon of 24 December 01:28 UTC (USNO): waning gibbous, some 95 % lit."""
    assert "Moon: waning gibbous, 95 % lit" in christmas
    assert "at 60 deg" in row(christmas, "rises")
    assert "09:38" in row(christmas, "sets")


def test_how_well_the_height_is_known_is_on_the_page():
    """At the Chapel, 1,970 m give or take 15 m (49 ft): a skyline, and whose light the range's is."""
    page = run("chapel-of-the-transfiguration", "2026-12-25").stdout
    assert "The skyline is not known here" not in page
    assert "The site's height is taken to be known to within 49 ft." in page
    assert "Light on the Teton Range, which looks to 105 deg" in page
    assert "Front-lit from when the first ray can reach its summits." in page


@pytest.mark.parametrize("site", SITES)
def test_every_site_has_a_page_of_80_columns(place, site):
    """No line is wider, none ends in blanks, no value is missing without a word, on either clock."""
    day = site_day(
        find_site(place, site),
        place.peaks,
        date(2027, 6, 21),
        ZoneInfo(place.timezone),
        hidden_minutes=place.hidden_minutes,
    )
    for clock in ("12", "24"):
        page = light_page(day, clock=clock)
        assert max(len(line) for line in page.splitlines()) <= 80
        assert len(page.splitlines()) <= 60
        assert not any(line != line.rstrip() for line in page.splitlines())
        assert "None" not in page
        assert (" am to " in page) == (clock == "12")


@pytest.mark.parametrize(("label", "event"), [("rises", "moonrise"), ("sets", "moonset")])
def test_what_does_not_happen_is_said(label, event):
    """Once or twice a month the moon does not rise, or set, on a day: the page of such a day says so."""
    tz = ZoneInfo("America/Denver")
    december = [date(2026, 12, day) for day in range(1, 32)]
    without = [on for on in december if getattr(moon_times(43.66, -110.66, on, tz), event) is None]
    assert 1 <= len(without) <= 2
    for on in without:
        assert "none that day" in row(run("ta-moulton-barn", f"{on}").stdout, label)


def test_a_polar_night_is_said_too():
    """At 78° north at Christmas nothing of the sun happens, and every line says so."""
    barn = find_site(load_destination(), "ta-moulton-barn")
    north = Position(lat=78.22, lon=15.65, precision_m=1, elevation_m=0, sources=("x",))
    far = barn.model_copy(update={"position": north})
    page = light_page(site_day(far, (), date(2026, 12, 25), ZoneInfo("Arctic/Longyearbyen")))
    assert row(page, "sunrise").count("none that day") == 2
    assert "none that day" in row(page, "comes")
    assert "It is dark all day." in page
    assert "It is not front-lit that day." in page
    assert "The skyline is not known here" in page


def test_the_default_is_tomorrow():
    """Without a date it is the day after `--now`, in the destination's zone."""
    assert "Tuesday 24 November 2026" in run("ta-moulton-barn").stdout


def test_json_is_the_record():
    """`--format json` gives the day's record, with times that carry their offset."""
    record = json.loads(run("ta-moulton-barn", "2026-12-25", "--format", "json", "--at", "08:30").stdout)
    at = record.pop("at")
    assert SiteDay.model_validate(record).site == "ta-moulton-barn"
    assert record["sun"]["sunrise"].endswith("-07:00")
    assert at["sun"]["azimuth_deg"] == pytest.approx(128.5, abs=0.1)


def test_the_position_at_a_minute():
    """`--at` tells where sun and moon stand then; the sun at 08:30 is 4.5 degrees high."""
    page = run("ta-moulton-barn", "2026-12-25", "--at", "08:30").stdout
    assert row(page, "sun ") == "  sun       at 128.5 deg, 4.5 deg high"


def test_angles_change_the_page(christmas):
    """`--golden` and `--blue` move their lines and nothing else."""
    page = run("ta-moulton-barn", "2026-12-25", "--golden", "-2,8", "--blue=-8,-4").stdout
    changed = [
        before.split()[0]
        for before, after in zip(christmas.splitlines(), page.splitlines(), strict=True)
        if before != after
    ]
    assert changed == ["blue", "golden"]


def test_output_writes_a_file(tmp_path):
    """`--output` puts the page into a file and says so on stderr."""
    done = run("ta-moulton-barn", "--output", str(tmp_path / "light.txt"))
    assert done.stdout == ""
    assert "written:" in done.stderr
    assert (tmp_path / "light.txt").read_text(encoding="utf-8").startswith("Light at T.A. Moulton barn")


def test_the_sun_over_the_crest_on_some_days():
    """Days on which it stands on the skyline are told one by one, those well above it as one run."""
    page = run("ta-moulton-barn", "--azimuth", "238", "--year", "2027").stdout
    assert "not below the skyline there, 3.6 degrees high" in " ".join(page.split())
    assert "2027-01-20 16:51     3.6 deg high" in page
    assert "and once a day until 2027-11-" in page
    assert len(page.splitlines()) < 20


def test_when_it_never_stands_there_the_highest_is_told():
    """The moon passes 309 degrees low only: the page says how high at most, and when."""
    page = " ".join(
        run(
            "ta-moulton-barn",
            "--azimuth",
            "309",
            "--body",
            "moon",
            "--from",
            "2027-02-01",
            "--until",
            "2027-03-01",
        ).stdout.split()
    )
    assert "It never stands there in that time." in page
    assert "degrees high at most (2027-" in page


def test_an_azimuth_the_sun_never_has():
    """Due north the sun is never up at Mormon Row."""
    page = run("ta-moulton-barn", "--azimuth", "0", "--from", "2027-06-20", "--until", "2027-06-22").stdout
    assert "It does not come to that azimuth above the level horizon." in " ".join(page.split())


def test_json_of_the_days():
    """Each pass is a record: when, how high, how far above the skyline, how much of the moon is lit."""
    options = (
        "--azimuth",
        "284",
        "--body",
        "moon",
        "--altitude",
        "7",
        "--from",
        "2027-01-01",
        "--until",
        "2027-03-31",
    )
    found = json.loads(run("ta-moulton-barn", *options, "--format", "json").stdout)
    assert len(found) >= 2
    assert all(abs(each["altitude_deg"] - 7) <= 0.5 for each in found)
    assert all(0 <= each["illuminated_percent"] <= 100 for each in found)


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("ta-moulton-bran",), "did you mean 'ta-moulton-barn'"),
        (("ta-moulton-barn", "someday"), "cannot read the date"),
        (("ta-moulton-barn", "9999-12-31"), "outside the years"),
        (("ta-moulton-barn", "--golden", "4"), "write LOW,HIGH"),
        (("ta-moulton-barn", "--golden", "6,-4"), "golden hour must rise"),
        (("ta-moulton-barn", "--blue", "nan,5"), "blue hour must rise"),
        (("ta-moulton-barn", "--at", "25:00"), "not a time of day"),
        (("ta-moulton-barn", "--azimuth", "360"), "0 up to 360"),
        (("ta-moulton-barn", "--azimuth", "309", "--altitude", "95"), "-90 to 90"),
        (("ta-moulton-barn", "2026-12-25", "--azimuth", "309"), "a DATE does not go with --azimuth"),
        (("ta-moulton-barn", "--golden", "-4,6", "--azimuth", "309"), "--golden does not go with --azimuth"),
        (("ta-moulton-barn", "--year", "2027"), "--year needs --azimuth"),
        (("ta-moulton-barn", "--from", "2027-01-01"), "--from needs --azimuth"),
        (("ta-moulton-barn", "--azimuth", "90", "--year", "2027", "--from", "today"), "--year"),
        (("ta-moulton-barn", "--azimuth", "90", "--year", "99999"), "outside the years"),
        (
            ("ta-moulton-barn", "--azimuth", "90", "--from", "2027-02-01", "--until", "2027-01-01"),
            "backwards",
        ),
        (("ta-moulton-barn", "--azimuth", "90", "--until", "2047-01-01"), "longer than ten years"),
        (("ta-moulton-barn", "--body", "venus"), "'venus' is not one of"),
        ((), "Missing argument 'SITE'"),
    ],
)
def test_bad_input_is_told_in_one_line(arguments, fault):
    """Exit 2, nothing on stdout, one line that says what is wrong."""
    done = run(*arguments)
    assert done.exit_code == 2, done.output
    assert fault in done.stderr
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
