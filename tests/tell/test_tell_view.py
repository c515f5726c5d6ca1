"""The answer as data keeps the contract of the design, key by key."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from rashomon.model import Actor, Answer, Place, Quantity, Term, Value, When, Words
from rashomon.tell.geojson import to_geojson
from rashomon.tell.table import COLUMNS, cell, to_csv, to_jsonl
from rashomon.tell.view import to_data, to_json, value_data

KEYS = {
    "top": {"schema", "documents", "events", "findings", "skipped"},
    "document": {"id", "path", "title", "outlet", "published", "language", "copy_of", "lineage"},
    "event": {"id", "kind", "label", "main", "documents", "when", "where", "fields", "claims"},
    "field": {"name", "verdict", "positions", "reasons"},
    "position": {"value", "text", "claims", "origins", "independent", "relays", "copies"},
    "claim": {"id", "field", "value", "text", "document", "start", "end", "sentence", "chain", "stance", "maker"},
    "voice": {"name", "office", "manner", "start", "end"},
    "finding": {"kind", "severity", "message", "event", "claims", "document", "start", "end", "evidence"},
}


@pytest.fixture(scope="module")
def data(answer: Answer) -> dict[str, Any]:
    """The JSON as a tool of someone else would read it."""
    read: dict[str, Any] = json.loads(to_json(answer))
    return read


def test_every_key_of_the_design_is_there(data: dict[str, Any]) -> None:
    assert data["schema"] == "rashomon/1"
    assert data.keys() >= KEYS["top"]
    assert all(one.keys() >= KEYS["document"] for one in data["documents"])
    assert all(one.keys() >= KEYS["finding"] for one in data["findings"])
    assert all(one.keys() == {"path", "reason"} for one in data["skipped"])
    for event in data["events"]:
        assert event.keys() >= KEYS["event"]
        for field in event["fields"]:
            assert field.keys() >= KEYS["field"]
            assert all(one.keys() >= KEYS["position"] for one in field["positions"])
        for claim in event["claims"]:
            assert claim.keys() >= KEYS["claim"]
            assert claim["stance"].keys() >= {"polarity", "certainty"}
            assert all(voice.keys() >= KEYS["voice"] for voice in claim["chain"])


def test_a_claim_is_found_again_at_its_offsets(answer: Answer, data: dict[str, Any]) -> None:
    texts = {document.id: document.text for document in answer.documents}
    for event in data["events"]:
        for claim in event["claims"]:
            assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["text"]
            low, high = claim["sentence"]
            assert low <= claim["start"] and claim["end"] <= high


def test_a_chain_runs_from_the_outlet_to_the_origin(data: dict[str, Any]) -> None:
    first = data["events"][0]["claims"][0]
    assert [voice["name"] for voice in first["chain"]] == [
        "The Harbour Gazette",
        "Meridian Wire",
        "South Korea's Joint Chiefs of Staff",
    ]


def test_a_copy_names_its_parent(data: dict[str, Any]) -> None:
    copies = {one["outlet"]: one["copy_of"] for one in data["documents"]}
    parent = next(one["id"] for one in data["documents"] if one["outlet"] == "The Harbour Gazette")
    assert copies == {"The Harbour Gazette": None, "Kita Online": None, "Meridian Wire": None, "Daily Lantern": parent}
    assert data["documents"][-1]["lineage"] == [{"kind": "spun", "parent": parent, "score": 0.87}]


def test_a_day_is_a_date_and_a_moment_has_a_clock(data: dict[str, Any]) -> None:
    published = [one["published"] for one in data["documents"]]
    assert published == ["2028-04-12T12:05:00+09:00", "2028-04-12", "2028-04-13", "2028-04-13"]


def test_whole_numbers_are_written_without_a_point(answer: Answer) -> None:
    assert b'"low": 3,' in to_json(answer)
    assert b"3.0" not in to_json(answer)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Quantity(2.0, 2.0), {"type": "quantity", "low": 2, "high": 2, "unit": "", "approximate": False}),
        (
            Quantity(1.0, None, "km", True),
            {"type": "quantity", "low": 1, "high": None, "unit": "km", "approximate": True},
        ),
        (Quantity(None, float("inf")), {"type": "quantity", "low": None, "high": None}),
        (Quantity(7.2, 7.2), {"low": 7.2, "high": 7.2}),
        (
            When(datetime(2028, 4, 11, 21, 52, tzinfo=UTC), datetime(2028, 4, 11, 21, 52, tzinfo=UTC), "KST"),
            {"type": "time", "earliest": "2028-04-12T06:52:00+09:00", "latest": "2028-04-12T06:52:00+09:00"},
        ),
        (
            When(datetime(2028, 4, 11, tzinfo=UTC), datetime(2028, 4, 12, tzinfo=UTC), "somewhere"),
            {"earliest": "2028-04-11T00:00:00+00:00", "latest": "2028-04-12T00:00:00+00:00"},
        ),
        (
            Place("Wonsan", "x", "KP", 39.15, 127.44),
            {"type": "place", "name": "Wonsan", "country": "KP", "lat": 39.15, "lon": 127.44},
        ),
        (Place("the coast"), {"country": None, "lat": None, "lon": None}),
        (Term("in_eez", country="JP"), {"type": "term", "concept": "in_eez", "country": "JP"}),
        (Actor("envoys"), {"type": "actor", "name": "envoys", "office": "", "country": None}),
        (Words("very sad", "en"), {"type": "words", "language": "en", "text": "very sad"}),
    ],
)
def test_values_have_the_form_of_the_design(value: Value, expected: dict[str, Any]) -> None:
    assert value_data(value).items() >= expected.items()


def test_broken_characters_do_not_stop_the_answer(hostile: Answer) -> None:
    data = json.loads(to_json(hostile))
    assert len(data["events"]) == len(hostile.events)
    assert len(to_jsonl(hostile).splitlines()) == sum(len(event.claims) for event in hostile.events)
    assert json.loads(to_geojson(hostile))["features"]
    assert to_csv(hostile).encode("utf-8", "replace")


def test_data_and_json_say_the_same(answer: Answer, data: dict[str, Any]) -> None:
    assert json.loads(msgspec.json.encode(to_data(answer))) == data


def test_a_row_for_every_claim(answer: Answer) -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(answer), newline="")))
    assert len(rows) == sum(len(event.claims) for event in answer.events)
    assert tuple(rows[0]) == COLUMNS
    assert rows[0]["chain"] == "The Harbour Gazette < Meridian Wire < South Korea's Joint Chiefs of Staff"
    assert (rows[0]["low"], rows[0]["high"], rows[0]["verdict"]) == ("3", "3", "disputed")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", '"=', "＝"])
def test_no_cell_is_run_by_a_spreadsheet(start: str) -> None:
    guarded = cell(start + 'HYPERLINK("http://example.org","x")')
    assert isinstance(guarded, str)
    assert guarded.startswith("'")


def test_ordinary_cells_stay_as_they_are() -> None:
    assert cell("two missiles") == "two missiles"
    assert cell(-3) == -3
    assert cell("") == ""


def test_a_place_carries_the_claims_that_name_it(answer: Answer) -> None:
    features = json.loads(to_geojson(answer))["features"]
    wonsan = next(one for one in features if one["properties"]["field"] == "launch_site")
    assert wonsan["geometry"] == {"type": "Point", "coordinates": [127.443, 39.153]}
    assert len(wonsan["properties"]["claims"]) == 3
    assert wonsan["properties"]["origins"] == ["South Korea's Joint Chiefs of Staff"]
