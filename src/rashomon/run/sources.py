"""Files and folders as sources of a stream: read lazily, resumed where the ledger says that they were left."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from rashomon.keep.ledger import Ledger
from rashomon.keep.write import get_marks
from rashomon.model import Document
from rashomon.read.records import RECORD_SUFFIXES, stream_paths
from rashomon.read.warc import is_archive
from rashomon.run.stream import Offer
from rashomon.settings import Settings

SPACE: Final = "files"
HEAD: Final = 64 * 1024


class Reached(msgspec.Struct, frozen=True):
    """How far a file was read.

    size and head: its length then, and the digest of so many of its first bytes, at most 64 KiB; time: its last change
    in nanoseconds; done: records that are in.
    """

    size: int
    head: str
    time: int
    done: int


class FileSources:
    """The files that a ledger knows, and what is new in them."""

    def __init__(self, ledger: Ledger, settings: Settings) -> None:
        with ledger.reading() as connection:
            marks = get_marks(connection, SPACE)
        self._reached = {name: msgspec.json.decode(value, type=Reached) for name, value in marks.items()}
        self._settings = settings
        self.passed_over = 0

    def offers(self, paths: Sequence[str]) -> Iterator[Offer]:
        """Yield what the paths lead to and the ledger does not know yet, in their order."""
        for place, found in stream_paths(paths, self._settings, self._done):
            file, number = _file_of(place)
            notes = ((SPACE, str(file.resolve()), msgspec.json.encode(_reached(file, number))),) if file else ()
            if isinstance(found, Document):
                yield Offer(place, found, notes=notes)
            else:
                yield Offer(place, reason=found, notes=notes)

    def _done(self, file: Path) -> int:
        """Records of a file that are in: none when it is not the file that was read, all of a file that is unchanged.

        A file of records that only grew is gone on with; any other change means that it is read anew, and what the
        ledger holds of it already is known there.
        """
        before = self._reached.get(str(file.resolve()))
        if before is None:
            return 0
        try:
            now = _reached(file, before.done, before.size)
        except OSError:
            return 0
        same = now.head == before.head and now.size >= before.size
        if not (same if _holds_records(file) else same and now.size == before.size and now.time == before.time):
            return 0
        self.passed_over += before.done
        return before.done


def _holds_records(file: Path) -> bool:
    return file.suffix.casefold() in RECORD_SUFFIXES or is_archive(file)


def _file_of(place: str) -> tuple[Path | None, int]:
    """The file that a place lies in and the number of the record there; None for an address and standard input."""
    if place == "-" or "://" in place.partition("#")[0]:
        return None, 0
    name, mark, number = place.rpartition("#")
    if mark and number.isdecimal() and Path(name).is_file():
        return Path(name), int(number)
    return (Path(place), 1) if Path(place).is_file() else (None, 0)


def _reached(file: Path, done: int, size: int | None = None) -> Reached:
    status = file.stat()
    with file.open("rb") as handle:
        head = handle.read(min(HEAD, status.st_size if size is None else size))
    return Reached(status.st_size, hashlib.sha256(head).hexdigest()[:32], status.st_mtime_ns, done)
