"""What a verb of saying answers for, and who says it: subjects, agents, cited and quoted sources."""

from __future__ import annotations

from rashomon.extract.arguments import Argument, arguments
from rashomon.extract.contents import before_colon, before_comma, behind_aside, contents_of, cue_lemma, has_agent
from rashomon.extract.cues import (
    BODIES,
    CITE,
    EVIDENCE_NOUNS,
    MANNERS,
    POSSIBLE_VERBS,
    PROBABLE_VERBS,
    SPEAKERS,
    SURE,
)
from rashomon.extract.markers import is_passive, marker
from rashomon.extract.relays import outlet_behind, told_outlet
from rashomon.extract.scene import Scene
from rashomon.extract.speakers import is_outlet, is_thing, voice_at
from rashomon.extract.views import SentenceView, base, core_phrase, extent, full_phrase, head_of, subtree
from rashomon.extract.voices import Attributed
from rashomon.model import Voice

RELATIVE = frozenset({"who", "which", "that", "whom"})
ASSESSMENTS = frozenset({"assessment", "estimate", "analysis", "evaluation", "reading", "calculation", "reckoning"})
"""A first one of these will be followed by another."""


def verb_cue(scene: Scene, view: SentenceView, verb: int, before: list[Attributed]) -> list[Attributed]:
    """The attributions that the word of saying at `verb` makes: its speaker, and whom that one cites or tells."""
    roles = arguments(view, verb)
    lemma = cue_lemma(view, verb)
    passive = lemma not in SURE and (is_passive(view, verb) or has_agent(view, verb))
    contents = contents_of(view, verb, passive)
    if not any(content[0] < view.tokens[verb].start for content in contents):
        contents += before_comma(view, verb, roles)
    if not passive:
        contents += behind_aside(view, verb, contents) + before_colon(view, verb, contents)
    quoted = _quoted_as_saying(scene, view, verb, contents, before) or _quoted_by(
        scene, view, verb, contents, before)
    if quoted:
        return quoted
    if not contents:
        return []
    source = _stray_subject(view, verb) if not passive else None
    if source is None:
        source = _first(roles, ("by",)) if passive else _nearest_subject(view, verb, roles)
    if source is None and lemma in SURE:
        source = _first(roles, ("passive_subject",))
    if source is not None and source > verb and lemma == "tell" and outlet_behind(scene, view, verb + 1) is not None:
        source = _teller(view, verb)
    if source is not None and view.tokens[source].lemma.casefold() in EVIDENCE_NOUNS and not named(view, source):
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
            found += told_outlet(scene, view, verb, contents)
    found += cited(scene, view, verb, contents, before)
    return found


def _nearest_subject(view: SentenceView, verb: int, roles: tuple[Argument, ...]) -> int | None:
    """The subject that stands nearest before the verb: "The search, he said, had found nobody" is his."""
    own = [role.token for role in roles if role.role == "subject" and role.via == verb and role.token < verb
           and base(view.tokens[role.token].relation) == "nsubj"
           and view.tokens[role.token].text.casefold() not in RELATIVE]
    who = next((child for child in view.children[verb] if child < verb and view.tokens[child].text.casefold() == "who"
                and base(view.tokens[child].relation) == "nsubj"), -1)
    if who > 1 and view.tokens[verb].relation != "acl:relcl" and view.tokens[who - 1].text == ",":
        return next((index for index in range(who - 2, -1, -1) if base(view.tokens[index].relation) == "nsubj"
                     and view.tokens[index].pos in {"NOUN", "PROPN"}), None)
    if view.tokens[verb].relation == "acl:relcl" and any(
            child < verb and view.tokens[child].text.casefold() in RELATIVE - {"that"} and (
                base(view.tokens[child].relation) == "nsubj" or _has_object(view, verb, child))
            for child in view.children[verb]):
        return view.tokens[verb].head  # "the Red Cross, which had put it at 69", "a woman, who was sure"
    # two nouns are a list that the parser took apart ("A, B and C said")
    alone = own and not any(base(view.tokens[child].relation) == "conj" for child in view.children[max(own)]) and (
        max(subtree(view, max(own))) == verb - 1 and len(own) > 1)  # "..., among them a Dane, Reuters reports"
    return max(own) if own and (alone or view.tokens[max(own)].pos == "PRON") else _first(roles, ("subject",))


