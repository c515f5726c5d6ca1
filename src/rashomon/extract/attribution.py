"""Who says what: the attributions of a document.

Two readings are joined: the syntax around verbs and nouns of saying, and the annotator's own source, cue and content
spans where syntax found nothing.
"""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import country_actor, phrase, short_name
from rashomon.extract.arguments import Argument, arguments, is_passive, marker
from rashomon.extract.cues import (
    CITE,
    EVIDENCE_NOUNS,
    MANNERS,
    NOUN_CUES,
    OBJECT_CUES,
    POSSIBLE_VERBS,
    PROBABLE_VERBS,
    SPEAK_OF,
    SPEECH,
    TALLIES,
    TALLY_CUES,
)
from rashomon.extract.scene import Scene
from rashomon.extract.speakers import is_outlet, is_thing, voice_at, voice_of
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, head_of, subtree
from rashomon.extract.voices import Attributed
from rashomon.know.countries import country_of
from rashomon.know.outlets import find_outlet
from rashomon.model import Voice
from rashomon.text.quotes import quotes

RELAYS = frozenset({"tell", "inform"})

MINIMUM_SCORE = 0.5


SHORT_SIDE = 5


def attributions(scene: Scene) -> tuple[Attributed, ...]:
    """All attributions of the document in text order; pronouns look back at earlier voices first."""
    found: list[Attributed] = []
    for view in scene.reading.views:
        here = _headline(scene, view, found) + _syntactic(scene, view, found)
        here += _trained(scene, view, here, found)
        found += here
    return tuple(_with_brackets(scene, _over_quotes(scene, found)))


def _syntactic(scene: Scene, view: SentenceView, before: list[Attributed]) -> list[Attributed]:
    found: list[Attributed] = []
    for index, token in enumerate(view.tokens):
        lemma = token.lemma.casefold()
        if token.pos in {"VERB", "AUX", "NOUN", "ADJ"} and lemma in MANNERS and token.pos != "NOUN":
            found += _verb_cue(scene, view, index, [*before, *found])
        elif token.pos == "NOUN" and lemma in NOUN_CUES:
            found += _noun_cue(scene, view, index, [*before, *found])
            found += _by_count_of(scene, view, index, [*before, *found])
        if _opens_source(view, index):
            found += _according(scene, view, index, [*before, *found])
    return found


def _headline(scene: Scene, view: SentenceView, before: list[Attributed]) -> list[Attributed]:
    """ "Pentagon: ..." and "...: JCS" over an article: the short side of the colon is the source."""
    if view.block == "body":
        return []
    colon = next((i for i, token in enumerate(view.tokens) if token.text == ":"), -1)
    left, right = colon, len(view.tokens) - colon - 1
    if colon < 1 or right < 1 or min(left, right) > SHORT_SIDE:
        return []
    border = view.tokens[colon]
    inside = range(colon) if left <= right else range(colon + 1, len(view.tokens))
    content = (border.end, view.sentence.end) if left <= right else (view.sentence.start, border.start)
    nouns = [index for index in inside if view.tokens[index].pos in {"PROPN", "NOUN"}]
    if not nouns:
        return []
    voice = voice_at(scene, view, nouns[-1], before, "said", (border.start, border.end))
    return [Attributed(voice, (content,), view.index, is_outlet(voice), "", False, "colon")] if voice else []


def _verb_cue(scene: Scene, view: SentenceView, verb: int, before: list[Attributed]) -> list[Attributed]:
    roles = arguments(view, verb)
    passive = is_passive(view, verb)
    lemma = view.tokens[verb].lemma.casefold()
    contents = _contents(view, verb, passive)
    if not any(content[0] < view.tokens[verb].start for content in contents):
        contents += _before_comma(view, verb, roles)
    if not contents:
        return []
    source = _stray_subject(view, verb) if not passive else None
    if source is None:
        source = _first(roles, ("by",) if passive else ("subject",))
    if source is not None and view.tokens[source].lemma.casefold() in EVIDENCE_NOUNS:
        return _evidence(scene, view, (verb, source), contents, before)
    level = _cue_level(lemma)
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    found = []
    if source is not None and not _expletive(view, source):
        voice = voice_at(scene, view, source, before, MANNERS[lemma], cue)
        if voice is not None and not is_thing(scene, view, source, voice, lemma):
            denied = MANNERS[lemma] == "denied"
            level = _noun_level(view, source) or level
            found.append(Attributed(voice, contents, view.index, is_outlet(voice), level, denied, lemma))
            found += _told(scene, view, roles, lemma, (contents, before))
    found += _cited(scene, view, verb, contents, before)
    return found


