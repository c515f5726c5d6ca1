"""Which mentions of events, over many documents, speak of one event.

Within the reports of one story two mentions are one event when their words can name it (the same stem, or words of one
family such as "die", "death" and "fatal"), and what stands beside them does not keep them apart. Across stories nothing
corefers: look-alike events ("another quake") differ in the names around them, and those made the stories. The families
are the verbs and nouns of everyday news; a pack's own words come on top of them (`families`).
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from rashomon.gather.identity import content_words
from rashomon.packs.form import Pack

FAMILIES: Final = (
    "die died dies death dead deaths dying kill killed killing kills slain slay murder murdered murdering fatal "
    "deceased fatally succumb succumbed hang hanged hanging hung suicide passed",
    "injure injured injury injuries injuring wound wounded wounds hurt",
    "arrest arrested arrests custody apprehended detained nabbed",
    "charge charged charges charging indicted indictment accuse accused accuses",
    "win won winning wins victory lose lost loses loss defeat beat defeated overcome comeback triumph",
    "acquire acquisition acquired buy bought buying purchase acquires acquiring deal takeover offer",
    "announce announced announcement announces unveil unveiled",
    "crash crashed collision", "sentence sentenced sentencing", "convict convicted conviction",
    "begin began begins start started starts", "marry married marriage wedding wed",
    "steal stole stolen theft thefts robbery robbed heist snatch snatched",
    "resign resigned resignation quit", "elect elected election",
    "rise rose risen increase increased", "drop dropped fall fell fallen",
    "escape escaped escapes escaping fled fleeing runs walked loose",
    "check checked checks checking enter entered enters admit admitted rehab",
    "replace replaced replaces succeed succeeds", "name named pick picked cast chosen",
    "cut cuts cutting sever severed damage damaged damages break broken fail failed",
    "issue issued issues release released releases rush rushed", "fix fixed fixes fixing close closed plug resolves",
    "destroy destroyed devastate devastated level leveled raze razed ripped", "disrupt disrupted disruption outage "
    "outages downtime", "raid raided raids sweep sweeps swoop", "riot riots rioting unrest clash clashes clashed",
    "negotiate negotiated negotiations negotiating talks", "protest protested protests demonstrate demonstration",
    "find found discover discovered discovery", "hold held retain retained defend", "mark record milestone",
    "overturn overturned restore restored reverse reversed", "transfer transferred move moved moving transport",
    "make made making makes", "leave left leaving leaves", "shake shook shaken jolt jolted rattle rattled",
    "hire hired hires sign signed signing signs", "play played plays playing", "speak spoke speaks spoken speech",
)  # fmt: skip
SUFFIX: Final = re.compile(r"(?:ations?|ings?|ed|es|s|ers?|ions?|ments?|al|ly|e)$")
# What anybody may say or do many times in one story: only what stands beside it tells whether it is one event.
LIGHT: Final = frozenset({
    "say", "said", "says", "saying", "tell", "told", "tells", "report", "reported", "reporting", "reports", "cause",
    "caused", "causing", "causes", "make", "made", "take", "took", "come", "came", "go", "went", "get", "got", "have",
    "had", "give", "gave", "play", "played", "playing", "scored", "touchdowns", "help", "confirmed", "career",
    "was", "is", "be", "to", "in", "on", "over", "into", "out", "said.", "security", "called", "use", "used",
})  # fmt: skip
NAMED: Final = 0.7  # what the same name is worth; the rest is what stands beside
LIGHTLY: Final = 0.25
ENOUGH: Final = 0.55
HERE: Final = 0.15  # a mention of the same document corefers more readily


class EventMention(msgspec.Struct, frozen=True):
    """One place where an event is spoken of: its words' head as a lemma, and the content words of its sentence.

    story: which reports belong together (`gather/stories`); beside: content words near it, names above all.
    """

    id: str
    document: str
    story: str
    head: str
    beside: frozenset[str] = frozenset()


def families(packs: Sequence[Pack]) -> dict[str, str]:
    """Word to the family that it names events with; a pack's words for one concept are a family."""
    found = {word: line.split()[0] for line in reversed(FAMILIES) for word in line.split()}
    for pack in packs:
        for family, words in pack.lookups.get("families", {}).items():
            found |= dict.fromkeys(words.split("|"), f"{pack.name}/{family}")
        nouns = {name[1:] for frame in pack.frames for name in (*frame.nouns, *frame.verbs) if name.startswith("@")}
        for word in pack.words:
            if word.group in nouns and " " not in word.phrase and word.concept:
                found.setdefault(word.phrase, f"{pack.name}/{word.concept}")
    return {stem(word): family for word, family in reversed(found.items())} | found


def stem(word: str) -> str:
    """A word without the endings that verbs and their nouns differ by; four letters stay at least."""
    plain = word.casefold().strip("'’\"-.,")
    for _ in range(2):
        cut = SUFFIX.sub("", plain)
        plain = cut if len(cut) >= 4 else plain
    if len(plain) > 4 and plain[-1] == plain[-2]:
        plain = plain[:-1]
    return plain


def cluster_mentions(mentions: Iterable[EventMention], named: Mapping[str, str]) -> dict[str, str]:
    """Return mention id to the id of the first mention (by id) of its event.

    named: word to family, from `families`. Mentions are joined from the likest pair down, by average linkage.
    """
    by_story: dict[str, list[EventMention]] = defaultdict(list)
    for mention in sorted(mentions, key=lambda one: one.id):
        by_story[mention.story].append(mention)
    found: dict[str, str] = {}
    for group in by_story.values():
        found |= _in_story(group, named)
    return found


def _in_story(mentions: Sequence[EventMention], named: Mapping[str, str]) -> dict[str, str]:
    among = Counter(word for mention in mentions for word in mention.beside)
    weight = {word: math.log((1 + len(mentions)) / count) for word, count in among.items()}
    names = [_name(mention.head, named) for mention in mentions]
    score: dict[tuple[int, int], float] = {}
    for one, first in enumerate(mentions):
        for other in range(one + 1, len(mentions)):
            if names[one] == names[other]:
                second = mentions[other]
                alike = _alike(first.beside, second.beside, weight)
                worth = LIGHTLY if first.head.casefold() in LIGHT else NAMED
                score[one, other] = worth + (1 - worth) * alike + HERE * (first.document == second.document)
    home = {number: [number] for number in range(len(mentions))}
    for one, other in sorted(score, key=lambda pair: (-score[pair], pair)):
        a, b = home[one], home[other]
        if a is b:
            continue
        mean = sum(score.get((min(x, y), max(x, y)), 0.0) for x in a for y in b) / (len(a) * len(b))
        if mean >= ENOUGH:
            a += b
            for number in b:
                home[number] = a
    return {mentions[number].id: mentions[min(group)].id for number, group in home.items()}


def _name(head: str, named: Mapping[str, str]) -> str:
    plain = head.casefold().strip("'’\"-.,")
    return named.get(plain) or named.get(stem(plain)) or stem(plain)


def _alike(one: frozenset[str], other: frozenset[str], weight: Mapping[str, float]) -> float:
    """Weighed words that both have, over those of the smaller."""
    whole = min(sum(weight[word] for word in one), sum(weight[word] for word in other))
    return sum(weight[word] for word in one & other) / whole if whole else 0.0


def words_beside(words: Sequence[str]) -> frozenset[str]:
    """Stems of the content words of a stretch."""
    return content_words(" ".join(words))
