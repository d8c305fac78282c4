"""The agenda as text, whatever the places of a user's own destination are called."""

import re

from hypothesis import given, settings

from tests.export import map_plans as made_of


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
