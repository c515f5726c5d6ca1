"""Watching feeds: from disk and from a loopback site; what changed, what failed, what is asked again, and when."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sqlalchemy", reason="a stream needs the extra `live`")
pytest.importorskip("feedparser", reason="feeds need the extra `live`")

from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import EventFilter, find_events
from rashomon.keep.texts import reports_of, skipped_of
from rashomon.model import Document
from rashomon.read.manners import Clock, Manners
from rashomon.run.stream import Engine, Offer
from rashomon.run.watch import Watch
from rashomon.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
FEED = ROOT / "examples" / "feed"
ALLOWED = Settings(allow_private_addresses=True, fetch_seconds=5, host_seconds=0.0)

ITEM = (
    "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>"
    "<pubDate>Tue, 09 Jun 2026 07:40:00 +0900</pubDate></item>"
)
PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>The old bridge of Amsted is closed to "
    "lorries from Monday, the county said. Two of its pillars have cracks as wide as a thumb.</p><p>Drivers should "
    "take the road by Holm, which is nine kilometres longer.</p></article></body></html>"
)


def feed(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>County news</title>{"".join(items)}</channel></rss>'


def item(guid: str, link: str, title: str = "Bridge closed") -> str:
    return ITEM.format(guid=guid, link=link, title=title)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with open_ledger(str(tmp_path / "desk.ledger")) as opened:
        yield opened


class Site(SimpleHTTPRequestHandler):
    """A folder as a site that counts what it is asked, and is busy for pages called so."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers.get("If-Modified-Since", "")))  # type: ignore[attr-defined]
        if "busy" in self.path:
            self.send_error(503)
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[tuple[str, Path, list[tuple[str, str]]]]:
    folder = tmp_path / "site"
    folder.mkdir()
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(folder)))
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", folder, server.asked  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()


def one_round(ledger: Ledger, kit: Any, *feeds: object, settings: Settings = ALLOWED) -> tuple[Watch, list[Offer]]:
    """One round over the feeds, taken in and closed; a new watch each time, as after a restart."""
    manners = Manners(settings, clock=Clock(pause=lambda _seconds: None))
    watch = Watch([str(one) for one in feeds], ledger, settings, manners)
    offers = list(watch.round(everything=True))
    with Engine(ledger, kit) as engine:
        engine.follow(offers)
    watch.close_round()
    return watch, offers


def documents(offers: list[Offer]) -> list[Document]:
    return [one.document for one in offers if one.document is not None]


def test_the_example_plays_in_order_of_publication_and_only_once(kit: Any, ledger: Ledger) -> None:
    _, offers = one_round(ledger, kit, FEED / "feeds.opml")
    published = [one.published for one in documents(offers)]
    assert len(published) == 18  # one report stands in two feeds
    assert all(one is not None for one in published) and published == sorted(published)  # type: ignore[type-var]
    with ledger.reading() as connection:
        (launch,) = find_events(connection, EventFilter(kind="missile_launch"))
    assert launch.documents == 11
    assert one_round(ledger, kit, FEED / "feeds.opml")[1] == []


def test_the_example_plays_from_a_server_too(kit: Any, ledger: Ledger) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Site, directory=str(FEED)))
    server.asked = []  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/feeds.opml"
    watch, offers = one_round(ledger, kit, address)
    server.shutdown()
    server.server_close()
    assert (len(watch.feeds), len(documents(offers)), watch.troubles) == (5, 18, {})
    quay = next(one for one in documents(offers) if one.outlet == "Eastern Quay Times")
    assert quay.fetched is not None


def test_an_aggregator_keeps_whose_report_it_lists(tmp_path: Path, kit: Any, ledger: Ledger) -> None:
    (tmp_path / "a.html").write_text(PAGE.format(title="Bridge closed"))
    source = '<source url="https://wire.example/feed">Amsted Wire</source></item>'
    (tmp_path / "all.rss").write_text(feed(item("g1", "a.html").replace("</item>", source)))
    _, offers = one_round(ledger, kit, tmp_path / "all.rss")
    assert documents(offers)[0].outlet == "Amsted Wire"


def test_what_has_not_changed_is_not_sent_again(site: Any, kit: Any, ledger: Ledger) -> None:
    address, folder, asked = site
    (folder / "a.html").write_text(PAGE.format(title="Bridge closed"))
    (folder / "all.rss").write_text(feed(item("g1", "a.html")))
    assert len(documents(one_round(ledger, kit, f"{address}/all.rss")[1])) == 1
    asked.clear()
    assert one_round(ledger, kit, f"{address}/all.rss")[1] == []
    (robots, _), (again, since) = asked
    assert (robots, again, bool(since)) == ("/robots.txt", "/all.rss", True)


def test_an_entry_that_changed_is_read_again_and_is_a_revision(tmp_path: Path, kit: Any, ledger: Ledger) -> None:
    canonical = "<link rel=canonical href='https://county.example/bridge'></head>"
    page = PAGE.replace("</head>", canonical)
    (tmp_path / "a.html").write_text(page.format(title="Bridge closed"))
    (tmp_path / "all.rss").write_text(feed(item("g1", "a.html")))
    one_round(ledger, kit, tmp_path / "all.rss")
    (tmp_path / "a.html").write_text(page.format(title="Bridge open").replace("closed to lorries", "open again"))
    (tmp_path / "all.rss").write_text(feed(item("g1", "a.html", "Bridge open")))
    _, offers = one_round(ledger, kit, tmp_path / "all.rss")
    (now,) = documents(offers)
    with ledger.reading() as connection:
        assert now.id in reports_of(connection, [now.id])
        (story,) = find_events(connection, EventFilter(kind="story", stories=True))
    assert story.documents == 1  # the old text is kept, and stands for nothing any more


