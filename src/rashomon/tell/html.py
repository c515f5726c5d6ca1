"""One HTML file that opens offline: line-up, chains, map, timeline, findings and the reports with linked words.

The page carries no script and loads nothing; a content security policy in its head says so. Every string passes
`visible` and Jinja's escaping on its way out, so that a hostile text can only be read.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from typing import Any

import msgspec
from jinja2 import BaseLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rashomon._version import __version__
from rashomon.know.base import Knowledge
from rashomon.model import Answer, Document, Event, Finding, Lineage
from rashomon.packs.form import Pack
from rashomon.tell import wording
from rashomon.tell.accounts import Line, Register, Row, register, rows_of
from rashomon.tell.clock import when_words
from rashomon.tell.flow import flow
from rashomon.tell.folded import folded
from rashomon.tell.geography import Drawn, drawn_map
from rashomon.tell.marks import Mark, Paragraph, paragraphs, scattered
from rashomon.tell.summary import figures, standfirst
from rashomon.tell.timeline import stops
from rashomon.tell.visible import one_line, visible


class Telling(msgspec.Struct, frozen=True):
    """One event prepared for the page; key: its anchor; strands: drawings of how disputed accounts arrived."""

    event: Event
    key: str
    when: str
    where: str
    kind: str
    rows: list[Row]
    strands: list[tuple[Row, Markup]]

    @property
    def disputed(self) -> list[Row]:
        """The rows in which accounts cannot all be true."""
        return [row for row in self.rows if row.lineup.verdict == "disputed"]


class Place(msgspec.Struct, frozen=True):
    """Words that a finding stands at; key: where the page leads back to from them."""

    finding: Finding
    key: str
    outlet: str
    words: str


class Note(msgspec.Struct, frozen=True):
    """A finding prepared for the page, with every place it stands at."""

    finding: Finding
    key: str
    kind: str
    message: str
    lines: list[Line]
    places: list[Place]
    evidence: list[tuple[str, str]]


class Text(msgspec.Struct, frozen=True):
    """A report prepared for the page."""

    document: Document
    key: str
    outlet: str
    published: str
    copy: Lineage | None
    parent: str
    parent_key: str
    kinship: str
    paragraphs: list[Paragraph]
    language: str


def render_html(answer: Answer, knowledge: Knowledge | None = None, packs: Sequence[Pack] = ()) -> str:
    """Return the whole page as one string; without `knowledge` the map shows points on a bare grid."""
    told = told_of(answer, knowledge, packs)
    style = f"{style_sheet()}{told['lights']}"
    page = environment(PackageLoader("rashomon.tell", "templates")).get_template("page.html")
    return page.render(told, style=Markup(style), policy=_policy(style))


def environment(loader: BaseLoader) -> Environment:
    """Return the template engine of every page: all is escaped, nothing undefined is let through."""
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda shown: visible(shown) if isinstance(shown, str) and not isinstance(shown, Markup) else shown,
    )
    made.filters["counted"] = wording.counted
    return made


def told_of(answer: Answer, knowledge: Knowledge | None = None, packs: Sequence[Pack] = ()) -> dict[str, Any]:
    """Return what the templates of the accounts need, by name.

    lights: style rules, one for each claim whose words lie in several pieces. Two functions are a service's to replace:
    beside gives what stands beside a line's id (nothing), voice how the name of a voice is shown (as it is).
    """
    look = register(answer, packs)
    tellings = [_telling(event, at, look) for at, event in enumerate(answer.events, start=1)]
    mains = [one for one in tellings if one.event.main] or tellings[:1]
    lines = {line.claim.id: line for one in tellings for row in one.rows for line in row.lines}
    notes = _notes(answer, look, lines)
    texts = _texts(answer, look, _marks(tellings, notes))
    line, undated = stops(answer)
    return {
        "lights": Markup(_lights(texts)),
        "beside": lambda _line: "",
        "voice": lambda name: name,
        "title": _title(mains),
        "standfirst": standfirst(mains[0].event, mains[0].rows, look) if mains else "",
        "figures": figures(answer, mains[0].rows if mains else [], look),
        "answer": answer,
        "mains": mains,
        "others": [one for one in tellings if one not in mains],
        "keys": {one.event.id: one.key for one in tellings},
        "maps": {one.key: _map(one, knowledge) for one in mains},
        "stops": line,
        "undated": undated,
        "notes": notes,
        "texts": texts,
        "text_keys": {text.document.id: text.key for text in texts},
        "wording": wording,
        "sources": [visible(f"{one.name}: {one.origin} ({one.licence})") for one in knowledge.sources()]
        if knowledge
        else [],
        "makers": sorted({one_line(claim.maker, 80) for event in answer.events for claim in event.claims}),
        "packs": [f"{pack.name} {pack.version}" for pack in packs],
        "version": __version__,
    }


def style_sheet() -> str:
    """The style sheet of every page."""
    return files("rashomon.tell").joinpath("templates/style.css").read_text(encoding="utf-8")


def _telling(event: Event, at: int, look: Register) -> Telling:
    rows = rows_of(event, look)
    return Telling(
        event,
        f"e{at}",
        when_words(event.when) if event.when else "",
        wording.value_words(msgspec.structs.replace(event.where, relation="")) if event.where else "",
        _kind(event, look),
        rows,
        [(row, flow(row)) for row in rows if row.lineup.verdict == "disputed"] if event.main else [],
    )


def _kind(event: Event, look: Register) -> str:
    for pack in look.packs:
        form = pack.kind(event.kind)
        if form is not None and form.noun:
            return one_line(form.noun)
    return one_line(event.kind.replace("_", " "))


def _map(telling: Telling, knowledge: Knowledge | None) -> Drawn | None:
    return drawn_map(telling.event, telling.rows, knowledge)


def _notes(answer: Answer, look: Register, lines: dict[str, Line]) -> list[Note]:
    notes: list[Note] = []
    for at, group in enumerate(folded(answer.findings), start=1):
        finding = group[0]
        claims = dict.fromkeys(claim for one in group for claim in one.claims)
        notes.append(
            Note(
                finding,
                f"f{at}",
                wording.finding_words(finding),
                look.told(finding.message),
                sorted((lines[one] for one in claims if one in lines), key=lambda line: line.number),
                list(_places(group, f"f{at}", look)),
                [(key, fact) for key, fact in finding.evidence.items() if key != "field"],
            )
        )
    return notes


def _places(group: Sequence[Finding], key: str, look: Register) -> Iterator[Place]:
    for number, finding in enumerate(group):
        span = finding.span
        document = look.documents.get(span.document) if span else None
        if span and document:
            words = one_line(document.text[max(0, span.start) : max(0, span.end)], 160)
            yield Place(finding, f"{key}-{number}" if number else key, look.outlet(span.document), words)


def _marks(tellings: Sequence[Telling], notes: Sequence[Note]) -> dict[str, list[Mark]]:
    """Marks of every report: the words of each claim and of each finding."""
    marks: dict[str, list[Mark]] = {}
    for telling in tellings:
        for row in telling.rows:
            for line in row.lines:
                span = line.claim.span
                label = f"claim {line.number}, {row.label}: {line.value}"
                disputed = row.lineup.verdict == "disputed"
                mark = Mark(f"c{line.number}", str(line.number), span.start, span.end, line.hue, label, disputed)
                marks.setdefault(span.document, []).append(mark)
    for note in notes:
        for place in note.places:
            if (words := place.finding.span) is not None:
                mark = Mark(place.key, note.key.upper(), words.start, words.end, 0, f"finding: {note.kind}")
                marks.setdefault(words.document, []).append(mark)
    return marks


def _texts(answer: Answer, look: Register, marks: dict[str, list[Mark]]) -> list[Text]:
    keys = {document.id: f"r{at}" for at, document in enumerate(answer.documents, start=1)}
    kin = {one.document: one for one in answer.lineages}
    texts: list[Text] = []
    for document in answer.documents:
        copy = look.copies.get(document.id)
        lineage = copy or kin.get(document.id)
        texts.append(
            Text(
                document,
                keys[document.id],
                look.outlet(document.id),
                wording.published_words(document),
                copy,
                look.outlet(lineage.parent)
                if lineage and lineage.parent in keys
                else "an unseen report"
                if lineage
                else "",
                keys.get(lineage.parent, "") if lineage else "",
                wording.LINEAGES.get(lineage.kind, lineage.kind) if lineage else "",
                paragraphs(document, marks.get(document.id, [])),
                document.language if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", document.language) else "",
            )
        )
    return texts


def _title(mains: Sequence[Telling]) -> str:
    return wording.listed([one_line(one.event.label) for one in mains]) or "No event found"


def _lights(texts: Sequence[Text]) -> str:
    """A rule for each claim whose words lie in several pieces: they light up as one."""
    keys = sorted({key for text in texts for key in scattered(text.paragraphs)})
    return "".join(f".text:has(#w{key}:target) .k{key}{{background:var(--lit)}}" for key in keys)


def _policy(style: str) -> str:
    """A policy that allows nothing but this very style sheet and pictures inside the file."""
    digest = b64encode(sha256(style.encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
