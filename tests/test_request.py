"""What a visitor may ask for, and how a bad wish is told."""

import pickle
from datetime import date, time

import pytest

from tripplanner import InvalidRequestError, TripRequest
from tripplanner.errors import NoPlanError, UnknownNameError


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"pace": "fast"}, "pace.*'relaxed', 'usual' or 'brisk'.*'fast'"),
        ({"modes": ("sled",)}, "modes.*'sled'"),
        ({"modes": ()}, "at least one mode"),
        ({"outlook": "bold"}, "outlook"),
        ({"start": "25:00"}, "start: write a time as 07:30"),
        ({"start": 7}, "start: write a time as 07:30"),
        ({"start": "09:00", "end": "08:00"}, "ends at 08:00, before it starts at 09:00"),
        ({"must_see": "oxbow-bend", "avoid": "oxbow-bend"}, "also avoided: oxbow-bend"),
        ({"interests": {"shopping": 2}}, "no interest shopping; known: film"),
        ({"interests": {"film": -1}}, "film.*greater than or equal to 0"),
        ({"roads": {"us-191": "shut"}}, "us-191.*'open', 'closed' or 'by-condition'"),
        ({"time_limit_s": 0}, "time_limit_s.*greater than 0"),
        ({"bsae": "jackson"}, "bsae.*not permitted"),
        ({"dates": ()}, "dates"),
    ],
)
def test_a_bad_value_is_ours_and_named(options, fault):
    """The field, what is wrong and the value given are told in one InvalidRequestError."""
    with pytest.raises(InvalidRequestError, match=fault):
        TripRequest(**{"dates": "2026-12-25", **options})


def test_one_name_is_as_good_as_a_list():
    """A single date, site or mode needs no brackets."""
    request = TripRequest(dates=date(2026, 12, 25), must_see="oxbow-bend", modes="walk", start="7:05")
    assert request.dates == (date(2026, 12, 25),)
    assert request.must_see == ("oxbow-bend",)
    assert request.modes == ("walk",)
    assert request.start == time(7, 5)


def test_our_errors_survive_another_process():
    """Errors with fields of their own come back whole from a pickle."""
    for error in (NoPlanError("no", ("a", "b")), UnknownNameError.of("site", "x", ["y"])):
        again = pickle.loads(pickle.dumps(error))
        assert str(again) == str(error)
    assert pickle.loads(pickle.dumps(NoPlanError("no", ("a",)))).reasons == ("a",)