def test_a_busy_page_is_tried_again_and_given_up_in_the_end(site: Any, kit: Any, ledger: Ledger) -> None:
    address, folder, asked = site
    (folder / "all.rss").write_text(feed(item("g1", "busy.html")))
    reasons = []
    for _ in range(6):
        _, offers = one_round(ledger, kit, f"{address}/all.rss")
        reasons.append([one.reason for one in offers])
    assert [len(one) for one in reasons] == [1, 1, 1, 1, 0, 0]
    assert sum(path == "/busy.html" for path, _ in asked) == 4
    with ledger.reading() as connection:
        assert [one.reason for one in skipped_of(connection)] == ["the server answered 503"]


def test_a_text_in_the_feed_stands_in_for_a_page_that_cannot_be_had(tmp_path: Path, kit: Any, ledger: Ledger) -> None:
    words = "The old bridge of Amsted is closed to lorries, the county said on Monday, and drivers go by Holm. " * 8
    content = f'<content:encoded xmlns:content="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>{words}</p>]]></content:encoded>'
    (tmp_path / "all.rss").write_text(
        feed(item("g1", "gone.html").replace("</item>", f"{content}</item>"), item("g2", "gone-too.html"))
    )
    _, offers = one_round(ledger, kit, tmp_path / "all.rss")
    assert [bool(one.document) for one in offers] == [True, False]
    assert offers[1].reason == "no such file"
    assert documents(offers)[0].title == "Bridge closed"


@pytest.mark.parametrize(
    "link", ["../secret.html", "/etc/hostname", "file:///etc/hostname", "inside/../../secret.html", "link.html"]
)
def test_a_feed_from_elsewhere_leads_nowhere_on_the_disk(tmp_path: Path, kit: Any, ledger: Ledger, link: str) -> None:
    folder = tmp_path / "feeds"
    folder.mkdir()
    (tmp_path / "secret.html").write_text(PAGE.format(title="Secret"))
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    (folder / "all.rss").write_text(feed(item("g1", link)))
    _, offers = one_round(ledger, kit, folder / "all.rss")
    assert documents(offers) == [] and len(offers) == 1


def test_a_served_feed_leads_neither_to_the_disk_nor_into_the_private_network(
    site: Any, kit: Any, ledger: Ledger
) -> None:
    address, folder, _ = site
    (folder / "all.rss").write_text(
        feed(item("g1", "file:///etc/hostname"), item("g2", "ftp://news.example/a"), item("g3", "javascript:alert(1)"))
    )
    _, offers = one_round(ledger, kit, f"{address}/all.rss")
    assert {one.reason for one in offers} == {"only http and https addresses are fetched"}
    watch, offers = one_round(ledger, kit, f"{address}/all.rss", settings=Settings())
    assert offers == [] and "private network" in watch.troubles[f"{address}/all.rss"]


def test_a_feed_that_fails_is_left_alone_for_longer_and_the_others_go_on(
    tmp_path: Path, site: Any, kit: Any, ledger: Ledger
) -> None:
    address, folder, _ = site
    (folder / "good.rss").write_text(feed(item("g1", "a.html")))
    (folder / "a.html").write_text(PAGE.format(title="Bridge closed"))
    (folder / "bad.rss").write_text("no feed")
    feeds = [f"{address}/good.rss", f"{address}/bad.rss", f"{address}/busy.rss", str(tmp_path / "none.rss")]
    watch, offers = one_round(ledger, kit, *feeds)
    assert len(documents(offers)) == 1
    assert set(watch.troubles) == set(feeds[1:])
    later = Watch(feeds, ledger, ALLOWED)
    pause = later.due_in()
    assert pause is not None and 0.7 * ALLOWED.poll_seconds < pause <= 1.2 * ALLOWED.poll_seconds
    assert list(later.round()) == []  # nothing is due
    assert [later._of(one).failures for one in feeds] == [0, 1, 1, 1]
    one_round(ledger, kit, *feeds)
    assert Watch(feeds, ledger, ALLOWED)._of(feeds[2]).failures == 2


def test_a_round_that_was_cut_short_is_made_up_for(kit: Any, ledger: Ledger) -> None:
    watch = Watch([str(FEED / "feeds.opml")], ledger, ALLOWED)
    with Engine(ledger, kit) as engine:
        offers = watch.round(everything=True)
        engine.follow([next(offers) for _ in range(5)])
        offers.close()  # neither taken in further nor closed: as if killed
    _, rest = one_round(ledger, kit, FEED / "feeds.opml")
    assert len(documents(rest)) == 13


def test_the_command_watches_once(rashomon: Any, tmp_path: Path) -> None:
    ran = rashomon("watch", FEED / "feeds.opml", "--once", "--ledger", tmp_path / "desk.ledger")
    assert (ran.status, "5 feeds, 0 in trouble: 17 received" in ran.out) == (0, True)
    nothing = rashomon("watch", tmp_path / "none.rss", "--once", "--ledger", tmp_path / "desk.ledger")
    assert (nothing.status, "none of the feeds could be read" in nothing.err) == (1, True)
