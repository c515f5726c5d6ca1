"""The sample for judging precision: nothing without the data, one agency item each, an even spread."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import precision
from bench.stories import shared

FOUND = shared()
STORIES = FOUND / "data" / "stories" if FOUND else Path()
needs_data = pytest.mark.skipif(
    not (STORIES / "kcna_2024").is_dir(), reason="the shared data is not here; set RASHOMON_SHARED"
)


def test_without_data_it_says_why_and_measures_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("RASHOMON_SHARED", str(tmp_path))
    assert precision.main(["claims"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "skipped" in shown.err


def test_tokens_are_put_together_as_they_were_written() -> None:
    words = ["“", "We", "agreed", ",", "”", "said", "Norland", "'s", "envoy", "(", "twice", ")", "."]
    assert precision.joined(words) == "“We agreed,” said Norland's envoy (twice)."


@needs_data
def test_items_of_the_agency_name_a_missile_and_stand_once() -> None:
    documents = precision.kcna(STORIES)
    assert len(documents) >= precision.EACH_STREAM
    assert all(precision.WORD in one.text.casefold() for one in documents)
    assert len({one.text for one in documents}) == len(documents)
    assert documents == sorted(documents, key=lambda one: one.published)


@needs_data
def test_a_set_is_spread_over_its_whole_length() -> None:
    documents = precision.newswcl50(STORIES)
    drawn = precision.spread(documents, 20)
    assert len(drawn) == 20
    assert documents.index(drawn[-1]) >= 2 * len(documents) // 5
