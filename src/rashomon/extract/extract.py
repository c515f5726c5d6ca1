"""Documents in, claims out: the verb of this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta

import msgspec

from rashomon.extract.arguments import Argument
from rashomon.extract.attribution import attributions
from rashomon.extract.cast import build_cast
from rashomon.extract.cues import TALLIES
from rashomon.extract.discourse import DEFINITE, antecedents, backed, is_generic, opened_kinds, without_residue
from rashomon.extract.echoes import echoes
from rashomon.extract.figures import taken_up_figures
from rashomon.extract.filled import Filled
from rashomon.extract.frames import Match, match_frames
from rashomon.extract.implied import without_implied
from rashomon.extract.international import only_international
from rashomon.extract.lexicon import Lexicon, lexicons_of
from rashomon.extract.likely import in_one_kind, only_likely
from rashomon.extract.locations import places_named
from rashomon.extract.meanwhile import with_meanwhile
from rashomon.extract.mending import mended
from rashomon.extract.naming import short_forms, with_named_things
from rashomon.extract.scene import Scene
from rashomon.extract.setting import with_setting
from rashomon.extract.speakers import is_outlet, voice_at
from rashomon.extract.stance import stance_of, weaker
from rashomon.extract.status import with_status
from rashomon.extract.tagged import ALONE, NAME, borne_out, is_tagged, rules_first, tagged_matches
from rashomon.extract.views import Reading, SentenceView, base, children_of
from rashomon.extract.voices import Attributed, chain_above, level_above
from rashomon.know.base import Knowledge
from rashomon.know.countries import country_of, government_of
from rashomon.know.places import country_of_region, resolve_place, zone_of
from rashomon.model import Chain, Claim, Document, Mention, Quantity, Report, Span, Stance, Words
from rashomon.model.identity import content_id
from rashomon.model.value import worlds
from rashomon.packs.form import Pack, Word
from rashomon.text.annotation import AnnotatedSentence, Annotation
from rashomon.text.numbers import quantities
from rashomon.text.phrases import PhraseBook, PhraseHit, find_phrases
from rashomon.text.quotes import quotes
from rashomon.text.times import Anchor, carried, times

ONE_DAY = timedelta(days=1)
LONG, MOST = 4, 0.6
HOME = 3
"""What a country gains among those a text speaks of when the paper sits there: its bodies go unnamed by country."""
TOLD = frozenset({"time", "day"})
"""When an act of speaking was: that the paper tells, not the one who speaks."""
NEWS_BLOCKS = frozenset({"title", "headline", "body"})


def wants(document: Document, packs: Sequence[Pack]) -> bool:
    """The gate: True when some pack's gate words stand in the text; most of the world's news ends here."""
    text = document.text.casefold()
    return any(word in text for pack in packs for word in pack.gate)


def of_annotation(
    document: Document, annotation: Annotation, packs: Sequence[Pack], knowledge: Knowledge,
    lexicons: Sequence[Lexicon] = (),
) -> Report:
    """Everything the document claims, for the packs that care; mentions and claims in text order.

    lexicons: the packs made ready by `lexicons_of`, where many documents are read with the same ones.
    """
    ready = tuple(lexicons) or lexicons_of(packs)
    scene = build_scene(document, annotation, ready, knowledge)
    voices = attributions(scene)
    mentions: list[Mention] = []
    claims: list[Claim] = []
    apart: set[str] = set()
    matched = [backed(match_frames(scene, lexicon)) for lexicon in ready]
    matched = [[*found, *tagged_matches(scene, lexicon.pack, found)]
               for found, lexicon in zip(matched, ready, strict=True)]
    for found in matched:
        matches = without_residue(found, [match for each in matched for match in each])
        ids = [_mention_id(document, match) for match in matches]
        generic = [is_generic(match) for match in matches]
        apart |= {identity for match, identity in zip(matches, ids, strict=True) if match.apart}
        links = antecedents(matches, ids, generic)
        opened = opened_kinds(matches, generic)
        ordered = sorted(zip(matches, ids, generic, strict=True), key=lambda each: not each[0].frame.opens)
        for match, identity, loose in ordered:
            if match.frame.kind not in opened or (not match.frame.nested and _inside_speech(voices, match)):
                continue
            if not any(mention.id == identity for mention in mentions):
                mentions.append(_mention(scene, match, identity, loose, links.get(identity, "")))
            if not loose:
                claims += _claims(scene, voices, match, identity)
    mentions, claims = only_likely(scene, annotation.labels, mentions, claims)
    claims = borne_out(packs, claims)
    mentions, claims = _yielded(tuple(packs), mentions, _once(_in_named_voices(claims), apart))
    claims = in_one_kind(scene, claims)
    mentions, claims = only_international(scene, mentions, claims)
    claims = borne_out(packs, claims)  # again: what the frames read may have been home affairs
    claims = without_implied(tuple(packs), mentions, claims)
    claims = with_meanwhile(scene, mentions, with_setting(scene, mentions, claims))
    ruled = [claim for claim in claims if not is_tagged(claim)]
    claims = rules_first([*claims, *taken_up_figures(scene, voices, ruled, mentions)])
    claims += echoes(scene, voices, claims)
    claims = with_status(scene, _with_single_persons(_without_repeated_headline(claims)))
    mentions = _with_claims(mentions, claims)
    return Report(
        document=document,
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.trigger.start, mention.id))),
        claims=tuple(sorted(claims, key=lambda claim: (claim.span.start, claim.span.end, claim.field, claim.id))),
        sentences=tuple(view.span for view in scene.reading.views),
    )


def build_scene(
    document: Document, annotation: Annotation, lexicons: tuple[Lexicon, ...], knowledge: Knowledge
) -> Scene:
    """Views, countries, zone and cast of one document; times are resolved against its day and zone."""
    counted = _counted_countries(document, annotation, knowledge)
    countries = tuple(code for code, _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])))
    zone = document.zone or _zone(countries, knowledge)
    anchor = Anchor(day=document.day, moment=document.published if document.published_exact else None, zone=zone,
                    event=None)
    books = {lexicon.pack.name: lexicon.book for lexicon in lexicons}
    packs = tuple(lexicon.pack for lexicon in lexicons)
    views: list[SentenceView] = []
    for index, sentence in enumerate(annotation.sentences):
        view = _view(document, index, mended(sentence), (books, anchor))
        if view is not None:
            views.append(view)
            anchor = _carried(anchor, view)
    reading = Reading(document, with_named_things(document, tuple(views)))
    places = places_named(document, annotation, knowledge)
    letters = short_forms(document, reading.views)
    scene = Scene(reading, packs, knowledge, countries, zone, (), dict(counted), places, letters,
                  _country_of_dateline(document, knowledge))
    return msgspec.structs.replace(scene, cast=build_cast(scene))


def _carried(anchor: Anchor, view: SentenceView) -> Anchor:
    """The day last spoken of is the day of a later clock time that has none of its own."""
    days = [time.value for time in view.times if time.value and time.kind in {"day", "part_of_day", "clock"}
            and time.value.latest - time.value.earliest <= ONE_DAY and not _since(view, time.first)]
    anchor = carried(anchor, view.times)
    return msgspec.structs.replace(anchor, event=days[-1]) if days else anchor


def _since(view: SentenceView, first: int) -> bool:
    """ "the first since September 15": the day something ended or began is not the day spoken of."""
    return bool({token.text.casefold() for token in view.tokens[max(0, first - 1): first + 1]} & {"since", "until"})


def _words(sentence: AnnotatedSentence, book: PhraseBook[tuple[Word, ...]]) -> tuple[PhraseHit[Word], ...]:
    return tuple(PhraseHit(hit.first, hit.last, hit.start, hit.end, word)
                 for hit in find_phrases(sentence, book) for word in hit.payload)


def _view(
    document: Document, index: int, sentence: AnnotatedSentence,
    rest: tuple[dict[str, PhraseBook[tuple[Word, ...]]], Anchor],
) -> SentenceView | None:
    block = next((block for block in document.blocks if block.start < sentence.end and sentence.start < block.end
                  and block.kind in NEWS_BLOCKS), None)
    if (document.blocks and block is None) or not sentence.tokens:
        return None
    paragraph = document.text.count("\n", 0, sentence.start)
    return SentenceView(
        index=index, sentence=sentence, children=children_of(sentence.tokens),
        numbers=tuple(quantities(sentence)), times=tuple(times(sentence, rest[1])),
        words={name: _words(sentence, book) for name, book in rest[0].items()},
        quotes=tuple(quotes(document.text, sentence.start, sentence.end)),
        block=block.kind if block is not None else "body", paragraph=paragraph,
    )


def _counted_countries(document: Document, annotation: Annotation, knowledge: Knowledge) -> Counter[str]:
    counted: Counter[str] = Counter()
    for sentence in annotation.sentences:
        for name in sentence.names:
            text = document.text[name.start:name.end].replace("’s", "").replace("'s", "")
            code = country_of(text, knowledge) or government_of(text, knowledge)
            if not code and name.label == "Location":
                code = country_of_region(text, knowledge)  # papers of Tennessee never say which country they are of
            if code:
                counted[code] += 1
    written_in = _country_of_dateline(document, knowledge)
    for code in {*counted, written_in} - {""}:
        if code == written_in or (document.zone and zone_of(code, knowledge) == document.zone):
            counted[code] += HOME
    return counted


def _country_of_dateline(document: Document, knowledge: Knowledge) -> str:
    """The country of the town in the dateline ("SEOUL, July 4"): its bodies are seldom called by their country."""
    parts = [part.partition("(")[0].strip(" -–—:") for part in document.credits.dateline.split(",")]
    town = parts[0].title()
    if not town:
        return ""
    said = next((code for part in parts[1:] if (code := country_of(part, knowledge))), "")
    place = None if said else resolve_place(town, knowledge)
    return said or government_of(town, knowledge) or (place.country if place is not None else "")


def _zone(countries: tuple[str, ...], knowledge: Knowledge) -> str:
    """Clock times without a zone are local to the country the text speaks of most; UTC where it speaks of none."""
    return next((zone for code in countries if (zone := zone_of(code, knowledge))), "UTC")


def _mention_id(document: Document, match: Match) -> str:
    token = match.view.tokens[match.theme if match.apart else match.trigger]
    return content_id("m", document.id, match.pack.name, match.frame.kind, token.start)


def _mention(scene: Scene, match: Match, identity: str, generic: bool, antecedent: str) -> Mention:
    token = match.view.tokens[match.trigger]
    return Mention(
        id=identity, kind=match.frame.kind, pack=match.pack.name, frame=match.frame.name,
        trigger=Span(scene.document.id, token.start, token.end), sentence=match.view.span, antecedent=antecedent,
        generic=generic, headline=match.view.block != "body",
    )


def _claims(scene: Scene, voices: tuple[Attributed, ...], match: Match, mention: str) -> list[Claim]:
    token = match.view.tokens[match.trigger]
    place = (token.start, token.end)
    is_cue = any(each.voice.cue == place for each in voices)
    if is_cue and _is_deed(match):
        voices, is_cue = tuple(each for each in voices if each.voice.cue != place), False
    found = []
    for filled in match.filled:
        if (is_cue and not match.frame.speaker) or match.frame.name in (NAME, ALONE):
            place = (filled.start, filled.end)
        chain, scope = chain_above(scene, voices, *place)
        if match.frame.name in (NAME, ALONE) and filled.field == "words" and not _is_said(chain):
            continue  # the paper's own mockery of a government was put into that government's mouth
        level, denied, cues = level_above(voices, *place)
        if not _is_told(match, filled):
            chain = chain + _own_speaker(scene, match, voices, chain)
        stance = stance_of(match.view, match.trigger, filled.token, scope, counts=filled.fill.take == "count")
        fixed = filled.fill.polarity if stance.polarity != "open" else ""  # what nobody confirms is not affirmed
        polarity = fixed or ("affirmed" if _presupposed(match, filled) else stance.polarity)
        if denied and polarity == "affirmed":
            polarity = "denied"
        certainty = filled.fill.certainty or weaker(stance.certainty, level)
        whole = Stance(polarity, certainty, tuple(sorted({*stance.cues, *cues})))
        found.append(_claim(scene, match, mention, filled, (chain, whole)))
    return found


def _is_deed(match: Match) -> bool:
    """ "The envoys discussed the border": a kind in which nobody speaks, of a pack that has others in which they do.

    Those who met were put down as having said what they met about.
    """
    spoken = match.pack.spoken
    return bool(spoken) and match.frame.kind not in spoken


def _is_said(chain: Chain) -> bool:
    """Whether somebody speaks, and not the paper alone."""
    return any(not is_outlet(voice) for voice in chain)


def _is_told(match: Match, filled: Filled) -> bool:
    """When an act of speaking was, and between whom: "Oslo turned the offer down on Monday" is the paper's to tell.

    Not so the one agent whom a voice names, or who owns up: "the rebels claimed the attack".
    """
    form = match.pack.field(filled.field)
    return filled.fill.take in TOLD or (filled.fill.take == "actor" and form is not None and not form.disputes)


def _presupposed(match: Match, filled: Filled) -> bool:
    """ "The missile did not fall inside the zone" denies where it fell, not that it was a missile."""
    if filled.fill.take != "term" or filled.fill.at != "theme" or match.theme < 0:
        return False
    words = {match.view.tokens[child].text.casefold() for child in match.view.children[match.theme]
             if base(match.view.tokens[child].relation) == "det"}
    return bool(words & DEFINITE) or match.view.tokens[match.theme].pos == "PRON"


def _inside_speech(voices: tuple[Attributed, ...], match: Match) -> bool:
    token = match.view.tokens[match.trigger]
    return any(not each.relay and each.voice.cue != (token.start, token.end) and any(
        start <= token.start and token.end <= end for start, end in each.contents) for each in voices)


def _own_speaker(
    scene: Scene, match: Match, voices: tuple[Attributed, ...], chain: Chain
) -> Chain:
    """The voice of a frame that is itself an act of speaking: "denounced", "pledged to"."""
    if _is_said(chain):
        return ()
    for role in match.frame.speaker:
        for argument in match.arguments:
            # "talk of a reef the office has ruled out": what is spoken of does not speak
            if argument.role != role or _is_spoken_of(match, argument):
                continue
            cue = (match.view.tokens[match.trigger].start, match.view.tokens[match.trigger].end)
            before = [each for each in voices if each.view < match.view.index]
            source = _keeper(match.view, argument.token)
            voice = voice_at(scene, match.view, source, before, "said", cue)
            if voice is not None and all(each.name != voice.name for each in chain):
                return (voice,)
    return ()


def _is_spoken_of(match: Match, argument: Argument) -> bool:
    if argument.token == match.theme:  # "a stall, says an instructor": of two subjects the other one speaks
        return argument.role != "subject" or sum(each.role == "subject" for each in match.arguments) > 1
    return match.theme >= 0 and argument.token == match.view.tokens[match.theme].head


def _keeper(view: SentenceView, token: int) -> int:
    """ "the last tally of the court has 14 dead": whoever keeps the tally speaks."""
    if view.tokens[token].lemma.casefold() not in TALLIES:
        return token
    return next((child for child in view.children[token] if base(view.tokens[child].relation) == "nmod"), token)


def _claim(scene: Scene, match: Match, mention: str, filled: Filled, rest: tuple[Chain, Stance]) -> Claim:
    chain, stance = rest
    span = Span(scene.document.id, filled.start, filled.end)
    maker = f"{match.pack.name}/{match.frame.name}@{match.pack.version}"
    identity = content_id("c", scene.document.id, mention, filled.field, span, filled.value)
    return Claim(
        id=identity, mention=mention, kind=match.frame.kind, field=filled.field, value=filled.value, span=span,
        text=scene.reading.text(filled.start, filled.end), sentence=match.view.span, chain=chain,
        stance=stance, maker=maker, headline=match.view.block != "body", part=filled.part or filled.fill.part,
    )


def _with_claims(mentions: list[Mention], claims: list[Claim]) -> list[Mention]:
    """Mentions that carry claims, or that such mentions continue, or that talk in general."""
    carrying = {claim.mention for claim in claims}
    links = {mention.id: mention.antecedent for mention in mentions}
    for identity in list(carrying):
        while identity := links.get(identity, ""):
            carrying.add(identity)
    return [mention for mention in mentions if mention.id in carrying or mention.generic]


def _yielded(
    packs: tuple[Pack, ...], mentions: list[Mention], claims: list[Claim]
) -> tuple[list[Mention], list[Claim]]:
    """Drop the kinds that yield to another kind of which the same text has more to tell.

    What it calls a bombing is no disaster, a missile test no attack; a bombing recalled in passing silences nothing.
    """
    opened = {mention.kind for mention in mentions if not mention.generic and any(
        claim.mention == mention.id for claim in claims)}
    told = Counter(claim.kind for claim in claims if not is_tagged(claim))
    gone: set[str] = set()
    for kind in sorted((kind for pack in packs for kind in pack.kinds), key=lambda each: told[each.name]):
        others = opened & set(kind.yields_to) - gone  # two kinds that yield to each other must not both go
        if others and told[kind.name] <= sum(told[other] for other in others):
            gone.add(kind.name)
    return ([mention for mention in mentions if mention.kind not in gone],
            [claim for claim in claims if claim.kind not in gone])


def _in_named_voices(claims: list[Claim]) -> list[Claim]:
    """Without what one frame took for the outlet's own words where another saw who says those very words."""
    named = {(claim.kind, claim.field, claim.sentence, worlds(claim.value), claim.stance.polarity) for claim in claims
             if claim.origin.kind not in {"outlet", "agency"}}
    return [claim for claim in claims if claim.origin.kind not in {"outlet", "agency"} or (
        claim.kind, claim.field, claim.sentence, worlds(claim.value), claim.stance.polarity) not in named]


