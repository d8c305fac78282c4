"""Skyfield with JPL's DE421 as the outside authority: offline, from the package skyfield-data."""

import warnings
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import skyfield_data
from skyfield import almanac
from skyfield.api import Loader, wgs84

DENVER = ZoneInfo("America/Denver")
MORMON_ROW = (43.66, -110.66)


class Skyfield:
    """The few questions these tests ask of Skyfield."""

    def __init__(self) -> None:
        with warnings.catch_warnings():
            # The package warns of its table of the earth's rotation, which is not used here: the
            # ephemeris holds to 2053, and Skyfield's built-in time scale is good to a second.
            warnings.filterwarnings("ignore", message="The file .* has expired", category=RuntimeWarning)
            folder = skyfield_data.get_skyfield_data_path()
        load = Loader(folder, verbose=False)
        self.timescale = load.timescale(builtin=True)
        self.bodies = load("de421.bsp")

    def close(self) -> None:
        """Close the ephemeris file, which pytest would complain of otherwise."""
        self.bodies.close()

    def times(self, moments: list[datetime]) -> object:
        """Skyfield's own times, as one array."""
        return self.timescale.from_datetimes(moments)

    def azimuth_altitude_deg(
        self, body: str, moments: list[datetime], *, place: tuple[float, float] = MORMON_ROW
    ) -> list[tuple[float, float]]:
        """Airless azimuth and altitude of a body."""
        observer = self.bodies["earth"] + wgs84.latlon(*place)
        seen = observer.at(self.times(moments)).observe(self.bodies[body]).apparent()
        altitude, azimuth, _ = seen.altaz()
        return list(zip(azimuth.degrees.tolist(), altitude.degrees.tolist(), strict=True))

    def risings_and_settings(
        self,
        body: str,
        start: datetime,
        end: datetime,
        horizon_deg: float | None = None,
        *,
        place: tuple[float, float] = MORMON_ROW,
    ) -> tuple[list[datetime], list[datetime]]:
        """Every rising and setting between two moments."""
        found = []
        for find in (almanac.find_risings, almanac.find_settings):
            times, happens = find(
                self.bodies["earth"] + wgs84.latlon(*place),
                self.bodies[body],
                self.timescale.from_datetime(start),
                self.timescale.from_datetime(end),
                **({} if horizon_deg is None else {"horizon_degrees": horizon_deg}),
            )
            pairs = zip(times, happens, strict=True)
            found.append([time.utc_datetime() for time, happened in pairs if happened])
        return found[0], found[1]

    def direction_deg(
        self, viewer: tuple[float, float, float], target: tuple[float, float, float]
    ) -> tuple[float, float]:
        """Straight-line azimuth and altitude from one point (lat, lon, m) of the ellipsoid to another."""
        here, there = (wgs84.latlon(lat, lon, elevation_m=up) for lat, lon, up in (viewer, target))
        altitude, azimuth, _ = (there - here).at(self.timescale.utc(2027, 1, 1)).altaz()
        return azimuth.degrees, altitude.degrees

    def lit_percent(self, moments: list[datetime]) -> list[float]:
        """How much of the moon's disc is lit, seen from the earth's centre."""
        seen = self.bodies["earth"].at(self.times(moments)).observe(self.bodies["moon"]).apparent()
        return (100 * seen.fraction_illuminated(self.bodies["sun"])).tolist()

    def quarters(self, start: datetime, end: datetime) -> list[tuple[datetime, str]]:
        """Every new, quarter and full moon between two moments."""
        times, phases = almanac.find_discrete(
            self.timescale.from_datetime(start),
            self.timescale.from_datetime(end),
            almanac.moon_phases(self.bodies),
        )
        names = [almanac.MOON_PHASES[each].lower() for each in phases]
        return [(time.utc_datetime(), name) for time, name in zip(times, names, strict=True)]

    def transits(self, body: str, start: datetime, end: datetime) -> list[datetime]:
        """Every upper culmination between two moments."""
        times = almanac.find_transits(
            self.bodies["earth"] + wgs84.latlon(*MORMON_ROW),
            self.bodies[body],
            self.timescale.from_datetime(start),
            self.timescale.from_datetime(end),
        )
        return [time.utc_datetime() for time in times]


@pytest.fixture(scope="session")
def skyfield() -> Iterator[Skyfield]:
    """Skyfield at Mormon Row; one for all tests, as the ephemeris takes a second to open."""
    opened = Skyfield()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def midnight() -> Callable[[date], datetime]:
    """Local midnight at Mormon Row, by the zone's own rules."""

    def at(on: date) -> datetime:
        return datetime(on.year, on.month, on.day, tzinfo=DENVER)

    return at


@pytest.fixture(scope="session")
def year() -> list[date]:
    """Every day of 2027."""
    return [date(2027, 1, 1) + timedelta(days=each) for each in range(365)]
