"""Who says what: the attributions of a document.

Two readings are joined: the syntax around verbs and nouns of saying, and the annotator's own source, cue and content
spans where syntax found nothing.
"""

from __future__ import annotations

import msgspec

from rashomon.extract.actors import country_actor
from rashomon.extract.arguments import arguments
from rashomon.extract.carrying import announced, carried_on
from rashomon.extract.contents import cue_lemma
from rashomon.extract.cues import BODIES, MANNERS, NOUN_CUES, SPEAKERS
from rashomon.extract.markers import is_passive, marker
from rashomon.extract.quoting import over_quotes, quoted_on
from rashomon.extract.relays import passed_on
from rashomon.extract.sayings import behind_citing, cited, cue_level, noun_level, source_behind, verb_cue
from rashomon.extract.scene import Scene
from rashomon.extract.speakers import bears_name, is_outlet, is_thing, voice_at, voice_of
from rashomon.extract.tallies import owned_tally
from rashomon.extract.views import SentenceView, base, extent, full_phrase, head_of, subtree
from rashomon.extract.voices import Attributed
from rashomon.know.countries import country_of

MINIMUM_SCORE = 0.5
SILENT = frozenset({"sign", "indication", "finding", "information", "evidence", "data", "result", "observation"})
""" "according to the findings so far" names nobody who could be asked."""
SHORT_SIDE = 5
COUNTED_BY = frozenset({"person", "passenger", "student", "pupil", "worker", "soldier", "man", "woman", "member"})
""" "30 kroner per person" names nobody who speaks."""


def attributions(scene: Scene) -> tuple[Attributed, ...]:
    """All attributions of the document in text order; pronouns look back at earlier voices first."""
    found: list[Attributed] = []
    for view in scene.reading.views:
        here = _headline(scene, view, found) + _syntactic(scene, view, found) + _figures_announced(scene, view, found)
        here += passed_on(scene, view, here)
        here += _trained(scene, view, here, found)
        found += _parted(view, here)
    quoted = quoted_on(scene, over_quotes(scene, announced(scene, found)))
    return tuple(_with_brackets(scene, carried_on(scene, quoted)))


def _parted(view: SentenceView, here: list[Attributed]) -> list[Attributed]:
    """ "A said one; B said two", "A said one, while B said two": neither passes on what the other said.

    A border parts two clauses only where each side has a subject and a cue of its own.
    """
    kept = here
    for border in _borders(view):
        place = view.tokens[border].start
        # a source behind the border with its own cue before what it says; "X, but Y, B said" is all B's
        behind = [each for each in here if each.voice.start > place and each.voice.cue and each.voice.cue[0] > place
                  and all(content[0] > place for content in each.contents)]
        ahead = [each for each in here if each.voice.end <= place and each.voice.cue and each.voice.cue[1] <= place]
        # "the secretary gave a figure; 90 were hurt, he said": one speaker on both sides runs through
        ahead = [each for each in ahead if all(each.voice.name != other.voice.name for other in behind)]
        if not behind or not ahead:
            continue
        kept = [msgspec.structs.replace(each, contents=_up_to(each.contents, place)) if any(
            each.voice == other.voice and each.cue == other.cue for other in ahead) else each for each in kept]
    return kept


def _borders(view: SentenceView) -> list[int]:
    """Semicolons, and "while", "whereas" or "but" behind a comma, outside of quotations."""
    quoted = [(quote.start, quote.end) for quote in view.quotes]
    return [
        index for index, token in enumerate(view.tokens)
        if not any(start <= token.start < end for start, end in quoted) and (token.text == ";" or (
            index and view.tokens[index - 1].text == "," and token.text.casefold() in {"while", "whereas", "but"}))
    ]


def _up_to(contents: tuple[tuple[int, int], ...], place: int) -> tuple[tuple[int, int], ...]:
    return tuple((start, min(end, place)) for start, end in contents if start < place)


def _syntactic(scene: Scene, view: SentenceView, before: list[Attributed]) -> list[Attributed]:
    found: list[Attributed] = []
    for index, token in enumerate(view.tokens):
        lemma = token.lemma.casefold()
        if cue_lemma(view, index):
            found += verb_cue(scene, view, index, [*before, *found])
        elif token.pos == "NOUN" and lemma in NOUN_CUES:
            found += _noun_cue(scene, view, index, [*before, *found])
            found += _by_count_of(scene, view, index, [*before, *found])
        if token.pos == "NOUN" and not any(each.voice.cue == (token.start, token.end) for each in found):
            found += owned_tally(scene, view, index, [*before, *found])
        if (last := _opens_source(view, index)) is not None:
            found += _according(scene, view, (index, last), [*before, *found])
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
    if voice is None or not (voice.refs or bears_name(view, nouns[-1]) or (
            view.tokens[nouns[-1]].lemma.casefold() in SPEAKERS | BODIES)):
        return []  # "Night on the quay: five rockets"
    return [Attributed(voice, (content,), view.index, is_outlet(voice), "", False, "colon")]


