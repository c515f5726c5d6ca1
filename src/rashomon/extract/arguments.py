"""The roles around a trigger, seen through passives, relative clauses, coordination, control and light verbs.

Role names are what packs write: subject, object, passive_subject, indirect, by, possessive, compound, modifier,
number, apposition, clause, adverbial, bare, and every preposition by its own name (of, from, into, off, "out of" ...).
Relations are those of Universal Dependencies.
"""

from __future__ import annotations

import msgspec

from rashomon.extract import seams
from rashomon.extract.markers import is_passive, marker
from rashomon.extract.views import SentenceView, base, core_phrase, subtree

LIGHT = frozenset({"carry", "conduct", "hold", "stage", "make", "perform", "undertake", "have", "take", "host", "see",
                   "attend", "give", "do", "suffer", "sustain", "cause", "mount", "deliver", "launch", "issue", "place",
                   "detect", "confirm", "announce", "report", "convene", "chair", "join", "begin", "open"})
OCCUR = frozenset({"occur", "happen", "come", "follow", "begin", "take", "coincide", "start", "end", "open", "last",
                   "be", "hit", "strike", "rock", "bring", "continue", "result", "kill", "leave", "mark"})
COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "direction"})
ACCOUNTS = frozenset({"account", "count", "reckoning", "estimate", "calculation", "admission", "tally", "measure",
                      "standard", "record"})
"""By what is told, not by whom it is done: "by the army's account two were fired"."""
CONDITIONS = frozenset({"long", "provided", "providing", "assuming"})
RELATIVES = frozenset({"which", "that", "who", "whom", "whose"})
DIRECT = {"obj": "object", "iobj": "indirect", "nmod:poss": "possessive", "compound": "compound", "amod": "modifier",
          "nummod": "number", "appos": "apposition", "ccomp": "clause", "xcomp": "clause", "parataxis": "parataxis",
          "advcl": "adverbial", "acl": "acl", "advmod": "manner", "csubj": "clause_subject", "flat": "flat"}


class Argument(msgspec.Struct, frozen=True):
    """A filler: its role, its head token, and the token it hangs on in the tree."""

    role: str
    token: int
    via: int


def arguments(view: SentenceView, trigger: int) -> tuple[Argument, ...]:
    """All arguments of the token `trigger`, its own first, inherited ones after."""
    found = _own(view, trigger)
    found += _meant_by_what(view, found)
    found += _number_before(view, trigger) or _inherited_subject(view, trigger, found)
    found += _modified_noun(view, trigger, found)
    found += _beyond(view, found)
    found += _predicate_of(view, trigger)
    found += _figures_behind(view, trigger, found)
    if view.tokens[trigger].pos in {"NOUN", "PROPN"}:
        found += _light_verb(view, trigger)
        found += _light_participle(view, trigger)
    unique: dict[tuple[str, int], Argument] = {}
    for argument in found:
        unique.setdefault((argument.role, argument.token), argument)
    return tuple(unique.values())


def _own(view: SentenceView, trigger: int) -> list[Argument]:
    passive = is_passive(view, trigger)
    found: list[Argument] = []
    for child in view.children[trigger]:
        relation = view.tokens[child].relation
        kind = base(relation)
        if kind == "nsubj" and _behind_by(view, child):
            role = "by"
        elif kind == "nsubj" and child > trigger and any(
                base(view.tokens[each].relation) == "det" for each in view.children[trigger]):
            role = "apposition"  # "the injured, seven of them badly": a participle with an article has no subject
        elif kind == "nsubj" or _raised(view, child, trigger):
            role = "passive_subject" if passive or relation.endswith(":pass") else "subject"
        elif relation == "obl:agent" and marker(view, child) == "by":
            role = "by"
        elif relation == "nmod:poss":
            role = "possessive"
        elif kind in {"obl", "nmod"}:
            role = _bounded_object(view, child, passive) or marker(view, child) or "bare"
        elif kind == "conj" and view.tokens[child].pos in {"NOUN", "PROPN"}:
            role = marker(view, child)  # "flew over Japan and into the Pacific"
        elif kind == "case":
            role = "marked"
        else:
            role = DIRECT.get(kind, "")
            if role == "adverbial" and view.tokens[child].pos in {"NOUN", "PROPN"} and marker(view, child):
                role = marker(view, child)  # a phrase taken for a clause: "..., outside Japan's waters, according to"
            elif role == "manner":
                found += [Argument("bare", each, child) for each in view.children[child]
                          if view.tokens[each].relation == "obl:unmarked"]
            if role in {"manner", "adverbial"} and view.tokens[child].text.casefold() in CONDITIONS:
                # "as long as the dam stays", "provided that he comes": the clause hangs on the word that brings it in
                found += [Argument(view.tokens[child].text.casefold(), each, trigger) for each in view.children[child]
                          if base(view.tokens[each].relation) in {"advcl", "ccomp"}]
            if role == "adverbial":
                found += [Argument(view.tokens[mark].text.casefold(), child, trigger) for mark in view.children[child]
                          if base(view.tokens[mark].relation) in {"mark", "advmod", "case"}]
                found += [Argument("if", child, trigger)] * _is_inverted(view, child)
        if kind in {"advcl", "xcomp", "acl", "ccomp", "csubj"}:
            found += _purpose(view, child, trigger)
        if not role:
            continue
        if role == "by" and view.tokens[child].lemma.casefold() in ACCOUNTS:
            role = "by account"
        found.append(Argument(role, child, trigger))
        if role not in {"clause", "parataxis", "adverbial", "acl", "manner"}:
            found += _coordinated(view, child, role)
    return found


