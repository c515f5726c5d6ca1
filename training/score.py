"""Scores of an annotator on the dev parts, from the scores that a network gives for windows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from bench.annotate import covered, f1, matches
from rashomon.text import decode
from rashomon.text.trees import tree
from training.batches import Labels, Window, batches, collate
from training.documents import Document, Relation

Outputs = dict[str, np.ndarray]
Run = Callable[[dict], Outputs]  # a batch of tensors in, scores of each head out
Relate = Callable[[np.ndarray, np.ndarray], np.ndarray]


def syntax(run: Run, relate: Relate, windows: list[Window], documents: list[Document]) -> dict[str, float]:
    """Part of speech, unlabelled and labelled attachment, over all words and over news documents."""
    hit = {"pos": [], "uas": [], "las": []}
    news = []
    for part in batches(windows, 4096):
        got = run(collate(part))
        for row, one in enumerate(part):
            sentence = np.array(one.sentence)
            for number in range(sentence.max() + 1):
                at = np.flatnonzero(sentence == number)
                table = got["arcs"][row][np.ix_(at, np.append(at, 0))]
                heads = tree(table)
                chosen = np.where(heads < 0, 0, at[heads])
                names = relate(got["relation_word"][row][at], got["relation_head"][row][chosen]).argmax(-1)
                right = chosen == np.array(one.heads)[at]
                hit["uas"].append(right)
                hit["las"].append(right & (names == np.array(one.relations)[at]))
                hit["pos"].append(got["pos"][row][at].argmax(-1) == np.array(one.pos)[at])
                news.append(np.full(len(at), "_news_" in documents[one.document].name))
    flat = {name: np.concatenate(parts) for name, parts in hit.items()}
    is_news = np.concatenate(news)
    return {name: float(x.mean()) for name, x in flat.items()} | {"las_news": float(flat["las"][is_news].mean())}


def spans(run: Run, windows: list[Window], head: str, rules: decode.Grammar) -> dict[str, float]:
    """Exact span scores of names or times; overlap too."""
    right = guessed = gold = touched = 0
    for part in batches(windows, 4096):
        got = run(collate(part))
        for row, one in enumerate(part):
            sentence = np.array(one.sentence)
            truth = np.array(getattr(one, head))
            for number in range(sentence.max() + 1):
                at = np.flatnonzero(sentence == number)
                mine = set(decode.spans(decode.best_path(got[head][row][at], rules), rules.labels))
                theirs = set(decode.spans(np.maximum(truth[at], 0), rules.labels))
                right += len(mine & theirs)
                guessed += len(mine)
                gold += len(theirs)
                touched += sum(any(a < e and s < b and k == j for s, e, j in theirs) for a, b, k in mine)
    return {head: f1(right, guessed, gold), f"{head}_overlap": f1(touched, guessed, gold)}


def voices(run: Run, windows: list[Window], documents: list[Document]) -> dict[str, float]:
    """Attribution: token and exact span F1 of each layer; linked triples, and pairs of cue and content, by overlap."""
    counts = {name: np.zeros(3, int) for name in ("source", "cue", "content", "source=", "cue=", "content=")}
    found: dict[int, list] = {number: [] for number in range(len(documents))}
    layers = {number: [[], [], []] for number in found}
    for part in batches(windows, 4096):
        got = run(collate(part))
        for row, one in enumerate(part):
            count = len(one.first)
            scores = decode.VoiceScores(*(got[name][row][1:count] for name in ("voices", "link_word", "link_cue")))
            for layer, group in enumerate(decode.voice_spans(scores.layers)):
                layers[one.document][layer] += [(a + one.begin, b + one.begin) for a, b in group]
            for source, cue, content, _ in decode.attributions(scores):
                moved = [[(a + one.begin, b + one.begin) for a, b in group] for group in (source, cue, content)]
                found[one.document].append(Relation(*moved))
    triples = np.zeros(3, int)
    pairs = np.zeros(3, int)
    for number, document in enumerate(documents):
        for layer, group in enumerate(("source", "cue", "content")):
            mine = set(layers[number][layer])
            theirs = {span for one in document.relations for span in getattr(one, group)}
            counts[f"{group}="] += (len(mine & theirs), len(mine), len(theirs))
            words, truth = covered(mine), covered(theirs)
            counts[group] += (len(words & truth), len(words), len(truth))
        triples += matches(found[number], document.relations, ("source", "cue", "content"))
        pairs += matches(found[number], document.relations, ("cue", "content"))
    scored = {name: f1(*map(int, three)) for name, three in counts.items()}
    return scored | {"triple": f1(*map(int, triples)), "pair": f1(*map(int, pairs))}


def sureness(run: Run, windows: list[Window], documents: list[Document]) -> dict[str, float]:
    """Pearson r of ratings of events, by set."""
    pairs: dict[str, list[np.ndarray]] = {}
    for part in batches(windows, 4096):
        batch = collate(part)
        rated = batch["ratings"].numpy()
        mine = run(batch)["sureness"][..., 0]
        for row, one in enumerate(part):
            known = ~np.isnan(rated[row])
            name = documents[one.document].name.rpartition(" ")[0]
            pairs.setdefault(name, []).append(np.stack([mine[row][known], rated[row][known]]))
    joined = {name: np.concatenate(parts, 1) for name, parts in pairs.items()}
    return {f"sure_{name}": float(np.corrcoef(one)[0, 1]) for name, one in joined.items()}


def all_scores(
    run: Run, relate: Relate, dev: dict[str, tuple[list[Window], list[Document]]], labels: Labels
) -> dict[str, float]:
    return (
        syntax(run, relate, *dev["gum"])
        | spans(run, dev["worldwide"][0], "names", decode.grammar(labels.names))
        | spans(run, dev["tempeval"][0], "times", decode.PLAIN)
        | voices(run, *dev["polnear"])
        | sureness(run, *dev["factuality"])
    )
