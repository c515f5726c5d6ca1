"""Annotation of whole documents, with the weights that the package ships."""

import json
import shutil
from pathlib import Path

import pytest

from rashomon.errors import WeightsError
from rashomon.text.annotate import annotate
from rashomon.text.annotation import AnnotatedSentence
from rashomon.text.network import WEIGHTS, Annotator, load_annotator

pytestmark = pytest.mark.skipif(
    not (WEIGHTS / "manifest.json").is_file(), reason="no annotator weights in this checkout"
)


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return load_annotator(threads=1)


def one(text: str, annotator: Annotator) -> AnnotatedSentence:
    """The annotation of a text that is a single sentence."""
    [annotation] = annotate([(text, [(0, len(text))])], annotator)
    [sentence] = annotation.sentences
    return sentence


def roles(sentence: AnnotatedSentence, verb: str) -> dict[str, set[str]]:
    """Relations to the words that hang on a verb, given by its lemma."""
    at = next(place for place, token in enumerate(sentence.tokens) if token.lemma == verb and token.pos == "VERB")
    found: dict[str, set[str]] = {}
    for token in sentence.tokens:
        if token.head == at:
            found.setdefault(token.relation, set()).add(token.text)
    return found


def said(text: str, sentence: AnnotatedSentence) -> list[tuple[str, str, str]]:
    return [
        tuple(" ".join(text[a:b] for a, b in group) for group in (found.source, found.cue, found.content))
        for found in sentence.attributions
    ]  # type: ignore[misc]


# --- what comes out is well formed, whatever goes in ----------------------------------------------------------

ODD = {
    "empty": "",
    "spaces": "  \n\t ",
    "emoji": "Two 🚀🚀 fired 😱!!! 👩‍👩‍👧‍👦",
    "right to left": "الصاروخ سقط في البحر، قال الوزير",
    "control": "Two\x00 missiles\x07 were\u200b fired\ufeff.",
    "capitals": "NORTH KOREA FIRES TWO MISSILES, SEOUL SAYS",
    "one long word": "a" * 20_000,
    "only marks": "?!" * 300 + '"' * 40,
    "surrogate": "Two \ud800 missiles.",
}


@pytest.mark.parametrize("text", ODD.values(), ids=ODD.keys())
def test_odd_text_is_annotated_all_the_same(text: str, annotator: Annotator) -> None:
    check(text, one(text, annotator))


def test_a_very_long_sentence_keeps_every_word_and_one_root(annotator: Annotator) -> None:
    text = "The ministry said that a missile flew over the island and fell into the sea, " * 60
    sentence = one(text, annotator)
    check(text, sentence)
    assert len(sentence.tokens) == 16 * 60


def check(text: str, sentence: AnnotatedSentence) -> None:
    covered = "".join(text[token.start : token.end] for token in sentence.tokens)
    assert covered == "".join(text.split())
    assert sum(token.head == -1 for token in sentence.tokens) == (1 if sentence.tokens else 0)
    for place, token in enumerate(sentence.tokens):
        assert token.text == text[token.start : token.end]
        assert (token.relation == "root") == (token.head == -1)
        assert token.head != place
        assert -1 <= token.head < len(sentence.tokens)
    for span in (*sentence.names, *sentence.times):
        assert 0 <= span.start < span.end <= len(text)


def test_offsets_count_from_the_start_of_the_document(annotator: Annotator) -> None:
    text = "Nothing here. The navy fired two missiles on Tuesday."
    [annotation] = annotate([(text, [(0, 13), (14, len(text))])], annotator)
    second = annotation.sentences[1]
    assert [text[token.start : token.end] for token in second.tokens] == [token.text for token in second.tokens]
    assert second.tokens[0].start == 14
    assert all(token.head < len(second.tokens) for token in second.tokens)


def test_no_documents_and_documents_without_sentences(annotator: Annotator) -> None:
    assert annotate([], annotator) == []
    assert [each.sentences for each in annotate([("words that nobody asked about", [])], annotator)] == [()]


def test_the_answer_does_not_depend_on_the_company(annotator: Annotator) -> None:
    texts = [
        "Officials in the port said three boats sank.",
        "A magnitude 6.1 earthquake struck the island on Monday, killing nine people.",
        "The army chief denied it.",
    ]
    documents = [(text, [(0, len(text))]) for text in texts]
    together = annotate(documents, annotator)
    assert together == [annotate([document], annotator)[0] for document in documents]
    assert together == annotate(documents, annotator)


