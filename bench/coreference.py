"""Event coreference over documents: CoNLL F1 with the key's mentions and topics that we find ourselves.

    python -m bench.coreference            ECB+ dev topics, and the half of the GVC dev incidents that is reported
    python -m bench.coreference --errors   what was torn apart or thrown together in the train topics and the other half

Documents are put to stories by the product (`gather/stories`), mentions to events by the product
(`gather/coreference`); only the mentions are the key's. Singletons count, as usual on these corpora.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from bench.clusters import b_cubed, ceaf_e, conll, muc
from bench.measure import Measure, command, looked_at, shared_folder, skipped
from rashomon.gather.coreference import EventMention, cluster_mentions, families, stem, words_beside
from rashomon.gather.identity import content_words
from rashomon.gather.stories import stories_of_words
from rashomon.packs.load import load_packs

ASKED = {"ecbplus": 0.80, "gvc": 0.75}
NEAR = 8
PARTICLES = frozenset({"in", "into", "on", "to", "up", "down", "over", "out", "off", "a", "the", "at", "of", "for"})


class Spoken(msgspec.Struct, frozen=True):
    """A mention of the key: where it stands, the lemma of its head, and its chain."""

    id: str
    document: str
    head: str
    beside: frozenset[str]
    chain: str


class Corpus(msgspec.Struct, frozen=True):
    """Documents as sentences of words, and the key's mentions; `part` says to which unit a document belongs."""

    sentences: dict[str, list[list[str]]]
    mentions: list[Spoken]
    part: dict[str, str]


def ecb(split: str) -> Corpus | None:
    """ECB+ in the form of Barhom et al. 2019; split "Train" or "Dev"; only the sentences that are validated."""
    folder = shared_folder("stories/ecbplus")
    if folder is None:
        return None
    sentences: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for line in (folder / f"barhom_processed/ECB_{split}_corpus.txt").read_text(encoding="utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:
            sentences[parts[0]][int(parts[1])].append(parts[3])
    raw = json.loads((folder / f"barhom_processed/ECB_{split}_Event_gold_mentions.json").read_text(encoding="utf-8"))
    mentions = []
    for number, one in enumerate(raw):
        words = sentences[one["doc_id"]][one["sent_id"]]
        first, last = one["tokens_number"][0], one["tokens_number"][-1]
        identity = f"{one['doc_id']}/{one['sent_id']:03}/{first:03}-{number}"
        mentions.append(_spoken(identity, one["doc_id"], words, (first, last), one["coref_chain"]))
    texts = {document: [found[key] for key in sorted(found)] for document, found in sentences.items()}
    return Corpus(texts, mentions, {document: document.partition("_")[0] for document in texts})


def gvc() -> Corpus | None:
    """The dev part of the Gun Violence Corpus; parts are incidents."""
    folder = shared_folder("stories/gvc")
    if folder is None:
        return None
    sentences, mentions, part = {}, [], {}
    for line in (folder / "gvc_dev.jsonl").read_text(encoding="utf-8").splitlines():
        one = json.loads(line)
        document = one["doc_id"]
        sentences[document], part[document] = one["sentences"], one["incident"]
        for each in one["event_mentions"]:
            words = one["sentences"][each["sent"]]
            at = (each["start"], each["end"])
            mentions.append(_spoken(each["mention_id"], document, words, at, each["chain"]))
    return Corpus(sentences, mentions, part)


def _spoken(identity: str, document: str, words: Sequence[str], at: tuple[int, int], chain: str) -> Spoken:
    first, last = at
    own = [word for word in words[first : last + 1] if any(char.isalpha() for char in word)]
    near = [*words[max(0, first - NEAR) : first], *words[last + 1 : last + 1 + NEAR]]
    heads = [word for word in own if word.casefold() not in PARTICLES] or own or [words[first]]
    return Spoken(identity, document, heads[-1], words_beside(near), chain)


def clustered(corpus: Corpus) -> dict[str, str]:
    """Mention id to event, by the product's own stories and coreference."""
    counted = {
        document: Counter(word for words in found for each in words for word in content_words(each))
        for document, found in corpus.sentences.items()
    }
    stories = stories_of_words(counted, {}, {})
    mentions = [EventMention(one.id, one.document, stories[one.document], one.head, one.beside)
                for one in corpus.mentions]
    return cluster_mentions(mentions, families(load_packs(())))


def lemma_baseline(corpus: Corpus) -> dict[str, str]:
    """Every mention of one stem is one event, whatever the topic."""
    return {one.id: stem(one.head) for one in corpus.mentions}


def measure(sample: int | None) -> list[Measure]:
    """CoNLL F1 of both corpora; they are small and always measured whole."""
    del sample
    found = []
    for name, corpus, kept in (("ecbplus", ecb("Dev"), None), ("gvc", gvc(), False)):
        if corpus is None:
            found.append(skipped(f"coreference/{name}", f"{name} is not here (RASHOMON_SHARED)", ASKED[name]))
            continue
        key = _key(corpus, kept)
        ours, plain = _only(clustered(corpus), key), _only(lemma_baseline(corpus), key)
        note = (f"MUC {muc(ours, key).f1:.3f} B3 {b_cubed(ours, key).f1:.3f} CEAF-e {ceaf_e(ours, key).f1:.3f}; "
                f"stem alone {conll(plain, key):.3f}")
        size = f"{len(key)} mentions, {len(set(key.values()))} chains"
        found.append(Measure(f"coreference/{name}", conll(ours, key), ASKED[name], size, note))
    return found


def _key(corpus: Corpus, look: bool | None) -> dict[str, str]:
    """The key's chains, of one half of the parts where a half is asked for."""
    return {one.id: one.chain for one in corpus.mentions
            if look is None or looked_at(corpus.part[one.document]) == look}


def _only(found: Mapping[str, str], key: Mapping[str, str]) -> dict[str, str]:
    return {item: found[item] for item in key}


def errors(sample: int | None) -> None:
    """Print the largest chains torn apart and clusters thrown together, of the parts that may be looked at."""
    for name, corpus, look in (("ecbplus train", ecb("Train"), None), ("gvc", gvc(), True)):
        if corpus is None:
            print(f"{name} is not here", file=sys.stderr)
            continue
        key = _key(corpus, look)
        ours = _only(clustered(corpus), key)
        heads = {one.id: one.head for one in corpus.mentions}
        print(f"== {name}: CoNLL {conll(ours, key):.3f} MUC {muc(ours, key)} B3 {b_cubed(ours, key)}")
        for label, one, other in (("torn apart", key, ours), ("thrown together", ours, key)):
            groups: dict[str, list[str]] = defaultdict(list)
            for item in key:
                groups[one[item]].append(item)
            wrong = sorted(groups.values(), key=lambda items: -len({other[item] for item in items}))
            print(f"-- {label}")
            for items in wrong[: sample or 30]:
                parts: dict[str, list[str]] = defaultdict(list)
                for item in items:
                    parts[other[item]].append(heads[item])
                print("   ", " | ".join(" ".join(sorted(set(words))) for words in parts.values())[:160])


if __name__ == "__main__":
    sys.exit(command(__doc__, measure, errors))
