"""Frames over annotation: where a pack's event is spoken of, and which words fill its fields."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from rashomon.extract.arguments import RELATIVES, Argument, arguments
from rashomon.extract.counting import counting_number, joined_people, number_at
from rashomon.extract.filled import Filled
from rashomon.extract.lexicon import Lexicon
from rashomon.extract.markers import marker
from rashomon.extract.negation import is_denied_beside, is_negated
from rashomon.extract.scene import Scene, hits, in_class
from rashomon.extract.themes import all_themes, answered, of_another_theme, of_others, theme_fits
from rashomon.extract.timing import times_of
from rashomon.extract.values import PLACES, fill_values, kind_of
from rashomon.extract.views import SentenceView, base
from rashomon.packs.form import FillForm, FrameForm, Pack, Word
from rashomon.text.phrases import PhraseHit

PARTITIVES = frozenset({
    "pair", "couple", "series", "number", "dozen", "handful", "type", "kind", "part", "portion", "most", "volley",
    "score", "barrage", "salvo", "hail", "majority", "rest", "string", "set", "group", "body", "total", "half", "third",
    "hundred", "thousand", "lot", "first", "last", "second", "none", "class", "range", "variety", "wave", "life",
    "fourth", "fifth", "sixth", "seventh", "eighth", "latest", "final", "remainder", "other", "neither",
    "either", "each",
})
VERBAL = frozenset({"VERB", "AUX", "ADJ", "NOUN"})
ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                      "last", "latest", "latter", "former", "final", "other", "others", "rest", "remainder",
                      "remaining"})
"""Stand for what was counted before: "the first fell into the sea", "a third followed", "the rest flew on"."""
INSIDE = frozenset({"in", "on", "aboard", "inside", "onboard", "within"})
PRONOUNS = frozenset({"it", "they", "that", "this", "these", "those", "one", "some", "several", "many", "all", "both",
                      "other", "others", "he", "she", "which", "few", "more", "another", "them"})


class Match(msgspec.Struct, frozen=True):
    """A frame that fired: pack, frame, trigger token, theme token (-1 without one), arguments and filled fields.

    apart: True for a second theme under one trigger that has a day of its own, hence is an event of its own.
    """

    pack: Pack
    frame: FrameForm
    view: SentenceView
    trigger: int
    theme: int
    elliptic: bool
    apart: bool
    arguments: tuple[Argument, ...]
    filled: tuple[Filled, ...]


def match_frames(scene: Scene, lexicon: Lexicon) -> list[Match]:
    """All frames of the pack that fire in the document, in text order.

    An elliptic theme ("several were launched") only counts once the text has spoken of such an event in full.
    """
    pack = lexicon.pack
    found: list[Match] = []
    spoken: set[str] = set()
    for view in scene.reading.views:
        for trigger, frame in _triggers(view, lexicon):
            matches = _match(scene, pack, frame, view, trigger, frame.kind in spoken)
            found += matches
            if frame.opens and any(not match.elliptic for match in matches):
                spoken.add(frame.kind)
    return found


def _triggers(view: SentenceView, lexicon: Lexicon) -> Iterable[tuple[int, FrameForm]]:
    words = hits(view, lexicon.pack)
    heads: dict[int, set[str]] = {}
    for hit in words:
        for head in {_hit_head(view, hit.first, hit.last), _leading_noun(view, hit.first, hit.last)}:
            heads.setdefault(head, set()).add(f"@{hit.payload.group}")
    for index, token in enumerate(view.tokens):
        if token.pos in {"PUNCT", "SYM", "DET", "PRON"} or (token.pos == "ADP" and not _is_predicate(view, index)):
            continue
        lemma = token.lemma.casefold()
        by_class = {entry for group in heads.get(index, ()) for entry in lexicon.triggers.get(group, ())}
        by_lemma = set(lexicon.triggers.get(lemma, ()))
        if by_lemma:
            longer = {f"@{hit.payload.group}" for hit in words
                      if hit.first < hit.last and hit.first <= index <= hit.last}
            by_lemma = {entry for entry in by_lemma if not longer - set(_words_of(lexicon, entry))}
        done: set[int] = set()
        for number, part in sorted(by_class | by_lemma):
            frame = lexicon.pack.frames[number]
            if number not in done and _may_trigger(view, index, frame, part) and not _fires_people(
                    view, index, (frame, part), words):
                done.add(number)
                yield index, frame


def _is_predicate(view: SentenceView, index: int) -> bool:
    """ "believed to have been aboard the Aurora": a preposition with a copula says something of its subject."""
    return any(base(view.tokens[child].relation) == "cop" for child in view.children[index])


def _words_of(lexicon: Lexicon, entry: tuple[int, int]) -> tuple[str, ...]:
    frame = lexicon.pack.frames[entry[0]]
    return (frame.verbs, frame.nouns, frame.adjectives)[entry[1]]


def _may_trigger(view: SentenceView, index: int, frame: FrameForm, part: int) -> bool:
    """True when the token's part of speech fits; a participle before its noun opens nothing ("a capsized ferry")."""
    token = view.tokens[index]
    if base(token.relation) == "amod" and token.pos in {"VERB", "ADJ"} and frame.opens and not frame.adjectives:
        return False
    if part == 0:
        return (token.pos in VERBAL and token.pos != "NOUN") or token.text.casefold().endswith(("ing", "ed"))
    if part == 1:
        return token.pos in {"NOUN", "PROPN", "NUM"} or (
            token.pos == "VERB" and token.text.casefold().endswith("ing") and _nominal(view, index))
    return token.pos in {"ADJ", "VERB", "NOUN", "ADV", "PROPN", "ADP"}