def _stray_subject(view: SentenceView, verb: int) -> int | None:
    """The noun right before a verb of saying that the parser made the subject of an earlier verb.

    No English subject follows its verb and precedes another one: "X termed it Y, a spokesperson said that ...".
    """
    if any(base(view.tokens[child].relation) == "nsubj" for child in view.children[verb]):
        return None
    index = verb - 1
    while index >= 0 and view.tokens[index].pos in {"ADV", "AUX"}:
        index -= 1
    steps = 0
    while index >= 0 and steps < 6:
        token = view.tokens[index]
        if base(token.relation) == "nsubj":
            return index if 0 <= token.head < index < verb else None
        if token.head < 0 or token.pos not in {"NOUN", "PROPN", "PRON", "ADJ"}:
            return None
        index, steps = token.head, steps + 1
    return None


def _evidence(
    scene: Scene, view: SentenceView, at: tuple[int, int], contents: tuple[tuple[int, int], ...],
    before: list[Attributed],
) -> list[Attributed]:
    """ "Japan's analysis showed": the owner speaks; "the analysis showed": nobody new, but perhaps provisionally."""
    verb, source = at
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    level = _noun_level(view, source)
    lemma = view.tokens[verb].lemma.casefold()
    owner = next((child for child in view.children[source] if view.tokens[child].relation == "nmod:poss"
                  or marker(view, child) in {"by", "from", "of"}), None)
    possessed = owner is not None and any(view.tokens[child].pos == "PRON" for child in (owner, *view.children[owner]))
    if owner is not None and not possessed:
        voice = voice_at(scene, view, owner, before, MANNERS[lemma], cue)
        if voice is not None and voice.refs:
            return [Attributed(voice, contents, view.index, is_outlet(voice), level, False, lemma)]
    start, end = extent(view, full_phrase(view, source))
    name = scene.reading.text(start, end)
    silent = Voice(name, manner=MANNERS[lemma], start=start, end=end, cue=cue, kind="evidence")
    return [Attributed(silent, contents, view.index, False, level, False, lemma)]


def _cue_level(lemma: str) -> str:
    if lemma in PROBABLE_VERBS:
        return "probable"
    return "possible" if lemma in POSSIBLE_VERBS else ""


def _noun_level(view: SentenceView, source: int) -> str:
    """A source that is itself provisional ("preliminary investigation") makes what it says probable."""
    words = {view.tokens[child].text.casefold() for child in view.children[source]}
    return "probable" if words & {"preliminary", "initial", "provisional", "early"} else ""


def _contents(view: SentenceView, verb: int, passive: bool) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    token = view.tokens[verb]
    lemma = token.lemma.casefold()
    for child in view.children[verb]:
        relation = base(view.tokens[child].relation)
        if relation in {"ccomp", "csubj"} or (relation == "parataxis" and view.tokens[child].pos != "PUNCT" and
                                              view.tokens[child].lemma.casefold() not in MANNERS):
            found.append(extent(view, subtree(view, child)))
        elif relation == "obl" and lemma in SPEAK_OF and marker(view, child) == "of":
            found.append(_with_obliques(view, verb, child))
        elif relation == "obj" and lemma in TALLY_CUES and _is_tally(view, verb, child):
            found.append((view.tokens[verb].start, view.sentence.end))
        elif relation == "conj" and child > verb and _speaks_on(view, verb, child):
            found.append(extent(view, subtree(view, child)))
        elif relation == "xcomp" and passive:
            found.append((view.sentence.start, view.sentence.end))
        elif (relation == "obj" or (passive and relation == "nsubj")) and lemma in OBJECT_CUES:
            found.append(_with_obliques(view, verb, child))
    if base(token.relation) in {"parataxis", "advcl", "ccomp"} and token.head >= 0 and not found:
        marks = {view.tokens[child].text.casefold() for child in view.children[verb]
                 if base(view.tokens[child].relation) in {"mark", "advmod"}}
        if base(token.relation) == "parataxis" or "as" in marks:
            found.append(_around(view, token.head, verb))
    return tuple(found)


