"""The API gives the objects of the ledger; feeds, files and pages say the same; odd requests get clear answers."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from desk_at_work import Newsroom, Running
from lxml import etree

from rashomon.keep.read import EventLine, FoundClaim
from rashomon.model import Entry, Event, Report
from rashomon.tell.alert import Alert
from rashomon.tell.cap import faults
from rashomon.web.guard import App

Serve = Callable[[App], Running]


@pytest.fixture
def desk(newsroom: Newsroom, served: Serve) -> Running:
    return served(newsroom.app())


def test_the_same_objects(desk: Running, newsroom: Newsroom) -> None:
    def read(path: str, kind: Any) -> Any:
        return msgspec.json.decode(desk.get(path).body, type=kind)

    lines = read("/api/events", list[EventLine])
    assert lines == newsroom.events()
    event = read(f"/api/events/{newsroom.launch}", Event)
    assert next(one for one in event.lineups if one.name == "count").verdict == "disputed"
    claims = read(f"/api/claims?event={newsroom.launch}&field=count&limit=5", list[FoundClaim])
    assert len(claims) == 5 and all(one.claim.field == "count" for one in claims)
    report = read(f"/api/documents/{claims[0].claim.span.document}", Report)
    span = claims[0].claim.span
    assert report.document.text[span.start : span.end] == claims[0].claim.text
    entries = read("/api/entries?since=3&limit=4", list[Entry])
    assert [entry.sequence for entry in entries] == [4, 5, 6, 7]
    alerts = read("/api/alerts", list[Alert])
    assert {"opened", "disputed"} <= {alert.reason for alert in alerts}


def test_the_report_of_the_main_job(desk: Running, newsroom: Newsroom) -> None:
    told = desk.get(f"/api/events/{newsroom.launch}/report").json
    assert told["schema"] == "rashomon/1"
    assert told["events"][0]["id"] == newsroom.launch
    file = desk.get(f"/events/{newsroom.launch}/report.html")
    assert "attachment" in file.headers["content-disposition"] and "The line-up" in file.text


def test_the_ledger_as_a_spreadsheet(desk: Running) -> None:
    rows = list(csv.DictReader(desk.get("/ledger.csv?kind=missile_launch").text.splitlines()))
    assert [row["kind"] for row in rows] == ["missile_launch"]
    assert int(rows[0]["disputed_fields"]) >= 1


def test_a_filter_that_cannot_be_understood_is_told(desk: Running) -> None:
    page = desk.get("/ledger?since=yesterday&sort=sideways&page=99999999", Accept="text/html")
    assert page.status == 200 and "“yesterday” is no day" in page.text


def test_feeds_follow(desk: Running, newsroom: Newsroom) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    entries = etree.fromstring(desk.get("/feeds/stories.atom").body).findall(f"{atom}entry")
    assert {entry.findtext(f"{atom}id") for entry in entries} == {
        f"urn:rashomon:event:{line.id}" for line in newsroom.events()
    }
    before = {item["id"] for item in desk.get("/feeds/alerts.json").json["items"]}
    newsroom.arrive("2026-06-19")
    fresh = [item for item in desk.get("/feeds/alerts.json").json["items"] if item["id"] not in before]
    assert any(item["title"].startswith("Correction") for item in fresh)
    assert desk.get("/feeds/stories.pdf").status == 404


def test_drafts_of_the_launch_follow_the_count(desk: Running, newsroom: Newsroom) -> None:
    path = f"/events/{newsroom.launch}/cap.xml"
    first = desk.get(path)
    assert faults(first.body) == [] and "<status>Draft</status>" in first.text
    newsroom.arrive("2026-06-19")
    latest = desk.get(path)
    assert "<msgType>Update</msgType>" in latest.text and "<references>" in latest.text
    assert "<status>Exercise</status>" in desk.get(f"{path}?status=Exercise").text
    assert desk.get(f"{path}?status=Actual").status == 400
    assert desk.get(f"/events/{newsroom.launch}/navigation.txt").text.startswith("DRAFT - NOT FOR BROADCAST")
    assert desk.get(f"/events/{newsroom.quakes[0]}/cap.xml").status == 404


def test_a_claim_leads_to_its_words(desk: Running, newsroom: Newsroom) -> None:
    claim = desk.get(f"/api/claims?event={newsroom.launch}&field=count").json[0]["claim"]["id"]
    there = desk.get(f"/claims/{claim}?event={newsroom.launch}")
    place, _, anchor = there.headers["location"].partition("#")
    assert place == f"/events/{newsroom.launch}"
    assert f'id="{anchor}"' in desk.get(place, Accept="text/html").text
    assert desk.get(f"/claims/c0?event={newsroom.launch}").status == 404


def test_a_source_shows_what_it_took_back(desk: Running, newsroom: Newsroom) -> None:
    path = "/source?name=Japan%27s+Ministry+of+Defense"
    assert "no longer held" not in desk.get(path, Accept="text/html").text
    newsroom.arrive("2026-06-19")
    page = desk.get(path, Accept="text/html").text
    assert "no longer held" in page and "<s>“two" in page


def test_a_judged_event_is_found_under_both_ids(desk: Running, newsroom: Newsroom) -> None:
    one, other = newsroom.quakes
    body = msgspec.json.encode({"verdict": "same_event", "subjects": [one, other]})
    assert desk.post("/api/judgements", body).status == 201
    shown = {line["id"] for line in desk.get("/api/events?kind=disaster").json}
    (left,) = shown
    gone = other if left == one else one
    assert desk.get(f"/events/{gone}").headers["location"] == f"/events/{left}"
    assert desk.get(f"/api/events/{gone}").json["id"] == left


def test_a_verdict_that_cannot_be_is_told(desk: Running, newsroom: Newsroom) -> None:
    for subjects, said in (([newsroom.launch], "2 different"), (["e1", "e2"], "no event e1")):
        answer = desk.post("/api/judgements", msgspec.json.encode({"verdict": "same_event", "subjects": subjects}))
        assert answer.status == 400 and said in answer.json["detail"]
    assert desk.post("/api/judgements", b'{"verdict": "guilty", "subjects": ["e1"]}').status == 400
    assert desk.ask("DELETE", "/api/judgements/1", None, {}).status == 400


def test_the_api_bears_any_request(newsroom: Newsroom, served: Serve) -> None:
    """Schemathesis makes requests up from the description: no answer is a server's fault or other than described."""
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, Phase, given, settings

    desk = served(newsroom.app())
    schema = schemathesis.openapi.from_url(f"{desk.home}/api/openapi.json")
    checks = [
        schemathesis.checks.not_a_server_error,
        schemathesis.specs.openapi.checks.response_schema_conformance,
    ]
    names: list[str] = []
    for result in schema.get_all_operations():
        operation = result.ok()
        names.append(f"{operation.method} {operation.path}")

        @given(case=operation.as_strategy())
        @settings(
            max_examples=12, deadline=None, database=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        def ask(case: schemathesis.Case) -> None:
            case.call_and_validate(base_url=desk.home, checks=checks)

        ask()
    assert len(names) >= 14
