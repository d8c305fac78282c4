"""When a visit to a site may start, how long it takes then and what it earns, on a 5-minute grid."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tripplanner.hazards import FrostbiteBand, felt_temp_c, frostbite_band
from tripplanner.light import LightQuality
from tripplanner.models import Pace, Site
from tripplanner.planning.problem import Window
from tripplanner.planning.score import visit_terms, weighted
from tripplanner.weather.model import Alert, Forecast, Hour

GRID_MINUTES = 5
FIRST_LIGHT_AFTER_MINUTES = 20  # visitors stay 20 to 30 minutes after the light has come
FIRST_LIGHT_SLACK_MINUTES = 15  # how much earlier than needed one may come
BUSY_MARGIN_MINUTES = 30  # 14 parking spaces: in the season they fill 40 minutes before sunrise
QUIET_MARGIN_MINUTES = 15
BUSY_MONTHS = range(5, 11)
FIRST_LIGHT_WORTH = 8  # sites worth fewer points for photography are not waited at for the light
SEVERE = ("Severe", "Extreme")
TOO_COLD = ("5-10 min", "2-5 min", "under 2 min")


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
    front-lit in the morning (None: it is not); visits lie between `sunrise` and `sunset`.
    """

    quality: Callable[[int], LightQuality]
    lit_from: int | None
    sunrise: int
    sunset: int


class Weather:
    """A forecast asked by minute of the day."""

    def __init__(self, forecast: Forecast, midnight: datetime) -> None:
        self._midnight = midnight
        self._hours = {
            int((hour.starts_at - midnight).total_seconds() // 60): hour for hour in forecast.hours
        }
        self._alerts = forecast.alerts

    def hour_at(self, minute: int) -> Hour | None:
        """The hour that the minute lies in, or None where nothing is known."""
        # Time zones are whole quarters of an hour off UTC, so an hour may start at any quarter.
        for back in range(0, 60, 15):
            hour = self._hours.get(minute - minute % 15 - back)
            if hour is not None:
                return hour
        return None

    def alerts_between(self, start: int, end: int) -> tuple[Alert, ...]:
        """Alerts that hold during any part of the minutes given."""
        first, last = (self._midnight + timedelta(minutes=minute) for minute in (start, end))
        return tuple(alert for alert in self._alerts if alert.holds_between(first, last))

    def forbids(self, start: int, end: int, *, accept_alerts: bool) -> str | None:
        """Why nobody should be outdoors then: `weather-alert`, `cold-exposure`, or None."""
        alerts = self.alerts_between(start, end)
        if not accept_alerts and any(
            each.severity in SEVERE and each.event.endswith("Warning") for each in alerts
        ):
            return "weather-alert"
        hours = [self.hour_at(minute) for minute in (start, (start + end) // 2, end)]
        return "cold-exposure" if any(_felt(hour)[1] in TOO_COLD for hour in hours) else None


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
) -> tuple[Piece, ...]:
    """
    All windows of one site on one day, in order of time; equal neighbours are one window.

    A visit lies between `first` and `last`, inside the opening hours and between sunrise and sunset,
    except that one may come before to wait for the first light: 15 minutes ahead of it, 30 in the season
    (May to October), when the parking fills. Not offered are hours in which bare skin can freeze
    within 10 minutes, and, unless alerts are accepted, those under a severe warning.
    """
    opens, closes = opening if opening is not None else (first, last)
    first, last = max(first, opens), min(last, closes)
    wait = _first_light_span(site, light, month)
    pieces: list[Piece] = []
    for start in range(-(-first // GRID_MINUTES) * GRID_MINUTES, last, GRID_MINUTES):
        waiting = wait is not None and wait[0] <= start < wait[1]
        minutes = stay_minutes(site, pace)
        if waiting and wait is not None:
            minutes = max(minutes, wait[1] + QUIET_MARGIN_MINUTES + FIRST_LIGHT_AFTER_MINUTES - wait[0])
        end = start + GRID_MINUTES - 1 + minutes
        if end > last or end > light.sunset or (start < light.sunrise and not waiting):
            continue
        quality = visit_light(light, start, start + minutes, waits_for_light=waiting)
        if weather.forbids(start, start + minutes, accept_alerts=accept_alerts):
            continue
        terms = _terms(site, quality, weather, start, minutes, interests)
        points = sum(terms.values())
        if points >= 1:
            window = Window(start, start + GRID_MINUTES - 1, minutes, points)
            pieces.append(Piece(window, terms, waiting))
    return tuple(_merged(pieces))


def _first_light_span(site: Site, light: SiteLight, month: int) -> tuple[int, int] | None:
    """Grid starts from which one waits for the first light; the end is excluded."""
    if light.lit_from is None or site.worth is None or site.worth.photography < FIRST_LIGHT_WORTH:
        return None
    margin = BUSY_MARGIN_MINUTES if month in BUSY_MONTHS else QUIET_MARGIN_MINUTES
    latest = (light.lit_from - margin) // GRID_MINUTES * GRID_MINUTES
    return latest - FIRST_LIGHT_SLACK_MINUTES, latest + GRID_MINUTES


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
