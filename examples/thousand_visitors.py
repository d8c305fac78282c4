"""A thousand visitors ask for next year: how many plans a second, in one process and in two.

Run it with a number to ask for fewer (`python examples/thousand_visitors.py 60`). It plans from climate
normals, without a network; live, `plan_many` would ask for the weather once for all of them. What it prints
holds for the computer it runs on.
"""

import sys
import time
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import nullcontext
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context

import tripplanner
from tripplanner import Itinerary, Party, TripRequest

BASES = "jackson", "kelly", "moose", "teton-village"
HOURS = (None, "12:00"), ("09:00", "15:00"), ("12:00", None), (None, "10:00"), (None, None)
PARTIES = Party(), Party(adults=2, children=(7, 10)), Party(adults=2, cold_tolerance="high")
DAY_S, MILLION = 86_400, 1_000_000


def asked(number: int, year: int) -> list[TripRequest]:
    """So many requests over a year, all different: each 37 days on, the next base, hours and party."""
    return [
        TripRequest(
            dates=date(year, 1, 1) + timedelta(days=37 * each % 365),
            base=BASES[each % len(BASES)],
            start=HOURS[each % len(HOURS)][0],
            end=HOURS[each % len(HOURS)][1],
            party=PARTIES[each % len(PARTIES)],
        )
        for each in range(number)
    ]


def timed(requests: list[TripRequest], processes: int, now: datetime) -> tuple[list[str], float]:
    """What came of the requests as text, and the seconds it took; one process is this one."""
    began = time.perf_counter()

    def progress(done: int, total: int) -> None:
        took_s = time.perf_counter() - began
        print(f"  {done} of {total} after {took_s:.0f} s", file=sys.stderr, flush=True)

    with _workers(processes) as executor:
        found = tripplanner.plan_many(
            requests, offline=True, now=now, executor=executor, on_progress=progress
        )
    took_s = time.perf_counter() - began
    return [each.to_json() if isinstance(each, Itinerary) else str(each) for each in found], took_s


def _workers(processes: int) -> ProcessPoolExecutor | nullcontext[Executor | None]:
    if processes == 1:
        return nullcontext(None)
    # Fresh processes, as on Windows and macOS: a fork of a program with threads may hang.
    return ProcessPoolExecutor(processes, mp_context=get_context("spawn"))


def main(arguments: list[str]) -> None:
    """Print the first plan, and how many plans a second one process makes, and two."""
    number = int(arguments[0]) if arguments else 1000
    now = datetime.now(UTC)  # one moment for all, as each plan tells when it was made
    requests = asked(number, now.year + 1)
    print(tripplanner.plan_trip(requests[0], offline=True, now=now))  # also loads what all plans need
    print()
    alone, alone_s = timed(requests, 1, now)
    shared, shared_s = timed(requests, 2, now)
    same = "the same plans, to the byte" if alone == shared else "other plans: please report it"
    for processes, took_s in ((1, alone_s), (2, shared_s)):
        name = "1 process " if processes == 1 else f"{processes} processes"
        print(f"{name}  {number / took_s:6.2f} plans a second ({number} in {took_s:.1f} s)")
    print(f"Both made {same}.")
    cores = MILLION / DAY_S * alone_s / number
    print(f"A million different plans a day, spread evenly, keep {cores:.0f} such processes busy.")


if __name__ == "__main__":
    main(sys.argv[1:])
