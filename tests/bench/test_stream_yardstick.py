"""The yardstick of the stream: its measure of stories, its synthetic world, its picture."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="a stream needs the extra `live`")

from bench.stream import STEPS, Step, b_cubed, picture, scale
from bench.world import world


def test_b_cubed_counts_what_is_mixed_and_what_is_torn() -> None:
    gold = {"a": "1", "b": "1", "c": "2", "d": "2"}
    assert b_cubed(gold, gold) == (1.0, 1.0)
    assert b_cubed(dict.fromkeys(gold, "all"), gold) == (0.5, 1.0)
    assert b_cubed({name: name for name in gold}, gold) == (1.0, 0.5)


def test_the_synthetic_world_is_the_same_every_time_and_has_news_copies_and_launches() -> None:
    first, again = (list(islice(world(), 300)) for _ in range(2))
    assert [one.document.id for one in first] == [one.document.id for one in again]
    assert len({one.document.text for one in first}) < len(first)
    assert 0 < sum(not one.left_out for one in first) < 150
    assert all(
        one.document.text[claim.span.start : claim.span.end] == claim.text for one in first for claim in one.claims
    )


def test_a_small_scale_is_measured_and_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.stream.STEPS", (64,))
    (step,) = scale(64, tmp_path)
    assert (step.reports, step.held) == (64, 64)
    assert 0 < step.window < step.whole
    assert picture([Step(size, 1.0, 5.0, 100.0, size) for size in STEPS]).count("<text") == len(STEPS) + 6
