"""Feeds and lists of feeds: RSS, Atom and JSON Feed to items, OPML to addresses. Nothing is fetched here.

RSS and Atom go through feedparser: of the encoding cases of its own test collection it decodes 65 of 66 as they are
meant, the faster fastfeedparser 5 (most of the rest it refuses), and a feed costs it about a millisecond.
"""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from time import struct_time
from typing import Any, Final
from urllib.parse import urljoin

import feedparser
import msgspec
from lxml import etree

from rashomon.errors import UnreadableError
from rashomon.read.decode import decode
from rashomon.read.html import plain

MOST_TAGS: Final = 40_000
"""A feed of a hundred items has two thousand; each costs the parser 60 us, and a hostile feed is nothing but tags."""
MOST_ITEMS: Final = 2_000
MOST_FEEDS: Final = 5_000
LONGEST: Final = 2_000
_SUBSET: Final = re.compile(rb"<!DOCTYPE[^>\[]*\[.*?\]\s*>", re.DOTALL | re.IGNORECASE)
_TAGS: Final = re.compile(r"<[^<>]*>")


class Item(msgspec.Struct, frozen=True):
    """One entry of a feed. Strings as stated, "" where nothing is.

    key: what the feed calls it (guid, Atom id), else its link; link: absolute, or relative to a feed without address;
    published and updated: ISO 8601 with the zone they were given in; source: the outlet that an RSS `<source>` names;
    content: the whole text as HTML where the feed carries it.
    """

    key: str
    link: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: str = ""
    updated: str = ""
    author: str = ""
    source: str = ""
    language: str = ""

    @property
    def stamp(self) -> str:
        """Changes when the feed says that the entry changed."""
        return "\n".join((self.updated or self.published, self.title, self.link))

    @property
    def moment(self) -> datetime | None:
        """When this version of the entry came out."""
        stated = self.updated or self.published
        return datetime.fromisoformat(stated) if stated else None


class Feed(msgspec.Struct, frozen=True):
    """A feed as read. minutes: how long its maker asks to be left alone, 0 when he says nothing."""

    title: str = ""
    items: tuple[Item, ...] = ()
    minutes: int = 0


def parse_feed(raw: bytes, url: str = "", kind: str = "") -> Feed:
    """Return the items of a feed in its order, without doubles.

    url: what relative links start from; kind: the MIME type that the server stated. Raises UnreadableError when this
    is no feed. Whatever encoding the bytes are in, the text is right or the feed is refused; entities that a document
    declares itself are not expanded.
    """
    text = raw.lstrip(b"\xef\xbb\xbf \t\r\n")
    feed = _json_feed(text, url) if text.startswith(b"{") else _xml_feed(raw, url, kind)
    items: dict[tuple[str, str], Item] = {}
    for item in feed.items[:MOST_ITEMS]:
        if item.key:
            items.setdefault((item.key, item.stamp), item)
    return msgspec.structs.replace(feed, items=tuple(items.values()))


