"""Passages of news with the words that fill an event's fields marked: training text of the field tagger.

Two sources: the bank (``training/bank/*.txt``, written for this, every field marked) and keyed stories (``key.json``
beside its reports), whose keys say what is claimed but leave repetitions and headlines out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rashomon.extract.lexicon import word_book
from rashomon.packs.form import Pack
from rashomon.text.annotation import AnnotatedSentence
from rashomon.text.numbers import quantities
from rashomon.text.phrases import find_phrases

CLOSE = re.compile(r"\]\{([^{}]*)\}")
LABEL = re.compile(r"(?P<core>[^=#]+)(?:=(?P<value>[^#]+))?(?:#(?P<event>\d))?$")
EVENT_FIRST = re.compile(r"(#\d)(=.*)$")
KINDS = {"missile_test": "missile_launch", "disaster": "disaster", "armed_attack": "armed_attack"}
MANY_KINDS, DEALINGS = "diplomacy", frozenset({"meeting", "call", "statement", "offer", "refusal", "restored_contact"})
NEGATIVE = "neg"
FEW_WORDS = 8
BOUND_BEHIND = 12
"""Code points that a number may have beyond the evidence: "at least two" of which the key quotes "two"."""

Claim = dict[str, Any]
Reader = Callable[[str], Sequence[AnnotatedSentence]]

@dataclass(frozen=True)
class Mark:
    """Marked words (half-open code points): a field of a kind ("missile_launch.count"), or "!kind" for a trigger.

    concept: the pack's concept they state, "" without one. other: of another happening than the passage's main one.
    known: False where something is claimed there, but not in which words: neither right nor wrong.
    """

    start: int
    end: int
    label: str
    concept: str = ""
    other: bool = False
    known: bool = True


@dataclass(frozen=True)
class Passage:
    """A text marked for some packs. complete: everything is marked, so that what is not marked fills no field.

    A second pack's labels carry their kinds ("meeting.parties"): what is bare is the first one's.
    """

    packs: tuple[str, ...]
    text: str
    marks: tuple[Mark, ...]
    source: str
    complete: bool = True


def read_bank(folder: Path) -> list[Passage]:
    """All passages of the bank, in the order of their files; raises ValueError with file and line of a fault."""
    return [passage for path in sorted(folder.glob("*.txt")) for passage in read_file(path)]


def read_file(path: Path) -> Iterator[Passage]:
    """The passages of one file of the bank."""
    line = 1
    for block in re.split(r"(?m)^---\s*$", path.read_text("utf8")):
        here, line = line, line + block.count("\n")
        if not block.strip():
            continue
        head, _, body = block.strip().partition("\n")
        try:
            packs = tuple(word for word in head.split()[1:] if word != NEGATIVE)
            text, marked = unmarked(body.strip())
            yield Passage(packs, text, tuple(_mark(packs, *each) for each in marked), path.name)
        except (ValueError, IndexError) as error:
            raise ValueError(f"{path}:{here}: {error}") from error


def unmarked(body: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Text without its marks, and the marks as start, end and label: "[two]{count} flew" gives ("two flew", ...)."""
    out: list[str] = []
    stack: list[int] = []
    marks: list[tuple[int, int, str]] = []
    place = 0
    while place < len(body):
        sign = body[place]
        if sign == "[":
            stack.append(len(out))
        elif sign == "]":
            label = CLOSE.match(body, place)
            if label is None or not stack:
                raise ValueError(f"a bracket without its pair near {body[max(0, place - 30):place + 10]!r}")
            marks.append((stack.pop(), len(out), label.group(1)))
            place = label.end()
            continue
        elif sign in "{}":
            raise ValueError(f"a stray {sign} near {body[max(0, place - 30):place + 10]!r}")
        else:
            out.append(sign)
        place += 1
    if stack:
        raise ValueError("a bracket is not closed")
    return "".join(out), sorted(marks)


