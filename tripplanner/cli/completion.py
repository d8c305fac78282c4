"""The command that prints what a shell needs to complete our commands."""

import click
from click.shell_completion import get_completion_class

from tripplanner.cli.options import put

_VARIABLE = "_TRIPPLANNER_COMPLETE"


@click.command(short_help="Print the script that completes names in your shell.")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """
    Print the script with which SHELL completes commands, options, sites, roads and films.

    \b
    eval "$(tripplanner completion bash)"            in ~/.bashrc
    eval "$(tripplanner completion zsh)"             in ~/.zshrc
    tripplanner completion fish > ~/.config/fish/completions/tripplanner.fish
    """  # noqa: D301 - click reads the \\b itself
    found = get_completion_class(shell)
    assert found is not None  # noqa: S101 - click has these three
    put(found(_group(), {}, "tripplanner", _VARIABLE).source(), None, is_page=False)


def _group() -> click.Command:
    return click.get_current_context().find_root().command
