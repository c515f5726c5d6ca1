"""Events that frames read and the tagger doubts: words of a pack in other senses, in texts long enough to tell.

The marks are given by hand, so that the tests say what is made of them, not what the network knows.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rashomon.model import Report
from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import annotate_documents, of_document
from rashomon.text.annotation import FieldSpan

LEAD = "A ferry sank off Adra on Monday, killing nine people. "
REST = "The sea was calm. Boats stood by. Nobody slept. The mayor came. Shops stayed shut. "


def read(kit: Any, text: str, *marks: tuple[str, str, float], labels: tuple[str, ...] = ("!disaster",)) -> Report:
    """Read a text with these marks alone, of a tagger that knows these labels."""
    document = document_of("example.txt", text, kit.settings, Stated(outlet="The Post", published="2021-10-19"))
    annotation = annotate_documents([document], kit)[document.id]
    spans = [FieldSpan(document.text.index(words), document.text.index(words) + len(words), label, score)
             for words, label, score in marks]
    sentences = tuple(msgspec.structs.replace(one, fields=tuple(
        span for span in spans if one.start <= span.start < one.end)) for one in annotation.sentences)
    return of_document(document, kit, msgspec.structs.replace(annotation, sentences=sentences, labels=labels))


@pytest.mark.parametrize("mark", [
    ("sank", "!disaster", 0.9), ("nine people", "disaster.killed", 0.9), ("nine people", "killed", 0.6),
])
def test_an_event_that_the_tagger_bears_out_stays(kit: Any, mark: tuple[str, str, float]) -> None:
    assert any(claim.kind == "disaster" for claim in read(kit, LEAD + REST, mark).claims)


@pytest.mark.parametrize("marks", [(), (("sank", "!disaster", 0.2),), (("Monday", "!meeting", 0.9),)])
def test_an_event_that_it_doubts_goes(kit: Any, marks: tuple[tuple[str, str, float], ...]) -> None:
    assert not any(claim.kind == "disaster" for claim in read(kit, LEAD + REST, *marks).claims)


def test_of_a_few_lines_and_of_kinds_that_it_never_learned_it_does_not_judge(kit: Any) -> None:
    assert any(claim.kind == "disaster" for claim in read(kit, LEAD).claims)
    assert any(claim.kind == "disaster" for claim in read(kit, LEAD + REST, labels=("!meeting",)).claims)


KNOWN = ("!disaster", "disaster.killed", "disaster.injured", "disaster.when", "disaster.place")


@pytest.mark.parametrize(("sentence", "field"), [
    ("Seven were injured in traffic that day. ", "injured"),
    ("His uncle died in May. ", "killed"),
    ("Two men were killed in another story. ", "killed"),
])
def test_a_number_that_the_tagger_finds_nothing_in_is_no_toll(kit: Any, sentence: str, field: str) -> None:
    report = read(kit, LEAD + sentence + REST, ("sank", "!disaster", 0.9), ("nine people", "disaster.killed", 0.9),
                  labels=KNOWN)
    assert [claim.text for claim in report.claims if claim.field == field] == ["nine people"] * (field == "killed")


def test_a_number_that_it_takes_for_another_toll_stays(kit: Any) -> None:
    report = read(kit, LEAD + "Seven others were injured. " + REST, ("sank", "!disaster", 0.9),
                  ("Seven others", "disaster.missing", 0.4), labels=KNOWN)
    assert any(claim.field == "injured" for claim in report.claims)


def test_what_it_has_not_learned_it_does_not_judge(kit: Any) -> None:
    report = read(kit, LEAD + "Seven others were injured. " + REST, ("sank", "!disaster", 0.9),
                  labels=("!disaster",))
    assert any(claim.field == "injured" for claim in report.claims)
