"""What a rewritten copy makes of its original's claims: values read in the copy's own words, sentence by sentence.

Spun text is hardly English ("a hundred individuals are still lacking"): frames find nothing in it, yet its figures,
places and times stand where the original's stood. A claim is only taken over where the copy's sentence holds a value
of the same type in the same place; its value and its span are the copy's, so that turned bounds and moved places show.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from rapidfuzz.fuzz import ratio

from rashomon.extract.locations import place_at
from rashomon.extract.scene import Scene, form_of
from rashomon.extract.values import concept_term
from rashomon.extract.views import SentenceView, head_of
from rashomon.extract.voices import outlet_voice
from rashomon.model import Actor, Chain, Claim, Lineage, Mention, Place, Quantity, Report, Span, Term, Value, When
from rashomon.model.identity import content_id
from rashomon.packs.form import Pack

SAME = 85.0
REWRITTEN = frozenset({"rewrite", "spun", "reprint"})
MEASURED = frozenset({"count", "measure", "part", "money"})

Found = tuple[Value, int, int]


def with_aligned_claims(copy: Report, parent: Report, lineage: Lineage, scenes: tuple[Scene, Scene]) -> Report:
    """The copy with the claims that its aligned sentences hold and that its own reading missed.

    scenes: of the copy and of the parent. What the copy's own reading found in a sentence for a field stands.
    """
    if lineage.kind not in REWRITTEN:
        return copy
    ours, theirs = scenes
    copy = _with_voices(copy, parent, lineage)
    claims: list[Claim] = []
    mentions = _Mentions(copy, parent, lineage)
    for own, original, _ in lineage.aligned:
        view, other = _view_at(ours, own), _view_at(theirs, original)
        if view is None or other is None:
            continue
        for claim in parent.claims:
            if claim.sentence != other.span or _read_already(copy, view, claim):
                continue
            found = _counterpart((ours, theirs), (view, other), claim)
            if found is not None:
                mention = mentions.for_claim(claim, view)
                claims.append(_taken_over(ours, view, claim, found, mention))
    if not claims:
        return copy
    return msgspec.structs.replace(
        copy,
        claims=tuple(sorted((*copy.claims, *claims), key=lambda claim: (claim.span.start, claim.field, claim.id))),
        mentions=tuple(sorted((*copy.mentions, *mentions.made), key=lambda each: (each.trigger.start, each.id))),
    )


def _with_voices(copy: Report, parent: Report, lineage: Lineage) -> Report:
    """Claims whose cue the copy garbled ("agreeing to the police"): the voice still stands in the sentence."""
    text = copy.document.text
    done: list[Claim] = []
    for claim in copy.claims:
        original = next((theirs for own, theirs, _ in lineage.aligned
                         if own[0] < claim.span.end and claim.span.start < own[1]), None)
        twin = next((each for each in parent.claims if original is not None and len(claim.chain) == 1
                     and each.field == claim.field and original[0] <= each.span.start < original[1]
                     and len(each.chain) > 1 and each.origin.kind not in {"agency", "outlet"}), None)
        if twin is None or not _named_in(text[claim.sentence[0]:claim.sentence[1]], twin):
            done.append(claim)
            continue
        voice = msgspec.structs.replace(twin.origin, start=0, end=0, cue=None)
        done.append(msgspec.structs.replace(claim, chain=(*claim.chain, voice)))
    return msgspec.structs.replace(copy, claims=tuple(done))


def _named_in(sentence: str, twin: Claim) -> bool:
    """True when the sentence still names the original's voice: most of the longer words of its name are there."""
    words = [word.casefold().strip("'’s,.") for word in twin.origin.name.split() if len(word) > 3] or [
        twin.origin.name.casefold()]
    return sum(word in sentence.casefold() for word in words) * 2 >= len(words)


class _Mentions:
    """The copy's mention for each of the parent's: its own in the aligned sentence, else a new one."""

    def __init__(self, copy: Report, parent: Report, lineage: Lineage) -> None:
        self.copy, self.parent, self.lineage = copy, parent, lineage
        self.made: list[Mention] = []
        self.known: dict[str, str] = {}

    def for_claim(self, claim: Claim, view: SentenceView) -> str:
        return self._of(next(each for each in self.parent.mentions if each.id == claim.mention), view.span)

    def _of(self, mention: Mention, sentence: tuple[int, int] | None) -> str:
        if mention.id in self.known:
            return self.known[mention.id]
        place = sentence or self._aligned(mention.sentence)
        if place is None:
            return self._of_antecedent(mention)
        existing = next((each for each in self.copy.mentions if each.sentence == place and each.kind == mention.kind
                         and not each.generic), None)
        if existing is not None:
            self.known[mention.id] = existing.id
            return existing.id
        identity = content_id("m", self.copy.document.id, mention.id, place)
        self.known[mention.id] = identity
        antecedent = self._of_antecedent(mention)
        trigger = Span(self.copy.document.id, place[0], place[1])
        self.made.append(msgspec.structs.replace(
            mention, id=identity, trigger=trigger, sentence=place, frame=f"{mention.frame}+aligned",
            antecedent="" if antecedent == identity else antecedent))
        return identity

    def _of_antecedent(self, mention: Mention) -> str:
        above = next((each for each in self.parent.mentions if each.id == mention.antecedent), None)
        return self._of(above, None) if above is not None else ""

    def _aligned(self, sentence: tuple[int, int]) -> tuple[int, int] | None:
        return next((own for own, original, _ in self.lineage.aligned if original == sentence), None)


