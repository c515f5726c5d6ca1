"""Findings as they are told: the same sentence about the same event is said once, with all the places it stands at."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import Finding

SEVERITIES = ("high", "medium", "low")


def folded(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Findings grouped by kind, event and message, the severest groups first, otherwise in their order."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.kind, finding.event, finding.message), []).append(finding)
    return sorted(groups.values(), key=lambda group: rank(group[0]))


def rank(finding: Finding) -> int:
    """Place of the severity, unknown ones last."""
    return SEVERITIES.index(finding.severity) if finding.severity in SEVERITIES else len(SEVERITIES)