def _raised(view: SentenceView, child: int, trigger: int) -> bool:
    """ "it turned out to be a rocket", "it is thought to have sunk": no expletive, whatever the parser says.

    Only a clause of its own ("it turned out that ...") makes it one.
    """
    if base(view.tokens[child].relation) != "expl" or view.tokens[child].text.casefold() != "it":
        return False
    return view.tokens[trigger].pos == "VERB" and {"xcomp"} == {
        base(view.tokens[each].relation) for each in view.children[trigger]} & {"xcomp", "ccomp", "csubj", "obj"}


def _number_before(view: SentenceView, trigger: int) -> list[Argument]:
    """ "... and 38 were injured", "56 have sustained burns": the bare number is the subject, wherever it hangs.

    Only behind a conjunction or a stop, and where the trigger has no subject of its own.
    """
    if view.tokens[trigger].pos not in {"VERB", "ADJ"} or any(
            base(view.tokens[child].relation) in {"nsubj", "csubj"} for child in view.children[trigger]):
        return []
    last = trigger - 1
    while last >= 0 and (view.tokens[last].pos in {"AUX", "ADV", "PART"}
                         or view.tokens[last].text.casefold() in {"more", "other", "others"}):
        last -= 1
    number = next((each for each in view.numbers if each.last == last and each.role == "count"), None)
    if number is None or last == trigger - 1 or (number.noun >= 0 and not number.first <= number.noun <= number.last):
        return []
    if number.first and view.tokens[number.first - 1].pos not in {"CCONJ", "PUNCT", "SCONJ"}:
        return []
    return [Argument("passive_subject" if is_passive(view, trigger) else "subject", number.last, trigger)]


def _meant_by_what(view: SentenceView, own: list[Argument]) -> list[Argument]:
    """ "launched what it called a satellite rocket": the noun in the clause of "what" has the role of "what"."""
    found = []
    for argument in own:
        if view.tokens[argument.token].text.casefold() != "what":
            continue
        for clause in view.children[argument.token]:
            if base(view.tokens[clause].relation) != "acl":
                continue
            found += [Argument(argument.role, child, argument.token) for child in (clause, *view.children[clause])
                      if view.tokens[child].pos in {"NOUN", "PROPN"} and (
                          child == clause or base(view.tokens[child].relation) in {"obj", "xcomp", "obl"})]
    return found


def _is_inverted(view: SentenceView, clause: int) -> bool:
    """ "Should the dam break, ...", "Were it to rain, ...": a condition without "if"."""
    first = min(subtree(view, clause))
    subject = next((child for child in view.children[clause] if base(view.tokens[child].relation) == "nsubj"), -1)
    return view.tokens[first].text.casefold() in {"should", "were", "had"} and first < subject and (
        view.tokens[first].head == clause)


def _behind_by(view: SentenceView, noun: int) -> bool:
    """ "were fired by North Korea": the doer, also where the parser takes it for a second subject."""
    first = core_phrase(view, noun)[0]
    return first > 0 and "by" in {view.tokens[first].text.casefold(), view.tokens[first - 1].text.casefold()}


