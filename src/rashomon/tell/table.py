"""One claim a row: for spreadsheets and line-by-line tools."""

from __future__ import annotations

import csv
import io
from typing import Any

import msgspec

from rashomon.model import Answer, Claim, Document, Event
from rashomon.tell.view import claim_data, encodable
from rashomon.tell.wording import COPIES, value_words

COLUMNS = (
    "claim",
    "event",
    "event_label",
    "kind",
    "field",
    "value",
    "low",
    "high",
    "unit",
    "words",
    "polarity",
    "certainty",
    "status",
    "verdict",
    "origin",
    "office",
    "chain",
    "outlet",
    "document",
    "copy_of",
    "start",
    "end",
    "published",
    "maker",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "＝", "＋", "－", "＠")


def to_jsonl(answer: Answer) -> str:
    """Return every claim as one JSON line, with its event and the path of its report (`rashomon claims`)."""
    paths = {document.id: document.path for document in answer.documents}
    lines: list[str] = []
    for event in answer.events:
        for claim in event.claims:
            data = {"event": event.id, "path": paths.get(claim.span.document, ""), **claim_data(claim)}
            lines.append(_line(data))
    return "".join(line + "\n" for line in lines)


def to_csv(answer: Answer) -> str:
    """Return one claim a row under a header; cells that a spreadsheet would run start with an apostrophe."""
    documents = {document.id: document for document in answer.documents}
    copies = {one.document: one.parent for one in answer.lineages if one.kind in COPIES}
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for event in answer.events:
        verdicts = {
            identity: row.verdict for row in event.lineups for place in row.positions for identity in place.claims
        }
        for claim in event.claims:
            document = documents.get(claim.span.document)
            cells = _cells(event, claim, document)
            cells["verdict"] = verdicts.get(claim.id, "")
            cells["copy_of"] = copies.get(claim.span.document, "")
            writer.writerow([cell(cells[column]) for column in COLUMNS])
    return sheet.getvalue()


def cell(content: object) -> object:
    """Return a cell that no spreadsheet runs: text that starts like a formula gets an apostrophe in front.

    Source: OWASP, CSV injection. Numbers of ours stay numbers; control characters other than newlines are dropped.
    """
    if not isinstance(content, str):
        return content
    text = "".join(sign if sign.isprintable() or sign == "\n" else " " for sign in content)
    return "'" + text if text.lstrip(" \"'").startswith(FORMULA) or content.startswith(FORMULA) else text


def _cells(event: Event, claim: Claim, document: Document | None) -> dict[str, object]:
    data = claim_data(claim)
    value: dict[str, Any] = data["value"]
    published = document.published if document else None
    return {
        "claim": claim.id,
        "event": event.id,
        "event_label": event.label,
        "kind": claim.kind,
        "field": claim.field,
        "value": value_words(claim.value),
        "low": _known(value.get("low", value.get("earliest"))),
        "high": _known(value.get("high", value.get("latest"))),
        "unit": value.get("unit", ""),
        "words": claim.text,
        "polarity": claim.stance.polarity,
        "certainty": claim.stance.certainty,
        "status": claim.status,
        "origin": claim.origin.name,
        "office": claim.origin.office,
        "chain": " < ".join(name for voice in claim.chain if (name := voice.name)),
        "outlet": document.outlet if document else "",
        "document": document.path if document else claim.span.document,
        "start": claim.span.start,
        "end": claim.span.end,
        "published": published.date().isoformat() if published else "",
        "maker": claim.maker,
    }


def _known(content: object) -> object:
    return "" if content is None else content


def _line(data: dict[str, Any]) -> str:
    try:
        return msgspec.json.encode(data).decode()
    except UnicodeEncodeError:
        return msgspec.json.encode(encodable(data)).decode()
