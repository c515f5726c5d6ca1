"""The bank of marked passages: its marks are read, and every label is a field, a kind or a concept of a pack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.measure import shared_folder
from rashomon.packs.load import load_packs
from training.articles import STREAMS, read_real
from training.passages import Mark, full_mark, read_bank, read_file, unmarked

ROOT = Path(__file__).parents[2]


def test_marks_are_taken_out_of_the_text() -> None:
    text, marks = unmarked("At least [nine]{killed} died in [the [Adra]{place} valley]{place#2}.")
    assert text == "At least nine died in the Adra valley."
    assert [(text[start:end], label) for start, end, label in marks] == [
        ("nine", "killed"), ("the Adra valley", "place#2"), ("Adra", "place")]


@pytest.mark.parametrize("body", ["[nine died", "nine] died", "nine {killed} died", "[nine] died"])
def test_a_broken_mark_is_told_with_its_file_and_line(tmp_path: Path, body: str) -> None:
    path = tmp_path / "bank.txt"
    path.write_text(f"@ disaster\nAll went well.\n---\n@ disaster\n{body}\n", "utf8")
    with pytest.raises(ValueError, match=r"bank\.txt:3"):
        list(read_file(path))


def test_labels_carry_kind_concept_and_event(tmp_path: Path) -> None:
    path = tmp_path / "bank.txt"
    path.write_text(
        "@ missile_test\n[A Scud]{weapon=srbm} [flew]{!}.\n---\n"
        "@ diplomacy\n[They met]{!meeting#2} in [Oslo]{meeting.place#2}.", "utf8")
    launch, meeting = read_file(path)
    assert launch.marks == (Mark(0, 6, "missile_launch.weapon", "srbm"), Mark(7, 11, "!missile_launch"))
    assert meeting.marks == (Mark(0, 8, "!meeting", other=True), Mark(12, 16, "meeting.place", other=True))


def test_a_report_may_be_marked_for_the_dealings_it_tells_of_too(tmp_path: Path) -> None:
    path = tmp_path / "bank.txt"
    body = "[Oslo]{statement.parties} [condemned]{!statement} [the launch]{!}."
    path.write_text(f"@ missile_test diplomacy\n{body}", "utf8")
    report = next(read_file(path))
    assert report.packs == ("missile_test", "diplomacy")
    assert [mark.label for mark in report.marks] == ["statement.parties", "!statement", "!missile_launch"]


def test_every_label_of_the_bank_is_known_to_its_pack() -> None:
    packs = {pack.name: pack for pack in load_packs()}
    passages = read_bank(ROOT / "training" / "bank")
    assert len(passages) > 1000
    for passage in passages:
        for mark in passage.marks:
            kind, _, field = mark.label.lstrip("!").partition(".")
            pack = next(packs[name] for name in passage.packs if packs[name].kind(kind) is not None)
            concepts = {concept.name for concept in pack.concepts} | {""}
            assert mark.label.startswith("!") or pack.field(field.removesuffix(".part")) is not None, mark.label
            assert mark.concept in concepts, (passage.source, mark.concept)


def test_every_mark_of_the_real_articles_is_known_to_its_pack() -> None:
    packs = load_packs()
    rows = [json.loads(line) for line in (ROOT / "training" / "real.jsonl").read_text("utf8").splitlines()]
    assert len(rows) > 1000 and {row["part"] for row in rows} == {"train", "dev"}
    for row in rows:
        assert row["stream"] in STREAMS and "text" not in row
        for mark in (full_mark(*each) for each in row["marks"]):
            assert 0 <= mark.start < mark.end <= row["end"] - row["start"]
            kind, _, field = mark.label.lstrip("!").partition(".")
            pack = next(pack for pack in packs if pack.kind(kind) is not None)
            assert mark.label.startswith("!") or pack.field(field.removesuffix(".part")) is not None, mark.label
            assert mark.concept in {concept.name for concept in pack.concepts} | {""}, mark.concept


def test_marks_of_real_articles_lie_on_whole_words(tmp_path: Path) -> None:
    if shared_folder("language/worldwide-ner") is None:
        pytest.skip("the shared data is not here (RASHOMON_SHARED)")
    rows = [line for line in (ROOT / "training" / "real.jsonl").read_text("utf8").splitlines()
            if '"stream":"worldwide"' in line]
    (tmp_path / "some.jsonl").write_text("\n".join(rows[:20]) + "\n", "utf8")
    passages = read_real(tmp_path / "some.jsonl")
    assert len(passages) == 20
    for passage in passages:
        for mark in passage.marks:
            words = passage.text[mark.start : mark.end]
            assert words == words.strip() and words
