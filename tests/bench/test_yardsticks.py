"""The yardsticks' own arithmetic, on texts of our own: what counts as right, and what is said where data is absent."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import attribution, certainty, places, results, sampled, times
from bench.measure import Measure
from bench.yardsticks import YARDSTICKS, measured, module_of
from rashomon.know.base import load_knowledge
from rashomon.know.places import resolve_place
from training.documents import Document, Relation, Sentence


def gold(**said: object) -> places.Gold:
    plain: dict[str, object] = {"start": 0, "end": 4, "words": "Troy", "lat": 42.73, "lon": -73.69}
    return places.Gold(**(plain | said))  # type: ignore[arg-type]


def test_a_town_is_exact_by_its_number_and_near_by_its_point() -> None:
    shelf = load_knowledge()
    place = resolve_place("Troy", shelf, country="US", inside=("New York",))
    assert place is not None
    right = gold(number=place.ref.removeprefix("geonames:"), kind="PPL", name="Troy", country="United States")
    assert places.is_exact(place, right, shelf)
    other = gold(number="1", kind="PPL", name="Troy", country="United States")
    assert not places.is_exact(place, other, shelf)
    assert places.is_near(place, other, shelf)
    assert not places.is_near(place, gold(lat=31.8, lon=-85.97), shelf)
    assert not places.is_exact(None, right, shelf)


def test_regions_and_countries_are_exact_by_name_and_kind() -> None:
    shelf = load_knowledge()
    state, land = resolve_place("Ohio", shelf), resolve_place("Canada", shelf)
    ohio = {"number": "9", "name": "Ohio", "country": "United States", "region": "Ohio"}
    assert places.is_exact(state, gold(kind="ADM1", **ohio), shelf)
    assert not places.is_exact(state, gold(kind="PPL", **ohio), shelf)
    assert places.is_exact(land, gold(number="8", kind="PCLI", name="Canada", country="Canada"), shelf)


def test_contents_are_parted_by_their_quotation_marks() -> None:
    words = ["Ann", "said", '"', "we", "are", "ready", '"', "and", "would", "go"]
    document = Document("d", "polnear", [Sentence(words, [False] * len(words))])
    inside = attribution.quoted_words(document)
    assert inside == {2, 3, 4, 5, 6}
    kinds = [attribution.kind_of(Relation([(0, 1)], [(1, 2)], [span]), inside) for span in ((2, 7), (2, 10), (7, 10))]
    assert kinds == ["quoted", "mixed", "unquoted"]


def test_times_count_twice_the_right_over_said_and_marked() -> None:
    assert times.f1(3, 4, 6) == pytest.approx(0.6)
    sums = times.total([times.Found(said=4, overlapping=3, marked=6, found=3), times.Found()])
    assert (sums.said, sums.marked, sums.found) == (4, 6, 3)
    assert times._span_f1(sums) == pytest.approx(2 * 0.75 * 0.5 / 1.25)


def test_words_run_on_as_text() -> None:
    text, spans = certainty.running(["They", "did", "n't", "leave", ",", "he", "said", "."])
    assert text == "They didn't leave, he said."
    assert [text[a:b] for a, b in spans][:4] == ["They", "did", "n't", "leave"]


def test_every_yardstick_says_why_it_is_skipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RASHOMON_SHARED", str(tmp_path))
    for one in YARDSTICKS:
        if module_of(one) is None:
            continue
        found = measured(one, 1)
        assert found, one.title
        if one.title != "numbers and units":  # its own cases are part of the repository; so are some copies
            assert any("skipped" in measure.note for measure in found), one.title


def test_a_sample_below_its_floor_falls_and_rounding_does_not() -> None:
    figures = [Measure("a", 0.70, 0.9, ""), Measure("b", 0.78, 0.9, ""), Measure("c", None, 0.9, "", "skipped: x")]
    assert sampled.held(figures, {"a": 0.8, "b": 0.8, "c": 0.8}, YARDSTICKS[0]) == ["a"]


def test_the_table_shows_what_is_below_and_what_was_not_measured() -> None:
    row = results.Row((Measure("places/x", 0.5, 0.9, "10 names", "given"),), "abc", 3.0)
    page = results.written({"places": row})
    assert "| places/x | 0.500 | 0.9 | below | 10 names | given |" in page
    assert page.count("Not measured yet.") == len(YARDSTICKS) - 1


def test_pins_come_back_as_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sampled, "FILE", tmp_path / "pins.json")
    pinned = sampled.Pins({"a": 0.5}, {"weights": "ff"}, ["killed:1", "when:2"])
    sampled.write(pinned)
    assert sampled.pins() == pinned