def parse_list(raw: bytes, url: str = "") -> list[str]:
    """Return the addresses of the feeds in an OPML list, in its order, without doubles.

    Relative ones are taken from the list's own address; folders of any depth are read through. Raises UnreadableError.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(_SUBSET.sub(b"", raw), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError(f"not a list of feeds ({error})") from error
    if root is None or _local(root) != "opml":
        raise UnreadableError("not a list of feeds (no <opml>)")
    found: dict[str, None] = {}
    for outline in root.iter():
        if _local(outline) == "outline":
            stated = {name.casefold(): value for name, value in outline.attrib.items()}
            address = str(stated.get("xmlurl", "")).strip()
            if address and len(found) < MOST_FEEDS:
                found[urljoin(url, address) if url else address] = None
    return list(found)


def is_list(raw: bytes) -> bool:
    """True for an OPML list, whatever it is called."""
    return re.search(rb"<opml[\s>]", raw[:4096], re.IGNORECASE) is not None



def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].casefold() if isinstance(element.tag, str) else ""


# ---- RSS and Atom ----------------------------------------------------------------------------------------------------


def _xml_feed(raw: bytes, url: str, kind: str) -> Feed:
    if len(re.findall(rb"<\w", raw)) > MOST_TAGS:
        raise UnreadableError(f"more than {MOST_TAGS} tags in one feed")
    parsed = _parsed(raw, url, kind)
    if parsed.get("bozo") and not parsed.entries:
        # What the bytes say of their encoding is wrong, or they say nothing: guess as for a page without a charset.
        parsed = _parsed(
            _DECLARATION.sub("", decode(raw)).encode("utf-8", "replace"), url, "application/xml; charset=utf-8"
        )
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableError("not a feed (neither RSS nor Atom nor JSON Feed)")
    items = tuple(_item(entry, url) for entry in parsed.entries[:MOST_ITEMS])
    stated = str(parsed.feed.get("ttl", ""))
    minutes = int(stated) if stated.isdecimal() and len(stated) < 6 else 0
    return Feed(_words(parsed.feed.get("title", "")), items, minutes)


_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


def _parsed(raw: bytes, url: str, kind: str) -> Any:
    # A stream, never the bytes themselves: feedparser takes a short string for the name of a file or an address.
    headers = {"content-location": url, "content-type": kind or "application/xml"}
    return feedparser.parse(
        io.BytesIO(_SUBSET.sub(b"", raw)), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )


def _item(entry: Any, url: str) -> Item:
    # `dict.get` for what feedparser's own `get` would fill from the date of publication.
    source = entry.get("source") or {}
    contents = [str(one.get("value", "")) for one in entry.get("content", ())]
    link = _link(entry, url)
    return Item(
        key=str(entry.get("id", "") or link)[:LONGEST],
        link=link,
        title=_words(entry.get("title", "")),
        summary=_words(entry.get("summary", "")),
        content=max(contents, key=len, default=""),
        published=_moment(entry.get("published", ""), entry.get("published_parsed")),
        updated=_moment(dict.get(entry, "updated"), dict.get(entry, "updated_parsed")),
        author=_words(entry.get("author", "")),
        source=_words(source.get("title", "") or source.get("value", "")),
        language=str((entry.get("title_detail") or {}).get("language") or ""),
    )


def _link(entry: Any, url: str) -> str:
    stated = str(entry.get("link", "") or "").strip()[:LONGEST]
    try:
        return urljoin(url, stated) if url and stated else stated
    except ValueError:
        return ""


def _words(text: object) -> str:
    """The words of a title or a summary: tags and entities away, white space as one blank."""
    return " ".join(plain(_TAGS.sub(" ", plain(str(text or "")))).split())[:LONGEST]


def _moment(stated: object, parsed: struct_time | None) -> str:
    """An ISO 8601 moment in the zone it was given in; as feedparser read it where the form is no standard one."""
    written = str(stated or "").strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(written)
        except (ValueError, TypeError, IndexError):
            continue
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).isoformat()
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else ""
    except (ValueError, OverflowError):
        return ""


# ---- JSON Feed -------------------------------------------------------------------------------------------------------


def _json_feed(raw: bytes, url: str) -> Feed:
    """JSON Feed 1.0 and 1.1 (jsonfeed.org): what is of another type than it should be counts as not stated."""
    try:
        found = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise UnreadableError(f"not valid JSON ({error})") from error
    items = found.get("items") if isinstance(found, dict) else None
    if (
        not isinstance(found, dict)
        or "jsonfeed.org/version" not in str(found.get("version", ""))
        or not isinstance(items, list)
    ):
        raise UnreadableError("not a feed (neither RSS nor Atom nor JSON Feed)")
    author = _author(found)
    listed = [_json_item(one, url, author) for one in items[:MOST_ITEMS] if isinstance(one, dict)]
    return Feed(_words(_text(found, "title")), tuple(listed))


def _json_item(item: dict[str, Any], url: str, author: str) -> Item:
    link = _text(item, "url") or _text(item, "external_url")
    try:
        link = urljoin(url, link) if url and link else link
    except ValueError:
        link = ""
    number = item.get("id")
    key = str(number) if isinstance(number, str | int | float) else ""
    text = _text(item, "content_text")
    content = _text(item, "content_html") or "".join(
        f"<p>{part}</p>" for part in _escaped(text).split("\n") if part.strip()
    )
    return Item(
        key=(key or link)[:LONGEST], link=link[:LONGEST], title=_words(_text(item, "title")),
        summary=_words(_text(item, "summary")), content=content,
        published=_moment(_text(item, "date_published"), None), updated=_moment(_text(item, "date_modified"), None),
        author=_author(item) or author, language=_text(item, "language")[:20],
    )  # fmt: skip


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text(item: dict[str, Any], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""


def _author(item: dict[str, Any]) -> str:
    listed = item.get("authors")
    several = listed if isinstance(listed, list) else [item.get("author")]
    return ", ".join(name for one in several if isinstance(one, dict) and (name := _words(_text(one, "name"))))
