"""The same objects as JSON, under /api; the description is at /api/openapi.json."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Response, Router, delete, get, post
from litestar.params import FromQuery, JSONBody, QueryParameter

from rashomon.keep.read import (
    ClaimFilter,
    EventFilter,
    EventLine,
    FoundClaim,
    entries_since,
    event_of,
    find_claims,
    find_events,
    findings_of,
    judgements_of,
    last_sequence,
    reports_of,
    search_documents,
    skipped_of,
    where_now,
)
from rashomon.model import Entry, Event, Finding, Judged, Report, Skipped
from rashomon.run.alerts import alerts_since
from rashomon.run.ledger import answer_of
from rashomon.tell.alert import Alert
from rashomon.tell.view import to_json
from rashomon.web.asking import (
    Asked,
    Desked,
    EntryNumber,
    Identity,
    Limit,
    NotThere,
    Offset,
    Reader,
    Sequence,
    Word,
    csrf_checked,
    person_asking,
)
from rashomon.web.judging import decided, undone
from rashomon.web.pages import EVERYTHING

READ: Final = [Reader("read")]
JUDGE: Final = [Reader("judge")]
Moment = FromQuery[datetime | None]
Yes = FromQuery[bool]
Sort = Literal["changed", "disputed", "when"]


class Standing(msgspec.Struct, frozen=True):
    """A judgement that stands, with the sequence of its entry."""

    sequence: int
    judged: Judged


class FindingLine(msgspec.Struct, frozen=True):
    """A finding that stands, with the sequence of its entry."""

    sequence: int
    finding: Finding


class NewJudgement(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What somebody decides; who it is comes from the token."""

    verdict: Literal["same_event", "not_same", "misread", "copy"]
    subjects: Annotated[tuple[Annotated[str, msgspec.Meta(max_length=80)], ...], msgspec.Meta(max_length=2)]
    note: Annotated[str, msgspec.Meta(max_length=2000)] = ""


class Kept(msgspec.Struct, frozen=True):
    """The sequence of the entry that was made."""

    sequence: int


class State(msgspec.Struct, frozen=True):
    """How far the ledger is: the sequence of its newest entry."""

    sequence: int


@get("/state", guards=READ, sync_to_thread=True)
def api_state(press: Desked) -> State:
    """The sequence of the newest entry."""
    with press.desk.ledger.reading() as connection:
        return State(last_sequence(connection))


@get("/events", guards=READ, sync_to_thread=True)
def api_events(
    press: Desked,
    kind: Word = "",
    pack: Word = "",
    country: Annotated[str, QueryParameter(max_length=2)] = "",
    words: Word = "",
    since: Moment = None,
    until: Moment = None,
    disputed: Yes = False,
    stories: Yes = False,
    changed_after: Sequence = 0,
    sort: FromQuery[Sort] = "changed",
    limit: Limit = 100,
    offset: Offset = 0,
) -> list[EventLine]:
    """Events that stand, filtered and sorted."""
    wanted = EventFilter(
        kind=kind, pack=pack, country=country, since=since, until=until, disputed=disputed, stories=stories,
        changed_after=changed_after, words=words, sort=sort,
    )  # fmt: skip
    with press.desk.ledger.reading() as connection:
        return find_events(connection, wanted, limit, offset)


@get("/events/{event:str}", guards=READ, sync_to_thread=True)
def api_event(press: Desked, event: Identity, view: FromQuery[Literal["shown", "machine"]] = "shown") -> Event:
    """One event with its claims and line-ups; merges are followed. view "machine": without people's judgements."""
    with press.desk.ledger.reading() as connection:
        record = where_now(connection, event)
        found = event_of(connection, record.id, view) if record else None
    if found is None:
        raise NotThere("There is no such event.")
    return found


@get("/events/{event:str}/report", guards=READ, sync_to_thread=True)
def api_report(press: Desked, event: Identity) -> Response[bytes]:
    """The event as `rashomon report --format json` would tell it, schema rashomon/1."""
    with press.desk.ledger.reading() as connection:
        answer = answer_of(connection, event)
    if answer is None:
        raise NotThere("There is no such event.")
    return Response(to_json(answer, 0), media_type="application/json")


