"""The command `tripplanner`, also as `python -m tripplanner`, from its first moment on."""

import sys
from importlib import import_module
from typing import Any


def main() -> Any:
    """Run the command; who stops it while it is still loading is told so in one line too."""
    try:
        command = import_module("tripplanner.cli").main
    except KeyboardInterrupt:
        sys.stderr.write("tripplanner: stopped\n")
        sys.exit(130)
    return command()


if __name__ == "__main__":
    main()
