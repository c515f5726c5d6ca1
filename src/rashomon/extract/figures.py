"""Bare figures that take up a count just given: "..., said the harbour, which had talked of 212 at noon"."""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import actor_at
from rashomon.extract.arguments import arguments
from rashomon.extract.cues import TALLIES
from rashomon.extract.markers import marker
from rashomon.extract.scene import Scene, form_of
from rashomon.extract.speakers import voice_at
from rashomon.extract.stance import stance_of, weaker
from rashomon.extract.views import SentenceView, ancestors, base, is_time
from rashomon.extract.voices import Attributed, chain_above, level_above
from rashomon.model import Chain, Claim, Mention, Quantity, Span, Stance
from rashomon.model.identity import content_id
from rashomon.text.numbers import NumberSpan

FIGURE_VERBS = frozenset({
    "speak", "talk", "give", "put", "say", "announce", "report", "count", "state", "declare", "have", "be", "stand",
    "stay", "remain", "mention", "cite", "claim", "insist", "estimate", "set", "revise", "raise", "lower", "correct",
    "tell", "name", "list", "tally", "write", "cut", "reduce", "bring", "adjust", "change", "restore", "keep", "stick",
    "settle", "arrive", "end",
})
WHOM = frozenset({"whom", "which"})
LOOK_BACK = 2
LENGTHS = frozenset({"km", "m"})


def taken_up_figures(
    scene: Scene, voices: tuple[Attributed, ...], claims: list[Claim], mentions: list[Mention]
) -> list[Claim]:
    """Claims for numbers without a noun of their own whose verb gives figures, in the field last counted.

    The field is that of the nearest count before, in the same sentence or at most two sentences back; where nothing
    was counted yet it is the only count of the kind of event spoken of there ("Washington counted six").
    """
    found: list[Claim] = []
    views = scene.reading.views
    for position, view in enumerate(views):
        window = views[max(0, position - LOOK_BACK): position + 1]
        before: tuple[NumberSpan, int, Claim] | None = None
        for number in view.numbers:
            if number.role != "count" or not _is_bare(view, number):
                continue
            verb = _figure_verb(scene, view, number)
            claim = next((each for each in claims if _touches(each, view, number)), None)
            if claim is None and verb is not None:
                model = _toll_above(scene, mentions, view, number) or _nearest(
                    _last_count(scene, claims, window, number), _toll_before(scene, claims, mentions, window, number)
                ) or _uncounted(scene, mentions, window, number)
                claim = _like(scene, voices, model, view, (number, verb)) if model is not None else None
                found += [claim] if claim is not None else []
            elif claim is None and before is not None and _goes_on(view, before[0], number):
                verb, claim = before[1], _joined(scene, before[2], view, number)
                found.append(claim)
            before = (number, verb, claim) if verb is not None and claim is not None else None
    return found


def _goes_on(view: SentenceView, earlier: NumberSpan, number: NumberSpan) -> bool:
    """ "counted two after breakfast and three by noon": a figure joined to a figure, with no verb of its own."""
    between = range(earlier.last + 1, number.first)
    joints = [index for index in between if view.tokens[index].text.casefold() in {"and", "then", ";"}]
    if not joints or any(view.tokens[index].pos in {"NOUN", "PROPN", "ADJ"} and not is_time(view, index)
                         for index in range(joints[-1], number.first)):
        return False
    parts = any(marker(view, child) in {"of", "in", "from"} or base(view.tokens[child].relation).startswith("acl")
                for child in view.children[number.last])
    return not parts and not any(view.tokens[index].pos in {"VERB", "AUX"} for index in between)



def _joined(scene: Scene, model: Claim, view: SentenceView, number: NumberSpan) -> Claim:
    span = Span(scene.document.id, number.start, number.end)
    return msgspec.structs.replace(
        model, id=content_id("c", model.id, span), value=number.value, span=span, sentence=view.span, status="",
        text=scene.reading.text(number.start, number.end), maker=f"{model.maker.partition('/')[0]}/figure@1",
    )


def _uncounted(
    scene: Scene, mentions: list[Mention], views: tuple[SentenceView, ...], number: NumberSpan
) -> Claim | None:
    """A claim to copy for an event that nobody has counted yet, where its kind has one count and no other."""
    spans = {view.span for view in views}
    near = [(mention, field) for mention in mentions if mention.sentence in spans and not mention.generic
            and mention.trigger.start < number.start and (field := _only_count(scene, mention))]
    if not near:
        return None
    mention, field = max(near, key=lambda each: each[0].trigger.start)
    measures = [other for view in views for other in view.numbers if other.value.unit in LENGTHS]
    if any(mention.trigger.start < other.start < number.start for other in measures):
        return None
    return _model(mention, field, number)


def _toll_above(scene: Scene, mentions: list[Mention], view: SentenceView, number: NumberSpan) -> Claim | None:
    """ "the number of homeless, long given as 632, was lowered": a figure below the noun of a toll is of that toll."""
    starts = {view.tokens[index].start for index in ancestors(view, number.last)}
    own = [mention for mention in mentions if mention.sentence == view.span and mention.trigger.start in starts]
    found = [(mention, field) for mention in own if (field := _toll_of(scene, mention))]
    return _model(found[-1][0], found[-1][1], number) if found else None