def _purpose(view: SentenceView, clause: int, trigger: int) -> list[Argument]:
    """ "held a call to discuss the test", "too early to say what caused it": the role of the test is "to discuss"."""
    if not any(view.tokens[child].text.casefold() == "to" for child in view.children[clause]):
        return []
    role = f"to {view.tokens[clause].lemma.casefold()}"
    found = [child for child in view.children[clause] if base(view.tokens[child].relation) in {"obj", "obl", "ccomp"}]
    asked = [below for child in found if view.tokens[child].text.casefold() in {"what", "why", "how"}
             for below in view.children[child] if base(view.tokens[below].relation) in {"acl", "advcl"}]
    return [Argument(role, each, trigger) for each in (*found, *asked)]


def _bounded_object(view: SentenceView, child: int, passive: bool) -> str:
    """ "fired at most one missile": a bound's preposition is no preposition of the noun."""
    own = [each for each in view.children[child] if base(view.tokens[each].relation) == "case"]
    for number in view.numbers:
        opens = view.tokens[number.first].pos in {"ADP", "SCONJ", "ADV"}
        if number.noun == child and opens and all(number.first <= each <= number.last for each in own):
            return "passive_subject" if passive else "object"
    return ""


def _coordinated(view: SentenceView, first: int, role: str) -> list[Argument]:
    """Prepositional phrases joined to one another: "off Sinpo and from Wonsan" keep each its own preposition."""
    found = []
    for child in view.children[first]:
        if base(view.tokens[child].relation) == "conj" and view.tokens[child].pos in {"NOUN", "PROPN", "NUM"}:
            found.append(Argument(marker(view, child) or role, child, first))
    return found


def _inherited_subject(view: SentenceView, trigger: int, own: list[Argument]) -> list[Argument]:
    if any(argument.role in {"subject", "passive_subject"} for argument in own):
        return []
    token = view.tokens[trigger]
    kind = base(token.relation)
    role = "passive_subject" if is_passive(view, trigger) else "subject"
    if kind not in {"conj", "xcomp", "advcl", "ccomp"} or token.head < 0:
        return []
    if kind != "xcomp" and token.pos not in {"VERB", "AUX"} and not any(
            base(view.tokens[each].relation) == "cop" for below in (trigger, token.head)
            for each in view.children[below] if below == trigger or kind == "conj"):
        return []
    if kind == "conj" and any(view.tokens[each].text.casefold() in {"rather", "instead", "not"}
                              for each in view.children[trigger]) and token.pos in {"NOUN", "PROPN"}:
        return []  # "it was a missile rather than a satellite rocket"
    marked = any(base(view.tokens[child].relation) == "mark" for child in view.children[trigger])
    if kind == "ccomp" and not marked and not _subject_beside(view, trigger):
        return []
    above = arguments_above(view, token.head)
    if kind == "ccomp":
        above = _subject_beside(view, trigger) or above
    if kind == "xcomp":
        for wanted in ("object", "passive_subject", "subject"):
            found = [each for each in above if each.role == wanted and not _stands_for_noun(view, each, above)]
            if found:  # "Lima and Oslo agreed to hold talks": both do
                return [Argument(role, each.token, trigger) for each in found
                        if each is found[0] or view.tokens[each.token].head == found[0].token]
        return []
    subjects = [argument.token for argument in above if argument.role in {"subject", "passive_subject"}
                and not _stands_for_noun(view, argument, above)]
    # "was burned and hurt": only the first participle has the auxiliary; what the second means, its frames know
    both = kind == "conj" and is_passive(view, token.head) and all(argument.role != "object" for argument in own)
    roles = [role, "passive_subject"] if both and role == "subject" else [role]
    return [Argument(each, subject, trigger) for each in roles for subject in subjects]


def _stands_for_noun(view: SentenceView, argument: Argument, others: list[Argument]) -> bool:
    """True for the "that" of "missiles that appear to be new" where the noun itself is known in the same role."""
    return view.tokens[argument.token].lemma.casefold() in RELATIVES and any(
        other.role == argument.role and other.token != argument.token for other in others)


def _subject_beside(view: SentenceView, trigger: int) -> list[Argument]:
    """ "it was launched at 7, flew 450 km and reached ..., they said": the parser may hang each on "said"."""
    token = view.tokens[trigger]
    before = [child for child in view.children[token.head] if child < trigger
              and base(view.tokens[child].relation) == "ccomp"]
    return [argument for child in before[-1:] for argument in _own(view, child)
            if argument.role in {"subject", "passive_subject"}]


