"""What the field tagger found and no frame did, as matches beside those of the frames.

The tagger says which words fill a field; what they are worth is read like a frame's filler, and which event they are
told of by the trigger they stand with. Frames go first: where one has filled the field from these words, it is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from rashomon.extract.arguments import arguments
from rashomon.extract.contents import cue_lemma
from rashomon.extract.discourse import is_generic, opened_kinds
from rashomon.extract.filled import Filled
from rashomon.extract.frames import Match
from rashomon.extract.likelihood import likely_sentence, sees_enough
from rashomon.extract.scene import Scene
from rashomon.extract.spanned import values_of
from rashomon.extract.views import SentenceView, ancestors, head_of, is_predicate
from rashomon.model import Claim, Quantity, Term
from rashomon.packs.form import FrameForm, Pack
from rashomon.text.annotation import FieldSpan

BAR, SECOND_BAR = 0.7, 0.75
CAREFUL = (0.85, 0.95)
"""How likely words must fill a field to be read without a frame, and as its second value in one sentence; a label's own
bar, from which three of four spans were right, stands at 0.5. Chosen on stories and real articles kept apart from
training: higher ones leave out more right than wrong on both, lower ones gain little there and cost stories whose
frames are complete. CAREFUL: the same for texts of few sentences, of which the tagger sees too little."""
TRIGGER_BAR = 0.4
OWN_BAR, SURE_OWN = 0.75, 0.95
"""How likely words must fill the field of one kind of several to go on with what the text has told of that kind
without a word for it ("The hall was in Bergen."), and to date it though they hang on a word of saying."""
OPENING_BAR = 0.6
OTHER_BAR = 0.4
TELLING_BAR = 0.5
KIND_BAR = 0.85
ARTICLES = frozenset({"a", "an"})
NAME = "tagged"
ALONE = "tagged_alone"
"""The maker's name where no frame has opened the kind: "61 dead", says the bulletin that never names the flood."""
SURE_FIELDS, SURE_LABELS, SURE_BAR = 3, 2, 0.85
"""How many fields, and how many labels of the kind itself, must be very likely in a text whose frames open nothing."""


class Candidate(msgspec.Struct, frozen=True):
    """A field of a kind that some words likely fill."""

    kind: str
    field: str
    span: FieldSpan
    own: float = 0.0
    """How likely the words fill the field of this very kind."""


def tagged_matches(scene: Scene, pack: Pack, matches: list[Match]) -> list[Match]:
    """Matches of the pack for likely fields of the document that `matches` leave empty, in text order."""
    found: list[Match] = []
    bars = (BAR, SECOND_BAR) if sees_enough(scene) else CAREFUL
    opened = frozenset(opened_kinds(matches, [is_generic(match) for match in matches]))
    alone = "" if opened else _told_by_fields(scene, pack)
    counted = {filled.field for match in matches for filled in match.filled}
    spoken = pack.spoken if len(pack.kinds) > 1 else frozenset()
    said = {filled.value.concept for match in matches for filled in match.filled if isinstance(filled.value, Term)}
    for view in scene.reading.views:
        if view.block != "body":
            continue  # what a headline says, the body says better
        here = [match for match in matches if match.view is view]
        near = [match for match in (*matches, *found) if match.view.index == view.index - 1]
        for each in candidates(view, pack, opened | {alone} - {""}):
            form = pack.field(each.field)
            if form is None or each.span.score < _bar(bars, pack, here, each) or _is_covered(pack, here, each):
                continue
            if form.value == "quantity" and (_is_part(view, each) or (each.field in counted and not _has_number(
                    view, each.span))):
                continue  # victims by name count only where no number stands
            of_speech = each.kind in spoken or each.own >= SURE_OWN
            read = values_of(scene, pack, view, form, each.span, of_speech=of_speech)
            filled = [one for one in read if not _says_less(pack, one, said) and not _is_told(here, each.kind, one)
                      and not (form.value == "time" and _dates_a_part(here, one))]
            made = _match(pack, view, each, (here, near, opened), filled) if filled else None
            if made is not None and alone:
                made = msgspec.structs.replace(made, frame=msgspec.structs.replace(
                    made.frame, name=ALONE, opens=not found))
            if made is not None:
                found.append(made)
                here = [*here, made]
    return found


def _told_by_fields(scene: Scene, pack: Pack) -> str:
    """The kind of a pack of one kind of which the text states several fields so surely that it must be told of."""
    if len(pack.kinds) != 1:
        return ""
    kind = pack.kinds[0].name
    sure = [span for view in scene.reading.views if view.block == "body" for span in view.sentence.fields
            if span.score >= SURE_BAR and not span.label.endswith(".part")]
    own = {span.label for span in sure if span.label.startswith(f"{kind}.")}
    fields = {span.label for span in sure if pack.field(span.label) is not None} | {
        label.partition(".")[2] for label in own}
    return kind if len(own) >= SURE_LABELS and len(fields) >= SURE_FIELDS else ""


