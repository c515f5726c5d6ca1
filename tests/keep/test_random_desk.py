"""Random days at a desk: reports, revisions, judgements and their undoing, in any batches; the ledger stays whole."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from bare import bare_kit
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some
from told import DAY, launch

from rashomon.errors import LedgerError
from rashomon.keep.fold import fold
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import (
    EventFilter,
    entries_since,
    event_of,
    find_events,
    judgements_of,
    records_standing,
    stale_events,
    where_now,
)
from rashomon.keep.rebuild import differences
from rashomon.model import Deed, Found, Judged, Report, Weighed, Withdrawn
from rashomon.run.judging import judge, undo
from rashomon.run.ledger import Arrival, ingest

KIT = bare_kit()
# No shrinking: every try of a shrinker is a desk's whole day again.
QUIET = settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)  # fmt: skip

reports: some.SearchStrategy[Report] = some.builds(
    # One address an outlet and day: another count there is a revision.
    lambda outlet, count, day: launch(outlet, count, day=DAY + timedelta(days=4 * day)),
    some.sampled_from(["Gull", "Tern", "Skua"]), some.integers(1, 3), some.integers(0, 2),
)  # fmt: skip
judgements = some.tuples(some.sampled_from(["same_event", "not_same", "misread", "copy", "undo"]), some.integers(0, 99))
steps = some.lists(some.one_of(reports, judgements), max_size=9)


def decide(ledger: Ledger, verdict: str, number: int) -> None:
    """A person judges, or undoes, something that is there."""
    with ledger.reading() as connection:
        lines = find_events(connection, EventFilter(sort="when"))
        if verdict == "undo":
            standing = list(judgements_of(connection))
            if standing:
                sequence = standing[number % len(standing)]
        elif lines:
            event = event_of(connection, lines[number % len(lines)].id)
            assert event is not None
            documents, other = event.documents, lines[(number // 7) % len(lines)].id
    if verdict == "undo":
        if standing:
            undo(ledger, KIT, sequence, "Ben")
        return
    if not lines or not documents:
        return
    subjects = {
        "same_event": (event.id, other),
        "not_same": (event.id, documents[number % len(documents)]),
        "misread": (event.claims[number % len(event.claims)].id,) if event.claims else (),
        "copy": (documents[0], documents[-1]),
    }[verdict]
    try:
        judge(ledger, KIT, Judged("Ana", verdict, subjects))
    except LedgerError as refused:
        # The same event twice, or a report that the machine has elsewhere: refused, and nothing is changed.
        assert "different subjects" in str(refused) or "neither an event nor" in str(refused), refused


def check(ledger: Ledger) -> None:
    assert differences(ledger) == []
    with ledger.reading() as connection:
        records = records_standing(connection)
        assert fold(entries_since(connection)).events == records
        assert stale_events(connection) == []
        for record in records.values():
            now = where_now(connection, record.id)
            assert now is not None
            assert not now.merged_into
        members = [mention for record in records.values() for held in record.members.values() for mention in held]
        assert len(members) == len(set(members)), "a mention is in two events"


@QUIET
@given(steps)
def test_whatever_a_desk_does_its_ledger_stays_whole(done: list[object]) -> None:
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "desk.ledger") as ledger:
        for step in done:
            if isinstance(step, Report):
                ingest([Arrival(step)], ledger, KIT)
            else:
                assert isinstance(step, tuple)
                decide(ledger, *step)
        check(ledger)
        with ledger.reading() as connection:
            standing = list(judgements_of(connection))
        for sequence in reversed(standing):
            undo(ledger, KIT, sequence, "Ben")
        check(ledger)
        with ledger.reading() as connection:
            for line in find_events(connection):
                assert event_of(connection, line.id) == event_of(connection, line.id, "machine")


@QUIET
@given(some.lists(reports, max_size=10), some.lists(some.integers(0, 10), max_size=4))
def test_batches_do_not_show(told: list[Report], cuts: list[int]) -> None:
    edges = sorted({0, len(told), *(min(cut, len(told)) for cut in cuts)})
    batches = [told[start:end] for start, end in pairwise(edges)]
    one_by_one = [[report] for report in told]
    assert history(batches) == history(one_by_one)


def history(batches: list[list[Report]]) -> tuple[list[Deed], list[object]]:
    """What was decided, and how every event stands in the end."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder) / "desk.ledger") as ledger:
        for batch in batches:
            ingest([Arrival(report) for report in batch], ledger, KIT)
        ingest((), ledger, KIT)
        with ledger.reading() as connection:
            deeds = [entry.deed for entry in entries_since(connection)]
            decided = [
                deed for deed in deeds
                if not isinstance(deed, Weighed | Found) and not (isinstance(deed, Withdrawn) and deed.entry)
            ]
            lines = sorted(line.id for line in find_events(connection))
            return decided, [event_of(connection, line) for line in lines]
