"""Fetching pages: bounded, and never into the user's own network unless allowed."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec
import pytest

from rashomon.errors import UnreadableError
from rashomon.read.fetch import fetch
from rashomon.read.records import read_paths
from rashomon.settings import Settings

SENTENCE = "The ferry left the quay two hours late because of fog, the harbour master told reporters."
ALLOWED = Settings(allow_private_addresses=True, fetch_seconds=2, max_bytes=64 * 1024)


class Pages(BaseHTTPRequestHandler):
    """A page, a redirect to it, a redirect without end, an endless body, and a picture."""

    def do_GET(self) -> None:
        if self.path == "/there":
            self._answer(302, "text/html", b"", [("Location", "/page")])
        elif self.path == "/loop":
            self._answer(302, "text/html", b"", [("Location", "/loop")])
        elif self.path == "/inside":
            self._answer(302, "text/html", b"", [("Location", "http://10.0.0.7/secret")])
        elif self.path == "/endless":
            self._answer(200, "text/html", b"a" * 200_000, [])
        elif self.path == "/picture":
            self._answer(200, "image/png", b"\x89PNG", [])
        elif self.path == "/page":
            self._answer(
                200, "text/html; charset=iso-8859-1", f"<html><body><p>Café: {SENTENCE}</p>".encode("latin-1"), []
            )
        else:
            self._answer(404, "text/plain", b"no", [])

    def _answer(self, status: int, kind: str, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in [("Content-Type", kind), ("Content-Length", str(len(body))), *headers]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def test_a_page_is_fetched_over_a_redirect(site: str) -> None:
    page = fetch(f"{site}/there", ALLOWED)
    assert page.url == f"{site}/page"
    documents, _ = read_paths([f"{site}/page"], ALLOWED)
    assert "Café" in documents[0].text
    assert documents[0].fetched is not None


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/loop", "redirects"), ("/endless", "larger than"), ("/picture", "image/png"), ("/none", "404")],
)
def test_bounds(site: str, path: str, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        fetch(site + path, ALLOWED)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest", "http://10.1.2.3/", "http://0.0.0.0/",
        "http://[::ffff:127.0.0.1]/", "http://2130706433/",
    ],
)  # fmt: skip
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(UnreadableError, match=r"private|not known"):
        fetch(url, Settings())


def test_a_redirect_into_a_private_network_is_refused(site: str) -> None:
    resolved = {"127.0.0.1": "127.0.0.1", "10.0.0.7": "10.0.0.7"}
    seen: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        seen.append(host)
        if host == "10.0.0.7":
            raise OSError("reached")
        return [resolved[host]]

    with pytest.raises(UnreadableError):
        fetch(f"{site}/inside", ALLOWED, resolve)
    assert seen == ["127.0.0.1", "10.0.0.7"]  # the second host is looked at before anything is sent to it
    with pytest.raises(UnreadableError, match="private"):
        fetch(
            "http://news.example/",
            msgspec.structs.replace(ALLOWED, allow_private_addresses=False),
            lambda _h, _p: ["10.0.0.7"],
        )


@pytest.mark.parametrize(
    "url", ["ftp://news.example/", "http://user:pw@news.example/", "http:///x", "http://news.example:99999/"]
)
def test_odd_addresses_are_refused(url: str) -> None:
    with pytest.raises(UnreadableError):
        fetch(url, Settings(), lambda _h, _p: ["93.184.216.34"])
