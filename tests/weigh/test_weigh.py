"""The whole of weighing: events in, the same events with their line-ups out, and findings in a fixed order."""

from __future__ import annotations

import msgspec
from newsroom import (
    BALLISTIC,
    CHIEFS,
    COUNT,
    PREMIER,
    WEAPON,
    at_most,
    claim,
    copy_of,
    desk,
    event,
    exactly,
    report,
)

from rashomon.model import Voice
from rashomon.weigh.context import WeighContext
from rashomon.weigh.weigh import weigh

BOTH = Voice("South Korea and Japan", ("country:KR", "country:JP"))


def story() -> WeighContext:
    """Two reports and a copy on one launch: one against two, and a bound that its own report breaks."""
    wire = report("wire", "South Korea and Japan say at most one. Japan's premier said two.", outlet="The Wire")
    ledger = report("ledger", "Only one ballistic missile flew, the chiefs said.", outlet="The Ledger")
    spin = report("spin", "Just one ballistic missile flew, the chiefs said.", outlet="Daily Spin")
    claims = (
        claim(wire, "at most one", at_most(1), BOTH), claim(wire, "two", exactly(2), PREMIER),
        claim(ledger, "one", exactly(1), CHIEFS), claim(ledger, "ballistic missile", BALLISTIC, CHIEFS, field="weapon"),
        claim(spin, "one", exactly(1), CHIEFS),
    )
    context = desk([wire, ledger, spin], [COUNT, WEAPON], copy_of(spin, ledger))
    return msgspec.structs.replace(context, events=(event(*claims),))


def test_events_keep_all_but_their_lineups() -> None:
    context = story()
    (weighed,), _ = weigh(context)
    assert msgspec.structs.replace(weighed, lineups=()) == context.events[0]
    assert {lineup.name: lineup.verdict for lineup in weighed.lineups} == {"count": "disputed", "weapon": "single"}
    assert [(position.text, position.origins) for position in weighed.lineups[0].positions] == [
        ("one", ("South Korea's government",)), ("two", ("Japan's government",)),
    ]


def test_findings_come_severest_first_and_once() -> None:
    _, findings = weigh(story())
    ranks = [("high", "medium", "low").index(finding.severity) for finding in findings]
    assert ranks == sorted(ranks)
    assert {finding.kind for finding in findings} == {"dispute", "self_contradiction", "distortion", "copy"}
    assert len({(finding.kind, finding.span, finding.message) for finding in findings}) == len(findings)


def test_the_same_reports_give_the_same_answer() -> None:
    assert weigh(story()) == weigh(story())


def test_every_claim_of_a_finding_is_one_of_its_event() -> None:
    context = story()
    ids = {claim.id for claim in context.events[0].claims}
    _, findings = weigh(context)
    assert all(set(finding.claims) <= ids for finding in findings)
    assert all(finding.span is not None for finding in findings)
