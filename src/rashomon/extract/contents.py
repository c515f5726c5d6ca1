"""Words of saying and what they answer for: the stretches of the sentence that a cue brings in."""

from __future__ import annotations

from rashomon.extract.arguments import Argument
from rashomon.extract.cues import (
    DESCRIBE,
    MANNERS,
    NOUN_CUES,
    OBJECT_CUES,
    SET_AT,
    SPEAK_OF,
    SPEECH,
    SPOTS,
    SURE,
    TALLIES,
    TALLY_CUES,
)
from rashomon.extract.markers import is_passive, marker
from rashomon.extract.negation import is_negated
from rashomon.extract.views import SentenceView, base, core_phrase, extent, is_time, subtree

ADDING = frozenset({"which", "where", "who", "whom", "whose"})
COUNTING = frozenset({"count", "list", "report", "record", "register", "confirm", "announce", "tally"})
LONGEST_ASIDE = 8
LONGEST_TAIL = 12
TURNS = frozenset({"but", "while", "whereas", "though", "although", "as", "yet"})
SPANS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "shortly", "soon", "hours", "days"})
PAPER_WORDS = frozenset({"statement", "notice", "release", "message", "text", "post", "brief", "short", "news",
                         "conference", "report", "tweet", "reporter", "x", "twitter", "telegram"})
DENYING = frozenset({"deny", "reject", "dismiss", "refute", "dispute"})

REQUESTS = frozenset({"ask", "urge", "press", "request", "tell", "order", "invite", "warn", "call"})
"""In the passive these answer for what is asked alone; "is believed to" answers for the whole sentence."""


def cue_lemma(view: SentenceView, verb: int) -> str:
    """The word of saying at this token, "go on" for two words, "" where the token is none."""
    token = view.tokens[verb]
    lemma = token.lemma.casefold()
    if lemma == "go":
        on = any(view.tokens[child].text.casefold() == "on" and child == verb + 1
                 and view.tokens[child].relation != "case" for child in view.children[verb])
        return "go on" if on else ""
    if lemma in SURE and (not any(base(view.tokens[child].relation) == "ccomp" for child in view.children[verb])
                          or is_negated(view, verb)):
        return ""
    return lemma if lemma in MANNERS and token.pos in {"VERB", "AUX", "ADJ"} else ""


def has_agent(view: SentenceView, verb: int) -> bool:
    """ "as stated by the ministry": no auxiliary, but the one who speaks stands behind "by"."""
    return any(view.tokens[child].relation == "obl:agent" and marker(view, child) == "by"
               for child in view.children[verb]) and not view.tokens[verb].text.casefold().endswith("ing")