def arguments_above(view: SentenceView, index: int) -> list[Argument]:
    """Own and inherited subjects and objects of a governing predicate."""
    own = _own(view, index)
    return own + _inherited_subject(view, index, own) + _modified_noun(view, index, own)


def _modified_noun(view: SentenceView, trigger: int, own: list[Argument]) -> list[Argument]:
    """The noun that a relative clause or a participle hangs on takes the role that is missing inside."""
    token = view.tokens[trigger]
    if (known := seams.noun_before_who(view, trigger)) >= 0 and token.relation != "acl:relcl":
        return [Argument("passive_subject" if is_passive(view, trigger) else "subject", known, trigger)]
    if seams.is_place(view, trigger) and base(token.relation) == "acl" and token.head >= 0:
        return [Argument("subject", token.head, trigger)]
    if base(token.relation) not in {"acl", "amod"} or token.head < 0 or token.pos not in {"VERB", "AUX", "ADJ"}:
        return []
    if seams.behind_of(view, trigger) and marker(view, token.head) == "by":
        return []  # "accused by the army of carrying out the raid"
    noun = token.head
    relative = [argument for argument in own if view.tokens[argument.token].lemma.casefold() in RELATIVES]
    if relative:
        nouns = [noun, nearer] if (nearer := seams.noun_before_that(view, trigger)) >= 0 else [noun]
        return [Argument(argument.role, each, trigger) for argument in relative for each in nouns]
    if token.relation == "acl:relcl":
        taken = {argument.role for argument in own}
        return [Argument("object" if taken & {"subject", "passive_subject"} else "subject", noun, trigger)]
    return [Argument("passive_subject" if is_passive(view, trigger) else "subject", noun, trigger)]


def _beyond(view: SentenceView, found: list[Argument]) -> list[Argument]:
    """Prepositional phrases that the parser hung on the object or subject rather than on the verb.

    "fired two missiles into the sea on Tuesday": attachment is the parser's commonest error, and the role is the same.
    """
    beyond: list[Argument] = []
    for argument in found:
        if argument.role not in {"object", "passive_subject", "of", "subject"}:
            continue
        for child in view.children[argument.token]:
            relation = view.tokens[child].relation
            role = marker(view, child)
            if base(relation) in {"nmod", "obl"} and relation != "nmod:poss" and role and role != "of":
                beyond.append(Argument(role, child, argument.token))
            elif base(relation) in {"nmod", "obl"} and relation != "nmod:poss" and not role:
                beyond.append(Argument("bare", child, argument.token))
    beyond += _deep_numbers(view, found)
    beyond += [Argument("of", child, argument.token) for argument in found if argument.role == "by"
               for child in view.children[argument.token]  # "accused by the army of carrying out the raid"
               if base(view.tokens[child].relation) == "acl" and seams.behind_of(view, child)]
    beyond += [Argument(marker(view, child), child, argument.token) for argument in found
               for child in view.children[argument.token]  # "from Sinpo on the east coast", read as a "Sinpo coast"
               if base(view.tokens[child].relation) == "compound" and marker(view, child) not in {"", argument.role}]
    for argument in list(found) + beyond:
        if argument.role in {"from", "into", "off", "in", "on", "at", "near", "toward", "towards", "to"}:
            for child in view.children[argument.token]:
                role = marker(view, child)
                kept = {"on", "into", "toward", "towards"}
                if view.tokens[argument.token].lemma.casefold() in COMPASS:
                    kept = kept | {"from", "off", "at", "near"}  # "to the south from Sohae"
                if base(view.tokens[child].relation) in {"nmod", "obl"} and role in kept:
                    beyond.append(Argument(role, child, argument.token))
    return beyond


def _deep_numbers(view: SentenceView, found: list[Argument]) -> list[Argument]:
    """ "brought down the number of those killed in the crash from 288 to 275": bare numbers are the verb's, however
    deep below its object the parser hangs them."""
    deep: list[Argument] = []
    for argument in found:
        if argument.role not in {"object", "passive_subject", "subject"}:
            continue
        for index in subtree(view, argument.token, frozenset({"acl:relcl", "ccomp", "conj"})):
            measure = any(number.role == "measure" and number.last == index for number in view.numbers)
            role = marker(view, index) if measure or view.tokens[index].pos == "NUM" else ""
            if role in {"from", "to", "at"}:
                deep.append(Argument(role, index, argument.token))
    # "from 174 to 172": the second number hangs on the first
    for argument in [*found, *deep]:
        for child in view.children[argument.token] if view.tokens[argument.token].pos == "NUM" else ():
            if view.tokens[child].pos == "NUM" and marker(view, child) in {"from", "to"}:
                deep.append(Argument(marker(view, child), child, argument.token))
    return deep


