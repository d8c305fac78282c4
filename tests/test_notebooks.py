"""The notebooks run from first to last, offline, and are stored without what they printed."""

import json
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOKS = sorted(EXAMPLES.glob("*.ipynb"))
# What a notebook draws or tabulates with, beside the library.
NEEDS = {
    "best_morning_of_a_month.ipynb": ("matplotlib", "pandas"),
    "rocky_iv_winter_on_skis.ipynb": ("matplotlib", "pandas"),
}
# A word of what a run of it shows.
SHOWS = {
    "best_morning_of_a_month.ipynb": "Best days: Mormon Row",
    "first_plan.ipynb": "christmas.ics",
    "rocky_iv_winter_on_skis.ipynb": "on skis: 303 points",
    "your_own_place.ipynb": "Mobius Arch",
}


# A process of its own: the client leaves sockets open, at which the warnings of these tests would point.
RUN = """
import sys, nbclient, nbformat
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import AsyncKernelManager

source, folder, target = sys.argv[1:]
book = nbformat.read(source, as_version=4)
# No folder of kernels: what is left is the one of the Python that runs this.
manager = AsyncKernelManager(kernel_spec_manager=KernelSpecManager(kernel_dirs=[]))
nbclient.NotebookClient(book, km=manager, timeout=120, resources={"metadata": {"path": folder}}).execute()
nbformat.write(book, target)
"""


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs(path, tmp_path, monkeypatch):
    """In a kernel of this very Python, where it lies, without an error, a warning, or a trace in the tree."""
    for library in ("nbclient", "ipykernel", *NEEDS.get(path.name, ())):
        if find_spec(library) is None:
            pytest.skip(f"{library} is not installed")
    for name in ("JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR", "IPYTHONDIR", "MPLCONFIGDIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("PYTHONPATH", str(EXAMPLES.parent))
    before = _tree()
    target = tmp_path / path.name
    command = [sys.executable, "-c", RUN, str(path), str(EXAMPLES), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    book = json.loads(target.read_text(encoding="utf-8"))
    outputs = [each for cell in _code(book) for each in cell["outputs"]]
    assert SHOWS[path.name] in json.dumps(outputs, ensure_ascii=False)
    assert [each for each in outputs if each.get("name") == "stderr"] == []
    assert _tree() == before


def test_there_are_four():
    """Each has one question, and each is run here."""
    assert [path.name for path in NOTEBOOKS] == sorted(SHOWS)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_stored_as_text(path):
    """Without output or counts, with at most 15 cells of code, and beginning with its question."""
    book = json.loads(path.read_text(encoding="utf-8"))
    code = _code(book)
    assert 0 < len(code) <= 15
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"] is not None] == []
    assert book["cells"][0]["cell_type"] == "markdown"
    assert "?" in "".join(book["cells"][0]["source"])


def _code(book):
    return [cell for cell in book["cells"] if cell["cell_type"] == "code"]


def _tree():
    """Every file of the examples, with its bytes."""
    return {path: path.read_bytes() for path in EXAMPLES.rglob("*") if path.is_file()}
