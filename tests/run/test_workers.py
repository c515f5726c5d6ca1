"""Reading on the workers of a Dask cluster: one ledger, whoever read; a cluster that cannot help is told plainly."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlalchemy", reason="a stream needs the extra `live`")
pytest.importorskip("distributed", reason="a cluster needs the extra `cluster`")

import distributed

from rashomon.errors import RashomonError
from rashomon.keep.ledger import open_ledger
from rashomon.run import workers
from rashomon.run.stream import Course
from tests.run.test_stream import ingested, state


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    """A cluster of two worker processes on this machine, as it would be on many."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    ) as here:
        yield here.scheduler_address


def test_a_cluster_reads_the_same_ledger_as_one_process(kit: Any, scheduler: str, tmp_path: Path) -> None:
    with open_ledger(str(tmp_path / "here.ledger")) as here, open_ledger(str(tmp_path / "there.ledger")) as there:
        ingested(here, kit, course=Course(batch=5))
        tally = ingested(there, kit, course=Course(batch=5, cluster=scheduler))
        assert (tally.receipt.received, tally.receipt.left_out) == (17, 3)
        assert state(there) == state(here)


def test_a_cluster_is_left_running_for_the_next_run(kit: Any, scheduler: str) -> None:
    for _ in range(2):
        hands = workers.cluster(kit, scheduler)
        assert hands.size == 2
        hands.close()


def test_where_no_scheduler_answers_the_address_is_named(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "PATIENCE", 1)
    with pytest.raises(RashomonError, match=r"no Dask scheduler answers at tcp://127\.0\.0\.1:9"):
        workers.cluster(kit, "tcp://127.0.0.1:9")


def test_a_worker_of_another_version_is_refused(kit: Any, scheduler: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers.rashomon, "__version__", "99.0")
    with pytest.raises(RashomonError, match=r"this is 99\.0"):
        workers.cluster(kit, scheduler)