def _fires_people(
    view: SentenceView, index: int, entry: tuple[FrameForm, int], words: tuple[PhraseHit[Word], ...]
) -> bool:
    """ "the firing of the coach" is no fire: a gerund is only the noun that the pack wrote in that form."""
    token = view.tokens[index]
    frame, part = entry
    text = token.text.casefold()
    if part != 1 or token.pos != "VERB" or not text.endswith("ing") or text in frame.nouns:
        return False
    return not any(hit.first <= index <= hit.last and text in hit.payload.phrase.split() for hit in words)


def _nominal(view: SentenceView, index: int) -> bool:
    """A gerund or a noun that the tagger took for a verb still has a determiner, an adjective or a preposition."""
    return any(base(view.tokens[child].relation) in {"det", "amod", "case", "nmod", "compound", "nummod"}
               for child in view.children[index])


def _hit_head(view: SentenceView, first: int, last: int) -> int:
    """The token of a multi-word trigger that carries its arguments: the one that hangs on nothing inside it."""
    inside = range(first, last + 1)
    for index in inside:
        if view.tokens[index].head not in inside and view.tokens[index].pos not in {"ADP", "PUNCT", "PART"}:
            return index
    return last


def _leading_noun(view: SentenceView, first: int, last: int) -> int:
    """ "the number killed": the noun stays the head where the parser made a clause of the rest."""
    head = _hit_head(view, first, last)
    return first if view.tokens[head].pos == "VERB" and view.tokens[first].pos == "NOUN" else head


def _match(
    scene: Scene, pack: Pack, frame: FrameForm, view: SentenceView, trigger: int, spoken: bool
) -> list[Match]:
    roles = arguments(view, trigger)
    theme, elliptic = _theme(view, pack, frame, roles, spoken)
    if frame.theme_roles and theme < 0 and not frame.theme_optional:
        return []
    if not _allowed(view, frame, trigger, theme, roles) or not theme_fits(view, pack, frame, theme):
        return []
    if frame.answered and not answered(scene, pack, frame, view, trigger):
        return []
    filled = _filled(scene, pack, view, frame, (trigger, theme, roles))
    first = Match(pack, frame, view, trigger, theme, elliptic, False, roles, tuple(filled))
    others = _coordinated_themes(view, pack, frame, (trigger, theme))
    return [first] if not others else _spread(scene, first, others)


def _filled(
    scene: Scene, pack: Pack, view: SentenceView, frame: FrameForm, at: tuple[int, int, tuple[Argument, ...]]
) -> list[Filled]:
    trigger, theme, roles = at
    filled: list[Filled] = []
    for fill in frame.fills:
        # "eight people, a baby among them, were taken": a number counts before any person who stands for one.
        sites = sorted(_sites(view, fill, roles, (trigger, theme)),
                       key=lambda token: fill.single and number_at(view, token) is None)
        if fill.many and fill.at == "theme" and not fill.roles and theme >= 0:
            sites = all_themes(view, pack, frame, roles, theme)
        for site in sites:
            token = kind_of(view, site) if fill.take == "term" else site
            if fill.take == "count" and (of_others(view, pack, (frame, fill), theme)
                                         or of_another_theme(view, theme, token)):
                continue
            if fill.single and _beside_one(view, token, sites):
                continue
            if fill.take == "term" and is_denied_beside(view, site):
                continue
            if fill.take == "time" and fill.at == "theme" and frame.nouns and not _own_time(view, pack, frame, token):
                continue
            if not _accepts(view, pack, fill, token) or (
                    fill.take == "actor" and token == theme and fill.at != "theme"):
                continue
            found = [each for each in fill_values(scene, pack, view, fill, (token, trigger))
                     if not _within_a_place(filled, each)]
            filled.extend(found)
            if found and not fill.many:
                break
    return filled


