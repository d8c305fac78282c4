"""What a visitor may ask for, and how a bad wish is told."""

import pickle
from datetime import date, time

import pytest

from tripplanner import InvalidRequestError, Party, TripRequest
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
        ({"party": {"adults": 0}}, "party: adults: give 1 to 50 adults"),
    ],
)
def test_a_bad_value_is_ours_and_named(options, fault):
    """The field, what is wrong and the value given are told in one InvalidRequestError."""
    with pytest.raises(InvalidRequestError, match=fault):
        TripRequest(**{"dates": "2026-12-25", **options})


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"adults": 0}, r"adults: give 1 to 50 adults \(given: 0\)"),
        ({"adults": 51}, "give 1 to 50 adults"),
        ({"adults": 2.5}, "give 1 to 50 adults"),
        ({"adults": True}, "give 1 to 50 adults"),
        ({"children": 18}, "0 to 17; older ones are adults"),
        ({"children": (5, -1)}, r"children\.1: .*given: -1"),
        ({"children": (5, 7.5)}, "in whole years"),
        ({"children": None}, "the age of each child, as in"),
        ({"residents": "perhaps"}, "residents"),
        ({"pass_held": " "}, "name the pass"),
        ({"pass_held": 7}, "name the pass"),
        ({"dogs": 1}, "dogs.*not permitted"),
    ],
)
def test_a_bad_party_is_told_in_a_sentence(fields, fault):
    """Who cannot travel so is told which field is wrong, what it takes, and the value given."""
    with pytest.raises(InvalidRequestError, match=fault):
        Party(**fields)


def test_a_party_counts_by_age():
    """Who is of the age or older counts: adults always, children from their birthday on."""
    party = Party(adults=2, children=[15, 16, 4])
    assert [party.count_from(age) for age in (0, 5, 16, 17)] == [5, 4, 3, 2]
    assert Party(children=7).children == (7,)


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