def contents_of(view: SentenceView, verb: int, passive: bool) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    token = view.tokens[verb]
    lemma = cue_lemma(view, verb) or token.lemma.casefold()
    if _in_passing(view, verb) and base(token.relation) not in {"root", "parataxis", "ccomp", "conj"}:
        return (view.span,)
    for child in view.children[verb]:
        relation = base(view.tokens[child].relation)
        if relation == "ccomp" and lemma == "claim" and view.tokens[min(subtree(view, child))].text in ADDING:
            continue
        if relation in {"ccomp", "csubj"} or (relation == "parataxis" and view.tokens[child].pos != "PUNCT" and
                                              (view.tokens[child].lemma.casefold() not in MANNERS or (
                                                  is_passive(view, child) and not has_agent(view, child)))):
            found.append(extent(view, subtree(view, child)))
        elif relation in {"obl", "advcl", "xcomp"} and lemma in SPEAK_OF and marker(view, child) == "of":
            aware = lemma in {"know", "hear", "learn"}  # of that alone: "learned of it as he met the envoy"
            found.append(extent(view, subtree(view, child)) if aware else _spoken_of(view, verb, child))
        elif relation in {"obj", "advcl"} and MANNERS.get(lemma) == "denied" and (
                told := _told_by_noun(view, child)) is not None:
            found.append(extent(view, subtree(view, told)))
        elif relation == "obj" and lemma in TALLY_CUES and _is_tally(view, verb, child):
            found.append((view.tokens[verb].start, view.sentence.end))
        elif relation == "nsubj" and passive and lemma in TALLY_CUES and _is_tally(view, verb, child):
            found.append((view.tokens[child].start, view.sentence.end))
        elif (relation == "conj" and child > verb and _speaks_on(view, verb, child)) or (
                relation == "xcomp" and passive and lemma in REQUESTS):
            found.append(extent(view, subtree(view, child)))
        elif relation == "xcomp" and passive and token.relation == "acl" and token.head >= 0:
            found.append(extent(view, subtree(view, token.head)))  # "the 40 believed to be aboard": of these alone
        elif relation == "xcomp" and passive:
            found.append((view.sentence.start, view.sentence.end))
        elif relation == "obj" and not passive and _says_what_it_is(view, verb, child):
            found.append(_with_obliques(view, verb, child))
        elif (relation == "obj" or (passive and relation == "nsubj")) and lemma in OBJECT_CUES and (
                lemma not in SET_AT or _sets_figure(view, verb, child)):
            found.append(_with_obliques(view, verb, child, told=lemma not in {"claim", "deny"}))
        elif relation == "xcomp" and lemma in COUNTING and any(
                view.tokens[each].pos == "NUM" for each in subtree(view, child)):
            found.append(extent(view, subtree(view, child)))  # "counted 15 dead"
        elif relation == "obl" and lemma == "point" and marker(view, child) == "to":
            found.append(extent(view, subtree(view, child)))
        elif relation == "obl" and lemma in {"keep", "stick"} and marker(view, child) == "to" and any(
                view.tokens[each].pos == "NUM" for each in subtree(view, child)):
            found.append((view.tokens[child].start, view.sentence.end))  # "kept to seven, one of them long-range"
    if base(token.relation) in {"parataxis", "advcl", "ccomp"} and token.head >= 0 and not found:
        marks = {view.tokens[child].text.casefold() for child in view.children[verb]
                 if base(view.tokens[child].relation) in {"mark", "advmod"}}
        takes = any(base(view.tokens[child].relation) == "obj" for child in view.children[verb])
        apart = any(each.text == ";" for each in view.tokens[token.head : verb])
        beside = base(token.relation) == "parataxis"
        if (beside and not (takes and (apart or lemma in DENYING))) or "as" in marks:
            found.append(_around(view, token.head, verb))
    return tuple(found)


def _spoken_of(view: SentenceView, verb: int, target: int) -> tuple[int, int]:
    """ "spoke of 12 dead and more than 30 hurt": to the end of the list, however its parts hang together."""
    start, end = _with_obliques(view, verb, target)
    stop = next((index for index in range(target, len(view.tokens)) if view.tokens[index].start >= end and (
        view.tokens[index].pos == "PUNCT" or base(view.tokens[index].relation) == "mark")), len(view.tokens))
    joined = any(view.tokens[index].text.casefold() in {"and", "or"} and view.tokens[index].start in range(end, end + 2)
                 for index in range(target, stop))
    return (start, view.tokens[stop - 1].end) if joined else (start, end)


def _says_what_it_is(view: SentenceView, verb: int, target: int) -> bool:
    """ "called it an accident", "has them leaving from the coast": the object and what is said of it."""
    lemma = view.tokens[verb].lemma.casefold()
    said = [child for child in view.children[verb] if child > target
            and base(view.tokens[child].relation) in {"xcomp", "advcl", "obl"}]
    if lemma in DESCRIBE:
        # "called on the powers to act" asks for something
        said = [child for child in said if not any(
            view.tokens[each].text.casefold() == "to" and base(view.tokens[each].relation) == "mark"
            for each in view.children[child])]
        return any(base(view.tokens[child].relation) == "xcomp" or marker(view, child) == "as" or any(
            view.tokens[each].text.casefold() == "as" for each in view.children[child]) for child in said)
    known = view.tokens[target].pos == "PRON" or any(view.tokens[child].text.casefold() in {"the", "both", "all"}
                                                     for child in view.children[target])
    below = [*said, *(child for child in view.children[target] if view.tokens[child].relation == "acl")]
    return lemma == "have" and known and any(view.tokens[child].text.casefold().endswith("ing")
                                             and view.tokens[child].pos == "VERB" for child in below)


