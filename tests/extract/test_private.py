"""Remarks on dealings of states by people who speak for nobody but themselves.

The tagger's word for a statement is given by hand: with it and two known dealings, a remark without a named side stays.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from rashomon.read.records import document_of
from rashomon.read.stated import Stated
from rashomon.run.recipe import annotate_documents, of_document
from rashomon.text.annotation import FieldSpan

TALKS = ("Norwegian Foreign Minister Ida Berg met Peruvian Foreign Minister Juan Rojas in Lima on Monday. "
         "\"Peru has kept its word to Norway,\" Berg told reporters. Rojas spoke to his Norwegian guest about cod. "
         "The lamps were lit. Nobody hurried. A band played. ")


def speakers(text: str, kit: Any) -> set[str]:
    """Who says something in the talks followed by a text, each word for a meeting or a statement being likely."""
    document = document_of("r.txt", TALKS + text, kit.settings, Stated(published="2023-05-08"))
    annotation = annotate_documents([document], kit)[document.id]
    marked = []
    for one in annotation.sentences:
        spans = [FieldSpan(token.start, token.end, "!meeting" if token.text == "met" else "!statement", 0.8)
                 for token in one.tokens if token.text in {"met", "told", "said", "replied"}]
        marked.append(msgspec.structs.replace(one, fields=tuple(spans)))
    annotation = msgspec.structs.replace(annotation, sentences=tuple(marked), labels=("!meeting", "!statement"))
    return {claim.origin.name for claim in of_document(document, kit, annotation).claims if claim.field == "words"}


@pytest.mark.parametrize(("text", "who"), [
    ("\"They will never give up their quotas,\" said Nils Moen, an analyst with a bank.", "Moen"),
    ("Ana Paz, founder of a league of anglers, said: \"We have been cheated by both governments.\"", "Paz"),
    ("Eva Lund, a historian, wrote a book. \"It is a fine deal for both of these capitals,\" Lund said.", "Lund"),
])
def test_who_speaks_for_nobody_else_states_nothing_between_states(text: str, who: str, kit: Any) -> None:
    assert not any(who in name for name in speakers(text, kit))


@pytest.mark.parametrize(("text", "who"), [
    ("\"They will never give up their quotas,\" said Nils Moen.", "Moen"),
    ("Ana Paz, the negotiator, said: \"We have been cheated by both governments.\"", "Paz"),
    ("\"It is a fine deal for both of these capitals,\" Foreign Minister Ida Berg said.", "Berg"),
])
def test_others_still_do(text: str, who: str, kit: Any) -> None:
    assert any(who in name for name in speakers(text, kit))
