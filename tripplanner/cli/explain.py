"""The command that tells why a plan is as it is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from tripplanner.cli.options import FILE, destination_option, put_record, shared
from tripplanner.cli.screen import signs_of_life
from tripplanner.cli.wanted import take_wanted, trip_options
from tripplanner.dates import joined_words
from tripplanner.explanation import Explanation
from tripplanner.export.files import load_plan
from tripplanner.export.steps import leave_and_back
from tripplanner.itinerary import Itinerary
from tripplanner.reasons.explaining import BUDGET_S
from tripplanner.reasons.explaining import explain as explained
from tripplanner.trip import plan_trip

_WITH_A_PLAN = {
    "plan_file", "budget_s", "destination", "offline", "now", "output", "format_", "clock", "units"
}  # fmt: skip


@click.command(short_help="Tell why a plan is as it is.")
@click.argument("dates", nargs=-1, metavar="[DATE]...")
@click.option(
    "--plan",
    "plan_file",
    type=FILE,
    metavar="FILE",
    help="A plan saved as JSON, in place of DATE and wishes.",
)
@click.option(
    "--budget",
    "budget_s",
    type=click.FloatRange(0, 3600),
    default=BUDGET_S,
    show_default=True,
    metavar="SECONDS",
    help="For solving again.",
)
@trip_options
@destination_option
@shared
@click.pass_context
def explain(
    context: click.Context,
    /,
    dates: tuple[str, ...],
    *,
    plan_file: Path | None,
    budget_s: float,
    units: Any,
    clock: Any,
    format_: str,
    output: Path | None,
    **options: Any,
) -> None:
    """
    Tell why the plan for DATE (default: tomorrow) is as it is.

    Why each stop is when it is, what each place left out would cost, and what an hour or a day more, or an
    open road, would bring. A saved plan is looked at in the weather of now.

    \b
    tripplanner explain 2026-12-25 --offline --end 15:00
    tripplanner explain --plan plan.json --budget 20
    """  # noqa: D301 - click reads the \\b itself
    wanted = take_wanted(options)
    if plan_file is not None:
        _refuse_wishes(context)
    with signs_of_life("planning, and asking why"):
        if plan_file is None:
            found = _of_a_new_plan(dates, wanted, options, budget_s)
        else:
            found = _of_a_saved_plan(load_plan(plan_file), options, budget_s)
    put_record(found, format_, output, units=units, clock=clock)


def _of_a_new_plan(
    dates: tuple[str, ...], wanted: dict[str, Any], options: dict[str, Any], budget_s: float
) -> Explanation:
    plan = plan_trip(joined_words(dates) or "tomorrow", **wanted, **options)
    return explained(plan, destination=options["destination"], budget_s=budget_s)


def _of_a_saved_plan(plan: Itinerary, options: dict[str, Any], budget_s: float) -> Explanation:
    now = datetime.now(UTC) if options["now"] is None else options["now"]
    # Of a trip that has begun the plan is explained as it was made.
    options["now"] = plan.planned_at if _has_begun(plan, now) else now
    return explained(plan, budget_s=budget_s, **options)


def _has_begun(plan: Itinerary, now: datetime) -> bool:
    leaves = [leave_and_back(day)[0] for day in plan.days if day.stops]
    return now >= min(leaves, default=plan.planned_at)


def _refuse_wishes(context: click.Context) -> None:
    """A saved plan has its own dates and wishes."""
    for parameter in context.command.params:
        name = parameter.name or ""
        given = context.get_parameter_source(name) not in (None, ParameterSource.DEFAULT)
        if given and name not in _WITH_A_PLAN:
            said = parameter.opts[0] if isinstance(parameter, click.Option) else "DATE"
            raise click.UsageError(f"a saved plan has its own dates and wishes: leave out {said}, or --plan")
