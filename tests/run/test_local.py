"""The local loop: every report is told or named with a reason, one bad text costs only itself, days are inferred."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

import rashomon as package
from rashomon.errors import UnreadableError
from rashomon.extend import Extensions
from rashomon.model import Answer, Document, Finding
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run import local
from rashomon.run.local import answer_documents, answer_paths
from rashomon.run.reading import read_documents
from rashomon.settings import Settings
from rashomon.tell.view import to_json
from tests.conftest import EXAMPLE

LAUNCH = (
    "SEOUL, May 20, 2031 -- North Korea fired two ballistic missiles from Wonsan on Tuesday, "
    "South Korea's Joint Chiefs of Staff said.\n"
)


def document(text: str, name: str = "x.txt") -> Document:
    return document_of(name, text, Settings(), Stated())


def test_the_example_is_one_main_launch_with_a_disputed_count(example_answer: Answer) -> None:
    mains = [event for event in example_answer.events if event.main and event.kind == "missile_launch"]
    assert len(mains) == 1
    assert len(mains[0].documents) == 4
    count = next(lineup for lineup in mains[0].lineups if lineup.name == "count")
    assert count.verdict == "disputed"
    assert not example_answer.skipped


def test_the_copy_of_the_example_is_found_and_corroborates_nothing(example_answer: Answer) -> None:
    names = {one.id: Path(one.path).name for one in example_answer.documents}
    derived = {names[one.document]: names[one.parent] for one in example_answer.lineages}
    assert derived == {"d.txt": "a.txt"}


def test_the_same_reports_give_the_same_answer_whatever_the_batches(
    kit: Any, example_answer: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "BATCH", 1)
    assert to_json(answer_paths(EXAMPLE, kit)) == to_json(example_answer)


def test_what_the_gate_lets_go_is_listed_with_its_reason(kit: Any) -> None:
    answer = answer_documents([document(LAUNCH), document("Stir the onions until soft. Add salt.", "soup.txt")], kit)
    assert [one.path for one in answer.documents] == ["x.txt"]
    assert [(one.path, bool(one.reason)) for one in answer.skipped] == [("soup.txt", True)]


def test_no_reports_at_all_is_an_empty_answer(kit: Any) -> None:
    assert answer_documents([], kit) == Answer((), (), ())


def test_a_bug_that_one_text_brings_out_costs_only_that_text(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = local.of_document

    def fragile(one: Document, *rest: Any) -> Any:
        if one.path == "bad.txt":
            raise ZeroDivisionError("by a bug")
        return sound(one, *rest)

    monkeypatch.setattr(local, "of_document", fragile)
    answer = answer_documents([document(LAUNCH + "Bad luck.", "bad.txt"), document(LAUNCH)], kit)
    assert [one.path for one in answer.documents] == ["x.txt"]
    assert "ZeroDivisionError: by a bug" in answer.skipped[0].reason


def test_a_batch_that_cannot_be_annotated_is_tried_one_by_one(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = local.annotate_documents

    def fragile(several: Any, tools: Any) -> Any:
        if any(one.path == "bad.txt" for one in several):
            raise MemoryError
        return sound(several, tools)

    monkeypatch.setattr(local, "annotate_documents", fragile)
    answer = answer_documents([document(LAUNCH)], kit)
    assert len(answer.documents) == 1


def test_an_undated_report_takes_the_day_of_its_kin(kit: Any) -> None:
    dated = document(LAUNCH, "dated.txt")
    undated = document(LAUNCH.partition("-- ")[2], "undated.txt")
    assert undated.published is None
    answer = answer_documents([dated, undated], kit)
    found = next(one for one in answer.documents if one.path == "undated.txt")
    assert found.published is not None
    assert found.published_from == "inferred"
    assert abs((found.published.date() - dated.published.date()).days) <= 3  # type: ignore[union-attr]


def test_progress_counts_up_to_the_whole(kit: Any) -> None:
    told: list[tuple[str, int, int]] = []
    answer_documents([document(LAUNCH)], kit, progress=lambda *step: told.append(step))
    assert told[0] == ("reading", 0, 1)
    assert told[-1][1:] == (1, 1)


def test_a_further_reader_takes_the_files_of_its_suffix(tmp_path: Path) -> None:
    def of_memo(file: Path, settings: Settings) -> list[Document]:
        text = file.read_text(encoding="utf-8")
        if not text.startswith("MEMO"):
            raise UnreadableError("no memo")
        return [document_of(str(file), text.removeprefix("MEMO "), settings, Stated())]

    (tmp_path / "a.memo").write_text("MEMO " + LAUNCH, encoding="utf-8")
    (tmp_path / "b.memo").write_text("something", encoding="utf-8")
    (tmp_path / "c.txt").write_text("MEMO is a word. " + LAUNCH, encoding="utf-8")
    paths = [str(tmp_path / name) for name in ("a.memo", "b.memo", "c.txt", "a.memo")]
    documents, skipped = read_documents(paths, Settings(), Extensions(readers={".memo": of_memo}))
    assert [one.text[:4] for one in documents] == ["SEOU", "MEMO"]
    assert [(Path(one.path).name, one.reason) for one in skipped] == [
        ("b.memo", "no memo"), ("a.memo", f"the same report as {paths[0]}"),
    ]  # fmt: skip


def test_a_further_check_adds_its_findings(kit: Any) -> None:
    def checked(answer: Answer) -> list[Finding]:
        return [Finding("rule", f"{len(answer.events)} events")]

    extended = msgspec.structs.replace(kit, extensions=Extensions(checks={"count": checked}))
    answer = answer_documents([document(LAUNCH)], extended)
    assert answer.findings[-1].message == f"{len(answer.events)} events"


def test_from_python_paths_of_any_kind_give_the_same_objects(kit: Any, example_answer: Answer) -> None:
    assert package.report([Path(one) for one in EXAMPLE], kit=kit).events == example_answer.events
    assert package.render(example_answer, "json", kit) == to_json(example_answer)
