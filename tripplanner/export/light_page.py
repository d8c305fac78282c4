"""One day's light at a site as a page of text, and the days on which sun or moon stands somewhere."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from tripplanner.export.phrases import FACE_WORDS
from tripplanner.export.references import WIDTH, wrapped
from tripplanner.light import Moment, SiteDay, SkyPosition, Standing
from tripplanner.light.direct import SKYLINE_ERROR_DEG, Basis
from tripplanner.units import M_PER_FOOT, Clock, clock_text, date_text

_RUN_DAYS = 4
_NONE = "none that day"
_COMES: dict[Basis, str] = {
    "skyline": f"over the summits listed there, taken to within {SKYLINE_ERROR_DEG:g} degree",
    "visitors": "as visitors report for hills of which no height is listed",
    "level-horizon": "no summit is listed there: hills may delay it",
}
_GOES: dict[Basis, str] = {
    "skyline": f"behind the summits listed there, taken to within {SKYLINE_ERROR_DEG:g} degree",
    "visitors": "as visitors report",
    "level-horizon": "no summit is listed there: hills may take it earlier",
}
_NOTES = (
    "Azimuths are degrees from north, clockwise. Rise, set and twilight are for a level horizon and "
    "clear air, and can be a minute or two off. What is called an estimate stands on summits only: "
    "nearer ridges and trees can delay the sun, or take it, by more."
)


@dataclass(frozen=True, slots=True)
class _Hours:
    """How times are written."""

    clock: Clock

    def at(self, moment: datetime) -> str:
        """The time to the nearest minute."""
        return clock_text(moment, self.clock)

    def event(self, moment: datetime | None, azimuth_deg: float | None = None) -> str:
        if moment is None:
            return _NONE
        return self.at(moment) + ("" if azimuth_deg is None else f" at {azimuth_deg:.0f} deg")

    def span(self, start: datetime | None, end: datetime | None) -> str:
        if start is None and end is None:
            return _NONE
        if start is None or end is None:
            return f"until {self.event(end)}" if start is None else f"from {self.at(start)}, no end that day"
        return f"{self.at(start)} to {self.at(end)}"

    def between(self, earliest: datetime, latest: datetime) -> str:
        first, last = self.at(earliest), self.at(latest)
        return f"about {first}" if first == last else f"between {first} and {last}"


def light_page(day: SiteDay, *, clock: Clock = "24", at: Moment | None = None) -> str:
    """
    One day's light, without a line end after the last line.

    Parameters
    ----------
    day
        From `tripplanner.light.site_day`.
    clock
        `24` or `12`.
    at
        A moment for which sun and moon are wanted as well.
    """
    hours, midnight = _Hours(clock), datetime.combine(day.on, datetime.min.time())
    lines = [
        *wrapped(f"Light at {day.name}, {date_text(midnight)} ({day.timezone})"),
        "",
        *_sun(day, hours),
        "",
        *_direct(day, hours),
        "",
        *_peaks(day, hours),
        *_face(day, hours),
        *_moon(day, hours),
        "",
        *([] if at is None else [*_moment(at, hours), ""]),
        *wrapped(_NOTES),
    ]
    return "\n".join(lines)


def standing_page(
    name: str,
    found: Sequence[Standing],
    *,
    body: str,
    wanted: str,
    days: tuple[date, date],
    highest: Standing | None,
    tolerance_deg: float,
    clock: Clock = "24",
) -> str:
    """
    When sun or moon stands in a direction, without a line end after the last line.

    Parameters
    ----------
    name
        From where.
    found
        From `tripplanner.light.standings`.
    body, wanted
        `sun` or `moon`, and the direction in words.
    days
        First and last day looked through.
    highest
        The highest pass of that azimuth, for when nothing was found.
    tolerance_deg
        How far off the height asked for a pass may be. [°]
    clock
        `24` or `12`.
    """
    hours = _Hours(clock)
    lines = [*wrapped(f"The {body} at {wanted}, seen from {name}, {days[0]} to {days[1]}"), ""]
    if found:
        lines += [line for run in _runs(found, tolerance_deg) for line in _standing_rows(run, hours)]
    else:
        lines += wrapped(f"It never stands there in that time. {_at_most(highest, hours)}")
    return "\n".join(
        [
            *lines,
            "",
            *wrapped(
                f"Heights are those of the {body}'s centre as it is seen, {tolerance_deg:g} degrees more or "
                "less; its disc is half a degree wide. The skyline is an estimate from listed summits."
            ),
        ]
    )


def _sun(day: SiteDay, hours: _Hours) -> Iterator[str]:
    sun = day.sun
    yield f"{'Sun by the almanac':<25}{'morning':<21}evening"
    for name in ("astronomical", "nautical", "civil"):
        dawn, dusk = getattr(sun, f"{name}_dawn"), getattr(sun, f"{name}_dusk")
        begins = _NONE if dawn is None else f"from {hours.at(dawn)}"
        yield _two(f"{name} twilight", begins, _NONE if dusk is None else f"until {hours.at(dusk)}")
    for name in ("blue", "golden"):
        morning, evening = (
            hours.span(getattr(sun, f"{name}_hour_{part}_from"), getattr(sun, f"{name}_hour_{part}_until"))
            for part in ("morning", "evening")
        )
        yield _two(f"{name} hour", morning, evening)
    yield _two(
        "sunrise, sunset",
        hours.event(sun.sunrise, day.sunrise_azimuth_deg),
        hours.event(sun.sunset, day.sunset_azimuth_deg),
    )
    height = "" if day.noon_altitude_deg is None else f", {day.noon_altitude_deg:.0f} deg high"
    yield _two("highest", f"{hours.event(sun.solar_noon)}{height}", "")


def _direct(day: SiteDay, hours: _Hours) -> Iterator[str]:
    sun = day.direct_sun
    yield "Direct sun at the site, over its skyline: an estimate"
    if not day.skyline_known:
        yield from _item("", "The skyline is not known here, so this is for a level horizon.")
    elif day.elevation_precision_m is not None:
        off_ft = day.elevation_precision_m / M_PER_FOOT
        yield from _item("", f"The site's height is taken to be known to within {off_ft:.0f} ft.")
    comes = None if sun.from_basis is None else _COMES[sun.from_basis]
    goes = None if sun.until_basis is None else _GOES[sun.until_basis]
    when = _when(sun.from_earliest, sun.from_latest, comes, hours=hours)
    yield from _item("comes", when or f"{_NONE}, or the sun does not rise")
    when = _when(sun.until_earliest, sun.until_latest, goes, hours=hours)
    yield from _item("goes", when or f"{_NONE}, or the sun does not set")


def _when(first: datetime | None, last: datetime | None, how: str | None, *, hours: _Hours) -> str:
    return "" if first is None or last is None or how is None else f"{hours.between(first, last)}, {how}"


def _peaks(day: SiteDay, hours: _Hours) -> Iterator[str]:
    if not day.peaks:
        return
    yield "First light on the peaks opposite, at the earliest: an estimate"
    for peak in day.peaks:
        where = f"at {peak.azimuth_deg:.0f} deg, {peak.altitude_deg:.1f} deg high"
        yield from _item(hours.event(peak.first_light_at), f"{peak.name}, {where}")
    yield ""


def _face(day: SiteDay, hours: _Hours) -> Iterator[str]:
    if day.face is None:
        return
    yield from wrapped(
        f"Light on {day.face.subject}, which looks to {day.face.azimuth_deg:.0f} deg: an estimate"
    )
    if not day.face.spans:
        yield from _item("", "It is dark all day.", width=22)
    for span in day.face.spans:
        yield from _item(hours.span(span.starts_at, span.ends_at), FACE_WORDS[span.light], width=22)
    if not any(span.light == "front-lit" for span in day.face.spans):
        yield from _item("", "It is not front-lit that day.", width=22)
    elif day.face.far:
        yield from _item("", "Front-lit from when the first ray can reach its summits.", width=22)
    elif day.direct_sun.from_basis == "visitors":
        yield from _item("", "Front-lit from when the sun can come at the earliest.", width=22)
    yield ""


def _moon(day: SiteDay, hours: _Hours) -> Iterator[str]:
    moon = day.moon
    yield f"Moon: {moon.phase}, {moon.illuminated_percent:.0f} % lit"
    yield from _item("rises", hours.event(moon.moonrise, day.moonrise_azimuth_deg))
    yield from _item("sets", hours.event(moon.moonset, day.moonset_azimuth_deg))


def _moment(at: Moment, hours: _Hours) -> Iterator[str]:
    yield f"At {hours.at(at.at)}"
    for name, position in (("sun", at.sun), ("moon", at.moon)):
        yield from _item(name, _where(position))


def _where(position: SkyPosition) -> str:
    height = position.altitude_deg
    level = f"{height:.1f} deg high" if height >= 0 else f"{-height:.1f} deg below the level horizon"
    return f"at {position.azimuth_deg:.1f} deg, {level}"


def _runs(found: Sequence[Standing], tolerance_deg: float) -> Iterator[list[Standing]]:
    """Passes well above the skyline on one day after another together, all others alone."""
    run: list[Standing] = list(found[:1])
    for before, after in pairwise(found):
        high = min(before.over_skyline_deg, after.over_skyline_deg) > tolerance_deg
        if not (high and (after.at.date() - before.at.date()).days == 1):
            yield from _cut(run)
            run = []
        run.append(after)
    yield from _cut(run)


def _cut(run: list[Standing]) -> Iterator[list[Standing]]:
    if len(run) >= _RUN_DAYS:
        yield run
    else:
        yield from ([each] for each in run)


def _standing_rows(run: Sequence[Standing], hours: _Hours) -> Iterator[str]:
    first, last = run[0], run[-1]
    if len(run) == 1:
        lit = "" if first.illuminated_percent is None else f", {first.illuminated_percent:.0f} % lit"
        yield from _item(_day_and_time(first, hours), f"{_height(first)}{lit}", width=21)
        return
    heights = sorted(each.altitude_deg for each in run)
    yield from _item(
        _day_and_time(first, hours),
        f"and once a day until {_day_and_time(last, hours)}, {heights[0]:.0f} to {heights[-1]:.0f} deg high",
        width=21,
    )


def _height(standing: Standing) -> str:
    over = standing.over_skyline_deg
    side = "above" if over >= 0 else "below"
    return f"{standing.altitude_deg:.1f} deg high, {abs(over):.1f} {side} the skyline"


def _at_most(highest: Standing | None, hours: _Hours) -> str:
    if highest is None:
        return "It does not come to that azimuth above the level horizon."
    return (
        f"When it comes to that azimuth it is {highest.altitude_deg:.1f} degrees high at most "
        f"({_day_and_time(highest, hours)}), {_height(highest).split(', ', 1)[1]}."
    )


def _day_and_time(standing: Standing, hours: _Hours) -> str:
    return f"{standing.at.date()} {hours.at(standing.at)}"


def _two(label: str, morning: str, evening: str) -> str:
    return f"  {label:<21}  {morning:<19}  {evening}".rstrip()


def _item(label: str, text: str, *, width: int = 10) -> list[str]:
    indent = " " * (width + 2)
    return textwrap.wrap(text, WIDTH, initial_indent=f"  {label:<{width}}", subsequent_indent=indent)
