"""Feeds as sources of a stream: asked politely, in rounds; what a round finds is taken in, in order of publication."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Final

import msgspec
from sqlalchemy import Connection

from rashomon.errors import UnreadableError
from rashomon.keep.ledger import Ledger
from rashomon.keep.write import get_marks, set_mark
from rashomon.model import Document
from rashomon.model.identity import content_id
from rashomon.read.feeds import Feed, Item, is_list, parse_feed, parse_list
from rashomon.read.fetch import Known, Page, RefusedError
from rashomon.read.manners import Manners, next_poll
from rashomon.read.records import read_page
from rashomon.read.stated import Stated
from rashomon.run.stream import Note, Offer
from rashomon.settings import Settings

FEEDS: Final = "feeds"
ITEMS: Final = "items of "
FETCHERS: Final = 8
AHEAD: Final = 32
TRIES: Final = 4
FEWEST_WORDS: Final = 60
FORGOTTEN: Final = 60 * 86_400.0
DEPTH: Final = 3
PASSING: Final = ("could not be fetched", "broke off", "in time", "no answer", "cannot be had", "is stopping")

_log = logging.getLogger("rashomon")
Clock = Callable[[], float]


class Standing(msgspec.Struct, frozen=True):
    """How it stands with a feed.

    due: when to ask again (Unix time); failures: in a row; trouble: what the last one was; gone: the server said that
    there will be no more (410).
    """

    etag: str = ""
    modified: str = ""
    due: float = 0.0
    failures: int = 0
    trouble: str = ""
    title: str = ""
    gone: bool = False


class Seen(msgspec.Struct, frozen=True):
    """An entry of a feed, in one version, that was dealt with: how often its page was tried in vain, and when."""

    tries: int = 0
    time: float = 0.0


class Polled(msgspec.Struct, frozen=True):
    """One feed asked in this round: how it stands from now on, and its entries that are new."""

    feed: str
    standing: Standing
    items: tuple[Item, ...] = ()
    title: str = ""


class Watch:
    """The feeds of one desk; state is in the ledger, so that a watch goes on where the last one stopped."""

    def __init__(
        self, feeds: Sequence[str], ledger: Ledger, settings: Settings, manners: Manners | None = None
    ) -> None:
        self._ledger, self._settings = ledger, settings
        self._manners = manners or Manners(settings)
        self._now: Clock = time.time
        with ledger.reading() as connection:
            marks = get_marks(connection, FEEDS)
        self._standing = {name: msgspec.json.decode(value, type=Standing) for name, value in marks.items()}
        self._retry: set[str] = set()
        self._polled: list[Polled] = []
        self.troubles: dict[str, str] = {}
        self.feeds = list(dict.fromkeys(feed for one in feeds for feed in self._listed(one, 0)))

    def due_in(self) -> float | None:
        """Return the seconds until the next feed is due, None when there is none left to ask."""
        waits = [one.due for feed in self.feeds if not (one := self._of(feed)).gone]
        return max(0.0, min(waits) - self._now()) if waits else None

    def round(self, *, everything: bool = False) -> Iterator[Offer]:
        """Ask the feeds that are due (or all of them) and yield what is new in them, in order of publication.

        Pages are fetched a few ahead of the one that is yielded. A feed counts as read when everything in it was taken
        in: call `close_round` then.
        """
        due = [one for one in self.feeds if not self._of(one).gone and (everything or self._of(one).due <= self._now())]
        pool = ThreadPoolExecutor(FETCHERS)
        try:
            self._polled = list(pool.map(self._poll, due))
            listed = [(item, polled) for polled in self._polled for item in polled.items]
            listed.sort(key=lambda each: (_moment(each[0]), each[1].feed, each[0].key))
            waiting: deque[tuple[Item, Polled, Future[Document | UnreadableError]]] = deque()
            for item, polled in listed:
                waiting.append((item, polled, pool.submit(self._read, item, polled)))
                if len(waiting) >= AHEAD:
                    yield self._offer(*waiting.popleft())
            while waiting:
                yield self._offer(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)

    def close_round(self) -> None:
        """Keep how it stands with the feeds of the round, once everything that they held is in the ledger."""
        with self._ledger.writing() as connection:
            for polled in self._polled:
                standing = polled.standing
                if polled.feed in self._retry:  # some page is to be tried again: the feed must be sent again too
                    standing = msgspec.structs.replace(standing, etag="", modified="")
                self._standing[polled.feed] = standing
                set_mark(connection, FEEDS, polled.feed, msgspec.json.encode(standing))
                for name, seen in self._seen(connection, polled.feed).items():
                    if self._now() - seen.time > FORGOTTEN:  # what is still listed is looked at once more, and known
                        set_mark(connection, ITEMS + polled.feed, name, None)
        self._retry.clear()
        self._polled = []

    # ---- feeds ----

    def _listed(self, place: str, depth: int) -> list[str]:
        """The feeds of a list, or the feed itself; local places are absolute, so that the ledger knows them again."""
        if not _is_address(place):
            place = str(Path(place).resolve())
        if not place.casefold().endswith((".opml", ".xml")) or depth >= DEPTH:
            return [place]
        try:
            page = self._get(place, None)
            if not is_list(page.raw):
                return [place]
            inside = parse_list(page.raw, page.url)
        except UnreadableError as error:
            self.troubles[place] = str(error)
            _log.warning("%s: %s", place, error)
            return []
        if not _is_address(place):
            inside = [str(Path(place).parent / one) if not _is_address(one) else one for one in inside]
        return [feed for one in inside for feed in self._listed(one, depth + 1)]

    def _of(self, feed: str) -> Standing:
        return self._standing.get(feed, Standing())

    def _poll(self, feed: str) -> Polled:
        """Ask one feed; raises nothing. What is new in it are the entries that are unknown or say that they changed."""
        before = self._of(feed)
        try:
            page = self._get(feed, Known(before.etag, before.modified))
            read = Feed() if page.status == 304 else parse_feed(page.raw, page.url or "")
        except UnreadableError as error:
            self.troubles[feed] = str(error)
            _log.warning("%s: %s", feed, error)
            refused = error if isinstance(error, RefusedError) else None
            pause = next_poll(self._settings, before.failures + 1, wait=refused.wait if refused else None)
            return Polled(feed, msgspec.structs.replace(
                before, failures=before.failures + 1, trouble=str(error), due=self._now() + pause,
                gone=refused is not None and refused.status == 410,
            ))  # fmt: skip
        self.troubles.pop(feed, None)
        due = self._now() + next_poll(self._settings, minutes=read.minutes)
        if page.status == 304:
            return Polled(feed, msgspec.structs.replace(before, failures=0, trouble="", due=due))
        with self._ledger.reading() as connection:
            seen = self._seen(connection, feed)
        new = [
            item for item in read.items
            if (known := seen.get(_name(item))) is None or 0 < known.tries < TRIES
        ]  # fmt: skip
        standing = Standing(page.etag, page.modified, due, 0, "", read.title)
        return Polled(feed, standing, tuple(new), read.title or feed)

    def _seen(self, connection: Connection, feed: str) -> dict[str, Seen]:
        marks = get_marks(connection, ITEMS + feed)
        return {name: msgspec.json.decode(value, type=Seen) for name, value in marks.items()}

    # ---- pages ----

    def _read(self, item: Item, polled: Polled) -> Document | UnreadableError:
        """The report behind an entry: its page, or the text in the feed itself where there is none to be had."""
        beside = Stated(
            title=item.title, outlet="" if item.source else polled.title, published=item.updated or item.published,
            authors=item.author, language=item.language[:2], origin="metadata", carried=item.source,
        )  # fmt: skip
        trouble = UnreadableError("neither an address nor a text in the feed")
        if item.link:
            try:
                page = self._page(item.link, polled.feed)
                return read_page(page, self._settings, beside, "" if page.url else self._local(item.link, polled.feed))
            except UnreadableError as error:
                trouble = error
        if len(item.content.split()) >= FEWEST_WORDS:
            address = item.link if _is_address(item.link) else ""
            page = Page(address, f"<html><body><article>{item.content}</article></body></html>".encode(), "utf-8", True)
            try:
                return read_page(page, self._settings, beside, address or f"{polled.feed}#{item.key}")
            except UnreadableError:
                return trouble
        return trouble

    def _offer(self, item: Item, polled: Polled, found: Future[Document | UnreadableError]) -> Offer:
        document = found.result()
        place = item.link or f"{polled.feed}#{item.key}"
        if isinstance(document, Document):
            return Offer(place, document, notes=(self._note(item, polled, 0),))
        with self._ledger.reading() as connection:
            before = self._seen(connection, polled.feed).get(_name(item))
        tries = 1 + (before.tries if before else 0)
        if _passing(document) and tries < TRIES:
            self._retry.add(polled.feed)
            return Offer(place, reason=str(document), notes=(self._note(item, polled, tries),), quiet=True)
        return Offer(place, reason=str(document), notes=(self._note(item, polled, 0),))

    def _note(self, item: Item, polled: Polled, tries: int) -> Note:
        return ITEMS + polled.feed, _name(item), msgspec.json.encode(Seen(tries, self._now()))

    def _page(self, link: str, feed: str) -> Page:
        if _is_address(link) or _is_address(feed):
            return self._manners.get(link)
        return self._file(Path(self._local(link, feed)), Path(feed).parent)

    def _local(self, link: str, feed: str) -> str:
        return str(Path(feed).parent / link)

    def _get(self, place: str, known: Known | None) -> Page:
        return self._manners.get(place, known) if _is_address(place) else self._file(Path(place), Path(place).parent)

    def _file(self, file: Path, folder: Path) -> Page:
        """Read a local feed or a page beside it; a feed saved from elsewhere leads nowhere else on the disk."""
        try:
            real = file.resolve(strict=True)
            if not real.is_relative_to(folder.resolve()) or not real.is_file():
                raise UnreadableError("not a file beside its feed")
            with real.open("rb") as handle:
                raw = handle.read(self._settings.max_bytes + 1)
        except (OSError, ValueError, RuntimeError) as error:
            missing = isinstance(error, FileNotFoundError)
            raise UnreadableError("no such file" if missing else f"cannot be read ({type(error).__name__})") from error
        if len(raw) > self._settings.max_bytes:
            raise UnreadableError(f"larger than {self._settings.max_bytes // 1024} KiB")
        return Page("", raw, "", False)


def _is_address(place: str) -> bool:
    return "://" in place[:12]


def _moment(item: Item) -> float:
    """When an entry came out, for the order of a round; what states no time comes last, as if it were of now."""
    moment = item.moment
    return moment.timestamp() if moment else float("inf")


def _name(item: Item) -> str:
    """An entry in the version that the feed states: two versions may stand in one feed side by side."""
    return content_id("i", item.key, item.stamp)


def _passing(error: UnreadableError) -> bool:
    """True for trouble that may be over next time: a server that is busy or silent, a robots.txt that cannot be had."""
    if isinstance(error, RefusedError):
        return error.status in (408, 425, 429) or error.status >= 500
    return any(word in str(error) for word in PASSING)
