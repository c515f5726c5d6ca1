"""Reading our own tables and other people's, and putting boxes and rows into the shelf."""

from __future__ import annotations

import csv
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from rashomon.know.base import FIRST_KEYS, KEYS_IN_A_BOX

OWN = Path(__file__).resolve().parent.parent / "own"


def own_rows(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our tables in know/own (tab separated, first line the column names)."""
    with (OWN / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        yield from _rows(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE), OWN / f"{name}.tsv")


def csv_rows(path: Path) -> Iterator[dict[str, str]]:
    """Yield the rows of a comma separated file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from _rows(csv.DictReader(file), path)


def _rows(reader: csv.DictReader[str], path: Path) -> Iterator[dict[str, str]]:
    for row in reader:
        if None in row:
            raise SystemExit(f"{path}:{reader.line_num}: more columns than the first line names")
        yield {key: (value or "").strip() for key, value in row.items()}


def parts(cell: str) -> list[str]:
    """Split a cell with several names at "|"."""
    return [part.strip() for part in cell.split("|") if part.strip()]


def put_boxes(connection: sqlite3.Connection, section: str, boxes: Iterable[tuple[int, object]]) -> None:
    """Store boxes: msgpack, compressed with zlib."""
    connection.executemany(
        "INSERT INTO box (section, number, body) VALUES (?, ?, ?)",
        ((section, number, zlib.compress(msgspec.msgpack.encode(body), 9)) for number, body in boxes),
    )


def put_sorted(connection: sqlite3.Connection, section: str, table: Mapping[Any, object]) -> None:
    """Store a table under its sorted keys, 512 to a box (neighbours share beginnings, which compress well)."""
    keys = sorted(table)
    chunks = [keys[start:start + KEYS_IN_A_BOX] for start in range(0, len(keys), KEYS_IN_A_BOX)]
    put_boxes(connection, section, ((number, [chunk, [table[key] for key in chunk]])
                                    for number, chunk in enumerate(chunks)))
    put_boxes(connection, section, [(FIRST_KEYS, [chunk[0] for chunk in chunks])])


def put_rows(connection: sqlite3.Connection, table: str, rows: Sequence[msgspec.Struct]) -> None:
    """Make a table with the fields of the structs as columns; tuples become JSON lists."""
    names = [field.name for field in msgspec.structs.fields(rows[0])]
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(f'CREATE TABLE "{table}" ({columns})')
    marks = ", ".join("?" * len(names))
    for row in rows:
        values = [getattr(row, name) for name in names]
        cells = [json.dumps(value, ensure_ascii=False) if isinstance(value, tuple) else value for value in values]
        connection.execute(f'INSERT INTO "{table}" VALUES ({marks})', cells)
