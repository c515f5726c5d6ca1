"""A changed article: old and new text are kept, what changed is shown, and the correction reaches every copy."""

from __future__ import annotations

from told import CHIEFS, later, launch

from rashomon.keep.ledger import Ledger
from rashomon.keep.read import (
    document_at,
    find_events,
    findings_of,
    lineages_of,
    reports_of,
    versions_at,
)
from rashomon.keep.rebuild import differences
from rashomon.keep.revision import compare_reports
from rashomon.model import Voice
from rashomon.run.kit import Kit
from rashomon.run.ledger import Arrival, answer_of, ingest

URL = "https://gull.example/launch"
BODY = (
    " The launch was seen from the harbour wall shortly after nine in the morning, when the ferry to the outer islands "
    "was about to leave and the last passengers stood on the pier. Fishermen who had gone out before dawn were told by "
    "radio to look out for falling pieces and to keep away from anything that floats. The harbour master closed the "
    "northern channel for three hours and opened it again when nothing had been found."
)


def test_what_a_revision_kept_gained_lost_and_changed() -> None:
    old, new = launch("Gull", 2, url=URL), launch("Gull", 1, url=URL)
    revision = compare_reports(old, new)
    assert [(change.field, change.what) for change in revision.changes] == [("count", "changed")]
    (changed,) = revision.of("changed")
    assert changed.old is not None
    assert changed.new is not None
    assert (changed.old.text, changed.new.text) == ("two missiles", "one missile")
    assert [one.field for one, _ in revision.kept] == ["launch_time"]


def test_another_voice_in_the_new_text_is_one_claim_lost_and_one_gained() -> None:
    tokyo = Voice("Japan's defence ministry", ("body:jp_mod",), country="JP", manner="said", kind="body")
    revision = compare_reports(launch("Gull", 2), launch("Gull", 2, voice=tokyo))
    assert {change.what for change in revision.changes} == {"lost", "gained"}
    assert revision.of("lost")[0].old is not None


def test_a_changed_article_is_a_revision_of_its_event(ledger: Ledger, bare: Kit) -> None:
    old, new = launch("Gull", 2, url=URL), launch("Gull", 1, url=URL)
    ingest([Arrival(old), Arrival(launch("Tern", 2))], ledger, bare)
    receipt = ingest([Arrival(new)], ledger, bare)
    assert (receipt.received, receipt.revised) == (1, 1)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
        answer = answer_of(connection, line.id)
        assert answer is not None
        assert {document.id for document in answer.documents} == {new.document.id, launch("Tern", 2).document.id}
        assert document_at(connection, URL) == new.document.id
        assert [version.document for version in versions_at(connection, URL)] == [old.document.id, new.document.id]
        assert reports_of(connection, [old.document.id])[old.document.id] == old
        messages = [finding.message for finding in findings_of(connection, line.id, "correction").values()]
    assert any("Gull changed its text: two became one." in message for message in messages)
    assert any("Tern still gives two" in message for message in messages)
    assert differences(ledger) == []


def test_a_copy_of_the_old_text_stays_a_copy_and_is_reached_by_the_correction(ledger: Ledger, bare: Kit) -> None:
    nobody = Voice("Gull", kind="outlet")
    old, new = (launch("Gull", number, url=URL, voice=nobody, extra=BODY) for number in (2, 1))
    copy = later(launch("Tern", 2, voice=Voice("Tern", kind="outlet"), extra=BODY), 11)
    ingest([Arrival(old), Arrival(copy)], ledger, bare)
    with ledger.reading() as connection:
        assert [line.parent for line in lineages_of(connection, [copy.document.id])] == [old.document.id]
    ingest([Arrival(new)], ledger, bare)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
        found = findings_of(connection, line.id, "correction").values()
        reached = [finding for finding in found if finding.span and finding.span.document == copy.document.id]
        assert [finding.severity for finding in reached] == ["high"]
        answer = answer_of(connection, line.id)
        assert answer is not None
        count = next(lineup for lineup in answer.events[0].lineups if lineup.name == "count")
        assert {position.text: position.copies for position in count.positions}["two"] == (copy.document.id,)


def test_going_back_to_the_old_text_brings_its_claims_back(ledger: Ledger, bare: Kit) -> None:
    old, new = launch("Gull", 2, url=URL), launch("Gull", 1, url=URL)
    ingest([Arrival(old)], ledger, bare)
    with ledger.reading() as connection:
        (before,) = find_events(connection)
    ingest([Arrival(new)], ledger, bare)
    ingest([Arrival(old)], ledger, bare)
    with ledger.reading() as connection:
        after = [line for line in find_events(connection) if line.documents]
        assert len(after) == 1
        answer = answer_of(connection, after[0].id)
        assert answer is not None
        assert [document.id for document in answer.documents] == [old.document.id]
        assert len(versions_at(connection, URL)) == 3
    assert before.kind == after[0].kind
    assert differences(ledger) == []


def test_one_text_at_two_places_is_one_report(ledger: Ledger, bare: Kit) -> None:
    report = launch("Gull", 2, voice=CHIEFS)
    ingest([Arrival(report, source="feed/1"), Arrival(report, source="feed/2")], ledger, bare)
    revised = launch("Gull", 3, voice=CHIEFS)
    ingest([Arrival(revised, source="feed/2")], ledger, bare)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
        assert line.documents == 2  # the first place still shows the old text
    ingest([Arrival(revised, source="feed/1")], ledger, bare)
    with ledger.reading() as connection:
        (line,) = find_events(connection)
        assert line.documents == 1
