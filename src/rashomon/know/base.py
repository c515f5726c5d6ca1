"""The reference shelf: one read-only SQLite file, opened once, read a little at a time.

The gazetteer lies in compressed boxes (msgpack in zlib) of sorted folded names, so that a look-up reads a
few kilobytes and nothing is loaded ahead; the small tables are ordinary SQL tables that a person can look into with
any SQLite tool. `rashomon.know.build` makes the file; its table `source` says where every part comes from.
"""

from __future__ import annotations

import sqlite3
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from rashomon.errors import KnowledgeError

FORMAT = "1"
PLACES_IN_A_BOX = 128
KEYS_IN_A_BOX = 512
FIRST_KEYS = -1
"""Number of the box that lists the first key of every box of a sorted section."""

Row = TypeVar("Row", bound=msgspec.Struct)
Made = TypeVar("Made")


class Source(msgspec.Struct, frozen=True):
    """Where a part of the shelf comes from and under which licence."""

    name: str
    origin: str
    licence: str
    note: str = ""


class Knowledge:
    """The open shelf. Frozen in what it says; `memory` only keeps what was read once.

    Safe to share between threads (SQLite in serialized mode, values immutable); a worker process opens its own.
    """

    __slots__ = ("connection", "memory", "path")

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self.memory: dict[str, Any] = {}

    def __reduce__(self) -> tuple[Callable[[Path | None], Knowledge], tuple[Path]]:
        return load_knowledge, (self.path,)

    def once(self, key: str, make: Callable[[], Made]) -> Made:
        """Return what `make` gives, made at the first call and kept under `key`."""
        try:
            made: Made = self.memory[key]
        except KeyError:
            made = self.memory[key] = make()
        return made

    def rows(self, table: str, kind: type[Row]) -> tuple[Row, ...]:
        """Return a small table as structs; tuple fields are stored as JSON lists. Kept after the first call."""
        return self.once(f"rows {table}", lambda: self._read_rows(table, kind))

    def box(self, section: str, number: int) -> Any:
        """Return one unpacked box, or None where there is none. The last few hundred are kept."""
        boxes: dict[tuple[str, int], Any] = self.once("boxes", dict)
        key = (section, number)
        if key in boxes:
            return boxes[key]
        found = self._query("SELECT body FROM box WHERE section = ? AND number = ?", (section, number))
        try:
            unpacked = msgspec.msgpack.decode(zlib.decompress(found[0][0])) if found else None
        except (zlib.error, msgspec.DecodeError) as error:
            raise KnowledgeError(f"{self.path}: box {section} {number} is damaged ({error})") from error
        if len(boxes) >= 512:
            boxes.clear()
        boxes[key] = unpacked
        return unpacked

    def look_up(self, section: str, key: str | int) -> Any:
        """Return what a sorted section holds under a key, or None. One box of 512 keys is read."""
        firsts = self.box(section, FIRST_KEYS) or []
        at = bisect_right(firsts, key) - 1
        if at < 0:
            return None
        keys, values = self.box(section, at)
        place = bisect_left(keys, key)
        return values[place] if place < len(keys) and keys[place] == key else None

    def numbers(self, section: str) -> list[int]:
        """Return the numbers of all boxes of a section, in order."""
        found = self._query("SELECT number FROM box WHERE section = ? AND number >= 0 ORDER BY 1", (section,))
        return [int(row[0]) for row in found]

    def pairs(self, section: str) -> list[tuple[str, str]]:
        """Return the pairs of a small list kept as one box."""
        return [(str(first), str(second)) for first, second in self.box(section, 0) or ()]

    def sources(self) -> tuple[Source, ...]:
        """Return where each part comes from, with licences."""
        return self.rows("source", Source)

    def _query(self, statement: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        try:
            return self.connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise KnowledgeError(f"{self.path}: the reference shelf is damaged ({error})") from error

    def _read_rows(self, table: str, kind: type[Row]) -> tuple[Row, ...]:
        fields = msgspec.structs.fields(kind)
        columns = ", ".join(f'"{field.name}"' for field in fields)
        lists = [str(field.type).startswith(("tuple", "typing.Tuple")) for field in fields]
        names = [field.name for field in fields]
        made = []
        for row in self._query(f'SELECT {columns} FROM "{table}" ORDER BY rowid'):
            values = {
                name: msgspec.json.decode(value) if is_list else value
                for name, value, is_list in zip(names, row, lists, strict=True)
            }
            try:
                made.append(msgspec.convert(values, kind, strict=False))
            except msgspec.ValidationError as error:
                raise KnowledgeError(f"{self.path}: table {table}, row {len(made) + 1}: {error}") from error
        return tuple(made)


def load_knowledge(path: Path | None = None) -> Knowledge:
    """Open the reference shelf (the one in the package unless `path` names another).

    Raises KnowledgeError that names the file when it is missing, damaged, cut short or of another format.
    """
    path = path or Path(__file__).with_name("shelf.sqlite")
    if not path.is_file():
        raise KnowledgeError(f"{path}: there is no reference shelf here; make one with python -m rashomon.know.build")
    connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    knowledge = Knowledge(path, connection)
    meta = dict(knowledge._query("SELECT key, value FROM meta"))
    if meta.get("format") != FORMAT:
        found = meta.get("format", "none")
        raise KnowledgeError(f"{path}: the reference shelf has format {found}, this version reads {FORMAT}")
    size, count = knowledge._query("PRAGMA page_size")[0][0], knowledge._query("PRAGMA page_count")[0][0]
    if path.stat().st_size < size * count or meta.get("pages") != str(count):
        raise KnowledgeError(f"{path}: the reference shelf is cut short or was changed ({count} pages)")
    return knowledge
