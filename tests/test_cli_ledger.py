"""The ledger on the command line: reports in, questions, a judgement and its undoing."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

EXAMPLE = [str(Path(__file__).resolve().parents[1] / "examples" / f"{letter}.txt") for letter in "abcd"]


@pytest.fixture
def ledger(rashomon: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.setenv("RASHOMON_LEDGER", str(tmp_path / "desk.ledger"))
    return lambda *arguments: rashomon("ledger", *arguments)


def test_a_desk_takes_reports_in_asks_judges_and_undoes(ledger: Callable[..., Any]) -> None:
    added = ledger("add", *EXAMPLE)
    assert added.out.startswith("4 received (0 revised, 0 left out), 0 known")
    assert ledger("add", *EXAMPLE).out.startswith("0 received (0 revised, 0 left out), 4 known")
    (line,) = ledger("events", "--kind", "missile_launch", "--main").out.splitlines()
    event = line.split()[0]
    assert "disputed" in line
    assert "disputed" in ledger("show", event).out
    data = msgspec.json.decode(ledger("show", event, "--format", "json").out)
    assert [one["id"] for one in data["events"]] == [event]
    assert "Counted: events of kind missile_launch" in ledger("ask", "first", event).out
    assert "by South Korea's Joint Chiefs of Staff" in ledger("ask", "how-many", "missile_launch").out
    told = ledger("ask", "said", "JP", "--event", event, "--field", "count").out.splitlines()
    claim = re.findall(r"c[0-9a-f]{12}", told[0])[0]
    judged = ledger("judge", "misread", claim, "--by", "Ana Reyes", "--note", "a headline")
    entry = re.findall(r"entry (\d+)", judged.out)[0]
    left = ledger("ask", "said", "JP", "--event", event, "--field", "count").out
    assert claim not in left
    assert ledger("undo", entry, "--by", "Ana Reyes").status == 0
    assert claim in ledger("ask", "said", "JP", "--event", event, "--field", "count").out
    assert "person:Ana Reyes" in ledger("entries").out
    assert ledger("check").out.endswith("every table says what they say\n")
    assert ledger("check", "--rebuild").out.startswith("rebuilt from")
    assert ledger("ask", "carries", event).status == 0
    first = msgspec.json.decode(ledger("entries", "--json").out.splitlines()[0])
    assert first["deed"]["type"] == "received"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("show", "e1"), "there is no ledger"),
        (("ask", "first", "e1"), "there is no ledger"),
        (("add", "nowhere.txt"), ""),
    ],
)
def test_what_is_not_there_is_said(ledger: Callable[..., Any], arguments: tuple[str, ...], message: str) -> None:
    ran = ledger(*arguments)
    assert ran.status == (1 if message else 0)
    assert message in ran.err


def test_an_extra_that_is_missing_is_named(ledger: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    from rashomon.cli import extras

    monkeypatch.setattr(extras, "find_spec", lambda _module: None)
    ran = ledger("events")
    assert ran.status == 1
    assert "pip install 'rashomon[live]'" in ran.err


def test_a_postgres_address_without_its_driver_or_server_is_said(rashomon: Callable[..., Any]) -> None:
    ran = rashomon("ledger", "events", "-l", "postgresql://nobody:secret@127.0.0.1:1/none")
    assert ran.status == 1
    assert "secret" not in ran.err
    ran = rashomon("ledger", "events", "-l", "oracle://x/y")
    assert ran.status == 1
    assert "no address of a ledger" in ran.err


@pytest.mark.parametrize(
    ("arguments", "wrong", "known"),
    [
        (("how-many", "missile_lunch"), "missile_lunch", "missile_launch"),
        (("how-many", "missile_launch", "--with", "nosuch=x"), "nosuch", "weapon"),
        (("how-many", "missile_launch", "--with", "killed=3"), "killed", "weapon"),
        (("how-many", "missile_launch", "--by", "weapn"), "weapn", "weapon"),
        (("how-many", "missile_launch", "--count", "cuont"), "cuont", "count"),
        (("first", "EVENT", "--with", "nosuch=x"), "nosuch", "weapon"),
        (("said", "JP", "--kind", "missile_lunch"), "missile_lunch", "missile_launch"),
        (("said", "JP", "--field", "nosuch"), "nosuch", "killed"),
        (("carries", "EVENT", "--field", "nosuch"), "nosuch", "killed"),
    ],
)
def test_a_question_after_what_no_pack_has_is_wrong_usage_and_names_what_there_is(
    ledger: Callable[..., Any], arguments: tuple[str, ...], wrong: str, known: str
) -> None:
    ledger("add", EXAMPLE[0])
    event = ledger("events", "--kind", "missile_launch", "--main").out.split()[0]
    ran = ledger("ask", *(event if one == "EVENT" else one for one in arguments))
    assert (ran.status, ran.out) == (2, "")
    assert f"'{wrong}' is no" in ran.err
    assert known in ran.err.replace(wrong, "")


def test_one_is_one_and_a_time_says_its_zone(ledger: Callable[..., Any]) -> None:
    ledger("add", EXAMPLE[0])
    lines = ledger("events", "--kind", "missile_launch").out.splitlines()
    assert all(line.endswith(": 1 report") or ": 1 report," in line for line in lines)
    days = sorted(line.split()[1] for line in lines if not line.split()[1].startswith("("))
    told = ledger("ask", "how-many", "missile_launch").out
    assert not re.search(r"\b1 (events|reports)\b", told)
    assert f"Its earliest of this kind: {days[0]}." in told
    statements = ledger("ask", "said", "JP").out.splitlines()
    assert statements
    assert all(re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC ", line) for line in statements)


def test_a_desk_over_no_ledger_says_how_to_make_one_and_makes_none(
    rashomon: Callable[..., Any], tmp_path: Path
) -> None:
    ran = rashomon("serve", "-l", tmp_path / "none.ledger")
    assert ran.status == 1
    assert "there is no ledger" in ran.err and "rashomon ledger add" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_an_address_is_told_only_once_it_is_held(ledger: Callable[..., Any], rashomon: Callable[..., Any]) -> None:
    ledger("add", EXAMPLE[0])
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = rashomon("serve", "--port", port)
    assert ran.status == 1
    assert f"cannot listen at 127.0.0.1:{port}" in ran.err
    assert "is served at" not in ran.err


def test_feeds_that_are_not_there_leave_no_ledger_behind(rashomon: Callable[..., Any], tmp_path: Path) -> None:
    ran = rashomon("watch", tmp_path / "nosuch.opml", "-l", tmp_path / "desk.ledger")
    assert ran.status == 1
    assert "nosuch.opml" in ran.err
    assert list(tmp_path.iterdir()) == []
