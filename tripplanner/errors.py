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
    """
    Base of every error this library raises on purpose.

    Examples
    --------
    >>> import tripplanner
    >>> try:
    ...     tripplanner.find_site("oxbow")
    ... except tripplanner.TripPlannerError as error:
    ...     print(error)
    no site 'oxbow'; did you mean 'oxbow-bend'?
    """


class InvalidRequestError(TripPlannerError, ValueError):
    """
    A request that cannot be meant: a bad date, a past day, an end before a start.

    Examples
    --------
    >>> import tripplanner
    >>> tripplanner.TripRequest(dates="2026-12-25", start="10:00", end="09:00")
    Traceback (most recent call last):
    ...
    tripplanner.errors.InvalidRequestError: the day ends at 09:00, before it starts at 10:00
    """


class UnknownNameError(InvalidRequestError, LookupError):
    """
    A name that the destination does not know; the message offers the nearest ones.

    Examples
    --------
    >>> import tripplanner
    >>> tripplanner.find_film("rocky")
    Traceback (most recent call last):
    ...
    tripplanner.errors.UnknownNameError: no film 'rocky'; did you mean 'rocky-iv'?
    """

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

        Returns
        -------
        UnknownNameError
            Ready to be raised.

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

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> wanted = {"must_see": "rocky-iv-cabin", "end": "09:00"}
    >>> try:
    ...     tripplanner.plan_trip("2026-12-25", **wanted, offline=True, now=now)
    ... except tripplanner.NoPlanError as error:
    ...     print(error.message)
    ...     print(error.reasons[-1])
    what must be seen cannot be reached on 2026-12-25
    the nearest plan that works: without 'must see Rocky's cabin (Rocky IV)', 46 points
    """

    def __init__(self, message: str, reasons: tuple[str, ...] = ()) -> None:
        super().__init__(message, reasons)
        self.message = message
        self.reasons = reasons

    def __str__(self) -> str:
        return "; ".join((self.message, *self.reasons))


class DestinationError(TripPlannerError):
    """
    A destination's files are missing or faulty; the message lists every fault found.

    Examples
    --------
    >>> import tripplanner
    >>> tripplanner.load_destination("no-such-folder")
    Traceback (most recent call last):
    ...
    tripplanner.errors.DestinationError: no destination folder at 'no-such-folder'
    """


class WeatherUnavailableError(TripPlannerError):
    """
    No provider answered usefully, and there is nothing to fall back on.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> bare = tripplanner.load_destination().model_copy(update={"climate": None})
    >>> try:
    ...     tripplanner.plan_trip("2026-12-25", destination=bare, offline=True, now=now)
    ... except tripplanner.WeatherUnavailableError as error:
    ...     print(error)  # doctest: +ELLIPSIS
    no weather for 2026-12-25T05:54:00-07:00 to ...: NWS: not asked: ...
    """


class PlanFileError(TripPlannerError):
    """
    A saved plan cannot be read back: not JSON, another schema, or damaged.

    Examples
    --------
    >>> import tripplanner
    >>> tripplanner.load_plan("no-such-plan.json")
    Traceback (most recent call last):
    ...
    tripplanner.errors.PlanFileError: cannot read the plan 'no-such-plan.json': No such file or directory
    """


class OutputError(TripPlannerError):
    """
    A result cannot be written there, or not in that format.

    Examples
    --------
    >>> import tripplanner
    >>> from datetime import datetime, timezone
    >>> now = datetime(2026, 11, 23, 18, tzinfo=timezone.utc)
    >>> plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=now)
    >>> tripplanner.write(plan, "no-such-folder/plan.txt")
    Traceback (most recent call last):
    ...
    tripplanner.errors.OutputError: cannot write 'no-such-folder/plan.txt': No such file or directory
    """


class MissingExtraError(TripPlannerError, ImportError):
    """
    A library that only some uses need is not installed; the message names the extra that brings it.

    Examples
    --------
    >>> from tripplanner.extras import extra
    >>> extra("no_such_library", "plot")
    Traceback (most recent call last):
    ...
    tripplanner.errors.MissingExtraError: no_such_library is not installed: pip install 'tripplanner[plot]'
    """


class PlanFaultError(TripPlannerError):
    """
    The independent checker found a fault in a plan of ours: a bug, never the user's doing.

    The message holds the faults; a report with it and the request is welcome.

    Examples
    --------
    >>> issubclass(PlanFaultError, TripPlannerError), issubclass(PlanFaultError, ValueError)
    (True, False)
    """