def _figures_announced(scene: Scene, view: SentenceView, before: list[Attributed]) -> list[Attributed]:
    """ "The mayor ended with a sum: 14 dead and 30 hurt": figures behind a colon are those of whom it names last."""
    colon = next((index for index, token in enumerate(view.tokens) if token.text == ":"), -1)
    figures = any(colon < number.first <= colon + 3 and number.role == "count" for number in view.numbers)
    if view.block != "body" or colon < 1 or not figures:
        return []
    names = [name for name in view.sentence.names if name.label in {"Person", "Organization"}
             and name.end <= view.tokens[colon].start]
    token = head_of(view, names[-1].start, names[-1].end) if names else None
    if token is None:
        return []
    place = (view.tokens[colon].start, view.tokens[colon].end)
    content = ((place[1], view.sentence.end),)
    found = []
    voice = voice_at(scene, view, token, before, "said", place)
    if voice is not None:
        found.append(Attributed(voice, content, view.index, is_outlet(voice), "", False, "colon"))
    cited_before = [source for index in range(colon) if (source := behind_citing(view, index)) is not None]
    for source in cited_before[:1] if voice is not None and is_outlet(voice) else []:
        behind = voice_at(scene, view, source, before, "said", place)
        if behind is not None:
            found.append(Attributed(behind, content, view.index, False, "", False, "cite"))
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
    named = any(base(view.tokens[child].relation) == "compound" for child in view.children[noun])
    if marker(view, noun) not in {"in", "by", "on", "to"} or (named and view.tokens[noun].lemma == "account"):
        return []  # "on its Twitter account" tells where, not who
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
    of_thing = marker(view, owner) == "of" and view.tokens[owner].pos == "NOUN"
    if voice is None or (of_thing and is_thing(scene, view, owner, voice, "")):
        return []  # "in view of the altitude"
    content = _clause_around(view, noun)
    return [Attributed(voice, (content,), view.index, is_outlet(voice), noun_level(view, noun), False, "count")]


def _clause_around(view: SentenceView, noun: int) -> tuple[int, int]:
    """ "the missiles that, by the army's account, were fired": of the missiles alone; else the whole sentence."""
    verb = view.tokens[noun].head
    if verb < 0 or view.tokens[verb].relation != "acl:relcl":
        return view.span
    return extent(view, subtree(view, view.tokens[verb].head))


def _opens_source(view: SentenceView, index: int) -> int | None:
    """The last word of "according to", "as per", "per" before who says it, whatever the parser makes of them."""
    words = [token.text.casefold() for token in view.tokens[index : index + 3]]
    if words[:2] in (["according", "to"], ["as", "per"]):
        return index + 1
    if words[0] == "per" and (index == 0 or view.tokens[index - 1].text.casefold() != "as"):
        return index if _names_speaker(view, index + 1) else None
    # what careless rewording makes of "according to"
    if words[:2] in (["agreeing", "to"], ["concurring", "to"]) and (not index or view.tokens[index - 1].text == ","):
        return index + 1 if _names_speaker(view, index + 2) else None
    return None


def _names_speaker(view: SentenceView, start: int) -> bool:
    """Who may speak stands here: "per the ministry", not "per day" or "agreeing to talks"."""
    source = source_behind(view, start)
    if source is None:
        return False
    word = view.tokens[source]
    return bears_name(view, source) or word.lemma.casefold() in SPEAKERS - COUNTED_BY or (
        word.text.casefold() in {"him", "her", "them"})


def _according(
    scene: Scene, view: SentenceView, at: tuple[int, int], before: list[Attributed]
) -> list[Attributed]:
    first, last = at
    source = source_behind(view, last + 1)
    if source is None:
        return []
    cue = (view.tokens[first].start, view.tokens[last].end)
    level = noun_level(view, source)
    manner = "said"
    target = source
    noun = view.tokens[source].lemma.casefold()
    if noun in NOUN_CUES:
        inner = next((child for child in view.children[source]
                      if view.tokens[child].relation == "nmod:poss"
                      or marker(view, child) in {"by", "from", "of", "in"}), None)
        target, manner = (inner, NOUN_CUES[noun]) if inner is not None else (source, NOUN_CUES[noun])
    voice = voice_at(scene, view, target, before, manner, cue)
    if voice is None or (target == source and view.tokens[source].lemma.casefold() in SILENT):
        return []
    contents = _beside(view, first, source)
    found = [Attributed(voice, contents, view.index, is_outlet(voice), level, False, "according")]
    return found + cited(scene, view, source, contents, before)


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
        if cue_head is not None and _of_another(view, cue_head, head):
            continue
        lemma = view.tokens[cue_head].lemma.casefold() if cue_head is not None else ""
        voice = voice_at(scene, view, head, [*before, *here, *found], MANNERS.get(lemma, "said"), cue)
        if voice is not None and not is_thing(scene, view, head, voice, lemma):
            inside = tuple(content for content in each.content
                           if content[0] < view.sentence.end and view.sentence.start < content[1])
            if inside:
                found.append(Attributed(voice, inside, view.index, is_outlet(voice), cue_level(lemma),
                                        MANNERS.get(lemma) == "denied", lemma))
    return found


def _of_another(view: SentenceView, cue: int, source: int) -> bool:
    """ "an official told CNN, asking not to be named": who asks is the official, whatever stands nearer."""
    token = view.tokens[cue]
    if base(token.relation) != "advcl" or not token.text.casefold().endswith("ing"):
        return False
    subject = next((each.token for each in arguments(view, cue) if each.role == "subject"), None)
    return subject is not None and source not in full_phrase(view, subject)


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