def _sets_figure(view: SentenceView, verb: int, target: int) -> bool:
    """ "put the dead at 12", "placed the point of fall west of the island"; not "put a bag in the hall at 10 a.m."."""
    if view.tokens[target].lemma.casefold() in SPOTS | TALLIES or view.tokens[target].pos == "NUM":
        return True
    return any(any(view.tokens[each].pos == "NUM" and not is_time(view, each) for each in subtree(view, child))
               for child in view.children[verb]
               if child > target and base(view.tokens[child].relation) in {"obl", "xcomp", "advmod", "nmod"})


def _in_passing(view: SentenceView, verb: int) -> bool:
    """ "The other six, he went on, were shot ...": a speaker and a verb of saying alone between two commas.

    Read off the order of words: parsers make anything of them.
    """
    last = verb + (cue_lemma(view, verb) == "go on")
    first = next((index for index in range(verb - 1, max(0, verb - LONGEST_ASIDE), -1)
                  if view.tokens[index].text == ","), 0)
    if not first or last + 1 >= len(view.tokens) or view.tokens[last + 1].text != ",":
        return False
    between = view.tokens[first + 1 : verb]
    return bool(between) and cue_lemma(view, verb) in SPEECH and all(
        each.pos in {"PRON", "PROPN", "NOUN", "DET", "ADJ", "AUX"} for each in between) and any(
        base(each.relation) == "nsubj" for each in between)


def _told_by_noun(view: SentenceView, noun: int) -> int | None:
    """ "rejects claims that it left", "dismissed as rumours reports that ...": the clause of the claims."""
    if view.tokens[noun].pos == "VERB" and view.tokens[noun].text.casefold() in {"claims", "reports"}:
        return next((child for child in view.children[noun] if base(view.tokens[child].relation) == "ccomp"), None)
    if view.tokens[noun].lemma.casefold() not in {*NOUN_CUES, "accusation", "charge", "rumour", "rumor", "idea"}:
        return None
    return next((child for child in view.children[noun] if base(view.tokens[child].relation) in {"ccomp", "acl"}
                 and view.tokens[child].pos in {"VERB", "ADJ", "AUX", "NOUN"}), None)


def _is_tally(view: SentenceView, verb: int, target: int) -> bool:
    """ "had the toll at 5,300", "the UN's last tally has 4,333 dead": a tally is the object, or speaks itself."""
    if view.tokens[target].lemma.casefold() in TALLIES:
        return True
    if view.tokens[target].text.casefold() in {"this", "that", "it"} and any(
            marker(view, child) in {"to", "at"} and (view.tokens[child].pos == "NUM" or any(
                view.tokens[each].pos == "NUM" for each in view.children[child])) and not is_time(view, child)
            for child in view.children[verb]):
        return True  # "spoke of 15 dead but later corrected this to 12", "the police had it at 84"
    counted = any(view.tokens[child].pos == "NUM" for child in view.children[target])
    if counted and any(marker(view, child) == "to" and view.tokens[child].pos == "NUM"
                       for child in view.children[verb]):
        return True  # "cut its 179 survivors to 174"
    return any(view.tokens[child].lemma.casefold() in TALLIES for child in view.children[verb]
               if base(view.tokens[child].relation) == "nsubj")


def _speaks_on(view: SentenceView, verb: int, clause: int) -> bool:
    """ "..., the mayor added, and the roads stay shut": the second half is still the mayor's."""
    own = any(base(view.tokens[child].relation) == "nsubj" for child in view.children[clause])
    before = any(child < verb and base(view.tokens[child].relation) == "ccomp" for child in view.children[verb])
    speaks = view.tokens[clause].lemma.casefold() in SPEECH and not is_passive(view, clause)
    return own and before and not speaks


def before_comma(view: SentenceView, verb: int, roles: tuple[Argument, ...]) -> tuple[tuple[int, int], ...]:
    """ "..., the ministry told reporters.": all that stands before the comma, whatever the tree says."""
    subject = next((role.token for role in roles if role.role == "subject" and role.via == verb), None)
    if subject is None or cue_lemma(view, verb) not in SPEECH:
        return ()
    first = min(verb, core_phrase(view, subject)[0])
    while first > 0 and view.tokens[first - 1].pos in {"DET", "ADJ", "PROPN", "NOUN", "PART"}:
        first -= 1
    if first < 4 or view.tokens[first - 1].pos != "PUNCT":
        return ()
    clause = any(base(view.tokens[child].relation) in {"ccomp", "xcomp"} and child > verb
                 and not view.tokens[child].text.casefold().endswith("ing") for child in view.children[verb])
    return () if clause else ((view.sentence.start, view.tokens[first - 1].start),)


