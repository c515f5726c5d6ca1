"""Word lists found in sentences, whatever the spelling."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.phrases import find_phrases, phrase_book, spelling
from tests.text.plain import parsed, sentence

BOOK = phrase_book(
    [
        ("ballistic missile", "missile"),
        ("short-range ballistic missile", "short missile"),
        ("ministry of defence", "ministry"),
        ("anti-aircraft", "flak"),
        ("coast guard's", "guard"),
        ("KN-23", "system"),
        ("shell", "shell"),
    ]
)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[hit.start : hit.end], hit.payload) for hit in find_phrases(sentence(text), BOOK)]


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("One short-range ballistic missile fell.", [("short-range ballistic missile", "short missile")]),
        ("One short range ballistic missile fell.", [("short range ballistic missile", "short missile")]),
        ("A ballistic missile and a shell", [("ballistic missile", "missile"), ("shell", "shell")]),
        ("the Ministry of Defense said", [("Ministry of Defense", "ministry")]),
        ("the MINISTRY OF DEFENCE said", [("MINISTRY OF DEFENCE", "ministry")]),
        ("antiaircraft fire", [("antiaircraft", "flak")]),
        ("anti aircraft fire", [("anti aircraft", "flak")]),
        ("the coast guard’s boat", [("coast guard’s", "guard")]),
        ("a KN23 or KN-23", [("KN-23", "system")]),
        ("nothing of the kind", []),
    ],
)
def test_hyphens_spelling_and_capitals_do_not_matter(text: str, hits: list[tuple[str, str]]) -> None:
    assert found(text) == hits


def test_lemmas_match_where_forms_do_not() -> None:
    read = parsed("Two two NUM 3 nummod\nballistic ballistic ADJ 3 amod\nmissiles missile NOUN 0 root")
    assert [(hit.first, hit.last, hit.payload) for hit in find_phrases(read, BOOK)] == [(1, 2, "missile")]


@pytest.mark.parametrize(
    ("british", "american"),
    [("defence", "defense"), ("harbour", "harbor"), ("centre", "center"), ("kilometres", "kilometers"),
     ("neutralise", "neutralize"), ("travelled", "traveled"),
     ("programme", "program"), ("tonnes", "tons"), ("manoeuvre", "manoeuvre")],
)  # fmt: skip
def test_british_and_american_spellings_are_one(british: str, american: str) -> None:
    assert spelling(british) == spelling(american)


@pytest.mark.parametrize("word", ["hour", "four", "tour"])
def test_other_words_keep_their_spelling(word: str) -> None:
    assert spelling(word) == word


WORDS = st.lists(
    st.sampled_from(["ballistic", "missile", "short", "-", "range", "shell", "of", "ministry", "defence"]), max_size=12
)


@given(WORDS.map(" ".join))
def test_hits_lie_in_order_without_overlap(text: str) -> None:
    read = sentence(text)
    hits = find_phrases(read, BOOK)
    assert all(one.last < other.first for one, other in pairwise(hits))
    assert all(read.tokens[hit.first].start == hit.start < hit.end == read.tokens[hit.last].end for hit in hits)
