"""The group of commands: each lives in a module of its own, and is loaded when it is called."""

import errno
import sys
from collections.abc import Sequence
from contextlib import suppress
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from tripplanner.cli.options import EPILOG, give_up
from tripplanner.errors import (
    DestinationError,
    NoPlanError,
    PlanFaultError,
    TripPlannerError,
    WeatherUnavailableError,
)

_EXIT_CODES: tuple[tuple[type[TripPlannerError], int], ...] = (
    (NoPlanError, 3),
    (DestinationError, 4),
    (WeatherUnavailableError, 4),
    (PlanFaultError, 5),
    (TripPlannerError, 2),
)
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# The module of each command; the command is named after its function there.
_HOMES = {
    "plan": "plan",
    "explain": "explain",
    "best-days": "best_days",
    "compare": "compare",
    "replan": "saved",
    "show": "saved",
    "schema": "schema",
    "sites": "lists",
    "site": "site",
    "visit": "visit",
    "films": "lists",
    "film": "film",
    "sources": "lists",
    "unknowns": "lists",
    "weather": "weather",
    "light": "light",
    "roads": "roads",
    "completion": "completion",
}


class _Commands(click.Group):
    """A group whose every problem is one line on stderr and an exit code, never a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of the help."""
        return list(_HOMES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Load one command."""
        if cmd_name not in _HOMES:
            return None
        home = import_module(f"tripplanner.cli.{_HOMES[cmd_name]}")
        command: click.Command = getattr(home, cmd_name.replace("-", "_"))
        command.epilog = EPILOG
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command asked for; a name that is none is told with the nearest."""
        name = args[0]
        if name not in _HOMES and not name.startswith("-") and not ctx.resilient_parsing:
            raise click.UsageError(_no_such(name))
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **extra: Any) -> Any:  # type: ignore[override]
        """Run a command; ours and click's own complaints look alike."""
        try:
            code = super().main(args, standalone_mode=False, **extra)
        except TripPlannerError as error:
            # Only a destination's faults are told line by line, for there each line is a problem of its own.
            lines = str(error).splitlines() if isinstance(error, DestinationError) else [str(error)]
            _fail(*lines, code=next(code for kind, code in _EXIT_CODES if isinstance(error, kind)))
        except click.ClickException as error:
            _fail(error.format_message(), code=2)
        except click.Abort:
            _fail("stopped", code=130)
        except OSError as error:
            if error.errno not in _FULL:
                _fail(_our_fault(error), code=5)
            give_up(sys.stdout)  # click itself writes the help
            _fail(f"cannot write to the standard output: {error.strerror}", code=2)
        except Exception as error:  # noqa: BLE001 - the last edge: a fault of ours is told in one line
            _fail(_our_fault(error), code=5)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _no_such(name: str) -> str:
    near = get_close_matches(name, _HOMES, n=1)
    hint = (
        f"did you mean {near[0]!r}?" if near else "a day goes behind `plan`, as in `tripplanner plan friday`;"
    )
    return f"there is no command {name!r}: {hint} `tripplanner --help` lists all"


def _our_fault(error: Exception) -> str:
    return f"a fault of ours, please report it: {type(error).__name__}: {error}"


def _fail(*messages: str, code: int) -> NoReturn:
    with suppress(OSError):  # nobody can be told any more; the exit code still tells
        for message in messages:
            click.echo(f"tripplanner: {' '.join(message.split())}", err=True)
    sys.exit(code)


@click.group(
    cls=_Commands,
    epilog=EPILOG,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="tripplanner", prog_name="tripplanner")
@click.pass_context
def main(ctx: click.Context) -> None:
    """
    Plan a visit to Mormon Row, where Rocky IV's Siberia was filmed.

    \b
    tripplanner plan                      tomorrow, from Jackson
    tripplanner plan 2026-12-25 --offline
    tripplanner plan friday --output friday.ics
    tripplanner best-days 2026-12-20..2027-01-05
    tripplanner sites
    """  # noqa: D301 - click reads the \\b itself
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
