"""The pages: desk, event, ledger, source, review, search, alerts. Each handler reads one moment of the ledger."""

from __future__ import annotations

from typing import Any, Final

from litestar import Response, get
from litestar.response import Redirect

from rashomon.keep.read import (
    ClaimFilter,
    events_with,
    find_claims,
    find_events,
    judgements_of,
    last_sequence,
    record_of,
    reports_of,
    search_documents,
    skipped_of,
    where_now,
)
from rashomon.keep.write import records_of
from rashomon.model import Document
from rashomon.run.alerts import alerts_since, deliveries
from rashomon.run.history import changes_of, states_of
from rashomon.run.ledger import answer_of
from rashomon.tell.accounts import register
from rashomon.tell.alert import Rule
from rashomon.tell.cap import messages
from rashomon.tell.html import render_html, told_of
from rashomon.tell.visible import one_line
from rashomon.tell.wording import outlet_words
from rashomon.web.asking import (
    Asked,
    Desked,
    Identity,
    NotThere,
    Press,
    Reader,
    Sequence,
    Word,
    person_asking,
    source_link,
)
from rashomon.web.beside import beside_claim
from rashomon.web.desk import bare_event, desktop, event_words, kind_words, telling
from rashomon.web.listing import LEDGER_PAGE, filter_of, ledger_csv, months_of
from rashomon.web.review import candidates, names_of
from rashomon.web.sources import Spoken, sayings_of, source_of, spoken_of

READ: Final = [Reader("read")]
EVERYTHING: Final = (Rule("everything"),)


@get("/", guards=READ, sync_to_thread=True)
def desk_page(request: Asked, press: Desked) -> Response[str]:
    """Stories now, disputed first, and what changed since one looked."""
    return press.page(request, "desk.html", "/", desk=_desktop(request, press))


@get("/desk", guards=READ, sync_to_thread=True)
def desk_part(request: Asked, press: Desked) -> Response[str]:
    """The stories alone, for the page that is open already."""
    return press.page(request, "stories.html", desk=_desktop(request, press))


@get("/news", guards=READ, sync_to_thread=True)
def news_part(request: Asked, press: Desked, since: Sequence = 0) -> Response[str]:
    """What came into the ledger after the page was made: the most telling of it, and how much more there is."""
    with press.desk.ledger.reading() as connection:
        newest = last_sequence(connection)
        since = max(since, newest - 500)
        alerts = alerts_since(connection, EVERYTHING, since, press.desk.kit.packs)
        events = dict.fromkeys(alert.event for alert in alerts)
        told = [one for event in events for one in changes_of(connection, event, since, press.desk.kit.packs)]
    return press.page(request, "news.html", news=sorted(told, key=telling), news_since=since)


@get("/events/{event:str}", guards=READ, sync_to_thread=True)
def event_page(request: Asked, press: Desked, event: Identity) -> Response[Any]:
    """One event: the report of the main job over the ledger, live."""
    context = _event(request, press, event)
    if isinstance(context, Redirect):
        return context
    return press.page(request, "event.html", "/events", **context)


@get("/events/{event:str}/part", guards=READ, sync_to_thread=True)
def event_part(request: Asked, press: Desked, event: Identity) -> Response[Any]:
    """The accounts alone, for the page that is open already."""
    context = _event(request, press, event)
    if isinstance(context, Redirect):
        return Response("", headers={"HX-Redirect": context.url}, media_type="text/html")
    return press.page(request, "event-part.html", **context)


@get("/events/{event:str}/lights.css", guards=READ, sync_to_thread=True, media_type="text/css")
def event_lights(press: Desked, event: Identity) -> Response[str]:
    """The rules by which words in several pieces light up as one: a policy without inline styles wants them apart."""
    with press.desk.ledger.reading() as connection:
        answer = answer_of(connection, event)
    if answer is None:
        raise NotThere("There is no such event.")
    return Response(str(told_of(answer, None, press.desk.kit.packs)["lights"]), media_type="text/css")


