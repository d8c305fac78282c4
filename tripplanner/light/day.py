"""All that is known of one day's light at one site, as one record."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from pydantic import AwareDatetime

from tripplanner.errors import InvalidRequestError
from tripplanner.light.direct import SunRange, sun_range
from tripplanner.light.moon import MoonTimes, moon_position, moon_times
from tripplanner.light.peaks import PeakLight, peaks_opposite, summit_dip_deg
from tripplanner.light.skyline import Skyline
from tripplanner.light.subject import DayLight, FaceLight
from tripplanner.light.sun import SunTimes, apparent_altitude_deg, sun_position, sun_times
from tripplanner.light.track import SkyPosition, SunTrack, sun_track
from tripplanner.models import Degrees, Peak, Record, Site
from tripplanner.shown import Shown


class FaceSpan(Record):
    """A time, whole minutes, through which the light falls on a face in one way; `ends_at` is not in it."""

    light: FaceLight
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class FaceDay(Record):
    """
    The light on a site's subject from civil dawn to civil dusk; `azimuth_deg` is where it looks to. [°]

    Of a subject that is `far` it is the range's own light, from the first ray on its summits.
    """

    subject: str
    azimuth_deg: Degrees
    far: bool
    spans: tuple[FaceSpan, ...]


class Moment(Record):
    """Sun and moon at one moment: where their centres are seen, refraction included."""

    at: AwareDatetime
    sun: SkyPosition
    moon: SkyPosition


class SiteDay(Shown, Record):
    """
    One day's light at a site; None for what does not happen, or is not known.

    `sun` is the almanac's, for a level horizon; `direct_sun` is the estimate over the skyline, which
    is a level one unless `skyline_known`, and allows for `elevation_precision_m`, how well the site's
    height is known where that is told [m]. Azimuths are those of rise and set. [°]
    """

    site: str
    name: str
    lat: float
    lon: float
    on: date
    timezone: str
    sun: SunTimes
    sunrise_azimuth_deg: Degrees | None
    sunset_azimuth_deg: Degrees | None
    noon_altitude_deg: float | None
    skyline_known: bool
    elevation_precision_m: float | None = None
    direct_sun: SunRange
    peaks: tuple[PeakLight, ...]
    face: FaceDay | None
    moon: MoonTimes
    moonrise_azimuth_deg: Degrees | None
    moonset_azimuth_deg: Degrees | None


def site_day(
    site: Site,
    peaks: Iterable[Peak],
    on: date,
    tz: ZoneInfo,
    *,
    hidden_minutes: tuple[float, float] = (0.0, 0.0),
    golden_deg: tuple[float, float] = (-4.0, 6.0),
    blue_deg: tuple[float, float] | None = None,
) -> SiteDay:
    """
    Work out one day's light at a site.

    The summits shown are the four highest of those within 30° of the view to the site's subject, or
    of the direction opposite the sunrise where a site has none.

    Parameters
    ----------
    site
        The place; where only its zone is known, the middle of that.
    peaks
        The summits around it.
    on
        The day, in the zone `tz`.
    tz
        The site's time zone.
    hidden_minutes
        Least and most time by which hills without a listed summit delay the sun. [min]
    golden_deg, blue_deg
        The sun's altitude at the dark and the bright end of golden and of blue hour; None: blue hour
        lies between -6° and golden hour. [°]

    Raises
    ------
    InvalidRequestError
        Where nobody knows the place, or angles do not rise.

    Examples
    --------
    >>> from tripplanner.models import Face, Position, VisitMinutes, Worth
    >>> given = {"precision_m": 50, "elevation_m": 2030, "sources": ("gps",)}
    >>> barn = Site(
    ...     id="barn", name="Barn", kind="building", summary="A barn.", sources=("gps",),
    ...     position=Position(lat=43.66, lon=-110.664, **given),
    ...     visit_minutes=VisitMinutes(short=5, usual=10, photographer=20, sources=("gps",)),
    ...     worth=Worth(sources=("gps",)), face=Face(subject="its front", azimuth_deg=90, sources=("gps",)),
    ... )  # fmt: skip
    >>> day = site_day(barn, (), date(2026, 12, 25), ZoneInfo("America/Denver"))
    >>> [f"{each.light} {each.starts_at:%H:%M}" for each in day.face.spans]
    ['shade 07:22', 'front-lit 07:55', 'side-lit 10:11', 'back-lit 13:45', 'shade 16:52']
    """
    place = _Place.of(site)
    listed = tuple(peaks)
    skyline, *bounds = _skylines(site, listed, hidden_minutes)
    track = sun_track(place.lat, place.lon, on, tz)
    sun = _sun_times(place, on, tz, golden_deg, blue_deg)
    moon = moon_times(place.lat, place.lon, on, tz)
    sunrise = place.sun(sun.sunrise)
    return SiteDay(
        site=site.id,
        name=site.name,
        lat=place.lat,
        lon=place.lon,
        on=on,
        timezone=tz.key,
        sun=sun,
        sunrise_azimuth_deg=_azimuth_deg(sunrise),
        sunset_azimuth_deg=_azimuth_deg(place.sun(sun.sunset)),
        noon_altitude_deg=_altitude_deg(place.sun(sun.solar_noon)),
        skyline_known=skyline.summits != (),
        elevation_precision_m=_elevation_precision_m(site),
        direct_sun=sun_range(track, skyline, bounds=(bounds[0], bounds[1])),
        peaks=peaks_opposite(site, listed, on, tz, sunrise_deg=_azimuth_deg(sunrise)),
        face=_face_day(site, track, skyline, listed),
        moon=moon,
        moonrise_azimuth_deg=_azimuth_deg(place.moon(moon.moonrise)),
        moonset_azimuth_deg=_azimuth_deg(place.moon(moon.moonset)),
    )


def sky_at(site: Site, moment: datetime) -> Moment:
    """
    Where sun and moon are seen from a site at a moment.

    Parameters
    ----------
    site
        The place; where only its zone is known, the middle of that.
    moment
        An aware datetime.

    Raises
    ------
    InvalidRequestError
        Where nobody knows the place, or the moment has no time zone.
    """
    place = _Place.of(site)
    sun, moon = (
        each.model_copy(update={"altitude_deg": apparent_altitude_deg(each.altitude_deg)})
        for each in (sun_position(place.lat, place.lon, moment), moon_position(place.lat, place.lon, moment))
    )
    return Moment(at=moment, sun=sun, moon=moon)


def face_spans(light: DayLight) -> tuple[FaceSpan, ...]:
    """
    How the light falls on a face through a day, in times of whole minutes, without the dark.

    Where unlisted hills delay the sun by a range of minutes, it comes at the earliest of them. A site
    without a face has none.
    """
    if light.face_azimuth_deg is None:
        return ()
    by_minute = ((light.at(minute).face, minute) for minute in range(int(light.track.day.minutes)))
    spans = []
    for face, group in groupby(by_minute, key=lambda each: each[0]):
        minutes = [minute for _, minute in group]
        if face is not None and face != "dark":
            start, end = light.track.day.moment(minutes[0]), light.track.day.moment(minutes[-1] + 1)
            spans.append(FaceSpan(light=face, starts_at=start, ends_at=end))
    return tuple(spans)


@dataclass(frozen=True, slots=True)
class _Place:
    lat: float
    lon: float

    @classmethod
    def of(cls, site: Site) -> "_Place":
        spot = site.position if site.position is not None else site.zone
        if spot is None:
            raise InvalidRequestError(f"nobody knows where {site.name} is")
        return cls(spot.lat, spot.lon)

    def sun(self, moment: datetime | None) -> SkyPosition | None:
        return None if moment is None else sun_position(self.lat, self.lon, moment)

    def moon(self, moment: datetime | None) -> SkyPosition | None:
        return None if moment is None else moon_position(self.lat, self.lon, moment)


def _azimuth_deg(position: SkyPosition | None) -> float | None:
    return None if position is None else position.azimuth_deg


def _sun_times(
    place: _Place,
    on: date,
    tz: ZoneInfo,
    golden_deg: tuple[float, float],
    blue_deg: tuple[float, float] | None,
) -> SunTimes:
    return sun_times(
        place.lat,
        place.lon,
        on,
        tz,
        golden_low_deg=golden_deg[0],
        golden_high_deg=golden_deg[1],
        blue_low_deg=-6.0 if blue_deg is None else blue_deg[0],
        blue_high_deg=None if blue_deg is None else blue_deg[1],
    )


def _altitude_deg(position: SkyPosition | None) -> float | None:
    return None if position is None else apparent_altitude_deg(position.altitude_deg)


def _face_day(site: Site, track: SunTrack, skyline: Skyline, peaks: tuple[Peak, ...]) -> FaceDay | None:
    face = site.face
    if face is None:
        return None
    light = DayLight(track, skyline, face.azimuth_deg, summit_dip_deg(site, peaks))
    return FaceDay(subject=face.subject, azimuth_deg=face.azimuth_deg, far=face.far, spans=face_spans(light))


def _elevation_precision_m(site: Site) -> float | None:
    return None if site.elevation is None or site.position is None else site.elevation.precision_m


def _skylines(site: Site, peaks: tuple[Peak, ...], hidden_minutes: tuple[float, float]) -> list[Skyline]:
    """The skyline as drawn, as low as it can be, and as high: one sees over more from higher up."""
    spot, spread_m = site.standpoint, _elevation_precision_m(site) or 0.0
    viewers = [
        spot
        if spot is None or spot.elevation_m is None
        else spot.model_copy(update={"elevation_m": spot.elevation_m + by_m})
        for by_m in (0.0, spread_m, -spread_m)
    ]
    return [Skyline.of(viewer, peaks, hidden_minutes=hidden_minutes) for viewer in viewers]
