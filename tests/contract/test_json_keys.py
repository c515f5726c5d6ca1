"""The answer as data: the keys that other tools rely on (more may be added, none may go)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
import pytest

from rashomon.tell.view import to_json

KINDS = {"dispute", "self_contradiction", "reference", "copy", "distortion", "same_utterance", "correction", "rule"}
VALUES = {
    "quantity": {"low", "high", "unit", "approximate"}, "time": {"earliest", "latest"},
    "place": {"name", "country", "lat", "lon"}, "term": {"concept"}, "actor": {"name", "office", "country"},
    "words": {"language", "text"},
}  # fmt: skip


@pytest.fixture(scope="module")
def data(example_answer: Any) -> Any:
    return msgspec.json.decode(to_json(example_answer))


def has(part: dict[str, Any], keys: str) -> None:
    assert set(keys.split()) <= part.keys()


def test_the_whole(data: Any) -> None:
    has(data, "schema documents events findings skipped")
    assert data["schema"] == "rashomon/1"
    assert len(data["documents"]) == 4
    assert data["events"]


def test_documents(data: Any) -> None:
    for document in data["documents"]:
        has(document, "id path title outlet published language copy_of lineage")
        assert document["language"] == "en"
        assert document["published"].startswith("2019-10-0")


def test_events_with_their_fields_and_positions(data: Any) -> None:
    documents = {document["id"] for document in data["documents"]}
    assert sum(event["main"] for event in data["events"]) >= 1
    for event in data["events"]:
        has(event, "id kind label main documents when where fields claims")
        assert set(event["documents"]) <= documents
        known = {claim["id"] for claim in event["claims"]}
        for field in event["fields"]:
            has(field, "name verdict positions reasons")
            assert field["verdict"] in {"single", "agreed", "refined", "overlapping", "disputed"}
            for position in field["positions"]:
                has(position, "value text claims origins independent relays copies")
                assert set(position["claims"]) <= known
                assert set(position["copies"]) <= documents
                assert position["independent"] >= 0


def test_claims_point_at_their_words(data: Any, example_answer: Any) -> None:
    texts = {document.id: document.text for document in example_answer.documents}
    claims = [claim for event in data["events"] for claim in event["claims"]]
    assert len(claims) > 20
    for claim in claims:
        has(claim, "id field value text document start end sentence chain stance maker")
        assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["text"]
        first, last = claim["sentence"]
        assert first <= claim["start"] <= claim["end"] <= last
        assert claim["stance"]["polarity"] in {"affirmed", "denied", "open"}
        assert claim["stance"]["certainty"] in {"certain", "probable", "possible"}
        assert claim["maker"]
        assert claim["chain"]
        for voice in claim["chain"]:
            has(voice, "name office manner start end")


def test_values_have_their_type_and_its_keys(data: Any) -> None:
    seen = set()
    for event in data["events"]:
        for claim in event["claims"]:
            value = claim["value"]
            assert VALUES[value["type"]] <= value.keys()
            seen.add(value["type"])
            if value["type"] == "time":
                first, last = (datetime.fromisoformat(value[end]) for end in ("earliest", "latest"))
                assert first.tzinfo is not None
                assert first <= last
            if value["type"] == "quantity" and None not in (value["low"], value["high"]):
                assert value["low"] <= value["high"]
    assert {"quantity", "time", "place", "term", "actor"} <= seen


def test_findings(data: Any) -> None:
    claims = {claim["id"] for event in data["events"] for claim in event["claims"]}
    events = {event["id"] for event in data["events"]}
    assert data["findings"]
    for finding in data["findings"]:
        has(finding, "kind severity message event claims document start end evidence")
        assert finding["kind"] in KINDS
        assert finding["severity"] in {"high", "medium", "low"}
        assert set(finding["claims"]) <= claims
        assert finding["event"] is None or finding["event"] in events
