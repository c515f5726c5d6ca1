"""Pages from addresses that a user gave by hand: bounded in time and size, never into the user's own network."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final
from urllib.parse import urljoin, urlsplit

import msgspec
import urllib3

from rashomon.errors import UnreadableError
from rashomon.settings import Settings

REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
Resolve = Callable[[str, int], list[str]]


class Page(msgspec.Struct, frozen=True):
    """What came back: the last address, the raw bytes, and the encoding of the HTTP header or ""."""

    url: str
    raw: bytes
    charset: str
    html: bool


def fetch(url: str, settings: Settings, resolve: Resolve | None = None) -> Page:
    """Fetch one http(s) address; every redirect is checked like the address itself.

    The name is resolved once and the connection goes to the address that was checked, so that a name cannot point
    elsewhere between the check and the use. Raises UnreadableError.
    """
    deadline = time.monotonic() + settings.fetch_seconds
    for _ in range(REDIRECTS + 1):
        response = _request(url, settings, resolve or _addresses, deadline)
        try:
            target = response.headers.get("Location")
            if response.status in (301, 302, 303, 307, 308) and target:
                url = urljoin(url, target)
                continue
            if response.status != 200:
                raise UnreadableError(f"the server answered {response.status}")
            kind = response.headers.get("Content-Type", "").casefold()
            if kind and not any(word in kind for word in ("text", "html", "xml", "json")):
                raise UnreadableError(f"not a text page but {kind.split(';')[0]}")
            raw = _body(response, settings.max_bytes, deadline)
            charset = kind.partition("charset=")[2].split(";")[0].strip("\"' ")
            return Page(url, raw, charset, "html" in kind)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise UnreadableError(f"the page broke off ({type(error).__name__})") from error
        finally:
            response.close()
    raise UnreadableError(f"more than {REDIRECTS} redirects")


def _request(url: str, settings: Settings, resolve: Resolve, deadline: float) -> urllib3.BaseHTTPResponse:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableError("not a valid address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError("only http and https addresses are fetched")
    if parts.username or parts.password:
        raise UnreadableError("addresses with a password are not fetched")
    port = port or (443 if parts.scheme == "https" else 80)
    address = _checked(parts.hostname, port, settings, resolve)
    left = deadline - time.monotonic()
    if left <= 0:
        raise UnreadableError(f"no answer within {settings.fetch_seconds:g} s")
    timeout = urllib3.Timeout(total=left)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, ssl_context=ssl.create_default_context(),
            assert_hostname=parts.hostname, server_hostname=parts.hostname,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    host = parts.hostname if port in (80, 443) else f"{parts.hostname}:{port}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": host, "User-Agent": "rashomon (reads news reports given by hand)", "Accept-Encoding": "gzip"}
    try:
        return pool.urlopen("GET", path, headers=headers, redirect=False, retries=False, preload_content=False)
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise UnreadableError(f"could not be fetched ({type(error).__name__})") from error


def _checked(host: str, port: int, settings: Settings, resolve: Resolve) -> str:
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"the name {host} is not known") from error
    for text in addresses:
        address = ipaddress.ip_address(text.partition("%")[0])
        mapped = getattr(address, "ipv4_mapped", None) or address
        if not settings.allow_private_addresses and (not mapped.is_global or mapped.is_multicast):
            raise UnreadableError(f"{host} lies in a private network; allow_private_addresses permits it")
    if not addresses:
        raise UnreadableError(f"the name {host} is not known")
    return addresses[0]


def _addresses(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(entry[4][0]) for entry in found]


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
