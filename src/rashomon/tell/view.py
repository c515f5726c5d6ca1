"""The answer as data: the keys of the design that tests and other tools rely on."""

from __future__ import annotations

from math import isfinite
from typing import Any

import msgspec

from rashomon.model import (
    Actor,
    Answer,
    Chain,
    Claim,
    Document,
    Event,
    Finding,
    Lineage,
    Lineup,
    Place,
    Position,
    Quantity,
    Term,
    Value,
    When,
    Words,
)
from rashomon.tell.clock import iso
from rashomon.tell.visible import whole
from rashomon.tell.wording import COPIES

SCHEMA = "rashomon/1"
Data = dict[str, Any]


def to_json(answer: Answer, indent: int = 1) -> bytes:
    """Return the answer as UTF-8 JSON (`to_data`); numbers without bounds are null, never NaN; indent 0 is compact."""
    data = to_data(answer)
    try:
        encoded = msgspec.json.encode(data)
    except UnicodeEncodeError:
        # A text may hold unpaired surrogates (a broken page); one for one, so that offsets still fit.
        encoded = msgspec.json.encode(encodable(data))
    return msgspec.json.format(encoded, indent=indent) if indent else encoded


def to_data(answer: Answer) -> Data:
    """Return the answer as plain dicts, lists, strings, ints and floats, ready for any JSON writer.

    Keys: schema, documents, events (with fields and claims), findings, skipped; see the design, "The answer as data".
    """
    lineages: dict[str, list[Lineage]] = {}
    for lineage in answer.lineages:
        lineages.setdefault(lineage.document, []).append(lineage)
    return {
        "schema": SCHEMA,
        "documents": [document_data(one, lineages.get(one.id, [])) for one in answer.documents],
        "events": [event_data(event) for event in answer.events],
        "findings": [finding_data(finding) for finding in answer.findings],
        "skipped": [{"path": skipped.path, "reason": skipped.reason} for skipped in answer.skipped],
    }


def document_data(document: Document, lineages: list[Lineage]) -> Data:
    """One report; `copy_of` is the report it was copied from, `lineage` every kinship that was found."""
    copy = next((one.parent for one in lineages if one.kind in COPIES), None)
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "outlet": document.outlet,
        "published": _published(document),
        "published_from": document.published_from,
        "language": document.language,
        "url": document.url,
        "copy_of": copy,
        "lineage": [{"kind": one.kind, "parent": one.parent, "score": one.score} for one in lineages],
    }


def event_data(event: Event) -> Data:
    """One event with its line-ups (`fields`) and its claims."""
    return {
        "id": event.id,
        "kind": event.kind,
        "pack": event.pack,
        "label": event.label,
        "main": event.main,
        "documents": list(event.documents),
        "when": _interval(event.when),
        "where": _where(event.where),
        "fields": [lineup_data(lineup) for lineup in event.lineups],
        "claims": [claim_data(claim) for claim in event.claims],
    }


def lineup_data(lineup: Lineup) -> Data:
    """One field of an event: verdict, positions, reasons."""
    return {
        "name": lineup.name,
        "verdict": lineup.verdict,
        "positions": [_position(position) for position in lineup.positions],
        "reasons": list(lineup.reasons),
    }


def claim_data(claim: Claim) -> Data:
    """One claim; start and end count code points of the report's own text."""
    return {
        "id": claim.id,
        "kind": claim.kind,
        "field": claim.field,
        "value": value_data(claim.value),
        "text": claim.text,
        "document": claim.span.document,
        "start": claim.span.start,
        "end": claim.span.end,
        "sentence": list(claim.sentence),
        "chain": chain_data(claim.chain),
        "stance": {
            "polarity": claim.stance.polarity,
            "certainty": claim.stance.certainty,
            "cues": [list(cue) for cue in claim.stance.cues],
        },
        "maker": claim.maker,
        "status": claim.status,
        "part": claim.part,
        "headline": claim.headline,
    }


def chain_data(chain: Chain) -> list[Data]:
    """The voices of a claim, outlet first, origin last."""
    return [
        {
            "name": voice.name,
            "office": voice.office,
            "country": voice.country,
            "manner": voice.manner,
            "kind": voice.kind,
            "start": voice.start,
            "end": voice.end,
        }
        for voice in chain
    ]


def finding_data(finding: Finding) -> Data:
    """One finding; document, start and end are null when it points at no words."""
    span = finding.span
    return {
        "kind": finding.kind,
        "severity": finding.severity,
        "message": finding.message,
        "event": finding.event or None,
        "claims": list(finding.claims),
        "document": span.document if span else None,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "evidence": dict(finding.evidence),
    }


def value_data(value: Value) -> Data:
    """A value with its type; null bounds are open, times carry the offset they were said in."""
    if isinstance(value, Quantity):
        return {
            "type": "quantity",
            "low": _bound(value.low),
            "high": _bound(value.high),
            "unit": value.unit,
            "approximate": value.approximate,
            "original": value.original,
        }
    if isinstance(value, When):
        earliest, latest = iso(value)
        return {
            "type": "time",
            "earliest": earliest,
            "latest": latest,
            "zone": value.zone,
            "approximate": value.approximate,
        }
    if isinstance(value, Place):
        return _place(value)
    if isinstance(value, Actor):
        return {
            "type": "actor",
            "name": value.name,
            "office": value.office,
            "country": value.country or None,
            "ref": value.ref,
        }
    if isinstance(value, Term):
        data: Data = {"type": "term", "concept": value.concept}
        if value.name:
            data["name"] = value.name
        if value.country:
            data["country"] = value.country
        return data
    return _words(value)


def _words(value: Words) -> Data:
    return {"type": "words", "language": value.language, "text": value.text, "also": list(value.also)}


def _place(value: Place) -> Data:
    data: Data = {
        "type": "place",
        "name": value.name,
        "country": value.country or None,
        "lat": value.lat,
        "lon": value.lon,
        "ref": value.ref,
        "relation": value.relation,
        "radius_km": _bound(value.radius_km),
    }
    if value.parts:
        data["parts"] = [_place(part) for part in value.parts]
    if value.stated_country:
        data["stated_country"] = value.stated_country
    return data


def _position(position: Position) -> Data:
    return {
        "value": value_data(position.value),
        "text": position.text,
        "claims": list(position.claims),
        "origins": list(position.origins),
        "independent": position.independent,
        "unknown": list(position.unknown),
        "relays": list(position.relays),
        "copies": list(position.copies),
        "live": position.live,
    }


def _published(document: Document) -> str | None:
    if document.published is None:
        return None
    exact = document.published_exact
    return document.published.isoformat(timespec="seconds") if exact else document.published.date().isoformat()


def _interval(when: When | None) -> Data | None:
    if when is None:
        return None
    earliest, latest = iso(when)
    return {"earliest": earliest, "latest": latest}


def _where(place: Place | None) -> Data | None:
    if place is None:
        return None
    return {"name": place.name, "country": place.country or None, "lat": place.lat, "lon": place.lon}


def _bound(number: float | None) -> int | float | None:
    if number is None or not isfinite(number):
        return None
    return int(number) if number == int(number) else number


def encodable(data: Any) -> Any:
    """Return the data with unpaired surrogates replaced in every string, one for one."""
    if isinstance(data, str):
        return whole(data)
    if isinstance(data, dict):
        return {whole(key): encodable(value) for key, value in data.items()}
    return [encodable(value) for value in data] if isinstance(data, list) else data