def _within_a_place(filled: list[Filled], new: Filled) -> bool:
    """ "200 km off the coast of Hokkaido" is one place: what another fill finds in its words is a part of it."""
    return new.fill.take in PLACES and any(
        each.field == new.field and each.fill.take in PLACES and each.fill is not new.fill
        and each.start < new.end and new.start < each.end for each in filled)


def _own_time(view: SentenceView, pack: Pack, frame: FrameForm, token: int) -> bool:
    """ "the first since March", "since a launch in March": a time, or the noun of the frame; not "since a summit"."""
    return any(time.first <= token <= time.last for time in view.times) or in_class(view, pack, token, frame.nouns)


def _beside_one(view: SentenceView, token: int, sites: list[int]) -> bool:
    """ "three pupils and a teacher", "Ana Ruiz and Tom Hale": who is joined to somebody counted is no toll alone."""
    if any(token in joined_people(view, site) for site in sites):
        return True
    joined = base(view.tokens[token].relation) == "conj" and view.tokens[token].head in sites
    return joined and counting_number(view, token) is None


def _coordinated_themes(view: SentenceView, pack: Pack, frame: FrameForm, at: tuple[int, int]) -> list[int]:
    """Further themes joined to the first: "two short-range missiles ... and a hypersonic missile".

    The parser often hangs a distant second theme on the verb instead of the first; both count.
    """
    trigger, theme = at
    if theme < 0 or not frame.theme_words:
        return []
    joined = [child for child in (*view.children[theme], *view.children[trigger]) if child > theme
              and view.tokens[child].pos in {"NOUN", "PROPN"}]
    return [child for child in joined if base(view.tokens[child].relation) == "conj"
            and in_class(view, pack, child, frame.theme_words) and not _within_word(view, pack, theme, child)]


def _within_word(view: SentenceView, pack: Pack, theme: int, child: int) -> bool:
    return any(hit.first <= theme <= hit.last and hit.first <= child <= hit.last for hit in hits(view, pack))


def _spread(scene: Scene, first: Match, others: list[int]) -> list[Match]:
    """Share times and places out between coordinated themes by where they stand: behind a theme, they are its own.

    Where two themes have days of their own they are two events; otherwise the later themes only add what they are.
    """
    view = first.view
    bounds = [first.theme, *others]
    times = [time for time in view.times if time.value is not None and time.kind not in {"duration", "recurring"}]
    owned: dict[int, list[int]] = {theme: [] for theme in bounds}
    for number, time in enumerate(times):
        owner = max((theme for theme in bounds if theme < time.first), default=-1)
        if owner >= 0:
            owned[owner].append(number)
    apart = all(owned[theme] for theme in bounds)
    matches: list[Match] = []
    for position, theme in enumerate(bounds):
        filled = list(first.filled) if position == 0 else _filled(
            scene, first.pack, view, first.frame, (first.trigger, theme, first.arguments))
        if apart:
            mine = [times[number] for number in owned[theme]]
            filled = [each for each in filled if each.fill.take != "time"]
            filled += [Filled(fill.field, time.value, time.start, time.end, fill, time.first)
                       for fill in first.frame.fills if fill.take == "time" for time in mine[:1] if time.value]
        elif position:
            filled = [each for each in filled if each.fill.at == "theme" and each.fill.take == "term"]
            filled = [msgspec.structs.replace(each, part="also") for each in filled]
        matches.append(msgspec.structs.replace(first, theme=theme, filled=tuple(filled), apart=apart and position > 0))
    return matches


def _theme(
    view: SentenceView, pack: Pack, frame: FrameForm, roles: tuple[Argument, ...], spoken: bool
) -> tuple[int, bool]:
    candidates = [argument for role in frame.theme_roles for argument in roles if argument.role == role]
    for argument in candidates:
        if frame.theme_without and (in_class(view, pack, argument.token, frame.theme_without) or any(
                time.first <= argument.token <= time.last for time in view.times)):
            continue  # "fired on May 3": a day is nobody's target
        if not frame.theme_words or in_class(view, pack, argument.token, frame.theme_words):
            return argument.token, False
        partitive = [child for child in view.children[argument.token] if base(view.tokens[child].relation) == "nmod"
                     and _is_part(view, pack, frame, (argument.token, child))
                     and in_class(view, pack, child, frame.theme_words)]
        if partitive:
            return partitive[0], False
    if frame.elliptic and spoken:
        for argument in candidates:
            token = view.tokens[argument.token]
            bare = token.pos in {"NUM", "PRON", "DET"} or token.lemma.casefold() in PRONOUNS or (
                token.lemma.casefold() in PARTITIVES and any(  # "the last of them was fired at noon"
                    view.tokens[child].text.casefold() == "them" for child in view.children[argument.token]))
            bare = bare or _ordinal_alone(view, argument.token)
            if bare and token.text.casefold() not in RELATIVES:
                return argument.token, True
    return -1, False


