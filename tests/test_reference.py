"""The reference in the docstrings: what each public name tells of itself, and what `help` shows first.

A public name is one of the door, and whatever its calls give back: the records, their fields and methods.
"""

import doctest
import inspect
import pydoc
import re
from dataclasses import is_dataclass
from datetime import UTC, datetime
from types import FunctionType, ModuleType
from typing import get_args

import pytest
from pydantic import BaseModel

import tripplanner
from tripplanner import errors, plots
from tripplanner.weather.asking import WeatherProvider

DOOR = {name: getattr(tripplanner, name) for name in tripplanner.__all__}
ERRORS = {name for name, each in DOOR.items() if inspect.isclass(each) and issubclass(each, Exception)}
FUNCTIONS = {name: each for name, each in DOOR.items() if isinstance(each, FunctionType)} | {
    f"plots.{name}": getattr(plots, name) for name in plots.__all__
}
NOW = datetime(2026, 11, 23, 18, tzinfo=UTC)
# The limits of what is computed are those beyond which a saved plan is damaged: no reader needs them.
COMPUTED = tuple(f"tripplanner.{name}" for name in ("chart", "dayplan", "explanation", "itinerary", "visits"))
# Units that names end in, as the style has them; other numbers tell theirs in brackets.
UNITS = re.compile(r"(^|_)(c|kmh|mm|cm|m|km|minutes|deg|percent|usd|s|ugm3)$")
NUMBER = re.compile(r"-?\d[\d,]*(?:\.\d+)?")


def _parts(annotation):
    yield annotation
    for each in get_args(annotation):
        yield from _parts(each)


def _records():
    """Every record that the door's names are, give back, or hold."""
    found = {}
    wanted = [each for each in DOOR.values() if inspect.isclass(each)]
    wanted += [
        part for each in FUNCTIONS.values() for part in _parts(inspect.signature(each).return_annotation)
    ]
    while wanted:
        each = wanted.pop()
        if inspect.isclass(each) and issubclass(each, BaseModel) and each.__name__ not in found:
            found[each.__name__] = each
            wanted += [part for field in each.model_fields.values() for part in _parts(field.annotation)] + [
                part
                for member in _members(each).values()
                if isinstance(member, FunctionType)
                for part in _parts(inspect.signature(member).return_annotation)
            ]
    return dict(sorted(found.items()))


def _members(record):
    """Public methods and properties of our own, by name."""
    ours = [each for each in record.__mro__ if each.__module__.startswith("tripplanner")]
    found = {}
    for each in reversed(ours):
        for name, member in vars(each).items():
            plain = getattr(member, "__func__", member)
            if not name.startswith("_") and isinstance(plain, FunctionType | property):
                found[name] = plain
    return found


RECORDS = _records()
METHODS = {
    f"{member.__qualname__}": member
    for record in (*RECORDS.values(), *(DOOR[name] for name in sorted(ERRORS)))
    for member in _members(record).values()
    if isinstance(member, FunctionType)
}
PROPERTIES = {
    member.fget.__qualname__: member.fget
    for record in RECORDS.values()
    for member in _members(record).values()
    if isinstance(member, property)
}
CALLABLES = FUNCTIONS | METHODS | {"WeatherProvider.get_forecast": WeatherProvider.get_forecast}


def _sections(documented):
    """The sections of a NumPy-style docstring; what stands before the first is under an empty title."""
    pieces = re.split(r"^(\w[\w ]*)\n-{3,}\n", inspect.cleandoc(documented.__doc__ or ""), flags=re.MULTILINE)
    return {"": pieces[0], **dict(zip(pieces[1::2], pieces[2::2], strict=True))}


def _entries(section):
    """What a section says of each name; several names may share a text."""
    found, names = {}, []
    for row in section.splitlines():
        if row and not row.startswith(" "):
            names = [name.lstrip("*") for name in row.split(", ")]
            found |= dict.fromkeys(names, "")
        else:
            found |= {name: f"{found[name]} {row.strip()}".strip() for name in names}
    return found


def _told_of(record):
    """What a record's docstring says of each field, its bases' included."""
    ours = [each for each in reversed(record.__mro__) if each.__module__.startswith("tripplanner")]
    found = {}
    for each in ours:
        if "__doc__" in vars(each):
            found |= _entries(_sections(each).get("Attributes", ""))
            found |= _entries(_sections(each).get("Parameters", "")) if issubclass(each, BaseModel) else {}
    return found


def _is_number(annotation):
    parts = set(_parts(annotation))
    return bool({int, float} & parts)


def _bounds(field):
    """The limits that pydantic keeps a number within, wherever they are written."""
    metadata = [*field.metadata]
    for part in _parts(field.annotation):
        for each in getattr(part, "__metadata__", ()):
            metadata += getattr(each, "metadata", [each])
    return {
        getattr(each, name)
        for each in metadata
        for name in ("ge", "gt", "le", "lt")
        if isinstance(getattr(each, name, None), int | float)
    }


