"""Score an answer (the JSON of `rashomon report`) against a story's key.

A story is a folder with reports and key.json. The score weighs what was found and said rightly: half of it is the F1 of
the claims times the share of them with the right speaker, a fifth the verdicts, and .15 each the events (B3) and the
required findings. Claims are matched by report, field, value and words, never by the answer's own ids, so that any tool
which writes the same JSON can be scored.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

Data = dict[str, Any]
Spans = list[tuple[int, int]]

SMALL_WORDS = frozenset((
    "the", "a", "an", "of", "in", "on", "at", "to", "for", "from", "by", "and", "or", "its", "his", "her", "their", "s",
    "as", "with", "that", "is", "was", "are", "were", "has", "have", "had",
))  # fmt: skip
JUDGED = frozenset({
    "dispute", "self_contradiction", "reference", "distortion", "copy", "correction", "same_utterance",
})  # fmt: skip
SAME_NAME = {
    "jcs": "joint chiefs",
    "us": "united states",
    "usa": "united states",
    "rok": "south korea",
    "dprk": "north korea",
    "seoul": "south korea",
    "tokyo": "japan",
    "pyongyang": "north korea",
    "korean": "korea",
    "japanese": "japan",
    "american": "united states",
    "sinpho": "sinpo",
    "shinpo": "sinpo",
    "defense": "defence",
}
CLOCK = timedelta(hours=6)  # an interval shorter than this is a clock time, a longer one a day or more
CLOCK_SLACK = 5400  # seconds
ZONE_SLACK = 1200  # seconds around nine hours: the right clock read in the wrong zone of the two Koreas and Japan
DAY_SLACK = timedelta(hours=14)  # a day said in another zone


@dataclass(frozen=True)
class Story:
    """A key with the texts it speaks of; paths are the report files in the order of the key."""

    name: str
    folder: Path
    key: Data
    texts: Mapping[str, str]

    @property
    def paths(self) -> list[str]:
        """The report files."""
        return [str(self.folder / file) for file in self.texts]


@dataclass
class Score:
    """One story's figures; `found` and `missed` are ids of required claims of the key, `notes` says what went wrong."""

    story: str
    found: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    recall: float = 0.0
    precision: float = 0.0
    paired: int = 0
    speaker: int = 0
    stance: int = 0
    relay: tuple[int, int] = (0, 0)
    events: float = 0.0
    verdicts: tuple[int, int] = (0, 0)
    positions: tuple[int, int] = (0, 0)
    findings: tuple[int, int] = (0, 0)
    extra: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        """F1 of the claims."""
        return 2 * self.recall * self.precision / max(1e-9, self.recall + self.precision)

    @property
    def score(self) -> float:
        """The figure that the floors pin, 0 to 1."""
        return (
            0.5 * self.f1 * self.speaker / max(1, self.paired)
            + 0.2 * self.verdicts[0] / max(1, self.verdicts[1])
            + 0.15 * self.events
            + 0.15 * self.findings[0] / max(1, self.findings[1])
        )


def load_story(folder: Path) -> Story:
    """Load key.json and the reports beside it."""
    key = json.loads((folder / "key.json").read_text(encoding="utf-8"))
    # newline="" keeps carriage returns, which the offsets count
    texts = {}
    for report in key["reports"]:
        with (folder / report["file"]).open(encoding="utf-8", newline="") as file:
            texts[report["file"]] = file.read()
    return Story(folder.name, folder, key, texts)


def score(story: Story, answer: Data) -> Score:
    """Score an answer against a story."""
    return _Matching(story, answer).scored()