@get("/claims", guards=READ, sync_to_thread=True)
def api_claims(
    press: Desked,
    words: Word = "",
    kind: Word = "",
    field: Word = "",
    origin: Word = "",
    outlet: Word = "",
    document: Word = "",
    event: Word = "",
    status: Word = "",
    since: Moment = None,
    until: Moment = None,
    limit: Limit = 100,
    offset: Offset = 0,
) -> list[FoundClaim]:
    """Claims that stand in events, newest report first."""
    wanted = ClaimFilter(words, kind, field, origin, outlet, document, event, status, since, until)
    with press.desk.ledger.reading() as connection:
        return find_claims(connection, wanted, limit, offset)


@get("/documents", guards=READ, sync_to_thread=True)
def api_documents(press: Desked, q: Word, limit: Limit = 50, offset: Offset = 0) -> list[str]:
    """Ids of the texts that hold all these words, the best first."""
    with press.desk.ledger.reading() as connection:
        return search_documents(connection, q, limit, offset)


@get("/documents/{document:str}", guards=READ, sync_to_thread=True)
def api_document(press: Desked, document: Identity) -> Report:
    """What one text reports, with the text."""
    with press.desk.ledger.reading() as connection:
        found = reports_of(connection, [document]).get(document)
    if found is None:
        raise NotThere("There is no such text.")
    return found


@get("/findings", guards=READ, sync_to_thread=True)
def api_findings(press: Desked, event: Word = "", kind: Word = "", limit: Limit = 100) -> list[FindingLine]:
    """Findings that stand, newest first."""
    with press.desk.ledger.reading() as connection:
        return [FindingLine(number, one) for number, one in findings_of(connection, event, kind, limit).items()]


@get("/entries", guards=READ, sync_to_thread=True)
def api_entries(press: Desked, since: Sequence = 0, limit: Limit = 100) -> list[Entry]:
    """The entries after `since`, oldest first: the ledger itself."""
    with press.desk.ledger.reading() as connection:
        return list(entries_since(connection, since, limit))


@get("/alerts", guards=READ, sync_to_thread=True)
def api_alerts(press: Desked, since: Sequence = 0, limit: Limit = 100) -> list[Alert]:
    """What the rules let through of the entries after `since` (of the last 2,000 of them), oldest first."""
    desk = press.desk
    with desk.ledger.reading() as connection:
        since = max(since, last_sequence(connection) - 2000)
        return alerts_since(connection, desk.rules or EVERYTHING, since, desk.kit.packs)[:limit]


@get("/skipped", guards=READ, sync_to_thread=True)
def api_skipped(press: Desked, limit: Limit = 100, offset: Offset = 0) -> list[Skipped]:
    """What was left out and why, newest first."""
    with press.desk.ledger.reading() as connection:
        return skipped_of(connection, limit, offset)


@get("/judgements", guards=READ, sync_to_thread=True)
def api_judgements(press: Desked, undone_too: Yes = False) -> list[Standing]:
    """What people decided."""
    with press.desk.ledger.reading() as connection:
        return [Standing(number, one) for number, one in judgements_of(connection, undone=undone_too).items()]


@post("/judgements", guards=JUDGE, sync_to_thread=True)
def api_judge(request: Asked, press: Desked, data: JSONBody[NewJudgement]) -> Kept:
    """Decide something; role judge."""
    person = person_asking(request)
    return Kept(decided(press, Judged(person.name, data.verdict, data.subjects, data.note)))


@delete("/judgements/{sequence:int}", guards=JUDGE, sync_to_thread=True, status_code=204)
def api_undo(request: Asked, press: Desked, sequence: EntryNumber) -> None:
    """Undo a judgement: one's own, or as admin anybody's."""
    undone(request, press, sequence)


def api_router(dependencies: dict[str, Any]) -> Router:
    """All of it under /api."""
    return Router(
        "/api",
        route_handlers=[
            api_state, api_events, api_event, api_report, api_claims, api_documents, api_document, api_findings,
            api_entries, api_alerts, api_skipped, api_judgements, api_judge, api_undo,
        ],
        dependencies=dependencies,
        before_request=csrf_checked,
    )  # fmt: skip
