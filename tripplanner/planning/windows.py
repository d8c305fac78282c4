"""When a visit to a site may start, how long it takes then and what it earns, on a 5-minute grid."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from tripplanner.hazards import FrostbiteBand, felt_temp_c, frostbite_band
from tripplanner.light import LightQuality
from tripplanner.models import Pace, Site
from tripplanner.planning.outdoors import (
    GRID_MINUTES,
    SEVERE,
    Span,
    Weather,
    stay_within,
    walk_is_warm_enough,
)
from tripplanner.planning.problem import Window
from tripplanner.planning.score import storm_points, visit_terms, weighted
from tripplanner.request import Party
from tripplanner.weather.model import Hour

__all__ = [
    "GRID_MINUTES",
    "Piece",
    "SiteLight",
    "Weather",
    "rounded_up",
    "site_pieces",
    "stay_minutes",
    "visit_light",
    "warm_on_the_way",
]

FIRST_LIGHT_AFTER_MINUTES = 20  # visitors stay 20 to 30 minutes after the light has come
FIRST_LIGHT_SLACK_MINUTES = 5  # how much earlier than needed one may come
BUSY_BEFORE_SUNRISE_MINUTES = 45  # 14 parking spaces: in the season they fill 40 minutes before sunrise
QUIET_MARGIN_MINUTES = 15
BUSY_MONTHS = range(5, 11)
FIRST_LIGHT_WORTH = 8  # sites worth fewer points for photography are not waited at for the light
ANY_PARTY = Party()


@dataclass(frozen=True, slots=True)
class Piece:
    """A window with what its points are made of, and whether one comes for the first light."""

    window: Window
    terms: Mapping[str, int]
    waits_for_light: bool


@dataclass(frozen=True, slots=True)
class SiteLight:
    """
    What a site's windows need to know of the light, in minutes since local midnight.

    `quality(minute)` is the light on the subject; `lit_from` the minute from which the face is
    front-lit in the morning at the earliest (None: it is not), `lit_latest` that from which it is at
    the latest (None: the same); visits lie between `sunrise` and `sunset`.
    """

    quality: Callable[[int], LightQuality]
    lit_from: int | None
    sunrise: int
    sunset: int
    lit_latest: int | None = None


def rounded_up(minutes: int) -> int:
    """Up to whole 5 minutes: no estimate of a drive or a walk is worth more. [min]"""
    return -(-minutes // GRID_MINUTES) * GRID_MINUTES


def stay_minutes(site: Site, pace: Pace) -> int:
    """Minutes to stay: the short visit when brisk, the photographer's when relaxed. [min]"""
    assert site.visit_minutes is not None  # noqa: S101 - the record guarantees it for visitable sites
    minutes = site.visit_minutes
    return {"brisk": minutes.short, "usual": minutes.usual, "relaxed": minutes.photographer}[pace]


