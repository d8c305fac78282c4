"""What a visitor asks for, checked before anything is computed."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tripplanner.asked import Asked, ClockTime, Names, NamesLike, TimeLike, as_tuple
from tripplanner.dates import HOW_TO_WRITE, ISO_DAY, DatesLike, iso_day
from tripplanner.models import Mode, Outlook, Pace, RoadStatus
from tripplanner.wishes import Wishes

TERMS = ("film", "history", "photography", "wildlife", "ease", "comfort", "safety")

DEFAULT_MODES: tuple[Mode, ...] = ("car", "walk", "snowshoe")
MOST_ADULTS, OLDEST_CHILD = 50, 17


def _as_dates(value: object) -> object:
    several = as_tuple(value)
    return several if isinstance(several, tuple) else (value,)


def _iso_day(value: object) -> object:
    """An ISO day is a date; other text waits until the day it is read on is known."""
    if isinstance(value, datetime):
        raise ValueError(f"{value} is a moment; give its date, as in moment.date()")  # noqa: TRY004 - pydantic's way
    if not isinstance(value, str | date):
        raise ValueError(f"cannot read a date from {value!r}; {HOW_TO_WRITE}")  # noqa: TRY004 - pydantic's way
    return iso_day(value) if isinstance(value, str) and ISO_DAY.fullmatch(value) else value


def _whole_between(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _head_count(value: object) -> object:
    if not _whole_between(value, 1, MOST_ADULTS):
        raise ValueError(f"give 1 to {MOST_ADULTS} adults")
    return value


def _as_ages(value: object) -> object:
    ages = (value,) if isinstance(value, int) else as_tuple(value)
    if not isinstance(ages, tuple):
        raise ValueError("give the age of each child, as in (5, 9)")  # noqa: TRY004 - pydantic's way
    return ages


def _child_age(value: object) -> object:
    if not _whole_between(value, 0, OLDEST_CHILD):
        raise ValueError(f"give each child's age in whole years, 0 to {OLDEST_CHILD}; older ones are adults")
    return value


def _pass_name(value: object) -> object:
    if not isinstance(value, str) or value.strip() == "":
        raise ValueError("name the pass, as in 'america-the-beautiful'")
    return "-".join(value.lower().split())


HeadCount = Annotated[int, Field(ge=1, le=MOST_ADULTS), BeforeValidator(_head_count)]
ChildAge = Annotated[int, Field(ge=0, le=OLDEST_CHILD), BeforeValidator(_child_age)]
PassName = Annotated[str, BeforeValidator(_pass_name)]
Mobility = Literal["usual", "limited"]
ColdTolerance = Literal["low", "usual", "high"]
Day = Annotated[date | str, BeforeValidator(_iso_day)]


class Party(Asked):
    """
    Who travels, as far as it changes what the visit costs and how long one can be out in the cold.

    Parameters
    ----------
    adults
        Persons of 18 or more. [people, 1 to 50]
    children
        The age of each child. [years, 0 to 17]
    residents
        Whether all live in the country of the place; None: not said, then both figures are told.
    pass_held
        The id or a common name of a pass that one of them holds, as in the destination's fees
        (`annual-park`, `america-the-beautiful`, `senior`, `military`, ...); None: no pass.
    mobility
        `limited` where one of them can hardly move to keep warm: shorter stays in the cold. How fast
        the party walks is the `pace`.
    cold_tolerance
        `low`, `usual` or `high`: shorter or longer stays in the cold. With children the cold counts as
        it does for them, whatever is said here.

    Raises
    ------
    InvalidRequestError
        For any value that cannot be meant.

    Examples
    --------
    >>> Party(adults=2, children=(5, 9), residents=True).count_from(16)
    2
    >>> Party(adults=0)
    Traceback (most recent call last):
    ...
    tripplanner.errors.InvalidRequestError: adults: give 1 to 50 adults (given: 0)
    """

    adults: HeadCount = 2
    children: Annotated[tuple[ChildAge, ...], BeforeValidator(_as_ages)] = ()
    residents: bool | None = None
    pass_held: PassName | None = None
    mobility: Mobility = "usual"
    cold_tolerance: ColdTolerance = "usual"

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            adults: int = 2,
            children: int | Iterable[int] = (),
            residents: bool | None = None,
            pass_held: str | None = None,
            mobility: Mobility = "usual",
            cold_tolerance: ColdTolerance = "usual",
        ) -> None: ...

    def count_from(self, age: int) -> int:
        """
        How many of the party are of an age or older.

        Parameters
        ----------
        age
            The age. [years, 0 or more]

        Returns
        -------
        int
            Adults and children. [people]
        """
        return self.adults + sum(each >= age for each in self.children)


class TripRequest(Asked):
    """
    What a visitor asks for.

    Parameters
    ----------
    dates
        A date, text (`2026-12-25`, `tomorrow`, `friday`, `25 Dec`, `A..B`), or several: one trip.
    base
        Where the day starts and ends: a base id, a site id, or `"lat,lon"` inside the destination's box.
        Not given, it is the destination's own default base, `jackson` for the bundled one.
    start, end
        Leave the base not before, and be back not after; the destination's time, `"07:30"`. Without
        them the stops lie between two hours before sunrise and one hour after sunset.
    must_see, avoid
        Site ids that the plan must, or must not, hold.
    interests
        Weights of the score's terms: film, history, photography, wildlife, ease, comfort, safety.
        [0 to 10 each, no unit; 1 where nothing is said]
    party
        Who travels: adults, children, where they live, the pass they hold, how they bear the cold.
    pace
        `relaxed`, `usual` or `brisk`: how long to stay and how fast to walk.
    modes
        Ways to move: `car`, `walk`, `ski`, `snowshoe`, `bike`. Default: car, walk, and snowshoe
        where there is snow.
    outlook
        How to take a road that is open or shut by conditions: `cautious` (shut), `typical`, `optimistic`.
    roads
        What the user knows of a road, by id: `open`, `closed` or `by-condition`.
    accept_alerts
        Stop at places under a warning-level alert too.
    wishes
        What else the trip should keep to: see `Wishes`.
    seed
        Picks among searches that use chance; the same seed gives the same plan. [whole number, no unit]
    time_limit_s
        Stop searching after so long. [s, more than 0] None: count steps instead. A plan that was cut short
        says so.

    Raises
    ------
    InvalidRequestError
        For any value that cannot be meant.

    Examples
    --------
    >>> TripRequest(dates="2026-12-25", base="kelly").base
    'kelly'
    >>> TripRequest(dates="2026-12-25", pace="fast")
    Traceback (most recent call last):
    ...
    tripplanner.errors.InvalidRequestError: pace must be 'relaxed', 'usual' or 'brisk', not 'fast'
    """

    dates: Annotated[tuple[Day, ...], BeforeValidator(_as_dates), Field(min_length=1)]
    base: Annotated[str, Field(min_length=1)] = "jackson"
    start: ClockTime | None = None
    end: ClockTime | None = None
    must_see: Names = ()
    avoid: Names = ()
    interests: dict[str, Annotated[float, Field(ge=0, le=10)]] = Field(default_factory=dict)
    party: Party = Party()
    pace: Pace = "usual"
    modes: Annotated[tuple[Mode, ...], BeforeValidator(as_tuple)] = DEFAULT_MODES
    outlook: Outlook = "cautious"
    roads: dict[str, RoadStatus] = Field(default_factory=dict)
    accept_alerts: bool = False
    wishes: Wishes = Wishes()
    seed: int = 0
    time_limit_s: float | None = Field(default=None, gt=0)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            dates: DatesLike,
            base: str = "jackson",
            start: TimeLike | None = None,
            end: TimeLike | None = None,
            must_see: NamesLike = (),
            avoid: NamesLike = (),
            interests: Mapping[str, float] = ...,
            party: Party = ...,
            pace: Pace = "usual",
            modes: Mode | Iterable[Mode] = ...,
            outlook: Outlook = "cautious",
            roads: Mapping[str, RoadStatus] = ...,
            accept_alerts: bool = False,
            wishes: Wishes = ...,
            seed: int = 0,
            time_limit_s: float | None = None,
        ) -> None: ...

    @model_validator(mode="after")
    def _can_be_meant(self) -> Self:
        both = sorted(set(self.must_see) & set(self.avoid))
        if both:
            raise ValueError(f"must be seen and also avoided: {', '.join(both)}; drop one of the two")
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError(f"the day ends at {self.end:%H:%M}, before it starts at {self.start:%H:%M}")
        unknown = sorted(set(self.interests) - set(TERMS))
        if unknown:
            raise ValueError(f"no interest {', '.join(unknown)}; known: {', '.join(TERMS)}")
        if not self.modes:
            raise ValueError("at least one mode is needed: car, walk, ski, snowshoe or bike")
        return self
