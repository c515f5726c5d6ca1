"""The live engine: maps (extraction, in worker processes if wanted), groups (keys, window) and folds into the ledger.

What comes in is taken in its order, one report after another, so that stories and events come out the same in any batch
size and with any number of workers. A batch is acknowledged when its transaction is on the disk: reports, entries, and
the notes of how far each source was read, together or not at all. A stop between two batches loses nothing.
"""

from __future__ import annotations

import logging
import signal
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from itertools import islice
from typing import Final

import msgspec

from rashomon.errors import RashomonError
from rashomon.keep.ledger import Ledger
from rashomon.keep.texts import document_at
from rashomon.keep.write import set_mark
from rashomon.model import Document, Skipped
from rashomon.run.kit import Kit
from rashomon.run.ledger import Arrival, Receipt, arrivals_of, source_of, take_in, together
from rashomon.run.memory import Memory
from rashomon.run.stories import filled_window
from rashomon.run.workers import Workers, cluster, processes

BATCH: Final = 32
AHEAD: Final = 2
"""Batches that each worker may be ahead of the ledger: enough to keep it busy, few enough to keep memory flat."""
LISTED: Final = 1000

_log = logging.getLogger("rashomon")
Note = tuple[str, str, bytes]
"""Space, name and value of a small note that is kept with a report: how far its source was read."""


class Offer(msgspec.Struct, frozen=True):
    """Something that a source holds: a document, or the reason why it is none, with the notes to keep when it is in.

    quiet: nothing is to be entered, only the notes (a page that is to be tried again later).
    """

    place: str
    document: Document | None = None
    reason: str = ""
    notes: tuple[Note, ...] = ()
    quiet: bool = False


class Tally(msgspec.Struct, frozen=True):
    """What a run did. unread: sources that could not be read; reasons: how often each was given, known ones counted;
    skipped: the first thousand of them; seconds: how long it took; stopped: True when it was asked to stop."""

    receipt: Receipt
    unread: int = 0
    reasons: dict[str, int] = {}
    skipped: tuple[Skipped, ...] = ()
    seconds: float = 0.0
    stopped: bool = False


class Course(msgspec.Struct, frozen=True):
    """How to run: reports a transaction, worker processes (0: none, all in this one), days of the window.

    cluster: the address of a Dask scheduler, whose workers then read instead of processes of this machine.
    """

    batch: int = BATCH
    workers: int = 0
    days: float | None = None
    cluster: str = ""


Watching = Callable[[Receipt, int], None]
"""Called after each batch with what is in so far and how many were offered."""