# --- the verbs of the reports ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The North fired two missiles from Sinpo on Tuesday.", "fire", {"nsubj": "North", "obj": "missiles"}),
        ("Iran launched at least three ballistic missiles on Monday.", "launch", {"nsubj": "Iran", "obj": "missiles"}),
        ("Two rockets were fired by the rebels.", "fire", {"nsubj:pass": "rockets", "obl:agent": "rebels"}),
        ("At least 14 people were killed in the blast.", "kill", {"nsubj:pass": "people"}),
        ("The missile, which was launched from a train, fell into the sea.", "launch", {"nsubj:pass": "which"}),
        ("The missile, which was launched from a train, fell into the sea.", "fall", {"nsubj": "missile"}),
        ("A drone struck the port, killing four workers.", "kill", {"obj": "workers"}),
        ("Two ferries sank off the coast, the navy said.", "sink", {"nsubj": "ferries"}),
        ("According to police, a bomb exploded in the market.", "explode", {"nsubj": "bomb"}),
        ("Rina Okada (Japan's defence minister) said two fell.", "say", {"nsubj": "Rina"}),
        ("The test failed, reported Kyodo News.", "report", {"nsubj": "News"}),
    ],
)
def test_who_did_what(text: str, verb: str, expected: dict[str, str], annotator: Annotator) -> None:
    found = roles(one(text, annotator), verb)
    assert {relation: word for relation, word in expected.items() if word in found.get(relation, ())} == expected


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("The prime minister said that two missiles had been launched.", "The prime minister", "said"),
        ("According to the coast guard, one missile fell into the sea.", "the coast guard", "According to"),
        ("Two missiles were fired, according to Yonhap.", "Yonhap", "according to"),
        ('"We counted two," a senior official said.', "a senior official", "said"),
        ("The launch failed, reported Kyodo News.", "Kyodo News", "reported"),
    ],
)
def test_speakers_and_their_cues(text: str, source: str, cue: str, annotator: Annotator) -> None:
    found = said(text, one(text, annotator))
    assert [one[:2] for one in found] == [(source, cue)]


def test_names_and_times(annotator: Annotator) -> None:
    text = "Sung Kim met Japanese officials in Washington on Monday."
    sentence = one(text, annotator)
    assert {(text[name.start : name.end], name.label) for name in sentence.names} >= {
        ("Sung Kim", "Person"),
        ("Washington", "Location"),
    }
    assert [text[span.start : span.end] for span in sentence.times] == ["Monday"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Sung Kim met Japanese officials in Washington.", "Sung Kim"),
        ("Kim Jong Un watched the test, state media said.", "Kim Jong Un"),
        ("Noh Kyu-duk spoke to reporters in Seoul.", "Noh Kyu-duk"),
    ],
)
def test_a_persons_name_is_whole(text: str, person: str, annotator: Annotator) -> None:
    assert person in {text[name.start : name.end] for name in one(text, annotator).names if name.label == "Person"}


# --- the weights ----------------------------------------------------------------------------------------------


def test_missing_weights_are_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"missing.*manifest\.json"):
        load_annotator(tmp_path)


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    return tmp_path / "weights"


def test_a_file_that_is_gone_is_named(copied: Path) -> None:
    (copied / "relation.npz").unlink()
    with pytest.raises(WeightsError, match=r"missing.*relation\.npz"):
        load_annotator(copied)


def test_a_damaged_file_is_named(copied: Path) -> None:
    with (copied / "annotator.onnx").open("r+b") as handle:
        handle.seek(1000)
        handle.write(b"broken")
    with pytest.raises(WeightsError, match=r"annotator\.onnx is damaged"):
        load_annotator(copied)


def test_weights_of_another_version_are_refused(copied: Path) -> None:
    manifest = json.loads((copied / "manifest.json").read_text())
    (copied / "manifest.json").write_text(json.dumps(manifest | {"version": 99}))
    with pytest.raises(WeightsError, match="version 99"):
        load_annotator(copied)
    (copied / "manifest.json").write_text("{")
    with pytest.raises(WeightsError, match="cannot be read"):
        load_annotator(copied)


def test_the_weights_are_small_enough_to_ship() -> None:
    assert sum(path.stat().st_size for path in WEIGHTS.iterdir()) < 30 * 2**20
