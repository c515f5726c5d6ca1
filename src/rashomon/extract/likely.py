"""Which events the field tagger bears out: frames read single words, the tagger the whole passage.

"The market collapsed", "the minister fired back" fit a frame and are no disaster and no launch. Where the tagger has
learned a kind and finds none of its words and none of its fields where a frame reads one, no such event is told.
"""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.extract.discourse import happenings
from rashomon.extract.scene import Scene
from rashomon.extract.tagged import is_tagged
from rashomon.model import Claim, Mention

LEAST = 0.4
"""How likely a word for the kind or one of the fields must be, 0.5 being a label's own bar. On 200 articles of other
topics that leaves out a fifth of the events; on stories kept apart from training it costs as much recall as it gives
precision."""
FEW = 6
"""Sentences below which the tagger sees too little to judge: of a single line it doubted a derailed train."""


def only_likely(
    scene: Scene, labels: Sequence[str], mentions: list[Mention], claims: list[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """Without the happenings that the tagger takes for none, and those read by it alone without a word for them.

    labels: those that the tagger knows; of kinds that it does not know all is kept.
    """
    known = {label[1:] for label in labels if label.startswith("!")}
    if sum(view.block == "body" for view in scene.reading.views) < FEW:
        return mentions, claims
    single = {pack.kinds[0].name for pack in scene.packs if len(pack.kinds) == 1}
    kind_of = {mention.id: mention.kind for mention in mentions}
    word = {mention.id: _word_for(scene, mention) for mention in mentions}
    kept: set[str] = set()
    borne: set[str] = set()
    told = [(group, [claim for claim in claims if claim.mention in group]) for group in happenings(mentions)]
    for group, own in sorted(told, key=lambda each: (all(is_tagged(claim) for claim in each[1]), min(each[0]))):
        kinds = {kind_of[identity] for identity in group}
        likely = max(word[identity] for identity in group) >= LEAST
        if any(not is_tagged(claim) for claim in own):
            likely = likely or any(_field_of(scene, claim) >= LEAST for claim in own)
            borne |= kinds & single if likely else set()
        else:  # what the tagger adds, in other sentences, to a happening that the frames tell of
            likely = likely or bool(kinds & borne)
        if likely or not known & kinds:
            kept |= group
    return ([mention for mention in mentions if mention.id in kept],
            [claim for claim in claims if claim.mention in kept])


def _word_for(scene: Scene, mention: Mention) -> float:
    """How likely the mention's sentence has a word that says that its kind of thing happens."""
    return max((span.score for view in scene.reading.views if view.span == mention.sentence
                for span in view.sentence.fields if span.label == f"!{mention.kind}"), default=0.0)


def _field_of(scene: Scene, claim: Claim) -> float:
    """How likely the claim's words fill its field, of whatever kind."""
    return max((span.score for view in scene.reading.views for span in view.sentence.fields
                if span.start < claim.span.end and claim.span.start < span.end
                and claim.field in span.label.removesuffix(".part").split(".")), default=0.0)
