"""Feeds as they come: three forms, odd encodings, relative links, borrowed reports, hostile documents."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from rashomon.errors import UnreadableError
from rashomon.read.feeds import Item, is_list, parse_feed, parse_list

RSS = """<?xml version="1.0" encoding="{encoding}"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>{title}</title><ttl>30</ttl>
<item><title>Ferry late: crew &amp; passengers safe</title><link>/ferry?a=1&amp;b=2</link><guid>f-1</guid>
<pubDate>Tue, 09 Jun 2026 07:40:00 +0900</pubDate><source url="https://wire.example/feed">Quay Wire</source>
<description>&lt;p&gt;The ferry &lt;b&gt;came&lt;/b&gt; in late.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>The ferry came in two hours late.</p>]]></content:encoded></item>
<item><title>Ferry late: crew &amp; passengers safe</title><link>/ferry?a=1&amp;b=2</link><guid>f-1</guid>
<pubDate>Tue, 09 Jun 2026 07:40:00 +0900</pubDate></item>
<item><title>No link, no guid</title></item>
</channel></rss>"""


def test_rss_keeps_the_outlet_that_a_report_was_taken_from() -> None:
    feed = parse_feed(RSS.format(encoding="utf-8", title="Round-up").encode(), "https://roundup.example/feeds/all.rss")
    assert (feed.title, feed.minutes, len(feed.items)) == ("Round-up", 30, 1)
    assert feed.items[0] == Item(
        key="https://roundup.example/feeds/f-1", link="https://roundup.example/ferry?a=1&b=2",
        title="Ferry late: crew & passengers safe",
        summary="The ferry came in late.", content="<p>The ferry came in two hours late.</p>",
        published="2026-06-09T07:40:00+09:00", source="Quay Wire",
    )  # fmt: skip


def test_one_atom_entry_with_two_dates_is_an_article_and_its_correction() -> None:
    entry = """<entry><id>tag:news.example,2026:7</id><title>{0}</title><link href="a.html"/><author><name>M. Ode</name>
    </author><published>2026-06-09T08:00:00Z</published><updated>{1}</updated></entry>"""
    both = entry.format("Two boats", "2026-06-09T08:00:00Z") + entry.format("One boat", "2026-06-19T12:00:00+02:00")
    feed = parse_feed(
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://news.example/x/"><title>N</title>{both}</feed>'.encode()
    )
    assert [(one.title, one.link, one.author) for one in feed.items] == [
        ("Two boats", "https://news.example/x/a.html", "M. Ode"),
        ("One boat", "https://news.example/x/a.html", "M. Ode"),
    ]
    assert feed.items[0].key == feed.items[1].key
    assert feed.items[0].stamp != feed.items[1].stamp
    moments = [one.moment for one in feed.items]
    assert moments[0] is not None and moments[1] is not None and moments[0] < moments[1]


def test_json_feed_in_both_versions_and_with_fields_of_the_wrong_type() -> None:
    feed = parse_feed(
        b'\xef\xbb\xbf{"version": "https://jsonfeed.org/version/1", "title": "Tide", "author": {"name": "The desk"},'
        b'"items": ['
        b'{"id": 7, "url": "t/7", "title": "High & dry", "content_text": "One < two.\\nThree.", "date_published":'
        b' "2026-06-09T08:00:00+09:00"},'
        b'{"id": "8", "url": ["no"], "title": 3, "authors": [{"name": "A"}, {"name": "B"}, 5]},'
        b'"no item", {"title": "no id"}]}',
        "https://tide.example/feed.json",
    )
    first, second = feed.items
    assert (first.key, first.link, first.author) == ("7", "https://tide.example/t/7", "The desk")
    assert first.content == "<p>One &lt; two.</p><p>Three.</p>"
    assert (second.key, second.link, second.title, second.author) == ("8", "", "", "A, B")


@pytest.mark.parametrize(
    ("encoding", "title"),
    [
        ("utf-8", "Fähre – 船 – 배"), ("utf-16", "Fähre – 船 – 배"), ("iso-8859-1", "Fähre à quai"),
        ("windows-1252", "“Ferry” – late"), ("koi8-r", "Паром опоздал"), ("windows-1251", "Паром опоздал"),
        ("shift_jis", "フェリーが遅れる"), ("euc-jp", "フェリーが遅れる"), ("euc-kr", "여객선 지연"),
        ("gb18030", "渡轮晚点"), ("big5", "渡輪誤點"),
    ],
)  # fmt: skip
def test_declared_encodings(encoding: str, title: str) -> None:
    assert parse_feed(RSS.format(encoding=encoding, title=title).encode(encoding)).title == title


@pytest.mark.parametrize(
    ("declared", "actual", "title"),
    [("utf-8", "windows-1252", "“Ferry” – à quai"), ("us-ascii", "utf-8", "Fähre – 船"), ("no-such", "utf-8", "Fähre")],
)
def test_an_encoding_declared_wrongly_still_gives_the_right_words(declared: str, actual: str, title: str) -> None:
    feed = parse_feed(RSS.format(encoding=declared, title=title).encode(actual))
    assert (feed.title, len(feed.items)) == (title, 1)


def test_the_servers_word_on_the_encoding_counts_when_the_feed_says_nothing() -> None:
    raw = RSS.replace(' encoding="{encoding}"', "").format(title="Паром").encode("windows-1251")
    assert parse_feed(raw, kind="application/rss+xml; charset=windows-1251").title == "Паром"


@pytest.mark.parametrize(
    "raw",
    [b"", b"   ", b"<html><body>no feed</body></html>", b"just words", b"{", b'{"items": []}', b"[1, 2]", b"\x00\x01",
     b"/etc/hostname", b"https://news.example/feed", b"<rss " * 50_000],
)  # fmt: skip
def test_what_is_no_feed_is_refused_and_never_taken_for_the_name_of_one(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        parse_feed(raw)


def test_entities_of_the_documents_own_are_not_expanded() -> None:
    names = "abcdefgh"
    bomb = "".join(
        f'<!ENTITY {one} "{f"&{before};" * 10}">' for before, one in pairwise(names)
    )
    raw = (
        f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">{bomb}<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        "<rss version='2.0'><channel><title>&h;&x;</title><item><title>t</title><link>l</link></item></channel></rss>"
    ).encode()
    begun = time.monotonic()
    feed = parse_feed(raw)
    assert time.monotonic() - begun < 1
    assert len(feed.title) < 20


def test_a_list_of_feeds_is_read_through_its_folders() -> None:
    opml = (
        b'<?xml version="1.0"?><opml version="2.0"><body><outline text="a"><outline text="b">'
        b'<outline type="rss" xmlUrl="one.rss"/><outline xmlURL="https://two.example/feed"/></outline>'
        b'<outline xmlUrl="one.rss"/><outline text="no feed"/></outline></body></opml>'
    )
    assert is_list(opml) and not is_list(RSS.encode())
    assert parse_list(opml) == ["one.rss", "https://two.example/feed"]
    assert parse_list(opml, "https://desk.example/x/feeds.opml")[0] == "https://desk.example/x/one.rss"


@pytest.mark.parametrize("raw", [b"", b"<rss/>", b"not xml", b"<opml", b"\xff\xfe"])
def test_what_is_no_list_is_refused(raw: bytes) -> None:
    if raw == b"<opml":
        assert parse_list(raw) == []
        return
    with pytest.raises(UnreadableError):
        parse_list(raw)