def test_the_reference_looks_at_something():
    """The walk from the door finds the records that users meet, and their methods."""
    wanted = {"Itinerary", "Stop", "Leg", "Day", "Hour", "SunTimes", "RankedDay", "StopChange", "Effect"}
    assert wanted <= RECORDS.keys()
    assert {"Party", "Wishes", "TripRequest", "Road", "Fee", "Scene", "Chart"} <= RECORDS.keys()
    assert len(RECORDS) >= 80
    assert {"Itinerary.to_json", "Tabled.to_dataframe", "Comparison.having"} <= METHODS.keys()
    assert {"Forecast.hours", "RankedDays.best"} <= PROPERTIES.keys()
    assert not any(is_dataclass(each) for each in RECORDS.values())


def test_the_story_names_every_name_of_the_door_once():
    """The package's docstring is a table of the names by question: none is missing, none is told twice."""
    told = re.findall(r"^    ([A-Za-z_]+)  +\S.*$", tripplanner.__doc__, flags=re.MULTILINE)
    assert sorted(told) == tripplanner.__all__
    assert len(re.findall(r"^\S.*\?$", tripplanner.__doc__, flags=re.MULTILINE)) >= 5


def test_help_tells_the_story_first():
    """What `help(tripplanner)` prints begins with the story, whole, before any list of modules."""
    shown = pydoc.plain(pydoc.render_doc(tripplanner))
    story = shown[: shown.index("PACKAGE CONTENTS")]
    for line in inspect.cleandoc(tripplanner.__doc__).splitlines()[1:]:
        assert line in story
    assert max(len(line) for line in story.splitlines()) <= 110


@pytest.mark.parametrize("name", tripplanner.__all__)
def test_each_name_shows_an_example(name):
    """A name's own docstring has an example, which the doctests run."""
    assert doctest.DocTestParser().get_examples(DOOR[name].__doc__), name


@pytest.mark.parametrize("name", sorted(CALLABLES | PROPERTIES | RECORDS | dict.fromkeys(ERRORS)))
def test_each_name_says_what_it_is(name):
    """A docstring of its own that begins with a sentence: what it is, not that it is something."""
    documented = (CALLABLES | PROPERTIES | RECORDS | DOOR).get(name)
    assert "__doc__" in dir(documented)
    assert documented.__doc__ is not None
    if inspect.isclass(documented):
        assert "__doc__" in vars(documented)
    summary = inspect.cleandoc(documented.__doc__).split("\n\n")[0]
    assert re.search(r"[.\]]$", summary), summary
    assert not summary.startswith(("This ", "A function", "A class"))


@pytest.mark.parametrize("name", sorted(CALLABLES))
def test_each_parameter_is_told(name):
    """All parameters stand in the docstring, and nothing that is no parameter."""
    taken = [each for each in inspect.signature(CALLABLES[name]).parameters if each not in ("self", "cls")]
    told = _entries(_sections(CALLABLES[name]).get("Parameters", ""))
    assert sorted(told) == sorted(taken)
    assert all(told.values()), told


@pytest.mark.parametrize("name", sorted(CALLABLES))
def test_each_call_tells_what_it_gives_and_raises(name):
    """What comes back is told; what is raised on purpose is one of our errors and is named."""
    sections = _sections(CALLABLES[name])
    assert "Returns" in sections
    raised = _entries(sections.get("Raises", ""))
    assert set(raised) <= ERRORS
    assert all(raised.values()), raised
    own = set(re.findall(r"raise (\w+Error)", inspect.getsource(CALLABLES[name])))
    assert {each for each in own if each not in raised} == set()


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_each_number_given_has_a_unit(name):
    """A parameter that is a number says in brackets what it counts."""
    told = _entries(_sections(FUNCTIONS[name]).get("Parameters", ""))
    for each in inspect.signature(FUNCTIONS[name]).parameters.values():
        if each.annotation in (int, float, int | None, float | None):
            text = _told_in_full(told, each.name)
            assert "[" in text, each.name


def _told_in_full(told, name):
    """What is told of an option; one told `as in plan_trip` is told there."""
    elsewhere = re.search(r"[Aa]s in `(\w+)`|See `TripRequest`", told[name])
    if elsewhere is None:
        return told[name]
    there = DOOR[elsewhere[1] or "TripRequest"]
    return told[name] + _entries(_sections(there)["Parameters"]).get(name, "")


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_each_field_is_told(name):
    """All fields of a record stand in its docstring, and nothing that is no field."""
    told = _told_of(RECORDS[name])
    assert sorted(told) == sorted(RECORDS[name].model_fields)
    assert all(told.values()), told


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_each_number_has_a_unit_and_its_range(name):
    """A number says its unit, in its name or in brackets, and the limits that it is kept within."""
    told = _told_of(RECORDS[name])
    for field, info in RECORDS[name].model_fields.items():
        if _is_number(info.annotation):
            assert UNITS.search(field) or "[" in told[field], f"{name}.{field} has no unit"
            numbers = {float(each.replace(",", "")) for each in NUMBER.findall(told[field])}
            limits = set() if RECORDS[name].__module__ in COMPUTED else _bounds(info)
            assert limits <= numbers, f"{name}.{field} lies within {limits}"


