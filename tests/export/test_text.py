"""The agenda as text, whatever the places of a user's own destination are called."""

import re

import pytest
from hypothesis import given, settings

from tests.export import map_plans as made_of
from tripplanner import InvalidRequestError


def headings(plan):
    """The lines that begin a section of a day's plan."""
    lines = plan.to_text().splitlines()
    return [line for line in lines if re.fullmatch(r"(Left out|Wear and carry|Cost|Doubtful|Sources)", line)]


@settings(max_examples=40)
@given(made_of.HOSTILE)
def test_hostile_names_stay_words(text):
    """No name ends a line, begins a section, moves a terminal's cursor or turns the letters around."""
    shown = made_of.called(text).to_text()
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]", shown) is None
    assert headings(made_of.called(text)) == headings(made_of.called("place"))


def test_a_name_that_fits_is_shown_as_it_is():
    """Letters of any script, and marks on them, are names."""
    assert "ÉGLISE DE LA NEIGE ❄ 雪" in made_of.called("Église de la Neige ❄ 雪").to_text()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"units": "furlong"}, "units cannot be 'furlong': give 'us' or 'metric'"),
        ({"clock": "13"}, "clock cannot be '13': give '12' or '24'"),
    ],
)
def test_units_and_clocks_that_nobody_has_are_refused(wrong, said):
    """A style that is not known is an error with the known ones, and not silently another."""
    with pytest.raises(InvalidRequestError, match=said):
        made_of.called("place").to_text(**wrong)
