"""What of a page is news and what is the page's machinery."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.read.blocks import blocks_of
from rashomon.read.head import read_head

SENTENCE = "The ferry left the quay two hours late because of fog, the harbour master told reporters."
OTHER = "Nobody aboard was hurt, the coastguard said, and the line has put on a second ship."


def kinds(text: str) -> dict[str, str]:
    """Words of each block by its kind, joined."""
    found: dict[str, str] = {}
    for block in blocks_of(text, read_head(text)):
        found[block.kind] = (found.get(block.kind, "") + " " + " ".join(text[block.start : block.end].split())).strip()
    return found


@pytest.mark.parametrize(
    "line",
    [
        "Share your thoughts below",
        "Please enter your name here",
        "Image: AP",
        "Photo: Getty Images",
        "READ ALSO: Ten quays to walk before winter",
        "• EXPLAINER: How ferries are inspected",
        "  • FEATURE: The harbour master retires",
        "Recommended for you: seven lakes worth a trip",
        "(END)",
        "More to follow.",
        "Subscribe to our newsletter",
        "Cookies help us deliver our services.",
        "Tags: ferry, fog, harbour",
        "(Reporting by Ann Lee; Editing by Bo Ek)",
        "© 2021 The Harbour Post. All rights reserved.",
        "Follow us on Facebook",
        "Leave a Reply",
        "[WATCH: the ferry in the fog]",
        "EDITORS: A fuller story will follow by 1100 GMT.",
    ],
)
def test_machinery_of_a_page_is_boilerplate(line: str) -> None:
    found = kinds(f"{SENTENCE}\n\n{line}\n\n{OTHER}\n")
    assert found["body"] == f"{SENTENCE} {OTHER}"
    assert "boilerplate" in found or "caption" in found


@pytest.mark.parametrize(
    "line",
    [
        "Print workers at the harbour struck on Monday, the union said.",
        "Share prices of the ferry line fell by a tenth, the exchange reported on Tuesday.",
        "Comments made by the minister were wrong, the harbour master said in a statement.",
        "Follow-up checks found that 12 of the ferries were unsafe, the inspectors announced.",
        "Watch officers saw two missiles fall into the sea, the navy said.",
        "Related charges against the captain were dropped, a court in Varna said.",
        "No one was hurt.",
        "Two of the ships sank.",
    ],
)
def test_a_news_sentence_is_never_lost(line: str) -> None:
    assert line in kinds(f"{SENTENCE}\n\n{line}\n\n{OTHER}\n")["body"]


def test_a_short_line_between_paragraphs_is_a_headline() -> None:
    found = kinds(f"{SENTENCE}\n\nHarbour master vows to mend the lights\n\n{OTHER}\n")
    assert found["headline"] == "Harbour master vows to mend the lights"


def test_a_plea_glued_to_the_last_paragraph_is_cut_off() -> None:
    found = kinds(f"{SENTENCE}\n\n{OTHER} Subscribe to our newsletter for 3 euros a month.")
    assert found["body"].endswith(OTHER)
    assert found["boilerplate"].startswith("Subscribe")


def test_a_dateline_is_no_part_of_the_sentence_behind_it() -> None:
    text = "Ferry late\n\nVARNA (Reuters) - " + SENTENCE
    found = kinds(text)
    assert found["title"] == "Ferry late"
    assert found["dateline"] == "VARNA (Reuters) -"
    assert found["body"] == SENTENCE


def test_a_line_of_links_is_boilerplate_as_a_whole() -> None:
    line = "READ ALSO: Best deals | Image: Getty | Leave a Reply | Save my name in this browser."
    assert kinds(f"{SENTENCE}\n\n{line}")["boilerplate"] == line


PIECES = st.sampled_from(
    [SENTENCE, OTHER, "Image: AP", "VARNA (Reuters) - ", "Late",
     "\n", "\n\n", "\r\n", "\ufeff", "• ", "(END)", "3 May 2021",
     "שלום עולם.", "\u202eevil", "Subscribe now", "a" * 300, "“" * 40, "The Post, 4 May 2021",
     "한국어 문장입니다.", "date 2021-05-03 "]
)  # fmt: skip


@given(st.lists(PIECES, max_size=14).map("".join) | st.text(max_size=300))
def test_blocks_cover_every_text_without_overlap(text: str) -> None:
    blocks = blocks_of(text, read_head(text))
    assert "".join(text[block.start : block.end] for block in blocks) == text
    assert all(block.start < block.end for block in blocks)
