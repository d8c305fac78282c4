"""How a caller has weather asked for: from our services, in a session and a time, or from a provider."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol
from zoneinfo import ZoneInfo

from tripplanner.errors import InvalidRequestError
from tripplanner.models import Destination
from tripplanner.weather import chain
from tripplanner.weather.model import Forecast, WeatherPlace

if TYPE_CHECKING:
    import requests

_LONGEST_S = 3600


class WeatherProvider(Protocol):
    """
    Anything that can say what the weather will be: your own service, or answers made for a test.

    It needs the one method below. What it raises reaches the caller as it is; anything but a `Forecast`
    given back is refused with `InvalidRequestError`. It is asked in place of all our services, alerts
    and notices included, and from the thread that plans.

    Examples
    --------
    >>> class Frost:
    ...     def get_forecast(self, place, start, end, *, now):
    ...         first = start.replace(minute=0, second=0, microsecond=0)
    ...         hours = [
    ...             Hour(starts_at=first + timedelta(hours=number), air_temp_c=-10, wind_speed_kmh=0)
    ...             for number in range(int((end - first) / timedelta(hours=1)) + 1)
    ...         ]
    ...         said = Provenance(kind="forecast", provider="frost", place=place, fetched_at=now)
    ...         return Forecast(spells=[Spell(provenance=said, hours=hours)])
    >>> from datetime import UTC, timedelta
    >>> from tripplanner.weather.model import Hour, Provenance, Spell
    >>> noon = datetime(2026, 12, 25, 19, tzinfo=UTC)
    >>> spot = WeatherPlace(lat=43.66, lon=-110.66)
    >>> ask_provider(Frost(), spot, noon, noon + timedelta(hours=2), now=noon).hours[1].air_temp_c
    -10.0
    """

    def get_forecast(self, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime) -> Forecast:
        """
        The weather of some hours at a place.

        Parameters
        ----------
        place
            The spot and height that it is wanted for.
        start, end
            The time wanted, aware: every hour that touches it.
        now
            The moment that it is asked at: what was issued later is not to be used.

        Returns
        -------
        Forecast
            Its hours, and who said them.
        """


# What a caller may hand over as the weather.
WeatherLike = Forecast | WeatherProvider | None


@dataclass(frozen=True, slots=True)
class Asking:
    """
    How weather is asked for: from whom (None: our own services), and within which time [s].

    Raises
    ------
    InvalidRequestError
        When one of them cannot be meant.
    """

    weather: WeatherLike = None
    offline: bool = False
    session: "requests.Session | None" = None
    deadline_s: float = 20.0

    def __post_init__(self) -> None:
        provider = self.weather
        if not (provider is None or isinstance(provider, Forecast) or _has(provider, "get_forecast")):
            raise InvalidRequestError(
                f"weather cannot be {provider!r}: give a Forecast, or an object with a get_forecast method"
            )
        if self.session is not None and not _has(self.session, "get"):
            raise InvalidRequestError(f"session cannot be {self.session!r}: give a requests.Session")
        limit = self.deadline_s
        if not isinstance(limit, int | float) or isinstance(limit, bool) or not 0 < limit <= _LONGEST_S:
            raise InvalidRequestError(
                f"deadline_s cannot be {limit!r}: give seconds, more than 0 and at most {_LONGEST_S}"
            )


def _has(thing: object, method: str) -> bool:
    return not isinstance(thing, type) and callable(getattr(thing, method, None))


def ask_provider(
    provider: WeatherProvider, place: WeatherPlace, start: datetime, end: datetime, *, now: datetime
) -> Forecast:
    """
    Ask a provider of the caller's own.

    Raises
    ------
    InvalidRequestError
        When it gives back anything but a `Forecast`.
    """
    given: object = provider.get_forecast(place, start, end, now=now)
    if not isinstance(given, Forecast):
        raise InvalidRequestError(
            f"the weather provider {type(provider).__name__} gave back {type(given).__name__}, not a Forecast"
        )
    return given


def ask_weather(
    place: Destination,
    where: WeatherPlace,
    start: datetime,
    end: datetime,
    *,
    asking: Asking,
    now: datetime,
    sites: tuple[WeatherPlace, ...] = (),
) -> Forecast:
    """
    What the caller gave, or else what the chain of providers says of one place of a destination.

    `sites` are other places that may be visited, of a plan: for them a second cell may be asked. Without any
    the latest observation near the place is asked for, where the time is of today.
    """
    if isinstance(asking.weather, Forecast):
        return asking.weather
    if asking.weather is not None:
        return ask_provider(asking.weather, where, start, end, now=now)
    return chain.get_forecast(
        where,
        start,
        end,
        now=now,
        climate=place.climate,
        tz=ZoneInfo(place.timezone),
        zones=(*place.alert_zones, *place.nearby_alert_zones),
        park=place.nps_park,
        sites=sites,
        offline=asking.offline,
        deadline_s=asking.deadline_s,
        session=asking.session,
    )
