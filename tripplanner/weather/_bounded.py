"""Do a job in no more than so much time, whatever it waits for."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def bounded(job: Callable[[], T], time_s: float) -> T:
    """Run a job in a thread that is left behind when the time is up (TimeoutError)."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            result = job()
        except BaseException as exc:  # noqa: BLE001 - handed over whole to the caller's thread
            outcome.set_exception(exc)
        else:
            outcome.set_result(result)

    threading.Thread(target=run, name="tripplanner-weather", daemon=True).start()
    return outcome.result(timeout=time_s)
