"""Checks: plain functions from the context and the weighed events to findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from rashomon.model import Finding
from rashomon.weigh.checks.calendar import calendar
from rashomon.weigh.checks.copy import copies
from rashomon.weigh.checks.correction import corrections
from rashomon.weigh.checks.dispute import disputes
from rashomon.weigh.checks.distortion import distortions
from rashomon.weigh.checks.offices import offices
from rashomon.weigh.checks.places import places
from rashomon.weigh.checks.rules import rules
from rashomon.weigh.checks.same_utterance import same_utterances
from rashomon.weigh.checks.self_contradiction import self_contradictions
from rashomon.weigh.checks.sums import sums
from rashomon.weigh.context import WeighContext, WeighedEvent

Check = Callable[[WeighContext, Sequence[WeighedEvent]], list[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    disputes, self_contradictions, sums, distortions, copies, same_utterances, corrections, places, offices,
    calendar, rules,
)