class _Matching:
    """Which claim of the answer answers which claim of the key."""

    def __init__(self, story: Story, answer: Data) -> None:
        self.key, self.texts, self.answer = story.key, story.texts, answer
        self.file_of = {one["id"]: Path(one.get("path") or "").name for one in answer["documents"]}
        self.claims = [
            dict(claim, event=event["id"], file=self.file_of.get(claim["document"], ""))
            for event in answer["events"]
            for claim in event["claims"]
        ]
        self.by_id = {claim["id"]: claim for claim in self.claims}
        self.result = Score(story.name)
        self.pair: dict[str, Data] = {}
        self.taken: set[str] = set()

    def scored(self) -> Score:
        self._pair_claims()
        self._count_precision()
        self._count_voices()
        self._count_events()
        self._count_verdicts()
        self._count_findings()
        return self.result

    def _meets(self, gold: Data, claim: Data) -> bool:
        if claim["file"] != gold["report"] or claim["field"] != gold["field"]:
            return False
        if not any(same_value(value, claim["value"]) for value in [gold["value"], *gold.get("value_also", [])]):
            return False
        words = claim.get("text") or ""
        # the answer's offsets count the document's own text, so a claim is found by its words as well as by its place
        return (
            _touches(_places_of(self.texts[gold["report"]], gold["evidence"]), claim)
            or words in gold["evidence"]
            or gold["evidence"] in words
            or overlap(words, gold["evidence"]) >= 0.75
        )

    def _pair_claims(self) -> None:
        for gold in self.key["claims"]:
            options = [claim for claim in self.claims if claim["id"] not in self.taken and self._meets(gold, claim)]
            if not options:
                continue
            names = [gold["speaker"], *gold.get("speaker_also", [])]
            best = max(options, key=lambda claim: max(overlap(name, _origin(claim).get("name", "")) for name in names))
            self.pair[gold["id"]] = best
            self.taken.add(best["id"])
        for gold in self.key["claims"]:
            if gold.get("optional"):
                continue
            hit = gold["id"] in self.pair
            (self.result.found if hit else self.result.missed).append(gold["id"])
            if not hit:
                self.result.notes.append(f"claim {gold['id']} {gold['report']} {gold['field']} {gold['evidence']!r}")
        self.result.paired = len(self.pair)
        self.result.recall = len(self.result.found) / max(1, len(self.result.found) + len(self.result.missed))

    def _count_precision(self) -> None:
        mains = {event["id"] for event in self.key["events"] if event.get("main")}
        events = {
            self.pair[gold["id"]]["event"]
            for gold in self.key["claims"]
            if gold["event"] in mains and gold["id"] in self.pair
        }
        fields = {gold["field"] for gold in self.key["claims"]}
        neutral = [(one["report"], _places_of(self.texts[one["report"]], one["evidence"]))
                   for one in self.key.get("neutral", [])]  # fmt: skip
        right = judged = 0
        for claim in self.claims:
            if claim["event"] not in events or claim["field"] not in fields:
                continue
            good = claim["id"] in self.taken or any(self._meets(gold, claim) for gold in self.key["claims"])
            if not good and any(claim["file"] == file and _touches(spans, claim) for file, spans in neutral):
                continue
            judged += 1
            right += good
            if not good:
                self.result.notes.append(
                    f"wrong {claim['file']} {claim['field']} {_shown(claim['value']) or claim['value']}"
                    f" {claim.get('text')!r} ({claim.get('maker')})"
                )
        self.result.precision = right / max(1, judged)

    def _count_voices(self) -> None:
        relays = hits = 0
        for gold in self.key["claims"]:
            claim = self.pair.get(gold["id"])
            if claim is None:
                continue
            origin = _origin(claim)
            # an agency's own voice is the origin
            wanted = gold["speaker"] or (gold["relay"][-1] if gold["relay"] else "")
            said = f"{origin.get('name') or ''} {origin.get('office') or ''}".strip()
            named = any(overlap(name, said) >= 0.5 for name in [wanted, *gold.get("speaker_also", [])])
            self.result.speaker += named
            if not named:
                self.result.notes.append(
                    f"speaker {gold['id']} {gold['report']} {gold['field']} wanted {wanted!r}"
                    f" got {origin.get('name')!r}"
                )
            for agency in [] if [] in gold.get("relay_also", []) else gold["relay"]:
                relays += 1
                hits += any(overlap(agency, voice.get("name") or "") >= 0.5 for voice in claim.get("chain") or [])
            stance = claim.get("stance") or {}
            fits = stance.get("certainty") == gold["certainty"] and stance.get("polarity") in [
                gold["polarity"], *_listed(gold.get("polarity_also")),
            ]  # fmt: skip
            self.result.stance += fits
            if not fits:
                self.result.notes.append(
                    f"stance {gold['id']} wanted {gold['polarity']}/{gold['certainty']}"
                    f" got {stance.get('polarity')}/{stance.get('certainty')}"
                )
        self.result.relay = hits, relays

    def _count_events(self) -> None:
        ids = [gold["id"] for gold in self.key["claims"] if gold["id"] in self.pair]
        truth = {gold["id"]: gold["event"] for gold in self.key["claims"]}
        precision = recall = 0.0
        for one in ids:
            mine = {other for other in ids if self.pair[other]["event"] == self.pair[one]["event"]}
            true = {other for other in ids if truth[other] == truth[one]}
            precision += len(mine & true) / len(mine)
            recall += len(mine & true) / len(true)
        count = max(1, len(ids))
        self.result.events = 2 * (precision / count) * (recall / count) / max(1e-9, (precision + recall) / count)
        for event in {truth[one] for one in ids}:
            homes = sorted({self.pair[one]["event"] for one in ids if truth[one] == event})
            if len(homes) > 1:
                self.result.notes.append(f"event {event} lies in {len(homes)} events: {' '.join(homes)}")
        for home in {self.pair[one]["event"] for one in ids}:
            events = sorted({truth[one] for one in ids if self.pair[one]["event"] == home})
            if len(events) > 1:
                self.result.notes.append(f"events {' '.join(events)} are one event: {home}")

    def _count_verdicts(self) -> None:
        right = pairs = together = 0
        for wanted in self.key["fields"]:
            members = [one for position in wanted["positions"] for one in position]
            homes = [self.pair[one]["event"] for one in members if one in self.pair]
            home = max(dict.fromkeys(homes), key=homes.count) if homes else None
            lineup = next(
                (line for event in self.answer["events"] if event["id"] == home
                 for line in event["fields"] if line["name"] == wanted["field"]), None,
            )  # fmt: skip
            fine = {wanted["verdict"], wanted.get("without_copies"), wanted.get("after_corrections")}
            fine |= set(_listed(wanted.get("also_ok")))
            if lineup and lineup["verdict"] in fine:
                right += 1
            else:
                self.result.notes.append(
                    f"verdict {wanted['event']}.{wanted['field']} wanted {wanted['verdict']}"
                    f" got {lineup and lineup['verdict']}"
                )
            if wanted["verdict"] == "disputed" and lineup:
                more, good = self._count_positions(wanted["positions"], lineup["positions"])
                pairs += more
                together += good
        self.result.verdicts = right, len(self.key["fields"])
        self.result.positions = together, pairs

    def _count_positions(self, wanted: Sequence[Sequence[str]], got: Sequence[Data]) -> tuple[int, int]:
        members = sorted({one for position in wanted for one in position if one in self.pair})
        side = {one: {at for at, position in enumerate(got) if self.pair[one]["id"] in position["claims"]}
                for one in members}  # fmt: skip
        want = {one: {at for at, position in enumerate(wanted) if one in position} for one in members}
        pairs = [(one, other) for one in members for other in members if one < other]
        return len(pairs), sum(bool(side[a] & side[b]) == bool(want[a] & want[b]) for a, b in pairs)

    def _count_findings(self) -> None:
        findings = self.answer["findings"]
        needed = [one for one in self.key["findings"] if one.get("must", True) and not one.get("optional")]
        missed = [gold for gold in needed if not any(self._answers(gold, one) for one in findings)]
        extra = [
            one for one in findings
            if one["kind"] in JUDGED and not any(self._answers(gold, one) for gold in self.key["findings"])
        ]  # fmt: skip
        self.result.findings = len(needed) - len(missed), len(needed)
        self.result.extra = len(extra)
        self.result.notes += [f"finding {gold['kind']} {gold['report']} {gold['evidence']!r}" for gold in missed]
        self.result.notes += [f"extra {one['kind']}: {one.get('message')}" for one in extra]

    def _answers(self, gold: Data, finding: Data) -> bool:
        if finding["kind"] not in {gold["kind"], *_listed(gold.get("also"))}:
            return False
        spans = _places_of(self.texts[gold["report"]], gold["evidence"])
        own = {"file": self.file_of.get(finding.get("document") or "", ""), "text": finding.get("message", ""),
               "start": finding.get("start"), "end": finding.get("end")}  # fmt: skip
        claims = [self.by_id[one] for one in finding.get("claims") or [] if one in self.by_id]
        return any(
            one["file"] == gold["report"]
            and (_touches(spans, one) or overlap(one.get("text") or "", gold["evidence"]) >= 0.5)
            for one in [own, *claims]
        )


