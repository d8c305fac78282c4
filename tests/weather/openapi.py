"""Answers made from an OpenAPI schema, as specified and as a service might send them some day.

A seed makes an answer. Hypothesis chooses the seeds: drawing every part of so large a schema through it
takes a hundred times longer, and thousands of answers are wanted.
"""

import functools
import random
from typing import Any

_ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    10**400,
    float("nan"),
    float("inf"),
    "",
    "9" * 5000 + " mph",
    "2026-08-16T10:00:00",
    "0001-01-01T00:00:00+14:00",
    "x/P9D",
    [],
    [None, 5, "x"],
    [[]],
    {},
    {"value": None},
    {"unitCode": "wmoUnit:parsec", "value": 3},
    {"unitCode": 5, "value": 10**400},
)
_LENGTHS = ("PT1H", "PT6H", "P1DT18H", "P7D", "PT0H", "P1M", "PT30M", "PT90S", "P9999D")
_NUMBERS = (0, -5, 12, 55.5, 110, 1e6, -1e6, 10**400)
_TEXTS = {
    "UnitOfMeasure": (
        "wmoUnit:degC",
        "unit:degC",
        "wmoUnit:km_h-1",
        "wmoUnit:percent",
        "wmoUnit:m",
        "wmo:mm",
    ),
    "windSpeed": ("5 mph", "5 to 10 mph", "16 km/h", "calm", ""),
    "NWSForecastOfficeId": ("RIW", "riw", "../x"),
    "stationIdentifier": ("KJAC", "../x", ""),
}
_LAYERS = ("temperature", "windGust", "snowfallAmount", "probabilityOfThunder", "never_seen_before")
_DEEPEST = 14


class Schema:
    """A specification, and how to make answers of its named shapes."""

    def __init__(self, specification: dict[str, Any]) -> None:
        self.named: dict[str, Any] = specification["components"]["schemas"]

    def answer(self, name: str, seed: int) -> Any:
        """An answer of that shape: with keys left out, unknown keys and values, nulls, and odd things."""
        dice = random.Random(seed)  # noqa: S311 - the same seed must give the same answer
        odd_share = dice.choice((0.0, 0.005, 0.05))
        return _Maker(self.named, dice, odd_share).value({"$ref": f"/{name}"}, name, 0)


def _merged(one: Any, other: Any) -> Any:
    """Two descriptions of one thing, put together at every depth."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one | {key: _merged(one[key], each) if key in one else each for key, each in other.items()}
    if isinstance(one, list) and isinstance(other, list):
        return [_merged(*pair) for pair in zip(one, other, strict=False)]
    return other


class _Maker:
    def __init__(self, named: dict[str, Any], dice: random.Random, odd_share: float) -> None:
        self.named, self.dice, self.odd_share = named, dice, odd_share

    def value(self, shape: dict[str, Any], key: str, depth: int) -> Any:
        if depth > _DEEPEST or self.dice.random() < self.odd_share:
            return self.dice.choice(_ODD)
        if "$ref" in shape:
            name = shape["$ref"].rpartition("/")[2]
            return self.value(self.named[name], name, depth + 1)
        if "allOf" in shape:
            return functools.reduce(_merged, (self.value(each, key, depth + 1) for each in shape["allOf"]))
        if key == "ISO8601Interval":
            return f"{self._time(key)}/{self.dice.choice(_LENGTHS)}"
        return self._choice(shape, key, depth)

    def _choice(self, shape: dict[str, Any], key: str, depth: int) -> Any:
        if "oneOf" in shape:
            return self.value(self.dice.choice(shape["oneOf"]), key, depth + 1)
        if "enum" in shape:
            return self.dice.choice([*shape["enum"] * 9, "never_seen_before"])
        return self._plain(shape, key, depth)

    def _plain(self, shape: dict[str, Any], key: str, depth: int) -> Any:
        kinds = shape.get("type", "object")
        kind = self.dice.choice(kinds) if isinstance(kinds, list) else kinds
        if kind == "object":
            return self._object(shape, depth)
        if kind == "array":
            count = max(shape.get("minItems", 0), self.dice.choice((0, 1, 2, 3, 4, 6)))
            return [self.value(shape.get("items", {}), key, depth + 1) for _ in range(count)]
        if kind in ("number", "integer"):
            return self.dice.choice(_NUMBERS[:-2] if self.odd_share == 0 else _NUMBERS)
        if kind == "boolean":
            return self.dice.random() < 0.5
        return None if kind == "null" else self._text(shape, key)

    def _object(self, shape: dict[str, Any], depth: int) -> dict[str, Any]:
        found = {
            key: self.value(each, key, depth + 1)
            for key, each in self._keys(shape).items()
            if self.dice.random() >= self.odd_share
        }
        return found | ({"somethingNew": self.dice.choice(_ODD)} if self.dice.random() < 0.1 else {})

    def _keys(self, shape: dict[str, Any]) -> dict[str, Any]:
        """The keys described, and the layers of a raw grid, which the specification does not name."""
        more = shape.get("additionalProperties")
        return shape.get("properties", {}) | (dict.fromkeys(_LAYERS, more) if isinstance(more, dict) else {})

    def _text(self, shape: dict[str, Any], key: str) -> str:
        if shape.get("format") == "date-time":
            return self._time(key)
        known = _TEXTS.get(key)
        return "some words" if known is None else self.dice.choice(known)

    def _time(self, key: str) -> str:
        hour = self.dice.randint(0, 2) + (11 if key == "endTime" else 10)
        return f"2026-08-16T{hour}:00:00+00:00"