def behind_aside(
    view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """ "It flew for 37 minutes, the command said later, until it fell": what stands behind the aside is said too."""
    place = view.tokens[verb].start
    if cue_lemma(view, verb) not in SPEECH or not any(end <= place for _, end in contents) or any(
            start > place for start, _ in contents):
        return ()
    last = verb + (cue_lemma(view, verb) == "go on")
    comma = next((index for index in range(last + 1, min(last + LONGEST_TAIL, len(view.tokens)))
                  if view.tokens[index].text == ","), len(view.tokens))
    subject = any(base(view.tokens[child].relation) == "nsubj" and (child < verb or child < comma)
                  for child in view.children[verb])
    tail = range(last + 1, comma)  # only adverbs, times and the paper stand between the verb and the comma
    short = all(is_time(view, index) or view.tokens[index].pos in {"ADV", "ADP", "DET"} or (
        view.tokens[index].lemma.casefold() in PAPER_WORDS) or _below_subject(view, verb, index) for index in tail)
    if comma + 2 >= len(view.tokens) or not subject or not short or _turns_away(view, comma + 1):
        return ()
    stop = next((index for index in range(comma + 1, len(view.tokens)) if view.tokens[index].text == ";" or (
        view.tokens[index - 1].text == "," and view.tokens[index].text.casefold() in TURNS)), len(view.tokens) - 1)
    return ((view.tokens[comma].end, view.tokens[stop].start),)


def _below_subject(view: SentenceView, verb: int, index: int) -> bool:
    """ "said the governor, ...": the speaker behind the verb."""
    return any(base(view.tokens[child].relation) == "nsubj" and child > verb and index in subtree(view, child)
               for child in view.children[verb])


def _turns_away(view: SentenceView, first: int) -> bool:
    """ "..., police said, four days after a similar raid", "..., but gave no details": no longer what was said."""
    if view.tokens[first].text.casefold() in TURNS | ADDING:
        return True
    near = [token.text.casefold() for token in view.tokens[first : first + 6]]
    lemmas = {token.lemma.casefold() for token in view.tokens[first : first + 4]}
    apart = bool(set(near) & {"after", "since", "following"}) and bool(lemmas & SPANS)
    return apart or (bool(lemmas & set(MANNERS)) and view.tokens[first].text.casefold().endswith("ing"))


def before_colon(
    view: SentenceView, verb: int, contents: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...]:
    """ "Twelve dead and 30 missing: that is the count tonight, the mayor said": the figures too."""
    first = min((start for start, end in contents if end <= view.tokens[verb].start), default=0)
    colon = next((index for index, token in enumerate(view.tokens) if token.text == ":" and token.end <= first), -1)
    if colon < 1 or colon + 1 >= len(view.tokens) or view.tokens[colon + 1].start < first - 2:
        return ()
    speaks = any(cue_lemma(view, index) for index in range(colon))
    return () if speaks or len(view.quotes) else ((view.sentence.start, view.tokens[colon].start),)


def _with_obliques(view: SentenceView, verb: int, target: int, *, told: bool = True) -> tuple[int, int]:
    """The target with the phrases of the verb behind it; `told` False leaves out clauses that only add to a name.

    Who claims a bombing "in which 38 died" claims the deed; the number is the writer's.
    """
    tokens = subtree(view, target)
    for child in view.children[verb]:
        if base(view.tokens[child].relation) in {"obl", "advcl", "xcomp"} and child > target:
            tokens += subtree(view, child)
    tokens.sort()
    if not told:
        stop = next((place for place, index in enumerate(tokens) if place > 2 and "," in {
            view.tokens[index - 1].text, view.tokens[index - 2].text} and view.tokens[index].text in ADDING), None)
        tokens = tokens[:stop]
    return extent(view, tokens)


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