@get("/events/{event:str}/report.html", guards=READ, sync_to_thread=True)
def event_file(press: Desked, event: Identity) -> Response[str]:
    """The report as one file that opens offline."""
    kit = press.desk.kit
    with press.desk.ledger.reading() as connection:
        answer = answer_of(connection, event)
    if answer is None:
        raise NotThere("There is no such event.")
    name = f'attachment; filename="rashomon-{answer.events[0].id}.html"'
    return Response(
        render_html(answer, kit.knowledge, kit.packs), media_type="text/html", headers={"content-disposition": name}
    )


@get("/claims/{claim:str}", guards=READ, sync_to_thread=True)
def claim_page(press: Desked, claim: Identity, event: Word) -> Redirect:
    """To the words of a claim, on the page of its event."""
    with press.desk.ledger.reading() as connection:
        answer = answer_of(connection, event)
    number = register(answer).numbers.get(claim) if answer else None
    if answer is None or number is None:
        raise NotThere("There is no such claim in an event that stands.")
    return Redirect(f"/events/{answer.events[0].id}#wc{number}")


@get("/ledger", guards=READ, sync_to_thread=True)
def ledger_page(request: Asked, press: Desked) -> Response[str]:
    """All events as a table or along time, with filters."""
    wanted, asked, faults = filter_of(request.query_params)
    page = int(asked["page"])
    packs = press.desk.kit.packs
    with press.desk.ledger.reading() as connection:
        lines = find_events(connection, wanted, LEDGER_PAGE + 1, page * LEDGER_PAGE)
        records = records_of(connection, [line.id for line in lines])
    return press.page(
        request, "ledger.html", "/ledger", lines=lines[:LEDGER_PAGE], more=len(lines) > LEDGER_PAGE, asked=asked,
        faults=faults, months=months_of(lines[:LEDGER_PAGE]), packs=packs, page=page,
        kind_of=lambda line: kind_words(line.kind, packs), about=lambda line: event_words(bare_event(records[line.id])),
    )  # fmt: skip


@get("/ledger.csv", guards=READ, sync_to_thread=True)
def ledger_file(request: Asked, press: Desked) -> Response[str]:
    """The events of a filter as a spreadsheet, one a row."""
    wanted, _, _ = filter_of(request.query_params)
    with press.desk.ledger.reading() as connection:
        text = ledger_csv(find_events(connection, wanted, 10_000))
    headers = {"content-disposition": 'attachment; filename="rashomon-ledger.csv"'}
    return Response(text, media_type="text/csv", headers=headers)


@get("/source", guards=READ, sync_to_thread=True)
def source_page(request: Asked, press: Desked, name: Word = "") -> Response[str]:
    """What an actor or an outlet has claimed, taken back and copied."""
    with press.desk.ledger.reading() as connection:
        found = source_of(connection, name, press.desk.kit.packs)
    return press.page(request, "source.html", "/source", source=found, voice=source_link)


@get("/review", guards=READ, sync_to_thread=True)
def review_page(request: Asked, press: Desked) -> Response[str]:
    """Pairs of events that may be one, and what people decided."""
    packs = press.desk.kit.packs
    with press.desk.ledger.reading() as connection:
        pairs = candidates(connection, packs)
        judged = judgements_of(connection)
        names = names_of(connection, judged.values())
    return press.page(
        request, "review.html", "/review", pairs=pairs, judged=sorted(judged.items(), reverse=True), back="/review",
        name=lambda subject: names.get(subject, subject),
    )  # fmt: skip


