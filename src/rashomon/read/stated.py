"""What is said about a text beside it: a record's keys, a page's metadata, the front matter of a static site."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

import msgspec

from rashomon.read.html import Article, plain


class Stated(msgspec.Struct, frozen=True):
    """What stands beside a text about it: a record's keys, a page's metadata, a front matter. All may be "".

    carried: the outlet that a feed names as the source of a text which it lists.
    """

    title: str = ""
    url: str = ""
    outlet: str = ""
    published: str = ""
    language: str = ""
    authors: str = ""
    origin: str = ""
    carried: str = ""


def stated_by(article: Article) -> Stated:
    """What a page says of itself."""
    return Stated(
        title=article.title, outlet=article.outlet, published=article.date, authors=article.authors,
        language=article.language, origin="page",
    )  # fmt: skip


def filled(stated: Stated, more: Stated) -> Stated:
    """The first statement, its gaps filled from the second."""
    gaps = {name: getattr(more, name) for name in Stated.__struct_fields__ if not getattr(stated, name)}
    return msgspec.structs.replace(stated, **gaps)


_MATTER: Final = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_KEYS: Final = {
    "title": ("title", "post_title", "headline"),
    "url": ("url", "link", "source_url", "canonical_url"),
    "outlet": ("outlet", "publisher", "source", "source_domain", "site", "sitename"),
    "published": ("published", "published_at", "date_publish", "post_date", "date", "publishedat", "pubdate"),
    "language": ("language", "lang"),
    "authors": ("authors", "author", "byline"),
}


def front_matter(text: str) -> tuple[Stated, int]:
    """The "key: value" lines that static sites put before a post, and where the post starts (0 without any)."""
    match = _MATTER.match(text[:20_000])
    if not match:
        return Stated(), 0
    fields: dict[str, Any] = {}
    lines = match[1].splitlines()
    for number, line in enumerate(lines):
        pair = re.match(r"([A-Za-z_]\w*)\s*:\s*(.*)$", line)
        if not pair:
            continue
        value = pair[2].strip()
        if value in (">", "|", ">-", "|-", ""):
            folded = []
            for later in lines[number + 1 :]:
                if not later.startswith((" ", "\t")):
                    break
                folded.append(later.strip().lstrip("- ").removeprefix(">").strip())
            value = " ".join(part for part in folded if part)
        fields[pair[1].casefold()] = value.strip("'\"")
    return stated_from(fields), match.end()


def stated_from(fields: dict[str, Any]) -> Stated:
    """What a record says about its text, under the keys of our own form and of the usual crawlers (news-please ...)."""
    values: dict[str, str] = {}
    for name, keys in _KEYS.items():
        for key in keys:
            value = fields.get(key)
            if isinstance(value, list):
                value = ", ".join(str(item) for item in value if isinstance(item, str))
            if isinstance(value, int | float) and not isinstance(value, bool) and name == "published":
                seconds = value / 1000 if value > 1e11 else value
                value = datetime.fromtimestamp(seconds, UTC).isoformat() if 0 < seconds < 4e9 else ""
            if isinstance(value, str) and value.strip().casefold() not in ("", "true", "false", "null", "none"):
                values[name] = plain(value)
                break
    return Stated(**values, origin="metadata")
