"""Checks: plain functions from the context and the weighed events to findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rashomon.model import Finding
from rashomon.weigh.context import WeighContext, WeighedEvent

Check = Callable[[WeighContext, Sequence[WeighedEvent]], list[Finding]]

CHECKS: Final[tuple[Check, ...]] = ()