def _once(claims: list[Claim], apart: set[str]) -> list[Claim]:
    """One claim per field, value, voice and sentence, whichever frame saw it first; what stands apart has its own."""
    seen: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        voice = (claim.origin.name, claim.stance.polarity)
        part = "" if claim.part == "also" else claim.part
        own = claim.mention if claim.mention in apart else ""  # "it fired two on Monday and one on Friday": fired both
        seen.setdefault((claim.field, claim.kind, claim.sentence, worlds(claim.value), voice, part, own), claim)
    return list(seen.values())


def _with_single_persons(claims: list[Claim]) -> list[Claim]:
    """One person told of beside a total of the same text is a part of it: "a woman died" disputes no 34 dead."""
    totals = {
        (claim.kind, claim.field) for claim in claims
        if isinstance(claim.value, Quantity) and claim.value.low is not None and claim.value.low > 1 and not claim.part
        and claim.stance.polarity == "affirmed"
    }
    return [
        msgspec.structs.replace(claim, part="one person") if (claim.kind, claim.field) in totals and _is_single(claim)
        else claim for claim in claims
    ]


def _is_single(claim: Claim) -> bool:
    value = claim.value
    return (
        isinstance(value, Quantity) and value.low == value.high == 1 and not value.unit and not claim.part
        and claim.text.casefold().split()[0] in {"a", "an", "another"}
    )


def _without_repeated_headline(claims: list[Claim]) -> list[Claim]:
    """A headline that says what the body says is the same claim; one that differs is kept and held against the body."""
    body = {(claim.kind, claim.field, worlds(claim.value)) for claim in claims if not claim.headline}
    said = [claim for claim in claims if not claim.headline and isinstance(claim.value, Words)]
    return [claim for claim in claims if not claim.headline or not (
        (claim.kind, claim.field, worlds(claim.value)) in body or any(_in_other_words(claim, other) for other in said))]


def _in_other_words(headline: Claim, claim: Claim) -> bool:
    """ "vows to enlarge the fleet" above "has vowed to enlarge his fleet": most of a remark's long words are there."""
    if (headline.kind, headline.field) != (claim.kind, claim.field):
        return False
    one, other = ({word[:6] for word in each.text.casefold().split() if len(word) > LONG} for each in (headline, claim))
    return bool(one) and len(one & other) >= MOST * len(one)
