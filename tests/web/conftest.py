"""A newsroom over the shipped example feed: a ledger with its first two days, and the service on loopback."""

from __future__ import annotations

import shutil
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from desk_at_work import FEED, NAGAOKA, Newsroom, Running

from rashomon.extend import Extensions
from rashomon.keep.ledger import open_ledger
from rashomon.run.kit import Kit, make_kit
from rashomon.run.ledger import add_documents
from rashomon.run.reading import read_documents
from rashomon.settings import Settings
from rashomon.web.guard import App


@pytest.fixture(scope="session")
def kit() -> Kit:
    return make_kit()


@pytest.fixture(scope="session")
def first_days(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example's first two days, and of one more dispatch, on a quake of the next day elsewhere."""
    path = tmp_path_factory.mktemp("newsroom") / "first.ledger"
    documents, _ = read_documents(
        [*(str(FEED / day) for day in ("2026-06-09", "2026-06-10")), str(NAGAOKA)], Settings(), Extensions()
    )
    with open_ledger(path) as ledger:
        add_documents(documents, ledger, kit)
    return path


@pytest.fixture
def newsroom(kit: Kit, first_days: Path, tmp_path: Path) -> Iterator[Newsroom]:
    """A copy of that ledger, for a test of its own."""
    path = tmp_path / "desk.ledger"
    shutil.copy(first_days, path)
    with open_ledger(path) as ledger:
        yield Newsroom(ledger, kit)


@pytest.fixture
def served() -> Iterator[Callable[[App], Running]]:
    """Serve applications on loopback for the length of a test."""
    import uvicorn

    servers: list[tuple[uvicorn.Server, threading.Thread]] = []

    def start(app: App) -> Running:
        listener = socket.socket()
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1, server_header=False)  # type: ignore[arg-type]
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started and time.monotonic() < deadline:
            time.sleep(0.02)
        assert server.started
        servers.append((server, thread))
        return Running(listener.getsockname()[1])

    yield start
    for server, thread in servers:
        server.should_exit = True
        thread.join(10)
