"""The smallest parts of a plan: the visits, the ways between them, the pauses, and what fell away."""

from typing import Annotated, ClassVar, Literal

from pydantic import ConfigDict, Field

from tripplanner.models import Identifier, Mode, Record, RoadStatus
from tripplanner.models.base import AwareTime
from tripplanner.weather.model import Hour, WeatherKind, WeatherPlace

# What calendars and tables can hold (32 bits); a saved plan with more is damaged.
Whole = Annotated[int, Field(ge=-(2**31), lt=2**31)]
Celsius = Annotated[float, Field(ge=-150, le=100)]


class RoadOnLeg(Record):
    """
    A road that a leg runs along.

    Attributes
    ----------
    id
        How the destination names it.
    status
        `open`, `closed` or `by-condition` that day.
    """

    id: Identifier
    status: RoadStatus


class Leg(Record):
    """
    Getting from one place to the next in one mode.

    In JSON `start` and `end` are called `from` and `to`.

    Attributes
    ----------
    start, end
        Ids of a base, a site or a parking place.
    start_name, end_name
        How people name them.
    mode
        `car`, `walk`, `ski`, `snowshoe` or `bike`.
    depart, arrive
        When.
    minutes
        How long it takes, with parking. [min]
    dark_minutes
        How long of it is in the dark. [min]
    distance_km
        How far it is, along the roads. [km]
    roads
        What it runs along.
    turn_around_at
        On a way over snow that leads away from the car: who has not arrived by then turns around, so as to
        be back at the car before dark at the pace of the way out.
    via
        Ids of the places that it passes, both ends included.
    """

    model_config: ClassVar[ConfigDict] = ConfigDict(populate_by_name=True)

    start: str = Field(alias="from")
    end: str = Field(alias="to")
    start_name: str
    end_name: str
    mode: Mode
    depart: AwareTime
    arrive: AwareTime
    minutes: Whole
    dark_minutes: Whole
    distance_km: float = Field(ge=0, le=100_000)
    roads: tuple[RoadOnLeg, ...]
    turn_around_at: AwareTime | None = None
    via: tuple[Identifier, ...] = ()


class StopLight(Record):
    """
    The light at a stop: what the sun does to the subject that day; None: it does not happen.

    Attributes
    ----------
    front_lit_from, front_lit_until
        When the sun stands in front of the subject's face.
    direct_sun_from, direct_sun_latest
        The first direct sun: the earliest and the latest moment, by the summits known.
    quality
        The best light of the visit: `first-light`, `golden`, `front-lit`, `day`, `twilight` or `dark`.
    subject
        What the light falls on.
    """

    front_lit_from: AwareTime | None = None
    front_lit_until: AwareTime | None = None
    direct_sun_from: AwareTime | None = None
    direct_sun_latest: AwareTime | None = None
    quality: str | None = None
    subject: str | None = None


class StopWeather(Record):
    """
    The weather of a stop's hours, as it was sent, with what it means for bare skin and for the view.

    Attributes
    ----------
    kind
        `forecast`, `stale` (real, too old) or `normals` (climate).
    provider
        Who said it.
    place
        The spot and height that the figures are for.
    issued_at
        When it was issued; None: of climate.
    hours
        All the hours that the stop touches.
    wind_chill_c
        The lowest wind chill of them [1]_. [°C] None above 10 °C, in winds up to 4.8 km/h, and without a wind
        figure: it is not defined.
    frostbite
        The time in which bare skin can freeze, as a band of words; None: no band holds. [2]_
    frostbite_minutes
        The least time in which a bare cheek can freeze [2]_. [min, 1 to 15] None: the equation does not
        hold, which is no promise.
    outdoor_limit_minutes
        How long the party may be outdoors there in the cold. [min] None: no limit by cold, which is no
        promise.
    range_visible_percent
        The chance that `range_summit` is in view, by a rule of thumb. [%, 0 to 100]
    range_summit
        The summit that one looks for.

    References
    ----------
    .. [1] National Weather Service, Wind Chill Chart (2001 formula),
       https://www.weather.gov/safety/cold-wind-chill-chart
    .. [2] Environment and Climate Change Canada, wind chill hazards table; and Nelson et al. (2002), facial
       freezing time, restated in USARIEM TR-26-5, equation 5.
    """

    kind: WeatherKind
    provider: str
    place: WeatherPlace
    issued_at: AwareTime | None
    hours: tuple[Hour, ...]
    wind_chill_c: Celsius | None
    frostbite: str | None
    frostbite_minutes: Whole | None = None
    outdoor_limit_minutes: Whole | None = None
    range_visible_percent: Whole | None = None
    range_summit: str | None = None


class Stop(Record):
    """
    One visit.

    Attributes
    ----------
    site, name
        How the destination and people name it.
    arrive, leave
        When.
    visit_from
        When the visit that counts begins, where one has to wait for it; None: on arrival.
    leave_by
        The last moment to go back over snow to the car before dark; None: no such way.
    score
        What it earns, by term of the score. [points; the cold and the like are negative]
    light
        What the sun does there that day.
    weather
        The weather of its hours.
    summary
        One or two sentences on the place.
    """

    site: Identifier
    name: str
    arrive: AwareTime
    leave: AwareTime
    visit_from: AwareTime | None = None
    leave_by: AwareTime | None = None
    score: dict[str, Whole]
    light: StopLight
    weather: StopWeather
    summary: str


class Break(Record):
    """
    A pause between the visits.

    Attributes
    ----------
    kind
        `meal`.
    place, name
        Where: at the car, or where one stays.
    start, end
        When.
    """

    kind: Literal["meal"]
    place: Identifier
    name: str
    start: AwareTime
    end: AwareTime


class Fallen(Record):
    """
    What an earlier revision had and this one has no more, with its times there.

    Attributes
    ----------
    kind
        `stop`, `leg` or `meal`.
    key
        Its name through all revisions of the trip, as in `stop oxbow-bend`.
    place, place_name
        Where it was; of a way, where it began.
    name
        The place one would have come to.
    start, end
        When it would have been.
    """

    kind: Literal["stop", "leg", "meal"]
    key: str
    place: str
    place_name: str
    name: str
    start: AwareTime
    end: AwareTime