def _teller(view: SentenceView, verb: int) -> int | None:
    """ "..., a spokesman for the army, who gave no name, told AFP": who tells an agency stands before the verb."""
    nouns = [index for index in range(1, verb) if view.tokens[index].pos in {"NOUN", "PROPN"}]
    return next((noun for noun in reversed(nouns) if any(
        view.tokens[child].pos == "DET" and view.tokens[child - 1].text == "," for child in view.children[noun])), None)


def _has_object(view: SentenceView, verb: int, other: int) -> bool:
    return any(child != other and base(view.tokens[child].relation) == "obj" for child in view.children[verb]) and not (
        any(base(view.tokens[child].relation) == "nsubj" for child in view.children[verb]))


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
    clause = any(base(view.tokens[child].relation) == "ccomp" for child in view.children[verb])
    if not clause:  # "..., Yonhap quoted him as saying": what was said stands before the verb of quoting
        contents = contents_of(view, above, passive)
        contents = contents or before_comma(view, above, roles) or _ahead_of_subject(view, above)
    if not contents:
        return []
    found = []
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    quoter = _first(roles, ("by",)) if passive else _first(roles, ("subject",))
    if passive and quoter is None:
        quoter = next((child for child in view.children[verb] if marker(view, child) == "by"), None)
    if passive:
        quoted = _first(roles, ("passive_subject",))
        if quoted is None or quoted > above or view.tokens[quoted].pos not in {"NOUN", "PROPN", "PRON"}:
            quoted, contents = _named_before(view, above, contents)
    else:
        quoted = next((child for child in view.children[above] if child > above
                       and base(view.tokens[child].relation) in {"nsubj", "obj", "iobj"}), None)
    for token, relays in ((quoter, True), (quoted, False)):
        outlet = outlet_behind(scene, view, core_phrase(view, token)[0]) if token is not None and relays else None
        voice = outlet[0] if outlet is not None else (
            voice_at(scene, view, token, before, "said", cue) if token is not None else None)
        if voice is not None:
            found.append(Attributed(voice, contents, view.index, relays or is_outlet(voice), "", False, "cite"))
    return found if any(not each.relay for each in found) else []


def _quoted_by(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...], before: list[Attributed]
) -> list[Attributed]:
    """ "An officer quoted by AFP gave 12": a participle that the parser took for the verb of the sentence."""
    if view.tokens[verb].lemma.casefold() not in CITE or not contents or not has_agent(view, verb) or any(
            base(view.tokens[child].relation) == "aux" for child in view.children[verb]):
        return []
    subject = next((child for child in view.children[verb] if child < verb
                    and base(view.tokens[child].relation) == "nsubj"), None)
    cue = (view.tokens[verb].start, view.tokens[verb].end)
    voice = voice_at(scene, view, subject, before, "said", cue) if subject is not None else None
    relay = outlet_behind(scene, view, verb + 2)
    if voice is None or relay is None:
        return []
    return [Attributed(voice, contents, view.index, is_outlet(voice), "", False, "cite"),
            Attributed(relay[0], contents, view.index, True, "", False, "cite")]


def _named_before(
    view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...]
) -> tuple[int | None, tuple[tuple[int, int], ...]]:
    """ "..., General Ruiz, who leads it, was quoted as saying": the last person named, and all ahead of the name."""
    names = [name for name in view.sentence.names if name.label == "Person" and name.end <= view.tokens[verb].start]
    token = head_of(view, names[-1].start, names[-1].end) if names else None
    if token is None:
        return None, contents
    first = min(core_phrase(view, token))
    return token, tuple((start, min(end, view.tokens[first].start)) for start, end in contents
                        if start < view.tokens[first].start)


