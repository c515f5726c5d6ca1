"""Opening a ledger: one SQLite file by default, PostgreSQL by URL. Reading and writing are functions on a connection.

    with open_ledger("desk.ledger") as ledger:
        with ledger.writing() as connection:      # one transaction: all of it or nothing
            append(connection, deeds, "rashomon 0.1.0")
        with ledger.reading() as connection:      # one moment of the ledger, whatever is written meanwhile
            entries(connection, since=0)
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from rashomon.errors import LedgerError
from rashomon.keep.schema import bring_up_to_date

BUSY_SECONDS: Final = 15.0
"""How long a writer waits for another one before it says that the ledger is in use."""

LOCK: Final = 7_246_661
"""Key of the advisory lock under which PostgreSQL writers number their entries one after another."""


class Ledger:
    """An open ledger; safe to share between threads. Close it, or use it in a `with` statement."""

    def __init__(self, engine: Engine, name: str) -> None:
        self.engine = engine
        self.name = name

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger."""
        with _told(self.name), self.engine.connect() as plain:
            one_moment = self.engine.dialect.name == "postgresql"
            connection = plain.execution_options(isolation_level="REPEATABLE READ") if one_moment else plain
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The one connection that may write; what is done in it is kept together when it ends well, or not at all.

        When this returns, everything is on the disk. Raises LedgerError when another writer holds the ledger for
        longer than BUSY_SECONDS, when the disk is full, or when the file is damaged.
        """
        with _told(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(rashomon_writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.execute(text(f"SET LOCAL lock_timeout = {int(BUSY_SECONDS * 1000)}"))
                    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                yield connection

    def close(self) -> None:
        """Let go of file or server."""
        self.engine.dispose()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_ledger(where: str | Path, *, create: bool = True) -> Ledger:
    """Open the ledger at a path, or at a URL ("postgresql://user@host/name", "sqlite:///file").

    create: make an empty one where there is none. An older ledger is brought up to date in one transaction. Raises
    LedgerError: not there, not a ledger, made by a newer Rashomon, in use, or an address that nobody answers at.
    """
    url = _url(where)
    name = _name(url)
    if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
        _check_file(Path(str(url.database)), create)
    try:
        engine = _engine(url)
    except (ArgumentError, NoSuchModuleError) as error:
        raise LedgerError(f"{name} is no address of a ledger: {error}") from error
    except ModuleNotFoundError as error:
        raise LedgerError(
            f"{name} needs {error.name}, which is not installed: pip install 'rashomon[postgres]'"
        ) from error
    ledger = Ledger(engine, name)
    try:
        with ledger.writing() as connection:
            bring_up_to_date(connection, name, create=create)
    except BaseException:
        engine.dispose()
        raise
    return ledger


def _url(where: str | Path) -> URL:
    if isinstance(where, Path) or "://" not in where:
        return URL.create("sqlite", database=str(where))
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError(f"{where.partition('://')[0]}://... is no address of a ledger") from error
    if url.get_backend_name() not in ("sqlite", "postgresql", "postgres"):
        raise LedgerError(f"{_name(url)} is no address of a ledger: it is an SQLite file or a PostgreSQL database")
    return url.set(drivername="postgresql+psycopg") if url.drivername in ("postgresql", "postgres") else url


def _name(url: URL) -> str:
    """What messages call it: a path, or the address without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def _check_file(path: Path, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path} is a folder, not a ledger")
    if not path.exists() and not create:
        raise LedgerError(f"there is no ledger at {path}; `rashomon ledger add REPORT... -l {path}` makes one")
    if not path.parent.is_dir():
        raise LedgerError(f"cannot make a ledger at {path}: there is no folder {path.parent}")


def _engine(url: URL) -> Engine:
    if url.get_backend_name() != "sqlite":
        return create_engine(url, isolation_level="READ COMMITTED", pool_pre_ping=True)
    engine = create_engine(url, connect_args={"timeout": BUSY_SECONDS, "isolation_level": None})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Each connection: write-ahead log, every commit synced to the disk, foreign keys, a wait for other writers."""
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-32000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    """Writers take the lock when they begin: two that both read first could not both go on to write."""
    writes = connection.get_execution_options().get("rashomon_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Turn what the database says into what a user can mend."""
    try:
        yield
    except DBAPIError as error:
        raise LedgerError(_reason(name, error)) from error
    except SQLAlchemyError as error:
        raise LedgerError(f"the ledger {name}: {str(error).splitlines()[0]}") from error


def _reason(name: str, error: DBAPIError) -> str:
    said = str(error.orig).strip()
    first = said.splitlines()[0] if said else type(error.orig).__name__
    if "foreign key" in said.casefold():
        return f"the ledger {name}: an entry speaks of a document or an event that is not there; nothing was changed"
    folded = said.casefold()
    sqlite = isinstance(error.orig, sqlite3.Error)
    if "lock timeout" in folded or (sqlite and ("locked" in folded or "busy" in folded)):
        return (
            f"the ledger {name} is being written by another process (waited {BUSY_SECONDS:g} s); "
            "nothing was changed, try again when it is done"
        )
    if not sqlite:
        return f"the ledger {name}: {first}"
    if "full" in folded:
        return f"no room left for the ledger {name}: nothing of this batch was kept, what was kept before is unharmed"
    if "not a database" in folded:
        return f"{name} is not a ledger (no SQLite file)"
    if "malformed" in folded or "corrupt" in folded:
        return f"the ledger {name} is damaged ({first}); restore a copy, or try `sqlite3 FILE .recover`"
    if "readonly" in folded or "unable to open" in folded:
        return f"cannot write the ledger {name}: {first}"
    return f"the ledger {name}: {first}"
