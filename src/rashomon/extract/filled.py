"""A field filled: the value, and the words that state it."""

from __future__ import annotations

import msgspec

from rashomon.model import Value
from rashomon.packs.form import FillForm


class Filled(msgspec.Struct, frozen=True):
    """A field with the value found for it and the words that state it (code points)."""

    field: str
    value: Value
    start: int
    end: int
    fill: FillForm
    token: int = -1
    part: str = ""
