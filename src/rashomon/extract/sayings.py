"""What a verb of saying answers for, and who says it: subjects, agents, cited and quoted sources."""

from __future__ import annotations

from rashomon.extract.actors import phrase, short_name
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
from rashomon.extract.speakers import is_outlet, is_thing, voice_at
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, subtree
from rashomon.extract.voices import Attributed
from rashomon.know.outlets import find_outlet
from rashomon.model import Voice

RELAYS = frozenset({"tell", "inform"})

REQUESTS = frozenset({"ask", "urge", "press", "request", "tell", "order", "invite", "warn", "call"})
"""In the passive these answer for what is asked alone; "is believed to" answers for the whole sentence."""


def verb_cue(scene: Scene, view: SentenceView, verb: int, before: list[Attributed]) -> list[Attributed]:
    roles = arguments(view, verb)
    passive = is_passive(view, verb)
    lemma = view.tokens[verb].lemma.casefold()
    contents = _contents(view, verb, passive)
    if not any(content[0] < view.tokens[verb].start for content in contents):
        contents += _before_comma(view, verb, roles)
    if not contents:
        return []
    quoted = _quoted_as_saying(scene, view, verb, contents, before)
    if quoted:
        return quoted
    source = _stray_subject(view, verb) if not passive else None
    if source is None:
        source = _first(roles, ("by",) if passive else ("subject",))
    if source is not None and view.tokens[source].lemma.casefold() in EVIDENCE_NOUNS:
        return _evidence(scene, view, (verb, source), contents, before)
    level = cue_level(lemma)
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    found = []
    if source is not None and not _expletive(view, source):
        voice = voice_at(scene, view, source, before, MANNERS[lemma], cue)
        if voice is not None and not is_thing(scene, view, source, voice, lemma):
            denied = MANNERS[lemma] == "denied"
            level = noun_level(view, source) or level
            found.append(Attributed(voice, contents, view.index, is_outlet(voice), level, denied, lemma))
            found += _told(scene, view, roles, lemma, (contents, before))
    found += cited(scene, view, verb, contents, before)
    return found


def _quoted_as_saying(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...], before: list[Attributed]
) -> list[Attributed]:
    """ "Yonhap quoted a source as saying that ...", "an officer was quoted by Tasnim as saying": both speak."""
    above = view.tokens[verb].head
    if above < 0 or view.tokens[above].lemma.casefold() not in CITE or not any(
            view.tokens[child].text.casefold() == "as" for child in view.children[verb]):
        return []
    roles = arguments(view, above)
    passive = is_passive(view, above)
    found = []
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    for role in ("by", "passive_subject") if passive else ("subject", "object"):
        token = _first(roles, (role,))
        voice = voice_at(scene, view, token, before, "said", cue) if token is not None else None
        if voice is not None:
            relay = is_outlet(voice) and role in {"by", "subject"}
            found.append(Attributed(voice, contents, view.index, relay, "", False, "cite"))
    return found if any(not each.relay for each in found) else []


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
    level = noun_level(view, source)
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


def cue_level(lemma: str) -> str:
    if lemma in PROBABLE_VERBS:
        return "probable"
    return "possible" if lemma in POSSIBLE_VERBS else ""


def noun_level(view: SentenceView, source: int) -> str:
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
            aware = lemma in {"know", "hear", "learn"}  # of that alone: "learned of it as he met the envoy"
            found.append(extent(view, subtree(view, child)) if aware else _with_obliques(view, verb, child))
        elif relation == "obj" and MANNERS[lemma] == "denied" and (told := _told_by_noun(view, child)) is not None:
            found.append(extent(view, subtree(view, told)))
        elif relation == "obj" and lemma in TALLY_CUES and _is_tally(view, verb, child):
            found.append((view.tokens[verb].start, view.sentence.end))
        elif (relation == "conj" and child > verb and _speaks_on(view, verb, child)) or (
                relation == "xcomp" and passive and lemma in REQUESTS):
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


def _told_by_noun(view: SentenceView, noun: int) -> int | None:
    """ "rejects claims that it left": the clause of the claims."""
    if view.tokens[noun].lemma.casefold() not in {*NOUN_CUES, "accusation", "charge", "rumour", "rumor", "idea"}:
        return None
    return next((child for child in view.children[noun] if base(view.tokens[child].relation) in {"ccomp", "acl"}
                 and view.tokens[child].pos in {"VERB", "ADJ", "AUX", "NOUN"}), None)


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


def cited(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...], before: list[Attributed]
) -> list[Attributed]:
    """ "NHK said, citing the ministry": the cited source lies behind the speaker for the same content."""
    found = []
    subjects = [child for child in view.children[verb] if base(view.tokens[child].relation) == "nsubj"]
    for child in (*view.children[verb], *(each for subject in subjects for each in view.children[subject])):
        if base(view.tokens[child].relation) in {"advcl", "acl"} and view.tokens[child].lemma.casefold() in CITE:
            objects = [inner for inner in view.children[child] if base(view.tokens[inner].relation) == "obj"]
            behind = source_behind(view, child + 1) if child + 1 < len(view.tokens) else None
            for inner in objects or ([behind] if behind is not None else []):
                cue = (view.tokens[child].start, view.tokens[child].end)
                voice = voice_at(scene, view, inner, before, "said", cue)
                if voice is not None:
                    found.append(Attributed(voice, contents, view.index, False, "", False, "cite"))
    return found


def source_behind(view: SentenceView, start: int) -> int | None:
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