def same_value(gold: Data, got: Data) -> bool:
    """Return whether two values are the same for the key's purposes."""
    kind = gold.get("type")
    if kind != got.get("type"):
        if {kind, got.get("type")} <= {"place", "actor", "words", "term"}:
            return overlap(_shown(gold), _shown(got)) >= 0.6
        return False
    if kind == "quantity":
        unit = gold.get("unit") or got.get("unit") or ""
        same = (gold.get("low"), gold.get("high")) == (got.get("low"), got.get("high"))
        return same and (got.get("unit") or unit) == unit
    if kind == "time":
        return _same_time(gold, got)
    if kind == "term":
        return _letters(gold["concept"]) == _letters(str(got.get("concept", "")))
    return overlap(_shown(gold), _shown(got)) >= (0.5 if kind == "words" else 0.6)


def overlap(one: str, other: str) -> float:
    """Return the share of the shorter text's words that the other one has too, 0 to 1; 1 for two empty texts."""
    mine, theirs = set(_folded(one)), set(_folded(other))
    if not mine or not theirs:
        return float(not mine and not theirs)
    return len(mine & theirs) / min(len(mine), len(theirs))


def _folded(text: str) -> list[str]:
    text = unicodedata.normalize("NFKD", text or "").lower().replace("’", "'")
    text = re.sub(r"'s\b|'", "", "".join(char for char in text if not unicodedata.combining(char)))
    words = [part for token in re.findall(r"[a-z0-9]+", text) for part in SAME_NAME.get(token, token).split()]
    return [word for word in words if word not in SMALL_WORDS]


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _shown(value: Data) -> str:
    parts = (str(value.get(name) or "") for name in ("name", "office", "concept", "text"))
    return " ".join(parts).replace("_", " ").strip()


