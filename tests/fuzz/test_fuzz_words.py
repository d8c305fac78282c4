"""Whatever is typed: dates, and every argument and option of every command."""

from contextlib import chdir, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st

from tests.conftest import DENVER
from tests.fuzz.spoiling import DAYS, MOMENTS, WORDS, often
from tripplanner import plan_trip, write
from tripplanner.cli import main
from tripplanner.cli.group import _HOMES
from tripplanner.dates import FIRST_YEAR, LAST_YEAR, parse_date, parse_dates, single_day
from tripplanner.errors import InvalidRequestError
from tripplanner.request import Party, TripRequest
from tripplanner.wishes import Wishes

TODAY = date(2026, 11, 23)
_ENDS = (0, 2, 3, 4)  # what the contract has for a user's doing; 5 is a fault of ours
_BITS = (
    "today", "tomorrow", "friday", "fri", "25 Dec", "Dec 25", "29 feb", "30 feb", "31 dec 2200", "1 jan 0001",
    "2026-12-25", "2200-12-31", "9999-12-31", "0000-00-00", "..", ",", "/", "-", " ", "2026", "99999", "25",
    "\u0662\u0660\u0662\u0666-\u0661\u0662-\u0662\u0665", "\uff12\uff15 Dec", "\u00b2", "dec.", "W52",
    "T00:00", "+01:00", "\x00", "\ud800", "e", "_",
)  # fmt: skip
DATE_WORDS = (
    st.lists(st.sampled_from(_BITS), min_size=1, max_size=5).map("".join)
    | st.lists(st.sampled_from(_BITS), min_size=1, max_size=4).map(" ".join)
    | st.text(max_size=15)
    | st.from_regex(r"\A[\w ]{1,12}\Z")
)
DATES: st.SearchStrategy[Any] = st.recursive(
    DATE_WORDS
    | st.dates()
    | st.datetimes()
    | st.none()
    | st.integers()
    | st.floats()
    | st.binary(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(DATE_WORDS, inner, max_size=2),
    max_leaves=4,
)


@often(300)
@given(DATE_WORDS, st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)))
@example("25 Dec 99999", TODAY)
@example("31 dec..1 jan", date(LAST_YEAR, 12, 31))
@example("tomorrow", date(LAST_YEAR, 12, 31))
@example("29 feb", date(LAST_YEAR, 3, 1))
def test_any_words_are_days_or_refused(words: str, today: date) -> None:
    """Text is days that lie ahead, at most 31 of them, or `InvalidRequestError` in one line."""
    try:
        days = parse_dates(words, today=today)
    except InvalidRequestError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - the other way to end is as good
    else:
        assert 1 <= len(days) <= 31
        assert list(days) == sorted(set(days))
        assert today <= days[0] <= days[-1] <= date(LAST_YEAR, 12, 31)
    with suppress(InvalidRequestError):
        assert parse_date(words, today=today) >= date.min
    with suppress(InvalidRequestError):
        assert single_day(words, today=lambda: today) >= date.min


@often(100)
@given(st.dates(TODAY, TODAY + timedelta(days=3000)), st.sampled_from(["%Y-%m-%d", "%d %b %Y", "%B %d, %Y"]))
def test_a_day_that_is_written_down_is_read_back(day: date, written: str) -> None:
    """Each of the ways in which we tell people to write a day means that day."""
    assert parse_dates(day.strftime(written), today=TODAY) == (day,)


_VALUES = (
    DATES
    | st.sampled_from([*WORDS, *MOMENTS, *DAYS, "car", "12:30", 10**400, 1e308, object(), {}, ()])
    | st.lists(st.sampled_from(["oxbow-bend", "car", "05:00", 5, None]), max_size=3)
)


@often(100)
@given(st.sampled_from([TripRequest, Party, Wishes]), st.data())
def test_any_request_is_one_or_refused(kind: type, data: st.DataObject) -> None:
    """`TripRequest` and its parts take any value of any field, or say `InvalidRequestError` in one line."""
    fields = st.sampled_from(sorted(kind.model_fields))
    given_values = data.draw(st.dictionaries(fields, _VALUES, max_size=3))
    try:
        made = kind(**({"dates": TODAY} if kind is TripRequest else {}) | given_values)
    except InvalidRequestError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017 - so
    else:
        assert kind.model_validate(made.model_dump()) == made


