"""The kit without a model, made once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from bare import bare_kit

from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.run.kit import Kit


@pytest.fixture(scope="session")
def bare() -> Kit:
    """Packs and shelf, no annotator."""
    return bare_kit()


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """An empty ledger in a file."""
    with open_ledger(tmp_path / "desk.ledger") as opened:
        yield opened