def _mark(packs: Sequence[str], start: int, end: int, written: str) -> Mark:
    mark = full_mark(start, end, written)
    core = mark.label
    own = core.lstrip("!").partition(".")[0]
    kind = "" if MANY_KINDS in packs and own in DEALINGS else KINDS.get(packs[0], "")
    if core.startswith("!"):
        label = f"!{core[1:] or kind}"
    else:
        label = f"{kind}.{core}" if kind else core
    return replace(mark, label=label)


def full_mark(start: int, end: int, written: str) -> Mark:
    """A mark whose label carries its kind: "disaster.killed#2", "!meeting"."""
    parts = LABEL.match(EVENT_FIRST.sub(r"\2\1", written))
    if parts is None:
        raise ValueError(f"label {written!r}")
    value = parts["value"] or ""
    concept = "" if value.isdigit() else value.split("/")[0]
    return Mark(start, end, parts["core"], concept, parts["event"] not in (None, "1"))


def read_story(folder: Path, pack: Pack, annotated: Reader) -> list[Passage]:
    """The reports of a keyed story, the key's claims as marks; annotated: text to sentences with their annotation."""
    key = json.loads((folder / "key.json").read_text("utf8"))
    kinds = {event["id"]: event["kind"] for event in key["events"]}
    main = {event["id"] for event in key["events"] if event.get("main")}
    made = []
    for report in key["reports"]:
        text = (folder / report["file"]).read_text("utf8")
        told = Report(text, annotated(text), pack)
        marks: list[Mark] = []
        for claim in key["claims"]:
            if claim["report"] == report["file"]:
                label = f"{KINDS.get(pack.name, kinds[claim['event']])}.{claim['field']}"
                marks += [_from_claim(claim, label, place, told, claim["event"] not in main)
                          for place in _places(claim["evidence"], text)]
        for neutral in key.get("neutral", []):
            if neutral["report"] == report["file"]:
                marks += [Mark(*place, "", known=False) for place in _places(neutral["evidence"], text)]
        made.append(Passage((pack.name,), text, tuple(marks), f"{pack.name}/{folder.name}", complete=False))
    return made


@dataclass(frozen=True)
class Report:
    """A report of a keyed story as it is marked: its text, its annotated sentences, and the pack whose words count."""

    text: str
    sentences: Sequence[AnnotatedSentence]
    pack: Pack


def _places(evidence: str, text: str) -> list[tuple[int, int]]:
    return [(hit.start(), hit.end()) for hit in re.finditer(re.escape(evidence), text)]


def _from_claim(claim: Claim, label: str, place: tuple[int, int], told: Report, other: bool) -> Mark:
    value = claim["value"]
    concept = value.get("concept", "") if value["type"] == "term" else ""
    found = _words_of(claim, place, told)
    return Mark(*(found or place), label, concept, other, known=found is not None)


def _words_of(claim: Claim, place: tuple[int, int], told: Report) -> tuple[int, int] | None:
    """Which of the evidence's words state the value; None where that cannot be told."""
    value, (start, end) = claim["value"], place
    kind = value["type"]
    if kind == "words":
        return None  # evidence is a whole clause where the bank marks the phrase: it taught spans that run on
    inside = [each for each in told.sentences if each.start < end and start < each.end]
    found: list[tuple[int, int]] = []
    if kind == "quantity":
        found = [(number.start, number.end) for each in inside for number in quantities(each)
                 if start <= number.start and number.end <= end + BOUND_BEHIND
                 and (number.value.low, number.value.high) == (value.get("low"), value.get("high"))]
    elif kind == "time":
        times = [(time.start, time.end) for each in inside for time in each.times
                 if start < time.end and time.start < end]
        found = times if len(times) == 1 else []
    elif kind == "term":
        book = word_book(told.pack)
        found = [(hit.start, hit.end) for each in inside for hit in find_phrases(each, book)
                 if start <= hit.start and hit.end <= end and any(
                     word.concept == value["concept"] for word in hit.payload)]
    elif value.get("name") and (at := told.text.find(value["name"], start, end)) >= 0:
        found = [(at, at + len(value["name"]))]
    if found:
        return found[0]
    return place if len(told.text[start:end].split()) <= (FEW_WORDS if kind == "term" else FEW_WORDS // 2) else None
