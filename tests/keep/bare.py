"""A kit without a model, for ledgers that take in reports which were read before."""

from __future__ import annotations

from typing import Any, cast

from rashomon.extend import Extensions
from rashomon.know.base import load_knowledge
from rashomon.packs.load import load_packs
from rashomon.run.kit import Kit
from rashomon.settings import Settings


def bare_kit() -> Kit:
    """Packs and shelf, no annotator: nothing here reads a text anew."""
    return Kit(load_packs(("missile_test",)), load_knowledge(), cast(Any, None), Settings(), Extensions())
