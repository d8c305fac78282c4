"""What the National Park Service's address and answer for park notices look like. Pure: no network, no clock.

The service calls them alerts; most are news of closures and works. A "Park Closure" is often that of a
trail or a road, so nothing is decided by the category: they are shown, to be read. Behaviour of the
service: https://www.nps.gov/subjects/developer/api-documentation.htm
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from tripplanner.errors import InvalidRequestError, WeatherUnavailableError
from tripplanner.weather._services import NPS
from tripplanner.weather.model import ParkNotice

PROVIDER, PATH = NPS.provider, NPS.path

_MOST_NOTICES = 50
_LONGEST = 2000
_PARK = re.compile(r"[a-z]{4}")
# Danger first; what the service may add later stands before mere information.
_GRAVEST_FIRST = ("Danger", "Park Closure", "Caution", None, "Information")


def notices_url(base: str, park: str) -> str:
    """
    Build the address of a park's notices.

    Parameters
    ----------
    base
        Base address of the service, without a slash at its end.
    park
        The service's code of the park: four small letters.

    Raises
    ------
    InvalidRequestError
        When the code cannot be one.

    Examples
    --------
    >>> notices_url("https://p", "grte")
    'https://p/api/v1/alerts?parkCode=grte&limit=50'
    """
    if not _PARK.fullmatch(park):
        raise InvalidRequestError(f"{park!r} is not the code of a park; they look like 'grte'")
    return f"{base}{PATH}?parkCode={park}&limit={_MOST_NOTICES}"


def parse_notices(payload: Mapping[str, Any]) -> tuple[ParkNotice, ...]:
    """
    Read the notices, the gravest category first; one without a title is left out.

    Raises
    ------
    WeatherUnavailableError
        When the answer has no list of notices, or not one in its list can be read.

    Examples
    --------
    >>> [notice] = parse_notices({"data": [{
    ...     "id": "1", "title": "Area Closures", "category": "Information", "url": "",
    ...     "lastIndexedDate": "2023-06-27 14:10:21.0",
    ... }]})
    >>> notice.title, notice.category, notice.url, notice.listed_on
    ('Area Closures', 'Information', None, datetime.date(2023, 6, 27))
    """
    data = payload.get("data")
    if not isinstance(data, list):
        raise WeatherUnavailableError("the answer has no list of notices")
    read = (_notice(each) for each in data[:_MOST_NOTICES] if isinstance(each, Mapping))
    found = {notice.id: notice for notice in read if notice is not None}
    if data and not found:
        raise WeatherUnavailableError("the answer has no notice that can be read")
    return tuple(sorted(found.values(), key=lambda each: _rank(each.category)))


def _rank(category: str | None) -> int:
    known = category if category in _GRAVEST_FIRST else None
    return _GRAVEST_FIRST.index(known)


def _notice(item: Mapping[str, Any]) -> ParkNotice | None:
    title = _line(item.get("title"))
    if title is None:
        return None
    return ParkNotice(
        id=_line(item.get("id")) or title,
        title=title,
        text=_line(item.get("description")),
        category=_line(item.get("category")),
        url=_link(item.get("url")),
        listed_on=_day(item.get("lastIndexedDate")),
    )


def _line(value: object) -> str | None:
    """A text on one line, without what a terminal would act on."""
    if not isinstance(value, str):
        return None
    plain = "".join(each if each.isprintable() else " " for each in value[:_LONGEST])
    return " ".join(plain.split()) or None


def _link(value: object) -> str | None:
    text = _line(value)
    try:
        return text if text is not None and urlsplit(text).scheme in ("http", "https") else None
    except ValueError:
        return None


def _day(value: object) -> date | None:
    """The day of a time that comes without a zone: to the day is all that it tells."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
