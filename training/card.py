"""The model card, with the scores of the weights at hand."""

from __future__ import annotations

from pathlib import Path

Scores = dict[str, float]

ROWS = (
    ("pos", "part of speech (17 UPOS), accuracy", "gum dev", ""),
    ("uas", "dependency tree, unlabelled attachment", "gum dev", ""),
    ("las", "dependency tree, labelled attachment with subtypes (LAS)", "gum dev", ".90"),
    ("las_news", "LAS on the news documents of gum dev", "gum dev", ".89"),
    ("names", "names, exact span and class F1 (9 classes)", "worldwide-ner, held-out files", ".85"),
    ("times", "time expressions, exact span F1", "TimeBank + AQUAINT, held-out files", ".88"),
    ("source_tokens", "attribution: source, token F1", "polnear dev", ".85"),
    ("source_spans", "attribution: source, exact span F1", "polnear dev", ""),
    ("cue_tokens", "attribution: cue, token F1", "polnear dev", ""),
    ("cue_spans", "attribution: cue, exact span F1", "polnear dev", ""),
    ("content_tokens", "attribution: content, token F1", "polnear dev", ".91"),
    ("content_spans", "attribution: content, exact span F1", "polnear dev", ".57"),
    ("triples", "attribution: linked triples, all three parts overlapping, F1", "polnear dev", ".70"),
    ("cue_content_pairs", "attribution: linked cue and content, both overlapping, F1", "polnear dev", ""),
    ("sure_UDS_IH2", "how sure an event sounds, Pearson r", "UDS-IH2 dev (web text)", ".75"),
    ("sure_UW", "how sure an event sounds, Pearson r", "UW dev (newswire)", ""),
)


def card(shipped: Scores, float_scores: Scores, settings: dict[str, object]) -> str:
    """Markdown; scores with three digits."""
    rows = "".join(
        f"| {told} | {data} | {shipped[name]:.3f} | {float_scores[name]:.3f} | {target or '-'} |\n"
        for name, told, data, target in ROWS
    )
    run = (
        f"The shipped weights: {settings.get('note', '')} ({settings.get('step')} steps, seed {settings.get('seed')})."
    )
    return Path(__file__).with_suffix(".md").read_text("utf8").replace("{rows}\n", rows).replace("{run}", run)
