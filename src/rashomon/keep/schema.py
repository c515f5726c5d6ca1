"""The version of a ledger's tables, and the steps from one version to the next.

A list of functions, and no migration framework: a ledger brings itself up to date when it is opened, offline, in one
transaction, in either store; a framework's environment, revision files and command line would add a dependency and
nothing to that.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from sqlalchemy import Connection, insert, inspect, select, text, update

from rashomon.errors import LedgerError
from rashomon.keep.tables import about, metadata

VERSION: Final = 1

Step = Callable[[Connection], None]

STEPS: tuple[Step, ...] = ()
"""STEPS[n - 1] brings version n to n + 1. A step says what it does in SQL of its own and never uses `tables`, which
tell how things are now."""

_SEARCH: Final = {
    "sqlite": (
        "CREATE VIRTUAL TABLE document_words USING fts5(title, text, content='', "
        "tokenize='unicode61 remove_diacritics 2')",
    ),
    "postgresql": (
        "CREATE TABLE document_words (number BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)",
        "CREATE INDEX document_words_words ON document_words USING GIN (words)",
    ),
}  # fmt: skip


def bring_up_to_date(
    connection: Connection, name: str, *, create: bool = True, steps: Sequence[Step] | None = None
) -> None:
    """Make the tables where there are none, else take the steps from the ledger's version to this one."""
    steps = STEPS if steps is None else steps
    newest = len(steps) + 1
    there = inspect(connection).get_table_names()
    if about.name not in there:
        if there:
            raise LedgerError(f"{name} is a database of something else: it has a table {sorted(there)[0]!r}")
        if not create:
            raise LedgerError(f"there is no ledger at {name}; `rashomon ledger add REPORT... -l {name}` makes one")
        _make(connection, newest)
        return
    found = connection.execute(select(about.c.value).where(about.c.name == "version")).scalar()
    version = int(found) if found and found.isdigit() else 0
    if version == 0:
        raise LedgerError(f"{name} says nothing of its version: it is no ledger, or damaged")
    if version > newest:
        raise LedgerError(f"the ledger {name} has version {version}, of a newer Rashomon (this one reads {newest})")
    for number in range(version, newest):
        steps[number - 1](connection)
    if version != newest:
        connection.execute(update(about).where(about.c.name == "version").values(value=str(newest)))


def _make(connection: Connection, version: int) -> None:
    metadata.create_all(connection)
    for statement in _SEARCH.get(connection.dialect.name, ()):
        connection.execute(text(statement))
    connection.execute(insert(about).values(name="version", value=str(version)))