def site_pieces(
    site: Site,
    *,
    light: SiteLight,
    weather: Weather,
    first: int,
    last: int,
    opening: tuple[int, int] | None,
    pace: Pace,
    month: int,
    interests: Mapping[str, float],
    accept_alerts: bool = False,
    party: Party = ANY_PARTY,
) -> tuple[Piece, ...]:
    """
    All windows of one site on one day, in order of time; equal neighbours are one window.

    A visit lies between `first` and `last`, inside the opening hours and between sunrise and sunset,
    except that one may come before to wait for the first light: 15 minutes ahead of it, and in the
    season (May to October), when the parking fills, 45 minutes ahead of sunrise. Who waits stays until
    20 minutes after the latest time at which the light can come. Where the cold bounds the time outdoors
    of this party, the visit shrinks to a shorter one of the site, or is not offered at all; nor is one
    under a severe warning, unless alerts are accepted.
    """
    opens, closes = opening if opening is not None else (first, last)
    first, last = max(first, opens), min(last, closes)
    wait = _first_light_span(site, light, month)
    pieces: list[Piece] = []
    for start in range(-(-first // GRID_MINUTES) * GRID_MINUTES, last, GRID_MINUTES):
        waiting = wait is not None and wait[0] <= start < wait[1]
        stay = usual = stay_minutes(site, pace)
        if waiting and wait is not None:
            stay = max(stay, rounded_up(_first_light_over(light) - wait[0]))
        end = start + GRID_MINUTES - 1 + stay
        if end > last or end > light.sunset or (start < light.sunrise and not waiting):
            continue
        if not accept_alerts and weather.warning_between(start, start + stay) is not None:
            continue
        minutes = stay_within(weather, start, (stay, usual, *_shorter(site, usual)), party)
        if minutes is None:
            continue
        # Who may not be out long enough to wait for the light comes when the sun is up.
        waiting = waiting and minutes == stay
        if start < light.sunrise and not waiting:
            continue
        quality = visit_light(light, start, start + minutes, waits_for_light=waiting)
        terms = _terms(site, quality, weather, start, minutes, interests)
        points = sum(terms.values())
        if points >= 1:
            window = Window(start, start + GRID_MINUTES - 1, minutes, points)
            pieces.append(Piece(window, terms, waiting))
    return tuple(_merged(pieces))


def warm_on_the_way(
    pieces: tuple[Piece, ...], walk_minutes: int, weather: Weather, party: Party
) -> tuple[Piece, ...]:
    """
    The windows without the starts for which the way on foot, there or back, is too long for the cold.

    Parameters
    ----------
    pieces
        The windows of a site.
    walk_minutes
        The way from the car, one way. [min]
    weather, party
        The day's weather, and who walks in it.
    """
    if not weather.sets_limits(party):
        return pieces
    steps = [_step(piece, start) for piece in pieces for start in _starts(piece.window)]
    kept = [
        step
        for step in steps
        if walk_is_warm_enough(
            weather, walk_minutes, Span(step.window.opens, step.window.closes + step.window.minutes), party
        )
    ]
    return pieces if len(kept) == len(steps) else tuple(_merged(kept))


def _starts(window: Window) -> range:
    return range(window.opens, window.closes + 1, GRID_MINUTES)


def _step(piece: Piece, start: int) -> Piece:
    """The part of a window within one step of the grid."""
    closes = min(start + GRID_MINUTES - 1, piece.window.closes)
    return replace(piece, window=replace(piece.window, opens=start, closes=closes))


def _shorter(site: Site, stay: int) -> list[int]:
    """The site's shorter visits, on the grid, the longest first."""
    assert site.visit_minutes is not None  # noqa: S101 - the record guarantees it for visitable sites
    visits = site.visit_minutes
    every = {rounded_up(each) for each in (visits.photographer, visits.usual, visits.short)}
    return sorted((each for each in every if each < stay), reverse=True)


def _first_light_span(site: Site, light: SiteLight, month: int) -> tuple[int, int] | None:
    """Grid starts from which one waits for the first light; the end is excluded."""
    if light.lit_from is None or site.worth is None or site.worth.photography < FIRST_LIGHT_WORTH:
        return None
    be_there = light.lit_from - QUIET_MARGIN_MINUTES
    if month in BUSY_MONTHS:
        be_there = min(be_there, light.sunrise - BUSY_BEFORE_SUNRISE_MINUTES)
    latest = be_there // GRID_MINUTES * GRID_MINUTES
    return latest - FIRST_LIGHT_SLACK_MINUTES, latest + GRID_MINUTES


def _first_light_over(light: SiteLight) -> int:
    """The minute at which who waited for the first light goes: it is sure to have come by then."""
    comes = (each for each in (light.lit_from, light.lit_latest) if each is not None)
    return max(comes) + FIRST_LIGHT_AFTER_MINUTES


def visit_light(light: SiteLight, start: int, end: int, *, waits_for_light: bool) -> LightQuality:
    """The light of a stay: the first light if one waits for it, else the light in the middle of the stay."""
    if waits_for_light:
        return "first-light"
    quality = light.quality((start + end) // 2)
    # Who did not come ahead of the first light finds the places taken: it counts as front-lit.
    return "front-lit" if quality == "first-light" else quality


def _terms(
    site: Site,
    light: LightQuality,
    weather: Weather,
    start: int,
    minutes: int,
    interests: Mapping[str, float],
) -> dict[str, int]:
    assert site.worth is not None  # noqa: S101 - the record guarantees it for visitable sites
    hour = weather.hour_at(start + minutes // 2)
    severe = [each for each in weather.alerts_between(start, start + minutes) if each.severity in SEVERE]
    felt, band = _felt(hour)
    terms = visit_terms(
        site.worth,
        light,
        felt_temp_c=felt,
        precipitation_percent=None if hour is None else hour.precipitation_percent,
        frostbite=band,
        under_alert=bool(severe),
    )
    terms["safety"] += 0.0 if hour is None else storm_points(hour)
    return weighted(terms, interests)


def _felt(hour: Hour | None) -> tuple[float | None, FrostbiteBand | None]:
    if hour is None or hour.air_temp_c is None:
        return None, None
    band = None if hour.wind_speed_kmh is None else frostbite_band(hour.air_temp_c, hour.wind_speed_kmh)
    return felt_temp_c(hour.air_temp_c, hour.wind_speed_kmh), band


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    current: Piece | None = None
    for piece in pieces:
        if current is not None and _continues(current, piece):
            joined = Window(
                current.window.opens, piece.window.closes, piece.window.minutes, piece.window.points
            )
            current = Piece(joined, piece.terms, piece.waits_for_light)
            continue
        if current is not None:
            yield current
        current = piece
    if current is not None:
        yield current


def _continues(before: Piece, after: Piece) -> bool:
    return (
        before.window.closes + 1 == after.window.opens
        and before.window.minutes == after.window.minutes
        and before.terms == after.terms
        and before.waits_for_light == after.waits_for_light
    )
