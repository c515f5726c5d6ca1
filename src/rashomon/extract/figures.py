"""Bare figures that take up a count just given: "..., said the coastguard, which had spoken of 477 in the morning"."""

from __future__ import annotations

import msgspec

from rashomon.extract.arguments import arguments, marker
from rashomon.extract.scene import Scene, form_of
from rashomon.extract.speakers import voice_at
from rashomon.extract.stance import stance_of, weaker
from rashomon.extract.views import SentenceView, base
from rashomon.extract.voices import Attributed, chain_above, level_above
from rashomon.model import Chain, Claim, Quantity, Span, Stance
from rashomon.model.identity import content_id
from rashomon.text.numbers import NumberSpan

FIGURE_VERBS = frozenset({
    "speak", "talk", "give", "put", "say", "announce", "report", "count", "state", "declare", "have", "be", "stand",
    "stay", "remain", "mention", "cite", "claim", "insist", "estimate", "set", "revise", "raise", "lower", "correct",
    "tell", "name", "list", "tally", "write", "cut", "reduce", "bring", "adjust", "change", "restore",
})
LOOK_BACK = 2


def taken_up_figures(scene: Scene, voices: tuple[Attributed, ...], claims: list[Claim]) -> list[Claim]:
    """Claims for numbers without a noun of their own whose verb gives figures, in the field last counted.

    The field is that of the nearest count before, in the same sentence or at most two sentences back.
    """
    found: list[Claim] = []
    views = scene.reading.views
    for position, view in enumerate(views):
        for number in view.numbers:
            if number.role != "count" or not _is_bare(view, number) or _taken(claims, view, number):
                continue
            verb = _figure_verb(view, number)
            before = views[max(0, position - LOOK_BACK): position + 1]
            model = _last_count(scene, claims, before, number)
            if verb is None or model is None:
                continue
            found.append(_like(scene, voices, model, view, (number, verb)))
    return found


def _is_bare(view: SentenceView, number: NumberSpan) -> bool:
    if number.noun < 0 or number.first <= number.noun <= number.last:
        return True
    return view.tokens[number.noun].pos not in {"NOUN", "PROPN"}


def _taken(claims: list[Claim], view: SentenceView, number: NumberSpan) -> bool:
    return any(claim.sentence == view.span and claim.span.start < number.end and number.start < claim.span.end
               for claim in claims)


def _figure_verb(view: SentenceView, number: NumberSpan) -> int | None:
    """The verb that gives the figure: it governs the number, or the number is its predicate."""
    for index in range(number.first, number.last + 1):
        token = view.tokens[index]
        if number.first <= token.head <= number.last:
            continue
        cop = next((child for child in view.children[index] if base(view.tokens[child].relation) == "cop"), None)
        if cop is not None:
            subject = [child for child in view.children[index] if base(view.tokens[child].relation) == "nsubj"]
            return cop if any(view.tokens[each].pos == "PRON" for each in subject) else None
        if token.head >= 0 and view.tokens[token.head].lemma.casefold() in FIGURE_VERBS and base(token.relation) in {
            "obj", "obl", "xcomp", "nmod", "ccomp"
        } and marker(view, index) in {"", "of", "as", "at", "to", "from", "on"}:
            return token.head
    return None


def _last_count(
    scene: Scene, claims: list[Claim], views: tuple[SentenceView, ...], number: NumberSpan
) -> Claim | None:
    """The count that a bare number takes up; a number with decimals takes up a measure ("they speak of 6.2")."""
    spans = {view.span for view in views}
    before, whole = number.start, number.value.low is None or number.value.low == int(number.value.low)
    counted = [claim for claim in claims if claim.sentence in spans and claim.span.start < before
               and isinstance(claim.value, Quantity) and (form := form_of(scene, claim)) is not None
               and form.disputes
               and (not claim.value.unit if whole else claim.value.low not in {None, int(claim.value.low or 0)})]
    return max(counted, key=lambda claim: claim.span.start, default=None)


def _like(
    scene: Scene, voices: tuple[Attributed, ...], model: Claim, view: SentenceView, at: tuple[NumberSpan, int]
) -> Claim:
    number, verb = at
    span = Span(scene.document.id, number.start, number.end)
    value = number.value
    if isinstance(model.value, Quantity) and model.value.unit:
        value = msgspec.structs.replace(value, unit=model.value.unit)
    if isinstance(model.value, Quantity) and value.low is None and model.value.low is not None:
        form = form_of(scene, model)
        value = msgspec.structs.replace(value, low=form.floor if form is not None else None)
    level, denied, cues = level_above(voices, number.start, number.end)
    stance = stance_of(view, verb, number.first)
    polarity = "denied" if denied and stance.polarity == "affirmed" else stance.polarity
    return msgspec.structs.replace(
        model, id=content_id("c", model.id, span), value=value, span=span, sentence=view.span, status="",
        text=scene.reading.text(number.start, number.end), chain=_chain(scene, voices, view, at),
        stance=Stance(polarity, weaker(stance.certainty, level), tuple(sorted({*stance.cues, *cues}))),
        maker=f"{model.maker.partition('/')[0]}/figure@1", headline=view.block != "body",
    )


def _chain(
    scene: Scene, voices: tuple[Attributed, ...], view: SentenceView, at: tuple[NumberSpan, int]
) -> Chain:
    number, verb = at
    chain, _ = chain_above(scene, voices, number.start, number.end)
    if any(voice.kind not in {"outlet", "agency"} for voice in chain):
        return chain
    subject = next((each.token for each in arguments(view, verb) if each.role == "subject"), None)
    if subject is None or view.tokens[subject].lemma.casefold() in {"it", "there", "that"}:
        return chain
    before = [each for each in voices if each.view <= view.index]
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    voice = voice_at(scene, view, subject, before, "said", cue)
    return (*chain, voice) if voice is not None and voice.refs else chain