@get("/search", guards=READ, sync_to_thread=True)
def search_page(request: Asked, press: Desked, q: Word = "") -> Response[str]:
    """Claims whose words, and texts whose text, hold all the words asked for."""
    words = q
    packs = press.desk.kit.packs
    spoken: tuple[Spoken, ...] = ()
    documents: list[Document] = []
    homes: dict[str, str] = {}
    if words.strip():
        with press.desk.ledger.reading() as connection:
            claims = find_claims(connection, ClaimFilter(words=words), 60)
            printed = reports_of(connection, {one.claim.span.document for one in claims})
            texts = {identity: report.document for identity, report in printed.items()}
            records = records_of(connection, {one.event for one in claims})
            labels = {event: record.label for event, record in records.items()}
            spoken = spoken_of(sayings_of(claims, texts, records), labels, packs)
            ids = search_documents(connection, words, 40)
            held = reports_of(connection, ids)
            documents = [held[one].document for one in ids if one in held]
            homes = {document: events[0] for document, events in events_with(connection, ids).items()}
    return press.page(
        request, "search.html", "/search", words=words, spoken=spoken, documents=documents, homes=homes,
        claims=sum(len(value.sayings) for one in spoken for value in one.values), outlet=outlet_words,
        snippet=_snippet, voice=source_link,
    )  # fmt: skip


@get("/alerts", guards=READ, sync_to_thread=True)
def alerts_page(request: Asked, press: Desked) -> Response[str]:
    """What the rules let through lately, the feeds, and how far the webhooks are."""
    desk = press.desk
    with desk.ledger.reading() as connection:
        since = max(0, last_sequence(connection) - 2000)
        found = alerts_since(connection, desk.rules or EVERYTHING, since, desk.kit.packs)[::-1][:100]
        skipped = skipped_of(connection, 50)
    return press.page(
        request, "alerts.html", "/alerts", alerts=found, rules=desk.rules, deliveries=deliveries(desk.ledger),
        skipped=skipped,
    )  # fmt: skip


def _desktop(request: Asked, press: Press) -> Any:
    with press.desk.ledger.reading() as connection:
        return desktop(connection, person_asking(request), press.desk.kit.packs, press.once)


def _event(request: Asked, press: Press, event: str) -> dict[str, Any] | Redirect:
    kit = press.desk.kit
    with press.desk.ledger.reading() as connection:
        record = where_now(connection, event)
        if record is None:
            raise NotThere("There is no such event.")
        if record.id != event:
            return Redirect(f"/events/{record.id}")
        answer = answer_of(connection, event)
        if answer is None:
            raise NotThere("There is no such event.")
        told = changes_of(connection, event, 0, kit.packs)[::-1]
        subjects = {event, *record.absorbed, *(claim.id for claim in answer.events[0].claims), *record.members}
        judged = judgements_of(connection, subjects)
        names = names_of(connection, judged.values())
        drafts = messages(states_of(connection, event), kit.packs)
        near = candidates(connection, kit.packs, about=event)
        former = [one for one in (record_of(connection, each) for each in record.absorbed) if one]
        newest = last_sequence(connection)
    context = told_of(answer, kit.knowledge, kit.packs)
    claims = {claim.id: one_line(f"“{claim.text}”", 90) for claim in answer.events[0].claims}
    misread = {judgement.subjects[0] for judgement in judged.values() if judgement.verdict == "misread"}
    context |= {
        "event": answer.events[0],
        "history": told,
        "judged": sorted(judged.items(), reverse=True),
        "name": lambda subject: names.get(subject) or claims.get(subject) or subject,
        "drafts": drafts,
        "near": near,
        "former": former,
        "voice": source_link,
        "beside": beside_claim(request, event, misread),
        "back": f"/events/{event}",
        "newest": newest,
    }
    return context


def _snippet(text: str, words: str) -> tuple[str, str, str]:
    """The text around the first of the words, cut between words: before, the word, after."""
    folded = text.casefold()
    places = [(at, word) for word in words.casefold().split() if (at := folded.find(word)) >= 0]
    if not places or len(folded) != len(text):
        return one_line(text, 220), "", ""
    at, word = min(places)
    before, after = text[max(0, at - 110) : at], text[at + len(word) : at + len(word) + 130]
    if at > 110:
        before = "… " + before.partition(" ")[2]
    if at + len(word) + 130 < len(text):
        after = after.rpartition(" ")[0] + " …"
    return _spaced(before), text[at : at + len(word)], _spaced(after)


def _spaced(text: str) -> str:
    """The text on one line, with a space kept at either end."""
    return " " * text[:1].isspace() + one_line(text) + " " * text[-1:].isspace()
