"""Structs to compressed JSON and back; moments to text that sorts.

JSON, not msgpack: msgpack would bring every moment to UTC, and a day is told in the zone it was said in.
"""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any, TypeVar

import msgspec

from rashomon.errors import LedgerError

Kind = TypeVar("Kind")
MOST_BYTES = 256 * 1024 * 1024
"""No body unpacks to more: a damaged or planted one must not fill the memory."""


def packed(value: Any) -> bytes:
    """Return the value as compressed JSON. Lone surrogates, which no store holds, become U+FFFD one for one."""
    try:
        raw = msgspec.json.encode(value)
    except UnicodeEncodeError:
        raw = msgspec.json.encode(_whole(msgspec.to_builtins(value)))
    return zlib.compress(raw, 3)


def unpacked(body: bytes, kind: type[Kind], what: str) -> Kind:
    """Return the value in a body; raises LedgerError that names `what` when it is damaged."""
    try:
        opener = zlib.decompressobj()
        raw = opener.decompress(bytes(body), MOST_BYTES)
        if opener.unconsumed_tail:
            raise LedgerError(f"{what} in the ledger is larger than anything Rashomon writes")
        return msgspec.json.decode(raw, type=kind)
    except (zlib.error, msgspec.DecodeError) as error:
        raise LedgerError(f"{what} in the ledger is damaged: {error}") from error


def stamp(moment: datetime) -> str:
    """Return a moment as text: UTC, microseconds, always the same width, so that text order is time order."""
    whole = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return whole.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def moment_of(text: str) -> datetime:
    """Return the moment of a stamp."""
    return datetime.fromisoformat(text.replace("Z", "+00:00"))


def shown(text: str) -> str:
    """Return text as both stores can hold it in a column: no NUL, no lone surrogates."""
    return text.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8") if text else ""


def _whole(data: Any) -> Any:
    if isinstance(data, str):
        return "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in data)
    if isinstance(data, dict):
        return {_whole(key): _whole(value) for key, value in data.items()}
    return [_whole(value) for value in data] if isinstance(data, list | tuple) else data
