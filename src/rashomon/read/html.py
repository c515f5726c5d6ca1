"""Web pages to text: what trafilatura takes for the article, with what the page says about itself."""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

import msgspec
import trafilatura
from lxml import etree
from lxml import html as lxml_html
from trafilatura.settings import Document as PageDocument

from rashomon.errors import UnreadableError

TREE_DEPTH: Final = 256
_HTML: Final = re.compile(r"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:p|div|span|br|h[1-6]|a|ul|li|em|strong|table|section)\b[^<>]{0,400}>", re.IGNORECASE)


class Article(msgspec.Struct, frozen=True):
    """The article of a page; `text` starts with the title, so that it can carry claims. Strings as written.

    canonical: the one address that the page says it has, whatever it was reached by.
    """

    text: str
    title: str = ""
    outlet: str = ""
    authors: str = ""
    date: str = ""
    language: str = ""
    canonical: str = ""


def looks_like_html(text: str) -> bool:
    """True for a page or a piece of one, whatever its file is called."""
    sample = text[:20_000]
    return bool(_HTML.search(sample[:2000])) or len(_TAG.findall(sample)) >= 4


def article_of(page: str, url: str = "") -> Article:
    """Take the main text and the metadata out of a page; scripts are never run, nothing is loaded.

    Raises UnreadableError when the page holds no article. Tags nested deeper than any real page are flattened first:
    a page of a hundred thousand open tags is an attack on the parser's stack, not an article.
    """
    page = page.lstrip("\ufeff")
    if _too_deep(page):
        page = re.sub(r"<[^<>]*>", "\n", re.sub(r"(?is)<(script|style)\b.*?</\1\s*>", " ", page))
        page = "<html><body><p>" + page.replace("\n\n", "</p><p>") + "</p></body></html>"
    if not _HTML.search(page[:2000]):
        page = f"<html><body><article>{page}</article></body></html>"
    found = trafilatura.bare_extraction(
        page, url=url or None, with_metadata=True, include_comments=False, include_tables=True, deduplicate=False
    )
    if not isinstance(found, PageDocument) or not (body := _tidy(found.text or "")):
        raise UnreadableError("no article found in the page")
    title = _tidy(found.title or "").replace("\n", " ")
    title = _bare_title(title, found.sitename or "")
    if title and not _starts_with(body, title):
        body = f"{title}\n\n{body}"
    date, canonical = _stated(page, url)
    return Article(
        text=body,
        title=title,
        outlet=_tidy(found.sitename or "") or _host(url),
        authors=_tidy(found.author or ""),
        date=date or found.date or "",
        language=found.language or "",
        canonical=canonical,
    )


def _tidy(text: str) -> str:
    return re.sub(r"\n{3,}", "\n\n", text.replace("\r\n", "\n")).strip()


def _starts_with(body: str, title: str) -> bool:
    return re.sub(r"\W+", "", body[: 2 * len(title)].casefold()).startswith(re.sub(r"\W+", "", title.casefold()))


def _bare_title(title: str, outlet: str) -> str:
    """The title without the name of the site behind it."""
    head, mark, tail = title.rpartition(" | ") if " | " in title else title.rpartition(" - ")
    if mark and outlet and tail.strip().casefold() in outlet.casefold() and len(head.split()) >= 3:
        return head.strip()
    return title


def _host(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return host.removeprefix("www.")


_STAMPS: Final = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "date", "dc.date", "pubdate",
    "sailthru.date", "article.published",
)  # fmt: skip


def _stated(page: str, url: str) -> tuple[str, str]:
    """The page's own stamp with clock and zone, which trafilatura cuts to the day, and its own address."""
    try:
        tree = lxml_html.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError):
        return "", ""
    return _exact_date(tree), _canonical(tree, url)


def _canonical(tree: Any, url: str) -> str:
    """The page's own address, if it is one of the site that it came from: no page may stand in for another site's."""
    for link in tree.iter("link"):
        if (link.get("rel") or "").casefold() != "canonical" or not link.get("href"):
            continue
        try:
            stated = urljoin(url, str(link.get("href")).strip())
            parts = urlsplit(stated)
        except ValueError:
            return ""
        # A front page as the address of every article is a fault of the site's template that many sites have.
        whole = parts.scheme in ("http", "https") and bool(parts.hostname) and 1 < len(parts.path) <= 2000
        return stated if whole and (not url or _host(stated) == _host(url)) else ""
    return ""


def _exact_date(tree: Any) -> str:
    stamps: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").casefold()
        if name in _STAMPS and meta.get("content"):
            stamps.setdefault(name, str(meta.get("content")))
    for script in tree.xpath("//script[@type='application/ld+json']"):
        match = re.search(r'"datePublished"\s*:\s*"([^"]{8,40})"', script.text or "")
        if match:
            stamps.setdefault("datepublished", match[1])
    best = next((stamps[name] for name in _STAMPS if name in stamps), "")
    return best if re.match(r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d", best.strip()) else ""


def _too_deep(page: str) -> bool:
    """True when more tags stand open at once than lxml and trafilatura can walk without exhausting the stack."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)([a-zA-Z][\w:-]*)[^<>]*?(/?)>", page):
        if match[2].casefold() in _VOID or match[3]:
            continue
        depth = max(0, depth + (-1 if match[1] else 1))
        deepest = max(deepest, depth)
        if deepest > TREE_DEPTH * 4:
            return True
    return False


_VOID: Final = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "tr",
        "th",
        "dd",
        "dt",
        "option",
    ]
)


def plain(text: str) -> str:
    """Entities of a feed's or a front matter's field made characters."""
    return unescape(text).strip()
