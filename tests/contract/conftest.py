"""The same ledger in both stores: one SQLite file, one database of a real PostgreSQL server."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from servers import server, why_not

# Small invented reports, and the kit without a model.
sys.path.append(str(Path(__file__).resolve().parents[1] / "keep"))

Place = Callable[[], str]


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """A running server; skipped with the reason where there is none, failed where one is demanded (CI)."""
    reason = why_not()
    if reason:
        if os.environ.get("RASHOMON_REQUIRE_POSTGRES"):
            pytest.fail(f"PostgreSQL is demanded here, but {reason}")
        pytest.skip(reason)
    with server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Returns the address of an empty ledger, another one at every call."""
    if request.param == "sqlite":
        return lambda: str(tmp_path / f"{uuid4().hex}.ledger")
    address: str = request.getfixturevalue("postgres")

    def make() -> str:
        import psycopg

        name = f"ledger_{uuid4().hex}"
        with psycopg.connect(address.format("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return address.format(name)

    return make
