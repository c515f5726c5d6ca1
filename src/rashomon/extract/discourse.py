"""How mentions hang together in one text: what is only talk in general, and what continues an event named before."""

from __future__ import annotations

from rashomon.extract.cues import FUTURE_MODALS, IRREALIS_VERBS
from rashomon.extract.frames import Match
from rashomon.extract.views import SentenceView, base
from rashomon.model import When
from rashomon.packs.form import Pack

IDENTIFYING = frozenset({"quantity", "time", "place"})
GENERAL_WORDS = frozenset({"any", "further", "future", "continued", "more", "additional", "possible", "potential",
                           "such", "repeated", "regular", "annual", "other", "every", "each", "all", "another"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "his", "her"})
UNREAL_MARKS = frozenset({"if", "unless", "should", "before", "lest"})
UNREAL_NOUNS = frozenset({"plan", "threat", "ability", "capability", "right", "attempt", "intention", "preparation",
                          "ban", "moratorium", "risk", "fear", "possibility", "decision", "request", "call", "bid",
                          "series", "string", "program", "programme", "spate", "round", "flurry"})


def is_generic(match: Match) -> bool:
    """True for talk in general, plans, conditions and bans, which open no event of their own."""
    kind = match.pack.kind(match.frame.kind)
    if kind is not None and kind.planned:
        return False
    if _unreal(match.view, match.trigger):
        return True
    if not match.frame.opens:
        return False
    token = match.view.tokens[match.trigger]
    if token.pos in {"NOUN", "PROPN"}:
        words = {match.view.tokens[child].text.casefold() for child in match.view.children[match.trigger]}
        if words & GENERAL_WORDS:
            return True
        above = match.view.tokens[token.head].lemma.casefold() if token.head >= 0 else ""
        if base(token.relation) == "nmod" and above in UNREAL_NOUNS:
            return True
        return not _pinned(match) and not is_definite(match.view, match.trigger)
    return False


def _pinned(match: Match) -> bool:
    forms = {filled.field: match.pack.field(filled.field) for filled in match.filled}
    return any(form is not None and form.value in IDENTIFYING for form in forms.values())


def is_definite(view: SentenceView, index: int) -> bool:
    """True for "the launch", "Tuesday's launch", "its test": words that point back, in the singular or plural."""
    return any(view.tokens[child].text.casefold() in DEFINITE or view.tokens[child].relation == "nmod:poss"
               for child in view.children[index])


def _unreal(view: SentenceView, trigger: int) -> bool:
    current, steps = trigger, 0
    while steps < 4 and current >= 0:
        for child in view.children[current]:
            token = view.tokens[child]
            modal = base(token.relation) == "aux" and token.lemma.casefold() in FUTURE_MODALS
            able = base(token.relation) == "aux" and token.lemma.casefold() == "can"
            if (modal or able) and not _perfect(view, current):
                return True
            if base(token.relation) == "mark" and token.text.casefold() in UNREAL_MARKS:
                return True
        token = view.tokens[current]
        head = token.head
        if head < 0:
            return False
        above = view.tokens[head]
        kind = base(token.relation)
        if kind in {"xcomp", "acl", "advcl", "obj", "nmod", "ccomp", "obl"} and _infinitive_or_noun(view, current) and (
            (above.lemma.casefold() in IRREALIS_VERBS and above.pos in {"VERB", "ADJ"})
            or (above.lemma.casefold() in UNREAL_NOUNS and above.pos == "NOUN")
        ):
            return True
        if kind in {"acl", "advcl", "xcomp"} and _infinitive(view, current) and not _perfect(view, current):
            return kind != "xcomp" or above.lemma.casefold() not in {"appear", "seem", "believe", "think", "say",
                                                                    "estimate", "report", "assess", "presume"}
        if kind not in {"xcomp", "conj", "obj"}:
            return False
        current, steps = head, steps + 1
    return False


def _infinitive(view: SentenceView, index: int) -> bool:
    return any(base(view.tokens[child].relation) == "mark" and view.tokens[child].text.casefold() == "to"
               for child in view.children[index])


def _infinitive_or_noun(view: SentenceView, index: int) -> bool:
    return _infinitive(view, index) or view.tokens[index].pos in {"NOUN", "PROPN"} or view.tokens[
        index
    ].text.casefold().endswith("ing")


def _perfect(view: SentenceView, index: int) -> bool:
    return any(base(view.tokens[child].relation) == "aux" and view.tokens[child].lemma.casefold() == "have"
               for child in view.children[index])


def antecedents(matches: list[Match], ids: list[str], generic: list[bool]) -> dict[str, str]:
    """For each mention that continues another, the id of that other one.

    A frame that opens nothing, an elliptic theme and a definite noun look back: same sentence, then the same
    paragraph, then the text's first event of the kind; a day of their own that cannot be the other's keeps them apart.
    """
    found: dict[str, str] = {}
    for position, match in enumerate(matches):
        if generic[position]:
            continue
        back = [earlier for earlier in range(position) if not generic[earlier] and ids[earlier] != ids[position]
                and matches[earlier].frame.kind == match.frame.kind and matches[earlier].pack.name == match.pack.name]
        if not back or not _continues(match):
            continue
        fitting = [earlier for earlier in back if _days_fit(matches[earlier].pack, matches[earlier], match)]
        if not fitting:
            continue
        near = [earlier for earlier in fitting if matches[earlier].view.paragraph == match.view.paragraph]
        openers = [earlier for earlier in fitting if matches[earlier].frame.opens and not _continues(matches[earlier])]
        chosen = near[-1] if near else openers[0] if openers else fitting[0]
        found[ids[position]] = ids[chosen]
    return found


def _continues(match: Match) -> bool:
    token = match.view.tokens[match.trigger]
    return (not match.frame.opens or match.elliptic
            or (token.pos == "NOUN" and is_definite(match.view, match.trigger)))


def _days_fit(pack: Pack, earlier: Match, later: Match) -> bool:
    """False when both have times of identifying fields that lie apart."""
    def times(match: Match) -> list[tuple[float, float]]:
        return [(filled.value.earliest.timestamp(), filled.value.latest.timestamp()) for filled in match.filled
                if isinstance(filled.value, When) and (form := pack.field(filled.field)) and form.identifies]

    return all(a[0] <= b[1] and b[0] <= a[1] for a in times(earlier) for b in times(later))