class Engine:
    """An engine at work on one ledger: the window and the workers are made once, for as many runs as are wanted."""

    def __init__(self, ledger: Ledger, kit: Kit, course: Course | None = None) -> None:
        self.ledger, self.kit, self.course = ledger, kit, course or Course()
        with ledger.reading() as connection:
            window = filled_window(connection, self.course.days)
        self.memory = Memory(window=window)
        self.workers = _workers(kit, self.course)
        self.stopping = False

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        if self.workers is not None:
            self.workers.close()

    def stop(self) -> None:
        """Ask the engine to stop behind the batch that it is at."""
        self.stopping = True

    def follow(self, offers: Iterable[Offer], watching: Watching | None = None) -> Tally:
        """Take in what is offered, in its order, until there is no more or a stop is asked for."""
        begun = time.monotonic()
        receipts: list[Receipt] = []
        reasons: Counter[str] = Counter()
        skipped: list[Skipped] = []
        offered = 0
        for batch, arrivals in self._read(_batches(self._wanted(offers), self.course.batch)):
            receipt = self._take(batch, arrivals)
            receipts = [together([*receipts, receipt])]
            offered += len(batch)
            refused = [Skipped(one.place, one.reason) for one in batch if one.reason and not one.quiet]
            left = [Skipped(one.report.document.path, one.report.left_out) for one in arrivals if one.report.left_out]
            reasons.update(one.reason for one in (*refused, *left))
            skipped += [*refused, *left][: LISTED - len(skipped)]
            if watching is not None:
                watching(receipts[0], offered)
        if receipts:  # events that waited to grow are weighed now that nothing more comes
            with self.ledger.writing() as connection:
                receipts = [together([*receipts, take_in(connection, (), self.kit, self.memory)])]
        whole = receipts[0] if receipts else Receipt(1, 0)
        unread = sum(reasons.values()) - whole.left_out
        seconds = time.monotonic() - begun
        return Tally(whole, unread, dict(reasons), tuple(skipped), seconds, self.stopping)

    # ---- reading ----

    def _wanted(self, offers: Iterable[Offer]) -> Iterator[Offer]:
        for offer in offers:
            if self.stopping:
                return
            yield offer

    def _read(self, batches: Iterable[list[Offer]]) -> Iterator[tuple[list[Offer], list[Arrival]]]:
        """Each batch with what its documents report, in order; workers read ahead by a few batches."""
        if (workers := self.workers) is None:
            for batch in batches:
                yield batch, arrivals_of(self._new(batch), self.kit)
            return
        waiting: deque[tuple[list[Offer], list[Future[list[Arrival]]]]] = deque()
        for batch in batches:
            waiting.append((batch, [workers.submit(part) for part in self._parts(batch, workers.size)]))
            if len(waiting) > AHEAD * workers.size:
                yield _gathered(*waiting.popleft())
        while waiting:
            yield _gathered(*waiting.popleft())

    def _parts(self, batch: Sequence[Offer], hands: int) -> list[list[Document]]:
        """Shares of a batch for the workers: small ones, so that none waits long for another."""
        new = self._new(batch)
        size = max(1, -(-len(new) // (2 * hands)))
        return [new[start : start + size] for start in range(0, len(new), size)]

    def _new(self, batch: Sequence[Offer]) -> list[Document]:
        """The documents of a batch that do not stand at their source already: reading is what costs."""
        documents = [offer.document for offer in batch if offer.document is not None]
        with self.ledger.reading() as connection:
            return [one for one in documents if document_at(connection, source_of(one)) != one.id]

    # ---- folding ----

    def _take(self, batch: Sequence[Offer], arrivals: Sequence[Arrival]) -> Receipt:
        """Take a batch in; a report that brings out a fault of ours is left out with its reason, and costs no other."""
        try:
            return self._taken(batch, arrivals)
        except RashomonError:
            raise
        except Exception:
            _log.exception("a batch of %d failed; taking its reports in one by one", len(batch))
        self._refill()
        read = {one.report.document.id: one for one in arrivals}
        receipts: list[Receipt] = []
        for offer in batch:
            own = [read[offer.document.id]] if offer.document is not None and offer.document.id in read else []
            try:
                receipts.append(self._taken([offer], own))
            except RashomonError:
                raise
            except Exception as error:
                _log.exception("taking in %s failed", offer.place)
                self._refill()
                fault = f"an error of Rashomon's own ({type(error).__name__}: {error})"
                receipts.append(self._taken([Offer(offer.place, reason=fault, notes=offer.notes)], []))
        return together(receipts)

    def _taken(self, batch: Sequence[Offer], arrivals: Sequence[Arrival]) -> Receipt:
        read = {one.report.document.id: one for one in arrivals}
        with self.ledger.writing() as connection:
            told: list[Arrival | Skipped] = []
            known = 0
            for offer in batch:
                if offer.document is None:
                    told += [] if offer.quiet else [Skipped(offer.place, offer.reason)]
                    continue
                source = source_of(offer.document)
                arrival = read.get(offer.document.id)
                # Known when its batch was looked through may be replaced since, by a batch that was ahead of it.
                if arrival is None and document_at(connection, source) != offer.document.id:
                    arrival = arrivals_of([offer.document], self.kit)[0]
                known += arrival is None
                told += [] if arrival is None else [msgspec.structs.replace(arrival, source=source)]
            receipt = take_in(connection, told, self.kit, self.memory)
            for (space, name), value in {note[:2]: note[2] for offer in batch for note in offer.notes}.items():
                set_mark(connection, space, name, value or None)
        return msgspec.structs.replace(receipt, known=receipt.known + known)

    def _refill(self) -> None:
        """The window may hold what the ledger did not keep: fill it again from the ledger."""
        with self.ledger.reading() as connection:
            self.memory = Memory(window=filled_window(connection, self.course.days))


def _workers(kit: Kit, course: Course) -> Workers | None:
    if course.cluster:
        return cluster(kit, course.cluster)
    return processes(kit, course.workers) if course.workers else None


def _batches(offers: Iterable[Offer], size: int) -> Iterator[list[Offer]]:
    rest = iter(offers)
    while batch := list(islice(rest, size)):
        yield batch


def _gathered(batch: list[Offer], parts: Sequence[Future[list[Arrival]]]) -> tuple[list[Offer], list[Arrival]]:
    return batch, [arrival for part in parts for arrival in part.result()]


# ---- stopping --------------------------------------------------------------------------------------------------------


@contextmanager
def stopped_by_signals(stop: Callable[[], None]) -> Iterator[None]:
    """Call `stop` on the first SIGINT or SIGTERM; a second SIGINT interrupts at once, and the ledger bears that too."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def asked(_number: int, _frame: object) -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        stop()

    for number in before:
        signal.signal(number, asked)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
