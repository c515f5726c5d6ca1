"""The guard around the reader: where it never goes, whatever name, number or redirect leads there."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from rashomon.errors import UnreadableError
from rashomon.read.addresses import is_public
from rashomon.read.fetch import Known, RefusedError, fetch
from rashomon.settings import Settings

ALLOWED = Settings(allow_private_addresses=True, fetch_seconds=2)


class Site(BaseHTTPRequestHandler):
    """Answers that a feed's server gives: marks, "not changed", "busy", moves, drips."""

    def do_GET(self) -> None:
        if self.path == "/marked":
            if self.headers.get("If-None-Match") == '"v1"' or self.headers.get("If-Modified-Since") == "yesterday":
                self._answer(304, b"", [("ETag", '"v1"')])
            else:
                self._answer(200, b"news", [("ETag", '"v1"'), ("Last-Modified", "yesterday")])
        elif self.path == "/busy":
            self._answer(503, b"", [("Retry-After", "120")])
        elif self.path == "/for-ever":
            self._answer(301, b"", [("Location", "/for-now")])
        elif self.path == "/for-now":
            self._answer(302, b"", [("Location", "/marked")])
        elif self.path == "/garbage":
            self.wfile.write(b"\x00\x01 not http\r\n\r\n")
        elif self.path == "/drip-head":
            self._drip(b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1000)
        elif self.path == "/drip-body":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            self._drip(b"a" * 1000)
        else:
            self._answer(302, b"", [("Location", self.path.removeprefix("/to/"))])

    def _drip(self, raw: bytes) -> None:
        for at in range(len(raw)):
            try:
                self.wfile.write(raw[at : at + 1])
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.2)

    def _answer(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in [("Content-Type", "text/plain"), ("Content-Length", str(len(body))), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True), ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False), ("127.8.9.1", False), ("0.0.0.0", False), ("10.0.0.1", False), ("172.16.0.1", False),
        ("192.168.1.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("198.18.0.1", False),
        ("224.0.0.251", False), ("255.255.255.255", False), ("192.0.2.1", False),
        ("::", False), ("::1", False), ("fe80::1", False), ("fe80::1%eth0", False), ("fc00::1", False),
        ("fd12::1", False), ("ff02::1", False), ("2001:db8::1", False),
        ("::ffff:127.0.0.1", False), ("::ffff:7f00:1", False), ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.215.14", True), ("::7f00:1", False), ("::127.0.0.1", False),
        ("2002:7f00:1::", False), ("2002:a00:1::1", False),
        ("64:ff9b::7f00:1", False), ("64:ff9b::a9fe:a9fe", False), ("64:ff9b:1::a00:1", False),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", False),
        ("", False), ("localhost", False), ("1.2.3", False),
    ],
)  # fmt: skip
def test_only_addresses_of_the_open_internet_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host",
    [
        "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001", "127.1", "127.0.1", "0", "localhost",
        "LOCALHOST", "localhost.", "[::1]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "3232235777",
        "0xa9fea9fe", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "①②⑦.⓪.⓪.①",
    ],
)  # fmt: skip
def test_no_spelling_of_a_private_address_is_fetched(host: str, site: str) -> None:
    port = site.rpartition(":")[2]
    with pytest.raises(UnreadableError, match=r"private network|not known|not a valid"):
        fetch(f"http://{host}:{port}/marked", Settings(fetch_seconds=2))


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/", "http://2130706433/", "http://[::ffff:a00:1]/", "http://intern.example/"]
)
def test_every_hop_of_a_redirect_is_checked(target: str, site: str) -> None:
    """The first host counts as public here; the one it points to does not."""
    strict = Settings(fetch_seconds=2)
    looked_up: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        looked_up.append(host)
        known = {"intern.example": "192.168.0.5", "2130706433": "127.0.0.1", "::ffff:a00:1": "::ffff:a00:1"}
        return [known.get(host, host)]

    with pytest.raises(UnreadableError, match="private"):
        fetch(target, strict, resolve)
    with pytest.raises(UnreadableError, match="private"):
        _after_a_public_hop(f"{site}/to/{target}", resolve)
    assert len(looked_up) == 3


def _after_a_public_hop(url: str, resolve: object) -> None:
    """Fetch with the loopback address of the site itself taken for public, and no other."""
    from unittest.mock import patch

    import rashomon.read.addresses as module

    real = module.is_public
    first = iter([True])

    def pretend(address: str) -> bool:
        return next(first, False) or real(address)

    with patch.object(module, "is_public", pretend):
        fetch(url, Settings(fetch_seconds=2), resolve)  # type: ignore[arg-type]


def test_a_name_with_one_private_address_among_public_ones_is_refused() -> None:
    with pytest.raises(UnreadableError, match="private"):
        fetch("http://news.example/", Settings(), lambda _h, _p: ["93.184.215.14", "10.0.0.1"])


def test_a_name_that_changes_is_looked_up_once_and_the_checked_address_is_the_one_connected_to(site: str) -> None:
    port = int(site.rpartition(":")[2])
    answers = iter([["127.0.0.1"], ["127.0.0.99"]])
    page = fetch(f"http://news.example:{port}/marked", ALLOWED, lambda _h, _p: next(answers))
    assert page.raw == b"news"
    assert next(answers) == ["127.0.0.99"]  # the second answer was never asked for


def test_another_address_of_the_name_is_tried_when_the_first_is_deaf(site: str) -> None:
    port = int(site.rpartition(":")[2])
    with socket.socket() as closed:
        closed.bind(("127.0.0.2", 0))
        page = fetch(f"http://news.example:{port}/marked", ALLOWED, lambda _h, _p: ["127.0.0.2", "127.0.0.1"])
    assert page.raw == b"news"


@pytest.mark.parametrize("known", [Known(etag='"v1"'), Known(modified="yesterday")])
def test_what_has_not_changed_is_not_sent_again(site: str, known: Known) -> None:
    first = fetch(f"{site}/marked", ALLOWED)
    assert (first.status, first.raw, first.etag, first.modified) == (200, b"news", '"v1"', "yesterday")
    again = fetch(f"{site}/marked", ALLOWED, known=known)
    assert (again.status, again.raw, again.etag) == (304, b"", '"v1"')


def test_marks_cannot_smuggle_headers(site: str) -> None:
    page = fetch(f"{site}/marked", ALLOWED, known=Known(etag='"v1"\r\nX-Evil: 1'))
    assert page.status == 200


def test_a_busy_server_says_how_long_to_wait(site: str) -> None:
    with pytest.raises(RefusedError) as refused:
        fetch(f"{site}/busy", ALLOWED)
    assert (refused.value.status, refused.value.wait) == (503, 120.0)


def test_an_answer_that_is_no_http_is_an_error_like_any_other(site: str) -> None:
    with pytest.raises(UnreadableError, match="could not be fetched"):
        fetch(f"{site}/garbage", ALLOWED)


def test_only_permanent_redirects_move_a_feed(site: str) -> None:
    assert fetch(f"{site}/for-ever", ALLOWED).moved == f"{site}/for-now"
    assert fetch(f"{site}/for-now", ALLOWED).moved == ""


@pytest.mark.parametrize("path", ["/drip-head", "/drip-body"])
def test_a_server_that_drips_is_left_at_the_deadline(site: str, path: str) -> None:
    begun = time.monotonic()
    with pytest.raises(UnreadableError):
        fetch(site + path, msgspec.structs.replace(ALLOWED, fetch_seconds=1.0))
    assert time.monotonic() - begun < 2.5
