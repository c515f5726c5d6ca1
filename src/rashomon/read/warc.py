"""Web archives (WARC, ISO 28500; also Common Crawl's news crawl): their pages one after another, nothing held.

Needs the extra `archives` (fastwarc: 5 MB, Apache-2.0; reads gzip, LZ4 and Zstandard, each record on its own).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from rashomon.errors import UnreadableError
from rashomon.read.fetch import Page
from rashomon.settings import Settings

SUFFIXES: Final = (".warc", ".warc.gz", ".warc.lz4", ".warc.zst")
_TEXTS: Final = ("text/html", "application/xhtml+xml", "text/plain")


def is_archive(path: Path) -> bool:
    """True for a file that is named like a web archive."""
    return path.name.casefold().endswith(SUFFIXES)


def pages_of(file: Path, settings: Settings, done: int = 0) -> Iterator[tuple[str, Page | str]]:
    """Yield each page that a server answered with, and its place ("news.warc.gz#17": the number of the record).

    done: so many records are passed over. What is no page (an error, a picture, a page that is too large) is yielded as
    a reason. Raises UnreadableError when the file is no archive, or where it is damaged; what came before stands.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UnreadableError('web archives need the extra "archives" (pip install "rashomon[archives]")') from error
    number = 0
    with file.open("rb") as handle:
        try:
            records = ArchiveIterator(handle, record_types=WarcRecordType.response, parse_http=True, auto_decode="all")
            for record in records:
                number += 1
                if number <= done:
                    continue
                yield f"{file}#{number}", _page(record, settings)
        except (OSError, ValueError, EOFError) as error:
            raise UnreadableError(f"damaged behind record {number} ({error})") from error
    if not number:
        raise UnreadableError("no web archive, or one without pages")


def _page(record: Any, settings: Settings) -> Page | str:
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status != 200:
        return f"the server answered {status}" if status else "no answer of a server"
    kind = (record.http_content_type or "").casefold()
    if kind and kind not in _TEXTS:
        return f"not a text page but {kind[:60]}"
    try:
        raw = record.reader.read(settings.max_bytes + 1)
    except (OSError, ValueError, EOFError) as error:
        return f"its content is damaged ({type(error).__name__})"
    if len(raw) > settings.max_bytes:
        return f"larger than {settings.max_bytes / 1024 / 1024:g} MiB"
    return Page(url, raw, record.http_charset or "", "html" in kind)