def _is_part(view: SentenceView, each: Candidate) -> bool:
    """The words are likelier a part of a total than the total: "among them two nurses"."""
    labels = {f"{each.field}.part", f"{each.kind}.{each.field}.part"}
    return any(span.label in labels and span.score >= each.span.score and span.start < each.span.end
               and each.span.start < span.end for span in view.sentence.fields)


def _has_number(view: SentenceView, span: FieldSpan) -> bool:
    return any(number.start < span.end and span.start < number.end and number.value.original.casefold() not in ARTICLES
               for number in view.numbers)


def rules_first(claims: list[Claim]) -> list[Claim]:
    """Without what the tagger read from words that a later rule ("Seoul insists on four") reads for the same field."""
    ruled = [claim for claim in claims if not is_tagged(claim)]
    return [claim for claim in claims if not is_tagged(claim) or not any(
        one.field == claim.field and one.kind == claim.kind and one.span.start < claim.span.end
        and claim.span.start < one.span.end for one in ruled)]


def borne_out(packs: Sequence[Pack], claims: list[Claim]) -> list[Claim]:
    """Without what the tagger alone reads of a pack, or of a pack of one kind where another's frames read more.

    Where frames read nothing of any pack of one kind, the one of which the tagger is surest stays (`ALONE`).
    On texts about other things the tagger doubled the invented events, and of an explosion it made an attack too.
    """
    told = Counter(claim.maker.partition("/")[0] for claim in claims if not is_tagged(claim))
    single = [pack.name for pack in packs if len(pack.kinds) == 1]
    most = max((told[name] for name in single), default=0)
    kept = {pack.name for pack in packs if told[pack.name] and (len(pack.kinds) > 1 or told[pack.name] == most)}
    if not most:
        alone = Counter(claim.maker.partition("/")[0] for claim in claims if f"/{ALONE}@" in claim.maker)
        kept |= {max(sorted(alone), key=lambda name: alone[name])} if alone else set()
    return [claim for claim in claims if not is_tagged(claim) or claim.maker.partition("/")[0] in kept]


def is_tagged(claim: Claim) -> bool:
    """True for a claim that no frame made."""
    return f"/{NAME}@" in claim.maker or f"/{ALONE}@" in claim.maker


def candidates(view: SentenceView, pack: Pack, opened: frozenset[str]) -> list[Candidate]:
    """The likely fields of the sentence, one for each field and stretch of words, in text order.

    A field's bare name ("killed") was learned from every kind that has it; which kind is meant, the labels of the
    kinds say, or for a pack of one kind the frames that opened it (`opened`).
    """
    kinds = tuple(kind.name for kind in pack.kinds)
    found: list[Candidate] = []
    for span in view.sentence.fields:
        kind, _, field = span.label.partition(".")
        if kind in kinds and field != "part" and not field.endswith(".part"):
            found.append(Candidate(kind, field, span, span.score))
        elif pack.field(span.label) is not None:
            own = [each for each in view.sentence.fields if each.start < span.end and span.start < each.end
                   and each.label.partition(".")[0] in kinds and each.label.partition(".")[2] == span.label]
            if own:
                best = max(own, key=lambda each: each.score)
                found.append(Candidate(best.label.partition(".")[0], span.label, span, best.score))
            elif len(kinds) == 1 and opened:
                found.append(Candidate(kinds[0], span.label, span))
            elif kind := _kind_by_word(view, pack, span.label):
                found.append(Candidate(kind, span.label, span))
    kept: list[Candidate] = []
    for each in sorted(found, key=lambda one: (-one.span.score, one.span.start, one.span.label)):
        if all(other.field != each.field or each.span.end <= other.span.start or other.span.end <= each.span.start
               for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda one: (one.span.start, one.span.end, one.field))


def _kind_by_word(view: SentenceView, pack: Pack, field: str) -> str:
    """The one kind whose word surely stands in the sentence, where the span's own label leaves the kind open."""
    told = [kind for kind in pack.kinds if likely_sentence(view, kind.name) >= KIND_BAR]
    return told[0].name if len(pack.kinds) > 1 and len(told) == 1 and field in told[0].fields else ""


def _bar(bars: tuple[float, float], pack: Pack, here: Sequence[Match], each: Candidate) -> float:
    """A sentence seldom states a field twice: where it has been read once, a second value must be likelier.

    So must all values of a pack of several kinds, as it is easily another kind that is meant.
    """
    told = any(match.frame.kind == each.kind and filled.field == each.field
               for match in here for filled in match.filled)
    return bars[told or len(pack.kinds) > 1]


def _says_less(pack: Pack, filled: Filled, said: set[str]) -> bool:
    """ "the missile flew on": a class above one that the text has named tells nothing new."""
    return isinstance(filled.value, Term) and any(
        filled.value.concept in concept.within for concept in pack.concepts if concept.name in said)


