"""Signing what a webhook carries, so that whoever receives it knows who sent it and that nothing was changed.

The scheme is that of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA256 over "id.timestamp.body", for which
libraries exist in most languages; a receiver refuses what is older than a few minutes, and knows repeats by the id.
"""

from __future__ import annotations

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from hashlib import sha256

from rashomon.errors import RashomonError

PREFIX = "whsec_"
LEAST_KEY = 16
TOLERANCE = 300


def signed(identity: str, moment: int, body: bytes, secret: str) -> dict[str, str]:
    """Return the headers of a message: its id, its time (Unix seconds) and the signature over both and the body."""
    digest = hmac.new(key_of(secret), f"{identity}.{moment}.".encode() + body, sha256).digest()
    return {
        "Content-Type": "application/json",
        "webhook-id": identity,
        "webhook-timestamp": str(moment),
        "webhook-signature": f"v1,{b64encode(digest).decode('ascii')}",
    }


def verified(headers: dict[str, str], body: bytes, secret: str, now: int) -> bool:
    """True when the signature fits and the time lies within five minutes of `now`; for receivers and for tests."""
    try:
        moment = int(headers["webhook-timestamp"])
        wanted = signed(headers["webhook-id"], moment, body, secret)["webhook-signature"]
    except (KeyError, ValueError):
        return False
    offered = headers.get("webhook-signature", "").split()
    return abs(now - moment) <= TOLERANCE and any(hmac.compare_digest(wanted, one) for one in offered)


def key_of(secret: str) -> bytes:
    """The key behind a secret: base64 after "whsec_", else its own UTF-8 bytes; raises RashomonError if too short."""
    if secret.startswith(PREFIX):
        try:
            key = b64decode(secret.removeprefix(PREFIX), validate=True)
        except NotBase64 as error:
            raise RashomonError("the secret of a webhook is not base64 after whsec_") from error
    else:
        key = secret.encode()
    if len(key) < LEAST_KEY:
        raise RashomonError(f"the secret of a webhook needs {LEAST_KEY} bytes or more")
    return key