def _view_at(scene: Scene, span: tuple[int, int]) -> SentenceView | None:
    return next((view for view in scene.reading.views if view.span == span), None) or next(
        (view for view in scene.reading.views if view.sentence.start < span[1] and span[0] < view.sentence.end), None)


def _read_already(copy: Report, view: SentenceView, claim: Claim) -> bool:
    return any(own.sentence == view.span and own.field == claim.field and own.kind == claim.kind
               for own in copy.claims)


def _counterpart(scenes: tuple[Scene, Scene], views: tuple[SentenceView, SentenceView], claim: Claim) -> Found | None:
    value = claim.value
    if isinstance(value, Quantity):
        return _quantity(scenes[0], views, claim, value)
    if isinstance(value, When):
        return _time(views, claim)
    if isinstance(value, Place):
        return _place(scenes[0], views, claim, value)
    if isinstance(value, Term):
        return _term(scenes[0], views[0], claim, value)
    if isinstance(value, Actor):
        return _same_words(scenes[0], views[0], value.name, value)
    return None


def _quantity(
    scene: Scene, views: tuple[SentenceView, SentenceView], claim: Claim, value: Quantity
) -> Found | None:
    view, other = views
    mine = [number for number in view.numbers if number.role in MEASURED]
    his = [number for number in other.numbers if number.role in MEASURED]
    index = _index_at(claim, [(number.start, number.end) for number in his])
    if index is None:
        return None
    chosen = None
    if len(mine) == len(his):
        chosen = mine[index]
    else:
        same = [number for number in mine if (number.value.low, number.value.high) == (value.low, value.high)]
        chosen = same[0] if len(same) == 1 else None
    if chosen is None or (value.unit and not chosen.value.unit and chosen.role != "count"):
        return None
    new = chosen.value
    if value.unit and not new.unit:
        new = msgspec.structs.replace(new, unit=value.unit)
    if new.low is None and value.low is not None:
        form = form_of(scene, claim)
        new = msgspec.structs.replace(new, low=form.floor if form is not None else None)
    end = max(chosen.end, view.tokens[chosen.noun].end if chosen.noun > chosen.last else chosen.end)
    return new, chosen.start, end


def _time(views: tuple[SentenceView, SentenceView], claim: Claim) -> Found | None:
    view, other = views
    mine = [time for time in view.times if time.value is not None]
    his = [time for time in other.times if time.value is not None]
    index = _index_at(claim, [(time.start, time.end) for time in his])
    if index is None or len(mine) != len(his):
        return None
    chosen = mine[index]
    return (chosen.value, chosen.start, chosen.end) if chosen.value is not None else None


def _place(scene: Scene, views: tuple[SentenceView, SentenceView], claim: Claim, value: Place) -> Found | None:
    view, other = views
    mine = [name for name in view.sentence.names if name.label in {"Location", "Facility"}]
    his = [name for name in other.sentence.names if name.label in {"Location", "Facility"}]
    same = next((name for name in mine if ratio(scene.reading.text(name.start, name.end), value.name) >= SAME), None)
    if same is None:
        index = _index_at(claim, [(name.start, name.end) for name in his])
        if index is None or len(mine) != len(his):
            return None
        same = mine[index]
    head = head_of(view, same.start, same.end)
    return place_at(scene, view, head, only_waters=False) if head is not None else None


def _term(scene: Scene, view: SentenceView, claim: Claim, value: Term) -> Found | None:
    pack = _pack_of(scene.packs, claim)
    if pack is None:
        return None
    group = next((word.group for word in pack.words if word.concept == value.concept), "")
    for hit in view.words.get(pack.name, ()):
        if group and hit.payload.group == group and hit.payload.concept:
            return concept_term(pack, hit.payload.concept, hit.payload.name, value.country), hit.start, hit.end
    return _same_words(scene, view, claim.text, value)


def _same_words(scene: Scene, view: SentenceView, words: str, value: Value) -> Found | None:
    text = scene.reading.text(*view.span)
    at = text.casefold().find(words.casefold()) if len(words) > 2 else -1
    if at < 0:
        return None
    start = view.sentence.start + at
    return value, start, start + len(words)


def _index_at(claim: Claim, spans: Sequence[tuple[int, int]]) -> int | None:
    """Which of these spans the claim's words are, or None."""
    touching = [index for index, (start, end) in enumerate(spans) if start < claim.span.end and claim.span.start < end]
    return touching[0] if touching else None


def _pack_of(packs: Sequence[Pack], claim: Claim) -> Pack | None:
    name = claim.maker.partition("/")[0]
    return next((pack for pack in packs if pack.name == name), None)


def _taken_over(scene: Scene, view: SentenceView, claim: Claim, found: Found, mention: str) -> Claim:
    value, start, end = found
    span = Span(scene.document.id, start, end)
    credited = [(f"outlet:{agency}",) for agency in scene.document.credits.agencies]
    # An agency credit that the copy dropped is dropped here too: nobody reads it in the copy.
    chain: Chain = (outlet_voice(scene), *(
        msgspec.structs.replace(voice, start=0, end=0, cue=None) for voice in claim.chain[1:]
        if voice.kind not in {"agency", "outlet"} or voice.refs[:1] in credited))
    return msgspec.structs.replace(
        claim, id=content_id("c", scene.document.id, claim.id, span), mention=mention, value=value, span=span,
        text=scene.reading.text(start, end), sentence=view.span, chain=chain, maker=f"{claim.maker}+aligned",
        headline=view.block != "body",
    )
