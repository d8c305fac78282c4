"""Many plans at once: the same as one by one, wherever they are made, with one question for the weather."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, datetime
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.reasons.skies import HILLS_TZ, Asked, sky
from tripplanner import (
    InvalidRequestError,
    NoPlanError,
    TripRequest,
    best_days,
    load_destination,
    plan_many,
    plan_trip,
)
from tripplanner.many import run_on

EXAMPLE = Path(__file__).parent.parent / "examples" / "alabama_hills"
HILLS = load_destination(EXAMPLE)
NOW = datetime(2026, 11, 23, 11, tzinfo=HILLS_TZ)
ASKED = [
    TripRequest(dates="2026-12-24"),
    TripRequest(dates="2026-12-25", end="12:00"),
    TripRequest(dates="2026-12-25..2026-12-26"),
    *(TripRequest(dates="2027-01-10", end=f"{hour}:00") for hour in range(10, 18)),
]


def planned(**options):
    return plan_many(ASKED, **{"destination": EXAMPLE, "offline": True, "now": NOW, **options})


@pytest.fixture(scope="module")
def alone():
    return [plan_trip(each, destination=HILLS, offline=True, now=NOW).to_json() for each in ASKED]


def test_each_is_the_plan_made_alone(alone):
    """In climate a plan of many has the bytes of the plan made by itself, in the order asked for."""
    assert [each.to_json() for each in planned()] == alone
    assert [each.to_json() for each in planned(destination=HILLS)] == alone


def test_threads_change_nothing(alone):
    """Four threads that share facts and weather make the same bytes."""
    with ThreadPoolExecutor(4) as executor:
        assert [each.to_json() for each in planned(executor=executor)] == alone


def test_processes_change_nothing(alone):
    """Two fresh processes make the same bytes, and tell how far they are."""
    told = []
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        found = planned(executor=executor, on_progress=lambda done, total: told.append((done, total)))
        days = best_days("2026-12-23", "2026-12-24", destination=EXAMPLE, offline=True, now=NOW)
        apart = best_days(
            "2026-12-23", "2026-12-24", destination=EXAMPLE, offline=True, now=NOW, executor=executor
        )
    assert [each.to_json() for each in found] == alone
    assert told == [(8, 11), (11, 11)]
    assert apart.to_json() == days.to_json()


def tenfold(number, *, home, fatal):
    """Ten times a number; a worker dies of one of them."""
    if number == fatal and os.getpid() != home:
        os._exit(1)
    return 10 * number


def test_what_died_with_its_worker_is_done_here():
    """A killed worker breaks a pool of processes; no result is lost or comes twice."""
    work = partial(tenfold, home=os.getpid(), fatal=3)
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        assert list(run_on(executor, work, range(8))) == [10 * number for number in range(8)]
        assert list(run_on(executor, work, range(3))) == [0, 10, 20]  # the pool is broken by now


def test_what_is_not_waited_for_is_called_off():
    """Who stops asking leaves nothing waiting in the executor."""
    begun = []
    with ThreadPoolExecutor(1) as executor:
        results = run_on(executor, begun.append, range(1000))
        next(results)
        results.close()
    assert len(begun) < 1000


def test_dask_changes_nothing(alone):
    """A cluster of two workers makes the same bytes, though one of them is killed on the way."""
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50
        ) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        kill = _KillsOneWorker(client)
        found = planned(executor=executor, on_progress=kill)
    assert kill.killed
    assert [each.to_json() for each in found] == alone


class _KillsOneWorker:
    """After the first progress the first worker is killed; its nanny starts another."""

    def __init__(self, client):
        self._client, self.killed = client, False

    def __call__(self, _done, _total):
        if not self.killed:
            pids = self._client.run(os.getpid)
            os.kill(next(iter(pids.values())), 9)
            self.killed = True


def test_the_weather_is_asked_for_once():
    """However many requests: one question, for all their days."""
    provider = Asked(sky(date(2026, 12, 20), 30))
    found = planned(weather=provider, offline=False)
    assert len(provider.calls) == 1
    assert {each.weather.kind for each in found} == {"forecast"}


def test_who_gets_no_plan_is_told_why_in_place():
    """A wish that cannot be had does not spoil the others' plans."""
    wish = TripRequest(dates="2026-12-25", end="06:00", must_see=(HILLS.sites[0].id,))
    first, second = plan_many([wish, ASKED[0]], destination=HILLS, offline=True, now=NOW)
    assert isinstance(first, NoPlanError)
    assert second.days[0].stops


def test_what_cannot_be_meant_is_refused():
    """A request that is none, and a day that has passed."""
    assert plan_many([], offline=True, now=NOW) == []
    with pytest.raises(InvalidRequestError, match="no TripRequest"):
        plan_many(["2026-12-25"], offline=True, now=NOW)
    with pytest.raises(InvalidRequestError, match="has passed"):
        plan_many([TripRequest(dates="2026-11-01")], offline=True, now=NOW)