def _is_tally(view: SentenceView, verb: int, target: int) -> bool:
    """ "had the toll at 5,300", "the UN's last tally has 4,333 dead": a tally is the object, or speaks itself."""
    if view.tokens[target].lemma.casefold() in TALLIES:
        return True
    return any(view.tokens[child].lemma.casefold() in TALLIES for child in view.children[verb]
               if base(view.tokens[child].relation) == "nsubj")


def _speaks_on(view: SentenceView, verb: int, clause: int) -> bool:
    """ "..., the minister said, and no damage is known": the second half is still the minister's."""
    own = any(base(view.tokens[child].relation) == "nsubj" for child in view.children[clause])
    before = any(child < verb and base(view.tokens[child].relation) == "ccomp" for child in view.children[verb])
    speaks = view.tokens[clause].lemma.casefold() in SPEECH
    return own and before and not speaks


def _before_comma(view: SentenceView, verb: int, roles: tuple[Argument, ...]) -> tuple[tuple[int, int], ...]:
    """ "..., the ministry told reporters.": all that stands before the comma, whatever the tree says."""
    subject = next((role.token for role in roles if role.role == "subject" and role.via == verb), None)
    if subject is None or view.tokens[verb].lemma.casefold() not in SPEECH:
        return ()
    first = min(verb, core_phrase(view, subject)[0])
    while first > 0 and view.tokens[first - 1].pos in {"DET", "ADJ", "PROPN", "NOUN", "PART"}:
        first -= 1
    if first < 4 or view.tokens[first - 1].pos != "PUNCT":
        return ()
    clause = any(base(view.tokens[child].relation) in {"ccomp", "xcomp"} and child > verb
                 and not view.tokens[child].text.casefold().endswith("ing") for child in view.children[verb])
    return () if clause else ((view.sentence.start, view.tokens[first - 1].start),)


def _with_obliques(view: SentenceView, verb: int, target: int) -> tuple[int, int]:
    tokens = subtree(view, target)
    for child in view.children[verb]:
        if base(view.tokens[child].relation) in {"obl", "advcl", "xcomp"} and child > target:
            tokens += subtree(view, child)
    return extent(view, sorted(tokens))


def _around(view: SentenceView, top: int, without: int) -> tuple[int, int]:
    """What a parenthetical cue answers for: the clause it hangs on, to both ends, whatever stands in between."""
    tokens = subtree(view, top)
    start, end = extent(view, tokens)
    if without >= 0:
        cue_start, cue_end = extent(view, subtree(view, without))
        if cue_end >= end - 1:
            end = max(start, cue_start)
        elif cue_start <= start + 1:
            start = cue_end
    return start, end


def _first(roles: tuple[Argument, ...], wanted: tuple[str, ...]) -> int | None:
    return next((argument.token for role in wanted for argument in roles if argument.role == role), None)


def _expletive(view: SentenceView, source: int) -> bool:
    return view.tokens[source].relation == "expl" or view.tokens[source].lemma.casefold() in {"which", "there", "what"}


def _told(
    scene: Scene, view: SentenceView, roles: tuple[Argument, ...], lemma: str,
    rest: tuple[tuple[tuple[int, int], ...], list[Attributed]],
) -> list[Attributed]:
    """ "told Reuters": the agency stands between the speaker and the outlet."""
    if lemma not in RELAYS:
        return []
    for argument in roles:
        if argument.role in {"object", "indirect"}:
            outlet = find_outlet(phrase(scene, view, core_phrase(view, argument.token)), scene.knowledge)
            if outlet is not None:
                span = extent(view, core_phrase(view, argument.token))
                voice = Voice(short_name(scene, outlet.name), (f"outlet:{outlet.name}",), country=outlet.country,
                              start=span[0], end=span[1], kind="agency")
                return [Attributed(voice, rest[0], view.index, True, "", False, lemma)]
    return []


