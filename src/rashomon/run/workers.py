"""Where documents are read besides this process: in processes of this machine, or on the workers of a Dask cluster.

Reading is stateless (`arrivals_of`) and is nearly all that a report costs; the ledger stays one and takes the answers
in their order, so that it comes out the same wherever they were made.
"""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from importlib import import_module
from multiprocessing import get_context
from typing import Any, Final

import msgspec

import rashomon
from rashomon.errors import RashomonError
from rashomon.extend import Extensions
from rashomon.model import Document
from rashomon.run.kit import Kit, make_kit
from rashomon.run.ledger import Arrival, arrivals_of
from rashomon.settings import Settings

PATIENCE: Final = 15
"""Seconds that a scheduler has to answer before the run says that it cannot be reached."""


class Workers:
    """Hands that read: ``size`` parts at once; close them when the run is over."""

    def __init__(
        self, executor: Executor, read: Callable[[list[Document]], list[Arrival]], size: int, client: Any = None
    ) -> None:
        self.executor, self.read, self.size, self.client = executor, read, size, client

    def submit(self, documents: Sequence[Document]) -> Future[list[Arrival]]:
        """Have a part of a batch read; the answers come in the order of the documents."""
        return self.executor.submit(self.read, list(documents))

    def close(self) -> None:
        """Drop what is not begun and let the processes, or the cluster, go; a cluster itself is left running."""
        if self.client is not None:
            self.client.close()
        else:
            self.executor.shutdown(wait=True, cancel_futures=True)


# ---- this machine ----------------------------------------------------------------------------------------------------

_worker: dict[str, Kit] = {}
"""The kit of a worker process, which lives for nothing else."""


def processes(kit: Kit, count: int) -> Workers:
    """Processes with one thread of the network each: two of one thread read more than one of two."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=_carried(kit))
    return Workers(pool, _read_here, count)


def _carried(kit: Kit) -> tuple[Settings, tuple[Any, ...]]:
    return msgspec.structs.replace(kit.settings, threads=1), kit.extensions.packs


def _begin(settings: Settings, folders: tuple[Any, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the engine stops; its workers end with it
    _worker["kit"] = make_kit(settings, Extensions(packs=folders))


def _read_here(documents: list[Document]) -> list[Arrival]:
    return arrivals_of(documents, _worker["kit"])


# ---- a cluster -------------------------------------------------------------------------------------------------------


def cluster(kit: Kit, address: str) -> Workers:
    """The workers of the Dask scheduler at the address ("tcp://desk:8786"); needs the extra `cluster`.

    Raises RashomonError where nobody answers there, the cluster has no worker, or a worker lacks Rashomon or has
    another version of it: what two versions read is not one answer.
    """
    distributed: Any = import_module("distributed")  # an extra, and typed in part only

    class Shelf(distributed.WorkerPlugin):  # type: ignore[misc]
        """Builds the kit once on each worker, also on those that join later."""

        def __init__(self, *carried: Any) -> None:
            self.carried = carried

        def setup(self, worker: Any) -> None:
            settings, folders = self.carried
            worker.rashomon = make_kit(settings, Extensions(packs=folders))

    try:
        client = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise RashomonError(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        _same_version(client, address)
        client.register_plugin(Shelf(*_carried(kit)), name="rashomon")
        size = sum(client.nthreads().values())
    except Exception:
        client.close()
        raise
    return Workers(client.get_executor(pure=False), _read_there, size, client)


def _same_version(client: Any, address: str) -> None:
    try:
        found = client.run(_version)
    except ImportError as error:
        raise RashomonError(f"a worker of the cluster at {address} cannot read reports: {error}") from error
    if not found:
        raise RashomonError(f"the cluster at {address} has no worker")
    for worker, version in sorted(found.items()):
        if version != rashomon.__version__:
            raise RashomonError(f"worker {worker} has Rashomon {version}, this is {rashomon.__version__}")


def _version() -> str:
    return rashomon.__version__


def _read_there(documents: list[Document]) -> list[Arrival]:
    worker: Any = import_module("distributed").get_worker()
    return arrivals_of(documents, worker.rashomon)
