"""Manners on other people's servers, played on a loopback site with a clock that does not wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from rashomon.errors import UnreadableError
from rashomon.read.fetch import RefusedError
from rashomon.read.manners import LONGEST_POLL, Clock, Manners, next_poll
from rashomon.settings import Settings

ALLOWED = Settings(allow_private_addresses=True, fetch_seconds=2, host_seconds=5.0)


class Host(BaseHTTPRequestHandler):
    """A site whose robots.txt and moods the server object holds."""

    def do_GET(self) -> None:
        self.server.asked.append(self.path)  # type: ignore[attr-defined]
        if self.path == "/robots.txt":
            status, body = self.server.robots  # type: ignore[attr-defined]
        elif self.path == "/busy":
            status, body = 429, ""
        else:
            status, body = 200, "news"
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        if self.path == "/busy":
            self.send_header("Retry-After", "900")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


class Played:
    """A clock that moves only when somebody waits."""

    def __init__(self) -> None:
        self.time = 1000.0
        self.pauses: list[float] = []

    def pause(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.time += seconds

    @property
    def clock(self) -> Clock:
        return Clock(now=lambda: self.time, pause=self.pause)


@pytest.fixture
def host() -> Iterator[ThreadingHTTPServer]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Host)
    server.asked, server.robots = [], (404, "")  # type: ignore[attr-defined]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def _address(server: ThreadingHTTPServer, path: str) -> str:
    return f"http://127.0.0.1:{server.server_address[1]}{path}"


def test_robots_is_asked_once_and_obeyed(host: ThreadingHTTPServer) -> None:
    host.robots = (200, "User-agent: *\nDisallow: /drafts/\nAllow: /drafts/open\n")  # type: ignore[attr-defined]
    manners = Manners(ALLOWED, clock=Played().clock)
    assert manners.get(_address(host, "/a")).raw == b"news"
    assert manners.get(_address(host, "/drafts/open-letter")).raw == b"news"
    with pytest.raises(UnreadableError, match=r"robots\.txt"):
        manners.get(_address(host, "/drafts/7"))
    assert host.asked == ["/robots.txt", "/a", "/drafts/open-letter"]  # type: ignore[attr-defined]


def test_a_rule_for_us_by_name_goes_before_the_rule_for_all(host: ThreadingHTTPServer) -> None:
    host.robots = (200, "User-agent: *\nDisallow:\n\nUser-agent: rashomon\nDisallow: /\n")  # type: ignore[attr-defined]
    with pytest.raises(UnreadableError, match=r"robots\.txt"):
        Manners(ALLOWED, clock=Played().clock).get(_address(host, "/a"))


@pytest.mark.parametrize(("status", "open_to_us"), [(404, True), (403, True), (500, False), (503, False), (429, False)])
def test_a_robots_that_is_missing_allows_all_and_one_that_fails_allows_nothing(
    host: ThreadingHTTPServer, status: int, open_to_us: bool
) -> None:
    host.robots = (status, "")  # type: ignore[attr-defined]
    played = Played()
    manners = Manners(ALLOWED, clock=played.clock)
    if open_to_us:
        assert manners.get(_address(host, "/a")).raw == b"news"
        return
    with pytest.raises(UnreadableError, match="cannot be had now"):
        manners.get(_address(host, "/a"))
    host.robots = (404, "")  # type: ignore[attr-defined]
    played.time += ALLOWED.poll_seconds + 1  # believed for a while only, not for the day
    assert manners.get(_address(host, "/a")).raw == b"news"


def test_two_requests_to_one_host_are_kept_apart_and_another_host_need_not_wait(host: ThreadingHTTPServer) -> None:
    played = Played()
    manners = Manners(ALLOWED, lambda _h, _p: ["127.0.0.1"], played.clock)
    port = host.server_address[1]
    for path in ("/a", "/b", "/c"):
        manners.get(f"http://one.example:{port}{path}")
    manners.get(f"http://two.example:{port}/a")
    assert played.pauses == [5.0, 5.0]


def test_a_stated_crawl_delay_is_kept_within_reason(host: ThreadingHTTPServer) -> None:
    host.robots = (200, "User-agent: *\nCrawl-delay: 20\n")  # type: ignore[attr-defined]
    played = Played()
    manners = Manners(ALLOWED, clock=played.clock)
    for path in ("/a", "/b"):
        manners.get(_address(host, path))
    assert played.pauses == [20.0]


def test_a_host_that_asks_for_a_pause_gets_it(host: ThreadingHTTPServer) -> None:
    played = Played()
    manners = Manners(ALLOWED, clock=played.clock)
    with pytest.raises(RefusedError):
        manners.get(_address(host, "/busy"))
    manners.get(_address(host, "/a"))
    assert played.pauses == [900.0]


def test_each_failure_doubles_the_pause_up_to_six_hours() -> None:
    settings = msgspec.structs.replace(ALLOWED, poll_seconds=900.0)
    assert [next_poll(settings, failures, chance=0.5) for failures in (0, 1, 2, 9)] == [900, 1800, 3600, LONGEST_POLL]
    assert next_poll(settings, minutes=60, chance=0.5) == 3600
    assert next_poll(settings, wait=7200.0, chance=0.5) == 7200
    assert next_poll(settings, chance=0.0) == pytest.approx(720)
    assert next_poll(settings, chance=1.0) == pytest.approx(1080)


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://news.example/a", "http://[::1", "http:///a"])
def test_other_addresses_are_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(UnreadableError):
        Manners(ALLOWED, clock=Played().clock).get(url)
