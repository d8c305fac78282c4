"""Names that a shell completes: sites, bases, films and roads, of the destination that was named."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from tripplanner import catalog
from tripplanner.errors import DestinationError


def complete_site(context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """The sites whose ids begin with what was typed; of several with commas the last."""
    return _begun(context, typed, "sites")


def complete_base(context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """The bases, and the sites, for one may start at any of them."""
    return [*_begun(context, typed, "bases"), *_begun(context, typed, "sites")]


def complete_film(context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """The films."""
    return _begun(context, typed, "films")


def complete_road(context: click.Context, _param: click.Parameter, typed: str) -> list[CompletionItem]:
    """The roads, and after the equals sign what one may say of one."""
    road, equals, _ = typed.partition("=")
    if equals:
        return [CompletionItem(f"{road}={status}") for status in ("open", "closed", "by-condition")]
    return _begun(context, typed, "roads")


def _begun(context: click.Context, typed: str, kind: str) -> list[CompletionItem]:
    folder: Path | None = context.params.get("destination")
    try:
        place = catalog.load_destination(folder)
    except DestinationError:
        return []  # completing is no time to complain; the command itself will
    head, comma, last = typed.rpartition(",")
    names = {
        "sites": {each.id: each.name for each in place.sites},
        "bases": {each.id: each.name for each in place.bases},
        "films": {each.id: each.title for each in place.films},
        "roads": {each.id: each.name for each in place.roads},
    }
    return [
        CompletionItem(f"{head}{comma}{each}", help=name)
        for each, name in names[kind].items()
        if each.startswith(last)
    ]