def _cited(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...], before: list[Attributed]
) -> list[Attributed]:
    """ "NHK said, citing the ministry": the cited source lies behind the speaker for the same content."""
    found = []
    subjects = [child for child in view.children[verb] if base(view.tokens[child].relation) == "nsubj"]
    for child in (*view.children[verb], *(each for subject in subjects for each in view.children[subject])):
        if base(view.tokens[child].relation) in {"advcl", "acl"} and view.tokens[child].lemma.casefold() in CITE:
            objects = [inner for inner in view.children[child] if base(view.tokens[inner].relation) == "obj"]
            behind = _source_behind(view, child + 1) if child + 1 < len(view.tokens) else None
            for inner in objects or ([behind] if behind is not None else []):
                cue = (view.tokens[child].start, view.tokens[child].end)
                voice = voice_at(scene, view, inner, before, "said", cue)
                if voice is not None:
                    found.append(Attributed(voice, contents, view.index, False, "", False, "cite"))
    return found


def _noun_cue(scene: Scene, view: SentenceView, noun: int, before: list[Attributed]) -> list[Attributed]:
    content = next((child for child in view.children[noun]
                    if base(view.tokens[child].relation) in {"acl", "ccomp"}
                    and any(view.tokens[each].text.casefold() in {"that", "whether"} for each in view.children[child])),
                   None)
    if content is None:
        return []
    source = next((child for child in view.children[noun]
                   if view.tokens[child].relation == "nmod:poss" or marker(view, child) in {"by", "from", "of"}), None)
    if source is None:
        return []
    lemma = view.tokens[noun].lemma.casefold()
    cue = (view.tokens[noun].start, view.tokens[noun].end)
    voice = voice_at(scene, view, source, before, NOUN_CUES[lemma], cue)
    if voice is None:
        return []
    return [Attributed(voice, (extent(view, subtree(view, content)),), view.index, is_outlet(voice), "",
                       NOUN_CUES[lemma] == "denied", lemma)]


def _by_count_of(scene: Scene, view: SentenceView, noun: int, before: list[Attributed]) -> list[Attributed]:
    """ "in his words", "by Japan's count": the owner of the noun answers for the sentence."""
    if marker(view, noun) not in {"in", "by", "on", "to"}:
        return []
    owner = next((child for child in view.children[noun] if view.tokens[child].relation == "nmod:poss"
                  or (base(view.tokens[child].relation) in {"amod", "compound"}
                      and country_of(view.tokens[child].text, scene.knowledge))
                  or marker(view, child) == "of"), None)
    if owner is None:
        return []
    cue = (view.tokens[noun].start, view.tokens[noun].end)
    manner = NOUN_CUES[view.tokens[noun].lemma.casefold()]
    code = country_of(view.tokens[owner].text, scene.knowledge)
    span = (view.tokens[owner].start, view.tokens[owner].end)
    voice = voice_of(country_actor(scene, code), manner, span, cue) if code else voice_at(
        scene, view, owner, before, manner, cue)
    if voice is None:
        return []
    return [Attributed(voice, (view.span,), view.index, is_outlet(voice), "", False, "count")]


def _opens_source(view: SentenceView, index: int) -> bool:
    """ "according to": two words in a row, whatever the parser makes of them (a verb, a mark, a case)."""
    word = view.tokens[index].text.casefold()
    after = view.tokens[index + 1].text.casefold() if index + 1 < len(view.tokens) else ""
    return word == "according" and after == "to"


def _according(scene: Scene, view: SentenceView, first: int, before: list[Attributed]) -> list[Attributed]:
    source = _source_behind(view, first + 2)
    if source is None:
        return []
    cue = (view.tokens[first].start, view.tokens[first + 1].end)
    level = _noun_level(view, source)
    manner = "said"
    target = source
    noun = view.tokens[source].lemma.casefold()
    if noun in NOUN_CUES:
        inner = next((child for child in view.children[source]
                      if view.tokens[child].relation == "nmod:poss"
                      or marker(view, child) in {"by", "from", "of", "in"}), None)
        target, manner = (inner, NOUN_CUES[noun]) if inner is not None else (source, NOUN_CUES[noun])
    voice = voice_at(scene, view, target, before, manner, cue)
    if voice is None:
        return []
    contents = _beside(view, first, source)
    found = [Attributed(voice, contents, view.index, is_outlet(voice), level, False, "according")]
    return found + _cited(scene, view, source, contents, before)