def _ahead_of_subject(view: SentenceView, verb: int) -> tuple[tuple[int, int], ...]:
    """All before the comma ahead of the verb's first subject behind it."""
    clauses = [child for child in view.children[verb] if child < verb
               and base(view.tokens[child].relation) in {"ccomp", "csubj", "parataxis"}]
    return (extent(view, subtree(view, clauses[0])),) if clauses else ()


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
        # "the department's figures show": nameless, but somebody who keeps figures
        keeps = view.tokens[owner].lemma.casefold() in SPEAKERS | BODIES
        if voice is not None and (voice.refs or keeps):
            return [Attributed(voice, contents, view.index, is_outlet(voice), level, False, lemma)]
    start, end = extent(view, full_phrase(view, source))
    name = scene.reading.text(start, end)
    silent = Voice(name, manner=MANNERS[lemma], start=start, end=end, cue=cue, kind="evidence")
    return [Attributed(silent, contents, view.index, False, level, False, lemma)]


def named(view: SentenceView, source: int) -> bool:
    """ "the Geological Survey", "Military Intelligence": the name of a body, though its head means evidence."""
    word = view.tokens[source]
    return word.pos == "PROPN" or (word.text[:1].isupper() and any(
        name.label == "Organization" and name.start < word.start and word.end <= name.end
        for name in view.sentence.names))


def cue_level(lemma: str) -> str:
    if lemma in PROBABLE_VERBS:
        return "probable"
    return "possible" if lemma in POSSIBLE_VERBS else ""


def noun_level(view: SentenceView, source: int) -> str:
    """A source that is itself provisional ("preliminary investigation") makes what it says probable."""
    words = {view.tokens[child].text.casefold() for child in view.children[source]}
    first = words & {"first"} and view.tokens[source].lemma.casefold() in ASSESSMENTS
    return "probable" if first or words & {"preliminary", "initial", "provisional", "early"} else ""


def _first(roles: tuple[Argument, ...], wanted: tuple[str, ...]) -> int | None:
    return next((argument.token for role in wanted for argument in roles if argument.role == role), None)


def _expletive(view: SentenceView, source: int) -> bool:
    return view.tokens[source].relation == "expl" or view.tokens[source].lemma.casefold() in {"which", "there", "what"}


def cited(
    scene: Scene, view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...], before: list[Attributed]
) -> list[Attributed]:
    """ "NHK said, citing the ministry": the cited source lies behind the speaker for the same content."""
    found = []
    subjects = [child for child in view.children[verb] if base(view.tokens[child].relation) == "nsubj"]
    for child in (*view.children[verb], *(each for subject in subjects for each in view.children[subject])):
        source = behind_citing(view, child)
        # an agency that refers to the police has it from them; who else refers to something only speaks of it
        loose = view.tokens[child].lemma.casefold() in {"refer", "reference"} and not any(
            outlet_behind(scene, view, core_phrase(view, subject)[0]) for subject in subjects)
        if source is not None and not loose:
            cue = (view.tokens[child].start, view.tokens[child].end)
            voice = voice_at(scene, view, source, before, "said", cue)
            if voice is not None:
                found.append(Attributed(voice, contents, view.index, False, "", False, "cite"))
    return found


def behind_citing(view: SentenceView, child: int) -> int | None:
    """The source behind "citing", "who cited", "with reference to", "referring to"; none behind "cited by"."""
    token = view.tokens[child]
    lemma = token.lemma.casefold()
    follows = view.tokens[child + 1].text.casefold() if child + 1 < len(view.tokens) else ""
    if base(token.relation) in {"advcl", "acl"} and lemma in CITE and follows != "by":
        of_clause = next((each for each in view.children[child] if base(view.tokens[each].relation) == "obj"), None)
        return of_clause if of_clause is not None else source_behind(view, child + 1)
    referring = lemma == "refer" and token.text.casefold().endswith("ing")
    if (referring or (lemma == "reference" and marker(view, child) in {"with", "in"})) and follows == "to":
        return source_behind(view, child + 2)
    return None


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
