"""Which events the field tagger bears out: frames read single words, the tagger the whole passage.

"The market collapsed", "the minister fired back" fit a frame and are no disaster and no launch. Where the tagger has
learned a kind and finds none of its words and none of its fields where a frame reads one, no such event is told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from rashomon.extract.discourse import happenings
from rashomon.extract.likelihood import likely_mention, sees_enough
from rashomon.extract.scene import Scene
from rashomon.extract.tagged import is_tagged
from rashomon.model import Claim, Mention, Quantity, Term, Value, When, Words
from rashomon.text.annotation import FieldSpan

LEAST = 0.4
"""How likely a word for the kind or one of the fields must be, 0.5 being a label's own bar. On 200 articles of other
topics that leaves out a fifth of the events; on stories kept apart from training it costs as much recall as it gives
precision."""
LEAST_FOR: Final[Mapping[type[Value], float]] = {Quantity: 0.1, When: 0.1, Term: 0.1}
"""How likely a frame's words must be to fill their very field, by what they are worth; the tagger keeps nothing below
0.1. On real articles this leaves out one wrong claim in nine and one right one in seventy. Not so for places, actors
and causes: on stories as many right ones went."""
QUOTE_MARKS, JUDGEMENT = frozenset("\"'“‘«„"), 5


def only_likely(
    scene: Scene, labels: Sequence[str], mentions: list[Mention], claims: list[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """Without the happenings that the tagger takes for none, and those read by it alone without a word for them.

    labels: those that the tagger knows; of kinds that it does not know all is kept.
    """
    known = {label[1:] for label in labels if label.startswith("!")}
    if not sees_enough(scene):
        return mentions, claims
    single = {pack.kinds[0].name for pack in scene.packs if len(pack.kinds) == 1}
    kind_of = {mention.id: mention.kind for mention in mentions}
    word = {mention.id: likely_mention(scene, mention) for mention in mentions}
    kept: set[str] = set()
    borne: set[str] = set()
    told = [(group, [claim for claim in claims if claim.mention in group]) for group in happenings(mentions)]
    for group, own in sorted(told, key=lambda each: (all(is_tagged(claim) for claim in each[1]), min(each[0]))):
        kinds = {kind_of[identity] for identity in group}
        likely = max(word[identity] for identity in group) >= LEAST
        if any(not is_tagged(claim) for claim in own):
            likely = likely or any(_field_of(scene, claim, {claim.field}) >= LEAST or _quotes_somebody(claim)
                                   for claim in own)
            borne |= kinds & single if likely else set()
        else:  # what the tagger adds, in other sentences, to a happening that the frames tell of
            likely = likely or bool(kinds & borne)
        if likely or not known & kinds:
            kept |= group
    return ([mention for mention in mentions if mention.id in kept],
            [claim for claim in claims if claim.mention in kept and not _is_doubted(scene, labels, claim)])


def _quotes_somebody(claim: Claim) -> bool:
    """ "found the vote 'a bad joke'": a judgement in a few words of a person the shelf knows.

    The tagger, taught on clauses, saw nothing in it; whole sentences that it finds nothing in are home affairs.
    """
    return not is_tagged(claim) and isinstance(claim.value, Words) and claim.origin.kind == "person" and bool(
        claim.origin.refs) and claim.text.strip()[:1] in QUOTE_MARKS and len(claim.text.split()) <= JUDGEMENT


def _is_doubted(scene: Scene, labels: Sequence[str], claim: Claim) -> bool:
    """A frame's reading of words that the tagger finds nothing in for that field, though it has learned the field.

    Of a count it is enough that it counts: whether five who "were shot" are dead, the tagger cannot know either.
    """
    least = LEAST_FOR.get(type(claim.value), 0.0)
    if not least or is_tagged(claim) or f"{claim.kind}.{claim.field}" not in labels:
        return False
    fields = {claim.field}
    if isinstance(claim.value, Quantity):
        fields = {form.name for pack in scene.packs if pack.kind(claim.kind) is not None for form in pack.fields
                  if form.value == "quantity"}
    return _field_of(scene, claim, fields) < least


def _field_of(scene: Scene, claim: Claim, fields: set[str]) -> float:
    """How likely the claim's words fill one of the fields, of whatever kind."""
    return max((span.score for span in _spans_at(scene, claim)
                if fields & set(span.label.removesuffix(".part").split("."))), default=0.0)


def _spans_at(scene: Scene, claim: Claim) -> list[FieldSpan]:
    """What the tagger sees in the claim's words."""
    return [span for view in scene.reading.views if view.span == claim.sentence for span in view.sentence.fields
            if span.start < claim.span.end and claim.span.start < span.end]


def in_one_kind(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Without the second reading of words that two packs of one kind take for the same field.

    Of a blast that a text compares with a bombing, all the dead were told twice. The kind for which the tagger finds
    the words likelier keeps them, else the one that the text tells more of.
    """
    single = {pack.kinds[0].name for pack in scene.packs if len(pack.kinds) == 1}
    told = Counter(claim.kind for claim in claims)
    weight = {claim.id: (_own_label(scene, claim), told[claim.kind], claim.kind) for claim in claims}
    return [claim for claim in claims if claim.kind not in single or not any(
        other.kind in single and other.kind != claim.kind and other.field == claim.field
        and other.span.start < claim.span.end and claim.span.start < other.span.end
        and weight[other.id] > weight[claim.id] for other in claims)]


def _own_label(scene: Scene, claim: Claim) -> float:
    """How likely the words fill the field of this very kind; 0 where the tagger sees too little of the text."""
    if not sees_enough(scene):
        return 0.0
    label = f"{claim.kind}.{claim.field}"
    return max((span.score for span in _spans_at(scene, claim) if span.label == label), default=0.0)
