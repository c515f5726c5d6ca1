"""Words of a copy that say the opposite of what stands in their place in the parent: "minor" for "grave", "rejected".

A respinning machine exchanges words for words of like meaning; a word of contrary meaning in the same place is a
distortion. Own lists of contraries, and words that differ by a prefix that says no ("unstable" for "stable").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rashomon.weigh.checks.aligned import AlignedPair
from rashomon.weigh.checks.facing import Facing, laid_over
from rashomon.weigh.checks.turned import Turn

_PAIRS: Final[tuple[tuple[str, str], ...]] = (
    ("before prior ahead", "after following"), ("first", "last final"), ("above", "below beneath underneath"),
    ("rise rose increase climb grow soar ascend gain", "fall drop decline shrink decrease descend plunge dive"),
    ("stable steady firm", "unsteady shaky wobbly precarious"),
    ("grave serious severe major significant large huge enormous great considerable big",
     "minor slight small trivial insignificant negligible little tiny modest"),
    ("agree accept consent concur", "refuse reject decline disagree rebuff"),
    ("propose offer suggest invite recommend request seek ask", "reject refuse rebuff spurn"),
    ("claim", "disclaim denounce condemn disown deny"),
    ("support back endorse approve favour favor", "oppose reject disapprove resist"),
    ("allow permit let authorise authorize", "ban forbid prohibit bar"),
    ("arrive enter come", "leave depart exit"), ("begin start open", "end finish stop conclude close cease"),
    ("arrest capture detain catch", "kill eliminate release free neutralise neutralize"),
    ("kill slay murder slaughter", "free save rescue spare release arrest capture wound injure"),
    ("maximum", "minimum"), ("highest top greatest largest", "lowest smallest least"),
    ("higher greater larger bigger", "lower smaller lesser"), ("many numerous", "few"),
    ("always often frequently", "never rarely seldom"), ("early", "late"),
    ("new recent modern novel", "old ancient outdated"), ("public open", "secret private closed confidential"),
    ("heavy", "light"), ("strong powerful", "weak feeble"), ("deep", "shallow"), ("near close nearby", "far distant"),
    ("long", "short brief"), ("wide broad", "narrow"), ("safe secure", "dangerous unsafe perilous risky"),
    ("easy simple", "difficult hard"), ("peace", "war"), ("ally friend partner", "enemy foe adversary rival"),
    ("victory win triumph success", "defeat loss failure"), ("reach hit strike attain", "miss"),
    ("insist maintain contend argue", "concede admit acknowledge confess"),
    ("both", "one neither either"), ("exactly precisely", "about around approximately roughly nearly almost some"),
    ("deny reject dismiss refute", "confirm affirm admit acknowledge boast claim accept"),
    ("welcome praise hail applaud", "condemn denounce criticise criticize deplore"),
    ("passenger traveller traveler", "crew team crewman"),
    ("attacker assailant gunman shooter terrorist militant assaulter raider bomber aggressor",
     "hostage victim guest worshipper visitor civilian bystander prisoner captive detainee"),
    ("present", "absent"), ("alive living", "dead lifeless"), ("known clear", "unknown unclear"),
    ("together jointly", "separately alone"), ("join", "leave quit"), ("raise lift", "lower cut"),
    ("resume continue restart", "halt suspend break cancel"), ("sign", "cancel reject tear"),
    ("chair lead head", "leave quit"), ("hope", "fear"), ("good", "bad"), ("positive", "negative"),
    ("upper", "lower"), ("northern", "southern"), ("eastern", "western"), ("inside within", "outside beyond"),
    ("whole entire full complete total", "part partial"), ("permanent", "temporary"), ("success", "failure"),
)
_PREFIXES: Final = ("un", "in", "im", "il", "ir", "dis", "non", "de", "non-", "de-")
_SHORTEST: Final = 4  # letters of a word that a prefix may turn
_WINDOW: Final = 3
_NOES: Final = frozenset(("not", "n't", "no", "never", "without", "nor"))
_NOT_ALONE: Final = {
    "few": "a", "little": "a", "least": "at", "late": "of", "first": "at",
}
"""Words that mean something else behind the word given: "a few" are some."""


def _contraries() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one, other in _PAIRS:
        for word in one.split():
            found.setdefault(word, set()).update(other.split())
        for word in other.split():
            found.setdefault(word, set()).update(one.split())
    return {word: frozenset(others) for word, others in found.items()}


_CONTRARY: Final = _contraries()


def opposite_turns(pair: AlignedPair) -> list[Turn]:
    """Words whose place in the parent holds a word of contrary meaning, in the order of the copy."""
    here = laid_over(pair.own, pair.parent)
    return [turn for at in range(len(here.words)) for turn in _opposed(here, at, pair)][:4]


def _opposed(here: Facing, at: int, pair: AlignedPair) -> Iterator[Turn]:
    word, lemma = here.words[at], here.lemmas[at]
    if here.side.tokens[at].text[:1].isupper() and at:
        return  # names have no contraries
    place, own_gap, other_gap = here.across(at)
    if own_gap[0] == own_gap[1]:
        return  # the same word stands in the parent
    first, last = max(other_gap[0], place - _WINDOW), min(other_gap[1], place + _WINDOW + 1)
    ours = set(here.lemmas[max(0, at - _WINDOW - 1) : at + _WINDOW + 2])
    for other in range(first, last):
        said, root = here.theirs[other], here.other_lemmas[other]
        if not (_contrary(word, lemma, said, root) or _by_prefix(lemma, root) or _by_prefix(word, said)):
            continue
        if root in ours or lemma in here.other_lemmas[first:last] or here.other.tokens[other].text[:1].isupper():
            continue
        if _means_else(here.words, at) or _means_else(here.theirs, other):
            continue
        if _is_negated(here.words, at) != _is_negated(here.theirs, other):
            continue
        start, end = here.side.tokens[at].start, here.side.tokens[at].end
        begin, stop = here.other.tokens[other].start, here.other.tokens[other].end
        yield Turn("opposite", pair.own.text[start - pair.own.start : end - pair.own.start],
                   pair.parent.text[begin - pair.parent.start : stop - pair.parent.start], start, end)
        return


def _contrary(word: str, lemma: str, said: str, root: str) -> bool:
    others = _CONTRARY.get(lemma) or _CONTRARY.get(word)
    return others is not None and (root in others or said in others)


def _by_prefix(one: str, other: str) -> bool:
    """True when the words differ by a prefix that says no, whichever has it."""
    long, short = (one, other) if len(one) > len(other) else (other, one)
    return len(short) >= _SHORTEST and any(long == prefix + short for prefix in _PREFIXES)


def _means_else(words: tuple[str, ...], at: int) -> bool:
    before = _NOT_ALONE.get(words[at])
    return bool(before) and words[at - 1 : at] == (before,)


def _is_negated(words: tuple[str, ...], at: int) -> bool:
    return bool(_NOES & set(words[max(0, at - 3) : at]))