_TYPED = (
    DATE_WORDS
    | st.sampled_from(
        [
            *(each for each in (*WORDS, *MOMENTS, *DAYS) if each != "\ud800"),
            "9" * 5000, "inf", "nan", "-inf", "1e999", "-1", "0x10", "1_0", "\udcff", "\u0663",
            "07:30", "24:00", "12:00-13:30", "12:00-12:05", "-", "5,9", "5,,9", "-4,6", "nan,inf",
            "43.66,-110.66", "nan,-110.6", "91,0", "jackson", "oxbow-bend", "oxbow-bend,ta-moulton-barn",
            "shane", "film=2", "film=nan", "=", "film=2=3", "antelope-flats-road=open", "x=open",
            "plan.json", "broken.json", "folder", "no/such.ics", "x.docx", "made.ics", "/dev/null", "~", "@x",
        ]
    )
)  # fmt: skip
_QUICK = {name: ["2026-12-25", "--end=09:00"] for name in ("plan", "explain", "best-days")}
_NEEDED = _QUICK | {
    "explain": ["2026-12-25", "--end=09:00", "--budget=0"],
    "compare": ["plan.json", "plan.json"],
    "replan": ["plan.json"],
    "show": ["plan.json"],
    "schema": ["plan"],
    "site": ["oxbow-bend"],
    "light": ["oxbow-bend"],
    "completion": ["bash"],
}


@st.composite
def command_lines(draw: st.DrawFn) -> list[str]:
    """A command with what it needs, and up to three of its options and arguments as anybody types them."""
    name = draw(st.sampled_from(list(_HOMES)))
    command = main.get_command(click.Context(main), name)
    assert command is not None
    line, known = [name], {option for each in command.params for option in each.opts}
    line += [each for each in ("--offline",) if each in known]
    line += ["--now=2026-11-23T11:00:00-07:00"] * ("--now" in known)
    needed = list(_NEEDED.get(name, []))
    for parameter in draw(st.lists(st.sampled_from(command.params), max_size=3)):
        if isinstance(parameter, click.Argument):
            needed[:1] = [draw(_TYPED)]
        elif isinstance(parameter, click.Option) and parameter.is_flag:
            line.append(draw(st.sampled_from([*parameter.opts, *parameter.secondary_opts])))
        else:
            kinds = parameter.type.choices if isinstance(parameter.type, click.Choice) else ()
            value = draw(_TYPED | st.sampled_from(kinds) if kinds else _TYPED)
            line += draw(st.sampled_from([[f"{parameter.opts[0]}={value}"], [parameter.opts[0], value]]))
    return line + needed


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a saved plan, a broken one, and a folder."""
    folder = tmp_path_factory.mktemp("desk")
    now = datetime(2026, 11, 23, 11, tzinfo=DENVER)
    write(plan_trip("2026-12-25", end="09:00", offline=True, now=now), folder / "plan.json")
    (folder / "broken.json").write_text("{}", encoding="utf-8")
    (folder / "folder").mkdir()
    return folder


@often(50)
@given(command_lines() | st.lists(_TYPED | st.sampled_from(sorted(_HOMES)), max_size=4))
@example(["plan", "--children=" + "9" * 5000])
@example(["plan", "--destination=" + "x" * 5000])
@example(["sites", "--destination=\x00"])
@example(["roads", "--now=0001-01-01T00:00:00+14:00"])
@example(["visit", "--now=9999-12-31T23:59:59-14:00"])
@example(["compare", "x" * 5000, "plan.json"])
@example(["show", "plan.json", "--output=a\nb"])
@example(["sites", "--destination="])
def test_any_command_line_is_done_or_refused_in_one_line(desk: Path, line: list[str]) -> None:
    """Exit 0, 2, 3 or 4; at most one line on stderr (a destination's faults: one each), never a traceback."""
    with chdir(desk):
        done = CliRunner().invoke(main, line)
    assert done.exit_code in _ENDS, (line, done.stderr)
    assert isinstance(done.exception, SystemExit | None)
    told = done.stderr.splitlines()
    assert len(told) <= 1 or done.exit_code == 4
    if done.exit_code != 0:
        assert done.stdout == ""
        assert told
        assert all(each.startswith("tripplanner: ") for each in told)
