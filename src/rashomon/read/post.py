"""Posting to an address that a user configured: checked like what is fetched, never followed anywhere else."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

import urllib3

from rashomon.errors import UnreadableError
from rashomon.read.fetch import Resolve, _addresses, _checked
from rashomon.settings import Settings

ANSWER: Final = 4096
"""Bytes of an answer that are read at all: only its status counts."""


def post(
    url: str, body: bytes, headers: Mapping[str, str], settings: Settings, resolve: Resolve | None = None
) -> int:
    """Post once to an http(s) address and return the status that came back; a redirect is an answer, not followed.

    The name is resolved once, every address it has must be public (unless `allow_private_addresses`), and the
    connection goes to an address that was checked. Raises UnreadableError where nothing came back.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableError("not a valid address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError("only http and https addresses are posted to")
    if parts.username or parts.password:
        raise UnreadableError("addresses with a password are not posted to")
    usual = 443 if parts.scheme == "https" else 80
    port = port or usual
    checked = _checked(parts.hostname, port, settings, resolve or _addresses)
    address = checked if isinstance(checked, str) else checked[0]
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    sent = {"User-Agent": "rashomon", **headers, "Host": name if port == usual else f"{name}:{port}"}
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    timeout = urllib3.Timeout(total=settings.fetch_seconds)
    pool: urllib3.HTTPConnectionPool
    if parts.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address, port, timeout=timeout, ssl_context=ssl.create_default_context(),
            assert_hostname=parts.hostname, server_hostname=parts.hostname,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(address, port, timeout=timeout)
    try:
        with pool:
            response = pool.urlopen(
                "POST", path, body=body, headers=sent, redirect=False, retries=False, preload_content=False
            )
            response.read(ANSWER)
            response.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise UnreadableError(f"could not be posted to ({type(error).__name__})") from error
    return int(response.status)
