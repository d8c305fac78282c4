"""Alerts of the National Weather Service: which of them stand, and from when until when. Pure.

An alert holds from `onset` until `ends`. `expires` is when its text lapses, often before the weather
comes: a plan that used it would miss a storm altogether. Only a message that announces no event with a
life of its own (no VTEC: statements of half an hour, the air of a day) and gives no end lasts as long as
its text.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from pydantic import ValidationError

from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather._reading import Instant, Lenient, instant, text_of
from tripplanner.weather.model import Alert

# VTEC actions by which a message ends an event: cancelled, expired, replaced by a higher one.
_ENDING_ACTIONS = {"CAN", "EXP", "UPG"}


class _Properties(Lenient):
    id: Any = None
    event: Any = None
    headline: Any = None
    description: Any = None
    severity: Any = None
    status: Any = None
    message_type: Any = None
    response: Any = None
    urgency: Any = None
    sent: Instant = None
    effective: Instant = None
    onset: Instant = None
    ends: Instant = None
    expires: Instant = None
    geocode: Any = None
    affected_zones: Any = None
    references: Any = None
    parameters: Any = None


class _Feature(Lenient):
    id: Any = None
    properties: _Properties


class _Collection(Lenient):
    features: list[Any]


@dataclass(frozen=True, slots=True)
class Notice:
    """One message: what it replaces, and the alert it announces (if it does not end one) or its fault."""

    replaces: frozenset[str] = frozenset()
    alert: Alert | None = None
    unreadable: str | None = None


def parse_alerts(payload: Mapping[str, Any]) -> tuple[Alert, ...]:
    """
    Read the alerts that stand from one answer.

    Returns
    -------
    tuple[Alert, ...]
        In order of onset. Tests and exercises, cancelled, ended and superseded alerts are left out, and
        those that cannot be read (`read_notices` tells these).

    Raises
    ------
    WeatherUnavailableError
        When the answer is not a list of alerts.

    Examples
    --------
    >>> watch = {
    ...     "id": "urn:1", "status": "Actual", "event": "Winter Storm Watch",
    ...     "onset": "2025-12-17T01:00:00-07:00", "expires": "2025-12-16T04:00:00-07:00",
    ...     "ends": "2025-12-17T23:00:00-07:00",
    ... }
    >>> [alert] = parse_alerts({"features": [{"properties": watch}]})
    >>> alert.event, alert.ends.isoformat()
    ('Winter Storm Watch', '2025-12-17T23:00:00-07:00')
    """
    return standing(read_notices(payload))


def read_notices(payload: Mapping[str, Any]) -> tuple[Notice, ...]:
    """Read every actual message of one answer, the unreadable ones too; errors as for `parse_alerts`."""
    try:
        features = _Collection.model_validate(payload).features
    except ValidationError as exc:
        raise WeatherUnavailableError("the answer about alerts is not a list of alerts") from exc
    return tuple(notice for each in features if (notice := _notice(each)) is not None)


def standing(notices: Iterable[Notice]) -> tuple[Alert, ...]:
    """Keep the alerts that no message replaces or ends, each once, in order of onset."""
    every = tuple(notices)
    replaced = frozenset[str]().union(*(each.replaces for each in every))
    kept = {each.alert.id: each.alert for each in every if each.alert and each.alert.id not in replaced}
    return tuple(sorted(kept.values(), key=lambda alert: (alert.onset.astimezone(UTC), alert.id)))


def _notice(sent_feature: object) -> Notice | None:
    """One message as read; None for a test, an exercise or a draft."""
    try:
        feature = _Feature.model_validate(sent_feature)
    except ValidationError:
        return Notice(unreadable="an alert without a body")
    sent = feature.properties
    if text_of(sent.status) is None:  # it may be a real one: that is told, not taken for a test
        return Notice(unreadable=f"the alert {_event(sent)!r} does not say whether it is real")
    if sent.status != "Actual":
        return None
    if _is_over(sent):
        return Notice(_replaced(sent))
    onset = _first(sent.onset, sent.effective, sent.sent)
    if onset is None:
        return Notice(_replaced(sent), unreadable=f"the alert {_event(sent)!r} does not say when it begins")
    return Notice(_replaced(sent), _alert(feature, onset))


def _replaced(sent: _Properties) -> frozenset[str]:
    """The ids of the messages that this one stands in place of."""
    named = [each for each in _items(sent.references) if isinstance(each, Mapping)]
    return frozenset(_texts([each.get(key) for each in named for key in ("identifier", "@id")]))


def _is_over(sent: _Properties) -> bool:
    if sent.message_type == "Cancel" or sent.response == "AllClear" or sent.urgency == "Past":
        return True
    actions = [text.split(".")[1] for text in _parameter(sent, "VTEC") if text.count(".") > 1]
    return bool(actions) and set(actions) <= _ENDING_ACTIONS


def _event(sent: _Properties) -> str:
    return text_of(sent.event) or text_of(sent.headline) or "alert without a name"


def _alert(feature: _Feature, onset: datetime) -> Alert:
    sent = feature.properties
    event = _event(sent)
    address = text_of(feature.id)
    return Alert(
        id=text_of(sent.id) or address or f"{event} {onset.isoformat()}",
        event=event,
        headline=text_of(sent.headline),
        text=text_of(sent.description),
        severity=text_of(sent.severity),
        onset=onset,
        ends=_end(sent, onset),
        zones=_zones(sent),
        url=address if address is not None and address.startswith(("https://", "http://")) else None,
    )


def _end(sent: _Properties, onset: datetime) -> datetime | None:
    """When it ends; None for an event until further notice."""
    said = _first(sent.ends, *(instant(each) for each in _parameter(sent, "eventEndingTime")))
    if said is not None or _parameter(sent, "VTEC") or sent.expires is None or sent.expires <= onset:
        return said
    return sent.expires


def _zones(sent: _Properties) -> tuple[str, ...]:
    """Zone codes, from the geocode or else from the ends of the zones' addresses."""
    named = _texts(sent.geocode.get("UGC") if isinstance(sent.geocode, Mapping) else None)
    return named or tuple(each.rpartition("/")[2] for each in _texts(sent.affected_zones))


def _parameter(sent: _Properties, name: str) -> tuple[str, ...]:
    return _texts(sent.parameters.get(name) if isinstance(sent.parameters, Mapping) else None)


def _items(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text for text in map(text_of, _items(value)) if text is not None)


def _first(*moments: datetime | None) -> datetime | None:
    return next((each for each in moments if each is not None), None)
