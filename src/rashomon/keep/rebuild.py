"""The tables at hand, made again from the entries; and whether they say what the entries say."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, select, update

from rashomon.keep.ledger import Ledger
from rashomon.keep.read import entries_since
from rashomon.keep.tables import PROJECTIONS, documents
from rashomon.keep.write import project
from rashomon.model import Entry

BATCH = 200
Rows = frozenset[tuple[object, ...]]


class _Undo(Exception):  # noqa: N818  a signal to leave a transaction, no error
    pass


def rebuild(ledger: Ledger) -> int:
    """Empty the tables at hand and make them again from the entries, in one transaction; returns how many there are."""
    with ledger.writing() as connection:
        return _rebuild(connection)


def differences(ledger: Ledger) -> list[str]:
    """Return the tables that say something else than a rebuild would; changes nothing. Empty is as it should be."""
    found: list[str] = []
    try:
        with ledger.writing() as connection:
            before = {table.name: _rows(connection, table) for table in _compared()}
            _rebuild(connection)
            found = [table.name for table in _compared() if _rows(connection, table) != before[table.name]]
            raise _Undo
    except _Undo:
        return found


def _rebuild(connection: Connection) -> int:
    for table in PROJECTIONS:
        connection.execute(delete(table))
    connection.execute(update(documents).values(standing=False))
    count = 0
    for batch in _batches(connection):
        project(connection, batch)
        count += len(batch)
    return count


def _batches(connection: Connection) -> Iterator[list[Entry]]:
    last = 0
    while batch := list(entries_since(connection, last, BATCH)):
        last = batch[-1].sequence
        yield batch


def _compared() -> tuple[Table, ...]:
    return (*PROJECTIONS, documents)


def _rows(connection: Connection, table: Table) -> Rows:
    return frozenset(tuple(row) for row in connection.execute(select(table)))
