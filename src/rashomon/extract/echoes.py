"""A voice that takes up what was just said: "which the army could not confirm", "the ministry rejected that"."""

from __future__ import annotations

import msgspec

from rashomon.extract.arguments import arguments
from rashomon.extract.markers import is_passive
from rashomon.extract.negation import is_negated
from rashomon.extract.scene import Scene
from rashomon.extract.speakers import voice_at
from rashomon.extract.views import SentenceView, base
from rashomon.extract.voices import Attributed, outlet_voice
from rashomon.model import Claim, Span, Stance, Voice
from rashomon.model.identity import content_id

TAKEN_UP = frozenset({"this", "that", "it", "claim", "report", "account", "information", "suggestion", "allegation"})
CONFIRM = frozenset({"confirm", "verify", "corroborate"})
DENY = frozenset({"deny", "reject", "dismiss", "refute", "rebut"})
FIELDS_KEPT_APART = frozenset({"actor", "time"})


def echoes(scene: Scene, voices: tuple[Attributed, ...], claims: list[Claim]) -> list[Claim]:
    """Claims of the sentence before, said again by the voice that confirms, denies or cannot confirm them."""
    found: list[Claim] = []
    views = scene.reading.views
    for position, view in enumerate(views):
        for verb, token in enumerate(view.tokens):
            lemma = token.lemma.casefold()
            if lemma not in CONFIRM | DENY or token.pos not in {"VERB", "ADJ"}:
                continue
            voice = _voice_taking_up(scene, view, verb, list(voices))
            if voice is None:
                continue
            stance = _stance(view, verb, lemma)
            for claim in _just_said(scene, claims, views[position - 1] if position else None, view, token.start):
                found.append(_again(scene, claim, view, (verb, voice), stance))
    return found


def _voice_taking_up(scene: Scene, view: SentenceView, verb: int, voices: list[Attributed]) -> Voice | None:
    roles = arguments(view, verb)
    passive = is_passive(view, verb)
    target = next((a.token for a in roles if a.role == ("passive_subject" if passive else "object")), None)
    told = target is not None and any(base(view.tokens[child].relation) in {"acl", "ccomp"}
                                      for child in view.children[target])
    if target is None or told or view.tokens[target].lemma.casefold() not in TAKEN_UP:
        return None
    source = next((a.token for a in roles if a.role == ("by" if passive else "subject")), None)
    if source is None:
        return outlet_voice(scene)
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    weak = _stance(view, verb, view.tokens[verb].lemma.casefold()).polarity == "open"
    manner = "denied" if view.tokens[verb].lemma.casefold() in DENY else "not confirmed" if weak else "confirmed"
    before = [each for each in voices if each.view < view.index]
    return voice_at(scene, view, source, before, manner, cue)


def _stance(view: SentenceView, verb: int, lemma: str) -> Stance:
    cue = ((view.tokens[verb].start, view.tokens[verb].end),)
    weak = is_negated(view, verb) or any(view.tokens[child].lemma.casefold() in {"could", "can"}
                                         for child in view.children[verb])
    if lemma in DENY:
        return Stance("denied", "certain", cue)
    return Stance("open", "possible", cue) if weak else Stance("affirmed", "certain", cue)


def _just_said(
    scene: Scene, claims: list[Claim], before: SentenceView | None, view: SentenceView, position: int
) -> list[Claim]:
    """What the same sentence said before the verb, else what the sentence before said; doubtful claims first."""
    here = [claim for claim in claims if claim.sentence == view.span and claim.span.end <= position]
    last = here or ([claim for claim in claims if before is not None and claim.sentence == before.span])
    kinds = {pack.name: pack for pack in scene.packs}
    kept = [claim for claim in last
            if (pack := kinds.get(claim.maker.partition("/")[0])) is not None
            and (form := pack.field(claim.field)) is not None and form.value not in FIELDS_KEPT_APART and form.disputes]
    doubtful = [claim for claim in kept if claim.stance.certainty != "certain"]
    return doubtful or kept


def _again(scene: Scene, claim: Claim, view: SentenceView, by: tuple[int, Voice], stance: Stance) -> Claim:
    verb, voice = by
    start, end = view.tokens[0].start, view.tokens[-1].end
    span = Span(scene.document.id, start, end)
    chain = (outlet_voice(scene), voice)
    return msgspec.structs.replace(
        claim, id=content_id("c", claim.id, span, view.tokens[verb].start), span=span, sentence=view.span, status="",
        text=scene.reading.text(start, end), chain=chain, stance=stance,
        maker=f"{claim.maker.partition('/')[0]}/echo@1",
    )
