"""Reports from whatever a user points at: files, folders, standard input, addresses, records of a crawler."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import msgspec

from rashomon.errors import UnreadableError
from rashomon.model.document import Credits, Document
from rashomon.model.event import Skipped
from rashomon.model.identity import content_id
from rashomon.read.agencies import agency_of
from rashomon.read.blocks import blocks_of, news_of
from rashomon.read.credits import Published, credits_of, moment_of, published_of
from rashomon.read.decode import decode
from rashomon.read.fetch import Page, fetch
from rashomon.read.head import Head, Part, read_head
from rashomon.read.html import article_of, looks_like_html, plain
from rashomon.read.language import language_of
from rashomon.read.lines import BLANK
from rashomon.read.mastheads import same_outlet
from rashomon.read.stated import Stated, filled, front_matter, stated_by, stated_from
from rashomon.read.warc import is_archive, pages_of
from rashomon.settings import Settings

REPORT_SUFFIXES: Final = frozenset(
    {".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson"}
)
RECORD_SUFFIXES: Final = frozenset({".jsonl", ".ndjson", ".json"})
# Files beside reports that speak about them.
NO_REPORTS: Final = frozenset({"readme", "license", "licence", "copying", "key", "index", "changelog", "contributing"})


def read_paths(paths: Sequence[str], settings: Settings) -> tuple[list[Document], list[Skipped]]:
    """Read every report that the paths lead to, in their order; what cannot be read is listed with the reason.

    paths: files, folders (read through, sorted), "-" for standard input, http(s) addresses. Nothing raises: one bad
    report never costs the others.
    """
    documents: list[Document] = []
    skipped: list[Skipped] = []
    seen: dict[str, str] = {}
    for place, found in stream_paths(paths, settings):
        if isinstance(found, str):
            skipped.append(Skipped(place, found))
        elif found.id in seen:
            skipped.append(Skipped(place, f"the same report as {seen[found.id]}"))
        else:
            seen[found.id] = place
            documents.append(found)
    return documents, skipped


Done = Callable[[Path], int]
"""How many reports of a file need not be read again, 0 for a file that is new."""


def stream_paths(
    paths: Iterable[str], settings: Settings, done: Done | None = None
) -> Iterator[tuple[str, Document | str]]:
    """Yield each report with its place as it is read, or the reason why it cannot be; one at a time is held.

    done: asked once for every file; that many of its records are passed over, a file of one report altogether.
    Doubles are left to the caller: whoever reads a hundred thousand reports remembers them elsewhere.
    """
    files: set[str] = set()
    for path in paths:
        yield from _reports(path, settings, files, done or _none_done)


def _none_done(_file: Path) -> int:
    return 0


def read_page(page: Page, settings: Settings, beside: Stated, path: str = "") -> Document:
    """Return the report on a page that is here already; what it does not say of itself is taken from `beside`.

    path: where it is listed, its address when not given. Raises UnreadableError.
    """
    where = path or page.url
    found = next(_of_bytes(where, settings, page.raw, Stated(url=page.url), (page.charset, beside)))[1]
    if isinstance(found, str):
        raise UnreadableError(found)
    return found


def _reports(path: str, settings: Settings, files: set[str], done: Done) -> Iterator[tuple[str, Document | str]]:
    """Each report of one path with its place, or the reason why it cannot be read."""
    if path == "-":
        yield from _of_bytes(path, settings, sys.stdin.buffer.read(settings.max_bytes + 1), Stated())
        return
    if re.match(r"https?://", path, re.IGNORECASE):
        yield from _of_address(path, settings)
        return
    try:
        listed = sorted(_below(Path(path))) if Path(path).is_dir() else [Path(path)]
    except (OSError, ValueError) as error:
        yield path, _reason(error)
        return
    if not listed:
        yield path, "no reports in this folder"
    for file in listed:
        real = os.path.realpath(file)
        if real not in files:
            files.add(real)
            yield from _of_file(file, settings, done(file))


def _below(folder: Path) -> Iterator[Path]:
    """Reports in a folder and those below it; links to folders are not followed, for they may lead back."""
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            file = Path(place) / name
            report = file.suffix.casefold() in REPORT_SUFFIXES or not file.suffix or is_archive(file)
            if report and not name.startswith(".") and file.stem.casefold() not in NO_REPORTS:
                yield file


def _reason(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file"
    if isinstance(error, PermissionError):
        return "no permission to read it"
    return str(error) if isinstance(error, UnreadableError) else f"cannot be read ({type(error).__name__})"


def _of_file(file: Path, settings: Settings, done: int = 0) -> Iterator[tuple[str, Document | str]]:
    path = str(file)
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("not a regular file")
        if file.suffix.casefold() in RECORD_SUFFIXES:
            yield from _of_records(file, settings, done)
            return
        if is_archive(file):
            yield from _of_archive(file, settings, done)
            return
        if done:
            return
        if status.st_size > settings.max_bytes:
            raise UnreadableError(_too_large(settings))
        with file.open("rb") as handle:
            raw = handle.read(settings.max_bytes + 1)
    except (OSError, ValueError, UnreadableError) as error:
        yield path, _reason(error)
        return
    yield from _of_bytes(path, settings, raw, Stated())


def _of_archive(file: Path, settings: Settings, done: int) -> Iterator[tuple[str, Document | str]]:
    for place, page in pages_of(file, settings, done):
        if isinstance(page, str):
            yield place, page
        else:
            yield from _of_bytes(place, settings, page.raw, Stated(url=page.url), (page.charset, Stated()))


def _too_large(settings: Settings) -> str:
    return f"larger than {settings.max_bytes / 1024 / 1024:g} MiB"


def _of_address(url: str, settings: Settings) -> Iterator[tuple[str, Document | str]]:
    try:
        page = fetch(url, settings)
    except UnreadableError as error:
        yield url, str(error)
        return
    yield from _of_bytes(url, settings, page.raw, Stated(url=page.url), (page.charset, Stated()))


def _of_bytes(
    path: str, settings: Settings, raw: bytes, stated: Stated, more: tuple[str, Stated] = ("", Stated())
) -> Iterator[tuple[str, Document | str]]:
    """more: the encoding that a server stated, and what is said about the text elsewhere."""
    charset, beside = more
    try:
        if len(raw) > settings.max_bytes:
            raise UnreadableError(_too_large(settings))
        text = decode(raw, charset)
        digest = hashlib.sha256(raw).hexdigest()
        front, matter_end = front_matter(text)
        stated = filled(stated, front) if matter_end else stated
        if looks_like_html(text[matter_end:]) or path.casefold().endswith((".html", ".htm", ".xhtml")):
            yield path, _of_page(path, text[matter_end:], settings, stated, (digest, beside))
        else:
            yield path, document_of(path, text, settings, filled(stated, beside), digest, matter_end)
    except UnreadableError as error:
        yield path, str(error)
    except RecursionError:
        yield path, "nested too deeply"


def _of_page(
    path: str, page: str, settings: Settings, stated: Stated, more: tuple[str, Stated] = ("", Stated())
) -> Document:
    """more: the digest of the bytes, and what is said about the page elsewhere."""
    digest, beside = more
    article = article_of(page, stated.url)
    stated = filled(filled(stated, stated_by(article)), beside)
    stated = msgspec.structs.replace(stated, url=article.canonical or stated.url)
    text = article.text
    if stated.title and not article.title:
        text = f"{stated.title}\n\n{text}"
    return document_of(path, text, settings, stated, digest)


def document_of(path: str, text: str, settings: Settings, stated: Stated, digest: str = "", skip: int = 0) -> Document:
    """Make a document of a text whose offsets stay as they are; `skip` leading code points are no part of the report.

    Raises UnreadableError when the text is too long or holds no prose.
    """
    if len(text) > settings.max_characters:
        raise UnreadableError(f"longer than {settings.max_characters} characters")
    head = _head_of(text, skip, stated)
    blocks = blocks_of(text, head, cleaned=stated.origin == "page")
    news = news_of(text, blocks)
    titles = " ".join(text[block.start : block.end] for block in blocks if block.kind in ("title", "headline"))
    if len(re.findall(r"[^\W\d_]", news + titles)) < 12:
        raise UnreadableError("no prose in it")
    titled = next((text[block.start : block.end].strip(BLANK) for block in blocks if block.kind == "title"), "")
    credits = credits_of(text[skip:], head, stated.outlet)
    written = published_of(text, head)
    named = moment_of(stated.published, written.zone) if stated.published else Published()
    when = named if named.when and (named.exact or not written.exact) else written
    credits = _carried(credits, stated.carried)
    bylines = credits.bylines or ((stated.authors,) if stated.authors else ())
    return Document(
        id=content_id("d", text, stated.url, credits.outlet, when.when),
        path=path,
        text=text,
        title=plain(stated.title) or titled,
        url=stated.url,
        outlet=credits.outlet,
        blocks=blocks,
        published=when.when,
        published_exact=when.exact,
        published_from="" if when.when is None else "text" if when is written else stated.origin or "metadata",
        zone=when.zone or written.zone,
        fetched=datetime.now(UTC) if re.match(r"https?://", path, re.IGNORECASE) else None,
        language=language_of(news or titles) or stated.language[:2],
        credits=msgspec.structs.replace(credits, bylines=bylines),
        raw_digest=digest,
    )


def _carried(credits: Credits, source: str) -> Credits:
    """Credits with the outlet that a feed names as the source: the outlet itself where none is known, else its wire."""
    if not source or same_outlet(source, credits.outlet):
        return credits
    agency = agency_of(source) or source
    if not credits.outlet:
        return msgspec.structs.replace(credits, outlet=agency)
    return msgspec.structs.replace(credits, agencies=tuple(dict.fromkeys((*credits.agencies, agency))))


def _head_of(text: str, skip: int, stated: Stated) -> Head:
    """The head of the text behind a front matter, which itself is labels; a title stated there may be its own title."""
    head = read_head(text[skip:])
    if not skip:
        return head
    parts = tuple(Part(part.start + skip, part.end + skip, part.kind) for part in head.parts)
    own_title = any(part.kind == "title" for part in parts)
    at = text.find(stated.title, 0, skip) if stated.title and not own_title else -1
    matter = [Part(0, skip, "dateline")]
    if at >= 0:
        end = at + len(stated.title)
        matter = [Part(0, at, "dateline"), Part(at, end, "title"), Part(end, skip, "dateline")]
    days = tuple(msgspec.structs.replace(day, start=day.start + skip, end=day.end + skip) for day in head.days)
    return msgspec.structs.replace(head, parts=(*matter, *parts), body=head.body + skip, days=days)


_TEXT_KEYS: Final = ("text", "maintext", "body", "content", "story_text")


def _of_records(file: Path, settings: Settings, done: int) -> Iterator[tuple[str, Document | str]]:
    """Reports of a file with one JSON object a line, or of one JSON object or array; each is bounded by itself."""
    path = str(file)
    if file.suffix.casefold() == ".json":
        if file.stat().st_size > settings.max_bytes:
            yield path, _too_large(settings)
            return
        try:
            found = msgspec.json.decode(file.read_bytes())
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield path, f"not valid JSON ({error})"
            return
        for number, record in enumerate(found if isinstance(found, list) else [found], 1):
            if number <= done:
                continue
            yield from _of_record(f"{path}#{number}" if isinstance(found, list) else path, record, settings)
        return
    with file.open("rb") as handle:
        number = 0
        while line := handle.readline(settings.max_bytes + 1):
            number += 1
            place = f"{path}#{number}"
            if number <= done and line.endswith(b"\n"):
                continue
            if len(line) > settings.max_bytes:
                yield place, _too_large(settings)
                while line and not line.endswith(b"\n"):
                    line = handle.readline(settings.max_bytes)
                continue
            if not line.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            try:
                record = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"))
            except (msgspec.DecodeError, UnicodeDecodeError) as error:
                yield place, f"not valid JSON ({error})"
                continue
            yield from _of_record(place, record, settings)
    if number == 0:
        yield path, "empty"


def _of_record(place: str, record: object, settings: Settings) -> Iterator[tuple[str, Document | str]]:
    if not isinstance(record, dict):
        yield place, "not a JSON object"
        return
    fields = {str(key).casefold(): value for key, value in record.items()}
    text = next((fields[key] for key in _TEXT_KEYS if isinstance(fields.get(key), str) and fields[key].strip()), None)
    if text is None:
        yield place, "no text (none of the keys " + ", ".join(_TEXT_KEYS[:2]) + ")"
        return
    stated = stated_from(fields)
    try:
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        if looks_like_html(text):
            yield place, _of_page(place, text, settings, stated, (digest, Stated()))
            return
        bare = re.sub(r"\W+", "", stated.title.casefold())
        if bare and not re.sub(r"\W+", "", text[: 2 * len(stated.title) + 200].casefold()).startswith(bare):
            text = f"{stated.title}\n\n{text}"
        yield place, document_of(place, text, settings, stated, digest)
    except UnreadableError as error:
        yield place, str(error)