@pytest.mark.parametrize("name", ["SunTimes", "sun_times", "StopWeather", "WeatherPlace.distance_km", "Hour"])
def test_a_formula_names_its_source(name):
    """Figures that are computed, and scales that somebody made, say who says so."""
    references = _sections((CALLABLES | RECORDS)[name]).get("References", "")
    assert re.search(r"^\.\. \[1\] .+", references, flags=re.MULTILINE), name


def _bad_calls(folder):
    plan = tripplanner.plan_trip("2026-12-25", end="09:00", offline=True, now=NOW)
    bare = tripplanner.load_destination().model_copy(update={"climate": None})
    missing = folder / "missing"
    yield "plan_trip", lambda: tripplanner.plan_trip("2026-13-45", now=NOW)
    yield "plan_trip", lambda: tripplanner.plan_trip("2026-12-25", base="nowhere", offline=True, now=NOW)
    gone = {"must_see": "rocky-iv-cabin", "end": "09:00"}
    yield "plan_trip", lambda: tripplanner.plan_trip("2026-12-25", **gone, offline=True, now=NOW)
    yield "plan_trip", lambda: tripplanner.plan_trip("2026-12-25", destination=missing, now=NOW)
    yield "plan_trip", lambda: tripplanner.plan_trip("2026-12-25", destination=bare, offline=True, now=NOW)
    for name in ("sites", "films", "sources", "unknowns", "load_destination"):
        yield name, lambda name=name: DOOR[name](missing)
    yield "find_site", lambda: tripplanner.find_site("nowhere")
    yield "find_film", lambda: tripplanner.find_film("nothing")
    yield "sun_times", lambda: tripplanner.sun_times("nowhere", "2026-12-25")
    yield "sun_times", lambda: tripplanner.sun_times("oxbow-bend", "2026-12-25", destination=missing)
    yield "get_forecast", lambda: tripplanner.get_forecast("nowhere", NOW, NOW)
    yield "get_forecast", lambda: tripplanner.get_forecast("oxbow-bend", NOW, NOW, destination=missing)
    yield "plan_many", lambda: tripplanner.plan_many(["tomorrow"])
    yield "plan_many", lambda: tripplanner.plan_many([], destination=missing)
    yield "best_days", lambda: tripplanner.best_days("2026-12-25", "2026-12-24", now=NOW)
    yield "best_days", lambda: tripplanner.best_days("2026-12-25", "2026-12-25", basis="kelly", now=NOW)
    yield "compare", lambda: tripplanner.compare(plan, None)
    yield "what_if", lambda: tripplanner.what_if(plan, basis="kelly")
    yield "what_if", lambda: tripplanner.what_if(plan, must_see="rocky-iv-cabin")
    yield "what_if", lambda: tripplanner.what_if(plan, destination=missing)
    yield "replan", lambda: tripplanner.replan(plan, now=NOW.replace(year=2025))
    yield "replan", lambda: tripplanner.replan(plan, now=NOW, destination=missing)
    yield "explain", lambda: tripplanner.explain(plan, budget_s=-1)
    yield "explain", lambda: tripplanner.explain(plan, destination=missing)
    yield "write", lambda: tripplanner.write(plan, folder / "plan.docx")
    yield "load_plan", lambda: tripplanner.load_plan(missing)
    yield "plots.timeline", lambda: plots.timeline(plan, 7)
    yield "plots.map", lambda: plots.map(plan, 7)
    yield "plots.light", lambda: plots.light("nowhere", "2026-12-25")
    yield "plots.light", lambda: plots.light("oxbow-bend", "2026-12-25", destination=missing)


def test_what_is_raised_is_what_the_reference_says(tmp_path):
    """Each call that cannot be met raises an error that its own docstring names, or one under it."""
    seen = set()
    for name, call in _bad_calls(tmp_path):
        with pytest.raises(tripplanner.TripPlannerError) as caught:
            call()
        named = tuple(getattr(errors, each) for each in _entries(_sections(FUNCTIONS[name])["Raises"]))
        assert isinstance(caught.value, named), f"{name}: {caught.value!r}"
        seen.add(type(caught.value).__name__)
    assert len(seen) >= 6
    assert not any(isinstance(each, ModuleType) for each in FUNCTIONS.values())


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_help_shows_a_plain_signature(name):
    """What `help` writes first of a record: its fields and their types, without what checks their values."""
    shown = inspect.signature(RECORDS[name])
    assert [*shown.parameters] == [*RECORDS[name].model_fields]
    assert re.findall(r"Annotated|Validator|FieldInfo|Undefined|Ellipsis|<", str(shown)) == []
    for field, info in RECORDS[name].model_fields.items():
        assert (shown.parameters[field].default is inspect.Parameter.empty) == info.is_required()
    assert not hasattr(RECORDS[name].model_construct(), "__signature__")