def _ordinal_alone(view: SentenceView, index: int) -> bool:
    """ "the first went up at 7:06", "a second followed": an ordinal with no noun of its own, before or behind it."""
    token = view.tokens[index]
    if token.lemma.casefold() not in ORDINALS and token.text.casefold() not in ORDINALS:
        return False
    after = view.tokens[index + 1].pos if index + 1 < len(view.tokens) else ""
    owned = any(base(view.tokens[child].relation) in {"nmod", "compound"}
                and view.tokens[child].text.casefold() not in {"them", "these", "those", "two", "three"}
                for child in view.children[index])
    return not owned and after not in {"NOUN", "PROPN"}


def _is_part(view: SentenceView, pack: Pack, frame: FrameForm, at: tuple[int, int]) -> bool:
    """ "a pair of missiles", "some of the missiles" are missiles; "pleas for missiles" are not.

    A frame may name parts that stand for the whole: where "a pier of the viaduct" falls, the viaduct has.
    """
    whole, part = at
    token = view.tokens[whole]
    counted = token.pos in {"NUM", "PRON", "DET"} or token.lemma.casefold() in PARTITIVES | PRONOUNS
    counted = counted or in_class(view, pack, whole, frame.theme_parts)
    return counted and marker(view, part) == "of"


def _allowed(
    view: SentenceView, frame: FrameForm, trigger: int, theme: int, roles: tuple[Argument, ...]
) -> bool:
    there = {argument.role for argument in roles}
    if view.times and times_of(view, trigger):
        there.add("time")
    if counting_number(view, trigger) is not None:
        there.add("number")
    if any(base(view.tokens[child].relation) == "cop" for child in view.children[trigger]):
        there.add("copula")
        if marker(view, trigger) in INSIDE:
            there.add("inside")
    if not any(view.tokens[child].text.casefold() == "to" and base(view.tokens[child].relation) == "mark"
               for child in view.children[trigger]):
        there.add("finite")
    negated = is_negated(view, trigger) or (theme >= 0 and is_negated(view, theme))
    for need in frame.needs:
        if need == "negated" and not negated:
            return False
        if need == "affirmed" and negated:
            return False
        if need not in {"negated", "affirmed"} and not any(each in there for each in need.split("|")):
            return False
    dated = {argument.role for argument in roles if not any(
        time.first <= argument.token <= time.last for time in view.times)}  # "of 30 April" is of nothing but a day
    return not any(role in dated for role in frame.without)


def _sites(
    view: SentenceView, fill: FillForm, roles: tuple[Argument, ...], at: tuple[int, int]
) -> list[int]:
    trigger, theme = at
    if fill.at == "trigger":
        return [trigger]
    if fill.at == "theme" and (theme < 0 or not fill.roles):
        return [theme] if theme >= 0 else []
    if fill.at == "theme":
        roles = arguments(view, theme)
    if fill.take in {"time", "day"}:
        return [trigger]
    tokens: list[int] = []
    for role in fill.roles:
        found = [argument.token for argument in roles if argument.role == role and argument.token not in tokens]
        if role in {"subject", "passive_subject"}:
            found.sort(key=lambda token: abs(token - trigger))
        tokens += found
    return _of_theme(view, tokens, theme) if fill.take in {"count", "measure"} else tokens


def _of_theme(view: SentenceView, tokens: list[int], theme: int) -> list[int]:
    """ "put the dead at 14 and the injured at 52": of two nouns joined, a number is the one's that it follows."""
    if theme < 0:
        return tokens
    joined = [child for child in view.children[theme] if base(view.tokens[child].relation) == "conj"]
    head = view.tokens[theme].head
    if base(view.tokens[theme].relation) == "conj" and head >= 0:
        joined += [head, *(each for each in view.children[head] if base(view.tokens[each].relation) == "conj")]
    rivals = {theme, *(each for each in joined if view.tokens[each].pos in {"NOUN", "PROPN"})}
    return [token for token in tokens if view.tokens[token].pos != "NUM" or token < min(rivals)
            or max(each for each in rivals if each <= token) == theme]


def _accepts(view: SentenceView, pack: Pack, fill: FillForm, token: int) -> bool:
    if fill.take == "words" and not fill.bare and view.tokens[token].pos == "NUM":
        return False  # "wounded about 500": of whom, the text leaves to the reader
    counted = number_at(view, token) if fill.take == "count" and view.tokens[token].pos == "NUM" else None
    heads = {token, counted.noun if counted and counted.noun >= 0 else token}  # "three of the attackers" are attackers
    if fill.without and any(in_class(view, pack, head, fill.without) for head in heads):
        return False
    if not fill.words or any(in_class(view, pack, head, fill.words) for head in heads):
        return True
    return fill.bare and fill.take in {"count", "measure"} and view.tokens[token].pos in {"NUM", "PRON"}
