"""Alerts: which stand, and from when until when."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given, settings

from tests.fake_nws import alerts_answer
from tests.weather.strategies import spoilt
from tripplanner.errors import WeatherUnavailableError
from tripplanner.weather.model import Alert
from tripplanner.weather.nws_alerts import parse_alerts, read_notices

WATCH: dict[str, Any] = {
    "id": "urn:watch",
    "status": "Actual",
    "messageType": "Alert",
    "event": "Winter Storm Watch",
    "headline": "Winter Storm Watch until Wednesday",
    "description": "Heavy snow possible.",
    "severity": "Severe",
    "sent": "2025-12-15T12:58:00-07:00",
    "effective": "2025-12-15T12:58:00-07:00",
    "onset": "2025-12-17T01:00:00-07:00",
    "expires": "2025-12-16T04:00:00-07:00",
    "ends": "2025-12-17T23:00:00-07:00",
    "geocode": {"UGC": ["WYZ012"]},
    "references": [],
    "parameters": {"VTEC": ["/O.NEW.KRIW.WS.A.0011.251217T0800Z-251218T0600Z/"]},
}


def read(*alerts: dict[str, Any]) -> tuple[Alert, ...]:
    """Read alerts given by their properties."""
    return parse_alerts(alerts_answer(*alerts))


def test_an_alert_holds_from_onset_until_its_end() -> None:
    """`expires` is when the text lapses, here before the onset: it is not what the visitor needs."""
    [alert] = read(WATCH)
    assert datetime.fromisoformat("2025-12-17T01:00-07:00") == alert.onset
    assert datetime.fromisoformat("2025-12-17T23:00-07:00") == alert.ends
    assert alert.zones == ("WYZ012",)
    noon, evening = (datetime.fromisoformat(f"2025-12-17T{hour}:00-07:00") for hour in (12, 18))
    assert alert.holds_between(noon, evening)


@pytest.mark.parametrize("status", ["Test", "Exercise", "System", "Draft", None])
def test_only_actual_alerts_count(status: str | None) -> None:
    """CAP 1.2, 3.2.1: every other status is not for the public to act on."""
    assert read(WATCH | {"status": status}) == ()


@pytest.mark.parametrize(
    "ending",
    [
        {"messageType": "Cancel"},
        {"response": "AllClear"},
        {"urgency": "Past"},
        {"parameters": {"VTEC": ["/O.CAN.KRIW.WS.A.0011.000000T0000Z-251218T0600Z/"]}},
        {"parameters": {"VTEC": ["/O.EXP.KRIW.WS.A.0011.000000T0000Z-251218T0600Z/"]}},
        {"parameters": {"VTEC": ["/O.UPG.KRIW.WS.A.0011.000000T0000Z-251218T0600Z/"]}},
    ],
)
def test_a_message_that_ends_an_alert_ends_it(ending: dict[str, Any]) -> None:
    """Neither the ending message nor the alert it refers to stands (VTEC actions: NWSI 10-1703)."""
    end = WATCH | {"id": "urn:end", "references": [{"identifier": "urn:watch"}], **ending}
    assert read(WATCH, end) == ()
    assert read(end, WATCH) == ()


def test_one_ended_event_does_not_end_the_other() -> None:
    """A message may end one event and continue another; it stands."""
    both = [
        "/O.CAN.KRIW.WW.Y.0001.000000T0000Z-251218T0600Z/",
        "/O.NEW.KRIW.WS.W.0002.251217T0800Z-251218T0600Z/",
    ]
    assert len(read(WATCH | {"parameters": {"VTEC": both}})) == 1


def test_an_update_takes_the_place_of_what_it_refers_to() -> None:
    """Only the newest message of an alert is shown."""
    update = WATCH | {
        "id": "urn:update",
        "messageType": "Update",
        "references": [{"@id": "https://w/alerts/urn:watch", "identifier": "urn:watch"}],
        "ends": "2025-12-18T05:00:00-07:00",
    }
    [alert] = read(WATCH, update, update)
    assert (alert.id, alert.ends.day if alert.ends is not None else None) == ("urn:update", 18)


def test_a_test_message_replaces_nothing() -> None:
    """A test that refers to a real alert leaves it standing."""
    drill = WATCH | {"id": "urn:drill", "status": "Test", "references": [{"identifier": "urn:watch"}]}
    assert [alert.id for alert in read(WATCH, drill)] == ["urn:watch"]


@pytest.mark.parametrize(
    ("missing", "onset_day"), [(["onset"], 15), (["onset", "effective"], 15), (["effective", "sent"], 17)]
)
def test_without_an_onset_it_holds_from_when_it_was_sent(missing: list[str], onset_day: int) -> None:
    """CAP 1.2, 3.2.2: without an onset the alert is taken to begin when it takes effect."""
    [alert] = read(WATCH | dict.fromkeys(missing))
    assert onset_day == alert.onset.day


def test_an_end_is_taken_from_where_it_is_said() -> None:
    """Without `ends` the parameter eventEndingTime counts; without both there is no end."""
    [alert] = read(WATCH | {"ends": None, "parameters": {"eventEndingTime": ["2025-12-17T23:00:00-07:00"]}})
    assert datetime.fromisoformat("2025-12-17T23:00-07:00") == alert.ends
    [alert] = read(WATCH | {"ends": None})
    assert alert.ends is None
    assert alert.holds_between(alert.onset, alert.onset.replace(year=2026))


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        ({"expires": "2025-12-18T04:00:00-07:00"}, "2025-12-18T04:00-07:00"),
        ({"expires": "2025-12-16T04:00:00-07:00"}, None),
        ({"expires": None}, None),
        ({"expires": "2025-12-18T04:00:00-07:00", "parameters": WATCH["parameters"]}, None),
    ],
    ids=["statement", "lapses before its onset", "says nothing", "event until further notice"],
)
def test_a_statement_without_an_end_lasts_as_long_as_its_text(
    change: dict[str, Any], ends: str | None
) -> None:
    """All 16 recorded alerts without an end are statements and air quality alerts, without VTEC."""
    [alert] = read(WATCH | {"ends": None, "parameters": {}} | change)
    assert alert.ends == (None if ends is None else datetime.fromisoformat(ends))


def test_nulls_everywhere_leave_an_alert() -> None:
    """Instruction, text, severity, zones, even the name may be null: it is shown all the same."""
    bare = dict.fromkeys(WATCH) | {"status": "Actual", "onset": WATCH["onset"]}
    [alert] = read(bare)
    assert (alert.event, alert.text, alert.zones) == ("alert without a name", None, ())


def test_zones_are_read_from_their_addresses_if_need_be() -> None:
    """One civil message in the national snapshots had no UGC code."""
    [alert] = read(
        WATCH | {"geocode": {}, "affectedZones": ["https://w/zones/forecast/WYZ013"]},
    )
    assert alert.zones == ("WYZ013",)


def test_an_alert_that_cannot_be_read_is_told() -> None:
    """It is not shown as weather, and not silently lost."""
    timeless = WATCH | dict.fromkeys(["onset", "effective", "sent"])
    notices = read_notices({"features": [{"properties": timeless}, None, {"properties": WATCH}]})
    assert [notice.unreadable for notice in notices] == [
        "the alert 'Winter Storm Watch' does not say when it begins",
        "an alert without a body",
        None,
    ]
    assert notices[2].alert is not None


def test_a_time_outside_our_age_is_none() -> None:
    """The year 1 cannot be moved to UTC from every offset; such a stamp is read as missing."""
    [alert] = read(WATCH | {"onset": "0001-01-01T00:00:00+14:00", "ends": "9999-12-31T23:59:59-14:00"})
    assert (alert.onset.year, alert.ends) == (2025, None)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "urn:oid:1", None, 5])
def test_only_a_web_address_becomes_a_link(address: object) -> None:
    """The address is shown as a link on a page."""
    [alert] = parse_alerts({"features": [{"id": address, "properties": WATCH}]})
    assert alert.url is None


@pytest.mark.parametrize("answer", [{}, {"features": None}, {"features": "none"}])
def test_what_is_no_list_of_alerts_is_not_no_alerts(answer: dict[str, Any]) -> None:
    """An unreadable answer must not look like an all-clear."""
    with pytest.raises(WeatherUnavailableError, match="not a list"):
        parse_alerts(answer)


@settings(max_examples=300, deadline=None)
@given(spoilt(alerts_answer(WATCH, WATCH | {"id": "urn:2", "references": [{"identifier": "urn:watch"}]})))
def test_spoilt_answers_give_alerts_or_our_error(answer: dict[str, Any]) -> None:
    """Nulls, extra keys, wrong types: alerts in order of onset, or WeatherUnavailableError; nothing else."""
    try:
        found = parse_alerts(answer)
    except WeatherUnavailableError:
        return
    assert [each.onset for each in found] == sorted(each.onset for each in found)
