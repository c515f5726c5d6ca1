from __future__ import annotations

import pytest

from rashomon.know.base import Knowledge, load_knowledge


@pytest.fixture(scope="session")
def shelf() -> Knowledge:
    return load_knowledge()
