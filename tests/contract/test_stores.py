"""What a ledger promises, held by SQLite and by PostgreSQL alike."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text

from rashomon.errors import LedgerError
from rashomon.keep.ledger import Ledger, open_ledger
from rashomon.keep.read import (
    ClaimFilter,
    EventFilter,
    claims_of,
    document_at,
    entries_of_event,
    entries_since,
    event_of,
    events_with,
    find_claims,
    find_events,
    findings_of,
    judgements_of,
    last_sequence,
    lineages_of,
    meeting,
    reports_of,
    search_documents,
    skipped_of,
    sources_of,
    where_now,
)
from rashomon.keep.schema import bring_up_to_date
from rashomon.keep.write import append, get_marks, set_mark, store_report
from rashomon.model import (
    Block,
    Chain,
    Claim,
    Derived,
    Document,
    Finding,
    Found,
    Joined,
    Judged,
    Lineage,
    Lineup,
    Mention,
    Merged,
    Opened,
    Place,
    Position,
    Quantity,
    Received,
    Report,
    Span,
    Stance,
    Voice,
    Weighed,
    When,
    Withdrawn,
)

SEOUL = timezone(timedelta(hours=9))
NINE = datetime(2031, 5, 19, 9, tzinfo=SEOUL)
WONSAN = Place("Wonsan", "city:wonsan", "KP", 39.15, 127.44)


@pytest.fixture
def ledger(fresh: Callable[[], str]) -> Iterator[Ledger]:
    with open_ledger(fresh()) as opened:
        yield opened


def told(name: str, count: int = 2, words: str = "") -> Report:
    text_ = f"{name}: {count} rockets rose over the bay. {words}"
    document = Document(
        f"d-{name}", f"{name}.txt", text_, title=name, url=f"https://{name}.example/", outlet=name.title(),
        published=NINE, language="en", blocks=(Block(0, len(text_), "body"),),
    )  # fmt: skip
    chain: Chain = (Voice(name.title(), kind="outlet"), Voice("Coast Guard", ("body:guard",), country="JP"))
    at = text_.index(str(count))
    claim = Claim(
        f"c-{name}", f"m-{name}", "missile_launch", "count", Quantity(count, count), Span(document.id, at, at + 9),
        f"{count} rockets", (0, len(text_)), chain, Stance(), "test",
    )  # fmt: skip
    mention = Mention(claim.mention, "missile_launch", "missile_test", "launch", Span(document.id, at, at + 9), (0, 9))
    return Report(document, (mention,), (claim,))


def opened(event: str, label: str = "a launch") -> Opened:
    return Opened(event, "missile_launch", "missile_test", label)


def joined(event: str, report: Report) -> Joined:
    return Joined(event, report.document.id, tuple(mention.id for mention in report.mentions))


def received(report: Report) -> Received:
    return Received(report.document.id, report.document.url)


def weighed(event: str, *reports: Report, verdict: str = "single") -> Weighed:
    claims = tuple(claim.id for report in reports for claim in report.claims)
    positions = (Position(Quantity(2, 2), "two", claims, ("Coast Guard",), 1),)
    return Weighed(
        event, "Launch over the bay", True, When(NINE, NINE + timedelta(hours=1), "KST"), WONSAN,
        tuple(report.document.id for report in reports), tuple(m.id for report in reports for m in report.mentions),
        claims, (Lineup("count", verdict, positions),),
    )  # fmt: skip


def keep(ledger: Ledger, *things: object) -> list[int]:
    """Reports are stored, deeds appended, in one transaction."""
    with ledger.writing() as connection:
        for thing in things:
            if isinstance(thing, Report):
                keys = {"missile_launch/2031-05-19", f"missile_launch/actor/{thing.document.id}"}
                store_report(connection, thing, keys)
        deeds = [thing for thing in things if not isinstance(thing, Report)]
        return [entry.sequence for entry in append(connection, deeds, "test")]  # type: ignore[arg-type]


def test_an_event_comes_back_as_it_was_weighed(ledger: Ledger) -> None:
    gull, tern = told("gull"), told("tern", 3)
    keep(ledger, gull, tern, received(gull), received(tern), opened("e1"), joined("e1", gull), joined("e1", tern))
    keep(ledger, weighed("e1", gull, tern, verdict="disputed"))
    with ledger.reading() as connection:
        event = event_of(connection, "e1")
        assert event is not None
        assert event.claims == (*gull.claims, *tern.claims)
        assert event.when is not None
        assert event.when.earliest.utcoffset() == timedelta(hours=9)
        assert reports_of(connection, ["d-gull"])["d-gull"] == gull
        line = find_events(connection)[0]
        assert (line.disputed, line.country, line.documents, line.earliest) == (1, "KP", 2, NINE)


def test_an_entry_on_a_text_that_is_not_there_is_refused(ledger: Ledger) -> None:
    keep(ledger, opened("e1"))
    with pytest.raises(LedgerError, match="not there; nothing was changed"):
        keep(ledger, opened("e2"), Joined("e1", "d-unknown", ("m1",)))
    with ledger.reading() as connection:
        assert last_sequence(connection) == 1


def test_lists_are_filtered_and_sorted(ledger: Ledger) -> None:
    gull, tern = told("gull"), told("tern")
    keep(ledger, gull, tern, received(gull), received(tern), opened("e1"), joined("e1", gull), opened("e2"))
    keep(ledger, joined("e2", tern), weighed("e1", gull, verdict="disputed"), weighed("e2", tern))
    with ledger.reading() as connection:
        def ids(**wanted: object) -> list[str]:
            return [line.id for line in find_events(connection, EventFilter(**wanted))]  # type: ignore[arg-type]

        assert ids() == ["e2", "e1"]
        assert ids(sort="disputed") == ["e1", "e2"]
        assert ids(disputed=True) == ["e1"]
        assert ids(kind="meeting") == []
        assert ids(words="LAUNCH bay") == ["e2", "e1"]
        assert ids(words="100%_") == []
        assert ids(since=NINE + timedelta(days=1)) == []
        assert ids(until=NINE + timedelta(days=1), country="KP", main=True) == ["e2", "e1"]
        assert ids(changed_after=last_sequence(connection) - 1) == ["e2"]


def test_merged_events_lead_to_their_heir_for_ever(ledger: Ledger) -> None:
    gull, tern = told("gull"), told("tern")
    keep(ledger, gull, tern, received(gull), received(tern), opened("e1"), joined("e1", gull), opened("e2"))
    keep(ledger, joined("e2", tern), weighed("e1", gull), weighed("e2", tern), Merged("e2", "e1", "the same"))
    keep(ledger, weighed("e1", gull, tern))
    with ledger.reading() as connection:
        heir = where_now(connection, "e2")
        assert heir is not None
        assert heir.id == "e1"
        assert heir.absorbed == ("e2",)
        assert events_with(connection, ["d-gull", "d-tern"]) == {"d-gull": ("e1",), "d-tern": ("e1",)}
        assert [line.id for line in find_events(connection)] == ["e1"]
        assert [entry.sequence for entry in entries_of_event(connection, "e2")] == [5, 6, 8, 9]
        assert {found.claim.id for found in find_claims(connection, ClaimFilter())} == {"c-gull", "c-tern"}
    with pytest.raises(LedgerError, match="never given again"):
        keep(ledger, opened("e2"))


def test_claims_are_found_by_voice_field_and_words(ledger: Ledger) -> None:
    gull, tern = told("gull"), told("tern", 3)
    keep(ledger, gull, tern, received(gull), received(tern), opened("e1"), joined("e1", gull), joined("e1", tern))
    keep(ledger, weighed("e1", gull, tern))
    with ledger.reading() as connection:
        def ids(**wanted: object) -> list[str]:
            return [found.claim.id for found in find_claims(connection, ClaimFilter(**wanted))]  # type: ignore[arg-type]

        assert ids(origin="body:guard") == ids(origin="coast") == ["c-gull", "c-tern"]
        assert ids(outlet="Gull") == ids(words="2 ROCKETS") == ids(document="d-gull") == ["c-gull"]
        assert ids(field="range_km") == ids(origin="nobody") == ids(status="withdrawn") == []
        assert claims_of(connection, ["c-tern"])["c-tern"].claim == tern.claims[0]


def test_words_of_a_text_are_found_whatever_is_asked(ledger: Ledger) -> None:
    gull, tern = told("gull", words="Fishermen saw smoke."), told("tern", words="A ferry turned back.")
    keep(ledger, gull, tern, received(gull), received(tern))
    with ledger.reading() as connection:
        assert search_documents(connection, "smoke") == ["d-gull"]
        assert sorted(search_documents(connection, "rockets bay")) == ["d-gull", "d-tern"]
        for hostile in ('"', "'; DROP TABLE entries", "a AND (b", "* - ^", "NEAR(", "\0", ""):
            assert search_documents(connection, hostile) == []


def test_a_changed_text_takes_the_place_of_the_old_one_which_is_kept(ledger: Ledger) -> None:
    old, new = told("gull"), told("gulls", 3)
    keep(ledger, old, received(old), opened("e1"), joined("e1", old), weighed("e1", old))
    keep(
        ledger, new, Received("d-gulls", old.document.url, previous="d-gull"),
        Withdrawn(event="e1", document="d-gull", reason="revised"), joined("e1", new), weighed("e1", new),
    )  # fmt: skip
    with ledger.reading() as connection:
        assert document_at(connection, old.document.url) == "d-gulls"
        assert sources_of(connection, "d-gull") == []
        assert set(meeting(connection, ["missile_launch/2031-05-19"])) == {"d-gulls"}
        assert search_documents(connection, "rockets") == ["d-gulls"]
        assert reports_of(connection, ["d-gull"])["d-gull"].document.text == old.document.text
        assert [found.claim.id for found in find_claims(connection, ClaimFilter())] == ["c-gulls"]


def test_keys_find_the_newest_first_and_no_more_than_asked(ledger: Ledger) -> None:
    reports = [told(name) for name in ("gull", "tern", "skua")]
    keep(ledger, *reports, *(received(report) for report in reports))
    with ledger.reading() as connection:
        assert set(meeting(connection, ["missile_launch/2031-05-19"], most=2)) == {"d-tern", "d-skua"}
        assert meeting(connection, ["missile_launch/actor/d-gull", "nothing"]) == {
            "d-gull": ("missile_launch/actor/d-gull",)
        }


def test_findings_and_judgements_stand_until_they_are_withdrawn(ledger: Ledger) -> None:
    gull = told("gull")
    keep(ledger, gull, received(gull), opened("e1"), joined("e1", gull))
    finding = Finding("correction", "two became one", "high", "e1", ("c-gull",), Span("d-gull", 0, 4), {"old": "two"})
    number, judged = keep(ledger, Found(finding, "e1"), Judged("Ana", "misread", ("c-gull",), "a boat"))
    with ledger.reading() as connection:
        assert findings_of(connection, "e1") == {number: finding}
        assert list(judgements_of(connection, ["c-gull"])) == [judged]
    keep(ledger, Withdrawn(number, "e1"), Withdrawn(judged, reason="undone"))
    with ledger.reading() as connection:
        assert findings_of(connection, "e1") == {}
        assert judgements_of(connection) == {}
        assert list(judgements_of(connection, undone=True)) == [judged]


def test_a_later_lineage_takes_the_place_of_an_earlier_one(ledger: Ledger) -> None:
    reports = [told(name) for name in ("gull", "tern", "skua")]
    keep(ledger, *reports, *(received(report) for report in reports))
    better = Lineage("d-skua", "d-gull", "reprint", 0.99, (((0, 4), (0, 4), 1.0),))
    keep(ledger, Derived(Lineage("d-skua", "d-tern", "rewrite", 0.6)), Derived(better))
    with ledger.reading() as connection:
        assert lineages_of(connection, ["d-skua", "d-gull"]) == [better]


def test_what_could_not_be_read_is_kept_with_its_reason(ledger: Ledger) -> None:
    left = told("gull")
    keep(ledger, left, Received("", "broken.html", left_out="no text"), Received("d-gull", "g", left_out="no pack"))
    with ledger.reading() as connection:
        told_of = [(one.path, one.reason) for one in skipped_of(connection)]
        assert told_of == [("g", "no pack"), ("broken.html", "no text")]


def test_odd_letters_are_kept_one_for_one(ledger: Ledger) -> None:
    odd = told("gull", words="nul \0, a lone \ud800 surrogate, 北朝鮮, \U0001f680")
    keep(ledger, odd, received(odd))
    with ledger.reading() as connection:
        kept = reports_of(connection, ["d-gull"])["d-gull"].document.text
        assert len(kept) == len(odd.document.text)
        assert kept == odd.document.text.replace("\ud800", "\ufffd")


def test_writers_in_turn_number_without_gaps(ledger: Ledger) -> None:
    def write(name: int) -> None:
        for number in range(10):
            keep(ledger, opened(f"e{name}-{number}"))

    threads = [threading.Thread(target=write, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with ledger.reading() as connection:
        assert [entry.sequence for entry in entries_since(connection)] == list(range(1, 41))


def test_a_reader_sees_one_moment_while_others_write(ledger: Ledger) -> None:
    keep(ledger, opened("e1"))
    with ledger.reading() as connection:
        before = last_sequence(connection)
        keep(ledger, opened("e2"))
        assert last_sequence(connection) == before
    with ledger.reading() as connection:
        assert last_sequence(connection) == before + 1


def test_marks_are_kept_with_the_entries_or_not_at_all(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        set_mark(connection, "feeds", "https://gull.example/feed", b"etag 1")
        set_mark(connection, "feeds", "https://gull.example/feed", b"etag 2")
        set_mark(connection, "other", "x", b"y")
    with pytest.raises(ZeroDivisionError), ledger.writing() as connection:
        set_mark(connection, "feeds", "https://gull.example/feed", b"etag 3")
        _ = 1 / 0
    with ledger.reading() as connection:
        assert get_marks(connection, "feeds") == {"https://gull.example/feed": b"etag 2"}


def test_times_are_the_callers_where_they_are_given(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        append(connection, [opened("e1")], "person:Ana", datetime(2031, 1, 2, 3, tzinfo=UTC))
    with ledger.reading() as connection:
        entry = next(iter(entries_since(connection)))
        assert (entry.maker, entry.time) == ("person:Ana", datetime(2031, 1, 2, 3, tzinfo=UTC))


def test_an_older_ledger_takes_the_steps_to_this_version(fresh: Callable[[], str]) -> None:
    where = fresh()
    with open_ledger(where) as ledger:
        keep(ledger, opened("e1"))
        with ledger.writing() as connection:
            bring_up_to_date(
                connection, "x", steps=[lambda each: each.execute(text("ALTER TABLE events ADD COLUMN note TEXT"))]
            )
        with ledger.reading() as connection:
            assert connection.execute(text("SELECT id, note FROM events")).all() == [("e1", None)]
            assert len(list(entries_since(connection))) == 1
    with pytest.raises(LedgerError, match="newer Rashomon"):
        open_ledger(where)


def test_a_database_of_something_else_is_left_alone(fresh: Callable[[], str]) -> None:
    where = fresh()
    with open_ledger(where) as ledger, ledger.writing() as connection:
        connection.execute(text("DROP TABLE about"))
    with pytest.raises(LedgerError, match="something else"):
        open_ledger(where)
