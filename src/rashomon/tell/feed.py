"""Stories and alerts as feeds: Atom (RFC 4287) and JSON Feed 1.1, so that any reader can follow a ledger."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import msgspec
from lxml import etree

from rashomon._version import __version__
from rashomon.tell.alert import Alert, headline
from rashomon.tell.visible import one_line, visible

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Item(msgspec.Struct, frozen=True):
    """One entry of a feed. id: stays the same for ever; text: plain, no markup; path: below the feed's home page."""

    id: str
    title: str
    text: str
    updated: datetime
    path: str
    published: datetime | None = None
    tags: tuple[str, ...] = ()


class Feed(msgspec.Struct, frozen=True):
    """A feed: what it is called, the address of the service ("https://desk.example/"), its own path, its items."""

    title: str
    home: str
    path: str
    items: tuple[Item, ...]


def of_alert(alert: Alert) -> Item:
    """An alert as an entry; it leads to its event, and to the field that it is about."""
    where = f"events/{alert.event}" + (f"#field-{alert.field}" if alert.field else "")
    tags = (alert.pack, alert.reason, *alert.countries)
    return Item(f"urn:rashomon:{alert.id}", headline(alert), alert.message, alert.moment, where, alert.moment, tags)


def to_atom(feed: Feed) -> bytes:
    """Return the feed as an Atom document; every string is text, none is markup."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _put(root, "id", _address(feed, feed.path))
    _put(root, "title", feed.title)
    _put(root, "updated", _stamp(max((item.updated for item in feed.items), default=EPOCH)))
    _link(root, "self", _address(feed, feed.path), "application/atom+xml")
    _link(root, "alternate", _address(feed, ""), "text/html")
    _put(_put(root, "author", ""), "name", "Rashomon")
    _put(root, "generator", "rashomon").set("version", __version__)
    for item in feed.items:
        entry = _put(root, "entry", "")
        _put(entry, "id", item.id)
        _put(entry, "title", one_line(item.title))
        _put(entry, "updated", _stamp(item.updated))
        if item.published:
            _put(entry, "published", _stamp(item.published))
        _link(entry, "alternate", _address(feed, item.path), "text/html")
        for tag in item.tags:
            _put(entry, "category", "").set("term", _legal(tag))
        _put(entry, "content", item.text).set("type", "text")
    raw: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return raw


def to_json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    items = [_item(feed, item) for item in feed.items]
    return msgspec.json.encode({
        "version": JSON_FEED,
        "title": visible(feed.title),
        "home_page_url": _address(feed, ""),
        "feed_url": _address(feed, feed.path),
        "authors": [{"name": "Rashomon"}],
        "items": items,
    })


def _item(feed: Feed, item: Item) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": item.id,
        "url": _address(feed, item.path),
        "title": one_line(item.title),
        "content_text": visible(item.text),
        "date_modified": _stamp(item.updated),
        "tags": [one_line(tag) for tag in item.tags],
    }
    if item.published:
        data["date_published"] = _stamp(item.published)
    return data


def _address(feed: Feed, path: str) -> str:
    return f"{feed.home.rstrip('/')}/{path.lstrip('/')}"


def _stamp(moment: datetime) -> str:
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _put(parent: etree._Element, name: str, text: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    if text:
        child.text = _legal(text)
    return child


def _link(parent: etree._Element, relation: str, address: str, kind: str) -> None:
    link = _put(parent, "link", "")
    for key, text in (("rel", relation), ("href", address), ("type", kind)):
        link.set(key, _legal(text))


def _legal(text: str) -> str:
    """The text without what XML 1.0 cannot hold: `visible` takes the controls, the two non-characters go here."""
    return visible(text).replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