def _predicate_of(view: SentenceView, trigger: int) -> list[Argument]:
    """ "the death toll is 62": the predicate of the noun; "40 aboard", "the 62 on board": the noun of the adverb."""
    token = view.tokens[trigger]
    if token.head < 0:
        return []
    head = view.tokens[token.head]
    kind = base(token.relation)
    if kind == "nsubj" and any(base(view.tokens[child].relation) == "cop" for child in view.children[token.head]):
        return [Argument("predicate", token.head, trigger)]
    loose = token.pos in {"ADV", "ADP"} or token.lemma.casefold() in {"board", "aboard"}
    counted = seams.counted_right_before(view, trigger) if loose else None
    if counted is not None:
        return [Argument("head", counted.last, trigger)]
    if kind in {"advmod", "amod", "nmod", "obl", "acl"} and (loose or token.pos == "ADJ"):
        if head.pos in {"NOUN", "PROPN", "NUM", "PRON"}:
            return [Argument("head", token.head, trigger)]
        if loose and head.pos in {"VERB", "AUX"} and kind in {"advmod", "obl"}:
            return [Argument("subject", argument.token, trigger) for argument in _own(view, token.head)
                    if argument.role in {"subject", "passive_subject"}]
    return []


def _figures_behind(view: SentenceView, trigger: int, found: list[Argument]) -> list[Argument]:
    """Bare numbers right behind the trigger, wherever the parser hung them: "the wounded at 53", "injured some 3,700".

    Behind a noun the role is "figure", and links may stand between ("the dead now number 12"); behind a verb without
    an object it is the object.
    """
    labelled = (seams.labelled_figure(view, trigger) or seams.numbered(view, trigger)
                or seams.figure_of_inversion(view, trigger))
    if labelled is not None:
        return [Argument("figure", labelled.last, trigger)]
    number = seams.figure_behind(view, trigger)
    if number is None:
        return []
    token = view.tokens[trigger]
    if token.pos in {"NOUN", "PROPN"} or base(token.relation) == "amod" or any(
            base(view.tokens[child].relation) == "det" for child in view.children[trigger]):
        return [Argument("figure", number.last, trigger)]
    taken = {argument.role for argument in found}
    if any(number.first <= argument.token <= number.last for argument in found):
        return []
    if token.pos != "VERB" or number.first != trigger + 1 or taken & {"object", "passive_subject"}:
        return []
    return [] if is_passive(view, trigger) else [Argument("object", number.last, trigger)]


def _light_verb(view: SentenceView, trigger: int) -> list[Argument]:
    """A noun that a light verb carries borrows that verb's roles: "conducted a test", "the launch took place at"."""
    token = view.tokens[trigger]
    if token.head < 0:
        return []
    verb = view.tokens[token.head]
    kind = base(token.relation)
    if verb.pos not in {"VERB", "AUX"} or kind not in {"obj", "nsubj", "obl"}:
        return []
    lemma = verb.lemma.casefold()
    own = arguments_above(view, token.head)
    carried = kind == "obj" or token.relation == "nsubj:pass" or (kind == "nsubj" and is_passive(view, token.head))
    if carried and lemma in LIGHT:
        roles = {"subject": "subject", "by": "by"}
    elif kind == "nsubj" and lemma in OCCUR:
        roles = {}
    else:
        return []
    skip = {"object", "passive_subject", "clause", "parataxis", "adverbial", "acl", "manner", "subject", "by"}
    return [Argument(roles.get(argument.role, argument.role), argument.token, argument.via) for argument in own
            if argument.token != trigger and (argument.role in roles or argument.role not in skip)]


def light_participles(view: SentenceView, noun: int) -> list[int]:
    """ "a launch made on Friday", "the test conducted near Semnan": participles that add nothing but when and where."""
    return [child for child in view.children[noun] if base(view.tokens[child].relation) == "acl"
            and view.tokens[child].lemma.casefold() in LIGHT and is_passive(view, child)]


def _light_participle(view: SentenceView, trigger: int) -> list[Argument]:
    kept = {"by", "from", "at", "in", "near", "off", "into", "on", "close to", "over"}
    return [argument for verb in light_participles(view, trigger) for argument in [
        *_own(view, verb), *_beyond(view, _own(view, verb))] if argument.role in kept]
