"""Libraries that only some uses need: imported when used, and asked for by name when they are missing."""

from importlib import import_module
from typing import Any

from tripplanner.errors import MissingExtraError


def extra(module: str, name: str) -> Any:
    """
    Import a library that comes with an extra of ours.

    Parameters
    ----------
    module
        The module to import.
    name
        The extra: `data`, `map` or `plot`.

    Raises
    ------
    MissingExtraError
        When it is not installed; the message says what to install.

    Examples
    --------
    >>> extra("json", "data").loads("[1]")
    [1]
    >>> extra("no_such_library", "data")
    Traceback (most recent call last):
    ...
    tripplanner.errors.MissingExtraError: no_such_library is not installed: pip install 'tripplanner[data]'
    """
    library = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        # One that is there and cannot find a part of its own is broken, not missing: that is told as it is.
        if error.name != library:
            raise
        raise MissingExtraError(f"{library} is not installed: pip install 'tripplanner[{name}]'") from error
