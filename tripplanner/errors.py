"""The errors this library raises, as one tree.

```
TripPlannerError
├── InvalidRequestError (ValueError)   the caller asked for something that cannot be meant
│   └── UnknownNameError (LookupError) no such site, base, road, film, mode or format
├── NoPlanError                        the wishes clash: nothing fits that day
├── DestinationError                   a destination's files are missing or faulty
├── WeatherUnavailableError            no weather, and climate normals were refused or absent
├── PlanFileError                      a saved plan cannot be read back
├── OutputError                        a file or the standard output cannot be written
├── MissingExtraError (ImportError)    a library of one of our extras is not installed
└── PlanFaultError                     the checker found a fault in our own plan: please report it
```
"""

import difflib
from collections.abc import Iterable


class TripPlannerError(Exception):
    """Base of every error this library raises on purpose."""


class InvalidRequestError(TripPlannerError, ValueError):
    """A request that cannot be meant: a bad date, a past day, an end before a start."""


class UnknownNameError(InvalidRequestError, LookupError):
    """A name that the destination does not know; the message offers the nearest ones."""

    @classmethod
    def of(cls, kind: str, name: str, known: Iterable[str]) -> "UnknownNameError":
        """
        Build the error for one unknown name.

        Parameters
        ----------
        kind
            What was looked for, in words: "site", "base", "road".
        name
            The name as it was given.
        known
            The names that would have been understood.

        Examples
        --------
        >>> print(UnknownNameError.of("base", "jacksn", ["jackson", "kelly"]))
        no base 'jacksn'; did you mean 'jackson'?
        """
        names = sorted(known)
        near = difflib.get_close_matches(name.lower(), names, n=3, cutoff=0.5)
        if near:
            hint = "did you mean " + " or ".join(repr(each) for each in near) + "?"
        else:
            hint = "known: " + ", ".join(names)
        return cls(f"no {kind} {name!r}; {hint}")


class NoPlanError(TripPlannerError):
    """
    No plan keeps all the wishes.

    Parameters
    ----------
    message
        What cannot be met, in one line.
    reasons
        The rules that clash, one sentence each.
    """

    def __init__(self, message: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message, reasons)
        self.message = message
        self.reasons = reasons

    def __str__(self) -> str:
        return "; ".join((self.message, *self.reasons))


class DestinationError(TripPlannerError):
    """A destination's files are missing or faulty; the message lists every fault found."""


class WeatherUnavailableError(TripPlannerError):
    """No provider answered usefully, and there is nothing to fall back on."""


class PlanFileError(TripPlannerError):
    """A saved plan cannot be read back: not JSON, another schema, or damaged."""


class OutputError(TripPlannerError):
    """A result cannot be written there, or not in that format."""


class MissingExtraError(TripPlannerError, ImportError):
    """A library that only some uses need is not installed; the message names the extra that brings it."""


class PlanFaultError(TripPlannerError):
    """The independent checker found a fault in a plan of ours: a bug, never the user's doing."""
