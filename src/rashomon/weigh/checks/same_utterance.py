"""One remark, two wordings: the same speaker on the same event, translated or retold differently."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Final

import msgspec
from rapidfuzz import fuzz

from rashomon.know.folding import fold
from rashomon.model import Claim, Document, Finding, Span, Words
from rashomon.text.annotation import AnnotatedSentence
from rashomon.weigh.context import WeighContext, WeighedEvent
from rashomon.weigh.phrase import report_text

_LONGEST: Final = 22  # words; longer passages are statements, which repeat topics without being one remark
_BRIEF: Final = 8  # words up to which a frame or a stem that is shared is enough
_SHORT_REMARK: Final = 3  # words of meaning, of which half must be shared; longer ones must share two
_LEAST: Final = 0.3  # share of the shorter remark's words of meaning that the other must have, too
_PREFIX: Final = 5  # letters that words of one stem have in common: "assume", "assumption"
_COMMON: Final = 3  # sentences of a story beyond which a word is its theme and says little about one remark
_DAYS: Final = timedelta(days=3)
_STOP: Final = frozenset((
    "a", "an", "the", "of", "to", "in", "on", "and", "or", "it", "is", "was", "be", "that", "this", "as", "for", "by",
    "with", "from", "at", "are", "were", "has", "have", "had", "its", "his", "her", "their", "than", "we", "he", "they",
))
_DENYING: Final = frozenset((
    "not", "nt", "no", "never", "nobody", "none", "nothing", "neither", "nor", "noone", "cannot",
))
_TURNING: Final = frozenset((
    "not", "no", "never", "longer", "least", "most", "up", "beyond", "more", "less", "over", "under",
))
_CONTRACTED: Final = {"hasnt": "has not", "isnt": "is not", "wont": "will not", "cant": "can not", "dont": "do not"}
_OPENERS: Final = frozenset("\"“‘'«")
_CLOSERS: Final = {"“": "”", "‘": "’", "«": "»", '"': '"', "'": "'"}


class Remark(msgspec.Struct, frozen=True):
    """A short quoted or reported remark with its speaker (folded surname) and the claim that holds it, if any."""

    speaker: str
    name: str
    text: str
    span: Span
    claim: str = ""
    event: str = ""
    lemmas: tuple[str, ...] = ()


def same_utterances(context: WeighContext, events: Sequence[WeighedEvent]) -> list[Finding]:
    """Pairs of reports that give one remark of one speaker in different words; one finding for each pair."""
    documents = context.documents
    remarks = [*_from_claims(context, events), *_from_quotes(context)]
    themes = _themes(context)
    copied = {(line.document, line.parent) for line in context.copies().values()}
    found: list[Finding] = []
    told: list[tuple[Remark, Remark]] = []
    for number, one in enumerate(remarks):
        for other in remarks[number + 1 :]:
            if not _may_be_one(one, other, documents) or any(_told(one, other, pair) for pair in told):
                continue
            pair = one.span.document, other.span.document
            copy = pair in copied or pair[::-1] in copied  # what a copyist made of long quotations is no translation
            if _alike(_plain(one.text), _plain(other.text)) or (not copy and _reworded(one, other, themes)):
                told.append((one, other))
                found.append(_finding(one, other, documents))
    return found


def _told(one: Remark, other: Remark, pair: tuple[Remark, Remark]) -> bool:
    """True when a pair already found stands in the same words of the same two reports, or gives the same wordings."""
    if one.span.touches(pair[0].span) and other.span.touches(pair[1].span):
        return True
    return one.speaker == pair[0].speaker and {_plain(one.text), _plain(other.text)} == {
        _plain(pair[0].text), _plain(pair[1].text)}


def _from_claims(context: WeighContext, events: Sequence[WeighedEvent]) -> Iterator[Remark]:
    for weighed in events:
        for claim in weighed.event.claims:
            if isinstance(claim.value, Words) and len(claim.chain) > 1 and claim.field == "words":
                surname = _surname(claim)
                if surname:
                    yield Remark(surname, claim.origin.name, claim.value.text, claim.span, claim.id, weighed.event.id,
                                 _lemmas(claim.span, context))


def _surname(claim: Claim) -> str:
    """What a speaker is told apart by; nameless voices cannot be found again in another report."""
    words = fold(claim.origin.name).split()
    return words[-1] if words and (claim.origin.refs or claim.origin.name[:1].isupper()) else ""


def _from_quotes(context: WeighContext) -> Iterator[Remark]:
    """Quotations of a named person, also where no frame took them for a statement; "he" is who was named last."""
    for report in context.reports:
        text = report.document.text
        last: list[str] = []
        for sentence in context.sentences(report.document.id):
            speakers = _persons(sentence, text)
            if not speakers and _says_he(sentence):
                speakers = last
            elif speakers:
                last = speakers
            if len(speakers) != 1:
                continue
            for start, end in _quoted(sentence, text):
                span = Span(report.document.id, start, end)
                yield Remark(fold(speakers[0]).split()[-1], speakers[0], text[start:end], span,
                             lemmas=_lemmas(span, context))


def _says_he(sentence: AnnotatedSentence) -> bool:
    """True for "..., he said" behind a quotation."""
    words = [token.text.casefold() for token in sentence.tokens]
    return any(words[at] in ("he", "she") and words[at + 1] in ("said", "added", "wrote", "told")
               for at in range(len(words) - 1))


def _lemmas(span: Span, context: WeighContext) -> tuple[str, ...]:
    """The dictionary forms of a stretch, folded; of what has no annotation, its words."""
    near = (one for one in context.sentences(span.document) if one.start < span.end and span.start < one.end)
    tokens = [
        token for sentence in near
        for token in sentence.tokens if span.start <= token.start < span.end
    ]
    return tuple(word for token in tokens for word in _plain(token.lemma).split())


def _themes(context: WeighContext) -> frozenset[str]:
    """Words that stand in many sentences of the story: that two remarks share them says little."""
    counted = Counter(
        word for report in context.reports for sentence in context.sentences(report.document.id)
        for word in {folded for token in sentence.tokens for folded in _plain(token.lemma).split()}
    )
    return frozenset(word for word, count in counted.items() if count > _COMMON * len(context.reports))


def _persons(sentence: AnnotatedSentence, text: str) -> list[str]:
    """Persons named in the sentence; with exactly one of them a short quotation beside him is his."""
    names = [text[name.start : name.end].removesuffix("'s").removesuffix("’s") for name in sentence.names
             if name.label == "Person"]
    return list(dict.fromkeys(name for name in names if fold(name)))


def _quoted(sentence: AnnotatedSentence, text: str) -> Iterator[tuple[int, int]]:
    closer, start = "", 0
    for token in sentence.tokens:
        mark = token.text
        if closer and mark in (closer, '"', "''"):
            inner = text[start : token.start].strip(" ,.;")
            if inner:
                first = text.index(inner, start)
                yield first, first + len(inner)
            closer = ""
        elif not closer and mark in _OPENERS and mark != "'":
            closer, start = _CLOSERS[mark], token.end


def _may_be_one(one: Remark, other: Remark, documents: Mapping[str, Document]) -> bool:
    """One speaker, two reports of about one day, and neither only quotes more of the remark than the other."""
    if one.span.document == other.span.document or one.speaker != other.speaker:
        return False
    texts = _plain(one.text), _plain(other.text)
    if texts[0] == texts[1] or not all(0 < len(text.split()) <= _LONGEST for text in texts):
        return False
    if texts[0] in texts[1] or texts[1] in texts[0]:
        return False
    days = [documents[each.span.document].published for each in (one, other) if each.span.document in documents]
    return not (len(days) == 2 and days[0] and days[1] and abs(days[0].date() - days[1].date()) > _DAYS)


def _reworded(one: Remark, other: Remark, themes: frozenset[str]) -> bool:
    """True when two remarks share so many words of meaning, and say yes or no alike, that they are one remark."""
    ours, theirs = ([word for word in dict.fromkeys(each.lemmas) if word not in _STOP | _DENYING and len(word) > 2]
                    for each in (one, other))
    fewest = min(len(ours), len(theirs))
    if not fewest or set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return False
    if any(sum(word in _DENYING for word in each.lemmas) % 2 for each in (one, other)) and (
            sum(word in _DENYING for word in (*one.lemmas, *other.lemmas)) % 2):
        return False
    figures = [{word for word in each.lemmas if word[:1].isdigit()} for each in (one, other)]
    if all(figures) and not figures[0] & figures[1]:
        return False
    shared = sum(0.5 if word in themes else 1.0 for word in ours
                 if not word[:1].isdigit() and any(_same_root(word, each) for each in theirs))
    if fewest > _SHORT_REMARK:
        return shared >= max(2.0, _LEAST * fewest)
    brief = max(len(ours), len(theirs)) <= fewest + _SHORT_REMARK - 1 and fewest > 1
    bounded = any(figures) and (set(one.lemmas) ^ set(other.lemmas)) & _TURNING
    return brief and shared * 2 >= fewest and not bounded


def _same_root(one: str, other: str) -> bool:
    """ "negotiate" and "negotiation", "condition" and "precondition"."""
    shorter = min(len(one), len(other))
    if one == other:
        return True
    return shorter >= _PREFIX and (one[:_PREFIX] == other[:_PREFIX] or (shorter > _PREFIX and (
        one.endswith(other) or other.endswith(one))))


def _alike(one: str, other: str) -> bool:
    """True when two short wordings share a frame ("very ...") or a stem ("unprecedented", "without precedent")."""
    ours, theirs = ([word for word in text.split() if word not in _STOP] for text in (one, other))
    if not ours or not theirs or abs(len(ours) - len(theirs)) > 3 or max(len(one.split()), len(other.split())) > _BRIEF:
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return False  # the same words, more or fewer of them
    changed = set(one.split()) ^ set(other.split())
    if changed & _TURNING or any(word[0].isdigit() for word in changed):
        return False  # not another wording but another meaning, which is a matter of distortion
    shared = sum(1 for word in ours if any(_same_stem(word, each) for each in theirs))
    return shared * 2 >= min(len(ours), len(theirs))


def _same_stem(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    return shorter >= 6 and fuzz.partial_ratio(one, other) >= 90


def _plain(text: str) -> str:
    words = "".join(mark if mark.isalnum() else " " for mark in fold(text)).split()
    return " ".join(_CONTRACTED.get(word, word) for word in words)


def _finding(one: Remark, other: Remark, documents: Mapping[str, Document]) -> Finding:
    message = (
        f"{one.name} is quoted as saying “{one.text.strip()}” in {report_text(one.span.document, documents)} and "
        f"“{other.text.strip()}” in {report_text(other.span.document, documents)}: most likely two wordings of one "
        f"remark."
    )
    return Finding(
        kind="same_utterance", message=message, severity="low", event=one.event or other.event,
        claims=tuple(name for name in (one.claim, other.claim) if name), span=other.span,
        evidence={"one": one.text, "other": other.text, "speaker": one.name},
    )
