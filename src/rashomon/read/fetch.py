"""Pages from addresses: bounded in time, size and redirects, asked for once, never into the user's own network.

Every hop is resolved, checked and connected to as one step: the name is looked up once, every address it has must be
public, and the socket goes to an address that was checked, so that a name that changes between the check and the use
leads nowhere. What follows a redirect is checked in the same way.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from http.client import HTTPException
from typing import Any, Final
from urllib.parse import urljoin

import msgspec
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from rashomon.errors import UnreadableError
from rashomon.read.addresses import Resolve, checked, looked_up, target_of
from rashomon.settings import Settings

REDIRECTS: Final = 5
TRIED: Final = 3
"""Addresses of one name that are tried in turn: a host that answers only over one of its two protocols is common."""
_CHUNK: Final = 64 * 1024
_TROUBLE: Final = (urllib3.exceptions.HTTPError, HTTPException, OSError)
_MOVED: Final = (301, 302, 303, 307, 308)
_TEXTS: Final = ("text", "html", "xml", "json", "octet-stream")
"""What may be text; the last is what servers say of files whose name they do not know, feeds and lists among them."""


class Page(msgspec.Struct, frozen=True):
    """What came back: the last address, the raw bytes, and the encoding of the HTTP header or "".

    status: 200, or 304 when nothing changed since `Known`; etag and modified: the server's own marks, to be sent back
    next time; moved: where permanent redirects alone led, "" without one.
    """

    url: str
    raw: bytes
    charset: str
    html: bool
    status: int = 200
    etag: str = ""
    modified: str = ""
    moved: str = ""


class Known(msgspec.Struct, frozen=True):
    """The marks of an earlier answer: with them a server need not send the same bytes again (RFC 9110, section 13)."""

    etag: str = ""
    modified: str = ""


class RefusedError(UnreadableError):
    """The server answered, but not with the page. status: its HTTP status; wait: seconds it asks for, or None."""

    def __init__(self, status: int, wait: float | None = None) -> None:
        super().__init__(f"the server answered {status}")
        self.status = status
        self.wait = wait


def fetch(url: str, settings: Settings, resolve: Resolve | None = None, known: Known | None = None) -> Page:
    """Fetch one http(s) address; every redirect is checked like the address itself.

    The name is resolved once and the connection goes to the address that was checked, so that a name cannot point
    elsewhere between the check and the use. Raises UnreadableError, RefusedError where a server said no.
    """
    deadline = time.monotonic() + settings.fetch_seconds
    marks = {"If-None-Match": known.etag, "If-Modified-Since": known.modified} if known else {}
    asked = {name: mark for name, mark in marks.items() if mark and mark.isprintable()}
    moved, lasting = "", True
    for _ in range(REDIRECTS + 1):
        response, line = _request(url, settings, resolve or looked_up, deadline, asked)
        try:
            target = response.headers.get("Location")
            if response.status in _MOVED and target:
                url = urljoin(url, target)
                lasting = lasting and response.status in (301, 308)
                moved = url if lasting else moved
                continue
            return _page(url, response, settings.max_bytes, deadline, moved)
        except _TROUBLE as error:
            late = time.monotonic() > deadline
            raise UnreadableError(
                "not received in time" if late else f"the page broke off ({type(error).__name__})"
            ) from error
        finally:
            response.close()
            line.close()
    raise UnreadableError(f"more than {REDIRECTS} redirects")


def _page(url: str, response: urllib3.BaseHTTPResponse, most: int, deadline: float, moved: str) -> Page:
    headers = response.headers
    etag, modified = headers.get("ETag", "")[:500], headers.get("Last-Modified", "")[:100]
    if response.status == 304:
        return Page(url, b"", "", False, 304, etag, modified, moved)
    if response.status != 200:
        raise RefusedError(response.status, _seconds(headers.get("Retry-After", "")))
    kind = headers.get("Content-Type", "").casefold()
    if kind and not any(word in kind for word in _TEXTS):
        raise UnreadableError(f"not a text page but {kind.split(';')[0]}")
    raw = _body(response, most, deadline)
    charset = kind.partition("charset=")[2].split(";")[0].strip("\"' ")
    return Page(url, raw, charset, "html" in kind, 200, etag, modified, moved)


def _seconds(stated: str) -> float | None:
    """What Retry-After asks for, where it is a number; a date there is rare and a back-off of our own does as well."""
    return float(stated) if stated.strip().isdecimal() and len(stated) < 8 else None


def _request(
    url: str, settings: Settings, resolve: Resolve, deadline: float, asked: Mapping[str, str]
) -> tuple[urllib3.BaseHTTPResponse, _Line]:
    """Connect to a checked address and send the request; the caller closes the line."""
    target = target_of(url, "fetched")
    headers = {
        "Host": target.name, "User-Agent": settings.agent, "Accept-Encoding": "gzip", "Connection": "close", **asked,
    }  # fmt: skip
    trouble = ""
    for address in checked(target.host, target.port, settings, resolve)[:TRIED]:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        line = _Line(_connection(target.scheme, target.host, (address, target.port), left), left)
        try:
            return line.ask(target.path, headers), line
        except (*_TROUBLE, ValueError) as error:
            trouble = f"could not be fetched ({type(error).__name__})"
            line.close()
    raise UnreadableError(trouble or f"no answer within {settings.fetch_seconds:g} s")


def _connection(scheme: str, host: str, to: tuple[str, int], left: float) -> HTTPConnection:
    if scheme == "http":
        return HTTPConnection(to[0], to[1], timeout=left)
    return HTTPSConnection(
        to[0], to[1], timeout=left, ssl_context=ssl.create_default_context(), assert_hostname=host, server_hostname=host
    )


class _Line:
    """A connection that ends at its deadline, whatever the other side does.

    A timeout bounds the wait for the next byte, so a server that sends one before every timeout would hold the reader
    for ever. Closing the descriptor would not wake the thread that reads from it; shutting the socket down does.
    """

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.connection = connection
        self.sock: Any = None
        self.timer = threading.Timer(seconds, self._cut)
        self.timer.daemon = True

    def ask(self, path: str, headers: Mapping[str, str]) -> urllib3.BaseHTTPResponse:
        self.timer.start()
        self.connection.connect()
        self.sock = self.connection.sock  # the connection lets go of it when the answer says that it is the last one
        self.connection.request("GET", path, headers=headers, preload_content=False)
        return self.connection.getresponse()

    def close(self) -> None:
        self.timer.cancel()
        self.connection.close()

    def _cut(self) -> None:
        sock: Any = self.sock or self.connection.sock
        if sock is not None:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)


def _body(response: urllib3.BaseHTTPResponse, most: int, deadline: float) -> bytes:
    parts: list[bytes] = []
    size = 0
    for part in response.stream(_CHUNK, decode_content=True):
        size += len(part)
        if size > most:
            raise UnreadableError(f"larger than {most // 1024} KiB")
        if time.monotonic() > deadline:
            raise UnreadableError("not received in time")
        parts.append(part)
    return b"".join(parts)
