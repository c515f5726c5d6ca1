"""Settings a user can change: one frozen struct, defaults that suit a laptop."""

from __future__ import annotations

import msgspec


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All knobs in one place; bytes, seconds and kilometres as the names say."""

    threads: int = 2
    max_bytes: int = 5 * 1024 * 1024
    max_characters: int = 200_000
    fetch_seconds: float = 10.0
    agent: str = "rashomon (reads news reports for one desk)"
    host_seconds: float = 2.0
    poll_seconds: float = 900.0
    allow_private_addresses: bool = False
    zone: str = "UTC"
    packs: tuple[str, ...] = ()
    eez_file: str = ""
    weights: str = ""
    gate: bool = True
    tagged: bool = True  # False: frames alone, without what only the field tagger finds
