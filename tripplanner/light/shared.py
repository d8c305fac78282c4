"""The light of a day at the sites of a place, worked out once for all plans of that day."""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from zoneinfo import ZoneInfo

from tripplanner.light.peaks import summit_dip_deg
from tripplanner.light.skyline import Skyline
from tripplanner.light.subject import DayLight
from tripplanner.light.track import sun_track
from tripplanner.models import Peak, Site

_DAYS, _PLACES, _SITES = 31, 4, 256
Horizon = tuple[Skyline, float | None]


@lru_cache(maxsize=_DAYS)
def lights_of(
    peaks: tuple[Peak, ...],
    hidden_minutes: tuple[float, float],
    spot: tuple[float, float],
    on: date,
    tz: ZoneInfo,
) -> Callable[[Site], DayLight]:
    """
    The light of a day, by site; all sites share the sun's track over one spot.

    Parameters
    ----------
    peaks, hidden_minutes
        The summits around the sites, and how long unlisted hills hide the sun, as a destination has them.
    spot
        Latitude and longitude of the place whose sun they share. [°]
    on, tz
        The day, in that time zone.
    """
    track, horizon = sun_track(*spot, on, tz), _horizons(peaks, hidden_minutes)

    @lru_cache(maxsize=_SITES)
    def of(site: Site) -> DayLight:
        skyline, dip_deg = horizon(site)
        return DayLight(track, skyline, None if site.face is None else site.face.azimuth_deg, dip_deg)

    return of


@lru_cache(maxsize=_PLACES)
def _horizons(peaks: tuple[Peak, ...], hidden_minutes: tuple[float, float]) -> Callable[[Site], Horizon]:
    """The skyline at each site, and how low the sun is that lights the range that is its subject."""

    @lru_cache(maxsize=_SITES)
    def of(site: Site) -> Horizon:
        skyline = Skyline.of(site.standpoint, peaks, hidden_minutes=hidden_minutes)
        return skyline, summit_dip_deg(site, peaks)

    return of
