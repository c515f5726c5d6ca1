"""The shipped network: its weights checked on load, and its scores for windows of words."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from rashomon.errors import WeightsError
from rashomon.text.decode import Floats, Grammar, grammar
from rashomon.text.fieldspans import FieldLabels, Tagger, score_fields
from rashomon.text.lemma import Lemmas, read_lemmas
from rashomon.text.pieces import CLS, SEP, SPECIAL_SHAPE

WEIGHTS: Final = Path(__file__).parent / "weights"
VERSION: Final = 3
FILES: Final = (
    "annotator.onnx", "relation.npz", "tokenizer.json", "labels.json", "lemmas.json", "fields.onnx", "fields.json",
)  # fmt: skip
OUTPUTS: Final = (
    "pos", "arcs", "relation_word", "relation_head", "names", "voices", "times", "link_word", "link_cue",
    "sureness", "middle",
)  # fmt: skip
SUM_WIDTH: Final = 128  # part of the relation vectors that is added, the rest is multiplied

LONGEST: Final = 250  # pieces of one stretch; longer sentences are cut
WINDOW: Final = 128  # pieces of a window of several sentences


class LabelSets(msgspec.Struct, frozen=True):
    """The labels of each head, in the order of its scores."""

    pos: tuple[str, ...]
    relations: tuple[str, ...]
    names: tuple[str, ...]


class Manifest(msgspec.Struct, frozen=True):
    """Which files make the weights, with their sha256."""

    version: int
    files: dict[str, str]


@dataclass(frozen=True)
class Annotator:
    """Everything that annotation needs, loaded once and passed on; safe to share between threads."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    labels: LabelSets
    name_grammar: Grammar
    lemmas: Lemmas
    relation_weight: Floats
    relation_bias: Floats
    tagger: Tagger


@dataclass(frozen=True)
class Stretch:
    """A sentence, or a part of one too long for the network: its words' pieces and shapes."""

    document: int
    sentence: int
    begin: int  # first word, counted in the sentence
    pieces: list[list[int]]
    shapes: list[int]

    @property
    def size(self) -> int:
        """Pieces, with the mark that ends a sentence."""
        return 1 + sum(map(len, self.pieces))


Scores = dict[str, Floats]


def load_annotator(folder: Path | None = None, threads: int = 2) -> Annotator:
    """Load the annotator; without a folder, the weights that the package ships.

    Raises WeightsError, naming the file, where one is missing, damaged or of another version.
    """
    place = WEIGHTS if folder is None else folder
    manifest = _manifest(place)
    held = {name: _checked(place / name, manifest.files.get(name, "")) for name in FILES}
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.use_deterministic_compute = True
    try:
        session = onnxruntime.InferenceSession(held["annotator.onnx"], options, providers=["CPUExecutionProvider"])
        fields = onnxruntime.InferenceSession(held["fields.onnx"], options, providers=["CPUExecutionProvider"])
        tagger = Tagger(fields, msgspec.json.decode(held["fields.json"], type=FieldLabels))
        tokenizer = Tokenizer.from_str(held["tokenizer.json"].decode("utf8"))
        labels = msgspec.json.decode(held["labels.json"], type=LabelSets)
        relation = np.load(io.BytesIO(held["relation.npz"]), allow_pickle=False)
        lemmas = read_lemmas(held["lemmas.json"])
        return Annotator(
            session, tokenizer, labels, grammar(labels.names), lemmas, relation["weight"], relation["bias"], tagger
        )
    except Exception as error:  # each library has exceptions of its own; the user needs the folder and the reason
        raise WeightsError(f"annotator weights in {place} cannot be used: {error}") from error


def _manifest(place: Path) -> Manifest:
    path = place / "manifest.json"
    if not path.is_file():
        raise WeightsError(f"annotator weights are missing: no file {path}")
    try:
        manifest = msgspec.json.decode(path.read_bytes(), type=Manifest)
    except (msgspec.DecodeError, OSError) as error:
        raise WeightsError(f"annotator weights: {path} cannot be read: {error}") from error
    if manifest.version != VERSION:
        raise WeightsError(f"annotator weights: {path} is of version {manifest.version}, this code needs {VERSION}")
    return manifest


def _checked(path: Path, digest: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise WeightsError(f"annotator weights are missing: no file {path}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise WeightsError(f"annotator weights: {path} is damaged (sha256 {found}, expected {digest or 'none listed'})")
    return content


def windows(stretches: Sequence[Stretch], limit: int = WINDOW) -> list[list[Stretch]]:
    """Neighbouring stretches of one document, together while they stay within ``limit`` pieces."""
    made: list[list[Stretch]] = []
    used = 0
    for one in stretches:
        if made and made[-1][0].document == one.document and used + one.size <= limit:
            made[-1].append(one)
            used += one.size
        else:
            made.append([one])
            used = 1 + one.size
    return made


def run(window: Sequence[Stretch], annotator: Annotator) -> Scores:
    """Scores of every head for a window; word 0 is the root, the words of the stretches follow in order.

    Windows run one by one: a row of about 128 pieces keeps a core busy, bigger batches leave its cache and are slower.
    So the answer for a document cannot depend on its company either (int8 activations share one scale per run).
    """
    given = inputs(window)
    answers = annotator.session.run(OUTPUTS, given)
    scores = {name: answer[0] for name, answer in zip(OUTPUTS, answers, strict=True)}
    middle = scores.pop("middle")
    return scores | score_fields(annotator.tagger, middle, given["first"][0], given["last"][0])


def inputs(window: Sequence[Stretch]) -> dict[str, npt.NDArray[np.int64]]:
    """A window as the network takes it: pieces and shapes (1, pieces), first and last piece of each word (1, words)."""
    pieces, shapes, first, last = [CLS], [SPECIAL_SHAPE], [0], [0]
    for stretch in window:
        for ids, kind in zip(stretch.pieces, stretch.shapes, strict=True):
            first.append(len(pieces))
            pieces += ids
            shapes += [kind] * len(ids)
            last.append(len(pieces) - 1)
        pieces.append(SEP)
        shapes.append(SPECIAL_SHAPE)
    return {
        name: np.array([row], np.int64)
        for name, row in (("pieces", pieces), ("shapes", shapes), ("first", first), ("last", last))
    }


def relation_scores(words: Floats, heads: Floats, annotator: Annotator) -> Floats:
    """Scores of every relation between words and their heads: two (n, width) to (n, relations)."""
    joined = np.maximum(words[:, :SUM_WIDTH] + heads[:, :SUM_WIDTH], 0)
    crossed = words[:, SUM_WIDTH:] * heads[:, SUM_WIDTH:]
    scored: Floats = np.concatenate([joined, crossed], 1) @ annotator.relation_weight + annotator.relation_bias
    return scored
