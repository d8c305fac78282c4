"""Answers spoilt in every way a service might, for Hypothesis."""

import copy
from typing import Any

from hypothesis import strategies as st

ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.just(10**400),
    st.floats(),
    st.text(max_size=20),
    st.sampled_from(
        [
            "2026-08-16T10:00:00",
            "0001-01-01T00:00:00+14:00",
            "9 mph",
            "-3 mph",
            "9" * 5000 + " mph",
            "P7D",
            "x/P9D",
        ]
    ),
    st.lists(st.none() | st.integers() | st.text(max_size=3), max_size=3),
    st.dictionaries(
        st.sampled_from(["value", "unitCode", "maxValue", "UGC", "VTEC", "new"]), st.none(), max_size=2
    ),
    st.builds(
        lambda unit, value: {"unitCode": unit, "value": value},
        st.sampled_from(["wmoUnit:degC", "wmoUnit:km_h-1", "wmoUnit:percent", "degF", "wmoUnit:parsec"]),
        st.none() | st.floats() | st.just(10**400),
    ),
)


@st.composite
def spoilt(draw: st.DrawFn, good: dict[str, Any]) -> dict[str, Any]:
    """A good answer with up to six values replaced, removed or added, at any depth."""
    answer: dict[str, Any] = copy.deepcopy(good)
    for _ in range(draw(st.integers(0, 6))):
        _spoil(draw, answer)
    return answer


def _spoil(draw: st.DrawFn, answer: dict[str, Any]) -> None:
    at: Any = answer
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        if not keys:
            return
        key = draw(st.sampled_from(keys))
        if isinstance(at[key], dict | list) and at[key] and draw(st.integers(0, 9)) > 0:
            at = at[key]
            continue
        change = draw(st.sampled_from(["replace", "remove", "add"]))
        if change == "remove":
            del at[key]
        elif change == "add" and isinstance(at, dict):
            at[draw(st.text(max_size=5))] = draw(ODD)
        else:
            at[key] = draw(ODD)
        return