def _source_behind(view: SentenceView, start: int) -> int | None:
    """The head of the noun phrase that begins at token `start`: the first noun that hangs on nothing inside it."""
    stop = min(start + 14, len(view.tokens))
    for index in range(start, stop):
        token = view.tokens[index]
        hyphened = "-" in {view.tokens[index - 1].text, view.tokens[min(index + 1, stop - 1)].text}
        if (token.pos in {"VERB", "AUX"} and not hyphened) or token.text in {",", ".", ";", ":"}:
            stop = index
            break
    return next((index for index in range(start, stop)
                 if view.tokens[index].pos in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}
                 and not start <= view.tokens[index].head < stop), None)


def _beside(view: SentenceView, first: int, source: int) -> tuple[tuple[int, int], ...]:
    """What an "according to" answers for: its clause, from the nearest clause border before it to the next behind it.

    Read off the order of words, since the attachment of these phrases is what parsers get wrong most often.
    """
    start, end = view.sentence.start, view.sentence.end
    phrase_end = extent(view, subtree(view, source, frozenset({"acl", "parataxis", "conj"})))[1]
    phrase_end = max(phrase_end, view.tokens[source].end)
    for index in range(first):
        if view.tokens[index].text == ";":
            start = view.tokens[index].end
    for index in range(source, len(view.tokens)):
        if view.tokens[index].text == ";":
            end = view.tokens[index].start
            break
    found = []
    if view.tokens[first].start > start:
        found.append((start, view.tokens[first].start))
    if phrase_end < end:
        found.append((phrase_end, end))
    return tuple(found)


def _trained(
    scene: Scene, view: SentenceView, here: list[Attributed], before: list[Attributed]
) -> list[Attributed]:
    """The annotator's attributions whose cue syntax has not explained."""
    found: list[Attributed] = []
    for each in view.sentence.attributions:
        if len(each.source) != 1 or not each.content or each.score < MINIMUM_SCORE:
            continue
        cue = each.cue[0] if each.cue else each.source[0]
        if not view.sentence.start <= cue[0] < view.sentence.end:
            continue
        if any(known.voice.cue and known.voice.cue[0] < cue[1] and cue[0] < known.voice.cue[1] for known in here):
            continue
        if any(known.voice.start < each.source[0][1] and each.source[0][0] < known.voice.end for known in here):
            continue
        head = head_of(view, *each.source[0])
        if head is None:
            continue
        cue_head = head_of(view, *cue)
        if cue_head is not None and is_passive(view, cue_head) and head < cue_head:
            continue
        lemma = view.tokens[cue_head].lemma.casefold() if cue_head is not None else ""
        voice = voice_at(scene, view, head, [*before, *here, *found], MANNERS.get(lemma, "said"), cue)
        if voice is not None and not is_thing(scene, view, head, voice, lemma):
            inside = tuple(content for content in each.content
                           if content[0] < view.sentence.end and view.sentence.start < content[1])
            if inside:
                found.append(Attributed(voice, inside, view.index, is_outlet(voice), _cue_level(lemma),
                                        MANNERS.get(lemma) == "denied", lemma))
    return found


def _over_quotes(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """A quotation that runs on over several sentences belongs to its speaker to its end."""
    text = scene.document.text
    runs = [quote for quote in quotes(text, 0, len(text)) if "." in text[quote.inner_start:quote.inner_end - 1]]
    extended = []
    for each in found:
        more = [(quote.start, quote.end) for quote in runs
                if any(content[0] < quote.end and quote.start < content[1] for content in each.contents)
                and not each.relay]
        extended.append(msgspec.structs.replace(each, contents=(*each.contents, *more)) if more else each)
    return extended


def _with_brackets(scene: Scene, found: list[Attributed]) -> list[Attributed]:
    """Sentences between two credits of one outlet in a paragraph come through that outlet too."""
    views = scene.reading.views
    added: list[Attributed] = []
    relays = [each for each in found if each.relay]
    for first in relays:
        for second in relays:
            if (first.view < second.view and first.voice.name == second.voice.name
                    and views[first.view].paragraph == views[second.view].paragraph):
                span = (views[first.view].sentence.start, views[second.view].sentence.end)
                added.append(msgspec.structs.replace(first, contents=(span,)))
                break
    return [*found, *added]
