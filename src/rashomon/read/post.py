"""Posting to an address that a user configured: checked like what is fetched, never followed anywhere else."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from typing import Final

import urllib3

from rashomon.errors import UnreadableError
from rashomon.read.addresses import Resolve, checked, looked_up, target_of
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
    target = target_of(url, "posted to")
    address = checked(target.host, target.port, settings, resolve or looked_up)[0]
    sent = {"User-Agent": "rashomon", **headers, "Host": target.name}
    timeout = urllib3.Timeout(total=settings.fetch_seconds)
    pool: urllib3.HTTPConnectionPool
    if target.scheme == "https":
        pool = urllib3.HTTPSConnectionPool(
            address, target.port, timeout=timeout, ssl_context=ssl.create_default_context(),
            assert_hostname=target.host, server_hostname=target.host,
        )  # fmt: skip
    else:
        pool = urllib3.HTTPConnectionPool(address, target.port, timeout=timeout)
    try:
        with pool:
            response = pool.urlopen(
                "POST", target.path, body=body, headers=sent, redirect=False, retries=False, preload_content=False
            )
            response.read(ANSWER)
            response.close()
    except (urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        raise UnreadableError(f"could not be posted to ({type(error).__name__})") from error
    return int(response.status)