def _is_told(here: Sequence[Match], kind: str, new: Filled) -> bool:
    """The sentence has given the field this value, in other words."""
    return any(match.frame.kind == kind and filled.field == new.field and filled.value == new.value
               for match in here for filled in match.filled)


def _dates_a_part(here: Sequence[Match], new: Filled) -> bool:
    """ "came down at 8:05": a frame has read the word that the hour hangs on, and would have taken its time."""
    for match in here:
        over = next((one for one in ancestors(match.view, new.token) if is_predicate(match.view, one)), -1)
        if match.trigger == over and any(fill.field == new.field for fill in match.frame.fills):
            return True
    return False


def _is_covered(pack: Pack, here: Sequence[Match], each: Candidate) -> bool:
    """A frame has read these words for the field, in this kind or (words that are said) in another.

    Or it counts them for something else: who "was shot" is hurt until somebody says more.
    """
    form = pack.field(each.field)
    counts = form is not None and form.value == "quantity"
    return any(
        filled.start < each.span.end and each.span.start < filled.end and (
            (match.frame.kind == each.kind and filled.field == each.field)
            or (filled.fill.take == "clause" and each.field == "words")
            or (counts and match.frame.kind == each.kind and isinstance(filled.value, Quantity)))
        for match in here for filled in match.filled)


def _match(
    pack: Pack, view: SentenceView, each: Candidate, around: tuple[Sequence[Match], Sequence[Match], frozenset[str]],
    filled: list[Filled],
) -> Match | None:
    """The filled field told of the event that its sentence speaks of; None where that is another one, unopened.

    around: the matches of the sentence, those of the one before it, and the kinds that the frames open.
    """
    here, near_by, opened = around
    place = filled[0].token
    several = len(pack.kinds) > 1  # an unsure word for one of several kinds is no word for going on with that kind
    form = pack.field(each.field)
    # not so who takes part: an envoy on the way elsewhere joined a meeting told of three paragraphs before
    goes_on = several and each.kind in opened and each.own >= OWN_BAR and form is not None and form.value != "actor"
    bar = OPENING_BAR if several and not goes_on else TRIGGER_BAR
    said = sorted(
        (span for span in view.sentence.fields if span.label == f"!{each.kind}" and span.score >= bar),
        key=lambda span: (abs(span.start - each.span.start), span.start))
    beside = [match for match in here if match.frame.kind == each.kind]
    if said:  # "flew off at dawn, too heavy to launch its probe": what did not happen has no dawn
        beside = [match for match in beside if not is_generic(match)]
    if beside:
        near = min(beside, key=lambda match: (abs(match.trigger - place), match.trigger))
        frame = msgspec.structs.replace(near.frame, name=NAME, fills=())
        return msgspec.structs.replace(near, frame=frame, filled=tuple(filled))
    trigger = head_of(view, said[0].start, said[0].end) if said else None
    loose = (several and not goes_on) or (form is not None and form.value == "term")
    if trigger is None and (each.span.other >= OTHER_BAR or loose):
        return None  # "the navy wants faster rockets": a kind of weapon wants a word for what happened
    opens = trigger is not None and said[0].score >= OPENING_BAR and (
        each.kind not in opened or each.span.other >= OTHER_BAR or several)
    if form is not None and form.value == "actor" and any(match.frame.kind == each.kind for match in near_by):
        opens = False  # "Oslo turned Lima down. Its king balked, too.": who did so is no second refusal
    if trigger is None:
        trigger = next((one for one in _upwards(view, place) if is_predicate(view, one)), place)
    frame = FrameForm(name=NAME, kind=each.kind, opens=opens, speaker=_speakers(pack, each.kind, view, trigger))
    return Match(pack, frame, view, trigger, -1, False, False, arguments(view, trigger), tuple(filled))


def _upwards(view: SentenceView, token: int) -> Iterator[int]:
    yield token
    yield from ancestors(view, token)


def _speakers(pack: Pack, kind: str, view: SentenceView, trigger: int) -> tuple[str, ...]:
    """Roles that speak in the pack's frames of the kind; whoever is told of here ("fighters stormed") does not.

    Nor does who only does something: "the owners towed her to Adra" was put down as the owners' word.
    """
    several = len(pack.kinds) > 1
    if not several and not cue_lemma(view, trigger):
        return ()
    told = {argument.role for argument in arguments(view, trigger) for span in view.sentence.fields
            if span.score >= TELLING_BAR and _is_told_of(pack, span)
            and span.start < view.tokens[argument.token].end and view.tokens[argument.token].start < span.end}
    roles = dict.fromkeys(role for frame in pack.frames if frame.kind == kind for role in frame.speaker)
    return tuple(role for role in roles if several or role not in told)


def _is_told_of(pack: Pack, span: FieldSpan) -> bool:
    """Whether the field is of somebody or something: in a cause or a remark whoever speaks may stand too."""
    form = pack.field(span.label.removesuffix(".part").rpartition(".")[2])
    return form is not None and form.value in {"actor", "quantity"}
