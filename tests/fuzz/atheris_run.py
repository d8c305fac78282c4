"""The same tests led by coverage: `python -m tests.fuzz.atheris_run --target plans --seconds 120`.

Needs `pip install atheris` (3.0.0 has a wheel for CPython 3.11 on Linux; elsewhere it is built with clang),
so it is no part of the extras. Atheris watches which branches of tripplanner an input reaches, keeps those
that reach new ones in a folder (`--corpus`), and changes these on; Hypothesis makes documents out of their
bytes. It ends with code 0 when the time is up, and with the failing input and a traceback otherwise.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from random import Random
from typing import Any

TARGETS = {
    "plans": ("test_a_spoilt_plan_is_refused_or_used", "test_any_bytes_are_a_plan_or_refused"),
    "destination": (
        "test_a_spoilt_destination_is_refused_or_shown",
        "test_any_bytes_are_a_destination_or_refused",
    ),
    "dates": ("test_any_words_are_days_or_refused", "test_any_request_is_one_or_refused"),
    "weather": (
        "test_a_spoilt_answer_is_read_or_refused",
        "test_any_status_headers_and_body_are_judged",
    ),
}
_HOMES = {"dates": "words"}


def _tests(target: str) -> list[Callable[[bytes], Any]]:
    """A target's tests as functions of bytes; what they call has been loaded to be watched by now."""
    home = import_module(f"tests.fuzz.test_fuzz_{_HOMES.get(target, target)}")
    for module in iter_modules(import_module("tripplanner.export").__path__, "tripplanner.export."):
        import_module(module.name)  # most are loaded only when used
    return [getattr(home, name).hypothesis.fuzz_one_input for name in TARGETS[target]]


def _one_input(tests: list[Callable[[bytes], Any]]) -> Callable[[bytes], None]:
    """What is done with an input: its first byte says which test makes an example of the rest."""

    def run(content: bytes) -> None:
        if content:
            tests[content[0] % len(tests)](content[1:])

    return run


def _begin(corpus: Path) -> None:
    """Inputs to begin with, the same each time: of a few bytes Hypothesis can make no document."""
    corpus.mkdir(parents=True, exist_ok=True)
    for number in range(64):
        (corpus / f"begin-{number}").write_bytes(Random(number).randbytes(2048))  # noqa: S311 - no secret


def _asked(arguments: Iterable[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--target", choices=sorted(TARGETS), required=True)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--corpus", help="a folder to keep the inputs in; new each time without it")
    return parser.parse_args(list(arguments))


def main() -> None:
    """Fuzz one target for a bounded time."""
    asked = _asked(sys.argv[1:])
    import atheris

    os.environ["TRIPPLANNER_OPEN_METEO"] = "off"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["TRIPPLANNER_CACHE_DIR"] = folder
        with atheris.instrument_imports(include=["tripplanner"]):
            tests = _tests(asked.target)
        corpus = Path(asked.corpus or Path(folder) / "corpus")
        _begin(corpus)
        options = [f"-max_total_time={asked.seconds}", "-max_len=4096", "-timeout=60", "-len_control=0"]
        atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], _one_input(tests))
        atheris.Fuzz()


if __name__ == "__main__":
    main()
