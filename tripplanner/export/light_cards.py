"""The cards of a day's light: the sun by the almanac, the light at a site, and the light on its face."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from tripplanner.export.card import Card, Table, Words
from tripplanner.export.phrases import FACE_WORDS
from tripplanner.export.steps import Style
from tripplanner.light import DayLight, FaceSpan, SiteDay, SunTimes, face_spans
from tripplanner.units import day_text

_STYLE = Style()
_NONE = "none that day"
_LEVEL = "Sun and twilight are for a level horizon and clear air, and can be a minute or two off."
_ESTIMATE = "Direct sun is an estimate from listed summits: nearer ridges and trees can delay it, or take it."
_OPEN = "No summit around is listed: hills may delay the sun, or take it earlier."


def sun_card(sun: SunTimes) -> Card:
    """The sun's events of a day, morning beside evening."""
    return Card(f"The sun on {day_text(sun.on)}", (_sun(sun), Words(_LEVEL)))


def site_day_card(day: SiteDay) -> Card:
    """One day's light at a site: the sun, its skyline, the peaks, the subject and the moon."""
    direct, moon = day.direct_sun, day.moon
    sky = "over the summits around" if day.skyline_known else "its skyline is not known: for a level horizon"
    rows = (
        ("direct sun comes", _between(direct.from_earliest, direct.from_latest), sky),
        ("direct sun goes", _between(direct.until_earliest, direct.until_latest), ""),
        *(
            (f"first light on {each.name}", _event(each.first_light_at), "at the earliest")
            for each in day.peaks
        ),
        (
            "moon",
            f"rises {_event(moon.moonrise)}, sets {_event(moon.moonset)}",
            f"{moon.phase}, {moon.illuminated_percent:.0f} % lit",
        ),
    )
    spans = () if day.face is None else day.face.spans
    title = "" if day.face is None else f"Light on {day.face.subject}, looking to {day.face.azimuth_deg:.0f}°"
    return Card(
        f"Light at {day.name}, {day_text(day.on)}",
        (_sun(day.sun), Table(("", "", ""), rows), _spans(spans, title), Words(f"{_LEVEL} {_ESTIMATE}")),
    )


def day_light_card(light: DayLight) -> Card:
    """The light at a spot through a day: when the sun is there, and how it falls."""
    sun, track = light.direct_sun, light.track
    comes = _between(sun.direct_sun_from_earliest, sun.direct_sun_from_latest)
    when = f"Direct sun comes {comes}, goes {_event(sun.direct_sun_until)}."
    if sun.direct_sun_from_earliest is None and sun.direct_sun_until is None:
        when = "Direct sun neither comes nor goes that day."
    face = light.face_azimuth_deg
    title = "How the light is" if face is None else f"Light on a face that looks to {face:.0f}°"
    return Card(
        f"Light at {track.lat:.4f}, {track.lon:.4f}, {day_text(track.day.on)}",
        (
            Words(when, strong=True),
            _spans(face_spans(light), title),
            Table(("time", title), tuple(_qualities(light)) if face is None else ()),
            Words(_ESTIMATE if light.skyline.summits else _OPEN),
        ),
    )


def _sun(sun: SunTimes) -> Table:
    names = {
        "astronomical": "astronomical twilight",
        "nautical": "nautical twilight",
        "civil": "civil twilight",
    }
    rows = [
        (name, _event(getattr(sun, f"{kind}_dawn"), "from"), _event(getattr(sun, f"{kind}_dusk"), "until"))
        for kind, name in names.items()
    ]
    for kind in ("blue", "golden"):
        morning, evening = (
            _span(getattr(sun, f"{kind}_hour_{part}_from"), getattr(sun, f"{kind}_hour_{part}_until"))
            for part in ("morning", "evening")
        )
        rows.append((f"{kind} hour", morning, evening))
    rows.append(("sunrise, sunset", _event(sun.sunrise), _event(sun.sunset)))
    rows.append(("highest", _event(sun.solar_noon), ""))
    return Table(("", "morning", "evening"), tuple(rows))


def _spans(spans: tuple[FaceSpan, ...], title: str) -> Table:
    rows = tuple((_span(each.starts_at, each.ends_at), FACE_WORDS[each.light]) for each in spans)
    lit = frozenset(index for index, each in enumerate(spans) if each.light == "front-lit")
    return Table(("", ""), rows, title, strong=lit)


def _qualities(light: DayLight) -> Iterator[tuple[str, str]]:
    """How good the light is through the day, where there is no face it would fall on."""
    day = light.track.day
    for quality, group in groupby(range(int(day.minutes)), key=lambda minute: light.at(minute).quality):
        minutes = list(group)
        if quality != "dark":
            yield _span(day.moment(minutes[0]), day.moment(minutes[-1] + 1)), quality


def _event(moment: datetime | None, word: str = "") -> str:
    return _NONE if moment is None else f"{word} {_STYLE.at(moment)}".strip()


def _between(earliest: datetime | None, latest: datetime | None) -> str:
    if earliest is None or latest is None:
        return _NONE
    first, last = _STYLE.at(earliest), _STYLE.at(latest)
    return f"about {first}" if first == last else f"between {first} and {last}"


def _span(start: datetime | None, end: datetime | None) -> str:
    if start is None and end is None:
        return _NONE
    if start is None or end is None:
        return f"until {_event(end)}" if start is None else f"from {_event(start)}"
    return f"{_STYLE.at(start)} to {_STYLE.at(end)}"
