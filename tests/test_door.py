"""The one public door, what importing costs, and the layers behind it."""

import ast
import subprocess
import sys
from pathlib import Path

import tripplanner

EXTRAS = ("pandas", "numpy", "matplotlib", "folium", "IPython")
PACKAGE = Path(tripplanner.__file__).parent

# Layer by layer as in the design: a module imports only from its own line or from lines above it.
LAYERS = (
    ("errors", "units", "dates", "wording", "shown", "extras"),
    ("models", "asked", "wishes", "request", "weather.hour", "weather.model"),
    ("catalog", "light", "hazards", "roads"),
    ("clothing", "costs"),
    ("weather",),
    ("planning",),
    ("chart",),
    ("dayplan", "itinerary", "visits"),
    ("comparison", "explanation", "ranked"),
    ("assemble", "cautions", "charting", "conditions", "notes", "siberia", "underway"),
    ("export", "worst", "prepared", "summary", "pipeline"),
    ("lookup", "trip", "plots"),
    ("many",),
    ("reasons",),
    ("cli",),
    ("__main__",),
)
# What loads a module by its name: the door, the command line, its commands, the formats, the extras, the
# light that no plan needs, and, from the records up to the code that draws them, `shown` alone.
LOADERS = {"", "__main__", "cli.group", "export.formats", "extras", "light", "shown"}
# Imported where they are used, for most plans do without them: the reader of days in words, all that asks
# for a forecast, and the HTTP client, which loads requests.
LATE = {
    "dates": "dateutil",
    "weather.chain": "tripplanner.weather._asked",
    "weather._asked": "tripplanner.weather._http",
}


def test_the_door_is_pinned_and_sorted():
    """Users rely on these names; a change here is a change for them."""
    assert tripplanner.__all__ == sorted(tripplanner.__all__)
    assert tripplanner.__all__ == [
        "Comparison",
        "Destination",
        "DestinationError",
        "Explanation",
        "Film",
        "Forecast",
        "InvalidRequestError",
        "Itinerary",
        "MissingExtraError",
        "NoPlanError",
        "OutputError",
        "Party",
        "PlanFaultError",
        "PlanFileError",
        "RankedDays",
        "Site",
        "Source",
        "TripPlannerError",
        "TripRequest",
        "Unknown",
        "UnknownNameError",
        "WeatherUnavailableError",
        "Wishes",
        "best_days",
        "compare",
        "explain",
        "films",
        "find_film",
        "find_site",
        "get_forecast",
        "load_destination",
        "load_plan",
        "plan_many",
        "plan_trip",
        "plots",
        "replan",
        "sites",
        "sources",
        "sun_times",
        "unknowns",
        "what_if",
        "write",
    ]


def test_every_public_name_is_there():
    """Each name of the door can be fetched and is documented; another one is an AttributeError."""
    for name in tripplanner.__all__:
        assert getattr(tripplanner, name).__doc__, name
    assert not hasattr(tripplanner, "plan_tripp")


def test_the_version_comes_from_the_metadata():
    """The version stands in one place."""
    from importlib.metadata import version

    assert version("tripplanner") == tripplanner.__version__


def test_importing_loads_nothing_heavy_and_changes_nothing():
    """A clean process that imports the package has no handler, no pydantic and no requests in it."""
    code = (
        "import logging, sys, warnings; before = list(warnings.filters); import tripplanner; "
        f"heavy = [m for m in {('pydantic', 'requests', 'ephem', 'click', *EXTRAS)} if m in sys.modules]; "
        "print(heavy, logging.getLogger().handlers, warnings.filters == before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[] [] True"


def test_offline_planning_never_loads_the_http_library():
    """Offline with an empty cache neither requests nor any extra is imported, not even for a card."""
    code = (
        "import sys; from datetime import datetime, timezone; import tripplanner; "
        "now = datetime(2026, 11, 23, tzinfo=timezone.utc); "
        "plan = tripplanner.plan_trip('2026-12-25', offline=True, end='12:00', now=now); "
        "assert str(plan) and plan._repr_html_() and tripplanner.plots.light; "
        f"print([m for m in {('requests', 'requests_cache', 'click', *EXTRAS)} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_modules_import_only_lower_layers():
    """Data flows down the table of layers once; there is no way back up."""
    faults = []
    seen = 0
    for path in sorted(PACKAGE.rglob("*.py")):
        module = _dotted(path)
        if module == "":
            continue
        for imported in _imports(path):
            seen += 1
            if _layer(imported) > _layer(module):
                faults.append(f"{module} imports {imported}")
    assert seen > 50
    assert faults == []


def test_the_records_reach_up_in_one_place():
    """Only the HTTP client is imported late; records find their cards and pages by one call in one place."""
    late, loaders = {}, []
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        functions = [
            node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        ]
        for node in (each for function in functions for each in ast.walk(function)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                late[_dotted(path)] = getattr(node, "module", None)
            if isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
                loaders.append(_dotted(path))
    assert late == LATE
    assert set(loaders) == LOADERS
    assert loaders.count("shown") == 1


def test_there_is_no_import_cycle():
    """Two modules never import each other, however long the way round (late imports left out)."""
    graph = {
        _dotted(path): {
            each
            for each in _imports(path, late=False)
            if (PACKAGE / (each.replace(".", "/") + ".py")).exists()
        }
        for path in PACKAGE.rglob("*.py")
        if _dotted(path) != ""
    }
    done: set[str] = set()

    def visit(module, trail):
        assert module not in trail, " -> ".join([*trail, module])
        if module not in done:
            for each in sorted(graph.get(module, ())):
                visit(each, [*trail, module])
            done.add(module)

    for module in graph:
        visit(module, [])
    assert len(done) >= 30


def test_only_the_edges_read_the_clock():
    """`now`, `on` and `seed` are arguments everywhere but in trip, weather and cli."""
    readers = {
        _dotted(path)
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in ("now", "today", "utcnow", "time_ns")
        and isinstance(node.value, ast.Name) and node.value.id in ("datetime", "date", "time")
    }  # fmt: skip
    commands = {"cli.explain", "cli.light", "cli.roads", "cli.visit", "cli.weather"}
    edges = commands | {"weather.chain", "weather._http"}
    assert readers <= {"trip"} | edges


def _dotted(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _top(module):
    return module.split(".")[0]


def _layer(module):
    for number, names in enumerate(LAYERS):
        if module in names:
            return number
    for number, names in enumerate(LAYERS):
        if _top(module) in names:
            return number
    raise AssertionError(f"{module} is in no layer")


def _imports(path, late=True):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = ast.walk(tree) if late else tree.body
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("tripplanner"):
            base = node.module.removeprefix("tripplanner").removeprefix(".")
            for alias in node.names:
                inner = f"{base}.{alias.name}".strip(".")
                is_module = (PACKAGE / inner.replace(".", "/")).with_suffix(".py").exists()
                is_package = (PACKAGE / inner.replace(".", "/") / "__init__.py").exists()
                if is_module or is_package or base:
                    yield inner if is_module or is_package else base