def _toll_before(
    scene: Scene, claims: list[Claim], mentions: list[Mention], views: tuple[SentenceView, ...], number: NumberSpan
) -> Claim | None:
    """ "Seldom has a toll travelled so far. Police put it at 79": the last toll spoken of that nobody has counted."""
    spans, counted = {view.span for view in views}, {claim.mention for claim in claims}
    found = [(mention, field) for mention in mentions if mention.sentence in spans and mention.id not in counted
             and mention.trigger.start < number.start and not mention.generic and (field := _toll_of(scene, mention))]
    mention, field = max(found, key=lambda each: each[0].trigger.start, default=(None, ""))
    return _model(mention, field, number) if mention is not None else None


def _nearest(one: Claim | None, other: Claim | None) -> Claim | None:
    both = [each for each in (one, other) if each is not None]
    return max(both, key=lambda each: each.span.start, default=None)


def _toll_of(scene: Scene, mention: Mention) -> str:
    """The field that the noun of this mention is a toll of; "" for other nouns and verbs."""
    pack = next(pack for pack in scene.packs if pack.name == mention.pack)
    frame = next((each for each in pack.frames if each.name == mention.frame), None)
    if frame is None or frame.verbs or frame.adjectives:
        return ""
    return next((fill.field for fill in frame.fills if fill.take == "count" and "figure" in fill.roles), "")


def _model(mention: Mention, field: str, number: NumberSpan) -> Claim:
    return Claim(
        id=mention.id, mention=mention.id, kind=mention.kind, field=field, value=number.value,
        span=mention.trigger, text="", sentence=mention.sentence, chain=(), stance=Stance(),
        maker=f"{mention.pack}/figure@1",
    )


def _only_count(scene: Scene, mention: Mention) -> str:
    """The one field of this kind of event that is counted; "" where there is none or several."""
    pack = next(pack for pack in scene.packs if pack.name == mention.pack)
    kind = pack.kind(mention.kind)
    counts = [form for name in (kind.fields if kind else ()) if (form := pack.field(name)) is not None
              and form.value == "quantity" and not form.unit and form.disputes]
    return counts[0].name if len(counts) == 1 else ""


def _touches(claim: Claim, view: SentenceView, number: NumberSpan) -> bool:
    return claim.sentence == view.span and claim.span.start < number.end and number.start < claim.span.end


def _is_bare(view: SentenceView, number: NumberSpan) -> bool:
    if any(base(view.tokens[child].relation) == "conj" and view.tokens[child].pos in {"NOUN", "PROPN"}
           for child in view.children[number.last]):
        return False
    own = [child for index in range(number.first, number.last + 1) for child in view.children[index]]
    if any(marker(view, child) == "with" or (marker(view, child) == "of" and view.tokens[child].text.casefold() in WHOM)
           for child in own):
        return False  # "none of whom had been on a list", "48 with burns": a part, or another sort
    if number.noun < 0 or number.first <= number.noun <= number.last:
        return True
    return view.tokens[number.noun].pos not in {"NOUN", "PROPN"}


def _figure_verb(scene: Scene, view: SentenceView, number: NumberSpan) -> int | None:
    """The verb that gives the figure: it governs the number, or the number is its predicate."""
    for index in range(number.first, number.last + 1):
        token = view.tokens[index]
        if number.first <= token.head <= number.last:
            continue
        cop = next((child for child in view.children[index] if base(view.tokens[child].relation) == "cop"), None)
        if cop is not None:
            if view.tokens[min(number.last + 1, len(view.tokens) - 1)].text == "of":  # "the figure is one of many"
                return None
            subject = [child for child in view.children[index] if base(view.tokens[child].relation) == "nsubj"]
            return cop if any(_gives(scene, view, each, index) for each in subject) else None
        # "in which 39 had been given", "(announced earlier: 477)"
        behind_colon = number.first > 0 and view.tokens[number.first - 1].text == ":"
        given = behind_colon or (token.relation == "nsubj:pass" and token.pos == "NUM")
        governed = given or base(token.relation) in {"obj", "obl", "xcomp", "nmod", "ccomp"}
        if governed and token.head >= 0 and view.tokens[token.head].lemma.casefold() in FIGURE_VERBS and marker(
                view, index) in {"", "of", "as", "at", "to", "from", "on"}:
            return token.head
    return None


def _gives(scene: Scene, view: SentenceView, subject: int, number: int) -> bool:
    """ "it was several", "the commission's figure is 72", "Tokyo is still at six"."""
    if view.tokens[subject].pos == "PRON" or view.tokens[subject].lemma.casefold() in TALLIES:
        return True
    actor = actor_at(scene, view, subject) if marker(view, number) == "at" else None
    return actor is not None and bool(actor.ref)


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
    if view.tokens[verb].pos == "AUX" and subject is None:
        subject = next((each.token for each in arguments(view, view.tokens[verb].head) if each.role == "subject"), None)
    if subject is not None and view.tokens[subject].lemma.casefold() in TALLIES:  # "the commission's figure is 72"
        subject = next((child for child in view.children[subject]
                        if view.tokens[child].relation == "nmod:poss" or marker(view, child) == "of"), None)
    if subject is None or view.tokens[subject].lemma.casefold() in {"it", "there", "that"}:
        return chain
    before = [each for each in voices if each.view <= view.index]
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    voice = voice_at(scene, view, subject, before, "said", cue)
    return (*chain, voice) if voice is not None and voice.refs else chain
