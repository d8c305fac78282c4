"""Options that commands share, and how results are put out."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from tripplanner.cli.names import complete_road
from tripplanner.cli.screen import for_terminal
from tripplanner.dates import FIRST_YEAR, LAST_YEAR
from tripplanner.errors import OutputError
from tripplanner.export import files

if TYPE_CHECKING:
    from tripplanner.comparison import Comparison
    from tripplanner.explanation import Explanation
    from tripplanner.ranked import RankedDays

EPILOG = (
    "Exit codes: 0 done; 2 bad input; 3 the request cannot be met; 4 nothing to plan from; 5 a fault of ours."
)


class _FileName(click.Path):
    """A name of a file or a folder; one that no system can have is refused as any bad value is."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does, which looks whether there is such a file."""
        try:
            return super().convert(value, param, ctx)
        except ValueError:
            self.fail(f"{value!r} cannot be the name of a file", param, ctx)


FILE = _FileName(path_type=Path)


def _now(_context: click.Context, _option: click.Parameter, value: str | None) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a time; write 2026-12-24T18:00:00-07:00") from None
    if moment.tzinfo is None:
        raise click.BadParameter(f"{value!r} needs an offset; write 2026-12-24T18:00:00-07:00")
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise click.BadParameter(f"{value!r} is outside the years {FIRST_YEAR} to {LAST_YEAR}")
    return moment


destination_option = click.option(
    "--destination",
    type=FILE,
    metavar="PATH",
    help="A folder of facts on another place, instead of Mormon Row.",
)


now_option = click.option("--now", callback=_now, metavar="ISO", help="Plan as if it were this moment.")


def _stated_roads(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> dict[str, str]:
    stated = {}
    for value in values:
        road, equals, status = value.partition("=")
        if equals == "" or status not in ("open", "closed", "by-condition"):
            raise click.BadParameter(f"{value!r}: write ROAD=open, ROAD=closed or ROAD=by-condition")
        stated[road] = status
    return stated


def road_options(command: Callable[..., None]) -> Callable[..., None]:
    """Options of every command that asks which roads are open."""
    options = (
        click.option(
            "--road",
            "roads",
            multiple=True,
            callback=_stated_roads,
            metavar="ROAD=STATUS",
            shell_complete=complete_road,
            help="What you know: open, closed or by-condition; repeatable.",
        ),
        click.option(
            "--outlook",
            type=click.Choice(["cautious", "typical", "optimistic"]),
            default="cautious",
            show_default=True,
            help="How to take a road that is open or shut by conditions.",
        ),
    )
    for option in options:
        command = option(command)
    return command


_Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def written_as(*formats: str, by_suffix: bool = False) -> _Decorator:
    """
    Options of every command that puts its result out in one of these formats.

    The first is the default; `by_suffix` makes it the one that the suffix of --output names.
    """
    default = "[default: by the suffix of --output, else text]" if by_suffix else None
    return _all_of(
        click.option("--output", type=FILE, metavar="PATH", help="Write to a file."),
        click.option(
            "--format",
            "format_",
            type=click.Choice(formats),
            default=None if by_suffix else formats[0],
            show_default=not by_suffix,
            help=default,
        ),
        click.option("--clock", type=click.Choice(["12", "24"]), default="24", show_default=True),
        click.option("--units", type=click.Choice(["us", "metric"]), default="us", show_default=True),
    )


def shared_for(*formats: str, by_suffix: bool = False) -> _Decorator:
    """Options that every command takes that asks for the weather; the others as in `written_as`."""
    offline = click.option("--offline", is_flag=True, help="Do not touch the network.")
    return _all_of(offline, now_option, written_as(*formats, by_suffix=by_suffix))


def _all_of(*options: _Decorator) -> _Decorator:
    def taking(command: Callable[..., None]) -> Callable[..., None]:
        for option in options:
            command = option(command)
        return command

    return taking


shared = shared_for("text", "json")


def put(text: str, output: Path | None, *, is_page: bool = True) -> None:
    """
    Put a result on stdout, or into a file.

    Parameters
    ----------
    text, output
        The result, and where to; None is stdout.
    is_page
        Whether it is for people, so that a terminal may bend it; JSON and its kind are not.

    Raises
    ------
    OutputError
        When it cannot be written whole.
    """
    if output is None:
        _to_stdout(text, is_page=is_page)
        return
    files.write_text(output, text)
    name = str(output)
    click.echo(f"written: {name if name.isprintable() else repr(name)}", err=True)


def put_record(
    found: "Comparison | Explanation | RankedDays", format_: str, output: Path | None, **style: Any
) -> None:
    """Put out a record as a page, in those units and with that clock, or as JSON."""
    text = found.to_json() if format_ == "json" else found.to_text(**style) + "\n"
    put(text, output, is_page=format_ == "text")


def _to_stdout(text: str, *, is_page: bool) -> None:
    stream: TextIO | None = sys.stdout
    if stream is None:
        raise OutputError("cannot write to the standard output: it is closed")
    try:
        click.echo(_sendable(for_terminal(text, stream, is_page=is_page), stream, is_page=is_page), nl=False)
    except BrokenPipeError:
        give_up(stream)  # a reader who has seen enough is no fault
    except OSError as error:
        give_up(stream)
        raise OutputError(f"cannot write to the standard output: {error.strerror}") from error


def _sendable(text: str, stream: TextIO, *, is_page: bool) -> str | bytes:
    """For programs UTF-8, as in a file; for people what their encoding has, and a mark for what it lacks."""
    if not is_page and not stream.isatty() and hasattr(stream, "buffer"):
        return text.encode("utf-8", "replace")
    encoding = stream.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def give_up(stream: TextIO) -> None:
    """Let what is left unwritten go nowhere: Python would try it again at its end, and complain aloud."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
