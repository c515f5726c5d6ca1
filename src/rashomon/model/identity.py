"""Equal content, equal id."""

from __future__ import annotations

import hashlib

import msgspec


def content_id(prefix: str, *parts: object) -> str:
    """Return `prefix` + 12 hex digits of a SHA-256 over the parts' canonical JSON."""
    encoded = msgspec.json.encode(parts, order="deterministic")
    return prefix + hashlib.sha256(encoded).hexdigest()[:12]