def _listed(value: Any) -> list[Any]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _origin(claim: Data) -> Data:
    """The last voice of a chain; a chain of one is the outlet's own voice, which has no name here."""
    chain: list[Data] = claim.get("chain") or []
    return chain[-1] if len(chain) > 1 else {"name": ""}


def _places_of(text: str, evidence: str) -> Spans:
    return [(match.start(), match.end()) for match in re.finditer(re.escape(evidence), text)]


def _touches(spans: Spans, claim: Data) -> bool:
    start, end = claim.get("start"), claim.get("end")
    return start is not None and end is not None and any(start < last and first < end for first, last in spans)


def _moment(text: str | None, end: bool = False) -> datetime | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment + timedelta(days=1) if len(text) <= 10 and end else moment


def _same_time(gold: Data, got: Data) -> bool:
    first, last = _moment(gold.get("earliest")), _moment(gold.get("latest"), end=True)
    start, end = _moment(got.get("earliest")), _moment(got.get("latest"), end=True)
    if first is None or last is None or start is None or end is None:
        return (first, last) == (start, end)
    if last - first < CLOCK:
        apart = (start - first).total_seconds()
        if abs(apart) <= CLOCK_SLACK or start.strftime("%H:%M") == first.strftime("%H:%M"):
            return True
        return any(abs(apart + hours * 3600) <= ZONE_SLACK for hours in (9, -9))
    return start >= first - DAY_SLACK and end <= last + DAY_SLACK
