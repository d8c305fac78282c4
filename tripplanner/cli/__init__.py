"""The command `tripplanner`: thin; results on stdout, notices and errors on stderr."""

from tripplanner.cli.group import main

__all__ = ["main"]
