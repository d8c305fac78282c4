"""How long a party may stay out in the cold: a published schedule, and what can freeze bare skin."""

from tripplanner.hazards.cold import WIND_CHILL_MIN_WIND_KMH, felt_temp_c, frostbite_band
from tripplanner.request import Party
from tripplanner.units import c_from_f, kmh_from_mph

# The work/warm-up schedule: one step per row of temperature, and one per column of wind.
_ROWS_FROM_C = (-26, -29, -32, -35, -38, -40, -43)
_WIND_ABOVE_KMH = (WIND_CHILL_MIN_WIND_KMH, *(kmh_from_mph(speed) for speed in (5, 10, 15, 20)))
_MINUTES_BY_STEP: tuple[int | None, ...] = (None, None, 75, 55, 40, 30)

CHILDREN_FELT_C = c_from_f(-15)
_BARE_SKIN_MINUTES, _BARE_SKIN_MINUTES_SENSITIVE = 30, 10


def outdoor_limit_minutes(air_temp_c: float, wind_speed_kmh: float | None, party: Party) -> int | None:
    """
    The longest stay outdoors at one place that a plan offers this party, before it warms up again.

    The least of these holds. The work/warm-up schedule for outdoor workers in dry clothing, one step
    lower because visitors stand about (the schedule's own rule for little movement); another step lower
    with children, with limited mobility and with low tolerance, one higher with high tolerance. The
    time in which bare skin can freeze: nobody is sent out from the band of 5 to 10 minutes on; in that
    of 10 to 30 minutes the stay is 30, or 10 with children, limited mobility or low tolerance, and with
    high tolerance as the schedule says, the face covered. With children nothing is offered below -15 °F
    (-26 °C) felt. What the party changes is our judgement.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    wind_speed_kmh
        Wind speed at 10 m [km/h]; None: not known, then still air is taken, the mildest case.
    party
        Who travels: children, mobility and cold tolerance count.

    Returns
    -------
    int | None
        Minutes [min], 0 where nobody should be out. None: the cold sets no limit, which is no promise.

    References
    ----------
    .. [1] Saskatchewan Labour, Cold Conditions Guidelines for Outside Workers (work/warm-up schedule),
       https://www.ccohs.ca/otherhsinfo/alerts/alert56.txt, read 2026-11-23 there and in a copy of the
       table. Its first rows allow the normal break every two hours.
    .. [2] American Academy of Pediatrics: no play outside below -15 °F of temperature or wind chill;
       as told on http://pediatricalliance.com/baby-its-cold-outside/, read 2026-11-23.

    Examples
    --------
    >>> outdoor_limit_minutes(-29, 8, Party()), outdoor_limit_minutes(-29, 8, Party(children=(7,)))
    (30, 0)
    >>> outdoor_limit_minutes(-5, 20, Party()) is None
    True
    """
    limits = (
        _by_schedule(air_temp_c, wind_speed_kmh, party),
        _by_bare_skin(air_temp_c, wind_speed_kmh, party),
        0 if party.children and felt_temp_c(air_temp_c, wind_speed_kmh) < CHILDREN_FELT_C else None,
    )
    return min((each for each in limits if each is not None), default=None)


def walk_limit_minutes(air_temp_c: float, wind_speed_kmh: float | None, party: Party) -> int | None:
    """
    The longest way on foot that a plan offers this party in the cold: moving, and with the face covered.

    As `outdoor_limit_minutes`, but for the standing about: the schedule's own row for work that keeps one
    warm, and in the band of 10 to 30 minutes no bound by bare skin.

    Parameters
    ----------
    air_temp_c
        Air temperature. [°C]
    wind_speed_kmh
        Wind speed at 10 m [km/h]; None: not known, then still air is taken.
    party
        Who walks.

    Returns
    -------
    int | None
        Minutes [min], 0 where nobody should be out; None: the cold sets no limit, which is no promise.

    Examples
    --------
    >>> walk_limit_minutes(-29, 8, Party()), walk_limit_minutes(-42, 8, Party())
    (75, 0)
    """
    standing = outdoor_limit_minutes(air_temp_c, wind_speed_kmh, party)
    if standing is None or standing == 0:
        return standing
    return _by_schedule(air_temp_c, wind_speed_kmh, party, standing=False)


def _by_schedule(
    air_temp_c: float, wind_speed_kmh: float | None, party: Party, *, standing: bool = True
) -> int | None:
    """The schedule's minutes; None above -26 °C, where it does not speak, and where it sets none."""
    row = sum(round(air_temp_c) <= edge for edge in _ROWS_FROM_C) - 1
    if row < 0:
        return None
    column = 0 if wind_speed_kmh is None else sum(wind_speed_kmh > edge for edge in _WIND_ABOVE_KMH)
    step = max(0, row + column + standing + _steps_lower(party))
    return _MINUTES_BY_STEP[step] if step < len(_MINUTES_BY_STEP) else 0


def _steps_lower(party: Party) -> int:
    by_tolerance = {"low": 1, "usual": 0, "high": -1}[party.cold_tolerance]
    return by_tolerance + bool(party.children) + (party.mobility == "limited")


def _by_bare_skin(air_temp_c: float, wind_speed_kmh: float | None, party: Party) -> int | None:
    still_air = 0.0
    band = frostbite_band(air_temp_c, still_air if wind_speed_kmh is None else wind_speed_kmh)
    if band in (None, "low"):
        return None
    if band != "10-30 min":
        return 0
    steps = _steps_lower(party)
    if steps < 0:
        return None
    return _BARE_SKIN_MINUTES if steps == 0 else _BARE_SKIN_MINUTES_SENSITIVE
