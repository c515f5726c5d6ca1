"""Where sentences end, in the manner of wires, local papers and scraped pages."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rashomon.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[a:b] for a, b in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. envoy met Gen. Park on Jan. 5. He left.", ["The U.S. envoy met Gen. Park on Jan. 5.", "He left."]),
        ("It fell at 9.08 a.m. on Sunday. No. 3 burned.", ["It fell at 9.08 a.m. on Sunday.", "No. 3 burned."]),
        ("It rose 1.5 km. N.K. state media were silent.", ["It rose 1.5 km.", "N.K. state media were silent."]),
        ("He lives in the U.S. The others do not.", ["He lives in the U.S.", "The others do not."]),
        ("It came at 7 p.m. Police closed the road.", ["It came at 7 p.m.", "Police closed the road."]),
        ('She said: "We saw it." Then she left.', ['She said: "We saw it."', "Then she left."]),
        ("“It was loud.” The mayor agreed.", ["“It was loud.”", "The mayor agreed."]),
        ('"Who fired it?" Captain Lee asked. Nobody knew.', ['"Who fired it?" Captain Lee asked.', "Nobody knew."]),
        ('"Stop!" he cried.', ['"Stop!" he cried.']),
        ("(The ministry declined to comment.) It was late.", ["(The ministry declined to comment.)", "It was late."]),
        ("They waited... Then it came.", ["They waited...", "Then it came."]),
        ("The ships were hit.The crew swam ashore.", ["The ships were hit.", "The crew swam ashore."]),
        ("See www.example.org for more. Thanks.", ["See www.example.org for more.", "Thanks."]),
        ("J. R. Smith spoke. George W. Bush did not.", ["J. R. Smith spoke.", "George W. Bush did not."]),
        ("ミサイルが発射された。政府は確認した。", ["ミサイルが発射された。", "政府は確認した。"]),
        ("길이 막혔다고 밝혔다.배는 물러났다.", ["길이 막혔다고 밝혔다.", "배는 물러났다."]),
        ("길이 막혔다고 밝혔다.“오래 걸리겠다”고 했다.", ["길이 막혔다고 밝혔다.", "“오래 걸리겠다”고 했다."]),
        ("길이 막혔나?A씨는 모른다고 했다.", ["길이 막혔나?", "A씨는 모른다고 했다."]),
        ("그는 “길이 막혔다.”고 말했다. 배는 없다.", ["그는 “길이 막혔다.”고 말했다.", "배는 없다."]),
        ("크기는 3.5미터다. 2.5배로 늘었다.", ["크기는 3.5미터다.", "2.5배로 늘었다."]),
        ("The dam held. &quot;We slept,&quot; she said.", ["The dam held.", "&quot;We slept,&quot; she said."]),
        ("He left. &#39;No,&#39; he said.", ["He left.", "&#39;No,&#39; he said."]),
        ("Smith &amp; Co. &amp; Sons built it.", ["Smith &amp; Co. &amp; Sons built it."]),
    ],
)
def test_a_stop_ends_a_sentence_unless_it_belongs_to_a_word(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_line_ends_part_headlines_datelines_and_bullets() -> None:
    text = "Two hurt in blast\nBy Ann Lee\n\n  • FEATURE: The long road\n  • MAP: Where it fell\nIt was dark."
    assert split(text) == [
        "Two hurt in blast",
        "By Ann Lee",
        "FEATURE: The long road",
        "MAP: Where it fell",
        "It was dark.",
    ]


def test_lines_of_a_hard_wrapped_paragraph_belong_together() -> None:
    text = (
        "The coast guard told ships in the strait to watch for falling parts,\n"
        "but it did not say where they might come down. Fishermen stayed in\n"
        "harbour until the afternoon.\n"
    )
    assert len(split(text)) == 2
    assert split(text)[1].startswith("Fishermen")


def test_offsets_are_of_the_whole_text() -> None:
    text = "Not this. This one. Nor that."
    assert sentences(text, 10, 19) == [(10, 19)]


@given(st.text(alphabet=st.sampled_from("aB.!? \n\"“”'’()1•…"), max_size=120))
def test_every_letter_lies_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert all(a < b <= len(text) for a, b in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    covered = {place for a, b in spans for place in range(a, b)}
    assert all(
        place in covered for place, letter in enumerate(text) if letter.isalpha() and not _is_list_letter(text, place)
    )


def _is_list_letter(text: str, place: int) -> bool:
    """Letters of bullets such as "a)" may fall away with their mark."""
    return text[place + 1 : place + 2] in (".", ")")


@pytest.mark.parametrize("text", ["." * 100_000, "A." * 50_000, ". " * 50_000, "a" * 100_000, "“" * 100_000])
def test_time_grows_with_the_length_alone(text: str) -> None:
    begun = time.perf_counter()
    sentences(text)
    assert time.perf_counter() - begun < 3
