"""What a visitor may ask for, and how a bad wish is told."""

import pickle
from datetime import UTC, date, datetime, time

import pytest

from tripplanner import InvalidRequestError, Party, TripRequest
from tripplanner.errors import NoPlanError, UnknownNameError


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ({"pace": "fast"}, "^pace must be 'relaxed', 'usual' or 'brisk', not 'fast'$"),
        ({"modes": ("sled",)}, "^modes must be 'car', .* or 'bike', not 'sled'$"),
        ({"modes": ()}, "at least one mode"),
        ({"outlook": "bold"}, "outlook"),
        ({"start": "25:00"}, "start: write a time as 07:30"),
        ({"start": 7}, "start: write a time as 07:30"),
        ({"start": "09:00", "end": "08:00"}, "ends at 08:00, before it starts at 09:00"),
        ({"must_see": "oxbow-bend", "avoid": "oxbow-bend"}, "also avoided: oxbow-bend"),
        ({"interests": {"shopping": 2}}, "no interest shopping; known: film"),
        ({"interests": {"film": -1}}, "interests.film must be at least 0, not -1"),
        ({"roads": {"us-191": "shut"}}, "us-191 must be 'open', 'closed' or 'by-condition', not 'shut'"),
        ({"time_limit_s": 0}, "^time_limit_s must be greater than 0, not 0$"),
        ({"bsae": "jackson"}, "^bsae is no known field, not 'jackson'$"),
        ({"dates": ()}, "^dates must have an entry$"),
        ({"dates": "2026-02-30"}, "^dates: there is no day 2026-02-30: .* 01 to 28; write it as 2026-12-25"),
        ({"dates": ["2026-13-01"]}, "^dates: there is no day 2026-13-01: months run from 01 to 12; write it"),
        ({"dates": "0000-01-01"}, "^dates: there is no day 0000-01-01: years begin with 0001; write it"),
        ({"dates": 17}, "^dates: cannot read a date from 17; write it as 2026-12-25"),
        ({"dates": datetime(2026, 12, 25, tzinfo=UTC)}, r"^dates: 2026-12-25 .* is a moment; give its date"),
        ({"must_see": (3,)}, "^must_see must be text, not 3$"),
        ({"seed": "x"}, "^seed must be a whole number, not 'x'$"),
        ({"party": {"adults": 0}}, r"party: adults: give 1 to 50 adults \(given: 0\)$"),
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
        ({"children": (5, -1)}, r"^children: .*given: -1"),
        ({"children": (5, 7.5)}, "in whole years"),
        ({"children": None}, "the age of each child, as in"),
        ({"residents": "perhaps"}, "residents"),
        ({"pass_held": " "}, "name the pass"),
        ({"pass_held": 7}, "name the pass"),
        ({"dogs": 1}, "dogs is no known field"),
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
